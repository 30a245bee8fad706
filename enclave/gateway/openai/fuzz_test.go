package openai_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/hallmark-tee/hallmark/enclave/gateway/openai"
)

// FuzzRequest: whatever is sent, the answer is one JSON body or a stream of JSON
// events, nothing is metered before the model and nothing after a refusal.
func FuzzRequest(f *testing.F) {
	text := readText(f)
	w := scripted(f, text, script{tokens: text.Tokenizer.EncodeText("one é two")})
	paths := []string{"chat/completions", "completions", "embeddings", "images/generations", "audio/transcriptions", "models/base", "responses", "x"}
	chat := `{"model":"base","messages":[{"role":"user","content":"hi"}],`
	for path, bodies := range map[byte][]string{
		0: {
			chat + `"stream":true,"n":2,"stop":["e","wo"],"logprobs":true,"top_logprobs":2}`, chat + `"seed":-9,"temperature":0.1}`, chat + `"max_tokens":2,"stream_options":null}`,
			`{"model":"base","messages":[{"role":"developer","content":[{"type":"text","text":"a"}]},{"role":"assistant","content":""}]}`, `{"model":"base","messages":[null]}`, `{`, `[]`, ``,
		},
		1: {`{"model":"base","prompt":"<|im_start|>x"}`, `{"model":"base","prompt":[1,2,3],"echo":true}`, `{"model":"base","prompt":[[1],[2]],"logprobs":3,"stream":true}`, `{"model":"base","prompt":["",""],"best_of":1}`},
		2: {`{"model":"base","input":"a"}`, `{"model":"base","input":[]}`}, 3: {`{"model":"base","prompt":"x"}`}, 4: {"--b\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\nbase\r\n--b--\r\n"}, 5: {""}, 6: {"{}"},
	} {
		for _, b := range bodies {
			f.Add(path, "application/json", []byte(b))
			f.Add(path, "multipart/form-data; boundary=b", []byte(b))
		}
	}
	f.Fuzz(func(t *testing.T, path byte, contentType string, body []byte) {
		m := &meter{}
		c := openai.Call{Method: "POST", Path: "/v1/" + paths[int(path)%len(paths)], ContentType: contentType, Body: body, User: alice}
		p := w.call(t, c, m)
		if strings.HasPrefix(p.contentType, "text/event-stream") {
			p.chunks(t)
		} else if p.contentType != "application/json" || len(p.units) != 1 || !json.Valid([]byte(p.body())) {
			t.Fatalf("%s %q: %d %s %q", c.Path, body, p.status, p.contentType, p.units)
		}
		if p.status != 200 && len(m.calls) > 0 || p.status == 200 && (len(m.calls) == 0 || m.calls[0] != "model") {
			t.Fatalf("%s %q: status %d, metered %v", c.Path, body, p.status, m.calls)
		}
	})
}

// FuzzWAV: no file makes the reader of lengths fail, and it never tells more
// seconds than the bytes could hold.
func FuzzWAV(f *testing.F) {
	f.Add(wav(8000, 1, 8, 100))
	f.Add(wav(44100, 2, 16, 100))
	f.Add([]byte("RIFF\xff\xff\xff\xffWAVEdata\xff\xff\xff\xff"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if s := openai.WAVSeconds(b); !(s >= 0 && s <= float64(len(b))/1000) {
			t.Fatalf("%d bytes are %v seconds", len(b), s)
		}
	})
}
