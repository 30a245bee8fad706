package collateral

import (
	"bytes"
	"context"
	"crypto"
	"crypto/rand"
	_ "crypto/sha512" // SHA-384 of OCSP's certificate ids
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"math/big"
	"regexp"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/endorsement"
)

var rimID = regexp.MustCompile(`^[A-Za-z0-9._-]{1,128}$`)

// RIM fetches a reference integrity manifest by its id, such as
// NV_GPU_DRIVER_GH100_550.144.03. The service wraps the XML in JSON.
func (c *Client) RIM(ctx context.Context, id string) (File, error) {
	if !rimID.MatchString(id) {
		return File{}, hallmark.Errorf(hallmark.Invalid, "%.140q is not the id of a RIM", id)
	}
	body, _, err := c.get(ctx, or(c.Source.RIM, NVIDIARIM)+"/v1/rim/"+id)
	if err != nil {
		return File{}, err
	}
	var answer struct {
		ID  string `json:"id"`
		RIM string `json:"rim"`
	}
	if err := json.Unmarshal(body, &answer); err != nil {
		return File{}, hallmark.Errorf(hallmark.Invalid, "RIM %s: the answer is not JSON: %w", id, err)
	}
	xml, err := base64.StdEncoding.DecodeString(answer.RIM)
	if err != nil || len(xml) == 0 || answer.ID != id {
		return File{}, hallmark.Errorf(hallmark.Invalid, "RIM %s: the answer holds no such manifest", id)
	}
	return File{"rim-" + id + ".xml", xml}, nil
}

// JWKS fetches the keys that sign NRAS tokens at this hour. They change within
// days, so a token without them cannot be checked later.
func (c *Client) JWKS(ctx context.Context) (File, error) {
	body, _, err := c.get(ctx, or(c.Source.NRAS, NVIDIANRAS)+"/.well-known/jwks.json")
	if err != nil {
		return File{}, err
	}
	var set struct {
		Keys []json.RawMessage `json:"keys"`
	}
	if json.Unmarshal(body, &set) != nil || len(set.Keys) == 0 {
		return File{}, hallmark.Errorf(hallmark.Invalid, "NRAS answers no keys")
	}
	return File{"nras-jwks-" + digest(body) + ".json", body}, nil
}

// Evidence is one device's, as NRAS takes it: base64 of the SPDM exchange and
// of the PEM chain.
type Evidence struct {
	Evidence    string `json:"evidence"`
	Certificate string `json:"certificate"`
}

// NRAS has NVIDIA's service judge GPUs and gives its signed answer. The service
// learns which GPUs are where; the evidence can be verified without it.
func (c *Client) NRAS(ctx context.Context, arch string, nonce []byte, list []Evidence) (File, error) {
	request, err := json.Marshal(struct {
		Nonce string     `json:"nonce"`
		List  []Evidence `json:"evidence_list"`
		Arch  string     `json:"arch"`
	}{hex.EncodeToString(nonce), list, arch})
	if err != nil {
		return File{}, hallmark.Errorf(hallmark.Internal, "NRAS: encode the evidence: %w", err)
	}
	body, _, err := c.do(ctx, "POST", or(c.Source.NRAS, NVIDIANRAS)+"/v4/attest/gpu", "application/json", request)
	if err != nil {
		return File{}, err
	}
	var answer []json.RawMessage
	if json.Unmarshal(body, &answer) != nil || len(answer) == 0 || !bytes.HasPrefix(answer[0], []byte(`["JWT"`)) {
		return File{}, hallmark.Errorf(hallmark.Invalid, "NRAS answers something else than a token")
	}
	return File{"nras-" + hex.EncodeToString(nonce) + ".json", body}, nil
}

func digest(b []byte) string {
	h := crypto.SHA256.New()
	h.Write(b)
	return hex.EncodeToString(h.Sum(nil)[:8])
}

var (
	oidSHA384 = asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 2}
	oidNonce  = asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 48, 1, 2}
)

type ocspCertID struct {
	Hash   pkix.AlgorithmIdentifier
	Name   []byte
	Key    []byte
	Serial *big.Int
}

type ocspRequest struct {
	TBS struct {
		List       []struct{ ID ocspCertID }
		Extensions []pkix.Extension `asn1:"explicit,tag:2"`
	}
}

// OCSP asks NVIDIA's responder about a certificate (RFC 6960, SHA-384 as the
// responder wants it, RFC 8954 nonce) and gives the answer in DER.
func (c *Client) OCSP(ctx context.Context, cert, issuer *x509.Certificate) (File, error) {
	var spki struct {
		Algorithm pkix.AlgorithmIdentifier
		Key       asn1.BitString
	}
	if _, err := asn1.Unmarshal(issuer.RawSubjectPublicKeyInfo, &spki); err != nil {
		return File{}, hallmark.Errorf(hallmark.Invalid, "OCSP: the issuer's key: %w", err)
	}
	sum := func(b []byte) []byte {
		h := crypto.SHA384.New()
		h.Write(b)
		return h.Sum(nil)
	}
	nonce := make([]byte, 32)
	if _, err := rand.Read(nonce); err != nil {
		return File{}, hallmark.Errorf(hallmark.Internal, "OCSP nonce: %w", err)
	}
	value, err := asn1.Marshal(nonce)
	if err != nil {
		return File{}, hallmark.Errorf(hallmark.Internal, "OCSP nonce: %w", err)
	}
	var r ocspRequest
	r.TBS.List = []struct{ ID ocspCertID }{{ocspCertID{
		Hash: pkix.AlgorithmIdentifier{Algorithm: oidSHA384, Parameters: asn1.NullRawValue},
		Name: sum(cert.RawIssuer), Key: sum(spki.Key.RightAlign()), Serial: cert.SerialNumber,
	}}}
	r.TBS.Extensions = []pkix.Extension{{Id: oidNonce, Value: value}}
	request, err := asn1.Marshal(r)
	if err != nil {
		return File{}, hallmark.Errorf(hallmark.Internal, "OCSP request: %w", err)
	}
	body, _, err := c.do(ctx, "POST", or(c.Source.OCSP, NVIDIAOCSP), "application/ocsp-request", request)
	if err != nil {
		return File{}, err
	}
	if !endorsement.IsOCSP(body) {
		return File{}, hallmark.Errorf(hallmark.Invalid, "the OCSP responder answers something else than a response")
	}
	return File{"ocsp-" + cert.SerialNumber.Text(16) + "-" + stamp(time.Now()) + ".der", body}, nil
}
