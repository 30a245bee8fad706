package dataset

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/hallmark-tee/hallmark"
	"pgregory.net/rapid"
)

func TestPackKeepsEveryRowWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const length = 32
		lengths := rapid.SliceOfN(rapid.IntRange(1, length), 0, 60).Draw(t, "lengths")
		var examples []Example
		total := 0
		for i, n := range lengths {
			ex := Example{Row: i, Tokens: make([]int32, n), Mask: make([]bool, n)}
			for j := range n {
				ex.Tokens[j] = int32(i*100 + j)
				ex.Mask[j] = (i+j)%3 == 0
			}
			examples = append(examples, ex)
			total += n
		}
		packed, err := Pack(examples, length)
		if err != nil {
			t.Fatal(err)
		}
		seen := map[int32]bool{}
		for _, s := range packed {
			if len(s.Tokens) > length || len(s.Tokens) != len(s.Mask) || len(s.Segments) != len(s.Rows) || s.Segments[0] != 0 {
				t.Fatalf("%+v", s)
			}
			for k, row := range s.Rows {
				end := len(s.Tokens)
				if k+1 < len(s.Segments) {
					end = int(s.Segments[k+1])
				}
				ex := examples[row]
				if seen[row] || !slices.Equal(s.Tokens[s.Segments[k]:end], ex.Tokens) || !slices.Equal(s.Mask[s.Segments[k]:end], ex.Mask) {
					t.Fatalf("row %d is there twice or changed", row)
				}
				seen[row] = true
			}
		}
		if len(seen) != len(examples) {
			t.Fatalf("%d of %d rows", len(seen), len(examples))
		}
		if fewest := (total + length - 1) / length; len(packed)*9 > fewest*2*11+9 && len(packed) > 2*fewest {
			t.Fatalf("%d sequences for %d tokens", len(packed), total)
		}
		// First fit: no row of a later sequence would have fitted into an earlier one
		// before the rows placed after it came.
		for b := 1; b < len(packed); b++ {
			first := len(examples[packed[b].Rows[0]].Tokens)
			for a := range b {
				used := 0
				for _, row := range packed[a].Rows {
					if n := len(examples[row].Tokens); n > first || n == first && row < packed[b].Rows[0] {
						used += n
					}
				}
				if used+first <= length {
					t.Fatalf("row %d would have fitted into sequence %d", packed[b].Rows[0], a)
				}
			}
		}
	})
}

func TestPackRefusesWhatDoesNotFit(t *testing.T) {
	for _, ex := range []Example{{}, {Tokens: make([]int32, 9), Mask: make([]bool, 9)}, {Tokens: make([]int32, 2), Mask: make([]bool, 1)}} {
		if _, err := Pack([]Example{ex}, 8); hallmark.KindOf(err) != hallmark.Internal {
			t.Errorf("%+v: %v", ex, err)
		}
	}
}

func TestSplitIsStable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		seed := rapid.Uint64().Draw(t, "seed")
		rate := rapid.IntRange(0, 500).Draw(t, "rate")
		leaves := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) hallmark.Digest {
			return hallmark.Digest(rapid.SliceOfN(rapid.Byte(), 32, 32).Draw(t, "leaf"))
		}), 1, 20).Draw(t, "leaves")
		for _, l := range leaves {
			held := InValidation(l, seed, rate)
			if rate == 0 && held {
				t.Fatal("held out at rate 0")
			}
			// A larger rate only adds rows.
			if held && !InValidation(l, seed, rate+1) {
				t.Fatal("a larger rate let a row go")
			}
		}
	})
	held := 0
	for i := range 20000 {
		if InValidation(hallmark.Digest{byte(i), byte(i >> 8)}, 5, 100) {
			held++
		}
	}
	if held < 1850 || held > 2150 {
		t.Fatalf("%d of 20000 at 100 per mille", held)
	}
}

