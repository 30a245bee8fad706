package native

import "math"

// Elementary functions in explicit float64 steps: the same bits on every
// machine, which package math does not promise (some ports use assembly, some
// compilers fuse). Accurate to about 1e-15; used a few times per row or step.

const (
	ln2High = 0x1.62e42fee00000p-1 // the upper 33 bits of ln 2: n·ln2High is exact
	ln2Low  = 0x1.a39ef35793c76p-33
)

// log is the natural logarithm of a positive normal number.
func log(x float64) float64 {
	bits := math.Float64bits(x)
	e := int(bits>>52) - 1023
	m := math.Float64frombits(bits&(1<<52-1) | 1023<<52)
	if m > math.Sqrt2 {
		m /= 2
		e++
	}
	// log m = 2 atanh(s), |s| <= 0.1716: odd series, 12 terms.
	s := (m - 1) / (m + 1)
	q := float64(s * s)
	t := 0.0
	for k := 23; k >= 3; k -= 2 {
		t = float64((t + 1/float64(k)) * q)
	}
	n := float64(e)
	return float64(n*ln2High) + (float64(n*ln2Low) + float64(2*float64(s*(1+t))))
}

// exp is e^x for |x| <= 700.
func exp(x float64) float64 {
	n := math.Floor(float64(x*math.Log2E) + 0.5)
	r := (x - float64(n*ln2High)) - float64(n*ln2Low)
	t := 1.0
	for k := 14; k >= 1; k-- {
		t = 1 + float64(float64(t*r)/float64(k))
	}
	return float64(t * math.Float64frombits(uint64(int64(n)+1023)<<52))
}

const (
	halfPiHigh = 0x1.921fb54400000p+0 // 33 bits each, so that n·part is exact
	halfPiMid  = 0x1.0b4611a600000p-34
	halfPiLow  = 0x1.3198a2e037073p-69
)

// sincos is the sine and cosine of an angle of at most 2^20.
func sincos(x float64) (sin, cos float64) {
	n := math.Floor(float64(x*(2/math.Pi)) + 0.5)
	r := ((x - float64(n*halfPiHigh)) - float64(n*halfPiMid)) - float64(n*halfPiLow)
	q := float64(r * r)
	s, c := 1.0, 1.0
	for k := 19; k >= 3; k -= 2 {
		s = 1 - float64(float64(s*q)/float64(k*(k-1)))
	}
	for k := 20; k >= 2; k -= 2 {
		c = 1 - float64(float64(c*q)/float64(k*(k-1)))
	}
	s = float64(s * r)
	switch int64(n) & 3 {
	case 1:
		return c, -s
	case 2:
		return -s, -c
	case 3:
		return -c, s
	}
	return s, c
}

// power is b^n by repeated squaring.
func power(b float64, n uint64) float64 {
	p := 1.0
	for ; n > 0; n >>= 1 {
		if n&1 == 1 {
			p = float64(p * b)
		}
		b = float64(b * b)
	}
	return p
}

func sqrt32(x float32) float32 { return float32(math.Sqrt(float64(x))) }
