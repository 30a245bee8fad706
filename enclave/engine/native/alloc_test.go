package native

import (
	"context"
	"testing"

	"github.com/hallmark-tee/hallmark/enclave/engine"
)

// TestStepAllocatesNothing: after the first step, which may change the type of
// panels that are trained, the collector has nothing to do.
func TestStepAllocatesNothing(t *testing.T) {
	for _, full := range []bool{false, true} {
		h := loraHyper()
		h.Full, h.Batch = full, 2
		ctx := context.Background()
		j, err := (Engine{Model: mustRandom(t, small(), 3)}).newJob(engine.TrainSpec{Hyper: h, Data: sequences(1, 40, 60, small().Vocab), Workers: 2})
		if err != nil {
			t.Fatal(err)
		}
		defer j.crew.close()
		step := func() {
			if _, err := j.step(ctx); err != nil {
				t.Fatal(err)
			}
		}
		step()
		if n := testing.AllocsPerRun(10, step); n != 0 {
			t.Errorf("full=%v: %v allocations per step", full, n)
		}
	}
}
