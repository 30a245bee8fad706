package sdk

import (
	"context"
	"io"

	"github.com/hallmark-tee/hallmark"
)

// Claimed reports whether the chain has a claim of a provider by an enclave key
// with this root of invoices.
func (m *Market) Claimed(ctx context.Context, provider, signer hallmark.Address, root hallmark.Digest) (bool, error) {
	claims, err := m.chain.BatchClaims(ctx, 0, 0, provider, root)
	if err != nil {
		return false, err
	}
	for _, c := range claims {
		if c.Signer == signer {
			return true, nil
		}
	}
	return false, nil
}

// Traces opens the file of a batch's receipts in storage; what is read is
// verified against its root.
func (m *Market) Traces(ctx context.Context, f hallmark.Stored) (io.ReadCloser, error) {
	return m.blobs.Open(ctx, f.Root)
}
