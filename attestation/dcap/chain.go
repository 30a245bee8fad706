package dcap

import (
	"bytes"
	"crypto/x509"
	"encoding/pem"
	"strings"
	"time"

	"github.com/hallmark-tee/hallmark"
)

const maxChain = 32 << 10

// Roles of certificates: what follows the maker's name in the common name.
const (
	roleRoot      = "Root CA"
	rolePlatform  = "PCK Platform CA"
	roleProcessor = "PCK Processor CA"
	rolePCK       = "PCK Certificate"
	roleTCB       = "TCB Signing"
)

// parseChain reads exactly n PEM certificates, leaf first, with nothing else
// between them but white space and closing NULs. All keys and signatures must
// be P-256 with SHA-256.
func parseChain(data []byte, n int, what string) ([]*x509.Certificate, error) {
	if len(data) > maxChain {
		return nil, hallmark.Errorf(hallmark.Exhausted, "%s: %d bytes, at most %d are read", what, len(data), maxChain)
	}
	rest := bytes.TrimRight(data, "\x00")
	var certs []*x509.Certificate
	for {
		rest = bytes.TrimSpace(rest)
		if len(rest) == 0 {
			break
		}
		if len(certs) == n || !bytes.HasPrefix(rest, []byte("-----BEGIN CERTIFICATE-----")) {
			return nil, hallmark.Errorf(hallmark.Invalid, "%s: want %d PEM certificates and nothing else, found more after %d", what, n, len(certs))
		}
		block, next := pem.Decode(rest)
		if block == nil || block.Type != "CERTIFICATE" || len(block.Headers) > 0 {
			return nil, hallmark.Errorf(hallmark.Invalid, "%s: certificate %d is not plain PEM", what, len(certs))
		}
		cert, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return nil, hallmark.Errorf(hallmark.Invalid, "%s: certificate %d: %w", what, len(certs), err)
		}
		if _, ok := pointOf(cert); !ok || cert.SignatureAlgorithm != x509.ECDSAWithSHA256 || cert.Version != 3 {
			return nil, hallmark.Errorf(hallmark.Invalid, "%s: certificate %d (%s) is not X.509 v3 with P-256 and SHA-256", what, len(certs), cert.Subject.CommonName)
		}
		if len(cert.UnhandledCriticalExtensions) > 0 {
			return nil, hallmark.Errorf(hallmark.Invalid, "%s: certificate %d has the unknown critical extension %s", what, len(certs), cert.UnhandledCriticalExtensions[0])
		}
		certs, rest = append(certs, cert), next
	}
	if len(certs) != n {
		return nil, hallmark.Errorf(hallmark.Invalid, "%s: %d certificates, want %d", what, len(certs), n)
	}
	return certs, nil
}

// issuedBy checks name and signature; the parent must be a CA that may sign
// certificates.
func issuedBy(cert, parent *x509.Certificate) error {
	if !bytes.Equal(cert.RawIssuer, parent.RawSubject) {
		return hallmark.Errorf(hallmark.NotGenuine, "%q was issued by %q, not by the %q given", cert.Subject.CommonName, cert.Issuer.CommonName, parent.Subject.CommonName)
	}
	if err := cert.CheckSignatureFrom(parent); err != nil {
		return hallmark.Errorf(hallmark.NotGenuine, "%q is not signed by %q: %w", cert.Subject.CommonName, parent.Subject.CommonName, err)
	}
	return nil
}

// hasRole checks what a certificate is for: its name, and usages that let it
// do that and nothing else.
func hasRole(cert *x509.Certificate, maker string, roles ...string) error {
	name := cert.Subject.CommonName
	for _, role := range roles {
		if name != maker+" "+role {
			continue
		}
		issuer := role == roleRoot || role == rolePlatform || role == roleProcessor
		if cert.BasicConstraintsValid && cert.IsCA == issuer && usageFits(cert.KeyUsage, issuer) {
			return nil
		}
		return hallmark.Errorf(hallmark.NotGenuine, "%q has not the constraints and key usage of its role", name)
	}
	return hallmark.Errorf(hallmark.NotGenuine, "%q stands where a %s %s must", name, maker, strings.Join(roles, " or "))
}

func usageFits(u x509.KeyUsage, issuer bool) bool {
	if issuer {
		return u&x509.KeyUsageCertSign != 0 && u&^(x509.KeyUsageCertSign|x509.KeyUsageCRLSign) == 0
	}
	return u == x509.KeyUsageDigitalSignature|x509.KeyUsageContentCommitment
}

// inDate refuses certificates outside their validity.
func inDate(now time.Time, certs ...*x509.Certificate) error {
	for _, c := range certs {
		if now.Before(c.NotBefore) || now.After(c.NotAfter) {
			return hallmark.Errorf(hallmark.Expired, "%q holds from %s to %s, judged for %s", c.Subject.CommonName, stamp(c.NotBefore), stamp(c.NotAfter), stamp(now))
		}
	}
	return nil
}

// issued refuses a document from after the time judged for.
func issued(now, issue time.Time, what string) error {
	if now.Before(issue) {
		return hallmark.Errorf(hallmark.Expired, "%s was issued at %s, after the time judged for, %s; judge for a later time, or give the collateral of that time", what, stamp(issue), stamp(now))
	}
	return nil
}

// current refuses a document that was to be replaced at the time judged for.
func current(now, next time.Time, what string) error {
	if !now.Before(next) {
		return hallmark.Errorf(hallmark.Expired, "%s was to be replaced at %s, judged for %s; fetch the present one", what, stamp(next), stamp(now))
	}
	return nil
}

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }
