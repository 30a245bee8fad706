package dataset

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"io"

	"github.com/hallmark-tee/hallmark"
	"github.com/klauspost/compress/zstd"
)

// The ways a file can be wrapped; they follow from its first bytes alone, so
// that user and enclave see the same rows whatever the file is called.
const (
	Gzip = "gzip" // RFC 1952, any number of members
	Zstd = "zstd" // RFC 8878, windows up to maxWindow
)

// maxWindow bounds the memory that a zstd frame may ask for; levels up to 19
// need 8 MiB.
const maxWindow = 16 << 20

// source gives the bytes of a file, expanded if it is compressed. It tells
// three failures apart: of the reader below it (fault), of the compressed
// stream itself (damaged), and of the limit.
type source struct {
	compression string
	r           *bufio.Reader
	close       func()

	below *faultReader
	left  int64 // bytes that may still come out, when compressed
	limit int64
}

// faultReader remembers a failure of the reader that the caller gave.
type faultReader struct {
	r   io.Reader
	err error
}

func (f *faultReader) Read(p []byte) (int, error) {
	n, err := f.r.Read(p)
	if err != nil && err != io.EOF {
		f.err = err
	}
	return n, err
}

// errDamaged is what a reader above a source gets for a compressed stream that
// is cut or altered.
type errDamaged struct{ cause error }

func (e *errDamaged) Error() string { return "compressed stream: " + e.cause.Error() }

func openSource(r io.Reader, limit int64) (*source, error) {
	s := &source{below: &faultReader{r: r}, close: func() {}, left: limit, limit: limit}
	raw := bufio.NewReaderSize(s.below, 64<<10)
	magic, _ := raw.Peek(4) // a failing reader fails again when it is read
	var expanded io.Reader
	switch {
	case bytes.HasPrefix(magic, []byte{0x1f, 0x8b}):
		s.compression = Gzip
		z, err := gzip.NewReader(raw)
		if err != nil {
			expanded = failing{err}
			break
		}
		expanded = z
	case bytes.HasPrefix(magic, []byte{0x28, 0xb5, 0x2f, 0xfd}):
		s.compression = Zstd
		z, err := zstd.NewReader(raw, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(maxWindow))
		if err != nil {
			return nil, hallmark.Errorf(hallmark.Internal, "dataset: zstd: %w", err)
		}
		s.close = z.Close
		expanded = z
	default:
		s.r = raw
		return s, nil
	}
	s.r = bufio.NewReaderSize(&expansion{s, expanded}, 64<<10)
	return s, nil
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// expansion counts what comes out of a decompressor.
type expansion struct {
	s *source
	r io.Reader
}

func (e *expansion) Read(p []byte) (int, error) {
	if e.s.left <= 0 {
		var one [1]byte
		if n, err := e.r.Read(one[:]); n == 0 && err != nil {
			return 0, e.name(err)
		}
		return 0, hallmark.Errorf(hallmark.Exhausted, "dataset: the compressed file expands to more than %d bytes; split it", e.s.limit)
	}
	n, err := e.r.Read(p[:min(int64(len(p)), e.s.left)])
	e.s.left -= int64(n)
	return n, e.name(err)
}

func (e *expansion) name(err error) error {
	if err == nil || err == io.EOF || e.s.below.err != nil {
		return err
	}
	return &errDamaged{err}
}
