package conformance

import (
	"fmt"
	"math"
	"testing"
)

// Gradient is a step's gradient laid open.
type Gradient struct {
	Params []float32 // what Loss depends on; may be changed
	Grad   []float32 // of the loss at the Params of the first call of Loss
	Parts  []Part
	Loss   func() float64 // mean over the targets, in nats
}

// Part names a piece of the parameters.
type Part struct {
	Name  string
	At, N int
}

// gradients compares every tensor's gradient with central differences of the
// loss, for every family, all weights and LoRA.
func (c Trainer) gradients(t *testing.T) {
	if c.Gradients == nil {
		t.Skip("this engine does not expose its gradients")
	}
	for _, m := range c.models() {
		for _, full := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s/full=%v", m.Name, full), func(t *testing.T) {
				s := spec(m, full)
				s.Data, s.Valid, s.Hyper.Batch, s.Workers = Sequences("gradient", 2, 16), nil, 2, 1
				c.Gradients(t, s).Check(t)
			})
		}
	}
}

// Check compares the gradient with central differences at a few places of each
// part.
func (g Gradient) Check(t *testing.T) {
	t.Helper()
	for _, p := range g.Parts {
		largest := 0.0
		for _, v := range g.Grad[p.At : p.At+p.N] {
			largest = math.Max(largest, math.Abs(float64(v)))
		}
		if largest == 0 {
			t.Errorf("%s: the gradient is zero everywhere", p.Name)
		}
		for i := range 3 {
			const e = 4e-3
			x := p.At + (i*7919+p.N/3)%p.N
			old := g.Params[x]
			g.Params[x] = old + e
			up := g.Loss()
			g.Params[x] = old - e
			down := g.Loss()
			g.Params[x] = old
			want := (up - down) / (2 * e)
			if got := float64(g.Grad[x]); !(math.Abs(got-want) <= 4e-3*largest+2e-4*math.Abs(want)+4e-5) {
				t.Errorf("%s[%d]: gradient %.7f, difference quotient %.7f (largest %.5f)", p.Name, x-p.At, got, want, largest)
			}
		}
	}
}
