package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/dataset"
	"github.com/hallmark-tee/hallmark/sdk"
)

// jobFlags are what a user decides about a job.
type jobFlags struct {
	model, config, policy  string
	epochs, maxSteps, rank int
	rate                   string
	seed                   uint64
	within                 time.Duration
	maxPrice               string
	yes, wait              bool
	out                    string
}

func (f *jobFlags) training(set *pflag.FlagSet) {
	set.StringVar(&f.model, "model", "", "base model `name` (default: the provider's only one)")
	set.StringVar(&f.config, "config", "", "training configuration `file` (JSON); flags change it")
	set.IntVar(&f.epochs, "epochs", 0, "passes over the dataset")
	set.IntVar(&f.maxSteps, "max-steps", 0, "stop after this many steps")
	set.IntVar(&f.rank, "rank", 0, "LoRA rank")
	set.StringVar(&f.rate, "learning-rate", "", "peak learning rate, a plain decimal such as 0.002")
	set.Uint64Var(&f.seed, "seed", 0, "seed of everything random")
}

// read makes the training configuration from defaults, file and flags.
func (f *jobFlags) read(set *pflag.FlagSet) (hallmark.TrainingConfig, error) {
	c := hallmark.DefaultTraining()
	if f.config != "" {
		b, err := os.ReadFile(f.config)
		if err != nil {
			return c, hallmark.Errorf(hallmark.NotFound, "configuration: %w", err)
		}
		if err := hallmark.DecodeStrict(b, f.config, &c); err != nil {
			return c, err
		}
	}
	for name, apply := range map[string]func(){
		"epochs":        func() { c.Epochs = f.epochs },
		"max-steps":     func() { c.MaxSteps = f.maxSteps },
		"rank":          func() { c.Rank, c.Alpha = f.rank, 2*f.rank },
		"learning-rate": func() { c.LearningRate = hallmark.Decimal(f.rate) },
		"seed":          func() { c.Seed = f.seed },
	} {
		if set.Changed(name) {
			apply()
		}
	}
	return c, c.Validate()
}

func jobCommand(s *session) *cobra.Command {
	c := &cobra.Command{Use: "job", Short: "Order, follow, cancel and fetch fine-tunes"}
	c.AddCommand(
		s.estimateCommand(), s.submitCommand(), s.listCommand(), s.logsCommand(), s.fetchCommand(),
		&cobra.Command{
			Use: "show JOB", Short: "Show one job: the worker's view and the chain's", Args: cobra.ExactArgs(1),
			RunE: func(c *cobra.Command, args []string) error { return s.showJob(c, args[0]) },
		},
		&cobra.Command{
			Use: "cancel JOB", Short: "Stop a job; what is trained is delivered and paid", Args: cobra.ExactArgs(1),
			RunE: func(c *cobra.Command, args []string) error { return s.cancelJob(c, args[0]) },
		},
	)
	return c
}

func (s *session) estimateCommand() *cobra.Command {
	f := &jobFlags{}
	c := &cobra.Command{
		Use: "estimate FILE", Short: "Show the exact price of a job", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return s.withWorker(c.Context(), func(_ *sdk.Market, w *sdk.Worker, p hallmark.Provider) error {
				e, _, err := s.estimate(c, f, w, p, args[0])
				if err != nil {
					return err
				}
				return s.print(c, e, func() { printEstimate(c.OutOrStdout(), e) })
			})
		},
	}
	f.training(c.Flags())
	return c
}

func (s *session) estimate(c *cobra.Command, f *jobFlags, w *sdk.Worker, p hallmark.Provider, path string) (sdk.Estimate, hallmark.TrainingConfig, error) {
	cfg, err := f.read(c.Flags())
	if err != nil {
		return sdk.Estimate{}, cfg, err
	}
	rows, _, err := sdk.CheckDataset(path, dataset.Options{})
	if err != nil {
		return sdk.Estimate{}, cfg, err
	}
	model, err := sdk.ModelNamed(p, f.model)
	if err != nil {
		return sdk.Estimate{}, cfg, err
	}
	e, err := w.Estimate(c.Context(), p, model, rows, cfg)
	return e, cfg, err
}

