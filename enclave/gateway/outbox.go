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

// outbox gathers what is written until flush, so that units which are there at
// the same time travel in one piece. A write or flush waits for a reader that is
// slow, and fails once it is gone.
type outbox struct {
	w     http.ResponseWriter
	flush *http.ResponseController
	buf   *[]byte // nil: empty
	err   error
}

func newOutbox(w http.ResponseWriter) *outbox {
	return &outbox{w: w, flush: http.NewResponseController(w)}
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
	_ = o.flush.SetWriteDeadline(time.Now().Add(readerPatience)) // what is written to in tests has none
	_, err := o.w.Write(*o.buf)
	if err == nil {
		err = o.flush.Flush()
	}
	if cap(*o.buf) <= 4*outboxSize {
		*o.buf = (*o.buf)[:0]
		buffers.Put(o.buf)
	}
	o.buf = nil
	if err != nil {
		o.err = hallmark.Errorf(hallmark.Cancelled, "the reader is gone: %w", err)
	}
	return o.err
}
