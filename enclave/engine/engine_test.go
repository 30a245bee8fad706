package engine

import (
	"math"
	"slices"
	"testing"

	"github.com/hallmark-tee/hallmark"
	"pgregory.net/rapid"
)

// TestPackKeepsRows: whatever the rows, packing keeps each one whole, in
// order, with its mask, and no sequence is longer than allowed.
func TestPackKeepsRows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		length := rapid.IntRange(1, 40).Draw(t, "length")
		var rows []Example
		for i := range rapid.IntRange(0, 20).Draw(t, "rows") {
			tokens := rapid.SliceOfN(rapid.Int32Range(0, 99), 0, length).Draw(t, "tokens")
			e := Example{Tokens: tokens, RowIndex: 3 * i}
			for range tokens {
				e.Mask = append(e.Mask, rapid.Bool().Draw(t, "mask"))
			}
			rows = append(rows, e)
		}
		packed, err := Pack(rows, length)
		if err != nil {
			t.Fatal(err)
		}
		targets := 0
		var back []Example
		for i, p := range packed {
			if err := p.Validate(i, 100, length); err != nil {
				t.Fatal(err)
			}
			targets += p.Targets()
			for s, start := range p.Segments {
				end := int32(len(p.Tokens))
				if s+1 < len(p.Segments) {
					end = p.Segments[s+1]
				}
				back = append(back, Example{p.Tokens[start:end], p.Mask[start:end], int(p.Rows[s])})
			}
		}
		rows = slices.DeleteFunc(rows, func(e Example) bool { return len(e.Tokens) == 0 })
		want := 0
		for _, e := range rows {
			want += e.Packed().Targets()
		}
		if !slices.EqualFunc(rows, back, func(a, b Example) bool {
			return a.RowIndex == b.RowIndex && slices.Equal(a.Tokens, b.Tokens) && slices.Equal(a.Mask, b.Mask)
		}) || targets != want {
			t.Fatalf("rows %v came back as %v, %d targets of %d", rows, back, targets, want)
		}
	})
}

func TestPackRefuses(t *testing.T) {
	if _, err := Pack([]Example{{Tokens: make([]int32, 9), Mask: make([]bool, 9), RowIndex: 4}}, 8); hallmark.KindOf(err) != hallmark.Invalid {
		t.Errorf("a row longer than the sequence: %v", err)
	}
	if _, err := Pack([]Example{{Tokens: make([]int32, 3), Mask: make([]bool, 2)}}, 8); hallmark.KindOf(err) != hallmark.Invalid {
		t.Errorf("a short mask: %v", err)
	}
}

func TestHyperOf(t *testing.T) {
	c := hallmark.DefaultTraining()
	h, err := HyperOf(c)
	if err != nil {
		t.Fatal(err)
	}
	want := Hyper{
		Rank: 8, Alpha: 16, Targets: Targets[:], Epochs: 1, Batch: 8, Seed: 1, Rate: 0.002, Schedule: "cosine", WarmupSteps: 10, WeightDecay: 0.01, ClipNorm: 1,
	}
	if !slices.Equal(h.Targets, want.Targets) || h.Rate != want.Rate || h.WeightDecay != want.WeightDecay || h.ClipNorm != want.ClipNorm ||
		h.Rank != want.Rank || h.Alpha != want.Alpha || h.Batch != want.Batch || h.Seed != want.Seed || h.WarmupSteps != want.WarmupSteps || h.Full {
		t.Errorf("got %+v, want %+v", h, want)
	}
	c.LearningRate = "1000"
	if _, err := HyperOf(c); hallmark.KindOf(err) != hallmark.Invalid {
		t.Errorf("learning rate 1000: %v", err)
	}
}

func TestHyperRanges(t *testing.T) {
	good, err := HyperOf(hallmark.DefaultTraining())
	if err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(*Hyper){
		"epochs": func(h *Hyper) { h.Epochs = 0 }, "batch": func(h *Hyper) { h.Batch = 0 }, "steps": func(h *Hyper) { h.MaxSteps = -1 },
		"NaN rate": func(h *Hyper) { h.Rate = float32(math.NaN()) }, "infinite decay": func(h *Hyper) { h.WeightDecay = float32(math.Inf(1)) },
		"beta": func(h *Hyper) { h.Beta2 = 1 }, "alpha": func(h *Hyper) { h.Alpha = 0 }, "lanes": func(h *Hyper) { h.Lanes = -1 },
		"no target": func(h *Hyper) { h.Targets = nil }, "schedule": func(h *Hyper) { h.Schedule = "" },
	} {
		h := good
		change(&h)
		if h.Validate() == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}
