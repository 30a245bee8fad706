package gateway

import (
	"sync"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/wire"
)

// channelKey names an account: one user's channel in one epoch. Provider and
// signer are the enclave's.
type channelKey struct {
	user  hallmark.Address
	epoch uint64
}

// authority is a voucher that was checked, with who signed it and the user's
// public key, which one of the two signatures recovers to.
type authority struct {
	voucher hallmark.SignedVoucher
	digest  hallmark.Digest // EIP-712, of the voucher
	grant   *hallmark.SignedGrant
	key     hallmark.Address // that signed the voucher
	userKey []byte           // 65 bytes, uncompressed
}

// account is what a user has spent and may spend in an epoch.
type account struct {
	channelKey

	mu       sync.Mutex
	highest  *authority      // nil before the first voucher
	limit    hallmark.Amount // deposited - pendingOut, by the worker
	total    hallmark.Amount // of all receipts, and what was claimed before the first
	reserved hallmark.Amount
	open     []uint64 // sequence numbers of receipts in no batch yet, ascending; the ledger's lock guards it
}

// window is what bounds the account now; a.mu is held.
func (a *account) window() hallmark.Amount {
	if a.highest == nil {
		return hallmark.Amount{}
	}
	return a.highest.voucher.Voucher.Ceiling.Min(a.limit)
}

// raise takes a voucher if its ceiling is the highest so far, and reports it.
func (a *account) raise(v *authority) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.highest != nil && a.highest.voucher.Voucher.Ceiling.Cmp(v.voucher.Voucher.Ceiling) >= 0 {
		return false
	}
	a.highest = v
	return true
}

// covers reports whether a voucher changes nothing: its ceiling is not the
// highest.
func (a *account) covers(v *authority) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.highest != nil && a.highest.voucher.Voucher.Ceiling.Cmp(v.voucher.Voucher.Ceiling) >= 0
}

// rebase moves the total up to what the contract has claimed beyond it, which
// happens when the host put back an old journal. The ledger's lock is held.
func (a *account) rebase(base *hallmark.Amount) (moved bool, err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if base == nil || base.Cmp(a.total) <= 0 {
		return false, nil
	}
	if len(a.open) > 0 || !a.reserved.IsZero() {
		return false, hallmark.Errorf(hallmark.Conflict, "%s: the contract has claimed %s, this enclave has metered %s since an old journal was put back; try again after the next batch", wire.CheckBase, base, a.total)
	}
	a.total = *base
	return true, nil
}

// left is what neither receipts nor running requests have used.
func (a *account) left() hallmark.Amount {
	a.mu.Lock()
	defer a.mu.Unlock()
	used, err := a.total.Add(a.reserved)
	if err != nil {
		return hallmark.Amount{}
	}
	free, err := a.window().Sub(used)
	if err != nil {
		return hallmark.Amount{}
	}
	return free
}

// reserve sets an amount aside, or refuses with Exhausted: then the window is
// left as it is.
func (a *account) reserve(more hallmark.Amount) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	reserved, err := a.reserved.Add(more)
	if err == nil {
		var sum hallmark.Amount
		if sum, err = a.total.Add(reserved); err == nil && sum.Cmp(a.window()) <= 0 {
			a.reserved = reserved
			return nil
		}
	}
	return hallmark.Errorf(hallmark.Exhausted, "%s: %s does not pay for more; sign a higher ceiling or deposit more", wire.CheckCeiling, a.describeLocked())
}

// describe says what bounds the account and how far it has come.
func (a *account) describe() string {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.describeLocked()
}

func (a *account) describeLocked() string {
	which := "the signed voucher"
	if a.highest != nil && a.limit.Cmp(a.highest.voucher.Voucher.Ceiling) < 0 {
		which = "the channel's deposit"
	}
	return which + " (" + a.total.String() + " of " + a.window().String() + " spent, " + a.reserved.String() + " reserved)"
}

// spent is the total.
func (a *account) spent() hallmark.Amount {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.total
}

// settle ends a reservation: fee of it is spent, the rest is free again. It
// gives the new total.
func (a *account) settle(reserved, fee hallmark.Amount) (hallmark.Amount, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	total, err := a.total.Add(fee)
	if err != nil || fee.Cmp(reserved) > 0 {
		return total, hallmark.Errorf(hallmark.Internal, "a fee of %s for a reservation of %s", fee, reserved)
	}
	if a.reserved, err = a.reserved.Sub(reserved); err != nil {
		return total, hallmark.Errorf(hallmark.Internal, "a reservation of %s was given back twice", reserved)
	}
	a.total = total
	return total, nil
}
