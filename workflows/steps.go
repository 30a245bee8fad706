package workflows

import (
	"context"
	"time"

	"github.com/hallmark-tee/hallmark"
)

// Names under which the worker registers and starts things.
const (
	FineTuneName = "FineTune"
	SignalCancel = "cancel" // no content: the worker has stored the user's signed Cancel
	QueryStage   = "stage"
)

// Step names one request to an activity. The activity echoes it in its result
// and the workflow refuses an answer to another question: the payload codec
// binds a payload to its workflow, not to the step within it.
type Step struct {
	Job  hallmark.JobID `json:"job"`
	Name string         `json:"name"`
	N    int            `json:"n"` // ordinal within the workflow
}

// FineTuneInput starts a job. What was ordered lies in the worker's journal
// under the job's id; nothing of it passes through Temporal.
type FineTuneInput struct {
	Job    hallmark.JobID `json:"job"`
	Budget time.Duration  `json:"budget"` // from now to the order's deadline, by chain time
}

// FineTuneResult is how the job ended.
type FineTuneResult struct {
	State   hallmark.JobState `json:"state"` // settled, refunded or refused
	Reason  string            `json:"reason"`
	Outcome hallmark.Outcome  `json:"outcome"`
	Tx      hallmark.Digest   `json:"tx"` // settlement or return of the lock
}

// Opened says that maxFee is locked until EndsAt.
type Opened struct {
	Step   Step            `json:"step"`
	Tx     hallmark.Digest `json:"tx"`
	EndsAt uint64          `json:"endsAt"` // chain time
}

// Fetched says that the ciphertext lies beside the enclave.
type Fetched struct {
	Step  Step   `json:"step"`
	Bytes uint64 `json:"bytes"`
}

// Trained is the enclave's word on the run. Nothing says that the user
// cancelled before the first step: there is nothing to settle.
type Trained struct {
	Step     Step             `json:"step"`
	Outcome  hallmark.Outcome `json:"outcome"`
	Nothing  bool             `json:"nothing"`
	Artifact hallmark.Digest  `json:"artifact"` // 0G root; zero when failed
}

// Published says that storage has the artifact and gave it back intact.
type Published struct {
	Step Step            `json:"step"`
	Root hallmark.Digest `json:"root"`
}

// Confirmed says that the one settlement is signed and durable here.
type Confirmed struct {
	Step       Step            `json:"step"`
	Settlement hallmark.Digest `json:"settlement"` // its EIP-712 digest
}

// Settled says that the contract paid and published.
type Settled struct {
	Step Step            `json:"step"`
	Tx   hallmark.Digest `json:"tx"`
}

// Returned says that the lock went back to the user, or that a settlement sent
// earlier reached the chain first: the contract lets exactly one happen.
type Returned struct {
	Step    Step             `json:"step"`
	Tx      hallmark.Digest  `json:"tx"`
	Settled hallmark.Outcome `json:"settled"` // zero: the lock went back
}

// Steps are the first half of the activities: they bring the job to a trained
// artifact. Each is idempotent against chain state, the worker's journal and
// the enclave; delivered twice, it gives the same answer and sends nothing
// twice.
type Steps interface {
	// Open locks maxFee (JobEscrow.open). Unfunded, Expired, Conflict: the job
	// is refused.
	Open(ctx context.Context, s Step) (Opened, error)
	// Fetch brings the ciphertext from storage, verified against its root.
	Fetch(ctx context.Context, s Step) (Fetched, error)
	// Train admits the job to the enclave, hands over the dataset, trains or
	// resumes, and heartbeats the step. Lost: the enclave cannot open its
	// sealed state any more.
	Train(ctx context.Context, s Step) (Trained, error)
	// Cancel sends the stored Cancel to chain and enclave.
	Cancel(ctx context.Context, s Step) (Step, error)
}

// Endings are the second half: they end the job, one way or the other.
type Endings interface {
	// Publish uploads the artifact and reads it back.
	Publish(ctx context.Context, s Step) (Published, error)
	// Confirm obtains the one settlement and makes it durable first.
	Confirm(ctx context.Context, s Step) (Confirmed, error)
	// Settle sends the settlement and waits until it is final; Expired when
	// endsAt passed first.
	Settle(ctx context.Context, s Step) (Settled, error)
	// Return gives the lock back: release as the provider, at once.
	Return(ctx context.Context, s Return) (Returned, error)
	// Conclude writes the end into the journal and lets the enclave forget.
	Conclude(ctx context.Context, c Conclusion) (Step, error)
}

// Return asks for the lock to go back, and says why, in fixed words.
type Return struct {
	Step   Step   `json:"step"`
	Reason string `json:"reason"`
}

// Conclusion is the end that the journal keeps.
type Conclusion struct {
	Step   Step           `json:"step"`
	Result FineTuneResult `json:"result"`
}
