package local

import (
	"context"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/storage/internal/wire"
	"github.com/hallmark-tee/hallmark/storage/merkle"
)

// What 0G's clients compare error texts with; they must stay as they are.
func invalid(param, why string) error {
	return &wire.RPCError{Code: -32602, Message: "Invalid params: " + param, Data: why}
}

var (
	errFinalized = invalid("root", "already uploaded and finalized")
	errSize      = invalid("file_size", "segment file size not matched with tx file size")
	errTooLarge  = invalid("file_size", "caching of large file when tx is unavailable is not supported")
	errLength    = invalid("data", "invalid data length")
	errIndex     = invalid("index", "index out of bound")
	errChunks    = invalid("end_index", "exceeds maximum chunks 1024")
)

// Limits of what is stored before its transaction is seen.
const (
	maxCachedFile  = 10 << 20 // bytes, as on 0G's nodes
	maxCachedFiles = 64
)

// segmentOwned reports whether this node's shard holds a segment of a file.
func (n *Node) segmentOwned(e *entry, index int64) bool {
	return (e.tx.StartEntryIndex/merkle.SegmentChunks+uint64(index))%n.cfg.Shards == n.cfg.ShardID
}

// finalized reports whether all segments of this node's shard are stored.
func (n *Node) finalized(e *entry) bool {
	layout, err := merkle.NewLayout(e.key.size)
	if err != nil || n.faults.pruned(e.key.root) {
		return false
	}
	b := n.disk.find(e.key)
	if n.cfg.Shards == 1 || b != nil && b.complete() {
		return b != nil && b.complete()
	}
	for i := range layout.Segments() {
		if n.segmentOwned(e, i) && (b == nil || !b.has(i)) {
			return false
		}
	}
	return true
}

// best picks the submission that a root stands for: one that is finalized,
// else the latest; nil if there is none.
func (n *Node) best(root hallmark.Digest) *entry {
	var found *entry
	for _, e := range n.chain.entries(root) {
		if n.finalized(e) {
			return e
		}
		found = e
	}
	return found
}

// store checks and stores a segment: length, root, proof, then the
// transaction's size, then whether it is needed, in the order of 0G's nodes.
// e is nil for a file whose transaction was not seen yet.
func (n *Node) store(e *entry, s *wire.Segment) error {
	layout, err := merkle.NewLayout(int64(min(s.FileSize, merkle.MaxSize+1)))
	if err != nil {
		return invalid("file_size", err.Error())
	}
	if s.Index >= uint64(layout.Segments()) {
		return errIndex
	}
	index := int64(s.Index)
	if len(s.Data) != layout.SegmentLen(index) {
		return errLength
	}
	h := n.hashes.Get().(*merkle.Hasher)
	defer n.hashes.Put(h)
	if err := h.Check(layout, s.Root, index, s.Data, s.Proof); err != nil {
		return invalid("proof", err.Error())
	}
	key := blobKey{s.Root, layout.Size()}
	if e == nil {
		if s.FileSize > maxCachedFile {
			return errTooLarge
		}
		if n.disk.find(key) == nil && n.uncommitted() >= maxCachedFiles {
			return &wire.RPCError{Code: -32603, Message: "Internal error", Data: "too many data writing"}
		}
	} else {
		if e.key.root != s.Root {
			return &wire.RPCError{Code: -32603, Message: "Internal error", Data: "data root and tx seq not match"}
		}
		if e.tx.Size != s.FileSize {
			return errSize
		}
		if n.finalized(e) {
			return errFinalized
		}
	}
	b, err := n.disk.blob(key)
	if err != nil {
		return err
	}
	return b.write(index, s.Data, s.Proof.Lemma)
}

// uncommitted counts the files that are stored without a transaction.
func (n *Node) uncommitted() int {
	n.disk.mu.Lock()
	defer n.disk.mu.Unlock()
	count := 0
	for key := range n.disk.blobs {
		if len(n.chain.entries(key.root)) == 0 {
			count++
		}
	}
	return count
}

// storeAll stores the segments of one request.
func (n *Node) storeAll(segments []*wire.Segment, seq *uint64) error {
	for _, s := range segments {
		e := n.best(s.Root)
		if seq != nil {
			if e = n.chain.entry(*seq); e == nil {
				return invalid("tx_seq", "unknown transaction")
			}
		}
		if err := n.store(e, s); err != nil {
			return err
		}
	}
	return nil
}

// segment reads a segment with its proof into buf; nil if it is not here.
func (n *Node) segment(ctx context.Context, e *entry, index uint64, buf []byte) (*wire.Segment, error) {
	if e == nil {
		return nil, nil
	}
	b := n.disk.find(e.key)
	if b == nil {
		return nil, nil
	}
	if index >= uint64(b.layout.Segments()) {
		return nil, errIndex
	}
	i := int64(index)
	if !b.has(i) {
		return nil, nil
	}
	data, proof, err := b.read(i, buf)
	if err != nil {
		return nil, err
	}
	if f := n.faults.strike(e.key.root, i); f != nil {
		if data, proof, err = f.apply(ctx, b, i, data, proof); err != nil || data == nil {
			return nil, err
		}
	}
	return &wire.Segment{Root: e.key.root, Data: data, Index: index, Proof: proof, FileSize: uint64(e.key.size)}, nil
}

// chunks reads chunks [start, end) of a file into buf; nil if they are not all
// here.
func (n *Node) chunks(ctx context.Context, e *entry, start, end uint64, buf []byte) ([]byte, error) {
	if start >= end {
		return nil, invalid("end_index", "invalid chunk index")
	}
	if end-start > merkle.SegmentChunks {
		return nil, errChunks
	}
	var out []byte
	for at := start; at < end; {
		index := at / merkle.SegmentChunks
		s, err := n.segment(ctx, e, index, buf)
		if err != nil || s == nil {
			return nil, err
		}
		first := index * merkle.SegmentChunks
		until := min(end, first+merkle.SegmentChunks)
		if (until-first)*merkle.ChunkSize > uint64(len(s.Data)) {
			return nil, invalid("end_index", "invalid chunk index")
		}
		part := s.Data[(at-first)*merkle.ChunkSize : (until-first)*merkle.ChunkSize]
		if at == start && until == end {
			return part, nil
		}
		out = append(out, part...)
		at = until
	}
	return out, nil
}
