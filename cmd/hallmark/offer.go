package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave"
	"github.com/hallmark-tee/hallmark/envelope"
	"github.com/hallmark-tee/hallmark/sdk"
	"github.com/hallmark-tee/hallmark/worker/offer"
)

// offered are the flags of the commands that edit what a provider offers.
type offered struct {
	file, enclave             string
	in, out, image, second    string
	name, kind, model, secret string
}

func (o *offered) register(c *cobra.Command) {
	c.Flags().StringVar(&o.file, "offer", defaultDir+"/offer.json", "`file` of models and prices that the worker reads")
}

func (o *offered) prices(c *cobra.Command) {
	f := c.Flags()
	f.StringVar(&o.in, "in", "", "price in `coins` per token read")
	f.StringVar(&o.out, "out", "", "price in `coins` per token written")
	f.StringVar(&o.image, "image", "", "price in `coins` per image")
	f.StringVar(&o.second, "second", "", "price in `coins` per second of audio")
}

// apply sets the prices that were given.
func (o *offered) apply(m *offer.Model) error {
	for _, p := range []struct {
		text string
		to   *hallmark.Amount
	}{{o.in, &m.In}, {o.out, &m.Out}, {o.image, &m.Image}, {o.second, &m.Second}} {
		if p.text == "" {
			continue
		}
		v, err := hallmark.ParseCoins(p.text)
		if err != nil {
			return err
		}
		*p.to = v
	}
	return nil
}

// edit changes the offer file; the worker notices by itself.
func (o *offered) edit(change func(*offer.Offer) error) error {
	all, err := offer.Load(o.file)
	if err != nil {
		return err
	}
	if err := change(&all); err != nil {
		return err
	}
	return all.Save(o.file)
}

func providerModelCommand(s *session) *cobra.Command {
	c := &cobra.Command{Use: "model", Short: "The models that this provider offers for inference"}
	o := &offered{}
	add := &cobra.Command{
		Use: "add DIR|URL", Short: "Offer a Hugging Face directory, or any OpenAI-compatible upstream", Args: cobra.ExactArgs(1),
		Long: "A directory is linked (or copied, from another file system) into the enclave's folder of models and its\ndigest is shown. A URL becomes an upstream in the enclave's configuration. Either way the enclave has to\nbe started again; prices take effect by themselves.",
		RunE: func(c *cobra.Command, args []string) error { return s.addModel(c, o, args[0]) },
	}
	o.register(add)
	o.prices(add)
	f := add.Flags()
	f.StringVar(&o.enclave, "enclave", defaultDir+"/enclave.json", "the enclave's configuration `file`")
	f.StringVar(&o.name, "name", "", "`name` in the offer (default: the directory's, or the upstream's model)")
	f.StringVar(&o.kind, "kind", hallmark.ModelText, "`kind`: text, embedding, image or audio")
	f.StringVar(&o.model, "model", "", "the upstream's own `name` of the model")
	f.StringVar(&o.secret, "key-file", "", "`file` with the upstream's API key")

	r := &offered{}
	remove := &cobra.Command{
		Use: "remove NAME", Short: "Offer a model no more", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return r.edit(func(all *offer.Offer) error {
				before := len(all.Models)
				all.Models = slices.DeleteFunc(all.Models, func(m offer.Model) bool { return m.Name == args[0] })
				if len(all.Models) == before {
					return hallmark.Errorf(hallmark.NotFound, "%s offers no model %q", r.file, args[0])
				}
				return nil
			})
		},
	}
	r.register(remove)

	l := &offered{}
	list := &cobra.Command{
		Use: "list", Short: "List what is offered", Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			all, err := offer.Load(l.file)
			if err != nil {
				return err
			}
			return s.print(c, all.Models, func() { writeOffer(c.OutOrStdout(), all.Models) })
		},
	}
	l.register(list)
	c.AddCommand(add, list, remove)
	return c
}

func writeOffer(out io.Writer, models []offer.Model) {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "MODEL\tKIND\tIN\tOUT\tIMAGE\tSECOND\tBY")
	for _, m := range models {
		by := "the enclave's engine"
		if m.Upstream {
			by = "an upstream"
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", m.Name, m.Kind, price(m.In), price(m.Out), price(m.Image), price(m.Second), by)
	}
	_ = w.Flush() // as good as printing
}