func rows(t testing.TB, n int) []Row {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `{"prompt":"question %d","completion":"%s %d"}`+"\n", i, strings.Repeat("answer ", i%7), i)
	}
	rows, _, err := Load(strings.NewReader(b.String()), Options{})
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// Count against a walk over every step, for jobs of every shape.
func TestCountEqualsTheWalk(t *testing.T) {
	enc := encoder(t, ChatML, true)
	all := rows(t, 60)
	rapid.Check(t, func(t *rapid.T) {
		cfg := hallmark.DefaultTraining()
		cfg.SeqLen = rapid.IntRange(64, 200).Draw(t, "seqLen")
		cfg.BatchRows = rapid.IntRange(1, 9).Draw(t, "batch")
		cfg.Epochs = rapid.IntRange(1, 4).Draw(t, "epochs")
		cfg.MaxSteps = rapid.IntRange(0, 40).Draw(t, "maxSteps")
		cfg.Seed = rapid.Uint64().Draw(t, "seed")
		p, err := Prepare(all, enc, cfg)
		if err != nil {
			t.Fatal(err)
		}
		var steps, tokens uint64
		for epoch := range cfg.Epochs {
			for batch := range slices.Chunk(EpochOrder(cfg.Seed, uint64(epoch), len(p.Train)), cfg.BatchRows) {
				if cfg.MaxSteps > 0 && steps == uint64(cfg.MaxSteps) {
					break
				}
				steps++
				for _, i := range batch {
					tokens += uint64(len(p.Train[i].Tokens))
				}
			}
		}
		if p.Steps != steps || p.Tokens != tokens {
			t.Fatalf("%d steps, %d tokens; want %d, %d", p.Steps, p.Tokens, steps, tokens)
		}
		if p.TrainRows+p.ValidationRows+p.Dropped != len(all) {
			t.Fatalf("rows are lost: %+v", p)
		}
	})
}

func TestLongRowsAreCutAndCounted(t *testing.T) {
	cfg := hallmark.DefaultTraining()
	cfg.SeqLen, cfg.Validation = 64, 0
	file := `{"prompt":"short","completion":"` + strings.Repeat("é", 100) + `"}` + "\n" +
		`{"prompt":"` + strings.Repeat("é", 100) + `","completion":"never reached"}` + "\n" + `{"prompt":"a","completion":"b"}`
	rows, _, err := Load(strings.NewReader(file), Options{})
	if err != nil {
		t.Fatal(err)
	}
	p, err := Prepare(rows, encoder(t, ChatML, true), cfg)
	if err != nil {
		t.Fatal(err)
	}
	if p.Cut != 2 || p.Dropped != 1 || p.TrainRows != 2 || len(p.Train[0].Tokens) != 64 {
		t.Fatalf("%+v", p)
	}
	if q, rep, err := FromJSONL(strings.NewReader(file), encoder(t, ChatML, true), cfg); err != nil || q.Tokens != p.Tokens || rep.Rows != 3 {
		t.Fatalf("from the file: %+v, %+v, %v", q, rep, err)
	}
	if _, rep, err := FromJSONL(strings.NewReader("x\n"), encoder(t, ChatML, true), cfg); err == nil || rep.Bad != 1 {
		t.Fatalf("from a bad file: %+v, %v", rep, err)
	}
	if _, err := Prepare(rows[1:2], encoder(t, ChatML, true), cfg); hallmark.KindOf(err) != hallmark.Invalid {
		t.Fatalf("nothing left: %v", err)
	}
	cfg.Epochs = 0
	if _, err := Prepare(rows, encoder(t, ChatML, true), cfg); hallmark.KindOf(err) != hallmark.Invalid {
		t.Fatalf("bad config: %v", err)
	}
}

func TestEpochOrder(t *testing.T) {
	for n := range 40 {
		order := EpochOrder(7, 2, n)
		slices.Sort(order)
		for i, v := range order {
			if int(v) != i {
				t.Fatalf("not a permutation of %d", n)
			}
		}
	}
	if slices.Equal(EpochOrder(7, 0, 30), EpochOrder(7, 1, 30)) || slices.Equal(EpochOrder(7, 0, 30), EpochOrder(8, 0, 30)) {
		t.Fatal("epochs or seeds share an order")
	}
	// Philox4x32-10, known answers of Random123 (kat_vectors).
	if got := philox([2]uint32{0xa4093822, 0x299f31d0}, [4]uint32{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}); got != [4]uint32{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1} {
		t.Fatalf("%x", got)
	}
}
