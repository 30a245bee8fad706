package native

import (
	"context"
	"runtime"
	"sync/atomic"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/engine"
	"github.com/hallmark-tee/hallmark/enclave/engine/native/kernel"
)

// Evaluate returns the mean loss, in nats per target token, of a model with an
// adapter (or nil) on sequences, and the number of targets. workers 0 means
// one per processor; it changes no bit.
func Evaluate(ctx context.Context, m *Model, a *Adapter, data []engine.Packed, workers int) (loss float32, targets int, err error) {
	defer rescue(&err, func() { loss, targets = 0, 0 })
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	var lim limits
	for i, p := range data {
		if err := p.Validate(i, m.Config.Vocab, m.Config.Context); err != nil {
			return 0, 0, err
		}
		lim.add(p)
		targets += p.Targets()
	}
	if targets == 0 {
		return 0, 0, hallmark.Errorf(hallmark.Invalid, "native: nothing to evaluate: no target token in %d sequences", len(data))
	}
	n := newNet(m, kernel.Best(), lim.segment, false)
	if a != nil {
		n.adapt(a)
		lim.rank = a.rank
	}
	var stop atomic.Bool
	defer context.AfterFunc(ctx, func() { stop.Store(true) })()
	crew := newCrew(workers)
	defer crew.close()
	passes, losses := make([]*pass, workers), make([]float64, len(data))
	crew.run(len(data), func(worker, i int) {
		if passes[worker] == nil {
			passes[worker] = newPass(n, lim, false, &stop)
		}
		if passes[worker].forward(data[i]) {
			losses[i] = passes[worker].loss(data[i], 0, nil)
		}
	})
	if stop.Load() {
		return 0, 0, stopped(ctx)
	}
	total := 0.0
	for _, l := range losses {
		total += l
	}
	return float32(total / float64(targets)), targets, nil
}
