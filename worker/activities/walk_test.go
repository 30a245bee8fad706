package activities_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/contracts"
	"github.com/hallmark-tee/hallmark/worker/workertest"
	"github.com/hallmark-tee/hallmark/workflows"
)

// TestTheWalkDeliveredTwice takes a job from the lock to the end, every step
// twice, the second time by a worker that was started anew.
func TestTheWalkDeliveredTwice(t *testing.T) {
	b := newBench(t)
	p := b.order(1, nil)
	before, earned := locked(t), claimable(t)

	opened := twice(b, b.Open, func() func(context.Context, workflows.Step) (workflows.Opened, error) { return b.Open }, b.step(p.ID, "open"))
	if opened.Tx.IsZero() || opened.EndsAt != p.Signed.Order.Deadline || b.onChain(p.ID).Status != contracts.JobOpen {
		t.Fatalf("opened %+v, on chain %+v", opened, b.onChain(p.ID))
	}
	if now, err := before.Add(p.Signed.Order.MaxFee); err != nil || locked(t) != now {
		t.Errorf("locked %s, want %s", locked(t), now)
	}
	fetched := twice(b, b.Fetch, func() func(context.Context, workflows.Step) (workflows.Fetched, error) { return b.Fetch }, b.step(p.ID, "fetch"))
	if fetched.Bytes != uint64(len(p.Ciphertext)) {
		t.Errorf("fetched %d bytes of %d", fetched.Bytes, len(p.Ciphertext))
	}
	trained := twice(b, b.Train, func() func(context.Context, workflows.Step) (workflows.Trained, error) { return b.Train }, b.step(p.ID, "train"))
	if trained.Outcome != hallmark.Completed || trained.Nothing || trained.Artifact.IsZero() {
		t.Fatalf("trained %+v", trained)
	}
	published := twice(b, b.Publish, func() func(context.Context, workflows.Step) (workflows.Published, error) { return b.Publish }, b.step(p.ID, "publish"))
	if published.Root != trained.Artifact {
		t.Errorf("published %+v", published)
	}
	confirmed := twice(b, b.Confirm, func() func(context.Context, workflows.Step) (workflows.Confirmed, error) { return b.Confirm }, b.step(p.ID, "confirm"))
	if confirmed.Settlement.IsZero() {
		t.Errorf("confirmed %+v", confirmed)
	}
	settled := twice(b, b.Settle, func() func(context.Context, workflows.Step) (workflows.Settled, error) { return b.Settle }, b.step(p.ID, "settle"))
	result, err := b.Journal.Result(p.ID)
	if err != nil || result.SettleTx != settled.Tx || result.OpenTx != opened.Tx || result.RegisterTx.IsZero() || len(result.Evidence.Quote) == 0 {
		t.Fatalf("the result lacks something: %+v, %v", result, err)
	}
	fee := result.Result.Settlement.Fee
	if got, err := earned.Add(fee); err != nil || claimable(t) != got || fee.IsZero() || locked(t) != before {
		t.Errorf("claimable %s after %s and fee %s; locked %s", claimable(t), earned, fee, locked(t))
	}
	end := workflows.Conclusion{Step: b.step(p.ID, "conclude"), Result: workflows.FineTuneResult{State: hallmark.JobSettled, Outcome: hallmark.Completed, Tx: settled.Tx}}
	for range 2 {
		if echo, err := b.Conclude(t.Context(), end); err != nil || echo != end.Step {
			t.Fatalf("%+v, %v", echo, err)
		}
	}
	b.endedAs(p.ID, hallmark.JobSettled)
	if j := b.job(p.ID); j.Outcome != hallmark.Completed || j.Fee != fee || j.SettleTx == nil || *j.SettleTx != settled.Tx || j.Step != j.Steps || j.Tokens == 0 {
		t.Errorf("job %+v", j)
	}
	b.eventsOnce(p.ID)

	// A zombie's steps come after the end.
	for name, f := range map[string]func(context.Context, workflows.Step) error{
		"open":    func(ctx context.Context, s workflows.Step) error { _, err := b.Open(ctx, s); return err },
		"fetch":   func(ctx context.Context, s workflows.Step) error { _, err := b.Fetch(ctx, s); return err },
		"train":   func(ctx context.Context, s workflows.Step) error { _, err := b.Train(ctx, s); return err },
		"publish": func(ctx context.Context, s workflows.Step) error { _, err := b.Publish(ctx, s); return err },
	} {
		wantFault(t, f(t.Context(), b.step(p.ID, name)), hallmark.Conflict)
	}
	if again := run(b, b.Settle, b.step(p.ID, "settle")); again.Tx != settled.Tx {
		t.Errorf("settled again in %s", again.Tx)
	}
	b.endedAs(p.ID, hallmark.JobSettled)
}

