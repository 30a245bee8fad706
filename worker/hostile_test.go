package worker

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/crypto"
	commonpb "go.temporal.io/api/common/v1"
	enums "go.temporal.io/api/enums/v1"
	historypb "go.temporal.io/api/history/v1"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/converter"
	temporalworker "go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/workflows"
	"github.com/hallmark-tee/hallmark/workflows/temporaltest"
)

// marker stands for what must not be read outside the worker.
const marker = "PLAINTEXT-OF-A-JOB-0123456789"

// liar sits between the worker and the real server and alters the results that
// histories carry, as a hostile server would.
type liar struct {
	mu    sync.Mutex
	alter map[string]func(results map[string]*commonpb.Payloads) // by workflow id; results by activity type
	seen  map[string]map[string]*commonpb.Payloads               // honest results
}

func (l *liar) lie(id string, alter func(map[string]*commonpb.Payloads)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.alter[id] = alter
}

func (l *liar) results(id string) map[string]*commonpb.Payloads {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.seen[id]
}

func (l *liar) intercept(ctx context.Context, method string, req, reply any, cc *grpc.ClientConn, invoke grpc.UnaryInvoker, o ...grpc.CallOption) error {
	if err := invoke(ctx, method, req, reply, cc, o...); err != nil {
		return err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	switch r := reply.(type) {
	case *workflowservice.PollWorkflowTaskQueueResponse:
		l.read(r.GetWorkflowExecution().GetWorkflowId(), r.GetHistory())
	case *workflowservice.GetWorkflowExecutionHistoryResponse:
		l.read(req.(*workflowservice.GetWorkflowExecutionHistoryRequest).GetExecution().GetWorkflowId(), r.GetHistory())
	}
	return nil
}

func (l *liar) read(id string, h *historypb.History) {
	scheduled := map[int64]string{}
	results := map[string]*commonpb.Payloads{}
	for _, e := range h.GetEvents() {
		switch e.EventType {
		case enums.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED:
			scheduled[e.EventId] = e.GetActivityTaskScheduledEventAttributes().ActivityType.Name
		case enums.EVENT_TYPE_ACTIVITY_TASK_COMPLETED:
			a := e.GetActivityTaskCompletedEventAttributes()
			results[scheduled[a.ScheduledEventId]] = a.Result
		}
	}
	if l.seen[id] == nil {
		l.seen[id] = map[string]*commonpb.Payloads{}
	}
	for name, r := range results {
		l.seen[id][name] = proto.Clone(r).(*commonpb.Payloads)
	}
	if alter := l.alter[id]; alter != nil {
		alter(results)
	}
}

// actor plays the activities, telling the marker wherever it can.
type actor struct {
	mu     sync.Mutex
	ended  map[hallmark.JobID]int
	failed map[hallmark.JobID]bool
}

func (a *actor) register(w temporalworker.Worker) {
	for name, f := range map[string]any{
		"Open": func(ctx context.Context, s workflows.Step) (workflows.Opened, error) {
			a.mu.Lock()
			defer a.mu.Unlock()
			if !a.failed[s.Job] {
				a.failed[s.Job] = true
				activity.RecordHeartbeat(ctx, marker)
				return workflows.Opened{}, workflows.Fault(hallmark.Errorf(hallmark.Unavailable, "failed with %s", marker))
			}
			return workflows.Opened{Step: s}, nil
		},
		"Fetch": func(_ context.Context, s workflows.Step) (workflows.Fetched, error) {
			return workflows.Fetched{Step: s}, nil
		},
		"Train": func(ctx context.Context, s workflows.Step) (workflows.Trained, error) {
			activity.RecordHeartbeat(ctx, map[string]string{"step": marker})
			return workflows.Trained{Step: s, Outcome: hallmark.Completed}, nil
		},
		"Publish": func(_ context.Context, s workflows.Step) (workflows.Published, error) {
			return workflows.Published{Step: s}, nil
		},
		"Confirm": func(_ context.Context, s workflows.Step) (workflows.Confirmed, error) {
			return workflows.Confirmed{Step: s}, nil
		},
		"Settle": func(_ context.Context, s workflows.Step) (workflows.Settled, error) {
			return workflows.Settled{Step: s}, nil
		},
		"Return": func(_ context.Context, r workflows.Return) (workflows.Returned, error) {
			return workflows.Returned{Step: r.Step}, nil
		},
		"Conclude": func(_ context.Context, c workflows.Conclusion) (workflows.Step, error) {
			a.mu.Lock()
			defer a.mu.Unlock()
			a.ended[c.Step.Job]++
			return c.Step, nil
		},
		"Leak": func(ctx context.Context, s string) (string, error) {
			activity.RecordHeartbeat(ctx, s)
			if activity.GetInfo(ctx).Attempt == 1 {
				return "", errors.New("text " + s)
			}
			return s, nil
		},
	} {
		w.RegisterActivityWithOptions(f, activity.RegisterOptions{Name: name})
	}
}

func (a *actor) ends(id hallmark.JobID) int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.ended[id]
}

