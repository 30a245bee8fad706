// Package invoice makes and checks AI invoices: the canonical account of what
// a job metered, from what it was made, how it was priced and shared. Every
// number is recomputed from the order and the receipt; a batch of invoices is
// a Merkle tree whose root settles.
//
// It never rounds in anybody's favour in secret (the remainder rule is
// stated), never uses a floating-point number, and never trusts a number that
// it can recompute.
package invoice

import (
	"github.com/hallmark-tee/hallmark"
)

// Fee is price x tokens, never above the order's cap.
func Fee(o hallmark.Order, tokens uint64) (hallmark.Amount, error) {
	fee, err := o.Price.Mul(tokens)
	if err != nil {
		// A product beyond 128 bits is beyond every cap of 96 bits.
		return o.MaxFee, nil
	}
	return fee.Min(o.MaxFee), nil
}

// Split shares a fee by basis points, rounding each share down; the last payee
// gets the rest, as in the JobEscrow. No payees: the provider alone.
func Split(fee hallmark.Amount, provider hallmark.Address, payees []hallmark.Payee) ([]hallmark.InvoiceShare, error) {
	if len(payees) == 0 {
		payees = []hallmark.Payee{{Account: provider, BPS: 10_000}}
	}
	shares := make([]hallmark.InvoiceShare, len(payees))
	rest := fee
	for i, p := range payees {
		part, err := bps(fee, p.BPS)
		if err != nil {
			return nil, err
		}
		if rest, err = rest.Sub(part); err != nil {
			return nil, hallmark.Errorf(hallmark.Invalid, "split: shares exceed 10000 basis points")
		}
		shares[i] = hallmark.InvoiceShare{Account: p.Account, BPS: p.BPS, Amount: part}
	}
	last := &shares[len(shares)-1]
	var err error
	last.Amount, err = last.Amount.Add(rest)
	return shares, err
}

func bps(fee hallmark.Amount, share uint16) (hallmark.Amount, error) {
	v := fee.Big()
	v.Mul(v, hallmark.NewAmount(uint64(share)).Big())
	v.Quo(v, hallmark.NewAmount(10_000).Big())
	return hallmark.AmountFromBig(v)
}

// Build makes the invoice of a job from its order and its receipt. The
// receipt's own Invoice field is not read.
func Build(s hallmark.SignedOrder, r hallmark.Receipt) (hallmark.Invoice, error) {
	o := s.Order
	inv := hallmark.Invoice{
		Version: hallmark.InvoiceVersion,
		Parties: hallmark.InvoiceParties{User: o.User, Provider: o.Provider, Signer: o.Signer, Model: o.BaseModel},
		Service: hallmark.InvoiceService{
			Kind: "fine-tune", TokensIn: r.Usage.TokensTrained, Steps: r.Usage.Steps,
			Milliseconds: r.Usage.Milliseconds, SLO: "none",
		},
		Provenance: hallmark.InvoiceProvenance{
			Dataset: r.Dataset.Digest, Transcript: r.Transcript.Root, Artifact: r.Artifact.Digest, Engine: r.Engine,
		},
		Settlement: hallmark.InvoiceSettlement{ChainID: r.ChainID, Contract: r.Escrow, Token: "0G", Job: r.Order},
	}
	var fee hallmark.Amount
	if r.Outcome != hallmark.Failed {
		var err error
		if fee, err = Fee(o, r.Usage.TokensTrained); err != nil {
			return inv, err
		}
	}
	shares, err := Split(fee, o.Provider, s.Payees)
	if err != nil {
		return inv, err
	}
	inv.Pricing = hallmark.InvoicePricing{
		UnitPrice: o.Price, Units: r.Usage.TokensTrained, Cap: o.MaxFee, Fee: fee, Split: shares, Rate: "fixed",
	}
	return inv, nil
}
