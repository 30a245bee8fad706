package gateway

import (
	"context"
	"crypto/ecdsa"
	"log/slog"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"filippo.io/age"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/gateway/journal"
	"github.com/hallmark-tee/hallmark/enclave/gateway/openai"
	"github.com/hallmark-tee/hallmark/enclave/sealed"
	"github.com/hallmark-tee/hallmark/enclave/wire"
	"github.com/hallmark-tee/hallmark/envelope"
)

// Models is what can be called, priced or not.
type Models interface {
	// Base opens the model behind a line of the service record. NotFound: the
	// enclave has none with that digest, or no upstream of that name.
	Base(ctx context.Context, m hallmark.ServiceModel) (openai.Served, error)
	// Adapters lists the models that jobs made.
	Adapters() []Adapter
	// Adapter finds one of them.
	Adapter(job hallmark.JobID) (Adapter, bool)
	// Tuned opens one of them.
	Tuned(ctx context.Context, job hallmark.JobID) (openai.Served, error)
	// Loaded tells what is in memory.
	Loaded() []wire.ServedModel
}

// Adapter is a model that a job made.
type Adapter struct {
	Job     hallmark.JobID
	Owner   hallmark.Address
	Base    hallmark.Digest
	Created time.Time
}

// Options are what a gateway is made of.
type Options struct {
	ChainID  uint64
	Channels hallmark.Address
	Kind     string // of the platform
	Key      *ecdsa.PrivateKey
	Identity *age.X25519Identity // whose recipient the evidence names
	Seed     []byte              // of the journal's keys, 32 bytes
	Store    *sealed.Store
	Models   Models
	Evidence func() hallmark.Digest // of the evidence that is registered; zero: none yet
	Limits   Limits
	Segment  int64 // bytes of one file of the journal, 0: 64 MiB
	// KeepBatches is for how many batches the receipts and the file of traces
	// are kept after their batch was closed; 0: 64.
	KeepBatches int
	Log         *slog.Logger
	Now         func() time.Time // nil: time.Now
}

// Names of files below the state.
const (
	folder      = "gateway"
	serviceFile = folder + "/service.sealed"
	journalDir  = folder + "/journal"
)

// heapFloor is how many bytes a gateway makes the heap larger by, without using
// them: the collector starts when the heap has doubled, and that of a gateway
// before upstreams is so small that it would run a hundred times a second.
const heapFloor = 16 << 20

// inForce is the service record whose prices apply.
type inForce struct {
	signed hallmark.SignedService
	digest hallmark.Digest
}

// Gateway answers exchanges. Close ends it.
type Gateway struct {
	opt      Options
	domain   envelope.ChannelDomain
	signer   hallmark.Address
	opener   *envelope.Opener
	verified *verified
	keys     apiKeys
	limits   *limiter
	count    counters
	ledger   ledger
	closing  sync.Mutex // held while a batch is closed
	floor    []byte     // never touched: see heapFloor

	service     atomic.Pointer[inForce]
	serviceLock sync.Mutex // of changes of it

	channelLock sync.RWMutex
	channels    map[hallmark.Address]wire.ChannelState

	nonceLock sync.Mutex
	nonces    map[hallmark.Address]*nonces
}

// New opens the gateway of a state directory. Lost: its journal was altered.
func New(o Options) (*Gateway, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.KeepBatches == 0 {
		o.KeepBatches = keepBatches
	}
	g := &Gateway{
		opt: o, domain: envelope.NewChannelDomain(o.ChainID, o.Channels), signer: envelope.AddressOf(&o.Key.PublicKey),
		channels: map[hallmark.Address]wire.ChannelState{}, nonces: map[hallmark.Address]*nonces{},
		ledger: ledger{accounts: map[channelKey]*account{}}, floor: make([]byte, heapFloor),
	}
	g.limits = newLimiter(o.Limits)
	g.verified = newVerified(g.domain)
	g.keys = newAPIKeys(g.domain)
	g.count.init()
	var err error
	if g.opener, err = envelope.NewOpener(o.Identity); err != nil {
		return nil, err
	}
	if err := g.loadService(); err != nil {
		return nil, err
	}
	torn, err := g.restore(journal.Options{
		Dir: o.Store.Path(journalDir), Seed: o.Seed, Segment: o.Segment,
		Committed: g.count.committed, Gather: g.gather,
	})
	if err != nil {
		return nil, err
	}
	if torn > 0 {
		o.Log.Warn("the journal's end was torn and is dropped; nothing of it was acknowledged", "bytes", torn)
	}
	o.Log.Info("gateway is up", "channels", o.Channels.String(), "receipts", g.ledger.sequence, "batch", g.ledger.batch, "accounts", len(g.ledger.accounts))
	return g, nil
}

