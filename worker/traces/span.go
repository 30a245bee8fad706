package traces

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"strings"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/contracts"
)

// Outbox sends one transaction per purpose; package outbox.
type Outbox interface {
	Do(ctx context.Context, purpose string, c contracts.Call) (hallmark.Digest, error)
}

// Sender is an outbox whose transactions are spans.
type Sender struct {
	Outbox Outbox
	Tracer trace.Tracer
}

// Do sends and waits as the outbox does. Only the first word of the purpose is
// told: it names a kind of call and nobody's job.
func (s Sender) Do(ctx context.Context, purpose string, c contracts.Call) (hallmark.Digest, error) {
	word, _, _ := strings.Cut(purpose, "/")
	ctx, span := s.Tracer.Start(ctx, "send "+word, trace.WithSpanKind(trace.SpanKindClient), trace.WithAttributes(attribute.String("hallmark.purpose", word)))
	tx, err := s.Outbox.Do(ctx, purpose, c)
	End(span, err)
	return tx, err
}

// Step begins the span of one attempt of a workflow's step. All of one run lie
// in one trace, whose id only those know who know the run's.
func Step(ctx context.Context, t trace.Tracer, step, workflow, run string, attempt int32) (context.Context, trace.Span) {
	sum := sha256.Sum256([]byte("hallmark worker trace v1\x00" + workflow + "\x00" + run))
	return t.Start(context.WithValue(ctx, inTrace{}, trace.TraceID(sum[:16])), "step "+step, trace.WithAttributes(
		attribute.String("hallmark.step", step), attribute.Int("hallmark.attempt", int(attempt)),
	))
}

// End ends a span with the kind of an error. Its text, which names places and
// parties, stays in the log.
func End(span trace.Span, err error) {
	if err != nil {
		kind := hallmark.KindOf(err).String()
		span.SetAttributes(attribute.String("error.type", kind))
		span.SetStatus(codes.Error, kind)
	}
	span.End()
}

// inTrace is the context's key of the trace that a span without a parent
// belongs to.
type inTrace struct{}

// ids are random, but for the trace of a workflow's run.
type ids struct{}

// NewIDs is of sdk.IDGenerator.
func (g ids) NewIDs(ctx context.Context) (t trace.TraceID, s trace.SpanID) {
	known, ok := ctx.Value(inTrace{}).(trace.TraceID)
	if ok {
		t = known
	} else {
		rand.Read(t[:])
	}
	return t, g.NewSpanID(ctx, t)
}

// NewSpanID is of sdk.IDGenerator.
func (ids) NewSpanID(context.Context, trace.TraceID) (s trace.SpanID) {
	rand.Read(s[:])
	return s
}
