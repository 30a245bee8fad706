// Package native is the deterministic training and inference engine in Go and
// Go assembly: decoders of the Llama and Qwen2 shape, LoRA and full training,
// the same bits for any number of workers and on any instruction set, so that
// an auditor can re-execute a job instead of believing it. It must never
// depend on map order, time, goroutine scheduling, the platform's math library
// or a compiler's liberty to fuse, and it never writes to disk.
//
// To pretrain a model: NewRandom, then TrainFull on packed text; the result's
// files are a Hugging Face model directory.
package native
