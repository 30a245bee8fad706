package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/verdict"
	"github.com/hallmark-tee/hallmark/sdk"
)

func providerCommand(s *session) *cobra.Command {
	c := &cobra.Command{Use: "provider", Short: "What a provider offers, its evidence, and its bond"}
	var policy string
	vet := &cobra.Command{
		Use: "vet", Short: "Challenge the provider's enclave and judge its evidence", Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return s.vet(c, policy) },
	}
	vet.Flags().StringVar(&policy, "policy", "", "policy `name` or file (default: the network's)")
	c.AddCommand(
		&cobra.Command{
			Use: "show", Short: "Show what the provider offers", Args: cobra.NoArgs,
			RunE: func(c *cobra.Command, _ []string) error { return s.showProvider(c) },
		},
		vet, providerModelCommand(s), providerPriceCommand(), providerServiceCommand(s),
		&cobra.Command{
			Use: "status", Short: "Show what the provider's own worker does (signed with the provider's wallet)", Args: cobra.NoArgs,
			RunE: func(c *cobra.Command, _ []string) error {
				return s.operate(c, func(w *sdk.Worker) (hallmark.WorkerStatus, error) { return w.Status(c.Context()) })
			},
		},
		&cobra.Command{
			Use: "drain", Short: "Stop the admission of exchanges; what runs goes on, then the worker may be stopped", Args: cobra.NoArgs,
			RunE: func(c *cobra.Command, _ []string) error {
				return s.operate(c, func(w *sdk.Worker) (hallmark.WorkerStatus, error) { return w.Drain(c.Context()) })
			},
		},
		s.moneyCommand("bond AMOUNT", "Stake, as a provider", func(c *cobra.Command, m *sdk.Market, a hallmark.Amount) (hallmark.Digest, error) {
			return m.Send(c.Context(), "bond", m.Network.Contracts.AddBond(a))
		}),
		s.moneyCommand("unbond AMOUNT", "Start the leave of a part of the stake", func(c *cobra.Command, m *sdk.Market, a hallmark.Amount) (hallmark.Digest, error) {
			return m.Send(c.Context(), "unbond", m.Network.Contracts.Unbond(a))
		}),
		&cobra.Command{
			Use: "finish-unbond", Short: "Make the unlocked leaving stake claimable", Args: cobra.NoArgs,
			RunE: func(c *cobra.Command, _ []string) error {
				return s.sendOne(c, func(m *sdk.Market) (hallmark.Digest, error) {
					return m.Send(c.Context(), "finish unbond", m.Network.Contracts.FinishUnbond())
				})
			},
		},
	)
	return c
}

func (s *session) showProvider(c *cobra.Command) error {
	return s.withWorker(c.Context(), func(_ *sdk.Market, _ *sdk.Worker, p hallmark.Provider) error {
		return s.print(c, p, func() {
			out := c.OutOrStdout()
			fmt.Fprintf(out, "provider   %s\nsigner     %s\nrecipient  %s\nprice      %s per token\n", p.Provider, p.Signer, p.Recipient, p.Price.Coins())
			printModels(out, p.Models)
			if p.Simulated {
				fmt.Fprintln(out, "SIMULATED  this enclave runs on no protected hardware")
			}
		})
	})
}

func (s *session) vet(c *cobra.Command, name string) error {
	return s.withWorker(c.Context(), func(m *sdk.Market, w *sdk.Worker, p hallmark.Provider) error {
		if name == "" {
			name = m.Network.Policy
		}
		policy, err := policyNamed(name)
		if err != nil {
			return err
		}
		v, err := m.Vet(c.Context(), w, p, policy)
		if v.Verdict.Version == "" && err != nil {
			return err
		}
		var unwritten error
		e := s.print(c, v.Verdict, func() { unwritten = verdict.WriteTable(c.OutOrStdout(), v.Verdict) })
		if e = errors.Join(e, unwritten); e != nil {
			return e
		}
		return err
	})
}

func modelCommand(s *session) *cobra.Command {
	c := &cobra.Command{Use: "model", Short: "Base models, and sharing the models that jobs made"}
	c.AddCommand(s.shareCommand(), &cobra.Command{
		Use: "list", Short: "List the provider's base models", Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return s.withWorker(c.Context(), func(_ *sdk.Market, _ *sdk.Worker, p hallmark.Provider) error {
				return s.print(c, p.Models, func() { printModels(c.OutOrStdout(), p.Models) })
			})
		},
	})
	return c
}
