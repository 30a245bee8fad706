package openai

import (
	"bufio"
	"bytes"
	"errors"
	"io"

	"github.com/hallmark-tee/hallmark"
)

// events reads server-sent events (WHATWG HTML, section 9.2) and gives their
// data; lines end in LF or CRLF. Comments, ids, names and retry times are left
// out. An event longer than max bytes is refused.
type events struct {
	r    *bufio.Reader
	max  int
	data []byte
	old  bool // the first line has been read
}

func newEvents(r io.Reader, max int) *events {
	return &events{r: bufio.NewReaderSize(r, 4<<10), max: max}
}

// next gives the data of the next event that has any, lines joined by LF; it is
// valid until the next call. io.EOF: the stream has ended, and an event that no
// blank line completed is dropped, as the standard says.
func (e *events) next() ([]byte, error) {
	e.data = e.data[:0]
	has := false
	size := 0
	for {
		line, err := e.line(e.max - size)
		if err != nil {
			return nil, err
		}
		size += len(line)
		if len(line) == 0 {
			if has {
				return e.data, nil
			}
			size = 0
			continue
		}
		value, found := bytes.CutPrefix(line, []byte("data"))
		if !found || len(value) > 0 && value[0] != ':' {
			continue
		}
		value = bytes.TrimPrefix(value, []byte(":"))
		value = bytes.TrimPrefix(value, []byte(" "))
		if has {
			e.data = append(e.data, '\n')
		}
		has = true
		e.data = append(e.data, value...)
	}
}

// ready tells whether the next event can be read without waiting.
func (e *events) ready() bool {
	b, _ := e.r.Peek(e.r.Buffered())
	for has := false; ; {
		line, rest, found := bytes.Cut(b, []byte("\n"))
		switch {
		case !found:
			return false
		case has && len(bytes.TrimSuffix(line, []byte("\r"))) == 0:
			return true
		case bytes.HasPrefix(line, []byte("data:")):
			has = true
		}
		b = rest
	}
}

// line reads one line of at most max bytes without its end. Data lines are
// copied by the caller before the next is read.
func (e *events) line(max int) ([]byte, error) {
	line, err := e.r.ReadSlice('\n')
	if errors.Is(err, bufio.ErrBufferFull) {
		long := append([]byte(nil), line...)
		for errors.Is(err, bufio.ErrBufferFull) && len(long) <= max {
			line, err = e.r.ReadSlice('\n')
			long = append(long, line...)
		}
		line = long
	}
	if len(line) > max+2 {
		return nil, hallmark.Errorf(hallmark.Unavailable, "upstream: an event of its stream has more than %d bytes", e.max)
	}
	if err != nil {
		return nil, err
	}
	line = line[:len(line)-1]
	if !e.old {
		e.old = true
		line = bytes.TrimPrefix(line, []byte("\uFEFF"))
	}
	return bytes.TrimSuffix(line, []byte("\r")), nil
}
