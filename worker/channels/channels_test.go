package channels_test

import (
	"context"
	"log/slog"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/contracts"
	"github.com/hallmark-tee/hallmark/enclave/wire"
	"github.com/hallmark-tee/hallmark/worker/channels"
	"github.com/hallmark-tee/hallmark/worker/journal"
	"github.com/hallmark-tee/hallmark/worker/workertest"
)

// enclave notes what it is told.
type enclave struct {
	mu    sync.Mutex
	boot  hallmark.Digest
	puts  [][]wire.ChannelState
	err   error
	heard chan struct{} // told of every PUT
}

func (e *enclave) Info(context.Context) (wire.Info, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	return wire.Info{Boot: e.boot}, e.err
}

func (e *enclave) PutChannels(_ context.Context, s []wire.ChannelState) (wire.ServiceState, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.err == nil {
		e.puts = append(e.puts, slices.Clone(s))
		if e.heard != nil {
			e.heard <- struct{}{}
		}
	}
	return wire.ServiceState{}, e.err
}

// last is the only PUT since it was asked before.
func (e *enclave) last(t *testing.T) []wire.ChannelState {
	t.Helper()
	if len(e.puts) != 1 {
		t.Fatalf("the enclave was told %d times: %+v", len(e.puts), e.puts)
	}
	put := e.puts[0]
	e.puts = nil
	return put
}

type desk struct {
	*channels.Watcher
	t       *testing.T
	enclave *enclave
}

func open(t *testing.T, market *workertest.Market, dir string) *desk {
	t.Helper()
	j, err := journal.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { j.Close() })
	e := &enclave{boot: hallmark.Digest{1}}
	return &desk{t: t, enclave: e, Watcher: &channels.Watcher{
		Chain: market.Chain, Enclave: e, Journal: j, Provider: workertest.Address(market.Provider), Every: time.Millisecond, Log: slog.New(slog.DiscardHandler),
	}}
}

func (d *desk) look() {
	d.t.Helper()
	if err := d.Look(d.t.Context()); err != nil {
		d.t.Fatal(err)
	}
}

// TestALifeOfAChannel: every change on chain reaches the enclave once.
func TestALifeOfAChannel(t *testing.T) {
	market := workertest.Own(t) // channels outlive a test
	send := func(call contracts.Call) { t.Helper(); market.Send(t, market.User, call) }
	provider, user := workertest.Address(market.Provider), workertest.Address(market.User)
	dir := t.TempDir()
	d := open(t, market, dir)
	d.look()
	if len(d.enclave.puts) != 0 {
		t.Errorf("told %+v of no channel", d.enclave.puts)
	}
	send(market.At.TransferFund(provider, contracts.ChannelService, workertest.Coins(10)))
	d.look()
	if got := d.enclave.last(t); len(got) != 1 || got[0] != (wire.ChannelState{User: user, Deposited: workertest.Coins(10)}) {
		t.Errorf("funded: %+v", got)
	}
	d.look()
	if len(d.enclave.puts) != 0 {
		t.Errorf("told again: %+v", d.enclave.puts)
	}

	// An enclave that started anew is told everything.
	d.enclave.boot = hallmark.Digest{2}
	d.look()
	if got := d.enclave.last(t); len(got) != 1 || got[0].User != user {
		t.Errorf("after its restart: %+v", got)
	}
	// One that does not answer is told when it does.
	send(market.At.Exit(provider))
	d.enclave.err = hallmark.Errorf(hallmark.Unavailable, "away")
	if err := d.Look(t.Context()); hallmark.KindOf(err) != hallmark.Unavailable {
		t.Error(err)
	}
	d.enclave.err = nil
	d.look()
	if got := d.enclave.last(t); len(got) != 1 || got[0].PendingOut != workertest.Coins(10) || got[0].Closing {
		t.Errorf("an exit is pending: %+v", got)
	}
	send(market.At.RevokeSessionKey(provider))
	d.look()
	if got := d.enclave.last(t); len(got) != 1 || !got[0].Closing {
		t.Errorf("the key is revoked: %+v", got)
	}

	// The epoch ends by time alone, without an event.
	market.Pass(t, 25*time.Hour)
	d.look()
	if got := d.enclave.last(t); len(got) != 1 || got[0].Epoch != 1 || got[0].Closing {
		t.Errorf("a day later: %+v", got)
	}
	if err := d.Journal.Close(); err != nil {
		t.Fatal(err)
	}

	// A worker that starts anew tells what its journal knows.
	d = open(t, market, dir)
	d.look()
	if got := d.enclave.last(t); len(got) != 1 || got[0].Epoch != 1 {
		t.Errorf("after the worker's restart: %+v", got)
	}
	rows, err := d.Journal.Channels()
	if err != nil || len(rows) != 1 {
		t.Fatal(rows, err)
	}

	// A block that a reorganisation took away: the state is read again though
	// the event is gone.
	row := rows[0]
	row.User, row.Deposited, row.Block = hallmark.Address{0xee}, workertest.Coins(1000), market.Head(t).Number
	if err := d.Journal.KeepChannels([]journal.ChannelRow{row}); err != nil {
		t.Fatal(err)
	}
	send(market.At.TransferFund(provider, contracts.ChannelService, workertest.Coins(1))) // a new block
	d.look()
	for _, s := range d.enclave.last(t) {
		if s.User == row.User && !s.Deposited.IsZero() {
			t.Errorf("the enclave is told of a deposit that is not there: %+v", s)
		}
	}
	// A fresh journal finds the channel by its events.
	fresh := open(t, market, t.TempDir())
	fresh.look()
	if got := fresh.enclave.last(t); len(got) != 1 || got[0].User != user {
		t.Errorf("a worker without a journal: %+v", got)
	}

	// Run looks until it is stopped, though the enclave is away at first.
	fresh.enclave.boot, fresh.enclave.err = hallmark.Digest{3}, hallmark.Errorf(hallmark.Unavailable, "away")
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan struct{})
	fresh.enclave.heard = make(chan struct{}, 1)
	go func() { fresh.Run(ctx); close(done) }()
	fresh.enclave.mu.Lock()
	fresh.enclave.err = nil
	fresh.enclave.mu.Unlock()
	<-fresh.enclave.heard
	stop()
	<-done
}
