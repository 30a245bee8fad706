// Package temporaltest runs the real Temporal server, the program
// hallmark-temporal, for a test. It must not be imported by anything but
// tests.
package temporaltest

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// Server is a running server.
type Server struct {
	Address   string `json:"address"`
	Namespace string `json:"namespace"`
	Dir       string `json:"-"` // of its SQLite file

	stop func()
}

// Start starts a server that ends with the test. A checkout without the built
// program skips the test.
func Start(t testing.TB) *Server {
	t.Helper()
	path := program(t)
	s := &Server{Dir: t.TempDir()}
	c := exec.Command(path, "--data", s.Dir, "--ui=false", "--parent-stdin", "--log-level", "error")
	stdin, err := c.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	c.Stderr = &log
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	stopped := false
	s.stop = func() {
		if stopped {
			return
		}
		stopped = true
		stdin.Close() // it stops when its parent goes
		if err := c.Wait(); err != nil {
			t.Error("hallmark-temporal:", err)
		}
		if t.Failed() {
			t.Logf("log of hallmark-temporal:\n%s", &log)
		}
	}
	t.Cleanup(s.stop)
	line, err := bufio.NewReader(stdout).ReadBytes('\n')
	if err != nil {
		t.Fatal("hallmark-temporal did not come up:", err)
	}
	if err := json.Unmarshal(line, s); err != nil {
		t.Fatalf("hallmark-temporal said %q: %v", line, err)
	}
	return s
}

// Stop stops the server before the test ends, so that its file can be read.
func (s *Server) Stop() { s.stop() }

// program finds bin/hallmark-temporal beside go.mod.
func program(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		up := filepath.Dir(dir)
		if up == dir {
			t.Fatal("no go.mod above the test")
		}
		dir = up
	}
	path := filepath.Join(dir, "bin", "hallmark-temporal")
	if _, err := os.Stat(path); err != nil {
		t.Skip("bin/hallmark-temporal is not built: run `make build` first")
	}
	return path
}
