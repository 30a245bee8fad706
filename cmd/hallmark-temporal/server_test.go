package main

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/operatorservice/v1"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"
)

// asServer makes the test binary, run again, the server itself.
const asServer = "HALLMARK_TEMPORAL_TEST_SERVER"

func TestMain(m *testing.M) {
	if os.Getenv(asServer) != "" {
		main()
	}
	os.Exit(m.Run())
}

type process struct {
	*exec.Cmd
	stdin io.WriteCloser
	ready Ready
}

// spawn starts a server process and waits until it says that it is ready.
func spawn(t *testing.T, args ...string) *process {
	t.Helper()
	p := &process{Cmd: exec.Command(os.Args[0], args...)}
	p.Env = append(os.Environ(), asServer+"=1")
	p.Stderr = t.Output()
	stdout, err := p.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if p.stdin, err = p.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	begun := time.Now()
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Process.Kill(); p.Wait() })
	line, err := bufio.NewReader(stdout).ReadBytes('\n')
	if err != nil {
		t.Fatalf("the server said nothing: %v", err)
	}
	if err := json.Unmarshal(line, &p.ready); err != nil {
		t.Fatalf("%q: %v", line, err)
	}
	t.Logf("ready after %s", time.Since(begun).Round(time.Millisecond))
	return p
}

// refused runs a server that must not start and gives what it says.
func refused(t *testing.T, args ...string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, os.Args[0], args...)
	cmd.Env = append(os.Environ(), asServer+"=1")
	out, err := cmd.CombinedOutput()
	if err == nil || ctx.Err() != nil {
		t.Fatalf("not refused: %v", ctx.Err())
	}
	return string(out)
}

