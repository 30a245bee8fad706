package invoice

import (
	"math/big"

	"github.com/hallmark-tee/hallmark"
)

// ListPrice is what a model's prices make of the metered amounts, before rate
// and rebate. Exhausted: beyond 96 bits.
func ListPrice(m hallmark.ServiceModel, u hallmark.UsageMetered) (hallmark.Amount, error) {
	var sum hallmark.Amount
	for _, line := range []struct {
		price hallmark.Amount
		units uint64
	}{{m.In, u.TokensIn}, {m.Out, u.TokensOut}, {m.Image, u.Images}, {m.Second, u.Seconds}} {
		part, err := line.price.Mul(line.units)
		if err == nil {
			sum, err = sum.Add(part)
		}
		if err != nil || sum.Cmp(hallmark.MaxUint96) > 0 {
			return hallmark.Amount{}, hallmark.Errorf(hallmark.Exhausted, "the price of one response exceeds 2^96-1")
		}
	}
	return sum, nil
}

// UsageFee is what one response costs: the list price times the rate, rounded
// down, and where the service level was missed, times what the rebate leaves,
// rounded down again.
func UsageFee(r hallmark.ServiceRecord, m hallmark.ServiceModel, u hallmark.UsageMetered) (hallmark.Amount, error) {
	list, err := ListPrice(m, u)
	if err != nil {
		return hallmark.Amount{}, err
	}
	fee := portion(list.Big(), r.Rate)
	if !u.Objective {
		fee = portion(fee, hallmark.BPS-min(r.Objective.Rebate, hallmark.BPS))
	}
	out, err := hallmark.AmountFromBig(fee)
	if err != nil || out.Cmp(hallmark.MaxUint96) > 0 {
		return hallmark.Amount{}, hallmark.Errorf(hallmark.Exhausted, "the fee of one response exceeds 2^96-1")
	}
	return out, nil
}

func portion(v *big.Int, bps uint64) *big.Int {
	v.Mul(v, new(big.Int).SetUint64(bps))
	return v.Quo(v, big.NewInt(hallmark.BPS))
}

// CheckUsage recomputes a receipt's fee from the record that it names; the
// receipt names its model by the record's name. Mismatch otherwise.
func CheckUsage(r hallmark.ServiceRecord, u hallmark.Usage) error {
	m, ok := r.Model(u.Model.Name)
	if !ok {
		if u.Fee.IsZero() && u.Metered.TokensIn|u.Metered.TokensOut|u.Metered.Images|u.Metered.Seconds == 0 {
			return nil // nothing was called, nothing is asked for
		}
		return hallmark.Errorf(hallmark.Mismatch, "receipt %d is for the model %q, which the service record does not price", u.Sequence, u.Model.Name)
	}
	want, err := UsageFee(r, m, u.Metered)
	if err != nil {
		return err
	}
	if want != u.Fee {
		return hallmark.Errorf(hallmark.Mismatch, "receipt %d asks %s for what costs %s by the service record", u.Sequence, u.Fee, want)
	}
	if met := r.Objective.FirstToken == 0 || u.Metered.FirstToken <= r.Objective.FirstToken; met != u.Metered.Objective {
		return hallmark.Errorf(hallmark.Mismatch, "receipt %d says %t of the service level; %d us to the first token make it %t", u.Sequence, u.Metered.Objective, u.Metered.FirstToken, met)
	}
	return nil
}

// BuildUsage makes the invoice of one user's receipts in a batch: at least
// one, of one channel, epoch and signer, ascending, each total the one before
// plus the fee. digests are SHA-256 of their canonical bytes.
func BuildUsage(batch uint64, receipts []hallmark.Usage, digests []hallmark.Digest, split []hallmark.Payee) (hallmark.UsageInvoice, error) {
	if len(receipts) == 0 || len(digests) != len(receipts) {
		return hallmark.UsageInvoice{}, hallmark.Errorf(hallmark.Internal, "an invoice over %d receipts and %d digests", len(receipts), len(digests))
	}
	f := receipts[0]
	before, err := f.Total.Sub(f.Fee)
	if err != nil {
		return hallmark.UsageInvoice{}, hallmark.Errorf(hallmark.Mismatch, "receipt %d: the total is less than the fee", f.Sequence)
	}
	inv := hallmark.UsageInvoice{
		Version: hallmark.UsageInvoiceVersion, ChainID: f.ChainID, Channels: f.Channels, Batch: batch, User: f.User, Provider: f.Provider,
		Signer: f.Signer, Epoch: f.Epoch, First: f.Sequence, Before: before, Total: before, Service: []hallmark.Digest{},
	}
	seen := map[hallmark.Digest]bool{}
	leaves := make([]hallmark.Digest, len(receipts))
	for i, r := range receipts {
		if r.ChainID != f.ChainID || r.Channels != f.Channels || r.User != f.User || r.Provider != f.Provider || r.Signer != f.Signer || r.Epoch != f.Epoch ||
			i > 0 && r.Sequence <= inv.Last {
			return inv, hallmark.Errorf(hallmark.Mismatch, "receipt %d does not belong behind receipt %d of this invoice", r.Sequence, inv.Last)
		}
		if inv.Total, err = inv.Total.Add(r.Fee); err != nil {
			return inv, err
		}
		if inv.Total != r.Total {
			return inv, hallmark.Errorf(hallmark.Mismatch, "receipt %d says the total is %s; the fees make it %s", r.Sequence, r.Total, inv.Total)
		}
		if inv.Fee, err = inv.Fee.Add(r.Fee); err != nil {
			return inv, err
		}
		inv.Receipts++
		inv.Last = r.Sequence
		inv.TokensIn += r.Metered.TokensIn
		inv.TokensOut += r.Metered.TokensOut
		inv.Images += r.Metered.Images
		inv.Seconds += r.Metered.Seconds
		if !r.Metered.Objective {
			inv.Missed++
		}
		if !seen[r.Service] {
			seen[r.Service] = true
			inv.Service = append(inv.Service, r.Service)
		}
		leaves[i] = Leaf(digests[i])
	}
	inv.Trace = Root(leaves)
	inv.Split, err = Split(inv.Fee, inv.Provider, split)
	return inv, err
}
