package bundle

import (
	"bytes"

	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/rlp"

	"github.com/hallmark-tee/hallmark"
)

// maxProof bounds the nodes of a proof: a path has at most one per nibble of
// its key.
const maxProof = 32

// prove follows a Merkle-Patricia proof (Yellow Paper, appendix D) from root
// along key and gives the value found there. Every node must be used, in
// order. It is here because the library's verifier brings a database and a
// network along.
func prove(root hallmark.Digest, key []byte, proof []hallmark.Hex) ([]byte, error) {
	if len(proof) == 0 || len(proof) > maxProof {
		return nil, hallmark.Errorf(hallmark.Mismatch, "the proof has %d nodes, want 1 to %d", len(proof), maxProof)
	}
	path := nibbles(key)
	next := func(want []byte) ([]byte, error) {
		if len(proof) == 0 {
			return nil, hallmark.Errorf(hallmark.Mismatch, "the proof ends before the value")
		}
		node := proof[0]
		proof = proof[1:]
		if !bytes.Equal(crypto.Keccak256(node), want) {
			return nil, hallmark.Errorf(hallmark.Mismatch, "a node of the proof does not hash to what its parent names")
		}
		return node, nil
	}
	node, err := next(root[:])
	for err == nil {
		var items []rlp.RawValue
		if err := rlp.DecodeBytes(node, &items); err != nil {
			return nil, hallmark.Errorf(hallmark.Mismatch, "a node of the proof is no RLP list: %w", err)
		}
		var child rlp.RawValue
		leaf := false
		switch len(items) {
		case 17:
			if len(path) == 0 {
				child, leaf = items[16], true
			} else {
				child, path = items[path[0]], path[1:]
			}
		case 2:
			var step []byte
			if step, leaf, err = compact(items[0]); err != nil {
				return nil, err
			}
			if !bytes.HasPrefix(path, step) || leaf && len(path) != len(step) {
				return nil, hallmark.Errorf(hallmark.Mismatch, "the proof leads to another index")
			}
			child, path = items[1], path[len(step):]
		default:
			return nil, hallmark.Errorf(hallmark.Mismatch, "a node of the proof has %d items", len(items))
		}
		if leaf {
			return value(child, len(proof))
		}
		if len(child) > 0 && child[0] >= 0xc0 { // a node under 32 bytes stands in its parent
			node = child
			continue
		}
		var hash []byte
		if rlp.DecodeBytes(child, &hash) != nil || len(hash) != 32 {
			return nil, hallmark.Errorf(hallmark.Mismatch, "the proof leads to nothing")
		}
		node, err = next(hash)
	}
	return nil, err
}

func value(item rlp.RawValue, unused int) ([]byte, error) {
	var v []byte
	if err := rlp.DecodeBytes(item, &v); err != nil || len(v) == 0 {
		return nil, hallmark.Errorf(hallmark.Mismatch, "the proof leads to no value")
	}
	if unused > 0 {
		return nil, hallmark.Errorf(hallmark.Mismatch, "%d nodes of the proof are not used", unused)
	}
	return v, nil
}

func nibbles(key []byte) []byte {
	out := make([]byte, 0, 2*len(key))
	for _, b := range key {
		out = append(out, b>>4, b&15)
	}
	return out
}

// compact decodes the hex-prefix form of a path segment.
func compact(item rlp.RawValue) (path []byte, leaf bool, err error) {
	var b []byte
	if rlp.DecodeBytes(item, &b) != nil || len(b) == 0 || b[0] > 0x3f || b[0]&0x10 == 0 && b[0]&0x0f != 0 {
		return nil, false, hallmark.Errorf(hallmark.Mismatch, "a node of the proof has a malformed path")
	}
	path = nibbles(b)
	if b[0]&0x10 != 0 {
		return path[1:], b[0]&0x20 != 0, nil
	}
	return path[2:], b[0]&0x20 != 0, nil
}
