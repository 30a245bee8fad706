package native

import "github.com/hallmark-tee/hallmark/enclave/engine/native/kernel"

// normedHeads is what the backward pass needs of the norm that Qwen3 puts on
// every head of queries and keys, before they are rotated.
type normedHeads struct {
	q, k       []float32 // projections before the norm
	invQ, invK []float32 // 1/rms per row and head
}

func newNormedHeads(c Config, rows int) normedHeads {
	if !c.QKNorm {
		return normedHeads{}
	}
	return normedHeads{
		q: make([]float32, rows*c.qDim()), k: make([]float32, rows*c.kvDim()),
		invQ: make([]float32, rows*c.Heads), invK: make([]float32, rows*c.KVHeads),
	}
}

// normHeads norms every head of x in place by w; raw and inv, unless nil, keep
// what the backward pass needs.
func normHeads(k *kernel.Set, x, w, raw, inv []float32, eps float32) {
	hd := len(w)
	if raw != nil {
		copy(raw, x)
	}
	for i := 0; i*hd < len(x); i++ {
		head := x[i*hd : i*hd+hd]
		f := k.RMSNorm(head, head, w, eps)
		if inv != nil {
			inv[i] = f
		}
	}
}

// normHeadsGrad replaces dy, the gradient at the normed heads, by that at the
// projections, and adds the weight's to g if it is trained. dx is scratch.
func normHeadsGrad(k *kernel.Set, dy, dx, w, raw, inv []float32, at int, g []float32) {
	hd := len(w)
	dx = dx[:len(dy)]
	clear(dx)
	for i := range len(dy) / hd {
		from, to := i*hd, i*hd+hd
		k.RMSNormGrad(dx[from:to], raw[from:to], w, dy[from:to], inv[i])
		if at >= 0 {
			k.RMSNormWeightGrad(g[at:at+hd], raw[from:to], dy[from:to], inv[i])
		}
	}
	copy(dy, dx)
}
