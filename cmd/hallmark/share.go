package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/envelope"
	"github.com/hallmark-tee/hallmark/sdk/inference"
)

func (s *session) shareCommand() *cobra.Command {
	var with, out string
	c := &cobra.Command{
		Use: "share JOB", Short: "Let another account call the model that a job made", Args: cobra.ExactArgs(1),
		Long: "Writes a file, signed by this wallet, that the other account gives to `hallmark proxy --grant` or\n`hallmark chat --grant`. It opens nothing but that: the weights stay sealed, and the other account pays for\nits own calls. It has no end, and there is no taking it back.",
		RunE: func(c *cobra.Command, args []string) error { return s.share(c, args[0], with, out) },
	}
	c.Flags().StringVar(&with, "with", "", "`address` of the account that may call it")
	c.Flags().StringVar(&out, "out", "", "`file` to write (default: share-JOB-ADDRESS.json)")
	return c
}

// writtenShare is what the command did.
type writtenShare struct {
	File  string                      `json:"file"`
	Share hallmark.SignedAdapterShare `json:"share"`
}

func (s *session) share(c *cobra.Command, arg, with, path string) error {
	job, err := hallmark.ParseDigest(arg)
	if err != nil {
		return err
	}
	if with == "" {
		return hallmark.Errorf(hallmark.Invalid, "--with ADDRESS names the account that may call the model")
	}
	user, err := hallmark.ParseAddress(with)
	if err != nil {
		return err
	}
	if path == "" {
		path = fmt.Sprintf("share-%s-%s.json", job.Short(), user.String()[:10])
	}
	m, err := s.openWithWallet(c)
	if err != nil {
		return err
	}
	defer m.Close()
	signed, err := inference.Share(c.Context(), inference.OnChain{Market: m}, m.ChannelDomain(), m.Wallet(), job, user)
	if err != nil {
		return err
	}
	b, err := envelope.Canonical(signed)
	if err != nil {
		return err
	}
	if err := os.WriteFile(path, append(b, '\n'), 0o644); err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "share: %w", err)
	}
	return s.print(c, writtenShare{path, signed}, func() {
		fmt.Fprintf(c.OutOrStdout(), "%s may call ft:%s, adapter %s\nfile       %s\n", user, job, signed.Share.Adapter, path)
	})
}

// readShares reads the files of --grant.
func readShares(paths []string) ([]hallmark.SignedAdapterShare, error) {
	var all []hallmark.SignedAdapterShare
	for _, path := range paths {
		v, err := inference.ReadShare(path)
		if err != nil {
			return nil, hallmark.Errorf(hallmark.KindOf(err), "--grant %s: %w", path, err)
		}
		all = append(all, v)
	}
	return all, nil
}
