//go:build !js

package main

import (
	"flag"
	"fmt"
	"os"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/audit"
	"github.com/hallmark-tee/hallmark/attestation/verdict"
)

const usage = `Usage: hallmark-verify [flags] FILE

Judges a file offline and prints every check, what is not proven, and one
verdict. FILE is a Hallmark bundle or evidence; a TDX or SGX quote in binary, hex
or base64; an attestation report of dstack, 0G, a vLLM proxy (NEAR, Venice,
NanoGPT), Chutes, Tinfoil or CoCo; or NVIDIA evidence, an NRAS answer or a RIM.
Exit codes:
  0  verified
  1  usage
  2  not genuine
  3  evidence or collateral is missing or out of date
  4  genuine, but against the policy
  5  order, receipt, transcript, invoice, chain facts or claims do not match
  6  everything holds, but the evidence is SIMULATED

Flags:
`

func main() { os.Exit(run(os.Args[1:])) }

func run(args []string) int {
	r := audit.Request{Clock: time.Now()}
	flags := flag.NewFlagSet("hallmark-verify", flag.ContinueOnError)
	flags.Usage = func() {
		fmt.Fprint(flags.Output(), usage)
		flags.PrintDefaults()
	}
	flags.StringVar(&r.Policy, "policy", "strict", "`policy` to judge by: strict, gpu-strict, simulation or a file")
	flags.StringVar(&r.At, "at", "", "`time` to judge for, RFC 3339 or unix seconds (default: the settling block's, or now where the file tells none)")
	flags.Func("collateral", "`file` or folder of the vendors' collateral; may be repeated", func(s string) error {
		r.Collateral = append(r.Collateral, s)
		return nil
	})
	flags.StringVar(&r.CCEL, "ccel", "", "the event log (ACPI CCEL) of a quote that came without, a `file`")
	flags.StringVar(&r.Nonce, "nonce", "", "the nonce that was sent, 32 bytes in `hex`")
	flags.StringVar(&r.TLS, "tls", "", "SHA-256 of the connection's TLS key or certificate, as the report's format has it, in `hex`")
	flags.StringVar(&r.Explain, "explain", "", "show the bytes behind a `check`, or behind all whose id begins so, such as tcb")
	flags.StringVar(&r.Artifact, "artifact", "", "the delivered .age `file`, to recompute its digest and root")
	flags.StringVar(&r.Block, "block", "", "`hash` of the settling block as a node you trust has it")
	flags.StringVar(&r.Output, "o", "table", "output `format`: table or json")
	flags.BoolVar(&r.Strict, "strict", false, "a skipped check is a refusal")
	names, err := parse(flags, args)
	switch {
	case err == flag.ErrHelp:
		return int(verdict.Verified)
	case err != nil:
		return int(verdict.Usage)
	case len(names) != 1:
		flags.Usage()
		return int(verdict.Usage)
	}
	r.File = names[0]
	code, err := audit.Run(r, os.Stdout)
	if err != nil {
		fmt.Fprintf(os.Stderr, "hallmark-verify: %v\n%s\n", err, hallmark.KindOf(err).Hint())
	}
	return int(code)
}

// parse takes flags before and behind the file's name.
func parse(flags *flag.FlagSet, args []string) (names []string, err error) {
	for {
		if err := flags.Parse(args); err != nil {
			return nil, err
		}
		if flags.NArg() == 0 {
			return names, nil
		}
		names, args = append(names, flags.Arg(0)), flags.Args()[1:]
	}
}
