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
	maxQEAuth        = 1024
	maxTrailingZeros = 16 << 10
)

// Versions of the quote format.
const (
	VersionSGX3 = 3
	VersionTDX4 = 4 // also heads SGX quotes, by TEE type
	VersionTDX5 = 5 // says the type and size of its body
)

// KeyECDSAP256 is the one attestation key type judged.
const KeyECDSAP256 = 2

// TEE types.
const (
	TEETypeSGX = 0
	TEETypeTDX = 0x81
)

// BodyType says what the body of a quote is; version 5 writes it down, the
// others imply it.
type BodyType uint16

// The bodies (Intel TDX DCAP Quoting Library API, appendix A.4).
const (
	BodySGX  BodyType = 1
	BodyTD10 BodyType = 2
	BodyTD15 BodyType = 3
)

// Types of certification data (A.3, "QE certification data").
const (
	CertPPID        = 1 // types 1 to 3 name the platform without certificates
	CertPPIDRSA3072 = 3
	CertPCKChain    = 5
	CertQEReport    = 6
)

// Sizes of the parts (Intel TDX DCAP Quoting Library API, appendix A).
const (
	headerSize        = 48
	tdReportSize      = 584
	td15ReportSize    = 648
	enclaveReportSize = 384
	bodyHeaderSize    = 6 // type and size of a version 5 body
	signatureSize     = 64 + 64 + 6
	// BodySize is the length of what the attestation key signs in a TDX quote
	// of version 4.
	BodySize = headerSize + tdReportSize
)

// IntelVendor is the QE vendor id of Intel's quoting enclaves.
var IntelVendor = [16]byte{0x93, 0x9a, 0x72, 0x33, 0xf7, 0x9c, 0x4c, 0xa9, 0x94, 0x0a, 0x0d, 0xb3, 0x95, 0x7f, 0x06, 0x07}

// Header starts every quote. Integers are little-endian on the wire.
type Header struct {
	Version  uint16
	KeyType  uint16
	TEEType  uint32  // reserved, zero, in version 3
	Reserved [4]byte // QE and PCE SVN in SGX quotes; not judged, the QE's report says it under signature
	Vendor   [16]byte
	UserData [20]byte
}

// Signature is the signature section of a quote.
type Signature struct {
	Quote           [64]byte // r || s over header and body
	AttestationKey  [64]byte // x || y
	QEReport        EnclaveReport
	QEReportBytes   []byte
	QEReportSig     [64]byte // r || s by the PCK key
	QEAuth          []byte
	Certification   uint16 // CertPCKChain, or CertPPID to CertPPIDRSA3072
	CertificateData []byte
}

// Quote is a parsed quote. The slices alias the input.
type Quote struct {
	Header    Header
	Body      BodyType
	TD        TDReport      // of TDX quotes
	TD15      TD15Extension // of TDX quotes with a BodyTD15
	Enclave   EnclaveReport // of SGX quotes
	Signed    []byte        // what the attestation key signs
	Signature Signature
	Auth      []byte // the signature section up to the certification data, as AttestationRegistry.register takes it
	Trailing  []byte // what follows the quote
}

// SGX reports whether it is an enclave's quote, not a TD's.
func (q *Quote) SGX() bool { return q.Body == BodySGX }

// ReportData is what the TD or enclave bound into its report.
func (q *Quote) ReportData() [64]byte {
	if q.SGX() {
		return q.Enclave.ReportData
	}
	return q.TD.ReportData
}

// Parse reads a quote and refuses everything that is not exactly an SGX quote
// of version 3, or an SGX or TDX quote of version 4 or 5, with an ECDSA P-256
// key: kind Invalid when malformed, Exhausted above a limit, Unsupported for
// other known forms. Bytes behind the quote are CheckTrailing's.
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
	if q.Body, err = q.Header.body(); err != nil {
		return nil, err
	}
	if q.Header.Version == VersionTDX5 {
		if err := q.bodyHeader(&r); err != nil {
			return nil, err
		}
	}
	if err := q.parseBody(&r); err != nil {
		return nil, err
	}
	q.Signed = raw[: len(raw)-len(r.rest) : len(raw)-len(r.rest)]
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

