package wire

import (
	"github.com/hallmark-tee/hallmark"
)

// The paths, all under one socket. {id} is a job id in its 0x form.
//
//	GET    /v1/info                     Info
//	POST   /v1/evidence                 EvidenceRequest -> hallmark.Evidence
//	GET    /v1/evidence/{digest}        hallmark.Evidence made earlier without a nonce
//	GET    /v1/jobs                     []Job
//	POST   /v1/jobs                     hallmark.SignedOrder -> Job
//	GET    /v1/jobs/{id}                Job
//	PUT    /v1/jobs/{id}/dataset        age ciphertext -> Job
//	POST   /v1/jobs/{id}/train          Job
//	GET    /v1/jobs/{id}/progress       Progress, one JSON object per line; ?after=seq
//	POST   /v1/jobs/{id}/cancel         hallmark.CancelRequest -> Job
//	POST   /v1/jobs/{id}/pause          Job
//	GET    /v1/jobs/{id}/artifact       the .age bytes
//	GET    /v1/jobs/{id}/replay         the .age bytes
//	POST   /v1/jobs/{id}/confirm        ConfirmRequest -> SealedRecord
//	POST   /v1/jobs/{id}/release        ReleaseRequest -> hallmark.SignedSettlement
//	DELETE /v1/jobs/{id}                Job
//
// Errors are hallmark.Problem with the status of their kind.
const (
	PathInfo     = "/v1/info"
	PathEvidence = "/v1/evidence"
	PathJobs     = "/v1/jobs"
)

// Limits of bodies, in bytes. Datasets are bounded by the enclave's
// configuration.
const (
	MaxRequest  = 1 << 20 // any JSON request
	MaxResponse = 8 << 20 // any JSON answer
	MaxLine     = 64 << 10
)

// Info is what an enclave says of itself. It is a claim: the evidence proves it.
type Info struct {
	Kind        string                  `json:"kind"`      // hallmark.KindTDX, KindSGX or KindSim
	Simulated   bool                    `json:"simulated"` // true: the hardware is simulated, nothing is protected
	Signer      hallmark.Address        `json:"signer"`
	Recipient   string                  `json:"recipient"` // age1...; datasets are encrypted to it
	ChainID     uint64                  `json:"chainId"`
	Escrow      hallmark.Address        `json:"escrow"`
	Registry    hallmark.Address        `json:"registry"`
	Measurement hallmark.Digest         `json:"measurement"` // as the registry computes it
	Manifest    hallmark.Digest         `json:"manifest"`    // SHA-256 of the canonical app manifest
	Engine      hallmark.EngineIdentity `json:"engine"`
	Models      []hallmark.Model        `json:"models"`
	MaxDataset  uint64                  `json:"maxDataset"` // bytes of ciphertext accepted
	Boot        hallmark.Digest         `json:"boot"`       // random per process: tells a restart
	Channels    hallmark.Address        `json:"channels"`   // the Channels contract; zero: no inference
	TLS         string                  `json:"tls"`        // address at which clients reach the enclave by TLS; empty: they cannot
	TLSKey      hallmark.Digest         `json:"tlsKey"`     // SHA-256 of its SPKI, also in the evidence
}

// EvidenceRequest asks for a fresh quote. Block and BlockHash are of a recent
// block (the registry wants one of the last 256). Nonce is the verifier's, zero
// for the quote that is registered on chain; the enclave remembers those.
type EvidenceRequest struct {
	Block     uint64          `json:"block"`
	BlockHash hallmark.Digest `json:"blockHash"`
	Nonce     hallmark.Digest `json:"nonce"`
}

// State is where a job stands inside the enclave.
type State string

// The states. Cancelled means: the user's Cancel came before the first finished
// step, there is nothing to settle and the provider returns the lock.
const (
	Admitted  State = "admitted"  // waits for the dataset
	Ready     State = "ready"     // the dataset is verified
	Training  State = "training"  //
	Paused    State = "paused"    // stopped with a checkpoint, or by a fault that Reason names; Train resumes
	Trained   State = "trained"   // the artifact is ready; Outcome says completed or partial
	Failed    State = "failed"    // a permanent fault in the user's own bytes; Confirm gives the failed settlement
	Cancelled State = "cancelled" // nothing to settle
	Confirmed State = "confirmed" // the settlement is journalled, not yet released
	Released  State = "released"  // the settlement was handed out
	Closed    State = "closed"    // forgotten on request; the settlement, if any, is still answered
)

