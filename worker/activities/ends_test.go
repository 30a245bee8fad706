package activities_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/contracts"
	"github.com/hallmark-tee/hallmark/enclave/wire"
	"github.com/hallmark-tee/hallmark/storage/local"
	"github.com/hallmark-tee/hallmark/worker/workertest"
	"github.com/hallmark-tee/hallmark/workflows"
)

func (b *bench) refund(id hallmark.JobID, reason string) workflows.Returned {
	b.t.Helper()
	s := workflows.Return{Step: b.step(id, "return"), Reason: reason}
	first, err := b.Return(b.t.Context(), s)
	if err != nil {
		b.t.Fatal(err)
	}
	sent := market.Nonce(b.t)
	b.restart()
	second, err := b.Return(b.t.Context(), s)
	if err != nil || first != second || market.Nonce(b.t) != sent {
		b.t.Errorf("returned %+v, then %+v, %v, with %d transactions more", first, second, err, market.Nonce(b.t)-sent)
	}
	return first
}

func TestOpenRefusesBeforeGas(t *testing.T) {
	b := newBench(t)
	for name, c := range map[string]struct {
		edit func(*hallmark.SignedOrder)
		kind hallmark.Kind
	}{
		"unfunded": {func(s *hallmark.SignedOrder) { s.Order.MaxFee = workertest.Coins(100_000) }, hallmark.Unfunded},
		"too late": {func(s *hallmark.SignedOrder) { s.Order.Deadline = market.Head(t).Time }, hallmark.Expired},
		"a policy that the registry does not hold": {func(s *hallmark.SignedOrder) { s.Order.Policy[0] ^= 1 }, hallmark.AgainstPolicy},
		"another enclave":                          {func(s *hallmark.SignedOrder) { s.Order.Signer[0] ^= 1 }, hallmark.Lost},
		"another provider":                         {func(s *hallmark.SignedOrder) { s.Order.Provider = workertest.Address(market.Stranger) }, hallmark.Unfunded},
		"a deadline beyond the contract's":         {func(s *hallmark.SignedOrder) { s.Order.Deadline += 40 * 24 * 3600 }, hallmark.Reverted},
	} {
		t.Run(name, func(t *testing.T) {
			p := b.accept(market.Unstored(t, workertest.Training(1), workertest.Rows(4), c.edit))
			_, err := b.Open(t.Context(), b.step(p.ID, "open"))
			wantFault(t, err, c.kind)
			if row, found, err := b.Journal.Outgoing("open/" + p.ID.String()); err != nil || found || b.onChain(p.ID).Status != contracts.JobNone {
				t.Errorf("sent %+v, %v", row, err)
			}
			if out := b.refund(p.ID, "x"); !out.Tx.IsZero() || out.Settled != 0 {
				t.Errorf("returned what was never locked: %+v", out)
			}
		})
	}
}

func TestOpenOfAVoidedOrderAndOfOneThatItsJournalForgot(t *testing.T) {
	b := newBench(t)
	p := b.order(1, nil)
	market.Send(t, market.Stranger, market.At.RequestCancel(p.Signed.Order, market.Cancel(t, p.ID).Signature))
	_, err := b.Open(t.Context(), b.step(p.ID, "open"))
	wantFault(t, err, hallmark.Cancelled)
	if out := b.refund(p.ID, "cancelled"); out.Settled != 0 || out.Tx.IsZero() {
		t.Errorf("returned %+v", out)
	}

	p = b.order(1, nil)
	opened := run(b, b.Open, b.step(p.ID, "open"))
	fresh := newBench(t) // another disk, the same wallet
	fresh.accept(p)
	if again := run(fresh, fresh.Open, b.step(p.ID, "open")); again.Tx != opened.Tx || again.EndsAt != opened.EndsAt {
		t.Errorf("opened %+v, then %+v", opened, again)
	}
	fresh.refund(p.ID, "x")
	_, err = fresh.Open(t.Context(), b.step(p.ID, "open"))
	wantFault(t, err, hallmark.Conflict)
}

