package openai

const (
	jsonType   = "application/json"
	streamType = "text/event-stream; charset=utf-8"
)

// response is the answer of one call: a body, or a stream that begins with its
// first event.
type response struct {
	w       Writer
	begun   bool
	buf     []byte
	lastErr error // of the Writer: the reader is gone
}

// body sends a whole answer.
func (r *response) body(status int, contentType string, p []byte) error {
	r.begun = true
	r.w.Begin(status, contentType)
	return r.write(p)
}

// event sends one server-sent event with data as its payload.
func (r *response) event(data ...[]byte) error {
	if !r.begun {
		r.begun = true
		r.w.Begin(200, streamType)
	}
	r.buf = append(r.buf[:0], "data: "...)
	for _, d := range data {
		r.buf = append(r.buf, d...)
	}
	r.buf = append(r.buf, "\n\n"...)
	return r.write(r.buf)
}

func (r *response) write(p []byte) error {
	if r.lastErr == nil {
		r.lastErr = r.w.Write(p)
	}
	return r.lastErr
}

// flush sends what the Writer holds back.
func (r *response) flush() error {
	if f, ok := r.w.(Flusher); ok && r.lastErr == nil {
		r.lastErr = f.Flush()
	}
	return r.lastErr
}

// done ends a stream.
func (r *response) done() error { return r.event([]byte("[DONE]")) }

func (r *response) fail(err error) {
	if r.lastErr != nil {
		return // nobody reads it
	}
	e := ErrorOf(err)
	if r.begun {
		r.event(e.Body())
		return
	}
	r.body(e.Status, jsonType, e.Body())
}

// appendString appends s as a JSON string. s is UTF-8.
func appendString(b []byte, s string) []byte {
	const hex = "0123456789abcdef"
	b = append(b, '"')
	start := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 0x20 && c != '"' && c != '\\' {
			continue
		}
		b = append(b, s[start:i]...)
		start = i + 1
		switch c {
		case '"', '\\':
			b = append(b, '\\', c)
		case '\n':
			b = append(b, `\n`...)
		case '\r':
			b = append(b, `\r`...)
		case '\t':
			b = append(b, `\t`...)
		default:
			b = append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		}
	}
	return append(append(b, s[start:]...), '"')
}
