package proxy

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/hallmark-tee/hallmark"
)

// TuningConfig says how fine-tuning jobs are ordered.
type TuningConfig struct {
	Trainer Trainer
	Dir     string                  // files, jobs and what they made
	Config  hallmark.TrainingConfig // what "auto" means
	MaxFee  hallmark.Amount         // of one job; zero: none may be ordered
	// Model finds the base model for the name in a request.
	Model func(name string) string
	Log   *slog.Logger
	// Retry is the wait between attempts where the worker or the chain does not
	// answer; zero: five seconds.
	Retry time.Duration
}

// Tuning is OpenAI's fine-tuning API over jobs of ours. Jobs go on in the
// background, and after a restart where they stopped.
type Tuning struct {
	cfg     TuningConfig
	files   *files
	jobs    *jobs
	life    context.Context
	end     context.CancelFunc
	working sync.WaitGroup
	mu      sync.Mutex
	stops   map[string]context.CancelFunc // of jobs that nothing is signed for yet
}

// OpenTuning takes up the jobs of a directory. Close it in the end.
func OpenTuning(ctx context.Context, cfg TuningConfig) (*Tuning, error) {
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	if cfg.Retry == 0 {
		cfg.Retry = 5 * time.Second
	}
	t := &Tuning{cfg: cfg, files: &files{dir: filepath.Join(cfg.Dir, "files")}, stops: map[string]context.CancelFunc{}}
	for _, d := range []string{"files", "jobs", "models"} {
		if err := os.MkdirAll(filepath.Join(cfg.Dir, d), 0o700); err != nil {
			return nil, hallmark.Errorf(hallmark.Unavailable, "fine-tuning: %w", err)
		}
	}
	var err error
	if t.jobs, err = openJobs(filepath.Join(cfg.Dir, "jobs")); err != nil {
		return nil, err
	}
	t.life, t.end = context.WithCancel(context.WithoutCancel(ctx))
	for _, j := range t.jobs.list() {
		if k, err := t.jobs.get(j.ID); err == nil && !k.final() {
			t.start(j.ID)
		}
	}
	return t, nil
}

// Close stops following; the jobs themselves go on.
func (t *Tuning) Close() {
	t.end()
	t.working.Wait()
}

func (t *Tuning) start(id string) {
	ctx, stop := context.WithCancel(t.life)
	t.mu.Lock()
	t.stops[id] = stop
	t.mu.Unlock()
	t.working.Go(func() {
		defer stop()
		t.run(ctx, id)
	})
}

// routes adds the API's paths.
func (t *Tuning) routes(mux *http.ServeMux) {
	t.files.routes(mux)
	const jobs = "/v1/fine_tuning/jobs"
	mux.HandleFunc("POST "+jobs, t.create)
	mux.HandleFunc("GET "+jobs, func(w http.ResponseWriter, r *http.Request) {
		writePage(w, r, t.jobs.list(), 20, func(j publicJob) string { return j.ID })
	})
	mux.HandleFunc("GET "+jobs+"/{id}", func(w http.ResponseWriter, r *http.Request) { t.show(w, r.PathValue("id")) })
	mux.HandleFunc("POST "+jobs+"/{id}/cancel", t.cancel)
	mux.HandleFunc("GET "+jobs+"/{id}/events", func(w http.ResponseWriter, r *http.Request) {
		j, err := t.jobs.get(r.PathValue("id"))
		if err != nil {
			writeProblem(w, err)
			return
		}
		newest := slices.Clone(j.Events)
		slices.Reverse(newest)
		writePage(w, r, newest, 20, func(e event) string { return e.ID })
	})
	mux.HandleFunc("GET "+jobs+"/{id}/checkpoints", func(w http.ResponseWriter, r *http.Request) {
		j, err := t.jobs.get(r.PathValue("id"))
		if err != nil {
			writeProblem(w, err)
			return
		}
		newest := slices.Clone(j.Points)
		slices.Reverse(newest)
		writePage(w, r, newest, 10, func(c checkpoint) string { return c.ID })
	})
	for _, verb := range []string{"pause", "resume"} {
		mux.HandleFunc("POST "+jobs+"/{id}/"+verb, func(w http.ResponseWriter, r *http.Request) {
			writeProblem(w, &problem{status: http.StatusNotImplemented, Type: "not_implemented_error", Code: "not_implemented", Message: "jobs cannot be paused; cancel delivers what is trained"})
		})
	}
}

