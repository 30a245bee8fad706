package proxy_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/sdk/inference"
	"github.com/hallmark-tee/hallmark/sdk/inference/inferencetest"
	"github.com/hallmark-tee/hallmark/sdk/proxy"
)

type rig struct {
	*inferencetest.Enclave
	session *inference.Session
	url     string
}

// start runs a proxy before an enclave; change may alter both configurations.
func start(t testing.TB, change func(*inference.Config, *proxy.Config)) *rig {
	t.Helper()
	e := inferencetest.New(t)
	ic := e.Config(t.TempDir())
	pc := proxy.Config{Dir: ic.Dir}
	if change != nil {
		change(&ic, &pc)
	}
	s, err := inference.Open(t.Context(), ic)
	if err != nil {
		t.Fatal(err)
	}
	pc.Session = s
	h := httptest.NewServer(proxy.New(pc).Handler())
	t.Cleanup(func() { h.Close(); _ = s.Close() })
	return &rig{e, s, h.URL}
}

func (r *rig) get(t *testing.T, path string, header http.Header) (int, string, http.Header) {
	t.Helper()
	return do(t, http.MethodGet, r.url+path, "", header)
}

func (r *rig) chat(t *testing.T, body string) (int, string, http.Header) {
	t.Helper()
	return do(t, http.MethodPost, r.url+"/v1/chat/completions", body, http.Header{"Content-Type": {"application/json"}})
}

func do(t *testing.T, method, url, body string, header http.Header) (int, string, http.Header) {
	t.Helper()
	q, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for k, v := range header {
		q.Header[k] = v
	}
	if host := header.Get("Host"); host != "" {
		q.Host = host
	}
	resp, err := http.DefaultClient.Do(q)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	for k, v := range resp.Trailer {
		resp.Header[k] = v
	}
	return resp.StatusCode, string(b), resp.Header
}

func events(n int) func(*inferencetest.Call) {
	return func(c *inferencetest.Call) {
		c.ContentType, c.Units = "text/event-stream", nil
		for i := range n {
			c.Units = append(c.Units, fmt.Appendf(nil, "data: {\"n\":%d}\n\n", i))
		}
		c.Units = append(c.Units, []byte("data: [DONE]\n\n"))
	}
}

func TestWholeAnswers(t *testing.T) {
	r := start(t, nil)
	status, body, h := r.chat(t, `{"model":"base"}`)
	if status != 200 || body != `{"model":"base"}` || h.Get("Content-Type") != "application/json" {
		t.Fatalf("%d %q %v", status, body, h)
	}
	id := h.Get("Hallmark-Receipt")
	status, body, _ = r.get(t, "/v1/receipts/"+id, nil)
	var u hallmark.SignedUsage
	if err := json.Unmarshal([]byte(body), &u); err != nil || status != 200 || u.Receipt.ID.String() != id {
		t.Errorf("%d %s %v", status, body, err)
	}
	r.Answer = func(c *inferencetest.Call) { c.Status, c.Units = 404, [][]byte{[]byte(`{"error":{}}`)} }
	if status, body, h := r.chat(t, `{"model":"base"}`); status != 404 || body != `{"error":{}}` || h.Get("X-Should-Retry") != "false" {
		t.Errorf("%d %q", status, body)
	}
}

func TestStreams(t *testing.T) {
	r := start(t, nil)
	r.Answer = events(3)
	status, body, h := r.chat(t, `{"model":"base","stream":true}`)
	if want := "data: {\"n\":0}\n\ndata: {\"n\":1}\n\ndata: {\"n\":2}\n\ndata: [DONE]\n\n"; status != 200 || body != want {
		t.Errorf("%d %q", status, body)
	}
	if id := h.Get("Hallmark-Receipt"); id != r.Signed()[0].Receipt.ID.String() {
		t.Errorf("the trailer names the receipt %q", id)
	}
}

