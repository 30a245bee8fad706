package workflows

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/mock"
	enums "go.temporal.io/api/enums/v1"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/testsuite"

	"github.com/hallmark-tee/hallmark"
)

// batchScript plays the activities of a batch, as script does those of a job.
type batchScript struct {
	script
	short, lost int
}

func (s *batchScript) CloseBatch(_ context.Context, in BatchStep) (ClosedBatch, error) {
	return ClosedBatch{Step: in, Items: 3}, s.fault("Close")
}

func (s *batchScript) PublishBatch(_ context.Context, in BatchStep) (PublishedBatch, error) {
	return PublishedBatch{Step: in}, s.fault("Publish")
}

func (s *batchScript) ClaimBatch(_ context.Context, in BatchStep) (ClaimedBatch, error) {
	return ClaimedBatch{Step: in, Claims: 1}, s.fault("Claim")
}

func (s *batchScript) ConfirmBatch(_ context.Context, in BatchStep) (ConfirmedBatch, error) {
	return ConfirmedBatch{Step: in, Paid: hallmark.NewAmount(5), Short: s.short, Lost: s.lost}, s.fault("Confirm")
}

func (s *batchScript) SyncBatch(_ context.Context, in BatchStep) (BatchStep, error) {
	return in, s.fault("Sync")
}

var _ BatchSteps = (*batchScript)(nil)

var someBatch = BatchID{Provider: hallmark.Address{1}, Signer: hallmark.Address{2}, Number: 3}

func settleIn(t *testing.T, s *batchScript, prepare func(*testsuite.TestWorkflowEnvironment)) *testsuite.TestWorkflowEnvironment {
	t.Helper()
	var suite testsuite.WorkflowTestSuite
	env := suite.NewTestWorkflowEnvironment()
	for name, f := range s.activities() {
		env.RegisterActivityWithOptions(f, activityNamed(name))
	}
	env.SetTestTimeout(20 * time.Second)
	if prepare != nil {
		prepare(env)
	}
	env.ExecuteWorkflow(SettleBatch, SettleBatchInput{Batch: someBatch})
	return env
}

func settledAs(t *testing.T, env *testsuite.TestWorkflowEnvironment) SettleBatchResult {
	t.Helper()
	if err := env.GetWorkflowError(); err != nil {
		t.Fatalf("the workflow ended by an error: %v", err)
	}
	var r SettleBatchResult
	if err := env.GetWorkflowResult(&r); err != nil {
		t.Fatal(err)
	}
	return r
}

func thrice(kind hallmark.Kind) []error {
	return append(twice(kind), hallmark.Errorf(kind, "third"))
}

