// Command hallmark is what users, providers and auditors type: it checks and
// prices a dataset, orders a fine-tune, follows it, fetches and opens the
// adapter, proves and verifies it, and runs a whole market on one machine.
//
// Results go to standard output (-o json makes them JSON), everything else to
// standard error. Errors are lower case, without a final period, with a hint
// below. The exit code is 0, 1 for wrong usage, 10 + the kind of the error
// (docs/errors.md), or for `verify` the verdict's own.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/hallmark-tee/hallmark"
)

// kindBase is added to a kind's number to give the exit code.
const kindBase = 10

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run is the whole program, for main and for scripts in tests.
func run(args []string, in io.Reader, out, errOut io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	root := newRoot()
	root.SetArgs(args)
	root.SetIn(in)
	root.SetOut(out)
	root.SetErr(errOut)
	err := root.ExecuteContext(ctx)
	var code exitCode
	var own *hallmark.Error
	switch {
	case err == nil:
		return 0
	case errors.As(err, &code):
		return int(code)
	case errors.As(err, &own):
		fmt.Fprintf(errOut, "hallmark: %v\nhint: %s\n", err, own.Kind.Hint())
		return kindBase + int(own.Kind)
	}
	fmt.Fprintf(errOut, "hallmark: %v\nhint: see `hallmark --help`\n", err)
	return 1
}

// exitCode ends the program with a code of its own and nothing more to say.
type exitCode int

func (c exitCode) Error() string { return fmt.Sprintf("exit code %d", int(c)) }
