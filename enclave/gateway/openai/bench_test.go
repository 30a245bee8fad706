package openai_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"syscall"
	"testing"

	upstream "github.com/hallmark-tee/hallmark/enclave/engine/openai"
	"github.com/hallmark-tee/hallmark/enclave/engine/openai/upstreamtest"
)

// cpu is the processor time that this process has used, in microseconds.
func cpu(b *testing.B) float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return float64(u.Utime.Sec+u.Stime.Sec)*1e6 + float64(u.Utime.Usec+u.Stime.Usec)
}

// measured runs f and reports CPU time, which other processes do not change.
func measured(b *testing.B, f func()) {
	b.ReportAllocs()
	f()
	before := cpu(b)
	for b.Loop() {
		f()
	}
	b.ReportMetric((cpu(b)-before)/float64(b.N), "cpu-us/op")
}

// sink is a reader that keeps nothing.
type sink struct{ units int }

func (*sink) Begin(int, string) {}
func (s *sink) Write([]byte) error {
	s.units++
	return nil
}

// free is a Meter that takes everything.
type free struct{ meter }

func (*free) Input(int) error  { return nil }
func (*free) Output(int) error { return nil }

const benchBody = `"messages":[{"role":"user","content":"What does strings.Index do?"}],"stream":true}`

// BenchmarkStream64Ours is a stream of 64 tokens from an engine that costs
// nothing: decoding of the request, template, tokens to text, chunks.
func BenchmarkStream64Ours(b *testing.B) {
	text := readText(b)
	tokens := text.Tokenizer.EncodeText(strings.Repeat(" package strings", 64))[:64]
	w := scripted(b, text, script{tokens: tokens})
	c := post("chat/completions", `{"model":"base",`+benchBody)
	measured(b, func() {
		s := &sink{}
		if w.api.Serve(b.Context(), c, &free{}, s); s.units != 67 {
			b.Fatal(s.units)
		}
	})
}

// BenchmarkStream64Relayed is a stream of 64 chunks from the fixture upstream,
// which runs in this process too.
func BenchmarkStream64Relayed(b *testing.B) {
	s := httptest.NewServer(upstreamtest.New(upstreamtest.Config{}))
	defer s.Close()
	client, err := upstream.New(upstream.Config{URL: s.URL + "/v1", Model: "fixture"})
	if err != nil {
		b.Fatal(err)
	}
	defer client.Close()
	w := upstreamWorld(client)
	c := post("chat/completions", `{"model":"ours",`+benchBody)
	measured(b, func() {
		s := &sink{}
		if w.api.Serve(b.Context(), c, &free{}, s); s.units != 67 {
			b.Fatal(s.units)
		}
	})
}

// BenchmarkStream64Direct is the same stream read by a plain client: what the
// relayed one costs above it is the translation.
func BenchmarkStream64Direct(b *testing.B) {
	s := httptest.NewServer(upstreamtest.New(upstreamtest.Config{}))
	defer s.Close()
	body := `{"model":"fixture","stream_options":{"include_usage":true},` + benchBody
	buf := make([]byte, 4096)
	measured(b, func() {
		resp, err := http.Post(s.URL+"/v1/chat/completions", "application/json", strings.NewReader(body))
		if err != nil {
			b.Fatal(err)
		}
		for {
			if _, err := resp.Body.Read(buf); err == io.EOF {
				break
			} else if err != nil {
				b.Fatal(err)
			}
		}
		resp.Body.Close()
	})
}
