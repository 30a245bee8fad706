package openai

import (
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	"github.com/hallmark-tee/hallmark"
)

// Config says where an upstream is and how far it is trusted.
type Config struct {
	// URL is the base that endpoints are appended to: https://host/v1,
	// http://127.0.0.1:8000/v1, or unix:///run/vllm.sock for a unix socket whose
	// endpoints lie below /v1. Plain http is for loopback addresses only.
	URL   string
	Model string // the upstream's own name of the model
	Key   Secret // sent as bearer token; empty: none

	TLS *tls.Config // roots and pins for https; nil: the system's

	Start time.Duration // until a stream's first event, 0: 5 minutes
	Idle  time.Duration // between two events of a stream, 0: 1 minute
	Whole time.Duration // until an unstreamed response is complete, 0: 10 minutes

	MaxBody  int64 // bytes of an unstreamed response, 0: 64 MiB
	MaxEvent int   // bytes of one event of a stream, 0: 1 MiB

	// Count counts the tokens of a text where the upstream does not say what it
	// used. nil: an answer without usage is refused. It cannot see the chat
	// template, so that what it counts of a prompt is a little short.
	Count func(text string) int
}

func (c Config) withDefaults() Config {
	for _, f := range []struct {
		v   *time.Duration
		def time.Duration
	}{{&c.Start, 5 * time.Minute}, {&c.Idle, time.Minute}, {&c.Whole, 10 * time.Minute}} {
		if *f.v == 0 {
			*f.v = f.def
		}
	}
	if c.MaxBody == 0 {
		c.MaxBody = 64 << 20
	}
	if c.MaxEvent == 0 {
		c.MaxEvent = 1 << 20
	}
	return c
}

// Client calls one model of one upstream. Many goroutines may use it.
type Client struct {
	cfg  Config
	base string
	far  transport
	near transport             // of a server on this machine; nil: it is elsewhere, or speaks TLS
	sick atomic.Pointer[error] // of the last health check of Watch
}

// New checks the configuration; it does not call the upstream.
func New(c Config) (*Client, error) {
	c = c.withDefaults()
	if c.Model == "" {
		return nil, hallmark.Errorf(hallmark.Invalid, "upstream: the model's name at the upstream is missing")
	}
	u, err := url.Parse(c.URL)
	if err != nil || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return nil, hallmark.Errorf(hallmark.Invalid, "upstream: the URL must be https://host/v1, http://127.0.0.1:port/v1 or unix:///path, without user, query and fragment")
	}
	d := &net.Dialer{Timeout: 10 * time.Second}
	far := &http.Transport{
		Proxy: nil, DisableCompression: true, ForceAttemptHTTP2: true, TLSClientConfig: c.TLS, DialContext: d.DialContext,
		MaxIdleConnsPerHost: 1 << 14, WriteBufferSize: 1 << 10, ReadBufferSize: 4 << 10, IdleConnTimeout: 90 * time.Second,
		MaxResponseHeaderBytes: maxHeader, TLSHandshakeTimeout: 10 * time.Second,
	}
	out := &Client{cfg: c, base: strings.TrimSuffix(c.URL, "/"), far: far}
	switch u.Scheme {
	case "unix":
		path := u.Path
		if u.Host != "" || path == "" {
			return nil, hallmark.Errorf(hallmark.Invalid, "upstream: write unix:///path, with three slashes")
		}
		far.DialContext = func(ctx context.Context, _, _ string) (net.Conn, error) { return d.DialContext(ctx, "unix", path) }
		out.near = &near{dial: func(ctx context.Context) (net.Conn, error) { return d.DialContext(ctx, "unix", path) }}
		out.base = "http://upstream/v1"
	case "https":
		if u.Host == "" {
			return nil, hallmark.Errorf(hallmark.Invalid, "upstream: the URL names no host")
		}
	case "http":
		if ip := net.ParseIP(u.Hostname()); u.Hostname() != "localhost" && (ip == nil || !ip.IsLoopback()) {
			return nil, hallmark.Errorf(hallmark.AgainstPolicy, "upstream: plain http would show prompts to the network between; use https or a unix socket")
		}
		at := u.Host
		if u.Port() == "" {
			at = net.JoinHostPort(u.Hostname(), "80")
		}
		out.near = &near{dial: func(ctx context.Context) (net.Conn, error) { return d.DialContext(ctx, "tcp", at) }}
	default:
		return nil, hallmark.Errorf(hallmark.Unsupported, "upstream: scheme %q; use https, unix, or http on loopback", u.Scheme)
	}
	return out, nil
}

// transport makes requests. It does not follow redirects, which would carry
// prompts and key to somebody else.
type transport interface {
	http.RoundTripper
	CloseIdleConnections()
}

func (c *Client) transport(req *http.Request) transport {
	if c.near != nil && req.ContentLength >= 0 && req.ContentLength <= nearBody {
		return c.near
	}
	return c.far
}

// Close frees idle connections.
func (c *Client) Close() {
	c.far.CloseIdleConnections()
	if c.near != nil {
		c.near.CloseIdleConnections()
	}
}
