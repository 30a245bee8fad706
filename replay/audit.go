package replay

import (
	"context"
	"crypto/sha256"
	"fmt"
	"slices"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/engine"
	"github.com/hallmark-tee/hallmark/envelope"
)

// Kind is what was done instead of what was ordered.
type Kind string

// The kinds. Unexplained: the bits differ, and no question asked gave them.
const (
	TranscriptAltered Kind = "transcript altered"
	StepSkipped       Kind = "step skipped"
	RowSwapped        Kind = "row swapped"
	HyperChanged      Kind = "hyper-parameter changed"
	BaseSwapped       Kind = "base swapped"
	CheckpointAltered Kind = "checkpoint altered"
	ExtraEpoch        Kind = "extra epoch"
	Unexplained       Kind = "unexplained"
)

// Finding is one difference. Step is the first step that shows it, Fields are
// those of its leaf that differ.
type Finding struct {
	Kind   Kind     `json:"kind"`
	Step   uint64   `json:"step"`
	Fields []string `json:"fields"`
	Text   string   `json:"text"`
}

// Report is what an audit found. Bit for bit the same: no finding.
type Report struct {
	Segments []Done    `json:"segments"` // done again
	Of       uint64    `json:"of"`
	Steps    uint64    `json:"steps"` // done again, questions not counted
	Findings []Finding `json:"findings"`
}

// Done is a segment that was done again, from the state after step From to that
// after step To.
type Done struct {
	Segment uint64 `json:"segment"`
	From    uint64 `json:"from"`
	To      uint64 `json:"to"`
	Same    bool   `json:"same"`
}

// Audit compares the whole transcript with the plan of the order, every
// checkpoint with its signed state digest, and then does the drawn segments
// again.
func (j *Job) Audit(ctx context.Context, drawn []uint64) (Report, error) {
	r := Report{Of: j.Segments(), Segments: []Done{}, Findings: []Finding{}}
	r.Findings = append(r.Findings, j.documents()...)
	if len(r.Findings) > 0 {
		return r, nil
	}
	for _, n := range drawn {
		if n >= r.Of {
			return r, hallmark.Errorf(hallmark.Invalid, "the job has %d segments, there is no segment %d", r.Of, n)
		}
		from, to := n*j.every, min((n+1)*j.every, j.steps)
		found, err := j.segment(ctx, from, to)
		if err != nil {
			return r, err
		}
		r.Segments, r.Steps = append(r.Segments, Done{n, from, to, found == nil}), r.Steps+to-from
		if found != nil {
			r.Findings = append(r.Findings, *found)
		}
	}
	return r, nil
}

// documents finds what can be found without doing anything again.
func (j *Job) documents() []Finding {
	h, t, leaves := j.ev.Result.Transcript, j.ev.Result.Receipt.Transcript, j.ev.File.Leaves
	digests := make([]hallmark.Digest, len(leaves))
	for i, l := range leaves {
		digests[i], _ = envelope.TranscriptLeaf(l) // a leaf that was parsed encodes
	}
	if j.ev.File.Header != h || uint64(len(leaves)) != t.Steps || envelope.TranscriptRoot(digests) != t.Root {
		return []Finding{{Kind: TranscriptAltered, Fields: []string{"root"}, Text: "the transcript at hand is not the one that the receipt commits to"}}
	}
	if t.Steps > j.plan.steps {
		return []Finding{{Kind: ExtraEpoch, Step: j.plan.steps + 1, Fields: []string{"steps"}, Text: fmt.Sprintf("the transcript has %d steps, the ordered configuration gives %d", t.Steps, j.plan.steps)}}
	}
	if t.Steps < j.plan.steps && j.ev.Result.Settlement.Outcome == hallmark.Completed {
		return []Finding{{Kind: StepSkipped, Step: t.Steps + 1, Fields: []string{"steps"}, Text: fmt.Sprintf("the transcript has %d steps, the ordered configuration gives %d", t.Steps, j.plan.steps)}}
	}
	var found []Finding
	if leaves[len(leaves)-1].State != h.State {
		found = append(found, Finding{Kind: TranscriptAltered, Step: j.steps, Fields: []string{"state"}, Text: "the last leaf names another state than the header"})
	}
	for _, c := range t.Replay.Checkpoints {
		leaf := leaves[c.Step-1]
		if got := hallmark.Digest(sha256.Sum256(j.ev.File.States[c.Step])); got != c.State || !leaf.State.IsZero() && leaf.State != c.State {
			found = append(found, Finding{Kind: CheckpointAltered, Step: c.Step, Fields: []string{"state"}, Text: fmt.Sprintf("the checkpoint of step %d is not the state that was signed; nothing is done again from it", c.Step)})
		}
	}
	if f := j.planned(leaves); f != nil {
		found = append(found, *f)
	}
	return found
}

