package image

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// build runs the recipe with the given search path.
func build(t *testing.T, path string, args ...string) (code int, out string) {
	t.Helper()
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("no shell")
	}
	c := exec.CommandContext(t.Context(), sh, append([]string{"./build.sh"}, args...)...)
	c.Env = []string{"PATH=" + path, "SOURCE_DATE_EPOCH=1"}
	var b bytes.Buffer
	c.Stdout, c.Stderr = &b, &b
	err = c.Run()
	if err != nil && c.ProcessState == nil {
		t.Fatal(err)
	}
	return c.ProcessState.ExitCode(), b.String()
}

// TestDryRun: the recipe says what it would do and what is missing, and does
// nothing.
func TestDryRun(t *testing.T) {
	code, out := build(t, t.TempDir(), "--dry-run", "--firmware", "OVMF.fd")
	if code != 0 {
		t.Fatalf("exit %d: %s", code, out)
	}
	for _, want := range []string{
		"missing: mkosi", "missing: ukify", "missing: veritysetup", "CGO_ENABLED=0", "-trimpath", "cmd/hallmark-enclave", "cmd/hallmark-init",
		"--print-manifest", "+ mkosi --force build", "measure tdx --uki", "--disk", "--firmware OVMF.fd",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("the recipe does not say %q:\n%s", want, out)
		}
	}
	if _, err := os.Stat("mkosi.extra"); err == nil {
		t.Error("a dry run left mkosi.extra")
	}
}

func TestMissingProgramsStopIt(t *testing.T) {
	if code, out := build(t, t.TempDir()); code != 3 || !strings.Contains(out, "install what is missing") || strings.Contains(out, "+ ") {
		t.Errorf("exit %d: %s", code, out)
	}
	if code, _ := build(t, t.TempDir(), "--nonsense"); code != 1 {
		t.Errorf("wrong usage exits with %d", code)
	}
}

// TestConfiguration: what the measured init relies on stands in the recipe.
func TestConfiguration(t *testing.T) {
	read := func(name string) string {
		b, err := os.ReadFile(filepath.FromSlash(name))
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	conf := read("mkosi.conf")
	for _, want := range []string{"init=/usr/bin/hallmark-init", "UnifiedKernelImages=yes", "SplitArtifacts=uki", "Format=disk", "systemd.import_credentials=no"} {
		if !strings.Contains(conf, want) {
			t.Errorf("mkosi.conf lacks %q", want)
		}
	}
	if root, hash := read("mkosi.repart/10-root.conf"), read("mkosi.repart/20-root-verity.conf"); !strings.Contains(root, "Verity=data") || !strings.Contains(hash, "Verity=hash") {
		t.Error("the root is not under dm-verity")
	}
}
