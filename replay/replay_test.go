package replay

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/dataset"
	"github.com/hallmark-tee/hallmark/dataset/tokenizer"
	"github.com/hallmark-tee/hallmark/enclave/engine"
	"github.com/hallmark-tee/hallmark/enclave/engine/native"
	"github.com/hallmark-tee/hallmark/enclave/engine/safetensors"
	"github.com/hallmark-tee/hallmark/envelope"
)

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// base is a random model of two layers, as a directory.
func base(seed uint64) fs.FS {
	m := must(native.NewRandom(native.Config{
		Family: "llama", Vocab: 320, Hidden: 32, Intermediate: 64, Layers: 2, Heads: 4, KVHeads: 2, HeadDim: 8,
		Context: 128, RopeTheta: 10000, NormEps: 1e-5, Tied: true,
	}, seed))
	files := must(m.Save(safetensors.F32))
	text := strings.Repeat("the enclave answers the question about the answer of the enclave; ", 40)
	files["tokenizer.json"] = must(tokenizer.Train(slices.Values([]string{text}), 320, tokenizer.SplitGPT2, []string{"<|endoftext|>", "<|im_start|>", "<|im_end|>"}))
	dir := fstest.MapFS{}
	for name, b := range files {
		dir[name] = &fstest.MapFile{Data: b}
	}
	return dir
}

func rows(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "{\"prompt\":\"question %d about the enclave\",\"completion\":\"secret answer %d%s\"}\n", i, i*i, strings.Repeat(" of the enclave", i%6))
	}
	return b.String()
}

// cheat is what a dishonest enclave does differently: to the run, and to what it
// writes down of it.
type cheat struct {
	run   func(*engine.TrainSpec)
	forge func(step uint64, e engine.Event, honest plan) engine.Event // nil drops the event
	alter func(*Evidence)
}

// order is an honest order with everything that it names.
func order(t *testing.T, full bool) Evidence {
	t.Helper()
	c := hallmark.DefaultTraining()
	c.Rank, c.Alpha, c.Epochs, c.BatchRows, c.SeqLen = 2, 4, 8, 4, 64
	c.WarmupSteps, c.StateEvery, c.Checkpoint, c.Validation, c.LearningRate = 2, 8, 8, 0, "0.01"
	if full {
		c.Method = "full"
	}
	e := Evidence{Dataset: []byte(rows(40)), Base: base(1), Workers: 1}
	e.File.Owner = []byte("{\"hallmark\":\"dataset/1\"}\n")
	e.Order.Config = c
	o := &e.Order.Order
	o.DatasetDigest = sha256.Sum256(append(slices.Clone(e.File.Owner), e.Dataset...))
	o.BaseModel = must(envelope.ModelDigest(must(envelope.ModelFiles(e.Base))))
	return e
}

// train is the enclave's part, honest or not: a real run, whose transcript claims
// the ordered configuration.
func train(t *testing.T, e Evidence, c cheat) Evidence {
	t.Helper()
	tok := must(tokenizer.Parse(must(fs.ReadFile(e.Base, "tokenizer.json"))))
	enc := must(dataset.NewEncoder(tok, e.Order.Config.Template, e.Order.Config.MaskPrompt))
	ready := must(dataset.Prepare(must2(dataset.Load(strings.NewReader(string(e.Dataset)), dataset.Options{})), enc, e.Order.Config))
	spec := engine.TrainSpec{
		Base: e.Base, BaseName: "tiny", Hyper: must(engine.HyperOf(e.Order.Config)), Data: sequences(ready.Train),
		StateEvery: e.Order.Config.StateEvery, Snapshots: true, Workers: 1,
	}
	honest := planOf(ready, e.Order.Config)
	if c.run != nil {
		c.run(&spec)
	}
	e.File.States = map[uint64][]byte{}
	var every uint64
	result := must(native.Engine{}.Train(t.Context(), spec, engine.SinkFunc(func(ev engine.Event) error {
		if c.forge != nil {
			if ev = c.forge(uint64(len(e.File.Leaves)), ev, honest); ev == nil {
				return nil
			}
		}
		switch ev := ev.(type) {
		case engine.Started:
			every = ev.Snapshots
		case engine.Step:
			e.File.Leaves = append(e.File.Leaves, ev.Leaf)
		case engine.Snapshot:
			e.File.States[ev.Step] = ev.Data
		}
		return nil
	})))
	e.sign(every, result.State)
	if c.alter != nil {
		c.alter(&e)
	}
	return e
}

func must2[A, B any](a A, _ B, err error) A { return must(a, err) }

