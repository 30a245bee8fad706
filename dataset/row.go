package dataset

import (
	"crypto/sha256"
	"strings"
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

// Two older forms that many public datasets have.
const (
	Alpaca   Kind = "alpaca"   // {"instruction":"..","input":"..","output":".."}, input optional
	ShareGPT Kind = "sharegpt" // {"conversations":[{"from":"human","value":".."},..]}, id allowed and left out
)

// Kinds lists every form.
func Kinds() []Kind { return []Kind{Messages, PromptCompletion, Text, Alpaca, ShareGPT} }

// Message is one turn of a conversation. Role is system, user or assistant.
type Message struct {
	Role    string
	Content string
}

// Row is one checked row. A prompt-completion row is a user turn and an
// assistant turn; so is an Alpaca row, whose input stands on the lines behind
// its instruction; a text row has Text alone.
type Row struct {
	Line     int // in the file, from 1
	Kind     Kind
	Messages []Message
	Text     string
	Leaf     hallmark.Digest

	input string // of an Alpaca row
}

// speakers are ShareGPT's names of the roles.
var speakers = map[string]string{"system": "system", "user": "human", "assistant": "gpt"}

// roleOf reads a speaker; other names stay as they are, to be refused.
func roleOf(from string) string {
	switch from {
	case "human":
		return "user"
	case "gpt":
		return "assistant"
	}
	return from
}

// joinInput is what an Alpaca row's input adds to its instruction: a line of
// its own, as the trainers that read this form do.
func joinInput(input string) string {
	if input == "" {
		return ""
	}
	return "\n" + input
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
	case Alpaca:
		b = appendString(append(b, `{"input":`...), r.input)
		b = appendString(append(b, `,"instruction":`...), strings.TrimSuffix(r.Messages[0].Content, joinInput(r.input)))
		b = appendString(append(b, `,"output":`...), r.Messages[1].Content)
		b = append(b, '}')
	case ShareGPT:
		b = append(b, `{"conversations":[`...)
		for i, m := range r.Messages {
			if i > 0 {
				b = append(b, ',')
			}
			b = appendString(append(b, `{"from":`...), speakers[m.Role])
			b = appendString(append(b, `,"value":`...), m.Content)
			b = append(b, '}')
		}
		b = append(b, `]}`...)
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
	var found []Kind
	for _, form := range []struct {
		kind    Kind
		present bool
	}{
		{Messages, has("messages")},
		{PromptCompletion, has("prompt") || has("completion")},
		{Text, has("text")},
		{Alpaca, has("instruction") || has("input") || has("output")},
		{ShareGPT, has("conversations")},
	} {
		if form.present {
			found = append(found, form.kind)
		}
	}
	if len(found) != 1 {
		return Row{}, problem(CodeForm, "")
	}
	row := Row{Kind: found[0], Messages: o.turns}
	if has("id") && row.Kind != ShareGPT {
		p := problem(CodeUnknown, "")
		p.Content = "id"
		return Row{}, p
	}
	var p *Problem
	switch row.Kind {
	case Messages:
		p = checkTurns(o.turns, "messages", "role", "content")
	case ShareGPT:
		p = checkTurns(o.turns, "conversations", "from", "value")
	case Text:
		row.Text = o.fields["text"]
		p = o.wants("text")
	case Alpaca:
		p = o.wants("instruction", "output")
		row.input = o.fields["input"]
		row.Messages = []Message{{"user", o.fields["instruction"] + joinInput(row.input)}, {"assistant", o.fields["output"]}}
	case PromptCompletion:
		p = o.wants("prompt", "completion")
		row.Messages = []Message{{"user", o.fields["prompt"]}, {"assistant", o.fields["completion"]}}
	}
	if p != nil {
		return Row{}, p
	}
	row.Leaf = row.leaf()
	return row, nil
}

// wants reports the first of the fields that is missing or blank.
func (o *object) wants(names ...string) *Problem {
	for _, name := range names {
		v, ok := o.fields[name]
		if !ok {
			return problem(CodeMissing, name)
		}
		if blank(v) {
			return problem(CodeEmpty, name)
		}
	}
	return nil
}

// checkTurns wants an optional system turn first, then user and assistant
// turns, of which the last is the assistant's: a conversation that nobody
// answers teaches nothing. list, role and content are the names in the file.
func checkTurns(turns []Message, list, role, content string) *Problem {
	if len(turns) == 0 {
		return problem(CodeEmpty, list)
	}
	if len(turns) > maxTurns {
		return problem(CodeTurns, list)
	}
	user := false
	for i, m := range turns {
		switch m.Role {
		case "system":
			if i > 0 {
				return problem(CodeOrder, fieldOf(list, i, role))
			}
		case "user":
			user = true
		case "assistant":
			if !user {
				return problem(CodeOrder, fieldOf(list, i, role))
			}
		default:
			p := problem(CodeRole, fieldOf(list, i, role))
			p.Content = clip(m.Role)
			return p
		}
		if blank(m.Content) {
			return problem(CodeEmpty, fieldOf(list, i, content))
		}
	}
	if turns[len(turns)-1].Role != "assistant" {
		return problem(CodeOrder, fieldOf(list, len(turns)-1, role))
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
