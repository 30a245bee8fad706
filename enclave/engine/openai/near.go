package openai

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"math"
	"net"
	"net/http"
	"sync"
	"time"
)

const (
	maxHeader = 64 << 10
	// nearBody is the longest request that is written before anything is read: a
	// socket holds as much, so that a server that answers early blocks nobody.
	nearBody = 64 << 10
	nearIdle = 90 * time.Second
	nearKept = 1 << 14 // connections
	// tailTime is what the end of a body may take whose reader wants no more of it.
	tailTime = 5 * time.Millisecond
)

// near makes HTTP/1.1 requests to a server on this machine, each from its
// caller's goroutine alone. net/http's Transport adds two goroutines to a
// connection, which cost a short stream more than its bytes do; writing and
// parsing are net/http's here too.
type near struct {
	dial func(ctx context.Context) (net.Conn, error)

	mu   sync.Mutex
	idle []*nearConn // longest idle first
}

type nearConn struct {
	net.Conn
	in    *bufio.Reader
	left  int64 // bytes that may still be read: a response's head is bounded
	since time.Time
}

var errHeader = errors.New("the response's head is too long")

// Read implements io.Reader.
func (c *nearConn) Read(p []byte) (int, error) {
	if c.left <= 0 {
		return 0, errHeader
	}
	n, err := c.Conn.Read(p[:min(int64(len(p)), c.left)])
	c.left -= int64(n)
	return n, err
}

// RoundTrip implements http.RoundTripper.
func (n *near) RoundTrip(req *http.Request) (*http.Response, error) {
	var head bytes.Buffer
	head.Grow(1<<10 + int(max(req.ContentLength, 0)))
	if err := req.Write(&head); err != nil {
		return nil, err
	}
	for {
		c, err := n.take(req.Context())
		if err != nil {
			return nil, err
		}
		fresh := c.since.IsZero()
		resp, err := c.ask(n, req, head.Bytes())
		if err == nil {
			return resp, nil
		}
		// A server closes a connection that was idle for long. What is asked has no
		// effect that could happen twice.
		if fresh || req.Context().Err() != nil || c.answered() {
			return nil, err
		}
	}
}

func (c *nearConn) answered() bool { return c.left < maxHeader }

func (c *nearConn) ask(n *near, req *http.Request, head []byte) (*http.Response, error) {
	stop := context.AfterFunc(req.Context(), func() { c.Close() })
	c.left = maxHeader
	_, err := c.Write(head)
	var resp *http.Response
	for err == nil {
		if resp, err = http.ReadResponse(c.in, req); err == nil && resp.StatusCode >= 200 {
			break
		}
	}
	if err != nil {
		stop()
		c.Close()
		return nil, err
	}
	c.left = math.MaxInt64
	resp.Body = &nearBodyReader{ReadCloser: resp.Body, near: n, conn: c, stop: stop, keep: !resp.Close}
	return resp, nil
}

// take gives an idle connection or a fresh one.
func (n *near) take(ctx context.Context) (*nearConn, error) {
	n.mu.Lock()
	if last := len(n.idle) - 1; last >= 0 && time.Since(n.idle[last].since) < nearIdle {
		c := n.idle[last]
		n.idle = n.idle[:last]
		n.mu.Unlock()
		return c, nil
	}
	n.mu.Unlock()
	conn, err := n.dial(ctx)
	if err != nil {
		return nil, err
	}
	c := &nearConn{Conn: conn}
	c.in = bufio.NewReaderSize(c, 4<<10)
	return c, nil
}

// give keeps a connection for the next request.
func (n *near) give(c *nearConn) {
	c.since = time.Now()
	n.mu.Lock()
	defer n.mu.Unlock()
	n.idle = append(n.idle, c)
	if oldest := n.idle[0]; len(n.idle) > nearKept || time.Since(oldest.since) > nearIdle {
		n.idle = append(n.idle[:0], n.idle[1:]...)
		oldest.Close()
	}
}

// CloseIdleConnections closes those that nothing uses.
func (n *near) CloseIdleConnections() {
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, c := range n.idle {
		c.Close()
	}
	n.idle = nil
}

// nearBodyReader gives its connection back at the end.
type nearBodyReader struct {
	io.ReadCloser
	near  *near
	conn  *nearConn
	stop  func() bool
	keep  bool
	whole bool
}

// Read implements io.Reader.
func (b *nearBodyReader) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	b.whole = b.whole || err == io.EOF
	return n, err
}

// Close implements io.Closer. A stream's reader stops at its last event, just
// before the body's end.
func (b *nearBodyReader) Close() error {
	if b.conn == nil {
		return nil
	}
	c := b.conn
	b.conn = nil
	if !b.stop() || !b.keep {
		return c.Close()
	}
	if !b.whole {
		var tail [1]byte
		if c.SetReadDeadline(time.Now().Add(tailTime)) != nil {
			return c.Close()
		}
		if _, err := b.ReadCloser.Read(tail[:]); err != io.EOF || c.SetReadDeadline(time.Time{}) != nil {
			return c.Close()
		}
	}
	if c.in.Buffered() > 0 {
		return c.Close() // what nobody asked for would be taken for the next answer
	}
	b.near.give(c)
	return nil
}
