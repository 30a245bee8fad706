package relay

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"strconv"
	"sync"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"

	"github.com/hallmark-tee/hallmark"
)

const (
	// chunk is what is carried at once: larger than a token's frame, and small
	// enough that ten thousand idle streams cost little.
	chunk = 4 << 10
	// patience is how long a client may take to send a request, or to accept
	// one chunk. The enclave bills what was sent.
	patience = time.Minute
	// retryAfter is when a client without room should come again, in seconds.
	retryAfter = 1
)

// Enclave takes a sealed request and answers with sealed frames, or with a
// Problem; *wire.Client is one. Reading the body fails when the enclave breaks
// off. Closing it, or ending ctx, tells the enclave that nobody listens any
// more.
type Enclave interface {
	Exchange(ctx context.Context, size int64, sealed io.Reader) (*http.Response, error)
}

// Observer hears how exchanges went; package metrics. It learns nothing of who
// or what.
type Observer interface {
	// Refused: an exchange was not admitted; why is "rate", "busy" or "drain".
	Refused(why string)
	// Began: an exchange was admitted.
	Began()
	// Answered: the first bytes came, so long after it was admitted.
	Answered(after time.Duration)
	// Ended: it is over; how is "done", "refused" (by the
	// enclave), "disconnect", or the kind of an error.
	Ended(how string, after time.Duration, bytes int64)
}

// Relay is the handler of exchanges.
type Relay struct {
	enclave Enclave
	limits  Limits
	addr    addresses
	watch   Observer
	tracer  trace.Tracer
	log     *slog.Logger
	room    chan struct{}

	mu       sync.Mutex
	running  int
	draining bool
	idle     chan struct{} // closed once draining and nothing runs
}

// New makes a relay; limits that are zero get their defaults. Each exchange that
// is admitted is a span, whose parent the request's context has if any.
func New(e Enclave, l Limits, o Observer, t trace.Tracer, log *slog.Logger) *Relay {
	l = l.withDefaults()
	return &Relay{
		enclave: e, limits: l, addr: newAddresses(l), watch: o, tracer: t, log: log,
		room: make(chan struct{}, l.Concurrent), idle: make(chan struct{}),
	}
}

// ServeHTTP relays one exchange.
func (x *Relay) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if why, status := x.admit(r); why != "" {
		x.watch.Refused(why)
		busy(w, status, why)
		return
	}
	defer x.leave()
	x.watch.Began()
	began := time.Now()
	ctx, span := x.tracer.Start(r.Context(), "exchange", trace.WithSpanKind(trace.SpanKindServer), trace.WithTimestamp(began))
	in := &incoming{r: http.MaxBytesReader(w, r.Body, x.limits.Request), conn: http.NewResponseController(w)}
	if span.IsRecording() {
		r = r.WithContext(ctx)
	}
	n, status, err := x.carry(w, r, in, began)
	how := "done"
	switch {
	case err == nil && status != http.StatusOK:
		how = "refused"
	case err == nil:
	case r.Context().Err() != nil || errors.Is(err, errGone):
		how = "disconnect"
	default:
		how = hallmark.KindOf(err).String()
	}
	describe(span, how, status, in.size(), n)
	x.watch.Ended(how, time.Since(began), n)
	if err == nil {
		return
	}
	x.log.Debug("exchange ended early", "how", how, "error", err)
	if status == 0 && how != "disconnect" {
		refuse(w, err)
		return
	}
	// The client must see that the response was cut; a tidy end would hide it.
	panic(http.ErrAbortHandler)
}

// describe ends the span of an exchange: sizes and how it ended, nothing of who
// or what.
func describe(span trace.Span, how string, status int, in, out int64) {
	if !span.IsRecording() {
		return
	}
	span.SetAttributes(
		attribute.String("hallmark.exchange.end", how), attribute.Int64("http.request.body.size", in), attribute.Int64("http.response.body.size", out),
	)
	if status != 0 {
		span.SetAttributes(attribute.Int("http.response.status_code", status))
	}
	switch how {
	case "done", "refused", "disconnect": // the client's affair
	default:
		span.SetStatus(codes.Error, how)
	}
	span.End()
}

// admit finds room for an exchange, or says why there is none.
func (x *Relay) admit(r *http.Request) (why string, status int) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.draining {
		return "drain", http.StatusServiceUnavailable
	}
	if !x.addr.allow(r, time.Now()) {
		return "rate", http.StatusTooManyRequests
	}
	select {
	case x.room <- struct{}{}:
	default:
		return "busy", http.StatusServiceUnavailable
	}
	x.running++
	return "", 0
}

