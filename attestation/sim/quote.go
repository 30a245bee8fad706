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

// Quote makes a complete TDX v4 quote over td with the given report data.
func (p *PKI) Quote(td dcap.TDReport, reportData [64]byte) ([]byte, error) {
	td.ReportData = reportData
	return p.Make(Forgery{TD: td, QE: DefaultQE()})
}

// Forgery is everything a quote is made of. Tests vary it to make quotes that
// a verifier must refuse; Quote makes the honest one.
type Forgery struct {
	Header *dcap.Header // nil: the honest one
	TD     dcap.TDReport
	QE     dcap.EnclaveReport // its report data is filled in unless Unbound
	// Unbound leaves the QE's report data as given.
	Unbound bool
	// Chain replaces the certificates, PEM.
	Chain []byte
}

// Make assembles and signs a quote.
func (p *PKI) Make(f Forgery) ([]byte, error) {
	head := dcap.Header{Version: dcap.VersionTDX4, KeyType: dcap.KeyECDSAP256, TEEType: dcap.TEETypeTDX, Vendor: dcap.IntelVendor}
	if f.Header != nil {
		head = *f.Header
	}
	body := append(dcap.Encode(head), dcap.Encode(f.TD)...)
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
	le := binary.LittleEndian
	inner := append(qe, qeSig...)
	inner = append(le.AppendUint16(inner, uint16(len(auth))), auth...)
	inner = append(le.AppendUint32(le.AppendUint16(inner, dcap.CertPCKChain), uint32(len(f.Chain))), f.Chain...)
	section := append(bodySig, key...)
	section = append(le.AppendUint32(le.AppendUint16(section, dcap.CertQEReport), uint32(len(inner))), inner...)
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
