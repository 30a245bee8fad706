package relay_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"io"
	"log"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"go.opentelemetry.io/otel/trace/noop"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/wire"
	"github.com/hallmark-tee/hallmark/worker/relay"
)

// enclave answers as each test says.
type enclave func(ctx context.Context, size int64, sealed io.Reader) (io.ReadCloser, error)

func (e enclave) Exchange(ctx context.Context, size int64, sealed io.Reader) (*http.Response, error) {
	body, err := e(ctx, size, sealed)
	if err != nil {
		return nil, err
	}
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{"Content-Type": {wire.ContentSealed}}, Body: body}, nil
}

// notes counts what the observer hears.
type notes struct {
	mu      sync.Mutex
	refused []string
	ended   chan string
}

func (n *notes) Refused(why string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.refused = append(n.refused, why)
}
func (n *notes) Began()                                     {}
func (n *notes) Answered(time.Duration)                     {}
func (n *notes) Ended(how string, _ time.Duration, _ int64) { n.ended <- how }

type desk struct {
	t     *testing.T
	url   string
	relay *relay.Relay
	notes *notes
}

func serve(t *testing.T, l relay.Limits, e enclave) *desk {
	t.Helper()
	d := &desk{t: t, notes: &notes{ended: make(chan string, 100)}}
	d.relay = relay.New(e, l, d.notes, noop.Tracer{}, slog.New(slog.DiscardHandler))
	s := httptest.NewServer(d.relay)
	t.Cleanup(s.Close)
	d.url = s.URL
	return d
}

func (d *desk) post(ctx context.Context, body io.Reader, header ...string) *http.Response {
	d.t.Helper()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, d.url, body)
	if err != nil {
		d.t.Fatal(err)
	}
	for i := 0; i < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		d.t.Fatal(err)
	}
	d.t.Cleanup(func() { resp.Body.Close() })
	return resp
}

// problem requires a refusal.
func (d *desk) problem(resp *http.Response, status int, kind hallmark.Kind) {
	d.t.Helper()
	var p hallmark.Problem
	if err := json.NewDecoder(resp.Body).Decode(&p); err != nil || resp.StatusCode != status || p.Kind != kind.String() || p.Text == "" {
		d.t.Errorf("%d %+v, %v; want %d %s", resp.StatusCode, p, err, status, kind)
	}
}

