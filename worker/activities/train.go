package activities

import (
	"context"
	"fmt"
	"os"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/wire"
	"github.com/hallmark-tee/hallmark/workflows"
)

// clockEvery is how often a running job is held against the chain's clock.
const clockEvery = 5 * time.Second

// Train admits the job, hands over the dataset and follows the training. The
// enclave trains on by itself when the worker goes away; a worker that comes
// back follows again.
func (a *Activities) Train(ctx context.Context, s workflows.Step) (workflows.Trained, error) {
	out, err := a.train(ctx, s)
	return out, a.fault(ctx, "train", s.Job, err)
}

func (a *Activities) train(ctx context.Context, s workflows.Step) (workflows.Trained, error) {
	out := workflows.Trained{Step: s}
	if err := a.state(s.Job, hallmark.JobTraining, "handing the job to the enclave"); err != nil {
		return out, err
	}
	job, err := a.begin(ctx, s.Job)
	if err != nil {
		return out, err
	}
	if job.State.Running() {
		if err := a.follow(ctx, s.Job); err != nil {
			return out, err
		}
		if job, err = a.Enclave.Job(ctx, s.Job); err != nil {
			return out, err
		}
	}
	switch job.State {
	case wire.Trained, wire.Confirmed, wire.Released:
		out.Outcome = job.Outcome
		if job.Artifact != nil {
			out.Artifact = job.Artifact.Root
		}
		return out, a.note(s.Job, hallmark.JobEvent{
			Code: "done", Text: "training " + job.Outcome.String(), Step: job.Step, Steps: job.Steps, Tokens: job.Tokens, Loss: job.Loss,
		}, func(j *hallmark.Job) {
			j.Outcome, j.Step, j.Steps, j.Tokens, j.Loss = job.Outcome, job.Step, job.Steps, job.Tokens, job.Loss
		})
	case wire.Failed:
		out.Outcome = hallmark.Failed
		return out, a.note(s.Job, hallmark.JobEvent{Code: "done", Text: "the enclave refuses the dataset: " + job.Reason},
			func(j *hallmark.Job) { j.Outcome, j.Reason = hallmark.Failed, job.Reason })
	case wire.Cancelled:
		out.Nothing = true
		return out, nil
	}
	return out, hallmark.Errorf(hallmark.Unavailable, "the enclave left job %s %s: %s", s.Job.Short(), job.State, job.Reason)
}

// begin brings the enclave to where training runs or has ended.
func (a *Activities) begin(ctx context.Context, id hallmark.JobID) (wire.Job, error) {
	order, err := a.Journal.Order(id)
	if err != nil {
		return wire.Job{}, err
	}
	stop := every(ctx, beatEvery, func() { beat(ctx, "beginning") })
	defer stop()
	job, err := a.Enclave.Admit(ctx, order)
	if err != nil {
		return job, err
	}
	if job.State == wire.Admitted || job.State == wire.Paused {
		if job, err = a.handOver(ctx, id); err != nil {
			return job, err
		}
	}
	if cancel, err := a.Journal.Cancel(id); err == nil {
		if job, err = a.Enclave.Cancel(ctx, id, cancel); err != nil {
			return job, err
		}
	}
	if job.State == wire.Ready || job.State == wire.Paused {
		return a.Enclave.Train(ctx, id)
	}
	return job, nil
}

