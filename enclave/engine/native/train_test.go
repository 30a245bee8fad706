package native

import (
	"context"
	"errors"
	"math"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/engine"
)

// TestSegmentsDoNotSeeEachOther: the hidden rows of a packed segment are those
// it has alone, bit for bit, in either place.
func TestSegmentsDoNotSeeEachOther(t *testing.T) {
	c := small()
	m := mustRandom(t, c, 5)
	j, err := (Engine{Model: m}).newJob(engine.TrainSpec{Hyper: loraHyper(), Data: sequences(1, 2, 120, c.Vocab), Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer j.crew.close()
	p := j.passes[0]
	hidden := func(seq engine.Packed) []float32 {
		if !p.forward(seq) {
			t.Fatal("stopped")
		}
		return slices.Clone(p.xf[:len(seq.Tokens)*c.Hidden])
	}
	one, two := sequences(8, 1, 30, c.Vocab)[0].Tokens, sequences(9, 1, 60, c.Vocab)[0].Tokens
	alone := func(tokens []int32) []float32 { return hidden(engine.Packed{Tokens: tokens, Segments: []int32{0}}) }
	packed := hidden(engine.Packed{Tokens: append(slices.Clone(one), two...), Segments: []int32{0, int32(len(one))}})
	if !slices.Equal(packed, append(alone(one), alone(two)...)) {
		t.Error("packing changed the hidden rows")
	}
	if slices.Equal(hidden(engine.Packed{Tokens: append(slices.Clone(one), two...), Segments: []int32{0}})[len(one)*c.Hidden:], alone(two)) {
		t.Error("one long segment equals two: the test is blind")
	}
}

func TestCancel(t *testing.T) {
	h := loraHyper()
	h.Epochs, h.Batch = 100000, 8
	c := modelA(256)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	before := runtime.NumGoroutine()
	var at time.Time
	r, err := Engine{Model: mustRandom(t, c, 1)}.Train(ctx, engine.TrainSpec{Hyper: h, Data: sequences(1, 16, 250, c.Vocab)}, engine.SinkFunc(func(e engine.Event) error {
		if s, ok := e.(engine.Step); ok && s.Leaf.Step == 2 {
			time.AfterFunc(20*time.Millisecond, func() { at = time.Now(); cancel() })
		}
		return nil
	}))
	if took := time.Since(at); took > time.Second {
		t.Errorf("stopping took %v", took)
	}
	if !errors.Is(err, context.Canceled) || hallmark.KindOf(err) != hallmark.Cancelled || !r.Partial || r.Usage.Steps < 2 || r.Files["adapter_model.safetensors"] == nil {
		t.Errorf("got %v, partial %v, %d steps", err, r.Partial, r.Usage.Steps)
	}
	for deadline := time.Now().Add(5 * time.Second); runtime.NumGoroutine() > before && time.Now().Before(deadline); {
		runtime.Gosched()
	}
	if n := runtime.NumGoroutine(); n > before {
		t.Errorf("%d goroutines are left, there were %d", n, before)
	}
}

// TestNoAllocation: a step in steady state allocates only what it reports.
func TestNoAllocation(t *testing.T) {
	h := loraHyper()
	h.Epochs = 1000
	j, err := (Engine{Model: mustRandom(t, small(), 1)}).newJob(engine.TrainSpec{Hyper: h, Data: sequences(1, 4, 90, small().Vocab), Workers: 2})
	if err != nil {
		t.Fatal(err)
	}
	defer j.crew.close()
	if n := testing.AllocsPerRun(20, func() {
		if _, err := j.step(context.Background()); err != nil {
			t.Fatal(err)
		}
	}); n > 4 {
		t.Errorf("%v allocations per step (a new epoch's stream may take a few)", n)
	}
}

func TestRate(t *testing.T) {
	h := engine.Hyper{Rate: 1, FinalRate: 0.1, WarmupSteps: 4}
	for _, c := range []struct {
		schedule string
		step     uint64
		want     float64
	}{
		{"constant", 1, 0.25}, {"constant", 4, 1}, {"constant", 20, 1},
		{"linear", 2, 0.5}, {"linear", 5, 1}, {"linear", 13, 0.55}, {"linear", 20, 0.1 + 0.9/16},
		{"cosine", 5, 1}, {"cosine", 13, 0.55}, {"cosine", 9, 0.1 + 0.45*(1+math.Sqrt2/2)},
	} {
		h.Schedule = c.schedule
		if got := rate(h, c.step, 20); math.Abs(float64(got)-c.want) > 1e-6 {
			t.Errorf("%s step %d: %v, want %v", c.schedule, c.step, got, c.want)
		}
	}
}

func TestBadSpecs(t *testing.T) {
	good := smallSpec(false)
	for name, change := range map[string]func(*engine.TrainSpec){
		"no data": func(s *engine.TrainSpec) { s.Data = nil },
		"no targets": func(s *engine.TrainSpec) {
			s.Data = []engine.Packed{{Tokens: []int32{1, 2}, Mask: []bool{true, false}, Segments: []int32{0}, Rows: []int32{0}}}
		},
		"token": func(s *engine.TrainSpec) {
			s.Data = []engine.Packed{{Tokens: []int32{1, 83}, Mask: []bool{true, true}, Segments: []int32{0}, Rows: []int32{0}}}
		},
		"negative token": func(s *engine.TrainSpec) {
			s.Data = []engine.Packed{{Tokens: []int32{1, -1}, Mask: []bool{true, true}, Segments: []int32{0}, Rows: []int32{0}}}
		},
		"segments": func(s *engine.TrainSpec) {
			s.Data = []engine.Packed{{Tokens: []int32{1, 2}, Mask: []bool{true, true}, Segments: []int32{0, 2}, Rows: []int32{0, 1}}}
		},
		"first segment": func(s *engine.TrainSpec) {
			s.Data = []engine.Packed{{Tokens: []int32{1, 2}, Mask: []bool{true, true}, Segments: []int32{1}, Rows: []int32{0}}}
		},
		"long segment": func(s *engine.TrainSpec) { s.Data = sequences(1, 3, 400, 83) },
		"target":       func(s *engine.TrainSpec) { s.Hyper.Targets = []string{"lm_head"} },
		"target twice": func(s *engine.TrainSpec) { s.Hyper.Targets = []string{"q_proj", "q_proj"} },
		"rank":         func(s *engine.TrainSpec) { s.Hyper.Rank = 0 },
		"rate":         func(s *engine.TrainSpec) { s.Hyper.Rate = float32(math.NaN()) },
		"schedule":     func(s *engine.TrainSpec) { s.Hyper.Schedule = "triangle" },
		"valid token":  func(s *engine.TrainSpec) { s.Valid = sequences(1, 1, 30, 400) },
	} {
		spec := good
		change(&spec)
		_, err := Engine{Model: mustRandom(t, small(), 1)}.Train(context.Background(), spec, engine.SinkFunc(quiet))
		if k := hallmark.KindOf(err); err == nil || k != hallmark.Invalid && k != hallmark.Unsupported {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestDivergenceIsReported(t *testing.T) {
	spec := smallSpec(true)
	spec.Hyper.Rate, spec.Hyper.ClipNorm, spec.Hyper.WarmupSteps, spec.Hyper.Epochs, spec.Hyper.Schedule = 10, 0, 0, 200, "constant"
	spec.Hyper.Epsilon, spec.Hyper.WeightDecay = 1e-12, 10
	_, err := Engine{Model: mustRandom(t, small(), 1)}.Train(context.Background(), spec, engine.SinkFunc(quiet))
	if hallmark.KindOf(err) != hallmark.Invalid {
		t.Errorf("got %v, want a report of divergence", err)
	}
}