func (t *Tuning) show(w http.ResponseWriter, id string) {
	j, err := t.jobs.get(id)
	if err != nil {
		writeProblem(w, err)
		return
	}
	writeJSON(w, j.Public)
}

func (t *Tuning) create(w http.ResponseWriter, r *http.Request) {
	j, err := t.read(w, r)
	if err == nil {
		err = t.jobs.add(j)
	}
	if err != nil {
		writeProblem(w, err)
		return
	}
	public := j.Public // the job changes from here on
	t.start(public.ID)
	writeJSON(w, public)
}

func (t *Tuning) read(w http.ResponseWriter, r *http.Request) (*job, error) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxJobBody))
	if err != nil {
		return nil, invalid("", "the body cannot be read")
	}
	var q jobRequest
	if err := json.Unmarshal(body, &q); err != nil {
		return nil, invalid("", "the body is not a fine-tuning job: "+err.Error())
	}
	h, err := q.check()
	if err != nil {
		return nil, err
	}
	if t.cfg.MaxFee.IsZero() {
		return nil, &problem{status: http.StatusPaymentRequired, Type: noQuota, Code: noQuota, Message: "this proxy was started without --max-fee, so that no job may be ordered"}
	}
	if _, err := t.files.get(q.TrainingFile); err != nil {
		return nil, invalid("training_file", "no such file: upload it with POST /v1/files first")
	}
	c := t.cfg.Config
	if err := h.apply(&c); err != nil {
		return nil, err
	}
	if q.Seed != nil {
		c.Seed = *q.Seed
	}
	if err := c.Validate(); err != nil {
		return nil, invalid("hyperparameters", err.Error())
	}
	hyper := publicHyper{Epochs: c.Epochs, BatchSize: c.BatchRows, Multiplier: "1"}
	if given(h.Multiplier) {
		hyper.Multiplier = json.Number(h.Multiplier)
	}
	j := &job{Config: c, Base: t.cfg.Model(q.Model), Events: []event{}, Points: []checkpoint{}}
	if q.Metadata == nil {
		q.Metadata = map[string]string{}
	}
	j.Public = publicJob{
		ID: newID(jobPrefix), Object: "fine_tuning.job", CreatedAt: time.Now().Unix(), Model: q.Model, OrganizationID: "hallmark", Status: validating,
		TrainingFile: q.TrainingFile, ResultFiles: []string{}, Hyperparameters: hyper, Seed: c.Seed, Suffix: q.Suffix, Integrations: []any{},
		Metadata: q.Metadata, Hallmark: details{Base: j.Base},
	}
	j.Public.Method.Type = "supervised"
	j.Public.Method.Supervised.Hyperparameters = hyper
	j.tell("info", "Created fine-tuning job: "+j.Public.ID)
	j.tell("info", "Validating training file: "+q.TrainingFile)
	return j, nil
}

// cancel stops a job: before anything is signed at once, after it by the user's
// signed Cancel, which delivers what is trained.
func (t *Tuning) cancel(w http.ResponseWriter, r *http.Request) {
	id := r.PathValue("id")
	j, err := t.jobs.get(id)
	if err != nil {
		writeProblem(w, err)
		return
	}
	if j.final() {
		writeProblem(w, &problem{status: http.StatusBadRequest, Type: invalidRequest, Code: "invalid_request", Message: "the job has ended: it is " + j.Public.Status})
		return
	}
	if !j.Job.IsZero() {
		if err := t.cfg.Trainer.Cancel(r.Context(), j.Job); err != nil {
			writeProblem(w, err)
			return
		}
	}
	err = t.jobs.change(id, func(j *job) {
		j.Cancel = true
		j.tell("info", "Cancellation was asked for")
	})
	if err != nil {
		writeProblem(w, err)
		return
	}
	if j.Job.IsZero() {
		t.mu.Lock()
		stop := t.stops[id]
		t.mu.Unlock()
		if stop != nil {
			stop()
		}
	}
	t.show(w, id)
}

// run takes one job to its end.
func (t *Tuning) run(ctx context.Context, id string) {
	for {
		err := t.step(ctx, id)
		if err == nil {
			return
		}
		if t.life.Err() != nil {
			return // the next start goes on
		}
		j, gone := t.jobs.get(id)
		if gone != nil {
			return
		}
		if ctx.Err() == nil && hallmark.KindOf(err).Retryable() {
			t.cfg.Log.Warn("fine-tuning job waits", "job", id, "error", err)
			select {
			case <-ctx.Done():
			case <-time.After(t.cfg.Retry):
			}
			continue
		}
		t.failed(id, j, err)
		return
	}
}