func all(t *testing.T, r io.Reader) []byte {
	t.Helper()
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func echo(_ context.Context, _ int64, sealed io.Reader) (io.ReadCloser, error) {
	b, err := io.ReadAll(sealed)
	return io.NopCloser(bytes.NewReader(b)), err
}

func TestBytesPassUnchangedBothWays(t *testing.T) {
	d := serve(t, relay.Limits{}, echo)
	body := make([]byte, 3<<20)
	rand.Read(body)
	for name, r := range map[string]io.Reader{"of known length": bytes.NewReader(body), "chunked": io.MultiReader(bytes.NewReader(body))} {
		resp := d.post(t.Context(), r)
		if kind := resp.Header.Get("Content-Type"); kind != wire.ContentSealed {
			t.Errorf("%s: the media type is %s", name, kind)
		}
		if got := all(t, resp.Body); resp.StatusCode != http.StatusOK || !bytes.Equal(got, body) {
			t.Errorf("%s: status %d, %d bytes come back", name, resp.StatusCode, len(got))
		}
		if how := <-d.notes.ended; how != "done" {
			t.Errorf("%s ended %s", name, how)
		}
	}
}

// TestEveryUnitArrivesBeforeTheNextIsMade: the enclave waits with each unit for
// the client to have read the one before.
func TestEveryUnitArrivesBeforeTheNextIsMade(t *testing.T) {
	read := make(chan struct{})
	d := serve(t, relay.Limits{}, func(_ context.Context, _ int64, sealed io.Reader) (io.ReadCloser, error) {
		if _, err := io.ReadAll(sealed); err != nil {
			return nil, err
		}
		out, in := io.Pipe()
		go func() {
			for range 5 {
				_, _ = in.Write([]byte("unit"))
				<-read
			}
			in.Close()
		}()
		return out, nil
	})
	resp := d.post(t.Context(), strings.NewReader("x"))
	for range 5 {
		unit := make([]byte, 4)
		if _, err := io.ReadFull(resp.Body, unit); err != nil || string(unit) != "unit" {
			t.Fatalf("%q, %v", unit, err)
		}
		read <- struct{}{}
	}
	if rest := all(t, resp.Body); len(rest) != 0 {
		t.Errorf("%d bytes more", len(rest))
	}
}

func TestAClientThatLeavesStopsTheEnclave(t *testing.T) {
	stopped := make(chan error, 1)
	d := serve(t, relay.Limits{}, func(ctx context.Context, _ int64, sealed io.Reader) (io.ReadCloser, error) {
		if _, err := io.ReadAll(sealed); err != nil {
			return nil, err
		}
		out, in := io.Pipe()
		go func() {
			_, _ = in.Write([]byte("first"))
			<-ctx.Done()
			stopped <- ctx.Err()
			in.CloseWithError(ctx.Err())
		}()
		return out, nil
	})
	ctx, leave := context.WithCancel(t.Context())
	resp := d.post(ctx, strings.NewReader("x"))
	if _, err := io.ReadFull(resp.Body, make([]byte, 5)); err != nil {
		t.Fatal(err)
	}
	leave()
	if err := <-stopped; !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if how := <-d.notes.ended; how != "disconnect" {
		t.Errorf("it ended %s", how)
	}
}

func TestAResponseThatIsCutLooksCut(t *testing.T) {
	d := serve(t, relay.Limits{}, func(context.Context, int64, io.Reader) (io.ReadCloser, error) {
		out, in := io.Pipe()
		go func() {
			_, _ = in.Write([]byte("half"))
			in.CloseWithError(errors.New("killed"))
		}()
		return out, nil
	})
	resp := d.post(t.Context(), strings.NewReader("x"))
	if b, err := io.ReadAll(resp.Body); err == nil {
		t.Errorf("%q ends as if it were whole", b)
	}
	if how := <-d.notes.ended; how != "unavailable" {
		t.Errorf("it ended %s", how)
	}
}

// socket is a relay before what answers on a unix socket.
func socket(t *testing.T, h http.HandlerFunc) *desk {
	t.Helper()
	path := filepath.Join(t.TempDir(), "enclave.sock")
	l, err := net.Listen("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	s := &http.Server{Handler: h}
	go func() { _ = s.Serve(l) }()
	client := wire.Dial(path)
	t.Cleanup(func() { client.Close(); s.Close() })
	d := &desk{t: t, notes: &notes{ended: make(chan string, 100)}}
	d.relay = relay.New(client, relay.Limits{}, d.notes, noop.Tracer{}, slog.New(slog.DiscardHandler))
	front := httptest.NewServer(d.relay)
	t.Cleanup(front.Close)
	d.url = front.URL
	return d
}

func TestTheEnclavesRefusalKeepsItsKind(t *testing.T) {
	for kind, status := range map[hallmark.Kind]int{hallmark.Unfunded: 402, hallmark.Conflict: 409, hallmark.Tampered: 422, hallmark.Unavailable: 429} {
		d := socket(t, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			w.Header().Set("Retry-After", "7")
			w.WriteHeader(status)
			_ = json.NewEncoder(w).Encode(hallmark.Problem{Kind: kind.String(), Text: "replay: no"})
		})
		resp := d.post(t.Context(), strings.NewReader("x"))
		if got := resp.Header.Get("Retry-After"); got != "7" {
			t.Errorf("Retry-After is %q", got)
		}
		d.problem(resp, status, kind)
		if how := <-d.notes.ended; how != "refused" {
			t.Errorf("it ended %s", how)
		}
	}
}

func TestAnEnclaveThatIsAway(t *testing.T) {
	d := serve(t, relay.Limits{}, func(context.Context, int64, io.Reader) (io.ReadCloser, error) {
		return nil, hallmark.Errorf(hallmark.Unavailable, "the enclave does not answer")
	})
	d.problem(d.post(t.Context(), strings.NewReader("x")), http.StatusServiceUnavailable, hallmark.Unavailable)
}

// TestAConnectionOutlivesAnEnclaveThatDies: the enclave goes away before it has
// read the request, over and over, on connections that clients keep. What the
// server says of its own mistakes must be nothing.
func TestAConnectionOutlivesAnEnclaveThatDies(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s")
	l, err := net.Listen("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			c.Close()
		}
	}()
	client := wire.Dial(path)
	d := &desk{t: t, notes: &notes{ended: make(chan string, 10_000)}}
	d.relay = relay.New(client, relay.Limits{PerSecond: -1}, d.notes, noop.Tracer{}, slog.New(slog.DiscardHandler))
	var complaints strings.Builder
	front := httptest.NewUnstartedServer(d.relay)
	front.Config.ErrorLog = log.New(&complaints, "", 0)
	front.Start()
	d.url = front.URL
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 50 {
				req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, d.url, bytes.NewReader(make([]byte, 100_000)))
				if err != nil {
					t.Error(err)
					return
				}
				resp, err := front.Client().Do(req)
				if err != nil {
					continue // the answer may come as a cut connection: the body was not read
				}
				if resp.StatusCode != http.StatusServiceUnavailable {
					t.Errorf("status %d", resp.StatusCode)
				}
				resp.Body.Close()
			}
		})
	}
	all.Wait()
	client.Close()
	l.Close()
	front.Close()
	if complaints.Len() > 0 {
		t.Errorf("the server complains:\n%.500s", complaints.String())
	}
}

