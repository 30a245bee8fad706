package sim

import (
	"crypto/sha1"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"io"
	"math/big"
	"strings"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/dcap"
)

// The simulation's platform: one type, one level, up to date. The contract's
// floors for simulated platforms are these.
var (
	FMSPC      = [6]byte{'S', 'I', 'M'}
	Components = [16]byte{3, 3, 2, 2, 4, 1, 0, 5}
	CPUSVN     = [16]byte{3, 3, 2, 2, 4, 1, 0, 5}
	TEETCBSVN  = [16]byte{6, 1, 3} // TDX module 1.6 and its late microcode
)

// SVNs of the simulated PCE and quoting enclave.
const (
	PCESVN = 13
	QESVN  = 6
)

// Certificates need no clock: they hold for as long as Intel's root does.
var (
	notBefore = time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	notAfter  = time.Date(2049, 12, 31, 23, 59, 59, 0, time.UTC)
)

type extension = pkix.Extension

// The extensions that Intel's certificates carry, in Intel's order: authority
// key id, CRL distribution, subject key id, key usage, basic constraints, SGX.
var (
	oidAuthorityKey     = asn1.ObjectIdentifier{2, 5, 29, 35}
	oidCRLDistribution  = asn1.ObjectIdentifier{2, 5, 29, 31}
	oidSubjectKey       = asn1.ObjectIdentifier{2, 5, 29, 14}
	oidKeyUsage         = asn1.ObjectIdentifier{2, 5, 29, 15}
	oidBasicConstraints = asn1.ObjectIdentifier{2, 5, 29, 19}
)

var (
	usageSign   = asn1.BitString{Bytes: []byte{0xc0}, BitLength: 2} // digitalSignature, nonRepudiation
	usageIssuer = asn1.BitString{Bytes: []byte{0x06}, BitLength: 7} // keyCertSign, cRLSign
)

type basicConstraints struct {
	CA      bool `asn1:"optional"`
	PathLen int  `asn1:"optional,default:-1"`
}

// issue makes one certificate in Intel's profile: version 3, ecdsa-with-SHA256,
// uncompressed P-256, UTCTime, the names in Intel's order.
func issue(rand io.Reader, name string, subject, issuer *authority, extensions func(s, i *authority) ([]extension, error)) (*x509.Certificate, error) {
	ext, err := extensions(subject, issuer)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Internal, "simulation: encode extensions: %w", err)
	}
	subjectName, err := distinguished(name)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Internal, "simulation: encode name: %w", err)
	}
	serial := new(big.Int).SetBytes(append([]byte{0x22}, keyID(subject)...)[:19])
	template := &x509.Certificate{
		SerialNumber: serial, RawSubject: subjectName, NotBefore: notBefore, NotAfter: notAfter,
		SignatureAlgorithm: x509.ECDSAWithSHA256, ExtraExtensions: ext,
	}
	parent := template
	if issuer.cert != nil {
		parent = issuer.cert
	}
	der, err := x509.CreateCertificate(rand, template, parent, subject.key.Public(), issuer.key)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Internal, "simulation: issue %s: %w", name, err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Internal, "simulation: %s: %w", name, err)
	}
	return cert, nil
}

// distinguished encodes CN, O, L, ST, C, each a UTF8String but the country.
func distinguished(cn string) ([]byte, error) {
	organisation := "Hallmark"
	if !strings.HasPrefix(cn, organisation) {
		organisation += " tests"
	}
	var rdn []pkix.RelativeDistinguishedNameSET
	for _, a := range []struct {
		id   int
		text string
		tag  int
	}{{3, cn, asn1.TagUTF8String}, {10, organisation, asn1.TagUTF8String}, {7, "Nowhere", asn1.TagUTF8String},
		{8, "NA", asn1.TagUTF8String}, {6, "XX", asn1.TagPrintableString}} {
		rdn = append(rdn, pkix.RelativeDistinguishedNameSET{{
			Type:  asn1.ObjectIdentifier{2, 5, 4, a.id},
			Value: asn1.RawValue{Tag: a.tag, Bytes: []byte(a.text)},
		}})
	}
	return asn1.Marshal(rdn)
}

