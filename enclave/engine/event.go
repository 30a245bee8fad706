package engine

import "github.com/hallmark-tee/hallmark"

// Sink receives the events of one job, in order. An error stops the job.
type Sink interface {
	Event(Event) error
}

// SinkFunc makes a function a Sink.
type SinkFunc func(Event) error

// Event calls the function.
func (f SinkFunc) Event(e Event) error { return f(e) }

// Event is one of Started, Step, Eval, Snapshot, Checkpoint and Done.
type Event interface{ event() }

// Started is the first event. ResumedAt is the last step the checkpoint had
// finished, 0 for a fresh job.
type Started struct {
	Steps      uint64 // steps of the whole job
	Epochs     int
	Parameters int    // of the base model
	Trainable  int    // that this job changes
	Snapshots  uint64 // steps between Snapshot events, 0: none
	ResumedAt  uint64
	Leaves     []hallmark.TranscriptLeaf // of the steps up to ResumedAt
}

// Step is one finished optimizer step; Leaf is its line of the transcript.
type Step struct {
	Leaf  hallmark.TranscriptLeaf
	Epoch int     // from 0
	Loss  float32 // mean over the targets of the step
	Grad  float32 // gradient norm before clipping
	Rate  float32 // learning rate of the step
}

// Eval is the loss on the held-out sequences after Step steps.
type Eval struct {
	Step    uint64
	Loss    float32
	Targets uint64
}

// Checkpoint is all that Resume needs after Step steps. Data is in clear: the
// receiver encrypts it before it leaves the enclave, and may keep it.
type Checkpoint struct {
	Step uint64
	Data []byte
}

// Snapshot is the whole state after Step steps, due by SnapshotInterval. Its
// SHA-256 is the state digest of the step, and Replay starts from it. Data is in
// clear, and the receiver may keep it.
type Snapshot struct {
	Step uint64
	Data []byte
}

// Done is the last event of a job that reached its end.
type Done struct {
	Usage   Usage
	Metrics Metrics
}

func (Started) event()    {}
func (Step) event()       {}
func (Eval) event()       {}
func (Checkpoint) event() {}
func (Snapshot) event()   {}
func (Done) event()       {}
