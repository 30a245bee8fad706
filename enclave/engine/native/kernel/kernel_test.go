package kernel

import (
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"syscall"
	"testing"
)

// exactFMA rounds a·b+c once, by arbitrary precision.
func exactFMA(a, b, c float32) float32 {
	x := new(big.Float).SetPrec(2000).SetFloat64(float64(a))
	x.Mul(x, new(big.Float).SetPrec(2000).SetFloat64(float64(b)))
	x.Add(x, new(big.Float).SetPrec(2000).SetFloat64(float64(c)))
	f, _ := x.Float32()
	return f
}

func finite(f float32) bool { return !math.IsNaN(float64(f)) && !math.IsInf(float64(f), 0) }

func FuzzFMA(f *testing.F) {
	for _, s := range [][3]uint32{
		{0x3f800001, 0x3f800001, 0x2f800000}, {0x3fffffff, 0x3fffffff, 0x33800001},
		{1, 1, 1}, {0x00800000, 0x3f7fffff, 0x80000001}, {0x7f7fffff, 0x40000000, 0xff7fffff},
		{0x3f800001, 0x34000000, 0x3f800000}, {0xbf800001, 0x33800000, 0x3f800000}, {0, 0x80000000, 0x80000000},
	} {
		f.Add(s[0], s[1], s[2])
	}
	f.Fuzz(func(t *testing.T, x, y, z uint32) {
		a, b, c := math.Float32frombits(x), math.Float32frombits(y), math.Float32frombits(z)
		if !finite(a) || !finite(b) || !finite(c) {
			t.Skip()
		}
		got, want := FMA(a, b, c), exactFMA(a, b, c)
		if got != want {
			t.Fatalf("FMA(%x, %x, %x) = %x, want %x", x, y, z, math.Float32bits(got), math.Float32bits(want))
		}
	})
}

// TestFMADoubleRounding draws operands whose exact sum lies next to a float32
// tie, where a float64 FMA rounded to float32 goes wrong.
func TestFMADoubleRounding(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	naive := 0
	for range 200_000 {
		a := math.Float32frombits(0x3f800000 | r.Uint32()&0x7fffff)
		b := math.Float32frombits(0x3f800000 | r.Uint32()&0x7fffff)
		c := float32(math.Ldexp(float64(r.Uint32()>>8|1)-1<<23, 2-r.IntN(60)))
		want := exactFMA(a, b, c)
		if got := FMA(a, b, c); got != want {
			t.Fatalf("FMA(%v, %v, %v) = %v, want %v", a, b, c, got, want)
		}
		// (1+i·ulp)(1-i·ulp)·2^-24 lies just below half an ulp of c in [1,2).
		i := float32(1+r.IntN(200)) / (1 << 23)
		odd := math.Float32frombits(0x3f800001 | r.Uint32()&0x7fffff)
		for _, v := range [][3]float32{{1 + i, (1 - i) / (1 << 24), odd}, {1 + i, (i - 1) / (1 << 24), odd}, {a, b / (1 << 24), c}} {
			want := exactFMA(v[0], v[1], v[2])
			if got := FMA(v[0], v[1], v[2]); got != want {
				t.Fatalf("FMA(%v) = %v, want %v", v, got, want)
			}
			if float32(math.FMA(float64(v[0]), float64(v[1]), float64(v[2]))) != want {
				naive++
			}
		}
	}
	if naive == 0 {
		t.Error("no draw separates the exact FMA from the double-rounded one: the test is blind")
	}
}

func normal(r *rand.Rand, n int) []float32 {
	v := make([]float32, n)
	for i := range v {
		v[i] = float32(r.NormFloat64())
	}
	return v
}

// fill mixes in zeros of both signs, tiny and subnormal numbers (which are
// slow: benchmarks use normal).
func fill(r *rand.Rand, n int) []float32 {
	v := normal(r, n)
	for i := range v {
		if r.IntN(50) == 0 {
			v[i] = math.Float32frombits(r.Uint32() & 0x8fffffff) // tiny and subnormal
		}
	}
	return v
}

func sets(t testing.TB) []*Set {
	var all []*Set
	for _, isa := range Available() {
		s, err := New(isa)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, s)
	}
	return all
}

