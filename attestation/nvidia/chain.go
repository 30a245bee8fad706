package nvidia

import (
	"bytes"
	"crypto/x509"
	"encoding/pem"
	"strings"
	"time"

	"github.com/hallmark-tee/hallmark"
)

const (
	maxChain = 32 << 10
	minCerts = 2
	maxCerts = 8
)

// parsePEM reads certificates, leaf first, with nothing between them but white
// space and closing NULs.
func parsePEM(data []byte) ([]*x509.Certificate, error) {
	if len(data) > maxChain {
		return nil, hallmark.Errorf(hallmark.Exhausted, "certificates: %d bytes, at most %d are read", len(data), maxChain)
	}
	var ders [][]byte
	for rest := bytes.TrimRight(data, "\x00"); ; {
		rest = bytes.TrimSpace(rest)
		if len(rest) == 0 {
			break
		}
		if !bytes.HasPrefix(rest, []byte("-----BEGIN CERTIFICATE-----")) || len(ders) == maxCerts {
			return nil, hallmark.Errorf(hallmark.Invalid, "certificates: after %d there is something else than up to %d in PEM", len(ders), maxCerts)
		}
		block, next := pem.Decode(rest)
		if block == nil || block.Type != "CERTIFICATE" || len(block.Headers) > 0 {
			return nil, hallmark.Errorf(hallmark.Invalid, "certificates: number %d is not plain PEM", len(ders)+1)
		}
		ders, rest = append(ders, block.Bytes), next
	}
	return parseDER(ders)
}

// parseDER reads certificates that must all be of version 3.
func parseDER(ders [][]byte) ([]*x509.Certificate, error) {
	if len(ders) < minCerts || len(ders) > maxCerts {
		return nil, hallmark.Errorf(hallmark.Invalid, "certificates: %d, want %d to %d, leaf first and root last", len(ders), minCerts, maxCerts)
	}
	certs := make([]*x509.Certificate, len(ders))
	for i, der := range ders {
		cert, err := x509.ParseCertificate(der)
		if err != nil {
			return nil, hallmark.Errorf(hallmark.Invalid, "certificates: number %d: %w", i+1, err)
		}
		if cert.Version != 3 || len(cert.UnhandledCriticalExtensions) > 0 {
			return nil, hallmark.Errorf(hallmark.Invalid, "certificates: number %d (%s) is not of version 3 or has an unknown critical extension", i+1, cert.Subject.CommonName)
		}
		certs[i] = cert
	}
	return certs, nil
}

// chains remembers which certificates were found to be issued by which, since
// the devices of a machine share all but the lowest.
type chains map[[2]string]error

// leadsTo checks names, signatures and roles from the leaf up to a root whose
// key is pinned. All keys must be P-384 and all signatures by SHA-384.
func (known chains) leadsTo(certs []*x509.Certificate, root Key) error {
	for i, c := range certs {
		if _, ok := KeyOf(c); !ok || c.SignatureAlgorithm != x509.ECDSAWithSHA384 {
			return hallmark.Errorf(hallmark.NotGenuine, "%q is not a certificate of P-384 and SHA-384", c.Subject.CommonName)
		}
		if err := hasRole(c, i > 0); err != nil {
			return err
		}
		if i+1 == len(certs) {
			break
		}
		if err := known.issuedBy(c, certs[i+1]); err != nil {
			return err
		}
		if err := deepEnough(certs[i+1], i); err != nil {
			return err
		}
	}
	last := certs[len(certs)-1]
	if k, _ := KeyOf(last); k != root {
		return hallmark.Errorf(hallmark.NotGenuine, "%q, at the end of the chain, has a key that is not pinned", last.Subject.CommonName)
	}
	return known.issuedBy(last, last)
}

func (known chains) issuedBy(cert, parent *x509.Certificate) error {
	pair := [2]string{string(cert.Raw), string(parent.Raw)}
	err, seen := known[pair]
	if !seen {
		err = issuedBy(cert, parent)
		known[pair] = err
	}
	return err
}

// issuedBy checks name and signature.
func issuedBy(cert, parent *x509.Certificate) error {
	if !bytes.Equal(cert.RawIssuer, parent.RawSubject) {
		return hallmark.Errorf(hallmark.NotGenuine, "%q was issued by %q, not by the %q given", cert.Subject.CommonName, cert.Issuer.CommonName, parent.Subject.CommonName)
	}
	if err := cert.CheckSignatureFrom(parent); err != nil {
		return hallmark.Errorf(hallmark.NotGenuine, "%q is not signed by %q: %w", cert.Subject.CommonName, parent.Subject.CommonName, err)
	}
	return nil
}

// deepEnough checks a CA's path length; below is the number of CAs under it.
func deepEnough(ca *x509.Certificate, below int) error {
	if (ca.MaxPathLen > 0 || ca.MaxPathLenZero) && below > ca.MaxPathLen {
		return hallmark.Errorf(hallmark.NotGenuine, "%q may have %d CAs below it, the chain has %d", ca.Subject.CommonName, ca.MaxPathLen, below)
	}
	return nil
}

// hasRole wants issuers to be CAs that may sign certificates, and leaves not.
func hasRole(cert *x509.Certificate, issuer bool) error {
	mayIssue := cert.BasicConstraintsValid && cert.IsCA && cert.KeyUsage&x509.KeyUsageCertSign != 0
	maySign := !cert.IsCA && cert.KeyUsage&x509.KeyUsageDigitalSignature != 0 && cert.KeyUsage&x509.KeyUsageCertSign == 0
	if issuer && !mayIssue || !issuer && !maySign {
		return hallmark.Errorf(hallmark.NotGenuine, "%q has not the constraints and key usage of its place in the chain", cert.Subject.CommonName)
	}
	return nil
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

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// oneLine joins the lines of errors.Join.
func oneLine(err error) error {
	if err == nil {
		return nil
	}
	return hallmark.Errorf(hallmark.KindOf(err), "%s", strings.ReplaceAll(err.Error(), "\n", "; "))
}
