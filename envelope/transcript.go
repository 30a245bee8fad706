package envelope

import (
	"crypto/sha256"
	"math/bits"

	"github.com/hallmark-tee/hallmark"
)

// TranscriptLeaf is SHA-256(0x00 || canonical leaf).
func TranscriptLeaf(leaf hallmark.TranscriptLeaf) (hallmark.Digest, error) {
	b, err := Canonical(leaf)
	if err != nil {
		return hallmark.Digest{}, err
	}
	return sha256.Sum256(append([]byte{0}, b...)), nil
}

// TranscriptRoot is the Merkle root over leaves from TranscriptLeaf in the
// shape of RFC 6962 section 2.1: a node is SHA-256(0x01 || left || right).
// SHA-256 of nothing for none.
func TranscriptRoot(leaves []hallmark.Digest) hallmark.Digest {
	switch n := len(leaves); n {
	case 0:
		return sha256.Sum256(nil)
	case 1:
		return leaves[0]
	default:
		left := 1 << (bits.Len(uint(n-1)) - 1) // the largest power of two below n
		l, r := TranscriptRoot(leaves[:left]), TranscriptRoot(leaves[left:])
		return sha256.Sum256(append(append([]byte{1}, l[:]...), r[:]...))
	}
}
