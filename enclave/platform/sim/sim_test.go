package sim

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/platform"
	"github.com/hallmark-tee/hallmark/enclave/platform/conformance"
)

func open(t *testing.T, c Config) *Platform {
	t.Helper()
	p, err := Open(c)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestConformance(t *testing.T) {
	c := Config{Dir: t.TempDir(), Binary: hallmark.Digest{1}, Manifest: []byte{2}}
	start := func(t *testing.T) platform.Platform { return open(t, c) }
	conformance.Run(t, conformance.Machine{Kind: hallmark.KindSim, Restart: start, Reboot: func(t *testing.T) platform.Platform {
		if err := os.Remove(filepath.Join(c.Dir, SealingFile)); err != nil {
			t.Fatal(err)
		}
		return start(t)
	}})
}

func TestSealingIsBoundToTheMeasurement(t *testing.T) {
	dir := t.TempDir()
	key := func(binary, manifest byte) []byte {
		k, err := open(t, Config{Dir: dir, Binary: hallmark.Digest{binary}, Manifest: []byte{manifest}}).SealingKey()
		if err != nil {
			t.Fatal(err)
		}
		return k
	}
	if !bytes.Equal(key(1, 2), key(1, 2)) {
		t.Error("the same code finds another key")
	}
	if bytes.Equal(key(1, 2), key(3, 2)) || bytes.Equal(key(1, 2), key(1, 3)) {
		t.Error("other code finds the same key")
	}
}

func TestEveryPartSaysSimulated(t *testing.T) {
	dir := t.TempDir()
	p := open(t, Config{Dir: dir, Binary: hallmark.Digest{1}, Manifest: []byte{2}})
	if p.pki.Root().Simulated != true {
		t.Error("the root does not call itself simulated")
	}
	e, err := p.Quote(t.Context(), [64]byte{})
	if err != nil {
		t.Fatal(err)
	}
	if e.Kind != hallmark.KindSim || !bytes.Contains(e.Quote, []byte("SIMULATED")) {
		t.Error("the quote does not say what it is")
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range entries {
		info, err := f.Info()
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %o", f.Name(), info.Mode().Perm())
		}
		if !strings.Contains(strings.ToLower(f.Name()), "simulat") {
			t.Errorf("%s does not say that it is simulated", f.Name())
		}
	}
	if len(entries) != 2 {
		t.Errorf("%d files, want 2", len(entries))
	}
}

func TestRefusesABrokenSecret(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, SealingFile), []byte("short"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(Config{Dir: dir}); hallmark.KindOf(err) != hallmark.Unsupported {
		t.Errorf("got %v, want unsupported", err)
	}
}
