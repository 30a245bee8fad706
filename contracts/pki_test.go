package contracts_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/binary"
	"encoding/hex"
	"encoding/pem"
	"math/big"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/crypto"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/contracts"
)

// pki is a simulated copy of Intel's hierarchy with one platform.
type pki struct {
	root, ca, pck, attestation *ecdsa.PrivateKey
	rootCert, caCert, leafCert *x509.Certificate
}

var (
	oidSGX      = asn1.ObjectIdentifier{1, 2, 840, 113741, 1, 13, 1}
	simFMSPC    = [6]byte{0x51, 0x4d, 0, 0, 0, 1}
	simTCB      = [16]byte{2, 2, 2, 2, 3, 1, 0, 5, 200, 0, 0, 0, 0, 0, 0, 0}
	simTEETCB   = [16]byte{6, 1, 3}
	simPCESVN   = 13
	simQESVN    = uint16(6)
	simFloor    = contracts.Floor{FMSPC: simFMSPC, Kind: contracts.KindSimTDX, CPUSVN: simTCB, TEETCB: simTEETCB, PCESVN: 13, QESVN: 6}
	qeSigner, _ = hex.DecodeString("dc9e2a7c6f948f17474e34a7fc43ed030f7c1563f1babddf6340c82e0e54a8c5")
)

func newPKI(t testing.TB) *pki {
	t.Helper()
	p := &pki{root: p256Key(t), ca: p256Key(t), pck: p256Key(t), attestation: p256Key(t)}
	p.rootCert = p.issue(t, caTemplate("Simulated SGX Root CA"), nil, p.root, p.root)
	p.caCert = p.issue(t, caTemplate("Simulated SGX PCK Platform CA"), p.rootCert, p.ca, p.root)
	p.leafCert = p.issue(t, leafTemplate(t), p.caCert, p.pck, p.ca)
	return p
}

