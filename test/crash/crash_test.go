package crash

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/contracts"
	"github.com/hallmark-tee/hallmark/enclave/platform/sim"
	"github.com/hallmark-tee/hallmark/test"
)

// small is a job of some tens of steps, with a checkpoint every few.
func small() hallmark.TrainingConfig {
	c := hallmark.DefaultTraining()
	c.Epochs, c.MaxSteps, c.Checkpoint, c.BatchRows = 20, 80, 5, 8
	return c
}

func adapter(t *testing.T, u *test.User, id hallmark.JobID) []byte {
	t.Helper()
	fetched, err := u.Fetch(t.Context(), id, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(filepath.Join(fetched.Dir, "adapter_model.safetensors"))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func final(e hallmark.JobEvent) bool { return e.State.Final() }

// TestKillWorkerAndEnclaveInTraining runs one job undisturbed and the same one
// with the enclave and then the worker killed in the middle of training. The
// enclave goes first: it trains on while a worker is down, so only a kill that
// follows an event of a living worker is sure to fall into the training.
func TestKillWorkerAndEnclaveInTraining(t *testing.T) {
	m, _ := test.StartMarket(t)
	path := test.Rows(t, 400)
	u := test.Connect(t, m)
	calm, _ := u.Submit(t, path, small(), time.Hour)
	u.Until(t, calm, 0, final)
	want := adapter(t, u, calm)

	id, order := u.Submit(t, path, small(), time.Hour)
	killed := u.Until(t, id, 0, func(e hallmark.JobEvent) bool { return e.Code == "step" && e.Step >= 10 })
	if err := m.KillEnclave(); err != nil {
		t.Fatal(err)
	}
	if err := m.StartEnclave(t.Context()); err != nil {
		t.Fatal(err)
	}
	resumed := u.Until(t, id, killed.Seq, func(e hallmark.JobEvent) bool { return e.Code == "start" })
	if lost := int64(killed.Step) - int64(resumed.Step); lost > int64(small().Checkpoint) {
		t.Errorf("killed after step %d, resumed at %d: more than one checkpoint of %d steps is lost", killed.Step, resumed.Step, small().Checkpoint)
	}
	if err := m.KillWorker(); err != nil {
		t.Fatal(err)
	}
	if resumed.Step >= resumed.Steps {
		t.Fatalf("the worker was killed at step %d of %d: the training was over", resumed.Step, resumed.Steps)
	}
	if err := m.StartWorker(t.Context()); err != nil {
		t.Fatal(err)
	}
	u = test.Connect(t, m)
	if end := u.Until(t, id, resumed.Seq, final); end.State != hallmark.JobSettled {
		t.Fatalf("the job ended %+v", end)
	}
	if !bytes.Equal(adapter(t, u, id), want) {
		t.Error("the adapter differs from the undisturbed run's")
	}
	chargedOnce(t, u, id, order)
}

// chargedOnce holds the chain's books against the order: one fee, no lock left.
func chargedOnce(t *testing.T, u *test.User, id hallmark.JobID, order hallmark.SignedOrder) {
	t.Helper()
	events, err := u.Chain().JobEvents(t.Context(), 0, 0, &id)
	if err != nil {
		t.Fatal(err)
	}
	settled := 0
	for _, e := range events {
		if s, ok := e.(*contracts.JobSettled); ok {
			settled++
			if s.Fee != order.Order.MaxFee {
				t.Errorf("settled for %s, the price was %s", s.Fee.Coins(), order.Order.MaxFee.Coins())
			}
		}
	}
	if settled != 1 {
		t.Errorf("settled %d times", settled)
	}
	sub, err := u.Chain().SubAccount(t.Context(), order.Order.User, order.Order.Provider)
	if err != nil {
		t.Fatal(err)
	}
	if !sub.Locked.IsZero() {
		t.Errorf("%s are still locked", sub.Locked.Coins())
	}
}

// TestLostSealingKeyEndsInTheRefund takes the platform's sealing key away while
// the enclave is dead, as a reboot of a TD does.
func TestLostSealingKeyEndsInTheRefund(t *testing.T) {
	m, dir := test.StartMarket(t)
	u := test.Connect(t, m)
	id, order := u.Submit(t, test.Rows(t, 400), small(), time.Hour)
	killed := u.Until(t, id, 0, func(e hallmark.JobEvent) bool { return e.Code == "step" && e.Step >= 5 })
	if err := m.KillEnclave(); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(dir, "hardware", sim.SealingFile)); err != nil {
		t.Fatal(err)
	}
	if err := m.StartEnclave(t.Context()); err != nil {
		t.Fatal(err)
	}
	if end := u.Until(t, id, killed.Seq, final); end.State != hallmark.JobRefunded {
		t.Fatalf("the job ended %+v", end)
	}
	job, err := u.Worker.Job(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(job.Reason, hallmark.Lost.String()) {
		t.Errorf("the user is told %q", job.Reason)
	}
	on, err := u.Chain().Job(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if on.Status != contracts.JobReleased {
		t.Errorf("on chain the job is %s", on.Status)
	}
	sub, err := u.Chain().SubAccount(t.Context(), order.Order.User, order.Order.Provider)
	if err != nil {
		t.Fatal(err)
	}
	if !sub.Locked.IsZero() || sub.Free().Cmp(order.Order.MaxFee) < 0 {
		t.Errorf("the money did not come back: %+v", sub)
	}
	// The market goes on with the new keys.
	again, _ := test.Connect(t, m).Submit(t, test.Rows(t, 60), small(), time.Hour)
	if end := u.Until(t, again, 0, final); end.State != hallmark.JobSettled {
		t.Errorf("a job after the loss ended %+v", end)
	}
}
