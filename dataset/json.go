package dataset

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// object is a row as JSON gave it. fields holds the string fields, and
// "messages", "conversations" or "id" with an empty value where one was present.
type object struct {
	fields map[string]string
	turns  []Message
}

// parser reads one row. It is stricter than encoding/json, which accepts
// duplicate keys and turns lone surrogates and bad UTF-8 into U+FFFD: here each
// is a problem with its place. A row is at most three levels deep, so nothing
// recurses.
type parser struct {
	s     string
	i     int
	field string   // where we are, for problems about values
	fail  *Problem // the first problem
}

func parseObject(line string) (*object, *Problem) {
	p := &parser{s: line}
	o := &object{fields: map[string]string{}}
	p.space()
	if p.peek() != '{' {
		if p.i < len(p.s) && !validStart(p.peek()) {
			return nil, p.stop(CodeJSON).fail
		}
		return nil, p.stop(CodeObject).fail
	}
	p.members(func(key string) {
		if _, twice := o.fields[key]; twice {
			p.stop(CodeDuplicate)
			p.fail.Content = clip(key)
			return
		}
		p.field = key
		switch key {
		case "prompt", "completion", "text", "instruction", "input", "output":
			o.fields[key] = p.stringValue()
		case "messages":
			o.fields[key] = ""
			p.turns(o, key, "role", "content")
		case "conversations":
			o.fields[key] = ""
			p.turns(o, key, "from", "value")
		case "id":
			o.fields[key] = ""
			p.label()
		default:
			p.field = ""
			p.stop(CodeUnknown)
			p.fail.Content = clip(key)
		}
	})
	p.space()
	if p.fail == nil && p.i < len(p.s) {
		p.field = ""
		p.stop(CodeJSON)
	}
	return o, p.fail
}

// turns reads the list of turns, whose objects have the keys role and content.
func (p *parser) turns(o *object, list, role, content string) {
	if len(o.turns) > 0 {
		p.stop(CodeForm) // a second list
		return
	}
	if p.peek() != '[' {
		p.wrongType()
		return
	}
	p.i++
	p.space()
	if p.peek() == ']' {
		p.i++
		return
	}
	for p.fail == nil {
		at := len(o.turns)
		here := list + "[" + strconv.Itoa(at) + "]"
		p.field = here
		p.space()
		if p.peek() != '{' {
			p.wrongType()
			return
		}
		var m Message
		hasRole, hasContent := false, false
		p.members(func(key string) {
			switch {
			case key == role && hasRole, key == content && hasContent:
				p.stop(CodeDuplicate)
				p.fail.Content = clip(key)
			case key == role:
				p.field, hasRole = fieldOf(list, at, key), true
				m.Role = p.stringValue()
				if list == "conversations" {
					m.Role = roleOf(m.Role)
				}
			case key == content:
				p.field, hasContent = fieldOf(list, at, key), true
				m.Content = p.stringValue()
			default:
				p.field = here
				p.stop(CodeUnknown)
				p.fail.Content = clip(key)
			}
		})
		for _, want := range []struct {
			name string
			is   bool
		}{{role, hasRole}, {content, hasContent}} {
			if p.fail == nil && !want.is {
				p.field = fieldOf(list, at, want.name)
				p.stop(CodeMissing)
			}
		}
		o.turns = append(o.turns, m)
		if !p.more(']') {
			return
		}
	}
}

// label steps over a string or an integer.
func (p *parser) label() {
	if p.peek() == '"' {
		p.str()
		return
	}
	start := p.i
	for p.peek() >= '0' && p.peek() <= '9' {
		p.i++
	}
	if p.i == start {
		p.wrongType()
	}
}

// members reads an object that starts here and calls each with every key, the
// parser standing at the value.
func (p *parser) members(each func(key string)) {
	outer := p.field
	p.i++ // {
	p.space()
	if p.peek() == '}' {
		p.i++
		return
	}
	for p.fail == nil {
		p.space()
		p.field = outer
		if p.peek() != '"' {
			p.stop(CodeJSON)
			return
		}
		key := p.str()
		p.space()
		if p.fail != nil {
			return
		}
		if p.peek() != ':' {
			p.stop(CodeJSON)
			return
		}
		p.i++
		p.space()
		each(key)
		p.field = outer
		if !p.more('}') {
			return
		}
	}
}

