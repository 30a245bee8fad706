package openai_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/engine/openai/upstreamtest"
	"github.com/hallmark-tee/hallmark/enclave/gateway/openai"
)

// wantError checks a refusal: one JSON body with message, type, param and code.
func wantError(t *testing.T, p *page, status int, param, code string) {
	t.Helper()
	var body struct {
		Error struct {
			Message, Type string
			Param, Code   *string
		}
	}
	if p.contentType != "application/json" || len(p.units) != 1 || json.Unmarshal([]byte(p.body()), &body) != nil {
		t.Fatalf("not an error body: %s %s", p.contentType, p.body())
	}
	text := func(s *string) string {
		if s == nil {
			return ""
		}
		return *s
	}
	e := body.Error
	if p.status != status || text(e.Param) != param || text(e.Code) != code || e.Type == "" || e.Message == "" {
		t.Errorf("got %d %s; want %d, param %q, code %q", p.status, p.body(), status, param, code)
	}
}

func TestRoutes(t *testing.T) {
	w := newWorld(t, upstreamtest.Config{})
	for _, c := range []struct {
		method, path string
		status       int
		code         string
	}{
		{"POST", "/v1/responses", 501, "not_implemented"}, {"GET", "/v1/responses/resp_1", 501, "not_implemented"},
		{"POST", "/v1/assistants", 501, "not_implemented"}, {"POST", "/v1/threads/t/runs", 501, "not_implemented"},
		{"POST", "/v1/batches", 501, "not_implemented"}, {"GET", "/v1/files", 501, "not_implemented"},
		{"POST", "/v1/fine_tuning/jobs", 501, "not_implemented"}, {"POST", "/v1/vector_stores", 501, "not_implemented"},
		{"POST", "/v1/moderations", 501, "not_implemented"}, {"POST", "/v1/audio/speech", 501, "not_implemented"},
		{"POST", "/v1/audio/translations", 501, "not_implemented"}, {"POST", "/v1/images/edits", 501, "not_implemented"},
		{"POST", "/v1/images/variations", 501, "not_implemented"}, {"GET", "/v1/realtime", 501, "not_implemented"},
		{"POST", "/v1/uploads", 501, "not_implemented"}, {"POST", "/v1/evals", 501, "not_implemented"},
		{"POST", "/v1/containers", 501, "not_implemented"}, {"POST", "/v1/conversations", 501, "not_implemented"},
		{"POST", "/v1/videos", 501, "not_implemented"}, {"GET", "/v1/chat/completions", 501, "not_implemented"},
		{"GET", "/v1/chat/completions/chatcmpl-1", 501, "not_implemented"}, {"DELETE", "/v1/models/base", 501, "not_implemented"},
		{"GET", "/v1/organization/usage", 501, "not_implemented"},
		{"GET", "/v1/completions", 405, "method_not_allowed"}, {"DELETE", "/v1/embeddings", 405, "method_not_allowed"},
		{"POST", "/v1/models", 405, "method_not_allowed"}, {"POST", "/v1/models/base", 405, "method_not_allowed"},
		{"PUT", "/v1/chat/completions", 405, "method_not_allowed"}, {"GET", "/v1/audio/transcriptions", 405, "method_not_allowed"},
		{"GET", "/v1/images/generations", 405, "method_not_allowed"},
		{"POST", "/v1/responsesx", 404, "unknown_url"}, {"POST", "/chat/completions", 404, "unknown_url"}, {"GET", "", 404, "unknown_url"},
		{"POST", "/v1/chat/completions/", 501, "not_implemented"}, {"GET", "/v1/models/", 404, "unknown_url"},
		{"GET", "/v1/models/%zz", 400, ""}, {"GET", "/v1/models/nobody", 404, "model_not_found"},
	} {
		m := &meter{}
		p := w.call(t, openai.Call{Method: c.method, Path: c.path, ContentType: "application/json", Body: []byte("{}"), User: alice}, m)
		param := ""
		if strings.HasPrefix(c.path, "/v1/models/") && (c.status == 404 && c.code == "model_not_found" || c.status == 400) {
			param = "model"
		}
		wantError(t, p, c.status, param, c.code)
		if len(m.calls) > 0 {
			t.Errorf("%s %s was metered: %v", c.method, c.path, m.calls)
		}
	}
}

