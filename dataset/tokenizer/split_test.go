package tokenizer

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/dlclark/regexp2"
	"pgregory.net/rapid"
)

// The scanners against the published expressions, run by an engine with
// lookahead. The long s is left to TestGolden: this engine folds case by
// character, the ones that run tokenizers fold as Unicode does.
func TestScannersEqualTheExpressions(t *testing.T) {
	chars := []string{"a", "Z", "s", "t", "re", "VE", "ll", "'", "'", "1", "42", " ", " ", "\n", "\r", "\t", ".", "!?", "_", "-",
		"é", "\u0301", "你", "\u00a0", "\u2003", "\u0085", "½", "٣", "Ⅷ", "😀", "\u200d", "\x00", "\u1680", "\u2028"}
	all := maps.Clone(patterns)
	all[SplitSmolLM] = `\p{N}|'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?[^\s\p{L}\p{N}]+|\s+(?=\p{N})|\s+(?!\S)|\s+` // both stages in one
	for split, pattern := range all {
		re := regexp2.MustCompile(pattern, regexp2.None)
		rapid.Check(t, func(t *rapid.T) {
			text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(chars), 0, 24).Draw(t, "text"), "")
			var want, got []string
			m, err := re.FindStringMatch(text)
			for ; m != nil; m, err = re.FindNextMatch(m) {
				want = append(want, m.String())
			}
			if err != nil {
				t.Fatal(err)
			}
			for rest := text; len(rest) > 0; {
				n := split.next(rest)
				got = append(got, rest[:n])
				rest = rest[n:]
			}
			if !slices.Equal(got, want) {
				t.Fatalf("rule %d: %q cut into %q, want %q", split, text, got, want)
			}
		})
	}
}

// The merge queue against the definition: look at all pairs, merge the leftmost
// of the lowest rank, start again.
func TestMergesEqualTheDefinition(t *testing.T) {
	tok := load(t, "gpt2")
	rapid.Check(t, func(t *rapid.T) {
		piece := rapid.StringOfN(rapid.SampledFrom([]rune("a bthesncFB.é世")), 1, 40, -1).Draw(t, "piece")
		want := []int32{}
		for i := range len(piece) {
			want = append(want, tok.model.first[piece[i]])
		}
		for {
			at, best := -1, merge{}
			for i := 1; i < len(want); i++ {
				if m, ok := tok.model.merges[pairKey(want[i-1], want[i])]; ok && (at < 0 || m.rank < best.rank) {
					at, best = i-1, m
				}
			}
			if at < 0 {
				break
			}
			want[at] = best.id
			want = slices.Delete(want, at+1, at+2)
		}
		if got := tok.model.encode(nil, piece); !slices.Equal(got, want) {
			t.Fatalf("%q: %v, want %v", piece, got, want)
		}
	})
}
