package jinja

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

type kind uint8

const (
	tokEnd  kind = iota
	tokData      // literal text of the template
	tokVarBegin
	tokVarEnd
	tokBlockBegin
	tokBlockEnd
	tokName
	tokString
	tokInt
	tokFloat
	tokOp
)

type token struct {
	kind kind
	text string
	line int
}

// lexer cuts a template into tokens as jinja2.lexer does with trim_blocks and
// lstrip_blocks.
type lexer struct {
	src  string
	i    int
	line int
	out  []token
}

// newlines are one line feed each, and one at the very end is dropped.
var newlines = strings.NewReplacer("\r\n", "\n", "\r", "\n")

func lex(src string) []token {
	l := &lexer{src: strings.TrimSuffix(newlines.Replace(src), "\n"), line: 1}
	lineStart := true // what is before the data ended with a line feed
	for l.i < len(l.src) {
		at := l.nextTag()
		if at < 0 {
			l.data(l.src[l.i:])
			l.advance(len(l.src) - l.i)
			break
		}
		data, tag := l.src[l.i:at], l.src[at:at+2]
		sign := byte(0)
		if at+2 < len(l.src) && (l.src[at+2] == '-' || l.src[at+2] == '+') {
			sign = l.src[at+2]
		}
		kept := data
		if sign == '-' {
			kept = strings.TrimRightFunc(data, pySpace)
		} else if sign == 0 && tag != "{{" {
			if nl := strings.LastIndexByte(data, '\n') + 1; (nl > 0 || lineStart) && strings.TrimLeftFunc(data[nl:], pySpace) == "" {
				kept = data[:nl]
			}
		}
		l.data(kept)
		l.advance(len(data) + 2)
		if sign != 0 {
			l.advance(1)
		}
		before := l.i
		switch tag {
		case "{#":
			l.comment()
		case "{{":
			l.out = append(l.out, token{tokVarBegin, tag, l.line})
			l.inside("}}", tokVarEnd)
		default:
			if !l.raw() {
				l.out = append(l.out, token{tokBlockBegin, tag, l.line})
				l.inside("%}", tokBlockEnd)
			}
		}
		lineStart = l.i > before && l.src[l.i-1] == '\n'
	}
	return append(l.out, token{tokEnd, "", l.line})
}

func (l *lexer) nextTag() int {
	for i := l.i; ; {
		k := strings.IndexByte(l.src[i:], '{')
		if k < 0 || i+k+1 >= len(l.src) {
			return -1
		}
		i += k
		if c := l.src[i+1]; c == '{' || c == '%' || c == '#' {
			return i
		}
		i++
	}
}

func (l *lexer) data(s string) {
	if s != "" {
		l.out = append(l.out, token{tokData, s, l.line})
	}
}

func (l *lexer) advance(n int) {
	l.line += strings.Count(l.src[l.i:l.i+n], "\n")
	l.i += n
}

func (l *lexer) fail(format string, args ...any) { fail(l.line, format, args...) }

// after steps over what an end tag swallows: all white space after a minus, one
// line feed after a block or comment, nothing after a plus.
func (l *lexer) after(sign byte, block bool) {
	switch {
	case sign == '-':
		rest := l.src[l.i:]
		l.advance(len(rest) - len(strings.TrimLeftFunc(rest, pySpace)))
	case sign == 0 && block && strings.HasPrefix(l.src[l.i:], "\n"):
		l.advance(1)
	}
}

func (l *lexer) comment() {
	k := strings.Index(l.src[l.i:], "#}")
	if k < 0 {
		l.fail("a comment is not closed")
	}
	sign := byte(0)
	if k > 0 && (l.src[l.i+k-1] == '-' || l.src[l.i+k-1] == '+') {
		sign = l.src[l.i+k-1]
	}
	l.advance(k + 2)
	l.after(sign, true)
}

// raw copies the text between raw and endraw, if that is the tag here.
func (l *lexer) raw() bool {
	word, end, sign := l.tagWord(l.i)
	if word != "raw" {
		return false
	}
	l.advance(end - l.i)
	l.after(sign, false) // jinja2 does not trim here
	for i := l.i; ; i += 2 {
		k := strings.Index(l.src[i:], "{%")
		if k < 0 {
			l.fail("raw is not closed")
		}
		i += k
		start := i + 2
		var open byte
		if start < len(l.src) && (l.src[start] == '-' || l.src[start] == '+') {
			open = l.src[start]
			start++
		}
		if word, end, sign := l.tagWord(start); word == "endraw" {
			data := l.src[l.i:i]
			if nl := strings.LastIndexByte(data, '\n') + 1; open == '-' {
				data = strings.TrimRightFunc(data, pySpace)
			} else if open == 0 && nl > 0 && strings.TrimLeftFunc(data[nl:], pySpace) == "" {
				data = data[:nl]
			}
			l.data(data)
			l.advance(end - l.i)
			l.after(sign, true)
			return true
		}
	}
}