func p256Key(t testing.TB) *ecdsa.PrivateKey {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func serial() *big.Int {
	b := make([]byte, 20)
	if _, err := rand.Read(b); err != nil {
		panic(err)
	}
	b[0] = b[0]&0x7f | 1
	return new(big.Int).SetBytes(b)
}

func caTemplate(name string) *x509.Certificate {
	return &x509.Certificate{
		SerialNumber: serial(), Subject: pkix.Name{CommonName: name, Organization: []string{"Simulation"}},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Date(2049, 12, 31, 23, 59, 59, 0, time.UTC),
		BasicConstraintsValid: true, IsCA: true, KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageCRLSign,
		CRLDistributionPoints: []string{"https://example.org/root.der"},
	}
}

func leafTemplate(t testing.TB) *x509.Certificate {
	return &x509.Certificate{
		SerialNumber: serial(), Subject: pkix.Name{CommonName: "Simulated SGX PCK Certificate"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(7 * 365 * 24 * time.Hour),
		BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageContentCommitment,
		CRLDistributionPoints: []string{"https://example.org/pck.crl"},
		ExtraExtensions:       []pkix.Extension{{Id: oidSGX, Value: sgxExtension(t, simTCB, simPCESVN, simFMSPC)}},
	}
}

func (p *pki) issue(t testing.TB, template, parent *x509.Certificate, key, signer *ecdsa.PrivateKey) *x509.Certificate {
	t.Helper()
	if parent == nil {
		parent = template
	}
	der, err := x509.CreateCertificate(rand.Reader, template, parent, &key.PublicKey, signer)
	if err != nil {
		t.Fatal(err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return cert
}

// sgxExtension lays out Intel's PCK extension.
func sgxExtension(t testing.TB, svns [16]byte, pceSVN int, fmspc [6]byte) []byte {
	t.Helper()
	sub := func(arcs ...int) asn1.ObjectIdentifier {
		return append(append(asn1.ObjectIdentifier{}, oidSGX...), arcs...)
	}
	type number struct {
		ID    asn1.ObjectIdentifier
		Value int
	}
	type octets struct {
		ID    asn1.ObjectIdentifier
		Value []byte
	}
	var tcb []any
	for i, v := range svns {
		tcb = append(tcb, number{sub(2, i+1), int(v)})
	}
	tcb = append(tcb, number{sub(2, 17), pceSVN}, octets{sub(2, 18), make([]byte, 16)})
	type sequence struct {
		ID    asn1.ObjectIdentifier
		Value asn1.RawValue
	}
	return concat(t, octets{sub(1), make([]byte, 16)}, sequence{sub(2), asn1.RawValue{FullBytes: concat(t, tcb...)}},
		octets{sub(3), make([]byte, 2)}, octets{sub(4), fmspc[:]}, struct {
			ID    asn1.ObjectIdentifier
			Value asn1.Enumerated
		}{sub(5), 1})
}

// concat encodes the elements of one SEQUENCE.
func concat(t testing.TB, elements ...any) []byte {
	t.Helper()
	var content []byte
	for _, e := range elements {
		der, err := asn1.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		content = append(content, der...)
	}
	der, err := asn1.Marshal(asn1.RawValue{Class: asn1.ClassUniversal, Tag: asn1.TagSequence, IsCompound: true, Bytes: content})
	if err != nil {
		t.Fatal(err)
	}
	return der
}

// claim is what a quote's report data says.
type claim struct {
	signer      hallmark.Address
	registry    hallmark.Address
	chainID     uint64
	block       uint64
	blockHash   hallmark.Digest
	runtimeData []byte
}

func (c claim) reportData() (out [64]byte) {
	runtime := sha256.Sum256(c.runtimeData)
	h := sha256.New()
	h.Write([]byte("hallmark v1"))
	h.Write(binary.BigEndian.AppendUint64(nil, c.chainID))
	h.Write(c.registry[:])
	h.Write(c.blockHash[:])
	h.Write(runtime[:])
	copy(out[:], c.signer[:])
	h.Sum(out[20:20])
	binary.BigEndian.PutUint32(out[52:], 1)
	binary.BigEndian.PutUint64(out[56:], c.block)
	return out
}

// quote makes a whole TDX v4 quote; edit may change body and QE report before
// they are signed.
func (p *pki) quote(t testing.TB, c claim, edit func(body, qe []byte)) []byte {
	t.Helper()
	body := make([]byte, 632)
	copy(body, []byte{4, 0, 2, 0, 0x81})
	copy(body[48:], simTEETCB[:])
	body[171] = 0x10 // SEPT_VE_DISABLE
	copy(body[184:], "MRTD of the test")
	copy(body[232:], "MRCONFIGID of the test")
	for i := range 3 {
		copy(body[376+48*i:], []byte{'R', 'T', 'M', 'R', byte('0' + i)})
	}
	report := c.reportData()
	copy(body[568:], report[:])

	point, err := p.attestation.PublicKey.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	data := make([]byte, 32)
	binding := sha256.Sum256(append(point[1:], data...))
	qe := make([]byte, 384)
	qe[48] = 0x15
	copy(qe[128:], qeSigner)
	binary.LittleEndian.PutUint16(qe[256:], 2)
	binary.LittleEndian.PutUint16(qe[258:], simQESVN)
	copy(qe[320:], binding[:])
	if edit != nil {
		edit(body, qe)
	}

	chain := append(pemOf(p.leafCert), append(pemOf(p.caCert), pemOf(p.rootCert)...)...)
	auth := append(sign(t, p.attestation, body), point[1:]...)
	inner := append(append([]byte{}, qe...), sign(t, p.pck, qe)...)
	inner = binary.LittleEndian.AppendUint16(inner, uint16(len(data)))
	inner = append(inner, data...)
	inner = binary.LittleEndian.AppendUint16(inner, 5)
	inner = binary.LittleEndian.AppendUint32(inner, uint32(len(chain)))
	inner = append(inner, chain...)
	auth = binary.LittleEndian.AppendUint16(auth, 6)
	auth = binary.LittleEndian.AppendUint32(auth, uint32(len(inner)))
	auth = append(auth, inner...)
	return append(binary.LittleEndian.AppendUint32(body, uint32(len(auth))), auth...)
}

func sign(t testing.TB, key *ecdsa.PrivateKey, message []byte) []byte {
	t.Helper()
	digest := sha256.Sum256(message)
	r, s, err := ecdsa.Sign(rand.Reader, key, digest[:])
	if err != nil {
		t.Fatal(err)
	}
	out := make([]byte, 64)
	r.FillBytes(out[:32])
	s.FillBytes(out[32:])
	return out
}

func pemOf(c *x509.Certificate) []byte {
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: c.Raw})
}

// measurementOf mirrors TdxQuote.measurement.
func measurementOf(kind uint8, body []byte) hallmark.Digest {
	var k [32]byte
	k[31] = kind
	return hallmark.Digest(crypto.Keccak256(k[:], body[184:232], body[376:520], body[232:280]))
}
