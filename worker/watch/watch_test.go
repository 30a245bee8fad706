package watch_test

import (
	"context"
	"log/slog"
	"os"
	"testing"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/contracts"
	"github.com/hallmark-tee/hallmark/worker/journal"
	"github.com/hallmark-tee/hallmark/worker/watch"
	"github.com/hallmark-tee/hallmark/worker/workertest"
)

var market *workertest.Market

func TestMain(m *testing.M) {
	os.Exit(workertest.Run(m, func(all *workertest.Market) { market = all }))
}

func newWatcher(t *testing.T) (*watch.Watcher, *journal.Journal) {
	t.Helper()
	j, err := journal.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := j.Close(); err != nil {
			t.Error(err)
		}
	})
	return &watch.Watcher{Chain: market.Chain, Journal: j, Every: 5 * time.Millisecond, Log: slog.New(slog.DiscardHandler)}, j
}

func look(t *testing.T, w *watch.Watcher) {
	t.Helper()
	if err := w.Look(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func accept(t *testing.T, j *journal.Journal, p workertest.Parcel) {
	t.Helper()
	o := p.Signed.Order
	if _, _, err := j.Accept(p.ID, p.Signed, hallmark.Job{ID: p.ID, User: o.User, State: hallmark.JobAccepted, MaxFee: o.MaxFee, Deadline: o.Deadline}); err != nil {
		t.Fatal(err)
	}
}

func texts(t *testing.T, j *journal.Journal, id hallmark.JobID) (out []string) {
	t.Helper()
	events, err := j.Events(id, 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range events {
		if e.Code != "chain" || e.Hash == nil {
			t.Errorf("%+v", e)
		}
		out = append(out, e.Text)
	}
	return out
}

// TestWhatTheChainSaysOfOurJobs: opened, cancelled and reclaimed without the
// worker; another provider's job leaves no trace.
func TestWhatTheChainSaysOfOurJobs(t *testing.T) {
	w, j := newWatcher(t)
	look(t, w) // no jobs: only where the chain is
	if n, err := j.Marked("watched-block"); err != nil || n != market.Head(t).Number {
		t.Errorf("marked %d of %d, %v", n, market.Head(t).Number, err)
	}
	ours := market.Unstored(t, workertest.Training(1), workertest.Rows(4), nil)
	foreign := market.Unstored(t, workertest.Training(1), workertest.Rows(4), nil)
	accept(t, j, ours)
	opened := map[hallmark.JobID]hallmark.Digest{}
	for _, p := range []workertest.Parcel{ours, foreign} {
		opened[p.ID] = hallmark.Digest(market.Send(t, market.Provider, market.At.Open(p.Signed.Order, p.Signed.Signature)).TxHash)
	}
	look(t, w)
	if job, err := j.Job(ours.ID); err != nil || job.OpenTx == nil || *job.OpenTx != opened[ours.ID] || job.State != hallmark.JobAccepted {
		t.Errorf("%+v, %v: the watcher must not move a job", job, err)
	}
	if _, err := j.Job(foreign.ID); hallmark.KindOf(err) != hallmark.NotFound {
		t.Errorf("a foreign job: %v", err)
	}
	look(t, w) // nothing new, nothing twice
	market.Send(t, market.Stranger, market.At.RequestCancel(ours.Signed.Order, market.Cancel(t, ours.ID).Signature))
	look(t, w)
	on, err := market.Chain.Job(t.Context(), ours.ID)
	if err != nil {
		t.Fatal(err)
	}
	if job, err := j.Job(ours.ID); err != nil || job.EndsAt != on.EndsAt || on.EndsAt == 0 {
		t.Errorf("%+v, %v, on chain %+v", job, err, on)
	}
	market.Pass(t, 2*time.Hour)
	for _, p := range []workertest.Parcel{ours, foreign} {
		market.Send(t, market.Stranger, market.At.Reclaim(p.Signed.Order))
	}
	look(t, w)
	got := texts(t, j, ours.ID)
	want := []string{"chain: opened", "chain: cancel requested", "chain: " + contracts.JobReclaimed.String()}
	if len(got) != len(want) {
		t.Fatalf("%q", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("event %d is %q, want %q", i, got[i], want[i])
		}
	}
	// A job that is over stays as it is, whatever the chain still says.
	if _, err := j.Change(ours.ID, func(j *hallmark.Job) { j.State = hallmark.JobRefunded }, hallmark.JobEvent{Code: "chain", Hash: &hallmark.Digest{}}); err != nil {
		t.Fatal(err)
	}
	if err := j.Mark("watched-block", 1); err != nil { // looked at again from far back
		t.Fatal(err)
	}
	look(t, w)
	if job, err := j.Job(ours.ID); err != nil || job.State != hallmark.JobRefunded {
		t.Errorf("%+v, %v", job, err)
	}
}

func TestRunFollowsAndEnds(t *testing.T) {
	w, j := newWatcher(t)
	p := market.Unstored(t, workertest.Training(1), workertest.Rows(4), nil)
	accept(t, j, p)
	look(t, w)
	wake, done := j.Follow(p.ID)
	defer done()
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { defer close(ended); w.Run(ctx) }()
	market.Send(t, market.Provider, market.At.Open(p.Signed.Order, p.Signed.Signature))
	<-wake
	if got := texts(t, j, p.ID); len(got) != 1 || got[0] != "chain: opened" {
		t.Errorf("%q", got)
	}
	cancel()
	<-ended
}