// tagWord reads a block tag that holds one name only and ends there.
func (l *lexer) tagWord(i int) (word string, end int, sign byte) {
	rest := strings.TrimLeftFunc(l.src[i:], pySpace)
	n := 0
	for n < len(rest) && (rest[n] == '_' || 'a' <= rest[n] && rest[n] <= 'z') {
		n++
	}
	word, rest = rest[:n], strings.TrimLeftFunc(rest[n:], pySpace)
	if rest != "" && (rest[0] == '-' || rest[0] == '+') {
		sign, rest = rest[0], rest[1:]
	}
	if !strings.HasPrefix(rest, "%}") {
		return "", 0, 0
	}
	return word, len(l.src) - len(rest) + 2, sign
}

// ops, the longest first.
var ops = []string{"//", "**", "==", "!=", ">=", "<=", "+", "-", "/", "*", "%", "~", "[", "]", "(", ")", "{", "}", ">", "<", "=", ".", ":", "|", ",", ";"}

// inside reads an expression or a statement up to its end tag.
func (l *lexer) inside(closing string, end kind) {
	depth := 0
	for {
		rest := l.src[l.i:]
		trimmed := strings.TrimLeftFunc(rest, pySpace)
		l.advance(len(rest) - len(trimmed))
		if trimmed == "" {
			l.fail("a tag is not closed with %s", closing)
		}
		if depth == 0 {
			for _, sign := range []string{"", "-", "+"} {
				if strings.HasPrefix(trimmed, sign+closing) && (sign != "+" || end == tokBlockEnd) {
					l.out = append(l.out, token{end, closing, l.line})
					l.advance(len(sign + closing))
					l.after((sign + "\x00")[0], end == tokBlockEnd)
					return
				}
			}
		}
		c := trimmed[0]
		switch {
		case c == '"' || c == '\'':
			l.str(c)
			continue
		case '0' <= c && c <= '9':
			l.number()
			continue
		case c == '_' || c >= utf8.RuneSelf || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z':
			n := 0
			for k, r := range trimmed {
				if r != '_' && !unicode.IsLetter(r) && (k == 0 || !unicode.IsDigit(r)) {
					break
				}
				n = k + utf8.RuneLen(r)
			}
			if n == 0 {
				l.fail("the character %q has no meaning here", trimmed[:1])
			}
			l.out = append(l.out, token{tokName, trimmed[:n], l.line})
			l.advance(n)
			continue
		}
		op := ""
		for _, o := range ops {
			if strings.HasPrefix(trimmed, o) {
				op = o
				break
			}
		}
		switch op {
		case "":
			l.fail("the character %q has no meaning here", trimmed[:1])
		case "(", "[", "{":
			depth++
		case ")", "]", "}":
			if depth--; depth < 0 {
				l.fail("%s closes nothing", op)
			}
		}
		l.out = append(l.out, token{tokOp, op, l.line})
		l.advance(len(op))
	}
}

func (l *lexer) number() {
	rest := l.src[l.i:]
	digits := func(i int) int {
		for i < len(rest) && (rest[i] >= '0' && rest[i] <= '9' || rest[i] == '_') {
			i++
		}
		return i
	}
	n, kind := digits(0), tokInt
	if n+1 < len(rest) && rest[n] == '.' && rest[n+1] >= '0' && rest[n+1] <= '9' {
		n, kind = digits(n+1), tokFloat
	}
	l.out = append(l.out, token{kind, strings.ReplaceAll(rest[:n], "_", ""), l.line})
	l.advance(n)
}

// str reads a string with the escapes of Python.
func (l *lexer) str(quote byte) {
	var b strings.Builder
	line := l.line
	i := l.i + 1
	for {
		if i >= len(l.src) {
			l.fail("a string is not closed")
		}
		c := l.src[i]
		if c == quote {
			break
		}
		if c != '\\' {
			b.WriteByte(c)
			i++
			continue
		}
		if i+1 >= len(l.src) {
			l.fail("a string is not closed")
		}
		e := l.src[i+1]
		i += 2
		if at := strings.IndexByte(`nrtabfv\'"0`, e); at >= 0 {
			if e == '0' && i < len(l.src) && l.src[i] >= '0' && l.src[i] <= '7' {
				l.fail("octal escapes are not supported")
			}
			b.WriteByte("\n\r\t\a\b\f\v\\'\"\x00"[at])
			continue
		}
		width := map[byte]int{'x': 2, 'u': 4, 'U': 8}[e]
		switch {
		case e == '\n': // joins the lines
		case width > 0:
			var r rune
			for range width {
				if i >= len(l.src) {
					l.fail("a \\%c escape is cut short", e)
				}
				d := strings.IndexByte("0123456789abcdefABCDEF", l.src[i])
				if d > 15 {
					d -= 6
				}
				if d < 0 || r > unicode.MaxRune {
					l.fail("a \\%c escape is not hexadecimal", e)
				}
				r = r<<4 | rune(d)
				i++
			}
			if !utf8.ValidRune(r) {
				l.fail("a \\%c escape is no character", e)
			}
			b.WriteRune(r)
		case '0' < e && e <= '7' || e == 'N':
			l.fail("the escape \\%c is not supported", e)
		default:
			b.WriteByte('\\') // as Python: an unknown escape stays
			b.WriteByte(e)
		}
	}
	l.out = append(l.out, token{tokString, b.String(), line})
	l.advance(i + 1 - l.i)
}
