package nvidia_test

import (
	"crypto/sha256"
	"syscall"
	"testing"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/nvidia"
	"github.com/hallmark-tee/hallmark/attestation/verdict"
)

// BenchmarkEightGPUs judges a whole 8-GPU machine: reports, chains, two RIMs,
// twelve revocation answers and nine tokens. cpu-ms/op is processor time, which
// other load on the machine does not change.
func BenchmarkEightGPUs(b *testing.B) {
	w := newWorld(b, 8)
	raw, err := nvidia.Encode(w.doc)
	if err != nil {
		b.Fatal(err)
	}
	o := w.options
	sum := hallmark.Digest(sha256.Sum256(raw))
	o.Digest = &sum
	b.ReportAllocs()
	before := processor()
	for b.Loop() {
		var s verdict.Sheet
		nvidia.VerifyDocument(raw, w.end, o, &s)
		if !s.Passed(nvidia.RIMMeasurement) {
			b.Fatal("refused")
		}
	}
	b.ReportMetric(float64((processor()-before).Microseconds())/1000/float64(b.N), "cpu-ms/op")
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) == nil {
		b.ReportMetric(float64(u.Maxrss)/1024, "peak-MB")
	}
}

func processor() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
