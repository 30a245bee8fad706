package api_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/contracts"
	"github.com/hallmark-tee/hallmark/worker/workertest"
)

// parcel is a signed order, edited before its signature.
func parcel(t *testing.T, edit func(*hallmark.SignedOrder)) workertest.Parcel {
	return market.Unstored(t, workertest.Training(1), workertest.Rows(4), edit)
}

func TestOrdersThatWouldFailAreRefused(t *testing.T) {
	d := newDesk(t)
	for name, c := range map[string]struct {
		edit func(*hallmark.SignedOrder)
		kind hallmark.Kind
	}{
		"another provider":       {func(s *hallmark.SignedOrder) { s.Order.Provider[0] ^= 1 }, hallmark.Forbidden},
		"an older enclave key":   {func(s *hallmark.SignedOrder) { s.Order.Signer[0] ^= 1 }, hallmark.Conflict},
		"below the price":        {func(s *hallmark.SignedOrder) { s.Order.Price = hallmark.NewAmount(999) }, hallmark.Conflict},
		"no time left":           {func(s *hallmark.SignedOrder) { s.Order.Deadline = market.Head(t).Time + 60 }, hallmark.Expired},
		"past":                   {func(s *hallmark.SignedOrder) { s.Order.Deadline = 1 }, hallmark.Expired},
		"another policy":         {func(s *hallmark.SignedOrder) { s.Order.Policy[0] ^= 1 }, hallmark.AgainstPolicy},
		"a path that leads away": {func(s *hallmark.SignedOrder) { s.Proof.Path = append(s.Proof.Path, hallmark.Digest{1}) }, hallmark.AgainstPolicy},
		"another measurement": {func(s *hallmark.SignedOrder) {
			s.Proof = workertest.ProofOf(t, hallmark.Digest{5})
			s.Order.Policy = contracts.PolicyProof(s.Proof).Policy()
		}, hallmark.AgainstPolicy},
		"above the funds": {func(s *hallmark.SignedOrder) { s.Order.MaxFee = workertest.Coins(100_000) }, hallmark.Unfunded},
		"no such model":   {func(s *hallmark.SignedOrder) { s.Order.BaseModel[0] ^= 1 }, hallmark.NotFound},
		"witnesses": {func(s *hallmark.SignedOrder) {
			s.Config.Delivery = &hallmark.Delivery{Witnesses: []hallmark.Address{{1}}, Min: 1}
		}, hallmark.Unsupported},
		"too long rows":  {func(s *hallmark.SignedOrder) { s.Config.SeqLen = 1024 }, hallmark.Unsupported},
		"its own user":   {func(s *hallmark.SignedOrder) { s.Order.User = s.Order.Provider }, hallmark.Invalid},
		"no policy":      {func(s *hallmark.SignedOrder) { s.Order.Policy = hallmark.Digest{} }, hallmark.Invalid},
		"another user's": {func(s *hallmark.SignedOrder) { s.Order.User = workertest.Address(market.Stranger) }, hallmark.Unauthenticated},
		"another split":  {func(s *hallmark.SignedOrder) { s.Order.Split[0] ^= 1 }, hallmark.Mismatch},
		"another key":    {func(s *hallmark.SignedOrder) { s.Order.Recipient[0] ^= 1 }, hallmark.Mismatch},
	} {
		t.Run(name, func(t *testing.T) {
			d.in(t)
			p := parcel(t, c.edit)
			d.refused(name, d.post("/v1/jobs", p.Signed), c.kind)
			if _, err := d.j.Job(p.ID); hallmark.KindOf(err) != hallmark.NotFound {
				t.Errorf("it was kept: %v", err)
			}
		})
	}
	p := parcel(t, nil)
	for name, change := range map[string]func(*hallmark.SignedOrder){
		"signature":     func(s *hallmark.SignedOrder) { s.Signature[3] ^= 1 },
		"order":         func(s *hallmark.SignedOrder) { s.Order.MaxFee = hallmark.NewAmount(1) },
		"configuration": func(s *hallmark.SignedOrder) { s.Config.Epochs++ },
	} {
		s := p.Signed
		s.Signature = append(hallmark.Hex(nil), s.Signature...)
		change(&s)
		if status, _, b := d.get(d.post("/v1/jobs", s)); status != http.StatusUnprocessableEntity && status != http.StatusUnauthorized {
			t.Errorf("altered %s: %d %s", name, status, b)
		}
	}
	for _, body := range []string{"", "{", "null", `{"order":{},"extra":1}`, `[]`} {
		d.refused(body, request{method: http.MethodPost, path: "/v1/jobs", body: []byte(body)}, hallmark.Invalid)
	}
	if len(d.jobs.started) != 0 {
		t.Errorf("started %v", d.jobs.started)
	}
}

