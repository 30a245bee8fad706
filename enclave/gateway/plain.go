package gateway

import (
	"crypto/sha256"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/gateway/openai"
	"github.com/hallmark-tee/hallmark/enclave/wire"
	"github.com/hallmark-tee/hallmark/envelope"
)

// HeaderReceipt names the receipt of an answer that came by TLS.
const HeaderReceipt = "Hallmark-Receipt"

// plainTransport writes OpenAI's own bodies, inside TLS that ends here.
type plainTransport struct {
	w   http.ResponseWriter
	out *outbox
}

func (t *plainTransport) begin(head envelope.ResponseHead) error {
	h := t.w.Header()
	h.Set("Content-Type", head.ContentType)
	h.Set("Cache-Control", "no-store")
	h.Set(HeaderReceipt, head.Receipt.String())
	t.out = &outbox{to: newReader(t.w)}
	t.w.WriteHeader(head.Status)
	return nil
}

func (t *plainTransport) unit(p []byte) error {
	_, err := t.out.Write(p)
	return err
}

func (t *plainTransport) flush() error { return t.out.Flush() }

// PlainHandler serves OpenAI's routes to clients that can neither sign nor
// seal: TLS ends in the enclave, an API key pays.
func (g *Gateway) PlainHandler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+wire.PathReceipts+"/{id}", g.plainReceipt)
	mux.HandleFunc("/", g.servePlain)
	return mux
}

// plainReceipt gives a receipt to whoever knows its random id.
func (g *Gateway) plainReceipt(w http.ResponseWriter, r *http.Request) {
	var id hallmark.Digest
	err := id.UnmarshalText([]byte(r.PathValue("id")))
	var b []byte
	if err == nil {
		b, err = g.Receipt(id)
	}
	if err != nil {
		writeError(w, err)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.Write(b)
}

func (g *Gateway) servePlain(w http.ResponseWriter, r *http.Request) {
	t := &plainTransport{w: w}
	err := g.plain(r, t)
	switch {
	case err == nil:
	case t.out != nil:
		t.out.Flush()
		g.opt.Log.Error("an answer has no receipt", "error", err)
		panic(http.ErrAbortHandler)
	default:
		g.count.refused(err)
		writeError(w, err)
	}
}

// plain admits and serves. An error means that nothing was answered, unless the
// transport has begun.
func (g *Gateway) plain(r *http.Request, t *plainTransport) error {
	token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !ok {
		return refuse(wire.CheckAPIKey, hallmark.Unauthenticated, "the request has no Authorization: Bearer hm-...; make a key with `hallmark channel key`")
	}
	if _, err := g.keys.parse(token); err != nil { // before anything is read for a stranger
		return err
	}
	if r.ContentLength > envelope.MaxSealed {
		return hallmark.Errorf(hallmark.Exhausted, "a request has at most %d bytes", envelope.MaxSealed)
	}
	size := r.ContentLength
	if size < 0 {
		size = envelope.MaxSealed // it does not say how long it is
	}
	if err := g.limits.enter(r.Context(), size); err != nil {
		return err
	}
	defer g.limits.leave(size)
	control := http.NewResponseController(t.w)
	_ = control.SetReadDeadline(time.Now().Add(readerPatience)) // what is read from in tests has none
	body, err := io.ReadAll(io.LimitReader(r.Body, envelope.MaxSealed+1))
	if err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "the request was cut: %w", err)
	}
	if len(body) > envelope.MaxSealed {
		return hallmark.Errorf(hallmark.Exhausted, "a request has at most %d bytes", envelope.MaxSealed)
	}
	_ = control.SetReadDeadline(time.Time{})
	opened := g.opt.Now()
	in, err := g.admitKey(token, r.Method, r.URL.RequestURI(), sha256.Sum256(body))
	if err != nil {
		return err
	}
	if err := g.limits.of(in.user); err != nil {
		return err
	}
	defer g.limits.done(in.user)
	in.opened = opened
	if _, err := g.serve(r.Context(), in, r.Header.Get("Content-Type"), body, t); err != nil {
		return err
	}
	if t.out != nil {
		if err := t.out.Flush(); err != nil {
			g.opt.Log.Debug("the client left before the end", "error", err)
		}
	}
	return nil
}

// writeError writes a refusal in OpenAI's form.
func writeError(w http.ResponseWriter, err error) {
	e := openai.ErrorOf(err)
	var full busy
	if errors.As(err, &full) {
		if e.Status = full.status; full.status == http.StatusTooManyRequests {
			e.Type, e.Code = "requests", "rate_limit_exceeded"
		}
		w.Header().Set("Retry-After", strconv.Itoa(1))
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(e.Status)
	w.Write(e.Body())
}
