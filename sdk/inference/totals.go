package inference

import (
	"cmp"
	"slices"

	"github.com/hallmark-tee/hallmark"
)

// totals follows one channel at one enclave key: each receipt's total is the
// one before plus its fee. Receipts of exchanges that run at the same time come
// in any order, so a receipt waits here as long as an exchange is on its way
// that may stand before it.
type totals struct {
	base    hallmark.Amount // metered before the first receipt, at least
	unknown bool            // base is a lower bound only
	last    *entry          // nothing can come before it any more
	waiting []entry         // by sequence
	most    hallmark.Amount // highest total seen
	missing hallmark.Amount // metered without a receipt of ours
}

type entry struct {
	sequence uint64
	digest   hallmark.Digest
	previous hallmark.Digest
	before   hallmark.Amount // total less fee
	total    hallmark.Amount
	base     hallmark.Amount // that its exchange named: what the contract had claimed
	// newcomers is the number of the first exchange that was sent after this
	// receipt was seen: none from there on can stand before it.
	newcomers uint64
}

func newTotals(base hallmark.Amount) *totals {
	return &totals{base: base, unknown: true, most: base}
}

func entryOf(u hallmark.Usage, digest hallmark.Digest, base hallmark.Amount, newcomers uint64) (entry, error) {
	before, err := u.Total.Sub(u.Fee)
	if err != nil {
		return entry{}, mismatch(CheckTotal, "receipt %d: the total %s is less than its fee %s", u.Sequence, u.Total, u.Fee)
	}
	return entry{u.Sequence, digest, u.Previous, before, u.Total, base, newcomers}, nil
}

// resume goes on after a receipt of an earlier run.
func (t *totals) resume(e entry) {
	if t.last == nil || e.sequence > t.last.sequence {
		t.last, t.unknown = &e, false
	}
	if e.total.Cmp(t.most) > 0 {
		t.most = e.total
	}
}

// add takes a receipt whose signature was checked.
func (t *totals) add(e entry) error {
	i, found := slices.BinarySearchFunc(t.waiting, e, func(a, b entry) int { return cmp.Compare(a.sequence, b.sequence) })
	before := t.last
	if i > 0 {
		before = &t.waiting[i-1]
	}
	switch {
	case found || before != nil && before.sequence == e.sequence:
		return mismatch(CheckTotal, "two receipts with the sequence number %d", e.sequence)
	case before != nil && before.sequence > e.sequence:
		return mismatch(CheckTotal, "receipt %d comes after receipt %d, which it was sent after", before.sequence, e.sequence)
	case before != nil:
		if err := follows(*before, e); err != nil {
			return err
		}
	case e.before.Cmp(t.base) < 0:
		return mismatch(CheckTotal, "receipt %d begins at %s, below the %s that the contract has claimed", e.sequence, e.before, t.base)
	}
	if i < len(t.waiting) {
		if err := follows(e, t.waiting[i]); err != nil {
			return err
		}
	}
	t.waiting = slices.Insert(t.waiting, i, e)
	if e.total.Cmp(t.most) > 0 {
		t.most = e.total
	}
	return nil
}

func follows(a, b entry) error {
	if b.before.Cmp(a.total) < 0 {
		return mismatch(CheckTotal, "receipt %d begins at %s, receipt %d before it ends at %s", b.sequence, b.before, a.sequence, a.total)
	}
	if b.sequence == a.sequence+1 && b.previous != a.digest {
		return mismatch(CheckTotal, "receipt %d does not name receipt %d as the one before it", b.sequence, a.sequence)
	}
	return nil
}

// settle closes the gaps that no exchange can fill any more: oldest is the
// number of the oldest one on its way. A gap fails the check unless excused by
// an exchange below the given number that ended without a receipt.
func (t *totals) settle(oldest uint64, excused func(below uint64) bool) error {
	for len(t.waiting) > 0 && t.waiting[0].newcomers <= oldest {
		e := t.waiting[0]
		at := t.base
		if t.last != nil {
			at = t.last.total
		}
		gap, err := e.before.Sub(at)
		if err != nil {
			return failed(CheckTotal, err)
		}
		// An enclave that is behind the contract goes on where the user says
		// that the contract is.
		if !gap.IsZero() && !t.unknown && e.before != e.base {
			if !excused(e.newcomers) {
				return mismatch(CheckTotal, "receipt %d says that %s was metered before it, the receipts make it %s: somebody else spends on this channel (then say so with --shared), or the enclave counts what it did not answer", e.sequence, e.before, at)
			}
			if t.missing, err = t.missing.Add(gap); err != nil {
				return failed(CheckTotal, err)
			}
		}
		t.last, t.unknown = &e, false
		t.waiting = t.waiting[1:]
	}
	return nil
}