func TestTheSameOrderIsOneJob(t *testing.T) {
	d := newDesk(t)
	p := parcel(t, nil)
	var wg sync.WaitGroup
	for range 6 {
		wg.Go(func() {
			var job hallmark.Job
			status, _, b := d.get(d.post("/v1/jobs", p.Signed))
			if err := json.Unmarshal(b, &job); err != nil || status != http.StatusOK || job.ID != p.ID || job.State != hallmark.JobAccepted {
				t.Errorf("%d %s, %v", status, b, err)
			}
		})
	}
	wg.Wait()
	all, err := d.j.Jobs(func(hallmark.Job) bool { return true })
	if err != nil || len(all) != 1 || len(d.jobs.started) != 1 {
		t.Errorf("%d jobs, %d started, %v", len(all), len(d.jobs.started), err)
	}
	if b := d.jobs.started[p.ID]; b > time.Hour || b < 50*time.Minute {
		t.Errorf("budget %s", b)
	}
	// Once it is over nothing starts again, and the answer tells a stranger who
	// copies the order from the chain nothing of the training.
	_, err = d.j.Change(p.ID, func(j *hallmark.Job) {
		j.State, j.Reason, j.Step, j.Tokens, j.Loss = hallmark.JobRefunded, "why", 7, 99, "1.5"
	}, hallmark.JobEvent{})
	if err != nil {
		t.Fatal(err)
	}
	d.jobs.started = nil
	status, _, b := d.get(d.post("/v1/jobs", p.Signed))
	var job hallmark.Job
	if err := json.Unmarshal(b, &job); err != nil || status != http.StatusOK || job.State != hallmark.JobRefunded || job.Reason != "" || job.Step != 0 || job.Tokens != 0 || job.Loss != "" {
		t.Errorf("%d %s, %v", status, b, err)
	}
	if len(d.jobs.started) != 0 {
		t.Error("a job that is over was started")
	}
}

func TestOneUserHasNotAllTheRoom(t *testing.T) {
	d := newDesk(t)
	var first hallmark.JobID
	for i := range 3 {
		p := parcel(t, nil)
		if i == 0 {
			first = p.ID
		}
		if status, _, b := d.get(d.post("/v1/jobs", p.Signed)); status != http.StatusOK {
			t.Fatalf("%d %s", status, b)
		}
	}
	more := parcel(t, nil)
	d.refused("a fourth", d.post("/v1/jobs", more.Signed), hallmark.Exhausted)
	if _, err := d.j.Change(first, func(j *hallmark.Job) { j.State = hallmark.JobSettled }, hallmark.JobEvent{}); err != nil {
		t.Fatal(err)
	}
	if status, _, b := d.get(d.post("/v1/jobs", more.Signed)); status != http.StatusOK {
		t.Errorf("%d %s", status, b)
	}
}

func TestCancel(t *testing.T) {
	d := newDesk(t)
	p, other := parcel(t, nil), hallmark.JobID{7}
	if status, _, b := d.get(d.post("/v1/jobs", p.Signed)); status != http.StatusOK {
		t.Fatalf("%d %s", status, b)
	}
	path := "/v1/jobs/" + p.ID.String() + "/cancel"
	good := market.Cancel(t, p.ID)
	foreign := good
	foreign.Signature = workertest.Sign(t, market.Stranger, market.Domain.Cancel(good.Cancel))
	d.refused("unsigned", d.post(path, hallmark.CancelRequest{Cancel: good.Cancel}), hallmark.Unauthenticated)
	d.refused("a stranger's", d.post(path, foreign), hallmark.Unauthenticated)
	d.refused("of another job", d.post(path, market.Cancel(t, other)), hallmark.Mismatch)
	d.refused("of no job", d.post("/v1/jobs/"+other.String()+"/cancel", market.Cancel(t, other)), hallmark.NotFound)
	d.refused("not an id", d.post("/v1/jobs/x/cancel", good), hallmark.Invalid)
	if _, err := d.j.Cancel(p.ID); hallmark.KindOf(err) != hallmark.NotFound || len(d.jobs.signals) != 0 {
		t.Fatalf("something was kept: %v, %v", err, d.jobs.signals)
	}
	for range 2 {
		if status, _, b := d.get(d.post(path, good)); status != http.StatusOK {
			t.Errorf("%d %s", status, b)
		}
	}
	if kept, err := d.j.Cancel(p.ID); err != nil || kept.Cancel != good.Cancel || len(d.jobs.signals) != 2 {
		t.Errorf("%+v, %v, %v", kept, err, d.jobs.signals)
	}
	if _, err := d.j.Change(p.ID, func(j *hallmark.Job) { j.State = hallmark.JobSettled }, hallmark.JobEvent{}); err != nil {
		t.Fatal(err)
	}
	d.refused("too late", d.post(path, good), hallmark.Conflict)
}

func TestAnOrderIsKeptWhileTemporalIsAway(t *testing.T) {
	d := newDesk(t)
	d.jobs.err = hallmark.Errorf(hallmark.Unavailable, "Temporal is away")
	p := parcel(t, nil)
	d.refused("away", d.post("/v1/jobs", p.Signed), hallmark.Unavailable)
	if _, err := d.j.Job(p.ID); err != nil {
		t.Fatal(err)
	}
	d.jobs.err = nil
	if status, _, b := d.get(d.post("/v1/jobs", p.Signed)); status != http.StatusOK {
		t.Errorf("%d %s", status, b)
	}
}

