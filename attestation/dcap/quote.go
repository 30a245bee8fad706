package dcap

import (
	"encoding/binary"
	"strings"

	"github.com/hallmark-tee/hallmark"
)

// Limits, checked before anything is allocated.
const (
	MaxQuote         = 64 << 10
	maxCertification = 32 << 10
)

// Sizes of the parts (Intel TDX DCAP Quoting Library API, appendix A.3).
const (
	headerSize        = 48
	tdReportSize      = 584
	enclaveReportSize = 384
	signatureSize     = 64 + 64 + 6
	// BodySize is the length of what the attestation key signs in a TDX quote
	// of version 4.
	BodySize = headerSize + tdReportSize
)

// Values of the header and of the certification data that are accepted.
const (
	VersionTDX4      = 4
	KeyECDSAP256     = 2
	TEETypeTDX       = 0x81
	CertPCKChain     = 5
	CertQEReport     = 6
	versionSGX3      = 3
	versionTDX5      = 5
	teeTypeSGX       = 0
	maxQEAuth        = 1024
	maxTrailingZeros = 16 << 10
)

// IntelVendor is the QE vendor id of Intel's quoting enclaves.
var IntelVendor = [16]byte{0x93, 0x9a, 0x72, 0x33, 0xf7, 0x9c, 0x4c, 0xa9, 0x94, 0x0a, 0x0d, 0xb3, 0x95, 0x7f, 0x06, 0x07}

// Header starts every quote. Integers are little-endian on the wire.
type Header struct {
	Version  uint16
	KeyType  uint16
	TEEType  uint32
	Reserved [4]byte // QE and PCE SVN in SGX quotes
	Vendor   [16]byte
	UserData [20]byte
}

// Register is a SHA-384 measurement.
type Register [48]byte

// TDReport is the TD's report, TDX 1.0 layout, 584 bytes in this order.
type TDReport struct {
	TEETCBSVN      [16]byte
	MRSEAM         Register
	MRSIGNERSEAM   Register
	SEAMAttributes uint64
	TDAttributes   uint64
	XFAM           uint64
	MRTD           Register
	MRCONFIGID     Register
	MROWNER        Register
	MROWNERCONFIG  Register
	RTMR           [4]Register
	ReportData     [64]byte
}

// EnclaveReport is an SGX enclave's report, 384 bytes in this order; here that
// of the quoting enclave.
type EnclaveReport struct {
	CPUSVN     [16]byte
	MiscSelect uint32
	_          [28]byte
	Attributes [16]byte
	MRENCLAVE  [32]byte
	_          [32]byte
	MRSIGNER   [32]byte
	_          [32]byte
	ConfigID   [64]byte
	ISVProdID  uint16
	ISVSVN     uint16
	ConfigSVN  uint16
	_          [58]byte
	ReportData [64]byte
}

// Signature is the signature section of a quote.
type Signature struct {
	Quote           [64]byte // r || s over header and report
	AttestationKey  [64]byte // x || y
	QEReport        EnclaveReport
	QEReportBytes   []byte
	QEReportSig     [64]byte // r || s by the PCK key
	QEAuth          []byte
	Certification   uint16 // CertPCKChain
	CertificateData []byte
}

// Quote is a parsed TDX quote. The slices alias the input.
type Quote struct {
	Header    Header
	TD        TDReport
	Signed    []byte // what the attestation key signs
	Signature Signature
	Auth      []byte // the signature section up to the certificates, as AttestationRegistry.register takes it
	Trailing  []byte // what follows the quote
}

// Parse reads a quote and refuses everything that is not exactly a TDX quote
// of version 4 with an ECDSA P-256 key: kind Invalid when malformed, Exhausted
// above a limit, Unsupported for other known forms. Bytes behind the quote are
// CheckTrailing's.
func Parse(raw []byte) (*Quote, error) {
	if len(raw) > MaxQuote {
		return nil, hallmark.Errorf(hallmark.Exhausted, "quote: %d bytes, at most %d are read", len(raw), MaxQuote)
	}
	q := &Quote{}
	r := reader{raw, "quote"}
	head, err := r.take(headerSize, "header")
	if err != nil {
		return nil, err
	}
	decode(head, &q.Header)
	if err := q.Header.check(); err != nil {
		return nil, err
	}
	body, err := r.take(tdReportSize, "TD report")
	if err != nil {
		return nil, err
	}
	decode(body, &q.TD)
	q.Signed = raw[:BodySize]
	section, err := r.sized(len(raw), "signature section")
	if err != nil {
		return nil, err
	}
	if err := q.parseSignature(section); err != nil {
		return nil, err
	}
	q.Trailing = r.rest
	return q, nil
}

// CheckTrailing refuses bytes behind the quote unless they are zero: buffers
// are handed over padded in the wild.
func (q *Quote) CheckTrailing() error {
	if n := len(q.Trailing); strings.Trim(string(q.Trailing), "\x00") != "" {
		return hallmark.Errorf(hallmark.Tampered, "%d bytes follow the quote that are not all zero", n)
	} else if n > maxTrailingZeros {
		return hallmark.Errorf(hallmark.Exhausted, "%d zero bytes follow the quote, at most %d are read", n, maxTrailingZeros)
	}
	return nil
}

