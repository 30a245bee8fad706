package dataset

import (
	"crypto/sha256"
	"encoding/binary"
	"math/bits"

	"github.com/hallmark-tee/hallmark"
)

// Tree is the Merkle tree over the rows of a dataset in file order, in the
// shape of RFC 6962 section 2.1: a leaf is SHA-256(0x00 || canonical row), a
// node SHA-256(0x01 || left || right). It keeps O(log n) digests.
type Tree struct {
	n     uint64
	peaks []hallmark.Digest // roots of the complete subtrees, largest first
}

// Add appends a leaf, already hashed.
func (t *Tree) Add(leaf hallmark.Digest) {
	for range bits.TrailingZeros64(^t.n) {
		last := len(t.peaks) - 1
		leaf = node(t.peaks[last], leaf)
		t.peaks = t.peaks[:last]
	}
	t.peaks = append(t.peaks, leaf)
	t.n++
}

// Root gives the root over the leaves so far; SHA-256 of nothing for none.
func (t *Tree) Root() hallmark.Digest {
	if t.n == 0 {
		return sha256.Sum256(nil)
	}
	root := t.peaks[len(t.peaks)-1]
	for i := len(t.peaks) - 2; i >= 0; i-- {
		root = node(t.peaks[i], root)
	}
	return root
}

// Digest is the canonical digest of a dataset:
// SHA-256("hallmark rows v1\n" || number of rows u64 || root).
func (t *Tree) Digest() hallmark.Digest {
	b := binary.BigEndian.AppendUint64([]byte("hallmark rows v1\n"), t.n)
	root := t.Root()
	return sha256.Sum256(append(b, root[:]...))
}

func node(left, right hallmark.Digest) hallmark.Digest {
	b := make([]byte, 1, 65)
	b[0] = 0x01
	return sha256.Sum256(append(append(b, left[:]...), right[:]...))
}