// leaky is a workflow that hands the server everything a workflow can.
func leaky(ctx workflow.Context, s string) (string, error) {
	if err := workflow.SetQueryHandler(ctx, "q", func() (string, error) { return s, nil }); err != nil {
		return "", err
	}
	if err := workflow.UpsertMemo(ctx, map[string]any{"m": s}); err != nil {
		return "", err
	}
	workflow.SetCurrentDetails(ctx, s)
	workflow.GetSignalChannel(ctx, "s").Receive(ctx, nil)
	ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{StartToCloseTimeout: time.Minute, Summary: s})
	var out string
	if err := workflow.ExecuteActivity(ctx, "Leak", s).Get(ctx, &out); err != nil {
		return "", err
	}
	return "", errors.New("the workflow fails with " + out)
}

// TestAHostileTemporalServer runs real workflows on the real server, over the
// options of the daemon, with a liar in between.
func TestAHostileTemporalServer(t *testing.T) {
	server := temporaltest.Start(t)
	t.Setenv("TEMPORAL_ADDRESS", server.Address)
	wallet := newWallet(t)
	options, err := temporalOptions(Config{Namespace: server.Namespace}, wallet, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	l := &liar{alter: map[string]func(map[string]*commonpb.Payloads){}, seen: map[string]map[string]*commonpb.Payloads{}}
	options.ConnectionOptions.DialOptions = append(options.ConnectionOptions.DialOptions, grpc.WithChainUnaryInterceptor(l.intercept))
	c, err := client.Dial(options)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	js := newJobs(c, hallmark.Address{1})
	act := &actor{ended: map[hallmark.JobID]int{}, failed: map[hallmark.JobID]bool{}}
	w := temporalworker.New(c, js.queue, temporalworker.Options{DisableEagerActivities: true})
	w.RegisterWorkflowWithOptions(workflows.FineTune, workflow.RegisterOptions{Name: workflows.FineTuneName})
	w.RegisterWorkflowWithOptions(leaky, workflow.RegisterOptions{Name: "leaky"})
	act.register(w)
	if err := w.Start(); err != nil {
		t.Fatal(err)
	}
	defer w.Stop()

	run := func(id hallmark.JobID) client.WorkflowRun {
		t.Helper()
		for range 2 { // started twice is started once
			if err := js.Start(t.Context(), id, time.Hour); err != nil {
				t.Fatal(err)
			}
		}
		return c.GetWorkflow(t.Context(), id.String(), "")
	}
	settled := func(r client.WorkflowRun) {
		t.Helper()
		ctx, cancel := context.WithTimeout(t.Context(), 4*time.Minute)
		defer cancel()
		var out workflows.FineTuneResult
		if err := r.Get(ctx, &out); err != nil || out.State != hallmark.JobSettled {
			t.Errorf("%+v, %v", out, err)
		}
	}
	honest := hallmark.JobID{1}
	settled(run(honest))
	if act.ends(honest) != 1 {
		t.Fatalf("concluded %d times", act.ends(honest))
	}
	if err := js.Start(t.Context(), honest, time.Hour); err != nil { // completed stays completed
		t.Fatal(err)
	}

	forged, err := converter.GetDefaultDataConverter().ToPayloads(workflows.Settled{Tx: hallmark.Digest{6}})
	if err != nil {
		t.Fatal(err)
	}
	lies := map[string]struct {
		id    hallmark.JobID
		alter func(map[string]*commonpb.Payloads)
	}{
		"a forged plaintext answer": {hallmark.JobID{2}, func(r map[string]*commonpb.Payloads) {
			if r["Settle"] != nil {
				r["Settle"].Payloads = forged.Payloads
			}
		}},
		"an answer of another workflow": {hallmark.JobID{3}, func(r map[string]*commonpb.Payloads) {
			if r["Settle"] != nil {
				r["Settle"].Payloads = l.seen[honest.String()]["Settle"].Payloads
			}
		}},
		"an answer of another step": {hallmark.JobID{4}, func(r map[string]*commonpb.Payloads) {
			if r["Settle"] != nil {
				r["Settle"].Payloads = l.seen[hallmark.JobID{4}.String()]["Confirm"].Payloads
			}
		}},
		"an altered answer": {hallmark.JobID{5}, func(r map[string]*commonpb.Payloads) {
			if p := r["Train"].GetPayloads(); len(p) > 0 {
				p[0].Data[40] ^= 1
			}
		}},
	}
	if l.results(honest.String())["Settle"] == nil {
		t.Fatal("nothing to paste")
	}
	for _, c := range lies { // all at once: the server waits long between attempts
		l.lie(c.id.String(), c.alter)
		run(c.id)
	}
	for name, c := range lies {
		t.Log(name)
		stuck(t, js.client, c.id.String())
		if act.ends(c.id) != 0 {
			t.Errorf("%s reached an ending", name)
		}
		l.lie(c.id.String(), nil)
	}
	for name, c := range lies { // an honest history lets the job go on where it was
		settled(js.client.GetWorkflow(t.Context(), c.id.String(), ""))
		if act.ends(c.id) != 1 {
			t.Errorf("%s: concluded %d times", name, act.ends(c.id))
		}
	}
	t.Run("terminated", func(t *testing.T) {
		id := hallmark.JobID{8}
		l.lie(id.String(), func(r map[string]*commonpb.Payloads) {
			if r["Open"] != nil {
				r["Open"].Payloads = forged.Payloads
			}
		})
		run(id)
		stuck(t, c, id.String())
		if err := c.TerminateWorkflow(t.Context(), id.String(), "", ""); err != nil {
			t.Fatal(err)
		}
		l.lie(id.String(), nil)
		settled(run(id)) // begins anew
	})

	// Everything that a workflow can hand to the server, and then its file.
	r, err := c.ExecuteWorkflow(t.Context(), client.StartWorkflowOptions{
		ID: "leaky", TaskQueue: js.queue, Memo: map[string]any{"memo": marker}, StaticSummary: marker, StaticDetails: marker,
	}, "leaky", marker)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.SignalWorkflow(t.Context(), "leaky", "", "s", marker); err != nil {
		t.Fatal(err)
	}
	if err := r.Get(t.Context(), nil); err == nil || !strings.Contains(err.Error(), marker) {
		t.Errorf("the workflow told its own worker %v", err)
	}
	var answer string
	if v, err := c.QueryWorkflow(t.Context(), "leaky", "", "q"); err != nil || v.Get(&answer) != nil || answer != marker {
		t.Errorf("the query told its own worker %q, %v", answer, err)
	}
	w.Stop()
	c.Close()
	server.Stop()
	noPlaintext(t, server.Dir)
}

// stuck waits until the workflow's task failed and is tried again: blocked, not
// failed.
func stuck(t *testing.T, c client.Client, id string) {
	t.Helper()
	for end := time.Now().Add(30 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		d, err := c.DescribeWorkflowExecution(t.Context(), id, "")
		if err != nil {
			t.Fatal(err)
		}
		if status := d.WorkflowExecutionInfo.Status; status != enums.WORKFLOW_EXECUTION_STATUS_RUNNING {
			t.Fatalf("the workflow is %s", status)
		}
		if d.GetPendingWorkflowTask().GetAttempt() >= 2 {
			return
		}
		if time.Now().After(end) {
			t.Fatal("the workflow is not blocked")
		}
	}
}

// noPlaintext looks for the marker in every file of the server.
func noPlaintext(t *testing.T, dir string) {
	t.Helper()
	bytesRead := 0
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		bytesRead += len(b)
		for name, m := range map[string]string{
			"plain": marker, "base64": base64.StdEncoding.EncodeToString([]byte(marker))[:20], "hex": hex.EncodeToString([]byte(marker)),
		} {
			if n := bytes.Count(b, []byte(m)); n > 0 {
				t.Errorf("%s has the marker %d times, %s", filepath.Base(path), n, name)
			}
		}
		return nil
	})
	if err != nil || bytesRead < 100_000 {
		t.Errorf("read %d bytes of the server's files, %v", bytesRead, err)
	}
}

func newWallet(t *testing.T) *ecdsa.PrivateKey {
	t.Helper()
	k, err := crypto.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	return k
}
