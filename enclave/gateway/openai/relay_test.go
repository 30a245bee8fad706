package openai_test

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/hallmark-tee/hallmark"
	upstream "github.com/hallmark-tee/hallmark/enclave/engine/openai"
	"github.com/hallmark-tee/hallmark/enclave/engine/openai/upstreamtest"
	"github.com/hallmark-tee/hallmark/enclave/gateway/openai"
)

func upstreamWorld(client openai.Upstream) *world {
	w := &world{shelf: shelf{
		"ours":  {Model: openai.Model{Name: "ours"}, Upstream: client},
		"plain": {Model: openai.Model{Name: "plain"}, Upstream: client, PlainImages: true},
	}}
	w.api = openai.New(w.shelf, openai.Options{})
	return w
}

// TestRelay: an upstream's answers come through with our model's name, metered
// by its usage, which is asked for and left out where the client did not.
func TestRelay(t *testing.T) {
	w := newWorld(t, upstreamtest.Config{Chunks: 5, Prompt: 11})
	for _, path := range []string{"chat/completions", "completions"} {
		m := &meter{}
		a := w.call(t, post(path, `{"model":"fixture/chat","messages":[],"tools":[{"type":"function"}],"response_format":{"type":"json_object"}}`), m).whole(t)
		if a.Model != "fixture/chat" || a.Choices[0].Message.Content+a.Choices[0].Text != "word0 word1 word2 word3 word4 " || m.input != 11 || m.output != 5 || a.Usage.Completion != 5 {
			t.Errorf("%s: %+v metered %+v", path, a, m)
		}
		for _, usage := range []string{"", `,"stream_options":{"include_usage":true}`, `,"stream_options":{"include_usage":false}`} {
			m := &meter{}
			p := w.call(t, post(path, `{"model":"fixture/chat","messages":[],"stream":true`+usage+`}`), m)
			chunks := p.chunks(t)
			text, finish := texts(chunks)
			told := strings.Contains(p.body(), `"usage":{`)
			if text[0] != "word0 word1 word2 word3 word4 " || finish[0] != "stop" || m.input != 11 || m.output != 5 || told != strings.Contains(usage, "true") {
				t.Errorf("%s%s: %q, metered %+v: %s", path, usage, text[0], m, p.body())
			}
			for _, c := range chunks {
				if c.Model != "fixture/chat" {
					t.Errorf("chunk of model %q", c.Model)
				}
			}
		}
	}
	m := &meter{}
	p := w.call(t, post("embeddings", `{"model":"fixture/chat","input":["a","b"]}`), m)
	if m.input != 11 || m.output != 0 || !strings.Contains(p.body(), `"index":1,"embedding":[0.6,0.8]`) || !strings.Contains(p.body(), `"model":"fixture/chat"`) {
		t.Errorf("embeddings: %s metered %+v", p.body(), m)
	}
	p = w.call(t, post("embeddings", `{"model":"fixture/chat","input":"a","encoding_format":"base64"}`), &meter{})
	if !strings.Contains(p.body(), `"embedding":"mpkZP83MTD8="`) {
		t.Errorf("packed embeddings: %s", p.body())
	}
	m = &meter{}
	p = w.call(t, post("images/generations", `{"model":"images-only","prompt":"a cat","n":3,"size":"1024x1024"}`), m)
	if p.status != 200 || m.images != 3 || strings.Count(p.body(), upstreamtest.Image) != 3 || !slices.Equal(m.calls, []string{"model", "images"}) {
		t.Errorf("images: %s metered %+v", p.body(), m)
	}
	wantError(t, w.call(t, post("images/generations", `{"model":"images-only","prompt":"a cat","n":3}`), &meter{most: 2}), 402, "", "insufficient_quota")
	wantError(t, w.call(t, post("embeddings", `{"model":"fixture/chat","input":"a","stream":true}`), &meter{}), 400, "stream", "unsupported_parameter")
	wantError(t, w.call(t, post("chat/completions", `{"model":"fixture/chat","stream_options":{}}`), &meter{}), 400, "stream_options", "")
}

