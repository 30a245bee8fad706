package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"hallmark": main,
	})
}

// TestScripts runs the commands that need no market, as testdata tells them.
func TestScripts(t *testing.T) {
	base, err := filepath.Abs("../../devnet/assets/base")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(e *testscript.Env) error {
			e.Setenv("HOME", e.WorkDir)
			e.Setenv("BASE", base)
			return os.Chmod(e.WorkDir, 0o700)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"exits": exits},
	})
}

// exits runs hallmark and requires its exit code: exits CODE ARGS...
func exits(ts *testscript.TestScript, _ bool, args []string) {
	err := ts.Exec("sh", append([]string{"-c", `want=$1; shift; "$@"; got=$?; test $got = $want || { echo "exit code $got, want $want" >&2; exit 1; }`, "sh", args[0], "hallmark"}, args[1:]...)...)
	ts.Check(err)
}
