package native

import "github.com/hallmark-tee/hallmark/enclave/engine/native/kernel"

// linear is a projection made ready to compute: packed weights, and a LoRA
// pair if it is adapted. Offsets point into the flat vector of trainable
// parameters and into each gradient lane; -1 means frozen.
type linear struct {
	in, out  int
	fwd      *kernel.Panels // Wᵀ: in × out
	bwd      *kernel.Panels // W: out × in; nil when never differentiated
	weight   []float32      // out × in; nil when only fwd is needed
	bias     []float32
	atWeight int
	atBias   int
	lora     *lora
}

// lora is the pair of an adapted projection: y += scale·(x·Aᵀ)·Bᵀ. The
// trainable layouts are those whose gradients are wide products.
type lora struct {
	rank  int
	scale float32
	a     []float32 // rank × in, as in the adapter file
	bt    []float32 // rank × out, transposed
	at    []float32 // in × rank, made from a
	b     []float32 // out × rank, made from bt
	posA  int       // offsets of a and bt
	posB  int
}

func newLinear(p projection, mem *kernel.Memory, differentiate bool) linear {
	l := linear{in: p.in, out: p.out, weight: p.weight, bias: p.bias, atWeight: -1, atBias: -1, fwd: mem.NewPanels(p.in, p.out)}
	if differentiate {
		l.bwd = kernel.NewPanels(p.out, p.in)
	}
	return l
}

// pack refreshes the packed copies of the weight.
func (l *linear) pack() {
	l.fwd.Pack(kernel.Columns(l.weight, l.in))
	if l.bwd != nil {
		l.bwd.Pack(kernel.Rows(l.weight, l.in))
	}
}

// refresh remakes the transposed copies.
func (l *lora) refresh(k *kernel.Set) {
	in, out := len(l.a)/l.rank, len(l.bt)/l.rank
	k.Transpose(l.at, l.a, l.rank, in, in)
	k.Transpose(l.b, l.bt, l.rank, out, out)
}

// forward computes y = x·Wᵀ + bias for n rows, or adds it to y with acc. z
// receives the n × rank intermediate of LoRA.
func (l *linear) forward(k *kernel.Set, n int, x, y, z []float32, acc bool) {
	if l.bias != nil {
		for i := range n {
			row := y[i*l.out : i*l.out+l.out]
			if acc {
				k.Add(row, l.bias)
			} else {
				copy(row, l.bias)
			}
		}
		acc = true
	}
	k.Mul(n, l.out, l.in, kernel.Rows(x, l.in), l.fwd.Right(), y, l.out, acc)
	if a := l.lora; a != nil {
		z = z[:n*a.rank]
		k.Mul(n, a.rank, l.in, kernel.Rows(x, l.in), kernel.RightRows(a.at, a.rank), z, a.rank, false)
		k.Scale(z, a.scale)
		k.Mul(n, l.out, a.rank, kernel.Rows(z, a.rank), kernel.RightRows(a.bt, l.out), y, l.out, true)
	}
}

// backward adds the parameters' gradients to g and, unless dx is nil, the
// input's to dx (or writes it, without acc). dz is scratch of n × rank.
func (l *linear) backward(k *kernel.Set, n int, x, z, dy, dx []float32, acc bool, dz, g []float32) {
	if dx != nil {
		k.Mul(n, l.in, l.out, kernel.Rows(dy, l.out), l.bwd.Right(), dx, l.in, acc)
	}
	if l.atWeight >= 0 {
		k.Mul(l.out, l.in, n, kernel.Columns(dy, l.out), kernel.RightRows(x, l.in), g[l.atWeight:], l.in, true)
	}
	if l.atBias >= 0 {
		for i := range n {
			k.Add(g[l.atBias:l.atBias+l.out], dy[i*l.out:i*l.out+l.out])
		}
	}
	a := l.lora
	if a == nil {
		return
	}
	dz = dz[:n*a.rank]
	k.Mul(a.rank, l.out, n, kernel.Columns(z, a.rank), kernel.RightRows(dy, l.out), g[a.posB:], l.out, true)
	k.Mul(n, a.rank, l.out, kernel.Rows(dy, l.out), kernel.RightRows(a.b, a.rank), dz, a.rank, false)
	k.Scale(dz, a.scale)
	k.Mul(a.rank, l.in, n, kernel.Columns(dz, a.rank), kernel.RightRows(x, l.in), g[a.posA:], l.in, true)
	if dx != nil {
		k.Mul(n, l.in, a.rank, kernel.Rows(dz, a.rank), kernel.RightRows(a.a, l.in), dx, l.in, true)
	}
}