// endedAs requires the final state and an empty spool.
func (b *bench) endedAs(id hallmark.JobID, state hallmark.JobState) {
	b.t.Helper()
	if j := b.job(id); j.State != state {
		b.t.Errorf("the job is %s, want %s: %s", j.State, state, j.Reason)
	}
	left, err := filepath.Glob(filepath.Join(b.Spool, "*"))
	if err != nil || len(left) != 0 {
		b.t.Errorf("the spool still has %v, %v", left, err)
	}
}

// eventsOnce requires numbered events, each training step once.
func (b *bench) eventsOnce(id hallmark.JobID) {
	b.t.Helper()
	events, err := b.Journal.Events(id, 0, 10_000)
	if err != nil {
		b.t.Fatal(err)
	}
	steps := map[uint64]bool{}
	for i, e := range events {
		if e.Seq != uint64(i+1) {
			b.t.Fatalf("event %d has number %d", i+1, e.Seq)
		}
		if e.Code == "step" {
			if steps[e.Step] {
				b.t.Errorf("step %d is told twice", e.Step)
			}
			steps[e.Step] = true
		}
	}
	if uint64(len(steps)) != b.job(id).Steps {
		b.t.Errorf("%d steps told, %d trained", len(steps), b.job(id).Steps)
	}
}

// TestAFailedDatasetSettlesAtNoFee: bytes that are the order's and useless.
func TestAFailedDatasetSettlesAtNoFee(t *testing.T) {
	b := newBench(t)
	p := b.accept(market.Order(t, workertest.Training(1), "this is no row\n", nil))
	earned, before := claimable(t), locked(t)
	b.upTo(p.ID, "open")
	run(b, b.Fetch, b.step(p.ID, "fetch"))
	trained := twice(b, b.Train, func() func(context.Context, workflows.Step) (workflows.Trained, error) { return b.Train }, b.step(p.ID, "train"))
	if trained.Outcome != hallmark.Failed || trained.Nothing {
		t.Fatalf("trained %+v", trained)
	}
	run(b, b.Confirm, b.step(p.ID, "confirm"))
	run(b, b.Settle, b.step(p.ID, "settle"))
	if j := b.onChain(p.ID); j.Status != contracts.JobFailed || claimable(t) != earned || locked(t) != before {
		t.Errorf("on chain %+v", j)
	}
	if j := b.job(p.ID); j.Reason == "" || j.Outcome != hallmark.Failed {
		t.Errorf("job %+v", j)
	}
}

// TestPayeesShareTheFee: the split of the order is the split of the contract.
func TestPayeesShareTheFee(t *testing.T) {
	b := newBench(t)
	other := workertest.Address(market.Stranger)
	p := b.order(1, func(s *hallmark.SignedOrder) {
		s.Payees = []hallmark.Payee{{Account: workertest.Address(market.Provider), BPS: 7500}, {Account: other, BPS: 2500}}
		s.Order.Split = workertest.Split(s.Payees)
	})
	before, err := market.Chain.Claimable(t.Context(), other)
	if err != nil {
		t.Fatal(err)
	}
	b.upTo(p.ID, "settle")
	after, err := market.Chain.Claimable(t.Context(), other)
	if err != nil || after.Cmp(before) <= 0 {
		t.Errorf("the second payee has %s after %s, %v", after, before, err)
	}
}

func TestConcludeKeepsWhatItCannotRemove(t *testing.T) {
	b := newBench(t)
	p := b.order(1, nil)
	// A directory with a file in place of the spooled dataset: the disk's fault.
	path := filepath.Join(b.Spool, p.ID.String()+".dataset.age")
	if err := os.MkdirAll(filepath.Join(path, "x"), 0o700); err != nil {
		t.Fatal(err)
	}
	_, err := b.Conclude(t.Context(), workflows.Conclusion{Step: b.step(p.ID, "conclude"), Result: workflows.FineTuneResult{State: hallmark.JobRefused, Reason: "unfunded"}})
	wantFault(t, err, hallmark.Unavailable)
	if j := b.job(p.ID); j.State.Final() {
		t.Errorf("the job is over: %+v", j)
	}
}
