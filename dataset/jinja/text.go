package jinja

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Span is a stretch of output. Source is 0 for what the template itself wrote,
// otherwise the number that the caller gave to the String it came from.
type Span struct {
	Text   string
	Source int
}

// text is a string that knows where its bytes come from. Without runs all of it
// is the template's.
type text struct {
	s    string
	runs []run // ends ascend, the last is len(s)
}

type run struct{ end, source int }

func plain(s string) text { return text{s: s} }

func sourced(s string, source int) text {
	if source == 0 || s == "" {
		return text{s: s}
	}
	return text{s, []run{{len(s), source}}}
}

// spans calls each with every stretch of one source.
func (t text) spans(each func(s string, source int)) {
	if t.runs == nil {
		if t.s != "" {
			each(t.s, 0)
		}
		return
	}
	start := 0
	for _, r := range t.runs {
		each(t.s[start:r.end], r.source)
		start = r.end
	}
}

// slice gives the bytes from i to j.
func (t text) slice(i, j int) text {
	if i >= j {
		return text{}
	}
	out := text{s: t.s[i:j]}
	start := 0
	for _, r := range t.runs {
		if lo, hi := max(start, i), min(r.end, j); lo < hi {
			out.runs = append(out.runs, run{hi - i, r.source})
		}
		start = r.end
	}
	return out.tidy()
}

// tidy drops runs that say nothing.
func (t text) tidy() text {
	for _, r := range t.runs {
		if r.source != 0 {
			return t
		}
	}
	t.runs = nil
	return t
}

// like gives s the source of t, for changes that do not keep the places of
// bytes: the first row's that has a part in it.
func (t text) like(s string) text {
	for _, r := range t.runs {
		if r.source != 0 {
			return sourced(s, r.source)
		}
	}
	return plain(s)
}

// builder joins texts.
type builder struct {
	b    strings.Builder
	runs []run
}

func (b *builder) add(t text) { t.spans(b.write) }

func (b *builder) write(s string, source int) {
	if s == "" {
		return
	}
	if b.runs == nil && source != 0 && b.b.Len() > 0 {
		b.runs = append(b.runs, run{b.b.Len(), 0})
	}
	b.b.WriteString(s)
	switch last := len(b.runs) - 1; {
	case last >= 0 && b.runs[last].source == source:
		b.runs[last].end = b.b.Len()
	case last >= 0 || source != 0:
		b.runs = append(b.runs, run{b.b.Len(), source})
	}
}

func (b *builder) text() text { return text{b.b.String(), b.runs} }

// pySpace is what Python's str.isspace and \s hold for white space.
func pySpace(r rune) bool { return unicode.IsSpace(r) || r >= 0x1c && r <= 0x1f }

func (t text) trim(left, right bool, cut func(rune) bool) text {
	i, j := 0, len(t.s)
	if left {
		i = j - len(strings.TrimLeftFunc(t.s, cut))
	}
	if right {
		j = max(i, len(strings.TrimRightFunc(t.s, cut)))
	}
	return t.slice(i, j)
}

// split cuts at most n times at sep, at white space if sep is empty.
func (t text) split(sep string, n int, fromRight bool) []text {
	var at [][2]int // the separators
	if sep == "" {
		return t.fields(n, fromRight)
	}
	for i := 0; ; {
		k := strings.Index(t.s[i:], sep)
		if k < 0 {
			break
		}
		at = append(at, [2]int{i + k, i + k + len(sep)})
		i += k + len(sep)
	}
	if fromRight { // "aaa".rsplit("aa") counts from the end
		at = at[:0]
		for j := len(t.s); ; {
			k := strings.LastIndex(t.s[:j], sep)
			if k < 0 || n >= 0 && len(at) == n {
				break
			}
			at = append(at, [2]int{k, k + len(sep)})
			j = k
		}
		slices.Reverse(at)
	} else if n >= 0 && len(at) > n {
		at = at[:n]
	}
	out := make([]text, 0, len(at)+1)
	start := 0
	for _, a := range at {
		out = append(out, t.slice(start, a[0]))
		start = a[1]
	}
	return append(out, t.slice(start, len(t.s)))
}

func (t text) fields(n int, fromRight bool) []text {
	var words [][2]int
	start := -1
	for i, r := range t.s {
		switch {
		case pySpace(r) && start >= 0:
			words, start = append(words, [2]int{start, i}), -1
		case !pySpace(r) && start < 0:
			start = i
		}
	}
	if start >= 0 {
		words = append(words, [2]int{start, len(t.s)})
	}
	if n >= 0 && len(words) > n+1 {
		// What is left over keeps its inner space and loses the outer.
		if fromRight {
			k := len(words) - n - 1
			words = append([][2]int{{0, words[k][1]}}, words[k+1:]...)
		} else {
			words = append(words[:n:n], [2]int{words[n][0], len(t.s)})
		}
	}
	out := make([]text, 0, len(words))
	for _, w := range words {
		out = append(out, t.slice(w[0], w[1]))
	}
	return out
}

// replace exchanges old for now, at most n times if n is not negative.
func (t text) replace(old, now text, n int) text {
	var b builder
	i := 0
	for k := 0; n < 0 || k < n; k++ {
		at := strings.Index(t.s[i:], old.s)
		if old.s == "" { // before every character and at the end
			if at = 0; k > 0 {
				if i >= len(t.s) {
					break
				}
				_, at = utf8.DecodeRuneInString(t.s[i:])
			}
		}
		if at < 0 {
			break
		}
		b.add(t.slice(i, i+at))
		b.add(now)
		i += at + len(old.s)
	}
	b.add(t.slice(i, len(t.s)))
	return b.text()
}

// mapped changes every character by itself.
func (t text) mapped(f func(string) string) text {
	var b builder
	t.spans(func(s string, source int) { b.write(f(s), source) })
	return b.text()
}

// Trim is the trim filter, for templates that are written in Go.
func Trim(s string) string { return strings.TrimFunc(s, pySpace) }
