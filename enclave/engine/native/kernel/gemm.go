package kernel

import "fmt"

// A product visits A in blocks of blockM rows and blockK columns, so that a
// block stays in the second-level cache (288 KiB of it) and the part of a
// panel that meets it in the first (24 KiB). The chain of an element continues
// through C from one block to the next, so the values change no bit.
//
// With few rows, as in decoding, a packed B is a stream from main memory that
// nothing reads twice: it is not cut, so that it stays one stream.
const (
	blockK  = 384
	blockM  = 192
	fewRows = 8
)

// Matrix is a strided view: element (i, j) is Data[i*Row+j*Col]. The left
// operand of a product may be transposed by swapping the strides.
type Matrix struct {
	Data     []float32
	Row, Col int
}

// Rows views data as row-major with ld elements from one row to the next.
func Rows(data []float32, ld int) Matrix { return Matrix{data, ld, 1} }

// Columns views data, row-major with leading dimension ld, transposed.
func Columns(data []float32, ld int) Matrix { return Matrix{data, 1, ld} }

// Right is the right operand of a product, K × N: row-major in memory, or
// packed into panels of PanelWidth columns. Packed rows end in zeros.
type Right struct {
	data   []float32
	half   []uint16 // in place of data: bfloat16
	ld     int      // elements from one k to the next
	stride int      // elements from one panel to the next
	packed bool     // the last panel is whole in memory
}

// RightRows uses a row-major K × N matrix in place.
func RightRows(data []float32, ld int) Right { return Right{data: data, ld: ld, stride: PanelWidth} }

// Mul computes C = A·B, or C += A·B with acc, where A is m × k, B k × n and C
// m × n, row-major with leading dimension ldc. Each element is
// fma(a[i,k-1], b[k-1,j], … fma(a[i,0], b[0,j], start)), start being the old C
// or +0: the same bits on every instruction set. It panics when an operand is
// too short for its shape.
func (s *Set) Mul(m, n, k int, a Matrix, b Right, c []float32, ldc int, acc bool) {
	if m == 0 || n == 0 {
		return
	}
	last := (n - 1) / PanelWidth
	if k > 0 {
		_ = a.Data[(m-1)*a.Row+(k-1)*a.Col]
		end := (n-1)%PanelWidth + 1
		if b.packed {
			end = PanelWidth
		}
		end += last*b.stride + (k-1)*b.ld
		if b.half != nil {
			_ = b.half[end-1]
		} else {
			_ = b.data[end-1]
		}
	}
	_ = c[(m-1)*ldc+n-1]
	if ldc < n || a.Row < 0 || a.Col < 0 {
		panic(fmt.Sprintf("kernel: product of %d×%d with leading dimension %d", m, n, ldc))
	}
	if s.tiles == nil || k == 0 {
		scalarMul(m, n, k, a, b, c, ldc, acc)
		return
	}
	deep := blockK
	if m <= fewRows && b.packed {
		deep = k
	}
	for k0 := 0; k0 < k; k0 += deep {
		z := block{a: a, k0: k0, depth: min(deep, k-k0), b: b, c: c, n: n, ldc: ldc}
		if acc || k0 > 0 {
			z.acc = 1
		}
		for i0 := 0; i0 < m; i0 += blockM {
			s.block(&z, i0, min(blockM, m-i0))
		}
	}
}

// block is the part of a product that is computed together.
type block struct {
	a         Matrix
	k0, depth int
	b         Right
	c         []float32
	n, ldc    int
	acc       int
}

// block computes m rows from row i on. Packed panels are all whole; of others
// the last, if it is not, goes to the edge tiles.
func (s *Set) block(z *block, i, m int) {
	panels := z.n / PanelWidth
	if z.b.packed {
		panels = (z.n + PanelWidth - 1) / PanelWidth
	}
	for r, left := 0, m; panels > 0 && left > 0; r++ {
		rows := s.tiles[r].rows
		run := s.run(r, left)
		for p := 0; p < panels && run > 0; {
			v := 0
			for s.tiles[r].across[v].panels > panels-p {
				v++
			}
			t := &s.tiles[r].across[v]
			off := p*z.b.stride + z.k0*z.b.ld
			j := p * PanelWidth
			a, c, n := &z.a.Data[(i+m-left)*z.a.Row+z.k0*z.a.Col], &z.c[(i+m-left)*z.ldc+j], min(z.n-j, t.panels*PanelWidth)
			if z.b.half != nil {
				t.bf16(run*rows, z.depth, a, 4*z.a.Row, 4*z.a.Col, &z.b.half[off], 2*z.b.ld, 2*z.b.stride, c, 4*z.ldc, z.acc, n)
			} else {
				t.float32(run*rows, z.depth, a, 4*z.a.Row, 4*z.a.Col, &z.b.data[off], 4*z.b.ld, 4*z.b.stride, c, 4*z.ldc, z.acc, n)
			}
			p += t.panels
		}
		left -= run * rows
	}
	for j := panels * PanelWidth; j < z.n; j += s.lanes {
		off := j/PanelWidth*z.b.stride + j%PanelWidth + z.k0*z.b.ld
		for e, left := 0, m; left > 0; e++ {
			t := &s.edges[e]
			rows := left / t.rows * t.rows
			if rows == 0 {
				continue
			}
			at := i + m - left
			t.float32(rows, z.depth, &z.a.Data[at*z.a.Row+z.k0*z.a.Col], 4*z.a.Row, 4*z.a.Col, &z.b.data[off], 4*z.b.ld, 0, &z.c[at*z.ldc+j], 4*z.ldc, z.acc, min(s.lanes, z.n-j))
			left -= rows
		}
	}
}

// run is how many tiles of height r go into left rows, the lower heights
// taking the rest. It leaves a pair of even tiles instead of a tall and a flat
// one: flat tiles have too few chains to keep the multipliers busy.
func (s *Set) run(r, left int) int {
	rows := s.tiles[r].rows
	n := left / rows
	if n > 0 && r == 0 && rows == 6 && left%6 == 2 {
		n-- // 6 + 2 = 4 + 4
	}
	return n
}

// scalarMul is the definition of a product: each element one chain of FMA.
func scalarMul(m, n, k int, a Matrix, b Right, c []float32, ldc int, acc bool) {
	var buf [PanelWidth]float32
	for i := range m {
		for j := 0; j < n; j += PanelWidth {
			w := min(PanelWidth, n-j)
			row := c[i*ldc+j : i*ldc+j+w]
			if !acc {
				clear(row)
			}
			for l := range k {
				x := a.Data[i*a.Row+l*a.Col]
				for e, y := range b.row(j/PanelWidth*b.stride, l, w, &buf) {
					row[e] = FMA(x, y, row[e])
				}
			}
		}
	}
}
