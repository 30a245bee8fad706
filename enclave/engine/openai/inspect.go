package openai

import (
	"bytes"
	"encoding/json"
	"math"

	"github.com/hallmark-tee/hallmark"
)

// span is a part of a body.
type span struct{ from, to int }

func (s span) of(b []byte) []byte { return b[s.from:s.to] }

// seen is what a response or a stream's chunk says, without being decoded.
type seen struct {
	model   span // the value of the top-level member, its quotes included
	spent   span // usage
	choices span
	failed  span // error
	count   int  // of choices
	pieces  int  // choices that carry text or another part of an answer
	going   int  // choices that do not end here
	said    span // the text or content of the last choice that has one
	usage   Usage
	length  span // duration of verbose_json
}

// maxTokens bounds a usage count.
const maxTokens = 1 << 30

// inspect reads the top level of a JSON object and what its choices carry.
func inspect(b []byte) (seen, error) {
	var s seen
	end := members(b, 0, 0, func(key []byte, at int) int {
		var to *span
		switch string(key) {
		case "model":
			to = &s.model
		case "usage":
			to = &s.spent
		case "choices":
			to = &s.choices
		case "error":
			to = &s.failed
		case "duration":
			to = &s.length
		default:
			if bytes.IndexByte(key, '\\') >= 0 {
				return -1 // an escaped name could be one of the above
			}
			return skip(b, at, 1)
		}
		if to.to > 0 {
			return -1 // twice: readers would not agree on which counts
		}
		end := -1
		if to == &s.choices && at < len(b) && b[at] == '[' {
			end = s.readChoices(b, at)
		} else if end = skip(b, at, 1); to == &s.choices && end > 0 && !isNull(b[at:end]) {
			return -1
		}
		*to = span{at, max(end, 0)}
		return end
	})
	if !whole(b, end) {
		return s, hallmark.Errorf(hallmark.Unavailable, "upstream: it sent something that is not a JSON object in OpenAI's form")
	}
	if s.spent.to > 0 && !isNull(s.spent.of(b)) {
		var u struct {
			Input  *int64   `json:"prompt_tokens"`
			Output *int64   `json:"completion_tokens"`
			InputA *int64   `json:"input_tokens"` // images and audio
			OutA   *int64   `json:"output_tokens"`
			Secs   *float64 `json:"seconds"`
		}
		if err := json.Unmarshal(s.spent.of(b), &u); err != nil {
			return s, hallmark.Errorf(hallmark.Unavailable, "upstream: its usage cannot be read")
		}
		for _, n := range []*int64{u.Input, u.Output, u.InputA, u.OutA} {
			if n != nil && (*n < 0 || *n > maxTokens) {
				return s, hallmark.Errorf(hallmark.Unavailable, "upstream: its usage has a count out of range")
			}
		}
		first := func(a, b *int64) int {
			if a == nil {
				a = b
			}
			if a == nil {
				return 0
			}
			return int(*a)
		}
		s.usage = Usage{Known: u.Input != nil || u.InputA != nil, Input: first(u.Input, u.InputA), Output: first(u.Output, u.OutA)}
		if u.Secs != nil {
			s.usage.Seconds = inRange(*u.Secs)
		}
	}
	if s.length.to > 0 {
		s.usage.Seconds = seconds(s.length.of(b))
	}
	return s, nil
}

// readChoices counts the choices of the list that begins at i, and those that
// carry a piece of an answer.
func (s *seen) readChoices(b []byte, i int) int {
	return elements(b, i, 1, func(at int) int {
		s.count++
		carries := false
		end := members(b, at, 2, func(key []byte, at int) int {
			switch string(key) {
			case "text":
				end := skip(b, at, 3)
				carries = carries || end > 0 && !hollow(b[at:end])
				s.said = span{at, end}
				return end
			case "finish_reason":
				end := skip(b, at, 3)
				if end > 0 && isNull(b[at:end]) {
					s.going++
				}
				return end
			case "delta", "message":
				if at < len(b) && b[at] == '{' {
					return members(b, at, 3, func(key []byte, at int) int {
						end := skip(b, at, 4)
						carries = carries || end > 0 && string(key) != "role" && !hollow(b[at:end])
						if string(key) == "content" {
							s.said = span{at, end}
						}
						return end
					})
				}
			}
			return skip(b, at, 3)
		})
		if carries {
			s.pieces++
		}
		return end
	})
}

// seconds reads a duration, which some servers write as a string.
func seconds(raw []byte) float64 {
	var x float64
	var text string
	if json.Unmarshal(raw, &text) == nil {
		raw = []byte(text)
	}
	if json.Unmarshal(raw, &x) != nil {
		return 0
	}
	return inRange(x)
}

func inRange(x float64) float64 {
	if !(x > 0 && x < 1e9) || math.IsNaN(x) {
		return 0
	}
	return x
}

func isNull(raw []byte) bool { return string(raw) == "null" }

// hollow values carry nothing of an answer.
func hollow(raw []byte) bool {
	switch string(raw) {
	case `""`, "null", "[]", "{}":
		return true
	}
	return false
}

// renamed appends b to dst with our name of the model, a JSON string, and with
// null for usage where that is to be left out.
func (s seen) renamed(dst, b, model []byte, noUsage bool) []byte {
	type edit struct {
		span
		text []byte
	}
	var edits [2]edit
	n := 0
	if s.model.to > 0 && !isNull(s.model.of(b)) {
		edits[n] = edit{s.model, model}
		n++
	}
	if noUsage && s.spent.to > 0 {
		edits[n] = edit{s.spent, []byte("null")}
		n++
	}
	if n == 2 && edits[0].from > edits[1].from {
		edits[0], edits[1] = edits[1], edits[0]
	}
	at := 0
	for _, e := range edits[:n] {
		dst = append(append(dst, b[at:e.from]...), e.text...)
		at = e.to
	}
	return append(dst, b[at:]...)
}

// text puts together what the choices carry, to count it.
func (s seen) text(b []byte) string {
	if s.choices.to == 0 {
		return ""
	}
	var list []map[string]json.RawMessage
	if json.Unmarshal(s.choices.of(b), &list) != nil {
		return ""
	}
	var out []byte
	for _, c := range list {
		for _, name := range []string{"text", "delta", "message"} {
			out = appendStrings(out, c[name])
		}
	}
	return string(out)
}

// textOf puts the strings of a prompt together, to count them.
func textOf(f map[string]json.RawMessage) string {
	var out []byte
	for _, name := range []string{"messages", "prompt", "input", "tools"} {
		out = appendStrings(out, f[name])
	}
	return string(out)
}

// appendStrings appends every string value in a JSON value, in order, but the
// speakers' roles.
func appendStrings(out []byte, raw []byte) []byte {
	i := space(raw, 0)
	if i >= len(raw) {
		return out
	}
	switch raw[i] {
	case '"':
		var s string
		if json.Unmarshal(raw, &s) == nil {
			out = append(out, s...)
		}
	case '{':
		members(raw, i, 0, func(key []byte, at int) int {
			end := skip(raw, at, 1)
			if end > 0 && string(key) != "role" {
				out = appendStrings(out, raw[at:end])
			}
			return end
		})
	case '[':
		elements(raw, i, 0, func(at int) int {
			end := skip(raw, at, 1)
			if end > 0 {
				out = appendStrings(out, raw[at:end])
			}
			return end
		})
	}
	return out
}
