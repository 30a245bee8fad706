package openai

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"

	"github.com/hallmark-tee/hallmark"
)

// scripted is a server that answers the requests of its connections as told: by
// connection and request, both from 0. It closes a connection after an answer
// that ends in "close".
func scripted(t *testing.T, answer func(conn, request int) string) (c *Client, conns func() int) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	accepted := make(chan int, 1)
	accepted <- 0
	go func() { // ends with the listener
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			n := <-accepted
			accepted <- n + 1
			go func() {
				defer conn.Close()
				in := bufio.NewReader(conn)
				for i := 0; ; i++ {
					r, err := http.ReadRequest(in)
					if err != nil {
						return
					}
					if _, err := io.Copy(io.Discard, r.Body); err != nil {
						return
					}
					text, ends := strings.CutSuffix(answer(n, i), "close")
					if _, err := io.WriteString(conn, text); err != nil || ends {
						return
					}
				}
			}()
		}
	}()
	if c, err = New(Config{URL: "http://" + l.Addr().String() + "/v1", Model: "m"}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c, func() int { n := <-accepted; accepted <- n; return n }
}

func whole200(body string) string {
	return fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", len(body), body)
}

const answered = `{"model":"m","usage":{"prompt_tokens":1,"completion_tokens":2}}`

func ask(ctx context.Context, c *Client) error {
	a, err := c.Call(ctx, Request{Path: "completions", Model: "m"})
	if err == nil && (a.Usage.Output != 2 || string(a.Body) != answered) {
		return fmt.Errorf("%s", a.Body)
	}
	return err
}

func TestNearKeepsItsConnection(t *testing.T) {
	c, conns := scripted(t, func(conn, request int) string {
		return "HTTP/1.1 100 Continue\r\n\r\n" + whole200(answered)
	})
	for range 5 {
		if err := ask(t.Context(), c); err != nil {
			t.Fatal(err)
		}
	}
	if conns() != 1 {
		t.Errorf("%d connections", conns())
	}
}

// TestNearTriesAgain: a connection that was closed while it was idle is no
// error, one that closes at once is, and is not tried for ever.
func TestNearTriesAgain(t *testing.T) {
	c, conns := scripted(t, func(conn, request int) string {
		if conn < 2 {
			return whole200(answered) + "close"
		}
		return "close"
	})
	for range 2 {
		if err := ask(t.Context(), c); err != nil {
			t.Fatal(err)
		}
	}
	if err := ask(t.Context(), c); hallmark.KindOf(err) != hallmark.Unavailable {
		t.Errorf("got %v", err)
	}
	if conns() != 3 {
		t.Errorf("%d connections", conns())
	}
}

func TestNearBadAnswers(t *testing.T) {
	for name, text := range map[string]string{
		"no HTTP":         "hello\r\n\r\n",
		"an endless head": "HTTP/1.1 200 OK\r\nX: " + strings.Repeat("x", 2*maxHeader),
		"a cut body":      strings.TrimSuffix(whole200(answered), "}") + "close",
		"a cut chunk":     "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n{close",
		"endless 1xx":     strings.Repeat("HTTP/1.1 103 Early Hints\r\n\r\n", maxHeader/16),
	} {
		c, conns := scripted(t, func(int, int) string { return text })
		for range 2 {
			if err := ask(t.Context(), c); hallmark.KindOf(err) != hallmark.Unavailable || err == nil {
				t.Errorf("%s: %v", name, err)
			}
		}
		if conns() != 2 {
			t.Errorf("%s: %d connections", name, conns())
		}
	}
}

// TestNearUnasked: bytes behind an answer are not the next request's answer.
func TestNearUnasked(t *testing.T) {
	c, conns := scripted(t, func(int, int) string {
		return whole200(answered) + whole200(strings.Replace(answered, "2", "9", 1))
	})
	for range 3 {
		if err := ask(t.Context(), c); err != nil {
			t.Fatal(err)
		}
	}
	if conns() != 3 {
		t.Errorf("%d connections", conns())
	}
}

func TestNearStopsWhenTold(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	c, _ := scripted(t, func(int, int) string { cancel(); return "" })
	if err := ask(ctx, c); hallmark.KindOf(err) != hallmark.Cancelled || !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// TestNearAfterAStream: the connection of a stream goes on after [DONE], but not
// where the stream does not end there.
func TestNearAfterAStream(t *testing.T) {
	const head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
	text := "data: " + answered + "\n\ndata: [DONE]\n\n"
	for end, want := range map[string]int{"0\r\n\r\n": 1, "": 3, "3\r\n: x\r\n": 3} {
		c, conns := scripted(t, func(int, int) string {
			return head + fmt.Sprintf("%x\r\n%s\r\n", len(text), text) + end
		})
		for range 3 {
			n := 0
			err := c.Stream(t.Context(), Request{Path: "completions", Model: "m"}, func(ev Event) error { n += ev.Output; return nil })
			if err != nil || n != 2 {
				t.Fatalf("%q: %d tokens, %v", end, n, err)
			}
		}
		if conns() != want {
			t.Errorf("%q: %d connections, want %d", end, conns(), want)
		}
	}
}

// TestLongRequests: what no socket holds goes by net/http's transport, which
// reads while it writes.
func TestLongRequests(t *testing.T) {
	c, _ := scripted(t, func(int, int) string { return whole200(answered) })
	long, err := json.Marshal(strings.Repeat("x", 2*nearBody))
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		a, err := c.Call(t.Context(), Request{Path: "completions", Model: "m", Fields: map[string]json.RawMessage{"prompt": long}})
		if err != nil || a.Usage.Output != 2 {
			t.Error(err)
		}
	}
	if n := c.near.(*near); len(n.idle) != 0 {
		t.Errorf("%d near connections", len(n.idle))
	}
}
