package main

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/hallmark-tee/hallmark/attestation/audit"
	"github.com/hallmark-tee/hallmark/attestation/endorsement"
	"github.com/hallmark-tee/hallmark/collateral"
)

func collateralCommand(s *session) *cobra.Command {
	c := &cobra.Command{Use: "collateral", Short: "The vendors' statements about platforms"}
	var source collateral.Source
	var ask bool
	var dir string
	var have []string
	fetch := &cobra.Command{
		Use: "fetch FILE", Short: "Fetch what judging a file needs into a folder for `verify --collateral`", Args: cobra.ExactArgs(1),
		Long: "FILE is whatever `hallmark verify` takes. From Intel: TCB info, QE identity and revocation\nlists of each quote's platform. From NVIDIA: the RIMs of the GPUs' drivers and VBIOSes,\nrevocation answers, and the keys of an NRAS token. What came is kept even where something\nelse did not; the exit code is then the error's. Vendors learn which platforms and versions\nyou ask about, and with --ask-nras which GPUs.",
		RunE: func(c *cobra.Command, args []string) error {
			return s.fetchCollateral(c, collateral.Client{Source: source, AskNRAS: ask}, dir, audit.Request{File: args[0], Collateral: have})
		},
	}
	f := fetch.Flags()
	f.StringVar(&dir, "dir", defaultDir+"/collateral", "`folder` to keep it in")
	f.StringArrayVar(&have, "collateral", nil, "`file` or folder with certificate chains that the evidence lacks; may be repeated")
	f.StringVar(&source.PCS, "pcs", "", "`URL` of a PCCS (default: Intel's PCS)")
	f.StringVar(&source.RootCRL, "root-crl", "", "`URL` of the root's revocation list (default: Intel's, or the PCCS's)")
	f.StringVar(&source.RIM, "rim", "", "`URL` of the RIM service (default: NVIDIA's)")
	f.StringVar(&source.OCSP, "ocsp", "", "`URL` of the OCSP responder (default: NVIDIA's)")
	f.StringVar(&source.NRAS, "nras", "", "`URL` of the remote attestation service (default: NVIDIA's)")
	f.BoolVar(&ask, "ask-nras", false, "have that service judge the GPUs, too, and keep its answer")
	c.AddCommand(fetch)
	return c
}

// fetchedCollateral says what was kept.
type fetchedCollateral struct {
	Dir       string   `json:"dir"`
	Files     []string `json:"files"`
	Simulated bool     `json:"simulated"` // a platform was passed over, since no vendor knows it
}

func (s *session) fetchCollateral(c *cobra.Command, client collateral.Client, dir string, r audit.Request) error {
	in, done, err := r.Input()
	defer done()
	if err != nil {
		return err
	}
	need, err := audit.NeedOf(in.File, in.Collateral)
	if err != nil {
		return err
	}
	out := fetchedCollateral{Dir: dir, Files: []string{}}
	if client.PCS == "" {
		n := len(need.Platforms)
		need.Platforms = slices.DeleteFunc(need.Platforms, endorsement.Platform.Simulated)
		out.Simulated = len(need.Platforms) < n
	}
	files, failed := client.Fetch(c.Context(), need)
	if err := (collateral.Cache{Dir: dir}).Save(files...); err != nil {
		return err
	}
	for _, f := range files {
		out.Files = append(out.Files, f.Name)
	}
	if err := s.print(c, out, func() {
		for _, f := range out.Files {
			fmt.Fprintf(c.OutOrStdout(), "fetched    %s\n", f)
		}
		if out.Simulated {
			fmt.Fprintln(c.OutOrStdout(), "SIMULATED  no vendor endorses this platform; the evidence brings what there is")
		}
		if len(files) > 0 {
			fmt.Fprintf(c.OutOrStdout(), "judge it   hallmark verify --collateral %s %s\n", dir, r.File)
		}
	}); err != nil {
		return err
	}
	return failed
}
