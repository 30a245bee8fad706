package workflows

import (
	"context"
	"fmt"

	"github.com/hallmark-tee/hallmark"
)

// SettleBatchName is the name under which the worker registers and starts it.
const SettleBatchName = "SettleBatch"

// BatchID names one batch of inference. Numbers count from 1 for each enclave
// key.
type BatchID struct {
	Provider hallmark.Address `json:"provider"`
	Signer   hallmark.Address `json:"signer"`
	Number   uint64           `json:"number"`
}

// Workflow is the id of the batch's workflow.
func (b BatchID) Workflow() string {
	return fmt.Sprintf("settle-batch/%s/%s/%d", b.Provider, b.Signer, b.Number)
}

// BatchStep names one request to an activity, as Step does for a job.
type BatchStep struct {
	Batch BatchID `json:"batch"`
	Name  string  `json:"name"`
	N     int     `json:"n"`
}

// SettleBatchInput starts the settlement of a batch.
type SettleBatchInput struct {
	Batch BatchID `json:"batch"`
}

// BatchState is how one run of the workflow ended.
type BatchState string

// The ends. After all but the first two the worker starts the batch again
// later; totals are cumulative, so that nothing is charged twice.
const (
	BatchEmpty   BatchState = "empty"   // no receipts: the number stays free
	BatchSettled BatchState = "settled" // every item that can be paid is
	BatchShort   BatchState = "short"   // a channel does not hold what its user spent
	BatchFailed  BatchState = "failed"  // Reason says why
)

// SettleBatchResult is what a run came to.
type SettleBatchResult struct {
	State     BatchState      `json:"state"`
	Reason    string          `json:"reason"`
	Published bool            `json:"published"` // storage has the receipts
	Items     int             `json:"items"`
	Paid      hallmark.Amount `json:"paid"` // by all claims of this batch
}

// ClosedBatch says that the batch is signed and durable on both sides.
type ClosedBatch struct {
	Step  BatchStep       `json:"step"`
	Root  hallmark.Digest `json:"root"` // of the invoices
	Items int             `json:"items"`
}

// PublishedBatch says where the receipts lie.
type PublishedBatch struct {
	Step BatchStep       `json:"step"`
	Root hallmark.Digest `json:"root"` // in 0G Storage
}

// ClaimedBatch says that nothing more of the batch can be claimed now.
type ClaimedBatch struct {
	Step   BatchStep `json:"step"`
	Claims int       `json:"claims"` // transactions mined so far
}

// ConfirmedBatch says what the chain makes of the batch.
type ConfirmedBatch struct {
	Step  BatchStep       `json:"step"`
	Paid  hallmark.Amount `json:"paid"`
	Short int             `json:"short"` // items of which a part is open
	Lost  int             `json:"lost"`  // items whose epoch ended first
}

// BatchSteps are the activities of a batch. Each is idempotent against chain
// state, the worker's journal and the enclave.
type BatchSteps interface {
	// CloseBatch has the enclave sign the batch of this number, and keeps it.
	// NotFound: there are no receipts; Lost: the enclave has another key now.
	CloseBatch(ctx context.Context, s BatchStep) (ClosedBatch, error)
	// PublishBatch brings the receipts to storage and reads them back.
	PublishBatch(ctx context.Context, s BatchStep) (PublishedBatch, error)
	// ClaimBatch sends what claims the batch, where something can be claimed.
	ClaimBatch(ctx context.Context, s BatchStep) (ClaimedBatch, error)
	// ConfirmBatch compares what was asked with what the contract claimed.
	ConfirmBatch(ctx context.Context, s BatchStep) (ConfirmedBatch, error)
	// SyncBatch tells the Ledger what was spent, where the operator wants that.
	SyncBatch(ctx context.Context, s BatchStep) (BatchStep, error)
}