// planned compares rows and counts of every leaf with the plan.
func (j *Job) planned(leaves []hallmark.TranscriptLeaf) *Finding {
	first, wrong := -1, 0
	for i, l := range leaves {
		if l.Step != uint64(i+1) || l.Rows != j.plan.rows[i] || l.Tokens != j.plan.tokens[i] || l.Targets != j.plan.targets[i] {
			if wrong++; first < 0 {
				first = i
			}
		}
	}
	if first < 0 {
		return nil
	}
	l := leaves[first]
	f := &Finding{Kind: RowSwapped, Step: uint64(first + 1), Fields: differing(l, hallmark.TranscriptLeaf{
		Step: uint64(first + 1), Rows: j.plan.rows[first], Tokens: j.plan.tokens[first], Targets: j.plan.targets[first],
		LossBits: l.LossBits, GradBits: l.GradBits, State: l.State,
	}), Text: fmt.Sprintf("step %d took other rows than the ordered dataset and seed give", first+1)}
	next := slices.Index(j.plan.rows, l.Rows)
	switch {
	case next > first:
		f.Kind, f.Text = StepSkipped, fmt.Sprintf("step %d took the rows of step %d", first+1, next+1)
	case 2*wrong > len(leaves):
		f.Kind, f.Text = HyperChanged, fmt.Sprintf("%d of %d steps took other rows: another seed, batchRows, seqLen, template or share of validation", wrong, len(leaves))
	}
	return f
}

// differing names the fields in which two leaves differ. A state digest that one
// of them lacks is no difference.
func differing(got, want hallmark.TranscriptLeaf) []string {
	var names []string
	for _, f := range []struct {
		name string
		same bool
	}{
		{"step", got.Step == want.Step}, {"rows", got.Rows == want.Rows}, {"tokens", got.Tokens == want.Tokens}, {"targets", got.Targets == want.Targets},
		{"loss", got.LossBits == want.LossBits}, {"gradient norm", got.GradBits == want.GradBits},
		{"state", got.State == want.State || got.State.IsZero() || want.State.IsZero()},
	} {
		if !f.same {
			names = append(names, f.name)
		}
	}
	return names
}

// state is what was signed for the end of a step, zero when nothing was.
func (j *Job) state(step uint64) hallmark.Digest {
	if step == j.steps {
		return j.ev.Result.Transcript.State
	}
	for _, c := range j.ev.Result.Receipt.Transcript.Replay.Checkpoints {
		if c.Step == step {
			return c.State
		}
	}
	return hallmark.Digest{}
}

// attempt is one way to do a segment again.
type attempt struct {
	from, to uint64
	hyper    func(*engine.Hyper)
	plan     func(step uint64) (uint64, bool)
}

// outcome is where an attempt parted from the transcript: step 0 when it never
// did.
type outcome struct {
	step   uint64
	fields []string
}

// try does steps again until the first difference.
func (j *Job) try(ctx context.Context, a attempt) (outcome, error) {
	var out outcome
	spec := j.spec
	if a.hyper != nil {
		a.hyper(&spec.Hyper)
	}
	stop := hallmark.Errorf(hallmark.Cancelled, "replay: enough")
	end, err := j.engine.Replay(ctx, spec, engine.Segment{From: j.ev.File.States[a.from], To: a.to, Plan: a.plan}, func(l hallmark.TranscriptLeaf) error {
		committed := j.ev.File.Leaves[l.Step-1]
		if spec.Hyper.Epochs != j.spec.Hyper.Epochs && l.Step == j.steps {
			l.State = committed.State // of a longer job, this is not the end
		}
		if a.plan != nil { // what is asked is what was done, not what was written down
			l.Rows, l.Tokens, l.Targets = committed.Rows, committed.Tokens, committed.Targets
		}
		if out.fields = differing(committed, l); len(out.fields) > 0 {
			out.step = l.Step
			return stop
		}
		return nil
	})
	if out.step > 0 {
		return out, nil
	}
	if err == nil && !j.state(a.to).IsZero() && end != j.state(a.to) {
		out = outcome{a.to, []string{"end state"}}
	}
	return out, err
}

// segment does the steps after from, up to to, again.
func (j *Job) segment(ctx context.Context, from, to uint64) (*Finding, error) {
	out, err := j.try(ctx, attempt{from: from, to: to})
	if hallmark.KindOf(err) == hallmark.Mismatch && from > 0 {
		return &Finding{Kind: HyperChanged, Step: from, Fields: []string{"state"}, Text: "the checkpoint holds another number of trainable numbers: another method, rank or targets: " + err.Error()}, nil
	}
	if err != nil || out.step == 0 {
		return nil, err
	}
	f, err := j.explain(ctx, from, to, out)
	return &f, err
}
