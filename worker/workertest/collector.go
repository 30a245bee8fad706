package workertest

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"sync"
	"testing"

	collector "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	common "go.opentelemetry.io/proto/otlp/common/v1"
	otlp "go.opentelemetry.io/proto/otlp/trace/v1"
	"google.golang.org/protobuf/proto"
)

// Collector takes spans by OTLP over HTTP, as an OpenTelemetry collector does.
type Collector struct {
	URL string // with the path

	mu    sync.Mutex
	fails int // status that is answered instead
	raw   []byte
	spans []*otlp.Span
}

// NewCollector serves until the test ends.
func NewCollector(t testing.TB) *Collector {
	c := new(Collector)
	s := httptest.NewServer(c)
	t.Cleanup(s.Close)
	c.URL = s.URL + "/v1/traces"
	return c
}

// ServeHTTP is of http.Handler.
func (c *Collector) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.fails != 0 {
		w.WriteHeader(c.fails)
		return
	}
	b, err := io.ReadAll(r.Body)
	var request collector.ExportTraceServiceRequest
	if err == nil {
		err = proto.Unmarshal(b, &request)
	}
	if err != nil || r.Method != http.MethodPost || r.URL.Path != "/v1/traces" || r.Header.Get("Content-Type") != "application/x-protobuf" {
		http.Error(w, "not an export of spans", http.StatusBadRequest)
		return
	}
	c.raw = append(c.raw, b...)
	for _, r := range request.ResourceSpans {
		for _, s := range r.ScopeSpans {
			c.spans = append(c.spans, s.Spans...)
		}
	}
	w.Header().Set("Content-Type", "application/x-protobuf")
}

// Fail answers this status from now on; zero: none.
func (c *Collector) Fail(status int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.fails = status
}

// Spans are those that were taken.
func (c *Collector) Spans() []*otlp.Span {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.spans
}

// Raw is every byte that was taken.
func (c *Collector) Raw() []byte {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.raw
}

// Attributes are a span's, as text.
func Attributes(s *otlp.Span) map[string]string {
	out := map[string]string{}
	for _, a := range s.Attributes {
		out[a.Key] = a.Value.GetStringValue()
		if n, ok := a.Value.Value.(*common.AnyValue_IntValue); ok {
			out[a.Key] = strconv.FormatInt(n.IntValue, 10)
		}
	}
	return out
}
