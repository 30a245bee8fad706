package attestation

import (
	"bytes"
	"slices"

	"github.com/ethereum/go-ethereum/crypto"

	"github.com/hallmark-tee/hallmark"
)

// tree is OpenZeppelin's StandardMerkleTree over bytes32 values: the leaves
// are keccak-256 of keccak-256 of the value, sorted, in a complete binary tree
// filled from the end of an array; a parent hashes its children in the order
// of their bytes.
func tree(values []hallmark.Digest) (nodes, leaves []hallmark.Digest) {
	if len(values) == 0 {
		return nil, nil
	}
	for _, v := range values {
		leaves = append(leaves, treeLeaf(v))
	}
	slices.SortFunc(leaves, func(a, b hallmark.Digest) int { return bytes.Compare(a[:], b[:]) })
	leaves = slices.Compact(leaves)
	n := len(leaves)
	nodes = make([]hallmark.Digest, 2*n-1)
	for i, l := range leaves {
		nodes[2*n-2-i] = l
	}
	for i := n - 2; i >= 0; i-- {
		nodes[i] = treeNode(nodes[2*i+1], nodes[2*i+2])
	}
	return nodes, leaves
}

func treeLeaf(v hallmark.Digest) hallmark.Digest {
	return hallmark.Digest(crypto.Keccak256Hash(crypto.Keccak256(v[:])))
}

func treeNode(a, b hallmark.Digest) hallmark.Digest {
	if bytes.Compare(a[:], b[:]) > 0 {
		a, b = b, a
	}
	return hallmark.Digest(crypto.Keccak256Hash(a[:], b[:]))
}

// treeHolds folds a path over a value's leaf, as the registry does.
func treeHolds(root, value hallmark.Digest, path []hallmark.Digest) bool {
	at := treeLeaf(value)
	for _, sibling := range path {
		at = treeNode(at, sibling)
	}
	return at == root
}

// treePath leads from a value's leaf to the root; false when it has none.
func treePath(values []hallmark.Digest, value hallmark.Digest) ([]hallmark.Digest, bool) {
	nodes, leaves := tree(values)
	found := slices.Index(leaves, treeLeaf(value))
	if found < 0 {
		return nil, false
	}
	path := []hallmark.Digest{}
	for i := len(nodes) - 1 - found; i > 0; i = (i - 1) / 2 {
		sibling := i + 1
		if i%2 == 0 {
			sibling = i - 1
		}
		path = append(path, nodes[sibling])
	}
	return path, true
}
