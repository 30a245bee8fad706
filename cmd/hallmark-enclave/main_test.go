package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/envelope"
)

func run0(t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, log bytes.Buffer
	code = command(args, strings.NewReader(""), &out, &log)
	return code, out.String(), log.String()
}

func TestUsage(t *testing.T) {
	for _, args := range [][]string{nil, {"--nonsense"}, {"--config", "x", "more"}} {
		if code, _, log := run0(t, args...); code != 2 || log == "" {
			t.Errorf("%v: exit %d, %q", args, code, log)
		}
	}
	if code, _, _ := run0(t, "--help"); code != 0 {
		t.Errorf("help: exit %d", code)
	}
	if code, _, log := run0(t, "--config", filepath.Join(t.TempDir(), "absent"), "--manifest", "absent"); code != 1 || !strings.Contains(log, "hallmark-enclave: ") {
		t.Errorf("absent files: exit %d, %q", code, log)
	}
}

func TestPrintManifest(t *testing.T) {
	code, out, log := run0(t, "--print-manifest")
	if code != 0 {
		t.Skipf("this build cannot name its program here: %s", log)
	}
	var m hallmark.Manifest
	if err := envelope.DecodeCanonical([]byte(out), "manifest", &m); err != nil || m.Engine != "native" || m.Enclave.IsZero() {
		t.Errorf("%q: %+v, %v", out, m, err)
	}
}

// No build falls back to another platform than its own.
func TestRefusesWithoutItsPlatform(t *testing.T) {
	if platformWords[1] == "SIMULATED" {
		t.Skip("the simulated build needs no hardware")
	}
	dir := t.TempDir()
	config, manifest := filepath.Join(dir, "config.json"), filepath.Join(dir, "manifest.json")
	one := "0x" + strings.Repeat("1", 40)
	text := `{"chainId":1,"escrow":"` + one + `","registry":"` + one + `","models":"` + dir + `","state":"` + dir + `/state","socket":"` + dir + `/s"}`
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(manifest, []byte("{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	code, out, log := run0(t, "--config", config, "--manifest", manifest, "--platform-dir", filepath.Join(dir, "p"))
	if code != 1 || out != "" || !strings.Contains(log, hallmark.Unsupported.Hint()) {
		t.Errorf("exit %d, %q, %q", code, out, log)
	}
}
