package dataset

import (
	"strings"

	"github.com/hallmark-tee/hallmark"
)

// The built-in templates, and Model, which is the template that the base
// model's own directory carries.
const (
	// ChatML writes <|im_start|>role LF content<|im_end|> LF for each turn
	// (OpenAI's chat markup, the form of Qwen2 and SmolLM).
	ChatML = "chatml"
	// Plain writes prompt, completion and end of text, without markup.
	Plain = "plain"
	// Llama3 is the format of Meta Llama 3: headers, content trimmed, <|eot_id|>.
	Llama3 = "llama3"
	// Qwen25 is ChatML with Qwen2.5's system turn where a row has none.
	Qwen25 = "qwen2.5"
	// Qwen3 is ChatML with thinking: kept in replies to the last question, left
	// out of earlier ones.
	Qwen3 = "qwen3"
	// Model is the chat template of the base model.
	Model = "model"
)

// Templates lists every name.
func Templates() []string { return []string{ChatML, Plain, Llama3, Qwen25, Qwen3, Model} }

// The control tokens that the templates place.
const (
	imStart     = "<|im_start|>"
	imEnd       = "<|im_end|>"
	endOfText   = "<|endoftext|>"
	beginText   = "<|begin_of_text|>"
	endText     = "<|end_of_text|>"
	startHeader = "<|start_header_id|>"
	endHeader   = "<|end_header_id|>"
	endTurn     = "<|eot_id|>"
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

// format lays rows out in pieces: a built-in template, or one of a model.
type format interface {
	// conversation is the whole of it, the replies marked.
	conversation(turns []Message) ([]Piece, error)
	// prompt is what the model continues: the turns and the opening of its own.
	prompt(turns []Message) ([]Piece, error)
	// document is a text row.
	document(text string) ([]Piece, error)
	// end is the control token with which the model ends what it writes.
	end() string
	// needs are the control tokens that the tokenizer must have.
	needs() []string
}

// builtin gives a built-in template, nil for another name. known tells which
// added tokens the tokenizer has.
func builtin(name string, known func(string) bool) format {
	switch name {
	case ChatML:
		return chatML{}
	case Plain:
		return plainText{}
	case Llama3:
		return llama3{}
	case Qwen25:
		return qwen25{}
	case Qwen3:
		return qwen3{known: known}
	}
	return nil
}

type chatML struct{}

func (chatML) conversation(turns []Message) ([]Piece, error) { return renderChatML(turns), nil }

func (chatML) prompt(turns []Message) ([]Piece, error) { return openChatML(renderChatML(turns)), nil }

func (chatML) document(text string) ([]Piece, error) { return documentUpTo(endOfText, text), nil }

func (chatML) end() string     { return imEnd }
func (chatML) needs() []string { return []string{imStart, imEnd, endOfText} }

func openChatML(turns []Piece) []Piece {
	return append(turns, Piece{Text: imStart, Control: true}, Piece{Text: "assistant\n"})
}

func documentUpTo(end, text string) []Piece {
	return []Piece{{Text: text, Learn: true}, {Text: end, Control: true, Learn: true}}
}

// plainText knows a single prompt with its completion only.
type plainText struct{}

func (plainText) conversation(turns []Message) ([]Piece, error) {
	if len(turns) != 2 || turns[0].Role != "user" {
		return nil, hallmark.Errorf(hallmark.Unsupported, "the plain template cannot write %d turns; use chatml or prompt and completion", len(turns))
	}
	return []Piece{{Text: turns[0].Content}, {Text: turns[1].Content, Learn: true}, {Text: endOfText, Control: true, Learn: true}}, nil
}

func (plainText) prompt(turns []Message) ([]Piece, error) {
	var text []string
	for _, m := range turns {
		text = append(text, m.Content)
	}
	return []Piece{{Text: strings.Join(text, "\n")}}, nil
}

func (plainText) document(text string) ([]Piece, error) { return documentUpTo(endOfText, text), nil }

func (plainText) end() string     { return endOfText }
func (plainText) needs() []string { return []string{endOfText} }

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
