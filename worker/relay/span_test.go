package relay_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/iotest"

	"go.opentelemetry.io/otel/codes"
	sdk "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/worker/relay"
)

// TestEachExchangeIsASpan of sizes, status and end, and nothing else.
func TestEachExchangeIsASpan(t *testing.T) {
	for name, c := range map[string]struct {
		enclave enclave
		want    map[string]string
		status  codes.Code
	}{
		"done": {
			enclave: echo,
			want: map[string]string{
				"hallmark.exchange.end": "done", "http.request.body.size": "6", "http.response.body.size": "6", "http.response.status_code": "200",
			},
		},
		"refused before the head": {
			enclave: func(context.Context, int64, io.Reader) (io.ReadCloser, error) {
				return nil, hallmark.Errorf(hallmark.Unavailable, "the secret of the enclave")
			},
			want:   map[string]string{"hallmark.exchange.end": "unavailable", "http.request.body.size": "0", "http.response.body.size": "0"},
			status: codes.Error,
		},
		"broken off": {
			enclave: func(_ context.Context, _ int64, sealed io.Reader) (io.ReadCloser, error) {
				_, err := io.ReadAll(sealed)
				return io.NopCloser(io.MultiReader(strings.NewReader("half"), iotest.ErrReader(errors.New("gone")))), err
			},
			want: map[string]string{
				"hallmark.exchange.end": "unavailable", "http.request.body.size": "6", "http.response.body.size": "4", "http.response.status_code": "200",
			},
			status: codes.Error,
		},
	} {
		t.Run(name, func(t *testing.T) {
			spans := tracetest.NewSpanRecorder()
			n := &notes{ended: make(chan string, 1)}
			tracer := sdk.NewTracerProvider(sdk.WithSpanProcessor(spans)).Tracer("")
			s := httptest.NewServer(relay.New(c.enclave, relay.Limits{}, n, tracer, slog.New(slog.DiscardHandler)))
			defer s.Close()
			resp, err := http.Post(s.URL+"/v1/exchange?secret", "text/plain", strings.NewReader("sealed"))
			if err == nil {
				_, _ = io.Copy(io.Discard, resp.Body) // it may be cut
				resp.Body.Close()
			}
			<-n.ended
			all := spans.Ended()
			if len(all) != 1 || all[0].Name() != "exchange" || all[0].Status().Code != c.status || all[0].Parent().IsValid() {
				t.Fatalf("%+v", all)
			}
			got := map[string]string{}
			for _, a := range all[0].Attributes() {
				got[string(a.Key)] = a.Value.Emit()
			}
			if len(got) != len(c.want) {
				t.Errorf("the span says %v, want %v", got, c.want)
			}
			for k, v := range c.want {
				if got[k] != v {
					t.Errorf("%s is %q, want %q", k, got[k], v)
				}
			}
			if strings.Contains(all[0].Status().Description, "secret") {
				t.Error(all[0].Status())
			}
		})
	}
}
