package workflows

import (
	"fmt"
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/hallmark-tee/hallmark"
)

// Times of the steps. None of them decides about money: the contract's endsAt
// does.
const (
	// HeartbeatTimeout is how long a silent activity counts as alive; a killed
	// worker's step is taken up again after it.
	HeartbeatTimeout = 10 * time.Second
	// attemptTimeout bounds one attempt of a short step.
	attemptTimeout = 10 * time.Minute
	// endingTimeout bounds the return of a lock and the last journal entry.
	endingTimeout = 30 * 24 * time.Hour
)

// Stage is what the query tells.
type Stage struct {
	State  hallmark.JobState `json:"state"`
	Reason string            `json:"reason"`
}

// fineTune is one running job.
type fineTune struct {
	in    FineTuneInput
	stage Stage
	n     int
}

// FineTune takes a signed order from the lock of its maximum fee to the
// settlement, or to the return of the lock: open, fetch, train, publish,
// confirm, settle. Its id is the job's id. It ends in exactly one of settled,
// refunded and refused, and never by an error.
func FineTune(ctx workflow.Context, in FineTuneInput) (FineTuneResult, error) {
	f := &fineTune{in: in, stage: Stage{State: hallmark.JobAccepted}}
	if err := workflow.SetQueryHandler(ctx, QueryStage, func() (Stage, error) { return f.stage, nil }); err != nil {
		return FineTuneResult{}, err
	}
	// An operator's cancellation of the workflow must not leave a lock behind:
	// everything runs detached from it. The user's Cancel comes as a signal.
	ctx, _ = workflow.NewDisconnectedContext(ctx)

	result := f.run(ctx)
	f.stage = Stage{State: result.State, Reason: result.Reason}
	c := Conclusion{Step: f.step("conclude"), Result: result}
	echo, err := do[Step](f.ending(ctx), "Conclude", c)
	if err != nil {
		return result, err
	}
	f.mustEcho(c.Step, echo)
	return result, nil
}

func (f *fineTune) run(ctx workflow.Context) FineTuneResult {
	if err := f.open(ctx); err != nil {
		return FineTuneResult{State: hallmark.JobRefused, Reason: reason(kindOf(err))}
	}
	trained, err := f.train(ctx)
	switch {
	case err != nil:
		return f.giveBack(ctx, reason(kindOf(err)))
	case trained.Nothing:
		return f.giveBack(ctx, reason(hallmark.Cancelled))
	}
	settled, err := f.settle(ctx, trained)
	if err != nil {
		return f.giveBack(ctx, reason(kindOf(err)))
	}
	return FineTuneResult{State: hallmark.JobSettled, Outcome: trained.Outcome, Tx: settled.Tx}
}

func (f *fineTune) open(ctx workflow.Context) error {
	s := f.step("open")
	out, err := do[Opened](f.attempts(ctx), "Open", s)
	if err == nil {
		f.mustEcho(s, out.Step)
		f.stage.State = hallmark.JobOpened
	}
	return err
}

// train fetches the dataset and trains; the user's signal is passed on while
// it does.
func (f *fineTune) train(ctx workflow.Context) (Trained, error) {
	f.stage.State = hallmark.JobFetching
	s := f.step("fetch")
	fetched, err := do[Fetched](f.whole(ctx), "Fetch", s)
	if err != nil {
		return Trained{}, err
	}
	f.mustEcho(s, fetched.Step)

	f.stage.State = hallmark.JobTraining
	s = f.step("train")
	running := workflow.ExecuteActivity(f.whole(ctx), "Train", s)
	cancel := workflow.GetSignalChannel(ctx, SignalCancel)
	var trained Trained
	for done := false; !done; {
		workflow.NewSelector(ctx).
			AddReceive(cancel, func(c workflow.ReceiveChannel, _ bool) {
				c.Receive(ctx, nil)
				f.passCancel(ctx)
			}).
			AddFuture(running, func(r workflow.Future) {
				done, err = true, get(ctx, r, &trained)
			}).
			Select(ctx)
	}
	if err == nil {
		f.mustEcho(s, trained.Step)
	}
	return trained, err
}

// passCancel carries the user's Cancel on without stopping to wait for it: if
// it cannot be delivered the job runs on, and the contract's window still
// bounds it.
func (f *fineTune) passCancel(ctx workflow.Context) {
	s := f.step("cancel")
	workflow.Go(ctx, func(ctx workflow.Context) {
		echo, err := do[Step](f.attempts(ctx), "Cancel", s)
		if err != nil {
			workflow.GetLogger(ctx).Warn("cancel was not delivered", "job", f.in.Job.Short(), "kind", kindOf(err).String())
			return
		}
		f.mustEcho(s, echo)
	})
}

