package kernel

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// rowCases run every row method on copies of the same operands; each returns
// all it wrote.
var rowCases = []struct {
	name string
	run  func(s *Set, n int, v func(int) []float32, f float32) [][]float32
}{
	{"ExpSum", func(s *Set, n int, v func(int) []float32, f float32) [][]float32 {
		x := v(0)
		top, sum := s.ExpSum(x)
		return [][]float32{x, {top, sum}}
	}},
	{"Softmax", func(s *Set, n int, v func(int) []float32, f float32) [][]float32 {
		x := v(0)
		s.Softmax(x)
		return [][]float32{x}
	}},
	{"SoftmaxGrad", func(s *Set, n int, v func(int) []float32, f float32) [][]float32 {
		x := v(0)
		s.SoftmaxGrad(x, v(1))
		return [][]float32{x}
	}},
	{"Scale", func(s *Set, n int, v func(int) []float32, f float32) [][]float32 {
		x := v(0)
		s.Scale(x, f)
		return [][]float32{x}
	}},
	{"Add", func(s *Set, n int, v func(int) []float32, f float32) [][]float32 {
		x := v(0)
		s.Add(x, v(1))
		return [][]float32{x}
	}},
	{"SwiGLU", func(s *Set, n int, v func(int) []float32, f float32) [][]float32 {
		x := v(0)
		s.SwiGLU(x, v(1), v(2))
		return [][]float32{x}
	}},
	{"SwiGLUGrad", func(s *Set, n int, v func(int) []float32, f float32) [][]float32 {
		x, y := v(0), v(1)
		s.SwiGLUGrad(x, y, v(2))
		return [][]float32{x, y}
	}},
	{"RMSNorm", func(s *Set, n int, v func(int) []float32, f float32) [][]float32 {
		x := v(0)
		inv := s.RMSNorm(x, v(1), v(2), 1e-5)
		return [][]float32{x, {inv}}
	}},
	{"RMSNormGrad", func(s *Set, n int, v func(int) []float32, f float32) [][]float32 {
		x := v(0)
		s.RMSNormGrad(x, v(1), v(2), v(3), f)
		return [][]float32{x}
	}},
	{"RMSNormWeightGrad", func(s *Set, n int, v func(int) []float32, f float32) [][]float32 {
		x := v(0)
		s.RMSNormWeightGrad(x, v(1), v(2), f)
		return [][]float32{x}
	}},
	{"Rotate", func(s *Set, n int, v func(int) []float32, f float32) [][]float32 {
		x := append(v(0), v(1)...)
		s.Rotate(x, v(2), v(3))
		return [][]float32{x}
	}},
	{"RotateBack", func(s *Set, n int, v func(int) []float32, f float32) [][]float32 {
		x := append(v(0), v(1)...)
		s.RotateBack(x, v(2), v(3))
		return [][]float32{x}
	}},
	{"Update", func(s *Set, n int, v func(int) []float32, f float32) [][]float32 {
		p, m, q := v(0), v(1), v(2)
		for i := range q {
			q[i] = float32(math.Abs(float64(q[i])))
		}
		s.Update(&AdamW{Clip: f, Keep: 0.99, Step: 0.01, OneBeta1: 0.1, Beta2: 0.999, OneBeta2: 0.001, RootBias2: 0.3, Epsilon: 1e-8}, p, m, q, v(3))
		return [][]float32{p, m, q}
	}},
}

func checkRows(t *testing.T, seed uint64, n int, spread float32) {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 6))
	var operands [4][]float32
	for i := range operands {
		operands[i] = fill(r, n+4)
		for j := range operands[i] {
			operands[i][j] *= spread
		}
	}
	f := float32(r.NormFloat64())
	for _, c := range rowCases {
		var want [][]float32
		for _, s := range sets(t) {
			// Elements past n are a fence.
			var used [][]float32
			got := c.run(s, n, func(i int) []float32 {
				full := append([]float32(nil), operands[i]...)
				used = append(used, full)
				return full[:n:n]
			}, f)
			for _, u := range used {
				for j := n; j < n+4; j++ {
					if !fenced(u, operands[:], j) {
						t.Fatalf("%v %s of %d wrote past the end", s.ISA(), c.name, n)
					}
				}
			}
			if want == nil {
				want = got
				continue
			}
			for i := range want {
				for j := range want[i] {
					if math.Float32bits(got[i][j]) != math.Float32bits(want[i][j]) && !(want[i][j] != want[i][j] && got[i][j] != got[i][j]) {
						t.Fatalf("%v %s of %d, output %d[%d]: %x, want %x", s.ISA(), c.name, n, i, j, got[i][j], want[i][j])
					}
				}
			}
		}
	}
}

// fenced reports whether u[j] still is the j-th element of one operand.
func fenced(u []float32, operands [][]float32, j int) bool {
	for _, o := range operands {
		if math.Float32bits(u[j]) == math.Float32bits(o[j]) {
			return true
		}
	}
	return false
}

func TestRowsSameBits(t *testing.T) {
	for n := 1; n < 70; n++ {
		for i, spread := range []float32{1, 30, 200} {
			t.Run(fmt.Sprintf("%d/%v", n, spread), func(t *testing.T) { checkRows(t, uint64(n*10+i), n, spread) })
		}
	}
}

func FuzzRows(f *testing.F) {
	f.Add(uint64(3), uint16(100), float32(50))
	f.Fuzz(func(t *testing.T, seed uint64, n uint16, spread float32) {
		if !finite(spread) {
			t.Skip()
		}
		checkRows(t, seed, 1+int(n)%600, spread)
	})
}

// TestExp compares with math.Exp over the whole range.
func TestExp(t *testing.T) {
	worst := 0.0
	for x := float32(-87); x <= 88; x += 0.00137 {
		want := math.Exp(float64(x))
		worst = max(worst, math.Abs(float64(Exp(x))-want)/want)
	}
	if worst > 2.5e-7 {
		t.Errorf("relative error %.3g, want at most 2.5e-7", worst)
	}
	nan := float32(math.NaN())
	if Exp(-100) != 0 || Exp(0) != 1 || Exp(1000) != Exp(88) || Exp(nan) == Exp(nan) {
		t.Errorf("Exp at -100, 0, 1000, NaN: %v %v %v %v", Exp(-100), Exp(0), Exp(1000), Exp(nan))
	}
}

// TestNaNComesThrough: a NaN must reach the loss on every path, or a diverged
// job would look sound.
func TestNaNComesThrough(t *testing.T) {
	for _, s := range sets(t) {
		for at := range 20 {
			x, g, u, h := make([]float32, 20), make([]float32, 20), make([]float32, 20), make([]float32, 20)
			x[at], g[at] = float32(math.NaN()), float32(math.NaN())
			if _, sum := s.ExpSum(x); sum == sum {
				t.Errorf("%v: ExpSum hides NaN at %d", s.ISA(), at)
			}
			if s.SwiGLU(h, g, u); h[at] == h[at] {
				t.Errorf("%v: SwiGLU hides NaN at %d", s.ISA(), at)
			}
		}
	}
}

func BenchmarkRows(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 1))
	const n = 1024
	x, g, u := normal(r, n), normal(r, n), normal(r, n)
	for _, s := range sets(b) {
		b.Run(fmt.Sprintf("%s/SwiGLU", s.ISA()), func(b *testing.B) {
			for b.Loop() {
				s.SwiGLU(x, g, u)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/n, "ns/element")
		})
		b.Run(fmt.Sprintf("%s/Softmax", s.ISA()), func(b *testing.B) {
			for b.Loop() {
				s.Softmax(g)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/n, "ns/element")
		})
	}
}
