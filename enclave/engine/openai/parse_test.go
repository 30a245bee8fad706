package openai

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"github.com/hallmark-tee/hallmark"
)

func readAll(r io.Reader, max int) (out []string, err error) {
	e := newEvents(r, max)
	for {
		data, err := e.next()
		if err != nil {
			return out, err
		}
		out = append(out, string(data))
	}
}

// plainEvents reads a stream in the plainest way.
func plainEvents(s string) (out []string) {
	s = strings.TrimPrefix(s, "\uFEFF")
	var data []string
	for {
		line, rest, found := strings.Cut(s, "\n")
		if !found {
			return out // a last line without its end counts for nothing
		}
		s = rest
		line = strings.TrimSuffix(line, "\r")
		name, value, _ := strings.Cut(line, ":")
		switch {
		case line == "" && data != nil:
			out = append(out, strings.Join(data, "\n"))
			data = nil
		case name == "data":
			data = append(data, strings.TrimPrefix(value, " "))
		}
	}
}

// FuzzEvents: however the bytes arrive, the parser finds the events that a plain
// reading finds, and keeps to its bound.
func FuzzEvents(f *testing.F) {
	for _, s := range []string{
		"", "data: a\n\n", "data:a\ndata:  b\n\ndata\n\n", ": c\n\nid: 1\r\ndata: x\r\n\r\n", "data: a", "data: a\n", "\uFEFFdata: a\n\n", "database: x\n\n",
		"\n\n\ndata: \n\n", "data: " + strings.Repeat("y", 5000) + "\n\n", "event: e\ndata: {\"a\":1}\n\ndata: [DONE]\n\n",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		got, err := readAll(bytes.NewReader(b), 1<<20)
		if !errors.Is(err, io.EOF) {
			t.Fatal(err)
		}
		slow, _ := readAll(iotest.OneByteReader(bytes.NewReader(b)), 1<<20)
		want := plainEvents(string(b))
		if strings.Join(got, "|") != strings.Join(want, "|") || len(got) != len(want) || strings.Join(slow, "|") != strings.Join(want, "|") {
			t.Fatalf("%q gives %q, byte by byte %q, want %q", b, got, slow, want)
		}
		const max = 64
		small, err := readAll(bytes.NewReader(b), max)
		if !errors.Is(err, io.EOF) && hallmark.KindOf(err) != hallmark.Unavailable {
			t.Fatal(err)
		}
		for _, s := range small {
			if len(s) > max {
				t.Fatalf("an event of %d bytes passed a bound of %d", len(s), max)
			}
		}
	})
}

// FuzzInspect: what the scanner takes for an object encoding/json takes for one
// too and the other way round; renaming changes the model and the usage alone.
func FuzzInspect(f *testing.F) {
	for _, s := range []string{
		`{}`, `{"model":"a"}`, `{"model": "a", "usage":{"prompt_tokens":1,"completion_tokens":2},"choices":[{"delta":{"content":"x"}}]}`,
		`{"choices":[{"text":""},{"text":"y"}],"usage":null,"model":null}`, `{"a":[1,-0.5e+3,true,false,null,"\u00e9\\"]} `, `{"a":01}`, `{"a":1,}`, `[1]`, `{"duration":"7.5"}`,
		`{"choices":[{"delta":{"role":"assistant"}}]}`, `{"model":"a","model":"b"}`, `{"usage":{"seconds":3}}`, `{"usage":{"prompt_tokens":1e3}}`, "{\"a\":\"\x01\"}", `{"a":"` + "\xff" + `"}`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		if end := skip(b, 0, 0); whole(b, end) != (json.Valid(b) && utf8.Valid(b)) && deepest(b) < maxDepth {
			t.Fatalf("%q: the scanner says %v, encoding/json %v", b, whole(b, end), json.Valid(b))
		}
		s, err := inspect(b)
		if err != nil {
			if hallmark.KindOf(err) != hallmark.Unavailable {
				t.Fatal(err)
			}
			return
		}
		var before, after map[string]json.RawMessage
		out := s.renamed(nil, b, []byte(`"our \"name\""`), true)
		if err := json.Unmarshal(b, &before); err != nil {
			t.Fatalf("%q was taken for an object: %v", b, err)
		}
		if err := json.Unmarshal(out, &after); err != nil {
			t.Fatalf("%q became %q: %v", b, out, err)
		}
		if v := before["model"]; v != nil && string(v) != "null" {
			before["model"] = json.RawMessage(`"our \"name\""`)
		}
		if before["usage"] != nil {
			before["usage"] = json.RawMessage("null")
		}
		x, _ := json.Marshal(before)
		y, _ := json.Marshal(after)
		if !bytes.Equal(x, y) {
			t.Fatalf("%q became %q", b, out)
		}
		if s.usage.Input < 0 || s.usage.Output < 0 || s.usage.Seconds < 0 || s.pieces > s.count {
			t.Fatalf("%q: %+v", b, s)
		}
	})
}

