package openai_test

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/devnet/assets"
	"github.com/hallmark-tee/hallmark/enclave/engine/native"
	upstream "github.com/hallmark-tee/hallmark/enclave/engine/openai"
	"github.com/hallmark-tee/hallmark/enclave/engine/openai/upstreamtest"
	"github.com/hallmark-tee/hallmark/enclave/gateway/openai"
)

// shelf is a fixed set of models.
type shelf map[string]openai.Served

var (
	alice = hallmark.Address{1}
	bob   = hallmark.Address{2}
)

const aliceModel = "ft:0x11"

func (s shelf) List(user hallmark.Address) []openai.Card {
	born := time.Unix(1700000000, 0)
	cards := []openai.Card{{Name: "base", Created: born, Owner: "hallmark"}, {Name: "fixture/chat", Created: born, Owner: "provider"}}
	if user == alice {
		cards = append(cards, openai.Card{Name: aliceModel, Created: born, Owner: alice.String(), Parent: "base"})
	}
	return cards
}

func (s shelf) Find(_ context.Context, name string, user hallmark.Address) (openai.Served, error) {
	m, ok := s[name]
	switch {
	case !ok:
		return openai.Served{}, hallmark.Errorf(hallmark.NotFound, "no model %s", name)
	case name == aliceModel && user != alice:
		return openai.Served{}, hallmark.Errorf(hallmark.Forbidden, "adapter of %s", alice)
	}
	return m, nil
}

// meter accepts up to its bounds and remembers. A bound of 0 is none.
type meter struct {
	mu            sync.Mutex
	model         openai.Model
	calls         []string
	input, output int
	images, audio int
	most, mostIn  int
	refuse        map[string]error
}

func (m *meter) count(name string, n int, sum *int, most int) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.calls) == 0 || m.calls[len(m.calls)-1] != name {
		m.calls = append(m.calls, name)
	}
	if err := m.refuse[name]; err != nil {
		return err
	}
	if n < 1 || most > 0 && *sum+n > most {
		return hallmark.Errorf(hallmark.Exhausted, "the signed window is used up")
	}
	*sum += n
	return nil
}

func (m *meter) Model(x openai.Model) error {
	m.model = x
	return m.count("model", 1, new(int), 0)
}
func (m *meter) Input(n int) error   { return m.count("input", n, &m.input, m.mostIn) }
func (m *meter) Output(n int) error  { return m.count("output", n, &m.output, m.most) }
func (m *meter) Images(n int) error  { return m.count("images", n, &m.images, m.most) }
func (m *meter) Seconds(n int) error { return m.count("seconds", n, &m.audio, m.most) }

// page is a reader that keeps everything.
type page struct {
	status      int
	contentType string
	units       []string
	onWrite     func(n int) error // before the n-th unit is taken
}

func (p *page) Begin(status int, contentType string) { p.status, p.contentType = status, contentType }

func (p *page) Write(b []byte) error {
	if p.onWrite != nil {
		if err := p.onWrite(len(p.units)); err != nil {
			return err
		}
	}
	p.units = append(p.units, string(b))
	return nil
}

func (p *page) body() string { return strings.Join(p.units, "") }

// choice is a choice of any answer or chunk.
type choice struct {
	Index   int
	Text    string
	Message struct{ Role, Content string }
	Delta   struct{ Role, Content string }
	Finish  string `json:"finish_reason"`
	Logs    struct {
		Content []struct {
			Token   string
			Logprob float64
			Bytes   []byte
			Top     []struct{ Token string } `json:"top_logprobs"`
		}
		Tokens []string
		Offset []int `json:"text_offset"`
	} `json:"logprobs"`
}

type answer struct {
	ID, Object, Model string
	Fingerprint       string `json:"system_fingerprint"`
	Choices           []choice
	Usage             *struct {
		Prompt     int `json:"prompt_tokens"`
		Completion int `json:"completion_tokens"`
		Total      int `json:"total_tokens"`
	}
	Hallmark *struct{ Seed int64 }
	Error    *struct{ Message, Type, Param, Code string }
}