// price is an amount, or a dash where the kind does not meter it.
func price(a hallmark.Amount) string {
	if a.IsZero() {
		return "-"
	}
	return a.Coins()
}

func (s *session) addModel(c *cobra.Command, o *offered, from string) error {
	cfg, err := enclave.LoadConfig(o.enclave)
	if err != nil {
		return err
	}
	m := offer.Model{Name: o.name, Kind: o.kind}
	if err := o.apply(&m); err != nil {
		return err
	}
	var digest hallmark.Digest
	upstream := strings.Contains(from, "://")
	if upstream {
		m.Upstream = true
		if o.model == "" {
			return hallmark.Errorf(hallmark.Invalid, "an upstream needs --model, its own name of the model")
		}
		if m.Name == "" {
			m.Name = o.model
		}
	} else if m.Name == "" {
		m.Name = filepath.Base(filepath.Clean(from))
	}
	// Prices are checked before anything is laid down.
	all, err := offer.Load(o.file)
	if err != nil {
		return err
	}
	all.Models = append(all.Models, m)
	if err := all.Validate(); err != nil {
		return err
	}
	if upstream {
		err = addUpstream(o, cfg, enclave.Upstream{Name: m.Name, URL: from, Model: o.model, KeyFile: o.secret})
	} else {
		digest, err = layModel(from, filepath.Join(cfg.Models, m.Name))
	}
	if err != nil {
		return err
	}
	if err := all.Save(o.file); err != nil {
		return err
	}
	return s.print(c, map[string]any{"model": m, "digest": digest}, func() {
		out := c.OutOrStdout()
		if upstream {
			fmt.Fprintf(out, "%s is offered, answered by %s\n", m.Name, from)
		} else {
			fmt.Fprintf(out, "%s is offered, digest %s\n", m.Name, digest)
		}
		fmt.Fprintln(out, "Start the enclave again to load it.")
	})
}

func addUpstream(o *offered, cfg enclave.Config, u enclave.Upstream) error {
	for _, known := range cfg.Upstreams {
		if known.Name == u.Name {
			return hallmark.Errorf(hallmark.Conflict, "%s has an upstream for %q already", o.enclave, u.Name)
		}
	}
	cfg.Upstreams = append(cfg.Upstreams, u)
	if err := cfg.Validate(); err != nil {
		return err
	}
	b, err := json.MarshalIndent(cfg, "", "  ")
	if err != nil {
		return hallmark.Errorf(hallmark.Internal, "enclave configuration: %w", err)
	}
	part := o.enclave + ".part"
	if err := os.WriteFile(part, append(b, '\n'), 0o600); err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "enclave configuration: %w", err)
	}
	if err := os.Rename(part, o.enclave); err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "enclave configuration: %w", err)
	}
	return nil
}

// layModel brings a directory's files beside the enclave's other models, whole
// or not at all, and gives the model's digest.
func layModel(from, to string) (hallmark.Digest, error) {
	var none hallmark.Digest
	if _, err := os.Stat(to); !errors.Is(err, fs.ErrNotExist) {
		return none, hallmark.Errorf(hallmark.Conflict, "%s is there already; give the model another --name", to)
	}
	files, err := envelope.ModelFiles(os.DirFS(from))
	if err != nil {
		return none, err
	}
	digest, err := envelope.ModelDigest(files)
	if err != nil {
		return none, err
	}
	part := filepath.Join(filepath.Dir(to), "."+filepath.Base(to)+".part") // hidden: the enclave passes it over
	for _, f := range files {
		if err := layFile(filepath.Join(from, filepath.FromSlash(f.Path)), filepath.Join(part, filepath.FromSlash(f.Path))); err != nil {
			return none, errors.Join(hallmark.Errorf(hallmark.Unavailable, "lay model: %w", err), os.RemoveAll(part))
		}
	}
	if err := os.Rename(part, to); err != nil {
		return none, errors.Join(hallmark.Errorf(hallmark.Unavailable, "lay model: %w", err), os.RemoveAll(part))
	}
	return digest, nil
}

