package traces_test

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"go.opentelemetry.io/otel"
	otlp "go.opentelemetry.io/proto/otlp/trace/v1"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/contracts"
	"github.com/hallmark-tee/hallmark/worker/traces"
	"github.com/hallmark-tee/hallmark/worker/workertest"
)

func open(t *testing.T, c traces.Config) *traces.Tracing {
	t.Helper()
	tracing, err := traces.Open(t.Context(), c, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { tracing.Close(context.Background()) })
	return tracing
}

type outbox struct{ err error }

func (o outbox) Do(context.Context, string, contracts.Call) (hallmark.Digest, error) {
	return hallmark.Digest{}, o.err
}

func TestConfigurationsThatAreRefused(t *testing.T) {
	share := func(f float64) *float64 { return &f }
	for want, c := range map[string]traces.Config{
		"without endpoint": {Ratio: share(0.5)},
		"ratio must":       {Endpoint: "http://127.0.0.1:4318", Ratio: share(1.1)},
		"endpoint must":    {Endpoint: "127.0.0.1:4318"},
		"or https URL":     {Endpoint: "grpc://127.0.0.1:4317"},
		"host, port":       {Endpoint: "http://user:secret@127.0.0.1"},
	} {
		_, err := traces.Open(t.Context(), c, slog.New(slog.DiscardHandler))
		if hallmark.KindOf(err) != hallmark.Invalid || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%+v: %v, want %q", c, err, want)
		}
	}
}

// TestWhatSpansSay: a step's attempts lie in one trace with what they sent, and
// nobody is named.
func TestWhatSpansSay(t *testing.T) {
	before := otel.GetTracerProvider()
	collector := workertest.NewCollector(t)
	tracing := open(t, traces.Config{Endpoint: collector.URL})
	job := strings.Repeat("ab", 32)
	for attempt := range int32(2) {
		ctx, span := traces.Step(t.Context(), tracing.Tracer(), "Settle", job, "run", attempt+1)
		var err error
		if attempt == 0 {
			err = hallmark.Errorf(hallmark.Unavailable, "job %s", job)
		}
		_, got := traces.Sender{Outbox: outbox{err}, Tracer: tracing.Tracer()}.Do(ctx, "settle/"+job, contracts.Call{})
		if got != err {
			t.Fatal(got)
		}
		traces.End(span, err)
	}
	_, other := traces.Step(t.Context(), tracing.Tracer(), "Open", job, "another run", 1)
	traces.End(other, nil)
	tracing.Close(t.Context())

	byName := map[string][]*otlp.Span{}
	for _, s := range collector.Spans() {
		byName[s.Name] = append(byName[s.Name], s)
	}
	steps, sends, opens := byName["step Settle"], byName["send settle"], byName["step Open"]
	if len(steps) != 2 || len(sends) != 2 || len(opens) != 1 {
		t.Fatalf("%v", collector.Spans())
	}
	for i, step := range steps {
		if len(step.ParentSpanId) != 0 || !bytes.Equal(step.TraceId, steps[0].TraceId) || bytes.Equal(step.TraceId, opens[0].TraceId) {
			t.Errorf("attempt %d: %v", i, step)
		}
		if !bytes.Equal(sends[i].ParentSpanId, step.SpanId) || !bytes.Equal(sends[i].TraceId, step.TraceId) {
			t.Errorf("what attempt %d sent is not in its span: %v", i, sends[i])
		}
	}
	if a := workertest.Attributes(steps[0]); a["hallmark.step"] != "Settle" || a["hallmark.attempt"] != "1" || a["error.type"] != "unavailable" ||
		steps[0].Status.Code != otlp.Status_STATUS_CODE_ERROR {
		t.Errorf("the failed attempt: %v", steps[0])
	}
	if a := workertest.Attributes(sends[1]); a["hallmark.purpose"] != "settle" || a["error.type"] != "" {
		t.Errorf("what was sent: %v", sends[1])
	}
	if bytes.Contains(collector.Raw(), []byte(job[:8])) {
		t.Error("the spans name a job")
	}
	if otel.GetTracerProvider() != before {
		t.Error("there is a global provider")
	}
}

