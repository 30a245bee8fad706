package worker

import (
	"context"
	"crypto/ecdsa"
	"log/slog"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/ethclient"
	"go.opentelemetry.io/otel/trace"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/contracts"
	"github.com/hallmark-tee/hallmark/enclave/wire"
	"github.com/hallmark-tee/hallmark/envelope"
	"github.com/hallmark-tee/hallmark/storage"
	"github.com/hallmark-tee/hallmark/worker/activities"
	"github.com/hallmark-tee/hallmark/worker/channels"
	"github.com/hallmark-tee/hallmark/worker/journal"
	"github.com/hallmark-tee/hallmark/worker/metrics"
	"github.com/hallmark-tee/hallmark/worker/offer"
	"github.com/hallmark-tee/hallmark/worker/registrar"
	"github.com/hallmark-tee/hallmark/worker/relay"
	"github.com/hallmark-tee/hallmark/worker/settle"
)

// channelsEvery is how often the chain is looked at for channels: a user who
// has just funded one waits for it.
const channelsEvery = 500 * time.Millisecond

// peers are what the worker's parts share.
type peers struct {
	cfg      Config
	wallet   *ecdsa.PrivateKey
	journal  *journal.Journal
	chain    *contracts.Client
	node     *ethclient.Client
	enclave  *wire.Client
	send     activities.Sender
	register *registrar.Registrar
	store    storage.Blobs
	metrics  *metrics.Metrics
	tracer   trace.Tracer
	log      *slog.Logger
}

func (p peers) provider() hallmark.Address { return envelope.AddressOf(&p.wallet.PublicKey) }

// inference are the parts that serve inference; nil where none is offered.
type inference struct {
	peers
	keeper *offer.Keeper
	watch  *channels.Watcher
	relay  *relay.Relay
	plan   *settle.Scheduler
	jobs   jobs
}

func newInference(p peers, j jobs) *inference {
	if p.cfg.Inference == nil {
		return nil
	}
	return &inference{
		peers: p, jobs: j,
		keeper: &offer.Keeper{
			File: p.cfg.Inference.Offer, Key: p.wallet, ChainID: p.cfg.ChainID, Chain: p.chain, Enclave: p.enclave, Outbox: p.send, Journal: p.journal, Log: p.log,
		},
		watch: &channels.Watcher{
			Chain: p.chain, Enclave: p.enclave, Journal: p.journal, Provider: p.provider(), From: p.cfg.Inference.FromBlock, Every: channelsEvery, Log: p.log,
		},
		relay: relay.New(p.enclave, p.cfg.Inference.Limits, p.metrics, p.tracer, p.log),
		plan:  settle.New(p.provider(), p.cfg.Inference.Settle, p.journal, p.enclave, j, time.Now, p.log),
	}
}

// batches are the steps of a batch.
func (i *inference) batches() *activities.Batches {
	if i == nil {
		return nil
	}
	return &activities.Batches{
		Journal: i.journal, Outbox: i.send, Chain: i.chain, Caller: i.node, Enclave: i.enclave, Storage: i.store, Registrar: i.register, Terms: i.keeper,
		Domain: envelope.NewChannelDomain(i.cfg.ChainID, i.cfg.Contracts.Channels), Provider: i.provider(), Spool: i.cfg.spool(),
		Sync: i.cfg.Inference.Settle.Sync, Log: i.log,
	}
}

// start puts the record in force, tells the enclave of the channels, and keeps
// both so until ctx ends.
func (i *inference) start(ctx context.Context, background *sync.WaitGroup) error {
	if i == nil {
		return nil
	}
	if _, err := i.keeper.Refresh(ctx); err != nil {
		return err
	}
	if err := i.watch.Look(ctx); err != nil {
		return err
	}
	background.Go(func() { i.keeper.Run(ctx) })
	background.Go(func() { i.watch.Run(ctx) })
	background.Go(func() { i.plan.Run(ctx) })
	return nil
}

// exchanges is the relay, nil where there is none.
func (i *inference) exchanges() *relay.Relay {
	if i == nil {
		return nil
	}
	return i.relay
}

// drain stops the admission of exchanges, lets those that run end, and settles
// what they came to. What does not end in time is cut: the enclave has its
// receipt, and the next start settles it.
func (i *inference) drain(ctx context.Context) {
	if i == nil {
		return
	}
	i.relay.Drain()
	patience := i.cfg.Inference.Drain.Duration()
	waiting, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	if err := i.relay.Wait(waiting); err != nil {
		i.log.Warn("exchanges were cut", "error", err)
	}
	settling, cancel := context.WithTimeout(ctx, min(patience, settlePatience))
	defer cancel()
	if err := i.settleRest(settling); err != nil {
		i.log.Warn("receipts wait for the next start to be settled", "error", err)
	}
}

// settleRest settles batch after batch, for one may not hold all receipts.
func (i *inference) settleRest(ctx context.Context) error {
	for {
		ids, err := i.plan.Look(ctx, true)
		if err != nil {
			return err
		}
		if err := i.jobs.await(ctx, ids); err != nil {
			return err
		}
		state, err := i.enclave.Gateway(ctx)
		if err != nil || state.Unbatched == 0 {
			return err
		}
	}
}

// settlePatience bounds how long a stopping worker waits for its last batch.
const settlePatience = 20 * time.Second
