package workflows

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"flag"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"

	enums "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/history/v1"
	"go.temporal.io/api/temporalproto"
	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/log"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/workflows/temporaltest"
)

var record = flag.Bool("record", false, "record histories anew from the real Temporal server into testdata")

// recording is one history: activities as the script plays them, with Train
// replaced where the case is about it.
type recording struct {
	script script
	train  func(r *recorder) func(context.Context, Step) (Trained, error)
	during func(t *testing.T, r *recorder)
	state  hallmark.JobState
}

var recordings = map[string]recording{
	"completed": {script: script{outcome: hallmark.Completed}, state: hallmark.JobSettled},
	"failed":    {script: script{outcome: hallmark.Failed}, state: hallmark.JobSettled},
	"refused":   {script: script{faults: map[string][]error{"Open": {hallmark.Errorf(hallmark.Unfunded, "x")}}}, state: hallmark.JobRefused},
	"refunded":  {script: script{faults: map[string][]error{"Train": {hallmark.Errorf(hallmark.Lost, "x")}}}, state: hallmark.JobRefunded},
	"retried": {script: script{outcome: hallmark.Completed, faults: map[string][]error{
		"Open": {hallmark.Errorf(hallmark.Unavailable, "x")}, "Settle": {hallmark.Errorf(hallmark.Unavailable, "x")},
	}}, state: hallmark.JobSettled},
	"cancelled": { // a signal in the middle of training; what is trained is paid
		script: script{outcome: hallmark.Partial}, state: hallmark.JobSettled,
		train: func(r *recorder) func(context.Context, Step) (Trained, error) {
			return func(ctx context.Context, s Step) (Trained, error) {
				close(r.training)
				<-r.cancelled
				return Trained{Step: s, Outcome: hallmark.Partial}, nil
			}
		},
		during: func(t *testing.T, r *recorder) {
			<-r.training
			if err := r.client.SignalWorkflow(t.Context(), r.id, "", SignalCancel, nil); err != nil {
				t.Fatal(err)
			}
		},
	},
	"worker-died": { // the first worker dies in training; another takes the step up
		script: script{outcome: hallmark.Completed}, state: hallmark.JobSettled,
		train: func(r *recorder) func(context.Context, Step) (Trained, error) {
			return func(ctx context.Context, s Step) (Trained, error) {
				if activity.GetInfo(ctx).Attempt == 1 {
					close(r.training)
					<-r.over // never heartbeats, never answers
					return Trained{}, errors.New("too late")
				}
				return Trained{Step: s, Outcome: hallmark.Completed}, nil
			}
		},
		during: func(t *testing.T, r *recorder) {
			<-r.training
			r.worker.Stop()
			r.poll(t)
		},
	},
}

// recorder runs one recording on a server.
type recorder struct {
	client    client.Client
	id        string
	script    *script
	train     func(context.Context, Step) (Trained, error)
	worker    worker.Worker
	training  chan struct{}
	cancelled chan struct{}
	over      chan struct{}
}

func (r *recorder) poll(t *testing.T) {
	t.Helper()
	r.worker = worker.New(r.client, r.id, worker.Options{DisableEagerActivities: true})
	r.worker.RegisterWorkflowWithOptions(FineTune, workflow.RegisterOptions{Name: FineTuneName})
	for name, f := range map[string]any{
		"Open": r.script.Open, "Fetch": r.script.Fetch, "Train": r.train, "Publish": r.script.Publish, "Confirm": r.script.Confirm,
		"Settle": r.script.Settle, "Return": r.script.Return, "Conclude": r.script.Conclude,
		"Cancel": func(_ context.Context, s Step) (Step, error) { close(r.cancelled); return s, nil },
	} {
		r.worker.RegisterActivityWithOptions(f, activity.RegisterOptions{Name: name})
	}
	if err := r.worker.Start(); err != nil {
		t.Fatal(err)
	}
}

