package sim

import (
	"crypto/ecdsa"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"encoding/pem"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/dcap"
)

// intelQESigner is MRSIGNER of Intel's TD quoting enclave; the simulated one
// bears it so that no check needs an exception.
var intelQESigner = [32]byte{
	0xdc, 0x9e, 0x2a, 0x7c, 0x6f, 0x94, 0x8f, 0x17, 0x47, 0x4e, 0x34, 0xa7, 0xfc, 0x43, 0xed, 0x03,
	0x0f, 0x7c, 0x15, 0x63, 0xf1, 0xba, 0xbd, 0xdf, 0x63, 0x40, 0xc8, 0x2e, 0x0e, 0x54, 0xa8, 0xc5,
}

// intelSGXSigner is MRSIGNER of Intel's quoting enclave for SGX.
var intelSGXSigner = [32]byte{
	0x8c, 0x4f, 0x57, 0x75, 0xd7, 0x96, 0x50, 0x3e, 0x96, 0x13, 0x7f, 0x77, 0xc6, 0x8a, 0x82, 0x9a,
	0x00, 0x56, 0xac, 0x8d, 0xed, 0x70, 0x14, 0x0b, 0x08, 0x1b, 0x09, 0x44, 0x90, 0xc5, 0x7b, 0xff,
}

// DefaultTD is the report of a production TD on the simulated platform, before
// its measurements are filled in: MRTD, RTMR and MRCONFIGID are the caller's.
func DefaultTD() dcap.TDReport {
	td := dcap.TDReport{TEETCBSVN: TEETCBSVN, TDAttributes: dcap.SEPTVEDisable, XFAM: 0x602e7}
	copy(td.MRSEAM[:], "SIMULATED TDX MODULE")
	return td
}

// DefaultQE is the simulated quoting enclave's report without its report data.
func DefaultQE() dcap.EnclaveReport {
	r := dcap.EnclaveReport{CPUSVN: CPUSVN, MRSIGNER: intelQESigner, ISVProdID: 2, ISVSVN: QESVN}
	copy(r.MRENCLAVE[:], "SIMULATED QUOTING ENCLAVE")
	r.Attributes = [16]byte{0x15, 8: 0xe7} // INIT, MODE64, PROVISIONKEY
	return r
}

// DefaultEnclave is the report of a production enclave on the simulated
// platform, before its measurements are filled in.
func DefaultEnclave() dcap.EnclaveReport {
	return dcap.EnclaveReport{CPUSVN: CPUSVN, Attributes: [16]byte{0x05, 8: 0xe7}, ISVSVN: 1} // INIT, MODE64
}

// DefaultSGXQE is the report of the quoting enclave that serves enclaves.
func DefaultSGXQE() dcap.EnclaveReport {
	r := DefaultQE()
	r.MRSIGNER, r.ISVProdID = intelSGXSigner, 1
	return r
}

// Quote makes a complete TDX v4 quote over td with the given report data.
func (p *PKI) Quote(td dcap.TDReport, reportData [64]byte) ([]byte, error) {
	td.ReportData = reportData
	return p.Make(Forgery{TD: td, QE: DefaultQE()})
}

// Forgery is everything a quote is made of. Tests vary it to make quotes that
// a verifier must refuse; Quote makes the honest one.
type Forgery struct {
	Header  *dcap.Header // nil: the honest one, of version 3 for an Enclave, 5 with a TD15, else 4
	TD      dcap.TDReport
	TD15    *dcap.TD15Extension // makes the body a TDX 1.5 report
	Enclave *dcap.EnclaveReport // an SGX quote, instead of TD
	QE      dcap.EnclaveReport  // its report data is filled in unless Unbound
	// Unbound leaves the QE's report data as given.
	Unbound bool
	// Chain replaces the certification data: certificates in PEM, or with
	// another type whatever that has.
	Chain         []byte
	Certification uint16 // its type; 0: dcap.CertPCKChain
}

// body is header and report, with the body's type and size in version 5.
func (f Forgery) body() (head dcap.Header, body []byte) {
	head = dcap.Header{Version: dcap.VersionTDX4, KeyType: dcap.KeyECDSAP256, TEEType: dcap.TEETypeTDX, Vendor: dcap.IntelVendor}
	kind := dcap.BodyTD10
	report := dcap.Encode(f.TD)
	switch {
	case f.Enclave != nil:
		head.Version, head.TEEType, kind, report = dcap.VersionSGX3, dcap.TEETypeSGX, dcap.BodySGX, dcap.Encode(*f.Enclave)
	case f.TD15 != nil:
		head.Version, kind, report = dcap.VersionTDX5, dcap.BodyTD15, append(report, dcap.Encode(*f.TD15)...)
	}
	if f.Header != nil {
		head = *f.Header
	}
	body = dcap.Encode(head)
	if head.Version == dcap.VersionTDX5 {
		body = binary.LittleEndian.AppendUint16(body, uint16(kind))
		body = binary.LittleEndian.AppendUint32(body, uint32(len(report)))
	}
	return head, append(body, report...)
}

// Make assembles and signs a quote.
func (p *PKI) Make(f Forgery) ([]byte, error) {
	head, body := f.body()
	x, y := split(p.attestation)
	key := append(x[:], y[:]...)
	auth := []byte("SIMULATED QE AUTHENTICATION DATA")
	if !f.Unbound {
		bound := sha256.Sum256(append(append([]byte{}, key...), auth...))
		f.QE.ReportData = [64]byte{}
		copy(f.QE.ReportData[:], bound[:])
	}
	qe := dcap.Encode(f.QE)
	bodySig, err := rawSign(p.attestation, body)
	if err != nil {
		return nil, err
	}
	qeSig, err := rawSign(p.pck.key, qe)
	if err != nil {
		return nil, err
	}
	if f.Chain == nil {
		f.Chain = p.ChainPEM()
	}
	if f.Certification == 0 {
		f.Certification = dcap.CertPCKChain
	}
	le := binary.LittleEndian
	inner := append(qe, qeSig...)
	inner = append(le.AppendUint16(inner, uint16(len(auth))), auth...)
	inner = append(le.AppendUint32(le.AppendUint16(inner, f.Certification), uint32(len(f.Chain))), f.Chain...)
	section := append(bodySig, key...)
	if head.Version != dcap.VersionSGX3 {
		section = le.AppendUint32(le.AppendUint16(section, dcap.CertQEReport), uint32(len(inner)))
	}
	section = append(section, inner...)
	return append(le.AppendUint32(body, uint32(len(section))), section...), nil
}

// chain is the PEM form of certificates, leaf first.
func (p *PKI) chain(of ...authority) []byte {
	var out []byte
	for _, a := range of {
		out = append(out, pem.EncodeToMemory(&pem.Block{Type: blockCert, Bytes: a.cert.Raw})...)
	}
	return out
}

// rawSign is ECDSA over SHA-256 in the fixed r || s form.
func rawSign(key *ecdsa.PrivateKey, msg []byte) ([]byte, error) {
	digest := sha256.Sum256(msg)
	r, s, err := ecdsa.Sign(rand.Reader, key, digest[:])
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Internal, "simulation: sign: %w", err)
	}
	out := make([]byte, 64)
	r.FillBytes(out[:32])
	s.FillBytes(out[32:])
	return out, nil
}
