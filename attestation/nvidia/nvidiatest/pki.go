// Package nvidiatest makes GPU evidence for tests, under roots of its own:
// device chains, SPDM reports, reference measurements, revocation answers and
// NRAS tokens, in the form of NVIDIA's.
//
// It is for tests alone: nothing that it makes is believed by a verifier that
// was not given its roots, and every name says TEST.
package nvidiatest

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha512"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/pem"
	"fmt"
	"math/big"
	"time"

	"github.com/hallmark-tee/hallmark/attestation/nvidia"
)

// Forever is the end of validity of device certificates.
var Forever = time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC)

// Authority is a certificate and its key.
type Authority struct {
	Cert *x509.Certificate
	Key  *ecdsa.PrivateKey
}

// PKI is NVIDIA's, remade: a root for devices with two CAs below it, one for
// reference measurements with a signer's CA, and one for the remote service.
type PKI struct {
	Now time.Time // everything short-lived is made for this time

	Device, Identity, Provisioner Authority
	RIM, RIMIssuer, RIMSigner     Authority
	Service, ServiceIssuer        Authority
	ServiceKey                    Authority
}

// New makes a PKI for a time.
func New(now time.Time) *PKI {
	p := &PKI{Now: now}
	year := 365 * 24 * time.Hour
	p.Device = root("TEST Device Identity CA", now)
	p.Identity = p.Device.CA("TEST GH100 Identity", now.Add(-year), Forever)
	p.Provisioner = p.Identity.CA("TEST GH100 Provisioner ICA 1", now.Add(-year), Forever)
	p.RIM = root("TEST CoRIM signing Root CA", now)
	p.RIMIssuer = p.RIM.CA("TEST CoRIM signing CA", now.Add(-year), now.Add(10*year))
	p.RIMSigner = p.RIMIssuer.Leaf("TEST RIM Signer", now.Add(-year), now.Add(year))
	p.Service = root("TEST Attestation Service CA", now)
	p.ServiceIssuer = p.Service.CA("TEST Attestation Service Intermediate", now.Add(-year), now.Add(year))
	p.ServiceKey = p.ServiceIssuer.Leaf("TEST Attestation Service Key", now.Add(-24*time.Hour), now.Add(24*time.Hour))
	return p
}

// Roots are what a verifier must pin to believe this PKI.
func (p *PKI) Roots() nvidia.Roots {
	key := func(a Authority) nvidia.Key {
		k, ok := nvidia.KeyOf(a.Cert)
		must(ok, "a root is not of P-384")
		return k
	}
	return nvidia.Roots{Device: key(p.Device), RIM: key(p.RIM), Service: key(p.Service)}
}

func must(ok bool, format string, args ...any) {
	if !ok {
		panic("nvidiatest: " + fmt.Sprintf(format, args...))
	}
}

func newKey() *ecdsa.PrivateKey {
	key, err := ecdsa.GenerateKey(elliptic.P384(), rand.Reader)
	must(err == nil, "%v", err)
	return key
}

func newSerial() *big.Int {
	b := make([]byte, 16)
	_, err := rand.Read(b)
	must(err == nil, "%v", err)
	b[0] |= 0x40
	return new(big.Int).SetBytes(b)
}

func authority(name string, from, to time.Time) *x509.Certificate {
	return &x509.Certificate{
		SerialNumber: newSerial(), Subject: pkix.Name{CommonName: name, Organization: []string{"Hallmark TEST"}},
		NotBefore: from, NotAfter: to, IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageCRLSign,
	}
}

func root(name string, now time.Time) Authority {
	t := authority(name, now.AddDate(-4, 0, 0), now.AddDate(26, 0, 0))
	a := Authority{Cert: t, Key: newKey()}
	return a.issue(t, a.Key)
}

// Impostor is a root of the same name under another key.
func (a Authority) Impostor() Authority {
	t := authority(a.Cert.Subject.CommonName, a.Cert.NotBefore, a.Cert.NotAfter)
	b := Authority{Cert: t, Key: newKey()}
	return b.issue(t, b.Key)
}

// CA issues a CA.
func (a Authority) CA(name string, from, to time.Time) Authority {
	return a.issue(authority(name, from, to), newKey())
}

// Leaf issues a certificate that signs and issues nothing.
func (a Authority) Leaf(name string, from, to time.Time) Authority {
	t := authority(name, from, to)
	t.IsCA, t.KeyUsage = false, x509.KeyUsageDigitalSignature
	return a.issue(t, newKey())
}

// Issue issues a certificate as the template says, for a new key.
func (a Authority) Issue(template *x509.Certificate) Authority {
	template.SerialNumber = newSerial()
	return a.issue(template, newKey())
}

func (a Authority) issue(t *x509.Certificate, key *ecdsa.PrivateKey) Authority {
	t.SignatureAlgorithm = x509.ECDSAWithSHA384
	der, err := x509.CreateCertificate(rand.Reader, t, a.Cert, &key.PublicKey, a.Key)
	must(err == nil, "%v", err)
	cert, err := x509.ParseCertificate(der)
	must(err == nil, "%v", err)
	return Authority{Cert: cert, Key: key}
}

// sign gives r || s by SHA-384.
func (a Authority) sign(message []byte) []byte {
	digest := sha512.Sum384(message)
	r, s, err := ecdsa.Sign(rand.Reader, a.Key, digest[:])
	must(err == nil, "%v", err)
	out := make([]byte, 96)
	r.FillBytes(out[:48])
	s.FillBytes(out[48:])
	return out
}

// PEM writes certificates one after the other.
func PEM(certs ...*x509.Certificate) []byte {
	var b bytes.Buffer
	for _, c := range certs {
		must(pem.Encode(&b, &pem.Block{Type: "CERTIFICATE", Bytes: c.Raw}) == nil, "pem")
	}
	return b.Bytes()
}

// fwidExtension is the DICE extension of Hopper: SEQUENCE { version, SEQUENCE {
// SHA-384, firmware id } }.
func fwidExtension(fwid []byte) pkix.Extension {
	value, err := asn1.Marshal(struct {
		Version int
		ID      struct {
			Algorithm asn1.ObjectIdentifier
			Digest    []byte
		}
	}{1, struct {
		Algorithm asn1.ObjectIdentifier
		Digest    []byte
	}{asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 2}, fwid}})
	must(err == nil, "%v", err)
	return pkix.Extension{Id: asn1.ObjectIdentifier{2, 23, 133, 5, 4, 1}, Value: value}
}
