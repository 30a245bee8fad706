package openai

import (
	"bytes"
	"encoding/json"
	"math"
	"mime"
	"strconv"
	"strings"
	"unicode/utf8"
)

// fields are the members of a request's JSON object. Names match exactly, the
// last of equal names counts, and null is the same as absent, as OpenAI's
// clients write both. Readers keep the first error, which names its field.
type fields struct {
	raw map[string]json.RawMessage
	err error
}

// parseFields reads a JSON body.
func parseFields(c Call) (*fields, error) {
	if t, _, err := mime.ParseMediaType(c.ContentType); c.ContentType != "" && (err != nil || t != jsonType) {
		return nil, invalid("", "the content type must be application/json")
	}
	if !utf8.Valid(c.Body) {
		return nil, invalid("", "the body is not UTF-8")
	}
	f := &fields{}
	if err := json.Unmarshal(c.Body, &f.raw); err != nil || f.raw == nil {
		return nil, invalid("", "the body is not a JSON object; check its syntax")
	}
	for name, v := range f.raw {
		if bytes.Equal(v, []byte("null")) {
			delete(f.raw, name)
		}
	}
	return f, nil
}

func (f *fields) has(name string) bool { return f.raw[name] != nil }

func (f *fields) fail(name, want string) {
	if f.err == nil {
		f.err = invalid(name, "%s must be %s", name, want)
	}
}

// text reads a string; absent gives "".
func (f *fields) text(name string) (s string) {
	if v := f.raw[name]; v != nil && json.Unmarshal(v, &s) != nil {
		f.fail(name, "a string")
	}
	return s
}

func (f *fields) flag(name string) (b bool) {
	if v := f.raw[name]; v != nil && json.Unmarshal(v, &b) != nil {
		f.fail(name, "true or false")
	}
	return b
}

// integer reads a whole number of a range; absent gives def.
func (f *fields) integer(name string, lo, hi, def int64) int64 {
	v := f.raw[name]
	if v == nil {
		return def
	}
	n, err := strconv.ParseInt(string(v), 10, 64)
	if err != nil || n < lo || n > hi {
		f.fail(name, "a whole number from "+strconv.FormatInt(lo, 10)+" to "+strconv.FormatInt(hi, 10))
		return def
	}
	return n
}

// number reads a number of a range; absent gives def.
func (f *fields) number(name string, lo, hi, def float64) float64 {
	v := f.raw[name]
	if v == nil {
		return def
	}
	x := math.NaN()
	if json.Unmarshal(v, &x) != nil || !(x >= lo && x <= hi) {
		f.fail(name, "a number from "+strconv.FormatFloat(lo, 'g', -1, 64)+" to "+strconv.FormatFloat(hi, 'g', -1, 64))
		return def
	}
	return x
}

// object reads a nested object; absent gives one without members.
func (f *fields) object(name string) *fields {
	in := &fields{}
	if v := f.raw[name]; v != nil && json.Unmarshal(v, &in.raw) != nil {
		f.fail(name, "an object")
	}
	return in
}

// texts reads a string or an array of strings.
func (f *fields) texts(name string) []string {
	v := f.raw[name]
	if v == nil {
		return nil
	}
	var one string
	if json.Unmarshal(v, &one) == nil {
		return []string{one}
	}
	var many []*string
	if json.Unmarshal(v, &many) == nil {
		out := make([]string, 0, len(many))
		for _, s := range many {
			if s == nil {
				break
			}
			out = append(out, *s)
		}
		if len(out) == len(many) {
			return out
		}
	}
	f.fail(name, "a string or an array of strings")
	return nil
}

// vacuous values ask for nothing, so that a field holding one can be ignored
// where anything else must be refused.
func vacuous(v json.RawMessage) bool {
	switch string(bytes.TrimSpace(v)) {
	case "", "null", "[]", "{}", "0", "0.0", "false", `""`:
		return true
	}
	return false
}

// neutral are values that ask for nothing, of fields where they are not vacuous.
var neutral = map[string]string{"top_k": "-1", "repetition_penalty": "1", "tool_choice": `"none"`}

// refuse fails for the first of the named fields that asks for something.
func (f *fields) refuse(why string, names ...string) {
	for _, name := range names {
		if v := f.raw[name]; f.err == nil && !vacuous(v) && strings.TrimSuffix(string(v), ".0") != neutral[name] {
			f.err = unsupported(name, "%s is not supported %s", name, why)
		}
	}
}
