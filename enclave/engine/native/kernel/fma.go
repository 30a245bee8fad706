package kernel

import "math"

// FMA returns a·b + c rounded once to float32, exactly what the vector units'
// fused multiply-add gives. The float64 product of two float32 values is
// exact; the sum is rounded to odd before it is rounded to float32, which
// removes the double rounding (Boldo and Melquiond, "Emulation of FMA and
// correctly rounded sums", 2008).
func FMA(a, b, c float32) float32 {
	p := float64(float64(a) * float64(b))
	q := float64(c)
	s := p + q
	// Knuth's TwoSum: p + q == s + e exactly.
	t := s - p
	e := (p - (s - t)) + (q - t)
	if e == 0 || e != e { // exact, or Inf and NaN
		return float32(s)
	}
	bits := math.Float64bits(s)
	if bits&1 == 0 {
		if (e > 0) == (s > 0) {
			bits++
		} else {
			bits--
		}
	}
	return float32(math.Float64frombits(bits))
}