// TestARunIsKeptOrLeftWhole: at a ratio, all steps of a run or none.
func TestARunIsKeptOrLeftWhole(t *testing.T) {
	collector := workertest.NewCollector(t)
	half := 0.5
	tracing := open(t, traces.Config{Endpoint: collector.URL, Ratio: &half})
	const runs, steps = 32, 3
	for i := range runs {
		for range steps {
			_, span := traces.Step(t.Context(), tracing.Tracer(), "Open", "job", fmt.Sprint(i), 1)
			traces.End(span, nil)
		}
	}
	tracing.Close(t.Context())
	kept := map[string]int{}
	for _, s := range collector.Spans() {
		kept[string(s.TraceId)]++
	}
	if len(kept) == 0 || len(kept) == runs {
		t.Errorf("%d of %d runs were kept", len(kept), runs)
	}
	for _, n := range kept {
		if n != steps {
			t.Errorf("%d of %d steps of a run were kept", n, steps)
		}
	}
}

// TestTheCallersTrace is joined where that is configured, and then the caller
// decides whether it is kept.
func TestTheCallersTrace(t *testing.T) {
	const id = "0af7651916cd43dd8448eb211c80319c"
	none := 0.0
	for name, c := range map[string]struct {
		config traces.Config
		flags  string
		spans  int
		joined bool
	}{
		"configured":                {traces.Config{Parent: true, Ratio: &none}, "01", 1, true},
		"configured, not sampled":   {traces.Config{Parent: true}, "00", 0, false},
		"not configured":            {traces.Config{}, "01", 1, false},
		"not configured, none kept": {traces.Config{Ratio: &none}, "01", 0, false},
	} {
		collector := workertest.NewCollector(t)
		c.config.Endpoint = strings.TrimSuffix(collector.URL, "/v1/traces")
		tracing := open(t, c.config)
		h := tracing.Handler(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			_, span := tracing.Tracer().Start(r.Context(), "exchange")
			span.End()
		}))
		r := httptest.NewRequest(http.MethodPost, "/v1/exchange", nil)
		r.Header.Set("traceparent", "00-"+id+"-b7ad6b7169203331-"+c.flags)
		h.ServeHTTP(httptest.NewRecorder(), r)
		tracing.Close(t.Context())
		spans := collector.Spans()
		if len(spans) != c.spans {
			t.Errorf("%s: %d spans", name, len(spans))
			continue
		}
		if len(spans) == 1 && (fmt.Sprintf("%x", spans[0].TraceId) == id) != c.joined {
			t.Errorf("%s: %v", name, spans)
		}
	}
}

// TestOff: without an endpoint nothing is recorded and no header read.
func TestOff(t *testing.T) {
	tracing := open(t, traces.Config{})
	_, span := tracing.Tracer().Start(t.Context(), "x")
	if span.IsRecording() || span.SpanContext().IsValid() {
		t.Error("a span is recorded")
	}
}

// TestACollectorThatNeverAnswers holds up nothing: spans beyond the queue are
// dropped, and the end waits only as long as it is told to.
func TestACollectorThatNeverAnswers(t *testing.T) {
	asked, release := make(chan struct{}, 1), make(chan struct{})
	s := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		select {
		case asked <- struct{}{}:
		default:
		}
		<-release
	}))
	defer s.Close()
	defer close(release)
	tracing := open(t, traces.Config{Endpoint: s.URL})
	for range 10_000 {
		_, span := tracing.Tracer().Start(t.Context(), "exchange")
		span.End()
	}
	<-asked
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	tracing.Close(gone)
}

// TestTheLogTellsOfTheCollector once when it fails, by Close at the latest.
func TestTheLogTellsOfTheCollector(t *testing.T) {
	collector := workertest.NewCollector(t)
	collector.Fail(http.StatusForbidden)
	var text bytes.Buffer
	tracing, err := traces.Open(t.Context(), traces.Config{Endpoint: collector.URL}, slog.New(slog.NewTextHandler(&text, nil)))
	if err != nil {
		t.Fatal(err)
	}
	for range 2000 { // several batches
		_, span := tracing.Tracer().Start(t.Context(), "exchange")
		span.End()
	}
	tracing.Close(t.Context())
	if n := strings.Count(text.String(), "not taken by the collector"); n != 1 {
		t.Errorf("told %d times: %s", n, text.String())
	}
}
