package enclave

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"os"
	"path"
	"strconv"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/wire"
)

// beat is how often a progress stream says that the enclave lives.
const beat = 5 * time.Second

// published is an .age file of a trained job, as the worker publishes it.
type published struct {
	name string // in the store
	wire.Artifact
}

func (s *Service) artifact(id hallmark.JobID, d *done) published {
	return published{artifactName(id), d.Artifact}
}

func (s *Service) replay(id hallmark.JobID, d *done) published {
	return published{replayName(id), wire.Artifact{Root: d.Replay.Root, Digest: d.Replay.Digest, Bytes: d.Replay.Bytes}}
}

// send streams one .age file of a trained job.
func (s *Service) send(which func(*Service, hallmark.JobID, *done) published) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		f, size, err := s.openPublished(r, which)
		if err != nil {
			s.refuse(w, r, err)
			return
		}
		defer f.Close()
		w.Header().Set("Content-Type", "application/octet-stream")
		w.Header().Set("Content-Length", strconv.FormatInt(size, 10))
		if n, err := io.Copy(w, f); err != nil {
			s.log.Warn("a file was not sent to its end", "path", r.URL.Path, "bytes", n, "error", err)
		}
	}
}

func (s *Service) openPublished(r *http.Request, which func(*Service, hallmark.JobID, *done) published) (*os.File, int64, error) {
	id, err := idOf(r)
	if err != nil {
		return nil, 0, err
	}
	j, err := s.find(id)
	if err != nil {
		return nil, 0, err
	}
	rec := j.snapshot()
	if rec.Done == nil || rec.State == wire.Closed {
		return nil, 0, hallmark.Errorf(hallmark.Conflict, "job %s is %s and has no artifact", id, rec.State)
	}
	want := which(s, id, rec.Done)
	if want.Bytes == 0 {
		return nil, 0, hallmark.Errorf(hallmark.NotFound, "job %s has no such file", id)
	}
	f, err := os.Open(s.store.Path(want.name))
	if err != nil {
		return nil, 0, hallmark.Errorf(hallmark.Unavailable, "a file of job %s is not on disk: %w", id, err)
	}
	info, err := f.Stat()
	if err == nil && uint64(info.Size()) != want.Bytes {
		err = hallmark.Errorf(hallmark.Tampered, "%s of job %s has %d bytes on disk, was written with %d", path.Base(want.name), id, info.Size(), want.Bytes)
	}
	if err != nil {
		return nil, 0, errors.Join(err, f.Close())
	}
	return f, info.Size(), nil
}

// sendProgress writes the run's lines as they come, one JSON object each.
func (s *Service) sendProgress(w http.ResponseWriter, r *http.Request) {
	j, after, err := s.progressOf(r)
	if err != nil {
		s.refuse(w, r, err)
		return
	}
	w.Header().Set("Content-Type", "application/x-ndjson")
	out, flush := json.NewEncoder(w), http.NewResponseController(w)
	ticker := time.NewTicker(beat)
	defer ticker.Stop()
	for {
		idle := j.running() == nil // read before the lines: a run adds its last line after it
		lines, more := j.feed.after(after)
		if len(lines) == 0 && idle { // the end was read before; say it again
			lines = j.feed.end()
		}
		for _, l := range lines {
			if out.Encode(l) != nil {
				return
			}
			if after = l.Seq; l.Code.Ends() {
				return
			}
		}
		if flush.Flush() != nil {
			return
		}
		select {
		case <-more:
		case <-ticker.C:
			if out.Encode(wire.Progress{Seq: after, Code: wire.CodeBeat}) != nil {
				return
			}
		case <-r.Context().Done():
			return
		case <-s.ctx.Done(): // the enclave stops: show how the run ends, then go
			if run := j.running(); run != nil {
				<-run.done
			}
			lines, _ := j.feed.after(after)
			for _, l := range lines {
				if out.Encode(l) != nil {
					return
				}
			}
			return
		}
	}
}

func (s *Service) progressOf(r *http.Request) (*job, uint64, error) {
	id, err := idOf(r)
	if err != nil {
		return nil, 0, err
	}
	j, err := s.find(id)
	if err != nil {
		return nil, 0, err
	}
	var after uint64
	if text := r.URL.Query().Get("after"); text != "" {
		if after, err = strconv.ParseUint(text, 10, 64); err != nil {
			return nil, 0, hallmark.Errorf(hallmark.Invalid, "after must be the number of a progress line")
		}
	}
	if state := j.snapshot().State; (state == wire.Admitted || state == wire.Ready) && j.feed.end() == nil {
		return nil, 0, hallmark.Errorf(hallmark.Conflict, "job %s is %s: train it first", id, state)
	}
	return j, after, nil
}