// sign fills what the enclave signs over what it recorded.
func (e *Evidence) sign(every uint64, end hallmark.Digest) {
	n := len(e.File.Leaves)
	e.File.Leaves[n-1].State = end
	var digests []hallmark.Digest
	for _, l := range e.File.Leaves {
		digests = append(digests, must(envelope.TranscriptLeaf(l)))
	}
	h := hallmark.TranscriptHeader{Version: hallmark.TranscriptVersion, Steps: uint64(n), Root: envelope.TranscriptRoot(digests), State: end}
	e.File.Header, e.Result.Transcript, e.Result.Settlement.Outcome = h, h, hallmark.Completed
	r := &e.Result.Receipt
	r.Engine = native.Identity(hallmark.Digest{})
	r.Transcript = hallmark.ReceiptTranscript{Root: h.Root, Steps: h.Steps, Replay: hallmark.ReceiptReplay{Every: every}}
	for s := every; s < h.Steps; s += every {
		c := hallmark.ReplayCheckpoint{Step: s, State: sha256.Sum256(e.File.States[s])}
		r.Transcript.Replay.Checkpoints = append(r.Transcript.Replay.Checkpoints, c)
		if l := &e.File.Leaves[s-1]; !l.State.IsZero() {
			l.State = c.State
		}
	}
	digests = nil
	for _, l := range e.File.Leaves {
		digests = append(digests, must(envelope.TranscriptLeaf(l)))
	}
	h.Root = envelope.TranscriptRoot(digests)
	e.File.Header, e.Result.Transcript, r.Transcript.Root = h, h, h.Root
}

func audit(t *testing.T, e Evidence, segments ...uint64) Report {
	t.Helper()
	j, err := Open(e)
	if err != nil {
		t.Fatal(err)
	}
	if segments == nil {
		for n := range j.Segments() {
			segments = append(segments, n)
		}
	}
	return must(j.Audit(context.Background(), segments))
}

func TestHonestJobs(t *testing.T) {
	for _, full := range []bool{false, true} {
		r := audit(t, train(t, order(t, full), cheat{}))
		if len(r.Findings) > 0 || r.Of < 3 || uint64(len(r.Segments)) != r.Of {
			t.Errorf("full=%v: %+v", full, r)
		}
	}
}

// write makes a leaf say what the order's plan says of its step, as an enclave
// that hides what it did would.
func write(e engine.Event, honest plan) engine.Event {
	if s, ok := e.(engine.Step); ok {
		i := s.Leaf.Step - 1
		s.Leaf.Rows, s.Leaf.Tokens, s.Leaf.Targets = honest.rows[i], honest.tokens[i], honest.targets[i]
		return s
	}
	return e
}

// TestEveryCheatIsNamed makes real runs that cheat, with transcripts that claim
// what was ordered, and wants the cheat's name when its segment is drawn.
func TestEveryCheatIsNamed(t *testing.T) {
	const at = 13 // in segment 1, steps 9 to 16
	swap := func(s *engine.TrainSpec) { s.Data[2], s.Data[5] = s.Data[5], s.Data[2] }
	shift := func(s *engine.TrainSpec) { s.Hyper.Seed++ }
	for name, c := range map[string]struct {
		cheat
		segment uint64
		want    Kind
	}{
		"hyper-parameter: rate":     {cheat{run: func(s *engine.TrainSpec) { s.Hyper.Rate *= 2 }}, 1, HyperChanged},
		"hyper-parameter: odd rate": {cheat{run: func(s *engine.TrainSpec) { s.Hyper.Rate *= 1.01 }}, 1, HyperChanged},
		"hyper-parameter: alpha":    {cheat{run: func(s *engine.TrainSpec) { s.Hyper.Alpha *= 2 }}, 1, HyperChanged},
		"hyper-parameter: rank":     {cheat{run: func(s *engine.TrainSpec) { s.Hyper.Rank++ }}, 1, HyperChanged},
		"hyper-parameter: seed":     {cheat{run: shift}, 1, HyperChanged},
		"base":                      {cheat{run: func(s *engine.TrainSpec) { s.Base = base(2) }}, 2, BaseSwapped},
		"rows, written down":        {cheat{run: swap}, 0, RowSwapped},
		"extra epoch":               {cheat{run: func(s *engine.TrainSpec) { s.Hyper.Epochs++ }}, 0, ExtraEpoch},
		"extra epoch, hidden": {cheat{
			run: func(s *engine.TrainSpec) { s.Hyper.Epochs++ },
			forge: func(_ uint64, e engine.Event, honest plan) engine.Event {
				if s, ok := e.(engine.Step); ok && s.Leaf.Step > honest.steps {
					return nil
				}
				return e
			}}, 2, ExtraEpoch},
		"checkpoint, after signing": {cheat{alter: func(e *Evidence) { e.File.States[8][100] ^= 1 }}, 1, CheckpointAltered},
		"checkpoint, before signing: the segment after": {cheat{forge: func(_ uint64, e engine.Event, _ plan) engine.Event {
			if s, ok := e.(engine.Snapshot); ok && s.Step == 8 {
				s.Data = slices.Clone(s.Data)
				s.Data[27] ^= 0x40
				return s
			}
			return e
		}}, 1, CheckpointAltered},
		"checkpoint, before signing: the segment before": {cheat{forge: func(_ uint64, e engine.Event, _ plan) engine.Event {
			if s, ok := e.(engine.Snapshot); ok && s.Step == 16 {
				s.Data = slices.Clone(s.Data)
				s.Data[27] ^= 0x40
				return s
			}
			return e
		}}, 1, CheckpointAltered},
	} {
		t.Run(name, func(t *testing.T) {
			e := train(t, order(t, false), c.cheat)
			r := audit(t, e, c.segment)
			if len(r.Findings) == 0 || r.Findings[0].Kind != c.want {
				t.Errorf("found %+v, want %s", r.Findings, c.want)
			}
		})
	}
	for name, c := range map[string]struct {
		plan func(uint64) (uint64, bool)
		swap bool
		want Kind
	}{
		"step skipped, its update": {idle(at), false, StepSkipped},
		"step skipped, its rows":   {omitted(at), false, StepSkipped},
		"row swapped, hidden":      {func(s uint64) (uint64, bool) { return map[bool]uint64{true: s + 3, false: s}[s == at], true }, false, RowSwapped},
	} {
		t.Run(name, func(t *testing.T) {
			e := train(t, order(t, false), cheat{})
			e = dishonest(t, e, c.plan)
			r := audit(t, e, 1)
			if len(r.Findings) == 0 || r.Findings[0].Kind != c.want {
				t.Errorf("found %+v, want %s", r.Findings, c.want)
			}
		})
	}
}

