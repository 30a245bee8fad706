package native

import (
	"sync/atomic"

	"github.com/hallmark-tee/hallmark/enclave/engine"
)

// saved is what the backward pass needs of one layer, for up to rows tokens.
type saved struct {
	x, y1, q, k, v, o []float32 // layer input, normed, projections (rotated), attention output
	x2, y2            []float32 // after attention, normed
	gate, up, h       []float32
	inv1, inv2        []float32 // 1/rms per row
	p                 []float32 // attention probabilities: segment, head, row, column
	z                 [projections][]float32
	heads             normedHeads
}

// pass is one goroutine's scratch for the forward and backward computation of
// one sequence at a time.
type pass struct {
	n      *net
	stop   *atomic.Bool // set: leave early, results are void
	layers []*saved     // one shared by all layers when nothing is differentiated
	xf     []float32    // output of the last layer
	kt     []float32    // headDim × segment: keys or values transposed

	// Loss: rows that have a target, and a chunk of their logits.
	at, label     []int32
	xc, yc, dc    []float32
	invc          []float32
	logits        []float32
	dx, dy, dh    []float32
	dq, dk, dv    []float32
	do, dp, dz    []float32
	differentiate bool
}

// lossChunk is the number of rows whose logits exist at one time.
const lossChunk = 48

// limits are the largest shapes of a job's sequences.
type limits struct {
	rows    int // tokens of a sequence
	segment int // tokens of a segment
	squares int // sum over segments of tokens²
	rank    int
}

func (l *limits) add(p engine.Packed) {
	l.rows = max(l.rows, len(p.Tokens))
	squares := 0
	for s := range p.Segments {
		n := segmentEnd(p, s) - int(p.Segments[s])
		l.segment = max(l.segment, n)
		squares += n * n
	}
	l.squares = max(l.squares, squares)
}

func segmentEnd(p engine.Packed, s int) int {
	if s+1 < len(p.Segments) {
		return int(p.Segments[s+1])
	}
	return len(p.Tokens)
}

func newPass(n *net, l limits, differentiate bool, stop *atomic.Bool) *pass {
	c := n.cfg
	f := func(k int) []float32 { return make([]float32, k) }
	newSaved := func() *saved {
		s := &saved{
			x: f(l.rows * c.Hidden), y1: f(l.rows * c.Hidden), q: f(l.rows * c.qDim()), k: f(l.rows * c.kvDim()), v: f(l.rows * c.kvDim()),
			o: f(l.rows * c.qDim()), x2: f(l.rows * c.Hidden), y2: f(l.rows * c.Hidden), gate: f(l.rows * c.Intermediate),
			up: f(l.rows * c.Intermediate), h: f(l.rows * c.Intermediate), inv1: f(l.rows), inv2: f(l.rows), p: f(c.Heads * l.squares),
		}
		s.heads = newNormedHeads(c, l.rows)
		for i := range s.z {
			s.z[i] = f(l.rows * l.rank)
		}
		return s
	}
	p := &pass{
		n: n, stop: stop, differentiate: differentiate, layers: make([]*saved, c.Layers), xf: f(l.rows * c.Hidden),
		kt: f(c.HeadDim * l.segment), at: make([]int32, l.rows), label: make([]int32, l.rows),
		xc: f(l.rows * c.Hidden), yc: f(l.rows * c.Hidden), invc: f(l.rows), logits: f(min(lossChunk, l.rows) * c.Vocab),
	}
	for i := range p.layers {
		if i == 0 || differentiate {
			p.layers[i] = newSaved()
		} else {
			p.layers[i] = p.layers[0]
		}
	}
	if differentiate {
		p.dc, p.dx, p.dy, p.dh = f(l.rows*c.Hidden), f(l.rows*c.Hidden), f(l.rows*c.Hidden), f(l.rows*c.Intermediate)
		p.dq, p.dk, p.dv = f(l.rows*c.qDim()), f(l.rows*c.kvDim()), f(l.rows*c.kvDim())
		p.do, p.dp, p.dz = f(l.rows*c.qDim()), f(l.segment*l.segment), f(l.rows*l.rank)
	}
	return p
}

