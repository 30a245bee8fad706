package nvidia

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"strings"
	"time"

	"github.com/hallmark-tee/hallmark"
)

// Limits of tokens and key sets.
const (
	maxToken = 64 << 10
	maxJWKS  = 512 << 10
	maxKeys  = 512
)

// decodeOpen decodes JSON whose keys we do not all know; duplicate keys,
// excessive depth and trailing bytes are refused.
func decodeOpen(data []byte, what string, v any) error {
	var raw json.RawMessage
	if err := hallmark.DecodeStrict(data, what, &raw); err != nil {
		return err
	}
	if err := json.Unmarshal(data, v); err != nil {
		return hallmark.Errorf(hallmark.Invalid, "%s: %w", what, err)
	}
	return nil
}

// Token is a compact JWS (RFC 7515), not yet verified.
type Token struct {
	Algorithm string
	Key       string // kid
	Claims    []byte // JSON
	signed    string
	signature []byte
	compact   string
}

// ParseToken reads a compact JWS whose payload is a JSON object.
func ParseToken(compact string) (*Token, error) {
	if len(compact) > maxToken {
		return nil, hallmark.Errorf(hallmark.Exhausted, "token: %d bytes, at most %d are read", len(compact), maxToken)
	}
	parts := strings.Split(compact, ".")
	if len(parts) != 3 {
		return nil, hallmark.Errorf(hallmark.Invalid, "token: %d parts, want header.claims.signature", len(parts))
	}
	var decoded [3][]byte
	for i, p := range parts {
		b, err := base64.RawURLEncoding.Strict().DecodeString(p)
		if err != nil || strings.ContainsAny(p, "\r\n") {
			return nil, hallmark.Errorf(hallmark.Invalid, "token: part %d is not base64url", i+1)
		}
		decoded[i] = b
	}
	var header struct {
		Algorithm string          `json:"alg"`
		Key       string          `json:"kid"`
		Critical  json.RawMessage `json:"crit"`
	}
	if err := decodeOpen(decoded[0], "token header", &header); err != nil {
		return nil, err
	}
	if header.Critical != nil {
		return nil, hallmark.Errorf(hallmark.Unsupported, "token: critical header fields are not understood")
	}
	var claims map[string]json.RawMessage
	if err := decodeOpen(decoded[1], "token claims", &claims); err != nil {
		return nil, err
	}
	return &Token{
		Algorithm: header.Algorithm, Key: header.Key, Claims: decoded[1],
		signed: parts[0] + "." + parts[1], signature: decoded[2], compact: compact,
	}, nil
}

// signedBy checks an ES384 signature (RFC 7518, 3.4).
func (t *Token) signedBy(key *ecdsa.PublicKey) bool {
	return t.Algorithm == algES384 && verifyRaw(key, []byte(t.signed), t.signature)
}

const algES384 = "ES384"

// ServiceKey is one key of a key set, with its certificates.
type ServiceKey struct {
	ID     string
	Public *ecdsa.PublicKey
	Certs  []*x509.Certificate // the key's, then its issuers'
}

// FindKey reads the key of an id from a key set (RFC 7517). MissingEvidence
// when there is none.
func FindKey(jwks []byte, id string) (*ServiceKey, error) {
	if len(jwks) > maxJWKS {
		return nil, hallmark.Errorf(hallmark.Exhausted, "key set: %d bytes, at most %d are read", len(jwks), maxJWKS)
	}
	var set struct {
		Keys []struct {
			Type  string   `json:"kty"`
			Curve string   `json:"crv"`
			ID    string   `json:"kid"`
			X     string   `json:"x"`
			Y     string   `json:"y"`
			Certs []string `json:"x5c"`
		} `json:"keys"`
	}
	if err := decodeOpen(jwks, "key set", &set); err != nil {
		return nil, err
	}
	if len(set.Keys) > maxKeys {
		return nil, hallmark.Errorf(hallmark.Exhausted, "key set: %d keys, at most %d are read", len(set.Keys), maxKeys)
	}
	var found *ServiceKey
	for _, k := range set.Keys {
		if k.ID != id || id == "" {
			continue
		}
		if found != nil {
			return nil, hallmark.Errorf(hallmark.Invalid, "key set: two keys have the id %q", id)
		}
		x, err := base64.RawURLEncoding.DecodeString(k.X)
		y, err2 := base64.RawURLEncoding.DecodeString(k.Y)
		if k.Type != "EC" || k.Curve != "P-384" || err != nil || err2 != nil || len(x) != 48 || len(y) != 48 {
			return nil, hallmark.Errorf(hallmark.Unsupported, "key set: key %q is not of P-384", id)
		}
		pub, err := ecdsa.ParseUncompressedPublicKey(elliptic.P384(), append(append([]byte{4}, x...), y...))
		if err != nil {
			return nil, hallmark.Errorf(hallmark.Invalid, "key set: key %q: %w", id, err)
		}
		found = &ServiceKey{ID: id, Public: pub}
		if len(k.Certs) > maxCerts {
			return nil, hallmark.Errorf(hallmark.Exhausted, "key set: key %q has %d certificates", id, len(k.Certs))
		}
		for _, c := range k.Certs {
			der, err := base64.StdEncoding.DecodeString(c)
			if err != nil {
				return nil, hallmark.Errorf(hallmark.Invalid, "key set: a certificate of %q is not base64", id)
			}
			cert, err := x509.ParseCertificate(der)
			if err != nil {
				return nil, hallmark.Errorf(hallmark.Invalid, "key set: a certificate of %q: %w", id, err)
			}
			found.Certs = append(found.Certs, cert)
		}
	}
	if found == nil {
		return nil, hallmark.Errorf(hallmark.MissingEvidence, "the key set has no key %q; store the service's key set of the day with its answer", id)
	}
	return found, nil
}

// verify follows the certificates of a service key to the pinned root, which
// the set itself does not contain. A key set is served under TLS and signed by
// nobody; without this anybody could store one of his own.
func (k *ServiceKey) verify(root Key, now time.Time) error {
	if len(k.Certs) < minCerts || !k.Public.Equal(k.Certs[0].PublicKey) {
		return hallmark.Errorf(hallmark.NotGenuine, "key %q comes without the certificates that vouch for it", k.ID)
	}
	for i, c := range k.Certs {
		if err := hasRole(c, i > 0); err != nil {
			return err
		}
		if i+1 < len(k.Certs) {
			if err := issuedBy(c, k.Certs[i+1]); err != nil {
				return err
			}
		}
	}
	last := k.Certs[len(k.Certs)-1]
	if own, ok := KeyOf(last); ok && own == root {
		return inDate(now, k.Certs...)
	}
	pub, err := root.public()
	if err != nil {
		return hallmark.Errorf(hallmark.Internal, "the pinned root of the service is no key: %w", err)
	}
	anchor := &x509.Certificate{PublicKeyAlgorithm: x509.ECDSA, PublicKey: pub}
	if err := anchor.CheckSignature(last.SignatureAlgorithm, last.RawTBSCertificate, last.Signature); err != nil {
		return hallmark.Errorf(hallmark.NotGenuine, "%q is not signed by the pinned root of NVIDIA's attestation service", last.Subject.CommonName)
	}
	return inDate(now, k.Certs...)
}
