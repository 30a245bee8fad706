package openai_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	upstream "github.com/hallmark-tee/hallmark/enclave/engine/openai"
	"github.com/hallmark-tee/hallmark/enclave/engine/openai/upstreamtest"
)

// errGone is what a Writer says when its reader has left.
var errGone = errors.New("the reader is gone")

// TestSlowReader: while a reader does not take a chunk nothing more is metered,
// and when it goes on the answer is the same.
func TestSlowReader(t *testing.T) {
	w := newWorld(t, upstreamtest.Config{})
	for _, model := range []string{"base", "fixture/chat"} {
		body := `{"model":"` + model + `",` + question + `,"max_tokens":40,"seed":1,"stream":true}`
		free := w.call(t, post("chat/completions", body), &meter{})
		m := &meter{}
		waiting, goOn := make(chan int), make(chan struct{})
		p := &page{onWrite: func(n int) error {
			if n == 5 {
				waiting <- m.output
				<-goOn
			}
			return nil
		}}
		done := make(chan struct{})
		go func() {
			defer close(done)
			w.api.Serve(t.Context(), post("chat/completions", body), m, p)
		}()
		held := <-waiting
		m.mu.Lock()
		if m.output != held || held > 6 {
			t.Errorf("%s: %d tokens metered while the reader stands at the sixth unit, then %d", model, held, m.output)
		}
		m.mu.Unlock()
		close(goOn)
		<-done
		if p.body() != free.body() {
			t.Errorf("%s: a slow reader got another answer", model)
		}
	}
}

// TestReaderLeaves: generation stops when a Write fails, and what was sent stays
// metered.
func TestReaderLeaves(t *testing.T) {
	stopped := make(chan struct{})
	hold := func(r *http.Request, chunk int) bool {
		if chunk < 5 {
			return true // the last of these is the one that the reader does not take
		}
		<-r.Context().Done() // the gateway must hang up
		close(stopped)
		return false
	}
	w := newWorld(t, upstreamtest.Config{Hold: hold})
	for _, model := range []string{"base", "fixture/chat"} {
		m := &meter{}
		p := &page{onWrite: func(n int) error {
			if n == 4 {
				return errGone
			}
			return nil
		}}
		w.api.Serve(t.Context(), post("chat/completions", `{"model":"`+model+`",`+question+`,"seed":1,"n":1,"stream":true}`), m, p)
		if len(p.units) != 4 || m.output < 3 || m.output > 5 {
			t.Errorf("%s: %d units sent, %d tokens metered", model, len(p.units), m.output)
		}
	}
	<-stopped
}

// TestCallEnds: the end of the context stops both kinds of engines.
func TestCallEnds(t *testing.T) {
	w := newWorld(t, upstreamtest.Config{Hold: func(r *http.Request, chunk int) bool {
		if chunk == 3 {
			<-r.Context().Done()
			return false
		}
		return true
	}})
	ctx, cancel := context.WithCancel(t.Context())
	p := &page{onWrite: func(n int) error {
		if n == 2 {
			cancel()
		}
		return nil
	}}
	w.api.Serve(ctx, post("chat/completions", `{"model":"fixture/chat","messages":[],"stream":true}`), &meter{}, p)
	if last := p.units[len(p.units)-1]; len(p.units) != 4 || decode(t, last[len("data: "):]).Error == nil {
		t.Errorf("got %s", p.body())
	}

	ctx, cancel = context.WithCancel(t.Context())
	m := &meter{}
	p = &page{onWrite: func(n int) error {
		if n == 3 {
			cancel()
		}
		return nil
	}}
	w.api.Serve(ctx, post("chat/completions", `{"model":"base",`+question+`,"n":2,"seed":3,"stream":true}`), m, p)
	if m.output > 8 {
		t.Errorf("%d tokens after the end of the call", m.output)
	}
}

