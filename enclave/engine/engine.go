package engine

import (
	"context"
	"io/fs"
)

// Trainer fine-tunes a model.
type Trainer interface {
	// Train runs the job to its end and reports to sink in order, from one
	// goroutine. When ctx ends or sink returns an error, Train stops within a
	// second and returns that error together with a Result whose Files hold
	// the state after the last finished step (Partial is set, Files are nil
	// when no step was finished).
	Train(ctx context.Context, spec TrainSpec, sink Sink) (Result, error)
}

// TrainSpec is everything a job depends on. Two runs of one spec give the same
// bits on a deterministic engine, for any Workers.
type TrainSpec struct {
	Base     fs.FS    // Hugging Face model directory: config.json, model.safetensors
	BaseName string   // written into the adapter as base_model_name_or_path
	Hyper    Hyper    // what to train and how
	Data     []Packed // training sequences, in canonical order
	Valid    []Packed // held-out sequences; may be empty

	Workers         int    // goroutines, 0: one per processor; changes no bit
	Resume          []byte // a checkpoint of this very spec, or nil
	CheckpointEvery int    // steps between Checkpoint events, 0: none
	StateEvery      int    // steps between state digests, 0: only at the last step
	EvalEvery       int    // steps between evaluations besides first and last, 0: none
	Snapshots       bool   // send Snapshot events, as SnapshotInterval says
}

// Result is what a job made. Files are the artifact, by name: a PEFT adapter
// directory, or a Hugging Face model directory after full training.
type Result struct {
	Files   map[string][]byte
	Partial bool // stopped before the last step
	Usage   Usage
	Metrics Metrics
	State   [32]byte // SHA-256 of parameters and optimizer after the last step
}

// Usage counts the finished steps.
type Usage struct {
	Steps   uint64
	Epochs  uint64 // epochs begun
	Tokens  uint64 // non-padding tokens processed
	Targets uint64 // tokens the loss counted
}

// Metrics are mean losses in nats per target token; the Eval pair is 0 without
// held-out sequences.
type Metrics struct {
	FirstLoss, LastLoss   float32
	EvalBefore, EvalAfter float32
}
