package proxy_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/dataset"
	"github.com/hallmark-tee/hallmark/sdk"
	"github.com/hallmark-tee/hallmark/sdk/inference"
	"github.com/hallmark-tee/hallmark/sdk/proxy"
)

// trainer stands in for a market: it checks datasets as the market does, and
// trains in no time.
type trainer struct {
	mu      sync.Mutex
	orders  []hallmark.TrainingConfig
	models  []string
	submits int
	down    int           // attempts that find nobody
	hold    chan struct{} // closed: the job may end; nil: at once
	began   chan struct{} // closed when the first job runs
	cancels int
	end     hallmark.Job
}

var theJob = hallmark.JobID{0xab}

func (f *trainer) Order(_ context.Context, path, model string, c hallmark.TrainingConfig, most hallmark.Amount) (hallmark.JobID, hallmark.SignedOrder, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if _, _, err := sdk.CheckDataset(path, dataset.Options{}); err != nil {
		return hallmark.JobID{}, hallmark.SignedOrder{}, err
	}
	if f.down > 0 {
		f.down--
		return hallmark.JobID{}, hallmark.SignedOrder{}, hallmark.Errorf(hallmark.Unavailable, "the worker does not answer")
	}
	f.orders, f.models = append(f.orders, c), append(f.models, model)
	return theJob, hallmark.SignedOrder{Order: hallmark.Order{MaxFee: most}}, nil
}

func (f *trainer) Submit(context.Context, hallmark.SignedOrder) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.submits++
	return nil
}

func (f *trainer) Follow(ctx context.Context, _ hallmark.JobID, after uint64, each func(hallmark.JobEvent) error) (hallmark.Job, error) {
	for _, e := range []hallmark.JobEvent{
		{Seq: 1, State: hallmark.JobOpened, Code: "state"},
		{Seq: 2, State: hallmark.JobTraining, Code: "step", Step: 1, Steps: 2, Tokens: 10, Loss: "2.5"},
		{Seq: 3, State: hallmark.JobTraining, Code: "eval", Step: 1, Steps: 2, Tokens: 10, Loss: "2.25"},
		{Seq: 4, State: hallmark.JobTraining, Code: "checkpoint", Step: 1, Steps: 2},
		{Seq: 5, State: hallmark.JobTraining, Code: "step", Step: 2, Steps: 2, Tokens: 20, Loss: "1.5"},
	} {
		if e.Seq <= after {
			continue
		}
		if err := each(e); err != nil {
			return hallmark.Job{}, err
		}
	}
	if f.began != nil {
		f.mu.Lock()
		select {
		case <-f.began:
		default:
			close(f.began)
		}
		f.mu.Unlock()
	}
	if f.hold != nil {
		select {
		case <-f.hold:
		case <-ctx.Done():
			return hallmark.Job{}, hallmark.Errorf(hallmark.Cancelled, "stopped: %w", ctx.Err())
		}
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.end, nil
}

func (f *trainer) Fetch(_ context.Context, _ hallmark.JobID, dir string) error {
	return os.MkdirAll(filepath.Join(dir, "adapter"), 0o700)
}

func (f *trainer) Cancel(context.Context, hallmark.JobID) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.cancels++
	f.end.Outcome = hallmark.Partial
	close(f.hold)
	return nil
}

func newTrainer() *trainer {
	return &trainer{end: hallmark.Job{State: hallmark.JobSettled, Outcome: hallmark.Completed, Tokens: 20, Fee: hallmark.NewAmount(20)}}
}

