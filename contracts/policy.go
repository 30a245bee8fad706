package contracts

import (
	"bytes"
	"slices"

	"github.com/ethereum/go-ethereum/crypto"

	"github.com/hallmark-tee/hallmark"
	gen "github.com/hallmark-tee/hallmark/contracts/bind"
)

// PolicyProof shows that a measurement lies inside a policy.
type PolicyProof struct {
	Measurement hallmark.Digest   `json:"measurement"`
	Root        hallmark.Digest   `json:"root"`
	MaxAge      uint64            `json:"maxAge"` // greatest age of the quote, seconds
	FileDigest  hallmark.Digest   `json:"fileDigest"`
	Path        []hallmark.Digest `json:"path"`
}

// Policy is the id of the policy the proof is about:
// keccak256(abi.encode(root, maxAge, fileDigest)).
func (p PolicyProof) Policy() hallmark.Digest {
	var maxAge [32]byte
	for i := range 8 {
		maxAge[31-i] = byte(p.MaxAge >> (8 * i))
	}
	return hallmark.Digest(crypto.Keccak256(p.Root[:], maxAge[:], p.FileDigest[:]))
}

// Holds reports whether the path leads from the measurement to the root, by
// the rule of the registry.
func (p PolicyProof) Holds() bool {
	at := leaf(p.Measurement)
	for _, sibling := range p.Path {
		at = pair(at, sibling)
	}
	return at == p.Root
}

func (p PolicyProof) wire() gen.PolicyProof {
	path := make([][32]byte, len(p.Path))
	for i, d := range p.Path {
		path[i] = d
	}
	return gen.PolicyProof{Measurement: p.Measurement, Root: p.Root, MaxAge: p.MaxAge, FileDigest: p.FileDigest, Path: path}
}

// Prove builds the proof of one measurement of a policy. The tree is that of
// OpenZeppelin's StandardMerkleTree over bytes32: leaves are keccak256 of
// keccak256 of the measurement, sorted and unique, in a complete binary tree
// from the right end of an array; a parent hashes its children in order of
// their bytes.
func Prove(measurements []hallmark.Digest, maxAge uint64, fileDigest, measurement hallmark.Digest) (PolicyProof, error) {
	if len(measurements) == 0 {
		return PolicyProof{}, hallmark.Errorf(hallmark.Invalid, "policy: it names no measurement")
	}
	leaves := make([]hallmark.Digest, len(measurements))
	for i, m := range measurements {
		leaves[i] = leaf(m)
	}
	slices.SortFunc(leaves, compare)
	leaves = slices.Compact(leaves)
	n := len(leaves)
	tree := make([]hallmark.Digest, 2*n-1)
	for i, l := range leaves {
		tree[2*n-2-i] = l
	}
	for i := n - 2; i >= 0; i-- {
		tree[i] = pair(tree[2*i+1], tree[2*i+2])
	}
	found, ok := slices.BinarySearchFunc(leaves, leaf(measurement), compare)
	if !ok {
		return PolicyProof{}, hallmark.Errorf(hallmark.AgainstPolicy, "policy: measurement %s is not among its %d", measurement, n)
	}
	proof := PolicyProof{Measurement: measurement, Root: tree[0], MaxAge: maxAge, FileDigest: fileDigest}
	for i := 2*n - 2 - found; i > 0; i = (i - 1) / 2 {
		sibling := i + 1
		if i%2 == 0 {
			sibling = i - 1
		}
		proof.Path = append(proof.Path, tree[sibling])
	}
	return proof, nil
}

func leaf(m hallmark.Digest) hallmark.Digest {
	return hallmark.Digest(crypto.Keccak256(crypto.Keccak256(m[:])))
}

func pair(a, b hallmark.Digest) hallmark.Digest {
	if compare(a, b) > 0 {
		a, b = b, a
	}
	return hallmark.Digest(crypto.Keccak256(a[:], b[:]))
}

func compare(a, b hallmark.Digest) int { return bytes.Compare(a[:], b[:]) }
