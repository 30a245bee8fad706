package openai_test

import (
	"context"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/devnet/assets"
	"github.com/hallmark-tee/hallmark/enclave/engine"
	"github.com/hallmark-tee/hallmark/enclave/engine/openai/upstreamtest"
	"github.com/hallmark-tee/hallmark/enclave/gateway/openai"
	"pgregory.net/rapid"
)

var errTest = errors.New("a secret of the engine")

const question = `"messages":[{"role":"system","content":"Be brief."},{"role":"user","content":[{"type":"text","text":"What does strings.Index do?"}]}]`

// TestChatGolden fixes every byte of an unstreamed and of a streamed answer.
func TestChatGolden(t *testing.T) {
	w := newWorld(t, upstreamtest.Config{})
	m := &meter{}
	p := w.call(t, post("chat/completions", `{"model":"base",`+question+`,"max_tokens":4,"temperature":0,"seed":5,"user":"u","store":false,"metadata":{},"tools":[],"response_format":{"type":"text"}}`), m)
	head := `{"id":"chatcmpl-000000000000000000000000","object":"chat.completion`
	model := `,"created":1700000000,"model":"base","system_fingerprint":"` + decode(t, p.body()).Fingerprint + `"`
	text := decode(t, p.body()).Choices[0].Message.Content
	words, _ := json.Marshal(text)
	want := head + `"` + model + `,"choices":[{"index":0,"message":{"role":"assistant","content":` + string(words) +
		`,"refusal":null},"logprobs":null,"finish_reason":"length"}],"usage":{"prompt_tokens":` + fmt.Sprint(m.input) + `,"completion_tokens":4,"total_tokens":` + fmt.Sprint(m.input+4) + `},"hallmark":{"seed":5}}`
	if p.body() != want || text == "" {
		t.Errorf("got  %s\nwant %s", p.body(), want)
	}
	if m.output != 4 || m.input < 10 || m.model.Name != "base" || !slices.Equal(m.calls, []string{"model", "input", "output"}) {
		t.Errorf("metered %+v", m)
	}
	p = w.call(t, post("chat/completions", `{"model":"base",`+question+`,"max_completion_tokens":4,"temperature":0,"stream":true,"stream_options":{"include_usage":true}}`), &meter{})
	chunk := "data: " + head + `.chunk"` + model + `,"choices":[{"index":0,"delta":`
	tail := `],"usage":null}` + "\n\n"
	streamed, _ := texts(p.chunks(t))
	first, last := chunk+`{"role":"assistant","content":""},"logprobs":null,"finish_reason":null}],"hallmark":{"seed":0}}`+"\n\n", chunk+`{},"logprobs":null,"finish_reason":"length"}`+tail
	n := len(p.units)
	if p.units[0] != first || p.units[n-3] != last || streamed[0] != text {
		t.Errorf("got first %s and last %s, text %q; want\n%s%s", p.units[0], p.units[n-3], streamed[0], first, last)
	}
	if u := decode(t, strings.TrimPrefix(p.units[n-2], "data: ")); len(u.Choices) != 0 || u.Usage.Completion != 4 || u.Usage.Prompt != m.input || u.Usage.Total != m.input+4 {
		t.Errorf("usage chunk %s", p.units[n-2])
	}
	for _, u := range p.units[1 : n-3] {
		if !strings.HasPrefix(u, chunk+`{"content":"`) || !strings.HasSuffix(u, `},"logprobs":null,"finish_reason":null}`+tail) {
			t.Errorf("chunk %s", u)
		}
	}
	// Without include_usage no chunk speaks of it.
	if p = w.call(t, post("chat/completions", `{"model":"base",`+question+`,"max_tokens":2,"stream":true}`), &meter{}); strings.Contains(p.body(), "usage") {
		t.Errorf("usage without being asked: %s", p.body())
	}
}