// TestRecord records every history when asked to: go test ./workflows -run
// TestRecord -record. It is done when the workflow's commands change on
// purpose; TestReplay then holds the code to the new ones.
func TestRecord(t *testing.T) {
	if !*record {
		t.Skip("run with -record to record histories anew")
	}
	server := temporaltest.Start(t)
	c, err := client.Dial(client.Options{HostPort: server.Address, Namespace: server.Namespace, Identity: "recorder", Logger: log.NewStructuredLogger(slog.New(slog.DiscardHandler))})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	for name, rec := range recordings {
		t.Run(name, func(t *testing.T) {
			h := rec.record(t, c, name)
			b, err := temporalproto.CustomJSONMarshalOptions{Indent: " "}.Marshal(h)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join("testdata", name+".json"), append(b, '\n'), 0o644); err != nil {
				t.Fatal(err)
			}
		})
	}
}

func (rec recording) record(t *testing.T, c client.Client, name string) *history.History {
	t.Helper()
	r := &recorder{
		client: c, id: "recorded-" + name, script: &rec.script, train: rec.script.Train,
		training: make(chan struct{}), cancelled: make(chan struct{}), over: make(chan struct{}),
	}
	if rec.train != nil {
		r.train = rec.train(r)
	}
	r.poll(t)
	defer func() { close(r.over); r.worker.Stop() }()
	run, err := c.ExecuteWorkflow(t.Context(), client.StartWorkflowOptions{ID: r.id, TaskQueue: r.id},
		FineTuneName, FineTuneInput{Job: hallmark.Digest{1, 2, 3}, Budget: time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	if rec.during != nil {
		rec.during(t, r)
	}
	var out FineTuneResult
	if err := run.Get(t.Context(), &out); err != nil || out.State != rec.state {
		t.Fatalf("%+v, %v, want %s", out, err, rec.state)
	}
	return historyOf(t, c, r.id, run.GetRunID())
}

// historyOf reads all events of a run.
func historyOf(t *testing.T, c client.Client, id, run string) *history.History {
	t.Helper()
	h := &history.History{}
	for events := c.GetWorkflowHistory(t.Context(), id, run, false, enums.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT); events.HasNext(); {
		e, err := events.Next()
		if err != nil {
			t.Fatal(err)
		}
		h.Events = append(h.Events, e)
	}
	return h
}

// TestReplay holds the workflow to every recorded history: a change that would
// break running jobs fails here.
func TestReplay(t *testing.T) {
	for name, rec := range recordings {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join("testdata", name+".json")
			replayer := worker.NewWorkflowReplayer()
			replayer.RegisterWorkflowWithOptions(FineTune, workflow.RegisterOptions{Name: FineTuneName})
			if err := replayer.ReplayWorkflowHistoryFromJSONFile(log.NewStructuredLogger(slog.New(slog.DiscardHandler)), path); err != nil {
				t.Fatal(err)
			}
			// The recording is of what it is called.
			b, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Contains(b, []byte(base64.StdEncoding.EncodeToString([]byte(`{"state":"` + string(rec.state)))[:20])) {
				t.Errorf("the history does not end in %s", rec.state)
			}
		})
	}
	left, err := filepath.Glob(filepath.Join("testdata", "*.json"))
	if err != nil || len(left) != len(recordings) {
		t.Errorf("%d files for %d recordings, %v", len(left), len(recordings), err)
	}
}

// TestReplayNoticesAnotherOrder: a workflow that does something else than what
// is recorded does not replay.
func TestReplayNoticesAnotherOrder(t *testing.T) {
	replayer := worker.NewWorkflowReplayer()
	replayer.RegisterWorkflowWithOptions(func(ctx workflow.Context, in FineTuneInput) (FineTuneResult, error) {
		f := &fineTune{in: in}
		_, err := f.train(ctx) // without opening
		return FineTuneResult{}, err
	}, workflow.RegisterOptions{Name: FineTuneName})
	err := replayer.ReplayWorkflowHistoryFromJSONFile(log.NewStructuredLogger(slog.New(slog.DiscardHandler)), filepath.Join("testdata", "completed.json"))
	if err == nil {
		t.Error("another order of steps replays")
	}
}
