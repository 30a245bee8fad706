package hallmark

// Versions of the signed documents.
const (
	ReceiptVersion    = "receipt/1"
	InvoiceVersion    = "invoice/1"
	TranscriptVersion = "transcript/1"
)

// Receipt is the enclave's signed account of one fine-tune. It is signed over
// keccak-256("hallmark receipt v1\n" || canonical JSON). It names the invoice,
// never the reverse.
type Receipt struct {
	Version    string            `json:"hallmark"` // ReceiptVersion
	ChainID    uint64            `json:"chainId"`
	Escrow     Address           `json:"escrow"`
	Order      JobID             `json:"order"`
	Outcome    Outcome           `json:"outcome"`
	Kind       string            `json:"kind"` // of the platform: "tdx", "sgx" or "sim"
	Signer     Address           `json:"signer"`
	Dataset    ReceiptDataset    `json:"dataset"`
	BaseModel  Digest            `json:"baseModel"`
	Engine     EngineIdentity    `json:"engine"`
	Config     Digest            `json:"config"`
	Transcript ReceiptTranscript `json:"transcript"`
	Metrics    ReceiptMetrics    `json:"metrics"`
	Artifact   ReceiptArtifact   `json:"artifact"`
	Usage      ReceiptUsage      `json:"usage"`
	Evidence   Digest            `json:"evidence"` // SHA-256(SHA-256(quote) || SHA-256(runtime_data))
	Invoice    Digest            `json:"invoice"`  // SHA-256 of the canonical invoice
}

// ReceiptDataset counts what was read. Tokens are the non-padding tokens of
// one pass over the training rows.
type ReceiptDataset struct {
	Root           Digest `json:"root"`     // 0G root of the ciphertext
	Digest         Digest `json:"digest"`   // of the age plaintext
	RowsRoot       Digest `json:"rowsRoot"` // Merkle root over row digests
	Rows           uint64 `json:"rows"`
	ValidationRows uint64 `json:"validationRows"`
	Tokens         uint64 `json:"tokens"`
}

// EngineIdentity says what trained. Profile names the arithmetic: engines of
// one profile give the same bits for the same job, on any machine and in any
// build. It is empty when the engine is not deterministic.
type EngineIdentity struct {
	Name          string `json:"name"`
	Build         string `json:"build"`
	Profile       string `json:"profile"`
	Deterministic bool   `json:"deterministic"`
}

// ReceiptTranscript commits to the training transcript.
type ReceiptTranscript struct {
	Header Digest        `json:"header"` // SHA-256 of the canonical TranscriptHeader
	Root   Digest        `json:"root"`
	Steps  uint64        `json:"steps"`
	Replay ReceiptReplay `json:"replay"`
}

// ReceiptReplay commits to what a replay starts from: an age file to the
// artifact's key with the transcript and the checkpoints, and the state digest
// of each. All zero when the engine is not deterministic or the job failed.
type ReceiptReplay struct {
	Root        Digest             `json:"root"`
	Digest      Digest             `json:"digest"` // SHA-256 of the .age bytes
	Bytes       uint64             `json:"bytes"`
	Every       uint64             `json:"every"`       // steps of a segment; the last may be shorter
	Checkpoints []ReplayCheckpoint `json:"checkpoints"` // after every segment but the last
}

// Whole tells whether a job of so many steps has its checkpoint after every
// segment but the last, in order, and no other.
func (r ReceiptReplay) Whole(steps uint64) bool {
	if r.Every == 0 || steps == 0 || uint64(len(r.Checkpoints)) != (steps-1)/r.Every {
		return false
	}
	for i, c := range r.Checkpoints {
		if c.Step != uint64(i+1)*r.Every || c.State.IsZero() {
			return false
		}
	}
	return true
}

// ReplayCheckpoint names the state after a step. The checkpoint in the replay
// file is the very bytes whose SHA-256 is State.
type ReplayCheckpoint struct {
	Step  uint64 `json:"step"`
	State Digest `json:"state"`
}

// ReceiptMetrics are mean losses in nats per target token.
type ReceiptMetrics struct {
	FirstLoss  Decimal `json:"firstLoss"`
	LastLoss   Decimal `json:"lastLoss"`
	EvalBefore Decimal `json:"evalBefore"` // "0" when no validation rows were held out
	EvalAfter  Decimal `json:"evalAfter"`
}

