package replay

import (
	"fmt"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/engine"
)

func ignore(hallmark.TranscriptLeaf) error { return nil }

// idle leaves the update of one step out.
func idle(step uint64) func(uint64) (uint64, bool) {
	return func(s uint64) (uint64, bool) { return s, s != step }
}

// omitted leaves one step's rows out and moves the others up.
func omitted(step uint64) func(uint64) (uint64, bool) {
	return func(s uint64) (uint64, bool) {
		if s >= step {
			s++
		}
		return s, true
	}
}

// supposition is a hyper-parameter that somebody may have changed.
type supposition struct {
	name   string
	kind   Kind
	change func(*engine.Hyper)
}

// longer gives a job one epoch more.
func longer(p plan) func(*engine.Hyper) {
	return func(h *engine.Hyper) {
		if h.Epochs++; h.MaxSteps > 0 {
			h.MaxSteps = int(p.steps + p.perEpoch)
		}
	}
}

// supposed are the changes that are tried by name; others are found, not named.
func supposed(h engine.Hyper, p plan) []supposition {
	list := []supposition{{"one epoch more", ExtraEpoch, longer(p)}}
	add := func(name string, change func(*engine.Hyper)) {
		list = append(list, supposition{name, HyperChanged, change})
	}
	for _, times := range []float32{0.5, 2, 0.1, 10} {
		add(fmt.Sprintf("a learning rate of %v instead of %v", h.Rate*times, h.Rate), func(h *engine.Hyper) { h.Rate *= times })
	}
	for _, s := range []string{"constant", "linear", "cosine"} {
		if s != h.Schedule {
			add("the schedule "+s+" instead of "+h.Schedule, func(h *engine.Hyper) { h.Schedule = s })
		}
	}
	if h.WeightDecay != 0 {
		add("no weight decay", func(h *engine.Hyper) { h.WeightDecay = 0 })
	}
	if h.ClipNorm != 0 {
		add("no clipping", func(h *engine.Hyper) { h.ClipNorm = 0 })
	}
	if h.WarmupSteps != 0 {
		add("no warm-up", func(h *engine.Hyper) { h.WarmupSteps = 0 })
	}
	return list
}
