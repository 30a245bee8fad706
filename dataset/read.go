package dataset

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"unicode/utf8"

	"github.com/hallmark-tee/hallmark"
)

// Options bounds reading. The zero value takes every default.
type Options struct {
	Kind        Kind // empty: the form of the first good row
	MaxRowBytes int  // of one line; default 1 MiB
	MaxRows     int  // good and bad; default 10 million
	MaxProblems int  // listed in the report; all are counted; default 100
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
	return o
}

// Scan reads JSONL in the memory of one row and calls each with every good
// row in file order. Lines end in LF or CRLF; a byte order mark at the start
// and blank lines are skipped. Bad rows do not stop it: they are in the report,
// whose Err decides. The error is for the reader, a limit on the whole file, or
// what each returned.
func Scan(r io.Reader, o Options, each func(Row) error) (Report, error) {
	o = o.withDefaults()
	switch o.Kind {
	case "", Messages, PromptCompletion, Text:
	default:
		return Report{}, hallmark.Errorf(hallmark.Unsupported, "dataset: format %q is not known, use %s, %s or %s", clip(string(o.Kind)), Messages, PromptCompletion, Text)
	}
	rep := Report{Kind: o.Kind}
	var tree Tree
	lines := lineReader{r: bufio.NewReaderSize(r, 64<<10), most: o.MaxRowBytes}
	for {
		line, long, err := lines.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return rep, hallmark.Errorf(hallmark.Unavailable, "dataset: reading line %d: %w", lines.line+1, err)
		}
		if !long && len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		if rep.Rows+rep.Bad >= o.MaxRows {
			return rep, hallmark.Errorf(hallmark.Exhausted, "dataset: more than %d rows; split the file", o.MaxRows)
		}
		row, p := readRow(line, long, rep.Kind)
		if p != nil {
			p.Line = lines.line
			rep.Bad++
			if len(rep.Problems) < o.MaxProblems {
				rep.Problems = append(rep.Problems, *p)
			}
			continue
		}
		row.Line = lines.line
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

func readRow(line []byte, long bool, want Kind) (Row, *Problem) {
	if long {
		return Row{}, problem(CodeLong, "")
	}
	if !utf8.Valid(line) {
		p := problem(CodeUTF8, "")
		for i := 0; i < len(line); {
			r, n := utf8.DecodeRune(line[i:])
			if r == utf8.RuneError && n == 1 {
				p.Column = i + 1
				break
			}
			i += n
		}
		return Row{}, p
	}
	o, p := parseObject(string(line))
	if p != nil {
		return Row{}, p
	}
	row, p := rowOf(o)
	if p == nil && want != "" && row.Kind != want {
		p = problem(CodeKind, "")
	}
	return row, p
}

// lineReader gives lines without their end, and skips the rest of one that is
// too long without holding it.
type lineReader struct {
	r    *bufio.Reader
	most int
	line int // number of the line given last, from 1
	buf  []byte
}

func (l *lineReader) next() (line []byte, long bool, err error) {
	l.buf = l.buf[:0]
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
				return nil, false, io.EOF
			}
		case err != nil:
			return nil, false, err
		}
		break
	}
	l.line++
	line = bytes.TrimSuffix(bytes.TrimSuffix(l.buf, []byte("\n")), []byte("\r"))
	if l.line == 1 {
		line = bytes.TrimPrefix(line, []byte("\ufeff"))
	}
	return line, long || len(line) > l.most, nil
}
