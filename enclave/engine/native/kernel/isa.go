package kernel

import "fmt"

// ISA names an instruction set for which kernels exist. The choice changes
// speed, never a bit of a result.
type ISA int

// The instruction sets, slowest first.
const (
	Scalar ISA = iota // portable Go
	AVX2              // AVX2 and FMA3
	AVX512            // AVX-512 F, with BMI2
)

// String returns the name used in logs and benchmark names.
func (i ISA) String() string {
	switch i {
	case Scalar:
		return "scalar"
	case AVX2:
		return "avx2"
	case AVX512:
		return "avx512"
	}
	return fmt.Sprintf("isa(%d)", int(i))
}

// tile walks down m rows of C, computing C (+)= A·B; see gen/gemm.go. T is the
// element of B.
type tile[T float32 | uint16] func(m, k int, a *float32, ars, aks int, b *T, bks, bps int, c *float32, ldc int, acc, n int)

// tileRow is the tiles of one height, widest first, the last of one panel.
type tileRow struct {
	rows   int
	across []tilePair
}

// tilePair is one shape of tile for both types of panels.
type tilePair struct {
	panels  int
	float32 tile[float32]
	bf16    tile[uint16]
}

// edgeTile is one vector wide and needs no packed panels.
type edgeTile struct {
	rows    int
	float32 tile[float32]
}

// Set is the kernels of one instruction set. It has no state: one Set may be
// used by any number of goroutines.
type Set struct {
	isa   ISA
	lanes int        // columns of an edge tile
	tiles []tileRow  // tallest first, the last of one row; nil on Scalar
	edges []edgeTile // tallest first, the last of one row
	rows  *rows      // nil on Scalar
}

// rows are the vector forms of the methods of row.go and adamw.go; n counts
// elements and is never 0.
type rows struct {
	max            func(n int, x *float32) float32
	expSum         func(n int, x *float32, top float32) float32
	softmaxGrad    func(n int, dp, p *float32, dot float32)
	swiglu         func(n int, h, g, u *float32)
	swigluGrad     func(n int, g, u, dh *float32)
	scale          func(n int, x *float32, f float32)
	add            func(n int, y, x *float32)
	dot            func(n int, x, y *float32) float32
	dot3           func(n int, x, y, z *float32) float32
	norm           func(n int, y, x, w *float32, inv float32)
	normGrad       func(n int, dx, x, w, dy *float32, inv, c float32)
	normWeightGrad func(n int, dw, x, dy *float32, inv float32)
	rotate         func(n int, lo, hi, cos, sin *float32)
	rotateBack     func(n int, lo, hi, cos, sin *float32)
	update         func(n int, p, m, v, g, a *float32)
}

// ISA returns the instruction set in use.
func (s *Set) ISA() ISA { return s.isa }

// New returns the kernels of an instruction set; an error if this processor
// lacks it.
func New(isa ISA) (*Set, error) {
	for _, have := range Available() {
		if have == isa {
			return newSet(isa), nil
		}
	}
	return nil, fmt.Errorf("kernel: this processor has no %s; use one of %v", isa, Available())
}

// Best returns the fastest kernels this processor can run and that agree with
// the definitions on it.
func Best() *Set {
	have := Available()
	for i := len(have) - 1; i > 0; i-- {
		if s := newSet(have[i]); s.agrees() {
			return s
		}
	}
	return newSet(Scalar)
}
