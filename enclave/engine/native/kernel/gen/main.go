// Command gen writes the assembly kernels of package kernel with avo: one file
// per kernel family and instruction set. It runs at development time only
// (go generate); the files it writes are checked in and reviewed.
package main

import (
	"flag"
	"log"

	"github.com/mmcloughlin/avo/attr"
	. "github.com/mmcloughlin/avo/build" //nolint:revive // avo's own idiom: a program that reads like assembly
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// noSplit marks leaf functions without a frame.
const noSplit = attr.NOSPLIT

// isa hides the differences between 512-bit and 256-bit vectors, so that each
// kernel is described once.
type isa struct {
	name  string
	lanes int     // float32 per vector register
	tiles []shape // of the matrix product, tallest and widest first
	edges []int   // heights of the tiles with masked loads, tallest first
}

func (s isa) vec() reg.VecVirtual {
	if s.lanes == 16 {
		return ZMM()
	}
	return YMM()
}

func (s isa) bytes() int { return 4 * s.lanes }

// zero clears v.
func (s isa) zero(v reg.VecVirtual) {
	if s.lanes == 16 {
		VPXORD(v, v, v)
		return
	}
	VXORPS(v, v, v)
}

// tail is a mask that selects the first n lanes: a k register on AVX-512, a
// vector on AVX2.
type tail struct {
	s isa
	k reg.OpmaskVirtual
	v reg.VecVirtual
}

// maskFor makes the mask of the first n lanes, 0 <= n <= lanes.
func (s isa) maskFor(n reg.Register) tail {
	if s.lanes == 16 {
		ones, m := GP32(), K()
		MOVL(I32(-1), ones)
		bits := GP32()
		BZHIL(n.(reg.GPVirtual).As32(), ones, bits)
		KMOVW(bits, m)
		return tail{s: s, k: m}
	}
	m := YMM()
	x := XMM()
	VMOVQ(n, x)
	VPBROADCASTD(x, m)
	VPCMPGTD(iota8(), m, m)
	return tail{s: s, v: m}
}

func (t tail) load(m Mem, dst reg.VecVirtual) {
	if t.s.lanes == 16 {
		VMOVUPS_Z(m, t.k, dst)
		return
	}
	VMASKMOVPS(m, t.v, dst)
}

func (t tail) store(src reg.VecVirtual, m Mem) {
	if t.s.lanes == 16 {
		VMOVUPS(src, t.k, m)
		return
	}
	VMASKMOVPS(src, t.v, m)
}

var iota Mem

// iota8 is the read-only vector 0..7, written once per file.
func iota8() Mem {
	if iota.Base == nil {
		iota = GLOBL("lane", attr.RODATA|attr.NOPTR)
		for i := range 8 {
			DATA(4*i, U32(uint32(i)))
		}
	}
	return iota
}

func main() {
	name := flag.String("kernel", "gemm", "kernel family")
	set := flag.String("isa", "avx512", "avx512 or avx2")
	flag.Parse()
	var s isa
	switch *set {
	case "avx512":
		s = isa{name: "AVX512", lanes: 16, edges: []int{12, 8, 4, 2, 1},
			tiles: []shape{{12, 2}, {12, 1}, {8, 2}, {8, 1}, {4, 2}, {4, 1}, {2, 4}, {2, 1}, {1, 4}, {1, 1}}}
	case "avx2":
		s = isa{name: "AVX2", lanes: 8, edges: []int{12, 8, 4, 2, 1},
			tiles: []shape{{6, 1}, {4, 1}, {2, 2}, {2, 1}, {1, 4}, {1, 1}}}
	default:
		log.Fatalf("gen: unknown instruction set %q", *set)
	}
	kernels := map[string]func(isa){"gemm": gemm, "bf16": bf16, "edge": edge, "softmax": softmax, "swiglu": swiglu, "vector": vector, "adamw": adamw}
	write, ok := kernels[*name]
	if !ok {
		log.Fatalf("gen: unknown kernel %q", *name)
	}
	write(s)
	Generate()
}
