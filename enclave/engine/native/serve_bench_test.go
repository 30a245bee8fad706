package native

import (
	"fmt"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/hallmark-tee/hallmark/enclave/engine"
	"github.com/hallmark-tee/hallmark/enclave/engine/native/kernel"
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

// readSpeed is the best rate at which workers read memory together, in bytes
// per second: what bounds decoding, which reads every weight once per token.
// The memory is as large as the weights of smolLM2, and each worker reads its
// part in four streams, as the product of one row does.
func readSpeed(workers int) float64 {
	part := make([][]uint64, workers)
	for i := range part {
		part[i] = make([]uint64, 268_000_000/8/workers/32*32)
		for j := range part[i] {
			part[i][j] = uint64(j)
		}
	}
	best, sums := 0.0, make([]uint64, workers)
	for range 12 {
		start := time.Now()
		var all sync.WaitGroup
		for i, p := range part {
			all.Go(func() {
				q, sum := len(p)/4, uint64(0)
				a, b, c, d := p[:q], p[q:2*q], p[2*q:3*q], p[3*q:4*q]
				for j := 0; j+8 <= len(a) && j+8 <= len(b) && j+8 <= len(c) && j+8 <= len(d); j += 8 {
					for e := range 2 { // touches both halves of each cache line
						sum += a[j+4*e] + b[j+4*e] + c[j+4*e] + d[j+4*e]
					}
				}
				sums[i] += sum
			})
		}
		all.Wait()
		best = max(best, float64(workers*len(part[0])*8)/time.Since(start).Seconds())
	}
	return best
}

// BenchmarkDecode135M generates greedily from short prompts. tokens/s counts
// all requests of a batch together; %memory is the share of readSpeed, measured
// in the same run, at which the weights were read.
func BenchmarkDecode135M(b *testing.B) {
	m := brainModel(smolLM2())
	for _, isa := range kernel.Available()[1:] {
		for _, batch := range []int{1, 4, 8} {
			b.Run(fmt.Sprintf("%s/batch=%d/cores=%d", isa, batch, runtime.GOMAXPROCS(0)), func(b *testing.B) { decodeBench(b, m, isa, batch) })
		}
	}
}

func decodeBench(b *testing.B, m *Model, isa kernel.ISA, batch int) {
	s := serve(b, m, ServeOptions{Kernels: kernels(b, isa)})
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
	roof := readSpeed(runtime.GOMAXPROCS(0))
	cpu, total, steps := processorSeconds(), 0, 0
	b.ResetTimer()
	for n := b.N; n > 0; n -= 512 {
		total += ask(min(n, 512))
		steps += min(n, 512)
	}
	b.StopTimer()
	cpu = processorSeconds() - cpu
	roof = max(roof, readSpeed(runtime.GOMAXPROCS(0)))
	read := float64(2*m.Parameters()) * float64(steps) / b.Elapsed().Seconds()
	b.ReportMetric(float64(total)/b.Elapsed().Seconds(), "tokens/s")
	b.ReportMetric(float64(total)/cpu, "tokens/cpu-s")
	b.ReportMetric(read/1e9, "GB/s")
	b.ReportMetric(100*read/roof, "%memory")
}
