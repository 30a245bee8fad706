package contracts

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/x509"
	"encoding/binary"
	"encoding/pem"

	"github.com/ethereum/go-ethereum/crypto"

	"github.com/hallmark-tee/hallmark"
)

// Sizes and offsets of a TDX quote of version 4 (Intel TDX DCAP Quoting
// Library API, appendix A.3), as the registry takes it.
const (
	bodySize = 632 // header 48, TD report 584
	authSize = 584 // up to the QE authentication data
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

// Quote is a TDX v4 quote cut up as the registry takes it. Nothing in it has
// been verified: the registry, and package attestation, do that.
type Quote struct {
	Body     []byte // header and TD report, 632 bytes
	Auth     []byte // signature data up to the QE authentication data
	Leaf, CA *x509.Certificate
	Platform Key // of the leaf
	Issuer   Key // of the CA
}

// CutQuote cuts a whole quote with its certificate chain (certification data
// of type 5).
func CutQuote(raw []byte) (Quote, error) {
	var q Quote
	if len(raw) < bodySize+4+authSize || binary.LittleEndian.Uint16(raw) != 4 {
		return q, hallmark.Errorf(hallmark.Invalid, "quote: %d bytes are no TDX quote of version 4", len(raw))
	}
	auth := raw[bodySize+4:]
	if size := binary.LittleEndian.Uint32(raw[bodySize:]); uint64(size) > uint64(len(auth)) {
		return q, hallmark.Errorf(hallmark.Invalid, "quote: signature data of %d bytes, %d are there", size, len(auth))
	} else {
		auth = auth[:size]
	}
	if len(auth) < authSize {
		return q, hallmark.Errorf(hallmark.Invalid, "quote: signature data of %d bytes, want at least %d", len(auth), authSize)
	}
	end := authSize + int(binary.LittleEndian.Uint16(auth[582:]))
	if len(auth) < end+6 {
		return q, hallmark.Errorf(hallmark.Invalid, "quote: QE authentication data leaves the signature data")
	}
	if kind := binary.LittleEndian.Uint16(auth[end:]); kind != 5 {
		return q, hallmark.Errorf(hallmark.Unsupported, "quote: certification data of type %d, want 5 (PCK chain)", kind)
	}
	q.Body, q.Auth = raw[:bodySize], auth[:end]
	chain := auth[end+6:]
	for _, target := range []**x509.Certificate{&q.Leaf, &q.CA} {
		var block *pem.Block
		if block, chain = pem.Decode(chain); block == nil || block.Type != "CERTIFICATE" {
			return q, hallmark.Errorf(hallmark.Invalid, "quote: the PCK chain has fewer than two certificates")
		}
		cert, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return q, hallmark.Errorf(hallmark.Invalid, "quote: PCK chain: %w", err)
		}
		*target = cert
	}
	var err error
	if q.Platform, err = KeyOf(q.Leaf.PublicKey); err != nil {
		return q, err
	}
	q.Issuer, err = KeyOf(q.CA.PublicKey)
	return q, err
}
