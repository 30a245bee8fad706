package gateway

import (
	"crypto/sha256"
	"slices"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/gateway/journal"
	"github.com/hallmark-tee/hallmark/enclave/wire"
)

// restore rebuilds accounts, nonces, chain and batches from the journal.
func (g *Gateway) restore(o journal.Options) (torn int64, err error) {
	l := &g.ledger
	begun := false
	l.log, torn, err = journal.Open(o, func(e journal.Entry) error {
		if len(e.Record) == 0 {
			return hallmark.Errorf(hallmark.Lost, "journal: record %d is empty", e.Position)
		}
		if !begun && e.Position > 0 && e.Record[0] != recordSnapshot {
			return hallmark.Errorf(hallmark.Lost, "journal: its beginning was removed: it begins with record %d", e.Position)
		}
		begun = true
		switch e.Record[0] {
		case recordReceipt:
			return g.restoreReceipt(e)
		case recordVoucher:
			var v storedVoucher
			if err := decode(e.Record, &v); err != nil {
				return err
			}
			return g.restoreVoucher(v)
		case recordBatch:
			var b closedBatch
			if err := decode(e.Record, &b); err != nil {
				return err
			}
			l.close(b)
			return nil
		case recordSnapshot:
			var s snapshot
			if err := decode(e.Record, &s); err != nil {
				return err
			}
			l.batches = append(l.batches, e.At.Segment)
			return g.restoreSnapshot(s)
		}
		return hallmark.Errorf(hallmark.Lost, "journal: record %d is of an unknown kind, %d", e.Position, e.Record[0])
	})
	if err == nil && !begun && l.log.Position() > 0 {
		err = hallmark.Errorf(hallmark.Lost, "journal: its beginning was removed: nothing is left of %d records", l.log.Position())
	}
	return torn, err
}

func (g *Gateway) restoreReceipt(e journal.Entry) error {
	l := &g.ledger
	h, canonical, err := parseReceipt(e.Record)
	if err != nil {
		return err
	}
	if l.sequence > 0 && h.sequence != l.sequence+1 {
		return hallmark.Errorf(hallmark.Lost, "journal: receipt %d follows receipt %d", h.sequence, l.sequence)
	}
	a := l.accounts[channelKey{h.user, h.epoch}]
	if a == nil {
		return hallmark.Errorf(hallmark.Lost, "journal: receipt %d is of an account without a voucher", h.sequence)
	}
	if sum, err := a.total.Add(h.fee); err != nil || sum != h.total {
		return hallmark.Errorf(hallmark.Lost, "journal: receipt %d takes %s to %s by a fee of %s", h.sequence, a.total, h.total, h.fee)
	}
	a.total = h.total
	a.open = append(a.open, h.sequence)
	l.sequence, l.previous = h.sequence, sha256.Sum256(canonical)
	l.index.add(h.sequence, h.id, place{e.Position, e.At})
	g.noncesOf(h.user).restore(h.key, h.nonce)
	return nil
}

func (g *Gateway) restoreVoucher(v storedVoucher) error {
	checked, err := g.verified.check(v.Voucher, v.Grant)
	if err != nil {
		return hallmark.Errorf(hallmark.Lost, "journal: %w", err)
	}
	k := channelKey{v.Voucher.Voucher.User, v.Voucher.Voucher.Epoch}
	a := g.ledger.accountLocked(k, v.Base)
	if a.total != v.Base && len(a.open) == 0 { // it began anew, behind what the contract had claimed
		a.total = v.Base
	}
	a.raise(checked)
	return nil
}

func (g *Gateway) restoreSnapshot(s snapshot) error {
	l := &g.ledger
	l.sequence, l.previous, l.batch = s.Sequence, s.Previous, s.Batch
	l.accounts = map[channelKey]*account{}
	for _, a := range s.Accounts {
		into := l.accountLocked(channelKey{a.User, a.Epoch}, a.Total)
		into.open = a.Open
		if a.Voucher != nil {
			checked, err := g.verified.check(a.Voucher.Voucher, a.Voucher.Grant)
			if err != nil {
				return hallmark.Errorf(hallmark.Lost, "journal: %w", err)
			}
			into.raise(checked)
		}
	}
	g.nonces = map[hallmark.Address]*nonces{}
	for _, k := range s.Keys {
		n := g.noncesOf(k.User)
		n.floor = k.Floor
		for key, highest := range k.Highest {
			n.restore(key, highest)
		}
	}
	return nil
}

// noncesOf finds or makes a user's nonces; g.nonceLock is held, or nothing else
// runs yet.
func (g *Gateway) noncesOf(user hallmark.Address) *nonces {
	n := g.nonces[user]
	if n == nil {
		n = &nonces{}
		g.nonces[user] = n
	}
	return n
}

// close takes a batch's receipts off the lists of their accounts.
func (l *ledger) close(b closedBatch) {
	l.batch = b.Number
	for _, c := range b.Accounts {
		if a := l.accounts[channelKey{c.User, c.Epoch}]; a != nil {
			n, _ := slices.BinarySearch(a.open, c.Last+1)
			a.open = slices.Clone(a.open[n:])
		}
	}
}

// snapshotLocked is the state as it is; the ledger's lock is held.
func (g *Gateway) snapshotLocked() snapshot {
	l := &g.ledger
	s := snapshot{Sequence: l.sequence, Previous: l.previous, Batch: l.batch}
	for k, a := range l.accounts {
		a.mu.Lock()
		out := snapshotAccount{User: k.user, Epoch: k.epoch, Total: a.total, Open: slices.Clone(a.open)}
		if v := a.highest; v != nil {
			out.Voucher = &storedVoucher{Voucher: v.voucher, Grant: v.grant, Base: a.total}
		}
		a.mu.Unlock()
		s.Accounts = append(s.Accounts, out)
	}
	g.nonceLock.Lock()
	defer g.nonceLock.Unlock()
	for user, n := range g.nonces {
		keys := snapshotKeys{User: user, Floor: n.floor, Highest: map[hallmark.Address]uint64{}}
		for key, w := range n.keys {
			keys.Highest[key] = w.highest
		}
		s.Keys = append(s.Keys, keys)
	}
	return s
}

// state is the journal's part of the counters.
func (l *ledger) state(s *wire.GatewayState) {
	l.mu.Lock()
	defer l.mu.Unlock()
	s.Sequence, s.Batch = l.sequence, l.batch
	for _, a := range l.accounts {
		s.Unbatched += uint64(len(a.open))
	}
	s.Journal.Segments = l.log.Segments()
}
