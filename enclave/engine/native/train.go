package native

import (
	"context"
	"runtime"
	"slices"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/engine"
	"github.com/hallmark-tee/hallmark/enclave/engine/native/kernel"
)

// Engine trains on the processor. The zero value uses the fastest kernels the
// processor has; no field changes a bit of any result.
type Engine struct {
	Kernels *kernel.Set // nil: kernel.Best()
	Model   *Model      // used in place of TrainSpec.Base when not nil
}

var _ engine.Trainer = Engine{}

// Train implements engine.Trainer.
func (e Engine) Train(ctx context.Context, spec engine.TrainSpec, sink engine.Sink) (engine.Result, error) {
	_, r, err := e.train(ctx, spec, sink)
	return r, err
}

// TrainFull trains all weights of a copy of m, for pretraining and full
// fine-tuning, and returns the copy. spec.Base is ignored and Hyper.Full
// implied; Result.Files hold the model directory in m.DType, Model.Save makes
// other ones.
func TrainFull(ctx context.Context, m *Model, spec engine.TrainSpec, sink engine.Sink) (*Model, engine.Result, error) {
	spec.Hyper.Full = true
	return Engine{Model: m}.train(ctx, spec, sink)
}

func (e Engine) train(ctx context.Context, spec engine.TrainSpec, sink engine.Sink) (m *Model, r engine.Result, err error) {
	defer rescue(&err, func() { m, r = nil, engine.Result{Partial: true} }) // the state may be half a step
	j, err := e.newJob(spec)
	if err != nil {
		return nil, engine.Result{}, err
	}
	defer j.crew.close()
	release := context.AfterFunc(ctx, func() { j.stop.Store(true) })
	defer release()
	if err := j.begin(sink); err != nil {
		return nil, engine.Result{}, err
	}
	err = j.run(ctx, sink)
	var fileErr error
	r, fileErr = j.result(err != nil)
	if err == nil {
		err = fileErr
	}
	if err == nil {
		err = sink.Event(engine.Done{Usage: r.Usage, Metrics: r.Metrics})
	}
	return j.net.model, r, err
}

// newJob checks the spec and allocates everything the steps need.
func (e Engine) newJob(spec engine.TrainSpec) (*job, error) {
	spec.Hyper = spec.Hyper.WithDefaults()
	if err := spec.Hyper.Validate(); err != nil {
		return nil, err
	}
	m := e.Model
	if m == nil {
		if spec.Base == nil {
			return nil, invalid("the spec names no base model")
		}
		var err error
		if m, err = Load(spec.Base); err != nil {
			return nil, err
		}
	}
	var lim limits
	targets := 0
	for i, p := range slices.Concat(spec.Data, spec.Valid) {
		name := "training"
		if i >= len(spec.Data) {
			name, i = "held-out", i-len(spec.Data)
		}
		if err := p.Validate(i, m.Config.Vocab, m.Config.Context); err != nil {
			return nil, hallmark.Errorf(hallmark.KindOf(err), "%s data: %w", name, err)
		}
		lim.add(p)
		if name == "training" {
			targets += p.Targets()
		}
	}
	if targets == 0 {
		return nil, invalid("the training data has no target token; check the mask")
	}
	lim.rank = spec.Hyper.Rank
	k := e.Kernels
	if k == nil {
		k = kernel.Best()
	}
	if spec.Workers <= 0 {
		spec.Workers = runtime.GOMAXPROCS(0)
	}
	return newJob(m, k, spec, lim)
}

// run takes the steps from where the state stands.
func (j *job) run(ctx context.Context, sink engine.Sink) error {
	if len(j.spec.Valid) > 0 && j.done.Step == 0 {
		loss, err := j.evaluate(ctx, sink)
		if err != nil {
			return err
		}
		j.metrics.EvalBefore = loss
	}
	for j.done.Step < j.steps {
		leaf, err := j.step(ctx)
		if err != nil {
			return err
		}
		j.done.Leaves = append(j.done.Leaves, leaf)
		if err := sink.Event(engine.Step{Leaf: leaf, Epoch: int(j.epoch), Loss: j.metrics.LastLoss, Grad: j.grad, Rate: j.rate}); err != nil {
			return err
		}
		if n := uint64(j.spec.EvalEvery); n > 0 && leaf.Step%n == 0 && leaf.Step < j.steps && len(j.spec.Valid) > 0 {
			if _, err := j.evaluate(ctx, sink); err != nil {
				return err
			}
		}
		if n := j.snapshots; n > 0 && leaf.Step%n == 0 && leaf.Step < j.steps {
			if err := sink.Event(engine.Snapshot{Step: leaf.Step, Data: j.state.snapshot()}); err != nil {
				return err
			}
		}
		if n := uint64(j.spec.CheckpointEvery); n > 0 && leaf.Step%n == 0 && leaf.Step < j.steps {
			if err := j.checkpoint(sink); err != nil {
				return err
			}
		}
	}
	if len(j.spec.Valid) > 0 {
		loss, err := j.evaluate(ctx, sink)
		if err != nil {
			return err
		}
		j.metrics.EvalAfter = loss
	}
	return nil
}

// stopped is the error of a job whose context ended.
func stopped(ctx context.Context) error {
	return hallmark.Errorf(hallmark.Cancelled, "native: stopped: %w", context.Cause(ctx))
}

// build names the arithmetic: it changes whenever a job's bits change, and
// TestGolden changes with it.
const build = "1"

// Profile names the arithmetic where it must be the same: in receipts and in a
// replay.
const Profile = "native/" + build

// Identity is how receipts and transcripts name this engine inside a program,
// which is named by its digest.
func Identity(program hallmark.Digest) hallmark.EngineIdentity {
	return hallmark.EngineIdentity{Name: "native", Build: program.String(), Profile: Profile, Deterministic: true}
}
