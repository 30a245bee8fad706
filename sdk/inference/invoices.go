package inference

import (
	"cmp"
	"context"
	"crypto/sha256"
	"io"
	"slices"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/envelope"
	"github.com/hallmark-tee/hallmark/invoice"
)

// CheckInclusion and CheckInvoice are the checks of a settled invoice.
const (
	CheckInclusion = "invoice inclusion"
	CheckInvoice   = "invoice"
)

// Invoices is what checking invoices needs of a market.
type Invoices interface {
	// Claimed reports whether the chain has a claim of the provider, by this
	// enclave key, with this root.
	Claimed(ctx context.Context, provider, signer hallmark.Address, root hallmark.Digest) (bool, error)
	// Traces opens the file of a batch's receipts in storage.
	Traces(ctx context.Context, f hallmark.Stored) (io.ReadCloser, error)
}

// CheckedInvoice says what of an invoice was proved, and from what.
type CheckedInvoice struct {
	hallmark.SettledInvoice
	Claimed bool   `json:"claimed"` // its root stands in a claim on chain
	From    string `json:"from"`    // "receipts": the user's own; "traces": those in storage; "": it was not recomputed
	Skipped string `json:"skipped,omitempty"`
}

// CheckSettled proves that an invoice lies under its root, asks the chain for
// the root, and makes the invoice anew: from the user's own receipts where they
// are whole, else from the batch's file in storage, which scalar, the wallet's
// key, opens. dir is the session's.
func CheckSettled(ctx context.Context, m Invoices, v hallmark.SettledInvoice, own []hallmark.SignedUsage, dir string, scalar []byte) (CheckedInvoice, error) {
	out := CheckedInvoice{SettledInvoice: v}
	digest, err := envelope.Digest(v.Invoice)
	if err != nil {
		return out, err
	}
	if !invoice.Verify(v.Root, invoice.Leaf(digest), v.Path) {
		return out, mismatch(CheckInclusion, "the path of the invoice of batch %d does not lead to the root %s", v.Batch, v.Root.Short())
	}
	if out.Claimed, err = m.Claimed(ctx, v.Invoice.Provider, v.Invoice.Signer, v.Root); err != nil {
		return out, err
	}
	// A batch that leaves nothing to claim, all of it free or included in a later
	// batch's claim, has none, and its root does not stand on chain.
	if v.Paid && len(v.Claims) > 0 && !out.Claimed {
		return out, mismatch(CheckInclusion, "batch %d is said to be paid; no claim of signer %s on chain has the root %s", v.Batch, v.Invoice.Signer, v.Root.Short())
	}
	mine := ofInvoice(own, v.Invoice)
	if out.From = "receipts"; uint64(len(mine)) != v.Invoice.Receipts {
		out.From = ""
		if v.Traces.Root.IsZero() {
			out.Skipped = "not all of its receipts are kept here, and the file of the batch is not in storage yet"
			return out, nil
		}
		if mine, err = traced(ctx, m, v, scalar); err != nil {
			return out, err
		}
		out.From = "traces"
	}
	return out, failed(CheckInvoice, again(v.Invoice, mine, dir))
}

func ofInvoice(all []hallmark.SignedUsage, v hallmark.UsageInvoice) []hallmark.SignedUsage {
	mine := slices.DeleteFunc(slices.Clone(all), func(u hallmark.SignedUsage) bool {
		r := u.Receipt
		return r.User != v.User || r.Signer != v.Signer || r.Epoch != v.Epoch || r.Sequence < v.First || r.Sequence > v.Last
	})
	slices.SortFunc(mine, func(a, b hallmark.SignedUsage) int { return cmp.Compare(a.Receipt.Sequence, b.Receipt.Sequence) })
	return mine
}

// traced reads the receipts of an invoice from storage.
func traced(ctx context.Context, m Invoices, v hallmark.SettledInvoice, scalar []byte) ([]hallmark.SignedUsage, error) {
	f, err := m.Traces(ctx, v.Traces)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	sum := sha256.New()
	var all []hallmark.SignedUsage
	_, err = envelope.OpenTraces(io.TeeReader(f, sum), scalar, func(u hallmark.SignedUsage) error {
		all = append(all, u)
		return nil
	})
	if err != nil {
		return nil, err
	}
	if _, err := io.Copy(sum, f); err != nil {
		return nil, hallmark.Errorf(hallmark.Unavailable, "traces: %w", err)
	}
	return ofInvoice(all, v.Invoice), nil
}

// again makes the invoice from its receipts and compares.
func again(want hallmark.UsageInvoice, signed []hallmark.SignedUsage, dir string) error {
	receipts := make([]hallmark.Usage, len(signed))
	digests := make([]hallmark.Digest, len(signed))
	for i, u := range signed {
		var err error
		if digests[i], err = envelope.CheckUsage(u); err != nil {
			return err
		}
		receipts[i] = u.Receipt
	}
	if len(receipts) == 0 {
		return hallmark.Errorf(hallmark.Mismatch, "it is over %d receipts, the file of the batch has none of them", want.Receipts)
	}
	if _, err := Audit(signed, dir); err != nil {
		return err
	}
	record, unknown := ReadService(dir, receipts[len(receipts)-1].Service)
	got, err := invoice.BuildUsage(want.Batch, receipts, digests, record.Record.Split)
	if err != nil {
		return err
	}
	if unknown != nil { // who shares is the record's word, which is not at hand
		got.Split = want.Split
	}
	a, err := envelope.Digest(got)
	if err != nil {
		return err
	}
	b, err := envelope.Digest(want)
	if err == nil && a != b {
		err = hallmark.Errorf(hallmark.Mismatch, "the receipts make %d tokens in, %d out and a fee of %s; the invoice of batch %d says %d, %d and %s",
			got.TokensIn, got.TokensOut, got.Fee.Coins(), want.Batch, want.TokensIn, want.TokensOut, want.Fee.Coins())
	}
	return err
}
