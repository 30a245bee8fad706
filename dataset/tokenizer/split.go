package tokenizer

import (
	"unicode"
	"unicode/utf8"
)

// Split is the rule that cuts text into pieces before merging. The published
// rules are regular expressions with a lookahead, which Go's RE2 does not have;
// here they are scanners, each tested against the expression itself.
type Split uint8

// The known rules and where their expressions stand.
const (
	// SplitGPT2 is the expression inside the ByteLevel pre-tokenizer.
	SplitGPT2 Split = iota + 1
	// SplitLlama3 groups digits by up to three.
	SplitLlama3
	// SplitQwen2 takes digits one by one.
	SplitQwen2
	// SplitSmolLM is the Digits pre-tokenizer, digits one by one, before that
	// of GPT-2.
	SplitSmolLM
)

// patterns holds the expressions as they stand in tokenizer.json files.
var patterns = map[Split]string{
	SplitGPT2:   `'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`,
	SplitLlama3: `(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+`,
	SplitQwen2:  `(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+`,
}

type class uint8

const (
	end class = iota // no character left
	letter
	number
	space
	other
)

// classAt gives the class, the value and the width of the character at s[i:].
// A byte that is not UTF-8 is one character of class other.
func classAt(s string, i int) (class, rune, int) {
	if i >= len(s) {
		return end, 0, 0
	}
	if c := s[i]; c < utf8.RuneSelf {
		switch {
		case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z':
			return letter, rune(c), 1
		case '0' <= c && c <= '9':
			return number, rune(c), 1
		case c == ' ' || '\t' <= c && c <= '\r':
			return space, rune(c), 1
		}
		return other, rune(c), 1
	}
	r, w := utf8.DecodeRuneInString(s[i:])
	switch {
	case unicode.IsLetter(r):
		return letter, r, w
	case unicode.IsNumber(r):
		return number, r, w
	case unicode.IsSpace(r):
		return space, r, w
	}
	return other, r, w
}

// run gives the end of the characters of class c that start at s[i:], at most
// limit of them (0: no limit).
func run(s string, i int, c class, limit int) int {
	for n := 0; limit == 0 || n < limit; n++ {
		k, _, w := classAt(s, i)
		if k != c {
			break
		}
		i += w
	}
	return i
}

// next gives the length of the first piece of s, which is not empty.
func (p Split) next(s string) int {
	switch p {
	case SplitGPT2:
		return nextGPT2(s)
	case SplitSmolLM:
		return nextSmolLM(s)
	}
	digits := 1
	if p == SplitLlama3 {
		digits = 3
	}
	return nextLlama(s, digits)
}

func nextGPT2(s string) int {
	if n := contraction(s, false); n > 0 {
		return n
	}
	i := 0
	if s[0] == ' ' {
		i = 1
	}
	switch k, _, _ := classAt(s, i); k {
	case letter, number, other:
		return run(s, i, k, 0)
	}
	return whitespace(s)
}

// nextSmolLM is nextGPT2 on a text that ends before the next number.
func nextSmolLM(s string) int {
	k, _, w := classAt(s, 0)
	if k == number {
		return w
	}
	if k == space {
		spaces := run(s, 0, space, 0)
		if next, _, _ := classAt(s, spaces); next == number {
			return spaces
		}
	}
	return nextGPT2(s)
}

func nextLlama(s string, digits int) int {
	if n := contraction(s, true); n > 0 {
		return n
	}
	first, r, w := classAt(s, 0)
	if first == letter {
		return run(s, 0, letter, 0)
	}
	if k, _, _ := classAt(s, w); k == letter && first != number && r != '\r' && r != '\n' {
		return run(s, w, letter, 0)
	}
	if first == number {
		return run(s, 0, number, digits)
	}
	i := 0
	if r == ' ' {
		i = 1
	}
	if k, _, _ := classAt(s, i); k == other {
		i = run(s, i, other, 0)
		for i < len(s) && (s[i] == '\r' || s[i] == '\n') {
			i++
		}
		return i
	}
	spaces := run(s, 0, space, 0)
	for i := spaces; i > 0; i-- {
		if s[i-1] == '\r' || s[i-1] == '\n' {
			return i
		}
	}
	return whitespace(s)
}

// whitespace is `\s+(?!\S)|\s+`: a run of spaces leaves its last one to the
// word behind it, unless it is alone.
func whitespace(s string) int {
	last, i := 0, 0
	for {
		k, _, w := classAt(s, i)
		if k != space {
			if k != end && last > 0 {
				return last
			}
			return i
		}
		last, i = i, i+w
	}
}

// contraction gives the length of 's, 't, 're, 've, 'm, 'll or 'd at the start
// of s. Folding of case is Unicode's, as in the engines that run the published
// expressions: the long s (U+017F) counts as an s.
func contraction(s string, fold bool) int {
	if len(s) < 2 || s[0] != '\'' {
		return 0
	}
	a, b := s[1], byte(0)
	if len(s) > 2 {
		b = s[2]
	}
	if fold {
		if len(s) > 2 && s[1:3] == "ſ" {
			return 3
		}
		a, b = lower(a), lower(b)
	}
	switch {
	case a == 's' || a == 't' || a == 'm' || a == 'd':
		return 2
	case a == 'r' && b == 'e', a == 'v' && b == 'e', a == 'l' && b == 'l':
		return 3
	}
	return 0
}

func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}
