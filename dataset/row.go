package dataset

import (
	"crypto/sha256"
	"unicode/utf8"

	"github.com/hallmark-tee/hallmark"
)

// Kind is the form of a row: its name is also what Options.Kind asks for.
type Kind string

// The forms of TRL (huggingface.co/docs/trl/dataset_formats) that are read.
const (
	Messages         Kind = "messages"          // {"messages":[{"role":..,"content":..},..]}
	PromptCompletion Kind = "prompt-completion" // {"prompt":"..","completion":".."}
	Text             Kind = "text"              // {"text":".."}
)

// Message is one turn of a conversation. Role is system, user or assistant.
type Message struct {
	Role    string
	Content string
}

// Row is one checked row. A prompt-completion row is a user turn and an
// assistant turn; a text row has Text alone.
type Row struct {
	Line     int // in the file, from 1
	Kind     Kind
	Messages []Message
	Text     string
	Leaf     hallmark.Digest
}

// leaf is SHA-256(0x00 || canonical JSON of the row).
func (r *Row) leaf() hallmark.Digest {
	return sha256.Sum256(append([]byte{0x00}, canonical(r)...))
}

// canonical writes the row as RFC 8785 does, whatever white space, escapes and
// order of keys the file had.
func canonical(r *Row) []byte {
	b := make([]byte, 0, 256)
	switch r.Kind {
	case Messages:
		b = append(b, `{"messages":[`...)
		for i, m := range r.Messages {
			if i > 0 {
				b = append(b, ',')
			}
			b = appendString(append(b, `{"content":`...), m.Content)
			b = appendString(append(b, `,"role":`...), m.Role)
			b = append(b, '}')
		}
		b = append(b, `]}`...)
	case PromptCompletion:
		b = appendString(append(b, `{"completion":`...), r.Messages[1].Content)
		b = appendString(append(b, `,"prompt":`...), r.Messages[0].Content)
		b = append(b, '}')
	case Text:
		b = append(appendString(append(b, `{"text":`...), r.Text), '}')
	}
	return b
}

// appendString writes a JSON string as RFC 8785 section 3.2.2.2 wants it.
func appendString(b []byte, s string) []byte {
	const hex = "0123456789abcdef"
	b = append(b, '"')
	for i := range len(s) {
		switch c := s[i]; {
		case c == '"' || c == '\\':
			b = append(b, '\\', c)
		case c >= 0x20:
			b = append(b, c)
		case c == '\b':
			b = append(b, `\b`...)
		case c == '\t':
			b = append(b, `\t`...)
		case c == '\n':
			b = append(b, `\n`...)
		case c == '\f':
			b = append(b, `\f`...)
		case c == '\r':
			b = append(b, `\r`...)
		default:
			b = append(b, `\u00`...)
			b = append(b, hex[c>>4], hex[c&15])
		}
	}
	return append(b, '"')
}

// rowOf makes a row of the parsed object, or says what is wrong with it.
func rowOf(o *object) (Row, *Problem) {
	has := func(name string) bool { _, ok := o.fields[name]; return ok }
	kinds := 0
	for _, present := range []bool{has("messages"), has("prompt") || has("completion"), has("text")} {
		if present {
			kinds++
		}
	}
	if kinds != 1 {
		return Row{}, problem(CodeForm, "")
	}
	var row Row
	switch {
	case has("messages"):
		row.Kind, row.Messages = Messages, o.messages
		if p := checkTurns(o.messages); p != nil {
			return Row{}, p
		}
	case has("text"):
		row.Kind, row.Text = Text, o.fields["text"]
		if blank(row.Text) {
			return Row{}, problem(CodeEmpty, "text")
		}
	default:
		row.Kind = PromptCompletion
		for _, f := range []struct{ name, role string }{{"prompt", "user"}, {"completion", "assistant"}} {
			if !has(f.name) {
				return Row{}, problem(CodeMissing, f.name)
			}
			if blank(o.fields[f.name]) {
				return Row{}, problem(CodeEmpty, f.name)
			}
			row.Messages = append(row.Messages, Message{f.role, o.fields[f.name]})
		}
	}
	row.Leaf = row.leaf()
	return row, nil
}

// checkTurns wants an optional system turn first, then user and assistant
// turns, of which the last is the assistant's: a conversation that nobody
// answers teaches nothing.
func checkTurns(turns []Message) *Problem {
	if len(turns) == 0 {
		return problem(CodeEmpty, "messages")
	}
	if len(turns) > maxTurns {
		return problem(CodeTurns, "messages")
	}
	user := false
	for i, m := range turns {
		switch m.Role {
		case "system":
			if i > 0 {
				return problem(CodeOrder, fieldOf(i, "role"))
			}
		case "user":
			user = true
		case "assistant":
			if !user {
				return problem(CodeOrder, fieldOf(i, "role"))
			}
		default:
			p := problem(CodeRole, fieldOf(i, "role"))
			p.Content = clip(m.Role)
			return p
		}
		if blank(m.Content) {
			return problem(CodeEmpty, fieldOf(i, "content"))
		}
	}
	if turns[len(turns)-1].Role != "assistant" {
		return problem(CodeOrder, fieldOf(len(turns)-1, "role"))
	}
	return nil
}

func blank(s string) bool {
	for _, r := range s {
		if r != ' ' && r != '\t' && r != '\n' && r != '\r' {
			return false
		}
	}
	return true
}

// clip keeps a name short enough for a message.
func clip(s string) string {
	const most = 40
	if len(s) <= most {
		return s
	}
	cut := most
	for cut > 0 && !utf8.RuneStart(s[cut]) {
		cut--
	}
	return s[:cut] + "..."
}
