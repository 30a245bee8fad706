package enclave

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"slices"

	"filippo.io/age"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/wire"
	"github.com/hallmark-tee/hallmark/envelope"
	"github.com/hallmark-tee/hallmark/invoice"
)

// settlementVersion names the sealed record's format.
const settlementVersion = "settlement/1"

// journalled is the sealed record of a settlement: everything that release
// hands out, so that each retry gives the same bytes.
type journalled struct {
	Version string                    `json:"hallmark"`
	Signed  hallmark.SignedSettlement `json:"signed"`
}

// Confirm signs the one settlement of a job and journals it, sealed and synced,
// before anything of it leaves. The artifact's root must be what the enclave
// itself computed over the bytes, the evidence one that it made, and the
// witnesses as many as the order asks for. Asked again it answers the same.
func (s *Service) Confirm(id hallmark.JobID, c wire.ConfirmRequest) (wire.SealedRecord, error) {
	j, err := s.find(id)
	if err != nil {
		return wire.SealedRecord{}, err
	}
	j.calls.Lock()
	defer j.calls.Unlock()
	r := j.snapshot()
	if r.Sealed {
		return s.journal(id)
	}
	if b, err := s.store.Get(settlementName(id)); err == nil { // journalled, and the process died before it said so
		signed, err := s.openJournal(id, b)
		if err != nil {
			return wire.SealedRecord{}, err
		}
		if err := s.adopt(j, signed); err != nil {
			return wire.SealedRecord{}, err
		}
		return s.journal(id)
	}
	if r.State != wire.Trained && r.State != wire.Failed {
		return wire.SealedRecord{}, hallmark.Errorf(hallmark.Conflict, "job %s is %s; there is nothing to settle", id, r.State)
	}
	if _, err := s.PastEvidence(c.Evidence); err != nil {
		return wire.SealedRecord{}, err
	}
	if r.Done != nil {
		if c.ArtifactRoot != r.Done.Artifact.Root {
			return wire.SealedRecord{}, hallmark.Errorf(hallmark.Mismatch, "the published root %s is not the artifact's, %s", c.ArtifactRoot, r.Done.Artifact.Root)
		}
		if c.ReplayRoot != r.Done.Replay.Root {
			return wire.SealedRecord{}, hallmark.Errorf(hallmark.Mismatch, "the published replay file's root %s is not the one written, %s", c.ReplayRoot, r.Done.Replay.Root)
		}
		if err := s.checkWitnesses(id, r, c.Statements); err != nil {
			return wire.SealedRecord{}, err
		}
	}
	signed, err := s.sign(id, r, c.Evidence)
	if err != nil {
		return wire.SealedRecord{}, err
	}
	b, err := json.Marshal(journalled{settlementVersion, signed})
	if err != nil {
		return wire.SealedRecord{}, hallmark.Errorf(hallmark.Internal, "encode the settlement: %w", err)
	}
	if err := s.store.Write(settlementName(id), b); err != nil {
		return wire.SealedRecord{}, err
	}
	if err := s.adopt(j, signed); err != nil {
		return wire.SealedRecord{}, err
	}
	s.log.Info("settlement journalled", "job", id.Short(), "outcome", signed.Settlement.Outcome.String(), "fee", signed.Settlement.Fee.String())
	return s.journal(id)
}

// journal is the record as it lies on disk.
func (s *Service) journal(id hallmark.JobID) (wire.SealedRecord, error) {
	b, err := s.store.Get(settlementName(id))
	if hallmark.KindOf(err) == hallmark.NotFound {
		return wire.SealedRecord{}, hallmark.Errorf(hallmark.Tampered, "the settlement of job %s was removed from this enclave's disk; give it back with the worker's record, it is never signed twice", id)
	}
	if err != nil {
		return wire.SealedRecord{}, err
	}
	return wire.SealedRecord{JobID: id, Digest: sha256.Sum256(b), Record: b}, nil
}

