// Package activities are the worker's steps of a job, as Temporal runs them.
//
// Each is idempotent: it first asks the chain, the journal and the enclave
// what is already true, and does only what is missing. Delivered twice, or to
// a worker that was killed in between, it gives the same answer, sends no
// transaction twice, and asks for no second settlement. It takes the deadline
// from chain time alone, and never sees plaintext or a model key.
package activities

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"go.temporal.io/sdk/activity"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/contracts"
	"github.com/hallmark-tee/hallmark/enclave/wire"
	"github.com/hallmark-tee/hallmark/envelope"
	"github.com/hallmark-tee/hallmark/storage"
	"github.com/hallmark-tee/hallmark/worker/journal"
	"github.com/hallmark-tee/hallmark/workflows"
)

// Sender sends one transaction per purpose and waits for it; package outbox.
type Sender interface {
	Do(ctx context.Context, purpose string, c contracts.Call) (hallmark.Digest, error)
}

// Registrar keeps the enclave's signer registered on chain.
type Registrar interface {
	// Ensure gives the evidence digest of a registration that the policy proof
	// accepts now, renewing it when it is too old.
	Ensure(ctx context.Context, signer hallmark.Address, policy hallmark.Digest, proof hallmark.PolicyProof) (hallmark.Digest, error)
}

// Activities are the steps with what they need.
type Activities struct {
	Journal   *journal.Journal
	Outbox    Sender
	Chain     *contracts.Client
	Enclave   *wire.Client
	Storage   storage.Blobs
	Registrar Registrar
	Domain    envelope.Domain
	Spool     string // directory for ciphertexts on their way
	Log       *slog.Logger
}

var (
	_ workflows.Steps   = (*Activities)(nil)
	_ workflows.Endings = (*Activities)(nil)
)

// note changes a job and records an event; a job that is final already stays.
func (a *Activities) note(id hallmark.JobID, e hallmark.JobEvent, edit func(*hallmark.Job)) error {
	if edit == nil {
		edit = func(*hallmark.Job) {}
	}
	_, err := a.Journal.Change(id, edit, e)
	return err
}

// state moves a job forward. Conflict: the job is over; the step was delivered
// again after its end.
func (a *Activities) state(id hallmark.JobID, s hallmark.JobState, text string) error {
	job, err := a.Journal.Job(id)
	if err != nil {
		return err
	}
	if job.State.Final() {
		return hallmark.Errorf(hallmark.Conflict, "job %s is %s already", id.Short(), job.State)
	}
	return a.note(id, hallmark.JobEvent{Code: "state", Text: text}, func(j *hallmark.Job) {
		if !j.State.Final() {
			j.State = s
		}
	})
}

// inTime is Expired once the chain's clock has passed the job's end.
func (a *Activities) inTime(ctx context.Context, id hallmark.JobID) error {
	job, err := a.Journal.Job(id)
	if err != nil {
		return err
	}
	head, err := a.Chain.Head(ctx)
	if err != nil {
		return err
	}
	end := job.EndsAt
	if end == 0 { // not opened yet
		end = job.Deadline
	}
	if head.Time > end {
		return hallmark.Errorf(hallmark.Expired, "job %s ended at %d, the chain's time is %d", id.Short(), end, head.Time)
	}
	return nil
}

// beatEvery is how often a step tells that it is alive, well below
// workflows.HeartbeatTimeout.
const beatEvery = 3 * time.Second

// attempt runs one delivery of a short step, heartbeating, so that a worker
// that is killed in the middle is noticed in seconds.
func attempt[T any](ctx context.Context, a *Activities, step string, id hallmark.JobID, run func(context.Context) (T, error)) (T, error) {
	stop := every(ctx, beatEvery, func() { beat(ctx, step) })
	defer stop()
	out, err := run(ctx)
	return out, a.fault(ctx, step, id, err)
}

// beat tells Temporal that the attempt is alive. Outside an activity (in a
// test that calls a step directly) there is nobody to tell.
func beat(ctx context.Context, detail any) {
	if activity.IsActivity(ctx) {
		activity.RecordHeartbeat(ctx, detail)
	}
}

// every calls f until the returned function, which waits for the last call to
// end, or until ctx ends.
func every(ctx context.Context, d time.Duration, f func()) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		tick := time.NewTicker(d)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
				f()
			}
		}
	}()
	return func() { cancel(); <-done }
}

// fault logs an error of an attempt with its job and step; the text goes to
// the provider's log, never into the job's record. An attempt whose context
// ended, or whose peer ran out of time, decides nothing: the worker is being
// stopped or the attempt was too slow, and another one follows.
func (a *Activities) fault(ctx context.Context, step string, id hallmark.JobID, err error) error {
	if err == nil {
		return nil
	}
	if ctx.Err() != nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		err = hallmark.Errorf(hallmark.Unavailable, "%s was cut off: %w", step, err)
	}
	kind := hallmark.KindOf(err)
	a.Log.Warn("step failed", "step", step, "job", id.Short(), "kind", kind.String(), "error", err)
	if kind.Retryable() {
		if e := a.note(id, hallmark.JobEvent{Code: "retry", Text: step + ": " + kind.String()}, nil); e != nil {
			a.Log.Warn("event not recorded", "job", id.Short(), "error", e)
		}
	}
	return workflows.Fault(err)
}

// elsewhere makes bytes that do not belong to their root a passing fault: the
// node that served them lies, and the next attempt may ask another.
func elsewhere(err error) error {
	if hallmark.KindOf(err) == hallmark.Tampered {
		return hallmark.Errorf(hallmark.Unavailable, "storage served other bytes: %w", err)
	}
	return err
}
