package dataset

import (
	"math/bits"
	"slices"

	"github.com/hallmark-tee/hallmark"
)

// Packed is one training sequence: whole rows end to end, without padding. A
// row attends to itself only and its positions start at 0. The fields are those
// of the engine's sequence of the same name.
type Packed struct {
	Tokens   []int32
	Segments []int32 // offset of each row in Tokens; the first is 0
	Mask     []bool
	Rows     []int32 // number of each row in the file
}

// Pack lays examples into sequences of at most length tokens by first fit
// decreasing: longest first (equal lengths in the order given), each into the
// first sequence with room. It needs at most 11/9 of the fewest possible
// sequences plus one (Dosa 2007). Examples must be 1 to length tokens long.
func Pack(examples []Example, length int) ([]Packed, error) {
	for _, e := range examples {
		if len(e.Tokens) == 0 || len(e.Tokens) > length || len(e.Mask) != len(e.Tokens) {
			return nil, hallmark.Errorf(hallmark.Internal, "dataset: row %d has %d tokens and a mask of %d; packing takes 1 to %d", e.Row, len(e.Tokens), len(e.Mask), length)
		}
	}
	order := make([]int, len(examples))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return len(examples[b].Tokens) - len(examples[a].Tokens) })
	room := newRooms(len(examples), length)
	var out []Packed
	for _, i := range order {
		e := examples[i]
		b := room.place(len(e.Tokens))
		if b == len(out) {
			out = append(out, Packed{})
		}
		s := &out[b]
		s.Segments = append(s.Segments, int32(len(s.Tokens)))
		s.Rows = append(s.Rows, int32(e.Row))
		s.Tokens = append(s.Tokens, e.Tokens...)
		s.Mask = append(s.Mask, e.Mask...)
	}
	return out, nil
}

// rooms is a tournament tree over the free space of the sequences, so that the
// first fit is found in O(log n).
type rooms struct {
	leaves int
	free   []int
}

func newRooms(n, length int) *rooms {
	leaves := 1 << bits.Len(uint(max(n, 1)-1))
	r := &rooms{leaves: leaves, free: make([]int, 2*leaves)}
	for i := range r.free {
		r.free[i] = length
	}
	return r
}

// place takes n tokens of the first sequence that has them.
func (r *rooms) place(n int) int {
	i := 1
	for i < r.leaves {
		if i *= 2; r.free[i] < n {
			i++
		}
	}
	r.free[i] -= n
	for p := i / 2; p > 0; p /= 2 {
		r.free[p] = max(r.free[2*p], r.free[2*p+1])
	}
	return i - r.leaves
}
