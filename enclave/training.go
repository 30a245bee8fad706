package enclave

import (
	"crypto/sha256"
	"slices"
	"time"

	"filippo.io/age"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/dataset"
	"github.com/hallmark-tee/hallmark/enclave/engine"
	"github.com/hallmark-tee/hallmark/enclave/wire"
	"github.com/hallmark-tee/hallmark/envelope"
)

// training receives an engine's events of one run: it keeps the transcript,
// seals checkpoints and stops where the user or the worker asked for it.
type training struct {
	service     *Service
	run         *run
	checkpoints checkpoints
	began       time.Time
	before      uint64 // milliseconds of earlier runs, up to the checkpoint
	counted     *dataset.Prepared
	owner       []byte // the dataset's first line

	leaves  []hallmark.TranscriptLeaf
	digests []hallmark.Digest
	head    hallmark.Digest
	tokens  uint64
	steps   uint64
	every   uint64 // steps between snapshots
	states  []hallmark.ReplayCheckpoint
}

// Event implements engine.Sink.
func (t *training) Event(e engine.Event) error {
	switch e := e.(type) {
	case engine.Started:
		return t.started(e)
	case engine.Step:
		return t.step(e)
	case engine.Snapshot:
		return t.snapshot(e)
	case engine.Checkpoint:
		return t.checkpoint(e)
	case engine.Eval:
		t.run.job.feed.add(wire.Progress{Code: wire.CodeEval, Step: e.Step, Steps: t.steps, Tokens: t.tokens, Loss: decimal(e.Loss)})
	}
	return nil
}

func (t *training) started(e engine.Started) error {
	if uint64(len(e.Leaves)) != e.ResumedAt {
		return hallmark.Errorf(hallmark.Internal, "the engine resumed at step %d with %d transcript leaves", e.ResumedAt, len(e.Leaves))
	}
	if e.Steps != t.counted.Steps {
		return hallmark.Errorf(hallmark.Internal, "the engine plans %d steps, the price was counted on %d", e.Steps, t.counted.Steps)
	}
	var err error
	if t.digests, t.head, err = chain(t.run.job.id, e.Leaves); err != nil {
		return err
	}
	t.leaves, t.steps, t.every = e.Leaves, e.Steps, e.Snapshots
	if e.ResumedAt > 0 {
		t.states = slices.Clone(t.run.job.snapshot().Progress.States)
	}
	for _, leaf := range e.Leaves {
		t.tokens += leaf.Tokens
	}
	t.show(func(p *progress) { p.Steps, p.Step, p.Tokens = e.Steps, e.ResumedAt, t.tokens })
	t.run.job.feed.add(wire.Progress{Code: wire.CodeStart, Step: e.ResumedAt, Steps: e.Steps, Tokens: t.tokens})
	return nil
}

func (t *training) step(e engine.Step) error {
	d, err := envelope.TranscriptLeaf(e.Leaf)
	if err != nil {
		return err
	}
	t.leaves, t.digests, t.head = append(t.leaves, e.Leaf), append(t.digests, d), transcriptNext(t.head, d)
	t.tokens += e.Leaf.Tokens
	loss := decimal(e.Loss)
	t.show(func(p *progress) { p.Step, p.Tokens, p.Loss = e.Leaf.Step, t.tokens, loss })
	t.run.job.feed.add(wire.Progress{Code: wire.CodeStep, Step: e.Leaf.Step, Steps: t.steps, Tokens: t.tokens, Loss: loss})
	if t.run.undone.Load() && e.Leaf.Step < t.steps {
		return errCancelled
	}
	return nil
}

// snapshot seals the state after the last step for the replay file. It is the
// state that the transcript names, or it is refused.
func (t *training) snapshot(e engine.Snapshot) error {
	s := hallmark.ReplayCheckpoint{Step: e.Step, State: sha256.Sum256(e.Data)}
	if n := uint64(len(t.leaves)); e.Step != n || n == 0 || !t.leaves[n-1].State.IsZero() && t.leaves[n-1].State != s.State {
		return hallmark.Errorf(hallmark.Internal, "the engine's snapshot of step %d is not the state after step %d of its transcript", e.Step, n)
	}
	t.states = append(t.states, s)
	return t.service.store.Put(t.checkpoints.stateName(s.Step), t.checkpoints.sealState(s, e.Data))
}

// checkpoint writes the sealed state under its own name, then the record that
// names it, then removes the one before.
func (t *training) checkpoint(e engine.Checkpoint) error {
	if e.Step != uint64(len(t.leaves)) {
		return hallmark.Errorf(hallmark.Internal, "the engine's checkpoint is of step %d, its transcript has %d", e.Step, len(t.leaves))
	}
	s, j := t.service, t.run.job
	if err := s.store.Put(t.checkpoints.name(e.Step), t.checkpoints.seal(e.Step, t.head, e.Data)); err != nil {
		return err
	}
	err := s.update(j, func(r *record) {
		r.Progress.Checkpointed, r.Progress.Kept, r.Progress.Head, r.Progress.Milliseconds = e.Step, t.tokens, t.head, t.milliseconds()
		r.Progress.States = slices.Clone(t.states)
	})
	if err != nil {
		return err
	}
	if err := sweep(s.store, j.id, append(t.checkpoints.stateNames(t.states), datasetName(j.id), t.checkpoints.name(e.Step))...); err != nil {
		return err
	}
	j.feed.add(wire.Progress{Code: wire.CodeCheckpoint, Step: e.Step, Steps: t.steps, Tokens: t.tokens})
	if t.run.pausing.Load() {
		return errPaused
	}
	return nil
}

// show changes what the worker sees between two records on disk.
func (t *training) show(change func(*progress)) {
	j := t.run.job
	j.mu.Lock()
	defer j.mu.Unlock()
	change(&j.rec.Progress)
}

func (t *training) milliseconds() uint64 {
	return t.before + uint64(time.Since(t.began).Milliseconds())
}

// deliver packs and encrypts what was trained and records the job as trained.
// It refuses to count what the transcript does not show.
func (t *training) deliver(r engine.Result, outcome hallmark.Outcome) error {
	s, j := t.service, t.run.job
	rec := j.snapshot()
	n := uint64(len(t.leaves))
	if n == 0 || r.Usage.Steps != n || r.Usage.Tokens != t.tokens || len(r.Files) == 0 || r.Partial != (outcome == hallmark.Partial) || outcome == hallmark.Completed && n != t.steps {
		return hallmark.Errorf(hallmark.Internal, "the engine reports %d steps and %d tokens, its transcript shows %d of %d and %d", r.Usage.Steps, r.Usage.Tokens, n, t.steps, t.tokens)
	}
	if outcome == hallmark.Completed && t.tokens != t.counted.Tokens {
		return hallmark.Errorf(hallmark.Internal, "the engine trained %d tokens, the price was counted on %d", t.tokens, t.counted.Tokens)
	}
	if last := &t.leaves[n-1]; last.State.IsZero() { // a partial job ends where no state digest was due
		last.State = r.State
		var err error
		if t.digests[n-1], err = envelope.TranscriptLeaf(*last); err != nil {
			return err
		}
	}
	o, c := rec.Signed.Order, rec.Signed.Config
	header := hallmark.TranscriptHeader{
		Version: hallmark.TranscriptVersion, Order: j.id, Engine: s.engine, BaseModel: o.BaseModel,
		RowsRoot: rec.Data.RowsRoot, Config: o.Config, Seed: c.Seed, StateEvery: uint64(c.StateEvery),
		Steps: n, Root: envelope.TranscriptRoot(t.digests), State: r.State,
	}
	lines, err := envelope.Transcript(header, t.leaves)
	if err != nil {
		return err
	}
	key, err := age.GenerateX25519Identity()
	if err != nil {
		return hallmark.Errorf(hallmark.Internal, "make the artifact's key: %w", err)
	}
	artifact, err := s.writeArtifact(j.id, key, c.Method, r.Files, lines)
	if err != nil {
		return err
	}
	replay, err := t.replay(key, lines)
	if err != nil {
		return err
	}
	d := &done{
		Outcome: outcome, Artifact: artifact, Replay: replay, Key: key.String(), Transcript: header,
		Metrics: hallmark.ReceiptMetrics{
			FirstLoss: decimal(r.Metrics.FirstLoss), LastLoss: decimal(r.Metrics.LastLoss),
			EvalBefore: decimal(r.Metrics.EvalBefore), EvalAfter: decimal(r.Metrics.EvalAfter),
		},
		Usage: hallmark.ReceiptUsage{TokensTrained: t.tokens, Steps: n, Epochs: r.Usage.Epochs, Milliseconds: t.milliseconds()},
	}
	err = s.update(j, func(r *record) {
		r.State, r.Reason, r.Done = wire.Trained, "", d
		r.Progress.Checkpointed, r.Progress.Kept, r.Progress.States = 0, 0, nil
	})
	if err != nil {
		return err
	}
	if err := sweep(s.store, j.id, datasetName(j.id), artifactName(j.id), replayName(j.id)); err != nil {
		s.log.Warn("old checkpoints stay on disk until the next start", "job", j.id.Short(), "error", err)
	}
	return nil
}

// replay writes the file that a replay starts from, where there can be one. A
// job that was stopped at a snapshot's step ends there: the last state is the
// header's.
func (t *training) replay(key *age.X25519Identity, transcript []byte) (hallmark.ReceiptReplay, error) {
	if t.every == 0 {
		return hallmark.ReceiptReplay{Checkpoints: []hallmark.ReplayCheckpoint{}}, nil
	}
	states := append([]hallmark.ReplayCheckpoint{}, t.states...)
	if n := len(states); n > 0 && states[n-1].Step == uint64(len(t.leaves)) {
		states = states[:n-1]
	}
	f, err := t.service.writeReplay(t.checkpoints, key, t.owner, transcript, states)
	return hallmark.ReceiptReplay{Root: f.Root, Digest: f.Digest, Bytes: f.Bytes, Every: t.every, Checkpoints: states}, err
}
