package kernel

import "golang.org/x/sys/cpu"

// Available lists the instruction sets of this processor, slowest first.
// Inside SGX the answer comes from the untrusted host: a lie costs speed or
// crashes, it cannot change a result.
func Available() []ISA {
	have := []ISA{Scalar}
	if cpu.X86.HasAVX2 && cpu.X86.HasFMA {
		have = append(have, AVX2)
		if cpu.X86.HasAVX512F && cpu.X86.HasBMI2 {
			have = append(have, AVX512)
		}
	}
	return have
}

func newSet(isa ISA) *Set {
	switch isa {
	case AVX512:
		return &Set{isa: isa, lanes: 16, tiles: []tileRow{
			{12, gemmAVX512Wide12, gemmAVX512Narrow12},
			{8, gemmAVX512Wide8, gemmAVX512Narrow8},
			{4, gemmAVX512Wide4, gemmAVX512Narrow4},
			{2, gemmAVX512Wide2, gemmAVX512Narrow2},
			{1, gemmAVX512Wide1, gemmAVX512Narrow1},
		}, rows: &rows{
			max:            maxAVX512,
			expSum:         expSumAVX512,
			softmaxGrad:    softmaxGradAVX512,
			swiglu:         swigluAVX512,
			swigluGrad:     swigluGradAVX512,
			scale:          scaleAVX512,
			add:            addAVX512,
			dot:            dotAVX512,
			dot3:           dot3AVX512,
			norm:           normAVX512,
			normGrad:       normGradAVX512,
			normWeightGrad: normWeightGradAVX512,
			rotate:         rotateAVX512,
			rotateBack:     rotateBackAVX512,
			update:         updateAVX512,
		}}
	case AVX2:
		return &Set{isa: isa, lanes: 8, tiles: []tileRow{
			{6, gemmAVX2Wide6, gemmAVX2Narrow6},
			{4, gemmAVX2Wide4, gemmAVX2Narrow4},
			{2, gemmAVX2Wide2, gemmAVX2Narrow2},
			{1, gemmAVX2Wide1, gemmAVX2Narrow1},
		}, rows: &rows{
			max:            maxAVX2,
			expSum:         expSumAVX2,
			softmaxGrad:    softmaxGradAVX2,
			swiglu:         swigluAVX2,
			swigluGrad:     swigluGradAVX2,
			scale:          scaleAVX2,
			add:            addAVX2,
			dot:            dotAVX2,
			dot3:           dot3AVX2,
			norm:           normAVX2,
			normGrad:       normGradAVX2,
			normWeightGrad: normWeightGradAVX2,
			rotate:         rotateAVX2,
			rotateBack:     rotateBackAVX2,
			update:         updateAVX2,
		}}
	}
	return &Set{isa: Scalar}
}