// keyID is the RFC 5280 key identifier, method 1.
func keyID(a *authority) []byte {
	x, y := split(a.key)
	id := sha1.Sum(append(append([]byte{4}, x[:]...), y[:]...))
	return id[:]
}

func common(subject, issuer *authority, crl string, usage asn1.BitString, constraints basicConstraints) ([]extension, error) {
	var out []extension
	var failed error
	add := func(id asn1.ObjectIdentifier, critical bool, v any) {
		der, err := asn1.Marshal(v)
		if err != nil {
			failed = err
		}
		out = append(out, extension{Id: id, Critical: critical, Value: der})
	}
	context := func(tag int, compound bool, b []byte) asn1.RawValue {
		return asn1.RawValue{Class: asn1.ClassContextSpecific, Tag: tag, IsCompound: compound, Bytes: b}
	}
	uri, err := asn1.Marshal(context(6, false, []byte(crl)))
	if err != nil {
		return nil, err
	}
	fullName, err := asn1.Marshal(context(0, true, uri))
	if err != nil {
		return nil, err
	}
	add(oidAuthorityKey, false, []asn1.RawValue{context(0, false, keyID(issuer))})
	add(oidCRLDistribution, false, [][]asn1.RawValue{{context(0, true, fullName)}})
	add(oidSubjectKey, false, keyID(subject))
	add(oidKeyUsage, true, usage)
	add(oidBasicConstraints, true, constraints)
	return out, failed
}

// Where a simulation's revocation lists would be fetched; they travel in the
// evidence instead, and the name never resolves (RFC 6761).
const (
	rootCRL = "https://simulation.hallmark.invalid/root.crl"
	pckCRL  = "https://simulation.hallmark.invalid/pck.crl"
)

func caExtensions(pathLen int) func(s, i *authority) ([]extension, error) {
	return func(s, i *authority) ([]extension, error) {
		return common(s, i, rootCRL, usageIssuer, basicConstraints{CA: true, PathLen: pathLen})
	}
}

func signerExtensions(s, i *authority) ([]extension, error) {
	return common(s, i, rootCRL, usageSign, basicConstraints{PathLen: -1})
}

func pckExtensions(s, i *authority) ([]extension, error) {
	out, err := common(s, i, pckCRL, usageSign, basicConstraints{PathLen: -1})
	if err != nil {
		return nil, err
	}
	sgx, err := sgxExtension()
	return append(out, extension{Id: dcap.OIDSGX, Value: sgx}), err
}

type field struct {
	ID    asn1.ObjectIdentifier
	Value any
}

// sgxExtension encodes PPID, TCB, PCEID, FMSPC, SGX type, platform instance
// and configuration, as the certificates of multi-package platforms have them.
func sgxExtension() ([]byte, error) {
	oid := func(tail ...int) asn1.ObjectIdentifier { return append(dcap.OIDSGX[:7:7], tail...) }
	var tcb []field
	for i, svn := range Components {
		tcb = append(tcb, field{oid(2, i+1), int(svn)})
	}
	tcb = append(tcb, field{oid(2, 17), PCESVN}, field{oid(2, 18), CPUSVN[:]})
	return asn1.Marshal([]field{
		{oid(1), []byte("SIMULATED PPID!!")},
		{oid(2), tcb},
		{oid(3), []byte{0, 0}},
		{oid(4), FMSPC[:]},
		{oid(5), asn1.Enumerated(1)},
		{oid(6), []byte("SIMULATED HOST!!")},
		{oid(7), []field{{oid(7, 1), true}, {oid(7, 2), true}, {oid(7, 3), true}}},
	})
}
