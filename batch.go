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