// FuzzPattern: a chunk that is recognised by the one before it gives what it
// gives by itself.
func FuzzPattern(f *testing.F) {
	chunk := `{"id":"x","model":"m","choices":[{"index":0,"delta":{"content":"%"},"finish_reason":null}]}`
	for _, s := range [][2]string{{"a", "b"}, {"a", ""}, {"a", `\"`}, {"a", `b","content":"`}, {"a", `\`}, {"", "a"}, {"a", "\xff"}, {"a", `b"},"x":{"a":"`}} {
		f.Add([]byte(strings.Replace(chunk, "%", s[0], 1)), []byte(strings.Replace(chunk, "%", s[1], 1)))
	}
	f.Add([]byte(`{"choices":[{"text":"a","text":"b"}],"model":"m"}`), []byte(`{"choices":[{"text":"a","text":""}],"model":"m"}`))
	f.Add([]byte(`{"model":null,"choices":[{"text":"a"}]}`), []byte(`{"model":null,"choices":[{"text":"c"}]}`))
	f.Add([]byte(`{"usage":null,"choices":[{"text":"a"}],"model":"m"}`), []byte(`{"usage":null,"choices":[{"text":"e"}],"model":"m"}`))
	f.Add([]byte(`{"model":"m","usage":null,"choices":[{"text":"a"}],"usage":null}`), []byte(`{"model":"m","usage":null,"choices":[{"text":"e"}]}`))
	f.Add([]byte(`{"model":"m","choices":[{"text":"a"}],"usage":{}} `), []byte(`{"model":"m","choices":[{"text":"e"}],"usage":{}} `))
	f.Add([]byte(`{"model":"m","choices":[{"text":"a"}],"usage":{}}`), []byte(`{"model":"m","choices":[{"text":"e"}],"usage":{}}`))
	f.Add([]byte(`{"model":"m","usage":{},"choices":[{"text":"a"}]}`), []byte(`{"model":"m","usage":{},"choices":[{"text":"e"}]}`))
	f.Fuzz(func(t *testing.T, first, second []byte) {
		usage := len(first)%2 == 0
		fresh := func() *tally {
			return &tally{client: &Client{}, name: []byte(`"ours"`), request: Request{Usage: usage}}
		}
		run, alone := fresh(), fresh()
		if _, err := run.event(first); err != nil {
			return
		}
		run.input, run.output, run.known = 0, 0, false
		got, gotErr := run.event(second)
		want, wantErr := alone.event(second)
		if (gotErr == nil) != (wantErr == nil) || !bytes.Equal(got.Data, want.Data) || got.Output != want.Output || got.Input != want.Input || run.output != alone.output {
			t.Fatalf("%q after %q gives %+v %q (%v), alone %+v %q (%v)", second, first, got, got.Data, gotErr, want, want.Data, wantErr)
		}
	})
}

// deepest is the number of brackets, more than the nesting.
func deepest(b []byte) int { return bytes.Count(b, []byte("[")) + bytes.Count(b, []byte("{")) }

// TestRefusesTwins: a member that decides about money or names must stand once.
func TestRefusesTwins(t *testing.T) {
	for _, body := range []string{
		`{"model":"a","model":"b"}`, `{"usage":null,"usage":{"prompt_tokens":1}}`, `{"choices":[],"choices":[]}`, `{"choices":null,"choices":[]}`, `{"m\u006fdel":"a"}`, `{"choices":{}}`, `{"choices":[7]}`,
	} {
		if _, err := inspect([]byte(body)); hallmark.KindOf(err) != hallmark.Unavailable {
			t.Errorf("%s: %v", body, err)
		}
	}
}

// TestPieces: what counts as a piece of an answer.
func TestPieces(t *testing.T) {
	for body, want := range map[string]int{
		`{"choices":[{"delta":{"role":"assistant","content":""}}]}`:                   0,
		`{"choices":[{"delta":{"role":"assistant","content":null,"tool_calls":[]}}]}`: 0,
		`{"choices":[{"delta":{},"finish_reason":"stop"}]}`:                           0,
		`{"choices":[]}`:                          0,
		`{"choices":null}`:                        0,
		`{"choices":[{"delta":{"content":" "}}]}`: 1,
		`{"choices":[{"delta":{"content":"","reasoning_content":"hm"}}]}`:                        1,
		`{"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{"}}]}}]}`:      1,
		`{"choices":[{"index":0,"text":"a"},{"index":1,"text":""},{"index":2,"text":"b"}]}`:      2,
		`{"choices":[{"delta":{"content":"a"},"logprobs":{"content":[{"token":"a"}]}}],"x":[1]}`: 1,
	} {
		s, err := inspect([]byte(body))
		if err != nil || s.pieces != want {
			t.Errorf("%s: %d pieces, %v; want %d", body, s.pieces, err, want)
		}
	}
}