// Running reports whether the enclave works on the job by itself.
func (s State) Running() bool { return s == Training }

// Job is the enclave's view of a job. Reason is a fixed word or a kind, never
// row content.
type Job struct {
	ID       hallmark.JobID   `json:"id"`
	State    State            `json:"state"`
	Reason   string           `json:"reason,omitempty"`
	Outcome  hallmark.Outcome `json:"outcome"` // zero before trained or failed
	Rows     uint64           `json:"rows"`
	BadRows  uint64           `json:"badRows"`
	Step     uint64           `json:"step"`
	Steps    uint64           `json:"steps"`
	Tokens   uint64           `json:"tokens"` // trained so far
	Loss     hallmark.Decimal `json:"loss,omitempty"`
	Artifact *Artifact        `json:"artifact,omitempty"` // once trained
	Replay   *Artifact        `json:"replay,omitempty"`   // the file that a replay starts from; only deterministic engines make one
	Fee      hallmark.Amount  `json:"fee"`                // of the tokens trained so far
}

// Artifact names an .age file that the worker publishes.
type Artifact struct {
	Root   hallmark.Digest `json:"root"`   // 0G Storage root
	Digest hallmark.Digest `json:"digest"` // SHA-256
	Bytes  uint64          `json:"bytes"`
}

// Code is the word of one progress line.
type Code string

// The codes. The last four end a stream, as they end a run.
const (
	CodeBeat       Code = "beat" // the enclave lives; at least every 5 seconds
	CodeStart      Code = "start"
	CodeRowError   Code = "row-error" // Line and Reason
	CodeStep       Code = "step"
	CodeEval       Code = "eval"
	CodeCheckpoint Code = "checkpoint"
	CodePaused     Code = "paused" // Reason when a fault paused it
	CodeTrained    Code = "trained"
	CodeFailed     Code = "failed"
	CodeCancelled  Code = "cancelled"
)

// Ends reports whether no line follows in this run.
func (c Code) Ends() bool {
	return c == CodePaused || c == CodeTrained || c == CodeFailed || c == CodeCancelled
}

// Progress is one line of a job's progress: fixed codes, line numbers, counts
// and losses. Seq counts from 1 in each enclave process; a reader that comes
// back with an older process's number gets what the enclave still has.
type Progress struct {
	Seq    uint64           `json:"seq"`
	Code   Code             `json:"code"`
	Step   uint64           `json:"step,omitempty"`
	Steps  uint64           `json:"steps,omitempty"`
	Tokens uint64           `json:"tokens,omitempty"`
	Loss   hallmark.Decimal `json:"loss,omitempty"`
	Line   uint64           `json:"line,omitempty"`
	Reason string           `json:"reason,omitempty"`
}

// Statement is a witness's EIP-712 Available(jobId, artifactRoot, size).
type Statement struct {
	Witness   hallmark.Address `json:"witness"`
	Signature hallmark.Hex     `json:"signature"`
}

// ConfirmRequest asks for the one settlement of a job.
type ConfirmRequest struct {
	ArtifactRoot hallmark.Digest `json:"artifactRoot"` // as published; zero for a failed job
	ReplayRoot   hallmark.Digest `json:"replayRoot"`   // as published; zero when there is none
	Evidence     hallmark.Digest `json:"evidence"`     // envelope.EvidenceDigest of the registered evidence
	Statements   []Statement     `json:"statements,omitempty"`
}

// SealedRecord is the settlement as the enclave journalled it, readable by the
// same enclave alone. The worker writes it to disk, syncs, and acknowledges by
// the digest; kept by the worker it also restores the settlement should the
// enclave's own disk be rolled back.
type SealedRecord struct {
	JobID  hallmark.JobID  `json:"jobId"`
	Digest hallmark.Digest `json:"digest"` // SHA-256 of Record
	Record []byte          `json:"record"`
}

// ReleaseRequest acknowledges that the record with this digest is on the
// worker's disk. Record may be given to restore it after a rollback.
type ReleaseRequest struct {
	Digest hallmark.Digest `json:"digest"`
	Record []byte          `json:"record,omitempty"`
}
