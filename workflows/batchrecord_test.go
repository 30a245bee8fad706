package workflows

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"testing"

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

func activityNamed(name string) activity.RegisterOptions { return activity.RegisterOptions{Name: name} }

// activities are the script's, by the names under which the worker registers
// them.
func (s *batchScript) activities() map[string]any {
	return map[string]any{
		"CloseBatch": s.CloseBatch, "PublishBatch": s.PublishBatch, "ClaimBatch": s.ClaimBatch, "ConfirmBatch": s.ConfirmBatch, "SyncBatch": s.SyncBatch,
	}
}

// batchRecording is one history of a batch.
type batchRecording struct {
	script batchScript
	dies   bool // the first worker dies in the claim; another takes it up
	state  BatchState
}

func batchRecordings() map[string]batchRecording {
	faults := func(step string, kind hallmark.Kind) script {
		return script{faults: map[string][]error{step: {hallmark.Errorf(kind, "x")}}}
	}
	return map[string]batchRecording{
		"settled":        {state: BatchSettled},
		"empty":          {script: batchScript{script: faults("Close", hallmark.NotFound)}, state: BatchEmpty},
		"retried":        {script: batchScript{script: faults("Claim", hallmark.Unavailable)}, state: BatchSettled},
		"published-late": {script: batchScript{script: faults("Publish", hallmark.Unfunded)}, state: BatchSettled},
		"unclaimed":      {script: batchScript{script: faults("Claim", hallmark.Unfunded)}, state: BatchFailed},
		"short":          {script: batchScript{short: 2}, state: BatchShort},
		"worker-died":    {dies: true, state: BatchSettled},
	}
}

func (rec *batchRecording) record(t *testing.T, c client.Client, name string) *history.History {
	t.Helper()
	id := "recorded-batch-" + name
	claiming, over := make(chan struct{}), make(chan struct{})
	all := rec.script.activities()
	if rec.dies {
		all["ClaimBatch"] = func(ctx context.Context, in BatchStep) (ClaimedBatch, error) {
			if activity.GetInfo(ctx).Attempt == 1 {
				close(claiming)
				<-over // never heartbeats, never answers
				return ClaimedBatch{}, errors.New("too late")
			}
			return rec.script.ClaimBatch(ctx, in)
		}
	}
	poll := func() worker.Worker {
		w := worker.New(c, id, worker.Options{DisableEagerActivities: true})
		w.RegisterWorkflowWithOptions(SettleBatch, workflow.RegisterOptions{Name: SettleBatchName})
		for name, f := range all {
			w.RegisterActivityWithOptions(f, activityNamed(name))
		}
		if err := w.Start(); err != nil {
			t.Fatal(err)
		}
		return w
	}
	w := poll()
	defer func() { close(over); w.Stop() }()
	run, err := c.ExecuteWorkflow(t.Context(), client.StartWorkflowOptions{ID: id, TaskQueue: id}, SettleBatchName, SettleBatchInput{Batch: someBatch})
	if err != nil {
		t.Fatal(err)
	}
	if rec.dies {
		<-claiming
		w.Stop()
		w = poll()
	}
	var out SettleBatchResult
	if err := run.Get(t.Context(), &out); err != nil || out.State != rec.state {
		t.Fatalf("%+v, %v, want %s", out, err, rec.state)
	}
	return historyOf(t, c, id, run.GetRunID())
}

// TestRecordBatches records the histories of batches anew when asked to, as
// TestRecord does those of jobs.
func TestRecordBatches(t *testing.T) {
	if !*record {
		t.Skip("run with -record to record histories anew")
	}
	server := temporaltest.Start(t)
	c, err := client.Dial(client.Options{HostPort: server.Address, Namespace: server.Namespace, Identity: "recorder", Logger: log.NewStructuredLogger(slog.New(slog.DiscardHandler))})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	for name, rec := range batchRecordings() {
		t.Run(name, func(t *testing.T) {
			b, err := temporalproto.CustomJSONMarshalOptions{Indent: " "}.Marshal(rec.record(t, c, name))
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(batchHistory(name), append(b, '\n'), 0o644); err != nil {
				t.Fatal(err)
			}
		})
	}
}

func batchHistory(name string) string { return filepath.Join("testdata", "batch", name+".json") }

// TestReplayBatches holds the workflow to every recorded history.
func TestReplayBatches(t *testing.T) {
	all := batchRecordings()
	for name, rec := range all {
		t.Run(name, func(t *testing.T) {
			replayer := worker.NewWorkflowReplayer()
			replayer.RegisterWorkflowWithOptions(SettleBatch, workflow.RegisterOptions{Name: SettleBatchName})
			if err := replayer.ReplayWorkflowHistoryFromJSONFile(log.NewStructuredLogger(slog.New(slog.DiscardHandler)), batchHistory(name)); err != nil {
				t.Fatal(err)
			}
			b, err := os.ReadFile(batchHistory(name))
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Contains(b, []byte(base64.StdEncoding.EncodeToString([]byte(`{"state":"` + string(rec.state) + `"`))[:20])) {
				t.Errorf("the history does not end in %s", rec.state)
			}
		})
	}
	left, err := filepath.Glob(batchHistory("*"))
	if err != nil || len(left) != len(all) {
		t.Errorf("%d files for %d recordings, %v", len(left), len(all), err)
	}
}

// TestReplayNoticesAClaimBeforeTheClose: another order of steps does not
// replay.
func TestReplayNoticesAClaimBeforeTheClose(t *testing.T) {
	replayer := worker.NewWorkflowReplayer()
	replayer.RegisterWorkflowWithOptions(func(ctx workflow.Context, in SettleBatchInput) (SettleBatchResult, error) {
		b := &settleBatch{id: in.Batch}
		err := b.claim(ctx)
		return b.result, err
	}, workflow.RegisterOptions{Name: SettleBatchName})
	if err := replayer.ReplayWorkflowHistoryFromJSONFile(log.NewStructuredLogger(slog.New(slog.DiscardHandler)), batchHistory("settled")); err == nil {
		t.Error("a claim before the close replays")
	}
}
