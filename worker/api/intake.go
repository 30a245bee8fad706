package api

import (
	"context"
	"net/http"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/contracts"
	"github.com/hallmark-tee/hallmark/envelope"
)

// leastTime is how far an order's deadline must lie ahead of the chain's time.
const leastTime = 2 * time.Minute

// bare is what the answer to an order or a Cancel tells. Both become public with
// the transaction that carries them, so whoever sends one may be anybody: how
// the training goes is told to signed requests alone.
func bare(j hallmark.Job) hallmark.Job {
	return hallmark.Job{ID: j.ID, User: j.User, State: j.State, Model: j.Model, MaxFee: j.MaxFee, Deadline: j.Deadline}
}

// submit takes a signed order: checked, kept, started. The same order again
// gives the same job.
func (s *Server) submit(r *http.Request) (any, error) {
	var order hallmark.SignedOrder
	if err := decode(r, "order", &order); err != nil {
		return nil, err
	}
	id, err := s.Domain.CheckOrder(order)
	if err != nil {
		return nil, err
	}
	if known, err := s.Journal.Job(id); err == nil {
		return bare(known), s.start(r.Context(), known)
	}
	model, err := s.acceptable(r.Context(), order)
	if err != nil {
		return nil, err
	}
	o := order.Order
	job, _, err := s.Journal.Accept(id, order, hallmark.Job{
		ID: id, User: o.User, State: hallmark.JobAccepted, Model: model, MaxFee: o.MaxFee, Deadline: o.Deadline,
	})
	if err != nil {
		return nil, err
	}
	s.Log.Info("order accepted", "job", id.Short(), "user", o.User, "model", model, "maxFee", o.MaxFee.String())
	return bare(job), s.start(r.Context(), job)
}

// start begins the job's workflow unless it runs or is over.
func (s *Server) start(ctx context.Context, job hallmark.Job) error {
	if job.State.Final() {
		return nil
	}
	head, err := s.Chain.Head(ctx)
	if err != nil {
		return err
	}
	return s.Jobs.Start(ctx, job.ID, Budget(job, head.Time))
}

// Budget is the time from the chain's now to a job's deadline.
func Budget(job hallmark.Job, now uint64) time.Duration {
	if job.Deadline <= now {
		return 0
	}
	return time.Duration(min(job.Deadline-now, 1<<32)) * time.Second
}

// acceptable refuses, with the reason, what would fail later. It gives the
// model's name.
func (s *Server) acceptable(ctx context.Context, order hallmark.SignedOrder) (string, error) {
	if order.Config.Delivery != nil {
		// The enclave would train and then wait for statements that nobody here
		// collects: better no lock than a late refund.
		return "", hallmark.Errorf(hallmark.Unsupported, "config: delivery: this worker does not collect witnesses' statements yet; leave it out")
	}
	o := order.Order
	info, err := s.Enclave.Info(ctx)
	if err != nil {
		return "", err
	}
	head, err := s.Chain.Head(ctx)
	if err != nil {
		return "", err
	}
	switch {
	case o.Provider != s.Provider.Provider:
		return "", hallmark.Errorf(hallmark.Forbidden, "the order is for provider %s, this is %s", o.Provider, s.Provider.Provider)
	case o.Signer != info.Signer:
		return "", hallmark.Errorf(hallmark.Conflict, "the order names enclave key %s, the key now is %s: encrypt the dataset to the new one and order again", o.Signer, info.Signer)
	case o.Price.Cmp(s.Provider.Price) < 0:
		return "", hallmark.Errorf(hallmark.Conflict, "the order offers %s per token, the price is %s", o.Price, s.Provider.Price)
	case o.Deadline < head.Time+uint64(leastTime/time.Second):
		return "", hallmark.Errorf(hallmark.Expired, "the deadline %d leaves less than %s from the chain's time %d", o.Deadline, leastTime, head.Time)
	}
	proof := contracts.PolicyProof(order.Proof)
	if proof.Policy() != o.Policy || !proof.Holds() {
		return "", hallmark.Errorf(hallmark.AgainstPolicy, "policyProof does not lead to the order's policy %s", o.Policy)
	}
	if order.Proof.Measurement != info.Measurement {
		return "", hallmark.Errorf(hallmark.AgainstPolicy, "policyProof is for measurement %s, this enclave measures %s", order.Proof.Measurement, info.Measurement)
	}
	if err := s.roomFor(ctx, o); err != nil {
		return "", err
	}
	for _, m := range info.Models {
		if m.Digest == o.BaseModel {
			if order.Config.SeqLen > m.MaxSeqLen {
				return "", hallmark.Errorf(hallmark.Unsupported, "config: seqLen is %d, model %s takes at most %d", order.Config.SeqLen, m.Name, m.MaxSeqLen)
			}
			return m.Name, nil
		}
	}
	return "", hallmark.Errorf(hallmark.NotFound, "no base model %s here; see GET /v1/models", o.BaseModel.Short())
}

// roomFor checks the user's funds and number of unfinished jobs.
func (s *Server) roomFor(ctx context.Context, o hallmark.Order) error {
	running, err := s.Journal.Jobs(func(j hallmark.Job) bool { return j.User == o.User && !j.State.Final() })
	if err != nil {
		return err
	}
	if len(running) >= s.MaxOpen {
		return hallmark.Errorf(hallmark.Exhausted, "%d of your jobs are unfinished, at most %d at a time", len(running), s.MaxOpen)
	}
	account, err := s.Chain.SubAccount(ctx, o.User, o.Provider)
	if err != nil {
		return err
	}
	if account.Free().Cmp(o.MaxFee) < 0 {
		return hallmark.Errorf(hallmark.Unfunded, "your sub-account with this provider has %s free, the order may cost %s: `hallmark account transfer`", account.Free().Coins(), o.MaxFee.Coins())
	}
	return nil
}

// cancel takes the user's signed Cancel.
func (s *Server) cancel(r *http.Request) (any, error) {
	var request hallmark.CancelRequest
	if err := decode(r, "cancel", &request); err != nil {
		return nil, err
	}
	id, err := hallmark.ParseDigest(r.PathValue("id"))
	if err != nil {
		return nil, err
	}
	if request.Cancel.JobID != id {
		return nil, hallmark.Errorf(hallmark.Mismatch, "the Cancel is for another job than the path")
	}
	job, err := s.Journal.Job(id)
	if err != nil {
		return nil, err
	}
	if err := envelope.Require("cancel", s.Domain.Cancel(request.Cancel), request.Signature, job.User); err != nil {
		return nil, err
	}
	if job.State.Final() {
		return nil, hallmark.Errorf(hallmark.Conflict, "job %s is %s already", id.Short(), job.State)
	}
	if err := s.Journal.KeepCancel(id, request); err != nil {
		return nil, err
	}
	return bare(job), s.Jobs.Cancel(r.Context(), id)
}
