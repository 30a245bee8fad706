package native

import (
	"fmt"
	"runtime"
	"sync"
	"testing"

	"github.com/hallmark-tee/hallmark/enclave/engine"
)

// smolLM2 is the shape of SmolLM2-135M.
func smolLM2() Config {
	return Config{
		Family: "llama", Vocab: 49152, Hidden: 576, Intermediate: 1536, Layers: 30, Heads: 9, KVHeads: 3, HeadDim: 64, Context: 2048,
		RopeTheta: 100000, NormEps: 1e-5, Tied: true,
	}
}

// brainModel is a model of small random bfloat16 numbers, drawn fast.
func brainModel(c Config) *Model {
	m := newModel(c)
	x := uint32(1)
	for _, t := range m.tensors() {
		data := make([]float32, t.elements())
		for i := range data {
			if x = x*1664525 + 1013904223; len(t.shape) == 1 {
				data[i] = 1
			} else {
				data[i] = float32(int(x>>24)-128) / 4096
			}
		}
		*t.data = data
	}
	m.head = m.embed
	return m
}

// BenchmarkDecode135M generates greedily from short prompts. tokens/s counts
// all requests of a batch together.
func BenchmarkDecode135M(b *testing.B) {
	m := brainModel(smolLM2())
	for _, batch := range []int{1, 4, 8} {
		b.Run(fmt.Sprintf("batch=%d/cores=%d", batch, runtime.GOMAXPROCS(0)), func(b *testing.B) {
			s := serve(b, m, ServeOptions{})
			ask := func(max int) int {
				var all sync.WaitGroup
				got := make([]int, batch)
				for i := range batch {
					all.Go(func() {
						done, err := s.Generate(b.Context(), engine.Request{Prompt: []int32{int32(i), 1, 2, 3}, MaxTokens: max}, func(engine.Token) error { return nil })
						if err != nil {
							b.Error(err)
						}
						got[i] = done.Generated
					})
				}
				all.Wait()
				total := 0
				for _, n := range got {
					total += n
				}
				return total
			}
			ask(2)
			cpu, total := processorSeconds(), 0
			b.ResetTimer()
			for n := b.N; n > 0; n -= 512 {
				total += ask(min(n, 512))
			}
			b.ReportMetric(float64(total)/b.Elapsed().Seconds(), "tokens/s")
			b.ReportMetric(float64(total)/(processorSeconds()-cpu), "tokens/cpu-s")
		})
	}
}
