// Package kernel holds the arithmetic of the native engine: matrix products
// and the exact scalar definitions that every vector kernel must match bit for
// bit. One result has one value, whatever the instruction set, the blocking or
// the number of workers: a product sum is a single chain of fused
// multiply-adds in ascending k, other sums have a fixed order, and no
// transcendental function comes from the platform's library. It must never
// call math.Exp and its like, nor leave a product where a compiler may fuse it
// into a sum (every product is wrapped in a conversion, which the Go
// specification makes a rounding point).
package kernel

//go:generate go run ./gen -kernel gemm -isa avx512 -out gemm_avx512_amd64.s -stubs gemm_avx512_amd64.go -pkg kernel
//go:generate go run ./gen -kernel gemm -isa avx2 -out gemm_avx2_amd64.s -stubs gemm_avx2_amd64.go -pkg kernel
//go:generate go run ./gen -kernel bf16 -isa avx512 -out bf16_avx512_amd64.s -stubs bf16_avx512_amd64.go -pkg kernel
//go:generate go run ./gen -kernel bf16 -isa avx2 -out bf16_avx2_amd64.s -stubs bf16_avx2_amd64.go -pkg kernel
//go:generate go run ./gen -kernel edge -isa avx512 -out edge_avx512_amd64.s -stubs edge_avx512_amd64.go -pkg kernel
//go:generate go run ./gen -kernel edge -isa avx2 -out edge_avx2_amd64.s -stubs edge_avx2_amd64.go -pkg kernel
//go:generate go run ./gen -kernel softmax -isa avx512 -out softmax_avx512_amd64.s -stubs softmax_avx512_amd64.go -pkg kernel
//go:generate go run ./gen -kernel softmax -isa avx2 -out softmax_avx2_amd64.s -stubs softmax_avx2_amd64.go -pkg kernel
//go:generate go run ./gen -kernel swiglu -isa avx512 -out swiglu_avx512_amd64.s -stubs swiglu_avx512_amd64.go -pkg kernel
//go:generate go run ./gen -kernel swiglu -isa avx2 -out swiglu_avx2_amd64.s -stubs swiglu_avx2_amd64.go -pkg kernel
//go:generate go run ./gen -kernel vector -isa avx512 -out vector_avx512_amd64.s -stubs vector_avx512_amd64.go -pkg kernel
//go:generate go run ./gen -kernel vector -isa avx2 -out vector_avx2_amd64.s -stubs vector_avx2_amd64.go -pkg kernel
//go:generate go run ./gen -kernel adamw -isa avx512 -out adamw_avx512_amd64.s -stubs adamw_avx512_amd64.go -pkg kernel
//go:generate go run ./gen -kernel adamw -isa avx2 -out adamw_avx2_amd64.s -stubs adamw_avx2_amd64.go -pkg kernel
