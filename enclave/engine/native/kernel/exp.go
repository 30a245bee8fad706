package kernel

import "math"

const (
	log2e   = 1.44269504088896341
	ln2High = 0.693359375 // 355/512: n·ln2High is exact
	ln2Low  = -2.12194440e-4
	// roundMagic rounds to an integer when added: 1.5·2^23.
	roundMagic = 12582912
)

// Exp returns e^x in explicit float32 steps, each rounded, about 1 ulp from
// the true value: 0 below -87, and as for 88 above. The polynomial is that of
// Cephes' expf (Moshier). It is the definition the vector kernels follow.
func Exp(x float32) float32 {
	if x < -87 {
		return 0
	}
	if x > 88 {
		x = 88
	}
	z := float32(x*log2e) + roundMagic
	n := z - roundMagic
	r := x - float32(n*ln2High)
	r -= float32(n * ln2Low)
	p := float32(r*1.9875691500e-4) + 1.3981999507e-3
	p = float32(p*r) + 8.3334519073e-3
	p = float32(p*r) + 4.1665795894e-2
	p = float32(p*r) + 1.6666665459e-1
	p = float32(p*r) + 5.0000001201e-1
	p = float32(p*float32(r*r)) + r
	p++
	return float32(p * math.Float32frombits(math.Float32bits(z)<<23+0x3f800000))
}

// sigmoid is 1/(1+e^-x).
func sigmoid(x float32) float32 { return 1 / (1 + Exp(-x)) }

// lanes16 is the fixed order of every sum that is not a product chain: element
// j is added to lane j mod 16 in ascending j, then lanes fold in halves.
type lanes16 [16]float32

func (l *lanes16) fold() float32 {
	for w := 8; w > 0; w /= 2 {
		for i := range w {
			l[i] += l[i+w]
		}
	}
	return l[0]
}
