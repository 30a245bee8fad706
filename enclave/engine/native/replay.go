package native

import (
	"context"
	"encoding/binary"
	"math"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/engine"
)

var _ engine.Replayer = Engine{}

// stateMagic begins what state.digest hashes, which is also what a snapshot is.
const stateMagic = "hallmark state 1\n"

// stateBytes is the size of a snapshot of n trainable parameters.
func stateBytes(n int) uint64 { return uint64(len(stateMagic)) + 8 + 12*uint64(n) }

// snapshot is the input of state.digest.
func (s *state) snapshot() []byte {
	out := make([]byte, 0, stateBytes(len(s.p)))
	out = binary.BigEndian.AppendUint64(append(out, stateMagic...), s.step)
	for _, f := range [][]float32{s.p, s.m, s.v} {
		for _, v := range f {
			out = binary.LittleEndian.AppendUint32(out, math.Float32bits(v))
		}
	}
	return out
}

// restore reads a snapshot of a job of the same shape.
func (s *state) restore(data []byte) error {
	head := len(stateMagic)
	if len(data) < head+8 || string(data[:head]) != stateMagic {
		return hallmark.Errorf(hallmark.Tampered, "native: not a snapshot of this version")
	}
	if uint64(len(data)) != stateBytes(len(s.p)) {
		return hallmark.Errorf(hallmark.Mismatch, "native: the snapshot holds %d trainable numbers, the job has %d: it is of another model, method, rank or targets", (len(data)-head-8)/12, len(s.p))
	}
	s.step = binary.BigEndian.Uint64(data[head:])
	rest := data[head+8:]
	for _, f := range [][]float32{s.p, s.m, s.v} {
		for i := range f {
			f[i] = math.Float32frombits(binary.LittleEndian.Uint32(rest))
			rest = rest[4:]
		}
	}
	return nil
}

// Replay implements engine.Replayer.
func (e Engine) Replay(ctx context.Context, spec engine.TrainSpec, s engine.Segment, each func(hallmark.TranscriptLeaf) error) (d hallmark.Digest, err error) {
	err = e.replay(ctx, spec, s, each, func(j *job) { d = j.state.digest(j.hash, j.buf) })
	return d, err
}

// StateAfter gives the snapshot after a segment.
func (e Engine) StateAfter(ctx context.Context, spec engine.TrainSpec, s engine.Segment) (snapshot []byte, err error) {
	err = e.replay(ctx, spec, s, func(hallmark.TranscriptLeaf) error { return nil }, func(j *job) { snapshot = j.state.snapshot() })
	return snapshot, err
}

func (e Engine) replay(ctx context.Context, spec engine.TrainSpec, s engine.Segment, each func(hallmark.TranscriptLeaf) error, end func(*job)) error {
	j, err := e.newJob(spec)
	if err != nil {
		return err
	}
	defer j.crew.close()
	release := context.AfterFunc(ctx, func() { j.stop.Store(true) })
	defer release()
	if s.From != nil {
		if err := j.state.restore(s.From); err != nil {
			return err
		}
		j.done.Step = j.state.step
		j.crew.run(j.packItems(), j.packPhase)
	}
	if j.done.Step > s.To || s.To > j.steps {
		return hallmark.Errorf(hallmark.Mismatch, "native: the segment ends at step %d, starts at %d, and the job has %d", s.To, j.done.Step, j.steps)
	}
	j.plan = s.Plan
	for j.done.Step < s.To {
		leaf, err := j.step(ctx)
		if err != nil {
			return err
		}
		if err := each(leaf); err != nil {
			return err
		}
	}
	end(j)
	return nil
}
