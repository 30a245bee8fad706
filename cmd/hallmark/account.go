package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/sdk"
	"github.com/hallmark-tee/hallmark/sdk/wallet"
)

func accountCommand(s *session) *cobra.Command {
	c := &cobra.Command{Use: "account", Short: "The wallet, and its money in the Ledger and with providers"}
	c.AddCommand(
		&cobra.Command{
			Use: "new FILE", Short: "Make a wallet: an encrypted keystore file", Args: cobra.ExactArgs(1),
			RunE: func(c *cobra.Command, args []string) error { return s.newAccount(c, args[0]) },
		},
		&cobra.Command{
			Use: "show", Short: "Show all balances", Args: cobra.NoArgs,
			RunE: func(c *cobra.Command, _ []string) error { return s.showAccount(c) },
		},
		s.moneyCommand("deposit AMOUNT", "Add coins to the Ledger account, opening it", func(c *cobra.Command, m *sdk.Market, a hallmark.Amount) (hallmark.Digest, error) {
			return m.Deposit(c.Context(), a)
		}),
		s.moneyCommand("refund AMOUNT", "Pay coins out of the Ledger account", func(c *cobra.Command, m *sdk.Market, a hallmark.Amount) (hallmark.Digest, error) {
			return m.Refund(c.Context(), a)
		}),
		s.transferCommand(), s.retrieveCommand(), s.withdrawCommand(),
	)
	return c
}

func (s *session) newAccount(c *cobra.Command, path string) error {
	password, err := s.password("New password: ")
	if err != nil {
		return err
	}
	if password == "" {
		return hallmark.Errorf(hallmark.Invalid, "the password must not be empty")
	}
	if s.passwordFD < 0 {
		again, err := s.password("Again: ")
		if err != nil {
			return err
		}
		if again != password {
			return hallmark.Errorf(hallmark.Invalid, "the passwords differ")
		}
	}
	w, err := wallet.Create(path, password)
	if err != nil {
		return err
	}
	return s.print(c, map[string]string{"address": w.Address().String(), "keystore": path}, func() {
		fmt.Fprintf(c.OutOrStdout(), "%s in %s\n", w.Address(), path)
	})
}

func (s *session) showAccount(c *cobra.Command) error {
	m, err := s.openWithWallet(c)
	if err != nil {
		return err
	}
	defer m.Close()
	a, err := m.Account(c.Context(), m.Address())
	if err != nil {
		return err
	}
	return s.print(c, a, func() {
		out := c.OutOrStdout()
		fmt.Fprintf(out, "account    %s\nwallet     %s\nledger     %s\n", a.Address, a.Coins.Coins(), a.Available.Coins())
		for _, p := range a.Providers {
			fmt.Fprintf(out, "provider   %s: %s, of it %s locked by jobs\n", p.Provider, p.Balance.Coins(), p.Locked.Coins())
		}
		fmt.Fprintf(out, "claimable  %s\n", a.Claimable.Coins())
	})
}

// openWithWallet connects, and refuses without a wallet.
func (s *session) openWithWallet(c *cobra.Command) (*sdk.Market, error) {
	if s.keystore == "" && s.keyFD < 0 && s.devAccount < 0 {
		return nil, hallmark.Errorf(hallmark.Unauthenticated, "this needs a wallet: --keystore FILE, --key-fd N, or --dev-account 1 on a devnet")
	}
	return s.open(c.Context())
}

func (s *session) moneyCommand(use, short string, do func(*cobra.Command, *sdk.Market, hallmark.Amount) (hallmark.Digest, error)) *cobra.Command {
	return &cobra.Command{
		Use: use, Short: short, Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			amount, err := hallmark.ParseCoins(args[0])
			if err != nil {
				return err
			}
			return s.sendOne(c, func(m *sdk.Market) (hallmark.Digest, error) { return do(c, m, amount) })
		},
	}
}

// sendOne runs one transaction and prints its hash.
func (s *session) sendOne(c *cobra.Command, do func(*sdk.Market) (hallmark.Digest, error)) error {
	m, err := s.openWithWallet(c)
	if err != nil {
		return err
	}
	defer m.Close()
	tx, err := do(m)
	if err != nil {
		return err
	}
	return s.print(c, map[string]string{"tx": tx.String()}, func() { fmt.Fprintf(c.OutOrStdout(), "transaction %s\n", tx) })
}

func (s *session) transferCommand() *cobra.Command {
	return &cobra.Command{
		Use: "transfer PROVIDER AMOUNT", Short: "Move coins from the Ledger to the sub-account with a provider", Args: cobra.ExactArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			provider, err := hallmark.ParseAddress(args[0])
			if err != nil {
				return err
			}
			amount, err := hallmark.ParseCoins(args[1])
			if err != nil {
				return err
			}
			return s.sendOne(c, func(m *sdk.Market) (hallmark.Digest, error) { return m.Transfer(c.Context(), provider, amount) })
		},
	}
}

func (s *session) retrieveCommand() *cobra.Command {
	return &cobra.Command{
		Use: "retrieve PROVIDER", Short: "Bring back what no job locks from a provider's sub-account", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			provider, err := hallmark.ParseAddress(args[0])
			if err != nil {
				return err
			}
			return s.sendOne(c, func(m *sdk.Market) (hallmark.Digest, error) { return m.Retrieve(c.Context(), provider) })
		},
	}
}

func (s *session) withdrawCommand() *cobra.Command {
	return &cobra.Command{
		Use: "withdraw [ADDRESS]", Short: "Pay earnings out, to the wallet or another account", Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return s.sendOne(c, func(m *sdk.Market) (hallmark.Digest, error) {
				to := m.Address()
				if len(args) == 1 {
					var err error
					if to, err = hallmark.ParseAddress(args[0]); err != nil {
						return hallmark.Digest{}, err
					}
				}
				return m.Withdraw(c.Context(), to)
			})
		},
	}
}
