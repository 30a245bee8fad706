package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"syscall"

	"golang.org/x/sys/unix"

	"github.com/hallmark-tee/hallmark"
)

// runDir is on the tmpfs that lasts as long as the TD. The configuration that
// the host hands in must name the socket.
const (
	runDir = "/run/hallmark"
	socket = runDir + "/enclave.sock"
)

func main() {
	m := machine{"/"}
	if slices.Contains(os.Args[1:], "--check") || os.Getpid() != 1 {
		os.Exit(report(m, os.Stdout, os.Stderr))
	}
	err := start(m)
	fmt.Fprintf(os.Stderr, "hallmark-init: the TD is powered off: %v\n", err)
	unix.Sync()
	_ = unix.Reboot(unix.LINUX_REBOOT_CMD_POWER_OFF) // there is nobody to tell
}

// report says whether this TD would start.
func report(m machine, out, errOut io.Writer) int {
	manifest, err := m.check(m.configID)
	if err != nil {
		fmt.Fprintf(errOut, "hallmark-init: refused: %v\nhint: %s\n", err, hallmark.KindOf(err).Hint())
		return 1
	}
	fmt.Fprintf(out, "the image is the measured one, the manifest is MRCONFIGID's:\n%s\n", manifest)
	return 0
}

// start is the whole life of the TD.
func start(m machine) error {
	if err := mount(); err != nil {
		return err
	}
	manifest, err := m.check(m.configID)
	if err != nil {
		return err
	}
	config, err := m.handed("config")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(runDir, 0o700); err != nil {
		return hallmark.Errorf(hallmark.Internal, "%s: %w", runDir, err)
	}
	files := map[string][]byte{filepath.Join(runDir, "manifest.json"): manifest, filepath.Join(runDir, "config.json"): config}
	for path, data := range files {
		if err := os.WriteFile(path, data, 0o600); err != nil {
			return hallmark.Errorf(hallmark.Internal, "%s: %w", path, err)
		}
	}
	if err := m.showLog(); err != nil { // a convenience of the operator's: the log is the host's to see
		fmt.Fprintf(os.Stderr, "hallmark-init: no event log for reference values: %v\n", err)
	}
	accept, err := listen()
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	go func() { _ = relay(ctx, accept, socket) }() // ends with the TD
	return supervise([]string{enclavePath, "--config", filepath.Join(runDir, "config.json"), "--manifest", filepath.Join(runDir, "manifest.json"), "--platform-dir", filepath.Join(runDir, "secret")})
}

// supervise runs the one program, hands signals on, buries orphans as the first
// process must, and ends when the program does.
func supervise(argv []string) error {
	p, err := os.StartProcess(argv[0], argv, &os.ProcAttr{Env: []string{"PATH=/usr/bin", "TMPDIR=/tmp"}, Files: []*os.File{nil, os.Stdout, os.Stderr}})
	if err != nil {
		return hallmark.Errorf(hallmark.Internal, "start the enclave: %w", err)
	}
	signals := make(chan os.Signal, 4)
	signal.Notify(signals, syscall.SIGTERM, syscall.SIGINT, syscall.SIGPWR)
	defer signal.Stop(signals)
	go func() {
		for range signals {
			_ = p.Signal(syscall.SIGTERM) // it may be gone already
		}
	}()
	for {
		var status unix.WaitStatus
		pid, err := unix.Wait4(-1, &status, 0, nil)
		switch {
		case err == unix.EINTR:
		case err != nil:
			return hallmark.Errorf(hallmark.Internal, "wait for the enclave: %w", err)
		case pid == p.Pid:
			return hallmark.Errorf(hallmark.Cancelled, "the enclave ended: exit code %d, signal %d", status.ExitStatus(), status.Signal())
		}
	}
}
