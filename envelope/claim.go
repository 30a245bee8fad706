package envelope

import "github.com/hallmark-tee/hallmark"

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
	if err := b.Validate(); err != nil {
		return err
	}
	return Require("batch", d.Batch(b.Provider, b.Root, b.Items), b.Signature, b.Signer)
}
