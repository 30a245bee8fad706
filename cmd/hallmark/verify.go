package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/audit"
)

// verifyCommand is hallmark-verify under the user's own program: the same
// judgement, the same exit codes.
func verifyCommand(s *session) *cobra.Command {
	r := audit.Request{Clock: time.Now()}
	c := &cobra.Command{
		Use: "verify FILE", Short: "Judge a bundle, a quote or another system's report offline", Args: cobra.ExactArgs(1),
		Long: "FILE is a Hallmark bundle or evidence; a TDX or SGX quote in binary, hex or base64; an\nattestation report of dstack, 0G, a vLLM proxy, Chutes, Tinfoil or CoCo; or NVIDIA\nevidence, an NRAS answer or a RIM.\n\nExit codes: 0 verified, 1 usage, 2 not genuine, 3 evidence or collateral missing,\n4 genuine but against the policy, 5 documents or chain facts do not match,\n6 everything holds but the evidence is SIMULATED.",
		RunE: func(c *cobra.Command, args []string) error {
			r.File = args[0]
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
	f.StringVar(&r.Policy, "policy", "strict", "`policy` to judge by: strict, gpu-strict, simulation or a file")
	f.StringVar(&r.At, "at", "", "`time` to judge for, RFC 3339 or unix seconds (default: the settling block's, or now where the file tells none)")
	f.StringArrayVar(&r.Collateral, "collateral", nil, "`file` or folder of the vendors' collateral; may be repeated")
	f.StringVar(&r.CCEL, "ccel", "", "the event log (ACPI CCEL) of a quote that came without, a `file`")
	f.StringVar(&r.Nonce, "nonce", "", "the nonce that was sent, 32 bytes in `hex`")
	f.StringVar(&r.TLS, "tls", "", "SHA-256 of the connection's TLS key or certificate, as the report's format has it, in `hex`")
	f.StringVar(&r.Explain, "explain", "", "show the bytes behind a `check`, or behind all whose id begins so, such as tcb")
	f.StringVar(&r.Artifact, "artifact", "", "the delivered .age `file`, to recompute its digest and root")
	f.StringVar(&r.Block, "block", "", "`hash` of the settling block as a node you trust has it")
	f.BoolVar(&r.Strict, "strict", false, "a skipped check is a refusal")
	return c
}
