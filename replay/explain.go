package replay

import (
	"context"
	"fmt"
	"slices"

	"github.com/hallmark-tee/hallmark/enclave/engine"
)

// explain asks what gives the bits that were signed, from the sharpest question
// to the bluntest.
func (j *Job) explain(ctx context.Context, from, to uint64, out outcome) (Finding, error) {
	f := Finding{Kind: Unexplained, Step: out.step, Fields: out.fields}
	say := func(k Kind, format string, args ...any) (Finding, error) {
		f.Kind, f.Text = k, fmt.Sprintf(format, args...)
		return f, nil
	}
	// A supposed fault is believed when the whole segment comes out bit for bit.
	gives := func(a attempt) bool {
		a.from, a.to = from, to
		o, err := j.try(ctx, a)
		return err == nil && o.step == 0
	}
	if slices.Contains(out.fields, "end state") || slices.Equal(out.fields, []string{"state"}) {
		if out.step == j.steps {
			extra, err := j.extra(ctx, from)
			if err != nil || extra {
				f, _ = say(ExtraEpoch, "every step is the ordered one, and the delivered state is the one after an epoch more")
				return f, err
			}
		}
		if gives(attempt{plan: idle(out.step)}) {
			return say(StepSkipped, "the state is what it was before step %d", out.step)
		}
		return say(CheckpointAltered, "every step up to %d is the ordered one, and the state signed after it is not what they lead to", out.step)
	}
	for s := max(from+1, out.step-1); s <= out.step; s++ {
		if gives(attempt{plan: idle(s)}) {
			return say(StepSkipped, "step %d did not change the state", s)
		}
		if gives(attempt{plan: omitted(s)}) {
			return say(StepSkipped, "from step %d on, each step took the rows of the next", s)
		}
	}
	for _, h := range supposed(j.spec.Hyper, j.plan) {
		if gives(attempt{hyper: h.change}) {
			return say(h.kind, "%s gives the signed bits", h.name)
		}
	}
	if err := ctx.Err(); err != nil {
		return f, err
	}
	if out.step == from+1 {
		return j.explainStart(ctx, from, say)
	}
	// The steps before are the ordered ones, so the update before this step or its
	// rows are not. Hyper-parameters act in every segment, a row in one step.
	global, err := j.elsewhere(ctx, from, out.step)
	if err != nil {
		return f, err
	}
	if global || slices.Equal(out.fields, []string{"gradient norm"}) {
		return say(HyperChanged, "loss and gradient of the steps before are the ordered ones, and what the update made of them is not, here and in other segments")
	}
	return say(RowSwapped, "step %d alone has another loss, from the ordered state: it was trained on other rows than it names", out.step)
}

// explainStart explains a loss that differs at once, from a committed state. It
// depends on base, rows and that state alone.
func (j *Job) explainStart(ctx context.Context, from uint64, say func(Kind, string, ...any) (Finding, error)) (Finding, error) {
	first, err := j.try(ctx, attempt{from: 0, to: 1})
	if err != nil {
		return Finding{}, err
	}
	if slices.Contains(first.fields, "loss") { // with LoRA no hyper-parameter is in it yet
		return say(BaseSwapped, "even step 1, which no hyper-parameter touches, has another loss: it was computed on another base model, or on other text")
	}
	if from == 0 {
		return say(HyperChanged, "step 1 differs")
	}
	before, err := j.try(ctx, attempt{from: from - min(from, j.every), to: from})
	switch {
	case err != nil:
		return Finding{}, err
	case before.step == 0:
		return say(RowSwapped, "the state before step %d is the ordered one and its loss is not: it was trained on other rows than it names", from+1)
	case slices.Contains(before.fields, "end state"), slices.Equal(before.fields, []string{"state"}):
		return say(CheckpointAltered, "the steps before are the ordered ones, and the state signed after step %d is not what they lead to", from)
	}
	return say(HyperChanged, "the loss from the signed state of step %d differs at once, and the segment before differs too: another scale (alpha, rslora)", from)
}

// elsewhere reports whether another segment parts from the order as early.
func (j *Job) elsewhere(ctx context.Context, from, step uint64) (bool, error) {
	other := from + j.every
	if other >= j.steps {
		if other = 0; from >= j.every {
			other = from - j.every
		}
	}
	if other == from {
		return false, nil
	}
	out, err := j.try(ctx, attempt{from: other, to: min(other+max(step-from, 3), other+j.every, j.steps)})
	return out.step > 0 && !slices.Contains(out.fields, "end state"), err
}

// extra reports whether the delivered state is the one after an epoch more.
func (j *Job) extra(ctx context.Context, from uint64) (bool, error) {
	spec := j.spec
	longer(j.plan)(&spec.Hyper)
	end, err := j.engine.Replay(ctx, spec, engine.Segment{From: j.ev.File.States[from], To: j.steps + j.plan.perEpoch}, ignore)
	return err == nil && end == j.ev.Result.Transcript.State, err
}
