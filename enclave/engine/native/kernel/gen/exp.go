package main

import (
	. "github.com/mmcloughlin/avo/build" //nolint:revive // see main.go
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// exp follows the Go function Exp operation by operation: no fused
// multiply-add, every step rounded. c88 holds 88 in every lane; x survives.
func (s isa) exp(x, c88 reg.VecVirtual) reg.VecVirtual {
	const keep = 5 // not less than: true for NaN, which must come through
	var small tail
	if s.lanes == 16 {
		k := K()
		VCMPPS(Imm(keep), constant(-87), x, k)
		small.k = k
	} else {
		small.v = YMM()
		VCMPPS(Imm(keep), constant(-87), x, small.v)
	}
	t := s.vec()
	VMINPS(x, c88, t) // NaN in the second source is kept
	z, n, r, p, q := s.vec(), s.vec(), s.vec(), s.vec(), s.vec()
	VMULPS(constant(1.44269504088896341), t, z)
	VADDPS(constant(12582912), z, z)
	VSUBPS(constant(12582912), z, n)
	VMULPS(constant(0.693359375), n, q)
	VSUBPS(q, t, r)
	VMULPS(constant(-2.12194440e-4), n, q)
	VSUBPS(q, r, r)
	VMULPS(constant(1.9875691500e-4), r, p)
	for _, c := range []float32{1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1} {
		VADDPS(constant(c), p, p)
		if c != 5.0000001201e-1 {
			VMULPS(r, p, p)
		}
	}
	VMULPS(r, r, q)
	VMULPS(q, p, p)
	VADDPS(r, p, p)
	VADDPS(constant(1), p, p)
	VPSLLD(Imm(23), z, z)
	VPADDD(constant(1), z, z)
	if s.lanes == 16 {
		VMULPS_Z(z, p, small.k, p)
		return p
	}
	VMULPS(z, p, p)
	VANDPS(small.v, p, p)
	return p
}

// sigmoid is 1/(1+e^-x).
func (s isa) sigmoid(x, c88, one reg.VecVirtual) reg.VecVirtual {
	neg := s.vec()
	s.xor(bits(1<<31), x, neg)
	e := s.exp(neg, c88)
	VADDPS(one, e, e)
	VDIVPS(e, one, e)
	return e
}

// constantReg loads a constant into a register.
func (s isa) constantReg(f float32) reg.VecVirtual {
	v := s.vec()
	VMOVUPS(constant(f), v)
	return v
}

func softmax(s isa) {
	{
		n, p, list := s.row("max", "x *float32) float32", "returns the largest of n > 0 elements.", "x")
		top := s.vec()
		VBROADCASTSS(Mem{Base: p["x"]}, top)
		acc := []reg.VecVirtual{top}
		if s.perUnit() == 2 {
			other := s.vec()
			VMOVAPS(top, other)
			acc = append(acc, other)
		}
		s.sweep("each", n, list, func(t step) {
			if t.mask == nil {
				VMAXPS(t.at(p["x"]), acc[t.u], acc[t.u])
				return
			}
			v := t.load(p["x"])
			if s.lanes == 16 {
				VMAXPS(v, acc[t.u], t.mask.k, acc[t.u])
				return
			}
			VBLENDVPS(t.mask.v, v, acc[t.u], v)
			VMAXPS(v, acc[t.u], acc[t.u])
		})
		s.returnFold(acc, func(ops ...Op) { VMAXPS(ops[0], ops[1], ops[2]) })
	}
	{
		n, p, list := s.row("expSum", "x *float32, top float32) float32", "replaces x by exp(x - top) and returns the sum.", "x")
		top, c88, acc := s.broadcast("top"), s.constantReg(88), s.sums()
		s.sweep("each", n, list, func(t step) {
			v := t.load(p["x"])
			VSUBPS(top, v, v)
			e := s.exp(v, c88)
			t.store(e, p["x"])
			s.addMasked(t, e, acc)
		})
		s.returnFold(acc, func(ops ...Op) { VADDPS(ops[0], ops[1], ops[2]) })
	}
	{
		n, p, list := s.row("softmaxGrad", "dp, p *float32, dot float32)", "replaces dp by p·(dp - dot).", "dp", "p")
		dot := s.broadcast("dot")
		s.sweep("each", n, list, func(t step) {
			v, q := t.load(p["dp"]), t.load(p["p"])
			VSUBPS(dot, v, v)
			VMULPS(v, q, v)
			t.store(v, p["dp"])
		})
		end()
	}
}

// addMasked adds v to the accumulator of its place in the unit; masked lanes
// are left alone.
func (s isa) addMasked(t step, v reg.VecVirtual, acc []reg.VecVirtual) {
	switch {
	case t.mask == nil:
		VADDPS(v, acc[t.u], acc[t.u])
	case s.lanes == 16:
		VADDPS(v, acc[t.u], t.mask.k, acc[t.u])
	default:
		VANDPS(t.mask.v, v, v)
		VADDPS(v, acc[t.u], acc[t.u])
	}
}

func swiglu(s isa) {
	{
		n, p, list := s.row("swiglu", "h, gate, u *float32)", "writes silu(gate)·u to h.", "h", "gate", "u")
		c88, one := s.constantReg(88), s.constantReg(1)
		s.sweep("each", n, list, func(t step) {
			g := t.load(p["gate"])
			y := s.sigmoid(g, c88, one)
			VMULPS(y, g, y)
			VMULPS(t.load(p["u"]), y, y)
			t.store(y, p["h"])
		})
		end()
	}
	{
		n, p, list := s.row("swigluGrad", "gate, u, dh *float32)", "replaces gate and u by their gradients.", "gate", "u", "dh")
		c88, one := s.constantReg(88), s.constantReg(1)
		s.sweep("each", n, list, func(t step) {
			g := t.load(p["gate"])
			y := s.sigmoid(g, c88, one)
			silu, slope := s.vec(), s.vec()
			VMULPS(y, g, silu)
			VSUBPS(y, one, slope) // 1 - sigmoid
			VMULPS(slope, silu, slope)
			VADDPS(slope, y, slope)
			dh, u := t.load(p["dh"]), t.load(p["u"])
			VMULPS(dh, u, u)
			VMULPS(slope, u, u)
			VMULPS(dh, silu, silu)
			t.store(u, p["gate"])
			t.store(silu, p["u"])
		})
		end()
	}
}
