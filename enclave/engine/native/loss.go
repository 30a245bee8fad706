package native

import (
	"github.com/hallmark-tee/hallmark/enclave/engine"
)

// targets lists the rows that predict a target, and the target's token. Rows
// without one need no logits.
func (p *pass) targets(seq engine.Packed) int {
	count := 0
	for s, start := range seq.Segments {
		for i := int(start) + 1; i < segmentEnd(seq, s); i++ {
			if seq.Mask[i] {
				p.at[count], p.label[count] = int32(i-1), seq.Tokens[i]
				count++
			}
		}
	}
	return count
}

// loss returns the sum of the cross entropies of the sequence's targets after
// forward. When g is not nil it also leaves in dx the gradient at xf of
// inv·loss, and adds that of the final norm and the head to g.
func (p *pass) loss(seq engine.Packed, inv float32, g []float32) float64 {
	n, k := p.n, p.n.k
	d, vocab := n.cfg.Hidden, n.cfg.Vocab
	count := p.targets(seq)
	for i, r := range p.at[:count] {
		copy(p.xc[i*d:i*d+d], p.xf[int(r)*d:])
		p.invc[i] = k.RMSNorm(p.yc[i*d:i*d+d], p.xc[i*d:i*d+d], n.model.norm, n.cfg.NormEps)
	}
	total := 0.0
	for i0 := 0; i0 < count && !p.stop.Load(); i0 += lossChunk {
		rows := min(lossChunk, count-i0)
		yc := p.yc[i0*d : (i0+rows)*d]
		n.head.forward(k, rows, yc, p.logits, nil, false)
		for i := range rows {
			row := p.logits[i*vocab : i*vocab+vocab]
			label := p.label[i0+i]
			logit := row[label]
			top, sum := k.ExpSum(row)
			total += log(float64(sum)) + (float64(top) - float64(logit))
			if g != nil {
				k.Scale(row, inv/sum)
				row[label] -= inv
			}
		}
		if g != nil {
			n.head.backward(k, rows, yc, nil, p.logits, p.dc[i0*d:], false, nil, g)
		}
	}
	if g == nil {
		return total
	}
	dx := p.dx[:len(seq.Tokens)*d]
	clear(dx)
	for i, r := range p.at[:count] {
		x, dy := p.xc[i*d:i*d+d], p.dc[i*d:i*d+d]
		k.RMSNormGrad(dx[int(r)*d:int(r)*d+d], x, n.model.norm, dy, p.invc[i])
		if n.atNorm >= 0 {
			k.RMSNormWeightGrad(g[n.atNorm:n.atNorm+d], x, dy, p.invc[i])
		}
	}
	return total
}