func tuning(t *testing.T, dir string, f *trainer) *proxy.Tuning {
	t.Helper()
	tune, err := proxy.OpenTuning(t.Context(), proxy.TuningConfig{
		Trainer: f, Dir: dir, Config: hallmark.DefaultTraining(), MaxFee: hallmark.NewAmount(1000), Retry: 1,
		Model: func(name string) string { return "base of " + name },
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(tune.Close)
	return tune
}

func startTuning(t *testing.T, tune *proxy.Tuning) *rig {
	t.Helper()
	return start(t, func(_ *inference.Config, c *proxy.Config) { c.Tuning = tune })
}

const goodRows = `{"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]}
{"messages":[{"role":"user","content":"c"},{"role":"assistant","content":"d"}]}
`

func (r *rig) upload(t *testing.T, purpose, content string) (int, map[string]any) {
	t.Helper()
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	part, err := form.CreateFormFile("file", "rows.jsonl")
	if err == nil {
		_, err = part.Write([]byte(content))
	}
	if err == nil {
		err = form.WriteField("purpose", purpose)
	}
	if err == nil {
		err = form.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return r.call(t, "POST", "/v1/files", b.String(), form.FormDataContentType())
}

func (r *rig) call(t *testing.T, method, path, body, contentType string) (int, map[string]any) {
	t.Helper()
	status, text, _ := do(t, method, r.url+path, body, http.Header{"Content-Type": {contentType}})
	var v map[string]any
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		t.Fatalf("%s %s: %q", method, path, text)
	}
	return status, v
}

func (r *rig) tune(t *testing.T, body string) (int, map[string]any) {
	t.Helper()
	return r.call(t, "POST", "/v1/fine_tuning/jobs", body, "application/json")
}

// until asks for a job until its state is final.
func (r *rig) until(t *testing.T, id string) map[string]any {
	t.Helper()
	var j map[string]any
	waitFor(t, func() bool {
		_, j = r.call(t, "GET", "/v1/fine_tuning/jobs/"+id, "", "")
		return j["finished_at"] != nil
	})
	return j
}

func TestFiles(t *testing.T) {
	r := startTuning(t, tuning(t, t.TempDir(), newTrainer()))
	status, f := r.upload(t, "fine-tune", goodRows)
	if status != 200 || f["object"] != "file" || f["filename"] != "rows.jsonl" || f["bytes"] != float64(len(goodRows)) || f["purpose"] != "fine-tune" {
		t.Fatalf("%d %v", status, f)
	}
	id := f["id"].(string)
	if _, content, _ := r.get(t, "/v1/files/"+id+"/content", nil); content != goodRows {
		t.Errorf("content %q", content)
	}
	_, list := r.call(t, "GET", "/v1/files?purpose=fine-tune", "", "")
	if data := list["data"].([]any); len(data) != 1 || list["first_id"] != id || list["has_more"] != false {
		t.Errorf("%v", list)
	}
	if status, d := r.call(t, "DELETE", "/v1/files/"+id, "", ""); status != 200 || d["deleted"] != true {
		t.Errorf("%d %v", status, d)
	}
	for _, path := range []string{id, "file-../../x", "file-" + strings.Repeat("A", 24), "x"} {
		if status, _, _ := r.get(t, "/v1/files/"+strings.ReplaceAll(path, "/", "%2F"), nil); status != 404 {
			t.Errorf("%s: %d", path, status)
		}
	}
	if status, e := r.upload(t, "assistants", goodRows); status != 400 || !strings.Contains(fmt.Sprint(e), "purpose") {
		t.Errorf("%d %v", status, e)
	}
	if status, _ := r.upload(t, "fine-tune", ""); status != 400 {
		t.Errorf("an empty file: %d", status)
	}
	if _, list := r.call(t, "GET", "/v1/files", "", ""); len(list["data"].([]any)) != 0 {
		t.Errorf("refused uploads were kept: %v", list)
	}
}

func TestAFineTune(t *testing.T) {
	f := newTrainer()
	f.down = 2
	dir := t.TempDir()
	r := startTuning(t, tuning(t, dir, f))
	_, file := r.upload(t, "fine-tune", goodRows)
	status, j := r.tune(t, fmt.Sprintf(`{"model":"gpt-4o-mini-2024-07-18","training_file":%q,"suffix":"mine","seed":7,
		"method":{"type":"supervised","supervised":{"hyperparameters":{"n_epochs":3,"batch_size":"auto","learning_rate_multiplier":0.5}}}}`, file["id"]))
	if status != 200 || j["status"] != "validating_files" || j["object"] != "fine_tuning.job" {
		t.Fatalf("%d %v", status, j)
	}
	id := j["id"].(string)
	j = r.until(t, id)
	if j["status"] != "succeeded" || j["fine_tuned_model"] != "ft:"+theJob.String() || j["trained_tokens"] != float64(20) || j["error"] != nil {
		t.Errorf("%v", j)
	}
	c := f.orders[0]
	if c.Epochs != 3 || c.LearningRate != "0.001" || c.Seed != 7 || c.BatchRows != hallmark.DefaultTraining().BatchRows || f.models[0] != "base of gpt-4o-mini-2024-07-18" {
		t.Errorf("ordered %+v of %s", c, f.models[0])
	}
	_, events := r.call(t, "GET", "/v1/fine_tuning/jobs/"+id+"/events?limit=100", "", "")
	if text := fmt.Sprint(events["data"]); !strings.HasPrefix(text, "[map[created_at") || !strings.Contains(text, "Step 2/2: training loss=1.5") || !strings.Contains(text, "successfully completed") {
		t.Errorf("events %s", text)
	}
	_, points := r.call(t, "GET", "/v1/fine_tuning/jobs/"+id+"/checkpoints", "", "")
	if text := fmt.Sprint(points["data"]); !strings.Contains(text, "ckpt-step-1") {
		t.Errorf("checkpoints %s", text)
	}
	results := j["result_files"].([]any)
	if _, csv, _ := r.get(t, "/v1/files/"+results[0].(string)+"/content", nil); csv != "step,train_loss,valid_loss\n1,2.5,\n1,,2.25\n2,1.5,\n" {
		t.Errorf("results %q", csv)
	}
	if _, err := os.Stat(filepath.Join(dir, "models", theJob.String(), "adapter")); err != nil {
		t.Error(err)
	}
	if _, list := r.call(t, "GET", "/v1/fine_tuning/jobs", "", ""); len(list["data"].([]any)) != 1 {
		t.Errorf("%v", list)
	}
	if status, _ := r.call(t, "POST", "/v1/fine_tuning/jobs/"+id+"/cancel", "", ""); status != 400 {
		t.Errorf("cancel of an ended job: %d", status)
	}
}

func TestABadDatasetFailsTheJobByItsLines(t *testing.T) {
	r := startTuning(t, tuning(t, t.TempDir(), newTrainer()))
	_, file := r.upload(t, "fine-tune", goodRows+"{\"messages\":5}\n")
	_, j := r.tune(t, fmt.Sprintf(`{"model":"m","training_file":%q}`, file["id"]))
	j = r.until(t, j["id"].(string))
	e, _ := j["error"].(map[string]any)
	if j["status"] != "failed" || e["code"] != "invalid_training_file" || e["param"] != "training_file" || !strings.Contains(fmt.Sprint(e["message"]), "line 3") {
		t.Errorf("%v", j)
	}
}

func TestRefusedJobs(t *testing.T) {
	r := startTuning(t, tuning(t, t.TempDir(), newTrainer()))
	_, file := r.upload(t, "fine-tune", goodRows)
	for body, param := range map[string]string{
		`{"training_file":"F"}`:                                                               "model",
		`{"model":"m"}`:                                                                       "training_file",
		`{"model":"m","training_file":"file-0"}`:                                              "training_file",
		`{"model":"m","training_file":"F","validation_file":"F"}`:                             "validation_file",
		`{"model":"m","training_file":"F","hyperparameters":{"n_epochs":0}}`:                  "hyperparameters.n_epochs",
		`{"model":"m","training_file":"F","hyperparameters":{"n_epochs":"many"}}`:             "hyperparameters.n_epochs",
		`{"model":"m","training_file":"F","hyperparameters":{"batch_size":1.5}}`:              "hyperparameters.batch_size",
		`{"model":"m","training_file":"F","hyperparameters":{"learning_rate_multiplier":-1}}`: "hyperparameters.learning_rate_multiplier",
		`{"model":"m","training_file":"F","method":{"type":"dpo"}}`:                           "method",
		`{"model":"m","training_file":"F","integrations":[{"type":"wandb"}]}`:                 "integrations",
	} {
		status, e := r.tune(t, strings.ReplaceAll(body, `"F"`, fmt.Sprintf("%q", file["id"])))
		if got := e["error"].(map[string]any)["param"]; status != 400 || got != param {
			t.Errorf("%s: %d, param %v", body, status, got)
		}
	}
}

// TestARestartGoesOn: nothing is ordered twice, and what was seen stays seen.
func TestARestartGoesOn(t *testing.T) {
	dir, f := t.TempDir(), newTrainer()
	f.hold, f.began = make(chan struct{}), make(chan struct{})
	first := tuning(t, dir, f)
	r := startTuning(t, first)
	_, file := r.upload(t, "fine-tune", goodRows)
	_, j := r.tune(t, fmt.Sprintf(`{"model":"m","training_file":%q}`, file["id"]))
	id := j["id"].(string)
	<-f.began
	first.Close()
	close(f.hold)

	r = startTuning(t, tuning(t, dir, f))
	if j := r.until(t, id); j["status"] != "succeeded" {
		t.Errorf("%v", j)
	}
	if len(f.orders) != 1 || f.submits != 2 {
		t.Errorf("%d orders, %d submits", len(f.orders), f.submits)
	}
	_, events := r.call(t, "GET", "/v1/fine_tuning/jobs/"+id+"/events?limit=100", "", "")
	if n := strings.Count(fmt.Sprint(events["data"]), "Step 1/2: training"); n != 1 {
		t.Errorf("the first step is told %d times", n)
	}
}

func TestCancelDeliversWhatIsTrained(t *testing.T) {
	f := newTrainer()
	f.hold, f.began = make(chan struct{}), make(chan struct{})
	r := startTuning(t, tuning(t, t.TempDir(), f))
	_, file := r.upload(t, "fine-tune", goodRows)
	_, j := r.tune(t, fmt.Sprintf(`{"model":"m","training_file":%q}`, file["id"]))
	id := j["id"].(string)
	<-f.began
	if status, _ := r.call(t, "POST", "/v1/fine_tuning/jobs/"+id+"/cancel", "", ""); status != 200 {
		t.Fatal(status)
	}
	if j := r.until(t, id); j["status"] != "cancelled" || j["fine_tuned_model"] != "ft:"+theJob.String() || f.cancels != 1 {
		t.Errorf("%v", j)
	}
}

func FuzzUpload(f *testing.F) {
	f.Add("multipart/form-data; boundary=x", []byte("--x\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\nfine-tune\r\n--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../a\"\r\n\r\n{}\r\n--x--\r\n"))
	f.Add("application/json", []byte("{}"))
	dir := f.TempDir()
	tune, err := proxy.OpenTuning(context.Background(), proxy.TuningConfig{Trainer: newTrainer(), Dir: dir, Model: func(s string) string { return s }})
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(tune.Close)
	f.Fuzz(func(t *testing.T, contentType string, body []byte) {
		r := startTuning(t, tune)
		status, text, _ := do(t, "POST", r.url+"/v1/files", string(body), http.Header{"Content-Type": {strings.Map(printable, contentType)}})
		if status != 200 && status != 400 && status != 413 {
			t.Errorf("%d %s", status, text)
		}
		if outside, _ := filepath.Glob(filepath.Join(dir, "*")); len(outside) != 3 {
			t.Errorf("files appeared: %q", outside)
		}
	})
}

func printable(r rune) rune {
	if r < ' ' || r > '~' {
		return '?'
	}
	return r
}
