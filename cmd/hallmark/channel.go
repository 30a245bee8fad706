package main

import (
	"encoding/base64"
	"fmt"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/contracts"
	"github.com/hallmark-tee/hallmark/envelope"
	"github.com/hallmark-tee/hallmark/sdk"
	"github.com/hallmark-tee/hallmark/sdk/inference"
)

func channelCommand(s *session) *cobra.Command {
	c := &cobra.Command{Use: "channel", Short: "The wallet's payment channel for inference with a provider"}
	c.AddCommand(
		s.openChannelCommand(),
		&cobra.Command{
			Use: "deposit AMOUNT", Short: "Add coins to the channel; what the Ledger lacks comes from the wallet", Args: cobra.ExactArgs(1),
			RunE: func(c *cobra.Command, args []string) error { return s.depositChannel(c, args[0], false) },
		},
		&cobra.Command{
			Use: "status", Short: "Show the channel as the chain has it", Args: cobra.NoArgs,
			RunE: func(c *cobra.Command, _ []string) error { return s.showChannel(c) },
		},
		&cobra.Command{
			Use: "exit", Short: "Ask for what is left, or take it a day after it was asked for", Args: cobra.NoArgs,
			Long: "The first call starts the delay in which the provider can still claim what was used; the same call\nafter it brings the rest to the Ledger account, whoever is down.",
			RunE: func(c *cobra.Command, _ []string) error {
				return s.channelCall(c, "exit", func(m *sdk.Market, p hallmark.Address) (contracts.Call, error) {
					return m.Network.Contracts.Exit(p), nil
				})
			},
		},
		&cobra.Command{
			Use: "session-key ADDRESS", Short: "Let a key sign vouchers of the channel's epoch besides the wallet", Args: cobra.ExactArgs(1),
			RunE: func(c *cobra.Command, args []string) error {
				return s.channelCall(c, "session key", func(m *sdk.Market, p hallmark.Address) (contracts.Call, error) {
					key, err := hallmark.ParseAddress(args[0])
					return m.Network.Contracts.SetSessionKey(p, key), err
				})
			},
		},
		&cobra.Command{
			Use: "revoke", Short: "End the channel's epoch in a day: its session keys, vouchers and acceptance", Args: cobra.NoArgs,
			RunE: func(c *cobra.Command, _ []string) error {
				return s.channelCall(c, "revoke", func(m *sdk.Market, p hallmark.Address) (contracts.Call, error) {
					return m.Network.Contracts.RevokeSessionKey(p), nil
				})
			},
		},
		s.apiKeyCommand(),
	)
	return c
}

func (s *session) openChannelCommand() *cobra.Command {
	var onlySigned bool
	c := &cobra.Command{
		Use: "open AMOUNT", Short: "Open the channel with coins, and accept the provider's service", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error { return s.depositChannel(c, args[0], !onlySigned) },
	}
	c.Flags().BoolVar(&onlySigned, "only-signed", false, "do not accept: the provider claims by your vouchers alone, at a higher cost to it")
	return c
}

// channelDone is what a deposit did.
type channelDone struct {
	Provider     hallmark.Address  `json:"provider"`
	Transactions []hallmark.Digest `json:"transactions"`
}

func (s *session) depositChannel(c *cobra.Command, coins string, accept bool) error {
	amount, err := hallmark.ParseCoins(coins)
	if err != nil {
		return err
	}
	return s.withWallet(c, func(m *sdk.Market, _ *sdk.Worker, p hallmark.Provider) error {
		out := channelDone{Provider: p.Provider}
		if out.Transactions, err = m.DepositChannel(c.Context(), p.Provider, amount); err != nil {
			return err
		}
		if accept {
			tx, err := m.AcceptService(c.Context(), p.Provider)
			if err != nil {
				return err
			}
			if !tx.IsZero() {
				out.Transactions = append(out.Transactions, tx)
			}
		}
		return s.print(c, out, func() {
			for _, tx := range out.Transactions {
				fmt.Fprintf(c.OutOrStdout(), "transaction %s\n", tx)
			}
		})
	})
}