func (f *fineTune) settle(ctx workflow.Context, t Trained) (Settled, error) {
	if t.Outcome != hallmark.Failed {
		f.stage.State = hallmark.JobPublishing
		s := f.step("publish")
		published, err := do[Published](f.whole(ctx), "Publish", s)
		if err != nil {
			return Settled{}, err
		}
		f.mustEcho(s, published.Step)
	}
	f.stage.State = hallmark.JobConfirming
	s := f.step("confirm")
	confirmed, err := do[Confirmed](f.attempts(ctx), "Confirm", s)
	if err != nil {
		return Settled{}, err
	}
	f.mustEcho(s, confirmed.Step)

	f.stage.State = hallmark.JobSettling
	s = f.step("settle")
	settled, err := do[Settled](f.attempts(ctx), "Settle", s)
	if err == nil {
		f.mustEcho(s, settled.Step)
	}
	return settled, err
}

// giveBack returns the lock. It is retried for as long as a lock can last; the
// contract lets anybody reclaim after endsAt whatever happens here.
func (f *fineTune) giveBack(ctx workflow.Context, why string) FineTuneResult {
	r := Return{Step: f.step("return"), Reason: why}
	f.stage.Reason = why
	out, err := do[Returned](f.ending(ctx), "Return", r)
	if err != nil {
		return FineTuneResult{State: hallmark.JobRefunded, Reason: why + "; the lock returns by the contract after the deadline"}
	}
	f.mustEcho(r.Step, out.Step)
	if out.Settled != 0 {
		return FineTuneResult{State: hallmark.JobSettled, Outcome: out.Settled, Tx: out.Tx}
	}
	return FineTuneResult{State: hallmark.JobRefunded, Reason: why, Tx: out.Tx}
}

func (f *fineTune) step(name string) Step {
	f.n++
	return Step{Job: f.in.Job, Name: name, N: f.n}
}

// mustEcho blocks the workflow, for a person to look at, when an answer
// belongs to another question. Taking a branch on it could be what a hostile
// server wants.
func (f *fineTune) mustEcho(want, got Step) {
	if got != want {
		panic(fmt.Sprintf("tampered: the answer to %s/%d of job %s names %s/%d of job %s",
			want.Name, want.N, want.Job, got.Name, got.N, got.Job))
	}
}

// get reads a result and blocks on one that does not decrypt.
func get(ctx workflow.Context, r workflow.Future, out any) error {
	err := r.Get(ctx, out)
	if unread(err) {
		panic("tampered: an answer does not authenticate: " + err.Error())
	}
	return err
}

// do runs one activity under the options of ctx and waits for it.
func do[T any](ctx workflow.Context, name string, in any) (T, error) {
	var out T
	err := get(ctx, workflow.ExecuteActivity(ctx, name, in), &out)
	return out, err
}

// attempts are the options of short steps: retried within the job's budget.
func (f *fineTune) attempts(ctx workflow.Context) workflow.Context {
	return workflow.WithActivityOptions(ctx, workflow.ActivityOptions{
		ScheduleToCloseTimeout: max(f.in.Budget, time.Minute),
		StartToCloseTimeout:    attemptTimeout,
		HeartbeatTimeout:       HeartbeatTimeout,
		WaitForCancellation:    true,
		RetryPolicy:            retry(30 * time.Second),
	})
}

// whole are the options of training and of the long copies before and after
// it: one attempt may last the whole budget, as long as it heartbeats.
func (f *fineTune) whole(ctx workflow.Context) workflow.Context {
	budget := max(f.in.Budget, time.Minute)
	return workflow.WithActivityOptions(ctx, workflow.ActivityOptions{
		ScheduleToCloseTimeout: budget,
		StartToCloseTimeout:    budget,
		HeartbeatTimeout:       HeartbeatTimeout,
		WaitForCancellation:    true,
		RetryPolicy:            retry(10 * time.Second),
	})
}

// ending are the options of steps that must come through however late.
func (f *fineTune) ending(ctx workflow.Context) workflow.Context {
	return workflow.WithActivityOptions(ctx, workflow.ActivityOptions{
		ScheduleToCloseTimeout: endingTimeout,
		StartToCloseTimeout:    attemptTimeout,
		HeartbeatTimeout:       HeartbeatTimeout,
		RetryPolicy:            retry(5 * time.Minute),
	})
}

func retry(most time.Duration) *temporal.RetryPolicy {
	return &temporal.RetryPolicy{InitialInterval: 500 * time.Millisecond, BackoffCoefficient: 2, MaximumInterval: most}
}
