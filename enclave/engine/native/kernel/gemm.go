package kernel

import "fmt"

// PanelWidth is the number of columns of one packed panel, the same for every
// instruction set.
const PanelWidth = 32

// blockK bounds the depth of one pass over a panel, so that the panel's part
// stays in the first-level cache. The chain of an element continues through C
// from one pass to the next, so the value of this constant changes no bit.
const blockK = 384

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
	ld     int // elements from one k to the next
	stride int // elements from one panel to the next
}

// RightRows uses a row-major K × N matrix in place.
func RightRows(data []float32, ld int) Right { return Right{data, ld, PanelWidth} }

// Panels is a matrix packed once for many products.
type Panels struct {
	K, N int
	data []float32
}

// NewPanels allocates room for a K × N matrix.
func NewPanels(k, n int) *Panels {
	return &Panels{K: k, N: n, data: make([]float32, (n+PanelWidth-1)/PanelWidth*PanelWidth*k)}
}

// Right returns the packed matrix as an operand.
func (p *Panels) Right() Right { return Right{p.data, PanelWidth, PanelWidth * p.K} }

// Pack fills the panels from src, a K × N matrix in any strides.
func (p *Panels) Pack(src Matrix) {
	for j0 := 0; j0 < p.N; j0 += PanelWidth {
		w := min(PanelWidth, p.N-j0)
		dst := p.data[j0*p.K : (j0+PanelWidth)*p.K]
		if src.Col == 1 {
			for k := range p.K {
				copy(dst[k*PanelWidth:k*PanelWidth+w], src.Data[k*src.Row+j0:])
			}
			continue
		}
		for j := range w {
			col := src.Data[(j0+j)*src.Col:]
			for k := range p.K {
				dst[k*PanelWidth+j] = col[k*src.Row]
			}
		}
	}
}

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
		_ = b.data[last*b.stride+(k-1)*b.ld+(n-1)%PanelWidth]
	}
	_ = c[(m-1)*ldc+n-1]
	if ldc < n || a.Row < 0 || a.Col < 0 {
		panic(fmt.Sprintf("kernel: product of %d×%d with leading dimension %d", m, n, ldc))
	}
	for k0 := 0; k0 == 0 || k0 < k; k0 += blockK {
		depth := min(blockK, k-k0)
		more := acc || k0 > 0
		for p := 0; p <= last; p++ {
			w := min(PanelWidth, n-p*PanelWidth)
			if s.tiles == nil || depth == 0 {
				scalarPanel(m, w, depth, a, k0, b, p*b.stride+k0*b.ld, c[p*PanelWidth:], ldc, more)
				continue
			}
			for j := 0; j < w; {
				wide := w-j >= 2*s.lanes
				cols := min(s.lanes, w-j)
				if wide {
					cols = 2 * s.lanes
				}
				s.column(m, cols, depth, wide, a, k0, &b.data[p*b.stride+k0*b.ld+j], b.ld, c[p*PanelWidth+j:], ldc, more)
				j += cols
			}
		}
	}
}

// column runs tiles down one column of C.
func (s *Set) column(m, n, k int, wide bool, a Matrix, k0 int, b *float32, ldb int, c []float32, ldc int, acc bool) {
	flag := 0
	if acc {
		flag = 1
	}
	t := 0
	for i := 0; i < m; {
		for s.tiles[t].rows > m-i {
			t++
		}
		f := s.tiles[t].narrow
		if wide {
			f = s.tiles[t].wide
		}
		f(k, &a.Data[i*a.Row+k0*a.Col], 4*a.Row, 4*a.Col, b, 4*ldb, &c[i*ldc], 4*ldc, flag, n)
		i += s.tiles[t].rows
	}
}

// scalarPanel is the definition of a product: up to PanelWidth columns, each
// element one chain of FMA.
func scalarPanel(m, n, k int, a Matrix, k0 int, b Right, off int, c []float32, ldc int, acc bool) {
	for i := range m {
		row := c[i*ldc : i*ldc+n]
		if !acc {
			clear(row)
		}
		for l := range k {
			x := a.Data[i*a.Row+(k0+l)*a.Col]
			for j, y := range b.data[off+l*b.ld : off+l*b.ld+n] {
				row[j] = FMA(x, y, row[j])
			}
		}
	}
}
