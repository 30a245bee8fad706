package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/sdk"
	"github.com/hallmark-tee/hallmark/sdk/inference"
	"github.com/hallmark-tee/hallmark/sdk/proxy"
)

// callFlags are what a user decides about calling models.
type callFlags struct {
	dir, policy, cap, step string
	grants                 []string
	shared                 bool
}

func (f *callFlags) add(set *pflag.FlagSet, dir string) {
	set.StringVar(&f.dir, "dir", filepath.Join(defaultDir, dir), "`directory` of receipts; one process at a time")
	set.StringVar(&f.policy, "policy", "", "policy `name` or file (default: the network's)")
	set.StringVar(&f.cap, "cap", "1", "never sign for more than so many `coins` in all that --dir keeps receipts of")
	set.StringVar(&f.step, "step", "", "how many `coins` a voucher goes beyond what is needed (default: a sixteenth of the cap)")
	set.StringArrayVar(&f.grants, "grant", nil, "`file` of hallmark model share: call another user's model")
	set.BoolVar(&f.shared, "shared", false, "others spend on this wallet's channel too: totals may grow between receipts")
}

// inference opens a session with the provider.
func (s *session) inference(ctx context.Context, f *callFlags, m *sdk.Market, log *slog.Logger) (*inference.Session, error) {
	spend, err := hallmark.ParseCoins(f.cap)
	if err != nil {
		return nil, err
	}
	var step hallmark.Amount
	if f.step != "" {
		if step, err = hallmark.ParseCoins(f.step); err != nil {
			return nil, err
		}
	}
	shares, err := readShares(f.grants)
	if err != nil {
		return nil, err
	}
	name := f.policy
	if name == "" {
		name = m.Network.Policy
	}
	policy, err := policyNamed(name)
	if err != nil {
		return nil, err
	}
	remote, err := inference.Dial(ctx, m, s.worker, policy)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(f.dir, 0o700); err != nil {
		return nil, hallmark.Errorf(hallmark.Unavailable, "receipts: %w", err)
	}
	return inference.Open(ctx, inference.Config{
		Provider: remote, Chain: inference.OnChain{Market: m, Dir: f.dir}, ChainID: m.Network.ChainID, Channels: m.Network.Contracts.Channels,
		Wallet: m.Wallet(), Cap: spend, Step: step, Shared: f.shared, Shares: shares, Dir: f.dir, Log: log,
	})
}

// proxyFlags are the endpoint's own.
type proxyFlags struct {
	callFlags
	listen      string
	allowRemote bool
	tokenFD     int
	aliases     []string
	maxFee      string
	training    string
	within      time.Duration
}

func proxyCommand(s *session) *cobra.Command {
	f := &proxyFlags{}
	c := &cobra.Command{
		Use: "proxy", Short: "Serve a plain OpenAI endpoint on this machine, attested and paid behind it", Args: cobra.NoArgs,
		Long: `Verifies the provider's enclave, then serves OpenAI's API on this machine: requests are encrypted to the
enclave, paid by vouchers below --cap, and every answer's signed receipt is checked and kept in --dir.
Set your client's base URL to http://127.0.0.1:8080/v1; its API key can be anything unless --token-fd is given.
With --max-fee the fine-tuning API (/v1/files, /v1/fine_tuning/jobs) orders jobs up to that price each.`,
		RunE: func(c *cobra.Command, _ []string) error { return s.proxy(c, f) },
	}
	f.add(c.Flags(), "proxy")
	c.Flags().StringVar(&f.listen, "listen", "127.0.0.1:8080", "`address` to serve on")
	c.Flags().BoolVar(&f.allowRemote, "allow-remote", false, "serve other machines too")
	c.Flags().IntVar(&f.tokenFD, "token-fd", -1, "inherited file `descriptor` that holds a token which clients must give as API key")
	c.Flags().StringArrayVar(&f.aliases, "alias", nil, "let `NAME=MODEL` name a model; *=MODEL: every name that the provider does not have")
	c.Flags().StringVar(&f.maxFee, "max-fee", "", "`coins` that one fine-tuning job may cost (default: none may be ordered)")
	c.Flags().StringVar(&f.training, "training", "", "training configuration `file` (JSON) that \"auto\" means")
	c.Flags().DurationVar(&f.within, "within", 24*time.Hour, "`time` until an unsettled fine-tuning job's money returns")
	return c
}

