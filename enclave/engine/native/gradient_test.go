package native

import (
	"fmt"
	"math"
	"testing"

	"github.com/hallmark-tee/hallmark/enclave/engine"
)

// gradientJob gives a job whose weights are large enough for differences to
// show, with its whole-batch loss and gradient.
func gradientJob(t *testing.T, c Config, h engine.Hyper) (*job, func() float64) {
	t.Helper()
	m := mustRandom(t, c, 3)
	for _, w := range m.tensors() {
		s := newStream(11, w.name)
		if len(w.shape) == 2 {
			s.normal(*w.data, 0.25)
		} else {
			for i := range *w.data {
				(*w.data)[i] += float32(s.uint32(uint64(i))%1000)/2000 - 0.25
			}
		}
	}
	h.Batch, h.Lanes = 3, 2
	j, err := (Engine{Model: m}).newJob(engine.TrainSpec{Hyper: h, Data: sequences(5, 3, 24, c.Vocab), Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(j.crew.close)
	if !h.Full {
		j.net.eachTarget(h.Targets, func(name string, l *linear) { newStream(13, name).normal(l.lora.bt, 0.25) })
	}
	targets := 0
	for i := range j.spec.Data {
		targets += j.targets[i]
		j.order[i] = int32(i)
	}
	j.inv, j.batch, j.lanes = 1/float32(targets), j.order, 2
	return j, func() float64 {
		for i := range j.packItems() {
			j.pack(0, i)
		}
		j.crew.run(2, j.lanePhase)
		j.crew.run(len(j.chunks), j.sumPhase)
		return (j.losses[0] + j.losses[1] + j.losses[2]) / float64(targets)
	}
}

// differences compares gradients with central differences of the loss at a few
// places of every named span.
func differences(t *testing.T, j *job, loss func() float64, name string, at, n int) {
	t.Helper()
	loss()
	g := append([]float32(nil), j.grads[0]...)
	largest := 0.0
	for _, v := range g[at : at+n] {
		largest = math.Max(largest, math.Abs(float64(v)))
	}
	if largest == 0 {
		t.Errorf("%s: the gradient is zero everywhere", name)
	}
	for i := range 4 {
		x := at + (i*7919+n/3)%n
		const e = 4e-3
		old := j.state.p[x]
		j.state.p[x] = old + e
		up := loss()
		j.state.p[x] = old - e
		down := loss()
		j.state.p[x] = old
		want := (up - down) / (2 * e)
		if got := float64(g[x]); math.Abs(got-want) > 2e-3*largest+2e-4*math.Abs(want)+2e-5 {
			t.Errorf("%s[%d]: gradient %.7f, difference quotient %.7f (largest %.5f)", name, x-at, got, want, largest)
		}
	}
}

func TestGradients(t *testing.T) {
	biased := tiny(false, "llama")
	biased.BiasQKV, biased.BiasO, biased.BiasMLP = true, true, true
	for _, c := range []Config{tiny(true, "llama"), tiny(false, "qwen2"), biased} {
		t.Run(fmt.Sprintf("full/%s/tied=%v/biases=%v", c.Family, c.Tied, c.BiasMLP), func(t *testing.T) {
			h := loraHyper()
			h.Full = true
			j, loss := gradientJob(t, c, h)
			off := 0
			for _, w := range j.net.model.tensors() {
				differences(t, j, loss, w.name, off, w.elements())
				off += w.elements()
			}
		})
		t.Run(fmt.Sprintf("lora/%s/biases=%v", c.Family, c.BiasMLP), func(t *testing.T) {
			h := loraHyper()
			j, loss := gradientJob(t, c, h)
			j.net.eachTarget(h.Targets, func(name string, l *linear) {
				differences(t, j, loss, name+".lora_A", l.lora.posA, h.Rank*l.in)
				differences(t, j, loss, name+".lora_B", l.lora.posB, h.Rank*l.out)
			})
		})
	}
}