// handOver streams the ciphertext. Bytes that are not the order's were damaged
// on the way: they are fetched again by the next attempt.
func (a *Activities) handOver(ctx context.Context, id hallmark.JobID) (wire.Job, error) {
	if _, err := a.ciphertext(ctx, id); err != nil {
		return wire.Job{}, err
	}
	f, err := os.Open(a.datasetPath(id))
	if err != nil {
		return wire.Job{}, hallmark.Errorf(hallmark.Unavailable, "spool: %w", err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return wire.Job{}, hallmark.Errorf(hallmark.Unavailable, "spool: %w", err)
	}
	job, err := a.Enclave.PutDataset(ctx, id, info.Size(), f)
	if hallmark.KindOf(err) == hallmark.Mismatch {
		if e := os.Remove(a.datasetPath(id)); e != nil {
			return job, hallmark.Errorf(hallmark.Unavailable, "spool: %w", e)
		}
		return job, hallmark.Errorf(hallmark.Unavailable, "the spooled dataset is damaged and is fetched again: %w", err)
	}
	return job, err
}

// follow passes the enclave's progress into the journal until the run ends.
func (a *Activities) follow(ctx context.Context, id hallmark.JobID) error {
	info, err := a.Enclave.Info(ctx)
	if err != nil {
		return err
	}
	looked := time.Time{}
	return a.Enclave.Progress(ctx, id, 0, func(p wire.Progress) error {
		beat(ctx, p.Step)
		if time.Since(looked) > clockEvery {
			looked = time.Now()
			if err := a.inTime(ctx, id); hallmark.KindOf(err) == hallmark.Expired {
				if _, e := a.Enclave.Pause(ctx, id); e != nil {
					a.Log.Warn("late job not paused", "job", id.Short(), "error", e)
				}
				return err
			}
		}
		return a.progress(id, info.Boot, p)
	})
}

// progress records one line. Lines are numbered per enclave process; a worker
// that follows again records none twice.
func (a *Activities) progress(id hallmark.JobID, boot hallmark.Digest, p wire.Progress) error {
	if p.Code == wire.CodeBeat {
		return nil
	}
	e := hallmark.JobEvent{Code: string(p.Code), Text: describe(p), Step: p.Step, Steps: p.Steps, Tokens: p.Tokens, Loss: p.Loss}
	return a.Journal.ChangeOnce(id, boot.String(), p.Seq, func(j *hallmark.Job) {
		if p.Code == wire.CodeStep {
			j.Step, j.Steps, j.Tokens, j.Loss = p.Step, p.Steps, p.Tokens, p.Loss
		}
	}, e)
}

func describe(p wire.Progress) string {
	switch p.Code {
	case wire.CodeStart:
		return fmt.Sprintf("training of %d steps starts at step %d", p.Steps, p.Step)
	case wire.CodeRowError:
		return fmt.Sprintf("line %d: %s", p.Line, p.Reason)
	case wire.CodeStep:
		return fmt.Sprintf("step %d of %d, loss %s", p.Step, p.Steps, p.Loss)
	case wire.CodeEval:
		return fmt.Sprintf("validation loss %s after step %d", p.Loss, p.Step)
	case wire.CodeCheckpoint:
		return fmt.Sprintf("checkpoint of step %d sealed", p.Step)
	}
	return string(p.Code)
}

// Cancel takes the stored Cancel to the chain, which records it for a partial
// settlement, and then to the enclave.
func (a *Activities) Cancel(ctx context.Context, s workflows.Step) (workflows.Step, error) {
	return attempt(ctx, a, "cancel", s.Job, func(ctx context.Context) (workflows.Step, error) { return s, a.cancel(ctx, s.Job) })
}

func (a *Activities) cancel(ctx context.Context, id hallmark.JobID) error {
	order, err := a.Journal.Order(id)
	if err != nil {
		return err
	}
	c, err := a.Journal.Cancel(id)
	if err != nil {
		return err
	}
	tx, err := a.Outbox.Do(ctx, purpose("cancel", id), a.Chain.Addresses().RequestCancel(order.Order, c.Signature))
	if err != nil && hallmark.KindOf(err) != hallmark.Conflict { // recorded by somebody else
		return err
	}
	job, err := a.Chain.Job(ctx, id)
	if err != nil {
		return err
	}
	e := hallmark.JobEvent{Code: "tx", Text: "cancel recorded"}
	if !tx.IsZero() {
		e.Hash = &tx
	}
	if err := a.note(id, e, func(j *hallmark.Job) {
		if job.EndsAt != 0 {
			j.EndsAt = job.EndsAt
		}
	}); err != nil {
		return err
	}
	_, err = a.Enclave.Cancel(ctx, id, c)
	if hallmark.KindOf(err) == hallmark.NotFound { // not admitted yet: Train hands the Cancel over
		return nil
	}
	return err
}