// withWallet is withWorker that refuses without a wallet, and where no
// inference is offered.
func (s *session) withWallet(c *cobra.Command, f func(*sdk.Market, *sdk.Worker, hallmark.Provider) error) error {
	if s.keystore == "" && s.keyFD < 0 && s.devAccount < 0 {
		return hallmark.Errorf(hallmark.Unauthenticated, "this needs a wallet: --keystore FILE, --key-fd N, or --dev-account 1 on a devnet")
	}
	return s.withWorker(c.Context(), func(m *sdk.Market, w *sdk.Worker, p hallmark.Provider) error {
		if p.Channels != m.Network.Contracts.Channels {
			return hallmark.Errorf(hallmark.Unsupported, "the worker offers no inference on the channels contract of network %q", m.Network.Name)
		}
		return f(m, w, p)
	})
}

func (s *session) channelCall(c *cobra.Command, what string, call func(*sdk.Market, hallmark.Address) (contracts.Call, error)) error {
	return s.withWallet(c, func(m *sdk.Market, _ *sdk.Worker, p hallmark.Provider) error {
		packed, err := call(m, p.Provider)
		if err != nil {
			return err
		}
		tx, err := m.Send(c.Context(), what, packed)
		if err != nil {
			return err
		}
		return s.print(c, map[string]string{"tx": tx.String()}, func() { fmt.Fprintf(c.OutOrStdout(), "transaction %s\n", tx) })
	})
}

// shownChannel is the channel on chain.
type shownChannel struct {
	Provider   hallmark.Address `json:"provider"`
	Deposited  hallmark.Amount  `json:"deposited"`
	Claimed    hallmark.Amount  `json:"claimed"`
	Left       hallmark.Amount  `json:"left"`
	PendingOut hallmark.Amount  `json:"pendingOut"`
	UnlockAt   uint64           `json:"unlockAt"`
	Epoch      uint64           `json:"epoch"`
	Accepted   uint32           `json:"accepted"`
	Version    uint32           `json:"version"` // of the provider's service
	SessionKey hallmark.Address `json:"sessionKey"`
	RevokeAt   uint64           `json:"revokeAt"`
	Now        uint64           `json:"now"`
}

func (s *session) showChannel(c *cobra.Command) error {
	return s.withWallet(c, func(m *sdk.Market, _ *sdk.Worker, p hallmark.Provider) error {
		on, err := m.Chain().Channel(c.Context(), m.Address(), p.Provider)
		if err != nil {
			return err
		}
		if !on.Exists {
			return hallmark.Errorf(hallmark.NotFound, "this wallet has no channel with provider %s; open one with `hallmark channel open AMOUNT`", p.Provider)
		}
		service, err := m.Chain().Service(c.Context(), p.Provider)
		if err != nil {
			return err
		}
		head, err := m.Chain().Head(c.Context())
		if err != nil {
			return err
		}
		v := shownChannel{
			Provider: p.Provider, Deposited: on.Deposited, Claimed: on.Claimed, Left: on.Balance(), PendingOut: on.PendingOut, UnlockAt: on.UnlockAt,
			Epoch: on.Epoch, Accepted: on.Accepted, Version: service.Version, SessionKey: on.SessionKey, RevokeAt: on.RevokeAt, Now: head.Time,
		}
		return s.print(c, v, func() { printChannel(c, v) })
	})
}

func printChannel(c *cobra.Command, v shownChannel) {
	out := c.OutOrStdout()
	fmt.Fprintf(out, "provider   %s\ndeposited  %s\nclaimed    %s\nleft       %s\nepoch      %d\n", v.Provider, v.Deposited.Coins(), v.Claimed.Coins(), v.Left.Coins(), v.Epoch)
	switch {
	case v.Accepted == 0:
		fmt.Fprintln(out, "accepted   none: claims need your vouchers")
	case v.Accepted != v.Version:
		fmt.Fprintf(out, "accepted   version %d, the provider is at %d: claims need your vouchers\n", v.Accepted, v.Version)
	default:
		fmt.Fprintf(out, "accepted   version %d\n", v.Accepted)
	}
	if v.UnlockAt != 0 {
		fmt.Fprintf(out, "leaving    %s, %s\n", v.PendingOut.Coins(), when(v.UnlockAt, v.Now, "take it with `hallmark channel exit`"))
	}
	if !v.SessionKey.IsZero() {
		fmt.Fprintf(out, "session    %s\n", v.SessionKey)
	}
	if v.RevokeAt != 0 {
		fmt.Fprintf(out, "revoked    %s\n", when(v.RevokeAt, v.Now, "the next epoch begins with the next call"))
	}
}

