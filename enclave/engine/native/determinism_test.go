package native

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"testing"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/engine"
	"github.com/hallmark-tee/hallmark/enclave/engine/native/kernel"
)

// small fills whole vectors and wide tiles, and leaves edges too.
func small() Config {
	return Config{
		Family: "llama", Vocab: 83, Hidden: 48, Intermediate: 72, Layers: 2, Heads: 3, KVHeads: 1, HeadDim: 16, Context: 128,
		RopeTheta: 500000, NormEps: 1e-6, Tied: true,
	}
}

// digestOf names every output bit of a job: files, state and losses.
func digestOf(r engine.Result) string {
	h := sha256.New()
	for _, name := range []string{"adapter_config.json", "adapter_model.safetensors", "config.json", "model.safetensors"} {
		h.Write(r.Files[name])
	}
	h.Write(r.State[:])
	fmt.Fprintf(h, "%x", r.Metrics)
	return fmt.Sprintf("%x", h.Sum(nil)[:8])
}

func smallSpec(full bool) engine.TrainSpec {
	h := loraHyper()
	h.Full, h.Epochs, h.Batch = full, 2, 3
	return engine.TrainSpec{Hyper: h, Data: sequences(1, 7, 64, small().Vocab), Valid: sequences(2, 2, 60, small().Vocab), BaseName: "small"}
}

