package enclave

import (
	"context"
	"errors"
	"io"
	"sync"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/dataset"
	"github.com/hallmark-tee/hallmark/enclave/wire"
	"github.com/hallmark-tee/hallmark/envelope"
)

// job is one job in memory.
type job struct {
	id    hallmark.JobID
	feed  *feed
	calls sync.Mutex // held by every call that changes the job

	mu  sync.Mutex // of what follows
	rec record
	run *run // while training
}

func newJob(id hallmark.JobID, r record) *job {
	j := &job{id: id, rec: r, feed: newFeed()}
	j.announce(r)
	return j
}

func (j *job) view() wire.Job {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.rec.view(j.id)
}

func (j *job) snapshot() record {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.rec
}

func (j *job) running() *run {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.run
}

// update changes the record on disk, then in memory.
func (s *Service) update(j *job, change func(*record)) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	next := j.rec
	change(&next)
	if err := next.save(s.store, j.id); err != nil {
		return err
	}
	j.rec = next
	return nil
}

// announce tells readers how a run ended, by the record it left.
func (j *job) announce(r record) {
	p := wire.Progress{Step: r.Progress.Step, Steps: r.Progress.Steps, Tokens: r.Progress.Tokens, Loss: r.Progress.Loss, Reason: r.Reason}
	switch r.State {
	case wire.Paused:
		p.Code = wire.CodePaused
	case wire.Trained:
		p.Code = wire.CodeTrained
	case wire.Cancelled:
		p.Code = wire.CodeCancelled
	case wire.Failed:
		for _, bad := range r.Data.BadLines {
			j.feed.add(wire.Progress{Code: wire.CodeRowError, Line: bad.Line, Reason: bad.Code})
		}
		p.Code = wire.CodeFailed
	default:
		return
	}
	j.feed.add(p)
}

