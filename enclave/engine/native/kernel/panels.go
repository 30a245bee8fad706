package kernel

import (
	"math"
	"slices"
)

// PanelWidth is the number of columns of one packed panel, the same for every
// instruction set: one 64-byte cache line of float32, one 512-bit vector or
// two of 256 bits.
const PanelWidth = 16

// Panels is a matrix packed once for many products. Weights that are bfloat16
// numbers exactly are kept as such, in half the memory; the products widen
// them in a register, which gives the same bits as float32 panels.
type Panels struct {
	K, N int
	data []float32
	half []uint16 // in place of data: the upper halves
	mem  *Memory
}

// NewPanels makes a K × N matrix of zeros; Pack fills it.
func NewPanels(k, n int) *Panels { return &Panels{K: k, N: n} }

// NewPanels makes a matrix that, as bfloat16, lies in m.
func (m *Memory) NewPanels(k, n int) *Panels { return &Panels{K: k, N: n, mem: m} }

// Column writes the K elements of column j to dst.
func (p *Panels) Column(dst []float32, j int) {
	at := j/PanelWidth*PanelWidth*p.K + j%PanelWidth
	for l := range dst[:p.K] {
		if p.half != nil {
			dst[l] = math.Float32frombits(uint32(p.half[at]) << 16)
		} else {
			dst[l] = p.data[at]
		}
		at += PanelWidth
	}
}

// BF16 reports whether the panels hold bfloat16.
func (p *Panels) BF16() bool { return p.half != nil }

// Bytes is the memory of the packed matrix.
func (p *Panels) Bytes() int { return 4*len(p.data) + 2*len(p.half) }

// Right returns the packed matrix as an operand.
func (p *Panels) Right() Right { return p.From(0) }

// From returns the columns from j on as an operand; j is a multiple of
// PanelWidth. Workers share out a product with a single row by it.
func (p *Panels) From(j int) Right {
	r := Right{ld: PanelWidth, stride: PanelWidth * p.K, packed: true}
	if p.half != nil {
		r.half = p.half[j*p.K:]
	} else if p.data != nil {
		r.data = p.data[j*p.K:]
	}
	return r
}

// Pack fills the panels from src, a K × N matrix in any strides. It allocates
// the first time, and when numbers that all were bfloat16 no longer are, or
// the reverse.
func (p *Panels) Pack(src Matrix) {
	size := Room(p.K, p.N)
	if src.bf16(p.K, p.N) {
		if len(p.half) != size {
			p.data, p.half = nil, p.mem.take(size)
		}
		pack(p.half, src, p.K, p.N, func(v float32) uint16 { return uint16(math.Float32bits(v) >> 16) })
		return
	}
	if len(p.data) != size {
		p.data, p.half = make([]float32, size), nil
	}
	pack(p.data, src, p.K, p.N, func(v float32) float32 { return v })
}

// pack writes src in panel order; what lies beyond the last column stays zero.
func pack[T any](dst []T, src Matrix, k, n int, convert func(float32) T) {
	for j0 := 0; j0 < n; j0 += PanelWidth {
		w := min(PanelWidth, n-j0)
		out := dst[j0*k : (j0+PanelWidth)*k]
		for l := range k {
			row := out[l*PanelWidth : l*PanelWidth+w]
			at := l*src.Row + j0*src.Col
			if direct, ok := any(row).([]float32); ok && src.Col == 1 {
				copy(direct, src.Data[at:])
				continue
			}
			for j := range row {
				row[j] = convert(src.Data[at])
				at += src.Col
			}
		}
	}
}

// bf16 reports whether every element of the k × n matrix is a bfloat16 number.
func (m Matrix) bf16(k, n int) bool {
	if k == 0 || n == 0 {
		return false
	}
	part := func(v float32) bool { return math.Float32bits(v)<<16 != 0 }
	rows, length, step := k, n, m.Row
	if m.Row == 1 { // the same elements, in the order of memory
		rows, length, step = n, k, m.Col
	} else if m.Col != 1 {
		return false
	}
	for i := range rows {
		if slices.ContainsFunc(m.Data[i*step:i*step+length], part) {
			return false
		}
	}
	return true
}

// row gives n ≤ PanelWidth elements of row l from offset off on, in float32.
func (b Right) row(off, l, n int, buf *[PanelWidth]float32) []float32 {
	at := off + l*b.ld
	if b.half == nil {
		return b.data[at : at+n]
	}
	for j, h := range b.half[at : at+n] {
		buf[j] = math.Float32frombits(uint32(h) << 16)
	}
	return buf[:n]
}
