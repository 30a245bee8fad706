package hallmark

// The bodies that SDK and worker exchange over HTTP. Paths, all under the
// worker's base URL:
//
//	GET  /v1/provider                 Provider; public
//	GET  /v1/evidence?nonce=0x..      Evidence over a fresh quote; public
//	GET  /v1/models                   []Model; public
//	GET  /v1/models/{digest}/files/{path}  a file of a base model; public
//	POST /v1/jobs                     SignedOrder -> Job; authorised by the order's own signature
//	GET  /v1/jobs                     []Job of the caller; signed request
//	GET  /v1/jobs/{id}                Job; signed request of its user or of the provider
//	GET  /v1/jobs/{id}/events         server-sent JobEvent, Last-Event-ID resumes, ?follow=no ends; signed request
//	GET  /v1/jobs/{id}/order          SignedOrder; signed request
//	GET  /v1/jobs/{id}/result         JobResult once settled; signed request
//	POST /v1/jobs/{id}/cancel         CancelRequest -> Job; authorised by the Cancel's own signature
//	GET  /v1/service                  SignedService: models, prices, service level; public
//	POST /v1/exchange                 sealed request -> sealed response (docs/formats.md), relayed unread to the enclave; public
//	GET  /v1/receipts/{id}            SignedUsage; public: the id is random, who knows it may ask
//	GET  /v1/invoices                 []SettledInvoice of the caller, newest first, at most 20; ?skip=N passes over the newest N; signed request
//	GET  /v1/status                   WorkerStatus; signed request of the provider
//	POST /v1/drain                    WorkerStatus: no exchange is admitted any more; signed request of the provider
//
// An exchange that the worker has no room for is answered with status 429 or
// 503, Retry-After, and a Problem of kind "unavailable".
//
// The two POSTs of jobs answer with a bare Job (id, user, state, model, maxFee, deadline):
// orders and Cancels become public on chain, and replaying one must show nothing.
//
// A signed request carries the headers of RequestAuth. Errors are Problem.
const (
	HeaderAddress   = "Hallmark-Address"   // 0x account that signs
	HeaderTime      = "Hallmark-Time"      // unix seconds, decimal
	HeaderNonce     = "Hallmark-Nonce"     // 0x and 64 hex digits, random per request
	HeaderSignature = "Hallmark-Signature" // 0x and 130 hex digits
)

// RequestAuth is what a signed request's signature covers; see
// envelope.SignRequest. Audience is the provider's address, so that a request
// to one worker is worth nothing at another.
type RequestAuth struct {
	Audience Address
	Method   string
	Path     string // with the query, as sent
	Body     Digest // SHA-256 of the body, of the empty string when there is none
	Time     uint64
	Nonce    Digest
}

// Provider describes a worker: who, where on chain, at what price.
type Provider struct {
	Provider  Address `json:"provider"`
	ChainID   uint64  `json:"chainId"`
	Ledger    Address `json:"ledger"`
	Escrow    Address `json:"escrow"`
	Registry  Address `json:"registry"`
	Channels  Address `json:"channels"` // zero: no inference is offered
	Flow      Address `json:"flow"`     // 0G Storage contract
	Indexer   string  `json:"indexer"`  // 0G Storage indexer URL
	Signer    Address `json:"signer"`
	Recipient string  `json:"recipient"` // the enclave's age recipient
	Price     Amount  `json:"price"`     // per trained token
	Models    []Model `json:"models"`
	Simulated bool    `json:"simulated"`
}

// Model is a base model that a provider offers.
type Model struct {
	Name       string `json:"name"`
	Digest     Digest `json:"digest"`
	Parameters uint64 `json:"parameters"`
	MaxSeqLen  int    `json:"maxSeqLen"`
	Template   string `json:"template"`
	Files      []File `json:"files"`
}

// File is one file of a model, as its digest lists it.
type File struct {
	Path   string `json:"path"`
	Size   uint64 `json:"size"`
	SHA256 Digest `json:"sha256"`
}

// JobState is where a job stands, in the order of the walk.
type JobState string

// The states. Settled, Refunded and Refused are final.
const (
	JobAccepted   JobState = "accepted"
	JobOpened     JobState = "opened"
	JobFetching   JobState = "fetching"
	JobTraining   JobState = "training"
	JobPublishing JobState = "publishing"
	JobConfirming JobState = "confirming"
	JobSettling   JobState = "settling"
	JobSettled    JobState = "settled"
	JobRefunded   JobState = "refunded" // the lock went back; Reason says why
	JobRefused    JobState = "refused"  // never opened; Reason says why
)