// checkMul compares a product of every operand layout and instruction set with
// a loop; half makes B bfloat16.
func checkMul(t *testing.T, r *rand.Rand, m, n, k int, half bool) {
	t.Helper()
	a, b := fill(r, m*k), fill(r, k*n)
	if half {
		for i, v := range b {
			b[i] = math.Float32frombits(math.Float32bits(v) &^ 0xffff)
		}
	}
	start := fill(r, m*n)
	bt := make([]float32, len(b))
	at := make([]float32, len(a))
	for i := range m {
		for l := range k {
			at[l*m+i] = a[i*k+l]
		}
	}
	for l := range k {
		for j := range n {
			bt[j*k+l] = b[l*n+j]
		}
	}
	p, pt := NewPanels(k, n), NewPanels(k, n)
	p.Pack(Rows(b, n))
	pt.Pack(Columns(bt, k))
	if k > 0 && half != p.BF16() || half && !pt.BF16() && k > 0 {
		t.Fatalf("packed as bfloat16: %v, %v, want %v", p.BF16(), pt.BF16(), half)
	}
	for _, acc := range []bool{false, true} {
		want := append([]float32(nil), start...)
		for i := range m {
			for j := range n {
				s := want[i*n+j]
				if !acc {
					s = 0
				}
				for l := range k {
					s = FMA(a[i*k+l], b[l*n+j], s)
				}
				want[i*n+j] = s
			}
		}
		for _, s := range sets(t) {
			for _, left := range []Matrix{Rows(a, k), Columns(at, m)} {
				for ri, right := range []Right{RightRows(b, n), p.Right(), pt.Right()} {
					got := append(append([]float32(nil), start...), 7, 7)
					s.Mul(m, n, k, left, right, got, n, acc)
					for i := range want {
						if math.Float32bits(got[i]) != math.Float32bits(want[i]) {
							t.Fatalf("%v %d×%d×%d acc %v right %d: element %d is %x, want %x", s.ISA(), m, n, k, acc, ri, i, got[i], want[i])
						}
					}
					if got[m*n] != 7 || got[m*n+1] != 7 {
						t.Fatalf("%v %d×%d×%d wrote past the result", s.ISA(), m, n, k)
					}
				}
			}
		}
	}
}

func TestMulSameBits(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, z := range [][3]int{
		{1, 1, 1}, {12, 32, 8}, {13, 33, 7}, {24, 8, 128}, {11, 17, 5}, {31, 40, 400}, {3, 96, 1}, {23, 15, 64}, {5, 70, 33}, {4, 4, 0},
		{1, 100, 50}, {2, 70, 385}, {3, 64, 20}, {8, 64, 9}, {200, 17, 3}, {14, 48, 10},
	} {
		checkMul(t, r, z[0], z[1], z[2], false)
		checkMul(t, r, z[0], z[1], z[2], true)
	}
}

// TestPanelsFollowTheWeights: panels change their type when the numbers do,
// and a range of columns multiplies as the whole does.
func TestPanelsFollowTheWeights(t *testing.T) {
	const k, n = 5, 40
	w := make([]float32, k*n)
	for i := range w {
		w[i] = float32(i - 90)
	}
	p := NewPanels(k, n)
	for i, exact := range []bool{true, false, true} {
		w[7] = 3
		if !exact {
			w[7] = 1.0 / 3
		}
		p.Pack(Rows(w, n))
		size := 48 * k * 4
		if exact {
			size /= 2
		}
		if p.BF16() != exact || p.Bytes() != size {
			t.Fatalf("pack %d: bfloat16 %v in %d bytes, want %v in %d", i, p.BF16(), p.Bytes(), exact, size)
		}
		column := make([]float32, k)
		for j := range n {
			p.Column(column, j)
			for l, v := range column {
				if v != w[l*n+j] {
					t.Fatalf("pack %d: element %d of column %d is %v, want %v", i, l, j, v, w[l*n+j])
				}
			}
		}
		x, whole, parts := []float32{1, -2, 3, 0.5, 7}, make([]float32, n), make([]float32, n)
		for _, s := range sets(t) {
			s.Mul(1, n, k, Rows(x, k), p.Right(), whole, n, false)
			s.Mul(1, 16, k, Rows(x, k), p.Right(), parts, 16, false)
			s.Mul(1, n-16, k, Rows(x, k), p.From(16), parts[16:], n-16, false)
			if !slices.Equal(whole, parts) {
				t.Errorf("%v: two ranges give %v, the whole %v", s.ISA(), parts, whole)
			}
		}
	}
}

