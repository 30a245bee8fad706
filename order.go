package hallmark

// Order is what a user signs (EIP-712, domain Hallmark/1, the chain and the
// JobEscrow): one fine-tune at a price per trained token, capped, by one
// enclave key, inside one policy. The field order is the type string's.
type Order struct {
	User          Address `json:"user"`
	Provider      Address `json:"provider"`
	Signer        Address `json:"signer"`        // the enclave key whose age recipient the dataset is encrypted to
	BaseModel     Digest  `json:"baseModel"`     // see ModelDigest in package dataset
	DatasetRoot   Digest  `json:"datasetRoot"`   // 0G Storage root of the ciphertext
	DatasetDigest Digest  `json:"datasetDigest"` // SHA-256 of the whole age plaintext, header line included
	Config        Digest  `json:"config"`        // SHA-256 of the canonical TrainingConfig
	Policy        Digest  `json:"policy"`        // policy id, package attestation
	Split         Digest  `json:"split"`         // keccak-256 of the ABI-encoded payees; zero: the provider alone
	Price         Amount  `json:"price"`         // per trained token
	MaxFee        Amount  `json:"maxFee"`        // at most 2^96-1
	Deadline      uint64  `json:"deadline"`      // chain time, seconds
	Recipient     Digest  `json:"recipient"`     // SHA-256 of the user's 65-byte uncompressed public key
	Nonce         Digest  `json:"nonce"`         // random; a uint256 in the contract
}

// Validate reports fields that no contract or enclave would accept.
func (o Order) Validate() error {
	switch {
	case o.User.IsZero(), o.Provider.IsZero(), o.Signer.IsZero():
		return Errorf(Invalid, "order: user, provider and signer must be set")
	case o.User == o.Provider:
		return Errorf(Invalid, "order: user and provider must differ")
	case o.BaseModel.IsZero(), o.DatasetRoot.IsZero(), o.DatasetDigest.IsZero(), o.Config.IsZero(), o.Recipient.IsZero():
		return Errorf(Invalid, "order: baseModel, datasetRoot, datasetDigest, config and recipient must be set")
	case o.Policy.IsZero():
		return Errorf(Invalid, "order: a policy must be named")
	case o.MaxFee.Cmp(MaxUint96) > 0:
		return Errorf(Invalid, "order: maxFee exceeds 2^96-1")
	case o.Deadline == 0 || o.Deadline >= 1<<40:
		return Errorf(Invalid, "order: deadline must be a chain time in seconds below 2^40")
	}
	return nil
}

// Payee is one share of a job's fee, in basis points; a list sums to 10,000.
type Payee struct {
	Account Address `json:"account"`
	BPS     uint16  `json:"bps"`
}

// PolicyProof shows that a measurement lies inside a policy: the path leads
// from the double keccak-256 of the measurement to the root, and the policy id
// is keccak-256 of (root, maxAge, fileDigest). Nothing in it is secret or
// signed; the contract checks it.
type PolicyProof struct {
	Measurement Digest   `json:"measurement"`
	Root        Digest   `json:"root"`
	MaxAge      uint64   `json:"maxAge"` // greatest age of a registration, seconds
	FileDigest  Digest   `json:"fileDigest"`
	Path        []Digest `json:"path"`
}

// Cancel is the user's signed request to stop a job (EIP-712, same domain).
type Cancel struct {
	JobID JobID `json:"jobId"`
}

// Outcome of a job, as signed in its settlement.
type Outcome uint8

// The outcomes. Zero is none and never signed.
const (
	Completed Outcome = 1 // the whole configuration was trained
	Partial   Outcome = 2 // stopped by the user's signed Cancel; the last finished step is delivered
	Failed    Outcome = 3 // a permanent fault seen by the enclave in bytes that match the root; fee 0
)

// String is the outcome's word.
func (o Outcome) String() string {
	switch o {
	case Completed:
		return "completed"
	case Partial:
		return "partial"
	case Failed:
		return "failed"
	}
	return "none"
}

// Settlement is what the enclave signs, once per job (EIP-712, same domain).
type Settlement struct {
	JobID          JobID   `json:"jobId"`
	Fee            Amount  `json:"fee"`
	Outcome        Outcome `json:"outcome"`
	ArtifactRoot   Digest  `json:"artifactRoot"`
	ArtifactDigest Digest  `json:"artifactDigest"` // SHA-256 of the .age bytes
	WrappedKeyHash Digest  `json:"wrappedKeyHash"` // keccak-256 of the 129-byte wrapped key; zero when failed
	Receipt        Digest  `json:"receipt"`        // SHA-256 of the canonical receipt
	Invoice        Digest  `json:"invoice"`        // SHA-256 of the canonical invoice
}

// SignedOrder is everything a worker and an enclave need to take a job: the
// order, the user's signature, and the documents whose digests it names.
type SignedOrder struct {
	Order     Order          `json:"order"`
	Signature Hex            `json:"signature"` // 65 bytes, r s v, low s
	Config    TrainingConfig `json:"config"`
	Payees    []Payee        `json:"payees,omitempty"`
	Proof     PolicyProof    `json:"policyProof"` // that the signer's measurement lies inside order.policy
	UserKey   Hex            `json:"userKey"`     // 65-byte uncompressed secp256k1 public key
}

// SignedSettlement is the enclave's final word on a job, in the bytes that
// every retry returns.
type SignedSettlement struct {
	Settlement Settlement       `json:"settlement"`
	Signature  Hex              `json:"signature"`  // by the order's signer over the EIP-712 digest
	WrappedKey Hex              `json:"wrappedKey"` // 129 bytes (ECIES), empty when failed
	Receipt    Receipt          `json:"receipt"`
	ReceiptSig Hex              `json:"receiptSignature"`
	Invoice    Invoice          `json:"invoice"`
	Transcript TranscriptHeader `json:"transcript"`
}
