// Command hallmark-temporal is the real Temporal server and its Web UI in one
// process on one SQLite file, for local development. It is trusted with nothing:
// workflows give liveness, the chain gives safety, payloads are encrypted by the
// worker. It must never hold a key and never listen beyond 127.0.0.1.
//
// It is a Go module of its own because the server brings more than a thousand
// packages, which auditors of Hallmark should not have to carry. A real cluster
// takes its place by TEMPORAL_ADDRESS in the worker's environment.
//
//	hallmark-temporal --data DIR [--port N] [--ui-port N] [--ui=false]
//	    [--namespace hallmark] [--search-attribute NAME[=TYPE]]...
//	    [--parent-stdin] [--log-level warn]
//
// Ports that are 0 are chosen. Once everything answers, one line of JSON (type
// Ready) appears on standard output; the log goes to standard error. SIGTERM and
// SIGINT stop the server cleanly, and so does the end of standard input with
// --parent-stdin: a parent that holds the other end of the pipe and dies, however
// it dies, takes the server with it.
//
// DIR holds everything: the database (write-ahead log, synced at each commit, so
// that a killed server loses nothing), the version that made it and a lock.
// Temporal migrates no SQLite file from one version to another: a file of another
// version is refused, and the remedy is to remove DIR. What was running is then
// found again on the chain.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// Ready is what a parent process reads from standard output.
type Ready struct {
	Address   string `json:"address"`      // host:port of the gRPC frontend
	UI        string `json:"ui,omitempty"` // URL of the Web UI
	Namespace string `json:"namespace"`
	PID       int    `json:"pid"`
}

const (
	startTimeout = 60 * time.Second
	stopTimeout  = 15 * time.Second
)

func main() {
	os.Exit(command(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// command returns the exit code: 0 after a requested stop, 2 for wrong usage, 1
// for everything else.
func command(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	o, err := parse(args, stderr)
	if errors.Is(err, flag.ErrHelp) {
		return 0
	}
	if err != nil {
		return 2
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if o.parentStdin {
		var orphaned context.CancelFunc
		ctx, orphaned = context.WithCancel(ctx)
		go func() {
			defer orphaned()
			_, _ = io.Copy(io.Discard, stdin) // an error ends the pipe as well
		}()
	}
	if err := run(ctx, o, stdout); err != nil {
		fmt.Fprintf(stderr, "hallmark-temporal: %v\n", err)
		return 1
	}
	return 0
}

// run serves until ctx ends.
func run(ctx context.Context, o *options, stdout io.Writer) (err error) {
	lock, err := lockDir(o.dir)
	if err != nil {
		return err
	}
	defer lock.Close()
	store, err := openStore(o)
	if err != nil {
		return err
	}
	s, err := startServer(o, store)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.stop()) }()

	starting, cancel := context.WithTimeout(ctx, startTimeout)
	defer cancel()
	err = s.await(starting, o)
	switch {
	case ctx.Err() != nil:
		return nil // asked to stop before it was ready
	case err != nil:
		return err
	}
	line, err := json.Marshal(Ready{Address: s.address, UI: s.uiURL, Namespace: o.namespace, PID: os.Getpid()})
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintf(stdout, "%s\n", line); err != nil {
		return fmt.Errorf("say that the server is ready: %w", err)
	}
	<-ctx.Done()
	return nil
}
