package nvidia

import (
	"bytes"
	"crypto"
	_ "crypto/sha1" // NVIDIA's responder and most others name issuers by SHA-1
	_ "crypto/sha512"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"time"

	"golang.org/x/crypto/ocsp"

	"github.com/hallmark-tee/hallmark"
)

const (
	maxOCSP        = 16 << 10
	maxOCSPAnswers = 512
	// An answer that does not say when the next is due is believed for a day.
	undatedAnswerAge = 24 * time.Hour
)

// holdReason is certificateHold of RFC 5280, 5.3.1.
const holdReason = 6

// certID names a certificate by its issuer and serial number (RFC 6960, 4.1.1).
type certID struct {
	Hash       pkix.AlgorithmIdentifier
	IssuerName []byte
	IssuerKey  []byte
	Serial     *big.Int
}

// Answer is one revocation answer about one certificate, not yet verified.
type Answer struct {
	id   certID
	this time.Time // when the status was known to be right
	der  []byte
}

// ParseAnswer reads a DER OCSP response about one certificate.
func ParseAnswer(der []byte) (*Answer, error) {
	if len(der) > maxOCSP {
		return nil, hallmark.Errorf(hallmark.Exhausted, "ocsp: %d bytes, at most %d are read", len(der), maxOCSP)
	}
	var outer struct {
		Status   asn1.Enumerated
		Response struct {
			Type asn1.ObjectIdentifier
			Body []byte
		} `asn1:"explicit,tag:0,optional"`
	}
	if rest, err := asn1.Unmarshal(der, &outer); err != nil || len(rest) > 0 {
		return nil, hallmark.Errorf(hallmark.Invalid, "ocsp: no response: %v", err)
	}
	if outer.Status != 0 {
		return nil, hallmark.Errorf(hallmark.Invalid, "ocsp: the responder refused to answer (%s)", ocsp.ResponseStatus(outer.Status))
	}
	var body struct {
		Data struct {
			Version   int `asn1:"optional,default:0,explicit,tag:0"`
			Responder asn1.RawValue
			Produced  time.Time `asn1:"generalized"`
			Responses []struct {
				ID     certID
				Status asn1.RawValue
				This   time.Time `asn1:"generalized"`
			}
		}
	}
	if _, err := asn1.Unmarshal(outer.Response.Body, &body); err != nil || len(body.Data.Responses) != 1 {
		return nil, hallmark.Errorf(hallmark.Invalid, "ocsp: want an answer about one certificate, found %d: %v", len(body.Data.Responses), err)
	}
	one := body.Data.Responses[0]
	return &Answer{id: one.ID, this: one.This, der: der}, nil
}

var idHashes = []struct {
	oid  asn1.ObjectIdentifier
	hash crypto.Hash
}{
	{asn1.ObjectIdentifier{1, 3, 14, 3, 2, 26}, crypto.SHA1},
	{asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 1}, crypto.SHA256},
	{oidSHA384, crypto.SHA384},
}

// names reports whether an id is that of a certificate of an issuer.
func (id certID) names(cert, issuer *x509.Certificate) bool {
	if id.Serial == nil || id.Serial.Cmp(cert.SerialNumber) != 0 {
		return false
	}
	var key struct {
		Algorithm pkix.AlgorithmIdentifier
		Bits      asn1.BitString
	}
	if _, err := asn1.Unmarshal(issuer.RawSubjectPublicKeyInfo, &key); err != nil {
		return false
	}
	for _, h := range idHashes {
		if id.Hash.Algorithm.Equal(h.oid) {
			digest := func(b []byte) []byte { d := h.hash.New(); d.Write(b); return d.Sum(nil) }
			return bytes.Equal(id.IssuerName, digest(issuer.RawSubject)) && bytes.Equal(id.IssuerKey, digest(key.Bits.RightAlign()))
		}
	}
	return false
}

// subject is a certificate that an answer can be about: with its issuer and
// the CAs above, in this order.
type subject struct {
	cert  *x509.Certificate
	above []*x509.Certificate
}

// subjects are the certificates whose revocation matters: those of the devices
// but for the leaves, which NVIDIA's responder does not serve, and those of the
// RIMs; never the roots.
func (v *verifier) subjects() []subject {
	var all []subject
	add := func(certs []*x509.Certificate, from int) {
		for i := from; i+1 < len(certs); i++ {
			if !slices.ContainsFunc(all, func(s subject) bool { return bytes.Equal(s.cert.Raw, certs[i].Raw) }) {
				all = append(all, subject{certs[i], certs[i+1:]})
			}
		}
	}
	for _, d := range v.Devices {
		add(d.Certs, 1)
	}
	for _, r := range v.rims {
		add(r.Certs, 0)
	}
	return all
}

