package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/sdk"
)

func (s *session) submitCommand() *cobra.Command {
	f := &jobFlags{}
	c := &cobra.Command{
		Use: "submit FILE", Short: "Vet, price, fund, encrypt, sign and hand over a fine-tune", Args: cobra.ExactArgs(1),
		Long: "Shows the exact price before anything is signed. After it nothing more is signed or\nacknowledged: the adapter's key is published when the job settles.",
		RunE: func(c *cobra.Command, args []string) error {
			return s.withWorker(c.Context(), func(m *sdk.Market, w *sdk.Worker, p hallmark.Provider) error {
				return s.submit(c, f, m, w, p, args[0])
			})
		},
	}
	f.training(c.Flags())
	c.Flags().StringVar(&f.policy, "policy", "", "policy `name` or file (default: the network's)")
	c.Flags().DurationVar(&f.within, "within", 24*time.Hour, "`time` until an unsettled job's money returns")
	c.Flags().StringVar(&f.maxPrice, "max-price", "", "refuse above this many `coins`")
	c.Flags().BoolVarP(&f.yes, "yes", "y", false, "do not ask")
	c.Flags().BoolVar(&f.wait, "wait", false, "follow until the job ends, then fetch")
	c.Flags().StringVar(&f.out, "out", "", "with --wait: `directory` to fetch to (default: job-0x...)")
	return c
}

func (s *session) submit(c *cobra.Command, f *jobFlags, m *sdk.Market, w *sdk.Worker, p hallmark.Provider, path string) error {
	estimate, cfg, err := s.estimate(c, f, w, p, path)
	if err != nil {
		return err
	}
	printEstimate(c.ErrOrStderr(), estimate)
	if err := s.agree(c, f, estimate); err != nil {
		return err
	}
	vetted, err := s.vetted(c, m, w, p, f.policy)
	if err != nil {
		return err
	}
	sent, err := m.Fund(c.Context(), p.Provider, estimate.Fee)
	if err != nil {
		return err
	}
	for _, tx := range sent {
		fmt.Fprintf(c.ErrOrStderr(), "funded by transaction %s\n", tx)
	}
	pushed, err := m.Push(c.Context(), path, vetted.Runtime.Recipient)
	if err != nil {
		return err
	}
	id, order, err := m.Sign(c.Context(), vetted, estimate, pushed, sdk.Terms{Config: cfg, Within: f.within})
	if err != nil {
		return err
	}
	job, err := w.Submit(c.Context(), order)
	if err != nil {
		return err
	}
	if !f.wait {
		return s.print(c, job, func() {
			fmt.Fprintf(c.OutOrStdout(), "%s\n", id)
			fmt.Fprintf(c.ErrOrStderr(), "follow with `hallmark job logs -f %s`\n", id)
		})
	}
	if err := s.follow(c, w, id); err != nil {
		return err
	}
	if job, err = w.Job(c.Context(), id); err != nil {
		return err
	}
	if job.State != hallmark.JobSettled {
		return hallmark.Errorf(hallmark.KindNamed(strings.SplitN(job.Reason, ":", 2)[0]), "job %s was %s: %s", id.Short(), job.State, job.Reason)
	}
	if f.out == "" {
		f.out = "job-" + id.Short()
	}
	return s.fetch(c, m, w, id, f.out)
}

// agree holds the price against the user's bound and asks, where there is
// somebody to ask.
func (s *session) agree(c *cobra.Command, f *jobFlags, e sdk.Estimate) error {
	if f.maxPrice != "" {
		most, err := hallmark.ParseCoins(f.maxPrice)
		if err != nil {
			return err
		}
		if e.Fee.Cmp(most) > 0 {
			return hallmark.Errorf(hallmark.Cancelled, "the price %s is above --max-price %s; nothing was signed", e.Fee.Coins(), most.Coins())
		}
	}
	if f.yes || f.maxPrice != "" {
		return nil
	}
	if !term.IsTerminal(int(os.Stdin.Fd())) {
		return hallmark.Errorf(hallmark.Cancelled, "nobody to ask: agree to the price with --yes or --max-price; nothing was signed")
	}
	fmt.Fprint(c.ErrOrStderr(), "Sign an order at this price? [y/N] ")
	answer, err := bufio.NewReader(c.InOrStdin()).ReadString('\n')
	if err != nil || !strings.EqualFold(strings.TrimSpace(answer), "y") {
		return hallmark.Errorf(hallmark.Cancelled, "nothing was signed")
	}
	return nil
}
