package dataset

import (
	"bufio"
	"io"
)

// arrayReader gives the elements of one JSON array, as json.dump of a list of
// rows writes it. It only finds where elements begin and end; what is inside is
// judged by parseObject. It holds one element, and after a mistake it goes on
// at the next element, so that one run finds every bad row.
type arrayReader struct {
	r    *bufio.Reader
	most int

	line, column int // of the next byte, from 1 and from 0
	opened       bool
	closed       bool // the end was seen, or the file is over
	tail         bool // what follows the end was judged
	behind       bool // an element stands before: a comma or the end must follow
	buf          []byte
}

func (a *arrayReader) next() (rawRow, error) {
	if !a.opened {
		a.line = 1
		if _, err := a.skip(); err != nil {
			return rawRow{}, err
		}
		a.take() // the bracket that made this an array
		a.opened = true
	}
	if a.closed {
		return a.afterEnd()
	}
	c, err := a.skip()
	if err != nil {
		return a.cut(err)
	}
	if a.behind {
		a.behind = false
		switch c {
		case ']':
			a.take()
			a.closed = true
			return a.next()
		case ',':
			a.take()
			if c, err = a.skip(); err != nil {
				return a.cut(err)
			}
			if c == ']' {
				return a.wrong(), nil
			}
		default:
			return a.place(problem(CodeArray, "")), nil // no comma; the element comes next
		}
	} else if c == ']' {
		a.take()
		a.closed = true
		return a.next()
	}
	switch c {
	case ',', '}', ':', ']':
		a.take()
		return a.place(problem(CodeArray, "")), nil
	}
	a.behind = true
	return a.element(c)
}

// wrong reports a comma before the end, which the next call sees.
func (a *arrayReader) wrong() rawRow { return a.place(problem(CodeArray, "")) }

// cut reports a file that is over inside the array.
func (a *arrayReader) cut(err error) (rawRow, error) {
	if err != io.EOF {
		return rawRow{}, err
	}
	a.closed, a.tail = true, true
	return a.place(problem(CodeArray, "")), nil
}

// afterEnd allows white space only behind the array.
func (a *arrayReader) afterEnd() (rawRow, error) {
	if a.tail {
		return rawRow{}, io.EOF
	}
	a.tail = true
	if _, err := a.skip(); err != nil {
		return rawRow{}, err
	}
	return a.place(problem(CodeArray, "")), nil
}

func (a *arrayReader) place(p *Problem) rawRow {
	p.Column = a.column + 1
	return rawRow{line: a.line, bad: p}
}

// element reads one value that starts with c: a string, a bracketed value, or
// anything up to a comma, a bracket or white space.
func (a *arrayReader) element(c byte) (rawRow, error) {
	row := rawRow{line: a.line, column: a.column}
	a.buf = a.buf[:0]
	long, depth, inString := false, 0, false
	for {
		c, err := a.peek()
		if err == io.EOF {
			a.closed, a.tail = true, true // one problem is enough for what is cut
			break
		}
		if err != nil {
			return rawRow{}, err
		}
		if !inString && depth == 0 && len(a.buf) > 0 && (c == ',' || c == ']' || c == '}' || isSpace(c)) {
			break
		}
		if len(a.buf) < a.most {
			a.buf = append(a.buf, c)
		} else {
			long = true
		}
		a.take()
		switch {
		case inString && c == '\\':
			if e, err := a.peek(); err == nil && e != '\n' {
				a.buf = append(a.buf, e) // one byte above the limit at most
				a.take()
			}
			continue
		case c == '"':
			inString = !inString
		case c == '\n':
			inString = false // no string has one: what follows is structure again
		case inString:
		case c == '{' || c == '[':
			depth++
		case c == '}' || c == ']':
			depth--
		}
		if depth == 0 && !inString && (c == '"' || c == '}' || c == ']') {
			break
		}
	}
	if long {
		row.bad = problem(CodeLong, "")
		return row, nil
	}
	row.text = a.buf
	return row, nil
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// skip steps over white space, and a byte order mark at the start, and gives
// the byte behind it.
func (a *arrayReader) skip() (byte, error) {
	for {
		c, err := a.peek()
		if err != nil {
			return 0, err
		}
		if !isSpace(c) && (a.opened || c < 0x80) {
			return c, nil
		}
		a.take()
	}
}

func (a *arrayReader) peek() (byte, error) {
	b, err := a.r.Peek(1)
	if len(b) == 0 {
		return 0, err
	}
	return b[0], nil
}

func (a *arrayReader) take() {
	c, err := a.r.ReadByte()
	if err != nil {
		return // peek has seen the byte
	}
	if a.column++; c == '\n' {
		a.line, a.column = a.line+1, 0
	}
}
