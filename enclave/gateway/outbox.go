package gateway

import (
	"net/http"
	"sync"
	"time"

	"github.com/hallmark-tee/hallmark"
)

const (
	// outboxSize is how much is held back until the next flush, in bytes.
	outboxSize = 16 << 10
	// readerPatience is how long one write to a reader may take.
	readerPatience = 2 * time.Minute
)

// buffers are outboxes' bytes; a stream that waits holds none.
var buffers = sync.Pool{New: func() any { b := make([]byte, 0, outboxSize); return &b }}

// reader is who reads a response. What it is given is on its way at once; a
// write waits for a reader that is slow, and fails once it is gone.
type reader struct {
	w    http.ResponseWriter
	wire *http.ResponseController
}

func newReader(w http.ResponseWriter) *reader {
	return &reader{w: w, wire: http.NewResponseController(w)}
}

// Write implements io.Writer.
func (r *reader) Write(p []byte) (int, error) {
	_ = r.wire.SetWriteDeadline(time.Now().Add(readerPatience)) // what is written to in tests has none
	n, err := r.w.Write(p)
	if err == nil {
		err = r.wire.Flush()
	}
	if err != nil {
		err = hallmark.Errorf(hallmark.Cancelled, "the reader is gone: %w", err)
	}
	return n, err
}

// outbox gathers what is written until flush, so that units which are there at
// the same time travel in one piece.
type outbox struct {
	to  *reader
	buf *[]byte // nil: empty
	err error
}

// Write implements io.Writer.
func (o *outbox) Write(p []byte) (int, error) {
	if o.err != nil {
		return 0, o.err
	}
	if o.buf == nil {
		o.buf = buffers.Get().(*[]byte)
	}
	*o.buf = append(*o.buf, p...)
	if len(*o.buf) < outboxSize {
		return len(p), nil
	}
	return len(p), o.Flush()
}

// Flush hands everything on.
func (o *outbox) Flush() error {
	if o.err != nil || o.buf == nil {
		return o.err
	}
	_, o.err = o.to.Write(*o.buf)
	if cap(*o.buf) <= 4*outboxSize {
		*o.buf = (*o.buf)[:0]
		buffers.Put(o.buf)
	}
	o.buf = nil
	return o.err
}
