package journal_test

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/worker/journal"
)

// childVariable makes this binary the process that is killed.
const childVariable = "HALLMARK_TEST_JOURNAL_CHILD"

func TestMain(m *testing.M) {
	if dir := os.Getenv(childVariable); dir != "" {
		child(dir)
	}
	os.Exit(m.Run())
}

func open(t *testing.T, dir string) *journal.Journal {
	t.Helper()
	j, err := journal.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { j.Close() })
	return j
}

func fresh(t *testing.T) *journal.Journal { return open(t, t.TempDir()) }

func accept(t *testing.T, j *journal.Journal, id hallmark.JobID) {
	t.Helper()
	if _, isNew, err := j.Accept(id, hallmark.SignedOrder{Order: hallmark.Order{Nonce: id}}, hallmark.Job{ID: id, State: hallmark.JobAccepted}); err != nil || !isNew {
		t.Fatal(isNew, err)
	}
}

func wantKind(t *testing.T, err error, want hallmark.Kind) {
	t.Helper()
	if err == nil || hallmark.KindOf(err) != want {
		t.Errorf("got %v, want %v", err, want)
	}
}

func to(s hallmark.JobState) func(*hallmark.Job) { return func(j *hallmark.Job) { j.State = s } }

func TestAFinalStateStays(t *testing.T) {
	for _, final := range []hallmark.JobState{hallmark.JobSettled, hallmark.JobRefunded, hallmark.JobRefused} {
		j, id := fresh(t), hallmark.JobID{1}
		accept(t, j, id)
		if _, err := j.Change(id, to(final), hallmark.JobEvent{Code: "done"}); err != nil {
			t.Fatal(err)
		}
		for _, other := range []hallmark.JobState{hallmark.JobAccepted, hallmark.JobTraining, hallmark.JobSettled, hallmark.JobRefunded, hallmark.JobRefused} {
			if other == final {
				continue
			}
			_, err := j.Change(id, func(job *hallmark.Job) { job.State, job.Reason = other, "changed" }, hallmark.JobEvent{Code: "state"})
			wantKind(t, err, hallmark.Conflict)
		}
		if job, err := j.Job(id); err != nil || job.State != final || job.Reason != "" {
			t.Errorf("%+v, %v", job, err)
		}
		if events, err := j.Events(id, 0, 10); err != nil || len(events) != 1 {
			t.Errorf("a refused change left an event: %v, %v", events, err)
		}
		// What is learnt later may be added.
		tx := hallmark.Digest{9}
		if job, err := j.Change(id, func(job *hallmark.Job) { job.SettleTx = &tx }, hallmark.JobEvent{Code: "chain"}); err != nil || job.State != final || *job.SettleTx != tx {
			t.Errorf("%+v, %v", job, err)
		}
	}
}

func TestAnOrderIsAcceptedOnce(t *testing.T) {
	j, id := fresh(t), hallmark.JobID{1}
	var wg sync.WaitGroup
	var mu sync.Mutex
	news := 0
	for range 8 {
		wg.Go(func() {
			_, isNew, err := j.Accept(id, hallmark.SignedOrder{}, hallmark.Job{ID: id, State: hallmark.JobAccepted})
			if err != nil {
				t.Error(err)
			}
			mu.Lock()
			defer mu.Unlock()
			if isNew {
				news++
			}
		})
	}
	wg.Wait()
	if news != 1 {
		t.Errorf("accepted %d times", news)
	}
	if _, err := j.Change(id, to(hallmark.JobTraining), hallmark.JobEvent{}); err != nil {
		t.Fatal(err)
	}
	if known, isNew, err := j.Accept(id, hallmark.SignedOrder{}, hallmark.Job{ID: id, State: hallmark.JobAccepted}); err != nil || isNew || known.State != hallmark.JobTraining {
		t.Errorf("%+v, %t, %v", known, isNew, err)
	}
}

func TestWhatIsMissingIsNotFound(t *testing.T) {
	j, id := fresh(t), hallmark.JobID{1}
	for what, err := range map[string]error{
		"job":          second(j.Job(id)),
		"order":        second(j.Order(id)),
		"cancel":       second(j.Cancel(id)),
		"result":       second(j.Result(id)),
		"change":       second(j.Change(id, to(hallmark.JobTraining), hallmark.JobEvent{})),
		"once":         j.ChangeOnce(id, "x", 1, to(hallmark.JobTraining), hallmark.JobEvent{}),
		"registration": func() error { _, _, err := j.Registered(hallmark.Digest{}); return err }(),
		"evidence":     func() error { _, _, err := j.Registered(hallmark.Digest{1}); return err }(),
	} {
		if hallmark.KindOf(err) != hallmark.NotFound {
			t.Errorf("%s: %v", what, err)
		}
	}
	if row, found, err := j.Outgoing("x"); found || err != nil {
		t.Errorf("%+v, %v", row, err)
	}
	if n, err := j.Marked("x"); n != 0 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
	if e, err := j.Events(id, 0, 10); len(e) != 0 || err != nil {
		t.Errorf("%v, %v", e, err)
	}
}