func printEstimate(out io.Writer, e sdk.Estimate) {
	fmt.Fprintf(out, "model      %s\nrows       %d to train on, %d held out, %d cut to length, %d left out\ntokens     %d in %d steps\nprice      %s = %d x %s\n",
		e.Model.Name, e.TrainRows, e.ValidationRows, e.Cut, e.Dropped, e.Tokens, e.Steps, e.Fee.Coins(), e.Tokens, e.Price.Coins())
}

func (s *session) listCommand() *cobra.Command {
	return &cobra.Command{
		Use: "list", Short: "List the wallet's jobs with the provider", Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return s.withWorker(c.Context(), func(_ *sdk.Market, w *sdk.Worker, _ hallmark.Provider) error {
				jobs, err := w.Jobs(c.Context())
				if err != nil {
					return err
				}
				return s.print(c, jobs, func() {
					for _, j := range jobs {
						fmt.Fprintf(c.OutOrStdout(), "%s  %-10s  %6d/%d steps  %s  %s\n", j.ID, j.State, j.Step, j.Steps, j.Model, j.Reason)
					}
				})
			})
		},
	}
}

// shownJob is the worker's word beside the chain's.
type shownJob struct {
	Worker hallmark.Job `json:"worker"` // reported
	Chain  chainJob     `json:"chain"`  // authoritative
}

type chainJob struct {
	Status    string          `json:"status"`
	MaxFee    hallmark.Amount `json:"maxFee"`
	EndsAt    uint64          `json:"endsAt"`
	Cancelled bool            `json:"cancelled"`
	Now       uint64          `json:"now"` // chain time
}

func (s *session) showJob(c *cobra.Command, arg string) error {
	id, err := hallmark.ParseDigest(arg)
	if err != nil {
		return err
	}
	return s.withWorker(c.Context(), func(m *sdk.Market, w *sdk.Worker, _ hallmark.Provider) error {
		job, err := w.Job(c.Context(), id)
		if err != nil {
			return err
		}
		on, err := m.Chain().Job(c.Context(), id)
		if err != nil {
			return err
		}
		head, err := m.Chain().Head(c.Context())
		if err != nil {
			return err
		}
		v := shownJob{job, chainJob{on.Status.String(), on.MaxFee, on.EndsAt, on.Cancelled, head.Time}}
		return s.print(c, v, func() { printJob(c.OutOrStdout(), v) })
	})
}

func printJob(out io.Writer, v shownJob) {
	j := v.Worker
	fmt.Fprintf(out, "job        %s\nstate      %s %s\nmodel      %s\nsteps      %d of %d, %d tokens, loss %s\n", j.ID, j.State, j.Reason, j.Model, j.Step, j.Steps, j.Tokens, j.Loss)
	fmt.Fprintf(out, "on chain   %s, at most %s\n", v.Chain.Status, v.Chain.MaxFee.Coins())
	if v.Chain.Status == "open" && v.Chain.EndsAt > v.Chain.Now {
		fmt.Fprintf(out, "refund     by the contract in %s unless it settles\n", time.Duration(v.Chain.EndsAt-v.Chain.Now)*time.Second)
	}
	for name, tx := range map[string]*hallmark.Digest{"opened": j.OpenTx, "settled": j.SettleTx, "artifact": j.Artifact} {
		if tx != nil {
			fmt.Fprintf(out, "%-10s %s\n", name, tx)
		}
	}
}

func (s *session) cancelJob(c *cobra.Command, arg string) error {
	id, err := hallmark.ParseDigest(arg)
	if err != nil {
		return err
	}
	return s.withWorker(c.Context(), func(m *sdk.Market, w *sdk.Worker, _ hallmark.Provider) error {
		job, err := m.Cancel(c.Context(), w, id)
		if err != nil {
			return err
		}
		return s.print(c, job, func() {
			fmt.Fprintf(c.OutOrStdout(), "cancel of job %s handed over\n", id.Short())
		})
	})
}

