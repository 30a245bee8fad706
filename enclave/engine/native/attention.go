package native

import (
	"github.com/hallmark-tee/hallmark/enclave/engine"
	"github.com/hallmark-tee/hallmark/enclave/engine/native/kernel"
)

// attentionRows is the number of query rows computed together; columns beyond
// their last row are never touched, which saves half of a long segment's work.
// It only moves the place where a chain of zeros begins or ends.
const attentionRows = 48

// attend rotates queries and keys and computes causal attention inside each
// segment: a.o and the probabilities a.p.
func (p *pass) attend(a *saved, seq engine.Packed) {
	n, k := p.n, p.n.k
	c := n.cfg
	hd, qd, kvd, group := c.HeadDim, c.qDim(), c.kvDim(), c.Heads/c.KVHeads
	off := 0
	for s, start := range seq.Segments {
		from := int(start)
		m := segmentEnd(seq, s) - from
		n.rotate(a.q[from*qd:], m, c.Heads, 0, n.cosQ, n.sinQ, false)
		n.rotate(a.k[from*kvd:], m, c.KVHeads, 0, n.cos, n.sin, false)
		for h := range c.Heads {
			kv := from*kvd + h/group*hd
			if h%group == 0 {
				k.Transpose(p.kt, a.k[kv:], m, hd, kvd)
			}
			prob := a.p[off : off+m*m]
			off += m * m
			for i0 := 0; i0 < m; i0 += attentionRows {
				rows := min(attentionRows, m-i0)
				cols := i0 + rows
				at := (from+i0)*qd + h*hd
				k.Mul(rows, cols, hd, kernel.Rows(a.q[at:], qd), kernel.RightRows(p.kt, m), prob[i0*m:], m, false)
				for i := i0; i < cols; i++ {
					row := prob[i*m : i*m+cols]
					k.Softmax(row[:i+1])
					clear(row[i+1:])
				}
				k.Mul(rows, hd, cols, kernel.Rows(prob[i0*m:], m), kernel.RightRows(a.v[kv:], kvd), a.o[at:], qd, false)
			}
		}
	}
}

// attendGrad turns p.do, the gradient at a.o, into those at the unrotated
// projections: p.dq, p.dk and p.dv.
func (p *pass) attendGrad(a *saved, seq engine.Packed) {
	n, k := p.n, p.n.k
	c := n.cfg
	hd, qd, kvd, group := c.HeadDim, c.qDim(), c.kvDim(), c.Heads/c.KVHeads
	clear(p.dk[:len(seq.Tokens)*kvd])
	clear(p.dv[:len(seq.Tokens)*kvd])
	off := 0
	for s, start := range seq.Segments {
		from := int(start)
		m := segmentEnd(seq, s) - from
		for h := range c.Heads {
			kv, qo := from*kvd+h/group*hd, from*qd+h*hd
			if h%group == 0 {
				k.Transpose(p.kt, a.v[kv:], m, hd, kvd)
			}
			prob, dp := a.p[off:off+m*m], p.dp[:m*m]
			off += m * m
			for i0 := 0; i0 < m; i0 += attentionRows {
				rows := min(attentionRows, m-i0)
				cols := i0 + rows
				k.Mul(rows, cols, hd, kernel.Rows(p.do[qo+i0*qd:], qd), kernel.RightRows(p.kt, m), dp[i0*m:], m, false)
				for i := i0; i < cols; i++ {
					row := dp[i*m : i*m+cols]
					k.SoftmaxGrad(row[:i+1], prob[i*m:])
					clear(row[i+1:])
				}
				k.Mul(rows, hd, cols, kernel.Rows(dp[i0*m:], m), kernel.RightRows(a.k[kv:], kvd), p.dq[qo+i0*qd:], qd, false)
			}
			for j0 := 0; j0 < m; j0 += attentionRows {
				cols, depth := min(attentionRows, m-j0), m-j0
				at := j0*m + j0
				k.Mul(cols, hd, depth, kernel.Columns(prob[at:], m), kernel.RightRows(p.do[qo+j0*qd:], qd), p.dv[kv+j0*kvd:], kvd, true)
				k.Mul(cols, hd, depth, kernel.Columns(dp[at:], m), kernel.RightRows(a.q[qo+j0*qd:], qd), p.dk[kv+j0*kvd:], kvd, true)
			}
		}
		n.rotate(p.dq[from*qd:], m, c.Heads, 0, n.cosQ, n.sinQ, true)
		n.rotate(p.dk[from*kvd:], m, c.KVHeads, 0, n.cos, n.sin, true)
	}
}