func second[T any](_ T, err error) error { return err }

func TestOneSettlementRecordPerJob(t *testing.T) {
	j, id := fresh(t), hallmark.JobID{1}
	for range 2 {
		if err := j.KeepRecord(id, []byte("sealed")); err != nil {
			t.Fatal(err)
		}
	}
	wantKind(t, j.KeepRecord(id, []byte("another")), hallmark.Conflict)
	if err := j.KeepRecord(hallmark.JobID{2}, []byte("another")); err != nil {
		t.Error(err)
	}
}

func TestTheFirstCancelStays(t *testing.T) {
	j, id := fresh(t), hallmark.JobID{1}
	for _, sig := range []hallmark.Hex{{1}, {2}} {
		if err := j.KeepCancel(id, hallmark.CancelRequest{Signature: sig}); err != nil {
			t.Fatal(err)
		}
	}
	if c, err := j.Cancel(id); err != nil || c.Signature[0] != 1 {
		t.Errorf("%+v, %v", c, err)
	}
}

func TestASecondWorkerIsRefused(t *testing.T) {
	dir := t.TempDir()
	open(t, dir)
	_, err := journal.Open(dir)
	wantKind(t, err, hallmark.Conflict)
}

func TestEventsKeepTheirOrder(t *testing.T) {
	j := fresh(t)
	a, b := hallmark.JobID{1}, hallmark.JobID{2}
	accept(t, j, a)
	accept(t, j, b)
	var wg sync.WaitGroup
	for _, id := range []hallmark.JobID{a, b} {
		for range 4 {
			wg.Go(func() {
				for range 10 {
					if _, err := j.Change(id, func(*hallmark.Job) {}, hallmark.JobEvent{Code: "step"}); err != nil {
						t.Error(err)
					}
				}
			})
		}
	}
	wg.Wait()
	for _, id := range []hallmark.JobID{a, b} {
		after, n := uint64(0), uint64(0)
		for {
			page, err := j.Events(id, after, 7)
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range page {
				n++
				if e.Seq != n || e.Time == 0 || e.State != hallmark.JobAccepted {
					t.Fatalf("event %d is %+v", n, e)
				}
				after = e.Seq
			}
			if len(page) < 7 {
				break
			}
		}
		if n != 40 {
			t.Errorf("%d events, want 40", n)
		}
	}
	if e, err := j.Events(a, ^uint64(0), 10); err != nil || len(e) != 0 {
		t.Errorf("after the last number come %v, %v", e, err)
	}
}

func TestANumberedSourceIsRecordedOnce(t *testing.T) {
	j, id := fresh(t), hallmark.JobID{1}
	accept(t, j, id)
	for _, line := range []struct {
		source string
		seq    uint64
	}{{"boot1", 1}, {"boot1", 2}, {"boot1", 1}, {"boot1", 2}, {"boot1", 3}, {"boot2", 1}, {"boot2", 1}} {
		if err := j.ChangeOnce(id, line.source, line.seq, func(j *hallmark.Job) { j.Step++ }, hallmark.JobEvent{Code: "step"}); err != nil {
			t.Fatal(err)
		}
	}
	events, err := j.Events(id, 0, 10)
	if job, e := j.Job(id); err != nil || e != nil || len(events) != 4 || job.Step != 4 {
		t.Errorf("%d events, step %d, %v, %v", len(events), job.Step, err, e)
	}
}

