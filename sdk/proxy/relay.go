package proxy

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/sdk/inference"
)

// doneEvent ends a stream of OpenAI's. It is held back until the receipt is
// checked, so that an application that has seen it has a proven answer.
var doneEvent = []byte("data: [DONE]")

// relay passes a request sealed to the provider and its answer back.
func (p *Proxy) relay(w http.ResponseWriter, r *http.Request) {
	began := time.Now()
	route := routeOf(r.URL.Path)
	err := p.pass(w, r, route, began)
	p.metrics.done(route, began, err)
	if err != nil {
		p.cfg.Log.Warn("request failed", "method", r.Method, "path", r.URL.Path, "error", err)
	}
}

func (p *Proxy) pass(w http.ResponseWriter, r *http.Request, route string, began time.Time) error {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		var large *http.MaxBytesError
		if errors.As(err, &large) {
			err = &problem{status: http.StatusRequestEntityTooLarge, Type: invalidRequest, Code: "request_too_large", Message: "a request may have at most 31 MiB"}
		}
		writeProblem(w, err)
		return err
	}
	q := inference.Request{Method: r.Method, Path: r.URL.RequestURI(), ContentType: r.Header.Get("Content-Type"), Body: body}
	p.rename(&q)
	resp, err := p.cfg.Session.Do(r.Context(), q)
	if err != nil {
		if p.busy(w, err) {
			return err
		}
		writeProblem(w, err)
		return err
	}
	defer resp.Close()
	if strings.HasPrefix(resp.ContentType, "text/event-stream") {
		return p.stream(w, resp, route, began)
	}
	return p.whole(w, resp)
}

// busy passes on that the provider has no room now. It says that it has not
// served the request; OpenAI's clients then try again by themselves.
func (p *Proxy) busy(w http.ResponseWriter, err error) bool {
	wait, ok := inference.RetryAfter(err)
	if !ok {
		return false
	}
	w.Header().Set("Retry-After", wait)
	writeProblem(w, &problem{status: http.StatusTooManyRequests, Type: "rate_limit_error", Code: "rate_limit_exceeded", Message: err.Error(), again: true})
	return true
}

// whole answers when everything is checked.
func (p *Proxy) whole(w http.ResponseWriter, resp *inference.Response) error {
	var body bytes.Buffer
	for {
		unit, err := resp.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err == nil && body.Len()+len(unit) > maxAnswer {
			err = hallmark.Errorf(hallmark.Exhausted, "the answer exceeds %d bytes", maxAnswer)
		}
		if err != nil {
			writeProblem(w, err)
			return err
		}
		body.Write(unit)
	}
	p.metrics.receipt(resp.Receipt())
	h := w.Header()
	h.Set("Content-Type", resp.ContentType)
	h.Set(headerReceipt, resp.ID().String())
	if resp.Status >= 400 {
		h.Set("X-Should-Retry", "false") // it was answered, and has a receipt
	}
	w.WriteHeader(resp.Status)
	_, err := w.Write(body.Bytes())
	return err
}

// stream hands each unit on as it comes. A client that reads slowly slows the
// enclave; one that is gone stops it.
func (p *Proxy) stream(w http.ResponseWriter, resp *inference.Response, route string, began time.Time) error {
	h := w.Header()
	h.Set("Content-Type", resp.ContentType)
	h.Set("Trailer", headerReceipt)
	h.Set("X-Accel-Buffering", "no")
	w.WriteHeader(resp.Status)
	out := http.NewResponseController(w)
	write := func(b []byte) error { // units that came together go on together
		if err := out.SetWriteDeadline(time.Now().Add(writeWait)); err != nil && !errors.Is(err, http.ErrNotSupported) {
			return err
		}
		if _, err := w.Write(b); err != nil || resp.More() {
			return err
		}
		return out.Flush()
	}
	var held []byte
	for first := true; ; first = false {
		unit, err := resp.Next()
		switch {
		case errors.Is(err, io.EOF):
			p.metrics.receipt(resp.Receipt())
			h.Set(headerReceipt, resp.ID().String())
			if held != nil {
				return write(held)
			}
			return nil
		case err != nil:
			return errors.Join(err, write(errorEvent(err)))
		case bytes.HasPrefix(unit, doneEvent):
			held = bytes.Clone(unit)
			if err := write(nil); err != nil {
				return hallmark.Errorf(hallmark.Cancelled, "the client is gone: %w", err)
			}
			continue
		}
		if first {
			p.metrics.first(route, began)
		}
		if err := write(unit); err != nil {
			return hallmark.Errorf(hallmark.Cancelled, "the client is gone: %w", err)
		}
	}
}

// errorEvent breaks a stream as OpenAI's API does: no [DONE] follows.
func errorEvent(err error) []byte {
	return append(append([]byte("data: "), problemOf(err).body()...), "\n\n"...)
}

// rename puts a provider's model where an application asks for a name that is
// an alias. Only the bytes of the name are changed.
func (p *Proxy) rename(q *inference.Request) {
	if len(p.cfg.Aliases) == 0 {
		return
	}
	start, end, name, ok := modelIn(q.Body)
	if !ok {
		return
	}
	to, ok := p.alias(name)
	if !ok {
		return
	}
	q.Body = bytes.Join([][]byte{q.Body[:start], quote(to), q.Body[end:]}, nil)
}

// alias is what a model's name stands for.
func (p *Proxy) alias(name string) (string, bool) {
	if to, ok := p.cfg.Aliases[name]; ok {
		return to, true
	}
	to, ok := p.cfg.Aliases["*"]
	if !ok || strings.HasPrefix(name, "ft:") {
		return "", false
	}
	if _, known := p.cfg.Session.Status().Record.Model(name); known {
		return "", false
	}
	return to, true
}

// routeOf is a path's name in the metrics: one of few.
func routeOf(path string) string {
	switch path {
	case "/v1/chat/completions", "/v1/completions", "/v1/embeddings", "/v1/models", "/v1/images/generations", "/v1/audio/transcriptions":
		return path
	}
	return "other"
}
