// Package upstreamtest is a fixed OpenAI-compatible server for tests and
// benchmarks: it serves chat, completions, embeddings, images and transcriptions
// with answers that are known beforehand, at hardly any CPU cost. It must never
// be part of a program that serves users.
package upstreamtest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"strings"
	"time"
)

// Config says what the server answers.
type Config struct {
	Model  string // its name of the model, "": "fixture"
	Key    string // the bearer token that it demands, "": none
	Chunks int    // pieces of text in a stream, one token each; 0: 64
	Prompt int    // prompt tokens that it reports; 0: 16
	Burst  int    // chunks of a stream that are sent together, 0: 1
	// Gap lies between two chunks of a stream.
	Gap time.Duration
	// NoUsage leaves the usage out of every answer.
	NoUsage bool
	// Hold, if set, is called before each chunk of a stream, from 0, and may
	// wait; the chunk is not sent if it returns false, and the stream breaks off.
	Hold func(r *http.Request, chunk int) bool
	// Seconds is the duration that transcriptions report, 0: 7.5.
	Seconds float64
}

// Server is an http.Handler. Make it with New.
type Server struct {
	cfg    Config
	stream map[string][][]byte // by path: the events of a stream, without usage and end
	usage  map[string][]byte
	whole  map[string][]byte
	words  string
}

// Image is what images/generations answers with: the smallest PNG, one pixel.
const Image = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="

const head = `{"id":"%s-fixture","object":"%s","created":1700000000,"model":%q`

var end = []byte("data: [DONE]\n\n")

// New prepares every answer.
func New(c Config) *Server {
	for _, f := range []struct {
		v   *int
		def int
	}{{&c.Chunks, 64}, {&c.Prompt, 16}, {&c.Burst, 1}} {
		if *f.v == 0 {
			*f.v = f.def
		}
	}
	if c.Model == "" {
		c.Model = "fixture"
	}
	if c.Seconds == 0 {
		c.Seconds = 7.5
	}
	s := &Server{cfg: c, stream: map[string][][]byte{}, usage: map[string][]byte{}, whole: map[string][]byte{}}
	var words strings.Builder
	for i := range c.Chunks {
		words.WriteString(word(i))
	}
	s.words = words.String()
	spent := fmt.Sprintf(`{"prompt_tokens":%d,"completion_tokens":%d,"total_tokens":%d}`, c.Prompt, c.Chunks, c.Prompt+c.Chunks)
	told := `,"usage":` + spent
	if c.NoUsage {
		told = ""
	}
	for _, f := range []struct{ path, id, object, chunk, first, delta, last, whole string }{
		{
			"/v1/chat/completions", "chatcmpl", "chat.completion", "chat.completion.chunk",
			`"delta":{"role":"assistant","content":""}`, `"delta":{"content":%q}`, `"delta":{}`, `"message":{"role":"assistant","content":%q,"refusal":null}`,
		},
		{"/v1/completions", "cmpl", "text_completion", "text_completion", "", `"text":%q`, `"text":""`, `"text":%q`},
	} {
		open := "data: " + fmt.Sprintf(head, f.id, f.chunk, c.Model)
		add := func(choice, finish string) {
			s.stream[f.path] = append(s.stream[f.path], []byte(open+`,"choices":[{"index":0,`+choice+`,"logprobs":null,"finish_reason":`+finish+"}]}\n\n"))
		}
		if f.first != "" {
			add(f.first, "null")
		}
		for i := range c.Chunks {
			add(fmt.Sprintf(f.delta, word(i)), "null")
		}
		add(f.last, `"stop"`)
		if !c.NoUsage {
			s.usage[f.path] = []byte(open + `,"choices":[],"usage":` + spent + "}\n\n")
		}
		s.whole[f.path] = []byte(fmt.Sprintf(head, f.id, f.object, c.Model) +
			`,"choices":[{"index":0,` + fmt.Sprintf(f.whole, s.words) + `,"logprobs":null,"finish_reason":"stop"}]` + told + `}`)
	}
	return s
}

func word(i int) string { return fmt.Sprintf("word%d ", i) }

// Text is the text of every answer.
func (s *Server) Text() string { return s.words }

