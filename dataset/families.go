package dataset

import (
	"strings"

	"github.com/hallmark-tee/hallmark/dataset/jinja"
)

// llama3 is the prompt format that Meta published with Llama 3.
type llama3 struct{}

func (llama3) conversation(turns []Message) ([]Piece, error) {
	out := []Piece{{Text: beginText, Control: true}}
	for _, m := range turns {
		content := jinja.Trim(m.Content)
		out = append(out, Piece{Text: startHeader, Control: true}, Piece{Text: m.Role}, Piece{Text: endHeader, Control: true})
		if m.Role == "assistant" {
			out = append(out, Piece{Text: "\n\n"}, Piece{Text: content, Learn: true}, Piece{Text: endTurn, Control: true, Learn: true})
		} else {
			out = append(out, Piece{Text: "\n\n" + content}, Piece{Text: endTurn, Control: true})
		}
	}
	return out, nil
}

func (l llama3) prompt(turns []Message) ([]Piece, error) {
	out, err := l.conversation(turns)
	return append(out, Piece{Text: startHeader, Control: true}, Piece{Text: "assistant"}, Piece{Text: endHeader, Control: true}, Piece{Text: "\n\n"}), err
}

func (llama3) document(text string) ([]Piece, error) {
	return append([]Piece{{Text: beginText, Control: true}}, documentUpTo(endText, text)...), nil
}

func (llama3) end() string { return endTurn }
func (llama3) needs() []string {
	return []string{beginText, endText, startHeader, endHeader, endTurn}
}

// qwen25 is chatML with a system turn always.
type qwen25 struct{ chatML }

const qwenSystem = "You are Qwen, created by Alibaba Cloud. You are a helpful assistant."

func (qwen25) turns(turns []Message) []Message {
	if len(turns) > 0 && turns[0].Role == "system" {
		return turns
	}
	return append([]Message{{"system", qwenSystem}}, turns...)
}

func (q qwen25) conversation(turns []Message) ([]Piece, error) {
	return q.chatML.conversation(q.turns(turns))
}

func (q qwen25) prompt(turns []Message) ([]Piece, error) { return q.chatML.prompt(q.turns(turns)) }

// qwen3 is chatML with thinking between <think> and </think>, which are tokens
// where the tokenizer has them.
type qwen3 struct {
	chatML
	known func(string) bool
}

func (q qwen3) conversation(turns []Message) ([]Piece, error) {
	question := len(turns) - 1
	for i, m := range turns {
		if m.Role == "user" && !(strings.HasPrefix(m.Content, "<tool_response>") && strings.HasSuffix(m.Content, "</tool_response>")) {
			question = i
		}
	}
	var out []Piece
	for i, m := range turns {
		if m.Role != "assistant" {
			out = append(out, renderChatML(turns[i:i+1])...)
			continue
		}
		thought, content := splitThought(m.Content)
		out = append(out, Piece{Text: imStart, Control: true}, Piece{Text: "assistant\n"})
		if i > question && (i == len(turns)-1 || thought != "") {
			out = append(out, q.mark("<think>"), Piece{Text: "\n" + strings.Trim(thought, "\n") + "\n", Learn: true}, q.mark("</think>"))
			content = "\n\n" + strings.TrimLeft(content, "\n")
		}
		out = append(out, Piece{Text: content, Learn: true}, Piece{Text: imEnd, Control: true, Learn: true}, Piece{Text: "\n"})
	}
	return joinText(out), nil
}

func (q qwen3) prompt(turns []Message) ([]Piece, error) {
	out, err := q.conversation(turns)
	return openChatML(out), err
}

func (q qwen3) mark(text string) Piece { return Piece{Text: text, Control: q.known(text), Learn: true} }

// splitThought takes a reply apart at the last </think>.
func splitThought(reply string) (thought, content string) {
	first, _, found := strings.Cut(reply, "</think>")
	if !found {
		return "", reply
	}
	first = strings.TrimRight(first, "\n")
	if at := strings.LastIndex(first, "<think>"); at >= 0 {
		first = first[at+len("<think>"):]
	}
	last := reply[strings.LastIndex(reply, "</think>")+len("</think>"):]
	return strings.TrimLeft(first, "\n"), strings.TrimLeft(last, "\n")
}

// joinText puts neighbours together that are encoded as one text.
func joinText(pieces []Piece) []Piece {
	out := pieces[:0:0]
	for _, p := range pieces {
		if last := len(out) - 1; p.Text == "" {
			continue
		} else if last >= 0 && !p.Control && !out[last].Control && p.Learn == out[last].Learn {
			out[last].Text += p.Text
		} else {
			out = append(out, p)
		}
	}
	return out
}
