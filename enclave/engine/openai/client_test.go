package openai

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/engine/openai/upstreamtest"
)

func TestConfig(t *testing.T) {
	for _, c := range []struct {
		url  string
		kind hallmark.Kind
	}{
		{"http://example.org/v1", hallmark.AgainstPolicy}, {"http://10.0.0.1/v1", hallmark.AgainstPolicy}, {"ftp://127.0.0.1", hallmark.Unsupported}, {"", hallmark.Unsupported},
		{"https://user:pass@host/v1", hallmark.Invalid}, {"https://host/v1?key=1", hallmark.Invalid}, {"https:///v1", hallmark.Invalid}, {"unix://run/vllm.sock", hallmark.Invalid}, {"://", hallmark.Invalid},
	} {
		if _, err := New(Config{URL: c.url, Model: "m"}); hallmark.KindOf(err) != c.kind || err == nil {
			t.Errorf("%q: %v", c.url, err)
		}
	}
	for _, url := range []string{"https://host/v1/", "http://127.0.0.1:8000/v1", "http://localhost/v1", "http://[::1]:1/v1", "unix:///run/vllm.sock"} {
		if _, err := New(Config{URL: url, Model: "m"}); err != nil {
			t.Errorf("%q: %v", url, err)
		}
	}
	if _, err := New(Config{URL: "https://host/v1"}); hallmark.KindOf(err) != hallmark.Invalid {
		t.Errorf("without a model: %v", err)
	}
}

// TestSecret: a key can be read and sent, and printed in no way.
func TestSecret(t *testing.T) {
	key, err := ReadSecret(strings.NewReader(" sk-abc\n"))
	if err != nil {
		t.Fatal(err)
	}
	cfg := Config{Key: key}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x"} {
		if s := fmt.Sprintf(verb, key) + fmt.Sprintf(verb, cfg) + fmt.Sprintf(verb, &cfg); strings.Contains(s, "sk-abc") || strings.Contains(s, fmt.Sprintf("%x", "sk-abc")) {
			t.Errorf("%s shows %s", verb, s)
		}
	}
	if b, err := json.Marshal(key); err == nil || bytes.Contains(b, []byte("sk-abc")) {
		t.Errorf("as JSON: %s", b)
	}
	for _, bad := range []string{"", " \n", "a b", "a\nb", "\xff", strings.Repeat("k", maxSecret+1)} {
		if _, err := ReadSecret(strings.NewReader(bad)); hallmark.KindOf(err) != hallmark.Invalid {
			t.Errorf("%q: %v", bad[:min(len(bad), 20)], err)
		}
	}
}

func start(t *testing.T, h http.Handler, c Config) *Client {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	if c.URL = s.URL + "/v1"; c.Model == "" {
		c.Model = "fixture"
	}
	client, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	return client
}

// TestKey: the key is sent to the upstream, and an upstream that repeats it does
// not get it through.
func TestKey(t *testing.T) {
	key, _ := ReadSecret(strings.NewReader("sk-provider"))
	h := upstreamtest.New(upstreamtest.Config{Key: "sk-provider"})
	if err := start(t, h, Config{Key: key}).Health(t.Context()); err != nil {
		t.Error(err)
	}
	if err := start(t, h, Config{}).Health(t.Context()); hallmark.KindOf(err) != hallmark.Unavailable {
		t.Errorf("without a key: %v", err)
	}
	echo := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(400)
		fmt.Fprintf(w, `{"error":{"message":"I do not like %s"}}`, r.Header.Get("Authorization"))
	})
	_, err := start(t, echo, Config{Key: key}).Call(t.Context(), Request{Path: "embeddings"})
	if err == nil || strings.Contains(err.Error(), "sk-provider") || hallmark.KindOf(err) != hallmark.Invalid {
		t.Errorf("got %v", err)
	}
}

// TestUnixSocket: the same client over a unix socket.
func TestUnixSocket(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s")
	l, err := net.Listen("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	s := &http.Server{Handler: upstreamtest.New(upstreamtest.Config{Chunks: 2})}
	go s.Serve(l)
	t.Cleanup(func() { s.Close() })
	c, err := New(Config{URL: "unix://" + path, Model: "fixture"})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	a, err := c.Call(t.Context(), Request{Path: "completions", Model: "ours"})
	if err != nil || !strings.Contains(string(a.Body), `"word0 word1 "`) || a.Usage.Output != 2 {
		t.Errorf("%v %s %+v", err, a.Body, a.Usage)
	}
}

// TestNoRedirect: a redirect is an error, and its target is not called.
func TestNoRedirect(t *testing.T) {
	called := false
	c := start(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/elsewhere" {
			called = true
		}
		http.Redirect(w, r, "/elsewhere", http.StatusTemporaryRedirect)
	}), Config{})
	if _, err := c.Call(t.Context(), Request{Path: "embeddings"}); hallmark.KindOf(err) != hallmark.Unavailable || called {
		t.Errorf("%v, followed: %v", err, called)
	}
}

