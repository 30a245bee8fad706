package enclave

import (
	"context"
	"errors"
	"math"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/dataset"
	"github.com/hallmark-tee/hallmark/enclave/engine"
	"github.com/hallmark-tee/hallmark/enclave/wire"
)

// Why a run ended before its last step.
var (
	errStopping  = errors.New("the enclave stops")
	errPaused    = errors.New("paused")
	errCancelled = errors.New("cancelled by the user")
)

// pauseWait is how long a pause waits for the next checkpoint before it stops
// where it is; the steps since the last one are then trained again.
const pauseWait = 10 * time.Second

// run is the training of one job, from Train to a stop.
type run struct {
	job     *job
	stop    context.CancelCauseFunc
	done    chan struct{}
	pausing atomic.Bool
	undone  atomic.Bool // the user cancelled
}

func (r *run) cancel() { r.undone.Store(true) }

// end stops the run and waits for it.
func (r *run) end(ctx context.Context, cause error) error {
	r.stop(cause)
	select {
	case <-r.done:
		return nil
	case <-ctx.Done():
		return hallmark.Errorf(hallmark.Cancelled, "waiting for job %s to stop: %w", r.job.id.Short(), ctx.Err())
	}
}

// Train starts or resumes a job. It returns at once; a job that is trained, or
// can never be, is left as it is.
func (s *Service) Train(id hallmark.JobID) (wire.Job, error) {
	j, err := s.find(id)
	if err != nil {
		return wire.Job{}, err
	}
	j.calls.Lock()
	defer j.calls.Unlock()
	switch j.snapshot().State {
	case wire.Admitted:
		return wire.Job{}, hallmark.Errorf(hallmark.Conflict, "job %s has no dataset yet; send it first", id)
	case wire.Closed:
		return wire.Job{}, hallmark.Errorf(hallmark.Conflict, "job %s is closed", id)
	case wire.Ready, wire.Paused:
		return s.begin(j)
	}
	return j.view(), nil
}

// begin starts a run; the caller holds j.calls.
func (s *Service) begin(j *job) (wire.Job, error) {
	if s.ctx.Err() != nil {
		return wire.Job{}, hallmark.Errorf(hallmark.Unavailable, "the enclave is stopping")
	}
	j.feed.restart()
	if err := s.update(j, func(r *record) { r.State, r.Reason = wire.Training, "" }); err != nil {
		return wire.Job{}, err
	}
	ctx, stop := context.WithCancelCause(s.ctx)
	r := &run{job: j, stop: stop, done: make(chan struct{})}
	r.undone.Store(len(j.snapshot().Cancel) > 0)
	j.mu.Lock()
	j.run = r
	j.mu.Unlock()
	s.runs.Go(func() {
		defer close(r.done)
		defer stop(nil)
		err := s.train(ctx, r)
		s.finish(r, err)
	})
	return j.view(), nil
}

// Pause stops a training job at its next checkpoint and waits for that.
func (s *Service) Pause(ctx context.Context, id hallmark.JobID) (wire.Job, error) {
	j, err := s.find(id)
	if err != nil {
		return wire.Job{}, err
	}
	if run := j.running(); run != nil {
		run.pausing.Store(true)
		timer := time.AfterFunc(pauseWait, func() { run.stop(errPaused) })
		defer timer.Stop()
		select {
		case <-run.done:
		case <-ctx.Done():
			return wire.Job{}, hallmark.Errorf(hallmark.Cancelled, "waiting for job %s to pause: %w", id.Short(), ctx.Err())
		}
	}
	return j.view(), nil
}