func TestModels(t *testing.T) {
	w := newWorld(t, upstreamtest.Config{})
	get := func(path string, user hallmark.Address) *page {
		return w.call(t, openai.Call{Method: "GET", Path: path, User: user}, &meter{})
	}
	if got, want := get("/v1/models?limit=3", bob).body(), compact(t, `{"object":"list","data":[
		{"id":"base","object":"model","created":1700000000,"owned_by":"hallmark"},
		{"id":"fixture/chat","object":"model","created":1700000000,"owned_by":"provider"}]}`); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	want := compact(t, `{"id":"ft:0x11","object":"model","created":1700000000,"owned_by":"`+alice.String()+`","parent":"base"}`)
	for _, path := range []string{"/v1/models/ft:0x11", "/v1/models/ft%3A0x11"} {
		if got := get(path, alice).body(); got != want {
			t.Errorf("%s: got %s\nwant %s", path, got, want)
		}
	}
	if p := get("/v1/models/fixture%2Fchat", bob); p.status != 200 {
		t.Errorf("an escaped name: %s", p.body())
	}
	wantError(t, get("/v1/models/ft:0x11", bob), 404, "model", "model_not_found")
}

// TestRefusals: each request is refused before it is metered, and the error
// names the field.
func TestRefusals(t *testing.T) {
	w := newWorld(t, upstreamtest.Config{})
	chat := `{"model":"base","messages":[{"role":"user","content":"hi"}],`
	plain := `{"model":"base","prompt":"hi",`
	for _, c := range []struct {
		path, body  string
		status      int
		param, code string
	}{
		{"chat/completions", ``, 400, "", ""}, {"chat/completions", `[]`, 400, "", ""}, {"chat/completions", `null`, 400, "", ""},
		{"chat/completions", `{"model":"base"} x`, 400, "", ""}, {"chat/completions", "{\"model\":\"\xff\"}", 400, "", ""},
		{"chat/completions", `{}`, 400, "model", ""}, {"chat/completions", `{"model":7}`, 400, "model", ""}, {"chat/completions", `{"Model":"base"}`, 400, "model", ""},
		{"chat/completions", `{"model":"nobody"}`, 404, "model", "model_not_found"},
		{"chat/completions", `{"model":"images-only","messages":[]}`, 400, "model", "unsupported_model"},
		{"images/generations", `{"model":"base","prompt":"x"}`, 400, "model", "unsupported_model"},
		{"chat/completions", `{"model":"base"}`, 400, "messages", ""}, {"chat/completions", `{"model":"base","messages":[]}`, 400, "messages", ""},
		{"chat/completions", `{"model":"base","messages":"hi"}`, 400, "messages", ""},
		{"chat/completions", `{"model":"base","messages":[{"content":"hi"}]}`, 400, "messages[0].role", ""},
		{"chat/completions", `{"model":"base","messages":[{"role":"wizard","content":"hi"}]}`, 400, "messages[0].role", ""},
		{"chat/completions", `{"model":"base","messages":[{"role":"tool","content":"hi"}]}`, 400, "messages[0].role", "unsupported_parameter"},
		{"chat/completions", `{"model":"base","messages":[{"role":"user"}]}`, 400, "messages[0].content", ""},
		{"chat/completions", `{"model":"base","messages":[{"role":"user","content":7}]}`, 400, "messages[0].content", ""},
		{"chat/completions", `{"model":"base","messages":[{"role":"user","content":[{"type":"text"}]}]}`, 400, "messages[0].content", ""},
		{"chat/completions", `{"model":"base","messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"x"}}]}]}`, 400, "messages[0].content", "unsupported_parameter"},
		{"chat/completions", `{"model":"base","messages":[{"role":"assistant","content":null,"tool_calls":[{"id":"1"}]}]}`, 400, "messages[0]", "unsupported_parameter"},
		{"chat/completions", chat + `"n":0}`, 400, "n", ""}, {"chat/completions", chat + `"n":1.5}`, 400, "n", ""}, {"chat/completions", chat + `"n":"2"}`, 400, "n", ""}, {"chat/completions", chat + `"n":17}`, 400, "n", ""},
		{"chat/completions", chat + `"temperature":2.1}`, 400, "temperature", ""}, {"chat/completions", chat + `"temperature":-1}`, 400, "temperature", ""}, {"chat/completions", chat + `"temperature":"1"}`, 400, "temperature", ""},
		{"chat/completions", chat + `"top_p":1.01}`, 400, "top_p", ""}, {"chat/completions", chat + `"seed":1.5}`, 400, "seed", ""}, {"chat/completions", chat + `"seed":1e3}`, 400, "seed", ""},
		{"chat/completions", chat + `"max_tokens":0}`, 400, "max_tokens", ""}, {"chat/completions", chat + `"max_completion_tokens":-4}`, 400, "max_completion_tokens", ""},
		{"chat/completions", chat + `"stream":"yes"}`, 400, "stream", ""}, {"chat/completions", chat + `"stream_options":{"include_usage":true}}`, 400, "stream_options", ""},
		{"chat/completions", chat + `"stream":true,"stream_options":{"include_usage":1}}`, 400, "stream_options.include_usage", ""}, {"chat/completions", chat + `"stream":true,"stream_options":[]}`, 400, "stream_options", ""},
		{"chat/completions", chat + `"stop":["a","b","c","d","e"]}`, 400, "stop", ""}, {"chat/completions", chat + `"stop":""}`, 400, "stop", ""}, {"chat/completions", chat + `"stop":[null]}`, 400, "stop", ""}, {"chat/completions", chat + `"stop":7}`, 400, "stop", ""},
		{"chat/completions", chat + `"logprobs":2}`, 400, "logprobs", ""}, {"chat/completions", chat + `"logprobs":true,"top_logprobs":21}`, 400, "top_logprobs", ""}, {"chat/completions", chat + `"top_logprobs":2}`, 400, "top_logprobs", ""},
		{"chat/completions", chat + `"tools":[{"type":"function"}]}`, 400, "tools", "unsupported_parameter"}, {"chat/completions", chat + `"tool_choice":"required"}`, 400, "tool_choice", "unsupported_parameter"},
		{"chat/completions", chat + `"response_format":{"type":"json_object"}}`, 400, "response_format", "unsupported_parameter"}, {"chat/completions", chat + `"functions":[{"name":"f"}]}`, 400, "functions", "unsupported_parameter"},
		{"chat/completions", chat + `"logit_bias":{"5":-100}}`, 400, "logit_bias", "unsupported_parameter"}, {"chat/completions", chat + `"frequency_penalty":0.5}`, 400, "frequency_penalty", "unsupported_parameter"},
		{"chat/completions", chat + `"presence_penalty":0.5}`, 400, "presence_penalty", "unsupported_parameter"}, {"chat/completions", chat + `"modalities":["text","audio"]}`, 400, "modalities", "unsupported_parameter"},
		{"chat/completions", chat + `"top_k":5}`, 400, "top_k", "unsupported_parameter"}, {"chat/completions", chat + `"guided_json":{"a":1}}`, 400, "guided_json", "unsupported_parameter"},
		{"chat/completions", `{"model":"base","messages":[{"role":"user","content":"` + strings.Repeat("word ", 400) + `"}]}`, 400, "messages", "context_length_exceeded"},
		{"completions", `{"model":"base"}`, 400, "prompt", ""}, {"completions", `{"model":"base","prompt":[]}`, 400, "prompt", ""}, {"completions", `{"model":"base","prompt":[[]]}`, 400, "prompt", ""},
		{"completions", `{"model":"base","prompt":["a",null]}`, 400, "prompt", ""}, {"completions", `{"model":"base","prompt":[99999]}`, 400, "prompt", ""}, {"completions", `{"model":"base","prompt":[-1]}`, 400, "prompt", ""}, {"completions", `{"model":"base","prompt":["a",1]}`, 400, "prompt", ""},
		{"completions", plain + `"logprobs":6}`, 400, "logprobs", ""}, {"completions", plain + `"logprobs":true}`, 400, "logprobs", ""}, {"completions", plain + `"best_of":3}`, 400, "best_of", "unsupported_parameter"},
		{"completions", plain + `"suffix":"x"}`, 400, "suffix", "unsupported_parameter"}, {"completions", plain + `"echo":true,"logprobs":1}`, 400, "echo", "unsupported_parameter"}, {"completions", `{"model":"base","prompt":["a","b","c"],"n":6}`, 400, "n", ""},
		{"completions", `{"model":"base","prompt":"` + strings.Repeat("word ", 400) + `"}`, 400, "prompt", "context_length_exceeded"},
		{"embeddings", `{"model":"base"}`, 400, "input", ""}, {"embeddings", `{"model":"base","input":"a","encoding_format":"hex"}`, 400, "encoding_format", ""},
		{"embeddings", `{"model":"base","input":"a","dimensions":8}`, 400, "dimensions", "unsupported_parameter"}, {"embeddings", `{"model":"base","input":"` + strings.Repeat("word ", 400) + `"}`, 400, "input", "context_length_exceeded"},
		{"images/generations", `{"model":"fixture/chat"}`, 400, "prompt", ""}, {"images/generations", `{"model":"fixture/chat","prompt":"x","n":11}`, 400, "n", ""},
		{"images/generations", `{"model":"fixture/chat","prompt":"x","response_format":"url"}`, 400, "response_format", "unsupported_parameter"}, {"images/generations", `{"model":"fixture/chat","prompt":"x","stream":true}`, 400, "stream", "unsupported_parameter"},
		{"audio/transcriptions", `{}`, 400, "", ""},
	} {
		m := &meter{}
		t.Run(c.path+" "+c.body[:min(len(c.body), 120)], func(t *testing.T) {
			wantError(t, w.call(t, post(c.path, c.body), m), c.status, c.param, c.code)
			if len(m.calls) > 0 {
				t.Errorf("metered: %v", m.calls)
			}
		})
	}
	p := w.call(t, openai.Call{Method: "POST", Path: "/v1/completions", ContentType: "text/plain", Body: []byte(plain + `"n":1}`)}, &meter{})
	wantError(t, p, 400, "", "")
	foreign := post("chat/completions", `{"model":"`+aliceModel+`","messages":[{"role":"user","content":"hi"}]}`)
	foreign.User = bob
	wantError(t, w.call(t, foreign, &meter{}), 403, "model", "model_forbidden")
}

// TestErrorOf: every kind has a form, and the text of an error without a kind
// does not leave the enclave.
func TestErrorOf(t *testing.T) {
	for kind := hallmark.Internal; kind <= hallmark.Lost; kind++ {
		e := openai.ErrorOf(hallmark.Errorf(kind, "cause of %s", kind))
		if e.Status < 400 || e.Type == "" || !strings.Contains(e.Message, "cause of") {
			t.Errorf("%s: %+v", kind, e)
		}
		retried := e.Status == 408 || e.Status == 409 || e.Status == 429 || e.Status >= 500
		if passes := kind.Retryable() || kind == hallmark.Cancelled || e.Status == 500; retried != passes {
			t.Errorf("%s has status %d, which clients repeat: %v", kind, e.Status, retried)
		}
	}
	if e := openai.ErrorOf(errTest); e.Status != 500 || strings.Contains(e.Message, errTest.Error()) {
		t.Errorf("an error without a kind: %+v", e)
	}
	if got, want := string((&openai.Error{Type: "t", Message: "a \"b\"\n\x01"}).Body()), `{"error":{"message":"a \"b\"\n\u0001","type":"t","param":null,"code":null}}`; got != want {
		t.Errorf("got %s", got)
	}
}