// TestRelayWindow: at every size of the window that many pieces are delivered,
// and the text ends with "length" in the upstream's own form.
func TestRelayWindow(t *testing.T) {
	w := newWorld(t, upstreamtest.Config{Chunks: 5})
	for window := 1; window <= 5; window++ {
		for _, path := range []string{"chat/completions", "completions"} {
			m := &meter{most: window}
			p := w.call(t, post(path, `{"model":"fixture/chat","messages":[],"stream":true,"stream_options":{"include_usage":true}}`), m)
			chunks := p.chunks(t)
			text, finish := texts(chunks)
			want := map[bool]string{true: "length", false: "stop"}[window < 5]
			if strings.Count(text[0], "word") != window || finish[0] != want || m.output != window {
				t.Errorf("window %d: %q ended by %q, metered %d", window, text[0], finish[0], m.output)
			}
			id, object := chunks[0].ID, chunks[0].Object
			for _, c := range chunks {
				if c.ID != id || c.Object != object || c.Model != "fixture/chat" {
					t.Errorf("a chunk of %s %s: %+v", id, object, c)
				}
			}
			if u := chunks[len(chunks)-1].Usage; u == nil || u.Completion != window {
				t.Errorf("window %d: usage %+v", window, u)
			}
		}
	}
	wantError(t, w.call(t, post("chat/completions", `{"model":"fixture/chat","messages":[]}`), &meter{most: 4}), 402, "", "insufficient_quota")
}

// TestRelayWindowOfTwo: only the texts that have not ended end with "length", and
// a window that does not even pay for the prompt is an error.
func TestRelayWindowOfTwo(t *testing.T) {
	first := ""
	w := brokenUpstream(t, upstream.Config{}, func(rw http.ResponseWriter, r *http.Request) {
		rw.Header().Set("Content-Type", "text/event-stream")
		io.WriteString(rw, first)
		for _, c := range []string{`"index":0,"delta":{"content":"a"}`, `"index":1,"delta":{"content":"b"},"finish_reason":null`, `"index":0,"delta":{},"finish_reason":"stop"`, `"index":1,"delta":{"content":"c"}`} {
			fmt.Fprintf(rw, "data: {\"id\":\"x\",\"object\":\"chat.completion.chunk\",\"choices\":[{%s}]}\n\n", c)
		}
		io.WriteString(rw, "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":4,\"completion_tokens\":3}}\n\ndata: [DONE]\n\n")
	})
	body := `{"model":"ours","n":2,"stream":true,"stream_options":{"include_usage":true}}`
	chunks := w.call(t, post("chat/completions", body), &meter{most: 2}).chunks(t)
	ends := map[int][]string{}
	for _, a := range chunks {
		for _, c := range a.Choices {
			if c.Finish != "" {
				ends[c.Index] = append(ends[c.Index], c.Finish)
			}
		}
	}
	if text, _ := texts(chunks); text[0] != "a" || text[1] != "b" || fmt.Sprint(ends) != "map[0:[stop] 1:[length]]" {
		t.Errorf("texts %v end %v", text, ends)
	}
	first = "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":4,\"completion_tokens\":0}}\n\n"
	wantError(t, w.call(t, post("chat/completions", body), &meter{mostIn: 3}), 402, "", "insufficient_quota")
}

// prophet is a Meter that tells what the window pays for.
type prophet struct {
	meter
	left  int
	asked openai.Forecast
	err   error
}

func (p *prophet) Forecast(most openai.Forecast) (int, error) {
	p.asked = most
	return p.left, p.err
}

