package native

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"syscall"
	"testing"

	"github.com/hallmark-tee/hallmark/enclave/engine"
	"github.com/hallmark-tee/hallmark/enclave/engine/native/kernel"
)

// processorSeconds is the user time of this process: unlike wall time it says
// something on a machine that others use too.
func processorSeconds() float64 {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return float64(u.Utime.Sec) + float64(u.Utime.Usec)/1e6
}

// ceiling is the best GFLOP per processor second of packed products of
// 128³ to 1024³ on normal numbers, by one goroutine.
func ceiling(k *kernel.Set) float64 {
	best := 0.0
	r := rand.New(rand.NewPCG(1, 1))
	for n := 128; n <= 1024; n *= 2 {
		x, y, c := make([]float32, n*n), make([]float32, n*n), make([]float32, n*n)
		for i := range x {
			x[i], y[i] = float32(r.NormFloat64()), float32(r.NormFloat64())
		}
		p := kernel.NewPanels(n, n)
		p.Pack(kernel.Rows(y, n))
		start, done := processorSeconds(), 0.0
		for processorSeconds()-start < 0.15 {
			for range (1 << 22) / (n * n) {
				k.Mul(n, n, n, kernel.Rows(x, n), p.Right(), c, n, false)
				done += 2 * float64(n) * float64(n) * float64(n)
			}
		}
		best = max(best, done/(processorSeconds()-start)/1e9)
	}
	return best
}

// trainBench is a training job whose speed is measured.
type trainBench struct {
	config  Config
	hyper   engine.Hyper
	length  int // tokens of a sequence
	workers int
	brain   bool // bfloat16 weights, as shipped base models have
}

// run reports tokens per second of wall and of processor time, the share of
// the machine's GEMM ceiling measured in the same run that it reaches by the
// convention of 4N (LoRA) or 6N (all weights) operations a token, N being all
// parameters of the base and attention's products not counted, and the memory
// that Go holds.
func (t trainBench) run(b *testing.B, isa kernel.ISA) {
	m := mustRandom(b, t.config, 1)
	if t.brain {
		for _, w := range m.tensors() {
			for i, v := range *w.data {
				(*w.data)[i] = math.Float32frombits(math.Float32bits(v) &^ 0xffff)
			}
		}
	}
	var data []engine.Packed
	for _, p := range sequences(1, t.hyper.Batch, 4*t.length, t.config.Vocab) {
		for i := range p.Mask {
			p.Mask[i] = true
		}
		data = append(data, engine.Packed{Tokens: p.Tokens[:t.length], Mask: p.Mask[:t.length], Segments: []int32{0}, Rows: []int32{0}})
	}
	k := kernels(b, isa)
	roof := ceiling(k)
	t.hyper.Epochs = b.N
	cpu := processorSeconds()
	b.ResetTimer()
	r, err := Engine{Kernels: k, Model: m}.Train(context.Background(), engine.TrainSpec{Hyper: t.hyper, Data: data, Workers: t.workers}, engine.SinkFunc(quiet))
	if err != nil {
		b.Fatal(err)
	}
	b.StopTimer()
	cpu = processorSeconds() - cpu
	perToken := 4.0
	if t.hyper.Full {
		perToken = 6
	}
	reached := perToken * float64(m.Parameters()) * float64(r.Usage.Tokens) / cpu / 1e9
	roof = max(roof, ceiling(k))
	var mem runtime.MemStats
	runtime.ReadMemStats(&mem)
	b.ReportMetric(float64(r.Usage.Tokens)/b.Elapsed().Seconds(), "tokens/s")
	b.ReportMetric(float64(r.Usage.Tokens)/cpu, "tokens/cpu-s")
	b.ReportMetric(reached, "GFLOP/cpu-s")
	b.ReportMetric(roof, "ceiling-GFLOP/cpu-s")
	b.ReportMetric(100*reached/roof, "%ceiling")
	b.ReportMetric(float64(mem.Sys)/1e6, "MB-sys")
}

func (t trainBench) each(b *testing.B) {
	for _, isa := range kernel.Available()[1:] {
		b.Run(fmt.Sprintf("%s/cores=%d", isa, runtime.GOMAXPROCS(0)), func(b *testing.B) { t.run(b, isa) })
	}
}

func loraBench(c Config, length int) trainBench {
	h := loraHyper("q_proj", "k_proj", "v_proj", "o_proj")
	h.Rank, h.Batch = 8, 8
	return trainBench{config: c, hyper: h, length: length, brain: true}
}

// base5M is the shape of the shipped base model: 4.9 M parameters.
func base5M(layers int) Config {
	return Config{
		Family: "llama", Vocab: 2048, Hidden: 256, Intermediate: 704, Layers: layers, Heads: 8, KVHeads: 4, HeadDim: 32, Context: 1024,
		RopeTheta: 10000, NormEps: 1e-5, Tied: true,
	}
}

func BenchmarkModelALoRA(b *testing.B) { loraBench(modelA(256), 128).each(b) }

func BenchmarkBaseLoRA(b *testing.B) { loraBench(base5M(6), 256).each(b) }

func BenchmarkPretrain(b *testing.B) {
	h := loraHyper()
	h.Full, h.Batch = true, 8
	trainBench{config: base5M(6), hyper: h, length: 256}.each(b)
}

// BenchmarkCost shows how cost grows with tokens, layers and workers.
func BenchmarkCost(b *testing.B) {
	isa := kernel.Best().ISA()
	for _, length := range []int{128, 256, 512} {
		for _, layers := range []int{2, 4, 8} {
			for _, workers := range []int{1, 2} {
				b.Run(fmt.Sprintf("%s/T=%d/layers=%d/workers=%d", isa, length, layers, workers), func(b *testing.B) {
					t := loraBench(base5M(layers), length)
					t.workers = workers
					t.run(b, isa)
				})
			}
		}
	}
}
