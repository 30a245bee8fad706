package conformance

import (
	"context"
	"errors"
	"io/fs"
	"math"
	"testing"
	"testing/fstest"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/engine"
)

// Trainer is an engine that trains, under test.
type Trainer struct {
	New func() engine.Trainer
	// Models names those of Models that the engine reads; nil: all.
	Models []string
	// Exact engines give the same bits whenever they compute the same.
	Exact bool
	// Tolerance is the greatest relative difference of a loss from the
	// reference's.
	Tolerance float64
	// Gradients exposes the gradient of a spec's first step; nil: the engine
	// keeps it to itself.
	Gradients func(t *testing.T, spec engine.TrainSpec) Gradient
	// Crash gives an engine that breaks in the middle of a step, in whatever
	// way it can break; nil: it cannot be made to.
	Crash func(t *testing.T) engine.Trainer
}

// Test runs every test.
func (c Trainer) Test(t *testing.T) {
	t.Run("overfit one batch", c.overfit)
	t.Run("loss parity", c.parity)
	t.Run("masked tokens do not count", c.mask)
	t.Run("accumulation is by token", c.accumulation)
	t.Run("resume equals uninterrupted", c.resume)
	t.Run("cancel", c.cancel)
	t.Run("gradients", c.gradients)
	t.Run("crash", c.crash)
}

// models are the directories of the engine's families.
func (c Trainer) models() []Model { return chosen(c.Models) }

func chosen(names []string) []Model {
	if names == nil {
		return Models()
	}
	var all []Model
	for _, n := range names {
		all = append(all, Named(n))
	}
	return all
}

func (c Trainer) first() Model { return c.models()[0] }

// Sequences draws packed rows, some of two segments.
func Sequences(seed string, count, length int) []engine.Packed {
	var all []engine.Packed
	for i := range count {
		n := length - i%5
		draw := randomTensor(seed, string(rune('a'+i)), 2*n)
		p := engine.Packed{Segments: []int32{0}, Rows: []int32{int32(2 * i)}}
		if i%2 == 0 {
			p.Segments, p.Rows = append(p.Segments, int32(n/3)), append(p.Rows, int32(2*i+1))
		}
		for j := range n {
			p.Tokens = append(p.Tokens, int32(draw.data[j]*128)+48)
			p.Mask = append(p.Mask, draw.data[n+j] > -0.25)
		}
		for j := range p.Tokens {
			p.Tokens[j] %= vocab
		}
		all = append(all, p)
	}
	return all
}

func spec(m Model, full bool) engine.TrainSpec {
	return engine.TrainSpec{
		Base: m.Dir, BaseName: m.Name, Data: Sequences("train", 5, 30), Valid: Sequences("valid", 2, 25), Workers: 2,
		Hyper: engine.Hyper{
			Full: full, Rank: 4, Alpha: 8, Targets: engine.Targets[:], Epochs: 2, Batch: 3, Seed: 7, Rate: 3e-3, Schedule: "cosine", WarmupSteps: 1, WeightDecay: 0.01, ClipNorm: 1,
		},
	}
}