// TestUnitsThatCameTogether: an application has them all, but [DONE], while the
// receipt is still waited for.
func TestUnitsThatCameTogether(t *testing.T) {
	r := start(t, nil)
	read := make(chan struct{})
	r.Answer = func(c *inferencetest.Call) { events(3)(c); c.Together = true }
	r.Lie = func(*hallmark.Usage) { <-read }
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	q, err := http.NewRequestWithContext(ctx, http.MethodPost, r.url+"/v1/chat/completions", strings.NewReader(`{"model":"base","stream":true}`))
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(q)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	before := make([]byte, len("data: {\"n\":0}\n\n")*3)
	_, err = io.ReadFull(resp.Body, before)
	close(read)
	if err != nil || !strings.HasSuffix(string(before), "data: {\"n\":2}\n\n") {
		t.Fatalf("%q, %v", before, err)
	}
	if rest, err := io.ReadAll(resp.Body); err != nil || string(rest) != "data: [DONE]\n\n" {
		t.Errorf("%q, %v", rest, err)
	}
}

// TestAFailedCheckBreaksTheStream and ends the proxy's work, visibly.
func TestAFailedCheckBreaksTheStream(t *testing.T) {
	r := start(t, nil)
	r.Answer = events(2)
	r.Lie = func(u *hallmark.Usage) { u.Response.Head[0]++ }
	_, body, h := r.chat(t, `{"model":"base","stream":true}`)
	if strings.Contains(body, "[DONE]") || !strings.Contains(body, `data: {"error":{"message":"receipt body: `) || !strings.Contains(body, `"code":"receipt body"`) {
		t.Errorf("%q", body)
	}
	if h.Get("Hallmark-Receipt") != "" {
		t.Error("a receipt that does not hold was shown")
	}
	opened := r.Opened
	status, body, h := r.chat(t, `{"model":"base"}`)
	if status != 502 || !strings.Contains(body, "receipt body") || h.Get("X-Should-Retry") != "false" || r.Opened != opened {
		t.Errorf("afterwards: %d %q", status, body)
	}
	if _, page, _ := r.get(t, "/", nil); !strings.Contains(page, "Stopped.") || !strings.Contains(page, "<strong>receipt body</strong>") {
		t.Errorf("the status page does not show it:\n%s", page)
	}
	waitFor(t, func() bool { // a request is counted after its end
		_, m, _ := r.get(t, "/metrics", nil)
		return strings.Contains(m, "hallmark_session_failed_checks 1") && strings.Contains(m, `outcome="receipt body",route="/v1/chat/completions"} 1`)
	})
}

func TestAFailedCheckOfAWholeAnswer(t *testing.T) {
	r := start(t, nil)
	r.Lie = func(u *hallmark.Usage) { u.Transport = hallmark.TransportTLS }
	status, body, _ := r.chat(t, `{"model":"base"}`)
	if status != 502 || !strings.Contains(body, `"code":"receipt transport"`) {
		t.Errorf("%d %q", status, body)
	}
}

func TestGuard(t *testing.T) {
	r := start(t, func(_ *inference.Config, c *proxy.Config) { c.Token = "secret" })
	bearer := "Bearer secret"
	for _, c := range []struct {
		name   string
		path   string
		header http.Header
		want   int
	}{
		{"the token", "/v1/receipts", http.Header{"Authorization": {bearer}}, 200},
		{"no token", "/v1/receipts", nil, 401},
		{"wrong token", "/v1/receipts", http.Header{"Authorization": {"Bearer secre"}}, 401},
		{"the page without a token", "/", nil, 200},
		{"rebound name", "/v1/receipts", http.Header{"Authorization": {bearer}, "Host": {"attacker.example:8080"}}, 403},
		{"rebound page", "/", http.Header{"Host": {"attacker.example"}}, 403},
		{"other page", "/v1/receipts", http.Header{"Authorization": {bearer}, "Origin": {"https://attacker.example"}}, 403},
		{"other page by fetch metadata", "/v1/receipts", http.Header{"Authorization": {bearer}, "Sec-Fetch-Site": {"cross-site"}}, 403},
		{"opaque page", "/v1/receipts", http.Header{"Authorization": {bearer}, "Origin": {"null"}}, 403},
		{"own page", "/v1/receipts", http.Header{"Authorization": {bearer}, "Origin": {r.url}, "Sec-Fetch-Site": {"same-origin"}}, 200},
		{"localhost", "/v1/receipts", http.Header{"Authorization": {bearer}, "Host": {"localhost:1"}}, 200},
		{"IPv6", "/v1/receipts", http.Header{"Authorization": {bearer}, "Host": {"[::1]:1"}}, 200},
		{"nothing there", "/x", http.Header{"Authorization": {bearer}}, 404},
	} {
		if status, body, _ := r.get(t, c.path, c.header); status != c.want {
			t.Errorf("%s: %d, want %d: %.200s", c.name, status, c.want, body)
		}
	}
	for address, ok := range map[string]bool{"127.0.0.1:1": true, "localhost:1": true, "[::1]:1": true, "0.0.0.0:1": false, ":1": false, "192.0.2.1:1": false, "127.0.0.1": false} {
		if err := proxy.CheckListen(address, false); (err == nil) != ok {
			t.Errorf("--listen %s: %v", address, err)
		}
	}
	if err := proxy.CheckListen("0.0.0.0:1", true); err != nil {
		t.Error(err)
	}
}

