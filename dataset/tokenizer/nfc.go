package tokenizer

import (
	"slices"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// nfc is Unicode's normal form C (UAX #15), as the published tokenizers apply
// it. x/text writes the Stream-Safe form, which puts U+034F into runs of more
// than 30 combining marks, and leaves characters behind a byte that is not UTF-8 as
// they are; such text is composed here. The published tokenizers' tables are of
// Unicode 12: scripts encoded since then may be composed here and not there.
func nfc(text string) string {
	if !utf8.ValidString(text) || manyMarks(text) {
		return composed(text)
	}
	return norm.NFC.String(text)
}

// composed is the definition of NFC, for text of any kind.
func composed(text string) string {
	var c composer
	for i := 0; i < len(text); {
		r, w := utf8.DecodeRuneInString(text[i:])
		if r == utf8.RuneError && w == 1 {
			c.flush() // a byte that is not UTF-8 stays, and nothing composes across it
			c.out = append(c.out, text[i])
		} else {
			for _, d := range norm.NFD.String(text[i : i+w]) {
				c.marks = append(c.marks, mark{d, markClass(d)})
			}
		}
		i += w
	}
	c.flush()
	return string(c.out)
}

// manyMarks says whether the text may hold more in a row of what joins the
// character before (combining marks, jamo) than x/text leaves alone. Each has at
// most three of them when decomposed.
func manyMarks(text string) bool {
	const safe = 9
	n := 0
	for i, r := range text {
		if r < 0x300 {
			n = 0
			continue
		}
		if norm.NFC.PropertiesString(text[i:]).BoundaryBefore() {
			n = 0
		} else if n++; n > safe {
			return true
		}
	}
	return false
}

// mark is a decomposed character with its combining class; 0 is a starter.
type mark struct {
	r     rune
	class uint8
}

func markClass(r rune) uint8 { return norm.NFD.PropertiesString(string(r)).CCC() }

// composer collects decomposed characters.
type composer struct {
	out   []byte
	marks []mark
}

// flush orders the marks behind each starter, composes, and writes.
func (c *composer) flush() {
	for i := 0; i < len(c.marks); {
		j := i + 1
		for ; j < len(c.marks) && c.marks[j].class != 0; j++ {
		}
		from := i
		if c.marks[i].class == 0 {
			from++
		}
		slices.SortStableFunc(c.marks[from:j], func(a, b mark) int { return int(a.class) - int(b.class) })
		i = j
	}
	done := c.marks[:0]
	starter, last := -1, -1 // the starter to compose with, and the class of what was left behind it
	for _, m := range c.marks {
		if starter >= 0 && last < int(m.class) {
			if r, ok := compose(done[starter].r, m.r); ok {
				done[starter].r = r
				continue
			}
		}
		if last = int(m.class); last == 0 {
			starter, last = len(done), -1
		}
		done = append(done, m)
	}
	for _, m := range done {
		c.out = utf8.AppendRune(c.out, m.r)
	}
	c.marks = c.marks[:0]
}

// compose gives the primary composite of two characters.
func compose(a, b rune) (rune, bool) {
	s := norm.NFC.String(string([]rune{a, b}))
	r, w := utf8.DecodeRuneInString(s)
	return r, w == len(s)
}
