package openai

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"syscall"
	"testing"

	"github.com/hallmark-tee/hallmark/enclave/engine/openai/upstreamtest"
)

// memory answers every request with one response.
type memory struct{ body string }

func (m memory) RoundTrip(r *http.Request) (*http.Response, error) {
	h := http.Header{"Content-Type": {"text/event-stream"}}
	return &http.Response{StatusCode: 200, Header: h, Body: io.NopCloser(strings.NewReader(m.body)), Request: r}, nil
}

func (memory) CloseIdleConnections() {}

// BenchmarkEvent is one chunk of a stream through inspection and renaming.
func BenchmarkEvent(b *testing.B) {
	data := []byte(`{"id":"chatcmpl-fixture","object":"chat.completion.chunk","created":1700000000,"model":"fixture","choices":[{"index":0,"delta":{"content":"word17 "},"logprobs":null,"finish_reason":null}]}`)
	c := &Client{}
	t := tally{client: c, name: []byte(`"ours"`)}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := t.event(data); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkStream64 is a stream of 64 chunks that is in memory already: what the
// client costs without the network.
func BenchmarkStream64(b *testing.B) {
	rec := httptest.NewRecorder()
	req := httptest.NewRequest("POST", "/v1/chat/completions", strings.NewReader(`{"model":"fixture","stream":true,"stream_options":{"include_usage":true}}`))
	upstreamtest.New(upstreamtest.Config{}).ServeHTTP(rec, req)
	c, err := New(Config{URL: "http://127.0.0.1/v1", Model: "fixture"})
	if err != nil {
		b.Fatal(err)
	}
	c.near = memory{rec.Body.String()}
	used := func() float64 {
		var u syscall.Rusage
		if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
			b.Fatal(err)
		}
		return float64(u.Utime.Sec+u.Stime.Sec)*1e6 + float64(u.Utime.Usec+u.Stime.Usec)
	}
	b.ReportAllocs()
	before := used()
	for b.Loop() {
		n := 0
		err := c.Stream(b.Context(), Request{Path: "chat/completions", Model: "ours"}, func(ev Event) error {
			n += ev.Output
			return nil
		})
		if err != nil || n != 64 {
			b.Fatal(n, err)
		}
	}
	b.ReportMetric((used()-before)/float64(b.N), "cpu-us/op")
}
