package inference

import (
	"context"
	"errors"
	"io"
	"sync"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/envelope"
)

const (
	maxContentType = 256
	// recoverTries and recoverWait: how often a receipt is asked for by its id
	// after the response ended without it.
	recoverTries = 8
	recoverWait  = 250 * time.Millisecond
)

// Response is one answer. It is for one goroutine, but Close may come from any.
type Response struct {
	Status      int
	ContentType string

	session *Session
	flight  *flight
	from    io.ReadCloser
	cancel  context.CancelFunc
	frames  *envelope.FrameReader
	hash    *envelope.StreamHash
	receipt *hallmark.SignedUsage
	err     error
	closing sync.Once
}

// ID is the id of the receipt that will end the response.
func (r *Response) ID() hallmark.Digest { return r.flight.id }

// Receipt is the checked receipt, after Next gave io.EOF; nil before.
func (r *Response) Receipt() *hallmark.SignedUsage { return r.receipt }

func (r *Response) readHead() error {
	kind, payload, err := r.frames.Next()
	if err != nil {
		return r.broken(err)
	}
	if kind != envelope.FrameHead {
		return r.fail(mismatch(CheckBody, "the response begins with a frame of kind %d", kind))
	}
	h, err := envelope.ReadHead(payload)
	if err != nil {
		return r.fail(failed(CheckBody, err))
	}
	if h.Status < 100 || h.Status > 599 || len(h.ContentType) > maxContentType || h.Receipt.IsZero() {
		return r.fail(mismatch(CheckBody, "the response's head has status %d and a content type of %d bytes", h.Status, len(h.ContentType)))
	}
	r.Status, r.ContentType, r.flight.id, r.hash = h.Status, h.ContentType, h.Receipt, envelope.NewStreamHash(h.Receipt)
	f := r.flight
	return r.session.archive.note(sent{Exchange: f.digest, Signature: f.signature, Signer: f.terms.signer(), Receipt: f.id})
}

// Next gives the next unit of the body, good until the next call; io.EOF after
// the receipt was checked and is on disk. Failure: a check did not hold, and
// the session has stopped. Unavailable: the response was cut.
func (r *Response) Next() ([]byte, error) {
	if r.err != nil {
		return nil, r.err
	}
	kind, payload, err := r.frames.Next()
	switch {
	case err != nil:
		return nil, r.broken(err)
	case kind == envelope.FrameUnits:
		r.hash.Add(payload)
		return payload, nil
	case kind == envelope.FrameEnd:
		r.err = r.finish(payload)
		return nil, r.err
	}
	return nil, r.fail(mismatch(CheckBody, "a frame of kind %d in the response", kind))
}

// More tells whether the next unit is here already: it came with the last one.
func (r *Response) More() bool { return r.err == nil && r.frames.More() }

// broken ends a response that did not come whole: altered on the way, or cut.
func (r *Response) broken(err error) error {
	if hallmark.KindOf(err) == hallmark.Mismatch {
		return r.fail(failed(CheckBody, err))
	}
	r.err = err
	return err
}

func (r *Response) fail(err error) error {
	r.session.mu.Lock()
	defer r.session.mu.Unlock()
	r.err = r.session.fail(err)
	return r.err
}

func (r *Response) finish(payload []byte) error {
	u, digest, err := envelope.ReadUsage(payload, "receipt")
	if err != nil {
		return r.fail(failed(CheckSignature, err))
	}
	got := r.hash.Response(r.Status)
	if err := r.session.accept(r.flight, u, digest, &got); err != nil {
		return err
	}
	r.receipt = &u
	return io.EOF
}

// Close gives the response up: the enclave stops, and bills what it has sent.
// The receipt is still asked for, in the background. After io.EOF it does
// nothing.
func (r *Response) Close() error {
	var err error
	r.closing.Do(func() {
		r.cancel()
		err = r.from.Close()
		var f *Failure
		switch {
		case errors.Is(r.err, io.EOF):
			err = nil
			return
		case errors.As(r.err, &f): // what it would say of it is not believed
			_ = r.session.land(r.flight, true)
			return
		}
		r.session.recoverLater(r.flight)
	})
	return err
}

// recoverLater asks for the receipt of an exchange whose response was not read
// to its end.
func (s *Session) recoverLater(f *flight) {
	if f.id.IsZero() {
		_ = s.land(f, true) // the failure is in the status
		return
	}
	s.working.Go(func() {
		err := s.recoverReceipt(s.life, f)
		if err != nil {
			s.cfg.Log.Warn("no receipt for an answer that was given up", "receipt", f.id, "error", err)
		}
	})
}

func (s *Session) recoverReceipt(ctx context.Context, f *flight) error {
	var err error
	for wait := recoverWait; ; wait *= 2 {
		var u hallmark.SignedUsage
		if u, err = s.cfg.Provider.Receipt(ctx, f.id); err == nil {
			return s.acceptLate(f, u)
		}
		if wait > recoverWait<<recoverTries {
			break
		}
		select {
		case <-ctx.Done():
			return errors.Join(err, s.land(f, true))
		case <-time.After(wait):
		}
	}
	return errors.Join(err, s.land(f, true))
}

// recoverPast asks once for the receipts of exchanges that an earlier run did
// not see to their end. What has none may have been charged.
func (s *Session) recoverPast(ctx context.Context, open []sent) error {
	for _, o := range open {
		var u hallmark.SignedUsage
		err := error(hallmark.Errorf(hallmark.NotFound, "no id"))
		if !o.Receipt.IsZero() {
			u, err = s.cfg.Provider.Receipt(ctx, o.Receipt)
		}
		if err == nil {
			err = s.acceptPast(o, u)
		}
		var f *Failure
		if errors.As(err, &f) {
			return err
		}
		if err != nil {
			s.cfg.Log.Warn("an earlier run left a request without a receipt", "exchange", o.Exchange, "error", err)
			s.mu.Lock()
			s.lost = append(s.lost, 0)
			s.mu.Unlock()
		}
	}
	return nil
}
