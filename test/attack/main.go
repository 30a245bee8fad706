// Command attack runs the tests in which somebody attacks, and prints what each
// attacker tried and the check that stopped it. The attacks stand in the tests
// of the packages that refuse them: such a test calls
// t.Attr("check", NAME) once it has seen the refusal, and t.Attr("attack", TEXT)
// where its own name says something else. It must not pass a run in
// which an attack went through, or one of the named checks stopped none.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"syscall"
)

// attacked are the packages, and the tests whose attacks are listed.
var attacked = map[string][]string{
	"./enclave/gateway":    {"TestAttacksAreRefusedByName", "TestThousandAtTheCeiling"},
	"./enclave":            {"TestTheModelOfAJobIsCallable"},
	"./sdk/inference":      {"TestLies", "TestForeignPapers", "TestSwappedResponses", "TestTotalsMayNotJump", "TestSharesThatDoNotHold"},
	"./attestation":        {"TestNegatives"},
	"./attestation/audit":  {"TestFiftyOnRealEvidence"},
	"./attestation/nvidia": {"TestNegatives"},
	"./contracts":          {"TestRegistrationIsRefused"},
}

// named are the checks that must each have stopped something.
var named = []string{
	"replay", "voucher", "ceiling", "epoch", "session key", "service record", "evidence", "adapter owner",
	"receipt signature", "receipt exchange", "receipt body", "receipt transport", "receipt model", "receipt fee", "receipt total",
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "attack:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, out, log io.Writer) error {
	args := []string{"test", "-json", "-count=1", "-timeout=5m"}
	var tests, packages []string
	for p, names := range attacked {
		packages, tests = append(packages, p), append(tests, names...)
	}
	args = append(append(args, "-run=^("+strings.Join(tests, "|")+")$"), packages...)
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Stderr = log
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	seen, err := read(pipe)
	err = errors.Join(err, cmd.Wait())
	seen.table(out)
	return errors.Join(seen.judge(named), err)
}
