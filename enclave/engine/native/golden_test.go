package native

import (
	"crypto/sha256"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/hallmark-tee/hallmark/enclave/engine"
	"github.com/hallmark-tee/hallmark/enclave/engine/conformance"
	"github.com/hallmark-tee/hallmark/enclave/engine/native/kernel"
)

// goldenFamilies are the digests of a small LoRA job and a sampled answer on
// models with scaled rotary embedding, and with norms of queries and keys.
var goldenFamilies = map[string]string{"llama3": "694ed8802c81d74d 1112588a838c0943", "qwen3": "134220c1a28c2fff fc86690124c818ed"}

func TestGoldenFamilies(t *testing.T) {
	for name, want := range goldenFamilies {
		for _, isa := range kernel.Available() {
			m, k := mustLoad(t, conformance.Named(name).Dir), kernels(t, isa)
			h := loraHyper()
			h.Batch = 2
			r := mustTrain(t, Engine{Kernels: k, Model: m}, engine.TrainSpec{Hyper: h, Data: conformance.Sequences("golden", 4, 24)}, nil)
			s := serve(t, m, ServeOptions{Kernels: k})
			id, err := s.Load(t.Context(), directory(r.Files))
			if err != nil {
				t.Fatal(err)
			}
			answer := sha256.New()
			if _, err := s.Generate(t.Context(), engine.Request{Adapter: id, Prompt: []int32{3, 1, 4}, MaxTokens: 16, Temperature: 0.9, TopP: 0.95, Seed: 5, Logprobs: true}, func(tok engine.Token) error {
				fmt.Fprintf(answer, "%d %x\n", tok.ID, tok.Logprob)
				return nil
			}); err != nil {
				t.Fatal(err)
			}
			if got := fmt.Sprintf("%s %x", digestOf(r), answer.Sum(nil)[:8]); got != want {
				t.Errorf("%s on %v: %s, want %s", name, isa, got, want)
			}
		}
	}
}

// wholeJob asks for the large job too; `make determinism` sets it.
const wholeJob = "HALLMARK_DETERMINISM"

// goldenLarge is the digest of a job on the reference shape of the speed
// figures: 2,048 tokens, all targets.
const goldenLarge = "e51c00ecaebf903a"

func TestGoldenLarge(t *testing.T) {
	if os.Getenv(wholeJob) == "" {
		t.Skip("minutes long; run it with `make determinism`")
	}
	h := loraHyper()
	h.Rank, h.Batch = 8, 4
	spec := engine.TrainSpec{Hyper: h, Data: sequences(3, 16, 128, 256), Valid: sequences(4, 2, 64, 256)}
	for _, isa := range kernel.Available() {
		for _, spec.Workers = range []int{1, 2, 4} {
			if isa == kernel.Scalar && spec.Workers != 2 {
				continue // slow
			}
			r := mustTrain(t, Engine{Kernels: kernels(t, isa), Model: mustRandom(t, modelA(256), 42)}, spec, nil)
			if got := digestOf(r); got != goldenLarge {
				t.Errorf("%v, %d workers: digest %s, want %s", isa, spec.Workers, got, goldenLarge)
			}
		}
	}
}

// TestGoldenWithFusingCompiler repeats the golden jobs in a build for
// x86-64-v3, where the compiler fuses every product and sum that it may.
func TestGoldenWithFusingCompiler(t *testing.T) {
	if runtime.GOARCH != "amd64" || testing.Short() || len(kernel.Available()) < 2 || os.Getenv("GOAMD64") == "v3" {
		t.Skip("needs an AVX2 processor and time for a second build")
	}
	cmd := exec.Command("go", "test", "-vet=off", "-run", "^TestGolden(Families|Large)?$|^TestRowsSameBits$", ".", "./kernel")
	cmd.Env = append(os.Environ(), "GOAMD64=v3", "GOFLAGS=-mod=mod -buildvcs=false")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("GOAMD64=v3: %v\n%s", err, out)
	}
}

// TestGoldenOnARM64 repeats the golden jobs in a build for arm64, whose
// compiler fuses by itself, on an emulated processor.
func TestGoldenOnARM64(t *testing.T) {
	qemu, err := exec.LookPath("qemu-aarch64")
	if err != nil || runtime.GOARCH != "amd64" || testing.Short() {
		t.Skip("needs qemu-aarch64 (Debian's qemu-user; `make determinism` installs it) and time for a second build")
	}
	binary := filepath.Join(t.TempDir(), "native.test")
	build := exec.Command("go", "test", "-c", "-vet=off", "-o", binary, ".")
	build.Env = append(os.Environ(), "GOARCH=arm64", "CGO_ENABLED=0", "GOFLAGS=-mod=mod -buildvcs=false")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build for arm64: %v\n%s", err, out)
	}
	if out, err := exec.Command(qemu, binary, "-test.run", "^TestGolden(Families|Large)?$").CombinedOutput(); err != nil {
		t.Fatalf("arm64: %v\n%s", err, out)
	}
}
