package worker

import (
	"context"
	"errors"
	"time"

	"go.opentelemetry.io/otel/trace"
	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/interceptor"
	"go.temporal.io/sdk/temporal"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/worker/metrics"
	"github.com/hallmark-tee/hallmark/worker/traces"
)

// stepWatch counts the attempts of all steps, and makes each a span.
type stepWatch struct {
	interceptor.WorkerInterceptorBase
	count  *metrics.Metrics
	tracer trace.Tracer
}

// InterceptActivity is of interceptor.WorkerInterceptor.
func (s *stepWatch) InterceptActivity(_ context.Context, next interceptor.ActivityInboundInterceptor) interceptor.ActivityInboundInterceptor {
	c := &watchedStep{watch: s}
	c.Next = next
	return c
}

type watchedStep struct {
	interceptor.ActivityInboundInterceptorBase
	watch *stepWatch
}

// ExecuteActivity is of interceptor.ActivityInboundInterceptor.
func (c *watchedStep) ExecuteActivity(ctx context.Context, in *interceptor.ExecuteActivityInput) (any, error) {
	info := activity.GetInfo(ctx)
	ctx, span := traces.Step(ctx, c.watch.tracer, info.ActivityType.Name, info.WorkflowExecution.ID, info.WorkflowExecution.RunID, info.Attempt)
	began := time.Now()
	out, err := c.Next.ExecuteActivity(ctx, in)
	counted := err
	var app *temporal.ApplicationError
	if errors.As(err, &app) {
		counted = hallmark.Errorf(hallmark.KindNamed(app.Type()), "%s", app.Type())
	}
	c.watch.count.Step(info.ActivityType.Name, time.Since(began), counted)
	traces.End(span, counted)
	return out, err
}