func (h Header) check() error {
	switch {
	case h.Version == versionSGX3 || h.Version == VersionTDX4 && h.TEEType == teeTypeSGX:
		return hallmark.Errorf(hallmark.Unsupported, "quote: SGX quotes (version %d) are not judged by this build", h.Version)
	case h.Version == versionTDX5:
		return hallmark.Errorf(hallmark.Unsupported, "quote: version 5 is not judged by this build; ask the platform for version 4")
	case h.Version != VersionTDX4:
		return hallmark.Errorf(hallmark.Invalid, "quote: version %d is unknown, want %d", h.Version, VersionTDX4)
	case h.TEEType != TEETypeTDX:
		return hallmark.Errorf(hallmark.Invalid, "quote: TEE type 0x%x is unknown, want 0x81 (TDX)", h.TEEType)
	case h.KeyType != KeyECDSAP256:
		return hallmark.Errorf(hallmark.Unsupported, "quote: attestation key type %d, only 2 (ECDSA P-256) is judged", h.KeyType)
	}
	return nil
}

// parseSignature reads the section of an ECDSA quote whose certification data
// is a QE report (type 6) around a PCK chain (type 5). Lengths must nest
// exactly.
func (q *Quote) parseSignature(section []byte) error {
	s := &q.Signature
	r := reader{section, "quote signature"}
	fixed, err := r.take(signatureSize-6, "signature and attestation key")
	if err != nil {
		return err
	}
	copy(s.Quote[:], fixed)
	copy(s.AttestationKey[:], fixed[64:])
	kind, outer, err := r.certification()
	if err != nil {
		return err
	}
	if kind != CertQEReport {
		return hallmark.Errorf(hallmark.Unsupported, "quote signature: certification data of type %d, want 6 (QE report)", kind)
	}
	if err := r.end(); err != nil {
		return err
	}
	in := reader{outer, "QE certification"}
	if s.QEReportBytes, err = in.take(enclaveReportSize, "QE report"); err != nil {
		return err
	}
	decode(s.QEReportBytes, &s.QEReport)
	sig, err := in.take(64, "QE report signature")
	if err != nil {
		return err
	}
	copy(s.QEReportSig[:], sig)
	size, err := in.take(2, "QE authentication length")
	if err != nil {
		return err
	}
	n := int(binary.LittleEndian.Uint16(size))
	if n > maxQEAuth {
		return hallmark.Errorf(hallmark.Exhausted, "QE certification: %d bytes of authentication data, at most %d are read", n, maxQEAuth)
	}
	if s.QEAuth, err = in.take(n, "QE authentication data"); err != nil {
		return err
	}
	q.Auth = section[:signatureSize+enclaveReportSize+64+2+n]
	if s.Certification, s.CertificateData, err = in.certification(); err != nil {
		return err
	}
	if s.Certification != CertPCKChain {
		return hallmark.Errorf(hallmark.Unsupported, "QE certification: type %d, only 5 (PCK certificate chain) is judged; have the platform's PCCS supply the chain", s.Certification)
	}
	return in.end()
}

// decode fills a fixed-size struct from exactly as many bytes as it has.
func decode(b []byte, v any) {
	if n, err := binary.Decode(b, binary.LittleEndian, v); err != nil || n != len(b) {
		panic("dcap: layout of a fixed-size struct does not match its size")
	}
}

// Encode gives the wire form of a Header, TDReport or EnclaveReport.
func Encode[T Header | TDReport | EnclaveReport](v T) []byte {
	b, err := binary.Append(nil, binary.LittleEndian, v)
	if err != nil {
		panic("dcap: " + err.Error()) // the types above have fixed sizes
	}
	return b
}

// reader takes bytes off the front, never more than there are.
type reader struct {
	rest []byte
	what string
}

func (r *reader) take(n int, part string) ([]byte, error) {
	if n > len(r.rest) {
		return nil, hallmark.Errorf(hallmark.Invalid, "%s: %s needs %d bytes, %d are left", r.what, part, n, len(r.rest))
	}
	b := r.rest[:n:n]
	r.rest = r.rest[n:]
	return b, nil
}

// sized takes a u32 length of at most limit and as many bytes.
func (r *reader) sized(limit int, part string) ([]byte, error) {
	b, err := r.take(4, part+" length")
	if err != nil {
		return nil, err
	}
	n := binary.LittleEndian.Uint32(b)
	if uint64(n) > uint64(limit) {
		return nil, hallmark.Errorf(hallmark.Exhausted, "%s: %s of %d bytes, at most %d are read", r.what, part, n, limit)
	}
	return r.take(int(n), part)
}

func (r *reader) certification() (kind uint16, data []byte, err error) {
	b, err := r.take(2, "certification type")
	if err != nil {
		return 0, nil, err
	}
	data, err = r.sized(maxCertification, "certification data")
	return binary.LittleEndian.Uint16(b), data, err
}

func (r *reader) end() error {
	if len(r.rest) > 0 {
		return hallmark.Errorf(hallmark.Invalid, "%s: %d bytes too many", r.what, len(r.rest))
	}
	return nil
}
