package invoice

import (
	"bytes"
	"slices"

	"github.com/ethereum/go-ethereum/crypto"

	"github.com/hallmark-tee/hallmark"
)

// Leaf is the double keccak-256 of a 32-byte value, OpenZeppelin's
// StandardMerkleTree rule, so that no inner node can pass for a leaf.
func Leaf(v hallmark.Digest) hallmark.Digest {
	once := crypto.Keccak256(v[:])
	return hallmark.Digest(crypto.Keccak256Hash(once))
}

// Root is the root of a tree over leaves with sorted pairs (keccak-256); an
// odd node rises unpaired. The leaves are sorted first, so order says nothing.
// An empty list has the zero root.
func Root(leaves []hallmark.Digest) hallmark.Digest {
	level := sorted(leaves)
	if len(level) == 0 {
		return hallmark.Digest{}
	}
	for len(level) > 1 {
		level = raise(level)
	}
	return level[0]
}

// Proof is the path from a leaf to Root(leaves); NotFound when it is none.
func Proof(leaves []hallmark.Digest, leaf hallmark.Digest) ([]hallmark.Digest, error) {
	level := sorted(leaves)
	at := slices.Index(level, leaf)
	if at < 0 {
		return nil, hallmark.Errorf(hallmark.NotFound, "%s is not a leaf of this tree", leaf)
	}
	path := []hallmark.Digest{}
	for len(level) > 1 {
		if sibling := at ^ 1; sibling < len(level) {
			path = append(path, level[sibling])
		}
		level, at = raise(level), at/2
	}
	return path, nil
}

// Verify folds a path over a leaf and compares with the root.
func Verify(root, leaf hallmark.Digest, path []hallmark.Digest) bool {
	for _, sibling := range path {
		leaf = pair(leaf, sibling)
	}
	return leaf == root
}

func sorted(leaves []hallmark.Digest) []hallmark.Digest {
	level := slices.Clone(leaves)
	slices.SortFunc(level, func(a, b hallmark.Digest) int { return bytes.Compare(a[:], b[:]) })
	return level
}

func raise(level []hallmark.Digest) []hallmark.Digest {
	up := make([]hallmark.Digest, 0, (len(level)+1)/2)
	for i := 0; i < len(level); i += 2 {
		if i+1 == len(level) {
			up = append(up, level[i])
			continue
		}
		up = append(up, pair(level[i], level[i+1]))
	}
	return up
}

func pair(a, b hallmark.Digest) hallmark.Digest {
	if bytes.Compare(a[:], b[:]) > 0 {
		a, b = b, a
	}
	return hallmark.Digest(crypto.Keccak256Hash(a[:], b[:]))
}
