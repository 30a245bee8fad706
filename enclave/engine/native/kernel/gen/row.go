package main

import (
	"fmt"
	"math"

	"github.com/mmcloughlin/avo/attr"
	. "github.com/mmcloughlin/avo/build" //nolint:revive // see main.go
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// A unit is 16 elements: one 512-bit vector or two 256-bit ones. Sums keep one
// accumulator per lane of the unit, so both instruction sets add in the order
// of the Go type lanes16.
const unit = 16

func (s isa) perUnit() int { return unit / s.lanes }

var constants = map[uint32]Mem{}

// bits gives 16 copies of a 32-bit pattern in read-only memory.
func bits(b uint32) Mem {
	m, ok := constants[b]
	if !ok {
		m = GLOBL(fmt.Sprintf("c%08x", b), attr.RODATA|attr.NOPTR)
		for i := range unit {
			DATA(4*i, U32(b))
		}
		constants[b] = m
	}
	return m
}

func constant(f float32) Mem { return bits(math.Float32bits(f)) }

// step is the code of one vector of a sweep: number u of its unit, whole or
// masked.
type step struct {
	s    isa
	u    int
	mask *tail
}

func (t step) at(p reg.Register) Mem { return Mem{Base: p, Disp: t.u * t.s.bytes()} }

// load loads a vector; masked lanes are zero.
func (t step) load(p reg.Register) reg.VecVirtual {
	v := t.s.vec()
	if t.mask != nil {
		t.mask.load(t.at(p), v)
	} else {
		VMOVUPS(t.at(p), v)
	}
	return v
}

func (t step) store(v reg.VecVirtual, p reg.Register) {
	if t.mask != nil {
		t.mask.store(v, t.at(p))
	} else {
		VMOVUPS(v, t.at(p))
	}
}

// sweep runs body over n elements: whole units, then a masked one. It moves
// the pointers along.
func (s isa) sweep(name string, n reg.GPVirtual, pointers []reg.GPVirtual, body func(step)) {
	left := GP64()
	MOVQ(n, left)
	Label(name)
	CMPQ(left, Imm(unit))
	JLT(LabelRef(name + "Tail"))
	for u := range s.perUnit() {
		body(step{s: s, u: u})
	}
	for _, p := range pointers {
		ADDQ(Imm(4*unit), p)
	}
	SUBQ(Imm(unit), left)
	JMP(LabelRef(name))
	Label(name + "Tail")
	TESTQ(left, left)
	JZ(LabelRef(name + "Done"))
	for u := range s.perUnit() {
		m := s.maskFor(left)
		body(step{s: s, u: u, mask: &m})
		if u+1 < s.perUnit() {
			SUBQ(Imm(uint64(s.lanes)), left)
			// Nothing left: later vectors of the unit must not be touched.
			JLE(LabelRef(name + "Done"))
		}
	}
	Label(name + "Done")
}

// sums makes the zeroed accumulators of a unit.
func (s isa) sums() []reg.VecVirtual {
	acc := make([]reg.VecVirtual, s.perUnit())
	for i := range acc {
		acc[i] = s.vec()
		s.zero(acc[i])
	}
	return acc
}

// fold combines the lanes of the accumulators in halves, 16 to 1, by op.
func (s isa) fold(acc []reg.VecVirtual, op func(...Op)) reg.VecVirtual {
	low := YMM()
	if s.lanes == 16 {
		high := YMM()
		VEXTRACTF64X4(Imm(1), acc[0], high)
		op(high, acc[0].AsY(), low)
	} else {
		op(acc[1], acc[0], low)
	}
	x, y := XMM(), XMM()
	VEXTRACTF128(Imm(1), low, y)
	op(y, low.AsX(), x)
	VPERMILPS(Imm(0x0e), x, y) // lanes 2, 3
	op(y, x, x)
	VPERMILPS(Imm(0x01), x, y) // lane 1
	op(y, x, x)
	return x
}

// broadcast loads a float32 parameter into every lane.
func (s isa) broadcast(name string) reg.VecVirtual {
	v := s.vec()
	m, err := Param(name).Resolve()
	if err != nil {
		panic(err)
	}
	VBROADCASTSS(m.Addr, v)
	return v
}

func (s isa) xor(a Op, b, dst reg.VecVirtual) {
	if s.lanes == 16 {
		VPXORD(a, b, dst)
		return
	}
	VXORPS(a, b, dst)
}

// row starts a row kernel and returns its length and pointers.
func (s isa) row(name, args string, doc string, pointers ...string) (reg.GPVirtual, map[string]reg.GPVirtual, []reg.GPVirtual) {
	TEXT(name+s.name, noSplit, "func(n int, "+args)
	Doc(name + s.name + " " + doc)
	Pragma("noescape")
	n := Load(Param("n"), GP64()).(reg.GPVirtual)
	byName, list := map[string]reg.GPVirtual{}, []reg.GPVirtual(nil)
	for _, p := range pointers {
		g := Load(Param(p), GP64()).(reg.GPVirtual)
		byName[p] = g
		list = append(list, g)
	}
	return n, byName, list
}

func end() {
	VZEROUPPER()
	RET()
}

// returnFold folds and returns.
func (s isa) returnFold(acc []reg.VecVirtual, op func(...Op)) {
	x := s.fold(acc, op)
	m, err := ReturnIndex(0).Resolve()
	if err != nil {
		panic(err)
	}
	VMOVSS(x, m.Addr)
	end()
}
