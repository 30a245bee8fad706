package openai

import (
	"context"
	"encoding/json"
	"strconv"
	"strings"

	"github.com/hallmark-tee/hallmark/dataset"
)

const maxTop = 20 // OpenAI's bound of top_logprobs

func (a *API) chat(ctx context.Context, c Call, m Meter, out *response) error {
	f, err := parseFields(c)
	if err != nil {
		return err
	}
	s, err := a.find(ctx, f, c, Chat)
	if err != nil {
		return err
	}
	defer s.release()
	if s.Upstream != nil {
		return a.relay(ctx, s.Served, "chat/completions", f, m, out)
	}
	turns, err := conversation(f)
	if err != nil {
		return err
	}
	choose, err := a.sampling(f)
	if err != nil {
		return err
	}
	logprobs := f.flag("logprobs")
	top := int(f.integer("top_logprobs", 0, maxTop, 0))
	max := f.integer("max_tokens", 1, 1<<31-1, 0)
	max = f.integer("max_completion_tokens", 1, 1<<31-1, max)
	chatOnly(f)
	if f.err == nil && top > 0 && !logprobs {
		f.err = invalid("top_logprobs", "top_logprobs goes with logprobs: true only")
	}
	if f.err == nil && choose.n > a.opt.Choices {
		f.err = invalid("n", "n is %d; this gateway makes %d texts at a time at most", choose.n, a.opt.Choices)
	}
	if f.err != nil {
		return f.err
	}
	prompt, err := s.Text.Encoder.Prompt(turns)
	if err != nil {
		return invalid("messages", "the model's chat template cannot write these messages: %v", err)
	}
	if err := s.Text.checkPrompt("messages", prompt); err != nil {
		return err
	}
	choices := make([]*choice, choose.n)
	for i := range choices {
		r := choose.request(s.Text, prompt, int(max), i)
		r.Logprobs, r.TopN = logprobs, top
		choices[i] = &choice{index: i, request: r, stops: choose.stops}
	}
	h, err := a.head("chatcmpl-", "chat.completion", s.Model, choose.seed)
	if err != nil {
		return err
	}
	return answer(ctx, s, m, out, h, choose, choices, len(prompt), chatForm{s.Text})
}

// chatOnly refuses the fields of chat completions that our engine cannot honour.
func chatOnly(f *fields) {
	if f.has("tool_choice") && string(f.raw["tool_choice"]) == `"auto"` && !f.has("tools") {
		delete(f.raw, "tool_choice")
	}
	if f.has("function_call") && !f.has("functions") {
		delete(f.raw, "function_call")
	}
	f.refuse("by this model's engine", "tool_choice", "function_call")
	if f.has("response_format") {
		if t := f.object("response_format").text("type"); t != "text" && f.err == nil {
			f.err = unsupported("response_format", "response_format %q is not supported by this model's engine; use {\"type\":\"text\"}", clip(t))
		}
	}
	if f.has("modalities") {
		if list := f.texts("modalities"); f.err == nil && (len(list) != 1 || list[0] != "text") {
			f.err = unsupported("modalities", "this model writes text only")
		}
	}
}

// roles are OpenAI's names of the speakers that a template can write.
var roles = map[string]string{"system": "system", "developer": "system", "user": "user", "assistant": "assistant"}

const maxTurns = 4096

// conversation reads messages: content is a string or a list of text parts,
// which become lines.
func conversation(f *fields) ([]dataset.Message, error) {
	var list []map[string]json.RawMessage
	if !f.has("messages") || json.Unmarshal(f.raw["messages"], &list) != nil {
		return nil, invalid("messages", "messages must be an array of objects with role and content")
	}
	if len(list) == 0 || len(list) > maxTurns {
		return nil, invalid("messages", "messages must have 1 to %d entries", maxTurns)
	}
	turns := make([]dataset.Message, len(list))
	for i, raw := range list {
		at := "messages[" + strconv.Itoa(i) + "]"
		m := &fields{raw: raw}
		name := m.text("role")
		role, ok := roles[name]
		switch {
		case m.err != nil || name == "":
			return nil, invalid(at+".role", "%s.role must be a string", at)
		case name == "tool" || name == "function":
			return nil, unsupported(at+".role", "%s: turns of role %s are not supported by this model's engine", at, name)
		case !ok:
			return nil, invalid(at+".role", "%s.role is %q; it must be system, developer, user or assistant", at, clip(name))
		}
		m.refuse("by this model's engine", "tool_calls", "function_call", "audio")
		if m.err != nil {
			return nil, unsupported(at, "%s: %v", at, m.err)
		}
		content, err := contentOf(at, raw["content"])
		if err != nil {
			return nil, err
		}
		turns[i] = dataset.Message{Role: role, Content: content}
	}
	return turns, nil
}

func contentOf(at string, raw json.RawMessage) (string, error) {
	var text *string
	if json.Unmarshal(raw, &text) == nil && text != nil {
		return *text, nil
	}
	var parts []struct {
		Type string  `json:"type"`
		Text *string `json:"text"`
	}
	if json.Unmarshal(raw, &parts) != nil || len(parts) == 0 {
		return "", invalid(at+".content", "%s.content must be a string or an array of text parts", at)
	}
	var lines []string
	for j, p := range parts {
		if p.Type != "text" {
			return "", unsupported(at+".content", "%s.content[%d]: parts of type %q are not supported by this model's engine; use text", at, j, clip(p.Type))
		}
		if p.Text == nil {
			return "", invalid(at+".content", "%s.content[%d].text must be a string", at, j)
		}
		lines = append(lines, *p.Text)
	}
	return strings.Join(lines, "\n"), nil
}