// TestSeeds: a seed decides the texts, the texts of one request differ, streamed
// or not, and a missing seed is drawn and told.
func TestSeeds(t *testing.T) {
	w := newWorld(t, upstreamtest.Config{})
	w.api = openai.New(w.shelf, openai.Options{}) // random ids and seeds
	ask := func(more string) []string {
		p := w.call(t, post("completions", `{"model":"base","prompt":"package strings","max_tokens":12,"temperature":1.5,"n":3`+more+`}`), &meter{})
		if strings.Contains(more, "stream") {
			text, finish := texts(p.chunks(t))
			if len(finish) != 3 {
				t.Errorf("%d ends of 3", len(finish))
			}
			return []string{text[0], text[1], text[2]}
		}
		var out []string
		a := p.whole(t)
		for i, c := range a.Choices {
			if c.Index != i {
				t.Errorf("choice %d is %+v", i, c)
			}
			out = append(out, c.Text)
		}
		out = append(out, fmt.Sprint(a.Hallmark.Seed))
		return out
	}
	a := ask(`,"seed":-7`)
	if a[0] == a[1] || a[1] == a[2] {
		t.Errorf("the texts of one request are equal: %q", a)
	}
	if b := ask(`,"seed":-7`); !slices.Equal(a, b) {
		t.Errorf("one seed gave %q and %q", a, b)
	}
	if b := ask(`,"seed":-7,"stream":true`); !slices.Equal(a[:3], b) {
		t.Errorf("streamed %q, whole %q", b, a)
	}
	drawn := ask(``)
	if again := ask(`,"seed":` + drawn[3]); !slices.Equal(drawn, again) {
		t.Errorf("the told seed %s gives %q, not %q", drawn[3], again, drawn)
	}
	if other := ask(``); other[3] == drawn[3] {
		t.Errorf("two requests drew the seed %s", drawn[3])
	}
}

// TestGreedyByTopP: top_p 0 is the likeliest token alone, as OpenAI's is.
func TestGreedyByTopP(t *testing.T) {
	w := newWorld(t, upstreamtest.Config{})
	text := func(more string) string {
		return w.call(t, post("chat/completions", `{"model":"base",`+question+`,"max_tokens":8,`+more+`}`), &meter{}).whole(t).Choices[0].Message.Content
	}
	if a, b := text(`"temperature":0`), text(`"temperature":2,"top_p":0,"seed":3`); a != b {
		t.Errorf("temperature 0 gives %q, top_p 0 %q", a, b)
	}
}

func TestLogprobs(t *testing.T) {
	w := newWorld(t, upstreamtest.Config{})
	p := w.call(t, post("chat/completions", `{"model":"base",`+question+`,"max_tokens":6,"temperature":0,"logprobs":true,"top_logprobs":3}`), &meter{})
	c := p.whole(t).Choices[0]
	if len(c.Logs.Content) != 6 {
		t.Fatalf("%d tokens of 6", len(c.Logs.Content))
	}
	text := ""
	for _, l := range c.Logs.Content {
		text += string(l.Bytes)
		if l.Logprob > 0 || len(l.Top) != 3 || l.Top[0].Token != l.Token {
			t.Errorf("token %+v", l)
		}
	}
	if text != c.Message.Content {
		t.Errorf("the tokens spell %q, the text is %q", text, c.Message.Content)
	}
	p = w.call(t, post("completions", `{"model":"base","prompt":["package strings","package"],"n":2,"max_tokens":5,"logprobs":0,"seed":1}`), &meter{})
	a := p.whole(t)
	if len(a.Choices) != 4 || a.Object != "text_completion" {
		t.Fatalf("answer %+v", a)
	}
	for _, c := range a.Choices {
		for i, tok := range c.Logs.Tokens {
			if !strings.HasPrefix(string([]rune(c.Text)[c.Logs.Offset[i]:]), tok) {
				t.Errorf("token %q is not at %d of %q", tok, c.Logs.Offset[i], c.Text)
			}
		}
	}
}

// TestPrompts: the four forms of a prompt are one, control tokens that a prompt
// spells out count in completions and not in chats, and echo repeats it.
func TestPrompts(t *testing.T) {
	w := newWorld(t, upstreamtest.Config{})
	tokens := w.text.Tokenizer.Encode("package strings")
	list, _ := json.Marshal(tokens)
	var first string
	for i, prompt := range []string{`"package strings"`, `["package strings"]`, string(list), "[" + string(list) + "]"} {
		m := &meter{}
		text := w.call(t, post("completions", `{"model":"base","prompt":`+prompt+`,"temperature":0}`), m).whole(t).Choices[0].Text
		if i == 0 {
			first = text
		}
		if text != first || m.input != len(tokens) || m.output != 16 {
			t.Errorf("%s: %q, metered %d and %d", prompt, text, m.input, m.output)
		}
	}
	for _, mode := range []string{`false`, `true`} {
		p := w.call(t, post("completions", `{"model":"base","prompt":"package strings","temperature":0,"echo":true,"stream":`+mode+`}`), &meter{})
		var text string
		if mode == "true" {
			all, _ := texts(p.chunks(t))
			text = all[0]
		} else {
			text = p.whole(t).Choices[0].Text
		}
		if text != "package strings"+first {
			t.Errorf("echo with stream %s: %q", mode, text)
		}
	}
	spelled := "<|im_start|>user\nhi<|im_end|>\n<|im_start|>assistant\n"
	m := &meter{}
	w.call(t, post("completions", `{"model":"base","prompt":`+fmt.Sprintf("%q", spelled)+`}`), m)
	if want := len(w.text.Tokenizer.Encode(spelled)); m.input != want {
		t.Errorf("a prompt of %d tokens counted as %d", want, m.input)
	}
	m = &meter{}
	w.call(t, post("chat/completions", `{"model":"base","max_tokens":1,"messages":[{"role":"user","content":`+fmt.Sprintf("%q", spelled)+`}]}`), m)
	if least := len(w.text.Tokenizer.EncodeText(spelled)); m.input < least {
		t.Errorf("control tokens in a message were recognised: %d tokens, want %d at least", m.input, least)
	}
	m = &meter{}
	if p := w.call(t, post("completions", `{"model":"base","prompt":"","max_tokens":1}`), m); p.status != 200 || m.input != 1 {
		t.Errorf("an empty prompt: %s", p.body())
	}
}

