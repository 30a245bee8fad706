package proxy

import (
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/hallmark-tee/hallmark"
)

// job is OpenAI's job object, and what the proxy must know after a restart.
type job struct {
	Public publicJob               `json:"job"`
	Config hallmark.TrainingConfig `json:"config"`
	Base   string                  `json:"base"`     // name of the base model
	Job    hallmark.JobID          `json:"hallmark"` // zero: nothing is signed yet
	Order  *hallmark.SignedOrder   `json:"order,omitempty"`
	Seen   uint64                  `json:"seen"` // last event of the worker
	Events []event                 `json:"events"`
	Points []checkpoint            `json:"checkpoints"`
	Curve  []point                 `json:"curve"`
	Cancel bool                    `json:"cancel"`
}

type publicJob struct {
	ID              string            `json:"id"`
	Object          string            `json:"object"` // "fine_tuning.job"
	CreatedAt       int64             `json:"created_at"`
	FinishedAt      *int64            `json:"finished_at"`
	Model           string            `json:"model"` // as it was asked for
	FineTunedModel  *string           `json:"fine_tuned_model"`
	OrganizationID  string            `json:"organization_id"`
	Status          string            `json:"status"`
	TrainingFile    string            `json:"training_file"`
	ValidationFile  *string           `json:"validation_file"`
	ResultFiles     []string          `json:"result_files"`
	TrainedTokens   *uint64           `json:"trained_tokens"`
	Error           *jobError         `json:"error"`
	Hyperparameters publicHyper       `json:"hyperparameters"`
	Method          publicMethod      `json:"method"`
	Seed            uint64            `json:"seed"`
	Suffix          *string           `json:"user_provided_suffix"`
	EstimatedFinish *int64            `json:"estimated_finish"`
	Integrations    []any             `json:"integrations"`
	Metadata        map[string]string `json:"metadata"`
	Hallmark        details           `json:"hallmark"`
}

// details are what OpenAI's object has no place for.
type details struct {
	Job    string          `json:"job,omitempty"` // id of our job
	Base   string          `json:"base_model"`
	MaxFee hallmark.Amount `json:"max_fee"`         // signed: the exact price
	Fee    hallmark.Amount `json:"fee"`             // settled
	Dir    string          `json:"dir,omitempty"`   // adapter, bundle and artifact
	State  string          `json:"state,omitempty"` // of our job
}

type jobError struct {
	Code    string  `json:"code"`
	Message string  `json:"message"`
	Param   *string `json:"param"`
}

type publicHyper struct {
	Epochs     int         `json:"n_epochs"`
	BatchSize  int         `json:"batch_size"`
	Multiplier json.Number `json:"learning_rate_multiplier"`
}

type publicMethod struct {
	Type       string `json:"type"`
	Supervised struct {
		Hyperparameters publicHyper `json:"hyperparameters"`
	} `json:"supervised"`
}

type event struct {
	ID        string         `json:"id"`
	Object    string         `json:"object"` // "fine_tuning.job.event"
	CreatedAt int64          `json:"created_at"`
	Level     string         `json:"level"`
	Message   string         `json:"message"`
	Type      string         `json:"type"` // "message" or "metrics"
	Data      map[string]any `json:"data"`
}

type checkpoint struct {
	ID        string         `json:"id"`
	Object    string         `json:"object"` // "fine_tuning.job.checkpoint"
	CreatedAt int64          `json:"created_at"`
	Model     string         `json:"fine_tuned_model_checkpoint"`
	JobID     string         `json:"fine_tuning_job_id"`
	Metrics   map[string]any `json:"metrics"`
	Step      uint64         `json:"step_number"`
}

// point is one line of the table of steps.
type point struct {
	Step uint64           `json:"step"`
	Loss hallmark.Decimal `json:"loss"`
	Eval bool             `json:"eval,omitempty"`
}

// OpenAI's states of a job.
const (
	validating = "validating_files"
	queued     = "queued"
	running    = "running"
	succeeded  = "succeeded"
	failedJob  = "failed"
	cancelled  = "cancelled"

	jobPrefix = "ftjob-"
	maxEvents = 10_000
)

func (j *job) final() bool {
	return slices.Contains([]string{succeeded, failedJob, cancelled}, j.Public.Status)
}

func (j *job) tell(level, message string) {
	j.add(event{Level: level, Message: message, Type: "message", Data: map[string]any{}})
}

func (j *job) add(e event) {
	e.ID, e.Object, e.CreatedAt = newID("ftevent-"), "fine_tuning.job.event", time.Now().Unix()
	if len(j.Events) < maxEvents {
		j.Events = append(j.Events, e)
	}
}

// end closes a job.
func (j *job) end(status string, fault *jobError) {
	now := time.Now().Unix()
	j.Public.Status, j.Public.FinishedAt, j.Public.Error = status, &now, fault
}

// jobs keeps the jobs of a directory, a file each.
type jobs struct {
	dir string
	mu  sync.Mutex
	all map[string]*job
}

func openJobs(dir string) (*jobs, error) {
	k := &jobs{dir: dir, all: map[string]*job{}}
	paths, err := filepath.Glob(filepath.Join(dir, jobPrefix+"*.json"))
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Internal, "list the jobs: %w", err)
	}
	for _, path := range paths {
		j := &job{}
		if err := readJSON(path, j, nil); err != nil {
			return nil, err
		}
		k.all[j.Public.ID] = j
	}
	return k, nil
}

// change alters a job and writes it down before anybody sees it.
func (k *jobs) change(id string, f func(*job)) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	j, ok := k.all[id]
	if !ok {
		return noSuch("fine-tuning job", id)
	}
	f(j)
	return saveJSON(filepath.Join(k.dir, id+".json"), j)
}

func (k *jobs) add(j *job) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if err := saveJSON(filepath.Join(k.dir, j.Public.ID+".json"), j); err != nil {
		return err
	}
	k.all[j.Public.ID] = j
	return nil
}

// get gives a copy that may be read without the lock; its lists only grow.
func (k *jobs) get(id string) (job, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	j, ok := k.all[id]
	if !ok {
		return job{}, noSuch("fine-tuning job", id)
	}
	return *j, nil
}

// list gives the jobs, newest first.
func (k *jobs) list() []publicJob {
	k.mu.Lock()
	defer k.mu.Unlock()
	all := make([]publicJob, 0, len(k.all))
	for _, j := range k.all {
		all = append(all, j.Public)
	}
	slices.SortFunc(all, func(a, b publicJob) int {
		if a.CreatedAt != b.CreatedAt {
			return int(b.CreatedAt - a.CreatedAt)
		}
		return strings.Compare(b.ID, a.ID)
	})
	return all
}
