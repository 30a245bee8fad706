package engine_test

import (
	"testing"

	"github.com/hallmark-tee/hallmark/enclave/engine"
)

func TestSnapshotIntervalKeepsItsBounds(t *testing.T) {
	for _, c := range []struct{ steps, state, want uint64 }{
		{0, 100, 8}, {1, 100, 8}, {8, 100, 8}, {120, 3 << 20, 8}, {128, 1, 8}, {129, 1, 9}, {1600, 1, 100},
		{1600, 64 << 20, 400}, // 15 would not fit, 7 neither, 3 do
		{1600, 200 << 20, 800},
		{1600, 300 << 20, 1600}, // none fits
		{7, 1 << 50, 8},
	} {
		got := engine.SnapshotInterval(c.steps, c.state)
		if got != c.want {
			t.Errorf("%d steps of %d bytes: every %d, want %d", c.steps, c.state, got, c.want)
		}
		if got < c.steps && ((c.steps-1)/got > 15 || (c.steps-1)/got*c.state > engine.SnapshotBudget) {
			t.Errorf("%d steps of %d bytes: every %d is too many", c.steps, c.state, got)
		}
	}
}