// train takes the job as far as it goes and leaves it trained, or returns why
// not.
func (s *Service) train(ctx context.Context, r *run) error {
	j := r.job
	select {
	case s.slot <- struct{}{}:
		defer func() { <-s.slot }()
	case <-ctx.Done():
		return context.Cause(ctx)
	}
	rec := j.snapshot()
	if r.undone.Load() && rec.Progress.Checkpointed == 0 {
		return errCancelled
	}
	m, err := s.modelOf(rec.Signed.Order.BaseModel)
	if err != nil {
		return err
	}
	prepared, facts, err := s.openDataset(rec.Signed, m)
	if err != nil {
		return err
	}
	hyper, err := engine.HyperOf(rec.Signed.Config)
	if err != nil {
		return err
	}
	if err := m.measure(ctx, s.platform); err != nil {
		return err
	}
	sealer, err := newCheckpoints(s.keys.seed, j.id)
	if err != nil {
		return err
	}
	t := &training{service: s, run: r, checkpoints: sealer, counted: prepared, owner: facts.owner, began: time.Now(), before: rec.Progress.Milliseconds}
	config := rec.Signed.Config
	var changed error
	base := m.files
	base.failed = &changed
	spec := engine.TrainSpec{
		Base: base, BaseName: m.Name, Hyper: hyper, Data: sequences(prepared.Train), Valid: sequences(prepared.Validation),
		Workers: s.cfg.Workers, Resume: s.resumption(j, sealer, rec.Progress),
		CheckpointEvery: config.Checkpoint, StateEvery: config.StateEvery,
		Snapshots: s.engine.Deterministic,
	}
	if n := s.cfg.CheckpointEvery; n > 0 {
		spec.CheckpointEvery = min(spec.CheckpointEvery, n)
	}
	if spec.Resume == nil {
		t.before = 0
	}
	result, err := s.trainer.Train(ctx, spec, t)
	switch {
	case err == nil:
		return t.deliver(result, hallmark.Completed)
	case errors.Is(err, errCancelled):
		return t.deliver(result, hallmark.Partial)
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case changed != nil:
		return changed
	}
	return err
}

// resumption opens the job's checkpoint. One that does not open, or lacks a
// snapshot from before it, is worth nothing: the job starts over and, being
// deterministic, ends the same.
func (s *Service) resumption(j *job, c checkpoints, p progress) []byte {
	if p.Checkpointed == 0 {
		return nil
	}
	b, err := s.store.Get(c.name(p.Checkpointed))
	if err == nil {
		b, err = c.open(p.Checkpointed, p.Head, b)
	}
	for i := 0; err == nil && i < len(p.States); i++ {
		_, err = c.state(s.store, p.States[i])
	}
	if err != nil {
		s.log.Warn("checkpoint refused, training starts over", "job", j.id.Short(), "step", p.Checkpointed, "error", err)
		return nil
	}
	return b
}

// finish records how a run ended and tells the readers.
func (s *Service) finish(r *run, err error) {
	j := r.job
	next, reason := wire.Paused, ""
	var f *fault
	switch {
	case err == nil:
		next = wire.Trained
	case errors.As(err, &f):
		next, reason = wire.Failed, f.reason
	case errors.Is(err, errCancelled):
		next, reason = wire.Cancelled, "cancelled"
	case errors.Is(err, errPaused), errors.Is(err, errStopping):
		reason = "stopped"
	case hallmark.KindOf(err) == hallmark.Mismatch: // the dataset on disk is not the order's any more
		next, reason = wire.Admitted, hallmark.Mismatch.String()
	default:
		reason = hallmark.KindOf(err).String()
	}
	level := s.log.Info
	if err != nil && next != wire.Cancelled && reason != "stopped" {
		level = s.log.Warn
	}
	level("run ended", "job", j.id.Short(), "state", next, "reason", reason, "step", j.view().Step, "error", err)
	j.mu.Lock()
	if next != wire.Trained { // deliver has recorded that
		rec := j.rec
		rec.State, rec.Reason = next, reason
		rec.Progress.rewind()
		if f != nil {
			rec.Data = dataFacts{Bad: f.bad, BadLines: f.lines}
		}
		if save := rec.save(s.store, j.id); save != nil { // the next start finds the job as it was
			s.log.Error("the end of a run was not recorded", "job", j.id.Short(), "error", save)
		}
		j.rec = rec
	}
	j.announce(j.rec) // before anybody sees that the run is over
	if next == wire.Admitted {
		j.feed.add(wire.Progress{Code: wire.CodePaused, Reason: reason})
	}
	j.run = nil
	j.mu.Unlock()
}

func sequences(packed []dataset.Packed) []engine.Packed {
	out := make([]engine.Packed, len(packed))
	for i, p := range packed {
		out[i] = engine.Packed(p)
	}
	return out
}

// decimal writes a loss as plain decimal digits, six places at most.
func decimal(v float32) hallmark.Decimal {
	f := float64(v)
	if math.IsNaN(f) || math.IsInf(f, 0) || math.Abs(f) < 5e-7 {
		return "0"
	}
	text := strconv.FormatFloat(f, 'f', 6, 64)
	for text[len(text)-1] == '0' {
		text = text[:len(text)-1]
	}
	if text[len(text)-1] == '.' {
		text = text[:len(text)-1]
	}
	return hallmark.Decimal(text)
}
