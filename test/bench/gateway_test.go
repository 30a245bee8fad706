package bench

import (
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/engine/openai/upstreamtest"
	"github.com/hallmark-tee/hallmark/enclave/gateway"
	"github.com/hallmark-tee/hallmark/enclave/gateway/gatewaytest"
	"github.com/hallmark-tee/hallmark/envelope"
)

const (
	path = "/v1/chat/completions"
	body = `{"model":"fixture","stream":true,"messages":[{"role":"user","content":"a question of the usual length, which the mock does not read"}]}`
	rich = 1 << 60
)

// setup is a mock upstream of 64-chunk streams on a unix socket, and a gateway
// over it.
type setup struct {
	world  *gatewaytest.World
	direct *http.Client
}

func newSetup(b *testing.B) *setup {
	b.Helper()
	raise(b)
	s := &setup{}
	socket := filepath.Join(b.TempDir(), "u")
	l, err := net.Listen("unix", socket)
	if err != nil {
		b.Fatal(err)
	}
	mock := &http.Server{Handler: upstreamtest.New(upstreamtest.Config{Chunks: 64})}
	go mock.Serve(l) // ends with Close
	b.Cleanup(func() { mock.Close() })
	s.world = gatewaytest.Open(b, b.TempDir(), "unix://"+socket, gatewaytest.Options{Limits: gateway.Limits{Requests: 1 << 15, User: 1 << 15}})
	s.direct = unixClient(socket)
	return s
}

// unixClient speaks to a server on a unix socket.
func unixClient(socket string) *http.Client {
	return &http.Client{Transport: &http.Transport{
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			return (&net.Dialer{}).DialContext(ctx, "unix", socket)
		},
		MaxIdleConnsPerHost: 1 << 15, DisableCompression: true,
	}}
}

// raise lets the process have as many open files as it may, and gives the
// number.
func raise(b *testing.B) uint64 {
	b.Helper()
	var l syscall.Rlimit
	err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &l)
	if err == nil && l.Cur < l.Max {
		l.Cur = l.Max
		err = syscall.Setrlimit(syscall.RLIMIT_NOFILE, &l)
	}
	if err != nil {
		b.Fatal(err)
	}
	return l.Cur
}

// pipe is a client before the standard library's reverse proxy, which looks at
// nothing: the least that anything in between adds.
func (s *setup) pipe(b *testing.B) *http.Client {
	b.Helper()
	socket := filepath.Join(b.TempDir(), "p")
	l, err := net.Listen("unix", socket)
	if err != nil {
		b.Fatal(err)
	}
	p := reverseProxy("upstream")
	p.Transport = s.direct.Transport
	server := &http.Server{Handler: p}
	go server.Serve(l) // ends with Close
	b.Cleanup(func() { server.Close() })
	return unixClient(socket)
}

// callDirect reads one stream of the mock's.
func (s *setup) callDirect(ctx context.Context) error { return read(ctx, s.direct) }

func read(ctx context.Context, c *http.Client) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://upstream"+path, bytes.NewReader([]byte(body)))
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", "application/json")
	resp, err := c.Do(r)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

// call signs, seals, reads one stream through the gateway and checks the
// receipt against it. It tells when the last unit had come.
func (s *setup) call(ctx context.Context, c *gatewaytest.Customer) (last time.Time, err error) {
	sealed, key, err := c.Seal(http.MethodPost, path, []byte(body))
	if err != nil {
		return last, err
	}
	a, err := gatewaytest.Exchange(ctx, s.world.Send, sealed, key, func(unit []byte) error {
		if bytes.HasPrefix(unit, []byte("data: [DONE]")) {
			last = time.Now()
		}
		return nil
	})
	if err == nil && (a.Units < 64 || a.Receipt.Receipt.Metered.TokensOut != 64) {
		err = hallmark.Errorf(hallmark.Mismatch, "%d units, %+v", a.Units, a.Receipt.Receipt.Metered)
	}
	if err == nil {
		c.Sealer.Resume(key) // as the SDK does: X25519 once a session
	}
	return last, err
}

