package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"hallmark-verify": main})
}

func TestScripts(t *testing.T) {
	sample, err := filepath.Abs("../../attestation/bundle/testdata")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(e *testscript.Env) error {
			e.Setenv("SAMPLE", sample)
			return nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			// exits CODE command...: the command ends with exactly that code.
			"exits": func(ts *testscript.TestScript, _ bool, args []string) {
				err := ts.Exec(args[1], args[2:]...)
				code := "0"
				if exit, ok := err.(*exec.ExitError); ok {
					code = strings.TrimPrefix(exit.String(), "exit status ")
				} else if err != nil {
					ts.Fatalf("%v", err)
				}
				if code != args[0] {
					ts.Fatalf("exit code %s, want %s", code, args[0])
				}
			},
			// alter FROM TO OLD NEW: copies a file with one text replaced.
			"alter": func(ts *testscript.TestScript, _ bool, args []string) {
				text := ts.ReadFile(args[0])
				if !strings.Contains(text, args[2]) {
					ts.Fatalf("%s has no %q", args[0], args[2])
				}
				ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(strings.Replace(text, args[2], args[3], 1)), 0o600))
			},
		},
	})
}

// TestNoNetwork: the auditor's binary has no client of anything in it.
func TestNoNetwork(t *testing.T) {
	list := exec.Command("go", "list", "-deps", ".")
	list.Env = append(os.Environ(), "CGO_ENABLED=0")
	out, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range strings.Fields(string(out)) {
		for _, bad := range []string{"net/http", "runtime/cgo", "github.com/ethereum/go-ethereum/rpc", "github.com/ethereum/go-ethereum/ethclient",
			"go.temporal.io", "github.com/0gfoundation", "github.com/google/go-tdx-guest", "github.com/hallmark-tee/hallmark/contracts", "github.com/hallmark-tee/hallmark/sdk"} {
			if p == bad || strings.HasPrefix(p, bad+"/") {
				t.Errorf("imports %s", p)
			}
		}
	}
}
