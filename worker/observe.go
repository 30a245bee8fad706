package worker

import (
	"context"
	"errors"
	"net"
	"net/http"
	"sync"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/ethclient"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/wire"
	"github.com/hallmark-tee/hallmark/worker/journal"
	"github.com/hallmark-tee/hallmark/worker/metrics"
	"github.com/hallmark-tee/hallmark/worker/traces"
)

// wallet tells what an account holds for gas.
type wallet struct {
	node *ethclient.Client
	at   hallmark.Address
}

// Gas is of metrics.Balances.
func (w wallet) Gas(ctx context.Context) (hallmark.Amount, error) {
	v, err := w.node.BalanceAt(ctx, common.Address(w.at), nil)
	if err != nil {
		return hallmark.Amount{}, hallmark.Errorf(hallmark.Unavailable, "chain: balance of %s: %w", w.at, err)
	}
	return hallmark.AmountFromBig(v)
}

func sources(cfg Config, j *journal.Journal, enclave *wire.Client, node *ethclient.Client, provider hallmark.Address) metrics.Sources {
	s := metrics.Sources{Journal: j, Wallet: wallet{node, provider}}
	if cfg.Inference != nil {
		s.Enclave = enclave
	}
	return s
}

// closeTracing lets the collector have the last spans, but not hold up the end.
func closeTracing(ctx context.Context, t *traces.Tracing) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTimeout)
	defer cancel()
	t.Close(ctx)
}

// serveMetrics serves /metrics on an address of its own until ctx ends: the
// API's address is the public's.
func serveMetrics(ctx context.Context, listen string, m *metrics.Metrics, background *sync.WaitGroup) error {
	if listen == "" {
		return nil
	}
	lc := net.ListenConfig{}
	l, err := lc.Listen(ctx, "tcp", listen)
	if err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "listen on %s for metrics: %w", listen, err)
	}
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", m.Handler())
	srv := &http.Server{Handler: mux, ReadHeaderTimeout: headerTimeout}
	background.Go(func() {
		<-ctx.Done()
		_ = srv.Close() // a scrape that is cut is made again
	})
	background.Go(func() {
		if err := srv.Serve(l); err != nil && !errors.Is(err, http.ErrServerClosed) {
			return // the address is gone: nothing else depends on it
		}
	})
	return nil
}
