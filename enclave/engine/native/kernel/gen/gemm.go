package main

import (
	"fmt"

	. "github.com/mmcloughlin/avo/build" //nolint:revive // see main.go
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// panel is the number of columns of a packed panel, kernel.PanelWidth.
const panel = 16

// shape is a tile of C: rows, and panels across.
type shape struct{ rows, panels int }

// ahead is how far before its use B is fetched in flat tiles, in bytes. They
// read B from main memory once, as decoding does, too fast for the processor to
// foresee it; a tall tile finds B in its caches.
const (
	ahead = 2048
	flat  = 4 // rows
)

const tileArgs = "func(m, k int, a *float32, ars, aks int, b *%s, bks, bps int, c *float32, ldc int, acc, n int)"

// gemm writes the tiles of C (+)= A·B over float32 panels.
func gemm(s isa) {
	for _, t := range s.tiles {
		tile{isa: s, shape: t, elem: "float32"}.write(fmt.Sprintf("gemm%sRows%dPanels%d", s.name, t.rows, t.panels))
	}
}

// bf16 writes the tiles whose right operand is bfloat16, widened in the
// register: a shift, which changes no bit of the value.
func bf16(s isa) {
	for _, t := range s.tiles {
		tile{isa: s, shape: t, elem: "uint16"}.write(fmt.Sprintf("bf16%sRows%dPanels%d", s.name, t.rows, t.panels))
	}
}

// edge writes the tiles one vector across whose loads of B are masked too,
// for the last columns of a right operand that is not packed.
func edge(s isa) {
	for _, rows := range s.edges {
		tile{isa: s, shape: shape{rows, 0}, elem: "float32"}.write(fmt.Sprintf("edge%sRows%d", s.name, rows))
	}
}

// tile describes one kernel. It walks down m rows of C, a multiple of its
// height, and computes a tile at each stop. Every element of C is one chain of
// fused multiply-adds in ascending k that starts from C (acc != 0) or from
// zero, so the bits do not depend on the shape of the tile. n is the number of
// columns that exist; what lies beyond is neither read from nor written to C.
// Strides are in bytes: ars and aks between rows and k of A, bks and bps
// between k and panels of B, ldc between rows of C.
type tile struct {
	isa
	shape
	elem string // of B: float32, or uint16 for bfloat16
}

// vecs is the number of vectors across.
func (t tile) vecs() int { return max(1, t.panels*panel/t.lanes) }

func (t tile) write(name string) {
	TEXT(name, noSplit, fmt.Sprintf(tileArgs, t.elem))
	Doc(fmt.Sprintf("%s walks down C in tiles of %d rows and %d vectors; see gen/gemm.go.", name, t.rows, t.vecs()))
	Pragma("noescape")

	left := Load(Param("m"), GP64())
	a := Load(Param("a"), GP64()).(reg.GPVirtual)
	ars := Load(Param("ars"), GP64()).(reg.GPVirtual)
	aks := Load(Param("aks"), GP64())
	bks := Load(Param("bks"), GP64())
	c := Load(Param("c"), GP64()).(reg.GPVirtual)
	ldc := Load(Param("ldc"), GP64())
	var masked tail
	if t.panels == 0 {
		masked = t.maskFor(Load(Param("n"), GP64()))
	}
	var bps reg.GPVirtual
	if t.panels > 1 {
		bps = Load(Param("bps"), GP64()).(reg.GPVirtual)
	}
	sum := make([]reg.VecVirtual, t.rows*t.vecs())
	for i := range sum {
		sum[i] = t.vec()
	}

	Label("tile")
	Comment("Fetch the next tile of C, which no hardware foresees, while this one is computed.")
	below := GP64()
	LEAQ(Mem{Base: c, Index: ldc, Scale: 1}, below)
	for i := 1; i < t.rows; i++ {
		ADDQ(ldc, below)
	}
	for i := range t.rows {
		for v := 0; v < t.vecs(); v += panel / t.lanes {
			PREFETCHT0(Mem{Base: below, Disp: v * t.bytes()})
		}
		if i+1 < t.rows {
			ADDQ(ldc, below)
		}
	}
	Comment("Start each chain from C, or from zero.")
	flag := Load(Param("acc"), GP64())
	TESTQ(flag, flag)
	JZ(LabelRef("zero"))
	row := GP64()
	MOVQ(c, row)
	t.each(masked, "load", row, ldc, sum, func(m Mem, v reg.VecVirtual, mask *tail) {
		if mask != nil {
			mask.load(m, v)
		} else {
			VMOVUPS(m, v)
		}
	})
	JMP(LabelRef("start"))
	Label("zero")
	for i := range sum {
		t.zero(sum[i])
	}
	Label("start")
	k := Load(Param("k"), GP64())
	TESTQ(k, k)
	JZ(LabelRef("store"))

	b := Load(Param("b"), GP64()).(reg.GPVirtual)
	rowA, advanceA := pointers(a, ars, t.rows)
	panelB, advanceB := pointers(b, bps, max(1, t.panels))
	Label("next")
	Comment("One k: load a row of B, broadcast a column of A, multiply-add.")
	loadB := func(v int) reg.VecVirtual {
		b := t.vec()
		perPanel := panel / t.lanes
		m := panelB(v / perPanel)
		switch {
		case t.panels == 0:
			masked.load(m, b)
		case t.elem == "uint16":
			m.Disp = v % perPanel * t.bytes() / 2
			VPMOVZXWD(m, b)
			VPSLLD(Imm(16), b, b)
		default:
			m.Disp = v % perPanel * t.bytes()
			VMOVUPS(m, b)
		}
		return b
	}
	loadA := func(i int) reg.VecVirtual {
		a := t.vec()
		VBROADCASTSS(rowA(i), a)
		return a
	}
	if t.rows <= flat && t.panels > 0 {
		for p := range t.panels {
			next := panelB(p)
			next.Disp = ahead
			PREFETCHT0(next)
		}
	}
	if t.rows == 1 {
		av := loadA(0)
		for v := range t.vecs() {
			VFMADD231PS(loadB(v), av, sum[v])
		}
	} else {
		bv := make([]reg.VecVirtual, t.vecs())
		for v := range bv {
			bv[v] = loadB(v)
		}
		for i := range t.rows {
			av := loadA(i)
			for v := range bv {
				VFMADD231PS(bv[v], av, sum[i*t.vecs()+v])
			}
		}
	}
	advanceA(aks)
	advanceB(bks)
	DECQ(k)
	JNZ(LabelRef("next"))

	Label("store")
	t.each(masked, "save", c, ldc, sum, func(m Mem, v reg.VecVirtual, mask *tail) {
		if mask != nil {
			mask.store(v, m)
		} else {
			VMOVUPS(v, m)
		}
	})
	ADDQ(ldc, c)
	down := GP64()
	IMUL3Q(Imm(uint64(t.rows)), ars, down)
	ADDQ(down, a)
	SUBQ(Imm(uint64(t.rows)), left)
	JNZ(LabelRef("tile"))
	VZEROUPPER()
	RET()
}

// each visits the vectors of the tile in C from row on, and leaves row at the
// tile's last one. When all columns exist no mask is used.
func (t tile) each(masked tail, name string, row, ldc reg.Register, sum []reg.VecVirtual, visit func(Mem, reg.VecVirtual, *tail)) {
	vecs := t.vecs()
	rows := func(row reg.Register, mask *tail, v0, v1 int) {
		for i := range t.rows {
			for v := v0; v < v1; v++ {
				visit(Mem{Base: row, Disp: v * t.bytes()}, sum[i*vecs+v], mask)
			}
			if i+1 < t.rows {
				ADDQ(ldc, row)
			}
		}
	}
	if t.panels == 0 {
		rows(row, &masked, 0, 1)
		return
	}
	n := Load(Param("n"), GP64())
	CMPQ(n, Imm(uint64(vecs*t.lanes)))
	JLT(LabelRef(name + "Edge"))
	rows(row, nil, 0, vecs)
	JMP(LabelRef(name + "Done"))
	Label(name + "Edge")
	for v := range vecs {
		m := t.maskFor(n)
		walk := GP64()
		MOVQ(row, walk)
		rows(walk, &m, v, v+1)
		if v+1 == vecs {
			MOVQ(walk, row)
			break
		}
		SUBQ(Imm(uint64(t.lanes)), n)
		CMPQ(n, Imm(0))
		JGT(LabelRef(fmt.Sprintf("%sMore%d", name, v)))
		XORQ(n, n)
		Label(fmt.Sprintf("%sMore%d", name, v))
	}
	Label(name + "Done")
}

// pointers addresses count rows that lie stride apart: one register serves
// three of them. advance moves all.
func pointers(first, stride reg.GPVirtual, count int) (at func(int) Mem, advance func(by Op)) {
	bases := make([]reg.GPVirtual, (count+2)/3)
	for i := range bases {
		bases[i] = GP64()
		if i == 0 {
			MOVQ(first, bases[0])
			continue
		}
		LEAQ(Mem{Base: bases[i-1], Index: stride, Scale: 2}, bases[i])
		ADDQ(stride, bases[i])
	}
	at = func(i int) Mem {
		m := Mem{Base: bases[i/3]}
		if i%3 != 0 {
			m.Index, m.Scale = stride, uint8(i%3)
		}
		return m
	}
	return at, func(by Op) {
		for _, b := range bases {
			ADDQ(by, b)
		}
	}
}