// more steps over a comma; false at the closing character or at a problem.
func (p *parser) more(closing byte) bool {
	if p.fail != nil {
		return false
	}
	p.space()
	switch p.peek() {
	case ',':
		p.i++
		return true
	case closing:
		p.i++
		return false
	}
	p.stop(CodeJSON)
	return false
}

func (p *parser) stringValue() string {
	if p.peek() != '"' {
		p.wrongType()
		return ""
	}
	return p.str()
}

// wrongType tells a value of another type from text that is no JSON.
func (p *parser) wrongType() {
	if p.i >= len(p.s) || !validStart(p.peek()) {
		p.stop(CodeJSON)
		return
	}
	p.stop(CodeType)
}

func validStart(c byte) bool {
	switch c {
	case '{', '[', '"', '-', 't', 'f', 'n':
		return true
	}
	return '0' <= c && c <= '9'
}

// str reads a JSON string that starts here.
func (p *parser) str() string {
	p.i++ // "
	start := p.i
	for p.i < len(p.s) && p.s[p.i] != '"' && p.s[p.i] != '\\' && p.s[p.i] >= 0x20 {
		p.i++
	}
	if p.peek() == '"' && p.i < len(p.s) {
		p.i++
		return p.s[start : p.i-1]
	}
	out := []byte(p.s[start:p.i])
	for p.i < len(p.s) {
		c := p.s[p.i]
		switch {
		case c == '"':
			p.i++
			return string(out)
		case c < 0x20:
			p.stop(CodeJSON)
			return ""
		case c == '\\':
			out = p.escape(out)
			if p.fail != nil {
				return ""
			}
		default:
			out = append(out, c)
			p.i++
		}
	}
	p.stop(CodeJSON)
	return ""
}

func (p *parser) escape(out []byte) []byte {
	if p.i+1 >= len(p.s) {
		p.stop(CodeJSON)
		return out
	}
	c := p.s[p.i+1]
	if at := strings.IndexByte(`"\/bfnrt`, c); at >= 0 {
		p.i += 2
		return append(out, "\"\\/\b\f\n\r\t"[at])
	}
	r, ok := p.hex4(p.i)
	if !ok {
		p.stop(CodeJSON)
		return out
	}
	size := 6
	if utf16.IsSurrogate(r) {
		low, ok := p.hex4(p.i + 6)
		if r = utf16.DecodeRune(r, low); !ok || r == utf8.RuneError {
			p.stop(CodeSurrogate)
			return out
		}
		size = 12
	}
	p.i += size
	return utf8.AppendRune(out, r)
}

// hex4 reads \uXXXX at i.
func (p *parser) hex4(i int) (rune, bool) {
	if i+6 > len(p.s) || p.s[i] != '\\' || p.s[i+1] != 'u' {
		return 0, false
	}
	var r rune
	for _, c := range []byte(p.s[i+2 : i+6]) {
		switch {
		case '0' <= c && c <= '9':
			c -= '0'
		case 'a' <= c && c <= 'f':
			c -= 'a' - 10
		case 'A' <= c && c <= 'F':
			c -= 'A' - 10
		default:
			return 0, false
		}
		r = r<<4 | rune(c)
	}
	return r, true
}

func (p *parser) space() {
	for p.i < len(p.s) {
		switch p.s[p.i] {
		case ' ', '\t', '\r', '\n':
			p.i++
		default:
			return
		}
	}
}

// peek gives the byte here, 0 at the end.
func (p *parser) peek() byte {
	if p.i < len(p.s) {
		return p.s[p.i]
	}
	return 0
}

// stop records the first problem, here.
func (p *parser) stop(code Code) *parser {
	if p.fail == nil {
		p.fail = problem(code, p.field)
		p.fail.Column = p.i + 1
	}
	return p
}