func (c Trainer) train(t *testing.T, s engine.TrainSpec, sink func(engine.Event) error) engine.Result {
	t.Helper()
	if sink == nil {
		sink = func(engine.Event) error { return nil }
	}
	r, err := c.New().Train(t.Context(), s, engine.SinkFunc(sink))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func dir(files map[string][]byte) fstest.MapFS {
	d := fstest.MapFS{}
	for name, data := range files {
		d[name] = &fstest.MapFile{Data: data}
	}
	return d
}

// overfit: a few sequences are learnt by heart.
func (c Trainer) overfit(t *testing.T) {
	for _, full := range []bool{false, true} {
		s := spec(c.first(), full)
		s.Data = Sequences("heart", 2, 20)
		s.Valid, s.Hyper.Epochs, s.Hyper.WeightDecay, s.Hyper.Rate = s.Data, 120, 0, 1e-2
		if m := c.train(t, s, nil).Metrics; !(m.LastLoss < 0.2*m.FirstLoss && m.EvalAfter < 0.2*m.EvalBefore) {
			t.Errorf("full=%v: %+v; two sequences should be learnt by heart", full, m)
		}
	}
}

// parity: for every family the losses before and after training are the
// reference's, that after training computed from the files the engine made. So
// the artifact reloads, in another decoder, to the logits it was trained to.
func (c Trainer) parity(t *testing.T) {
	for _, m := range c.models() {
		for _, full := range []bool{false, true} {
			s := spec(m, full)
			s.Hyper.RSLoRA, s.Hyper.Targets = m.Vocab%2 == 0, []string{"q_proj", "v_proj", "o_proj", "up_proj", "down_proj"}
			r := c.train(t, s, nil)
			c.near(t, m.Name+" before", r.Metrics.EvalBefore, NewReference(m.Dir, nil).Loss(s.Valid))
			base, adapter, after := fs.FS(m.Dir), fs.FS(dir(r.Files)), c
			if full { // stored in the type it came in, which may be a short one
				base, adapter = adapter, nil
				after.Tolerance = max(c.Tolerance, 1e-3)
			}
			after.near(t, m.Name+" after", r.Metrics.EvalAfter, NewReference(base, adapter).Loss(s.Valid))
			if r.Metrics.EvalAfter == r.Metrics.EvalBefore {
				t.Errorf("%s, full=%v: training changed nothing", m.Name, full)
			}
		}
	}
}

func (c Trainer) near(t *testing.T, what string, got float32, want float64) {
	t.Helper()
	if !(math.Abs(float64(got)-want) <= c.Tolerance*want) {
		t.Errorf("%s: loss %v, reference %v", what, got, want)
	}
}

// mask: a token that is only a label does not matter when it is masked.
func (c Trainer) mask(t *testing.T) {
	step := func(last int32, mask ...bool) engine.Result {
		s := spec(c.first(), false)
		s.Data = []engine.Packed{engine.Example{Tokens: []int32{5, 6, 7, 8, last}, Mask: mask}.Packed()}
		s.Valid, s.Hyper.Epochs, s.Hyper.WarmupSteps = nil, 1, 0
		return c.train(t, s, nil)
	}
	masked, other := step(9, false, false, true, true, false), step(10, false, false, true, true, false)
	if masked.Metrics.FirstLoss != other.Metrics.FirstLoss || c.Exact && masked.State != other.State {
		t.Errorf("a masked label changed the result: %+v, %+v", masked.Metrics, other.Metrics)
	}
	if masked.Usage.Targets != 2 || masked.Usage.Tokens != 5 {
		t.Errorf("%d targets of %d tokens, want 2 of 5", masked.Usage.Targets, masked.Usage.Tokens)
	}
	if seen := step(9, false, false, true, true, true); seen.State == masked.State || seen.Usage.Targets != 3 {
		t.Errorf("an unmasked label changed nothing (%d targets)", seen.Usage.Targets)
	}
	if first := step(9, true, false, true, true, false); c.Exact && first.State != masked.State || first.Usage.Targets != 2 {
		t.Errorf("the mask of the first token counted: %d targets", first.Usage.Targets)
	}
}

// accumulation: the loss of a step is the mean over its targets, not the mean
// of its sequences' means.
func (c Trainer) accumulation(t *testing.T) {
	long, short := Sequences("long", 1, 60)[0], engine.Example{Tokens: []int32{1, 2, 3}, Mask: []bool{false, false, true}}.Packed()
	step := func(data ...engine.Packed) engine.Result {
		s := spec(c.first(), false)
		s.Data, s.Valid, s.Hyper.Batch, s.Hyper.Epochs = data, nil, len(data), 1
		return c.train(t, s, nil)
	}
	a, b, both := step(long), step(short), step(long, short)
	n, k := float64(a.Usage.Targets), float64(b.Usage.Targets)
	c.near(t, "both", both.Metrics.FirstLoss, (n*float64(a.Metrics.FirstLoss)+k*float64(b.Metrics.FirstLoss))/(n+k))
}

// resume: a job continued from a checkpoint gives the artifact and the
// transcript of one that was never stopped, and refuses a foreign checkpoint.
func (c Trainer) resume(t *testing.T) {
	for _, full := range []bool{false, true} {
		s := spec(c.first(), full)
		s.CheckpointEvery, s.StateEvery = 1, 1
		var points []engine.Checkpoint
		var leaves []hallmark.TranscriptLeaf
		want := c.train(t, s, func(e engine.Event) error {
			switch e := e.(type) {
			case engine.Checkpoint:
				points = append(points, e)
			case engine.Step:
				leaves = append(leaves, e.Leaf)
			}
			return nil
		})
		if len(points) == 0 || len(leaves) != int(want.Usage.Steps) {
			t.Fatalf("%d checkpoints, %d leaves of %d steps", len(points), len(leaves), want.Usage.Steps)
		}
		s.Resume = points[len(points)/2].Data
		var again []hallmark.TranscriptLeaf
		got := c.train(t, s, func(e engine.Event) error {
			switch e := e.(type) {
			case engine.Started:
				again = e.Leaves
			case engine.Step:
				again = append(again, e.Leaf)
			}
			return nil
		})
		if got.Usage != want.Usage || len(again) != len(leaves) {
			t.Errorf("full=%v: usage %+v and %d leaves, uninterrupted %+v and %d", full, got.Usage, len(again), want.Usage, len(leaves))
		}
		if c.Exact {
			for i := range leaves {
				if i < len(again) && again[i] != leaves[i] {
					t.Fatalf("full=%v: the transcript differs at step %d", full, i+1)
				}
			}
			if got.State != want.State {
				t.Errorf("full=%v: another state after resuming", full)
			}
		} else {
			c.near(t, "resumed", got.Metrics.EvalAfter, float64(want.Metrics.EvalAfter))
		}
		s.Hyper.Seed++
		if _, err := c.New().Train(t.Context(), s, engine.SinkFunc(func(engine.Event) error { return nil })); err == nil {
			t.Errorf("full=%v: a checkpoint of another job was taken", full)
		}
	}
}

// cancel: a job stops within a second of its context, and what was finished
// comes back.
func (c Trainer) cancel(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var at time.Time
	s := spec(c.first(), false)
	s.Hyper.Epochs = 1 << 19
	r, err := c.New().Train(ctx, s, engine.SinkFunc(func(e engine.Event) error {
		if step, ok := e.(engine.Step); ok && step.Leaf.Step == 2 {
			at = time.Now()
			cancel()
		}
		return nil
	}))
	if took := time.Since(at); took > time.Second {
		t.Errorf("stopping took %v", took)
	}
	if !errors.Is(err, context.Canceled) || hallmark.KindOf(err) != hallmark.Cancelled || !r.Partial || r.Usage.Steps < 2 || len(r.Files) == 0 {
		t.Errorf("got %v, partial %v, %d steps, %d files", err, r.Partial, r.Usage.Steps, len(r.Files))
	}
}

// crash: an engine that breaks says so, and hands out nothing half-made.
func (c Trainer) crash(t *testing.T) {
	if c.Crash == nil {
		t.Skip("this engine cannot be made to crash")
	}
	for _, workers := range []int{1, 3} {
		s := spec(c.first(), false)
		s.Workers = workers
		r, err := c.Crash(t).Train(t.Context(), s, engine.SinkFunc(func(engine.Event) error { return nil }))
		if err == nil || hallmark.KindOf(err) != hallmark.Internal || len(r.Files) != 0 {
			t.Errorf("%d workers: got %v and %d files, want an internal error and none", workers, err, len(r.Files))
		}
	}
}
