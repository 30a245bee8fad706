package enclave

import (
	"encoding/json"
	"slices"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/sealed"
	"github.com/hallmark-tee/hallmark/enclave/wire"
	"github.com/hallmark-tee/hallmark/invoice"
)

const recordVersion = "enclave-job/1"

// record is what the enclave knows of a job across restarts, sealed as one
// file. Files beside it are bound to it: the checkpoint by step and head, the
// artifact by digest, the dataset by the order's root.
type record struct {
	Version string               `json:"hallmark"`
	Signed  hallmark.SignedOrder `json:"signed"`
	State   wire.State           `json:"state"`
	Reason  string               `json:"reason"`
	Cancel  hallmark.Hex         `json:"cancel"` // the user's signature over Cancel, once given

	Data     dataFacts `json:"data"`
	Progress progress  `json:"progress"`
	Done     *done     `json:"done"`     // once trained
	Sealed   bool      `json:"sealed"`   // a settlement was journalled
	Released bool      `json:"released"` // and handed out
}

// dataFacts are what reading the dataset found.
type dataFacts struct {
	RowsRoot       hallmark.Digest `json:"rowsRoot"`
	Rows           uint64          `json:"rows"` // training rows
	ValidationRows uint64          `json:"validationRows"`
	Tokens         uint64          `json:"tokens"` // of one pass over the training rows
	Bad            uint64          `json:"bad"`
	BadLines       []badLine       `json:"badLines"`

	owner []byte // the dataset's first line, for the replay file; read again by every run
}

type badLine struct {
	Line uint64 `json:"line"`
	Code string `json:"code"`
}

// progress is what training has reached. Checkpointed is zero without a
// checkpoint; Kept counts the tokens and Head chains the transcript leaves up
// to it.
type progress struct {
	Steps        uint64           `json:"steps"`
	Step         uint64           `json:"step"`
	Tokens       uint64           `json:"tokens"`
	Loss         hallmark.Decimal `json:"loss"`
	Milliseconds uint64           `json:"milliseconds"`
	Checkpointed uint64           `json:"checkpointed"`
	Kept         uint64           `json:"kept"`
	Head         hallmark.Digest  `json:"head"`

	States []hallmark.ReplayCheckpoint `json:"states"` // the snapshots kept up to the checkpoint
}

// done is a trained job.
type done struct {
	Outcome    hallmark.Outcome          `json:"outcome"`
	Artifact   wire.Artifact             `json:"artifact"`
	Replay     hallmark.ReceiptReplay    `json:"replay"`
	Key        string                    `json:"key"` // the artifact's age identity
	Transcript hallmark.TranscriptHeader `json:"transcript"`
	Metrics    hallmark.ReceiptMetrics   `json:"metrics"`
	Usage      hallmark.ReceiptUsage     `json:"usage"`
}

// Names of a job's files.
func jobFolder(id hallmark.JobID) string      { return "jobs/" + id.String() }
func recordName(id hallmark.JobID) string     { return jobFolder(id) + "/job.sealed" }
func datasetName(id hallmark.JobID) string    { return jobFolder(id) + "/dataset.age" }
func artifactName(id hallmark.JobID) string   { return jobFolder(id) + "/artifact.age" }
func replayName(id hallmark.JobID) string     { return jobFolder(id) + "/replay.age" }
func settlementName(id hallmark.JobID) string { return jobFolder(id) + "/settlement.sealed" }

// sweep removes a job's files but for its record, its settlement and what keep
// names: checkpoints that were replaced, files half written.
func sweep(store *sealed.Store, id hallmark.JobID, keep ...string) error {
	keep = append(keep, recordName(id), settlementName(id))
	names, err := store.List(jobFolder(id))
	if err != nil {
		return err
	}
	for _, name := range names {
		if full := jobFolder(id) + "/" + name; !slices.Contains(keep, full) {
			if err := store.Remove(full); err != nil {
				return err
			}
		}
	}
	return nil
}

func (r *record) save(store *sealed.Store, id hallmark.JobID) error {
	b, err := json.Marshal(r)
	if err != nil {
		return hallmark.Errorf(hallmark.Internal, "encode job %s: %w", id.Short(), err)
	}
	return store.Write(recordName(id), b)
}

func loadRecord(store *sealed.Store, id hallmark.JobID) (record, error) {
	var r record
	b, err := store.Read(recordName(id))
	if err != nil {
		return r, err
	}
	if err := hallmark.DecodeStrict(b, "job record", &r); err != nil || r.Version != recordVersion {
		return r, hallmark.Errorf(hallmark.Lost, "the record of job %s is not in the form of this version", id.Short())
	}
	return r, nil
}

// rewind goes back to the checkpoint, or to the start without one.
func (p *progress) rewind() { p.Step, p.Tokens = p.Checkpointed, p.Kept }

// outcome is zero while nothing can be settled.
func (r *record) outcome() hallmark.Outcome {
	switch {
	case r.Done != nil:
		return r.Done.Outcome
	case r.failed():
		return hallmark.Failed
	}
	return 0
}

// failed reports a permanent fault, also after it was settled.
func (r *record) failed() bool {
	return r.State == wire.Failed || r.Done == nil && (r.Sealed || r.Released)
}

// view is what the worker is told.
func (r *record) view(id hallmark.JobID) wire.Job {
	j := wire.Job{
		ID: id, State: r.State, Reason: r.Reason, Outcome: r.outcome(),
		Rows: r.Data.Rows + r.Data.ValidationRows, BadRows: r.Data.Bad,
		Step: r.Progress.Step, Steps: r.Progress.Steps, Tokens: r.Progress.Tokens, Loss: r.Progress.Loss,
	}
	if r.Done != nil {
		a := r.Done.Artifact
		j.Artifact = &a
		if p := r.Done.Replay; p.Every > 0 {
			j.Replay = &wire.Artifact{Root: p.Root, Digest: p.Digest, Bytes: p.Bytes}
		}
	}
	if !r.failed() {
		if fee, err := invoice.Fee(r.Signed.Order, r.Progress.Tokens); err == nil {
			j.Fee = fee
		}
	}
	return j
}
