package storage_test

import (
	"context"
	"encoding/binary"
	"io"
	"os"
	"runtime/metrics"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/hallmark-tee/hallmark/storage/storagetest"
)

// BenchmarkReader streams a file from a node in the same process over loopback
// HTTP with every proof checked; all costs of node and reader are in the
// figures. heap-peak-MB and rss-peak-MB cover node, chain and reader together
// (the latter uploads too); cpu-s/GiB is user and system time of the process.
func BenchmarkReader(b *testing.B) {
	for name, size := range map[string]int64{"64MiB": 64 << 20, "1GiB": 1 << 30} {
		b.Run(name, func(b *testing.B) { benchmarkReader(b, size) })
	}
}

func benchmarkReader(b *testing.B, size int64) {
	chain := storagetest.NewChain(b)
	c := chain.Blobs(b, chain.Node(b))
	stored, err := c.Put(context.Background(), noise{}, size)
	if err != nil {
		b.Fatal(err)
	}
	stop := make(chan struct{})
	var wg sync.WaitGroup
	var peak uint64
	wg.Go(func() { peak = watchHeap(stop) })
	b.SetBytes(size)
	before, start := cpu(), time.Now()
	for b.Loop() {
		blob, err := c.Open(context.Background(), stored.Root)
		if err != nil {
			b.Fatal(err)
		}
		if n, err := io.Copy(io.Discard, struct{ io.Reader }{blob}); err != nil || n != size {
			b.Fatal(n, err)
		}
		blob.Close()
	}
	used := cpu() - before
	b.ReportMetric(used.Seconds()/float64(b.N)/(float64(size)/(1<<30)), "cpu-s/GiB")
	b.ReportMetric(used.Seconds()/time.Since(start).Seconds(), "cores")
	close(stop)
	wg.Wait()
	b.ReportMetric(float64(peak)/(1<<20), "heap-peak-MB")
	b.ReportMetric(rssPeak(b), "rss-peak-MB")
}

// noise is an endless file made from its offsets.
type noise struct{}

func (noise) ReadAt(p []byte, off int64) (int, error) {
	for i := 0; i+8 <= len(p); i += 8 {
		x := uint64(off+int64(i)) * 0x9e3779b97f4a7c15
		binary.LittleEndian.PutUint64(p[i:], x^x>>29)
	}
	return len(p), nil
}

// watchHeap samples the live and dead objects of the heap until stop.
func watchHeap(stop chan struct{}) (peak uint64) {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for {
		metrics.Read(sample)
		peak = max(peak, sample[0].Value.Uint64())
		select {
		case <-stop:
			return peak
		case <-tick.C:
		}
	}
}

func cpu() time.Duration {
	var u syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// rssPeak is VmHWM in MB, 0 where the system does not say.
func rssPeak(b *testing.B) float64 {
	text, _ := os.ReadFile("/proc/self/status")
	_, rest, _ := strings.Cut(string(text), "VmHWM:")
	kb, _, _ := strings.Cut(strings.TrimSpace(rest), " ")
	n, _ := strconv.ParseFloat(kb, 64)
	return n / 1024
}
