package envelope

import "github.com/hallmark-tee/hallmark"

// MaxBatchItems is how many users one claim settles at most, by the Channels
// contract.
const MaxBatchItems = 500

const batchType = "Batch(address provider,bytes32 invoicesRoot,bytes32 items)"

// Batch is the digest that the enclave signs to claim: over the provider, the
// root of the invoices, and keccak-256 of the items' ABI words. Signing or
// claiming the same totals twice changes nothing.
func (d ChannelDomain) Batch(provider hallmark.Address, root hallmark.Digest, items []hallmark.ClaimItem) hallmark.Digest {
	list := make([]hallmark.Digest, 0, 3*len(items))
	for _, item := range items {
		list = append(list, address(item.User), amount(item.Total), number(item.Epoch))
	}
	return d.digest(words(keccak([]byte(batchType)), address(provider), root, words(list...)))
}

// CheckBatch verifies what makes a claim of the batch revert, attestation
// aside: its bounds and its enclave's signature; and that each voucher, where
// there are any, belongs to its item. Which items pay is the contract's
// business. Invalid, Mismatch or Unauthenticated.
func (d ChannelDomain) CheckBatch(b hallmark.Batch) error {
	if len(b.Items) == 0 || len(b.Items) > MaxBatchItems {
		return hallmark.Errorf(hallmark.Invalid, "batch %d: %d items, want 1 to %d", b.Number, len(b.Items), MaxBatchItems)
	}
	if len(b.Vouchers) != 0 && len(b.Vouchers) != len(b.Items) {
		return hallmark.Errorf(hallmark.Invalid, "batch %d: %d vouchers for %d items, want one for each or none", b.Number, len(b.Vouchers), len(b.Items))
	}
	for i, item := range b.Items {
		if item.User.IsZero() || item.Total.Cmp(hallmark.MaxUint96) > 0 || item.Epoch >= 1<<24 {
			return hallmark.Errorf(hallmark.Invalid, "batch %d: item %d has no user, or a total or an epoch out of range", b.Number, i)
		}
		if len(b.Vouchers) == 0 {
			continue
		}
		v := b.Vouchers[i].Voucher
		if v.User != item.User || v.Epoch != item.Epoch || v.Provider != b.Provider || v.Signer != b.Signer {
			return hallmark.Errorf(hallmark.Mismatch, "batch %d: voucher %d is of another user, epoch, provider or signer than its item", b.Number, i)
		}
		if v.Ceiling.Cmp(hallmark.MaxUint96) > 0 || len(b.Vouchers[i].Signature) != 65 {
			return hallmark.Errorf(hallmark.Invalid, "batch %d: voucher %d has a ceiling above 2^96-1 or no signature of 65 bytes", b.Number, i)
		}
	}
	return Require("batch", d.Batch(b.Provider, b.Root, b.Items), b.Signature, b.Signer)
}
