package hallmark

// BatchVersion names the format of a batch of usage invoices.
const (
	BatchVersion        = "batch/1"
	UsageInvoiceVersion = "usage-invoice/1"
)

// UsageInvoice is the AI invoice of one user for one batch: what was metered,
// by receipts of which the list's digest is named, and the channel's totals
// before and after. Every number is the sum over the receipts.
type UsageInvoice struct {
	Version  string  `json:"hallmark"` // UsageInvoiceVersion
	ChainID  uint64  `json:"chainId"`
	Channels Address `json:"channels"`
	Batch    uint64  `json:"batch"`
	User     Address `json:"user"`
	Provider Address `json:"provider"`
	Signer   Address `json:"signer"`
	Epoch    uint64  `json:"epoch"`
	Receipts uint64  `json:"receipts"`
	First    uint64  `json:"first"` // sequence numbers
	Last     uint64  `json:"last"`
	// Trace is the Merkle root (package invoice) over the SHA-256 of each
	// canonical receipt.
	Trace     Digest         `json:"trace"`
	TokensIn  uint64         `json:"tokensIn"`
	TokensOut uint64         `json:"tokensOut"`
	Images    uint64         `json:"images"`
	Seconds   uint64         `json:"seconds"`
	Missed    uint64         `json:"missed"` // receipts that missed the service level
	Service   []Digest       `json:"service"`
	Fee       Amount         `json:"fee"`
	Before    Amount         `json:"before"` // the channel's total before the first receipt
	Total     Amount         `json:"total"`
	Split     []InvoiceShare `json:"split"`
}

// Batch is what an enclave signs to be paid: the totals of many channels and
// the Merkle root over the SHA-256 of their canonical invoices. Number counts
// the batches of one signer from 1; asking again for a number gives the same
// bytes.
type Batch struct {
	Version  string          `json:"hallmark"` // BatchVersion
	Number   uint64          `json:"number"`
	Provider Address         `json:"provider"`
	Signer   Address         `json:"signer"`
	Items    []ClaimItem     `json:"items"` // by user, at most 500
	Invoices []UsageInvoice  `json:"invoices"`
	Root     Digest          `json:"root"`
	Vouchers []SignedVoucher `json:"vouchers"` // the highest of each item's user
	// Signature is over the contract's batch digest: provider, root and items.
	Signature Hex `json:"signature"`
	// Traces is SHA-256 of the file of the users' receipts, each encrypted to
	// its user.
	Traces Digest `json:"traces"`
}

// MaxBatchItems is how many users one claim settles at most, by the Channels
// contract.
const MaxBatchItems = 500

// Validate reports what makes every claim of the batch fail, or an item never
// pay: bounds, and vouchers that are not one for each item or belong to another
// user, epoch, provider or signer. It judges no signature and no invoice.
func (b Batch) Validate() error {
	if len(b.Items) == 0 || len(b.Items) > MaxBatchItems {
		return Errorf(Invalid, "batch %d: %d items, want 1 to %d", b.Number, len(b.Items), MaxBatchItems)
	}
	if len(b.Vouchers) != 0 && len(b.Vouchers) != len(b.Items) {
		return Errorf(Invalid, "batch %d: %d vouchers for %d items, want one for each or none", b.Number, len(b.Vouchers), len(b.Items))
	}
	for i, item := range b.Items {
		if item.User.IsZero() || item.Total.Cmp(MaxUint96) > 0 || item.Epoch >= 1<<24 {
			return Errorf(Invalid, "batch %d: item %d has no user, or a total or an epoch out of range", b.Number, i)
		}
		if len(b.Vouchers) == 0 {
			continue
		}
		v := b.Vouchers[i].Voucher
		if v.User != item.User || v.Epoch != item.Epoch || v.Provider != b.Provider || v.Signer != b.Signer {
			return Errorf(Mismatch, "batch %d: voucher %d is of another user, epoch, provider or signer than its item", b.Number, i)
		}
		if v.Ceiling.Cmp(MaxUint96) > 0 || len(b.Vouchers[i].Signature) != 65 {
			return Errorf(Invalid, "batch %d: voucher %d has a ceiling above 2^96-1 or no signature of 65 bytes", b.Number, i)
		}
	}
	return nil
}
