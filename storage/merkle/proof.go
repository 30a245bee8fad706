package merkle

import "github.com/hallmark-tee/hallmark"

// Proof proves one segment of a file, in the form that 0G's nodes and clients
// exchange.
type Proof struct {
	// Lemma is the segment's root, its siblings from the bottom up, and the
	// file's root; only the root where the file has one segment.
	Lemma []hallmark.Digest `json:"lemma"`
	// Path says for each sibling whether the proven node is the left one.
	Path []bool `json:"path"`
}

// Check verifies that data, of SegmentLen(index) bytes as on the wire, is
// segment index of the file with this root and layout. Every failure is of
// kind Tampered and names the segment.
func (h *Hasher) Check(l Layout, root hallmark.Digest, index int64, data []byte, p Proof) error {
	leaf, err := h.SegmentRoot(l, index, data)
	if err != nil {
		return err
	}
	return h.CheckLeaf(l, root, index, leaf, p)
}

// SegmentRoot computes the root of segment index from its bytes on the wire.
// A wrong length, or bytes after the end of the file that are not zero, are of
// kind Tampered.
func (h *Hasher) SegmentRoot(l Layout, index int64, data []byte) (hallmark.Digest, error) {
	if index < 0 || index >= l.Segments() {
		return hallmark.Digest{}, tampered(index, "the file has %d segments", l.Segments())
	}
	if want := l.SegmentLen(index); len(data) != want {
		return hallmark.Digest{}, tampered(index, "%d bytes instead of %d", len(data), want)
	}
	for _, b := range data[l.SegmentData(index):] {
		if b != 0 {
			return hallmark.Digest{}, tampered(index, "data after the stated end of the file")
		}
	}
	root := h.segment(data, l.leafChunks(index), nil)
	return root, nil
}

// CheckLeaf verifies that leaf is the root of segment index. The shape of the
// proof is derived from the layout: a proof of another shape fails, whatever
// it hashes to.
func (h *Hasher) CheckLeaf(l Layout, root hallmark.Digest, index int64, leaf hallmark.Digest, p Proof) error {
	if index < 0 || index >= l.Leaves() {
		return tampered(index, "the tree has %d leaves", l.Leaves())
	}
	if len(p.Lemma) == 0 || p.Lemma[0] != leaf {
		return tampered(index, "the bytes do not hash to the proven leaf")
	}
	if p.Lemma[len(p.Lemma)-1] != root {
		return tampered(index, "the proof ends at another root")
	}
	node, used := leaf, 0
	for pos, width := index, l.Leaves(); width > 1; pos, width = pos/2, (width+1)/2 {
		if pos^1 >= width {
			continue // the last node of an odd level moves up unpaired
		}
		left := pos&1 == 0
		if used >= len(p.Path) || used+1 >= len(p.Lemma) || p.Path[used] != left {
			return tampered(index, "the proof has the shape of another position")
		}
		if used++; left {
			h.pair(&node, &node, &p.Lemma[used])
		} else {
			h.pair(&node, &p.Lemma[used], &node)
		}
	}
	want := 1 // the root alone
	if l.Leaves() > 1 {
		want = used + 2
	}
	if used != len(p.Path) || len(p.Lemma) != want {
		return tampered(index, "the proof has the shape of another position")
	}
	if node != root {
		return tampered(index, "the proof does not reach the root")
	}
	return nil
}

func tampered(index int64, format string, args ...any) error {
	return hallmark.Errorf(hallmark.Tampered, "segment %d: "+format, append([]any{index}, args...)...)
}

// Path is the path of every valid proof of segment index.
func (l Layout) Path(index int64) []bool {
	path := []bool{}
	for pos, width := index, l.Leaves(); width > 1; pos, width = pos/2, (width+1)/2 {
		if pos^1 < width {
			path = append(path, pos&1 == 0)
		}
	}
	return path
}
