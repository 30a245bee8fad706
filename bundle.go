package hallmark

// BundleVersion names the format; MaxBundle bounds its size in bytes.
const (
	BundleVersion = "bundle/1"
	MaxBundle     = 8 << 20
)

// Bundle is the one file that proves a fine-tune offline.
type Bundle struct {
	Version  string           `json:"hallmark"` // BundleVersion
	Order    SignedOrder      `json:"order"`
	Result   SignedSettlement `json:"result"`
	Evidence Evidence         `json:"evidence"`
	Chain    ChainFacts       `json:"chain"`
	Storage  StorageRoots     `json:"storage"`
}

// ChainFacts are the transactions of the job with their inclusion proofs.
type ChainFacts struct {
	ChainID  uint64  `json:"chainId"`
	Registry Address `json:"registry"`
	Escrow   Address `json:"escrow"`
	Register TxFact  `json:"register"` // the signer's registration
	Open     TxFact  `json:"open"`
	Settle   TxFact  `json:"settle"`
}

// TxFact is one transaction's receipt, proved into its block's receipt trie.
// All of it is RLP as the chain hashes it.
type TxFact struct {
	Hash    Digest `json:"hash"`
	Block   uint64 `json:"block"`
	Index   uint64 `json:"index"`
	Header  Hex    `json:"header"`  // RLP of the block header
	Receipt Hex    `json:"receipt"` // the receipt's consensus encoding
	Proof   []Hex  `json:"proof"`   // trie nodes from the receipts root
	Tx      Hex    `json:"tx"`      // the transaction's canonical encoding
	TxProof []Hex  `json:"txProof"` // trie nodes from the transactions root
}

// StorageRoots are where the ciphertexts lie.
type StorageRoots struct {
	Dataset  Digest `json:"dataset"`
	Artifact Digest `json:"artifact"`
	Replay   Digest `json:"replay"` // zero when there is none
}