func TestCancelBeforeTheFirstStep(t *testing.T) {
	b := newBench(t)
	p := b.order(1, nil)
	before := locked(t)
	b.upTo(p.ID, "fetch")
	if err := b.Journal.KeepCancel(p.ID, market.Cancel(t, p.ID)); err != nil {
		t.Fatal(err)
	}
	s := b.step(p.ID, "cancel")
	twice(b, b.Cancel, func() func(context.Context, workflows.Step) (workflows.Step, error) { return b.Cancel }, s)
	if j := b.onChain(p.ID); !j.Cancelled || j.EndsAt >= p.Signed.Order.Deadline && j.EndsAt > market.Head(t).Time+3600 || b.job(p.ID).EndsAt != j.EndsAt {
		t.Errorf("on chain %+v, in the journal %+v", j, b.job(p.ID))
	}
	trained := twice(b, b.Train, func() func(context.Context, workflows.Step) (workflows.Trained, error) { return b.Train }, b.step(p.ID, "train"))
	if !trained.Nothing || trained.Outcome != 0 {
		t.Fatalf("trained %+v", trained)
	}
	out := b.refund(p.ID, "cancelled")
	if out.Settled != 0 || b.onChain(p.ID).Status != contracts.JobReleased || locked(t) != before {
		t.Errorf("returned %+v, on chain %+v", out, b.onChain(p.ID))
	}
	if _, err := b.Conclude(t.Context(), workflows.Conclusion{Step: b.step(p.ID, "conclude"), Result: workflows.FineTuneResult{State: hallmark.JobRefunded, Reason: "cancelled"}}); err != nil {
		t.Fatal(err)
	}
	b.endedAs(p.ID, hallmark.JobRefunded)
}

// TestAPartIsPaidOnlyAfterTheChainKnowsTheCancel: the enclave heard of the
// Cancel, the signal that takes it to the chain was lost.
func TestAPartIsPaidOnlyAfterTheChainKnowsTheCancel(t *testing.T) {
	b := newBench(t)
	p := b.order(400, nil)
	b.upTo(p.ID, "fetch")
	done := make(chan error, 1)
	var trained workflows.Trained
	go func() {
		var err error
		trained, err = b.Train(t.Context(), workflows.Step{Job: p.ID, Name: "train"})
		done <- err
	}()
	wake, stop := b.Journal.Follow(p.ID)
	defer stop()
	for b.job(p.ID).Step == 0 {
		<-wake
	}
	if err := b.Journal.KeepCancel(p.ID, market.Cancel(t, p.ID)); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Enclave.Cancel(t.Context(), p.ID, market.Cancel(t, p.ID)); err != nil {
		t.Fatal(err)
	}
	if err := <-done; err != nil || trained.Outcome != hallmark.Partial {
		t.Fatalf("%+v, %v", trained, err)
	}
	run(b, b.Publish, b.step(p.ID, "publish"))
	run(b, b.Confirm, b.step(p.ID, "confirm"))
	if b.onChain(p.ID).Cancelled {
		t.Fatal("the chain knows already")
	}
	run(b, b.Settle, b.step(p.ID, "settle"))
	if j := b.onChain(p.ID); j.Status != contracts.JobPartial {
		t.Errorf("on chain %+v", j)
	}
}

func TestASettlementSentByAThirdParty(t *testing.T) {
	b := newBench(t)
	p := b.order(1, nil)
	b.upTo(p.ID, "confirm")
	result, err := b.Journal.Result(p.ID)
	if err != nil {
		t.Fatal(err)
	}
	s := result.Result
	receipt := market.Send(t, market.Stranger, market.At.Settle(p.Signed.Order, s.Settlement, nil, s.WrappedKey, s.Signature, contracts.PolicyProof(p.Signed.Proof)))
	sent := market.Nonce(t)
	settled := run(b, b.Settle, b.step(p.ID, "settle"))
	if settled.Tx != hallmark.Digest(receipt.TxHash) || market.Nonce(t) != sent {
		t.Errorf("settled %+v, want %s", settled, receipt.TxHash)
	}
	if j := b.job(p.ID); j.SettleTx == nil || *j.SettleTx != settled.Tx || j.Fee != s.Settlement.Fee {
		t.Errorf("job %+v", j)
	}
	// And where the worker had given up meanwhile.
	if out := b.refund(p.ID, "x"); out.Settled != hallmark.Completed || out.Tx != settled.Tx {
		t.Errorf("returned %+v", out)
	}
}