// layFile links, or copies where the file systems differ.
func layFile(from, to string) error {
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	if os.Link(from, to) == nil {
		return nil
	}
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}

func providerPriceCommand() *cobra.Command {
	c := &cobra.Command{Use: "price", Short: "Prices of inference"}
	o := &offered{}
	var rate, rebate, firstToken int64
	set := &cobra.Command{
		Use: "set [NAME]", Short: "Set a model's prices, or the rate and the service level of all", Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return o.edit(func(all *offer.Offer) error {
				if rate >= 0 {
					all.Rate = uint64(rate)
				}
				if firstToken >= 0 {
					all.Objective.FirstToken = uint64(firstToken)
				}
				if rebate >= 0 {
					all.Objective.Rebate = uint64(rebate)
				}
				if len(args) == 0 {
					return nil
				}
				for i := range all.Models {
					if all.Models[i].Name == args[0] {
						return o.apply(&all.Models[i])
					}
				}
				return hallmark.Errorf(hallmark.NotFound, "%s offers no model %q", o.file, args[0])
			})
		},
	}
	o.register(set)
	o.prices(set)
	f := set.Flags()
	f.Int64Var(&rate, "rate", -1, "fee rate in basis `points` of the prices; 10000 are the prices")
	f.Int64Var(&firstToken, "first-token", -1, "promised time to the first token in `microseconds`; 0 promises nothing")
	f.Int64Var(&rebate, "rebate", -1, "what a missed promise takes off a fee, in basis `points`")
	c.AddCommand(set)
	return c
}

func providerServiceCommand(s *session) *cobra.Command {
	c := &cobra.Command{Use: "service", Short: "The signed record of models and prices in force"}
	c.AddCommand(&cobra.Command{
		Use: "show", Short: "Fetch the record and check its signature", Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return s.withWorker(c.Context(), func(_ *sdk.Market, w *sdk.Worker, _ hallmark.Provider) error {
				signed, err := w.Service(c.Context())
				if err != nil {
					return err
				}
				if err := envelope.CheckService(signed); err != nil {
					return err
				}
				return s.print(c, signed, func() { writeService(c.OutOrStdout(), signed.Record) })
			})
		},
	})
	return c
}

func writeService(out io.Writer, r hallmark.ServiceRecord) {
	fmt.Fprintf(out, "provider   %s\nenclave    %s\nchannels   %s\nrevision   %d\nrate       %d basis points of the prices\n", r.Provider, r.Signer, r.Channels, r.Revision, r.Rate)
	if r.Objective.FirstToken > 0 {
		fmt.Fprintf(out, "promise    first token within %d us, or %d basis points off\n", r.Objective.FirstToken, r.Objective.Rebate)
	}
	for _, p := range r.Split {
		fmt.Fprintf(out, "payee      %s: %d basis points\n", p.Account, p.BPS)
	}
	models := make([]offer.Model, len(r.Models))
	for i, m := range r.Models {
		models[i] = offer.Model{Name: m.Name, Kind: m.Kind, Upstream: m.Digest.IsZero(), In: m.In, Out: m.Out, Image: m.Image, Second: m.Second}
	}
	writeOffer(out, models)
}

// operate asks the provider's own worker, signed with the provider's wallet.
func (s *session) operate(c *cobra.Command, do func(*sdk.Worker) (hallmark.WorkerStatus, error)) error {
	return s.withWorker(c.Context(), func(_ *sdk.Market, w *sdk.Worker, _ hallmark.Provider) error {
		st, err := do(w)
		if err != nil {
			return err
		}
		return s.print(c, st, func() {
			word := "admits exchanges"
			if st.Draining {
				word = "draining: admits no exchange"
			}
			fmt.Fprintf(c.OutOrStdout(), "provider   %s\nenclave    %s\nstate      %s\nexchanges  %d running\njobs       %d open\nservice    revision %d, version %d on chain\nbatches    last is %d, %d not settled whole\nchannels   %d, %d leaving\n",
				st.Provider, st.Signer, word, st.Exchanges, st.Open, st.Revision, st.Version, st.Batch, st.Unsettled, st.Channels, st.Leaving)
		})
	})
}