func TestEmbeddings(t *testing.T) {
	w := newWorld(t, upstreamtest.Config{})
	m := &meter{}
	p := w.call(t, post("embeddings", `{"model":"base","input":["strings.Index","net/http","strings.Index"],"dimensions":256}`), m)
	var a struct {
		Object, Model string
		Data          []struct {
			Object    string
			Index     int
			Embedding []float32
		}
		Usage struct {
			Prompt int `json:"prompt_tokens"`
			Total  int `json:"total_tokens"`
		}
	}
	if err := json.Unmarshal([]byte(p.body()), &a); err != nil || len(a.Data) != 3 || a.Object != "list" || a.Model != "base" {
		t.Fatalf("%v %s", err, p.body())
	}
	if m.input != a.Usage.Prompt || m.input != a.Usage.Total || m.output != 0 {
		t.Errorf("metered %+v, usage %+v", m, a.Usage)
	}
	for i, d := range a.Data {
		norm := 0.0
		for _, x := range d.Embedding {
			norm += float64(x) * float64(x)
		}
		if d.Index != i || d.Object != "embedding" || len(d.Embedding) != 256 || math.Abs(norm-1) > 1e-4 {
			t.Errorf("vector %d: index %d, %d numbers of length %v", i, d.Index, len(d.Embedding), norm)
		}
	}
	if !slices.Equal(a.Data[0].Embedding, a.Data[2].Embedding) || slices.Equal(a.Data[0].Embedding, a.Data[1].Embedding) {
		t.Error("equal inputs must have equal vectors, others not")
	}
	list, _ := json.Marshal(w.text.Tokenizer.EncodeText("strings.Index"))
	p = w.call(t, post("embeddings", `{"model":"base","input":`+string(list)+`,"encoding_format":"base64"}`), &meter{})
	var packed struct{ Data []struct{ Embedding string } }
	if err := json.Unmarshal([]byte(p.body()), &packed); err != nil {
		t.Fatal(err)
	}
	raw, err := base64.StdEncoding.DecodeString(packed.Data[0].Embedding)
	if err != nil || len(raw) != 4*256 {
		t.Fatalf("%d bytes, %v", len(raw), err)
	}
	for i, x := range a.Data[0].Embedding {
		if got := math.Float32frombits(binary.LittleEndian.Uint32(raw[4*i:])); got != x {
			t.Fatalf("number %d is %v packed and %v written out", i, got, x)
		}
	}
}

// script is an engine whose answer is known: it emits its tokens, whatever is
// asked, and then ends with an error or, without one, as a stop token does.
type script struct {
	tokens []int32
	err    error
	asked  *engine.Request
}

func (s script) Generate(ctx context.Context, r engine.Request, emit func(engine.Token) error) (engine.Completion, error) {
	if s.asked != nil {
		*s.asked = r
	}
	done := engine.Completion{Prompt: len(r.Prompt), StopToken: -1}
	for i, id := range s.tokens {
		if ctx.Err() != nil {
			return done, hallmark.Errorf(hallmark.Cancelled, "stopped: %w", context.Cause(ctx))
		}
		if r.MaxTokens > 0 && i == r.MaxTokens {
			done.Finish = engine.FinishLength
			return done, nil
		}
		err := emit(engine.Token{ID: id, Logprob: -1, Top: make([]engine.Candidate, r.TopN)})
		if err != nil && err != engine.ErrEnough {
			return done, err
		}
		done.Generated++
		if err != nil {
			done.Finish = engine.FinishStop
			return done, nil
		}
	}
	done.Finish = engine.FinishStop
	return done, s.err
}

