package inference_test

import (
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/hallmark-tee/hallmark/sdk/inference"
	"github.com/hallmark-tee/hallmark/sdk/inference/inferencetest"
)

// BenchmarkExchange is one exchange of 64 units with everything on both sides
// but a network and a model: signed, sealed, opened, answered, receipted,
// checked and synced to disk, many at once. cpu-us/op is the whole process's.
func BenchmarkExchange(b *testing.B) {
	e := inferencetest.New(b)
	unit := []byte("data: {\"choices\":[{\"delta\":{\"content\":\"word \"}}]}\n\n")
	e.Answer = func(c *inferencetest.Call) {
		c.Units = nil
		for range 64 {
			c.Units = append(c.Units, unit)
		}
	}
	cfg := e.Config(b.TempDir())
	cfg.Cap, cfg.Step = e.Funds.Deposited, e.Funds.Deposited
	cfg.Shared = true
	s, err := inference.Open(b.Context(), cfg)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = s.Close() })
	var failed atomic.Int64
	before := cpu(b)
	b.SetParallelism(8)
	b.RunParallel(func(p *testing.PB) {
		for p.Next() {
			if _, _, err := ask(b.Context(), s, chat("free")); err != nil {
				failed.Add(1)
			}
		}
	})
	b.ReportMetric(float64(cpu(b)-before)/float64(b.N), "cpu-us/op")
	if n := failed.Load(); n > 0 {
		b.Fatalf("%d failed", n)
	}
}

// cpu is the processor time of this process, in microseconds.
func cpu(b *testing.B) int64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return (u.Utime.Sec+u.Stime.Sec)*1e6 + u.Utime.Usec + u.Stime.Usec
}