func (x *Relay) leave() {
	x.mu.Lock()
	defer x.mu.Unlock()
	<-x.room
	x.running--
	if x.draining && x.running == 0 {
		close(x.idle)
	}
}

var errGone = errors.New("the client does not read")

// carry takes the request in and the response out, and gives the bytes that
// went out and the status, zero when none was written.
func (x *Relay) carry(w http.ResponseWriter, r *http.Request, in *incoming, began time.Time) (sent int64, status int, err error) {
	if r.ContentLength > x.limits.Request {
		return 0, 0, tooLong(x.limits.Request)
	}
	conn := in.conn
	if err := conn.SetReadDeadline(began.Add(patience)); err != nil {
		return 0, 0, hallmark.Errorf(hallmark.Internal, "relay: %w", err)
	}
	out, err := x.enclave.Exchange(r.Context(), r.ContentLength, in)
	if e := in.failed(); e != nil {
		if err == nil {
			err = out.Body.Close()
		}
		var over *http.MaxBytesError
		if errors.As(e, &over) {
			return 0, 0, errors.Join(tooLong(x.limits.Request), err)
		}
		return 0, 0, errors.Join(errGone, e, err)
	}
	if err != nil {
		return 0, 0, err
	}
	defer out.Body.Close()
	defer func() { _ = conn.SetWriteDeadline(time.Time{}) }() // the connection may serve another request
	h := w.Header()
	for _, name := range passed {
		if v := out.Header.Get(name); v != "" {
			h.Set(name, v)
		}
	}
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no") // nginx would collect the stream
	w.WriteHeader(out.StatusCode)
	buf := buffers.Get().(*[chunk]byte)
	defer buffers.Put(buf)
	for {
		n, err := out.Body.Read(buf[:])
		if n > 0 {
			if sent == 0 {
				x.watch.Answered(time.Since(began))
				trace.SpanFromContext(r.Context()).AddEvent("first bytes")
			}
			if e := push(w, conn, buf[:n]); e != nil {
				return sent, out.StatusCode, e
			}
			sent += int64(n)
		}
		if err == io.EOF {
			return sent, out.StatusCode, nil
		}
		if err != nil {
			return sent, out.StatusCode, hallmark.Errorf(hallmark.Unavailable, "the enclave broke off: %w", err)
		}
	}
}

// push writes and flushes. A client that does not read holds up its own
// enclave stream, which is the backpressure, and for so long only.
func push(w io.Writer, conn *http.ResponseController, b []byte) error {
	if err := conn.SetWriteDeadline(time.Now().Add(patience)); err != nil {
		return errors.Join(errGone, err)
	}
	if _, err := w.Write(b); err != nil {
		return errors.Join(errGone, err)
	}
	if err := conn.Flush(); err != nil {
		return errors.Join(errGone, err)
	}
	return nil
}

// passed are the headers that go from the enclave to the client.
var passed = []string{"Content-Type", "Retry-After"}

var buffers = sync.Pool{New: func() any { return new([chunk]byte) }}

func tooLong(most int64) error {
	return hallmark.Errorf(hallmark.Exhausted, "a sealed request has at most %d bytes", most)
}

// incoming is a request's body. It remembers how reading failed, since the
// transport that reads it wraps that, and lifts the deadline at its end: the
// server reads on, to notice that the client leaves.
type incoming struct {
	r    io.Reader
	conn *http.ResponseController

	mu  sync.Mutex
	n   int64
	err error
}

func (b *incoming) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	b.mu.Lock()
	b.n += int64(n)
	b.mu.Unlock()
	if err == io.EOF {
		if e := b.conn.SetReadDeadline(time.Time{}); e != nil {
			return n, e
		}
		return n, err
	}
	if err != nil {
		b.mu.Lock()
		b.err = err
		b.mu.Unlock()
	}
	return n, err
}

// size is how many bytes were read so far.
func (b *incoming) size() int64 {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.n
}

func (b *incoming) failed() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.err
}

// busy answers a request for which there is no room now.
func busy(w http.ResponseWriter, status int, why string) {
	text := map[string]string{
		"drain": "the provider is about to stop: it takes no more requests; use another or come back",
		"rate":  "too many requests from this address",
		"busy":  "the provider answers as many requests as it can at once",
	}[why]
	w.Header().Set("Retry-After", strconv.Itoa(retryAfter))
	problem(w, status, hallmark.Unavailable, text)
}

func refuse(w http.ResponseWriter, err error) {
	kind := hallmark.KindOf(err)
	problem(w, kind.HTTPStatus(), kind, err.Error())
}

func problem(w http.ResponseWriter, status int, kind hallmark.Kind, text string) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(hallmark.Problem{Kind: kind.String(), Text: text}) // a client that left needs no answer
}
