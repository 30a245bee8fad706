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
			{12, []tilePair{{2, gemmAVX512Rows12Panels2, bf16AVX512Rows12Panels2}, {1, gemmAVX512Rows12Panels1, bf16AVX512Rows12Panels1}}},
			{8, []tilePair{{2, gemmAVX512Rows8Panels2, bf16AVX512Rows8Panels2}, {1, gemmAVX512Rows8Panels1, bf16AVX512Rows8Panels1}}},
			{4, []tilePair{{2, gemmAVX512Rows4Panels2, bf16AVX512Rows4Panels2}, {1, gemmAVX512Rows4Panels1, bf16AVX512Rows4Panels1}}},
			{2, []tilePair{{4, gemmAVX512Rows2Panels4, bf16AVX512Rows2Panels4}, {1, gemmAVX512Rows2Panels1, bf16AVX512Rows2Panels1}}},
			{1, []tilePair{{4, gemmAVX512Rows1Panels4, bf16AVX512Rows1Panels4}, {1, gemmAVX512Rows1Panels1, bf16AVX512Rows1Panels1}}},
		}, edges: []edgeTile{
			{12, edgeAVX512Rows12},
			{8, edgeAVX512Rows8},
			{4, edgeAVX512Rows4},
			{2, edgeAVX512Rows2},
			{1, edgeAVX512Rows1},
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
			{6, []tilePair{{1, gemmAVX2Rows6Panels1, bf16AVX2Rows6Panels1}}},
			{4, []tilePair{{1, gemmAVX2Rows4Panels1, bf16AVX2Rows4Panels1}}},
			{2, []tilePair{{2, gemmAVX2Rows2Panels2, bf16AVX2Rows2Panels2}, {1, gemmAVX2Rows2Panels1, bf16AVX2Rows2Panels1}}},
			{1, []tilePair{{4, gemmAVX2Rows1Panels4, bf16AVX2Rows1Panels4}, {1, gemmAVX2Rows1Panels1, bf16AVX2Rows1Panels1}}},
		}, edges: []edgeTile{
			{12, edgeAVX2Rows12},
			{8, edgeAVX2Rows8},
			{4, edgeAVX2Rows4},
			{2, edgeAVX2Rows2},
			{1, edgeAVX2Rows1},
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
