package worker

import (
	"context"
	"crypto/ecdsa"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"os"
	"sync"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/collateral"
	"github.com/hallmark-tee/hallmark/contracts"
	"github.com/hallmark-tee/hallmark/enclave/wire"
	"github.com/hallmark-tee/hallmark/envelope"
	"github.com/hallmark-tee/hallmark/worker/activities"
	"github.com/hallmark-tee/hallmark/worker/api"
	"github.com/hallmark-tee/hallmark/worker/journal"
	"github.com/hallmark-tee/hallmark/worker/metrics"
	"github.com/hallmark-tee/hallmark/worker/outbox"
	"github.com/hallmark-tee/hallmark/worker/registrar"
	"github.com/hallmark-tee/hallmark/worker/traces"
	"github.com/hallmark-tee/hallmark/worker/watch"
)

const (
	watchEvery    = 2 * time.Second
	registerEvery = 10 * time.Minute
	startPatience = 60 * time.Second // how long the peers may take to come up
	headerTimeout = 10 * time.Second
)

// Run serves until ctx ends. Ready is called with the API's address once
// orders are taken.
func Run(ctx context.Context, cfg Config, wallet *ecdsa.PrivateKey, l *slog.Logger, ready func(addr string)) (err error) {
	j, err := journal.Open(cfg.State)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, j.Close()) }()
	chain, node, err := contracts.Dial(ctx, cfg.Chain, cfg.Contracts)
	if err != nil {
		return err
	}
	defer node.Close()
	enclave := wire.Dial(cfg.Enclave)
	defer enclave.Close()
	if err := sameChain(ctx, cfg, node.ChainID, enclave); err != nil {
		return err
	}
	temporal, err := dial(cfg, wallet, l)
	if err != nil {
		return err
	}
	defer temporal.Close()

	provider := envelope.AddressOf(&wallet.PublicKey)
	domain := envelope.Domain{ChainID: cfg.ChainID, Escrow: cfg.Contracts.JobEscrow}
	send := outbox.New(node, node, j, wallet, cfg.ChainID, outbox.Timing{})
	endorser := &collateral.Stapler{Client: collateral.Client{Source: cfg.Collateral}, Cache: collateral.Cache{Dir: cfg.collateral()}, Log: l}
	count := metrics.New(sources(cfg, j, enclave, node, provider))
	tracing, err := traces.Open(ctx, cfg.Traces, l)
	if err != nil {
		return err
	}
	defer closeTracing(ctx, tracing)
	sender := traces.Sender{Outbox: metrics.Sender{Outbox: send, Metrics: count}, Tracer: tracing.Tracer()}
	register := registrar.New(chain, enclave, sender, j, endorser)
	if _, err := register.Register(ctx); err != nil {
		return err
	}
	store, err := openStorage(cfg, send)
	if err != nil {
		return err
	}
	defer store.Close()
	if err := activities.Sweep(cfg.spool()); err != nil {
		return err
	}
	jobs := newJobs(temporal, provider)
	inference := newInference(peers{
		cfg: cfg, wallet: wallet, journal: j, chain: chain, node: node, enclave: enclave, send: sender, register: register, store: store, metrics: count, tracer: tracing.Tracer(), log: l,
	}, jobs)
	poller := jobs.poller(&activities.Activities{
		Journal: j, Outbox: sender, Chain: chain, Enclave: enclave, Storage: store, Registrar: register,
		Domain: domain, Spool: cfg.spool(), Log: l,
	}, inference.batches(), &stepWatch{count: count, tracer: tracing.Tracer()})
	if err := poller.Start(); err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "poll Temporal: %w", err)
	}
	defer poller.Stop()

	var background sync.WaitGroup
	ctx, stop := context.WithCancel(ctx)
	defer background.Wait()
	defer stop()
	watcher := &watch.Watcher{Chain: chain, Journal: j, Every: watchEvery, Log: l}
	background.Go(func() { watcher.Run(ctx) })
	background.Go(func() { keepRegistered(ctx, register, l) })
	if err := resume(ctx, j, chain, jobs); err != nil {
		return err
	}
	if err := inference.start(ctx, &background); err != nil {
		return err
	}
	if err := serveMetrics(ctx, cfg.Metrics, count, &background); err != nil {
		return err
	}
	server := &api.Server{
		Provider: hallmark.Provider{
			Provider: provider, ChainID: cfg.ChainID, Ledger: cfg.Contracts.Ledger, Escrow: cfg.Contracts.JobEscrow,
			Registry: cfg.Contracts.Registry, Flow: cfg.Flow, Indexer: cfg.Indexer, Price: cfg.Price,
		},
		Exchanges: inference.exchanges(),
		Domain:    domain, Journal: j, Chain: chain, Enclave: enclave, Jobs: jobs, Endorser: endorser, Models: os.DirFS(cfg.Models), MaxOpen: cfg.MaxOpen, Now: time.Now, Log: l,
	}
	if inference != nil {
		server.Provider.Channels = cfg.Contracts.Channels
	}
	return serve(ctx, cfg.Listen, tracing.Handler(server.Handler()), inference.drain, ready)
}

// serve answers until ctx ends, then lets what drain waits for end, then the
// other requests.
func serve(ctx context.Context, listen string, h http.Handler, drain func(context.Context), ready func(string)) error {
	lc := net.ListenConfig{}
	l, err := lc.Listen(ctx, "tcp", listen)
	if err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "listen on %s: %w", listen, err)
	}
	// Requests outlive ctx while they drain; its end stops the event streams.
	requests, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	srv := &http.Server{
		Handler: h, ReadHeaderTimeout: headerTimeout,
		BaseContext: func(net.Listener) context.Context { return requests },
	}
	failed := make(chan error, 1)
	go func() { failed <- srv.Serve(l) }()
	ready(l.Addr().String())
	select {
	case err := <-failed:
		return hallmark.Errorf(hallmark.Unavailable, "serve %s: %w", listen, err)
	case <-ctx.Done():
	}
	drain(context.WithoutCancel(ctx))
	stop()
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTimeout)
	defer cancel()
	return srv.Shutdown(last)
}

// resume starts the workflows of unfinished jobs again: one that Temporal
// still has goes on, one that it lost begins anew and finds done what is done.
func resume(ctx context.Context, j *journal.Journal, chain *contracts.Client, jobs jobs) error {
	open, err := j.Jobs(func(job hallmark.Job) bool { return !job.State.Final() })
	if err != nil {
		return err
	}
	head, err := chain.Head(ctx)
	if err != nil {
		return err
	}
	for _, job := range open {
		if err := jobs.Start(ctx, job.ID, api.Budget(job, head.Time)); err != nil {
			return err
		}
	}
	return nil
}

// keepRegistered renews the registration at half its life.
func keepRegistered(ctx context.Context, r *registrar.Registrar, l *slog.Logger) {
	tick := time.NewTicker(registerEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if _, err := r.Register(ctx); err != nil {
				l.Warn("registration not renewed", "error", err)
			}
		}
	}
}