func (s *session) proxy(c *cobra.Command, f *proxyFlags) (err error) {
	if err := proxy.CheckListen(f.listen, f.allowRemote); err != nil {
		return err
	}
	aliases, err := proxy.ParseAliases(f.aliases)
	if err != nil {
		return err
	}
	token, err := tokenFrom(f.tokenFD)
	if err != nil {
		return err
	}
	if f.allowRemote && token == "" {
		return hallmark.Errorf(hallmark.Forbidden, "--allow-remote needs --token-fd: without a token whoever reaches the address spends your money")
	}
	log := slog.New(slog.NewTextHandler(c.ErrOrStderr(), nil))
	m, err := s.openWithWallet(c)
	if err != nil {
		return err
	}
	defer m.Close()
	open, err := s.inference(c.Context(), &f.callFlags, m, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, open.Close()) }()
	tuning, err := s.tuning(c.Context(), f, m, aliases, log)
	if err != nil {
		return err
	}
	defer tuning.Close()
	l, err := net.Listen("tcp", f.listen)
	if err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "--listen %s: %w", f.listen, err)
	}
	p := proxy.New(proxy.Config{Session: open, Tuning: tuning, Token: token, AllowRemote: f.allowRemote, Aliases: aliases, Dir: f.dir, Log: log})
	if err := s.announceProxy(c, "http://"+l.Addr().String(), open.Status()); err != nil {
		return errors.Join(err, l.Close())
	}
	return p.Serve(c.Context(), l)
}

func (s *session) announceProxy(c *cobra.Command, url string, st inference.Status) error {
	if s.output == "json" {
		return json.NewEncoder(c.OutOrStdout()).Encode(map[string]any{"url": url, "provider": st.Provider, "signer": st.Signer, "verdict": st.Verdict})
	}
	out := c.OutOrStdout()
	fmt.Fprintf(out, "evidence   %s, signer %s\nspent      %s of the cap %s\nendpoint   %s/v1\nstatus     %s/\n", st.Verdict, st.Signer, st.Spent.Coins(), st.Cap.Coins(), url, url)
	if st.Simulated {
		fmt.Fprintln(out, "SIMULATED  this enclave runs on no protected hardware")
	}
	return nil
}

// tuning opens the fine-tuning API over the network's market.
func (s *session) tuning(ctx context.Context, f *proxyFlags, m *sdk.Market, aliases map[string]string, log *slog.Logger) (*proxy.Tuning, error) {
	var most hallmark.Amount
	var err error
	if f.maxFee != "" {
		if most, err = hallmark.ParseCoins(f.maxFee); err != nil {
			return nil, err
		}
	}
	training, err := (&jobFlags{config: f.training}).read(pflag.NewFlagSet("", pflag.ContinueOnError))
	if err != nil {
		return nil, err
	}
	name := f.policy
	if name == "" {
		name = m.Network.Policy
	}
	policy, err := policyNamed(name)
	if err != nil {
		return nil, err
	}
	return proxy.OpenTuning(ctx, proxy.TuningConfig{
		Trainer: &proxy.MarketTrainer{Market: m, URL: s.worker, Policy: policy, Within: f.within},
		Dir:     filepath.Join(f.dir, "tuning"), Config: training, MaxFee: most, Log: log,
		Model: func(name string) string {
			if to, ok := aliases[name]; ok {
				return to
			}
			if to, ok := aliases["*"]; ok {
				return to
			}
			return name
		},
	})
}

func tokenFrom(fd int) (string, error) {
	if fd < 0 {
		return "", nil
	}
	f := os.NewFile(uintptr(fd), "token")
	if f == nil {
		return "", hallmark.Errorf(hallmark.NotFound, "file descriptor %d for the token is not open", fd)
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, 4096))
	token := strings.TrimSpace(string(b))
	if err != nil || token == "" {
		return "", hallmark.Errorf(hallmark.Invalid, "file descriptor %d holds no token", fd)
	}
	return token, nil
}
