package workflows

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/mock"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/testsuite"

	"github.com/hallmark-tee/hallmark"
)

// script plays the activities. A fault by activity name is returned as often
// as it says, then the activity succeeds.
type script struct {
	job     hallmark.JobID
	outcome hallmark.Outcome
	nothing bool
	faults  map[string][]error
	calls   []string
	ended   FineTuneResult
}

func (s *script) fault(name string) error {
	s.calls = append(s.calls, name)
	if f := s.faults[name]; len(f) > 0 {
		s.faults[name] = f[1:]
		return Fault(f[0])
	}
	return nil
}

func (s *script) Open(_ context.Context, in Step) (Opened, error) {
	return Opened{Step: in, EndsAt: 1}, s.fault("Open")
}

func (s *script) Fetch(_ context.Context, in Step) (Fetched, error) {
	return Fetched{Step: in}, s.fault("Fetch")
}

func (s *script) Train(_ context.Context, in Step) (Trained, error) {
	return Trained{Step: in, Outcome: s.outcome, Nothing: s.nothing}, s.fault("Train")
}
func (s *script) Cancel(_ context.Context, in Step) (Step, error) { return in, s.fault("Cancel") }
func (s *script) Publish(_ context.Context, in Step) (Published, error) {
	return Published{Step: in}, s.fault("Publish")
}

func (s *script) Confirm(_ context.Context, in Step) (Confirmed, error) {
	return Confirmed{Step: in}, s.fault("Confirm")
}

func (s *script) Settle(_ context.Context, in Step) (Settled, error) {
	return Settled{Step: in, Tx: hallmark.Digest{7}}, s.fault("Settle")
}

func (s *script) Return(_ context.Context, in Return) (Returned, error) {
	return Returned{Step: in.Step, Tx: hallmark.Digest{8}}, s.fault("Return")
}

func (s *script) Conclude(_ context.Context, in Conclusion) (Step, error) {
	s.ended = in.Result
	return in.Step, s.fault("Conclude")
}

var (
	_ Steps   = (*script)(nil)
	_ Endings = (*script)(nil)
)

func run(t *testing.T, s *script, prepare func(*testsuite.TestWorkflowEnvironment)) *testsuite.TestWorkflowEnvironment {
	t.Helper()
	var suite testsuite.WorkflowTestSuite
	env := suite.NewTestWorkflowEnvironment()
	env.RegisterActivity(s)
	env.SetTestTimeout(20 * time.Second)
	if prepare != nil {
		prepare(env)
	}
	s.job = hallmark.Digest{1, 2, 3}
	env.ExecuteWorkflow(FineTune, FineTuneInput{Job: s.job, Budget: 2 * time.Hour})
	return env
}

func ended(t *testing.T, env *testsuite.TestWorkflowEnvironment) FineTuneResult {
	t.Helper()
	if err := env.GetWorkflowError(); err != nil {
		t.Fatalf("the workflow ended by an error: %v", err)
	}
	var r FineTuneResult
	if err := env.GetWorkflowResult(&r); err != nil {
		t.Fatal(err)
	}
	return r
}

func twice(kind hallmark.Kind) []error {
	return []error{hallmark.Errorf(kind, "first"), hallmark.Errorf(kind, "second")}
}

func TestFineTuneEndsInExactlyOneOfThreeStates(t *testing.T) {
	for name, c := range map[string]struct {
		script script
		state  hallmark.JobState
		calls  string
	}{
		"completed": {
			script{outcome: hallmark.Completed}, hallmark.JobSettled,
			"Open Fetch Train Publish Confirm Settle Conclude",
		},
		"failed settles at fee 0 without an artifact": {
			script{outcome: hallmark.Failed}, hallmark.JobSettled,
			"Open Fetch Train Confirm Settle Conclude",
		},
		"nothing trained": {
			script{nothing: true}, hallmark.JobRefunded,
			"Open Fetch Train Return Conclude",
		},
		"unfunded": {
			script{faults: map[string][]error{"Open": twice(hallmark.Unfunded)}}, hallmark.JobRefused,
			"Open Conclude",
		},
		"storage comes back": {
			script{outcome: hallmark.Completed, faults: map[string][]error{"Fetch": twice(hallmark.Unavailable)}}, hallmark.JobSettled,
			"Open Fetch Fetch Fetch Train Publish Confirm Settle Conclude",
		},
		"the enclave dies twice": {
			script{outcome: hallmark.Completed, faults: map[string][]error{"Train": twice(hallmark.Unavailable)}}, hallmark.JobSettled,
			"Open Fetch Train Train Train Publish Confirm Settle Conclude",
		},
		"the enclave lost its keys": {
			script{faults: map[string][]error{"Train": twice(hallmark.Lost)}}, hallmark.JobRefunded,
			"Open Fetch Train Return Conclude",
		},
		"publish fails for good": {
			script{outcome: hallmark.Completed, faults: map[string][]error{"Publish": twice(hallmark.Unfunded)}}, hallmark.JobRefunded,
			"Open Fetch Train Publish Return Conclude",
		},
		"too late to settle": {
			script{outcome: hallmark.Completed, faults: map[string][]error{"Settle": twice(hallmark.Expired)}}, hallmark.JobRefunded,
			"Open Fetch Train Publish Confirm Settle Return Conclude",
		},
		"confirm, settle and conclude are retried": {
			script{outcome: hallmark.Partial, faults: map[string][]error{
				"Confirm": twice(hallmark.Unavailable), "Settle": twice(hallmark.Unavailable), "Conclude": twice(hallmark.Unavailable),
			}}, hallmark.JobSettled,
			"Open Fetch Train Publish Confirm Confirm Confirm Settle Settle Settle Conclude Conclude Conclude",
		},
		"the lock cannot be returned": {
			script{nothing: true, faults: map[string][]error{"Return": twice(hallmark.Reverted)}}, hallmark.JobRefunded,
			"Open Fetch Train Return Conclude",
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := c.script
			r := ended(t, run(t, &s, nil))
			if r.State != c.state || s.ended != r || r.State != hallmark.JobSettled && r.Reason == "" {
				t.Errorf("ended %+v, journal has %+v, want %s", r, s.ended, c.state)
			}
			if got := join(s.calls); got != c.calls {
				t.Errorf("calls %s\nwant  %s", got, c.calls)
			}
		})
	}
}