// TestEveryFaultOfABatchHasItsEnd is the table of what happens when a step
// fails: for good, or for a while.
func TestEveryFaultOfABatchHasItsEnd(t *testing.T) {
	faults := func(step string, all []error) script { return script{faults: map[string][]error{step: all}} }
	for name, c := range map[string]struct {
		script    batchScript
		state     BatchState
		published bool
		calls     string
	}{
		"settled":                      {batchScript{}, BatchSettled, true, "Close Publish Claim Confirm Sync"},
		"nothing to settle":            {batchScript{script: faults("Close", twice(hallmark.NotFound))}, BatchEmpty, false, "Close"},
		"the enclave is away a while":  {batchScript{script: faults("Close", twice(hallmark.Unavailable))}, BatchSettled, true, "Close Close Close Publish Claim Confirm Sync"},
		"the enclave lost its key":     {batchScript{script: faults("Close", twice(hallmark.Lost))}, BatchFailed, false, "Close"},
		"not the next number":          {batchScript{script: faults("Close", twice(hallmark.Conflict))}, BatchFailed, false, "Close"},
		"storage refuses once":         {batchScript{script: faults("Publish", []error{hallmark.Errorf(hallmark.Unfunded, "x")})}, BatchSettled, true, "Close Publish Claim Confirm Publish Sync"},
		"storage refuses":              {batchScript{script: faults("Publish", twice(hallmark.Unfunded))}, BatchFailed, false, "Close Publish Claim Confirm Publish Sync"},
		"storage is away a while":      {batchScript{script: faults("Publish", twice(hallmark.Unavailable))}, BatchSettled, true, "Close Publish Publish Publish Claim Confirm Sync"},
		"the chain is away a while":    {batchScript{script: faults("Claim", thrice(hallmark.Unavailable))}, BatchSettled, true, "Close Publish Claim Claim Claim Claim Confirm Sync"},
		"no coins for gas":             {batchScript{script: faults("Claim", twice(hallmark.Unfunded))}, BatchFailed, true, "Close Publish Claim"},
		"the signer is not trusted":    {batchScript{script: faults("Claim", twice(hallmark.AgainstPolicy))}, BatchFailed, true, "Close Publish Claim"},
		"the contract refuses":         {batchScript{script: faults("Claim", twice(hallmark.Reverted))}, BatchFailed, true, "Close Publish Claim"},
		"the receipt is late":          {batchScript{script: faults("Confirm", twice(hallmark.Unavailable))}, BatchSettled, true, "Close Publish Claim Confirm Confirm Confirm Sync"},
		"the chain says something new": {batchScript{script: faults("Confirm", twice(hallmark.Mismatch))}, BatchFailed, true, "Close Publish Claim Confirm"},
		"a deposit is too small":       {batchScript{short: 1}, BatchShort, true, "Close Publish Claim Confirm Sync"},
		"an epoch ended":               {batchScript{lost: 1}, BatchSettled, true, "Close Publish Claim Confirm Sync"},
		"the Ledger refuses":           {batchScript{script: faults("Sync", twice(hallmark.Reverted))}, BatchSettled, true, "Close Publish Claim Confirm Sync"},
	} {
		t.Run(name, func(t *testing.T) {
			r := settledAs(t, settleIn(t, &c.script, nil))
			if r.State != c.state || r.Published != c.published || c.state == BatchFailed && r.Reason == "" {
				t.Errorf("ended %+v, want %s, published %t", r, c.state, c.published)
			}
			if got := join(c.script.calls); got != c.calls {
				t.Errorf("calls %s\nwant  %s", got, c.calls)
			}
		})
	}
}

// never is an activity that times out.
func never[T any](context.Context, BatchStep) (out T, err error) {
	return out, temporal.NewTimeoutError(enums.TIMEOUT_TYPE_SCHEDULE_TO_CLOSE, nil)
}

// TestABatchSurvivesStepsThatNeverAnswer: no time-out ends the workflow by an
// error, and a storage that never answers does not stop the claim.
func TestABatchSurvivesStepsThatNeverAnswer(t *testing.T) {
	for step, c := range map[string]struct {
		never any
		state BatchState
		calls string
	}{
		"CloseBatch":   {never[ClosedBatch], BatchFailed, ""},
		"PublishBatch": {never[PublishedBatch], BatchFailed, "Close Claim Confirm Sync"},
		"ClaimBatch":   {never[ClaimedBatch], BatchFailed, "Close Publish"},
		"ConfirmBatch": {never[ConfirmedBatch], BatchFailed, "Close Publish Claim"},
		"SyncBatch":    {never[BatchStep], BatchSettled, "Close Publish Claim Confirm"},
	} {
		t.Run(step, func(t *testing.T) {
			s := batchScript{}
			env := settleIn(t, &s, func(env *testsuite.TestWorkflowEnvironment) {
				env.OnActivity(step, mock.Anything, mock.Anything).Return(c.never)
			})
			if r := settledAs(t, env); r.State != c.state {
				t.Errorf("ended %+v, want %s", r, c.state)
			}
			if got := join(s.calls); got != c.calls {
				t.Errorf("calls %s, want %s", got, c.calls)
			}
		})
	}
}

func TestAnOperatorsCancellationLeavesNoClaimUnsent(t *testing.T) {
	s := batchScript{}
	env := settleIn(t, &s, func(env *testsuite.TestWorkflowEnvironment) { env.RegisterDelayedCallback(env.CancelWorkflow, 0) })
	if r := settledAs(t, env); r.State != BatchSettled {
		t.Errorf("ended %+v", r)
	}
}

func TestAnAnswerAboutAnotherBatchBlocks(t *testing.T) {
	s := batchScript{}
	env := settleIn(t, &s, func(env *testsuite.TestWorkflowEnvironment) {
		env.OnActivity("ConfirmBatch", mock.Anything, mock.Anything).
			Return(func(_ context.Context, in BatchStep) (ConfirmedBatch, error) {
				in.Batch.Number++
				return ConfirmedBatch{Step: in}, nil
			})
	})
	if err := env.GetWorkflowError(); err == nil {
		t.Error("the workflow took an answer about another batch")
	}
}