// Release hands out the settlement after the worker has acknowledged its record.
// A record that the worker kept restores one that this disk has lost.
func (s *Service) Release(id hallmark.JobID, r wire.ReleaseRequest) (hallmark.SignedSettlement, error) {
	var none hallmark.SignedSettlement
	j, err := s.find(id)
	if err != nil {
		return none, err
	}
	j.calls.Lock()
	defer j.calls.Unlock()
	if len(r.Record) > 0 {
		if err := s.giveBack(j, r.Record); err != nil {
			return none, err
		}
	}
	if !j.snapshot().Sealed {
		return none, hallmark.Errorf(hallmark.Conflict, "job %s has no settlement yet; confirm it first", id)
	}
	kept, err := s.journal(id)
	if err != nil {
		return none, err
	}
	if r.Digest != kept.Digest {
		return none, hallmark.Errorf(hallmark.Mismatch, "the acknowledged record %s is not the journalled one, %s", r.Digest, kept.Digest)
	}
	out, err := s.openJournal(id, kept.Record)
	if err != nil {
		return none, err
	}
	if rec := j.snapshot(); !rec.Released {
		if s.cfg.KeepAdapters {
			if err := s.keepAdapter(j, out); err != nil {
				s.log.Error("the adapter of a job is not kept and will not be served", "job", id.Short(), "error", err)
			}
		}
		err = s.update(j, func(r *record) {
			if r.Released = true; r.State == wire.Confirmed {
				r.State = wire.Released
			}
		})
	}
	return out, err
}

// giveBack takes the worker's copy of the record where this disk has none: after
// a rollback the same settlement is used again, instead of another signed.
func (s *Service) giveBack(j *job, theirs []byte) error {
	ours, err := s.store.Get(settlementName(j.id))
	switch {
	case err == nil && !bytes.Equal(ours, theirs):
		return hallmark.Errorf(hallmark.Conflict, "job %s has another journalled settlement than the one given back", j.id)
	case err == nil && j.snapshot().Sealed:
		return nil
	case err != nil && hallmark.KindOf(err) != hallmark.NotFound:
		return err
	}
	signed, err := s.openJournal(j.id, theirs)
	if err != nil {
		return err
	}
	if j.running() != nil {
		return hallmark.Errorf(hallmark.Conflict, "job %s is training; pause it before its settlement is given back", j.id)
	}
	if err := s.store.Put(settlementName(j.id), theirs); err != nil {
		return err
	}
	return s.adopt(j, signed)
}

// adopt brings a job's record in line with its journalled settlement.
func (s *Service) adopt(j *job, signed hallmark.SignedSettlement) error {
	return s.update(j, func(r *record) {
		if r.Sealed = true; r.State != wire.Released && r.State != wire.Closed {
			r.State, r.Reason = wire.Confirmed, ""
		}
		if receipt := signed.Receipt; r.Done == nil && receipt.Outcome != hallmark.Failed {
			r.Done = &done{
				Outcome: receipt.Outcome, Artifact: wire.Artifact(receipt.Artifact), Replay: receipt.Transcript.Replay, Transcript: signed.Transcript,
				Metrics: receipt.Metrics, Usage: receipt.Usage,
			}
			r.Progress = progress{Steps: receipt.Usage.Steps, Step: receipt.Usage.Steps, Tokens: receipt.Usage.TokensTrained}
		}
	})
}

func (s *Service) openJournal(id hallmark.JobID, sealedRecord []byte) (hallmark.SignedSettlement, error) {
	var k journalled
	b, err := s.store.Open(settlementName(id), sealedRecord)
	if err != nil {
		return k.Signed, err
	}
	if err := hallmark.DecodeStrict(b, "sealed settlement", &k); err != nil {
		return k.Signed, err
	}
	if k.Version != settlementVersion || k.Signed.Settlement.JobID != id {
		return k.Signed, hallmark.Errorf(hallmark.Tampered, "the sealed settlement is not one of job %s", id)
	}
	return k.Signed, nil
}

// checkWitnesses counts the named witnesses that state that storage serves the
// artifact.
func (s *Service) checkWitnesses(id hallmark.JobID, r record, statements []wire.Statement) error {
	delivery := r.Signed.Config.Delivery
	if delivery == nil {
		return nil
	}
	digest := s.domain.Available(id, r.Done.Artifact.Root, r.Done.Artifact.Bytes)
	seen := map[hallmark.Address]bool{}
	for _, st := range statements {
		if !slices.Contains(delivery.Witnesses, st.Witness) {
			return hallmark.Errorf(hallmark.Forbidden, "the order names no witness %s", st.Witness)
		}
		if err := envelope.Require("witness statement", digest, st.Signature, st.Witness); err != nil {
			return err
		}
		seen[st.Witness] = true
	}
	if len(seen) < delivery.Min {
		return hallmark.Errorf(hallmark.MissingEvidence, "the order asks for %d witnesses that storage serves the artifact, %d have stated it", delivery.Min, len(seen))
	}
	return nil
}

