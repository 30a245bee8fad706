package merkle

import (
	"context"
	"io"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/hallmark-tee/hallmark"
)

// Node is a complete subtree of a Flow submission: root over 2^Height chunks.
type Node struct {
	Root   hallmark.Digest
	Height int
}

// Tree is the segment tree of one file: 64 bytes per segment of the file.
type Tree struct {
	layout Layout
	levels [][]hallmark.Digest // levels[0]: roots of the padded segments
	tail   []Node              // complete subtrees of the last leaf, if it is not full
}

// Layout is the layout of the tree's file.
func (t *Tree) Layout() Layout { return t.layout }

// Root is the file's root.
func (t *Tree) Root() hallmark.Digest { return t.levels[len(t.levels)-1][0] }

// Proof proves segment index, 0 <= index < Leaves.
func (t *Tree) Proof(index int64) Proof {
	if len(t.levels) == 1 {
		return Proof{Lemma: []hallmark.Digest{t.Root()}, Path: []bool{}}
	}
	p := Proof{Lemma: []hallmark.Digest{t.levels[0][index]}}
	for _, level := range t.levels[:len(t.levels)-1] {
		if sibling := index ^ 1; sibling < int64(len(level)) {
			p.Lemma = append(p.Lemma, level[sibling])
			p.Path = append(p.Path, index&1 == 0)
		}
		index /= 2
	}
	p.Lemma = append(p.Lemma, t.Root())
	return p
}

// Nodes is what Flow.submit takes: the complete subtrees of the padded file,
// largest first.
func (t *Tree) Nodes() []Node {
	var out []Node
	var off int64
	for _, size := range peaks(t.layout.padded) {
		if size < SegmentChunks {
			break
		}
		height := log2(size / SegmentChunks)
		out = append(out, Node{Root: t.levels[height][off/size], Height: height + log2Segment})
		off += size
	}
	return append(out, t.tail...)
}

// FoldNodes computes the file root that the nodes of a Flow submission stand
// for; the zero digest for none.
func FoldNodes(nodes []Node) hallmark.Digest {
	if len(nodes) == 0 {
		return hallmark.Digest{}
	}
	h := NewHasher()
	roots := make([]hallmark.Digest, len(nodes))
	for i, n := range nodes {
		roots[i] = n.Root
	}
	return h.fold(roots)
}

// newTree finishes a tree from the roots of the segments that hold data.
func newTree(h *Hasher, layout Layout, segments []hallmark.Digest, tail []Node) *Tree {
	t := &Tree{layout: layout, tail: tail}
	for i := int64(len(segments)); i < layout.Leaves(); i++ {
		root, nodes := h.leaf(layout, i, nil)
		segments = append(segments, root)
		t.tail = nodes
	}
	t.levels = [][]hallmark.Digest{segments}
	for level := segments; len(level) > 1; {
		next := make([]hallmark.Digest, (len(level)+1)/2)
		h.pairs(next[:len(level)/2], level)
		if len(level)%2 == 1 {
			next[len(next)-1] = level[len(level)-1]
		}
		t.levels = append(t.levels, next)
		level = next
	}
	return t
}

// leaf computes the root of a segment and, if it is not full, its subtrees.
func (h *Hasher) leaf(l Layout, index int64, data []byte) (hallmark.Digest, []Node) {
	leaves := l.leafChunks(index)
	if leaves == SegmentChunks {
		return h.segment(data, leaves, nil), nil
	}
	var tail []Node
	root := h.segment(data, leaves, func(n Node) { tail = append(tail, n) })
	return root, tail
}

// Build reads size bytes of src once and computes the tree, on as many
// goroutines as there are processors, each holding one segment. A shorter src
// is an error of kind Invalid, a failing one of kind Unavailable.
func Build(ctx context.Context, src io.ReaderAt, size int64) (*Tree, error) {
	layout, err := NewLayout(size)
	if err != nil {
		return nil, err
	}
	roots := make([]hallmark.Digest, layout.Segments(), layout.Leaves())
	var (
		next  atomic.Int64
		tail  []Node
		fails = make(chan error, 1) // the first failure; later ones say no more
		wg    sync.WaitGroup
	)
	for range min(runtime.GOMAXPROCS(0), len(roots)) {
		wg.Go(func() {
			h, buf := NewHasher(), make([]byte, SegmentSize)
			for i := next.Add(1) - 1; i < int64(len(roots)); i = next.Add(1) - 1 {
				data := buf[:layout.SegmentData(i)]
				if err := readSegment(ctx, src, data, i); err != nil {
					next.Store(int64(len(roots)))
					select {
					case fails <- err:
					default:
					}
					return
				}
				root, nodes := h.leaf(layout, i, data)
				roots[i] = root
				if i == int64(len(roots))-1 {
					tail = nodes
				}
			}
		})
	}
	wg.Wait()
	select {
	case err := <-fails:
		return nil, err
	default:
		return newTree(NewHasher(), layout, roots, tail), nil
	}
}

func readSegment(ctx context.Context, src io.ReaderAt, data []byte, index int64) error {
	if err := ctx.Err(); err != nil {
		return hallmark.Errorf(hallmark.Cancelled, "hashing stopped at segment %d: %w", index, err)
	}
	n, err := src.ReadAt(data, index*SegmentSize)
	switch {
	case n == len(data):
		return nil
	case err == io.EOF:
		return hallmark.Errorf(hallmark.Invalid, "the file ends at byte %d, inside segment %d; it was said to be longer", index*SegmentSize+int64(n), index)
	default:
		return hallmark.Errorf(hallmark.Unavailable, "reading segment %d: %w", index, err)
	}
}

// Root computes the root of size bytes of src; errors as Build.
func Root(ctx context.Context, src io.ReaderAt, size int64) (hallmark.Digest, error) {
	t, err := Build(ctx, src, size)
	if err != nil {
		return hallmark.Digest{}, err
	}
	return t.Root(), nil
}