// ServeHTTP answers as an OpenAI-compatible server does.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if s.cfg.Key != "" && r.Header.Get("Authorization") != "Bearer "+s.cfg.Key {
		refuse(w, 401, "wrong API key "+r.Header.Get("Authorization"))
		return
	}
	if r.URL.Path == "/v1/models" {
		answer(w, fmt.Appendf(nil, `{"object":"list","data":[{"id":%q,"object":"model","created":1700000000,"owned_by":"fixture"}]}`, s.cfg.Model))
		return
	}
	if r.URL.Path == "/v1/audio/transcriptions" {
		s.transcribe(w, r)
		return
	}
	var q struct {
		Model   string          `json:"model"`
		Stream  bool            `json:"stream"`
		Max     *int            `json:"max_tokens"`
		N       int             `json:"n"`
		Input   json.RawMessage `json:"input"`
		Coding  string          `json:"encoding_format"`
		Options struct {
			Usage bool `json:"include_usage"`
		} `json:"stream_options"`
	}
	body, err := io.ReadAll(r.Body)
	if err != nil || json.Unmarshal(body, &q) != nil {
		refuse(w, 400, "the body is not JSON")
		return
	}
	if q.Model != s.cfg.Model {
		refuse(w, 404, "the model does not exist")
		return
	}
	switch r.URL.Path {
	case "/v1/chat/completions", "/v1/completions":
		if q.Stream {
			s.send(w, r, q.Options.Usage)
			return
		}
		answer(w, s.whole[r.URL.Path])
	case "/v1/embeddings":
		s.embed(w, q.Input, q.Coding)
	case "/v1/images/generations":
		one := `{"b64_json":"` + Image + `"}`
		answer(w, []byte(`{"created":1700000000,"data":[`+one+strings.Repeat(","+one, max(q.N, 1)-1)+`]}`))
	default:
		refuse(w, 404, "no such endpoint")
	}
}

func (s *Server) send(w http.ResponseWriter, r *http.Request, usage bool) {
	w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
	flush := w.(http.Flusher)
	for i, chunk := range s.stream[r.URL.Path] {
		if s.cfg.Hold != nil && !s.cfg.Hold(r, i) {
			return
		}
		if s.cfg.Gap > 0 && i > 0 {
			select {
			case <-r.Context().Done():
				return
			case <-time.After(s.cfg.Gap):
			}
		}
		if _, err := w.Write(chunk); err != nil {
			return
		}
		if (i+1)%s.cfg.Burst == 0 {
			flush.Flush()
		}
	}
	if usage {
		w.Write(s.usage[r.URL.Path])
	}
	w.Write(end)
}

func (s *Server) embed(w http.ResponseWriter, input json.RawMessage, coding string) {
	vector := "[0.6,0.8]"
	if coding == "base64" {
		vector = `"mpkZP83MTD8="` // the same as little-endian float32s
	}
	var many []json.RawMessage
	n := 1
	if json.Unmarshal(input, &many) == nil {
		n = len(many)
	}
	b := []byte(`{"object":"list","data":[`)
	for i := range n {
		if i > 0 {
			b = append(b, ',')
		}
		b = fmt.Appendf(b, `{"object":"embedding","index":%d,"embedding":%s}`, i, vector)
	}
	b = fmt.Appendf(b, `],"model":%q`, s.cfg.Model)
	if !s.cfg.NoUsage {
		b = fmt.Appendf(b, `,"usage":{"prompt_tokens":%d,"total_tokens":%d}`, s.cfg.Prompt, s.cfg.Prompt)
	}
	answer(w, append(b, '}'))
}

func (s *Server) transcribe(w http.ResponseWriter, r *http.Request) {
	_, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil {
		refuse(w, 400, "not a form")
		return
	}
	form, err := multipart.NewReader(r.Body, params["boundary"]).ReadForm(64 << 20)
	if err != nil || len(form.File["file"]) != 1 {
		refuse(w, 400, "no file")
		return
	}
	defer form.RemoveAll()
	value := func(name string) string { return strings.Join(form.Value[name], ",") }
	if value("model") != s.cfg.Model {
		refuse(w, 404, "the model does not exist")
		return
	}
	switch value("response_format") {
	case "", "json":
		answer(w, fmt.Appendf(nil, `{"text":%q}`, s.words))
	case "verbose_json":
		answer(w, fmt.Appendf(nil, `{"task":"transcribe","language":"english","duration":%v,"text":%q,"segments":[{"id":0,"start":0.0,"end":%v,"text":%q}]}`,
			s.cfg.Seconds, s.words, s.cfg.Seconds, s.words))
	case "text":
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		io.WriteString(w, s.words+"\n")
	default:
		refuse(w, 400, "unknown response_format")
	}
}

func answer(w http.ResponseWriter, body []byte) {
	w.Header().Set("Content-Type", "application/json")
	w.Write(body)
}

func refuse(w http.ResponseWriter, status int, message string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	var b bytes.Buffer
	json.NewEncoder(&b).Encode(map[string]any{"error": map[string]any{"message": message, "type": "invalid_request_error", "param": nil, "code": nil}})
	w.Write(b.Bytes())
}
