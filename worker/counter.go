package worker

import (
	"context"
	"errors"
	"time"

	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/interceptor"
	"go.temporal.io/sdk/temporal"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/worker/metrics"
)

// stepCounter counts the attempts of all steps.
type stepCounter struct {
	interceptor.WorkerInterceptorBase
	count *metrics.Metrics
}

// InterceptActivity is of interceptor.WorkerInterceptor.
func (s *stepCounter) InterceptActivity(_ context.Context, next interceptor.ActivityInboundInterceptor) interceptor.ActivityInboundInterceptor {
	c := &countedStep{count: s.count}
	c.Next = next
	return c
}

type countedStep struct {
	interceptor.ActivityInboundInterceptorBase
	count *metrics.Metrics
}

// ExecuteActivity is of interceptor.ActivityInboundInterceptor.
func (c *countedStep) ExecuteActivity(ctx context.Context, in *interceptor.ExecuteActivityInput) (any, error) {
	began := time.Now()
	out, err := c.Next.ExecuteActivity(ctx, in)
	counted := err
	var app *temporal.ApplicationError
	if errors.As(err, &app) {
		counted = hallmark.Errorf(hallmark.KindNamed(app.Type()), "%s", app.Type())
	}
	c.count.Step(activity.GetInfo(ctx).ActivityType.Name, time.Since(began), counted)
	return out, err
}