// TestMemory: panels in one memory do not overlap and work when it is full.
func TestMemory(t *testing.T) {
	const k, n = 6, 40
	m := NewMemory(3*Room(k, n) - 1)
	parts := make([]*Panels, 4)
	for i := range parts {
		w := make([]float32, k*n)
		for j := range w {
			w[j] = float32(i + 1)
		}
		parts[i] = m.NewPanels(k, n)
		parts[i].Pack(Rows(w, n))
	}
	for i, p := range parts {
		column := make([]float32, k)
		for j := range n {
			p.Column(column, j)
			if !p.BF16() || column[0] != float32(i+1) || column[k-1] != float32(i+1) || cap(p.half) != Room(k, n) {
				t.Fatalf("panels %d, column %d: %v", i, j, column)
			}
		}
	}
}

func FuzzMul(f *testing.F) {
	f.Add(uint64(1), uint8(12), uint8(32), uint16(16), false)
	f.Add(uint64(2), uint8(7), uint8(9), uint16(390), false)
	f.Add(uint64(3), uint8(1), uint8(70), uint16(40), true)
	f.Fuzz(func(t *testing.T, seed uint64, m, n uint8, k uint16, half bool) {
		checkMul(t, rand.New(rand.NewPCG(seed, 5)), 1+int(m)%40, 1+int(n)%80, int(k)%420, half)
	})
}

// processorSeconds is the user time of this process: unlike wall time it says
// something on a machine that others use too.
func processorSeconds() float64 {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return float64(u.Utime.Sec) + float64(u.Utime.Usec)/1e6
}

// BenchmarkMul measures packed products: cubes, whose best is the ceiling that
// BenchmarkBaseLoRA is compared with, and the shapes of the models.
func BenchmarkMul(b *testing.B) {
	for _, z := range [][3]int{{128, 128, 128}, {256, 256, 256}, {512, 512, 512}, {1024, 1024, 1024}, {128, 352, 128}, {256, 704, 256}, {256, 256, 704}, {256, 8, 256}, {256, 256, 8}} {
		for _, s := range sets(b)[1:] {
			for _, half := range []bool{false, true} {
				benchmarkMul(b, s, z[0], z[1], z[2], half)
			}
		}
	}
}

// BenchmarkDecode streams the weights of a large model through products of few
// rows: bound by memory.
func BenchmarkDecode(b *testing.B) {
	for _, rows := range []int{1, 2, 4, 8} {
		for _, s := range sets(b)[1:] {
			for _, half := range []bool{false, true} {
				benchmarkMul(b, s, rows, 49152, 576, half)
			}
		}
	}
}

func benchmarkMul(b *testing.B, s *Set, m, n, k int, half bool) {
	name := "float32"
	if half {
		name = "bf16"
	}
	b.Run(fmt.Sprintf("%s/%s/%dx%dx%d", s.ISA(), name, m, n, k), func(b *testing.B) {
		r := rand.New(rand.NewPCG(1, 1))
		x, y, c := normal(r, m*k), normal(r, k*n), make([]float32, m*n)
		if half {
			for i, v := range y {
				y[i] = math.Float32frombits(math.Float32bits(v) &^ 0xffff)
			}
		}
		p := NewPanels(k, n)
		p.Pack(Rows(y, n))
		start := processorSeconds()
		b.ResetTimer()
		for range b.N {
			s.Mul(m, n, k, Rows(x, k), p.Right(), c, n, false)
		}
		cpu := processorSeconds() - start
		b.ReportMetric(2*float64(m*n*k)*float64(b.N)/cpu/1e9, "GFLOP/cpu-s")
		if m <= 8 {
			b.ReportMetric(float64(p.Bytes())*float64(b.N)/cpu/1e9, "GB/cpu-s")
		}
	})
}