func TestReclaimedByAThirdPartyAfterTheDeadline(t *testing.T) {
	b := newBench(t)
	p := b.order(1, nil)
	b.upTo(p.ID, "confirm")
	before := locked(t)
	market.Pass(t, 2*time.Hour) // a chain of quick blocks runs ahead of the clock
	_, err := b.Settle(t.Context(), b.step(p.ID, "settle"))
	wantFault(t, err, hallmark.Expired)
	if locked(t) != before {
		t.Error("the lock moved")
	}
	receipt := market.Send(t, market.Stranger, market.At.Reclaim(p.Signed.Order))
	_, err = b.Settle(t.Context(), b.step(p.ID, "settle"))
	wantFault(t, err, hallmark.Conflict)
	out := b.refund(p.ID, "the deadline passed")
	if out.Tx != hallmark.Digest(receipt.TxHash) || out.Settled != 0 {
		t.Errorf("returned %+v, want %s", out, receipt.TxHash)
	}
}

// TestChainTimeEndsTheWork: the deadline is the chain's, not the machine's.
func TestChainTimeEndsTheWork(t *testing.T) {
	b := newBench(t)
	p := b.order(400, nil)
	b.upTo(p.ID, "fetch")
	market.Pass(t, 2*time.Hour) // a chain of quick blocks runs ahead of the clock
	_, err := b.Fetch(t.Context(), b.step(p.ID, "fetch"))
	wantFault(t, err, hallmark.Expired)
	_, err = b.Train(t.Context(), b.step(p.ID, "train"))
	wantFault(t, err, hallmark.Expired)
	job, err := b.Enclave.Job(t.Context(), p.ID)
	if err != nil || job.State == wire.Training {
		t.Errorf("the enclave goes on: %+v, %v", job, err)
	}
	_, err = b.Publish(t.Context(), b.step(p.ID, "publish"))
	wantFault(t, err, hallmark.Expired)
	if out := b.refund(p.ID, "the deadline passed"); out.Settled != 0 || b.onChain(p.ID).Status != contracts.JobReleased {
		t.Errorf("returned %+v", out)
	}
}

// TestATrainingThatIsCutOffGoesOn: the worker is stopped in the middle; the
// enclave trains on, and the next attempt follows it.
func TestATrainingThatIsCutOffGoesOn(t *testing.T) {
	b := newBench(t)
	p := b.order(60, nil)
	b.upTo(p.ID, "fetch")
	ctx, cancel := context.WithCancel(t.Context())
	wake, stop := b.Journal.Follow(p.ID)
	go func() {
		defer cancel()
		for range wake {
			if j, err := b.Journal.Job(p.ID); err != nil || j.Step > 2 {
				return
			}
		}
	}()
	_, err := b.Train(ctx, b.step(p.ID, "train"))
	stop()
	wantFault(t, err, hallmark.Unavailable)
	b.restart()
	if out := run(b, b.Train, b.step(p.ID, "train")); out.Outcome != hallmark.Completed {
		t.Errorf("trained %+v", out)
	}
	b.eventsOnce(p.ID)
	b.refund(p.ID, "x")
}

func TestStorageThatLiesIsAskedAgain(t *testing.T) {
	b := newBench(t)
	p := b.order(1, nil)
	b.upTo(p.ID, "open")
	defer market.Storage.Heal()
	for name, kind := range map[string]local.FaultKind{"corrupt": local.Corrupt, "wrong proof": local.WrongProof, "drop": local.Drop, "missing": local.Missing} {
		market.Storage.Inject(p.Signed.Order.DatasetRoot, local.Fault{Kind: kind, Segment: -1})
		_, err := b.Fetch(t.Context(), b.step(p.ID, "fetch"))
		if err == nil {
			t.Fatalf("%s: the dataset came", name)
		}
		wantFault(t, err, hallmark.Unavailable)
		left, err := filepath.Glob(filepath.Join(b.Spool, "*"))
		if err != nil || len(left) != 0 {
			t.Errorf("%s: the spool has %v", name, left)
		}
	}
	market.Storage.Heal()
	run(b, b.Fetch, b.step(p.ID, "fetch"))
	b.refund(p.ID, "x")
}