func (t *Tuning) failed(id string, j job, err error) {
	status, fault := failedJob, &jobError{Code: hallmark.KindOf(err).String(), Message: err.Error()}
	if j.Job.IsZero() {
		param := "training_file"
		switch hallmark.KindOf(err) {
		case hallmark.Invalid:
			fault.Code, fault.Param = "invalid_training_file", &param
		case hallmark.NotFound:
			param = "model"
			fault.Code, fault.Param = "model_not_found", &param
		case hallmark.Exhausted, hallmark.Unfunded:
			fault.Code = noQuota
		}
		if j.Cancel {
			status, fault = cancelled, nil
		}
	}
	err = t.jobs.change(id, func(j *job) {
		j.end(status, fault)
		if fault == nil {
			j.tell("info", "The job was cancelled before anything was signed")
		} else {
			j.tell("error", "The job failed: "+fault.Message)
		}
	})
	if err != nil {
		t.cfg.Log.Error("fine-tuning job", "job", id, "error", err)
	}
}

// step does what is missing of a job; nil: it has ended.
func (t *Tuning) step(ctx context.Context, id string) error {
	j, err := t.jobs.get(id)
	if err != nil {
		return err
	}
	if j.Job.IsZero() {
		if j.Cancel {
			return hallmark.Errorf(hallmark.Cancelled, "cancelled")
		}
		if j, err = t.order(ctx, id, j); err != nil {
			return err
		}
	}
	if err := t.cfg.Trainer.Submit(t.life, *j.Order); err != nil {
		return err
	}
	end, err := t.cfg.Trainer.Follow(t.life, j.Job, j.Seen, func(e hallmark.JobEvent) error {
		return t.jobs.change(id, func(j *job) { j.see(e) })
	})
	if err != nil {
		return err
	}
	if end.State != hallmark.JobSettled {
		return hallmark.Errorf(hallmark.Cancelled, "the job was %s: %s", end.State, end.Reason)
	}
	return t.settled(id, j.Job, end)
}

// order signs. The order is on disk before it is handed over, so that a crash
// between orders nothing twice.
func (t *Tuning) order(ctx context.Context, id string, j job) (job, error) {
	signed, order, err := t.cfg.Trainer.Order(ctx, t.files.path(j.Public.TrainingFile), j.Base, j.Config, t.cfg.MaxFee)
	if err != nil {
		return j, err
	}
	err = t.jobs.change(id, func(j *job) {
		j.Job, j.Order = signed, &order
		j.Public.Status, j.Public.Hallmark.Job, j.Public.Hallmark.MaxFee = queued, signed.String(), order.Order.MaxFee
		j.tell("info", "Files validated, moving job to queued state")
		j.tell("info", fmt.Sprintf("The job costs %s at most; it is job %s", order.Order.MaxFee.Coins(), signed))
	})
	if err != nil {
		return j, err
	}
	return t.jobs.get(id)
}

// settled fetches what the job made.
func (t *Tuning) settled(id string, signed hallmark.JobID, end hallmark.Job) error {
	if end.Outcome == hallmark.Failed {
		return hallmark.Errorf(hallmark.Invalid, "the enclave ended the job as failed, for no fee: %s", end.Reason)
	}
	dir := filepath.Join(t.cfg.Dir, "models", signed.String())
	if err := t.cfg.Trainer.Fetch(t.life, signed, dir); err != nil {
		return err
	}
	j, err := t.jobs.get(id)
	if err != nil {
		return err
	}
	result, err := t.files.add("step_metrics.csv", purposeResults, bytes.NewReader(j.table()))
	if err != nil {
		return err
	}
	return t.jobs.change(id, func(j *job) {
		name := "ft:" + signed.String()
		j.Public.FineTunedModel, j.Public.TrainedTokens, j.Public.ResultFiles = &name, &end.Tokens, []string{result.ID}
		j.Public.Hallmark.Dir, j.Public.Hallmark.Fee, j.Public.Hallmark.State = dir, end.Fee, string(end.State)
		status := succeeded
		if end.Outcome == hallmark.Partial {
			status = cancelled
		}
		j.tell("info", "New fine-tuned model created: "+name)
		if status == succeeded {
			j.tell("info", "The job has successfully completed")
		} else {
			j.tell("info", "The job was cancelled; what was trained is delivered and paid")
		}
		j.end(status, nil)
	})
}
