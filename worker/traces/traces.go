// Package traces makes OpenTelemetry spans of what the worker does: exchanges
// that are relayed, attempts of the workflows' steps, and transactions, sent to
// a collector by OTLP over HTTP.
//
// A span says what kind of thing was done, how long it took, how it ended and
// how large it was. It never says for whom: no address, job, model, prompt or
// key is in one. Nothing waits for the collector, and none that fails changes
// what is served. There is no global provider: parts get the tracer handed.
package traces

import (
	"context"
	"log/slog"
	"net/http"
	"net/url"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/sdk/resource"
	sdk "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"
	"go.opentelemetry.io/otel/trace/noop"

	"github.com/hallmark-tee/hallmark"
)

const (
	scope = "github.com/hallmark-tee/hallmark/worker"
	// exportTimeout and exportRetry bound what is spent on one batch of spans.
	exportTimeout = 10 * time.Second
	exportRetry   = 30 * time.Second
	// defaultPath is the specification's, for an endpoint that names none.
	defaultPath = "/v1/traces"
)

// Config says where spans go. Its zero value is off.
type Config struct {
	Endpoint string `json:"endpoint,omitempty"` // URL of an OTLP/HTTP collector; without a path: /v1/traces. Empty: no traces
	// Ratio of traces that are kept, from 0 to 1; left out: all. The steps of one
	// run of a workflow are kept or left together.
	Ratio *float64 `json:"ratio,omitempty"`
	// Parent lets an exchange be part of its caller's trace, as the header
	// traceparent of W3C Trace Context says, and the caller decide whether it is
	// kept. It is for callers that are the provider's own: anybody can write
	// that header.
	Parent bool `json:"parent,omitempty"`
}

// Validate names what makes no sense.
func (c Config) Validate() error {
	if c.Endpoint == "" {
		if c.Ratio != nil || c.Parent {
			return hallmark.Errorf(hallmark.Invalid, "traces: ratio and parent have no meaning without endpoint")
		}
		return nil
	}
	u, err := url.Parse(c.Endpoint)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return hallmark.Errorf(hallmark.Invalid, "traces: endpoint must be an http or https URL of host, port and path, such as http://127.0.0.1:4318; what the collector asks for beside goes into OTEL_EXPORTER_OTLP_HEADERS")
	}
	if r := c.ratio(); !(r >= 0 && r <= 1) {
		return hallmark.Errorf(hallmark.Invalid, "traces: ratio must be from 0 to 1")
	}
	return nil
}

func (c Config) ratio() float64 {
	if c.Ratio == nil {
		return 1
	}
	return *c.Ratio
}

// Tracing is one worker's.
type Tracing struct {
	tracer trace.Tracer
	parent bool
	close  func(context.Context) error
}

// Off makes spans that go nowhere.
func Off() *Tracing {
	return &Tracing{tracer: noop.Tracer{}, close: func(context.Context) error { return nil }}
}

// Open makes the tracing of a configuration. It does not connect: a collector
// may come later.
func Open(ctx context.Context, c Config, l *slog.Logger) (*Tracing, error) {
	if err := c.Validate(); err != nil {
		return nil, err
	}
	if c.Endpoint == "" {
		return Off(), nil
	}
	u, err := url.Parse(c.Endpoint)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Invalid, "traces: endpoint: %w", err)
	}
	if u.Path == "" || u.Path == "/" {
		u.Path = defaultPath
	}
	exporter, err := otlptracehttp.New(ctx, otlptracehttp.WithEndpointURL(u.String()), otlptracehttp.WithTimeout(exportTimeout),
		otlptracehttp.WithRetry(otlptracehttp.RetryConfig{Enabled: true, InitialInterval: time.Second, MaxInterval: exportRetry / 4, MaxElapsedTime: exportRetry}))
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Invalid, "traces: %w", err)
	}
	sampler := sdk.TraceIDRatioBased(c.ratio())
	if c.Parent {
		sampler = sdk.ParentBased(sampler)
	}
	provider := sdk.NewTracerProvider(
		sdk.WithResource(resource.NewSchemaless(attribute.String("service.name", "hallmark-worker"))),
		sdk.WithSampler(sampler),
		sdk.WithIDGenerator(ids{}),
		sdk.WithBatcher(&logged{SpanExporter: exporter, log: l}), // a queue of its own, which drops what does not fit
	)
	return &Tracing{tracer: provider.Tracer(scope), parent: c.Parent, close: provider.Shutdown}, nil
}

// Tracer makes the spans.
func (t *Tracing) Tracer() trace.Tracer { return t.tracer }

// Close sends what is left, as long as ctx lasts.
func (t *Tracing) Close(ctx context.Context) { _ = t.close(ctx) } // the exporter has logged it

// Handler serves requests as part of their callers' traces, where that is
// configured; otherwise traceparent is not read.
func (t *Tracing) Handler(next http.Handler) http.Handler {
	if !t.parent {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx := propagation.TraceContext{}.Extract(r.Context(), propagation.HeaderCarrier(r.Header))
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

// logged tells the log when the collector stops taking spans and when it takes
// them again. Errors end here: the SDK would hand them to a global handler.
type logged struct {
	sdk.SpanExporter
	log    *slog.Logger
	failed bool // ExportSpans is never called twice at once
}

// ExportSpans is of sdk.SpanExporter.
func (e *logged) ExportSpans(ctx context.Context, spans []sdk.ReadOnlySpan) error {
	err := e.SpanExporter.ExportSpans(ctx, spans)
	switch {
	case err != nil && !e.failed:
		e.log.Warn("traces are not taken by the collector", "lost", len(spans), "error", err)
	case err == nil && e.failed:
		e.log.Info("traces are taken by the collector again")
	}
	e.failed = err != nil
	return nil
}
