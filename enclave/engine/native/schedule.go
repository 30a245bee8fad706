package native

import (
	"math"

	"github.com/hallmark-tee/hallmark/enclave/engine"
)

// rate is the learning rate of a step, counted from 1, of a job of total
// steps: linear warm-up to the peak, then constant, or linear or cosine down
// to the final rate.
func rate(h engine.Hyper, step, total uint64) float32 {
	warm := uint64(h.WarmupSteps)
	peak, final := float64(h.Rate), float64(h.FinalRate)
	if step <= warm {
		return float32(float64(peak*float64(step)) / float64(warm))
	}
	if h.Schedule == "constant" || total <= warm {
		return h.Rate
	}
	left := 1 - float64(step-1-warm)/float64(total-warm)
	if h.Schedule == "cosine" {
		_, c := sincos(float64(math.Pi * (1 - left)))
		left = (1 + c) / 2
	}
	return float32(final + float64((peak-final)*left))
}