func TestALongRequestIsRefused(t *testing.T) {
	d := serve(t, relay.Limits{Request: 1000}, echo)
	for name, r := range map[string]io.Reader{
		"by its length": bytes.NewReader(make([]byte, 1001)), "while it comes": io.MultiReader(bytes.NewReader(make([]byte, 1001))),
	} {
		t.Log(name)
		d.problem(d.post(t.Context(), r), http.StatusRequestEntityTooLarge, hallmark.Exhausted)
	}
	if b := all(t, d.post(t.Context(), bytes.NewReader(make([]byte, 1000))).Body); len(b) != 1000 {
		t.Errorf("%d bytes of the longest request that is allowed", len(b))
	}
}

func TestEachAddressHasItsRate(t *testing.T) {
	d := serve(t, relay.Limits{PerSecond: 0.001, Burst: 2, Forwarded: true}, echo)
	from := func(hops string) *http.Response {
		t.Helper()
		return d.post(t.Context(), strings.NewReader("x"), "X-Forwarded-For", hops)
	}
	for _, hops := range []string{"192.0.2.1", "198.51.100.9, 192.0.2.1", "2001:db8::1", "2001:db8::2"} { // only the proxy's own entry counts
		if resp := from(hops); resp.StatusCode != http.StatusOK {
			t.Errorf("%s: %d", hops, resp.StatusCode)
		}
	}
	for _, hops := range []string{"192.0.2.1", "2001:db8::3"} { // a subscriber has a whole network
		resp := from(hops)
		if resp.Header.Get("Retry-After") == "" {
			t.Errorf("%s: no Retry-After", hops)
		}
		d.problem(resp, http.StatusTooManyRequests, hallmark.Unavailable)
	}
	if resp := from("192.0.2.2"); resp.StatusCode != http.StatusOK {
		t.Errorf("another address: %d", resp.StatusCode)
	}
	if len(d.notes.refused) != 2 || d.notes.refused[0] != "rate" {
		t.Errorf("the observer heard %v", d.notes.refused)
	}
}

