package proxy_test

import (
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hallmark-tee/hallmark/sdk/inference"
	"github.com/hallmark-tee/hallmark/sdk/inference/inferencetest"
)

// BenchmarkProxyAdded asks for a stream of 64 events that come together by a session and through the
// proxy before the same session, in turn, and tells the median of what the proxy
// adds: HTTP on loopback, and events held to the receipt. Both check and sync
// every receipt.
func BenchmarkProxyAdded(b *testing.B) {
	const body = `{"model":"free","stream":true,"max_tokens":5}`
	r := start(b, nil)
	r.Answer = func(c *inferencetest.Call) { events(64)(c); c.Together = true }
	var direct, through []time.Duration
	for b.Loop() {
		begin := time.Now()
		resp, err := r.session.Do(b.Context(), inference.Request{Method: http.MethodPost, Path: "/v1/chat/completions", ContentType: "application/json", Body: []byte(body)})
		for err == nil {
			_, err = resp.Next()
		}
		if !errors.Is(err, io.EOF) {
			b.Fatal(err)
		}
		direct = append(direct, time.Since(begin))
		if err := resp.Close(); err != nil {
			b.Fatal(err)
		}
		begin = time.Now()
		answer, err := http.Post(r.url+"/v1/chat/completions", "application/json", strings.NewReader(body))
		if err != nil {
			b.Fatal(err)
		}
		text, err := io.ReadAll(answer.Body)
		if err != nil || answer.StatusCode != http.StatusOK || !strings.HasSuffix(string(text), "data: [DONE]\n\n") {
			b.Fatal(answer.StatusCode, string(text), err)
		}
		through = append(through, time.Since(begin))
		answer.Body.Close()
	}
	d, p := median(direct), median(through)
	b.ReportMetric(d, "session-us")
	b.ReportMetric(p-d, "added-us")
}

func median(d []time.Duration) float64 {
	slices.Sort(d)
	return float64(d[len(d)/2].Nanoseconds()) / 1e3
}
