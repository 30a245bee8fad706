package hallmark

// EvidenceVersion and RuntimeVersion name the formats.
const (
	EvidenceVersion = "evidence/1"
	RuntimeVersion  = "runtime/1"
	GPUVersion      = "gpu/1"
)

// Platform kinds, as words. The kind byte in a measurement follows from the
// root that admitted the platform, never from these.
const (
	KindTDX = "tdx"
	KindSGX = "sgx"
	KindSim = "sim"
)

// Evidence is what an enclave shows of itself: the quote, the runtime data it
// binds, the event log behind its run-time measurements, and the endorsements
// a verifier needs to judge it without a network.
type Evidence struct {
	Version      string       `json:"hallmark"` // EvidenceVersion
	Kind         string       `json:"kind"`     // KindTDX, KindSGX or KindSim: a claim, checked against the root
	Quote        []byte       `json:"quote"`
	RuntimeData  []byte       `json:"runtimeData"`   // canonical JSON of RuntimeData, as hashed into report_data
	Manifest     []byte       `json:"manifest"`      // canonical JSON of the app manifest, hashed into MRCONFIGID
	Events       []Event      `json:"events"`        // RTMR3, in order
	GPU          []byte       `json:"gpu,omitempty"` // canonical JSON of GPUEvidence, hashed into RuntimeData
	Endorsements Endorsements `json:"endorsements"`
}

// GPUEvidence is what the confidential GPUs and NVSwitches of a machine show
// of themselves, all for one nonce.
type GPUEvidence struct {
	Version  string           `json:"hallmark"` // GPUVersion
	Nonce    Digest           `json:"nonce"`    // derived from the verifier's nonce, signer and recipient
	GPUs     []DeviceEvidence `json:"gpus"`
	Switches []DeviceEvidence `json:"switches"`
}

// DeviceEvidence is one device's signed report and the certificates of the key
// that signed it.
type DeviceEvidence struct {
	Arch   string `json:"arch"`   // HOPPER, BLACKWELL or LS10: a claim, checked against the chain
	Report []byte `json:"report"` // SPDM GET_MEASUREMENTS request and response
	Chain  []byte `json:"chain"`  // PEM, leaf first
}

// Event is one extension of a run-time register.
type Event struct {
	Register int    `json:"register"`
	Name     string `json:"name"`
	Payload  []byte `json:"payload"`
}

// Endorsements are the vendors' statements about the platform: Intel's TCB info
// and QE identity as signed, their issuer chains (PEM) and revocation lists
// (DER), and NVIDIA's about its devices.
type Endorsements struct {
	TCBInfo         []byte `json:"tcbInfo,omitempty"`
	TCBInfoChain    []byte `json:"tcbInfoChain,omitempty"`
	QEIdentity      []byte `json:"qeIdentity,omitempty"`
	QEIdentityChain []byte `json:"qeIdentityChain,omitempty"`
	PCKCRL          []byte `json:"pckCrl,omitempty"`
	RootCRL         []byte `json:"rootCrl,omitempty"`

	RIMs     [][]byte `json:"rims,omitempty"`     // NVIDIA's reference measurements, as signed
	OCSP     [][]byte `json:"ocsp,omitempty"`     // DER answers about the certificates of devices and RIMs
	NRAS     []byte   `json:"nras,omitempty"`     // NVIDIA's remote attestation answer
	NRASKeys []byte   `json:"nrasKeys,omitempty"` // the key set (JWKS) of that day
}

// RuntimeData is bound by report_data: signer(20) || bind(32) || version
// u32=1 || block u64, bind = SHA-256("hallmark v1" || chainId u64 ||
// registry(20) || blockhash(32) || SHA-256(canonical RuntimeData)).
type RuntimeData struct {
	Version     string  `json:"hallmark"` // RuntimeVersion
	ChainID     uint64  `json:"chainId"`
	Registry    Address `json:"registry"`
	Escrow      Address `json:"escrow"`
	Signer      Address `json:"signer"`
	Recipient   string  `json:"recipient"` // age1...
	TLSKey      Digest  `json:"tlsKey"`    // SHA-256 of the SPKI; zero on a unix socket
	Block       uint64  `json:"block"`
	BlockHash   Digest  `json:"blockHash"`
	Nonce       Digest  `json:"nonce"`       // the verifier's, zero when none was given
	GPUEvidence Digest  `json:"gpuEvidence"` // zero without a GPU
	Manifest    Digest  `json:"manifest"`    // SHA-256 of the canonical app manifest
}

// Manifest lists what runs inside: its SHA-256 is measured (MRCONFIGID), and
// the enclave refuses to start unless its own report agrees.
type Manifest struct {
	Version string  `json:"hallmark"` // "manifest/1"
	Enclave Digest  `json:"enclave"`  // SHA-256 of the enclave binary
	Engine  string  `json:"engine"`   // "native" or an image reference
	Image   Digest  `json:"image"`    // of the engine image; zero for native
	Locks   []Named `json:"locks"`    // lock files of the engine image
}

// Named is a file and its digest.
type Named struct {
	Name   string `json:"name"`
	Digest Digest `json:"digest"`
}