func dial(t *testing.T, p *process) client.Client {
	t.Helper()
	c, err := client.Dial(client.Options{HostPort: p.ready.Address, Namespace: p.ready.Namespace, Logger: silent{}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

// work serves the queue "test" with a workflow of one activity, one signal and
// another activity.
func work(t *testing.T, c client.Client, runs *atomic.Int32) worker.Worker {
	t.Helper()
	w := worker.New(c, "test", worker.Options{})
	step := func(context.Context, string) (int, error) { return int(runs.Add(1)), nil }
	w.RegisterActivityWithOptions(step, activity.RegisterOptions{Name: "step"})
	w.RegisterWorkflowWithOptions(func(ctx workflow.Context) (sum int, err error) {
		ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{StartToCloseTimeout: 10 * time.Second})
		var a, b int
		if err := workflow.ExecuteActivity(ctx, "step", "a").Get(ctx, &a); err != nil {
			return 0, err
		}
		workflow.GetSignalChannel(ctx, "on").Receive(ctx, nil)
		err = workflow.ExecuteActivity(ctx, "step", "b").Get(ctx, &b)
		return 10*a + b, err
	}, workflow.RegisterOptions{Name: "Two"})
	if err := w.Start(); err != nil {
		t.Fatal(err)
	}
	return w
}

func TestWorkflowGoesOnAfterKill(t *testing.T) {
	args := []string{"--data", filepath.Join(t.TempDir(), "a b"), "--search-attribute", "JobState"}
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	var runs atomic.Int32

	p := spawn(t, args...)
	c := dial(t, p)
	w := work(t, c, &runs)
	state := temporal.NewSearchAttributeKeyKeyword("JobState")
	run, err := c.ExecuteWorkflow(ctx, client.StartWorkflowOptions{
		ID: "job", TaskQueue: "test", TypedSearchAttributes: temporal.NewSearchAttributes(state.ValueSet("training")),
	}, "Two")
	if err != nil {
		t.Fatal(err)
	}
	for events := c.GetWorkflowHistory(ctx, run.GetID(), run.GetRunID(), true, enumspb.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT); ; {
		e, err := events.Next()
		if err != nil {
			t.Fatal(err)
		}
		if e.EventType == enumspb.EVENT_TYPE_ACTIVITY_TASK_COMPLETED {
			break
		}
	}
	if err := p.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	p.Wait()
	w.Stop()

	p = spawn(t, args...) // on other ports
	c = dial(t, p)
	w = work(t, c, &runs)
	defer w.Stop()
	if err := c.SignalWorkflow(ctx, run.GetID(), run.GetRunID(), "on", nil); err != nil {
		t.Fatal(err)
	}
	var sum int
	if err := c.GetWorkflow(ctx, run.GetID(), run.GetRunID()).Get(ctx, &sum); err != nil {
		t.Fatal(err)
	}
	if sum != 12 {
		t.Fatalf("the workflow gave %d: a step was repeated or lost", sum)
	}
	found, err := c.ListWorkflow(ctx, &workflowservice.ListWorkflowExecutionsRequest{
		Query: "WorkflowType='Two' AND JobState='training'",
	})
	if err != nil || len(found.Executions) != 1 {
		t.Fatalf("found by its state: %v, %v", found, err)
	}
	resp, err := http.Get(p.ready.UI)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	page, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK || !strings.Contains(string(page), "<html") {
		t.Fatalf("the Web UI answers %s, %v", resp.Status, err)
	}
	if msg := refused(t, args...); !strings.Contains(msg, "another server uses") {
		t.Errorf("a second server on the directory says %q", msg)
	}
}

func TestStopsAndStartsAgain(t *testing.T) {
	dir := t.TempDir()
	p := spawn(t, "--data", dir, "--ui=false", "--parent-stdin", "--search-attribute", "JobState")
	if p.ready.UI != "" || p.ready.Namespace != "hallmark" || p.ready.PID != p.Process.Pid {
		t.Errorf("ready says %+v", p.ready)
	}
	p.stdin.Close()
	exits(t, p)

	p = spawn(t, "--data", dir, "--ui=false", "--search-attribute", "JobState", "--search-attribute", "Step=Int")
	have, err := dial(t, p).OperatorService().ListSearchAttributes(t.Context(),
		&operatorservice.ListSearchAttributesRequest{Namespace: "hallmark"})
	if err != nil {
		t.Fatal(err)
	}
	if a := have.CustomAttributes; a["JobState"] != enumspb.INDEXED_VALUE_TYPE_KEYWORD || a["Step"] != enumspb.INDEXED_VALUE_TYPE_INT {
		t.Errorf("search attributes are %v", a)
	}
	p.Process.Signal(syscall.SIGTERM)
	exits(t, p)

	if msg := refused(t, "--data", dir, "--ui=false", "--search-attribute", "JobState=Text"); !strings.Contains(msg, "cannot become Text") {
		t.Errorf("another type for an attribute: %q", msg)
	}
	if err := os.WriteFile(filepath.Join(dir, "VERSION"), []byte("1.0.0\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if msg := refused(t, "--data", dir); !strings.Contains(msg, "made by Temporal 1.0.0") {
		t.Errorf("a database of another version: %q", msg)
	}
}

// exits waits for a clean end.
func exits(t *testing.T, p *process) {
	t.Helper()
	ended := make(chan error, 1)
	go func() { ended <- p.Wait() }()
	select {
	case err := <-ended:
		if err != nil {
			t.Fatalf("the server ended with %v", err)
		}
	case <-time.After(stopTimeout):
		t.Fatal("the server goes on")
	}
}

func TestParse(t *testing.T) {
	for line, want := range map[string]string{
		"":                                     "--data is missing",
		"--data d extra":                       "unexpected argument",
		"--data d --port -1":                   "port",
		"--data d --port 7 --ui-port 7":        "the same",
		"--data d --namespace=":                "must not be empty",
		"--data d --log-level loud":            "loud",
		"--data d --search-attribute A=Colour": "Colour",
		"--data d --search-attribute =Int":     "no name",
		"--data d --search-attribute A=Int --search-attribute A":       "twice",
		"--data d --search-attribute A=Int --search-attribute B=Bool ": "",
	} {
		var said strings.Builder
		o, err := parse(strings.Fields(line), &said)
		switch {
		case want == "" && (err != nil || o.attributes.String() != "A=Int,B=Bool"):
			t.Errorf("%s: %v %v", line, o, err)
		case want != "" && (err == nil || !strings.Contains(said.String(), want)):
			t.Errorf("%s: says %q, want %q", line, said.String(), want)
		}
	}
}
