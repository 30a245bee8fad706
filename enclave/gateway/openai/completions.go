package openai

import (
	"context"
	"encoding/json"
)

// defaultMax is OpenAI's default of max_tokens for plain completions.
const defaultMax = 16

func (a *API) completions(ctx context.Context, c Call, m Meter, out *response) error {
	f, err := parseFields(c)
	if err != nil {
		return err
	}
	s, err := a.find(ctx, f, c, Completions)
	if err != nil {
		return err
	}
	defer s.release()
	if s.Upstream != nil {
		return a.relay(ctx, s.Served, "completions", f, m, out)
	}
	choose, err := a.sampling(f)
	if err != nil {
		return err
	}
	prompts, err := s.Text.inputs(f, "prompt", a.opt.Choices, true)
	if err != nil {
		return err
	}
	top := f.integer("logprobs", 0, 5, -1)
	max := int(f.integer("max_tokens", 1, 1<<31-1, defaultMax))
	best := f.integer("best_of", 1, maxChoices, int64(choose.n))
	echo := f.flag("echo")
	switch {
	case f.err != nil:
		return f.err
	case echo && top >= 0:
		return unsupported("echo", "echo with logprobs is not supported by this model's engine: it reports those of new tokens only")
	case best != int64(choose.n):
		return unsupported("best_of", "best_of is not supported by this model's engine unless it equals n")
	case len(prompts)*choose.n > a.opt.Choices:
		return invalid("n", "%d prompts and n %d ask for %d texts; this gateway makes %d at a time at most", len(prompts), choose.n, len(prompts)*choose.n, a.opt.Choices)
	}
	form := completionForm{text: s.Text}
	input := 0
	var choices []*choice
	for i, prompt := range prompts {
		if err := s.Text.checkPrompt("prompt", prompt); err != nil {
			return err
		}
		input += len(prompt)
		for range choose.n {
			r := choose.request(s.Text, prompt, max, len(choices))
			r.Logprobs, r.TopN = top >= 0, int(top)
			if top < 0 {
				r.TopN = 0
			}
			choices = append(choices, &choice{index: len(choices), request: r, stops: choose.stops})
			if echo {
				form.echo = append(form.echo, s.Text.Tokenizer.Decode(prompts[i], true))
			}
		}
	}
	h, err := a.head("cmpl-", "text_completion", s.Model, choose.seed)
	if err != nil {
		return err
	}
	return answer(ctx, s, m, out, h, choose, choices, input, form)
}

// inputs reads texts in any of OpenAI's forms as tokens: a string, an array of
// strings, an array of tokens, or an array of arrays of tokens.
func (t *Text) inputs(f *fields, name string, most int, control bool) ([][]int32, error) {
	raw := f.raw[name]
	var one string
	var texts []string
	var tokens []int32
	var lists [][]int32
	switch {
	case raw == nil:
		return nil, invalid(name, "%s is missing", name)
	case strict(raw, &one):
		texts = []string{one}
	case strict(raw, &texts) && len(texts) > 0:
	case strict(raw, &tokens) && len(tokens) > 0:
		lists = [][]int32{tokens}
	case strict(raw, &lists) && len(lists) > 0:
	default:
		return nil, invalid(name, "%s must be a string, an array of strings, an array of tokens, or an array of arrays of tokens, and not empty", name)
	}
	if n := len(texts) + len(lists); n > most {
		return nil, invalid(name, "%s has %d entries; this gateway takes %d at a time at most", name, n, most)
	}
	for _, text := range texts {
		lists = append(lists, t.plain(text, control))
	}
	for _, list := range lists {
		if len(list) == 0 {
			return nil, invalid(name, "%s has an entry without tokens", name)
		}
		for _, id := range list {
			if id < 0 || int(id) >= t.Tokenizer.Size() {
				return nil, invalid(name, "%s has token %d; the model's vocabulary has %d", name, id, t.Tokenizer.Size())
			}
		}
	}
	return lists, nil
}

// strict reads JSON in which nothing is null: a null would read as an empty
// string or token 0.
func strict[T any](raw json.RawMessage, to *T) bool {
	var v T
	if json.Unmarshal(raw, &v) != nil {
		return false
	}
	if hasNull(raw) {
		return false
	}
	*to = v
	return true
}

// hasNull finds a null outside strings.
func hasNull(raw json.RawMessage) bool {
	in := false
	for i := 0; i < len(raw); i++ {
		switch c := raw[i]; {
		case in && c == '\\':
			i++
		case c == '"':
			in = !in
		case !in && c == 'n':
			return true
		}
	}
	return false
}