// body checks a header and gives the body that it implies; for version 5 that
// is only whether a TD or an enclave speaks.
func (h Header) body() (BodyType, error) {
	switch {
	case h.Version < VersionSGX3 || h.Version > VersionTDX5:
		return 0, hallmark.Errorf(hallmark.Invalid, "quote: version %d is unknown, want 3 (SGX), 4 or 5; are these the bytes of a quote, not its hex or a report?", h.Version)
	case h.KeyType != KeyECDSAP256:
		return 0, hallmark.Errorf(hallmark.Unsupported, "quote: attestation key type %d, only 2 (ECDSA P-256) is judged", h.KeyType)
	case h.TEEType == TEETypeSGX:
		return BodySGX, nil
	case h.Version == VersionSGX3:
		return 0, hallmark.Errorf(hallmark.Invalid, "quote: version 3 is SGX's, but its reserved field, the TEE type of later versions, is 0x%x", h.TEEType)
	case h.TEEType != TEETypeTDX:
		return 0, hallmark.Errorf(hallmark.Invalid, "quote: TEE type 0x%x is unknown, want 0 (SGX) or 0x81 (TDX)", h.TEEType)
	}
	return BodyTD10, nil
}

var bodySizes = map[BodyType]uint32{BodySGX: enclaveReportSize, BodyTD10: tdReportSize, BodyTD15: td15ReportSize}

// bodyHeader reads type and size of a version 5 body; both must agree with
// each other and with the TEE type.
func (q *Quote) bodyHeader(r *reader) error {
	b, err := r.take(bodyHeaderSize, "body type and size")
	if err != nil {
		return err
	}
	kind, size := BodyType(binary.LittleEndian.Uint16(b)), binary.LittleEndian.Uint32(b[2:])
	want, known := bodySizes[kind]
	switch {
	case !known:
		return hallmark.Errorf(hallmark.Invalid, "quote: body type %d is unknown, want 1 (SGX), 2 (TD 1.0) or 3 (TD 1.5)", kind)
	case (kind == BodySGX) != (q.Body == BodySGX):
		return hallmark.Errorf(hallmark.Invalid, "quote: body type %d does not fit TEE type 0x%x", kind, q.Header.TEEType)
	case size != want:
		return hallmark.Errorf(hallmark.Invalid, "quote: a body of type %d has %d bytes, the quote says %d", kind, want, size)
	}
	q.Body = kind
	return nil
}

func (q *Quote) parseBody(r *reader) error {
	body, err := r.take(int(bodySizes[q.Body]), "report")
	switch {
	case err != nil:
		return err
	case q.Body == BodySGX:
		decode(body, &q.Enclave)
		return nil
	}
	decode(body[:tdReportSize], &q.TD)
	if q.Body == BodyTD15 {
		decode(body[tdReportSize:], &q.TD15)
	}
	return nil
}

// CheckTrailing refuses bytes behind the quote unless they are zero: buffers
// are handed over padded in the wild.
func (q *Quote) CheckTrailing() error {
	if n := len(q.Trailing); strings.Trim(string(q.Trailing), "\x00") != "" {
		return hallmark.Errorf(hallmark.Tampered, "%d bytes follow the quote that are not all zero; cut the file to the quote", n)
	} else if n > maxTrailingZeros {
		return hallmark.Errorf(hallmark.Exhausted, "%d zero bytes follow the quote, at most %d are read", n, maxTrailingZeros)
	}
	return nil
}

// parseSignature reads the section of an ECDSA quote. Versions 4 and 5 wrap
// the QE's report into certification data of type 6; version 3 has it bare.
// Lengths must nest exactly.
func (q *Quote) parseSignature(section []byte) error {
	s := &q.Signature
	r := reader{section, "quote signature"}
	fixed, err := r.take(signatureSize-6, "signature and attestation key")
	if err != nil {
		return err
	}
	copy(s.Quote[:], fixed)
	copy(s.AttestationKey[:], fixed[64:])
	in := r
	if q.Header.Version != VersionSGX3 {
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
		in = reader{outer, "QE certification"}
	}
	if err := s.parseQE(&in); err != nil {
		return err
	}
	certified := len(in.rest)
	if s.Certification, s.CertificateData, err = in.certification(); err != nil {
		return err
	}
	q.Auth = section[: len(section)-certified : len(section)-certified]
	if t := s.Certification; t != CertPCKChain && (t < CertPPID || t > CertPPIDRSA3072) {
		return hallmark.Errorf(hallmark.Unsupported, "QE certification: data of type %d, want 5 (PCK certificate chain) or 1 to 3 (PPID)", t)
	}
	return in.end()
}

// parseQE reads the QE's report, the PCK key's signature over it and the QE's
// authentication data.
func (s *Signature) parseQE(in *reader) error {
	var err error
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
	s.QEAuth, err = in.take(n, "QE authentication data")
	return err
}