// revocation judges the answers that are stapled. Devices and RIMs of which
// there is none are named; answers about other certificates are ignored.
func (v *verifier) revocation() {
	subjects := v.subjects()
	if len(v.endorsing.OCSP) == 0 {
		v.Skip(OCSPPresent, "no revocation answers are stapled; `hallmark collateral fetch` adds them")
		v.Block(OCSPPresent, onOCSP...)
		return
	}
	if len(v.endorsing.OCSP) > maxOCSPAnswers {
		v.Fail(OCSPSig, "%d revocation answers, at most %d are judged", len(v.endorsing.OCSP), maxOCSPAnswers)
		return
	}
	var forged, late, revoked, held []string
	answered := map[*x509.Certificate]bool{}
	for i, der := range v.endorsing.OCSP {
		a, err := ParseAnswer(der)
		if err != nil {
			forged = append(forged, fmt.Sprintf("answer %d: %s", i, err.Error()))
			continue
		}
		at := slices.IndexFunc(subjects, func(s subject) bool { return a.id.names(s.cert, s.above[0]) })
		if at < 0 {
			continue
		}
		s := subjects[at]
		name := fmt.Sprintf("%q (serial %x)", s.cert.Subject.CommonName, s.cert.SerialNumber)
		resp, err := a.verify(s, v.Now)
		if err != nil {
			forged = append(forged, name+": "+err.Error())
			continue
		}
		answered[s.cert] = true
		if err := v.timely(resp); err != nil {
			late = append(late, name+": "+err.Error())
		}
		switch {
		case resp.Status == ocsp.Good:
		case resp.Status == ocsp.Revoked && resp.RevocationReason == holdReason:
			held = append(held, fmt.Sprintf("%s is on hold since %s", name, stamp(resp.RevokedAt)))
		case resp.Status == ocsp.Revoked:
			revoked = append(revoked, fmt.Sprintf("%s was revoked at %s (reason %d)", name, stamp(resp.RevokedAt), resp.RevocationReason))
		default:
			revoked = append(revoked, "the responder does not know "+name)
		}
	}
	v.answered(subjects, answered)
	v.Require(OCSPSig, len(forged) == 0, "signed by the issuers or their responders", strings.Join(forged, "; "))
	v.Require(OCSPTime, len(late) == 0, "in date", strings.Join(late, "; "))
	v.Require(OCSPStatus, len(revoked) == 0, "no certificate is revoked or unknown", strings.Join(revoked, "; "))
	v.Require(OCSPHold, len(held) == 0, "no certificate is on hold", strings.Join(held, "; ")+"; NVIDIA suspended the device, ask its operator")
}

func (v *verifier) answered(subjects []subject, answered map[*x509.Certificate]bool) {
	var open []string
	for _, s := range subjects {
		if !answered[s.cert] {
			open = append(open, fmt.Sprintf("%q", s.cert.Subject.CommonName))
		}
	}
	if len(open) > 0 {
		v.Skip(OCSPPresent, "no answer about %s; `hallmark collateral fetch` adds them", strings.Join(open, ", "))
		return
	}
	v.Pass(OCSPPresent, "answers about all %d certificates", len(subjects))
}

// verify checks who signed an answer: the issuer itself, or a responder that
// the issuer or a CA above it named for this.
func (a *Answer) verify(s subject, now time.Time) (*ocsp.Response, error) {
	resp, err := ocsp.ParseResponse(a.der, nil) // checks the signature by an embedded certificate
	if err != nil {
		return nil, hallmark.Errorf(hallmark.NotGenuine, "%w", err)
	}
	issuer, signer := s.above[0], resp.Certificate
	if signer == nil {
		if err := resp.CheckSignatureFrom(issuer); err != nil {
			return nil, hallmark.Errorf(hallmark.NotGenuine, "not signed by %q: %w", issuer.Subject.CommonName, err)
		}
		return resp, nil
	}
	if bytes.Equal(signer.Raw, issuer.Raw) {
		return resp, nil
	}
	if !slices.Contains(signer.ExtKeyUsage, x509.ExtKeyUsageOCSPSigning) {
		return nil, hallmark.Errorf(hallmark.NotGenuine, "%q may not sign revocation answers", signer.Subject.CommonName)
	}
	if err := inDate(now, signer); err != nil {
		return nil, err
	}
	for _, ca := range s.above {
		if bytes.Equal(signer.RawIssuer, ca.RawSubject) && signer.CheckSignatureFrom(ca) == nil {
			return resp, nil
		}
	}
	return nil, hallmark.Errorf(hallmark.NotGenuine, "%q was named by no CA of the chain", signer.Subject.CommonName)
}

// timely checks thisUpdate <= now < nextUpdate, and the policy's age.
func (v *verifier) timely(r *ocsp.Response) error {
	next := r.NextUpdate
	if next.IsZero() {
		next = r.ThisUpdate.Add(undatedAnswerAge)
	}
	switch {
	case v.Now.Before(r.ThisUpdate):
		return hallmark.Errorf(hallmark.Expired, "made at %s, after the time judged for, %s", stamp(r.ThisUpdate), stamp(v.Now))
	case !v.Now.Before(next):
		return hallmark.Errorf(hallmark.Expired, "was to be replaced at %s, judged for %s; fetch the present one", stamp(next), stamp(v.Now))
	case v.policy.MaxOCSPAge > 0 && v.Now.Sub(r.ThisUpdate) > time.Duration(v.policy.MaxOCSPAge)*time.Second:
		return hallmark.Errorf(hallmark.Expired, "made at %s, the policy accepts answers of the last %d seconds", stamp(r.ThisUpdate), v.policy.MaxOCSPAge)
	}
	return nil
}
