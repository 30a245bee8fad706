package dataset

import (
	"io"

	"github.com/hallmark-tee/hallmark"
)

// FromJSONL is the way from a file to a job: Load with the default limits, then
// Prepare. The user's estimate and the enclave's bill are both what it returns
// for the same bytes, base model and configuration. The report is of use even
// with an error.
func FromJSONL(r io.Reader, enc *Encoder, cfg hallmark.TrainingConfig) (*Prepared, Report, error) {
	rows, rep, err := Load(r, Options{})
	if err != nil {
		return nil, rep, err
	}
	p, err := Prepare(rows, enc, cfg)
	return p, rep, err
}

// Prepared is a dataset made ready for one job.
type Prepared struct {
	Train      []Packed
	Validation []Packed

	TrainRows      int // rows in Train
	ValidationRows int // rows in Validation
	Cut            int // rows that were longer than the sequence length
	Dropped        int // rows whose prompt alone fills the sequence length

	Steps  uint64 // optimizer steps of the whole job
	Tokens uint64 // tokens trained in those steps: what is paid for
}

// Prepare splits, tokenizes, cuts, packs and counts. The enclave trains on the
// result and the user's machine shows its Tokens before signing, so both must
// come from here.
//
// Trained tokens are the tokens of the training rows, summed over every
// sequence of every step: validation rows are not counted, there is no padding
// to count, and maxSteps ends the count where it ends the training. A row
// longer than seqLen keeps its first seqLen tokens; if nothing that the loss
// counts is left, the row is dropped and not counted.
func Prepare(rows []Row, enc *Encoder, cfg hallmark.TrainingConfig) (*Prepared, error) {
	if err := cfg.Validate(); err != nil {
		return nil, err
	}
	p := &Prepared{}
	var train, validation []Example
	for i, row := range rows {
		ex, err := enc.Example(row, i)
		if err != nil {
			return nil, err
		}
		if len(ex.Tokens) > cfg.SeqLen {
			ex.Tokens, ex.Mask = ex.Tokens[:cfg.SeqLen], ex.Mask[:cfg.SeqLen]
			p.Cut++
		}
		switch {
		case ex.Targets() == 0:
			p.Dropped++
		case InValidation(row.Leaf, cfg.Seed, cfg.Validation):
			validation = append(validation, ex)
		default:
			train = append(train, ex)
		}
	}
	p.TrainRows, p.ValidationRows = len(train), len(validation)
	if p.TrainRows == 0 {
		return nil, hallmark.Errorf(hallmark.Invalid, "dataset: no rows are left to train on: of %d, %d are held out for validation and %d have no reply within seqLen %d", len(rows), p.ValidationRows, p.Dropped, cfg.SeqLen)
	}
	var err error
	if p.Train, err = Pack(train, cfg.SeqLen); err != nil {
		return nil, err
	}
	if p.Validation, err = Pack(validation, cfg.SeqLen); err != nil {
		return nil, err
	}
	p.Steps, p.Tokens = Count(p.Train, cfg)
	return p, nil
}

// Count gives the steps of a job on packed sequences and the tokens trained in
// them. A step takes the next batchRows sequences of the epoch's order
// (EpochOrder), the last step of an epoch what is left.
func Count(train []Packed, cfg hallmark.TrainingConfig) (steps, tokens uint64) {
	n := len(train)
	if n == 0 {
		return 0, 0
	}
	perEpoch := uint64((n + cfg.BatchRows - 1) / cfg.BatchRows)
	steps = uint64(cfg.Epochs) * perEpoch
	if cfg.MaxSteps > 0 {
		steps = min(steps, uint64(cfg.MaxSteps))
	}
	var epoch uint64
	for _, s := range train {
		epoch += uint64(len(s.Tokens))
	}
	tokens = steps / perEpoch * epoch
	if rest := steps % perEpoch; rest > 0 {
		order := EpochOrder(cfg.Seed, steps/perEpoch, n)
		for _, i := range order[:int(rest)*cfg.BatchRows] {
			tokens += uint64(len(train[i].Tokens))
		}
	}
	return steps, tokens
}
