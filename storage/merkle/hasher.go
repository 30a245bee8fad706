package merkle

import (
	"encoding/binary"

	"github.com/cloudflare/circl/simd/keccakf1600"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/hallmark-tee/hallmark"
)

// Hasher computes segment roots without allocating. It hashes four nodes at
// once where the processor has AVX2. One goroutine at a time may use it.
type Hasher struct {
	four   keccakf1600.StateX4
	one    crypto.KeccakState
	nodes  [SegmentChunks]hallmark.Digest
	last   [ChunkSize]byte                  // the last chunk, zero-filled
	zeros  [log2Segment + 1]hallmark.Digest // zeros[h]: root of 2^h empty chunks
	narrow bool                             // no four-way permutation on this processor
}

const log2Segment = 10

// NewHasher makes a hasher of about 35 KiB.
func NewHasher() *Hasher {
	h := &Hasher{one: crypto.NewKeccakState(), narrow: !keccakf1600.IsEnabledX4()}
	h.hash(&h.zeros[0], h.last[:])
	for i := range log2Segment {
		h.pair(&h.zeros[i+1], &h.zeros[i], &h.zeros[i])
	}
	return h
}

// segment computes the root over data, filled up to leaves chunks with zeros,
// and passes each complete subtree, largest first, to peak if that is not nil.
func (h *Hasher) segment(data []byte, leaves int, peak func(Node)) hallmark.Digest {
	nodes := h.nodes[:leaves]
	full := len(data) / ChunkSize
	h.leaves(nodes[:full], data)
	n := full
	if rest := data[full*ChunkSize:]; len(rest) > 0 {
		clear(h.last[copy(h.last[:], rest):])
		h.hash(&nodes[n], h.last[:])
		n++
	}
	for ; n < leaves; n++ {
		nodes[n] = h.zeros[0]
	}
	tops := nodes[:0] // subtree roots move to the front; never past what is unread
	for off, rest := 0, int64(leaves); rest > 0; {
		size := int(int64(1) << log2(rest))
		level := nodes[off : off+size]
		for len(level) > 1 {
			h.pairs(level[:len(level)/2], level)
			level = level[:len(level)/2]
		}
		tops = append(tops, level[0])
		if peak != nil {
			peak(Node{Root: level[0], Height: log2(int64(size))})
		}
		off += size
		rest -= int64(size)
	}
	return h.fold(tops)
}

// fold joins complete subtrees, largest first, from the right.
func (h *Hasher) fold(tops []hallmark.Digest) hallmark.Digest {
	root := tops[len(tops)-1]
	for i := len(tops) - 2; i >= 0; i-- {
		h.pair(&root, &tops[i], &root)
	}
	return root
}

// leaves hashes whole chunks.
func (h *Hasher) leaves(dst []hallmark.Digest, data []byte) {
	for !h.narrow && len(dst) >= 4 {
		a := h.four.Initialize(false)
		clear(a)
		for lane := range 4 {
			chunk := data[lane*ChunkSize : (lane+1)*ChunkSize]
			for w := range rate {
				a[4*w+lane] = binary.LittleEndian.Uint64(chunk[8*w:])
			}
		}
		h.four.Permute()
		for lane := range 4 {
			chunk := data[lane*ChunkSize+8*rate : (lane+1)*ChunkSize]
			for w := range ChunkSize/8 - rate {
				a[4*w+lane] ^= binary.LittleEndian.Uint64(chunk[8*w:])
			}
			pad(a, ChunkSize/8-rate, lane)
		}
		h.four.Permute()
		squeeze(dst[:4], a)
		dst, data = dst[4:], data[4*ChunkSize:]
	}
	for i := range dst {
		h.hash(&dst[i], data[i*ChunkSize:(i+1)*ChunkSize])
	}
}

// pairs hashes neighbours: dst[i] = keccak(src[2i] || src[2i+1]). dst may be
// the first half of src.
func (h *Hasher) pairs(dst, src []hallmark.Digest) {
	for !h.narrow && len(dst) >= 4 {
		a := h.four.Initialize(false)
		clear(a)
		for lane := range 4 {
			left, right := &src[2*lane], &src[2*lane+1]
			for w := range 4 {
				a[4*w+lane] = binary.LittleEndian.Uint64(left[8*w:])
				a[4*(w+4)+lane] = binary.LittleEndian.Uint64(right[8*w:])
			}
			pad(a, 8, lane)
		}
		h.four.Permute()
		squeeze(dst[:4], a)
		dst, src = dst[4:], src[8:]
	}
	for i := range dst {
		h.pair(&dst[i], &src[2*i], &src[2*i+1])
	}
}

// rate is the number of 64-bit words that Keccak-256 absorbs per permutation.
const rate = 17

// pad ends the message of one lane after words of its last block (Keccak's
// padding before FIPS 202: a 1 bit, zeros, a 1 bit).
func pad(a []uint64, words, lane int) {
	a[4*words+lane] ^= 1
	a[4*(rate-1)+lane] ^= 1 << 63
}

func squeeze(dst []hallmark.Digest, a []uint64) {
	for lane := range dst {
		for w := range 4 {
			binary.LittleEndian.PutUint64(dst[lane][8*w:], a[4*w+lane])
		}
	}
}

func (h *Hasher) pair(dst, left, right *hallmark.Digest) {
	h.one.Reset()
	h.one.Write(left[:])
	h.one.Write(right[:])
	h.one.Read(dst[:])
}

func (h *Hasher) hash(dst *hallmark.Digest, data []byte) {
	h.one.Reset()
	h.one.Write(data)
	h.one.Read(dst[:])
}