// sign makes receipt, invoice, wrapped key and settlement.
func (s *Service) sign(id hallmark.JobID, r record, evidence hallmark.Digest) (hallmark.SignedSettlement, error) {
	var out hallmark.SignedSettlement
	receipt, header, err := s.receipt(id, r, evidence)
	if err != nil {
		return out, err
	}
	bill, err := invoice.Build(r.Signed, receipt)
	if err != nil {
		return out, err
	}
	if receipt.Invoice, err = envelope.Digest(bill); err != nil {
		return out, err
	}
	receiptDigest, err := envelope.Digest(receipt)
	if err != nil {
		return out, err
	}
	wrapped := hallmark.Hex{}
	if r.Done != nil {
		key, err := age.ParseX25519Identity(r.Done.Key)
		if err != nil {
			return out, hallmark.Errorf(hallmark.Internal, "the artifact's key is malformed")
		}
		if wrapped, err = envelope.Wrap(key, r.Signed.UserKey); err != nil {
			return out, err
		}
	}
	settlement := hallmark.Settlement{
		JobID: id, Fee: bill.Pricing.Fee, Outcome: receipt.Outcome,
		ArtifactRoot: receipt.Artifact.Root, ArtifactDigest: receipt.Artifact.Digest,
		WrappedKeyHash: envelope.WrappedKeyHash(wrapped), Receipt: receiptDigest, Invoice: receipt.Invoice,
	}
	toSign, err := envelope.ReceiptDigest(receipt)
	if err != nil {
		return out, err
	}
	receiptSig, err := envelope.Sign(toSign, s.keys.signing)
	if err != nil {
		return out, err
	}
	sig, err := envelope.Sign(s.domain.Settlement(settlement), s.keys.signing)
	if err != nil {
		return out, err
	}
	return hallmark.SignedSettlement{
		Settlement: settlement, Signature: sig, WrappedKey: wrapped,
		Receipt: receipt, ReceiptSig: receiptSig, Invoice: bill, Transcript: header,
	}, nil
}

// receipt is the account of what was done, without the invoice's digest. A
// failed job's has an empty transcript and no artifact.
func (s *Service) receipt(id hallmark.JobID, r record, evidence hallmark.Digest) (hallmark.Receipt, hallmark.TranscriptHeader, error) {
	o, c := r.Signed.Order, r.Signed.Config
	out := hallmark.Receipt{
		Version: hallmark.ReceiptVersion, ChainID: s.cfg.ChainID, Escrow: s.cfg.Escrow, Order: id, Outcome: hallmark.Failed,
		Kind: s.platform.Kind(), Signer: s.keys.signer,
		Dataset: hallmark.ReceiptDataset{
			Root: o.DatasetRoot, Digest: o.DatasetDigest, RowsRoot: r.Data.RowsRoot,
			Rows: r.Data.Rows, ValidationRows: r.Data.ValidationRows, Tokens: r.Data.Tokens,
		},
		BaseModel: o.BaseModel, Engine: s.engine, Config: o.Config,
		Metrics:  hallmark.ReceiptMetrics{FirstLoss: "0", LastLoss: "0", EvalBefore: "0", EvalAfter: "0"},
		Evidence: evidence,
	}
	header := hallmark.TranscriptHeader{
		Version: hallmark.TranscriptVersion, Order: id, Engine: s.engine, BaseModel: o.BaseModel, RowsRoot: r.Data.RowsRoot,
		Config: o.Config, Seed: c.Seed, StateEvery: uint64(c.StateEvery), Root: envelope.TranscriptRoot(nil),
	}
	replay := hallmark.ReceiptReplay{Checkpoints: []hallmark.ReplayCheckpoint{}}
	if d := r.Done; d != nil {
		header, replay = d.Transcript, d.Replay
		out.Outcome, out.Metrics, out.Usage = d.Outcome, d.Metrics, d.Usage
		out.Artifact = hallmark.ReceiptArtifact(d.Artifact)
	}
	digest, err := envelope.Digest(header)
	out.Transcript = hallmark.ReceiptTranscript{Header: digest, Root: header.Root, Steps: header.Steps, Replay: replay}
	return out, header, err
}
