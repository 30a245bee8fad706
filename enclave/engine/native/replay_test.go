package native

import (
	"crypto/sha256"
	"errors"
	"slices"
	"testing"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/engine"
)

// recorded is a job with its leaves and snapshots.
type recorded struct {
	spec      engine.TrainSpec
	result    engine.Result
	every     uint64
	leaves    []hallmark.TranscriptLeaf
	snapshots map[uint64][]byte
}

func record(t *testing.T, full bool) recorded {
	t.Helper()
	r := recorded{spec: smallSpec(full), snapshots: map[uint64][]byte{}}
	r.spec.Hyper.Epochs, r.spec.Snapshots, r.spec.StateEvery = 7, true, 1
	r.result = mustTrain(t, Engine{Model: mustRandom(t, small(), 42)}, r.spec, func(e engine.Event) error {
		switch e := e.(type) {
		case engine.Started:
			r.every = e.Snapshots
		case engine.Step:
			r.leaves = append(r.leaves, e.Leaf)
		case engine.Snapshot:
			r.snapshots[e.Step] = e.Data
		}
		return nil
	})
	return r
}

func TestReplayOfEverySegment(t *testing.T) {
	for _, full := range []bool{false, true} {
		r := record(t, full)
		if r.every != 8 || len(r.leaves) != 21 || len(r.snapshots) != 2 {
			t.Fatalf("%d steps, %d snapshots, every %d", len(r.leaves), len(r.snapshots), r.every)
		}
		for from := uint64(0); from < 21; from += 8 {
			to := min(from+8, 21)
			if from > 0 && hallmark.Digest(sha256.Sum256(r.snapshots[from])) != r.leaves[from-1].State {
				t.Fatalf("snapshot %d is not what its step's state digest covers", from)
			}
			var got []hallmark.TranscriptLeaf
			end, err := Engine{Model: mustRandom(t, small(), 42)}.Replay(t.Context(), r.spec, engine.Segment{From: r.snapshots[from], To: to}, func(l hallmark.TranscriptLeaf) error {
				got = append(got, l)
				return nil
			})
			if err != nil || !slices.Equal(got, r.leaves[from:to]) || end != r.leaves[to-1].State {
				t.Errorf("full=%v, steps %d to %d: %v, %d leaves, end %s", full, from+1, to, err, len(got), end)
			}
		}
		if hallmark.Digest(r.result.State) != r.leaves[20].State {
			t.Error("the last leaf does not name the end")
		}
	}
}

// TestReplayAsksWhatIf: a step without its update leaves the state as it was but
// for its number, and a step on another batch has that batch's rows.
func TestReplayAsksWhatIf(t *testing.T) {
	r := record(t, false)
	e := Engine{Model: mustRandom(t, small(), 42)}
	replay := func(plan func(uint64) (uint64, bool)) []hallmark.TranscriptLeaf {
		var got []hallmark.TranscriptLeaf
		if _, err := e.Replay(t.Context(), r.spec, engine.Segment{From: r.snapshots[8], To: 12, Plan: plan}, func(l hallmark.TranscriptLeaf) error {
			got = append(got, l)
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		return got
	}
	idle := replay(func(s uint64) (uint64, bool) { return s, s != 10 })
	if idle[0] != r.leaves[8] || idle[1].LossBits != r.leaves[9].LossBits || idle[1].State == r.leaves[9].State || idle[2].LossBits == r.leaves[10].LossBits {
		t.Errorf("%+v", idle)
	}
	moved := replay(func(s uint64) (uint64, bool) { return s + 1, true })
	for i, l := range moved {
		if l.Rows != r.leaves[9+i].Rows || l.Step != uint64(9+i) {
			t.Errorf("step %d: %+v", 9+i, l)
		}
	}
}

func TestReplayRefuses(t *testing.T) {
	r := record(t, false)
	other := r.spec
	other.Hyper.Rank++
	foreign := r.snapshots[8]
	wanted := errors.New("enough")
	for name, c := range map[string]struct {
		spec engine.TrainSpec
		from []byte
		to   uint64
		each error
		kind hallmark.Kind
	}{
		"another rank":      {other, foreign, 16, nil, hallmark.Mismatch},
		"no snapshot":       {r.spec, []byte("hallmark"), 16, nil, hallmark.Tampered},
		"cut":               {r.spec, foreign[:len(foreign)-1], 16, nil, hallmark.Mismatch},
		"ends before":       {r.spec, foreign, 7, nil, hallmark.Mismatch},
		"beyond the job":    {r.spec, foreign, 22, nil, hallmark.Mismatch},
		"the caller's word": {r.spec, foreign, 9, wanted, hallmark.Internal},
	} {
		_, err := Engine{Model: mustRandom(t, small(), 42)}.Replay(t.Context(), c.spec, engine.Segment{From: c.from, To: c.to}, func(hallmark.TranscriptLeaf) error { return c.each })
		if err == nil || hallmark.KindOf(err) != c.kind || c.each != nil && !errors.Is(err, c.each) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
