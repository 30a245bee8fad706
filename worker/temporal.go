package worker

import (
	"context"
	"crypto/ecdsa"
	"crypto/hkdf"
	"crypto/sha256"
	"errors"
	"log/slog"
	"time"

	"github.com/ethereum/go-ethereum/crypto"
	enums "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/contrib/envconfig"
	"go.temporal.io/sdk/interceptor"
	"go.temporal.io/sdk/log"
	"go.temporal.io/sdk/temporal"
	temporalworker "go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/worker/activities"
	"github.com/hallmark-tee/hallmark/worker/codec"
	"github.com/hallmark-tee/hallmark/workflows"
)

const (
	// heartbeatThrottle bounds how old the server's knowledge of a heartbeat is.
	heartbeatThrottle = 2 * time.Second
	// stopTimeout is how long running steps may take to notice a shutdown. The
	// enclave trains on meanwhile; a step that is cut off is taken up again.
	stopTimeout = 5 * time.Second
	// workflowSlack lets a workflow outlive its job's deadline to return the
	// lock and conclude.
	workflowSlack = 60 * 24 * time.Hour
)

// dial connects to Temporal.
func dial(cfg Config, wallet *ecdsa.PrivateKey, l *slog.Logger) (client.Client, error) {
	options, err := temporalOptions(cfg, wallet, l)
	if err != nil {
		return nil, err
	}
	t, err := client.Dial(options)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Unavailable, "Temporal at %q does not answer: set TEMPORAL_ADDRESS, or start hallmark-temporal: %w", options.HostPort, err)
	}
	return t, nil
}

// temporalOptions encrypt payloads and failures. The key is derived from the
// wallet: nothing more to keep, nothing on disk.
func temporalOptions(cfg Config, wallet *ecdsa.PrivateKey, l *slog.Logger) (client.Options, error) {
	options, err := envconfig.LoadDefaultClientOptions()
	if err != nil {
		return options, hallmark.Errorf(hallmark.Invalid, "Temporal environment: %w", err)
	}
	if cfg.Namespace != "" {
		options.Namespace = cfg.Namespace
	}
	secret, err := hkdf.Key(sha256.New, crypto.FromECDSA(wallet), nil, "hallmark worker temporal v1", 32)
	if err != nil {
		return options, hallmark.Errorf(hallmark.Internal, "derive payload secret: %w", err)
	}
	c, err := codec.New(secret)
	if err != nil {
		return options, err
	}
	options.DataConverter, options.FailureConverter = c.Converters()
	options.Logger = log.NewStructuredLogger(l)
	options.Identity = "hallmark-worker"
	options.WorkerHeartbeatInterval = -1 // no commands from the server
	options.DisableWorkerEnvironmentInfo = true
	return options, nil
}

// jobs starts and signals the workflows of one provider.
type jobs struct {
	client client.Client
	queue  string
}

func newJobs(c client.Client, provider hallmark.Address) jobs {
	return jobs{client: c, queue: "hallmark/" + provider.String()}
}

// Start begins a job's workflow; one that runs or completed stays as it is, one
// that was terminated or timed out begins anew. Which jobs may start was
// decided by signatures and chain state, never here.
func (j jobs) Start(ctx context.Context, id hallmark.JobID, budget time.Duration) error {
	_, err := j.client.ExecuteWorkflow(ctx, client.StartWorkflowOptions{
		ID: id.String(), TaskQueue: j.queue,
		WorkflowIDReusePolicy:    enums.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE_FAILED_ONLY,
		WorkflowIDConflictPolicy: enums.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING,
		WorkflowExecutionTimeout: budget + workflowSlack,
	}, workflows.FineTuneName, workflows.FineTuneInput{Job: id, Budget: budget})
	var started *serviceerror.WorkflowExecutionAlreadyStarted
	if err != nil && !errors.As(err, &started) && !temporal.IsWorkflowExecutionAlreadyStartedError(err) {
		return hallmark.Errorf(hallmark.Unavailable, "the job is kept, but its workflow does not start yet: %w", err)
	}
	return nil
}

// Cancel signals that the user's Cancel lies in the journal.
func (j jobs) Cancel(ctx context.Context, id hallmark.JobID) error {
	if err := j.client.SignalWorkflow(ctx, id.String(), "", workflows.SignalCancel, nil); err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "the cancel is kept, but the workflow was not signalled: %w", err)
	}
	return nil
}

// StartBatch begins the settlement of a batch, or leaves the one that runs. One
// that ended is begun again: its steps find done what is done.
func (j jobs) StartBatch(ctx context.Context, id workflows.BatchID) error {
	_, err := j.batch(ctx, id)
	return err
}

func (j jobs) batch(ctx context.Context, id workflows.BatchID) (client.WorkflowRun, error) {
	run, err := j.client.ExecuteWorkflow(ctx, client.StartWorkflowOptions{
		ID: id.Workflow(), TaskQueue: j.queue,
		WorkflowIDReusePolicy:    enums.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE,
		WorkflowIDConflictPolicy: enums.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING,
		WorkflowExecutionTimeout: workflowSlack,
	}, workflows.SettleBatchName, workflows.SettleBatchInput{Batch: id})
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Unavailable, "the settlement of batch %d does not start yet: %w", id.Number, err)
	}
	return run, nil
}

// await waits for the settlement of batches that were started.
func (j jobs) await(ctx context.Context, ids []workflows.BatchID) error {
	for _, id := range ids {
		run, err := j.batch(ctx, id)
		if err != nil {
			return err
		}
		if err := run.Get(ctx, nil); err != nil {
			return hallmark.Errorf(hallmark.Unavailable, "batch %d is not settled yet and will be after the next start: %w", id.Number, err)
		}
	}
	return nil
}

// poller makes the Temporal worker that runs workflows and steps; batches is
// nil where no inference is offered.
func (j jobs) poller(steps *activities.Activities, batches *activities.Batches, watch *stepWatch) temporalworker.Worker {
	w := temporalworker.New(j.client, j.queue, temporalworker.Options{
		WorkerStopTimeout:                  stopTimeout,
		MaxHeartbeatThrottleInterval:       heartbeatThrottle,
		DefaultHeartbeatThrottleInterval:   heartbeatThrottle,
		MaxConcurrentActivityExecutionSize: 64,
		DisableEagerActivities:             true,
		Interceptors:                       []interceptor.WorkerInterceptor{watch},
	})
	w.RegisterWorkflowWithOptions(workflows.FineTune, workflow.RegisterOptions{Name: workflows.FineTuneName})
	for name, f := range map[string]any{
		"Open": steps.Open, "Fetch": steps.Fetch, "Train": steps.Train, "Cancel": steps.Cancel,
		"Publish": steps.Publish, "Confirm": steps.Confirm, "Settle": steps.Settle, "Return": steps.Return, "Conclude": steps.Conclude,
	} {
		w.RegisterActivityWithOptions(f, activity.RegisterOptions{Name: name})
	}
	if batches == nil {
		return w
	}
	w.RegisterWorkflowWithOptions(workflows.SettleBatch, workflow.RegisterOptions{Name: workflows.SettleBatchName})
	for name, f := range map[string]any{
		"CloseBatch": batches.CloseBatch, "PublishBatch": batches.PublishBatch, "ClaimBatch": batches.ClaimBatch,
		"ConfirmBatch": batches.ConfirmBatch, "SyncBatch": batches.SyncBatch,
	} {
		w.RegisterActivityWithOptions(f, activity.RegisterOptions{Name: name})
	}
	return w
}
