package main

import (
	"fmt"

	. "github.com/mmcloughlin/avo/build" //nolint:revive // see main.go
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

const tileArgs = "func(k int, a *float32, ars, aks int, b *float32, bks int, c *float32, ldc int, acc, n int)"

// gemm writes the tiles of C (+)= A·B. Every element of C is one chain of
// fused multiply-adds in ascending k that starts from C (acc != 0) or from
// zero, so the bits do not depend on the shape of the tile. Wide tiles are two
// vectors across and full; narrow ones are one vector across and masked to n
// columns. Strides are in bytes.
func gemm(s isa) {
	for _, rows := range s.rows {
		tile(s, rows, 2)
		tile(s, rows, 1)
	}
}

func tile(s isa, rows, vecs int) {
	width := "Wide"
	if vecs == 1 {
		width = "Narrow"
	}
	name := fmt.Sprintf("gemm%s%s%d", s.name, width, rows)
	TEXT(name, noSplit, tileArgs)
	Doc(fmt.Sprintf("%s computes a tile of %d rows and %d vectors; see gen/gemm.go.", name, rows, vecs))
	Pragma("noescape")

	k := Load(Param("k"), GP64())
	ars := Load(Param("ars"), GP64())
	aks := Load(Param("aks"), GP64())
	b := Load(Param("b"), GP64())
	bks := Load(Param("bks"), GP64())
	c := Load(Param("c"), GP64())
	ldc := Load(Param("ldc"), GP64())
	acc := Load(Param("acc"), GP64())

	// One pointer serves three rows: base, base+ars, base+2·ars.
	bases := make([]reg.Register, (rows+2)/3)
	for i := range bases {
		bases[i] = GP64()
		if i == 0 {
			Load(Param("a"), bases[0])
			continue
		}
		LEAQ(Mem{Base: bases[i-1], Index: ars, Scale: 2}, bases[i])
		ADDQ(ars, bases[i])
	}
	rowA := func(i int) Mem {
		m := Mem{Base: bases[i/3]}
		if i%3 != 0 {
			m.Index, m.Scale = ars, uint8(i%3)
		}
		return m
	}

	var mask tail
	if vecs == 1 {
		mask = s.maskFor(Load(Param("n"), GP64()))
	}
	load := func(m Mem, dst reg.VecVirtual) {
		if vecs == 1 {
			mask.load(m, dst)
			return
		}
		VMOVUPS(m, dst)
	}
	store := func(src reg.VecVirtual, m Mem) {
		if vecs == 1 {
			mask.store(src, m)
			return
		}
		VMOVUPS(src, m)
	}

	sum := make([]reg.VecVirtual, rows*vecs)
	for i := range sum {
		sum[i] = s.vec()
	}

	Comment("Start each chain from C, or from zero.")
	TESTQ(acc, acc)
	JZ(LabelRef("zero"))
	row := GP64()
	MOVQ(c, row)
	for i := range rows {
		for v := range vecs {
			load(Mem{Base: row, Disp: v * s.bytes()}, sum[i*vecs+v])
		}
		if i+1 < rows {
			ADDQ(ldc, row)
		}
	}
	JMP(LabelRef("start"))
	Label("zero")
	for i := range sum {
		s.zero(sum[i])
	}
	Label("start")
	TESTQ(k, k)
	JZ(LabelRef("store"))

	Comment("One k: load a row of B, broadcast a column of A, multiply-add.")
	Label("next")
	bv := make([]reg.VecVirtual, vecs)
	for v := range bv {
		bv[v] = s.vec()
		load(Mem{Base: b, Disp: v * s.bytes()}, bv[v])
	}
	for i := range rows {
		av := s.vec()
		VBROADCASTSS(rowA(i), av)
		for v := range bv {
			VFMADD231PS(bv[v], av, sum[i*vecs+v])
		}
	}
	for _, base := range bases {
		ADDQ(aks, base)
	}
	ADDQ(bks, b)
	DECQ(k)
	JNZ(LabelRef("next"))

	Label("store")
	for i := range rows {
		for v := range vecs {
			store(sum[i*vecs+v], Mem{Base: c, Disp: v * s.bytes()})
		}
		if i+1 < rows {
			ADDQ(ldc, c)
		}
	}
	VZEROUPPER()
	RET()
}
