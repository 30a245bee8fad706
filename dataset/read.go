package dataset

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"slices"
	"unicode/utf8"

	"github.com/hallmark-tee/hallmark"
)

// Options bounds reading. The zero value takes every default.
type Options struct {
	Kind        Kind  // empty: the form of the first good row
	MaxRowBytes int   // of one row; default 1 MiB
	MaxRows     int   // good and bad; default 10 million
	MaxProblems int   // listed in the report; all are counted; default 100
	MaxExpanded int64 // bytes that a compressed file may become; default 1 GiB
}

func (o Options) withDefaults() Options {
	if o.MaxRowBytes <= 0 {
		o.MaxRowBytes = 1 << 20
	}
	if o.MaxRows <= 0 {
		o.MaxRows = 10_000_000
	}
	if o.MaxProblems <= 0 {
		o.MaxProblems = 100
	}
	if o.MaxExpanded <= 0 {
		o.MaxExpanded = 1 << 30
	}
	return o
}

// rawRow is a row before it is understood. line and column (from 0) say where
// its text starts; bad, if set, is all that is known of it.
type rawRow struct {
	text   []byte
	line   int
	column int
	bad    *Problem
}

// Scan reads a file of rows in the memory of one row and calls each with every
// good row in file order. The file is JSONL or one JSON array, plain or
// compressed with gzip or zstd; its bytes decide. Lines end in LF or CRLF; a
// byte order mark at the start and blank lines are skipped. Bad rows do not
// stop it: they are in the report, whose Err decides. The error is for the
// reader (Unavailable), a limit on the whole file (Exhausted), or what each
// returned.
func Scan(r io.Reader, o Options, each func(Row) error) (Report, error) {
	o = o.withDefaults()
	if o.Kind != "" && !slices.Contains(Kinds(), o.Kind) {
		return Report{}, hallmark.Errorf(hallmark.Unsupported, "dataset: format %q is not known, use one of %q", clip(string(o.Kind)), Kinds())
	}
	src, err := openSource(r, o.MaxExpanded)
	if err != nil {
		return Report{}, err
	}
	defer src.close()
	rep := Report{Kind: o.Kind, Compression: src.compression, Container: JSONL}
	lines := &lineReader{r: src.r, most: o.MaxRowBytes}
	next, at := lines.next, func() int { return lines.line + 1 }
	if startsArray(src.r) {
		array := &arrayReader{r: src.r, most: o.MaxRowBytes}
		next, at, rep.Container = array.next, func() int { return array.line }, JSONArray
	}
	var tree Tree
	for {
		raw, err := next()
		if err == io.EOF {
			break
		}
		if damaged := (*errDamaged)(nil); errors.As(err, &damaged) {
			rep.note(problem(CodeDamaged, ""), at(), o)
			break
		}
		if err != nil {
			if hallmark.KindOf(err) == hallmark.Exhausted && src.below.err == nil {
				return rep, err
			}
			return rep, hallmark.Errorf(hallmark.Unavailable, "dataset: reading line %d: %w", at(), err)
		}
		if raw.bad == nil && len(bytes.TrimSpace(raw.text)) == 0 {
			continue
		}
		if rep.Rows+rep.Bad >= o.MaxRows {
			return rep, hallmark.Errorf(hallmark.Exhausted, "dataset: more than %d rows; split the file", o.MaxRows)
		}
		row, p := readRow(raw, rep.Kind)
		if p != nil {
			rep.note(p, raw.line, o)
			continue
		}
		row.Line = raw.line
		rep.Kind = row.Kind
		rep.Rows++
		tree.Add(row.Leaf)
		if err := each(row); err != nil {
			return rep, err
		}
	}
	rep.Root, rep.Digest = tree.Root(), tree.Digest()
	return rep, nil
}

// startsArray looks for the bracket of a JSON array at the start, behind a byte
// order mark and white space.
func startsArray(r *bufio.Reader) bool {
	for n := 64; n <= 4096; n *= 4 {
		head, err := r.Peek(n)
		head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n")
		if len(head) > 0 {
			return head[0] == '['
		}
		if err != nil {
			return false
		}
	}
	return false
}

// Load reads all rows into memory. Bad rows or an empty file are an error of
// kind Invalid; the report comes back with it.
func Load(r io.Reader, o Options) ([]Row, Report, error) {
	var rows []Row
	rep, err := Scan(r, o, func(row Row) error {
		rows = append(rows, row)
		return nil
	})
	if err == nil {
		err = rep.Err()
	}
	if err != nil {
		return nil, rep, err
	}
	return rows, rep, nil
}

func readRow(raw rawRow, want Kind) (Row, *Problem) {
	if raw.bad != nil {
		return Row{}, raw.bad
	}
	row, p := parseRow(raw.text)
	if p == nil && want != "" && row.Kind != want {
		p = problem(CodeKind, "")
	}
	if p != nil && p.Column > 0 {
		// A row of an array may span lines.
		before := raw.text[:min(p.Column-1, len(raw.text))]
		if n := bytes.Count(before, []byte("\n")); n > 0 {
			p.Line, p.Column = n, p.Column-1-bytes.LastIndexByte(before, '\n')
		} else {
			p.Column += raw.column
		}
	}
	return row, p
}

func parseRow(text []byte) (Row, *Problem) {
	if !utf8.Valid(text) {
		p := problem(CodeUTF8, "")
		for i := 0; i < len(text); {
			r, n := utf8.DecodeRune(text[i:])
			if r == utf8.RuneError && n == 1 {
				p.Column = i + 1
				break
			}
			i += n
		}
		return Row{}, p
	}
	o, p := parseObject(string(text))
	if p != nil {
		return Row{}, p
	}
	return rowOf(o)
}

// lineReader gives lines without their end, and skips the rest of one that is
// too long without holding it.
type lineReader struct {
	r    *bufio.Reader
	most int
	line int // number of the line given last, from 1
	buf  []byte
}

func (l *lineReader) next() (rawRow, error) {
	l.buf = l.buf[:0]
	long := false
	for {
		part, err := l.r.ReadSlice('\n')
		if len(l.buf)+len(part) > l.most+2 {
			long = true
		} else {
			l.buf = append(l.buf, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case err == io.EOF:
			if len(l.buf) == 0 && !long {
				return rawRow{}, io.EOF
			}
		case err != nil:
			return rawRow{}, err
		}
		break
	}
	l.line++
	line := bytes.TrimSuffix(bytes.TrimSuffix(l.buf, []byte("\n")), []byte("\r"))
	if l.line == 1 {
		line = bytes.TrimPrefix(line, []byte("\ufeff"))
	}
	if long || len(line) > l.most {
		return rawRow{line: l.line, bad: problem(CodeLong, "")}, nil
	}
	return rawRow{text: line, line: l.line}, nil
}
