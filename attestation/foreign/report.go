package foreign

// Format names the kind of file that a Report was read from.
type Format string

// The formats.
const (
	RawQuote    Format = "quote"        // SGX v3 or TDX v4/v5, binary, hex or base64
	Dstack      Format = "dstack"       // quote, event log, report data; 0G's brokers serve it too
	DstackSCALE Format = "dstack-scale" // dstack's VersionedAttestation, SCALE-encoded
	VLLMProxy   Format = "vllm-proxy"   // signing address, Intel quote, NVIDIA payload
	Chutes      Format = "chutes"       // instances, each with a quote and its GPUs
	Tinfoil     Format = "tinfoil"      // attestation v3, or the older {format, body}
	CoCo        Format = "coco"         // Confidential Containers' quote with CCEL; 0G's tapp wraps it
	NVIDIA      Format = "nvidia"       // SPDM evidence of GPUs or switches alone
	NRAS        Format = "nras"         // a detached EAT of NVIDIA's Remote Attestation Service
	RIM         Format = "rim"          // a reference integrity manifest of NVIDIA
)

// Report is what a file shows.
type Report struct {
	Format Format
	Parts  []Part // one for every quote, or for GPU evidence without a quote
}

// Part is one quote and everything that came with it.
type Part struct {
	Name    string  // place in the file, such as "model_attestations[0]"; empty where there is only one
	Quote   []byte  // nil: GPU evidence alone
	Claims  []Claim // what the file says the quote contains
	Nonce   []byte  // the verifier's, as the file claims it; nil: none claimed
	TLS     []byte  // SHA-256 of the connection's key or certificate, likewise
	Events  []Event // nil: no log was given
	Twin    []Event // the same log as the file has it in a second place; nil: only one
	CCEL    []byte  // TCG event log of the firmware and kernel, as ACPI's CCEL; nil: none
	Compose []byte  // the application manifest (dstack's app_compose), raw; nil: none
	GPU     GPU
	NRAS    []byte // the service's answer, raw JSON or a bare token; nil: none
	RIM     []byte // SWID XML; nil: none
}

// Field is a place in a quote that claims speak of.
type Field string

// The fields.
const (
	ReportData Field = "report_data" // 64 bytes
	MRTD       Field = "mrtd"        // 48 bytes, as the RTMRs
	RTMR0      Field = "rtmr0"
	RTMR1      Field = "rtmr1"
	RTMR2      Field = "rtmr2"
	RTMR3      Field = "rtmr3"
)

// Claim says that a field of the quote has the given bytes at an offset.
type Claim struct {
	Rule   string // how the bytes come about, such as "SHA-256(signing_address || tls_cert_fingerprint)"
	Field  Field
	Offset int
	Bytes  []byte
	Of     Cover // what the bytes bind
}

// Cover says what the bytes of a claim bind besides themselves.
type Cover uint8

// The covers, which add up.
const (
	OfKey   Cover = 1 << iota // the key that answers are signed with, or data is sent to
	OfNonce                   // the verifier's nonce
	OfTLS                     // the connection's TLS key or certificate
)

// Event is one entry of an event log.
type Event struct {
	Register int    // 0 to 3
	Type     uint32 // TCG event type, or dstack's 0x08000001
	Digest   []byte // SHA-384 as the log claims
	Name     string
	Payload  []byte
}

// GPU is NVIDIA evidence with the nonce that it should answer.
type GPU struct {
	Devices []Device
	Nonce   []byte // nil: the file names none
	Rule    string // where Nonce comes from
	Raw     []byte // the JSON that a quote binds by hash, as received; nil: it binds none
	Digest  []byte // SHA-256 of Raw as the quote binds it; nil: it binds none
}

// Device is one GPU or switch.
type Device struct {
	Arch  string // "HOPPER", "BLACKWELL", "LS10", as the file claims; empty: not said
	SPDM  []byte // request and response
	Chain []byte // PEM
	Nonce []byte // as claimed beside this device; nil: none
}
