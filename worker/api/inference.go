package api

import (
	"context"
	"net/http"
	"slices"
	"strconv"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/envelope"
	"github.com/hallmark-tee/hallmark/invoice"
	"github.com/hallmark-tee/hallmark/worker/journal"
)

// invoicesPage bounds one list of invoices: each is proved against its batch.
const invoicesPage = 20

// exchange relays a sealed request.
func (s *Server) exchange(w http.ResponseWriter, r *http.Request) {
	if s.Exchanges == nil {
		s.answer(w, r, nil, errNoInference)
		return
	}
	s.Exchanges.ServeHTTP(w, r)
}

var errNoInference = hallmark.Errorf(hallmark.Unsupported, "this provider offers no inference")

func (s *Server) service(*http.Request) (any, error) {
	if s.Exchanges == nil {
		return nil, errNoInference
	}
	return s.Journal.Service()
}

func (s *Server) receipt(r *http.Request) (any, error) {
	if s.Exchanges == nil {
		return nil, errNoInference
	}
	id, err := hallmark.ParseDigest(r.PathValue("id"))
	if err != nil {
		return nil, err
	}
	return s.Enclave.Receipt(r.Context(), id)
}

func (s *Server) invoices(r *http.Request) (any, error) {
	who, err := s.caller(r)
	if err != nil {
		return nil, err
	}
	skip := uint64(0)
	if q := r.URL.Query().Get("skip"); q != "" {
		if skip, err = strconv.ParseUint(q, 10, 31); err != nil {
			return nil, hallmark.Errorf(hallmark.Invalid, "skip must be a number")
		}
	}
	rows, err := s.Journal.Billed(who, int(skip), invoicesPage)
	if err != nil {
		return nil, err
	}
	out := make([]hallmark.SettledInvoice, len(rows))
	for i, row := range rows {
		if out[i], err = settled(row, who); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// settled proves one user's invoice of a batch.
func settled(row journal.BatchRow, user hallmark.Address) (hallmark.SettledInvoice, error) {
	out := hallmark.SettledInvoice{Batch: row.Batch.Number, Root: row.Batch.Root, Claims: []hallmark.Digest{}, Traces: row.Traces}
	out.Traces.SHA256 = row.Batch.Traces
	leaves := make([]hallmark.Digest, len(row.Batch.Invoices))
	mine := -1
	for i, inv := range row.Batch.Invoices {
		digest, err := envelope.Digest(inv)
		if err != nil {
			return out, err
		}
		leaves[i] = invoice.Leaf(digest)
		if inv.User == user {
			mine = i
		}
	}
	if mine < 0 {
		return out, hallmark.Errorf(hallmark.Internal, "batch %d has no invoice of %s", row.Batch.Number, user)
	}
	out.Invoice = row.Batch.Invoices[mine]
	var err error
	if out.Path, err = invoice.Proof(leaves, leaves[mine]); err != nil {
		return out, err
	}
	for _, c := range row.Claims {
		if !c.Tx.IsZero() {
			out.Claims = append(out.Claims, c.Tx)
		}
	}
	open := func(i hallmark.ClaimItem) bool { return i.User == user }
	out.Paid = row.Done && !slices.ContainsFunc(row.Short, open) && !slices.ContainsFunc(row.Lost, open)
	return out, nil
}

func (s *Server) status(r *http.Request) (any, error) {
	if err := s.operator(r); err != nil {
		return nil, err
	}
	return s.state(r.Context())
}

// drain stops the admission of exchanges; what runs goes on, and jobs too. A
// worker that drained is stopped and started again.
func (s *Server) drain(r *http.Request) (any, error) {
	if err := s.operator(r); err != nil {
		return nil, err
	}
	if s.Exchanges == nil {
		return nil, errNoInference
	}
	s.Exchanges.Drain()
	s.Log.Info("draining on the operator's request")
	return s.state(r.Context())
}

// operator requires the provider's own signature.
func (s *Server) operator(r *http.Request) error {
	who, err := s.caller(r)
	if err == nil && who != s.Provider.Provider {
		err = hallmark.Errorf(hallmark.Forbidden, "only the provider %s may ask this", s.Provider.Provider)
	}
	return err
}

func (s *Server) state(ctx context.Context) (hallmark.WorkerStatus, error) {
	out := hallmark.WorkerStatus{Provider: s.Provider.Provider}
	info, err := s.Enclave.Info(ctx)
	if err != nil {
		return out, err
	}
	out.Signer = info.Signer
	jobs, err := s.Journal.Jobs(func(j hallmark.Job) bool { return !j.State.Final() })
	if err != nil {
		return out, err
	}
	out.Open = len(jobs)
	if s.Exchanges == nil {
		return out, nil
	}
	out.Exchanges, out.Draining = s.Exchanges.State()
	record, err := s.Journal.Service()
	if err != nil && hallmark.KindOf(err) != hallmark.NotFound {
		return out, err
	}
	out.Revision = record.Record.Revision
	published, err := s.Chain.Service(ctx, s.Provider.Provider)
	if err != nil {
		return out, err
	}
	out.Version = uint64(published.Version)
	if out.Batch, err = s.Journal.LastBatch(info.Signer); err != nil {
		return out, err
	}
	open, err := s.Journal.Unsettled()
	if err != nil {
		return out, err
	}
	out.Unsettled = len(open)
	channels, err := s.Journal.Channels()
	if err != nil {
		return out, err
	}
	out.Channels = len(channels)
	for _, c := range channels {
		if c.Leaving() {
			out.Leaving++
		}
	}
	return out, nil
}
