package openai

import (
	"math"
	"strconv"
	"unicode/utf8"

	"github.com/hallmark-tee/hallmark/enclave/engine"
)

// chatForm is "chat.completion" and "chat.completion.chunk".
type chatForm struct{ text *Text }

func (chatForm) first(b []byte, _ int) []byte {
	return append(b, `,"delta":{"role":"assistant","content":""},"logprobs":null`...)
}

func (f chatForm) delta(b []byte, c *choice, p piece) []byte {
	b = append(appendString(append(b, `,"delta":{"content":`...), p.text), '}')
	return f.logprobs(b, c, p)
}

func (chatForm) last(b []byte) []byte { return append(b, `,"delta":{},"logprobs":null`...) }

func (f chatForm) whole(b []byte, c *choice, p piece) []byte {
	b = appendString(append(b, `,"message":{"role":"assistant","content":`...), p.text)
	return f.logprobs(append(b, `,"refusal":null}`...), c, p)
}

func (f chatForm) logprobs(b []byte, c *choice, p piece) []byte {
	if !c.request.Logprobs {
		return append(b, `,"logprobs":null`...)
	}
	b = append(b, `,"logprobs":{"content":[`...)
	for i, m := range p.marks {
		if i > 0 {
			b = append(b, ',')
		}
		b = f.token(b, m.ID, m.Logprob)
		b = append(b, `,"top_logprobs":[`...)
		for j, t := range m.Top {
			if j > 0 {
				b = append(b, ',')
			}
			b = append(f.token(b, t.ID, t.Logprob), '}')
		}
		b = append(b, `]}`...)
	}
	return append(b, `],"refusal":null}`...)
}

// token appends a token's text, log-probability and bytes, and no closing brace.
func (f chatForm) token(b []byte, id int32, logprob float32) []byte {
	raw := f.text.bytesOf(id)
	b = appendString(append(b, `{"token":`...), nameOf(raw, ""))
	b = appendLogprob(append(b, `,"logprob":`...), logprob)
	b = append(b, `,"bytes":[`...)
	for i, c := range raw {
		if i > 0 {
			b = append(b, ',')
		}
		b = strconv.AppendUint(b, uint64(c), 10)
	}
	return append(b, ']')
}

// completionForm is "text_completion". echo holds the prompt of each choice
// where the request wants it repeated.
type completionForm struct {
	text *Text
	echo []string
}

func (f completionForm) first(b []byte, index int) []byte {
	return append(appendString(append(b, `,"text":`...), f.prompt(index)), `,"logprobs":null`...)
}

func (f completionForm) delta(b []byte, c *choice, p piece) []byte {
	return f.logprobs(appendString(append(b, `,"text":`...), p.text), c, p)
}

func (completionForm) last(b []byte) []byte { return append(b, `,"text":"","logprobs":null`...) }

func (f completionForm) whole(b []byte, c *choice, p piece) []byte {
	p.text = f.prompt(c.index) + p.text
	return f.delta(b, c, p)
}

func (f completionForm) prompt(index int) string {
	if f.echo == nil {
		return ""
	}
	return f.echo[index]
}

func (f completionForm) logprobs(b []byte, c *choice, p piece) []byte {
	if !c.request.Logprobs {
		return append(b, `,"logprobs":null`...)
	}
	list := func(name string, each func(m mark)) {
		b = append(append(append(b, '"'), name...), `":[`...)
		for i, m := range p.marks {
			if i > 0 {
				b = append(b, ',')
			}
			each(m)
		}
		b = append(b, ']')
	}
	b = append(b, `,"logprobs":{`...)
	list("tokens", func(m mark) { b = f.name(b, m.ID) })
	b = append(b, ',')
	list("token_logprobs", func(m mark) { b = appendLogprob(b, m.Logprob) })
	b = append(b, ',')
	list("top_logprobs", func(m mark) { b = f.top(b, m.Top) })
	b = append(b, ',')
	list("text_offset", func(m mark) { b = strconv.AppendInt(b, int64(m.offset), 10) })
	return append(b, '}')
}

func (f completionForm) name(b []byte, id int32) []byte {
	return appendString(b, nameOf(f.text.bytesOf(id), "bytes:"))
}

func (f completionForm) top(b []byte, top []engine.Candidate) []byte {
	if len(top) == 0 {
		return append(b, "null"...)
	}
	b = append(b, '{')
	for i, t := range top {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendLogprob(append(f.name(b, t.ID), ':'), t.Logprob)
	}
	return append(b, '}')
}

// bytesOf gives a token's bytes, a control token's text.
func (t *Text) bytesOf(id int32) []byte { return t.Tokenizer.DecodeBytes([]int32{id}, false) }

// nameOf is how OpenAI writes a token: its text, or, where that is a part of a
// character, prefix and its bytes as \xNN.
func nameOf(raw []byte, prefix string) string {
	if utf8.Valid(raw) {
		return string(raw)
	}
	const hex = "0123456789abcdef"
	b := []byte(prefix)
	for _, c := range raw {
		b = append(b, '\\', 'x', hex[c>>4], hex[c&15])
	}
	return string(b)
}

// appendLogprob writes the shortest decimal that reads back as v; the logarithm
// of zero is -9999, as OpenAI writes it.
func appendLogprob(b []byte, v float32) []byte {
	x := float64(v)
	if math.IsInf(x, 0) || math.IsNaN(x) {
		x = -9999
	}
	return strconv.AppendFloat(b, x, 'f', -1, 32)
}
