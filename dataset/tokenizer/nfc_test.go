package tokenizer

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

// Both ways to normalize agree wherever x/text keeps to NFC, that is with at
// most 30 combining marks in a row.
func TestComposedEqualsNFC(t *testing.T) {
	chars := []string{"a", "e", "K", " ", "\u00e9", "\u1ec7", "\u0301", "\u0302", "\u0323", "\u0344", "\u0345", "\u0f73", "\u0f71", "\u0340", "\u037e",
		"\u1100", "\u1161", "\u11a8", "\uac00", "\uac01", "\u0958", "\u0928\u093c", "\u30ab", "\u3099", "\uf900", "\u212b", "\u2126", "\u0c46\u0c56", "\U0001d15e", "\U000110a5", "\U000110ba", "\u034f", "\xff", "\xcc"}
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(chars), 0, 14).Draw(t, "text"), "")
		if got, want := composed(text), norm.NFC.String(text); utf8.ValidString(text) && got != want {
			t.Fatalf("%+q became %+q, want %+q", text, got, want)
		}
		if once := nfc(text); nfc(once) != once {
			t.Fatalf("%+q changes when normalized again", once)
		}
	})
}

// A run of marks of any length stays free of U+034F and takes linear time.
func TestManyMarks(t *testing.T) {
	for _, n := range []int{9, 10, 29, 30, 31, 32, 100, 200_000} {
		text := "xe" + strings.Repeat("\u0301", n) + strings.Repeat("\u0323", n) + "y"
		want := "x\u1eb9" + strings.Repeat("\u0323", n-1) + strings.Repeat("\u0301", n) + "y"
		if got := nfc(text); got != want {
			t.Errorf("%d marks: wrong, %d bytes instead of %d", n, len(got), len(want))
		}
	}
}