func when(at, now uint64, then string) string {
	if at > now {
		return "in " + (time.Duration(at-now) * time.Second).String()
	}
	return then
}

func (s *session) apiKeyCommand() *cobra.Command {
	var policy, dir string
	var within time.Duration
	c := &cobra.Command{
		Use: "key AMOUNT", Short: "Make an API key that spends up to AMOUNT, for clients that cannot sign", Args: cobra.ExactArgs(1),
		Long: "The key is a bearer token for the enclave's own TLS address: whoever has it spends up to AMOUNT of the\nchannel. It is written to standard output and kept nowhere. Its receipts say that the request came by TLS.",
		RunE: func(c *cobra.Command, args []string) error {
			amount, err := hallmark.ParseCoins(args[0])
			if err != nil {
				return err
			}
			return s.withWallet(c, func(m *sdk.Market, w *sdk.Worker, p hallmark.Provider) error {
				return s.makeAPIKey(c, m, w, p, policy, dir, amount, within)
			})
		},
	}
	c.Flags().StringVar(&policy, "policy", "", "policy `name` or file (default: the network's)")
	c.Flags().StringVar(&dir, "dir", filepath.Join(defaultDir, "proxy"), "`directory` of the proxy, whose receipts say what is spent already")
	c.Flags().DurationVar(&within, "within", 24*time.Hour, "`time` until the key expires")
	return c
}

func (s *session) makeAPIKey(c *cobra.Command, m *sdk.Market, w *sdk.Worker, p hallmark.Provider, policy, dir string, amount hallmark.Amount, within time.Duration) error {
	v, err := s.vetted(c, m, w, p, policy)
	if err != nil {
		return err
	}
	if v.Runtime.TLSKey.IsZero() {
		return hallmark.Errorf(hallmark.Unsupported, "the enclave's evidence names no TLS key: nobody can reach it with an API key; call it by `hallmark proxy`")
	}
	record, err := w.Service(c.Context())
	if err != nil {
		return err
	}
	if err := envelope.CheckService(record); err != nil {
		return err
	}
	if record.Record.Signer != v.Runtime.Signer {
		return hallmark.Errorf(hallmark.Mismatch, "service record: it names the enclave key %s, the evidence is of %s", record.Record.Signer, v.Runtime.Signer)
	}
	expires := uint64(time.Now().Add(within).Unix())
	own, err := inference.ReadReceipts(filepath.Join(dir, "receipts.jsonl"))
	if err != nil && hallmark.KindOf(err) != hallmark.NotFound {
		return err
	}
	on, err := m.Chain().Channel(c.Context(), m.Address(), p.Provider)
	if err != nil {
		return err
	}
	metered := inference.Metered(own, m.Address(), v.Runtime.Signer, on.Epoch)
	key, voucher, err := m.APIKey(c.Context(), p.Provider, v.Runtime.Signer, metered, amount, expires)
	if err != nil {
		return err
	}
	tls := v.Runtime.TLSKey
	made := map[string]any{"key": key, "ceiling": voucher.Ceiling, "epoch": voucher.Epoch, "signer": voucher.Signer, "expires": expires, "tlsKey": tls, "pin": pin(tls)}
	return s.print(c, made, func() {
		fmt.Fprintln(c.OutOrStdout(), key)
		fmt.Fprintf(c.ErrOrStderr(), "spends up to %s of the channel until %s; a secret\npin the enclave's key: %s\n", voucher.Ceiling.Coins(), time.Unix(int64(expires), 0).UTC().Format(time.RFC3339), pin(tls))
	})
}

// pin is a public key's digest as curl's --pinnedpubkey takes it.
func pin(spki hallmark.Digest) string { return "sha256//" + base64.StdEncoding.EncodeToString(spki[:]) }