func join(calls []string) string {
	out := ""
	for i, c := range calls {
		if i > 0 {
			out += " "
		}
		out += c
	}
	return out
}

func TestEveryStepTimingOutEndsTheJob(t *testing.T) {
	for step, want := range map[string]hallmark.JobState{
		"Open": hallmark.JobRefused, "Fetch": hallmark.JobRefunded, "Train": hallmark.JobRefunded,
		"Publish": hallmark.JobRefunded, "Confirm": hallmark.JobRefunded, "Settle": hallmark.JobRefunded,
	} {
		t.Run(step, func(t *testing.T) {
			s := script{outcome: hallmark.Completed}
			env := run(t, &s, func(env *testsuite.TestWorkflowEnvironment) {
				timeout := temporal.NewTimeoutError(3, nil) // schedule to close
				env.OnActivity(step, mock.Anything, mock.Anything).Return(nil, timeout)
			})
			if r := ended(t, env); r.State != want {
				t.Errorf("ended %+v, want %s", r, want)
			}
		})
	}
}

func TestASettlementThatWonIsSettled(t *testing.T) {
	s := script{outcome: hallmark.Completed, faults: map[string][]error{"Settle": twice(hallmark.Expired)}}
	env := run(t, &s, func(env *testsuite.TestWorkflowEnvironment) {
		env.OnActivity("Return", mock.Anything, mock.Anything).
			Return(func(_ context.Context, in Return) (Returned, error) {
				return Returned{Step: in.Step, Tx: hallmark.Digest{9}, Settled: hallmark.Completed}, nil
			})
	})
	if r := ended(t, env); r.State != hallmark.JobSettled || r.Reason != "" || r.Tx != (hallmark.Digest{9}) {
		t.Errorf("ended %+v", r)
	}
}

func TestCancelIsPassedOnWhileTraining(t *testing.T) {
	s := script{outcome: hallmark.Partial}
	env := run(t, &s, func(env *testsuite.TestWorkflowEnvironment) {
		env.OnActivity("Train", mock.Anything, mock.Anything).
			Return(func(_ context.Context, in Step) (Trained, error) {
				return Trained{Step: in, Outcome: hallmark.Partial}, nil
			}).After(time.Hour)
		env.RegisterDelayedCallback(func() { env.SignalWorkflow(SignalCancel, nil) }, time.Minute)
		env.RegisterDelayedCallback(func() { env.SignalWorkflow(SignalCancel, nil) }, 2*time.Minute)
	})
	if r := ended(t, env); r.State != hallmark.JobSettled || r.Outcome != hallmark.Partial {
		t.Errorf("ended %+v", r)
	}
	if got := join(s.calls); got != "Open Fetch Cancel Cancel Publish Confirm Settle Conclude" {
		t.Errorf("calls %s", got)
	}
}

func TestAnOperatorsCancellationLeavesNoLock(t *testing.T) {
	s := script{outcome: hallmark.Completed}
	env := run(t, &s, func(env *testsuite.TestWorkflowEnvironment) {
		env.RegisterDelayedCallback(env.CancelWorkflow, 0)
	})
	if r := ended(t, env); r.State != hallmark.JobSettled {
		t.Errorf("ended %+v", r)
	}
}

func TestAnAnswerToAnotherQuestionBlocks(t *testing.T) {
	s := script{outcome: hallmark.Completed}
	env := run(t, &s, func(env *testsuite.TestWorkflowEnvironment) {
		env.OnActivity("Settle", mock.Anything, mock.Anything).
			Return(func(_ context.Context, in Step) (Settled, error) {
				in.N--
				return Settled{Step: in}, nil
			})
	})
	err := env.GetWorkflowError()
	if err == nil {
		t.Fatal("the workflow took an answer to another question")
	}
	if s.ended != (FineTuneResult{}) {
		t.Error("a tampered history reached an ending")
	}
}

func TestFaultKeepsTheKind(t *testing.T) {
	for k := hallmark.Internal; k <= hallmark.Lost; k++ {
		err := Fault(hallmark.Errorf(k, "x"))
		if kindOf(err) != k {
			t.Errorf("%s comes back as %s", k, kindOf(err))
		}
		var app *temporal.ApplicationError
		if !errors.As(err, &app) || app.NonRetryable() == k.Retryable() {
			t.Errorf("%s: retryable on one side only", k)
		}
		if reason(k) == "" {
			t.Errorf("%s has no word for the record", k)
		}
	}
	if Fault(nil) != nil {
		t.Error("no error becomes one")
	}
}
