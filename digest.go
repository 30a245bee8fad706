package hallmark

import (
	"encoding/hex"
	"strings"
)

// Digest is a 32-byte hash (SHA-256 unless a contract needs keccak-256) or a
// 0G Storage root. Its text form is 0x and 64 lower-case hex digits; no other
// form decodes, so that a signed document has one spelling.
type Digest [32]byte

// JobID is the EIP-712 digest of an Order: one order, one job, ever.
type JobID = Digest

// Address is a 20-byte account or contract address. Its text form is 0x and
// 40 lower-case hex digits.
type Address [20]byte

// Hex is a byte string whose JSON form is 0x-prefixed lower-case hex:
// signatures, wrapped keys, public keys, calldata.
type Hex []byte

// ParseDigest reads 0x and 64 hex digits in either case.
func ParseDigest(s string) (Digest, error) {
	var d Digest
	err := decodeHex(d[:], strings.ToLower(s), "digest")
	return d, err
}

// ParseAddress reads 0x and 40 hex digits in either case; EIP-55 checksums are
// not judged here.
func ParseAddress(s string) (Address, error) {
	var a Address
	err := decodeHex(a[:], strings.ToLower(s), "address")
	return a, err
}

// String gives the 0x form.
func (d Digest) String() string { return "0x" + hex.EncodeToString(d[:]) }

// Short gives the first four bytes, for people.
func (d Digest) Short() string { return "0x" + hex.EncodeToString(d[:4]) }

// IsZero reports whether every byte is zero.
func (d Digest) IsZero() bool { return d == Digest{} }

// MarshalText gives the 0x form.
func (d Digest) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads the one canonical form.
func (d *Digest) UnmarshalText(text []byte) error { return decodeHex(d[:], string(text), "digest") }

// String gives the 0x form in lower case.
func (a Address) String() string { return "0x" + hex.EncodeToString(a[:]) }

// IsZero reports whether every byte is zero.
func (a Address) IsZero() bool { return a == Address{} }

// MarshalText gives the 0x form in lower case.
func (a Address) MarshalText() ([]byte, error) { return []byte(a.String()), nil }

// UnmarshalText reads the one canonical form.
func (a *Address) UnmarshalText(text []byte) error { return decodeHex(a[:], string(text), "address") }

// String gives the 0x form.
func (h Hex) String() string { return "0x" + hex.EncodeToString(h) }

// MarshalText gives the 0x form.
func (h Hex) MarshalText() ([]byte, error) { return []byte(h.String()), nil }

// UnmarshalText reads 0x and an even number of lower-case hex digits.
func (h *Hex) UnmarshalText(text []byte) error {
	if len(text) < 2 || len(text)%2 != 0 {
		return Errorf(Invalid, "hex string must be 0x and an even number of digits, got %d characters", len(text))
	}
	out := make([]byte, (len(text)-2)/2)
	if err := decodeHex(out, string(text), "hex string"); err != nil {
		return err
	}
	*h = out
	return nil
}

func decodeHex(dst []byte, s, what string) error {
	if len(s) != 2+2*len(dst) || s[:2] != "0x" {
		return Errorf(Invalid, "%s must be 0x and %d hex digits, got %d characters", what, 2*len(dst), len(s))
	}
	for i := 2; i < len(s); i++ {
		if c := s[i]; (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return Errorf(Invalid, "%s has the character %q at position %d, want lower-case hex", what, c, i)
		}
	}
	if _, err := hex.Decode(dst, []byte(s[2:])); err != nil {
		return Errorf(Invalid, "%s: %v", what, err)
	}
	return nil
}
