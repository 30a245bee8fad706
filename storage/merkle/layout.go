package merkle

import (
	"math/bits"

	"github.com/hallmark-tee/hallmark"
)

// Sizes of 0G Storage.
const (
	ChunkSize     = 256                       // bytes of a chunk, the leaf of every tree
	SegmentChunks = 1024                      // chunks of a full segment
	SegmentSize   = ChunkSize * SegmentChunks // bytes of a full segment, the unit of transfer
	MaxSize       = 1 << 50                   // bytes; far above any file, far below overflow
)

// Layout derives from a file's size how 0G cuts and pads it.
type Layout struct {
	size   int64
	chunks int64 // chunks with data
	padded int64 // chunks after the Flow contract's padding
}

// NewLayout lays out a file of 1 to MaxSize bytes; kind Invalid otherwise (0G
// has no empty files).
func NewLayout(size int64) (Layout, error) {
	if size < 1 || size > MaxSize {
		return Layout{}, hallmark.Errorf(hallmark.Invalid, "a stored file has 1 to %d bytes, not %d", int64(MaxSize), size)
	}
	chunks := (size-1)/ChunkSize + 1
	// The padded count is a multiple of a sixteenth of the next power of two.
	unit := max(1, int64(1)<<bits.Len64(uint64(chunks-1))/16)
	return Layout{size: size, chunks: chunks, padded: (chunks-1)/unit*unit + unit}, nil
}

// Size is the file's length in bytes.
func (l Layout) Size() int64 { return l.size }

// Sectors is the number of chunks after padding, the unit of the storage fee.
func (l Layout) Sectors() int64 { return l.padded }

// Segments is the number of segments that hold data; only these travel.
func (l Layout) Segments() int64 { return (l.chunks-1)/SegmentChunks + 1 }

// Leaves is the number of segments after padding: the leaves of the segment
// tree.
func (l Layout) Leaves() int64 { return (l.padded-1)/SegmentChunks + 1 }

// SegmentLen is the length of a segment on the wire: the file's bytes filled
// with zeros to a whole chunk. 0 <= index < Segments.
func (l Layout) SegmentLen(index int64) int {
	return int(min(SegmentChunks, l.chunks-index*SegmentChunks)) * ChunkSize
}

// SegmentData is the number of the file's own bytes in a segment.
func (l Layout) SegmentData(index int64) int {
	return int(min(SegmentSize, l.size-index*SegmentSize))
}

// leafChunks is the number of chunks, padding included, under leaf index.
func (l Layout) leafChunks(index int64) int {
	return int(min(SegmentChunks, l.padded-index*SegmentChunks))
}

// peaks is the number of chunks of each complete subtree of n chunks, largest
// first: the binary digits of n.
func peaks(n int64) []int64 {
	out := make([]int64, 0, bits.OnesCount64(uint64(n)))
	for n > 0 {
		top := int64(1) << (bits.Len64(uint64(n)) - 1)
		out = append(out, top)
		n -= top
	}
	return out
}

func log2(n int64) int { return bits.Len64(uint64(n)) - 1 }
