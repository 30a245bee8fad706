package envelope

import (
	"crypto/sha256"
	"encoding/json"

	"github.com/gowebpki/jcs"

	"github.com/hallmark-tee/hallmark"
)

// Canonical gives the RFC 8785 (JCS) bytes of v, which encodes itself to JSON.
func Canonical(v any) ([]byte, error) {
	plain, err := json.Marshal(v)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Internal, "encode %T: %w", v, err)
	}
	out, err := jcs.Transform(plain)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Internal, "canonicalise %T: %w", v, err)
	}
	return out, nil
}

// Digest is SHA-256 over the canonical bytes of v.
func Digest(v any) (hallmark.Digest, error) {
	b, err := Canonical(v)
	if err != nil {
		return hallmark.Digest{}, err
	}
	return sha256.Sum256(b), nil
}

// DecodeCanonical decodes strictly and additionally refuses bytes that are not
// the canonical form of what they decode to.
func DecodeCanonical(data []byte, what string, v any) error {
	if err := hallmark.DecodeStrict(data, what, v); err != nil {
		return err
	}
	again, err := Canonical(v)
	if err != nil {
		return err
	}
	if string(again) != string(data) {
		return hallmark.Errorf(hallmark.Invalid, "%s: not in canonical form (RFC 8785), or a field is missing", what)
	}
	return nil
}
