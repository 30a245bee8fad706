package engine

import (
	"slices"

	"github.com/hallmark-tee/hallmark"
)

// Example is one row of a dataset, tokenised. Mask is as long as Tokens; true
// means that the token at this position is a target: the loss counts its
// prediction from the tokens before it. The first token has nothing before it
// and is never a target, whatever its mask says.
type Example struct {
	Tokens   []int32
	Mask     []bool
	RowIndex int
}

// Packed returns the example as a sequence of its own.
func (e Example) Packed() Packed {
	return Packed{Tokens: e.Tokens, Segments: []int32{0}, Mask: e.Mask, Rows: []int32{int32(e.RowIndex)}}
}

// Packed is one training sequence of one or more rows laid end to end, without
// padding: sequences may differ in length. Attention never crosses from one
// segment to another and positions start at 0 in each.
type Packed struct {
	Tokens   []int32 // token numbers
	Segments []int32 // offset of each segment in Tokens: ascending, the first is 0
	Mask     []bool  // as in Example; ignored at the first token of a segment
	Rows     []int32 // row number of each segment
}

// Pack lays whole examples end to end, in order, into sequences of at most
// length tokens; a longer example is refused. It is the plain way; package
// dataset packs tighter.
func Pack(examples []Example, length int) ([]Packed, error) {
	var all []Packed
	var cur Packed
	for _, e := range examples {
		if len(e.Tokens) > length {
			return nil, hallmark.Errorf(hallmark.Invalid, "engine: row %d has %d tokens, the sequence length is %d; cut the row first", e.RowIndex, len(e.Tokens), length)
		}
		if len(e.Mask) != len(e.Tokens) {
			return nil, hallmark.Errorf(hallmark.Invalid, "engine: row %d has %d tokens but a mask of %d", e.RowIndex, len(e.Tokens), len(e.Mask))
		}
		if len(e.Tokens) == 0 {
			continue
		}
		if len(cur.Tokens)+len(e.Tokens) > length {
			all = append(all, cur)
			cur = Packed{}
		}
		cur.Segments = append(cur.Segments, int32(len(cur.Tokens)))
		cur.Rows = append(cur.Rows, int32(e.RowIndex))
		cur.Tokens = append(cur.Tokens, e.Tokens...)
		cur.Mask = append(cur.Mask, e.Mask...)
	}
	if len(cur.Tokens) > 0 {
		all = append(all, cur)
	}
	return all, nil
}

// Targets counts the tokens whose prediction the loss counts.
func (p Packed) Targets() int {
	n := 0
	for i, t := range p.Mask {
		if t {
			n++
			if _, first := slices.BinarySearch(p.Segments, int32(i)); first {
				n--
			}
		}
	}
	return n
}

// Validate checks the shape of the sequence against a vocabulary and a context
// length; i names the sequence in the error.
func (p Packed) Validate(i, vocab, context int) error {
	bad := func(format string, args ...any) error {
		return hallmark.Errorf(hallmark.Invalid, "engine: sequence %d: "+format, append([]any{i}, args...)...)
	}
	n := len(p.Tokens)
	if n == 0 || len(p.Mask) != n || len(p.Segments) == 0 || len(p.Rows) != len(p.Segments) {
		return bad("%d tokens, mask of %d, %d segments, %d row numbers; every token needs a mask and every segment a row", n, len(p.Mask), len(p.Segments), len(p.Rows))
	}
	if p.Segments[0] != 0 {
		return bad("the first segment starts at %d, must be 0", p.Segments[0])
	}
	for s, start := range p.Segments {
		end := int32(n)
		if s+1 < len(p.Segments) {
			end = p.Segments[s+1]
		}
		if end <= start || int(end) > n {
			return bad("segment %d is %d to %d of %d tokens; offsets must ascend", s, start, end, n)
		}
		if int(end-start) > context {
			return bad("segment %d has %d tokens, the model takes %d", s, end-start, context)
		}
	}
	for j, t := range p.Tokens {
		if t < 0 || int(t) >= vocab {
			return bad("token %d is %d, the vocabulary has %d", j, t, vocab)
		}
	}
	return nil
}
