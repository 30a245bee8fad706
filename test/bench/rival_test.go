package bench

import (
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"testing"
	"time"

	"github.com/hallmark-tee/hallmark"
	upstream "github.com/hallmark-tee/hallmark/enclave/engine/openai"
	"github.com/hallmark-tee/hallmark/enclave/engine/openai/upstreamtest"
	"github.com/hallmark-tee/hallmark/enclave/gateway/openai"
)

// The other gateway runs on its own (test/bench/litellm.sh starts LiteLLM); it
// must forward the model "fixture" to the mock, which listens here.
const (
	rivalVariable = "HALLMARK_RIVAL"      // base URL of the other gateway
	mockVariable  = "HALLMARK_RIVAL_MOCK" // host:port that it forwards to
)

// BenchmarkGatewayRival compares what a plain gateway adds to the mock's stream
// with what ours adds: bare, which is our gateway with encryption, receipts and
// vouchers off (the translation of OpenAI's API behind an HTTP server), and whole.
// pipe is the least that anything in between adds: the standard library's reverse
// proxy, which looks at nothing. All of them, client and mock share the processors
// and one run.
func BenchmarkGatewayRival(b *testing.B) {
	rival, at := os.Getenv(rivalVariable), os.Getenv(mockVariable)
	if rival == "" || at == "" {
		b.Skipf("%s and %s are not set; test/bench/litellm.sh sets them", rivalVariable, mockVariable)
	}
	l, err := net.Listen("tcp", at)
	if err != nil {
		b.Fatal(err)
	}
	mock := &http.Server{Handler: upstreamtest.New(upstreamtest.Config{Chunks: 64})}
	go mock.Serve(l) // ends with Close
	defer mock.Close()
	client, err := upstream.New(upstream.Config{URL: "http://" + at + "/v1", Model: "fixture"})
	if err != nil {
		b.Fatal(err)
	}
	defer client.Close()
	bare := httptest.NewServer(bareGateway(client))
	defer bare.Close()
	pipe := httptest.NewServer(reverseProxy(at))
	defer pipe.Close()
	s := newSetup(b)
	customer := s.world.Customer(b, rich)
	plain := &http.Client{Transport: &http.Transport{DisableCompression: true, MaxIdleConnsPerHost: 64}}
	ways := []struct {
		name string
		call func(context.Context) error
	}{
		{"direct", func(ctx context.Context) error { return stream(ctx, plain, "http://"+at) }},
		{"rival", func(ctx context.Context) error { return stream(ctx, plain, rival) }},
		{"pipe", func(ctx context.Context) error { return stream(ctx, plain, pipe.URL) }},
		{"bare", func(ctx context.Context) error { return stream(ctx, plain, bare.URL) }},
		{"whole", func(ctx context.Context) error { _, err := s.call(ctx, customer); return err }},
	}
	took := make([][]time.Duration, len(ways))
	for b.Loop() {
		for i, w := range ways { // in turn, so that a busy moment meets all of them
			begin := time.Now()
			if err := w.call(b.Context()); err != nil {
				b.Fatalf("%s: %v", w.name, err)
			}
			took[i] = append(took[i], time.Since(begin))
		}
	}
	direct := median(took[0])
	b.ReportMetric(direct, "direct-us")
	for i, w := range ways[1:] {
		b.ReportMetric(median(took[i+1])-direct, w.name+"-added-us")
	}
}

func reverseProxy(at string) *httputil.ReverseProxy {
	p := httputil.NewSingleHostReverseProxy(&url.URL{Scheme: "http", Host: at})
	p.FlushInterval = -1 // each chunk at once
	return p
}

// stream reads one stream to its end.
func stream(ctx context.Context, c *http.Client, base string) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, base+path, bytes.NewReader([]byte(body)))
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", "application/json")
	resp, err := c.Do(r)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	got, err := io.ReadAll(resp.Body)
	if err == nil && (resp.StatusCode != http.StatusOK || bytes.Count(got, []byte("\ndata: ")) < 64) {
		err = hallmark.Errorf(hallmark.Mismatch, "status %d, %d bytes: %.200s", resp.StatusCode, len(got), got)
	}
	return err
}

// bareGateway is OpenAI's API over an upstream and nothing else.
func bareGateway(client *upstream.Client) http.Handler {
	api := openai.New(one{client}, openai.Options{})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		in, err := io.ReadAll(r.Body)
		if err != nil {
			return // the client is gone
		}
		out := &plainWriter{w, http.NewResponseController(w)}
		api.Serve(r.Context(), openai.Call{Method: r.Method, Path: r.URL.Path, ContentType: r.Header.Get("Content-Type"), Body: in}, free{}, out)
	})
}

// one is a list of one model.
type one struct{ client *upstream.Client }

func (o one) List(hallmark.Address) []openai.Card { return []openai.Card{{Name: "fixture"}} }

func (o one) Find(context.Context, string, hallmark.Address) (openai.Served, error) {
	return openai.Served{Model: openai.Model{Name: "fixture"}, Upstream: o.client}, nil
}

// free is a meter that counts nothing.
type free struct{}

func (free) Model(openai.Model) error { return nil }
func (free) Input(int) error          { return nil }
func (free) Output(int) error         { return nil }
func (free) Images(int) error         { return nil }
func (free) Seconds(int) error        { return nil }

// plainWriter writes to a client of HTTP.
type plainWriter struct {
	w     http.ResponseWriter
	flush *http.ResponseController
}

func (p *plainWriter) Begin(status int, contentType string) {
	p.w.Header().Set("Content-Type", contentType)
	p.w.WriteHeader(status)
}

func (p *plainWriter) Write(b []byte) error {
	_, err := p.w.Write(b)
	return err
}

func (p *plainWriter) Flush() error { return p.flush.Flush() }