func TestAliases(t *testing.T) {
	aliases, err := proxy.ParseAliases([]string{"gpt-4o-mini=other", "*=base"})
	if err != nil {
		t.Fatal(err)
	}
	r := start(t, func(_ *inference.Config, c *proxy.Config) { c.Aliases = aliases })
	r.Answer = func(c *inferencetest.Call) {
		if c.Model.Name == "other" {
			c.Model.Base = hallmark.Digest{8}
		}
	}
	for body, want := range map[string]string{
		`{"model":"gpt-4o-mini","x":"\u00e9"}`:          `{"model":"other","x":"\u00e9"}`,
		`{"a":[{"model":"m"}], "model" : "gpt-5" }`:     `{"a":[{"model":"m"}], "model" : "base" }`,
		`{"model":"other"}`:                             `{"model":"other"}`,
		`{"model":"gpt-4o-mini","model":"gpt-4o-mini"}`: `{"model":"gpt-4o-mini","model":"other"}`,
	} {
		if _, got, _ := r.chat(t, body); got != want {
			t.Errorf("%s became %s", body, got)
		}
	}
	if _, err := proxy.ParseAliases([]string{"x"}); hallmark.KindOf(err) != hallmark.Invalid {
		t.Error(err)
	}
}

func TestReceiptPages(t *testing.T) {
	r := start(t, nil)
	if _, body, _ := r.get(t, "/v1/receipts", nil); body != `{"object":"list","data":[],"has_more":false}`+"\n" {
		t.Errorf("%q", body)
	}
	for range 3 {
		r.chat(t, `{"model":"base"}`)
	}
	var page struct {
		Data    []hallmark.SignedUsage
		HasMore bool `json:"has_more"`
	}
	_, body, _ := r.get(t, "/v1/receipts?limit=2", nil)
	if err := json.Unmarshal([]byte(body), &page); err != nil || len(page.Data) != 2 || !page.HasMore || page.Data[0].Receipt.Sequence != 3 {
		t.Errorf("%s %v", body, err)
	}
	_, body, _ = r.get(t, "/v1/receipts?limit=2&after="+page.Data[1].Receipt.ID.String(), nil)
	if err := json.Unmarshal([]byte(body), &page); err != nil || len(page.Data) != 1 || page.HasMore {
		t.Errorf("%s %v", body, err)
	}
	for _, path := range []string{"/v1/receipts?limit=x", "/v1/receipts?after=x"} {
		if status, _, _ := r.get(t, path, nil); status != 400 {
			t.Errorf("%s: %d", path, status)
		}
	}
	if status, _, _ := r.get(t, "/v1/receipts/x", nil); status != 404 {
		t.Errorf("an unknown receipt: %d", status)
	}
}