func mustTrain(t *testing.T, e Engine, spec engine.TrainSpec, sink engine.SinkFunc) engine.Result {
	t.Helper()
	if sink == nil {
		sink = quiet
	}
	r, err := e.Train(context.Background(), spec, sink)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// golden are the digests of the small jobs, the same on every machine, build
// and instruction set. A change means that old transcripts no longer replay.
var golden = map[bool]string{false: "990b041d02a2c365", true: "73d941080e474f91"}

func TestGolden(t *testing.T) {
	for _, isa := range kernel.Available() {
		k := kernels(t, isa)
		for full, want := range golden {
			r := mustTrain(t, Engine{Kernels: k, Model: mustRandom(t, small(), 42)}, smallSpec(full), nil)
			if got := digestOf(r); got != want {
				t.Errorf("%v, full=%v: digest %s, want %s (losses %v)", k.ISA(), full, got, want, r.Metrics)
			}
		}
	}
}

func TestSameBits(t *testing.T) {
	for _, full := range []bool{false, true} {
		spec := smallSpec(full)
		want := ""
		var leaves []hallmark.TranscriptLeaf
		for _, isa := range kernel.Available() {
			for _, workers := range []int{1, 2, 4} {
				if isa == kernel.Scalar && workers != 2 {
					continue // slow; TestGolden covers the rest
				}
				spec.Workers, spec.StateEvery = workers, 1
				var now []hallmark.TranscriptLeaf
				r := mustTrain(t, Engine{Kernels: kernels(t, isa), Model: mustRandom(t, small(), 42)}, spec, func(e engine.Event) error {
					if s, ok := e.(engine.Step); ok {
						now = append(now, s.Leaf)
					}
					return nil
				})
				got := digestOf(r)
				if want == "" {
					want, leaves = got, now
				}
				if got != want {
					t.Errorf("full=%v %v, %d workers: digest %s, want %s", full, isa, workers, got, want)
				}
				for i := range leaves {
					if now[i] != leaves[i] {
						t.Fatalf("full=%v %v, %d workers: step %d is %+v, want %+v", full, isa, workers, i+1, now[i], leaves[i])
					}
				}
			}
		}
	}
}

func TestSeedMatters(t *testing.T) {
	spec := smallSpec(false)
	m := mustRandom(t, small(), 42)
	a := mustTrain(t, Engine{Model: m}, spec, nil)
	spec.Hyper.Seed++
	if b := mustTrain(t, Engine{Model: m}, spec, nil); digestOf(a) == digestOf(b) {
		t.Error("another seed gave the same result")
	}
}

// TestResume stops a job at every checkpoint and continues it in a new engine
// with another number of workers.
func TestResume(t *testing.T) {
	for _, full := range []bool{false, true} {
		m := mustRandom(t, small(), 42)
		spec := smallSpec(full)
		spec.CheckpointEvery, spec.StateEvery = 1, 2
		var points []engine.Checkpoint
		var leaves []hallmark.TranscriptLeaf
		want := mustTrain(t, Engine{Model: m}, spec, func(e engine.Event) error {
			switch e := e.(type) {
			case engine.Checkpoint:
				points = append(points, e)
			case engine.Step:
				leaves = append(leaves, e.Leaf)
			}
			return nil
		})
		if len(points) != int(want.Usage.Steps)-1 {
			t.Fatalf("%d checkpoints of %d steps", len(points), want.Usage.Steps)
		}
		for _, p := range points {
			spec.Resume, spec.Workers = p.Data, 3
			var again []hallmark.TranscriptLeaf
			got := mustTrain(t, Engine{Model: m}, spec, func(e engine.Event) error {
				switch e := e.(type) {
				case engine.Started:
					if e.ResumedAt != p.Step {
						t.Errorf("resumed at %d, want %d", e.ResumedAt, p.Step)
					}
					again = e.Leaves
				case engine.Step:
					again = append(again, e.Leaf)
				}
				return nil
			})
			if digestOf(got) != digestOf(want) || got.Usage != want.Usage {
				t.Errorf("full=%v: resumed at %d: %s %+v, uninterrupted %s %+v", full, p.Step, digestOf(got), got.Usage, digestOf(want), want.Usage)
			}
			for i := range leaves {
				if i >= len(again) || again[i] != leaves[i] {
					t.Fatalf("full=%v: resumed at %d: the transcript differs at step %d", full, p.Step, i+1)
				}
			}
		}
	}
}

func TestForeignCheckpointsAreRefused(t *testing.T) {
	m := mustRandom(t, small(), 42)
	spec := smallSpec(false)
	spec.CheckpointEvery = 1
	var point []byte
	mustTrain(t, Engine{Model: m}, spec, func(e engine.Event) error {
		if c, ok := e.(engine.Checkpoint); ok && point == nil {
			point = c.Data
		}
		return nil
	})
	try := func(e Engine, spec engine.TrainSpec, data []byte) error {
		spec.Resume = data
		_, err := e.Train(context.Background(), spec, engine.SinkFunc(quiet))
		return err
	}
	if err := try(Engine{Model: m}, spec, point); err != nil {
		t.Fatal(err)
	}
	otherSeed, otherRate, otherData := spec, spec, spec
	otherSeed.Hyper.Seed++
	otherRate.Hyper.Rate *= 2
	otherData.Data = sequences(3, 13, 90, small().Vocab)
	for name, err := range map[string]error{
		"seed": try(Engine{Model: m}, otherSeed, point), "rate": try(Engine{Model: m}, otherRate, point),
		"data": try(Engine{Model: m}, otherData, point), "base": try(Engine{Model: mustRandom(t, small(), 43)}, spec, point),
	} {
		if hallmark.KindOf(err) != hallmark.Mismatch {
			t.Errorf("checkpoint with another %s: %v, want a mismatch", name, err)
		}
	}
	for i := 0; i < len(point); i += len(point)/40 + 1 {
		bad := append([]byte(nil), point...)
		bad[i] ^= 4
		if err := try(Engine{Model: m}, spec, bad); hallmark.KindOf(err) != hallmark.Tampered {
			t.Errorf("byte %d flipped: %v", i, err)
		}
		if err := try(Engine{Model: m}, spec, point[:i]); hallmark.KindOf(err) != hallmark.Tampered {
			t.Errorf("cut at %d: %v", i, err)
		}
	}
}

// TestSinkErrorStops: the caller's error comes back with what was finished.
func TestSinkErrorStops(t *testing.T) {
	full := errors.New("disk full")
	r, err := Engine{Model: mustRandom(t, small(), 42)}.Train(context.Background(), smallSpec(false), engine.SinkFunc(func(e engine.Event) error {
		if s, ok := e.(engine.Step); ok && s.Leaf.Step == 2 {
			return full
		}
		return nil
	}))
	if !errors.Is(err, full) || !r.Partial || r.Usage.Steps != 2 || len(r.Files) != 2 {
		t.Errorf("got %v, partial %v, %d steps, %d files", err, r.Partial, r.Usage.Steps, len(r.Files))
	}
}
