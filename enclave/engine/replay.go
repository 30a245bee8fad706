package engine

import (
	"context"

	"github.com/hallmark-tee/hallmark"
)

// Bounds of the snapshots of one job.
const (
	snapshotSegments = 16        // at most this many segments
	leastInterval    = 8         // steps
	SnapshotBudget   = 256 << 20 // bytes of all snapshots together
)

// SnapshotInterval is how many steps lie between the snapshots of a job: a
// sixteenth of its steps, 8 at least, doubled until the snapshots together, of
// state bytes each, keep within SnapshotBudget. A job whose state alone is
// larger has none: it is one segment, replayed from its start.
func SnapshotInterval(steps, state uint64) uint64 {
	every := max(leastInterval, (steps+snapshotSegments-1)/snapshotSegments)
	for every < steps && (steps-1)/every*state > SnapshotBudget {
		every *= 2
	}
	return every
}

// Segment is a part of a job to do again.
type Segment struct {
	From []byte // a Snapshot's Data; nil: the start of the job
	To   uint64 // the last step to do

	// Plan changes what a step does, to find out whether that is what somebody
	// did: it gives the step whose batch is taken and whether the state is
	// updated. nil is the job as ordered.
	Plan func(step uint64) (batch uint64, update bool)
}

// Replayer does parts of a job again. Only a deterministic engine is one.
type Replayer interface {
	// Replay does the steps after the segment's start, passes the leaf of each
	// to each, which may end it with an error, and gives the state digest after
	// the last. Mismatch: the snapshot does not fit the spec. Snapshots,
	// checkpoints and evaluations of the spec are ignored.
	Replay(ctx context.Context, spec TrainSpec, s Segment, each func(hallmark.TranscriptLeaf) error) (hallmark.Digest, error)
}
