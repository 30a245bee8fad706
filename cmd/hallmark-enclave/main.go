// Command hallmark-enclave is the service inside the TEE: it holds the keys,
// opens datasets, trains, meters and signs. It is handed orders and streams over
// a unix socket; it listens for TLS and calls upstream models only where its
// configuration names an address for that.
//
//	hallmark-enclave --config FILE [--platform-dir DIR] [--manifest FILE] [--parent-stdin]
//	hallmark-enclave --print-manifest
//
// FILE is JSON: chainId, escrow, registry, models, state, socket, and optionally
// maxDataset, checkpointEvery, workers; for inference channels, and optionally
// tls, keepAdapters, cacheBytes, upstreams, limits (enclave.Config). DIR is what the platform keeps outside
// the state: for TDX a folder on a tmpfs that lasts one boot (/run/hallmark), for
// the simulation its pretended hardware. The manifest is the app manifest that
// MRCONFIGID measures; the simulation and SGX make their own when none is given.
//
// Which platform it speaks to is decided when it is built, never when it runs:
//
//	go build                 a TDX guest; refuses elsewhere
//	go build -tags nvml      the same with confidential NVIDIA GPUs (cgo)
//	go build -tags sim       SIMULATED: protects nothing, and says so everywhere
//	ego-go build -tags ego   SGX under EGo
//
// Once it answers, one line of JSON (type Ready) appears on standard output; the
// log goes to standard error. SIGTERM and SIGINT stop it without settling
// anything, and so does the end of standard input with --parent-stdin.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"syscall"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave"
	"github.com/hallmark-tee/hallmark/enclave/engine/native"
)

// Ready is what a parent process reads from standard output.
type Ready struct {
	Socket    string           `json:"socket"`
	Kind      string           `json:"kind"`
	Simulated bool             `json:"simulated"`
	Signer    hallmark.Address `json:"signer"`
	Recipient string           `json:"recipient"`
	PID       int              `json:"pid"`
}

type options struct {
	config, platformDir, manifest string
	printManifest, parentStdin    bool
}

func main() {
	os.Exit(command(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// command returns the exit code: 0 after a requested stop, 2 for wrong usage, 1
// for everything else.
func command(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	var o options
	flags := flag.NewFlagSet("hallmark-enclave", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&o.config, "config", "", "configuration `FILE`")
	flags.StringVar(&o.platformDir, "platform-dir", platformDir, "`DIR` of the platform: "+platformUse)
	flags.StringVar(&o.manifest, "manifest", "", "app manifest `FILE`")
	flags.BoolVar(&o.printManifest, "print-manifest", false, "print the app manifest of this program and exit")
	flags.BoolVar(&o.parentStdin, "parent-stdin", false, "stop when standard input ends")
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return 0
		}
		return 2
	}
	if flags.NArg() > 0 || o.config == "" && !o.printManifest {
		fmt.Fprintln(stderr, "hallmark-enclave: name a configuration with --config FILE")
		return 2
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	if err := run(ctx, o, stdin, stdout, stderr); err != nil {
		fmt.Fprintf(stderr, "hallmark-enclave: %v\n  %s\n", err, hallmark.KindOf(err).Hint())
		return 1
	}
	return 0
}

func run(ctx context.Context, o options, stdin io.Reader, stdout, stderr io.Writer) error {
	binary, err := programDigest()
	if err != nil {
		return err
	}
	manifest, err := manifestOf(o, binary)
	if err != nil {
		return err
	}
	if o.printManifest {
		_, err := stdout.Write(manifest)
		return err
	}
	config, err := enclave.LoadConfig(o.config)
	if err != nil {
		return err
	}
	log := slog.New(slog.NewJSONHandler(stderr, nil)).With(platformWords...)
	p, err := openPlatform(ctx, o.platformDir, binary, manifest, log)
	if err != nil {
		return err
	}
	gpus, closeGPUs, err := openGPUs()
	if err != nil {
		return err
	}
	defer closeGPUs()
	service, err := enclave.New(ctx, enclave.Options{
		Config: config, Platform: p, GPUs: gpus, Manifest: manifest, Binary: binary, Log: log,
		Engine:  native.Identity(binary),
		Trainer: native.Engine{},
		Server:  native.OpenServer,
	})
	if err != nil {
		return err
	}
	l, err := enclave.Listen(ctx, config.Socket)
	if err != nil {
		return errors.Join(err, service.Close())
	}
	if o.parentStdin {
		var end context.CancelFunc
		ctx, end = context.WithCancel(ctx)
		defer end()
		go func() { // ends with the process
			io.Copy(io.Discard, stdin)
			end()
		}()
	}
	info := service.Info()
	ready, err := json.Marshal(Ready{Socket: config.Socket, Kind: info.Kind, Simulated: info.Simulated, Signer: info.Signer, Recipient: info.Recipient, PID: os.Getpid()})
	if err == nil {
		_, err = stdout.Write(append(ready, '\n'))
	}
	if err == nil {
		err = service.Serve(ctx, l)
	} else {
		l.Close()
	}
	return errors.Join(err, service.Close())
}

// manifestOf reads the app manifest, or makes this program's own where the
// platform does not fix it before the start.
func manifestOf(o options, binary hallmark.Digest) ([]byte, error) {
	if o.manifest == "" {
		if manifestRequired && !o.printManifest {
			return nil, hallmark.Errorf(hallmark.Invalid, "name the app manifest with --manifest FILE; the TD was started with its digest (MRCONFIGID)")
		}
		return enclave.NativeManifest(binary)
	}
	b, err := os.ReadFile(o.manifest)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.NotFound, "app manifest: %w", err)
	}
	return b, nil
}
