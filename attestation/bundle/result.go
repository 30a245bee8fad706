package bundle

import (
	"reflect"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/envelope"
	"github.com/hallmark-tee/hallmark/invoice"
)

// result checks settlement, receipt, transcript header and invoice against the
// order, the evidence and each other.
func (j *judgement) result() {
	j.settlement()
	j.receipt()
	j.transcript()
	j.invoice()
}

func (j *judgement) settlement() {
	o, s := j.Order.Order, j.Result.Settlement
	j.Require(SettlementJob, s.JobID == j.id, "of this order", "the settlement is of another job")
	j.Judge(SettlementSignature, envelope.Require("settlement", j.domain.Settlement(s), j.Result.Signature, o.Signer), "signed by the order's signer")
	run := j.report.Runtime
	var wrong diff
	wrong.want("signer", o.Signer == run.Signer)
	wrong.want("chainId", run.ChainID == j.Chain.ChainID)
	wrong.want("escrow", run.Escrow == j.Chain.Escrow)
	wrong.want("registry", run.Registry == j.Chain.Registry)
	j.record(SettlementAttested, wrong, "the order's signer is the attested key, for this chain and escrow")
	fee, err := invoice.Fee(o, j.Result.Receipt.Usage.TokensTrained)
	if s.Outcome == hallmark.Failed {
		fee = hallmark.Amount{}
	}
	known := s.Outcome >= hallmark.Completed && s.Outcome <= hallmark.Failed
	j.Require(SettlementFee, err == nil && known && fee == s.Fee && s.Fee.Cmp(o.MaxFee) <= 0,
		s.Fee.Coins()+", price times tokens within the cap", "the fee is "+s.Fee.Coins()+"; price times tokens within the cap is "+fee.Coins())
	size, key := 0, j.Result.WrappedKey
	if s.Outcome != hallmark.Failed {
		size = envelope.WrappedKeySize
	}
	j.Require(SettlementKey, len(key) == size && envelope.WrappedKeyHash(key) == s.WrappedKeyHash, "the settlement covers the wrapped key", "the settlement covers another wrapped key")
}

func (j *judgement) receipt() {
	o, s, r := j.Order.Order, j.Result.Settlement, j.Result.Receipt
	digest, err := envelope.Digest(r)
	j.Require(ReceiptDigest, err == nil && digest == s.Receipt, "the settlement covers this receipt", "the settlement covers another receipt")
	signed, err := envelope.ReceiptDigest(r)
	if err == nil {
		err = envelope.Require("receipt", signed, j.Result.ReceiptSig, o.Signer)
	}
	j.Judge(ReceiptSignature, err, "signed by the order's signer")
	var wrong diff
	wrong.want("hallmark", r.Version == hallmark.ReceiptVersion)
	wrong.want("chainId", r.ChainID == j.Chain.ChainID)
	wrong.want("escrow", r.Escrow == j.Chain.Escrow)
	wrong.want("order", r.Order == j.id)
	wrong.want("outcome", r.Outcome == s.Outcome)
	wrong.want("kind", r.Kind == j.report.Identity.Kind)
	wrong.want("signer", r.Signer == o.Signer)
	wrong.want("dataset.root", r.Dataset.Root == o.DatasetRoot)
	wrong.want("dataset.digest", r.Dataset.Digest == o.DatasetDigest)
	wrong.want("baseModel", r.BaseModel == o.BaseModel)
	wrong.want("config", r.Config == o.Config)
	wrong.want("artifact.root", r.Artifact.Root == s.ArtifactRoot)
	wrong.want("artifact.digest", r.Artifact.Digest == s.ArtifactDigest)
	wrong.want("usage.steps", r.Usage.Steps == r.Transcript.Steps)
	for _, m := range []struct {
		name string
		v    hallmark.Decimal
	}{{"firstLoss", r.Metrics.FirstLoss}, {"lastLoss", r.Metrics.LastLoss}, {"evalBefore", r.Metrics.EvalBefore}, {"evalAfter", r.Metrics.EvalAfter}} {
		wrong.want("metrics."+m.name, m.v.Validate() == nil)
	}
	j.record(ReceiptFields, wrong, "agree with order and settlement")
	j.Require(ReceiptEvidence, r.Evidence == j.report.Identity.Evidence, "names this evidence", "the receipt names other evidence")
}

func (j *judgement) transcript() {
	h, r, c := j.Result.Transcript, j.Result.Receipt, j.Order.Config
	digest, err := envelope.Digest(h)
	j.Require(TranscriptHeader, err == nil && digest == r.Transcript.Header, "the receipt covers this header", "the receipt covers another transcript header")
	var wrong diff
	wrong.want("hallmark", h.Version == hallmark.TranscriptVersion)
	wrong.want("order", h.Order == j.id)
	wrong.want("engine", h.Engine == r.Engine)
	wrong.want("baseModel", h.BaseModel == r.BaseModel)
	wrong.want("rowsRoot", h.RowsRoot == r.Dataset.RowsRoot)
	wrong.want("config", h.Config == r.Config)
	wrong.want("seed", h.Seed == c.Seed)
	wrong.want("stateEvery", h.StateEvery == uint64(c.StateEvery))
	wrong.want("steps", h.Steps == r.Transcript.Steps)
	wrong.want("root", h.Root == r.Transcript.Root)
	j.record(TranscriptFields, wrong, "agree with receipt and configuration")
	j.replay()
}

// replay checks that what a replay starts from is committed to as a whole: a
// checkpoint after every segment but the last, or nothing at all where bits
// cannot be had again.
func (j *judgement) replay() {
	t := j.Result.Receipt.Transcript
	p := t.Replay
	if !j.Result.Receipt.Engine.Deterministic || j.Result.Settlement.Outcome == hallmark.Failed {
		none := p.Root.IsZero() && p.Digest.IsZero() && p.Bytes == 0 && p.Every == 0 && len(p.Checkpoints) == 0
		j.Require(TranscriptReplay, none, "there is nothing to replay", "a replay is promised of what cannot be replayed")
		return
	}
	var wrong diff
	wrong.want("root", !p.Root.IsZero())
	wrong.want("digest", !p.Digest.IsZero())
	wrong.want("bytes", p.Bytes > 0)
	wrong.want("every", p.Every > 0)
	wrong.want("checkpoints", p.Whole(t.Steps))
	j.record(TranscriptReplay, wrong, "the receipt commits to a checkpoint after every segment")
}

func (j *judgement) invoice() {
	digest, err := envelope.Digest(j.Result.Invoice)
	j.Require(InvoiceDigest, err == nil && digest == j.Result.Receipt.Invoice && digest == j.Result.Settlement.Invoice,
		"receipt and settlement cover this invoice", "receipt or settlement cover another invoice")
	want, err := invoice.Build(j.Order, j.Result.Receipt)
	j.Require(InvoiceRecomputed, err == nil && reflect.DeepEqual(want, j.Result.Invoice), "every number follows from order and receipt", "it is not the invoice that order and receipt give")
}
