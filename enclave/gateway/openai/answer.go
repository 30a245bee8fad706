package openai

import (
	"context"
	"slices"
	"strconv"
	"strings"
)

// served is a found model for the time of a call.
type served struct{ Served }

func (s served) release() {
	if s.Release != nil {
		s.Release()
	}
}

// find opens the model that the request names, for a task that it does.
func (a *API) find(ctx context.Context, f *fields, c Call, task Task) (served, error) {
	name := f.text("model")
	if f.err != nil {
		return served{}, f.err
	}
	return a.open(ctx, name, c, task)
}

func (a *API) open(ctx context.Context, name string, c Call, task Task) (served, error) {
	if name == "" {
		return served{}, invalid("model", "model is missing")
	}
	found, err := a.models.Find(ctx, name, c.User)
	if err != nil {
		return served{}, noModel(name, err)
	}
	s := served{found}
	ours := task == Chat || task == Completions || task == Embeddings
	if s.Upstream == nil && (s.Text == nil || !ours || task == Embeddings && s.Text.Embedder == nil) || len(s.Tasks) > 0 && !slices.Contains(s.Tasks, task) {
		s.release()
		return served{}, &Error{Status: 400, Type: invalidRequest, Code: "unsupported_model", Param: "model", Message: "the model " + strconv.Quote(clip(name)) + " does not do " + string(task)}
	}
	return s, nil
}

// form writes the answers of chat or of plain completions.
type form interface {
	// first is the delta with which a streamed choice begins.
	first(b []byte, index int) []byte
	// delta appends a streamed choice's members before finish_reason.
	delta(b []byte, c *choice, p piece) []byte
	// last is the delta that carries finish_reason.
	last(b []byte) []byte
	// whole appends an unstreamed choice's members before finish_reason.
	whole(b []byte, c *choice, p piece) []byte
}

// answer generates and writes, streamed or whole.
func answer(ctx context.Context, s served, m Meter, out *response, h head, choose sampling, choices []*choice, input int, as form) error {
	if err := m.Model(s.Model); err != nil {
		return err
	}
	if err := m.Input(input); err != nil {
		return err
	}
	if choose.stream {
		return stream(ctx, s.Text, m, out, h, choose, choices, input, as)
	}
	texts, marks := make([]strings.Builder, len(choices)), make([][]mark, len(choices))
	err := generate(ctx, s.Text, m, choices, func(c *choice, p piece) error {
		texts[c.index].WriteString(p.text)
		marks[c.index] = append(marks[c.index], p.marks...)
		return nil
	})
	if err != nil {
		return err
	}
	b := append(h.open(nil, h.object), `,"choices":[`...)
	for i, c := range choices {
		if i > 0 {
			b = append(b, ',')
		}
		b = strconv.AppendInt(append(b, `{"index":`...), int64(i), 10)
		b = as.whole(b, c, piece{texts[i].String(), marks[i]})
		b = appendString(append(b, `,"finish_reason":`...), string(c.finish))
		b = append(b, '}')
	}
	b = appendUsage(append(b, `],"usage":`...), input, choices)
	b = h.hallmark(append(b, ','))
	return out.body(200, jsonType, append(b, '}'))
}

func stream(ctx context.Context, t *Text, m Meter, out *response, h head, choose sampling, choices []*choice, input int, as form) error {
	object := h.object
	if object == "chat.completion" {
		object += ".chunk"
	}
	open := append(h.open(nil, object), `,"choices":[{"index":`...)
	end := []byte(`}]}`)
	if choose.usage {
		end = []byte(`}],"usage":null}`)
	}
	first := append(h.hallmark([]byte(`}],`)), '}') // the first chunk tells the seed
	running := []byte(`,"finish_reason":null`)
	begun := make([]bool, len(choices))
	var b []byte
	begin := func(c *choice) error {
		if begun[c.index] {
			return nil
		}
		begun[c.index] = true
		b = strconv.AppendInt(append(b[:0], open...), int64(c.index), 10)
		return out.event(as.first(b, c.index), running, first)
	}
	err := generate(ctx, t, m, choices, func(c *choice, p piece) error {
		if err := begin(c); err != nil {
			return err
		}
		b = strconv.AppendInt(append(b[:0], open...), int64(c.index), 10)
		b = as.delta(b, c, p)
		if err := out.event(b, running, end); err != nil {
			return err
		}
		return out.flush()
	})
	if err != nil {
		return err
	}
	for _, c := range choices {
		if err := begin(c); err != nil {
			return err
		}
		b = strconv.AppendInt(append(b[:0], open...), int64(c.index), 10)
		b = appendString(append(as.last(b), `,"finish_reason":`...), string(c.finish))
		if err := out.event(b, end); err != nil {
			return err
		}
	}
	if choose.usage {
		b = appendUsage(append(h.open(b[:0], object), `,"choices":[],"usage":`...), input, choices)
		if err := out.event(b, []byte{'}'}); err != nil {
			return err
		}
	}
	return out.done()
}

// open begins an answer or a chunk.
func (h head) open(b []byte, object string) []byte {
	b = appendString(append(b, `{"id":`...), h.id)
	b = appendString(append(b, `,"object":`...), object)
	b = strconv.AppendInt(append(b, `,"created":`...), h.created, 10)
	b = appendString(append(b, `,"model":`...), h.model)
	return appendString(append(b, `,"system_fingerprint":`...), h.fingerprint)
}

// hallmark is our own member: the seed that gives this text again.
func (h head) hallmark(b []byte) []byte {
	return append(strconv.AppendInt(append(b, `"hallmark":{"seed":`...), h.seed, 10), '}')
}

func appendUsage(b []byte, input int, choices []*choice) []byte {
	output := 0
	for _, c := range choices {
		output += c.tokens
	}
	b = strconv.AppendInt(append(b, `{"prompt_tokens":`...), int64(input), 10)
	b = strconv.AppendInt(append(b, `,"completion_tokens":`...), int64(output), 10)
	b = strconv.AppendInt(append(b, `,"total_tokens":`...), int64(input+output), 10)
	return append(b, '}')
}
