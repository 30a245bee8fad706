package endorsement

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/asn1"
	"encoding/hex"
	"encoding/pem"
	"math/big"
	"time"

	"github.com/hallmark-tee/hallmark"
)

// Platform is what a quote's certificates say about where it was made.
type Platform struct {
	TDX      bool // else SGX
	FMSPC    [6]byte
	CA, Root *x509.Certificate // the PCK's issuer and the root above it; nil where the quote has none
}

// Pick gives the endorsements for a platform at a time. Of several of a kind it
// takes the one in date with the greatest evaluation number, else the newest;
// of TCB infos for other platforms it gives one when there is none for this,
// so that the verdict names the mismatch. What is absent stays empty.
func (s *Set) Pick(p Platform, at time.Time) hallmark.Endorsements {
	var e hallmark.Endorsements
	tcbID, qeID := "SGX", "QE"
	if p.TDX {
		tcbID, qeID = "TDX", "TD_QE"
	}
	want := hex.EncodeToString(p.FMSPC[:])
	if t := best(s.tcb, at, func(x statement) int { return 2*one(x.fmspc == want) + one(x.id == tcbID) }); t != nil {
		e.TCBInfo, e.TCBInfoChain = t.raw, s.chainOf(*t, p.Root, at)
	}
	if q := best(s.qe, at, func(x statement) int { return one(x.id == qeID) }); q != nil {
		e.QEIdentity, e.QEIdentityChain = q.raw, s.chainOf(*q, p.Root, at)
	}
	e.PCKCRL, e.RootCRL = s.list(p.CA, at), s.list(p.Root, at)
	return e
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

// best orders by fitness, then by being in date, then by evaluation number,
// then by age, and last by the bytes, so that the order of files plays no part.
func best(all []statement, at time.Time, fit func(statement) int) *statement {
	var top *statement
	for i := range all {
		x := &all[i]
		if top == nil || better(*x, *top, at, fit) {
			top = x
		}
	}
	return top
}

func better(x, y statement, at time.Time, fit func(statement) int) bool {
	if a, b := fit(x), fit(y); a != b {
		return a > b
	}
	a, b := one(inDate(x.issued, x.next, at)), one(inDate(y.issued, y.next, at))
	if a != b {
		return a > b
	}
	if a == 1 && x.evaluation != y.evaluation {
		return x.evaluation > y.evaluation
	}
	if !x.issued.Equal(y.issued) {
		return x.issued.After(y.issued)
	}
	return bytes.Compare(x.raw, y.raw) < 0
}

func inDate(from, to, at time.Time) bool { return !at.Before(from) && at.Before(to) }

// chainOf finds the certificate that signed a statement and the root above it,
// as PEM. A statement that no certificate here signed gets some TCB signing
// certificate, so that the verifier says what is wrong.
func (s *Set) chainOf(x statement, root *x509.Certificate, at time.Time) []byte {
	var signer *x509.Certificate
	score := func(c *x509.Certificate) int {
		return 4*one(signed(x, c)) + 2*one(inDate(c.NotBefore, c.NotAfter, at)) + one(root != nil && bytes.Equal(c.RawIssuer, root.RawSubject))
	}
	for _, c := range s.certs {
		if c.IsCA || !p256(c) {
			continue
		}
		if signer == nil || score(c) > score(signer) || score(c) == score(signer) && bytes.Compare(c.Raw, signer.Raw) < 0 {
			signer = c
		}
	}
	if signer == nil {
		return nil
	}
	above := root
	for _, c := range s.certs {
		if bytes.Equal(c.RawSubject, signer.RawIssuer) && signer.CheckSignatureFrom(c) == nil {
			above = c
		}
	}
	chain := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: signer.Raw})
	if above != nil {
		chain = append(chain, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: above.Raw})...)
	}
	return chain
}

func p256(c *x509.Certificate) bool {
	key, ok := c.PublicKey.(*ecdsa.PublicKey)
	return ok && key.Params().BitSize == 256
}

func signed(x statement, c *x509.Certificate) bool {
	key, ok := c.PublicKey.(*ecdsa.PublicKey)
	if !ok || len(x.signature) != 64 {
		return false
	}
	sum := sha256.Sum256(x.signed)
	return ecdsa.Verify(key, sum[:], new(big.Int).SetBytes(x.signature[:32]), new(big.Int).SetBytes(x.signature[32:]))
}

// list finds the revocation list of a CA.
func (s *Set) list(ca *x509.Certificate, at time.Time) []byte {
	var top *x509.RevocationList
	if ca == nil {
		return nil
	}
	for _, l := range s.crls {
		if !bytes.Equal(l.RawIssuer, ca.RawSubject) {
			continue
		}
		if top == nil {
			top = l
			continue
		}
		a, b := inDate(l.ThisUpdate, l.NextUpdate, at), inDate(top.ThisUpdate, top.NextUpdate, at)
		if a != b && a || a == b && (l.ThisUpdate.After(top.ThisUpdate) || l.ThisUpdate.Equal(top.ThisUpdate) && bytes.Compare(l.Raw, top.Raw) < 0) {
			top = l
		}
	}
	if top == nil {
		return nil
	}
	return top.Raw
}

// IsOCSP recognises an OCSP response (RFC 6960, 4.2.1) by its first members.
func IsOCSP(der []byte) bool {
	var r struct {
		Status asn1.Enumerated
		Bytes  struct {
			Type asn1.ObjectIdentifier
			Body []byte
		} `asn1:"explicit,tag:0,optional"`
	}
	rest, err := asn1.Unmarshal(der, &r)
	return err == nil && len(rest) == 0 && r.Bytes.Type.Equal(asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 48, 1, 1})
}
