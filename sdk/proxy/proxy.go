package proxy

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/sdk/inference"
)

// Config says what a proxy serves.
type Config struct {
	Session     *inference.Session
	Tuning      *Tuning           // nil: no fine-tuning API
	Token       string            // that clients must give as API key; empty: none
	AllowRemote bool              // answer to any Host header
	Aliases     map[string]string // names that applications use, to models; "*" for every other name that the provider does not have
	Dir         string            // of the session: receipts are read from it
	Log         *slog.Logger      // nil: none
}

const (
	// headerReceipt names the receipt of an answer: a header, and for streams a
	// trailer.
	headerReceipt = "Hallmark-Receipt"

	maxBody     = 31 << 20 // of a sealed request, which has room for 32 MiB
	maxAnswer   = 256 << 20
	writeWait   = 5 * time.Minute // for a client to take one unit
	stopWait    = 10 * time.Second
	headersWait = 30 * time.Second
)

// Proxy is the endpoint.
type Proxy struct {
	cfg      Config
	registry *prometheus.Registry
	metrics  metrics
}

// New makes a proxy over an open session.
func New(cfg Config) *Proxy {
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	p := &Proxy{cfg: cfg, registry: prometheus.NewRegistry()}
	p.metrics.register(p.registry, cfg.Session)
	return p
}

// Handler is the whole endpoint.
func (p *Proxy) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", p.status)
	mux.HandleFunc("GET /status.json", p.statusJSON)
	mux.Handle("GET /metrics", promhttp.HandlerFor(p.registry, promhttp.HandlerOpts{}))
	mux.HandleFunc("GET /v1/receipts", p.listReceipts)
	mux.HandleFunc("GET /v1/receipts/{id}", p.showReceipt)
	if p.cfg.Tuning != nil {
		p.cfg.Tuning.routes(mux)
	}
	mux.HandleFunc("/v1/", p.relay)
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		writeProblem(w, &problem{status: http.StatusNotFound, Type: invalidRequest, Code: "unknown_url", Message: "nothing is served at this path; the API is below /v1"})
	})
	return p.guard(mux)
}

// Serve answers on a listener until ctx ends; answers that run then may take a
// few seconds to end.
func (p *Proxy) Serve(ctx context.Context, l net.Listener) error {
	s := &http.Server{Handler: p.Handler(), ReadHeaderTimeout: headersWait, ErrorLog: slog.NewLogLogger(p.cfg.Log.Handler(), slog.LevelWarn)}
	stopped := make(chan error, 1)
	go func() {
		<-ctx.Done()
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopWait)
		defer cancel()
		err := s.Shutdown(last)
		if errors.Is(err, context.DeadlineExceeded) {
			err = s.Close()
		}
		stopped <- err
	}()
	if err := s.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return hallmark.Errorf(hallmark.Unavailable, "serve: %w", err)
	}
	return <-stopped
}
