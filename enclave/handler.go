package enclave

import (
	"encoding/json"
	"io"
	"log/slog"
	"net/http"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/wire"
)

// Handler serves the protocol of package wire.
func (s *Service) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+wire.PathInfo, s.answer(func(*http.Request) (any, error) { return s.Info(), nil }))
	mux.HandleFunc("POST "+wire.PathEvidence, s.answer(func(r *http.Request) (any, error) {
		var in wire.EvidenceRequest
		if err := decode(r, "evidence request", &in); err != nil {
			return nil, err
		}
		return s.Evidence(r.Context(), in)
	}))
	mux.HandleFunc("GET "+wire.PathEvidence+"/{id}", s.answer(func(r *http.Request) (any, error) {
		digest, err := idOf(r)
		if err != nil {
			return nil, err
		}
		return s.PastEvidence(digest)
	}))
	mux.HandleFunc("GET "+wire.PathJobs, s.answer(func(*http.Request) (any, error) { return s.Jobs(), nil }))
	mux.HandleFunc("POST "+wire.PathJobs, s.answer(func(r *http.Request) (any, error) {
		var in hallmark.SignedOrder
		if err := decode(r, "order", &in); err != nil {
			return nil, err
		}
		return s.Admit(in)
	}))
	jobs := wire.PathJobs + "/{id}"
	mux.HandleFunc("GET "+jobs, s.answer(ofJob(func(_ *http.Request, id hallmark.JobID) (any, error) {
		j, err := s.find(id)
		if err != nil {
			return nil, err
		}
		return j.view(), nil
	})))
	mux.HandleFunc("PUT "+jobs+"/dataset", s.answer(ofJob(func(r *http.Request, id hallmark.JobID) (any, error) {
		return s.PutDataset(id, r.Body)
	})))
	mux.HandleFunc("POST "+jobs+"/train", s.answer(ofJob(func(_ *http.Request, id hallmark.JobID) (any, error) {
		return s.Train(id)
	})))
	mux.HandleFunc("POST "+jobs+"/cancel", s.answer(ofJob(func(r *http.Request, id hallmark.JobID) (any, error) {
		var in hallmark.CancelRequest
		if err := decode(r, "cancel request", &in); err != nil {
			return nil, err
		}
		return s.Cancel(id, in)
	})))
	mux.HandleFunc("POST "+jobs+"/pause", s.answer(ofJob(func(r *http.Request, id hallmark.JobID) (any, error) {
		return s.Pause(r.Context(), id)
	})))
	mux.HandleFunc("POST "+jobs+"/confirm", s.answer(ofJob(func(r *http.Request, id hallmark.JobID) (any, error) {
		var in wire.ConfirmRequest
		if err := decode(r, "confirm request", &in); err != nil {
			return nil, err
		}
		return s.Confirm(id, in)
	})))
	mux.HandleFunc("POST "+jobs+"/release", s.answer(ofJob(func(r *http.Request, id hallmark.JobID) (any, error) {
		var in wire.ReleaseRequest
		if err := decode(r, "release request", &in); err != nil {
			return nil, err
		}
		return s.Release(id, in)
	})))
	mux.HandleFunc("DELETE "+jobs, s.answer(ofJob(func(r *http.Request, id hallmark.JobID) (any, error) {
		return s.Forget(r.Context(), id)
	})))
	mux.HandleFunc("GET "+jobs+"/artifact", s.send((*Service).artifact))
	mux.HandleFunc("GET "+jobs+"/replay", s.send((*Service).replay))
	mux.HandleFunc("GET "+jobs+"/progress", s.sendProgress)
	s.handleInference(mux)
	mux.HandleFunc("/", s.answer(func(r *http.Request) (any, error) {
		return nil, hallmark.Errorf(hallmark.NotFound, "the enclave has no %s here", r.Method)
	}))
	return mux
}

func idOf(r *http.Request) (hallmark.Digest, error) {
	var id hallmark.Digest
	return id, id.UnmarshalText([]byte(r.PathValue("id")))
}

func ofJob(f func(*http.Request, hallmark.JobID) (any, error)) func(*http.Request) (any, error) {
	return func(r *http.Request) (any, error) {
		id, err := idOf(r)
		if err != nil {
			return nil, err
		}
		return f(r, id)
	}
}

func decode(r *http.Request, what string, v any) error {
	b, err := io.ReadAll(io.LimitReader(r.Body, wire.MaxRequest+1))
	if err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "%s: %w", what, err)
	}
	if len(b) > wire.MaxRequest {
		return hallmark.Errorf(hallmark.Exhausted, "%s exceeds %d bytes", what, wire.MaxRequest)
	}
	return hallmark.DecodeStrict(b, what, v)
}

// answer writes what f gives as JSON, or its error as a problem.
func (s *Service) answer(f func(*http.Request) (any, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		out, err := f(r)
		if err != nil {
			s.refuse(w, r, err)
			return
		}
		b, written := out.(rawJSON)
		if !written {
			b, err = json.Marshal(out)
		}
		if err != nil {
			s.refuse(w, r, hallmark.Errorf(hallmark.Internal, "encode the answer: %w", err))
			return
		}
		w.Header().Set("Content-Type", "application/json")
		w.Write(b) // a reader that went away is told nothing
	}
}

func (s *Service) refuse(w http.ResponseWriter, r *http.Request, err error) {
	kind := hallmark.KindOf(err)
	level := slog.LevelInfo
	if kind == hallmark.Internal {
		level = slog.LevelError
	}
	s.log.Log(r.Context(), level, "request refused", "method", r.Method, "path", r.URL.Path, "kind", kind.String(), "error", err)
	b, merr := json.Marshal(hallmark.Problem{Kind: kind.String(), Text: err.Error()})
	if merr != nil {
		b = []byte(`{"kind":"internal","text":"an error that cannot be written"}`)
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(kind.HTTPStatus())
	w.Write(b)
}
