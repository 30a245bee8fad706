package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/dataset"
	"github.com/hallmark-tee/hallmark/sdk"
)

func datasetCommand(s *session) *cobra.Command {
	c := &cobra.Command{Use: "dataset", Short: "Check a dataset, or encrypt and store it"}
	f, policy := &checkFlags{}, ""
	check := &cobra.Command{
		Use: "check FILE", Short: "Report every bad row with its line and a fix, and what the rows become for a model", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error { return s.checkDataset(c, args[0], f) },
	}
	f.add(check.Flags())
	push := &cobra.Command{
		Use: "push FILE", Short: "Encrypt to the vetted enclave and store on 0G Storage", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error { return s.push(c, args[0], policy) },
	}
	push.Flags().StringVar(&policy, "policy", "", "policy `name` or file (default: the network's)")
	c.AddCommand(check, push)
	return c
}

func (s *session) push(c *cobra.Command, path, policyName string) error {
	if _, _, err := sdk.CheckDataset(path, dataset.Options{}); err != nil {
		return err
	}
	return s.withWorker(c.Context(), func(m *sdk.Market, w *sdk.Worker, p hallmark.Provider) error {
		v, err := s.vetted(c, m, w, p, policyName)
		if err != nil {
			return err
		}
		out, err := m.Push(c.Context(), path, v.Runtime.Recipient)
		if err != nil {
			return err
		}
		return s.print(c, out, func() { printPushed(c.OutOrStdout(), out) })
	})
}

// vetted judges the provider and says on standard error how it went.
func (s *session) vetted(c *cobra.Command, m *sdk.Market, w *sdk.Worker, p hallmark.Provider, policyName string) (sdk.Vetted, error) {
	if policyName == "" {
		policyName = m.Network.Policy
	}
	policy, err := policyNamed(policyName)
	if err != nil {
		return sdk.Vetted{}, err
	}
	v, err := m.Vet(c.Context(), w, p, policy)
	if err == nil {
		fmt.Fprintf(c.ErrOrStderr(), "evidence: %s under policy %q\n", v.Verdict.Code, policy.Name)
	}
	return v, err
}

func printPushed(out io.Writer, p sdk.Pushed) {
	fmt.Fprintf(out, "root       %s\ndigest     %s\nbytes      %d\nrecipient  %s\n", p.Root, p.Digest, p.Bytes, p.Recipient)
	if !p.Tx.IsZero() {
		fmt.Fprintf(out, "storage    %s, transaction %s\n", p.Fee.Coins(), p.Tx)
	}
}

func printModels(out io.Writer, models []hallmark.Model) {
	for _, m := range models {
		fmt.Fprintf(out, "model      %s  %d parameters, up to %d tokens, %s\n", m.Name, m.Parameters, m.MaxSeqLen, m.Digest)
	}
}