// TestForecast: the upstream is not asked for more than the window pays for.
func TestForecast(t *testing.T) {
	var got map[string]any
	w := brokenUpstream(t, upstream.Config{}, func(rw http.ResponseWriter, r *http.Request) {
		got = nil
		json.NewDecoder(r.Body).Decode(&got)
		rw.Header().Set("Content-Type", "application/json")
		io.WriteString(rw, `{"choices":[],"usage":{"prompt_tokens":1,"completion_tokens":1},"data":[{"b64_json":"eA=="}]}`)
	})
	for _, c := range []struct {
		body, field string
		left        int
		want        any
	}{
		{`{"model":"ours"}`, "max_tokens", 10, 10.0}, {`{"model":"ours","max_tokens":7}`, "max_tokens", 10, 7.0}, {`{"model":"ours","max_tokens":70}`, "max_tokens", 10, 10.0},
		{`{"model":"ours","max_completion_tokens":70}`, "max_completion_tokens", 10, 10.0}, {`{"model":"ours","max_tokens":70,"n":3}`, "max_tokens", 10, 3.0}, {`{"model":"ours"}`, "max_tokens", -1, nil},
	} {
		m := &prophet{left: c.left}
		p := &page{}
		w.api.Serve(t.Context(), post("chat/completions", c.body), m, p)
		if p.status != 200 || got[c.field] != c.want || got["model"] != "theirs" || m.asked.Input < len(c.body)/2 {
			t.Errorf("%s with %d left: the upstream was asked %v: %s", c.body, c.left, got, p.body())
		}
	}
	for body, path := range map[string]string{`{"model":"ours","n":3}`: "chat/completions", `{"model":"ours","prompt":"x","n":2}`: "images/generations"} {
		got = nil
		m := &prophet{left: 2, err: hallmark.Errorf(hallmark.Exhausted, "too small a window")}
		if path == "chat/completions" {
			m.err = nil // two tokens do not go round
		}
		p := &page{}
		w.api.Serve(t.Context(), post(path, body), m, p)
		wantError(t, p, 402, "", "insufficient_quota")
		if got != nil {
			t.Errorf("%s: the upstream was asked", path)
		}
	}
	m := &prophet{}
	p := &page{}
	w.api.Serve(t.Context(), post("images/generations", `{"model":"ours","prompt":"x","n":2}`), m, p)
	if m.asked.Images != 2 || got["response_format"] != "b64_json" || m.images != 1 {
		t.Errorf("images: asked %v, forecast %+v, metered %d", got, m.asked, m.images)
	}
	w.api.Serve(t.Context(), post("images/generations", `{"model":"plain","prompt":"x"}`), &meter{}, p)
	if _, set := got["response_format"]; set {
		t.Errorf("a plain upstream was asked %v", got)
	}
}

// TestBadImages: links and too many images do not get through.
func TestBadImages(t *testing.T) {
	var answer string
	w := brokenUpstream(t, upstream.Config{}, func(rw http.ResponseWriter, r *http.Request) {
		rw.Header().Set("Content-Type", "application/json")
		io.WriteString(rw, answer)
	})
	for _, answer = range []string{`{"data":[{"url":"https://example.org/cat.png"}]}`, `{"data":[]}`, `{}`, `{"data":[{"b64_json":"eA=="},{"b64_json":"eA=="}]}`, `not json`} {
		m := &meter{}
		wantError(t, w.call(t, post("images/generations", `{"model":"ours","prompt":"x"}`), m), 503, "", "unavailable")
		if m.images != 0 {
			t.Errorf("%s: metered %d", answer, m.images)
		}
	}
}

// wav is a file of so many samples.
func wav(rate uint32, channels, bits uint16, samples int) []byte {
	align := channels * bits / 8
	data := samples * int(align)
	b := append([]byte("RIFF"), binary.LittleEndian.AppendUint32(nil, uint32(36+data))...)
	b = append(b, "WAVEfmt \x10\x00\x00\x00\x01\x00"...)
	b = binary.LittleEndian.AppendUint16(b, channels)
	b = binary.LittleEndian.AppendUint32(b, rate)
	b = binary.LittleEndian.AppendUint32(b, rate*uint32(align))
	b = binary.LittleEndian.AppendUint16(b, align)
	b = binary.LittleEndian.AppendUint16(b, bits)
	b = binary.LittleEndian.AppendUint32(append(b, "data"...), uint32(data))
	return append(b, make([]byte, data)...)
}