func (s *session) logsCommand() *cobra.Command {
	var follow bool
	c := &cobra.Command{
		Use: "logs JOB", Short: "Print a job's events", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			id, err := hallmark.ParseDigest(args[0])
			if err != nil {
				return err
			}
			return s.withWorker(c.Context(), func(_ *sdk.Market, w *sdk.Worker, _ hallmark.Provider) error {
				return s.logs(c, w, id, follow)
			})
		},
	}
	c.Flags().BoolVarP(&follow, "follow", "f", false, "keep printing until the job ends")
	return c
}

func (s *session) logs(c *cobra.Command, w *sdk.Worker, id hallmark.JobID, follow bool) error {
	if follow {
		return s.follow(c, w, id)
	}
	return w.Events(c.Context(), id, func(e hallmark.JobEvent) error { return s.printEvent(c, e) })
}

// printEvent writes one event: a line of text or a line of JSON.
func (s *session) printEvent(c *cobra.Command, e hallmark.JobEvent) error {
	if s.output == "json" {
		return json.NewEncoder(c.OutOrStdout()).Encode(e)
	}
	_, err := io.WriteString(c.OutOrStdout(), eventLine(e))
	return err
}

func (s *session) fetchCommand() *cobra.Command {
	var dir, identity string
	var again bool
	c := &cobra.Command{
		Use: "fetch JOB", Short: "Download, verify and open a settled job's adapter, and write bundle.json", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			id, err := hallmark.ParseDigest(args[0])
			if err != nil {
				return err
			}
			if dir == "" {
				dir = "job-" + id.Short()
			}
			return s.withWorker(c.Context(), func(m *sdk.Market, w *sdk.Worker, _ hallmark.Provider) error {
				if err := s.writeIdentity(c, m, id, identity); err != nil {
					return err
				}
				if err := s.fetch(c, m, w, id, dir); err != nil || !again {
					return err
				}
				return s.fetchReplay(c, m, id, dir, true)
			})
		},
	}
	c.Flags().StringVar(&dir, "out", "", "`directory` to write to (default: job-0x...)")
	c.Flags().BoolVar(&again, "replay", false, "download the file for `hallmark audit replay` however large it is (default: up to 64 MiB)")
	c.Flags().StringVar(&identity, "identity", "", "also write the artifact's age identity, a secret, to this new `file`")
	return c
}

func (s *session) fetch(c *cobra.Command, m *sdk.Market, w *sdk.Worker, id hallmark.JobID, dir string) error {
	out, err := m.Fetch(c.Context(), id, dir)
	if err != nil {
		return err
	}
	if err := s.writeBundle(c, m, w, id, filepath.Join(dir, "bundle.json")); err != nil {
		return err
	}
	if err := s.fetchReplay(c, m, id, dir, false); err != nil {
		return err
	}
	return s.print(c, out, func() {
		fmt.Fprintf(c.OutOrStdout(), "adapter    %s\nartifact   %s\nbundle     %s\n", out.Dir, out.Artifact, filepath.Join(dir, "bundle.json"))
	})
}

// writeIdentity writes the unwrapped key for the stock age tool, to a file that
// only its owner reads and that did not exist before.
func (s *session) writeIdentity(c *cobra.Command, m *sdk.Market, id hallmark.JobID, path string) error {
	if path == "" {
		return nil
	}
	key, err := m.Identity(c.Context(), id)
	if err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return hallmark.Errorf(hallmark.Conflict, "identity: %w", err)
	}
	_, err = fmt.Fprintln(f, key)
	if err = errors.Join(err, f.Close()); err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "identity: %w", err)
	}
	return nil
}

func (s *session) writeBundle(c *cobra.Command, m *sdk.Market, w *sdk.Worker, id hallmark.JobID, path string) error {
	order, err := w.Order(c.Context(), id)
	if err != nil {
		return err
	}
	result, err := w.Result(c.Context(), id)
	if err != nil {
		return err
	}
	b, err := m.Bundle(c.Context(), order, result)
	if err != nil {
		return err
	}
	file, err := sdk.EncodeBundle(b)
	if err != nil {
		return err
	}
	if err := os.WriteFile(path, file, 0o644); err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "bundle: %w", err)
	}
	return nil
}
