package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/audit"
)

// verifyCommand is hallmark-verify under the user's own program: the same
// judgement, the same exit codes.
func verifyCommand(s *session) *cobra.Command {
	var r audit.Request
	c := &cobra.Command{
		Use: "verify BUNDLE", Short: "Judge a bundle offline", Args: cobra.ExactArgs(1),
		Long: "Exit codes: 0 verified, 1 usage, 2 not genuine, 3 evidence or collateral missing,\n4 genuine but against the policy, 5 documents or chain facts do not match,\n6 everything holds but the evidence is SIMULATED.",
		RunE: func(c *cobra.Command, args []string) error {
			r.Bundle = args[0]
			if s.output == "json" {
				r.Output = "json"
			}
			code, err := audit.Run(r, c.OutOrStdout())
			if err != nil {
				fmt.Fprintf(c.ErrOrStderr(), "hallmark: %v\nhint: %s\n", err, hallmark.KindOf(err).Hint())
			}
			if code != 0 {
				return exitCode(code)
			}
			return nil
		},
	}
	f := c.Flags()
	f.StringVar(&r.Policy, "policy", "strict", "`policy` to judge by: strict, simulation or a file")
	f.StringVar(&r.At, "at", "", "`time` to judge for, RFC 3339 or unix seconds (default: the settling block's)")
	f.StringVar(&r.Artifact, "artifact", "", "the delivered .age `file`, to recompute its digest and root")
	f.StringVar(&r.Block, "block", "", "`hash` of the settling block as a node you trust has it")
	f.BoolVar(&r.Strict, "strict", false, "a skipped check is a refusal")
	return c
}
