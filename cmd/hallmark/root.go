package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation"
	"github.com/hallmark-tee/hallmark/contracts/devchain"
	"github.com/hallmark-tee/hallmark/sdk"
	"github.com/hallmark-tee/hallmark/sdk/wallet"
)

// defaultDir is where `up` keeps a market, and where the other commands look
// for its network file.
const defaultDir = ".hallmark"

// session is what every command shares: flags, and what they open.
type session struct {
	network, worker, output string
	keystore                string
	keyFD, passwordFD       int
	devAccount              int
}

func newRoot() *cobra.Command {
	s := &session{}
	root := &cobra.Command{
		Use: "hallmark", Short: "Attested fine-tuning on 0G Compute: order, follow, open, prove",
		SilenceUsage: true, SilenceErrors: true,
		PersistentPreRunE: func(*cobra.Command, []string) error {
			if s.output != "text" && s.output != "json" {
				return fmt.Errorf("-o %q is neither text nor json", s.output)
			}
			return nil
		},
	}
	f := root.PersistentFlags()
	f.StringVar(&s.network, "network", defaultDir+"/network.json", "network `file`: chain, contracts, storage")
	f.StringVar(&s.worker, "worker", "", "`URL` of the provider's worker (default: the network's)")
	f.StringVarP(&s.output, "output", "o", "text", "`form` of results: text or json")
	f.StringVar(&s.keystore, "keystore", "", "encrypted keystore `file` of the wallet (geth's format)")
	f.IntVar(&s.keyFD, "key-fd", -1, "inherited file `descriptor` that holds the wallet's key in hex")
	f.IntVar(&s.passwordFD, "password-fd", -1, "inherited file `descriptor` that holds the keystore's password")
	f.IntVar(&s.devAccount, "dev-account", -1, "development account `number` (1: user, 2: provider); on a devnet only")
	root.AddCommand(
		demoCommand(), upCommand(s), accountCommand(s), providerCommand(s), modelCommand(s), datasetCommand(s),
		jobCommand(s), proxyCommand(s), chatCommand(s), channelCommand(s), invoiceCommand(s), receiptCommand(s), verifyCommand(s), evidenceCommand(s), collateralCommand(s), measureCommand(s), policyCommand(s), auditCommand(s), serveChainCommand(), serveStorageCommand(),
	)
	return root
}

// print writes a result: as JSON, or by the text function.
func (s *session) print(c *cobra.Command, v any, text func()) error {
	if s.output != "json" {
		text()
		return nil
	}
	e := json.NewEncoder(c.OutOrStdout())
	e.SetIndent("", "  ")
	return e.Encode(v)
}

// wallet opens the wallet that the flags name; none is the zero wallet.
func (s *session) wallet(n sdk.Network) (wallet.Wallet, error) {
	switch {
	case s.devAccount >= 0:
		if n.ChainID != devchain.DefaultChainID {
			return wallet.Wallet{}, hallmark.Errorf(hallmark.Forbidden, "--dev-account uses keys that everybody knows: only on chain %d, this is %d", devchain.DefaultChainID, n.ChainID)
		}
		key, err := devchain.DeveloperKey(uint32(s.devAccount))
		if err != nil {
			return wallet.Wallet{}, hallmark.Errorf(hallmark.Invalid, "development account %d: %w", s.devAccount, err)
		}
		return wallet.New(key), nil
	case s.keyFD >= 0:
		return wallet.FromDescriptor(s.keyFD)
	case s.keystore != "":
		password, err := s.password("Password of " + s.keystore + ": ")
		if err != nil {
			return wallet.Wallet{}, err
		}
		return wallet.Open(s.keystore, password)
	}
	return wallet.Wallet{}, nil
}

// password comes from a descriptor, or from the terminal without echo.
func (s *session) password(prompt string) (string, error) {
	if s.passwordFD >= 0 {
		return wallet.PasswordFromDescriptor(s.passwordFD)
	}
	if !term.IsTerminal(int(os.Stdin.Fd())) {
		return "", hallmark.Errorf(hallmark.Unauthenticated, "no terminal to ask for the password: give it with --password-fd N")
	}
	fmt.Fprint(os.Stderr, prompt)
	b, err := term.ReadPassword(int(os.Stdin.Fd()))
	fmt.Fprintln(os.Stderr)
	if err != nil {
		return "", hallmark.Errorf(hallmark.Unavailable, "read the password: %w", err)
	}
	return string(b), nil
}

// open connects to the network.
func (s *session) open(ctx context.Context) (*sdk.Market, error) {
	n, err := sdk.ReadNetwork(s.network)
	if err != nil {
		return nil, err
	}
	w, err := s.wallet(n)
	if err != nil {
		return nil, err
	}
	return sdk.Open(ctx, n, w)
}

// withWorker connects to the network and the worker, and closes afterwards.
func (s *session) withWorker(ctx context.Context, f func(*sdk.Market, *sdk.Worker, hallmark.Provider) error) error {
	m, err := s.open(ctx)
	if err != nil {
		return err
	}
	defer m.Close()
	w, p, err := m.Worker(ctx, s.worker)
	if err != nil {
		return err
	}
	return f(m, w, p)
}

// policyNamed reads a policy by name or file.
func policyNamed(name string) (attestation.Policy, error) {
	switch name {
	case attestation.StrictName:
		return attestation.StrictPolicy(), nil
	case attestation.GPUStrictName:
		return attestation.GPUStrictPolicy(), nil
	case attestation.SimulationName:
		return attestation.NewSimulationPolicy(), nil
	}
	b, err := os.ReadFile(name)
	if err != nil {
		return attestation.Policy{}, hallmark.Errorf(hallmark.NotFound, "policy: %w; name a file, or %s, %s or %s", err, attestation.StrictName, attestation.GPUStrictName, attestation.SimulationName)
	}
	return attestation.ParsePolicy(b)
}