// TestTimes: an upstream that does not begin, does not go on or does not end is
// given up.
func TestTimes(t *testing.T) {
	stand := func(sent string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			if sent != "" {
				w.Header().Set("Content-Type", "text/event-stream")
				io.WriteString(w, sent)
				w.(http.Flusher).Flush()
			}
			io.Copy(io.Discard, r.Body)
			<-r.Context().Done()
		}
	}
	soon := 20 * time.Millisecond
	stream := func(c *Client) error {
		return c.Stream(t.Context(), Request{Path: "completions"}, func(Event) error { return nil })
	}
	for name, err := range map[string]error{
		"no answer":       stream(start(t, stand(""), Config{Start: soon})),
		"no first event":  stream(start(t, stand(": hello\n\n"), Config{Start: soon})),
		"no second event": stream(start(t, stand(`data: {"choices":[]}`+"\n\n"), Config{Idle: soon})),
		"an answer without its end": func() error {
			_, err := start(t, stand("{"), Config{Whole: soon}).Call(t.Context(), Request{})
			return err
		}(),
	} {
		if hallmark.KindOf(err) != hallmark.Unavailable {
			t.Errorf("%s: %v", name, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := start(t, stand(""), Config{}).Call(ctx, Request{}); hallmark.KindOf(err) != hallmark.Cancelled {
		t.Errorf("a call that was stopped: %v", err)
	}
}

// TestBounds: a response of any length is read up to its bound only.
func TestBounds(t *testing.T) {
	endless := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		for {
			if _, err := w.Write(bytes.Repeat([]byte("x"), 1<<12)); err != nil {
				return
			}
		}
	})
	c := start(t, endless, Config{MaxBody: 1 << 16, MaxEvent: 1 << 16})
	if _, err := c.Call(t.Context(), Request{}); hallmark.KindOf(err) != hallmark.Unavailable || !strings.Contains(err.Error(), "65536") {
		t.Errorf("a body without end: %v", err)
	}
	if err := c.Stream(t.Context(), Request{}, func(Event) error { return nil }); hallmark.KindOf(err) != hallmark.Unavailable || !strings.Contains(err.Error(), "65536") {
		t.Errorf("a line without end: %v", err)
	}
}

// TestEmitEnds: an error of emit is returned as it is and hangs up.
func TestEmitEnds(t *testing.T) {
	gone := make(chan struct{})
	c := start(t, upstreamtest.New(upstreamtest.Config{Hold: func(r *http.Request, chunk int) bool {
		if chunk == 2 {
			<-r.Context().Done()
			close(gone)
		}
		return chunk < 2
	}}), Config{})
	enough := errors.New("enough")
	n := 0
	err := c.Stream(t.Context(), Request{Path: "chat/completions"}, func(Event) error {
		if n++; n == 2 {
			return enough
		}
		return nil
	})
	if err != enough {
		t.Errorf("got %v", err)
	}
	<-gone
}

// TestWatch: while the upstream is sick, calls are refused without asking it.
func TestWatch(t *testing.T) {
	asked := make(chan string)
	answers := make(chan bool)
	good := upstreamtest.New(upstreamtest.Config{})
	c := start(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked <- r.URL.Path
		if <-answers {
			good.ServeHTTP(w, r)
			return
		}
		w.WriteHeader(500)
	}), Config{})
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		c.Watch(ctx, time.Millisecond)
	}()
	<-asked
	answers <- false
	<-asked // the second check: the first has been judged
	if _, err := c.Call(t.Context(), Request{Path: "embeddings"}); hallmark.KindOf(err) != hallmark.Unavailable || !strings.Contains(err.Error(), "health check") {
		t.Errorf("while it is sick: %v", err)
	}
	answers <- true
	<-asked // the third
	cancel()
	answers <- true
	<-done
	go func() {
		<-asked
		answers <- true
	}()
	if _, err := c.Call(t.Context(), Request{Path: "completions"}); err != nil {
		t.Errorf("when it is well again: %v", err)
	}
	if err := start(t, good, Config{Model: "other"}).Health(t.Context()); hallmark.KindOf(err) != hallmark.NotFound {
		t.Errorf("a model that it does not serve: %v", err)
	}
}
