// Package metrics counts what the worker does, for Prometheus: exchanges, jobs,
// batches, transactions, channels, and the enclave's own counters.
//
// Its labels have few values each. No address, job, model of a user, prompt or
// key is ever one: whoever may read the metrics learns how much is going on,
// not who does what.
package metrics

import (
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

const namespace = "hallmark"

// Metrics are one worker's.
type Metrics struct {
	registry *prometheus.Registry

	running  prometheus.Gauge
	refused  *prometheus.CounterVec
	ended    *prometheus.CounterVec
	bytes    prometheus.Counter
	first    prometheus.Histogram
	duration prometheus.Histogram
	steps    *prometheus.HistogramVec
	sending  prometheus.Gauge
	sent     *prometheus.HistogramVec
}

// New makes metrics; what the worker's parts know is read from s at each
// scrape.
func New(s Sources) *Metrics {
	m := &Metrics{
		registry: prometheus.NewRegistry(),
		running: prometheus.NewGauge(prometheus.GaugeOpts{
			Namespace: namespace, Subsystem: "exchange", Name: "running", Help: "Exchanges that are relayed now.",
		}),
		refused: prometheus.NewCounterVec(prometheus.CounterOpts{
			Namespace: namespace, Subsystem: "exchange", Name: "refused_total", Help: "Exchanges that the worker had no room for, by reason.",
		}, []string{"reason"}),
		ended: prometheus.NewCounterVec(prometheus.CounterOpts{
			Namespace: namespace, Subsystem: "exchange", Name: "ended_total", Help: "Exchanges that are over, by how they ended.",
		}, []string{"how"}),
		bytes: prometheus.NewCounter(prometheus.CounterOpts{
			Namespace: namespace, Subsystem: "exchange", Name: "response_bytes_total", Help: "Sealed bytes that went to clients.",
		}),
		first: prometheus.NewHistogram(prometheus.HistogramOpts{
			Namespace: namespace, Subsystem: "exchange", Name: "first_byte_seconds", Help: "From the request to the first sealed byte of the answer.",
			Buckets: prometheus.ExponentialBuckets(0.0005, 2, 18),
		}),
		duration: prometheus.NewHistogram(prometheus.HistogramOpts{
			Namespace: namespace, Subsystem: "exchange", Name: "seconds", Help: "From the request to the last byte of the answer.",
			Buckets: prometheus.ExponentialBuckets(0.001, 2, 20),
		}),
		steps: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Namespace: namespace, Name: "step_seconds", Help: "Attempts of the workflows' steps, by step and result: ok, or the kind of the error.",
			Buckets: prometheus.ExponentialBuckets(0.01, 3, 12),
		}, []string{"step", "result"}),
	}
	m.sending = prometheus.NewGauge(prometheus.GaugeOpts{
		Namespace: namespace, Subsystem: "outbox", Name: "waiting", Help: "Transactions that are waited for now.",
	})
	m.sent = prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Namespace: namespace, Subsystem: "outbox", Name: "seconds", Help: "From a transaction's sending to its block, by purpose and result: ok, or the kind of the error.",
		Buckets: prometheus.ExponentialBuckets(0.05, 2, 14),
	}, []string{"purpose", "result"})
	m.registry.MustRegister(m.sending, m.sent, m.running, m.refused, m.ended, m.bytes, m.first, m.duration, m.steps,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}), newCollector(s))
	return m
}

// Handler serves the metrics.
func (m *Metrics) Handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{ErrorHandling: promhttp.ContinueOnError})
}

// Refused is of relay.Observer.
func (m *Metrics) Refused(why string) { m.refused.WithLabelValues(why).Inc() }

// Began is of relay.Observer.
func (m *Metrics) Began() { m.running.Inc() }

// Answered is of relay.Observer.
func (m *Metrics) Answered(after time.Duration) { m.first.Observe(after.Seconds()) }

// Ended is of relay.Observer.
func (m *Metrics) Ended(how string, after time.Duration, bytes int64) {
	m.running.Dec()
	m.ended.WithLabelValues(how).Inc()
	m.bytes.Add(float64(bytes))
	m.duration.Observe(after.Seconds())
}

// Step counts one attempt of a workflow's step.
func (m *Metrics) Step(step string, took time.Duration, err error) {
	m.steps.WithLabelValues(step, result(err)).Observe(took.Seconds())
}
