package dataset

import (
	"strings"

	"github.com/hallmark-tee/hallmark"
)

// The built-in templates.
const (
	// ChatML writes <|im_start|>role LF content<|im_end|> LF for each turn
	// (OpenAI's chat markup, the form of Qwen2 and SmolLM).
	ChatML = "chatml"
	// Plain writes prompt, completion and end of text, without markup.
	Plain = "plain"
)

// The control tokens that the templates place.
const (
	imStart   = "<|im_start|>"
	imEnd     = "<|im_end|>"
	endOfText = "<|endoftext|>"
)

// Piece is a stretch of a rendered row. A control piece is one token of the
// tokenizer by its text; any other piece is plain text, in which a spelled-out
// control token stays text. Learn marks what the loss counts: what the model
// itself has to write, which is the reply and the token that ends it.
type Piece struct {
	Text    string
	Control bool
	Learn   bool
}

// ChatMLJinja is the ChatML template in the form of Hugging Face's
// tokenizer_config.json.
const ChatMLJinja = "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>' + '\n' }}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"

// Render lays a row out in pieces. A text row is its text and the end of it in
// both templates; Plain knows a single prompt with its completion only.
func Render(template string, row Row) ([]Piece, error) {
	switch {
	case template != ChatML && template != Plain:
		return nil, hallmark.Errorf(hallmark.Unsupported, "dataset: template %q is not known, use %s or %s", clip(template), ChatML, Plain)
	case row.Kind == Text:
		return []Piece{{Text: row.Text, Learn: true}, {Text: endOfText, Control: true, Learn: true}}, nil
	case template == ChatML:
		return renderChatML(row.Messages), nil
	case len(row.Messages) == 2 && row.Messages[0].Role == "user":
		return []Piece{{Text: row.Messages[0].Content}, {Text: row.Messages[1].Content, Learn: true}, {Text: endOfText, Control: true, Learn: true}}, nil
	}
	return nil, hallmark.Errorf(hallmark.Unsupported, "dataset: line %d: the plain template cannot write %d turns; use chatml or prompt and completion", row.Line, len(row.Messages))
}

func renderChatML(turns []Message) []Piece {
	var out []Piece
	for _, m := range turns {
		out = append(out, Piece{Text: imStart, Control: true})
		if m.Role == "assistant" {
			// What generation starts from ends here, so the tokens do too.
			out = append(out, Piece{Text: m.Role + "\n"}, Piece{Text: m.Content, Learn: true}, Piece{Text: imEnd, Control: true, Learn: true})
		} else {
			out = append(out, Piece{Text: m.Role + "\n" + m.Content}, Piece{Text: imEnd, Control: true})
		}
		out = append(out, Piece{Text: "\n"})
	}
	return out
}

// renderPrompt lays out what the model continues: the turns and the opening of
// the assistant's.
func renderPrompt(template string, turns []Message) []Piece {
	if template == ChatML {
		return append(renderChatML(turns), Piece{Text: imStart, Control: true}, Piece{Text: "assistant\n"})
	}
	var text []string
	for _, m := range turns {
		text = append(text, m.Content)
	}
	return []Piece{{Text: strings.Join(text, "\n")}}
}

// endOf is the control token with which the model ends what it writes.
func endOf(template string) string {
	if template == ChatML {
		return imEnd
	}
	return endOfText
}
