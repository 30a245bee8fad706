package replay

import (
	"bytes"
	"crypto/sha256"
	"io"
	"io/fs"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/dataset"
	"github.com/hallmark-tee/hallmark/dataset/tokenizer"
	"github.com/hallmark-tee/hallmark/enclave/engine"
	"github.com/hallmark-tee/hallmark/enclave/engine/native"
	"github.com/hallmark-tee/hallmark/envelope"
)

// Evidence is what an auditor brings. Order and Result are a bundle's, judged by
// package attestation/bundle before.
type Evidence struct {
	Order   hallmark.SignedOrder
	Result  hallmark.SignedSettlement
	File    envelope.Replay // the opened replay file
	Dataset []byte          // the user's file, or the whole age plaintext
	Base    fs.FS           // the base model's directory
	Workers int             // goroutines; 0: one per processor
}

// Job is a job made ready to be done again from what was ordered.
type Job struct {
	ev     Evidence
	engine native.Engine
	spec   engine.TrainSpec
	plan   plan
	every  uint64
	steps  uint64
}

// plan is what the ordered configuration does with the ordered dataset.
type plan struct {
	perEpoch, steps uint64
	rows            []hallmark.Digest // of each step
	tokens, targets []uint64
}

// Segments is the number of segments.
func (j *Job) Segments() uint64 { return (j.steps + j.every - 1) / j.every }

// OpenFile reads a replay file: what the receipt names, or Tampered.
func OpenFile(plain io.Reader, r hallmark.Receipt) (envelope.Replay, error) {
	return envelope.ReadReplay(plain, r.Transcript.Replay.Checkpoints)
}

// Open compares everything that can be compared before anything is done again.
// Unsupported: the engine is not one that this program has. A Mismatch is of the
// auditor's own files, dataset or base model not being the order's, or of a
// receipt whose list of checkpoints is not whole.
func Open(e Evidence) (*Job, error) {
	r, o := e.Result.Receipt, e.Order.Order
	if r.Engine.Profile != native.Profile || !r.Engine.Deterministic || r.Transcript.Replay.Every == 0 {
		return nil, hallmark.Errorf(hallmark.Unsupported, "the job was trained by %s with arithmetic %q; this program replays %q", r.Engine.Name, r.Engine.Profile, native.Profile)
	}
	if !r.Transcript.Replay.Whole(r.Transcript.Steps) {
		return nil, hallmark.Errorf(hallmark.Mismatch, "the receipt does not commit to a checkpoint after every segment of its %d steps", r.Transcript.Steps)
	}
	j := &Job{ev: e, every: r.Transcript.Replay.Every, steps: r.Transcript.Steps}
	files, err := envelope.ModelFiles(e.Base)
	if err != nil {
		return nil, err
	}
	if digest, err := envelope.ModelDigest(files); err != nil || digest != o.BaseModel {
		return nil, hallmark.Errorf(hallmark.Mismatch, "the base model at hand has the digest %s, the order names %s", digest, o.BaseModel)
	}
	data, err := plaintext(e.Dataset, e.File.Owner, o.DatasetDigest)
	if err != nil {
		return nil, err
	}
	raw, err := fs.ReadFile(e.Base, "tokenizer.json")
	if err != nil {
		return nil, hallmark.Errorf(hallmark.NotFound, "base model: %w", err)
	}
	tok, err := tokenizer.Parse(raw)
	if err != nil {
		return nil, err
	}
	enc, err := dataset.EncoderFor(tok, e.Base, e.Order.Config)
	if err != nil {
		return nil, err
	}
	ready, _, err := dataset.FromJSONL(bytes.NewReader(data), enc, e.Order.Config)
	if err != nil {
		return nil, err
	}
	hyper, err := engine.HyperOf(e.Order.Config)
	if err != nil {
		return nil, err
	}
	model, err := native.Load(e.Base)
	if err != nil {
		return nil, err
	}
	j.engine = native.Engine{Model: model}
	j.spec = engine.TrainSpec{
		Hyper: hyper, Data: sequences(ready.Train), Valid: sequences(ready.Validation),
		StateEvery: e.Order.Config.StateEvery, Workers: e.Workers,
	}
	j.plan = planOf(ready, e.Order.Config)
	return j, nil
}

// plaintext gives the rows of a dataset whose digest, with its owner line, is the
// order's.
func plaintext(file, owner []byte, want hallmark.Digest) ([]byte, error) {
	if sha256.Sum256(file) == want { // with its owner line
		_, rows, _ := bytes.Cut(file, []byte("\n"))
		return rows, nil
	}
	sum := sha256.New()
	sum.Write(owner)
	sum.Write(file)
	if hallmark.Digest(sum.Sum(nil)) != want {
		return nil, hallmark.Errorf(hallmark.Mismatch, "this is not the dataset of the order: with the owner line of the replay file its digest is another than %s", want)
	}
	return file, nil
}

func planOf(ready *dataset.Prepared, c hallmark.TrainingConfig) plan {
	n := len(ready.Train)
	p := plan{perEpoch: uint64((n + c.BatchRows - 1) / c.BatchRows), steps: ready.Steps}
	var order []int32
	for s := range p.steps {
		if s%p.perEpoch == 0 {
			order = dataset.EpochOrder(c.Seed, s/p.perEpoch, n)
		}
		first := int(s%p.perEpoch) * c.BatchRows
		sum := sha256.New()
		var tokens, targets uint64
		for _, i := range order[first:min(first+c.BatchRows, n)] {
			seq := engine.Packed(ready.Train[i])
			for _, row := range seq.Rows {
				sum.Write([]byte{byte(row >> 24), byte(row >> 16), byte(row >> 8), byte(row)})
			}
			tokens, targets = tokens+uint64(len(seq.Tokens)), targets+uint64(seq.Targets())
		}
		p.rows = append(p.rows, hallmark.Digest(sum.Sum(nil)))
		p.tokens, p.targets = append(p.tokens, tokens), append(p.targets, targets)
	}
	return p
}

func sequences(packed []dataset.Packed) []engine.Packed {
	out := make([]engine.Packed, len(packed))
	for i, p := range packed {
		out[i] = engine.Packed(p)
	}
	return out
}
