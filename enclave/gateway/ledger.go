package gateway

import (
	"crypto/sha256"
	"sync"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/gateway/journal"
	"github.com/hallmark-tee/hallmark/envelope"
)

// ledger is what must change together: the chain of receipts, the totals of
// the accounts and the order of the journal.
type ledger struct {
	log *journal.Log

	mu       sync.Mutex // of what follows, and of each account's open list
	sequence uint64     // of the last receipt
	previous hallmark.Digest
	batch    uint64 // the last closed
	accounts map[channelKey]*account
	index    index
	batches  []uint32 // segments that begin with the snapshot of a batch, oldest first
	last     *journal.Group
	buf      []byte
}

// account finds or makes an account; an account that is new begins at base.
func (l *ledger) account(k channelKey, base hallmark.Amount) *account {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.accountLocked(k, base)
}

func (l *ledger) accountLocked(k channelKey, base hallmark.Amount) *account {
	a := l.accounts[k]
	if a == nil {
		a = &account{channelKey: k, total: base}
		l.accounts[k] = a
	}
	return a
}

// known finds an account, or nil.
func (l *ledger) known(k channelKey) *account {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.accounts[k]
}

// voucher takes a voucher if it is the highest of its account, and journals it
// before any receipt can rest on it. An account that has metered nothing beyond
// its batches moves up to base, if that is set.
func (l *ledger) voucher(a *account, v *authority, base *hallmark.Amount) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	moved, err := a.rebase(base)
	if err != nil {
		return err
	}
	if !a.raise(v) && !moved {
		return nil
	}
	a.mu.Lock()
	stored := storedVoucher{Voucher: a.highest.voucher, Grant: a.highest.grant, Base: a.total}
	a.mu.Unlock()
	record, err := encode(recordVoucher, stored)
	if err != nil {
		return err
	}
	_, _, err = l.log.Append(record)
	return err
}

// written is a receipt that waits for its group.
type written struct {
	canonical []byte
	digest    hallmark.Digest
	group     *journal.Group
}

// receipt gives a receipt its number, its place in the chain and the channel's
// new total, and journals it. reserved is given back to the account.
func (l *ledger) receipt(a *account, u *hallmark.Usage, reserved hallmark.Amount) (written, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	var err error
	if u.Total, err = a.settle(reserved, u.Fee); err != nil {
		return written{}, err
	}
	a.mu.Lock()
	u.Voucher = a.highest.digest
	a.mu.Unlock()
	u.Sequence, u.Previous = l.sequence+1, l.previous
	l.buf = headOf(u).append(l.buf[:0])
	if l.buf, err = envelope.AppendUsage(l.buf, *u); err != nil {
		return written{}, err
	}
	canonical := append([]byte(nil), l.buf[receiptHeadSize:]...)
	position := l.log.Position()
	at, group, err := l.log.Append(l.buf)
	if err != nil {
		return written{}, err
	}
	l.sequence, l.previous, l.last = u.Sequence, sha256.Sum256(canonical), group
	l.index.add(u.Sequence, u.ID, place{position, at})
	a.open = append(a.open, u.Sequence)
	return written{canonical, l.previous, group}, nil
}

// read gives a receipt's canonical bytes and its head by sequence number.
func (l *ledger) read(sequence uint64) (receiptHead, []byte, error) {
	l.mu.Lock()
	p, ok := l.index.find(sequence)
	l.mu.Unlock()
	if !ok {
		return receiptHead{}, nil, hallmark.Errorf(hallmark.NotFound, "this enclave keeps no receipt %d; old ones are in the traces of their batch", sequence)
	}
	record, err := l.log.Read(p.position, p.at)
	if err != nil {
		return receiptHead{}, nil, err
	}
	h, canonical, err := parseReceipt(record)
	if err == nil && h.sequence != sequence {
		err = hallmark.Errorf(hallmark.Lost, "journal: receipt %d lies in the place of receipt %d", h.sequence, sequence)
	}
	return h, canonical, err
}

// lookup gives a receipt's canonical bytes by its id.
func (l *ledger) lookup(id hallmark.Digest) ([]byte, error) {
	l.mu.Lock()
	sequence, ok := l.index.ids[shortID(id)]
	l.mu.Unlock()
	none := hallmark.Errorf(hallmark.NotFound, "this enclave keeps no receipt %s; old ones are in the traces of their batch", id)
	if !ok {
		return nil, none
	}
	h, canonical, err := l.read(sequence)
	if err == nil && h.id != id {
		err = none
	}
	return canonical, err
}
