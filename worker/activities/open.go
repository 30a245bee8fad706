package activities

import (
	"context"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/contracts"
	"github.com/hallmark-tee/hallmark/workflows"
)

// Open locks maxFee on the user's signed order.
func (a *Activities) Open(ctx context.Context, s workflows.Step) (workflows.Opened, error) {
	return attempt(ctx, a, "open", s.Job, func(ctx context.Context) (workflows.Opened, error) { return a.open(ctx, s) })
}

func (a *Activities) open(ctx context.Context, s workflows.Step) (workflows.Opened, error) {
	out := workflows.Opened{Step: s}
	order, err := a.Journal.Order(s.Job)
	if err != nil {
		return out, err
	}
	job, err := a.Chain.Job(ctx, s.Job)
	if err != nil {
		return out, err
	}
	switch job.Status {
	case contracts.JobNone:
		if err := a.worthOpening(ctx, order); err != nil {
			return out, err
		}
	case contracts.JobOpen: // opened by an earlier attempt
	case contracts.JobVoided:
		return out, hallmark.Errorf(hallmark.Cancelled, "job %s was cancelled before it was opened", s.Job.Short())
	default:
		return out, hallmark.Errorf(hallmark.Conflict, "job %s is %s on chain", s.Job.Short(), job.Status)
	}
	out.Tx, err = a.Outbox.Do(ctx, purpose("open", s.Job), a.Chain.Addresses().Open(order.Order, order.Signature))
	if hallmark.KindOf(err) == hallmark.Conflict { // opened by a worker whose journal is lost
		out.Tx, err = a.opening(ctx, s.Job)
	}
	if err != nil {
		return out, err
	}
	if job, err = a.Chain.Job(ctx, s.Job); err != nil {
		return out, err
	}
	out.EndsAt = job.EndsAt
	return out, a.note(s.Job, hallmark.JobEvent{Code: "tx", Text: "opened: the maximum fee is locked", Hash: &out.Tx}, func(j *hallmark.Job) {
		j.EndsAt, j.OpenTx = job.EndsAt, &out.Tx
		if j.State == hallmark.JobAccepted {
			j.State = hallmark.JobOpened
		}
	})
}

// opening is the transaction that opened a job, whoever's journal knew it.
func (a *Activities) opening(ctx context.Context, id hallmark.JobID) (hallmark.Digest, error) {
	events, err := a.Chain.JobEvents(ctx, 0, 0, &id)
	if err != nil {
		return hallmark.Digest{}, err
	}
	for _, e := range events {
		if e, ok := e.(*contracts.JobOpened); ok {
			return e.At().Tx, nil
		}
	}
	return hallmark.Digest{}, hallmark.Errorf(hallmark.Unavailable, "the opening of job %s is not in the node's logs yet", id.Short())
}

// worthOpening refuses before any gas is spent.
func (a *Activities) worthOpening(ctx context.Context, s hallmark.SignedOrder) error {
	head, err := a.Chain.Head(ctx)
	if err != nil {
		return err
	}
	o := s.Order
	if head.Time >= o.Deadline {
		return hallmark.Errorf(hallmark.Expired, "the order's deadline %d has passed, the chain's time is %d", o.Deadline, head.Time)
	}
	if _, err := a.Registrar.Ensure(ctx, o.Signer, o.Policy, s.Proof); err != nil {
		return err
	}
	account, err := a.Chain.SubAccount(ctx, o.User, o.Provider)
	if err != nil {
		return err
	}
	if account.Free().Cmp(o.MaxFee) < 0 {
		return hallmark.Errorf(hallmark.Unfunded, "the sub-account has %s free, the order may cost %s", account.Free().Coins(), o.MaxFee.Coins())
	}
	return nil
}

// purpose names the one transaction of a kind for a job.
func purpose(what string, id hallmark.JobID) string { return what + "/" + id.String() }
