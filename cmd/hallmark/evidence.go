package main

import (
	"crypto/rand"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/endorsement"
	"github.com/hallmark-tee/hallmark/envelope"
	"github.com/hallmark-tee/hallmark/sdk"
)

func evidenceCommand(s *session) *cobra.Command {
	c := &cobra.Command{Use: "evidence", Short: "Evidence of a running worker's enclave"}
	var nonce, out string
	get := &cobra.Command{
		Use: "get URL", Short: "Challenge a worker and save its evidence for `hallmark verify`", Args: cobra.ExactArgs(1),
		Long: "Asks for a quote over a nonce, random unless given, and saves it only if it answers that\nnonce and binds the keys beside it. It does not judge: `hallmark verify` does, offline,\nwith the nonce that is printed.",
		RunE: func(c *cobra.Command, args []string) error { return s.getEvidence(c, args[0], nonce, out) },
	}
	get.Flags().StringVar(&nonce, "nonce", "", "32 bytes in `hex` (default: random)")
	get.Flags().StringVar(&out, "out", "evidence.json", "`file` to write")
	c.AddCommand(get)
	return c
}

// gotEvidence says what was saved.
type gotEvidence struct {
	File    string           `json:"file"`
	Nonce   hallmark.Digest  `json:"nonce"`
	Kind    string           `json:"kind"`
	Signer  hallmark.Address `json:"signer"`
	TLSKey  *hallmark.Digest `json:"tlsKey,omitempty"`
	Missing []string         `json:"missing"` // of the vendor's statements
}

func (s *session) getEvidence(c *cobra.Command, url, text, out string) error {
	var nonce hallmark.Digest
	if text == "" {
		if _, err := rand.Read(nonce[:]); err != nil {
			return hallmark.Errorf(hallmark.Internal, "nonce: %w", err)
		}
	} else if err := nonce.UnmarshalText([]byte("0x" + strings.TrimPrefix(strings.ToLower(text), "0x"))); err != nil || nonce.IsZero() {
		return hallmark.Errorf(hallmark.Invalid, "--nonce must be 32 bytes in hex, not all zero")
	}
	a, err := sdk.Challenge(c.Context(), url, nonce)
	if err != nil {
		return err
	}
	file, err := envelope.Canonical(a.Evidence)
	if err != nil {
		return err
	}
	if err := os.WriteFile(out, append(file, '\n'), 0o644); err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "evidence: %w", err)
	}
	got := gotEvidence{out, nonce, a.Evidence.Kind, a.Runtime.Signer, a.TLSKey, append([]string{}, endorsement.Missing(a.Evidence.Endorsements)...)}
	return s.print(c, got, func() {
		w := c.OutOrStdout()
		fmt.Fprintf(w, "nonce      %s\nsigner     %s\nevidence   %s (%s)\n", got.Nonce, got.Signer, got.File, got.Kind)
		if len(got.Missing) > 0 {
			fmt.Fprintf(w, "missing    %s: get them with `hallmark collateral fetch %s`\n", strings.Join(got.Missing, ", "), got.File)
		}
		if got.Kind == hallmark.KindSim {
			fmt.Fprintln(w, "SIMULATED  this enclave runs on no protected hardware")
		}
		tls := ""
		if got.TLSKey != nil && *got.TLSKey == a.Runtime.TLSKey {
			tls = " --tls " + got.TLSKey.String()
		}
		fmt.Fprintf(w, "judge it   hallmark verify --nonce %s%s %s\n", got.Nonce, tls, got.File)
	})
}