// forward runs the decoder over one sequence and leaves its last hidden rows
// in xf. It reports false when it was stopped.
func (p *pass) forward(seq engine.Packed) bool {
	n, k := p.n, p.n.k
	c := n.cfg
	rows, d := len(seq.Tokens), c.Hidden
	for i, t := range seq.Tokens {
		copy(p.layers[0].x[i*d:i*d+d], n.model.embed[int(t)*d:])
	}
	for i := range n.layers {
		if p.stop.Load() {
			return false
		}
		a, lin, w := p.layers[i], &n.layers[i].lin, &n.model.layers[i]
		for r := range rows {
			a.inv1[r] = k.RMSNorm(a.y1[r*d:r*d+d], a.x[r*d:r*d+d], w.norm1, c.NormEps)
		}
		lin[projQ].forward(k, rows, a.y1, a.q, a.z[projQ], false)
		lin[projK].forward(k, rows, a.y1, a.k, a.z[projK], false)
		lin[projV].forward(k, rows, a.y1, a.v, a.z[projV], false)
		if c.QKNorm {
			normHeads(k, a.q[:rows*c.qDim()], w.qNorm, a.heads.q, a.heads.invQ, c.NormEps)
			normHeads(k, a.k[:rows*c.kvDim()], w.kNorm, a.heads.k, a.heads.invK, c.NormEps)
		}
		p.attend(a, seq)
		copy(a.x2[:rows*d], a.x)
		lin[projO].forward(k, rows, a.o, a.x2, a.z[projO], true)
		for r := range rows {
			a.inv2[r] = k.RMSNorm(a.y2[r*d:r*d+d], a.x2[r*d:r*d+d], w.norm2, c.NormEps)
		}
		lin[projGate].forward(k, rows, a.y2, a.gate, a.z[projGate], false)
		lin[projUp].forward(k, rows, a.y2, a.up, a.z[projUp], false)
		k.SwiGLU(a.h[:rows*c.Intermediate], a.gate, a.up)
		next := p.xf
		if i+1 < len(n.layers) {
			next = p.layers[i+1].x
		}
		copy(next[:rows*d], a.x2)
		lin[projDown].forward(k, rows, a.h, next, a.z[projDown], true)
	}
	return !p.stop.Load()
}

// backward takes the gradient at xf in dx and adds every trainable
// parameter's to g. It reports false when it was stopped.
func (p *pass) backward(seq engine.Packed, g []float32) bool {
	n, k := p.n, p.n.k
	c := n.cfg
	rows, d := len(seq.Tokens), c.Hidden
	dx, dy := p.dx[:rows*d], p.dy[:rows*d]
	for i := len(n.layers) - 1; i >= 0; i-- {
		if p.stop.Load() {
			return false
		}
		a, layer, w := p.layers[i], &n.layers[i], &n.model.layers[i]
		lin := &layer.lin
		inner := i > 0 || n.atEmbed >= 0 // something below wants dx

		lin[projDown].backward(k, rows, a.h, a.z[projDown], dx, p.dh, false, p.dz, g)
		k.SwiGLUGrad(a.gate[:rows*c.Intermediate], a.up, p.dh)
		lin[projGate].backward(k, rows, a.y2, a.z[projGate], a.gate, dy, false, p.dz, g)
		lin[projUp].backward(k, rows, a.y2, a.z[projUp], a.up, dy, true, p.dz, g)
		p.normGrad(rows, a.x2, w.norm2, a.inv2, dy, dx, layer.atNorm2, g)

		lin[projO].backward(k, rows, a.o, a.z[projO], dx, p.do, false, p.dz, g)
		p.attendGrad(a, seq)
		if c.QKNorm { // p.do is free by now
			normHeadsGrad(k, p.dq[:rows*c.qDim()], p.do, w.qNorm, a.heads.q, a.heads.invQ, layer.atQNorm, g)
			normHeadsGrad(k, p.dk[:rows*c.kvDim()], p.do, w.kNorm, a.heads.k, a.heads.invK, layer.atKNorm, g)
		}
		into := dy
		if !inner && layer.atNorm1 < 0 {
			into = nil
		}
		lin[projQ].backward(k, rows, a.y1, a.z[projQ], p.dq, into, false, p.dz, g)
		lin[projK].backward(k, rows, a.y1, a.z[projK], p.dk, into, true, p.dz, g)
		lin[projV].backward(k, rows, a.y1, a.z[projV], p.dv, into, true, p.dz, g)
		if into != nil {
			p.normGrad(rows, a.x, w.norm1, a.inv1, dy, dx, layer.atNorm1, g)
		}
	}
	if at := n.atEmbed; at >= 0 {
		for i, t := range seq.Tokens {
			k.Add(g[at+int(t)*d:at+int(t)*d+d], dx[i*d:i*d+d])
		}
	}
	return !p.stop.Load()
}

// normGrad adds the gradient through a norm to dx and, if it is trained, to
// the norm's weight.
func (p *pass) normGrad(rows int, x, w, inv, dy, dx []float32, at int, g []float32) {
	d := len(w)
	for r := range rows {
		xr, dyr := x[r*d:r*d+d], dy[r*d:r*d+d]
		p.n.k.RMSNormGrad(dx[r*d:r*d+d], xr, w, dyr, inv[r])
		if at >= 0 {
			p.n.k.RMSNormWeightGrad(g[at:at+d], xr, dyr, inv[r])
		}
	}
}
