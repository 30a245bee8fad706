package kernel

import "math"

// ExpSum replaces x by e^(x-max) and returns max and the sum.
func (s *Set) ExpSum(x []float32) (top, sum float32) {
	top = x[0]
	for _, v := range x {
		if v > top {
			top = v
		}
	}
	var acc lanes16
	for j, v := range x {
		e := Exp(v - top)
		x[j] = e
		acc[j&15] += e
	}
	return top, acc.fold()
}

// Scale multiplies x by f.
func (s *Set) Scale(x []float32, f float32) {
	for j := range x {
		x[j] = float32(x[j] * f)
	}
}

// Add adds x to y.
func (s *Set) Add(y, x []float32) {
	x = x[:len(y)]
	for j := range y {
		y[j] += x[j]
	}
}

// Softmax replaces x by its softmax.
func (s *Set) Softmax(x []float32) {
	_, sum := s.ExpSum(x)
	s.Scale(x, 1/sum)
}

// SoftmaxGrad replaces dp, the gradient at the probabilities p, by the
// gradient at their logits.
func (s *Set) SoftmaxGrad(dp, p []float32) {
	p = p[:len(dp)]
	var acc lanes16
	for j, v := range dp {
		acc[j&15] += float32(v * p[j])
	}
	dot := acc.fold()
	for j, v := range dp {
		dp[j] = float32(p[j] * (v - dot))
	}
}

// SwiGLU writes silu(g)·u to h.
func (s *Set) SwiGLU(h, g, u []float32) {
	g, u = g[:len(h)], u[:len(h)]
	for j, x := range g {
		h[j] = float32(float32(x*sigmoid(x)) * u[j])
	}
}

// SwiGLUGrad replaces g and u by their gradients, dh being that of
// silu(g)·u.
func (s *Set) SwiGLUGrad(g, u, dh []float32) {
	u, dh = u[:len(g)], dh[:len(g)]
	for j, x := range g {
		sg := sigmoid(x)
		silu := float32(x * sg)
		slope := sg + float32(silu*(1-sg))
		g[j], u[j] = float32(float32(dh[j]*u[j])*slope), float32(dh[j]*silu)
	}
}

// RMSNorm writes x/rms(x)·w to y and returns 1/rms(x) (Zhang and Sennrich,
// 2019).
func (s *Set) RMSNorm(y, x, w []float32, eps float32) float32 {
	y, w = y[:len(x)], w[:len(x)]
	var acc lanes16
	for j, v := range x {
		acc[j&15] += float32(v * v)
	}
	mean := acc.fold() / float32(len(x))
	inv := 1 / float32(math.Sqrt(float64(mean+eps)))
	for j, v := range x {
		y[j] = float32(float32(v*inv) * w[j])
	}
	return inv
}

// RMSNormGrad adds to dx the gradient at x, dy being that at the normed row
// and inv what RMSNorm returned.
func (s *Set) RMSNormGrad(dx, x, w, dy []float32, inv float32) {
	dx, w, dy = dx[:len(x)], w[:len(x)], dy[:len(x)]
	var acc lanes16
	for j, v := range x {
		acc[j&15] += float32(v * float32(dy[j]*w[j]))
	}
	c := float32(float32(float32(inv*inv)*inv)*acc.fold()) / float32(len(x))
	for j, v := range x {
		t := dx[j] + float32(inv*float32(dy[j]*w[j]))
		dx[j] = t - float32(v*c)
	}
}

// RMSNormWeightGrad adds to dw the gradient at the norm's weight.
func (s *Set) RMSNormWeightGrad(dw, x, dy []float32, inv float32) {
	dw, dy = dw[:len(x)], dy[:len(x)]
	for j, v := range x {
		dw[j] += float32(dy[j] * float32(v*inv))
	}
}

// Rotate turns the pairs (x[j], x[j+h]), h = len(x)/2, by the angles whose
// cosines and sines are given (half-split rotary embedding, as in Hugging
// Face's Llama).
func (s *Set) Rotate(x, cos, sin []float32) {
	h := len(x) / 2
	lo, hi := x[:h], x[h:2*h]
	cos, sin = cos[:h], sin[:h]
	for j, a := range lo {
		b := hi[j]
		lo[j] = float32(a*cos[j]) - float32(b*sin[j])
		hi[j] = float32(b*cos[j]) + float32(a*sin[j])
	}
}

// RotateBack is the transpose of Rotate.
func (s *Set) RotateBack(x, cos, sin []float32) {
	h := len(x) / 2
	lo, hi := x[:h], x[h:2*h]
	cos, sin = cos[:h], sin[:h]
	for j, a := range lo {
		b := hi[j]
		lo[j] = float32(a*cos[j]) + float32(b*sin[j])
		hi[j] = float32(b*cos[j]) - float32(a*sin[j])
	}
}

// Transpose writes the m × n matrix src (row-major, leading dimension ld) to
// dst as n × m, dense.
func (s *Set) Transpose(dst, src []float32, m, n, ld int) {
	for j := range n {
		row := dst[j*m : j*m+m]
		for i := range row {
			row[i] = src[i*ld+j]
		}
	}
}
