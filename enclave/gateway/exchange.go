package gateway

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strconv"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/wire"
	"github.com/hallmark-tee/hallmark/envelope"
)

// sealedTransport writes frames of the sealed response.
type sealedTransport struct {
	w      http.ResponseWriter
	key    *envelope.ResponseKey
	frames *envelope.FrameWriter // nil: nothing is answered yet
}

func (t *sealedTransport) begin(head envelope.ResponseHead) error {
	h := t.w.Header()
	h.Set("Content-Type", wire.ContentSealed)
	h.Set("Cache-Control", "no-store")
	frames, err := envelope.NewFrameWriter(newReader(t.w), t.key)
	if err != nil {
		return err
	}
	t.frames = frames
	b, err := envelope.AppendHead(nil, head)
	if err != nil {
		return err
	}
	frames.Write(envelope.FrameHead, b)
	return nil
}

func (t *sealedTransport) unit(p []byte) error { return t.frames.Unit(p) }

func (t *sealedTransport) flush() error { return t.frames.Flush() }

// end sends the receipt and waits until the client has everything.
func (t *sealedTransport) end(r receipt) error {
	if t.frames == nil {
		return nil // the client left before anything was answered
	}
	t.frames.Write(envelope.FrameEnd, r.json())
	return t.frames.Flush()
}

// ServeExchange answers one sealed request.
func (g *Gateway) ServeExchange(w http.ResponseWriter, r *http.Request) {
	t := &sealedTransport{w: w}
	err := g.exchange(r, t)
	if err == nil {
		return
	}
	if t.frames != nil { // a head is on its way: cut the answer, so that it has no receipt
		_ = t.frames.Flush()
		g.opt.Log.Error("an answer has no receipt", "error", err)
		panic(http.ErrAbortHandler)
	}
	g.count.refused(err)
	WriteProblem(w, err)
}

// exchange admits and serves. An error means that nothing was answered, unless
// the transport has begun.
func (g *Gateway) exchange(r *http.Request, t *sealedTransport) error {
	size := r.ContentLength
	if size < 0 || size > envelope.MaxSealed {
		return hallmark.Errorf(hallmark.Exhausted, "a sealed request tells its length and has at most %d bytes", envelope.MaxSealed)
	}
	if err := g.limits.enter(r.Context(), size); err != nil {
		return err
	}
	defer g.limits.leave(size)
	control := http.NewResponseController(t.w)
	_ = control.SetReadDeadline(time.Now().Add(readerPatience)) // what is read from in tests has none
	sealed := make([]byte, size)
	if _, err := io.ReadFull(r.Body, sealed); err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "the sealed request was cut: %w", err)
	}
	_ = control.SetReadDeadline(time.Time{})
	opened := g.opt.Now()
	plain, key, err := g.opener.Open(sealed)
	if err != nil {
		return err
	}
	signed, body, err := envelope.ParseExchange(plain)
	if err != nil {
		return err
	}
	in, err := g.admitExchange(&signed)
	if err != nil {
		return err
	}
	g.opener.Keep(key)
	if err := g.limits.of(in.user); err != nil {
		return err
	}
	defer g.limits.done(in.user)
	in.opened, t.key = opened, key
	made, err := g.serve(r.Context(), in, signed.Exchange.ContentType, body, t)
	if err != nil {
		return err
	}
	if err := t.end(made); err != nil {
		g.opt.Log.Debug("the client left before its receipt", "error", err)
	}
	return nil
}

// WriteProblem writes a refusal as hallmark.Problem.
func WriteProblem(w http.ResponseWriter, err error) {
	kind := hallmark.KindOf(err)
	status := kind.HTTPStatus()
	var full busy
	if errors.As(err, &full) {
		status = full.status
	}
	if kind == hallmark.Unavailable {
		w.Header().Set("Retry-After", strconv.Itoa(1))
	}
	text := err.Error()
	if kind == hallmark.Internal {
		text = "the gateway failed; the provider's log says why"
	}
	b, merr := json.Marshal(hallmark.Problem{Kind: kind.String(), Text: text})
	if merr != nil {
		b = []byte(`{"kind":"internal","text":"an error that cannot be written"}`)
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(status)
	w.Write(b)
}