func TestFollowersWake(t *testing.T) {
	j, id := fresh(t), hallmark.JobID{1}
	accept(t, j, id)
	accept(t, j, hallmark.JobID{2})
	wake, done := j.Follow(id)
	gone, leave := j.Follow(id)
	leave()
	if _, err := j.Change(hallmark.JobID{2}, func(*hallmark.Job) {}, hallmark.JobEvent{}); err != nil {
		t.Fatal(err)
	}
	select {
	case <-wake:
		t.Error("woken for another job")
	default:
	}
	for range 3 { // a slow follower is woken once for all
		if _, err := j.Change(id, func(*hallmark.Job) {}, hallmark.JobEvent{}); err != nil {
			t.Fatal(err)
		}
	}
	if _, open := <-wake; !open {
		t.Error("closed instead of woken")
	}
	select {
	case <-wake:
		t.Error("woken twice")
	case <-gone:
		t.Error("woken after it left")
	default:
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	if _, open := <-wake; open {
		t.Error("woken instead of closed")
	}
	done()
	late, done := j.Follow(id)
	defer done()
	if _, open := <-late; open {
		t.Error("a closed journal can be followed")
	}
	_, err := j.Job(id)
	wantKind(t, err, hallmark.Unavailable)
	wantKind(t, j.Mark("x", 1), hallmark.Unavailable)
}

func TestTheOutboxIsReadByNonce(t *testing.T) {
	j := fresh(t)
	for _, row := range []journal.OutgoingTx{{Purpose: "c", Nonce: 300}, {Purpose: "a", Nonce: 2}, {Purpose: "b", Nonce: 5}} {
		if err := j.KeepOutgoing(row); err != nil {
			t.Fatal(err)
		}
	}
	if err := j.KeepOutgoing(journal.OutgoingTx{Purpose: "b", Nonce: 301}); err != nil { // signed anew
		t.Fatal(err)
	}
	rows, err := j.OutgoingFrom(3)
	if err != nil || len(rows) != 2 || rows[0].Purpose != "c" || rows[1].Purpose != "b" || rows[1].Nonce != 301 {
		t.Errorf("%+v, %v", rows, err)
	}
}

func TestJobsComeNewestDeadlineFirst(t *testing.T) {
	j := fresh(t)
	for i, deadline := range []uint64{5, 9, 7} {
		id := hallmark.JobID{byte(i)}
		if _, _, err := j.Accept(id, hallmark.SignedOrder{}, hallmark.Job{ID: id, Deadline: deadline}); err != nil {
			t.Fatal(err)
		}
	}
	all, err := j.Jobs(func(job hallmark.Job) bool { return job.Deadline > 5 })
	if err != nil || len(all) != 2 || all[0].Deadline != 9 || all[1].Deadline != 7 {
		t.Errorf("%+v, %v", all, err)
	}
	if none, err := j.Jobs(func(hallmark.Job) bool { return false }); err != nil || none == nil {
		t.Errorf("no jobs must be an empty list, not null: %v, %v", none, err)
	}
}

func TestRegistrations(t *testing.T) {
	dir := t.TempDir()
	j := open(t, dir)
	for i := range byte(3) {
		r := journal.Registration{Evidence: hallmark.Evidence{Quote: []byte{i}}, Tx: hallmark.Digest{i}}
		if err := j.KeepRegistration(hallmark.Digest{1, i}, r); err != nil {
			t.Fatal(err)
		}
	}
	for want, ask := range map[byte]hallmark.Digest{2: {}, 1: {1, 1}} {
		if at, r, err := j.Registered(ask); err != nil || at != (hallmark.Digest{1, want}) || r.Tx != (hallmark.Digest{want}) || r.Evidence.Quote[0] != want {
			t.Errorf("%s, %+v, %v", at, r, err)
		}
	}
}

// child writes until it is killed, telling after each write what is durable.
func child(dir string) {
	j, err := journal.Open(dir)
	if err != nil {
		fmt.Println("error", err)
		os.Exit(1)
	}
	id := hallmark.JobID{1}
	_, _, err = j.Accept(id, hallmark.SignedOrder{Order: hallmark.Order{Nonce: id}}, hallmark.Job{ID: id, State: hallmark.JobAccepted})
	for n := uint64(1); err == nil; n++ {
		if _, err = j.Change(id, func(j *hallmark.Job) { j.Step = n }, hallmark.JobEvent{Code: "step", Step: n}); err == nil {
			err = j.KeepOutgoing(journal.OutgoingTx{Purpose: fmt.Sprint(n), Nonce: n})
		}
		if err == nil {
			fmt.Println(n)
		}
	}
	fmt.Println("error", err)
	os.Exit(1)
}

// TestKill9LosesNothing: what a write returned for is there after kill -9, and
// the file opens.
func TestKill9LosesNothing(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	c := exec.Command(self)
	c.Env = append(os.Environ(), childVariable+"="+dir)
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	last := uint64(0)
	for last < 20 && lines.Scan() {
		if _, err := fmt.Sscan(lines.Text(), &last); err != nil {
			t.Fatal(lines.Text())
		}
	}
	if err := c.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	for lines.Scan() { // written before the signal arrived
		if !strings.HasPrefix(lines.Text(), "error") {
			if _, err := fmt.Sscan(lines.Text(), &last); err != nil {
				t.Fatal(err)
			}
		}
	}
	_ = c.Wait() // killed
	j := open(t, dir)
	job, err := j.Job(hallmark.JobID{1})
	if err != nil || job.Step < last {
		t.Errorf("step %d is left of %d, %v", job.Step, last, err)
	}
	events, err := j.Events(job.ID, 0, 1<<20)
	if err != nil || uint64(len(events)) != job.Step {
		t.Errorf("%d events for %d steps, %v", len(events), job.Step, err)
	}
	rows, err := j.OutgoingFrom(1)
	if err != nil || uint64(len(rows)) < last {
		t.Errorf("%d rows of %d, %v", len(rows), last, err)
	}
	if order, err := j.Order(job.ID); err != nil || !reflect.DeepEqual(order.Order.Nonce, job.ID) {
		t.Errorf("%+v, %v", order, err)
	}
}
