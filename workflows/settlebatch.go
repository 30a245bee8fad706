package workflows

import (
	"fmt"
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/hallmark-tee/hallmark"
)

// Times of the steps of a batch. Storage may take its time, but the money does
// not wait for it for longer than publishFirst: a user may be leaving.
const (
	closeTimeout   = time.Hour
	publishFirst   = 10 * time.Minute
	publishLater   = 24 * time.Hour
	claimTimeout   = 24 * time.Hour
	confirmTimeout = time.Hour
	syncTimeout    = 10 * time.Minute
)

// settleBatch is one running settlement.
type settleBatch struct {
	id     BatchID
	result SettleBatchResult
	n      int
}

// SettleBatch takes one batch of receipts from the enclave's signature to the
// payees: close, publish, claim, confirm, sync. Its id is BatchID.Workflow. It
// ends by a result, never by an error, and is started again for a batch that it
// left open.
func SettleBatch(ctx workflow.Context, in SettleBatchInput) (SettleBatchResult, error) {
	b := &settleBatch{id: in.Batch}
	if err := workflow.SetQueryHandler(ctx, QueryStage, func() (SettleBatchResult, error) { return b.result, nil }); err != nil {
		return SettleBatchResult{}, err
	}
	// As with a job, an operator's cancellation must not leave a claim unsent.
	ctx, _ = workflow.NewDisconnectedContext(ctx)
	b.run(ctx)
	return b.result, nil
}

func (b *settleBatch) run(ctx workflow.Context) {
	s := b.step("close")
	closed, err := do[ClosedBatch](within(ctx, closeTimeout), "CloseBatch", s)
	if kindOf(err) == hallmark.NotFound {
		b.result.State = BatchEmpty
		return
	}
	if err != nil {
		b.fail("close", err)
		return
	}
	b.mustEcho(s, closed.Step)
	b.result.Items = closed.Items

	unpublished := b.publish(ctx, publishFirst)
	if err := b.claim(ctx); err != nil {
		b.fail("claim", err)
		return
	}
	if unpublished != nil {
		unpublished = b.publish(ctx, publishLater)
	}
	if unpublished != nil {
		b.fail("publish", unpublished)
	}
	b.sync(ctx)
}

func (b *settleBatch) publish(ctx workflow.Context, patience time.Duration) error {
	s := b.step("publish")
	out, err := do[PublishedBatch](within(ctx, patience), "PublishBatch", s)
	if err != nil {
		return err
	}
	b.mustEcho(s, out.Step)
	b.result.Published = true
	return nil
}

// claim sends the claims and asks the chain what came of them.
func (b *settleBatch) claim(ctx workflow.Context) error {
	s := b.step("claim")
	claimed, err := do[ClaimedBatch](within(ctx, claimTimeout), "ClaimBatch", s)
	if err != nil {
		return err
	}
	b.mustEcho(s, claimed.Step)

	s = b.step("confirm")
	confirmed, err := do[ConfirmedBatch](within(ctx, confirmTimeout), "ConfirmBatch", s)
	if err != nil {
		return err
	}
	b.mustEcho(s, confirmed.Step)
	b.result.State, b.result.Paid = BatchSettled, confirmed.Paid
	if confirmed.Short > 0 {
		b.result.State, b.result.Reason = BatchShort, "a channel does not hold what its user spent"
	}
	if confirmed.Lost > 0 {
		b.result.Reason = "the epoch of a channel ended before its user's fees were claimed"
	}
	return nil
}

// sync is a courtesy to readers of the Ledger: nothing depends on it.
func (b *settleBatch) sync(ctx workflow.Context) {
	s := b.step("sync")
	echo, err := do[BatchStep](within(ctx, syncTimeout), "SyncBatch", s)
	if err != nil {
		workflow.GetLogger(ctx).Warn("the Ledger was not told of the spending", "batch", b.id.Number, "kind", kindOf(err).String())
		return
	}
	b.mustEcho(s, echo)
}

func (b *settleBatch) fail(step string, err error) {
	b.result.State, b.result.Reason = BatchFailed, step+": "+reason(kindOf(err))
}

func (b *settleBatch) step(name string) BatchStep {
	b.n++
	return BatchStep{Batch: b.id, Name: name, N: b.n}
}

// mustEcho blocks the workflow on an answer to another question, as a job's
// does.
func (b *settleBatch) mustEcho(want, got BatchStep) {
	if got != want {
		panic(fmt.Sprintf("tampered: the answer to %s/%d of %s names %s/%d of %s",
			want.Name, want.N, want.Batch.Workflow(), got.Name, got.N, got.Batch.Workflow()))
	}
}

// within are the options of a step of a batch: retried by its kind for so long.
func within(ctx workflow.Context, patience time.Duration) workflow.Context {
	return workflow.WithActivityOptions(ctx, workflow.ActivityOptions{
		ScheduleToCloseTimeout: patience,
		StartToCloseTimeout:    attemptTimeout,
		HeartbeatTimeout:       HeartbeatTimeout,
		WaitForCancellation:    true,
		RetryPolicy:            retry(30 * time.Second),
	})
}