// Where so many requests run, receipts wait for each other: a sync of the
// journal takes as much of a processor as a signature.
const (
	gatherFrom = 8
	gatherTime = 2 * time.Millisecond
)

func (g *Gateway) gather() time.Duration {
	if len(g.limits.places) < gatherFrom {
		return 0
	}
	return gatherTime
}

// Drain refuses new exchanges and waits until the running ones have their
// receipts, or ctx ends.
func (g *Gateway) Drain(ctx context.Context) error { return g.limits.drain(ctx) }

// Close writes the journal to its end.
func (g *Gateway) Close() error { return g.ledger.log.Close() }

// PutService puts a record in force.
func (g *Gateway) PutService(s hallmark.SignedService) (wire.ServiceState, error) {
	r := s.Record
	if err := envelope.CheckService(s); err != nil {
		return wire.ServiceState{}, err
	}
	if r.ChainID != g.opt.ChainID || r.Channels != g.opt.Channels || r.Signer != g.signer {
		return wire.ServiceState{}, hallmark.Errorf(hallmark.Forbidden, "service record: it is for the enclave key %s and the contract %s on chain %d; this enclave is %s at %s on %d",
			r.Signer, r.Channels, r.ChainID, g.signer, g.opt.Channels, g.opt.ChainID)
	}
	digest, err := envelope.ServiceDigest(r)
	if err != nil {
		return wire.ServiceState{}, err
	}
	g.serviceLock.Lock()
	defer g.serviceLock.Unlock()
	if now := g.service.Load(); now != nil && now.digest != digest {
		if old := now.signed.Record; r.Provider != old.Provider {
			return wire.ServiceState{}, hallmark.Errorf(hallmark.Forbidden, "service record: it is of the provider %s, this enclave meters for %s", r.Provider, old.Provider)
		} else if r.Revision <= old.Revision {
			return wire.ServiceState{}, hallmark.Errorf(hallmark.Conflict, "service record: revision %d, but %d is in force; raise the revision", r.Revision, old.Revision)
		}
	}
	if err := g.storeService(s); err != nil {
		return wire.ServiceState{}, err
	}
	g.service.Store(&inForce{s, digest})
	g.opt.Log.Info("service record in force", "revision", r.Revision, "digest", digest.Short(), "models", len(r.Models))
	return g.serviceState(), nil
}

// PutChannels takes what the worker saw of channels. A channel that is behind
// what is known already is taken too: the chain may have been reorganised.
func (g *Gateway) PutChannels(states []wire.ChannelState) (wire.ServiceState, error) {
	if len(states) > wire.MaxChannels {
		return wire.ServiceState{}, hallmark.Errorf(hallmark.Exhausted, "%d channels in one call; at most %d", len(states), wire.MaxChannels)
	}
	g.channelLock.Lock()
	for _, c := range states {
		g.channels[c.User] = c
	}
	g.channelLock.Unlock()
	for _, c := range states {
		if a := g.ledger.known(channelKey{c.User, c.Epoch}); a != nil {
			a.bound(c)
		}
	}
	return g.serviceState(), nil
}

// bound takes what may be spent of a channel by what the chain says.
func (a *account) bound(c wire.ChannelState) {
	limit, err := c.Deposited.Sub(c.PendingOut)
	if err != nil {
		limit = hallmark.Amount{}
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.limit = limit
}

func (g *Gateway) serviceState() wire.ServiceState {
	var out wire.ServiceState
	if now := g.service.Load(); now != nil {
		out.Service, out.Revision = now.digest, now.signed.Record.Revision
	}
	g.channelLock.RLock()
	defer g.channelLock.RUnlock()
	out.Channels = len(g.channels)
	return out
}

// State gives the counters.
func (g *Gateway) State() wire.GatewayState {
	var s wire.GatewayState
	g.count.state(&s)
	g.ledger.state(&s)
	s.Service, s.Models = g.serviceState(), g.opt.Models.Loaded()
	s.Active, s.Waiting, s.Draining = g.limits.state()
	return s
}

// JournalDir is where a gateway of a state directory keeps its journal.
func JournalDir(state string) string { return filepath.Join(state, filepath.FromSlash(journalDir)) }
