package openai

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"strings"
	"time"

	"github.com/hallmark-tee/hallmark"
)

// errIdle is the cause of a stream that stood still.
var errIdle = errors.New("its stream stood still")

// Event is one event of a stream, to bill and hand on.
type Event struct {
	// Data is the payload to hand on, the upstream's bytes with the model
	// renamed; nil: nothing. It is valid until emit returns.
	Data []byte
	// Input and Output are the tokens that this event adds. A piece of text
	// counts as one token, unless the upstream tells its count with it; what the
	// final usage says besides comes with the event that says it. Nothing is given
	// back where that is less than the pieces were.
	Input, Output int
	Goes          bool // Data is known to end no choice
	More          bool // the next event is here already
}

// Stream sends a request for a streamed response and hands its events to emit,
// in order, from the calling goroutine; [DONE] is not one. An error of emit ends
// the request and is returned. Unavailable: the stream broke off, stood still, or
// told no usage although nothing here can count.
func (c *Client) Stream(ctx context.Context, r Request, emit func(Event) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	idle := time.AfterFunc(c.cfg.Start, func() { cancel(errIdle) })
	defer idle.Stop()
	resp, err := c.send(ctx, r, true)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if !isType(resp.Header.Get("Content-Type"), "text/event-stream") {
		return hallmark.Errorf(hallmark.Unavailable, "upstream: it answered a request for a stream with something else")
	}
	s := tally{client: c, request: r}
	s.name, _ = json.Marshal(r.Model)
	in := newEvents(resp.Body, c.cfg.MaxEvent)
	for waits := true; ; {
		data, err := in.next()
		if waits {
			idle.Stop()
		}
		switch {
		case err == nil:
		case errors.Is(err, io.EOF):
			return hallmark.Errorf(hallmark.Unavailable, "upstream: its stream ended before it was complete")
		case hallmark.KindOf(err) == hallmark.Unavailable:
			return err
		default:
			return lost(ctx, err)
		}
		if string(data) == "[DONE]" {
			return s.end(emit)
		}
		ev, err := s.event(data)
		if err != nil {
			return err
		}
		ev.More = in.ready()
		if ev.Data != nil || ev.Input > 0 || ev.Output > 0 || !ev.More {
			if err := emit(ev); err != nil {
				return err
			}
		}
		if waits = !ev.More; waits {
			idle.Reset(c.cfg.Idle) // a slow reader is not a slow upstream
		}
	}
}

// isType tells whether a content type is of a media type, whatever its
// parameters.
func isType(header, want string) bool {
	if header == want {
		return true
	}
	t, _, err := mime.ParseMediaType(header)
	return err == nil && t == want
}

// tally counts what a stream has used.
type tally struct {
	client        *Client
	request       Request
	name          []byte // of the model, as JSON
	input, output int
	known         bool
	head          Head            // of the first chunk, where the client counts itself
	text          strings.Builder // where the client counts itself
	buf           []byte
	usual         pattern
}

func (s *tally) event(data []byte) (Event, error) {
	if out, ok := s.usual.fits(s.buf[:0], data); ok {
		s.buf = out
		s.output++
		return Event{Data: out, Output: 1, Goes: s.usual.goes}, nil
	}
	seen, err := inspect(data)
	if err != nil {
		return Event{}, err
	}
	if seen.failed.to > 0 && !isNull(seen.failed.of(data)) {
		return Event{}, s.client.errorOf(500, data)
	}
	ev := Event{Output: seen.pieces, Goes: seen.going == seen.count}
	if s.client.cfg.Count != nil && !s.known {
		if s.head.ID == "" {
			s.head = HeadOf(data)
		}
		if seen.pieces > 0 && s.text.Len() < maxCounted {
			s.text.WriteString(seen.text(data))
		}
	}
	if seen.usage.Known {
		s.known = true
		ev.Input = max(0, seen.usage.Input-s.input)
		ev.Output = max(0, seen.usage.Output-s.output)
	}
	s.input += ev.Input
	s.output += ev.Output
	if seen.count == 0 && seen.usage.Known && !s.request.Usage {
		return ev, nil // the chunk that we asked for
	}
	s.buf = seen.renamed(s.buf[:0], data, s.name, !s.request.Usage)
	if bytes.IndexByte(s.buf, '\n') >= 0 || bytes.IndexByte(s.buf, '\r') >= 0 {
		for i, b := range s.buf { // between tokens: JSON strings hold none
			if b == '\n' || b == '\r' {
				s.buf[i] = ' '
			}
		}
	}
	if s.client.cfg.Count == nil {
		s.usual.learn(seen, data, s.buf)
	}
	ev.Data = s.buf
	return ev, nil
}

// maxCounted bounds the text kept for counting; beyond it pieces count.
const maxCounted = 16 << 20

// end makes sure that everything has been counted.
func (s *tally) end(emit func(Event) error) error {
	if s.known {
		return nil
	}
	count := s.client.cfg.Count
	if count == nil {
		return hallmark.Errorf(hallmark.Unavailable, "upstream: its stream told no usage; let it honour stream_options.include_usage, or configure counting")
	}
	ev := Event{Input: count(textOf(s.request.Fields)), Output: max(0, count(s.text.String())-s.output)}
	if s.request.Usage {
		ev.Data = s.head.UsageChunk(s.request.Model, Usage{Input: ev.Input, Output: s.output + ev.Output})
	}
	return emit(ev)
}
