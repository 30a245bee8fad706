package dcap

import (
	"bytes"
	"crypto/x509"

	"github.com/hallmark-tee/hallmark"
)

// parseCRL reads a DER revocation list. A list that says of itself that it is
// only a part (delta, or of an issuing point) is refused with every other
// critical extension: what is absent from it proves nothing.
func parseCRL(der []byte, what string) (*x509.RevocationList, error) {
	if len(der) > maxCRL {
		return nil, hallmark.Errorf(hallmark.Exhausted, "%s: %d bytes, at most %d are read", what, len(der), maxCRL)
	}
	list, err := x509.ParseRevocationList(der)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Invalid, "%s: %w; want DER, not PEM or hex", what, err)
	}
	for _, e := range list.Extensions {
		if e.Critical {
			return nil, hallmark.Errorf(hallmark.Unsupported, "%s: it has the critical extension %s, so it may be only a part of a list", what, e.Id)
		}
	}
	return list, nil
}

// listOf checks that a revocation list is this CA's.
func listOf(list *x509.RevocationList, ca *x509.Certificate, what string) error {
	if !bytes.Equal(list.RawIssuer, ca.RawSubject) {
		return hallmark.Errorf(hallmark.NotGenuine, "%s is the list of %q, want that of %q", what, list.Issuer.CommonName, ca.Subject.CommonName)
	}
	if err := list.CheckSignatureFrom(ca); err != nil {
		return hallmark.Errorf(hallmark.NotGenuine, "%s is not signed by %q: %w", what, ca.Subject.CommonName, err)
	}
	return nil
}

// reasons of RFC 5280, 5.3.1. Every one revokes, certificateHold too; 8,
// removeFromCRL, stands only in delta lists, which are refused.
var reasons = map[int]string{
	0: "unspecified", 1: "keyCompromise", 2: "cACompromise", 3: "affiliationChanged", 4: "superseded",
	5: "cessationOfOperation", 6: "certificateHold", 9: "privilegeWithdrawn", 10: "aACompromise",
}

func revokedOn(list *x509.RevocationList, certs ...*x509.Certificate) error {
	for _, e := range list.RevokedCertificateEntries {
		for _, c := range certs {
			if e.SerialNumber.Cmp(c.SerialNumber) != 0 {
				continue
			}
			reason, ok := reasons[e.ReasonCode]
			if !ok {
				reason = "unknown"
			}
			return hallmark.Errorf(hallmark.NotGenuine, "%q (serial %x) was revoked at %s, reason %s", c.Subject.CommonName, c.SerialNumber, stamp(e.RevocationTime), reason)
		}
	}
	return nil
}