// Admit takes a user-signed order to this enclave's key, for a model that is
// here. Taking it twice is the same.
func (s *Service) Admit(signed hallmark.SignedOrder) (wire.Job, error) {
	id, err := s.domain.CheckOrder(signed)
	if err != nil {
		return wire.Job{}, err
	}
	if j, err := s.find(id); err == nil {
		return j.view(), nil
	} else if hallmark.KindOf(err) == hallmark.Lost {
		return wire.Job{}, err
	}
	if signed.Order.Signer != s.keys.signer {
		return wire.Job{}, hallmark.Errorf(hallmark.Forbidden, "the order is for the enclave key %s, this is %s; only that key can open the dataset and settle", signed.Order.Signer, s.keys.signer)
	}
	m, err := s.modelOf(signed.Order.BaseModel)
	if err != nil {
		return wire.Job{}, err
	}
	if err := m.suits(signed.Config); err != nil {
		return wire.Job{}, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if j := s.jobs[id]; j != nil { // another call was first
		return j.view(), nil
	}
	r := record{Version: recordVersion, Signed: signed, State: wire.Admitted}
	if err := r.save(s.store, id); err != nil {
		return wire.Job{}, err
	}
	j := newJob(id, r)
	s.jobs[id] = j
	s.log.Info("job admitted", "job", id.Short(), "model", m.Name)
	return j.view(), nil
}

// suits refuses configurations that cannot run on the model.
func (m *model) suits(c hallmark.TrainingConfig) error {
	if c.SeqLen > m.MaxSeqLen {
		return hallmark.Errorf(hallmark.Invalid, "config: seqLen is %d, model %s takes at most %d", c.SeqLen, m.Name, m.MaxSeqLen)
	}
	tok, err := m.tokenizer()
	if err != nil {
		return err
	}
	_, err = dataset.EncoderFor(tok, m.files, c)
	return err
}

// PutDataset takes the ciphertext, compares its root, opens and checks it. A
// permanent fault in the order's own bytes leaves the job failed, to be
// settled; any other bytes are an error.
func (s *Service) PutDataset(id hallmark.JobID, ciphertext io.Reader) (wire.Job, error) {
	j, err := s.find(id)
	if err != nil {
		return wire.Job{}, err
	}
	j.calls.Lock()
	defer j.calls.Unlock()
	r := j.snapshot()
	if r.State != wire.Admitted {
		return j.view(), nil // accepted before, the body is not read
	}
	m, err := s.modelOf(r.Signed.Order.BaseModel)
	if err != nil {
		return wire.Job{}, err
	}
	err = s.store.Stream(datasetName(id), func(disk io.Writer) error {
		return upload(disk, ciphertext, s.cfg.MaxDataset, r.Signed.Order.DatasetRoot)
	})
	if err != nil {
		return wire.Job{}, err
	}
	prepared, facts, err := s.openDataset(r.Signed, m)
	if err := s.settleData(j, prepared, facts, err); err != nil {
		return wire.Job{}, err
	}
	return j.view(), nil
}

// settleData records what opening the dataset found: ready, or failed by a
// permanent fault. Other errors change nothing.
func (s *Service) settleData(j *job, prepared *dataset.Prepared, facts dataFacts, err error) error {
	var f *fault
	switch {
	case errors.As(err, &f):
		s.log.Info("job failed by its dataset", "job", j.id.Short(), "reason", f.reason, "bad", f.bad)
		err := s.update(j, func(r *record) {
			r.State, r.Reason = wire.Failed, f.reason
			r.Data = dataFacts{Bad: f.bad, BadLines: f.lines}
			r.Progress = progress{}
		})
		if err == nil {
			j.announce(j.snapshot())
		}
		return err
	case err != nil:
		return err
	}
	j.feed.restart()
	s.log.Info("dataset accepted", "job", j.id.Short(), "rows", facts.Rows, "steps", prepared.Steps)
	return s.update(j, func(r *record) {
		r.State, r.Reason, r.Data = wire.Ready, "", facts
		r.Progress.Steps = prepared.Steps
	})
}

// Cancel takes the user's signed Cancel. A job that has finished no step is
// cancelled at once, a running one after its step, a paused one is resumed for
// one step, because what is delivered is the state after a finished step.
func (s *Service) Cancel(id hallmark.JobID, c hallmark.CancelRequest) (wire.Job, error) {
	j, err := s.find(id)
	if err != nil {
		return wire.Job{}, err
	}
	r := j.snapshot()
	if c.Cancel.JobID != id {
		return wire.Job{}, hallmark.Errorf(hallmark.Mismatch, "this Cancel is for job %s, not %s", c.Cancel.JobID, id)
	}
	if err := envelope.Require("cancel signature", s.domain.Cancel(c.Cancel), c.Signature, r.Signed.Order.User); err != nil {
		return wire.Job{}, err
	}
	j.calls.Lock()
	defer j.calls.Unlock()
	if !undecided(j.snapshot().State) {
		return j.view(), nil // a Cancel undoes nothing
	}
	s.log.Info("job cancelled by its user", "job", id.Short(), "step", r.Progress.Step)
	if err := s.update(j, func(r *record) { r.Cancel = c.Signature }); err != nil {
		return wire.Job{}, err
	}
	if run := j.running(); run != nil {
		run.cancel()
		return j.view(), nil
	}
	switch r := j.snapshot(); { // no run: nothing but this call changes the job
	case !undecided(r.State):
		return j.view(), nil
	case r.Progress.Checkpointed > 0:
		return s.begin(j)
	}
	if err := s.update(j, func(r *record) { r.State, r.Reason = wire.Cancelled, "cancelled" }); err != nil {
		return wire.Job{}, err
	}
	j.announce(j.snapshot())
	return j.view(), nil
}

// undecided reports whether a Cancel can still change how a job ends.
func undecided(s wire.State) bool {
	return s == wire.Admitted || s == wire.Ready || s == wire.Paused || s == wire.Training
}

// Forget erases a job's data after the contract is final. The record and the
// settlement stay, so that the job can never be taken or settled again.
func (s *Service) Forget(ctx context.Context, id hallmark.JobID) (wire.Job, error) {
	j, err := s.find(id)
	if err != nil {
		return wire.Job{}, err
	}
	j.calls.Lock()
	defer j.calls.Unlock()
	if run := j.running(); run != nil {
		if err := run.end(ctx, errStopping); err != nil {
			return wire.Job{}, err
		}
	}
	err = s.update(j, func(r *record) {
		r.State, r.Progress.Checkpointed, r.Progress.Kept, r.Progress.States = wire.Closed, 0, 0, nil
		if r.Done != nil {
			kept := *r.Done
			kept.Key = ""
			r.Done = &kept
		}
	})
	if err != nil {
		return wire.Job{}, err
	}
	return j.view(), sweep(s.store, id)
}
