package merkle

import "github.com/hallmark-tee/hallmark"

// Writer computes the root of a stream whose length is not known in advance.
// It holds one segment and 32 bytes for each segment written. Write never
// fails.
type Writer struct {
	hasher *Hasher
	buf    []byte
	roots  []hallmark.Digest
	size   int64
}

// NewWriter starts an empty stream.
func NewWriter() *Writer {
	return &Writer{hasher: NewHasher(), buf: make([]byte, 0, SegmentSize)}
}

// Write appends p to the stream.
func (w *Writer) Write(p []byte) (int, error) {
	n := len(p)
	w.size += int64(n)
	for len(p) > 0 {
		if len(w.buf) == 0 && len(p) >= SegmentSize { // no copy of whole segments
			w.roots = append(w.roots, w.hasher.segment(p[:SegmentSize], SegmentChunks, nil))
			p = p[SegmentSize:]
			continue
		}
		k := min(len(p), SegmentSize-len(w.buf))
		w.buf = append(w.buf, p[:k]...)
		p = p[k:]
		if len(w.buf) == SegmentSize {
			w.roots = append(w.roots, w.hasher.segment(w.buf, SegmentChunks, nil))
			w.buf = w.buf[:0]
		}
	}
	return n, nil
}

// Size is the number of bytes written.
func (w *Writer) Size() int64 { return w.size }

// Tree is the tree of what was written so far; more may be written after. An
// empty stream is an error of kind Invalid.
func (w *Writer) Tree() (*Tree, error) {
	layout, err := NewLayout(w.size)
	if err != nil {
		return nil, err
	}
	roots := make([]hallmark.Digest, len(w.roots), layout.Leaves())
	copy(roots, w.roots)
	var tail []Node
	if len(w.buf) > 0 {
		var root hallmark.Digest
		root, tail = w.hasher.leaf(layout, int64(len(roots)), w.buf)
		roots = append(roots, root)
	}
	return newTree(w.hasher, layout, roots, tail), nil
}
