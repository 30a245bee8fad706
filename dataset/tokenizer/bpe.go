package tokenizer

import "sync"

// merge is what a pair of neighbours becomes, and how early.
type merge struct{ rank, id int32 }

func pairKey(a, b int32) uint64 { return uint64(uint32(a))<<32 | uint64(uint32(b)) }

// bpe merges the bytes of one piece: always the pair of lowest rank, the
// leftmost first, until no pair is known. Time is O(n log n) in the length of
// the piece, so that a megabyte of one letter costs no more than text.
type bpe struct {
	first  [256]int32 // the id of each byte
	merges map[uint64]merge
}

// encode appends the ids of piece to dst.
func (m *bpe) encode(dst []int32, piece string) []int32 {
	n := len(piece)
	if n == 1 {
		return append(dst, m.first[piece[0]])
	}
	sym := make([]int32, n)
	links := make([]int32, 2*n)
	prev, next := links[:n], links[n:]
	for i := range n {
		sym[i], prev[i], next[i] = m.first[piece[i]], int32(i-1), int32(i+1)
	}
	var queue ranks
	offer := func(i int32) {
		if j := next[i]; j < int32(n) {
			if r, ok := m.merges[pairKey(sym[i], sym[j])]; ok {
				queue.push(uint64(uint32(r.rank))<<32 | uint64(uint32(i)))
			}
		}
	}
	for i := range n - 1 {
		offer(int32(i))
	}
	for len(queue) > 0 {
		top := queue.pop()
		i := int32(uint32(top))
		if sym[i] < 0 || next[i] >= int32(n) {
			continue
		}
		j := next[i]
		r, ok := m.merges[pairKey(sym[i], sym[j])]
		if !ok || uint32(r.rank) != uint32(top>>32) {
			continue // offered before a neighbour changed
		}
		sym[i], sym[j] = r.id, -1
		next[i] = next[j]
		if next[j] < int32(n) {
			prev[next[j]] = i
		}
		offer(i)
		if prev[i] >= 0 {
			offer(prev[i])
		}
	}
	for i := int32(0); i < int32(n); i = next[i] {
		dst = append(dst, sym[i])
	}
	return dst
}

// ranks is a binary min-heap of rank<<32 | position.
type ranks []uint64

func (q *ranks) push(v uint64) {
	h := append(*q, v)
	i := len(h) - 1
	for i > 0 {
		up := (i - 1) / 2
		if h[up] <= v {
			break
		}
		h[i] = h[up]
		i = up
	}
	h[i] = v
	*q = h
}

func (q *ranks) pop() uint64 {
	h := *q
	top, v := h[0], h[len(h)-1]
	h = h[:len(h)-1]
	*q = h
	i := 0
	for {
		c := 2*i + 1
		if c >= len(h) {
			break
		}
		if c+1 < len(h) && h[c+1] < h[c] {
			c++
		}
		if v <= h[c] {
			break
		}
		h[i] = h[c]
		i = c
	}
	if len(h) > 0 {
		h[i] = v
	}
	return top
}

// pieceCache remembers the ids of short pieces. It is bounded, and what it
// holds changes nothing but speed.
type pieceCache struct {
	mu  sync.RWMutex
	ids map[string][]int32
}

const (
	cachePieces    = 1 << 15
	cachePieceSize = 32
)

func (c *pieceCache) get(piece string) ([]int32, bool) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	ids, ok := c.ids[piece]
	return ids, ok
}

func (c *pieceCache) put(piece string, ids []int32) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.ids) < cachePieces {
		c.ids[string([]byte(piece))] = append([]int32(nil), ids...)
	}
}
