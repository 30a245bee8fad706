package wire

import (
	"bufio"
	"io"

	"github.com/hallmark-tee/hallmark"
)

// lines reads progress, one JSON object of at most MaxLine bytes per line.
type lines struct{ scan *bufio.Scanner }

func newLines(r io.Reader) lines {
	s := bufio.NewScanner(r)
	s.Buffer(make([]byte, 0, 4096), MaxLine)
	return lines{scan: s}
}

// next gives the next line, io.EOF after the last.
func (l lines) next() (Progress, error) {
	var p Progress
	if !l.scan.Scan() {
		switch err := l.scan.Err(); err {
		case nil:
			return p, io.EOF
		case bufio.ErrTooLong:
			return p, hallmark.Errorf(hallmark.Exhausted, "a progress line of the enclave exceeds %d bytes", MaxLine)
		default:
			return p, err
		}
	}
	err := hallmark.DecodeStrict(l.scan.Bytes(), "progress line of the enclave", &p)
	return p, err
}
