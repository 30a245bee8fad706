package api

import (
	"context"
	"encoding/json"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/contracts"
	"github.com/hallmark-tee/hallmark/enclave/wire"
	"github.com/hallmark-tee/hallmark/envelope"
	"github.com/hallmark-tee/hallmark/worker/journal"
	"github.com/hallmark-tee/hallmark/worker/relay"
)

// Starter starts and signals workflows; package worker.
type Starter interface {
	Start(ctx context.Context, id hallmark.JobID, budget time.Duration) error
	Cancel(ctx context.Context, id hallmark.JobID) error
}

// Endorser adds to evidence what vendors say of its platform, as far as it can;
// package collateral.
type Endorser interface {
	Staple(ctx context.Context, e *hallmark.Evidence)
}

// Server serves one worker's API.
type Server struct {
	Provider hallmark.Provider // without the models and keys, which the enclave tells
	Domain   envelope.Domain
	Journal  *journal.Journal
	Chain    *contracts.Client
	Enclave  *wire.Client
	Jobs     Starter
	Endorser Endorser
	Models   fs.FS // base models by name
	MaxOpen  int   // unfinished jobs a user may have
	// Exchanges relays inference; nil: this provider offers none.
	Exchanges *relay.Relay
	Now       func() time.Time
	Log       *slog.Logger

	used nonces
}

// Handler serves the routes.
func (s *Server) Handler() http.Handler {
	s.used.seen = map[hallmark.Digest]time.Time{}
	mux := http.NewServeMux()
	for pattern, f := range s.Routes() {
		mux.HandleFunc(pattern, f)
	}
	return mux
}

// Routes are the handlers by the pattern of http.ServeMux.
func (s *Server) Routes() map[string]http.HandlerFunc {
	routes := map[string]http.HandlerFunc{
		"GET /v1/jobs/{id}/events":                s.events,
		"GET /v1/models/{digest}/files/{path...}": s.modelFile,
		"POST /v1/exchange":                       s.exchange,
	}
	for pattern, f := range map[string]func(*http.Request) (any, error){
		"GET /v1/provider":          s.provider,
		"GET /v1/evidence":          s.evidence,
		"GET /v1/models":            s.models,
		"POST /v1/jobs":             s.submit,
		"GET /v1/jobs":              s.list,
		"GET /v1/jobs/{id}":         s.show,
		"GET /v1/jobs/{id}/order":   s.order,
		"GET /v1/jobs/{id}/result":  s.result,
		"POST /v1/jobs/{id}/cancel": s.cancel,
		"GET /v1/service":           s.service,
		"GET /v1/receipts/{id}":     s.receipt,
		"GET /v1/invoices":          s.invoices,
		"GET /v1/status":            s.status,
		"POST /v1/drain":            s.drain,
	} {
		routes[pattern] = func(w http.ResponseWriter, r *http.Request) {
			out, err := f(r)
			s.answer(w, r, out, err)
		}
	}
	return routes
}

func (s *Server) answer(w http.ResponseWriter, r *http.Request, out any, err error) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	status := http.StatusOK
	if err != nil {
		kind := hallmark.KindOf(err)
		status, out = kind.HTTPStatus(), hallmark.Problem{Kind: kind.String(), Text: err.Error()}
		s.Log.Info("request refused", "method", r.Method, "path", r.URL.Path, "kind", kind.String(), "error", err)
	}
	b, err := json.Marshal(out)
	if err != nil {
		s.Log.Error("answer does not encode", "path", r.URL.Path, "error", err)
		status, b = http.StatusInternalServerError, []byte(`{"kind":"internal","text":"the answer does not encode"}`)
	}
	w.WriteHeader(status)
	if _, err := w.Write(append(b, '\n')); err != nil {
		s.Log.Debug("client went away", "path", r.URL.Path, "error", err)
	}
}

func (s *Server) provider(r *http.Request) (any, error) {
	info, err := s.Enclave.Info(r.Context())
	if err != nil {
		return nil, err
	}
	p := s.Provider
	p.Signer, p.Recipient, p.Models, p.Simulated = info.Signer, info.Recipient, info.Models, info.Simulated
	return p, nil
}

func (s *Server) models(r *http.Request) (any, error) {
	info, err := s.Enclave.Info(r.Context())
	return info.Models, err
}

// evidence makes a quote over the newest block, with the caller's nonce.
func (s *Server) evidence(r *http.Request) (any, error) {
	var nonce hallmark.Digest
	if q := r.URL.Query().Get("nonce"); q != "" {
		var err error
		if nonce, err = hallmark.ParseDigest(q); err != nil {
			return nil, err
		}
	}
	if nonce.IsZero() {
		return nil, hallmark.Errorf(hallmark.Invalid, "give a random nonce: GET /v1/evidence?nonce=0x and 64 hex digits")
	}
	head, err := s.Chain.Head(r.Context())
	if err != nil {
		return nil, err
	}
	e, err := s.Enclave.Evidence(r.Context(), wire.EvidenceRequest{Block: head.Number, BlockHash: head.Hash, Nonce: nonce})
	if err == nil {
		s.Endorser.Staple(r.Context(), &e)
	}
	return e, err
}

func (s *Server) list(r *http.Request) (any, error) {
	who, err := s.caller(r)
	if err != nil {
		return nil, err
	}
	return s.Journal.Jobs(func(j hallmark.Job) bool { return j.User == who || who == s.Provider.Provider })
}

func (s *Server) show(r *http.Request) (any, error) { return s.mine(r) }

// order gives back the signed order, so that a bundle can be made anywhere.
func (s *Server) order(r *http.Request) (any, error) {
	job, err := s.mine(r)
	if err != nil {
		return nil, err
	}
	return s.Journal.Order(job.ID)
}

func (s *Server) result(r *http.Request) (any, error) {
	job, err := s.mine(r)
	if err != nil {
		return nil, err
	}
	if job.State != hallmark.JobSettled {
		return nil, hallmark.Errorf(hallmark.NotFound, "job %s is %s, there is no result yet", job.ID.Short(), job.State)
	}
	out, err := s.Journal.Result(job.ID)
	if err == nil { // what was not to be had when the evidence was registered may be now
		s.Endorser.Staple(r.Context(), &out.Evidence)
	}
	return out, err
}

func decode(r *http.Request, what string, v any) error {
	body, err := io.ReadAll(http.MaxBytesReader(nil, r.Body, maxBody))
	if err != nil {
		return hallmark.Errorf(hallmark.Exhausted, "%s exceeds %d bytes", what, maxBody)
	}
	return hallmark.DecodeStrict(body, what, v)
}
