package bench

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/hallmark-tee/hallmark/enclave/engine/openai/upstreamtest"
	"github.com/hallmark-tee/hallmark/enclave/gateway"
	"github.com/hallmark-tee/hallmark/enclave/gateway/gatewaytest"
)

// mockSocket makes a process of this test binary the mock upstream: 10,000
// streams are more open files than one process may have.
const mockSocket = "HALLMARK_MOCK_SOCKET"

func TestMain(m *testing.M) {
	if socket := os.Getenv(mockSocket); socket != "" {
		if err := holdingMock(socket, os.Stdin, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// holdingMock serves streams that wait in the middle. It prints a line for each
// that has come there, and lets all go on for each line that it reads.
func holdingMock(socket string, in io.Reader, out io.Writer) error {
	var mu sync.Mutex
	release := make(chan struct{})
	hold := func(_ *http.Request, chunk int) bool {
		if chunk == 32 {
			mu.Lock()
			wait := release
			fmt.Fprintln(out, "waiting")
			mu.Unlock()
			<-wait
		}
		return true
	}
	l, err := net.Listen("unix", socket)
	if err != nil {
		return err
	}
	server := &http.Server{Handler: upstreamtest.New(upstreamtest.Config{Chunks: 64, Hold: hold})}
	go server.Serve(l) // ends with Close
	defer server.Close()
	fmt.Fprintln(out, "up")
	for lines := bufio.NewScanner(in); lines.Scan(); {
		mu.Lock()
		close(release)
		release = make(chan struct{})
		mu.Unlock()
	}
	return nil
}

// BenchmarkGatewayMany opens so many streams that all of them wait in the middle,
// counts what one takes of memory, and then lets them go on. Memory and processor
// time are of client and gateway; bare is a client that reads the mock itself.
func BenchmarkGatewayMany(b *testing.B) {
	for _, at := range []int{1000, 3000, 10000} {
		b.Run("streams="+itoa(at), func(b *testing.B) {
			for range b.N {
				p := newParking(b)
				c := p.world.Customer(b, rich)
				through := func(ctx context.Context) error { _, err := p.call(ctx, c); return err }
				p.park(b, 1, through) // the session is there when the many come
				bare, bareCPU := p.park(b, at, p.callDirect)
				p.direct.CloseIdleConnections()
				mine, cpu := p.park(b, at, through)
				b.ReportMetric((mine-bare)/1024, "KiB/stream")
				b.ReportMetric(cpu-bareCPU, "added-cpu-us/stream")
			}
		})
	}
}

// parking is a setup whose mock is a process of its own, and whose clients need
// no sockets.
type parking struct {
	*setup
	waiting *bufio.Scanner
	release io.Writer
}

func newParking(b *testing.B) *parking {
	b.Helper()
	raise(b)
	socket := filepath.Join(b.TempDir(), "u")
	mock := exec.Command(os.Args[0])
	mock.Env, mock.Stderr = append(os.Environ(), mockSocket+"="+socket), os.Stderr
	in, err := mock.StdinPipe()
	if err != nil {
		b.Fatal(err)
	}
	out, err := mock.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := mock.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { in.Close(); mock.Wait() })
	p := &parking{waiting: bufio.NewScanner(out), release: in}
	if !p.waiting.Scan() {
		b.Fatal("the mock did not come up")
	}
	p.setup = &setup{direct: unixClient(socket)}
	p.world = gatewaytest.Open(b, b.TempDir(), "unix://"+socket, gatewaytest.Options{InMemory: true, Limits: gateway.Limits{Requests: 1 << 15, User: 1 << 15}})
	return p
}

// park runs so many calls, all of which wait at chunk 32 until the last is
// there. It gives the bytes and the processor time of one.
func (p *parking) park(b *testing.B, at int, call func(context.Context) error) (bytes, cpu float64) {
	before, used := heap(), processor()
	var failed atomic.Bool
	var wg sync.WaitGroup
	for range at {
		wg.Go(func() {
			if err := call(b.Context()); err != nil && !failed.Swap(true) {
				b.Error(err)
			}
		})
	}
	for range at {
		if !p.waiting.Scan() || failed.Load() {
			b.Fatal("the mock is gone, or a call has failed")
		}
	}
	bytes = float64(heap()-before) / float64(at)
	if _, err := io.Copy(p.release, strings.NewReader("go on\n")); err != nil {
		b.Fatal(err)
	}
	wg.Wait()
	return bytes, float64((processor() - used).Microseconds()) / float64(at)
}

// heap is what heap and stacks hold after a collection.
func heap() int64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc + m.StackInuse)
}
