package native

import (
	"math/rand/v2"
	"testing"

	"github.com/hallmark-tee/hallmark/enclave/engine"
	"github.com/hallmark-tee/hallmark/enclave/engine/native/kernel"
)

// tiny is a model with grouped heads and sizes that fill no vector.
func tiny(tied bool, family string) Config {
	return Config{
		Family: family, Vocab: 37, Hidden: 20, Intermediate: 28, Layers: 2, Heads: 4, KVHeads: 2, HeadDim: 6, Context: 64,
		RopeTheta: 10000, NormEps: 1e-5, Tied: tied, BiasQKV: family == "qwen2",
	}
}

// modelA is the reference shape of the speed figures: 0.77 M parameters.
func modelA(vocab int) Config {
	return Config{
		Family: "llama", Vocab: vocab, Hidden: 128, Intermediate: 352, Layers: 4, Heads: 4, KVHeads: 2, HeadDim: 32, Context: 512,
		RopeTheta: 10000, NormEps: 1e-5, Tied: true,
	}
}

func mustRandom(t testing.TB, c Config, seed uint64) *Model {
	t.Helper()
	m, err := NewRandom(c, seed)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// sequences draws packed sequences of up to two segments.
func sequences(seed uint64, count, length, vocab int) []engine.Packed {
	r := rand.New(rand.NewPCG(seed, 9))
	var all []engine.Packed
	for i := range count {
		n := length - r.IntN(length/4+1)
		p := engine.Packed{Segments: []int32{0}, Rows: []int32{int32(2 * i)}}
		if n > 4 && i%2 == 0 {
			p.Segments, p.Rows = append(p.Segments, int32(n/3)), append(p.Rows, int32(2*i+1))
		}
		for range n {
			p.Tokens = append(p.Tokens, int32(r.IntN(vocab)))
			p.Mask = append(p.Mask, r.IntN(4) > 0)
		}
		all = append(all, p)
	}
	return all
}

func loraHyper(targets ...string) engine.Hyper {
	if len(targets) == 0 {
		targets = engine.Targets[:]
	}
	return engine.Hyper{Rank: 4, Alpha: 8, Targets: targets, Epochs: 1, Batch: 4, Seed: 7, Rate: 1e-2, Schedule: "cosine", WarmupSteps: 2, WeightDecay: 0.01, ClipNorm: 1}
}

func quiet(engine.Event) error { return nil }

func kernels(t testing.TB, isa kernel.ISA) *kernel.Set {
	t.Helper()
	k, err := kernel.New(isa)
	if err != nil {
		t.Fatal(err)
	}
	return k
}
