package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/devnet"
	"github.com/hallmark-tee/hallmark/worker/settle"
)

// startPatience bounds the start of a market.
const startPatience = 2 * time.Minute

func demoCommand() *cobra.Command {
	var dir string
	c := &cobra.Command{
		Use: "demo", Short: "Run a whole attested fine-tune on this machine, and check it", Args: cobra.NoArgs,
		Long: "Starts a market (chain, storage, Temporal, worker, simulated enclave), takes one private dataset\nthrough it, opens and verifies the result, and stops the market. The hardware is SIMULATED.",
		RunE: func(c *cobra.Command, _ []string) (err error) {
			m, err := startMarket(c, dir, devnet.Ports{}, settle.Plan{Every: 1})
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, m.Close()) }()
			d := devnet.Demo{Out: c.OutOrStdout(), Market: m, Dir: filepath.Join(dir, "demo-"+time.Now().UTC().Format("20060102-150405"))}
			if err := d.Run(c.Context()); err != nil {
				return err
			}
			fmt.Fprintf(c.OutOrStdout(), "\nThe adapter, bundle.json and the encrypted artifact lie in %s, the logs in %s.\nSIMULATED hardware: this run proves the path, not the machine.\n", d.Dir, filepath.Join(dir, "logs"))
			return nil
		},
	}
	c.Flags().StringVar(&dir, "dir", defaultDir, "`directory` of the market, kept between runs")
	return c
}

func upCommand(s *session) *cobra.Command {
	var dir string
	var p devnet.Ports
	c := &cobra.Command{
		Use: "up", Short: "Run a market on this machine until interrupted", Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			m, err := startMarket(c, dir, p, settle.Plan{})
			if err != nil {
				return err
			}
			err = s.print(c, m.Network, func() {
				fmt.Fprintf(c.OutOrStdout(), "\nReady. In another terminal, for example:\n  hallmark --network %s --dev-account 1 job submit my.jsonl\nStop with Ctrl-C. SIMULATED hardware: nothing here is protected.\n", m.NetworkFile())
			})
			<-c.Context().Done()
			return errors.Join(err, m.Close())
		},
	}
	f := c.Flags()
	f.StringVar(&dir, "dir", defaultDir, "`directory` of the market, kept between runs")
	f.IntVar(&p.Chain, "chain-port", 8545, "`port` of the chain's RPC; 0: a free one")
	f.IntVar(&p.Storage, "storage-port", 5678, "`port` of the storage node; 0: a free one")
	f.IntVar(&p.Temporal, "temporal-port", 7233, "`port` of Temporal; 0: a free one")
	f.IntVar(&p.TemporalUI, "temporal-ui-port", 8233, "`port` of Temporal's Web UI; 0: a free one")
	f.IntVar(&p.Metrics, "metrics-port", 9464, "`port` of the worker's Prometheus metrics; 0: none")
	f.IntVar(&p.TLS, "tls-port", 7421, "`port` of the enclave for clients with an API key; 0: a free one")
	f.IntVar(&p.Worker, "worker-port", 7420, "`port` of the worker's API; 0: a free one")
	return c
}

// startMarket starts the processes from the programs beside this one.
func startMarket(c *cobra.Command, dir string, p devnet.Ports, plan settle.Plan) (*devnet.Market, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Internal, "find the programs: %w", err)
	}
	ctx, cancel := context.WithTimeout(c.Context(), startPatience)
	defer cancel()
	began := time.Now()
	return devnet.Start(ctx, devnet.Config{
		Dir: dir, Bin: filepath.Dir(self), Ports: p, Settle: plan,
		Tell: func(name, where string) {
			fmt.Fprintf(c.ErrOrStderr(), "%7.1fs  %-10s %s\n", time.Since(began).Seconds(), name, where)
		},
	})
}

// serveChainCommand and serveStorageCommand are the market's own processes.
func serveChainCommand() *cobra.Command {
	var dir string
	var port int
	c := &cobra.Command{
		Use: "serve-chain", Hidden: true, Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return devnet.ServeChain(c.Context(), c.OutOrStdout(), dir, port)
		},
	}
	c.Flags().StringVar(&dir, "dir", "", "`directory` of the chain")
	c.Flags().IntVar(&port, "port", 0, "`port`")
	return c
}

func serveStorageCommand() *cobra.Command {
	var dir, chain, flow string
	var port int
	c := &cobra.Command{
		Use: "serve-storage", Hidden: true, Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			at, err := hallmark.ParseAddress(flow)
			if err != nil {
				return err
			}
			return devnet.ServeStorage(c.Context(), c.OutOrStdout(), dir, chain, at, port, slog.New(slog.NewJSONHandler(c.ErrOrStderr(), nil)))
		},
	}
	f := c.Flags()
	f.StringVar(&dir, "dir", "", "`directory` of the segments")
	f.StringVar(&chain, "chain", "", "`URL` of the chain's RPC")
	f.StringVar(&flow, "flow", "", "`address` of the Flow contract")
	f.IntVar(&port, "port", 0, "`port`")
	return c
}
