package kernel

import "math"

// AdamW holds the numbers of one optimizer step (Loshchilov and Hutter, 2019),
// in PyTorch's order of operations. The vector kernels read the fields in this
// order.
type AdamW struct {
	Clip      float32 // factor on the gradient
	Keep      float32 // 1 - rate·decay
	Step      float32 // rate / (1 - beta1^t)
	OneBeta1  float32 // 1 - beta1
	Beta2     float32
	OneBeta2  float32 // 1 - beta2
	RootBias2 float32 // sqrt(1 - beta2^t)
	Epsilon   float32
}

// Update moves parameters p and moments m, v by gradient g.
func (s *Set) Update(a *AdamW, p, m, v, g []float32) {
	m, v, g = m[:len(p)], v[:len(p)], g[:len(p)]
	if s.rows != nil {
		s.rows.update(len(p), &p[0], &m[0], &v[0], &g[0], &a.Clip)
		return
	}
	for j := range p {
		x := float32(g[j] * a.Clip)
		m[j] += float32((x - m[j]) * a.OneBeta1)
		v[j] = float32(v[j]*a.Beta2) + float32(float32(x*x)*a.OneBeta2)
		den := float32(math.Sqrt(float64(v[j])))/a.RootBias2 + a.Epsilon
		p[j] = float32(p[j]*a.Keep) - float32(a.Step*float32(m[j]/den))
	}
}
