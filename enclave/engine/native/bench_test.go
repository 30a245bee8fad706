package native

import (
	"context"
	"fmt"
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

func benchmarkTrain(b *testing.B, c Config, h engine.Hyper, length int) {
	for _, isa := range kernel.Available()[1:] {
		b.Run(fmt.Sprintf("%s/cores=%d", isa, runtime.GOMAXPROCS(0)), func(b *testing.B) {
			m := mustRandom(b, c, 1)
			var data []engine.Packed
			for _, p := range sequences(1, h.Batch, 4*length, c.Vocab) {
				for i := range p.Mask {
					p.Mask[i] = true
				}
				data = append(data, engine.Packed{Tokens: p.Tokens[:length], Mask: p.Mask[:length], Segments: []int32{0}, Rows: []int32{0}})
			}
			h.Epochs = b.N
			cpu := processorSeconds()
			b.ResetTimer()
			r, err := Engine{Kernels: kernels(b, isa), Model: m}.Train(context.Background(), engine.TrainSpec{Hyper: h, Data: data}, engine.SinkFunc(quiet))
			if err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(float64(r.Usage.Tokens)/b.Elapsed().Seconds(), "tokens/s")
			b.ReportMetric(float64(r.Usage.Tokens)/(processorSeconds()-cpu), "tokens/cpu-s")
		})
	}
}

func BenchmarkModelALoRA(b *testing.B) {
	h := loraHyper("q_proj", "k_proj", "v_proj", "o_proj")
	h.Rank, h.Batch = 8, 8
	benchmarkTrain(b, modelA(256), h, 128)
}

func BenchmarkPretrain(b *testing.B) {
	h := loraHyper()
	h.Full, h.Batch = true, 8
	benchmarkTrain(b, modelA(1536), h, 256)
}
