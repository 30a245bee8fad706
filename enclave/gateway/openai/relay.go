package openai

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"strconv"

	"github.com/hallmark-tee/hallmark"
	upstream "github.com/hallmark-tee/hallmark/enclave/engine/openai"
)

// templateTokens is what a chat template may add to the words of a request, for
// a bound of its input.
const templateTokens = 256

// relay hands a JSON request to an upstream, which judges its fields.
func (a *API) relay(ctx context.Context, s Served, path string, f *fields, m Meter, out *response) error {
	r := upstream.Request{Path: path, Fields: f.raw, Model: s.Model.Name}
	streamed := f.flag("stream")
	options := f.object("stream_options")
	r.Usage = options.flag("include_usage")
	n := int(f.integer("n", 1, maxChoices, 1))
	switch {
	case f.err != nil:
		return f.err
	case options.err != nil:
		return invalid("stream_options.include_usage", "stream_options.include_usage must be true or false")
	case f.has("stream_options") && !streamed:
		return invalid("stream_options", "stream_options goes with stream: true only")
	case streamed && path == "embeddings":
		return unsupported("stream", "embeddings are not streamed")
	}
	if err := m.Model(s.Model); err != nil {
		return err
	}
	if path != "embeddings" {
		if err := boundOutput(f, path, n, m); err != nil {
			return err
		}
	} else if _, err := forecast(m, Forecast{Input: f.size()}); err != nil {
		return err
	}
	if streamed {
		return relayStream(ctx, s, r, n, m, out)
	}
	answer, err := s.Upstream.Call(ctx, r)
	if err != nil {
		return err
	}
	if !answer.Usage.Known {
		return hallmark.Errorf(hallmark.Unavailable, "gateway: the model's engine did not say what the answer used")
	}
	if err := m.Input(answer.Usage.Input); err != nil {
		return err
	}
	if answer.Usage.Output > 0 {
		if err := m.Output(answer.Usage.Output); err != nil {
			return err
		}
	}
	return out.body(200, jsonType, answer.Body)
}

// size bounds the tokens of a request by its bytes.
func (f *fields) size() int {
	n := templateTokens
	for name, v := range f.raw {
		n += len(name) + len(v)
	}
	return n
}

// forecast asks a Meter that can tell; limit is -1 where it cannot.
func forecast(m Meter, most Forecast) (limit int, err error) {
	if f, ok := m.(Forecaster); ok {
		return f.Forecast(most)
	}
	return -1, nil
}

// boundOutput lowers max_tokens to what the window pays for, shared by n texts.
func boundOutput(f *fields, path string, n int, m Meter) error {
	limit, err := forecast(m, Forecast{Input: f.size()})
	if err != nil || limit < 0 {
		return err
	}
	if limit /= n; limit == 0 {
		return hallmark.Errorf(hallmark.Exhausted, "the signed window does not pay for a single token of the answer; sign a higher ceiling")
	}
	name := "max_tokens"
	if f.has("max_completion_tokens") && path == "chat/completions" {
		name = "max_completion_tokens"
	}
	if asked := f.integer(name, 1, 1<<31-1, 1<<31); f.err == nil && asked > int64(limit) {
		f.raw[name] = json.RawMessage(strconv.Itoa(limit))
	}
	return f.err
}

// relayStream hands an upstream's stream on, event by event.
func relayStream(ctx context.Context, s Served, r upstream.Request, n int, m Meter, out *response) error {
	var first []byte // chunk
	var told upstream.Usage
	open := openChoices{n: n}
	err := s.Upstream.Stream(ctx, r, func(ev upstream.Event) error {
		if ev.Input > 0 {
			if err := m.Input(ev.Input); err != nil {
				return ended(err)
			}
			told.Input += ev.Input
		}
		if ev.Output > 0 {
			if err := m.Output(ev.Output); err != nil {
				return ended(err)
			}
			told.Output += ev.Output
		}
		if ev.Data != nil {
			if first == nil {
				first = bytes.Clone(ev.Data)
			}
			if !ev.Goes {
				open.note(ev.Data)
			}
			if err := out.event(ev.Data); err != nil {
				return err
			}
		}
		if ev.More {
			return nil
		}
		return out.flush()
	})
	if !errors.Is(err, errWindow) {
		if err != nil {
			return err
		}
		return out.done()
	}
	if first == nil {
		return hallmark.Errorf(hallmark.Exhausted, "the signed window does not pay for the answer; sign a higher ceiling")
	}
	head := upstream.HeadOf(first)
	for i := range n {
		if open.ended[i] {
			continue
		}
		if err := out.event(head.Chunk(s.Model.Name, i, "length")); err != nil {
			return err
		}
	}
	if r.Usage {
		if err := out.event(head.UsageChunk(s.Model.Name, told)); err != nil {
			return err
		}
	}
	return out.done()
}

// openChoices remembers which of a stream's choices have ended.
type openChoices struct {
	n     int
	ended map[int]bool
}

func (o *openChoices) note(chunk []byte) {
	var c struct {
		Choices []struct {
			Index  int     `json:"index"`
			Finish *string `json:"finish_reason"`
		} `json:"choices"`
	}
	if json.Unmarshal(chunk, &c) != nil {
		return
	}
	for _, x := range c.Choices {
		if x.Finish != nil && x.Index >= 0 && x.Index < o.n {
			if o.ended == nil {
				o.ended = map[int]bool{}
			}
			o.ended[x.Index] = true
		}
	}
}