// chunks reads a stream; the last unit must be [DONE].
func (p *page) chunks(t *testing.T) []answer {
	t.Helper()
	if p.contentType != "text/event-stream; charset=utf-8" || p.status != 200 {
		t.Fatalf("status %d of type %s: %s", p.status, p.contentType, p.body())
	}
	var out []answer
	for i, u := range p.units {
		data, ok := strings.CutPrefix(u, "data: ")
		data, complete := strings.CutSuffix(data, "\n\n")
		if !ok || !complete || strings.Contains(data, "\n") {
			t.Fatalf("unit %d is not one event: %q", i, u)
		}
		if data == "[DONE]" {
			if i != len(p.units)-1 {
				t.Fatalf("[DONE] is unit %d of %d", i, len(p.units))
			}
			return out
		}
		out = append(out, decode(t, data))
	}
	t.Fatalf("the stream does not end with [DONE]: %s", p.body())
	return nil
}

func decode(t *testing.T, data string) answer {
	t.Helper()
	var a answer
	if err := json.Unmarshal([]byte(data), &a); err != nil {
		t.Fatalf("%v: %s", err, data)
	}
	return a
}

// whole reads an unstreamed answer.
func (p *page) whole(t *testing.T) answer {
	t.Helper()
	if p.status != 200 || p.contentType != "application/json" || len(p.units) != 1 {
		t.Fatalf("status %d of type %s in %d units: %s", p.status, p.contentType, len(p.units), p.body())
	}
	return decode(t, p.body())
}

// texts puts the choices of a stream together.
func texts(chunks []answer) (text, finish map[int]string) {
	text, finish = map[int]string{}, map[int]string{}
	for _, a := range chunks {
		for _, c := range a.Choices {
			text[c.Index] += c.Delta.Content + c.Text
			if c.Finish != "" {
				finish[c.Index] = c.Finish
			}
		}
	}
	return text, finish
}

// world is an API over our engine with the small base model and over the
// fixture upstream.
type world struct {
	api   *openai.API
	text  openai.Text
	shelf shelf
}

func newWorld(t testing.TB, c upstreamtest.Config) *world {
	t.Helper()
	base := assets.Base()
	model, err := native.Load(base)
	if err != nil {
		t.Fatal(err)
	}
	server, err := native.NewServer(model, native.ServeOptions{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { server.Close() })
	text, err := openai.ReadText(base, "")
	if err != nil {
		t.Fatal(err)
	}
	text.Server, text.Embedder = server, server
	fixture := httptest.NewServer(upstreamtest.New(c))
	t.Cleanup(fixture.Close)
	client, err := upstream.New(upstream.Config{URL: fixture.URL + "/v1", Model: "fixture"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	engine := hallmark.EngineIdentity{Name: "native", Build: "test", Profile: native.Profile, Deterministic: true}
	w := &world{text: text, shelf: shelf{
		"base":         {Model: openai.Model{Name: "base", Base: hallmark.Digest{7}, Engine: engine}, Text: &text},
		aliceModel:     {Model: openai.Model{Name: aliceModel, Base: hallmark.Digest{7}, Job: hallmark.JobID{0x11}, Engine: engine}, Text: &text},
		"fixture/chat": {Model: openai.Model{Name: "fixture/chat", Engine: hallmark.EngineIdentity{Name: "openai"}}, Upstream: client},
		"images-only":  {Model: openai.Model{Name: "images-only"}, Upstream: client, Tasks: []openai.Task{openai.Images}},
	}}
	w.api = openai.New(w.shelf, openai.Options{Now: func() time.Time { return time.Unix(1700000000, 0) }, Random: zeros{}})
	return w
}

// zeros make ids and drawn seeds known.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

func post(path, body string) openai.Call {
	return openai.Call{Method: "POST", Path: "/v1/" + path, ContentType: "application/json", Body: []byte(body), User: alice}
}

func (w *world) call(t testing.TB, c openai.Call, m *meter) *page {
	t.Helper()
	p := &page{}
	w.api.Serve(t.Context(), c, m, p)
	return p
}

// compact removes the white space that makes tables readable.
func compact(t *testing.T, s string) string {
	t.Helper()
	var b bytes.Buffer
	if err := json.Compact(&b, []byte(s)); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