func processor() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func median(d []time.Duration) float64 {
	slices.Sort(d)
	return float64(d[len(d)/2].Nanoseconds()) / 1e3
}

// BenchmarkGatewayAdded asks direct, through a bare reverse proxy, and through the
// gateway in turn, one at a time, and tells the medians: to the end of the text,
// and to the receipt, which waits for the disk. signed is one signature and one
// recovery, which stand between a request and its text.
func BenchmarkGatewayAdded(b *testing.B) {
	s := newSetup(b)
	c, pipe := s.world.Customer(b, rich), s.pipe(b)
	var direct, piped, text, receipt, signed []time.Duration
	for b.Loop() {
		begin := time.Now()
		if err := s.callDirect(b.Context()); err != nil {
			b.Fatal(err)
		}
		direct = append(direct, time.Since(begin))
		begin = time.Now()
		if err := read(b.Context(), pipe); err != nil {
			b.Log("the reverse proxy:", err) // once in 15,000 it cuts a body
		} else {
			piped = append(piped, time.Since(begin))
		}
		begin = time.Now()
		sig, err := envelope.Sign(hallmark.Digest{1}, c.Key)
		if err == nil {
			_, _, err = envelope.Recover(hallmark.Digest{1}, sig)
		}
		if err != nil {
			b.Fatal(err)
		}
		signed = append(signed, time.Since(begin))
		begin = time.Now()
		last, err := s.call(b.Context(), c)
		if err != nil {
			b.Fatal(err)
		}
		text, receipt = append(text, last.Sub(begin)), append(receipt, time.Since(begin))
	}
	d, t, r := median(direct), median(text), median(receipt)
	b.ReportMetric(d, "direct-us")
	b.ReportMetric(median(piped)-d, "pipe-added-us")
	b.ReportMetric(median(signed), "signed-us")
	b.ReportMetric(t-d, "added-us")
	b.ReportMetric(r-t, "receipt-us")
}

// BenchmarkGatewayStreams keeps streams running at once and tells how many a
// second there are, and what one costs of the processors: client, gateway and
// mock together, the client checking every receipt.
func BenchmarkGatewayStreams(b *testing.B) {
	for _, at := range []int{32, 256} {
		b.Run("concurrent="+itoa(at), func(b *testing.B) { s := newSetup(b); s.run(b, at, true) })
	}
	b.Run("direct=32", func(b *testing.B) { s := newSetup(b); s.run(b, 32, false) })
}

func itoa(n int) string { return hallmark.NewAmount(uint64(n)).String() }

func (s *setup) run(b *testing.B, at int, through bool) {
	c := s.world.Customer(b, rich)
	var next atomic.Int64
	var wg sync.WaitGroup
	n := int64(b.N)
	before, begin := processor(), time.Now()
	for range at {
		wg.Go(func() {
			for next.Add(1) <= n {
				var err error
				if through {
					_, err = s.call(b.Context(), c)
				} else {
					err = s.callDirect(b.Context())
				}
				if err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	wg.Wait()
	cpu := processor() - before
	b.ReportMetric(float64(n)/time.Since(begin).Seconds(), "streams/s")
	b.ReportMetric(float64(cpu.Microseconds())/float64(n), "cpu-us/stream")
	b.ReportMetric(2e6*float64(n)/float64(cpu.Microseconds()), "streams/2cpu-s")
}

// BenchmarkGatewaySeal is the client's part alone.
func BenchmarkGatewaySeal(b *testing.B) {
	s := newSetup(b)
	c := s.world.Customer(b, rich)
	for b.Loop() {
		if _, _, err := c.Seal(http.MethodPost, path, []byte(body)); err != nil {
			b.Fatal(err)
		}
	}
}