// ReceiptArtifact names the delivered .age file.
type ReceiptArtifact struct {
	Root   Digest `json:"root"`
	Digest Digest `json:"digest"` // SHA-256 of the .age bytes
	Bytes  uint64 `json:"bytes"`
}

// ReceiptUsage is what is paid for.
type ReceiptUsage struct {
	TokensTrained uint64 `json:"tokensTrained"` // non-padding tokens of all finished steps
	Steps         uint64 `json:"steps"`
	Epochs        uint64 `json:"epochs"`
	Milliseconds  uint64 `json:"milliseconds"` // by the enclave's monotonic clock; informative
}

// TranscriptHeader fixes everything a replay starts from, and the root of the
// per-step leaves.
type TranscriptHeader struct {
	Version    string         `json:"hallmark"` // TranscriptVersion
	Order      JobID          `json:"order"`
	Engine     EngineIdentity `json:"engine"`
	BaseModel  Digest         `json:"baseModel"`
	RowsRoot   Digest         `json:"rowsRoot"`
	Config     Digest         `json:"config"`
	Seed       uint64         `json:"seed,string"`
	StateEvery uint64         `json:"stateEvery"`
	Steps      uint64         `json:"steps"`
	Root       Digest         `json:"root"`  // Merkle root over the leaves (SHA-256)
	State      Digest         `json:"state"` // adapter and optimizer after the last step
}

// TranscriptLeaf is one optimizer step.
type TranscriptLeaf struct {
	Step     uint64 `json:"step"`
	Rows     Digest `json:"rows"`     // SHA-256 of the row numbers of the batch, u32 each
	Tokens   uint64 `json:"tokens"`   // non-padding tokens
	Targets  uint64 `json:"targets"`  // unmasked target tokens
	LossBits uint32 `json:"lossBits"` // IEEE 754 binary32
	GradBits uint32 `json:"gradBits"` // of the gradient norm before clipping
	State    Digest `json:"state"`    // zero except every StateEvery steps and at the last
}

// Invoice is the AI invoice of one job: who, what was metered, from what it
// was made, how it was priced and where it settles. Every number can be
// recomputed from the order and the receipt.
type Invoice struct {
	Version    string            `json:"hallmark"` // InvoiceVersion
	Parties    InvoiceParties    `json:"parties"`
	Service    InvoiceService    `json:"service"`
	Provenance InvoiceProvenance `json:"provenance"`
	Pricing    InvoicePricing    `json:"pricing"`
	Settlement InvoiceSettlement `json:"settlement"`
}

// InvoiceParties are the accounts involved and the model that was served.
type InvoiceParties struct {
	User     Address `json:"user"`
	Provider Address `json:"provider"`
	Signer   Address `json:"signer"`
	Model    Digest  `json:"model"` // the base model
}

// InvoiceService is the metering.
type InvoiceService struct {
	Kind         string `json:"kind"` // "fine-tune"
	TokensIn     uint64 `json:"tokensIn"`
	TokensOut    uint64 `json:"tokensOut"`
	Steps        uint64 `json:"steps"`
	Milliseconds uint64 `json:"milliseconds"`
	SLO          string `json:"slo"` // "none" until a service record states one
}

// InvoiceProvenance is the lineage.
type InvoiceProvenance struct {
	Dataset    Digest         `json:"dataset"`
	Transcript Digest         `json:"transcript"`
	Artifact   Digest         `json:"artifact"`
	Engine     EngineIdentity `json:"engine"`
}

// InvoicePricing is the arithmetic: fee = min(unit price x units, cap) shared
// by the split, remainder to the last payee.
type InvoicePricing struct {
	UnitPrice Amount         `json:"unitPrice"`
	Units     uint64         `json:"units"`
	Cap       Amount         `json:"cap"`
	Fee       Amount         `json:"fee"`
	Split     []InvoiceShare `json:"split"`
	Rate      string         `json:"rate"`    // "fixed"
	Penalty   Amount         `json:"penalty"` // withheld for missed SLOs; zero for jobs
}

// InvoiceShare is one payee's part.
type InvoiceShare struct {
	Account Address `json:"account"`
	BPS     uint16  `json:"bps"`
	Amount  Amount  `json:"amount"`
}

// InvoiceSettlement says where the fee is paid.
type InvoiceSettlement struct {
	ChainID  uint64  `json:"chainId"`
	Contract Address `json:"contract"`
	Token    string  `json:"token"` // "0G"
	Job      JobID   `json:"job"`
}