func TestTheProviderIsBusy(t *testing.T) {
	r := start(t, nil)
	r.Carry = func([]byte, func([]byte) (io.ReadCloser, error)) (io.ReadCloser, error) {
		return nil, hallmark.Errorf(hallmark.Unavailable, "no answer")
	}
	if status, _, h := r.chat(t, `{"model":"base"}`); status != 503 || h.Get("X-Should-Retry") != "false" {
		t.Errorf("no answer: %d, retry %s", status, h.Get("X-Should-Retry"))
	}
}

func TestTooLarge(t *testing.T) {
	r := start(t, nil)
	if status, _, _ := r.chat(t, strings.Repeat(" ", 31<<20+1)); status != 413 {
		t.Errorf("%d", status)
	}
}

// open starts a stream and gives its reader.
func (r *rig) open(ctx context.Context, t *testing.T) *http.Response {
	t.Helper()
	q, err := http.NewRequestWithContext(ctx, http.MethodPost, r.url+"/v1/chat/completions", strings.NewReader(`{"model":"base","stream":true}`))
	if err != nil {
		t.Fatal(err)
	}
	q.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(q)
	if err != nil {
		t.Fatal(err)
	}
	return resp
}

// TestUnitsComeOneByOne: the first event is there while the enclave still works
// on the second.
func TestUnitsComeOneByOne(t *testing.T) {
	r := start(t, nil)
	next := make(chan []byte)
	r.Stream = func(c *inferencetest.Call) <-chan []byte { c.ContentType = "text/event-stream"; return next }
	opened := make(chan *http.Response)
	go func() { opened <- r.open(t.Context(), t) }()
	next <- []byte("data: 1\n\n")
	resp := <-opened
	defer resp.Body.Close()
	lines := bufio.NewReader(resp.Body)
	for i := 1; i <= 3; i++ {
		line, err := lines.ReadString('\n')
		if err != nil || line != fmt.Sprintf("data: %d\n", i) {
			t.Fatalf("%q, %v", line, err)
		}
		if _, err := lines.ReadString('\n'); err != nil {
			t.Fatal(err)
		}
		if i < 3 {
			next <- fmt.Appendf(nil, "data: %d\n\n", i+1)
		}
	}
	close(next)
	if rest, err := io.ReadAll(lines); err != nil || len(rest) != 0 {
		t.Errorf("%q, %v", rest, err)
	}
}

// TestDisconnectStopsTheEnclave, and its receipt is kept.
func TestDisconnectStopsTheEnclave(t *testing.T) {
	r := start(t, nil)
	var sent atomic.Int64
	unit := append(append([]byte("data: "), bytes.Repeat([]byte("x"), 1<<20)...), "\n\n"...)
	r.Stream = func(c *inferencetest.Call) <-chan []byte {
		c.ContentType = "text/event-stream"
		units := make(chan []byte)
		go func() {
			defer close(units)
			for sent.Load() < 1000 {
				select {
				case units <- unit:
					sent.Add(1)
				case <-c.Gone:
					return
				}
			}
		}()
		return units
	}
	ctx, leave := context.WithCancel(t.Context())
	defer leave()
	resp := r.open(ctx, t)
	if _, err := io.ReadFull(resp.Body, make([]byte, len(unit))); err != nil {
		t.Fatal(err)
	}
	// Nobody reads now: what the enclave may send is bounded by the buffers
	// between. The time only gives a proxy that reads ahead a chance to be seen.
	time.Sleep(200 * time.Millisecond)
	if n := sent.Load(); n > 64 {
		t.Errorf("%d MiB were taken from the enclave for a client that read one", n)
	}
	leave()
	if err := resp.Body.Close(); err != nil && !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	waitFor(t, func() bool { return r.session.Status().Receipts == 1 })
	if u := r.Signed()[0].Receipt; u.Stopped != "disconnect" || u.Response.Units >= 1000 {
		t.Errorf("%s after %d units", u.Stopped, u.Response.Units)
	}
}

func waitFor(t *testing.T, done func() bool) {
	t.Helper()
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for !done() {
		select {
		case <-tick.C:
		case <-t.Context().Done():
			t.Fatal("it never came")
		}
	}
}
