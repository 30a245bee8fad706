package activities

import (
	"context"
	"errors"
	"os"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/contracts"
	"github.com/hallmark-tee/hallmark/workflows"
)

// Settle sends the settlement and waits until it is mined.
func (a *Activities) Settle(ctx context.Context, s workflows.Step) (workflows.Settled, error) {
	return attempt(ctx, a, "settle", s.Job, func(ctx context.Context) (workflows.Settled, error) { return a.settle(ctx, s) })
}

func (a *Activities) settle(ctx context.Context, s workflows.Step) (workflows.Settled, error) {
	out := workflows.Settled{Step: s}
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
	switch {
	case settled(job.Status): // by an earlier attempt, or by anybody who had the settlement
		if out.Tx, err = a.ending(ctx, s.Job); err != nil {
			return out, err
		}
	case job.Status != contracts.JobOpen:
		return out, hallmark.Errorf(hallmark.Conflict, "job %s is %s on chain", s.Job.Short(), job.Status)
	default:
		if err := a.state(s.Job, hallmark.JobSettling, "settling on chain"); err != nil {
			return out, err
		}
		if out.Tx, err = a.sendSettlement(ctx, order, job, result.Result); err != nil {
			return out, err
		}
	}
	return out, a.keepSettled(s.Job, out.Tx)
}

// sendSettlement sends what checkSettlement let pass.
func (a *Activities) sendSettlement(ctx context.Context, order hallmark.SignedOrder, job contracts.Job, signed hallmark.SignedSettlement) (hallmark.Digest, error) {
	id := signed.Settlement.JobID
	if _, err := a.Registrar.Ensure(ctx, order.Order.Signer, order.Order.Policy, order.Proof); err != nil {
		return hallmark.Digest{}, err
	}
	if signed.Settlement.Outcome == hallmark.Partial && !job.Cancelled {
		if err := a.cancel(ctx, id); err != nil { // the contract pays for a part only after a Cancel
			return hallmark.Digest{}, err
		}
	}
	payees := order.Payees
	if signed.Settlement.Outcome == hallmark.Failed {
		payees = nil // nothing is shared, and the contract wants no list
	}
	return a.Outbox.Do(ctx, purpose("settle", id), a.Chain.Addresses().Settle(
		order.Order, signed.Settlement, payees, signed.WrappedKey, signed.Signature, contracts.PolicyProof(order.Proof)))
}

// keepSettled records the settlement's transaction where the user asks for it,
// once.
func (a *Activities) keepSettled(id hallmark.JobID, tx hallmark.Digest) error {
	result, err := a.Journal.Result(id)
	if hallmark.KindOf(err) == hallmark.NotFound { // by a worker whose journal is lost
		return a.note(id, hallmark.JobEvent{Code: "tx", Text: "settled", Hash: &tx}, func(j *hallmark.Job) { j.SettleTx = &tx })
	}
	if err != nil || result.SettleTx == tx {
		return err
	}
	settlement := result.Result.Settlement
	err = a.note(id, hallmark.JobEvent{Code: "tx", Text: "settled: the provider is credited and the key is published", Hash: &tx},
		func(j *hallmark.Job) { j.SettleTx, j.Fee, j.Outcome = &tx, settlement.Fee, settlement.Outcome })
	if err != nil {
		return err
	}
	result.SettleTx = tx
	return a.Journal.KeepResult(id, result)
}

// outcomes are the states of the contract in which a settlement ended the job.
var outcomes = map[contracts.JobStatus]hallmark.Outcome{
	contracts.JobCompleted: hallmark.Completed, contracts.JobPartial: hallmark.Partial, contracts.JobFailed: hallmark.Failed,
}

func settled(s contracts.JobStatus) bool { return outcomes[s] != 0 }

// ending is the transaction that ended a job on chain, whoever sent it.
func (a *Activities) ending(ctx context.Context, id hallmark.JobID) (hallmark.Digest, error) {
	opened, _, err := a.Journal.Outgoing(purpose("open", id))
	if err != nil {
		return hallmark.Digest{}, err
	}
	from := uint64(0)
	if opened.Mined != nil {
		from = opened.Mined.Block
	}
	events, err := a.Chain.JobEvents(ctx, from, 0, &id)
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
	return attempt(ctx, a, "return", r.Step.Job, func(ctx context.Context) (workflows.Returned, error) { return a.giveBack(ctx, r) })
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
	default:
		if out.Tx, err = a.ending(ctx, id); err != nil {
			return out, err
		}
	}
	if settled(job.Status) {
		out.Settled = outcomes[job.Status]
		return out, a.keepSettled(id, out.Tx)
	}
	return out, a.note(id, hallmark.JobEvent{Code: "tx", Text: "the lock went back to the user: " + r.Reason, Hash: &out.Tx}, nil)
}

// Conclude writes the end and lets the enclave and the spool forget.
func (a *Activities) Conclude(ctx context.Context, c workflows.Conclusion) (workflows.Step, error) {
	return attempt(ctx, a, "conclude", c.Step.Job, func(ctx context.Context) (workflows.Step, error) { return c.Step, a.conclude(ctx, c) })
}

func (a *Activities) conclude(ctx context.Context, c workflows.Conclusion) error {
	id := c.Step.Job
	job, err := a.Journal.Job(id)
	if err != nil || job.State == c.Result.State { // delivered again
		return err
	}
	for _, path := range []string{a.datasetPath(id), a.artifactPath(id), a.replayPath(id)} {
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
