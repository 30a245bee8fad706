package api

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/hallmark-tee/hallmark"
)

const (
	eventsPage = 256
	// quiet is how often an idle stream shows that it lives.
	quiet = 15 * time.Second
)

// events streams a job's log as server-sent events, ids being sequence
// numbers: a client that comes back with Last-Event-ID misses nothing. The
// stream ends after the job's last event, or with ?follow=no after what there
// is.
func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	job, err := s.mine(r)
	after := uint64(0)
	if last := r.Header.Get("Last-Event-ID"); err == nil && last != "" {
		if after, err = strconv.ParseUint(last, 10, 64); err != nil {
			err = hallmark.Errorf(hallmark.Invalid, "header Last-Event-ID must be a number")
		}
	}
	if err != nil {
		s.answer(w, r, nil, err)
		return
	}
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	wake, done := s.Journal.Follow(job.ID)
	defer done()
	out := http.NewResponseController(w)
	beat := time.NewTicker(quiet)
	defer beat.Stop()
	for {
		// The state is read first: if it is final, the last event is among those
		// that are sent now.
		job, err := s.Journal.Job(job.ID)
		if err == nil {
			err = s.send(w, job.ID, &after)
		}
		if err == nil {
			err = out.Flush()
		}
		if err != nil || job.State.Final() || r.URL.Query().Get("follow") == "no" {
			return
		}
		select {
		case <-r.Context().Done():
			return
		case _, open := <-wake:
			if !open {
				return
			}
		case <-beat.C:
			if _, err := fmt.Fprint(w, ": alive\n\n"); err != nil {
				return
			}
		}
	}
}

// send writes what is new.
func (s *Server) send(w http.ResponseWriter, id hallmark.JobID, after *uint64) error {
	for {
		page, err := s.Journal.Events(id, *after, eventsPage)
		if err != nil {
			return err
		}
		for _, e := range page {
			b, err := json.Marshal(e)
			if err != nil {
				return err
			}
			if _, err := fmt.Fprintf(w, "id: %d\nevent: %s\ndata: %s\n\n", e.Seq, e.Code, b); err != nil {
				return err
			}
			*after = e.Seq
		}
		if len(page) < eventsPage {
			return nil
		}
	}
}