func (script) Load(context.Context, fs.FS) (hallmark.Digest, error) { return hallmark.Digest{}, nil }
func (script) Unload(hallmark.Digest) error                         { return nil }
func (script) Close() error                                         { return nil }

// scripted is an API over a model that answers with tokens.
func scripted(t testing.TB, text openai.Text, s script) *world {
	text.Server = s
	w := &world{text: text, shelf: shelf{"base": {Model: openai.Model{Name: "base"}, Text: &text}}}
	w.api = openai.New(w.shelf, openai.Options{})
	return w
}

func readText(t testing.TB) openai.Text {
	t.Helper()
	text, err := openai.ReadText(assets.Base(), "")
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// ending is the text up to the stop string that is complete first.
func ending(text string, stops []string) (string, bool) {
	for end := 1; end <= len(text); end++ {
		best := -1
		for _, s := range stops {
			if strings.HasSuffix(text[:end], s) && (best < 0 || end-len(s) < best) {
				best = end - len(s)
			}
		}
		if best >= 0 {
			return text[:best], true
		}
	}
	return text, false
}

// TestStopStrings: whatever tokens the engine makes and whatever stop strings are
// asked for, the streamed text, the unstreamed text and the plain reading of all
// tokens agree, every chunk is UTF-8, log-probabilities spell the text, and no
// token after the end is paid for.
func TestStopStrings(t *testing.T) {
	text := readText(t)
	size := int32(text.Tokenizer.Size())
	rapid.Check(t, func(rt *rapid.T) {
		tokens := rapid.SliceOfN(rapid.Int32Range(0, size-1), 0, 30).Draw(rt, "tokens")
		if rapid.Bool().Draw(rt, "characters cut into bytes") {
			tokens = text.Tokenizer.EncodeText(rapid.StringOfN(rapid.RuneFrom([]rune("aé你😀\n\"\\b")), 0, 20, -1).Draw(rt, "text"))
		}
		all := text.Tokenizer.Decode(tokens, true)
		runes := []rune(all)
		var stops []string
		for range rapid.IntRange(0, 4).Draw(rt, "stops") {
			if len(runes) > 0 && rapid.Bool().Draw(rt, "from the text") {
				from := rapid.IntRange(0, len(runes)-1).Draw(rt, "from")
				stops = append(stops, string(runes[from:rapid.IntRange(from+1, min(len(runes), from+5)).Draw(rt, "to")]))
			} else {
				stops = append(stops, rapid.StringN(1, 3, -1).Draw(rt, "stop"))
			}
		}
		want, _ := ending(all, stops)
		list, _ := json.Marshal(stops)
		if stops == nil {
			list = []byte("null")
		}
		body := `{"model":"base",` + question + `,"logprobs":true,"stop":` + string(list)
		w := scripted(t, text, script{tokens: tokens})
		m, n := &meter{}, &meter{}
		whole := w.call(t, post("chat/completions", body+"}"), m).whole(t).Choices[0]
		p := w.call(t, post("chat/completions", body+`,"stream":true}`), n)
		chunks := p.chunks(t)
		streamed, _ := texts(chunks)
		if whole.Message.Content != want || streamed[0] != want {
			rt.Fatalf("whole %q, streamed %q, want %q of %q with stops %q", whole.Message.Content, streamed[0], want, all, stops)
		}
		if whole.Finish != "stop" || m.output != n.output || m.output > len(tokens) {
			rt.Fatalf("finish %q, metered %d and %d of %d", whole.Finish, m.output, n.output, len(tokens))
		}
		var streamedTokens []string
		for _, u := range p.units {
			if !utf8.ValidString(u) {
				rt.Fatalf("not UTF-8: %q", u)
			}
		}
		for _, c := range chunks {
			for _, x := range c.Choices {
				for _, l := range x.Logs.Content {
					streamedTokens = append(streamedTokens, l.Token)
				}
			}
		}
		var wholeTokens, spelled = []string(nil), []byte(nil)
		for _, l := range whole.Logs.Content {
			wholeTokens = append(wholeTokens, l.Token)
			spelled = append(spelled, l.Bytes...)
		}
		if !slices.Equal(wholeTokens, streamedTokens) {
			rt.Fatalf("tokens whole %q, streamed %q", wholeTokens, streamedTokens)
		}
		if len(stops) == 0 && len(wholeTokens) != len(tokens) {
			rt.Fatalf("%d log-probabilities of %d tokens", len(wholeTokens), len(tokens))
		}
	})
}

// TestWindow: at every size of the window, exactly that many tokens are
// delivered and the text ends with "length".
func TestWindow(t *testing.T) {
	text := readText(t)
	tokens := text.Tokenizer.EncodeText("one two three four five six é 你 seven")
	w := scripted(t, text, script{tokens: tokens})
	for window := 1; window <= len(tokens)+1; window++ {
		want, finish := text.Tokenizer.Decode(tokens[:min(window, len(tokens))], true), "length"
		if window >= len(tokens) {
			finish = "stop"
		}
		for _, mode := range []string{"false", "true"} {
			m := &meter{most: window}
			p := w.call(t, post("chat/completions", `{"model":"base",`+question+`,"stream":`+mode+`}`), m)
			var got, end string
			if mode == "true" {
				a, b := texts(p.chunks(t))
				got, end = a[0], b[0]
			} else {
				c := p.whole(t).Choices[0]
				got, end = c.Message.Content, c.Finish
			}
			if got != want || end != finish || m.output != min(window, len(tokens)) {
				t.Errorf("window %d, stream %s: %q ended by %s, metered %d; want %q, %s", window, mode, got, end, m.output, want, finish)
			}
		}
	}
	m := &meter{most: 7}
	p := w.call(t, post("chat/completions", `{"model":"base","n":3,`+question+`}`), m)
	a := p.whole(t)
	if m.output != 7 || a.Usage.Completion != 7 || len(a.Choices) != 3 {
		t.Errorf("three texts in a window of 7: metered %d, %s", m.output, p.body())
	}
	for name, param := range map[string]string{"model": "", "input": ""} {
		for _, err := range []error{hallmark.Errorf(hallmark.Exhausted, "the window is used up"), hallmark.Errorf(hallmark.Unfunded, "no money")} {
			wantError(t, w.call(t, post("chat/completions", `{"model":"base","stream":true,`+question+`}`), &meter{refuse: map[string]error{name: err}}), 402, param, "insufficient_quota")
		}
	}
	// A Meter that fails otherwise ends the answer with an error.
	m = &meter{refuse: map[string]error{"output": hallmark.Errorf(hallmark.Unavailable, "the journal is full")}}
	wantError(t, w.call(t, post("chat/completions", `{"model":"base","stream":true,`+question+`}`), m), 503, "", "unavailable")
}

// TestEngineFails: before the first token an error is a status, after it the
// last event of the stream.
func TestEngineFails(t *testing.T) {
	text := readText(t)
	body := `{"model":"base",` + question + `,"stream":true}`
	w := scripted(t, text, script{err: hallmark.Errorf(hallmark.Unavailable, "native: 9 requests are waiting")})
	wantError(t, w.call(t, post("chat/completions", body), &meter{}), 503, "", "unavailable")
	w = scripted(t, text, script{tokens: text.Tokenizer.EncodeText("one two"), err: errTest})
	p := w.call(t, post("chat/completions", body), &meter{})
	last := p.units[len(p.units)-1]
	if p.status != 200 || !strings.HasPrefix(last, `data: {"error":{"message":"the gateway failed`) || strings.Contains(p.body(), "[DONE]") || strings.Contains(p.body(), errTest.Error()) {
		t.Errorf("got %s", p.body())
	}
	wantError(t, w.call(t, post("chat/completions", strings.Replace(body, "true", "false", 1)), &meter{}), 500, "", "internal_error")
	// What the engine's memory cannot hold is no matter of money.
	w = scripted(t, text, script{err: hallmark.Errorf(hallmark.Exhausted, "native: a text of up to 9 tokens; the cache holds 8")})
	wantError(t, w.call(t, post("chat/completions", body), &meter{}), 400, "max_tokens", "context_length_exceeded")
}

// TestEngineRequest: what a request asks for reaches the engine.
func TestEngineRequest(t *testing.T) {
	var r engine.Request
	text := readText(t)
	text.Adapter = hallmark.Digest{9}
	w := scripted(t, text, script{asked: &r})
	w.call(t, post("chat/completions", `{"model":"base",`+question+`,"temperature":0.5,"top_p":0.25,"seed":77,"max_tokens":9,"max_completion_tokens":5,"logprobs":true,"top_logprobs":4,"frequency_penalty":0,"tool_choice":"auto"}`), &meter{})
	if r.Adapter != text.Adapter || r.Temperature != 0.5 || r.TopP != 0.25 || r.Seed != 77 || r.MaxTokens != 5 || !r.Logprobs || r.TopN != 4 || !slices.Equal(r.Stop, text.Stop) {
		t.Errorf("asked %+v", r)
	}
	w.call(t, post("chat/completions", `{"model":"base",`+question+`}`), &meter{})
	if r.Temperature != 1 || r.TopP != 1 || r.MaxTokens != 0 || r.Logprobs {
		t.Errorf("by default asked %+v", r)
	}
}
