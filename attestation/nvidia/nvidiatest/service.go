package nvidiatest

import (
	"crypto"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math/big"
	"time"

	"golang.org/x/crypto/ocsp"

	"github.com/hallmark-tee/hallmark/attestation/nvidia"
)

// Answer is a revocation answer about a certificate, signed by its issuer and
// good from an hour ago to an hour hence unless change says otherwise.
func (p *PKI) Answer(cert *x509.Certificate, issuer, responder Authority, change func(*ocsp.Response)) []byte {
	t := ocsp.Response{
		Status: ocsp.Good, SerialNumber: cert.SerialNumber, IssuerHash: crypto.SHA384,
		ThisUpdate: p.Now.Add(-time.Hour), NextUpdate: p.Now.Add(time.Hour), SignatureAlgorithm: x509.ECDSAWithSHA384,
	}
	if responder.Cert != issuer.Cert {
		t.Certificate = responder.Cert
	}
	if change != nil {
		change(&t)
	}
	der, err := ocsp.CreateResponse(issuer.Cert, responder.Cert, t, responder.Key)
	must(err == nil, "%v", err)
	return der
}

// Responder is named by the device root's first CA to sign revocation answers.
func (p *PKI) Responder() Authority {
	return p.Identity.Issue(&x509.Certificate{
		Subject: pkix.Name{CommonName: "TEST OCSP responder"}, NotBefore: p.Now.AddDate(-1, 0, 0), NotAfter: p.Now.AddDate(1, 0, 0),
		BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageOCSPSigning},
	})
}

// Answers are good ones about everything that devices and RIMs rest on.
func (p *PKI) Answers(devices ...*Device) [][]byte {
	all := [][]byte{
		p.Answer(p.Provisioner.Cert, p.Identity, p.Identity, nil), p.Answer(p.Identity.Cert, p.Device, p.Device, nil),
		p.Answer(p.RIMSigner.Cert, p.RIMIssuer, p.RIMIssuer, nil), p.Answer(p.RIMIssuer.Cert, p.RIM, p.RIM, nil),
	}
	for _, d := range devices {
		all = append(all, p.Answer(d.ROM.Cert, p.Provisioner, p.Provisioner, nil))
	}
	return all
}

// Claims are what a token says.
type Claims map[string]any

// Service is what the remote service answers, open to change.
type Service struct {
	PKI     *PKI
	KeyID   string
	Header  Claims
	Overall Claims
	Devices []Claims // GPU-0, GPU-1, ...
}

// NewService is a favourable answer about devices.
func (p *PKI) NewService(nonce [32]byte, devices ...*Device) *Service {
	common := func() Claims {
		return Claims{"iss": nvidia.NRASIssuer, "iat": p.Now.Unix() - 1, "nbf": p.Now.Unix() - 1, "exp": p.Now.Unix() + 3599, "eat_nonce": hex.EncodeToString(nonce[:])}
	}
	s := &Service{PKI: p, KeyID: "nv-eat-kid-test", Header: Claims{"alg": "ES384", "kid": "nv-eat-kid-test"}, Overall: common()}
	s.Overall["x-nvidia-overall-att-result"], s.Overall["x-nvidia-ver"] = true, "2.0"
	for _, d := range devices {
		c := common()
		id, ok := new(big.Int).SetString(d.Leaf.Cert.Subject.SerialNumber, 16)
		must(ok, "serial number")
		c["ueid"], c["hwmodel"], c["measres"], c["dbgstat"], c["secboot"] = id.String(), d.ROM.Cert.Subject.CommonName, "success", "disabled", true
		c["x-nvidia-gpu-attestation-report-nonce-match"] = true
		s.Devices = append(s.Devices, c)
	}
	return s
}

// Token signs claims.
func (s *Service) Token(c Claims) string {
	part := func(v any) string {
		b, err := json.Marshal(v)
		must(err == nil, "%v", err)
		return base64.RawURLEncoding.EncodeToString(b)
	}
	signed := part(s.Header) + "." + part(c)
	return signed + "." + base64.RawURLEncoding.EncodeToString(s.PKI.ServiceKey.sign([]byte(signed)))
}

// Answer signs everything; the overall token names the digests of the
// devices'. change may still swap tokens.
func (s *Service) Answer(change func(devices map[string]string)) []byte {
	devices, submods := map[string]string{}, map[string]any{}
	for i, c := range s.Devices {
		name := fmt.Sprintf("GPU-%d", i)
		devices[name] = s.Token(c)
		sum := sha256.Sum256([]byte(devices[name]))
		submods[name] = []any{"DIGEST", []string{"SHA-256", hex.EncodeToString(sum[:])}}
	}
	s.Overall["submods"] = submods
	if change != nil {
		change(devices)
	}
	b, err := json.Marshal([]any{[]string{"JWT", s.Token(s.Overall)}, devices})
	must(err == nil, "%v", err)
	return b
}

// JWKS is the service's key set.
func (s *Service) JWKS() []byte {
	k, ok := nvidia.KeyOf(s.PKI.ServiceKey.Cert)
	must(ok, "the service's key is not of P-384")
	b, err := json.Marshal(map[string]any{"keys": []any{map[string]any{
		"kty": "EC", "crv": "P-384", "kid": s.KeyID,
		"x": base64.RawURLEncoding.EncodeToString(k[:48]), "y": base64.RawURLEncoding.EncodeToString(k[48:]),
		"x5c": []string{base64.StdEncoding.EncodeToString(s.PKI.ServiceKey.Cert.Raw), base64.StdEncoding.EncodeToString(s.PKI.ServiceIssuer.Cert.Raw)},
	}}})
	must(err == nil, "%v", err)
	return b
}