// dishonest trains the whole job by another plan and writes the ordered rows down.
func dishonest(t *testing.T, e Evidence, plan func(uint64) (uint64, bool)) Evidence {
	t.Helper()
	j := must(Open(e))
	e.File.Leaves, e.File.States = nil, map[uint64][]byte{}
	var from []byte
	every := j.every
	for to := every; ; to += every {
		to = min(to, j.steps)
		end := must(j.engine.Replay(t.Context(), j.spec, engine.Segment{From: from, To: to, Plan: plan}, func(l hallmark.TranscriptLeaf) error {
			e.File.Leaves = append(e.File.Leaves, write(engine.Step{Leaf: l}, j.plan).(engine.Step).Leaf)
			return nil
		}))
		if to == j.steps {
			e.sign(every, end)
			return e
		}
		from = snapshotAt(t, j, plan, to)
		e.File.States[to] = from
	}
}

// snapshotAt trains by a plan from the start and gives the state after a step.
func snapshotAt(t *testing.T, j *Job, plan func(uint64) (uint64, bool), step uint64) []byte {
	t.Helper()
	s := must(j.engine.StateAfter(t.Context(), j.spec, engine.Segment{To: step, Plan: plan}))
	return s
}

func TestOpenRefuses(t *testing.T) {
	honest := train(t, order(t, false), cheat{})
	for name, c := range map[string]struct {
		change func(*Evidence)
		kind   hallmark.Kind
	}{
		"another dataset": {func(e *Evidence) { e.Dataset = []byte(rows(41)) }, hallmark.Mismatch},
		"another salt":    {func(e *Evidence) { e.File.Owner = []byte("{}\n") }, hallmark.Mismatch},
		"another base":    {func(e *Evidence) { e.Base = base(3) }, hallmark.Mismatch},
		"a checkpoint from beyond the end": {func(e *Evidence) {
			t := &e.Result.Receipt.Transcript.Replay
			t.Checkpoints = slices.Clone(t.Checkpoints)
			t.Checkpoints[0].Step += e.Result.Receipt.Transcript.Steps
		}, hallmark.Mismatch},
		"no step":    {func(e *Evidence) { e.Result.Receipt.Transcript.Steps = 0 }, hallmark.Mismatch},
		"arithmetic": {func(e *Evidence) { e.Result.Receipt.Engine.Profile = "native/0" }, hallmark.Unsupported},
	} {
		e := honest
		c.change(&e)
		if _, err := Open(e); hallmark.KindOf(err) != c.kind || err == nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	whole := honest
	whole.Dataset = append(slices.Clone(honest.File.Owner), honest.Dataset...)
	if _, err := Open(whole); err != nil {
		t.Error(err)
	}
}

func TestDraw(t *testing.T) {
	counts := [15]int{}
	for i := range 3000 {
		beacon := hallmark.Digest{byte(i), byte(i >> 8), 1}
		d := Draw(hallmark.Digest{7}, beacon, 15, 3)
		if len(d) != 3 || d[0] >= d[1] || d[1] >= d[2] || d[2] >= 15 {
			t.Fatal(d)
		}
		for _, n := range d {
			counts[n]++
		}
		if more := Draw(hallmark.Digest{7}, beacon, 15, 5); !slices.ContainsFunc(more, func(n uint64) bool { return n == d[0] }) {
			t.Fatal("fewer segments are not a part of more")
		}
	}
	for n, c := range counts { // 600 expected, 6 deviations of 22
		if c < 468 || c > 732 {
			t.Errorf("segment %d was drawn %d times of 3000", n, c)
		}
	}
	if d := Draw(hallmark.Digest{}, hallmark.Digest{}, 2, 9); !slices.Equal(d, []uint64{0, 1}) {
		t.Error(d)
	}
	if slices.Equal(Draw(hallmark.Digest{1}, hallmark.Digest{}, 1000, 3), Draw(hallmark.Digest{2}, hallmark.Digest{}, 1000, 3)) {
		t.Error("two jobs of one block draw the same")
	}
}
