// Package channels follows the payment channels that users have with the
// provider: it reads their states from the chain, keeps them in the journal,
// and tells the enclave of every change, and of all after the enclave started
// anew.
//
// What it tells protects the provider alone. It reads states, never adds up
// events: events only say whose state to read again, so that a reorganised
// chain, or an event read twice, changes nothing.
package channels

import (
	"context"
	"log/slog"
	"slices"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/contracts"
	"github.com/hallmark-tee/hallmark/enclave/wire"
	"github.com/hallmark-tee/hallmark/worker/journal"
)

const (
	// mark is where the last block lies in the journal.
	mark = "channels-block"
	// depth is how many blocks are read again at each look: what a
	// reorganisation of so many blocks moved is noticed.
	depth = 64
)

// Enclave is told of states; *wire.Client is one.
type Enclave interface {
	Info(ctx context.Context) (wire.Info, error)
	PutChannels(ctx context.Context, states []wire.ChannelState) (wire.ServiceState, error)
}

// Watcher follows one provider's channels.
type Watcher struct {
	Chain    *contracts.Client
	Enclave  Enclave
	Journal  *journal.Journal
	Provider hallmark.Address
	From     uint64 // block of the contract's deployment; nothing before it is read
	Every    time.Duration
	Log      *slog.Logger

	told map[hallmark.Address]wire.ChannelState
	boot hallmark.Digest // of the enclave that was told
	seen hallmark.Digest // hash of the newest block at the last look
}

// Run follows until ctx ends. What does not answer is asked again.
func (w *Watcher) Run(ctx context.Context) {
	tick := time.NewTicker(w.Every)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		if err := w.Look(ctx); err != nil && ctx.Err() == nil {
			w.Log.Warn("channels not followed", "kind", hallmark.KindOf(err).String(), "error", err)
		}
	}
}

// Look reads what changed since the last look and tells the enclave.
func (w *Watcher) Look(ctx context.Context) error {
	head, err := w.Chain.Head(ctx)
	if err != nil {
		return err
	}
	if head.Hash != w.seen {
		if err := w.read(ctx, head); err != nil {
			return err
		}
	}
	if err := w.tell(ctx); err != nil {
		return err
	}
	w.seen = head.Hash
	return nil
}

// read brings the journal up to a block: the channels that had an event, and
// those whose state changes by time alone.
func (w *Watcher) read(ctx context.Context, head contracts.Head) error {
	last, err := w.Journal.Marked(mark)
	if err != nil {
		return err
	}
	from := max(w.From, last-min(last, depth))
	if from > head.Number { // another chain, or a node far behind
		from = head.Number
	}
	events, err := w.Chain.ChannelEvents(ctx, from, head.Number, hallmark.Address{}, w.Provider)
	if err != nil {
		return err
	}
	known, err := w.Journal.Channels()
	if err != nil {
		return err
	}
	touched := map[hallmark.Address]uint64{} // user to block of the last event
	before := map[hallmark.Address]journal.ChannelRow{}
	for _, row := range known {
		before[row.User] = row
		// An event that a reorganisation took away is seen no more.
		if row.Leaving() || row.Block >= from {
			touched[row.User] = row.Block
		}
	}
	for _, e := range events {
		user, _ := e.Parties()
		touched[user] = e.At().Block
	}
	var rows []journal.ChannelRow
	for user, block := range touched {
		c, err := w.Chain.Channel(ctx, user, w.Provider)
		if err != nil {
			return err
		}
		if row := rowOf(user, block, c); row != before[user] {
			rows = append(rows, row)
		}
	}
	if err := w.Journal.KeepChannels(rows); err != nil {
		return err
	}
	return w.Journal.Mark(mark, head.Number)
}

func rowOf(user hallmark.Address, block uint64, c contracts.Channel) journal.ChannelRow {
	return journal.ChannelRow{
		User: user, Block: block, Epoch: c.Epoch, Deposited: c.Deposited, Claimed: c.Claimed, PendingOut: c.PendingOut,
		UnlockAt: c.UnlockAt, RevokeAt: c.RevokeAt, Accepted: uint64(c.Accepted), SessionKey: c.SessionKey,
	}
}

// tell gives the enclave what it has not been told.
func (w *Watcher) tell(ctx context.Context) error {
	info, err := w.Enclave.Info(ctx)
	if err != nil {
		return err
	}
	if info.Boot != w.boot {
		w.told, w.boot = map[hallmark.Address]wire.ChannelState{}, info.Boot
	}
	rows, err := w.Journal.Channels()
	if err != nil {
		return err
	}
	service, err := w.Chain.Service(ctx, w.Provider)
	if err != nil {
		return err
	}
	version := uint64(service.Version)
	var fresh []wire.ChannelState
	for _, r := range rows {
		s := wire.ChannelState{
			User: r.User, Epoch: r.Epoch, Deposited: r.Deposited, Claimed: r.Claimed, PendingOut: r.PendingOut, Closing: r.RevokeAt != 0,
			SessionKey: r.SessionKey, Accepted: r.Accepted != 0 && r.Accepted == version,
		}
		if old, ok := w.told[r.User]; !ok || old != s {
			fresh = append(fresh, s)
		}
	}
	for part := range slices.Chunk(fresh, wire.MaxChannels) {
		if _, err := w.Enclave.PutChannels(ctx, part); err != nil {
			return err
		}
		for _, s := range part {
			w.told[s.User] = s
		}
	}
	return nil
}
