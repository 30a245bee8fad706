package activities

import (
	"context"
	"errors"
	"os"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/contracts"
	"github.com/hallmark-tee/hallmark/workflows"
)

// Settle sends the settlement and waits until it is mined.
func (a *Activities) Settle(ctx context.Context, s workflows.Step) (workflows.Settled, error) {
	stop := every(ctx, 3*time.Second, func() { beat(ctx, "settling") })
	defer stop()
	out, err := a.settle(ctx, s)
	return out, a.fault("settle", s.Job, err)
}

func (a *Activities) settle(ctx context.Context, s workflows.Step) (workflows.Settled, error) {
	out := workflows.Settled{Step: s}
	if err := a.state(s.Job, hallmark.JobSettling, "settling on chain"); err != nil {
		return out, err
	}
	order, err := a.Journal.Order(s.Job)
	if err != nil {
		return out, err
	}
	result, err := a.Journal.Result(s.Job)
	if err != nil {
		return out, err
	}
	job, err := a.Chain.Job(ctx, s.Job)
	if err != nil {
		return out, err
	}
	signed := result.Result
	switch {
	case settled(job.Status):
		if out.Tx, err = a.ending(ctx, s.Job); err != nil {
			return out, err
		}
	case job.Status != contracts.JobOpen:
		return out, hallmark.Errorf(hallmark.Conflict, "job %s is %s on chain", s.Job.Short(), job.Status)
	default:
		if _, err := a.Registrar.Ensure(ctx, order.Order.Signer, order.Order.Policy, order.Proof); err != nil {
			return out, err
		}
		payees := order.Payees
		if signed.Settlement.Outcome == hallmark.Failed {
			payees = nil // nothing is shared, and the contract wants no list
		}
		call := a.Chain.Addresses().Settle(order.Order, signed.Settlement, payees, signed.WrappedKey, signed.Signature, contracts.PolicyProof(order.Proof))
		if out.Tx, err = a.Outbox.Do(ctx, purpose("settle", s.Job), call); err != nil {
			return out, err
		}
	}
	result.SettleTx = out.Tx
	if err := a.Journal.KeepResult(s.Job, result); err != nil {
		return out, err
	}
	return out, a.note(s.Job, hallmark.JobEvent{Code: "tx", Text: "settled: the provider is credited and the key is published", Hash: &out.Tx},
		func(j *hallmark.Job) { j.SettleTx, j.Fee = &out.Tx, signed.Settlement.Fee })
}

func settled(s contracts.JobStatus) bool {
	return s == contracts.JobCompleted || s == contracts.JobPartial || s == contracts.JobFailed
}

// ending is the transaction that ended a job on chain, whoever sent it.
func (a *Activities) ending(ctx context.Context, id hallmark.JobID) (hallmark.Digest, error) {
	events, err := a.Chain.JobEvents(ctx, 0, 0, &id)
	if err != nil {
		return hallmark.Digest{}, err
	}
	for _, e := range events {
		switch e := e.(type) {
		case *contracts.JobSettled:
			return e.At().Tx, nil
		case *contracts.JobReturned:
			return e.At().Tx, nil
		}
	}
	return hallmark.Digest{}, hallmark.Errorf(hallmark.Unavailable, "the end of job %s is not in the node's logs yet", id.Short())
}

// Return gives the lock back to the user.
func (a *Activities) Return(ctx context.Context, r workflows.Return) (workflows.Returned, error) {
	out, err := a.giveBack(ctx, r)
	return out, a.fault("return", r.Step.Job, err)
}

func (a *Activities) giveBack(ctx context.Context, r workflows.Return) (workflows.Returned, error) {
	id := r.Step.Job
	out := workflows.Returned{Step: r.Step}
	order, err := a.Journal.Order(id)
	if err != nil {
		return out, err
	}
	job, err := a.Chain.Job(ctx, id)
	if err != nil {
		return out, err
	}
	switch {
	case job.Status == contracts.JobNone:
		return out, nil // nothing was ever locked
	case job.Status == contracts.JobOpen:
		out.Tx, err = a.Outbox.Do(ctx, purpose("release", id), a.Chain.Addresses().Release(order.Order))
		if hallmark.KindOf(err) == hallmark.Conflict || hallmark.KindOf(err) == hallmark.Reverted {
			// Somebody was faster: look again.
			return out, hallmark.Errorf(hallmark.Unavailable, "the lock of job %s moved meanwhile: %w", id.Short(), err)
		}
		if err != nil {
			return out, err
		}
	case settled(job.Status):
		out.Settled = hallmark.Outcome(job.Status - contracts.JobCompleted + contracts.JobStatus(hallmark.Completed))
		fallthrough
	default:
		if out.Tx, err = a.ending(ctx, id); err != nil {
			return out, err
		}
	}
	text := "the lock went back to the user: " + r.Reason
	if out.Settled != 0 {
		text = "the settlement reached the chain first"
	}
	return out, a.note(id, hallmark.JobEvent{Code: "tx", Text: text, Hash: &out.Tx}, nil)
}

// Conclude writes the end and lets the enclave and the spool forget.
func (a *Activities) Conclude(ctx context.Context, c workflows.Conclusion) (workflows.Step, error) {
	return c.Step, a.fault("conclude", c.Step.Job, a.conclude(ctx, c))
}

func (a *Activities) conclude(ctx context.Context, c workflows.Conclusion) error {
	id := c.Step.Job
	for _, path := range []string{a.datasetPath(id), a.artifactPath(id)} {
		if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
			return hallmark.Errorf(hallmark.Unavailable, "spool: %w", err)
		}
	}
	switch _, err := a.Enclave.Forget(ctx, id); hallmark.KindOf(err) {
	case hallmark.NotFound, hallmark.Lost: // it never knew, or cannot know any more
	default:
		if err != nil {
			return err
		}
	}
	return a.note(id, hallmark.JobEvent{Code: "done", Text: string(c.Result.State) + ": " + word(c.Result)}, func(j *hallmark.Job) {
		j.State = c.Result.State
		if c.Result.State != hallmark.JobSettled {
			j.Reason = c.Result.Reason
		}
		if c.Result.Outcome != 0 {
			j.Outcome = c.Result.Outcome
		}
	})
}

func word(r workflows.FineTuneResult) string {
	if r.Reason != "" {
		return r.Reason
	}
	return r.Outcome.String()
}