func TestTheResultComesWithTheSettlement(t *testing.T) {
	d := newDesk(t)
	id := hallmark.JobID{1}
	d.job(id)
	if err := d.j.KeepResult(id, hallmark.JobResult{SettleTx: hallmark.Digest{4}}); err != nil {
		t.Fatal(err)
	}
	path := "/v1/jobs/" + id.String() + "/result"
	d.refused("early", d.signed(market.User, http.MethodGet, path), hallmark.NotFound)
	if _, err := d.j.Change(id, func(j *hallmark.Job) { j.State = hallmark.JobSettled }, hallmark.JobEvent{}); err != nil {
		t.Fatal(err)
	}
	status, _, b := d.get(d.signed(market.User, http.MethodGet, path))
	var r hallmark.JobResult
	if err := json.Unmarshal(b, &r); err != nil || status != http.StatusOK || r.SettleTx != (hallmark.Digest{4}) || len(r.Evidence.Endorsements.RIMs) != 1 {
		t.Errorf("%d %s, %v", status, b, err)
	}
}

// lines reads events until n came or the stream ended.
func lines(t *testing.T, resp *http.Response, n int) []hallmark.JobEvent {
	t.Helper()
	if resp.StatusCode != http.StatusOK || resp.Header.Get("Content-Type") != "text/event-stream" {
		t.Fatalf("%d %s", resp.StatusCode, resp.Header.Get("Content-Type"))
	}
	var out []hallmark.JobEvent
	s := bufio.NewScanner(resp.Body)
	last := ""
	for len(out) < n && s.Scan() {
		if id, is := strings.CutPrefix(s.Text(), "id: "); is {
			last = id
		}
		if data, is := strings.CutPrefix(s.Text(), "data: "); is {
			var e hallmark.JobEvent
			if err := json.Unmarshal([]byte(data), &e); err != nil || last != fmt.Sprint(e.Seq) {
				t.Fatalf("id %s of %s: %v", last, data, err)
			}
			out = append(out, e)
		}
	}
	return out
}

func TestEventsResumeAndEnd(t *testing.T) {
	d := newDesk(t)
	id := hallmark.JobID{1}
	d.job(id)
	add := func(s hallmark.JobState) {
		if _, err := d.j.Change(id, func(j *hallmark.Job) { j.State = s }, hallmark.JobEvent{Code: "state"}); err != nil {
			t.Error(err)
		}
	}
	for range 600 { // more than two pages
		add(hallmark.JobTraining)
	}
	path := "/v1/jobs/" + id.String() + "/events"
	follow := func(query, last string) *http.Response {
		r := d.signed(market.User, http.MethodGet, path+query)
		r.after = func(q *http.Request) {
			if last != "" {
				q.Header.Set("Last-Event-ID", last)
			}
		}
		return d.send(r)
	}
	if got := lines(t, follow("?follow=no", ""), 10_000); len(got) != 600 || got[0].Seq != 1 || got[599].Seq != 600 {
		t.Errorf("%d events", len(got))
	}
	if got := lines(t, follow("?follow=no", "590"), 10_000); len(got) != 10 || got[0].Seq != 591 {
		t.Errorf("%d events after 590", len(got))
	}
	if got := lines(t, follow("?follow=no", "18446744073709551615"), 10_000); len(got) != 0 {
		t.Errorf("%d events after the last number", len(got))
	}
	r := d.signed(market.User, http.MethodGet, path)
	r.after = func(q *http.Request) { q.Header.Set("Last-Event-ID", "x") }
	d.refused("no number", r, hallmark.Invalid)

	live := follow("", "599")
	if got := lines(t, live, 1); len(got) != 1 || got[0].Seq != 600 {
		t.Fatalf("%+v", got)
	}
	add(hallmark.JobSettling)
	add(hallmark.JobSettled) // the stream ends by itself
	if got := lines(t, live, 10_000); len(got) != 2 || got[1].State != hallmark.JobSettled {
		t.Errorf("%+v", got)
	}
	if got := lines(t, follow("", ""), 10_000); len(got) != 602 { // and so does one of a job that is over
		t.Errorf("%d events", len(got))
	}
	if got := lines(t, follow("", "602"), 10_000); len(got) != 0 { // nothing new will come
		t.Errorf("%d events", len(got))
	}
}

func TestAStreamEndsWithTheJournal(t *testing.T) {
	d := newDesk(t)
	id := hallmark.JobID{1}
	d.job(id)
	if _, err := d.j.Change(id, func(*hallmark.Job) {}, hallmark.JobEvent{Code: "state"}); err != nil {
		t.Fatal(err)
	}
	live := d.send(d.signed(market.User, http.MethodGet, "/v1/jobs/"+id.String()+"/events"))
	if got := lines(t, live, 1); len(got) != 1 {
		t.Fatal(got)
	}
	if err := d.j.Close(); err != nil {
		t.Fatal(err)
	}
	if got := lines(t, live, 1); len(got) != 0 {
		t.Errorf("%+v", got)
	}
}