// mailbag is a Writer that holds units back until it is flushed.
type mailbag struct {
	page
	sent    chan int // how many units have been sent, after each flush
	flushes int
}

func (b *mailbag) Flush() error {
	b.flushes++
	if b.sent != nil {
		b.sent <- len(b.units)
	}
	return nil
}

// TestFlush: what is held back is flushed before the call waits for an upstream,
// even one that only sends comments, and what came together is not torn apart.
func TestFlush(t *testing.T) {
	b := &mailbag{sent: make(chan int)}
	const chunks = 5
	w := brokenUpstream(t, upstream.Config{}, func(rw http.ResponseWriter, r *http.Request) {
		rw.Header().Set("Content-Type", "text/event-stream")
		for i := 1; i <= chunks; i++ {
			fmt.Fprintf(rw, "data: {\"id\":\"x\",\"choices\":[{\"delta\":{\"content\":\"%d\"}}]}\n\n: ping\n\n", i)
			rw.(http.Flusher).Flush()
			for n := range b.sent { // the upstream goes on only when the reader has it
				if n == i {
					break
				}
			}
		}
		io.WriteString(rw, "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":5}}\n\n")
		rw.(http.Flusher).Flush()
		<-b.sent // nothing to hand on, but a wait
		io.WriteString(rw, "data: [DONE]\n\n")
		rw.(http.Flusher).Flush()
		for n := range b.sent {
			if n == chunks+1 {
				break
			}
		}
	})
	w.api.Serve(t.Context(), post("chat/completions", `{"model":"ours","stream":true}`), &meter{}, b)
	if text, _ := texts(b.chunks(t)); text[0] != "12345" {
		t.Errorf("got %s", b.body())
	}

	all := &mailbag{}
	w = brokenUpstream(t, upstream.Config{}, func(rw http.ResponseWriter, r *http.Request) {
		rw.Header().Set("Content-Type", "text/event-stream")
		for i := 1; i <= chunks; i++ {
			fmt.Fprintf(rw, "data: {\"id\":\"x\",\"choices\":[{\"delta\":{\"content\":\"%d\"}}]}\n\n", i)
		}
		io.WriteString(rw, "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":5}}\n\ndata: [DONE]\n\n")
	})
	w.api.Serve(t.Context(), post("chat/completions", `{"model":"ours","stream":true}`), &meter{}, all)
	if len(all.chunks(t)) != chunks || all.flushes != 1 {
		t.Errorf("%d flushes for %s", all.flushes, all.body())
	}

	tokens := readText(t).Tokenizer.EncodeText("one two three")
	all = &mailbag{}
	scripted(t, readText(t), script{tokens: tokens}).api.Serve(t.Context(), post("chat/completions", `{"model":"base",`+question+`,"stream":true}`), &meter{}, all)
	if all.flushes != len(tokens)+1 {
		t.Errorf("%d flushes for %d tokens and the end", all.flushes, len(tokens))
	}
}

// TestReleases: a found model is released once, whatever becomes of the call.
func TestReleases(t *testing.T) {
	w := newWorld(t, upstreamtest.Config{})
	for _, body := range []string{
		`{"model":"base",` + question + `,"max_tokens":2}`, `{"model":"base",` + question + `,"max_tokens":2,"stream":true}`, `{"model":"base"}`, `{"model":"fixture/chat"}`, `{"model":"images-only"}`,
	} {
		n := 0
		for name, s := range w.shelf {
			s.Release = func() { n++ }
			w.shelf[name] = s
		}
		w.call(t, post("chat/completions", body), &meter{})
		if n != 1 {
			t.Errorf("%s: released %d times", body, n)
		}
	}
}

// brokenUpstream is an API over an upstream that answers with a handler.
func brokenUpstream(t *testing.T, c upstream.Config, h http.HandlerFunc) *world {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	c.URL, c.Model = s.URL+"/v1", "theirs"
	client, err := upstream.New(c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	return upstreamWorld(client)
}