func TestAHeaderCannotBeAnAddress(t *testing.T) { // without a proxy
	d := serve(t, relay.Limits{PerSecond: 0.001, Burst: 1}, echo)
	if resp := d.post(t.Context(), strings.NewReader("x"), "X-Forwarded-For", "192.0.2.1"); resp.StatusCode != http.StatusOK {
		t.Fatal(resp.StatusCode)
	}
	d.problem(d.post(t.Context(), strings.NewReader("x"), "X-Forwarded-For", "192.0.2.2"), http.StatusTooManyRequests, hallmark.Unavailable)
}

// held answers with nothing until it may go on.
func held(began chan<- struct{}, goOn <-chan struct{}) enclave {
	return func(_ context.Context, _ int64, sealed io.Reader) (io.ReadCloser, error) {
		began <- struct{}{}
		<-goOn
		return echo(nil, 0, sealed)
	}
}

func TestAFullHouseAndTheDrain(t *testing.T) {
	began, goOn := make(chan struct{}), make(chan struct{})
	d := serve(t, relay.Limits{Concurrent: 1}, held(began, goOn))
	answer := make(chan *http.Response, 1)
	go func() { answer <- d.post(t.Context(), strings.NewReader("inside")) }()
	<-began
	resp := d.post(t.Context(), strings.NewReader("x"))
	if resp.Header.Get("Retry-After") == "" {
		t.Error("no Retry-After")
	}
	d.problem(resp, http.StatusServiceUnavailable, hallmark.Unavailable)

	d.relay.Drain()
	d.problem(d.post(t.Context(), strings.NewReader("x")), http.StatusServiceUnavailable, hallmark.Unavailable)
	short, cancel := context.WithCancel(t.Context())
	cancel()
	if err := d.relay.Wait(short); hallmark.KindOf(err) != hallmark.Unavailable {
		t.Errorf("the drain is over while an exchange runs: %v", err)
	}
	if n, draining := d.relay.State(); n != 1 || !draining {
		t.Errorf("%d run, draining %t", n, draining)
	}
	close(goOn)
	if b := all(t, (<-answer).Body); string(b) != "inside" {
		t.Errorf("the exchange that ran gives %q", b)
	}
	if err := d.relay.Wait(t.Context()); err != nil {
		t.Error(err)
	}
	if want := []string{"busy", "drain"}; len(d.notes.refused) != 2 || d.notes.refused[0] != want[0] || d.notes.refused[1] != want[1] {
		t.Errorf("refused: %v, want %v", d.notes.refused, want)
	}
}

// TestASlowReaderHoldsItsOwnStreamBack: the enclave cannot run far ahead of a
// client that does not read, and the client gets everything in the end.
func TestASlowReaderHoldsItsOwnStreamBack(t *testing.T) {
	const units, size = 1024, 64 << 10
	var made atomic.Int64
	blocked := make(chan struct{})
	d := serve(t, relay.Limits{}, func(context.Context, int64, io.Reader) (io.ReadCloser, error) {
		out, in := io.Pipe()
		go func() {
			defer in.Close()
			unit := make([]byte, size)
			for range units {
				done := make(chan struct{})
				go func() {
					select {
					case <-done:
					case <-time.After(500 * time.Millisecond): // nothing moved: somebody holds it back
						select {
						case blocked <- struct{}{}:
						case <-done:
						}
					}
				}()
				if _, err := in.Write(unit); err != nil {
					close(done)
					return
				}
				close(done)
				made.Add(1)
			}
		}()
		return out, nil
	})
	resp := d.post(t.Context(), strings.NewReader("x"))
	<-blocked
	if n := made.Load(); n == units {
		t.Errorf("all %d MiB were made for a client that reads nothing", units*size>>20)
	}
	if n, err := io.Copy(io.Discard, resp.Body); err != nil || n != units*size {
		t.Errorf("%d bytes, %v", n, err)
	}
}