// TestADamagedSpoolIsFetchedAgain: the disk flips a bit between two steps.
func TestADamagedSpoolIsFetchedAgain(t *testing.T) {
	b := newBench(t)
	p := b.order(1, nil)
	b.upTo(p.ID, "fetch")
	damage := func(name string) {
		path := filepath.Join(b.Spool, p.ID.String()+name)
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		raw[len(raw)/2] ^= 1
		if err := os.WriteFile(path, raw, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	damage(".dataset.age")
	_, err := b.Train(t.Context(), b.step(p.ID, "train"))
	wantFault(t, err, hallmark.Unavailable)
	run(b, b.Train, b.step(p.ID, "train"))
	sent := market.Nonce(t)
	run(b, b.Publish, b.step(p.ID, "publish"))
	if market.Nonce(t) != sent+2 { // artifact and replay file
		t.Errorf("the upload took %d transactions", market.Nonce(t)-sent)
	}
	damage(".artifact.age")
	_, err = b.Publish(t.Context(), b.step(p.ID, "publish"))
	wantFault(t, err, hallmark.Unavailable)
	run(b, b.Publish, b.step(p.ID, "publish"))
	if market.Nonce(t) != sent+2 {
		t.Error("the upload was paid twice")
	}
	b.refund(p.ID, "x")
}

func TestADatasetThatIsNowhere(t *testing.T) {
	b := newBench(t)
	p := b.accept(market.Unstored(t, workertest.Training(1), workertest.Rows(4), nil))
	b.upTo(p.ID, "open")
	_, err := b.Fetch(t.Context(), b.step(p.ID, "fetch"))
	wantFault(t, err, hallmark.NotFound)
	b.refund(p.ID, "not found")
}

// TestTheEnclaveLostItsKeys ends in the contract's refund. Tests that follow
// order from an enclave with other keys.
func TestTheEnclaveLostItsKeys(t *testing.T) {
	b := newBench(t)
	p := b.order(1, nil)
	b.upTo(p.ID, "train")
	if err := market.StopEnclave(); err != nil {
		t.Fatal(err)
	}
	_, err := b.Publish(t.Context(), b.step(p.ID, "publish"))
	wantFault(t, err, hallmark.Unavailable) // it may come back
	if err := market.LoseKeys(); err != nil {
		t.Fatal(err)
	}
	if err := market.StartEnclave(t.Context()); err != nil {
		t.Fatal(err)
	}
	if market.Info.Signer == p.Signed.Order.Signer {
		t.Fatal("the enclave has its old key")
	}
	for name, f := range map[string]func(context.Context, workflows.Step) error{
		"train":   func(ctx context.Context, s workflows.Step) error { _, err := b.Train(ctx, s); return err },
		"publish": func(ctx context.Context, s workflows.Step) error { _, err := b.Publish(ctx, s); return err },
		"confirm": func(ctx context.Context, s workflows.Step) error { _, err := b.Confirm(ctx, s); return err },
	} {
		err := f(t.Context(), b.step(p.ID, name))
		t.Log(name, err)
		wantFault(t, err, hallmark.Lost)
	}
	out := b.refund(p.ID, "lost")
	if out.Settled != 0 || b.onChain(p.ID).Status != contracts.JobReleased {
		t.Errorf("returned %+v", out)
	}
	if _, err := b.Conclude(t.Context(), workflows.Conclusion{Step: b.step(p.ID, "conclude"), Result: workflows.FineTuneResult{State: hallmark.JobRefunded, Reason: "lost"}}); err != nil {
		t.Fatal(err)
	}
	b.endedAs(p.ID, hallmark.JobRefunded)
	// New orders name the new key, and work.
	q := b.order(1, nil)
	b.upTo(q.ID, "settle")
	if !bytes.Equal(q.Signed.Order.Signer[:], market.Info.Signer[:]) || b.onChain(q.ID).Status != contracts.JobCompleted {
		t.Errorf("on chain %+v", b.onChain(q.ID))
	}
}
