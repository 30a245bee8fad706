package main

import (
	. "github.com/mmcloughlin/avo/build" //nolint:revive // see main.go
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

func add(ops ...Op) { VADDPS(ops[0], ops[1], ops[2]) }

// vector writes the kernels of sums, norms, rotations and scaling.
func vector(s isa) {
	{
		n, p, list := s.row("scale", "x *float32, f float32)", "multiplies x by f.", "x")
		f := s.broadcast("f")
		s.sweep("each", n, list, func(t step) {
			v := t.load(p["x"])
			VMULPS(f, v, v)
			t.store(v, p["x"])
		})
		end()
	}
	{
		n, p, list := s.row("add", "y, x *float32)", "adds x to y.", "y", "x")
		s.sweep("each", n, list, func(t step) {
			v := t.load(p["y"])
			VADDPS(t.load(p["x"]), v, v)
			t.store(v, p["y"])
		})
		end()
	}
	{
		n, p, list := s.row("dot", "x, y *float32) float32", "returns the sum of x·y.", "x", "y")
		acc := s.sums()
		s.sweep("each", n, list, func(t step) {
			v := t.load(p["x"])
			VMULPS(t.load(p["y"]), v, v)
			s.addMasked(t, v, acc)
		})
		s.returnFold(acc, add)
	}
	{
		n, p, list := s.row("dot3", "x, y, z *float32) float32", "returns the sum of x·(y·z).", "x", "y", "z")
		acc := s.sums()
		s.sweep("each", n, list, func(t step) {
			v := t.load(p["y"])
			VMULPS(t.load(p["z"]), v, v)
			VMULPS(t.load(p["x"]), v, v)
			s.addMasked(t, v, acc)
		})
		s.returnFold(acc, add)
	}
	norms(s)
	rotation(s, "rotate", false)
	rotation(s, "rotateBack", true)
}

func norms(s isa) {
	{
		n, p, list := s.row("norm", "y, x, w *float32, inv float32)", "writes (x·inv)·w to y.", "y", "x", "w")
		inv := s.broadcast("inv")
		s.sweep("each", n, list, func(t step) {
			v := t.load(p["x"])
			VMULPS(inv, v, v)
			VMULPS(t.load(p["w"]), v, v)
			t.store(v, p["y"])
		})
		end()
	}
	{
		n, p, list := s.row("normGrad", "dx, x, w, dy *float32, inv, c float32)", "adds inv·(dy·w) to dx and takes x·c away.", "dx", "x", "w", "dy")
		inv, c := s.broadcast("inv"), s.broadcast("c")
		s.sweep("each", n, list, func(t step) {
			v, d := t.load(p["dy"]), t.load(p["dx"])
			VMULPS(t.load(p["w"]), v, v)
			VMULPS(inv, v, v)
			VADDPS(v, d, d)
			x := t.load(p["x"])
			VMULPS(c, x, x)
			VSUBPS(x, d, d)
			t.store(d, p["dx"])
		})
		end()
	}
	{
		n, p, list := s.row("normWeightGrad", "dw, x, dy *float32, inv float32)", "adds dy·(x·inv) to dw.", "dw", "x", "dy")
		inv := s.broadcast("inv")
		s.sweep("each", n, list, func(t step) {
			v, d := t.load(p["x"]), t.load(p["dw"])
			VMULPS(inv, v, v)
			VMULPS(t.load(p["dy"]), v, v)
			VADDPS(v, d, d)
			t.store(d, p["dw"])
		})
		end()
	}
}

func rotation(s isa, name string, back bool) {
	n, p, list := s.row(name, "lo, hi, cos, sin *float32)", "turns the pairs (lo, hi).", "lo", "hi", "cos", "sin")
	s.sweep("each", n, list, func(t step) {
		a, b := t.load(p["lo"]), t.load(p["hi"])
		cos, sin := t.load(p["cos"]), t.load(p["sin"])
		ac, bs := s.vec(), s.vec()
		VMULPS(cos, a, ac)
		VMULPS(sin, b, bs)
		VMULPS(cos, b, b)
		VMULPS(sin, a, a)
		plus, minus := ac, b
		if back {
			VADDPS(bs, plus, plus)
			VSUBPS(a, minus, minus)
		} else {
			VSUBPS(bs, plus, plus)
			VADDPS(a, minus, minus)
		}
		t.store(plus, p["lo"])
		t.store(minus, p["hi"])
	})
	end()
}

// adamw writes the optimizer's update; the numbers come as the Go struct
// AdamW, in its order.
func adamw(s isa) {
	n, p, list := s.row("update", "p, m, v, grad, a *float32)", "does AdamW's step.", "p", "m", "v", "grad")
	a := Load(Param("a"), GP64())
	var k [8]reg.VecVirtual
	for i := range k {
		k[i] = s.vec()
		VBROADCASTSS(Mem{Base: a, Disp: 4 * i}, k[i])
	}
	clip, keep, rate, oneBeta1, beta2, oneBeta2, root, eps := k[0], k[1], k[2], k[3], k[4], k[5], k[6], k[7]
	s.sweep("each", n, list, func(t step) {
		x, m, v, w := t.load(p["grad"]), t.load(p["m"]), t.load(p["v"]), s.vec()
		VMULPS(clip, x, x)
		VSUBPS(m, x, w)
		VMULPS(oneBeta1, w, w)
		VADDPS(w, m, m)
		t.store(m, p["m"])
		VMULPS(x, x, x)
		VMULPS(oneBeta2, x, x)
		VMULPS(beta2, v, v)
		VADDPS(x, v, v)
		t.store(v, p["v"])
		VSQRTPS(v, v)
		VDIVPS(root, v, v)
		VADDPS(eps, v, v)
		VDIVPS(v, m, m)
		VMULPS(rate, m, m)
		q := t.load(p["p"])
		VMULPS(keep, q, q)
		VSUBPS(m, q, q)
		t.store(q, p["p"])
	})
	end()
}
