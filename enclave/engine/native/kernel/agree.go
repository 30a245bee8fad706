package kernel

import "math"

// agrees computes a small product of every form (packed float32, packed
// bfloat16, in place) with every height of tile, and compares it with the
// definition bit for bit. It costs a millisecond, once per job, and turns a
// kernel that is wrong on this processor into a slower one: many were never run
// on the processor at hand when they were written.
func (s *Set) agrees() bool {
	const k, n = 9, 70 // four panels and a part of one
	value := func(i int) float32 { return float32(i*7%61-30) / 16 }
	for _, m := range []int{3, 11, 29} { // every height of tile
		a, b := make([]float32, m*k), make([]float32, k*n)
		for i := range a {
			a[i] = value(i) + 1.0/(1<<20) // not a bfloat16
		}
		for i := range b {
			b[i] = value(3*i + 1) // bfloat16, so that it is packed as such
		}
		half, full := NewPanels(k, n), NewPanels(k, n)
		half.Pack(Rows(b, n))
		b[0] += 1.0 / (1 << 20)
		full.Pack(Rows(b, n))
		for _, right := range []Right{half.Right(), full.Right(), RightRows(b, n)} {
			got, want := make([]float32, m*n), make([]float32, m*n)
			for i := range got {
				got[i], want[i] = value(i), value(i)
			}
			s.Mul(m, n, k, Rows(a, k), right, got, n, true)
			scalarMul(m, n, k, Rows(a, k), right, want, n, true)
			for i := range got {
				if math.Float32bits(got[i]) != math.Float32bits(want[i]) {
					return false
				}
			}
		}
	}
	return true
}