// Final reports whether nothing more will happen.
func (s JobState) Final() bool { return s == JobSettled || s == JobRefunded || s == JobRefused }

// Job is a worker's view of a job. What the chain says is authoritative.
type Job struct {
	ID       JobID    `json:"id"`
	User     Address  `json:"user"`
	State    JobState `json:"state"`
	Reason   string   `json:"reason,omitempty"` // of a refusal or refund: kind and fixed text, never row content
	Model    string   `json:"model"`
	Step     uint64   `json:"step"`
	Steps    uint64   `json:"steps"`
	Tokens   uint64   `json:"tokens"`
	Loss     Decimal  `json:"loss,omitempty"`
	Outcome  Outcome  `json:"outcome"`
	Fee      Amount   `json:"fee"`
	MaxFee   Amount   `json:"maxFee"`
	Deadline uint64   `json:"deadline"`
	EndsAt   uint64   `json:"endsAt"` // when the refund becomes possible
	OpenTx   *Digest  `json:"openTx,omitempty"`
	SettleTx *Digest  `json:"settleTx,omitempty"`
	Artifact *Digest  `json:"artifact,omitempty"` // 0G root
}

// JobEvent is one line of a job's log: fixed codes, counts and losses only.
type JobEvent struct {
	Seq    uint64   `json:"seq"`
	Time   uint64   `json:"time"` // worker's clock, unix milliseconds; informative
	State  JobState `json:"state"`
	Code   string   `json:"code"` // "state", "step", "eval", "checkpoint", "tx", "row-error", "retry", "done"
	Text   string   `json:"text"`
	Step   uint64   `json:"step,omitempty"`
	Steps  uint64   `json:"steps,omitempty"`
	Tokens uint64   `json:"tokens,omitempty"`
	Loss   Decimal  `json:"loss,omitempty"`
	Hash   *Digest  `json:"hash,omitempty"` // a transaction or root
}

// JobResult is everything the user needs after settlement; the chain facts are
// read from the chain by whoever builds the bundle.
type JobResult struct {
	Result     SignedSettlement `json:"result"`
	Evidence   Evidence         `json:"evidence"` // the one that registered the signer
	RegisterTx Digest           `json:"registerTx"`
	OpenTx     Digest           `json:"openTx"`
	SettleTx   Digest           `json:"settleTx"`
}

// CancelRequest is the user's signed Cancel.
type CancelRequest struct {
	Cancel    Cancel `json:"cancel"`
	Signature Hex    `json:"signature"`
}

// SettledInvoice is a user's invoice of one batch with what proves it: the path
// to the batch's root, the transactions that carried the root to the chain, and
// where the receipts lie.
type SettledInvoice struct {
	Batch   uint64       `json:"batch"` // its number; batches of another signer count anew
	Invoice UsageInvoice `json:"invoice"`
	// Path leads from the leaf, invoice.Leaf of the SHA-256 of the canonical
	// invoice, to Root.
	Path   []Digest `json:"path"`
	Root   Digest   `json:"root"`
	Claims []Digest `json:"claims"` // mined transactions that claimed the user's item; empty while the claim is on its way, and where nothing was left to claim
	Paid   bool     `json:"paid"`   // the contract has claimed at least the invoice's total
	Traces Stored   `json:"traces"` // the file of the users' receipts
}

// Stored is a file in 0G Storage. A zero Root: not published yet.
type Stored struct {
	Root   Digest `json:"root"`
	SHA256 Digest `json:"sha256"`
	Bytes  uint64 `json:"bytes"`
}

// WorkerStatus is what a provider sees of its worker.
type WorkerStatus struct {
	Provider  Address `json:"provider"`
	Signer    Address `json:"signer"`
	Draining  bool    `json:"draining"`  // no exchange is admitted
	Exchanges int     `json:"exchanges"` // that run now
	Open      int     `json:"open"`      // jobs that are not final
	Revision  uint64  `json:"revision"`  // of the service record in force; 0: none
	Version   uint64  `json:"version"`   // of the service on chain
	Batch     uint64  `json:"batch"`     // the last that was closed; 0: none
	Unsettled int     `json:"unsettled"` // batches whose claims are not all mined
	Channels  int     `json:"channels"`  // that users have with the provider
	Leaving   int     `json:"leaving"`   // of them with an exit or a revocation pending
}

// Problem is the body of every HTTP error.
type Problem struct {
	Kind string `json:"kind"`
	Text string `json:"text"`
}
