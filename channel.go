package hallmark

// Voucher is the payer's promise for one channel (EIP-712, domain Hallmark/1,
// the chain and the Channels contract): everything this signer has metered and
// will meter in this epoch, together and since the channel began, costs at most
// Ceiling. A later voucher replaces an earlier one by a higher ceiling; only
// the highest counts. It is signed by the user or by the session key of the
// epoch, and names the signer, so that a new enclave key needs a new voucher.
type Voucher struct {
	User     Address `json:"user"`
	Provider Address `json:"provider"`
	Signer   Address `json:"signer"`
	Ceiling  Amount  `json:"ceiling"` // at most 2^96-1
	Epoch    uint64  `json:"epoch"`   // below 2^24
}

// SignedVoucher is a voucher with its signature, 65 bytes.
type SignedVoucher struct {
	Voucher   Voucher `json:"voucher"`
	Signature Hex     `json:"signature"`
}

// Grant lets a session key sign vouchers and exchanges for the user (EIP-712,
// same domain), in one epoch of one channel. The contract keeps the session key
// of its own; this is the proof for the enclave, which asks no chain.
type Grant struct {
	User     Address `json:"user"`
	Provider Address `json:"provider"`
	Key      Address `json:"key"`
	Epoch    uint64  `json:"epoch"`
}

// SignedGrant is a grant with the user's signature.
type SignedGrant struct {
	Grant     Grant `json:"grant"`
	Signature Hex   `json:"signature"`
}

// AdapterGrant lets another account call the model that a job made (EIP-712,
// same domain). It is signed by the owner, the user of the job's receipt.
type AdapterGrant struct {
	Owner Address `json:"owner"`
	Job   JobID   `json:"job"`
	User  Address `json:"user"`
}

// SignedAdapterGrant is a grant with the owner's signature.
type SignedAdapterGrant struct {
	Grant     AdapterGrant `json:"grant"`
	Signature Hex          `json:"signature"`
}

// ShareVersion names the format of a file that shares a model.
const ShareVersion = "adapter-share/1"

// AdapterShare is what the owner of a model hands to another account: the grant
// that the enclave asks for, and the owner's word on which adapter it is for.
// The other account cannot open the artifact; it holds the receipts of answers
// against this word, and owner, artifact and receipt against the chain.
type AdapterShare struct {
	Version  string             `json:"hallmark"` // ShareVersion
	ChainID  uint64             `json:"chainId"`
	Channels Address            `json:"channels"`
	Grant    SignedAdapterGrant `json:"grant"`
	Adapter  Digest             `json:"adapter"`  // envelope.AdapterDigest of its files
	Artifact Digest             `json:"artifact"` // SHA-256 of the .age file, as settled
	Receipt  Digest             `json:"receipt"`  // SHA-256 of the job's canonical receipt, as settled
}

// SignedAdapterShare is a share with its owner's signature over
// keccak-256("hallmark adapter share v1\n" || canonical JSON).
type SignedAdapterShare struct {
	Share     AdapterShare `json:"share"`
	Signature Hex          `json:"signature"`
}

// ClaimItem is one user's line of a batch: the total that the enclave has
// metered since the channel began, never a difference.
type ClaimItem struct {
	User  Address `json:"user"`
	Total Amount  `json:"total"` // at most 2^96-1
	Epoch uint64  `json:"epoch"`
}
