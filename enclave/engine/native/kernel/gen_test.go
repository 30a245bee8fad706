//go:build amd64

package kernel

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"
)

// TestGeneratedIsCurrent runs the generator as doc.go asks and compares with
// the checked-in files, all but the line that repeats the command.
func TestGeneratedIsCurrent(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the generator")
	}
	doc, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	gen := filepath.Join(dir, "gen")
	if out, err := exec.Command("go", "build", "-o", gen, "./gen").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	lines := regexp.MustCompile(`-kernel (\w+) -isa (\w+) -out (\S+) -stubs (\S+)`).FindAllSubmatch(doc, -1)
	assembly, err := filepath.Glob("*_amd64.s")
	if err != nil || len(lines) != len(assembly) || len(lines) == 0 {
		t.Fatalf("%d go:generate lines for %d files (%v)", len(lines), len(assembly), err)
	}
	for _, l := range lines {
		asm, stubs := filepath.Join(dir, string(l[3])), filepath.Join(dir, string(l[4]))
		if out, err := exec.Command(gen, "-kernel", string(l[1]), "-isa", string(l[2]), "-out", asm, "-stubs", stubs, "-pkg", "kernel").CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", l[0], err, out)
		}
		for _, name := range []string{asm, stubs} {
			if !bytes.Equal(body(t, name), body(t, filepath.Base(name))) {
				t.Errorf("%s is not what gen writes; run go generate", filepath.Base(name))
			}
		}
	}
}

// TestNoWideRegistersOnAVX2: a kernel with too many live vectors would silently
// be encoded for AVX-512 and crash where it is needed.
func TestNoWideRegistersOnAVX2(t *testing.T) {
	files, err := filepath.Glob("*_avx2_amd64.s")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, name := range files {
		if found := regexp.MustCompile(`\b([XY](1[6-9]|[23]\d)|[ZK]\d+)\b`).Find(body(t, name)); found != nil {
			t.Errorf("%s uses %s", name, found)
		}
	}
}

// body is a generated file without its first line.
func body(t *testing.T, name string) []byte {
	t.Helper()
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := bytes.Cut(raw, []byte("\n"))
	return rest
}
