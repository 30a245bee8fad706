// Command hallmark-worker is the provider's daemon: it takes signed orders,
// runs them through the enclave, and settles. It runs beside the confidential
// VM. The gas wallet's key comes from an inherited file descriptor or an
// encrypted keystore, never from the command line.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/sdk/wallet"
	"github.com/hallmark-tee/hallmark/worker"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second signal ends at once
	if err := command().ExecuteContext(ctx); err != nil {
		fmt.Fprintf(os.Stderr, "hallmark-worker: %v\nhint: %s\n", err, hallmark.KindOf(err).Hint())
		os.Exit(1)
	}
}

func command() *cobra.Command {
	var config, keystore, level string
	var keyFD, passwordFD int
	c := &cobra.Command{
		Use: "hallmark-worker --config FILE (--key-fd N | --keystore FILE --password-fd N)", Short: "Take orders and run them through the enclave",
		Args: cobra.NoArgs, SilenceUsage: true, SilenceErrors: true,
		RunE: func(c *cobra.Command, _ []string) error {
			cfg, err := worker.Load(config)
			if err != nil {
				return err
			}
			w, err := open(keystore, keyFD, passwordFD)
			if err != nil {
				return err
			}
			l, err := logger(level)
			if err != nil {
				return err
			}
			err = worker.Run(c.Context(), cfg, w.Key(), l, func(addr string) {
				if e := json.NewEncoder(c.OutOrStdout()).Encode(map[string]string{"url": "http://" + addr}); e != nil {
					l.Error("standard output", "error", e)
				}
			})
			if errors.Is(err, context.Canceled) {
				return nil
			}
			return err
		},
	}
	f := c.Flags()
	f.StringVar(&config, "config", "", "configuration `file` (required)")
	f.StringVar(&keystore, "keystore", "", "encrypted keystore `file` of the gas wallet (geth's format)")
	f.IntVar(&keyFD, "key-fd", -1, "inherited file `descriptor` that holds the gas wallet's key in hex")
	f.IntVar(&passwordFD, "password-fd", -1, "inherited file `descriptor` that holds the keystore's password")
	f.StringVar(&level, "log-level", "info", "`level` of the log on standard error: debug, info, warn or error")
	_ = c.MarkFlagRequired("config")
	return c
}

func open(keystore string, keyFD, passwordFD int) (wallet.Wallet, error) {
	switch {
	case keyFD >= 0:
		return wallet.FromDescriptor(keyFD)
	case keystore != "" && passwordFD >= 0:
		password, err := wallet.PasswordFromDescriptor(passwordFD)
		if err != nil {
			return wallet.Wallet{}, err
		}
		return wallet.Open(keystore, password)
	}
	return wallet.Wallet{}, hallmark.Errorf(hallmark.Invalid, "the gas wallet is missing: give --key-fd N, or --keystore FILE with --password-fd N")
}

func logger(level string) (*slog.Logger, error) {
	var l slog.Level
	if err := l.UnmarshalText([]byte(level)); err != nil {
		return nil, hallmark.Errorf(hallmark.Invalid, "log level %q is none of debug, info, warn, error", level)
	}
	return slog.New(slog.NewJSONHandler(os.Stderr, &slog.HandlerOptions{Level: l})), nil
}
