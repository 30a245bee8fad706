package openai

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// ending is what the decoder must find, in the plainest way: byte by byte, the
// stop string that is complete first, the longest of those.
func ending(text string, stops []string) (string, bool) {
	for end := 1; end <= len(text); end++ {
		best := -1
		for _, s := range stops {
			if strings.HasSuffix(text[:end], s) && (best < 0 || end-len(s) < best) {
				best = end - len(s)
			}
		}
		if best >= 0 {
			return text[:best], true
		}
	}
	return text, false
}

// TestDecoderAtAnyBorders: however the bytes of a text are cut into tokens, the
// pieces are whole characters, put together they are the text up to the first
// stop string, and no character is held back that no stop string begins with.
func TestDecoderAtAnyBorders(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOfN(rapid.SampledFrom([]string{
			"a", "b", "ab", "ba", "\n", "é", "\xc3", "\xa9", "你", "\xe4\xbd", "\xa0", "😀", "\xf0\x9f", "\x98\x80", "\xff", "\uFFFD",
		}), 0, 24).Draw(t, "parts")
		stops := rapid.SliceOfN(rapid.StringOfN(rapid.SampledFrom([]rune("ab\né你\uFFFD")), 1, 4, -1), 0, 4).Draw(t, "stops")
		all := strings.Join(parts, "")
		want, stopped := ending(strings.ToValidUTF8(all, "\uFFFD"), stops)

		d := decoder{stops: stops}
		got := ""
		for at := 0; at < len(all) && !d.hit; {
			n := rapid.IntRange(1, min(7, len(all)-at)).Draw(t, "token")
			p := d.add([]byte(all[at : at+n]))
			at += n
			if !utf8.ValidString(p) {
				t.Fatalf("half a character was released: %q", p)
			}
			if !d.hit && len(d.held) > 0 {
				begins := false
				for _, s := range stops {
					begins = begins || strings.HasPrefix(s, string(d.held))
				}
				if !begins {
					t.Fatalf("%q is held back although no stop string of %q begins so", d.held, stops)
				}
			}
			got += p
		}
		got += d.close()
		if got != want || d.hit != stopped || d.runes != utf8.RuneCountInString(got) {
			t.Fatalf("%q with stops %q gave %q, stopped %v, %d characters; want %q, %v", all, stops, got, d.hit, d.runes, want, stopped)
		}
	})
}
