package kernel

import "math"

// The Go loops of this file are the definitions; the vector kernels do the
// same operations in the same order.

// ExpSum replaces x by e^(x-max) and returns max and the sum. x is not empty.
func (s *Set) ExpSum(x []float32) (top, sum float32) {
	top = s.max(x)
	if s.rows != nil {
		return top, s.rows.expSum(len(x), &x[0], top)
	}
	var acc lanes16
	for j, v := range x {
		e := Exp(v - top)
		x[j] = e
		acc[j&15] += e
	}
	return top, acc.fold()
}

// max is the largest element; a zero comes without its sign, about which
// instruction sets disagree.
func (s *Set) max(x []float32) float32 {
	top := x[0]
	if s.rows != nil {
		top = s.rows.max(len(x), &x[0])
	} else {
		for _, v := range x {
			if v > top {
				top = v
			}
		}
	}
	if top == 0 {
		return 0
	}
	return top
}

// Softmax replaces x by its softmax. x is not empty.
func (s *Set) Softmax(x []float32) {
	_, sum := s.ExpSum(x)
	s.Scale(x, 1/sum)
}

// SoftmaxGrad replaces dp, the gradient at the probabilities p, by the
// gradient at their logits.
func (s *Set) SoftmaxGrad(dp, p []float32) {
	p = p[:len(dp)]
	dot := s.dot(dp, p)
	if s.rows != nil {
		s.rows.softmaxGrad(len(dp), &dp[0], &p[0], dot)
		return
	}
	for j, v := range dp {
		dp[j] = float32(p[j] * (v - dot))
	}
}

// dot is the sum of x·y.
func (s *Set) dot(x, y []float32) float32 {
	y = y[:len(x)]
	if s.rows != nil {
		return s.rows.dot(len(x), &x[0], &y[0])
	}
	var acc lanes16
	for j, v := range x {
		acc[j&15] += float32(v * y[j])
	}
	return acc.fold()
}

// Scale multiplies x by f.
func (s *Set) Scale(x []float32, f float32) {
	if s.rows != nil && len(x) > 0 {
		s.rows.scale(len(x), &x[0], f)
		return
	}
	for j := range x {
		x[j] = float32(x[j] * f)
	}
}

// Add adds x to y.
func (s *Set) Add(y, x []float32) {
	x = x[:len(y)]
	if s.rows != nil && len(y) > 0 {
		s.rows.add(len(y), &y[0], &x[0])
		return
	}
	for j := range y {
		y[j] += x[j]
	}
}

// SwiGLU writes silu(g)·u to h.
func (s *Set) SwiGLU(h, g, u []float32) {
	g, u = g[:len(h)], u[:len(h)]
	if s.rows != nil {
		s.rows.swiglu(len(h), &h[0], &g[0], &u[0])
		return
	}
	for j, x := range g {
		h[j] = float32(float32(x*sigmoid(x)) * u[j])
	}
}

// SwiGLUGrad replaces g and u by their gradients, dh being that of
// silu(g)·u.
func (s *Set) SwiGLUGrad(g, u, dh []float32) {
	u, dh = u[:len(g)], dh[:len(g)]
	if s.rows != nil {
		s.rows.swigluGrad(len(g), &g[0], &u[0], &dh[0])
		return
	}
	for j, x := range g {
		sg := sigmoid(x)
		silu := float32(x * sg)
		slope := sg + float32(silu*(1-sg))
		g[j], u[j] = float32(float32(dh[j]*u[j])*slope), float32(dh[j]*silu)
	}
}

// RMSNorm writes x/rms(x)·w to y and returns 1/rms(x) (Zhang and Sennrich,
// "Root mean square layer normalization", 2019).
func (s *Set) RMSNorm(y, x, w []float32, eps float32) float32 {
	y, w = y[:len(x)], w[:len(x)]
	mean := s.dot(x, x) / float32(len(x))
	inv := 1 / float32(math.Sqrt(float64(mean+eps)))
	if s.rows != nil {
		s.rows.norm(len(x), &y[0], &x[0], &w[0], inv)
		return inv
	}
	for j, v := range x {
		y[j] = float32(float32(v*inv) * w[j])
	}
	return inv
}

// RMSNormGrad adds to dx the gradient at x, dy being that at the normed row
// and inv what RMSNorm returned.
func (s *Set) RMSNormGrad(dx, x, w, dy []float32, inv float32) {
	dx, w, dy = dx[:len(x)], w[:len(x)], dy[:len(x)]
	c := float32(float32(float32(inv*inv)*inv)*s.dot3(x, dy, w)) / float32(len(x))
	if s.rows != nil {
		s.rows.normGrad(len(x), &dx[0], &x[0], &w[0], &dy[0], inv, c)
		return
	}
	for j, v := range x {
		t := dx[j] + float32(inv*float32(dy[j]*w[j]))
		dx[j] = t - float32(v*c)
	}
}

// dot3 is the sum of x·(y·z).
func (s *Set) dot3(x, y, z []float32) float32 {
	if s.rows != nil {
		return s.rows.dot3(len(x), &x[0], &y[0], &z[0])
	}
	var acc lanes16
	for j, v := range x {
		acc[j&15] += float32(v * float32(y[j]*z[j]))
	}
	return acc.fold()
}

// RMSNormWeightGrad adds to dw the gradient at the norm's weight.
func (s *Set) RMSNormWeightGrad(dw, x, dy []float32, inv float32) {
	dw, dy = dw[:len(x)], dy[:len(x)]
	if s.rows != nil {
		s.rows.normWeightGrad(len(x), &dw[0], &x[0], &dy[0], inv)
		return
	}
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
	if s.rows != nil {
		s.rows.rotate(h, &lo[0], &hi[0], &cos[0], &sin[0])
		return
	}
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
	if s.rows != nil {
		s.rows.rotateBack(h, &lo[0], &hi[0], &cos[0], &sin[0])
		return
	}
	for j, a := range lo {
		b := hi[j]
		lo[j] = float32(a*cos[j]) + float32(b*sin[j])
		hi[j] = float32(b*cos[j]) - float32(a*sin[j])
	}
}

// Transpose writes the m × n matrix src (row-major, leading dimension ld) to
// dst as n × m, dense.
func (s *Set) Transpose(dst, src []float32, m, n, ld int) {
	for i := range m {
		for j, v := range src[i*ld : i*ld+n] {
			dst[j*m+i] = v
		}
	}
}