// speech is a transcription request.
func speech(t *testing.T, file []byte, values ...string) openai.Call {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	if file != nil {
		f, err := w.CreateFormFile("file", "talk.wav")
		if err != nil {
			t.Fatal(err)
		}
		f.Write(file)
	}
	for i := 0; i < len(values); i += 2 {
		w.WriteField(values[i], values[i+1])
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return openai.Call{Method: "POST", Path: "/v1/audio/transcriptions", ContentType: w.FormDataContentType(), Body: b.Bytes()}
}

func TestTranscriptions(t *testing.T) {
	w := newWorld(t, upstreamtest.Config{Chunks: 2, Seconds: 3.25})
	const model = "fixture/chat"
	long, streamed := wav(16000, 1, 16, 16000*9+1), wav(8000, 2, 16, 8000)
	binary.LittleEndian.PutUint32(streamed[40:], 0xFFFFFFFF)
	twice := append(wav(8000, 1, 16, 8000), wav(8000, 1, 16, 8000)[36:]...)
	liar := wav(8000, 1, 16, 8000)
	binary.LittleEndian.PutUint32(liar[28:], 1<<30) // bytes per second
	for _, c := range []struct {
		name, format string
		file         []byte
		seconds      int
		body         string
	}{
		{"wav", "", long, 10, `{"text":"word0 word1 "}`},
		{"wav", "text", long, 10, "word0 word1 \n"},
		{"short wav", "json", wav(16000, 1, 16, 3), 1, `{"text":"word0 word1 "}`},
		{"empty wav", "json", wav(16000, 1, 16, 0), 4, `{"text":"word0 word1 "}`},
		{"wav of unknown length", "json", streamed, 1, `{"text":"word0 word1 "}`},
		{"mp3", "", []byte("ID3 something"), 4, `{"text":"word0 word1 "}`},
		{"mp3", "text", []byte("ID3 something"), 4, "word0 word1\n"},
		{"mp3", "srt", []byte("ID3 something"), 4, "1\n00:00:00,000 --> 00:00:03,250\nword0 word1\n\n"},
		{"mp3", "vtt", []byte("ID3 something"), 4, "WEBVTT\n\n00:00:00.000 --> 00:00:03.250\nword0 word1\n\n"},
		{"wav with two parts", "", twice, 4, `{"text":"word0 word1 "}`},
		{"wav that lies about its rate", "", liar, 4, `{"text":"word0 word1 "}`},
	} {
		values := []string{"model", model, "language", "en", "timestamp_granularities[]", "word"}
		if c.format != "" {
			values = append(values, "response_format", c.format)
		}
		m := &meter{}
		p := w.call(t, speech(t, c.file, values...), m)
		isJSON := c.format == "" || c.format == "json"
		if p.status != 200 || p.body() != c.body || m.audio != c.seconds || isJSON != (p.contentType == "application/json") {
			t.Errorf("%s as %q: %d %s %q, metered %d; want %q, %d", c.name, c.format, p.status, p.contentType, p.body(), m.audio, c.body, c.seconds)
		}
	}
	p := w.call(t, speech(t, []byte("ID3"), "model", model, "response_format", "verbose_json"), &meter{})
	if !strings.Contains(p.body(), `"duration":3.25`) {
		t.Errorf("verbose_json: %s", p.body())
	}
	wantError(t, w.call(t, speech(t, nil, "model", model), &meter{}), 400, "file", "")
	wantError(t, w.call(t, speech(t, long), &meter{}), 400, "model", "")
	wantError(t, w.call(t, speech(t, long, "model", "base"), &meter{}), 400, "model", "unsupported_model")
	wantError(t, w.call(t, speech(t, long, "model", model, "response_format", "xml"), &meter{}), 400, "response_format", "")
	wantError(t, w.call(t, speech(t, long, "model", model, "stream", "true"), &meter{}), 400, "stream", "unsupported_parameter")
	wantError(t, w.call(t, speech(t, long, "model", model), &meter{most: 9}), 402, "", "insufficient_quota")
	cut := speech(t, long, "model", model)
	cut.Body = cut.Body[:len(cut.Body)/2]
	if p := w.call(t, cut, &meter{}); p.status != 400 {
		t.Errorf("a form that is cut off: %s", p.body())
	}
}

// TestUpstreamRefuses: what concerns the request is told in the upstream's
// words, what concerns the provider's account is not.
func TestUpstreamRefuses(t *testing.T) {
	status, body := 0, ""
	w := brokenUpstream(t, upstream.Config{}, func(rw http.ResponseWriter, r *http.Request) {
		if status == 302 {
			rw.Header().Set("Location", "/v1/elsewhere")
		}
		rw.WriteHeader(status)
		io.WriteString(rw, body)
	})
	for _, c := range []struct {
		status      int
		body        string
		want        int
		param, code string
		says        string
	}{
		{400, `{"error":{"message":"temperature is too hot","param":"temperature","code":"bad"}}`, 400, "temperature", "bad", "too hot"},
		{400, `{"object":"error","message":"max_tokens is too large","param":"max_tokens","code":400}`, 400, "max_tokens", "", "too large"},
		{422, `{"detail":[{"msg":"x"}]}`, 400, "", "", "refused"}, {400, `oh`, 400, "", "", "refused"}, {413, ``, 400, "", "", "refused"},
		{401, `{"error":{"message":"wrong key sk-provider"}}`, 503, "", "upstream_error", "401"}, {402, `{"error":{"message":"your account owes"}}`, 503, "", "upstream_error", "402"},
		{404, `{"error":{"message":"no such model theirs"}}`, 400, "model", "unsupported_model", "does not serve"}, {429, `{}`, 429, "", "rate_limit_exceeded", "busy"},
		{500, `{"error":{"message":"CUDA"}}`, 503, "", "upstream_error", "500"}, {302, ``, 503, "", "upstream_error", "302"}, {204, ``, 503, "", "upstream_error", "204"},
	} {
		status, body = c.status, c.body
		for _, mode := range []string{"false", "true"} {
			m := &meter{}
			p := w.call(t, post("chat/completions", `{"model":"ours","stream":`+mode+`}`), m)
			wantError(t, p, c.want, c.param, c.code)
			if !strings.Contains(p.body(), c.says) || c.want == 503 && (strings.Contains(p.body(), "sk-") || strings.Contains(p.body(), "CUDA") || strings.Contains(p.body(), "owes")) {
				t.Errorf("%d: %s", c.status, p.body())
			}
			if m.input+m.output > 0 {
				t.Errorf("%d was metered", c.status)
			}
		}
	}
}

// TestUpstreamGone: where the upstream is stays within the enclave.
func TestUpstreamGone(t *testing.T) {
	s := httptest.NewServer(http.NotFoundHandler())
	client, err := upstream.New(upstream.Config{URL: s.URL + "/v1", Model: "theirs"})
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	for _, mode := range []string{"false", "true"} {
		p := upstreamWorld(client).call(t, post("chat/completions", `{"model":"ours","stream":`+mode+`}`), &meter{})
		wantError(t, p, 503, "", "upstream_error")
		if strings.Contains(p.body(), "127.0.0.1") || strings.Contains(p.body(), "refused") {
			t.Errorf("got %s", p.body())
		}
	}
	_, err = client.Call(t.Context(), upstream.Request{Path: "embeddings"})
	if err == nil || !strings.Contains(err.Error(), "127.0.0.1") || hallmark.KindOf(err) != hallmark.Unavailable {
		t.Errorf("the provider must learn the cause: %v", err)
	}
}

// TestNoUsage: an answer whose cost nobody tells is refused, unless the client
// of the upstream can count.
func TestNoUsage(t *testing.T) {
	w := newWorld(t, upstreamtest.Config{Chunks: 3, NoUsage: true})
	for _, path := range []string{"chat/completions", "embeddings"} {
		wantError(t, w.call(t, post(path, `{"model":"fixture/chat","messages":[],"input":"x"}`), &meter{}), 503, "", "unavailable")
	}
	p := w.call(t, post("chat/completions", `{"model":"fixture/chat","messages":[],"stream":true}`), &meter{})
	if last := p.units[len(p.units)-1]; !strings.Contains(last, "told no usage") {
		t.Errorf("got %s", last)
	}
	fixture := upstreamtest.New(upstreamtest.Config{Model: "theirs", Chunks: 3, NoUsage: true})
	w = brokenUpstream(t, upstream.Config{Count: func(s string) int { return len(strings.Fields(s)) * 2 }}, fixture.ServeHTTP)
	for _, mode := range []string{`false`, `true`, `true,"stream_options":{"include_usage":true}`} {
		m := &meter{}
		p := w.call(t, post("chat/completions", `{"model":"ours","messages":[{"role":"user","content":"five words are in here"}],"stream":`+mode+`}`), m)
		if p.status != 200 || m.input != 10 || m.output != 6 || strings.Contains(p.body(), `"usage":{"prompt_tokens":10,"completion_tokens":6,`) != strings.Contains(mode, "options") {
			t.Errorf("stream %s: metered %d and %d: %s", mode, m.input, m.output, p.body())
		}
	}
}

// TestBrokenStreams: a stream that breaks off or is not one ends with an error
// and without [DONE].
func TestBrokenStreams(t *testing.T) {
	var contentType, body string
	w := brokenUpstream(t, upstream.Config{MaxEvent: 400}, func(rw http.ResponseWriter, r *http.Request) {
		rw.Header().Set("Content-Type", contentType)
		io.WriteString(rw, body)
	})
	good := `data: {"id":"x","object":"chat.completion.chunk","created":1,"model":"theirs","choices":[{"index":0,"delta":{"content":"a"}}]}` + "\n\n"
	for _, c := range []struct{ contentType, body, says string }{
		{"application/json", `{}`, "something else"}, {"text/event-stream", ``, "before it was complete"}, {"text/event-stream", good, "before it was complete"},
		{"text/event-stream", good + "data: {\n\ndata: [DONE]\n\n", "not a JSON object"}, {"text/event-stream", good + "data: " + strings.Repeat("x", 500) + "\n\n", "more than 400 bytes"},
		{"text/event-stream", good + `data: {"error":{"message":"out of memory at 0x7f"}}` + "\n\ndata: [DONE]\n\n", "failed with status 500"},
		{"text/event-stream", good + `data: {"choices":[],"usage":{"prompt_tokens":-1}}` + "\n\n", "out of range"},
		{"text/event-stream", good + "data: [DONE]\n", "before it was complete"},
	} {
		contentType, body = c.contentType, c.body
		p := w.call(t, post("chat/completions", `{"model":"ours","stream":true}`), &meter{})
		if !strings.Contains(p.units[len(p.units)-1], c.says) || strings.Contains(p.body(), "[DONE]") || strings.Contains(p.body(), "0x7f") {
			t.Errorf("%q: %s", c.body, p.body())
		}
	}
	contentType = "text/event-stream"
	body = ": ping\r\n\r\nevent: x\r\nid: 7\r\n" + strings.ReplaceAll(good, "\n", "\r\n") + "data: {\"choices\":[],\r\ndata: \"usage\":{\"prompt_tokens\":2,\"completion_tokens\":4}}\r\n\r\ndata: [DONE]\r\n\r\n"
	m := &meter{}
	p := w.call(t, post("chat/completions", `{"model":"ours","stream":true,"stream_options":{"include_usage":true}}`), m)
	if text, _ := texts(p.chunks(t)); text[0] != "a" || m.input != 2 || m.output != 4 {
		t.Errorf("CRLF: %s metered %d and %d", p.body(), m.input, m.output)
	}
	for _, usage := range []string{"", `,"stream_options":{"include_usage":true}`} {
		// Usage with every chunk, as vLLM's continuous_usage_stats sends it.
		body = ""
		for i := 1; i <= 3; i++ {
			body += fmt.Sprintf(`data: {"id":"x","model":"theirs","choices":[{"index":0,"delta":{"content":"ab"}}],"usage":{"prompt_tokens":5,"completion_tokens":%d}}`+"\n\n", 2*i)
		}
		body += "data: [DONE]\n\n"
		m := &meter{}
		p := w.call(t, post("chat/completions", `{"model":"ours","stream":true`+usage+`}`), m)
		if m.input != 5 || m.output != 6 || strings.Contains(p.body(), `"usage":null`) != (usage == "") || !slices.Equal(m.calls, []string{"model", "input", "output"}) {
			t.Errorf("usage in every chunk: metered %d and %d in order %v: %s", m.input, m.output, m.calls, p.body())
		}
	}
}
