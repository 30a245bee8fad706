package contracts

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/x509"
	"encoding/pem"

	"github.com/ethereum/go-ethereum/crypto"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/dcap"
)

// Key is a P-256 public key as the registry takes it.
type Key struct{ X, Y hallmark.Digest }

// ID is keccak256(x || y): a CA's id, and in its first 16 bytes a platform's.
func (k Key) ID() hallmark.Digest { return hallmark.Digest(crypto.Keccak256(k.X[:], k.Y[:])) }

// KeyOf converts a P-256 public key.
func KeyOf(public any) (Key, error) {
	key, ok := public.(*ecdsa.PublicKey)
	if !ok || key.Curve != elliptic.P256() {
		return Key{}, hallmark.Errorf(hallmark.Unsupported, "quote: a certificate's key is not of P-256")
	}
	point, err := key.Bytes()
	if err != nil {
		return Key{}, hallmark.Errorf(hallmark.Invalid, "quote: a certificate's key: %w", err)
	}
	return Key{X: hallmark.Digest(point[1:33]), Y: hallmark.Digest(point[33:])}, nil
}

// Quote is an SGX v3, TDX v4 or TDX v5 quote cut up as the registry takes it.
// Nothing in it has been verified: the registry, and package attestation, do
// that.
type Quote struct {
	Body     []byte // what the attestation key signs: 432, 632, 638 or 702 bytes
	Auth     []byte // signature data up to the QE authentication data
	Leaf, CA *x509.Certificate
	Platform Key // of the leaf
	Issuer   Key // of the CA
}

// CutQuote cuts a whole quote with its certificate chain (certification data
// of type 5).
func CutQuote(raw []byte) (Quote, error) {
	parsed, err := dcap.Parse(raw)
	if err != nil {
		return Quote{}, err
	}
	if parsed.SGX() && parsed.Header.Version != dcap.VersionSGX3 {
		return Quote{}, hallmark.Errorf(hallmark.Unsupported, "quote: the registry takes SGX quotes of version 3, not %d", parsed.Header.Version)
	}
	q := Quote{Body: parsed.Signed, Auth: parsed.Auth}
	chain := parsed.Signature.CertificateData
	for _, target := range []**x509.Certificate{&q.Leaf, &q.CA} {
		var block *pem.Block
		if block, chain = pem.Decode(chain); block == nil || block.Type != "CERTIFICATE" {
			return q, hallmark.Errorf(hallmark.Invalid, "quote: the PCK chain has fewer than two certificates")
		}
		if *target, err = x509.ParseCertificate(block.Bytes); err != nil {
			return q, hallmark.Errorf(hallmark.Invalid, "quote: PCK chain: %w", err)
		}
	}
	if q.Platform, err = KeyOf(q.Leaf.PublicKey); err != nil {
		return q, err
	}
	q.Issuer, err = KeyOf(q.CA.PublicKey)
	return q, err
}
