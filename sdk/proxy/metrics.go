package proxy

import (
	"errors"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/sdk/inference"
)

type metrics struct {
	requests   *prometheus.CounterVec   // by route and outcome
	duration   *prometheus.HistogramVec // by route
	firstUnit  *prometheus.HistogramVec // of streams, by route
	tokens     *prometheus.CounterVec   // by direction
	missed     prometheus.Counter
	enclaveTTF prometheus.Histogram
}

func (m *metrics) register(r *prometheus.Registry, s *inference.Session) {
	buckets := prometheus.ExponentialBuckets(0.001, 2.5, 14)
	m.requests = prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "hallmark_proxy_requests_total", Help: "Requests by route and outcome: ok, or the kind of the error, or the failed check.",
	}, []string{"route", "outcome"})
	m.duration = prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name: "hallmark_proxy_request_seconds", Help: "Time from a request to the end of its answer.", Buckets: buckets,
	}, []string{"route"})
	m.firstUnit = prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name: "hallmark_proxy_first_unit_seconds", Help: "Time from a request to the first event of its stream.", Buckets: buckets,
	}, []string{"route"})
	m.tokens = prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "hallmark_proxy_tokens_total", Help: "Tokens metered by receipts.",
	}, []string{"direction"})
	m.missed = prometheus.NewCounter(prometheus.CounterOpts{
		Name: "hallmark_proxy_objective_missed_total", Help: "Receipts that say the service level was missed.",
	})
	m.enclaveTTF = prometheus.NewHistogram(prometheus.HistogramOpts{
		Name: "hallmark_enclave_first_token_seconds", Help: "Time to the first token by the enclave's clock, from receipts.", Buckets: buckets,
	})
	r.MustRegister(m.requests, m.duration, m.firstUnit, m.tokens, m.missed, m.enclaveTTF)
	gauge := func(name, help string, of func(inference.Status) float64) {
		r.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, func() float64 { return of(s.Status()) }))
	}
	gauge("hallmark_session_spent_coins", "Sum of the fees of the receipts kept, in 0G.", func(s inference.Status) float64 { return coins(s.Spent) })
	gauge("hallmark_session_ceiling_coins", "Ceiling of the voucher in force, in 0G, since the channel began.", func(s inference.Status) float64 { return coins(s.Ceiling) })
	gauge("hallmark_session_cap_coins", "Spending cap, in 0G.", func(s inference.Status) float64 { return coins(s.Cap) })
	gauge("hallmark_session_missing_coins", "Metered without a receipt, in 0G.", func(s inference.Status) float64 { return coins(s.Missing) })
	gauge("hallmark_session_receipts", "Receipts kept.", func(s inference.Status) float64 { return float64(s.Receipts) })
	gauge("hallmark_session_exchanges", "Exchanges on their way.", func(s inference.Status) float64 { return float64(s.Flying) })
	gauge("hallmark_session_failed_checks", "Checks that did not hold; more than 0: stopped.", func(s inference.Status) float64 { return float64(len(s.Failures)) })
	gauge("hallmark_session_simulated", "1 where the enclave runs on SIMULATED hardware.", func(s inference.Status) float64 {
		if s.Simulated {
			return 1
		}
		return 0
	})
}

// coins is an amount for a chart; money is never computed from it.
func coins(a hallmark.Amount) float64 {
	f, _ := a.Big().Float64()
	return f / 1e18
}

func (m *metrics) done(route string, began time.Time, err error) {
	m.requests.WithLabelValues(route, outcome(err)).Inc()
	m.duration.WithLabelValues(route).Observe(time.Since(began).Seconds())
}

func outcome(err error) string {
	var f *inference.Failure
	var p *problem
	switch {
	case err == nil:
		return "ok"
	case errors.As(err, &f):
		return f.Check
	case errors.As(err, &p):
		return p.Type
	}
	return hallmark.KindOf(err).String()
}

func (m *metrics) first(route string, began time.Time) {
	m.firstUnit.WithLabelValues(route).Observe(time.Since(began).Seconds())
}

func (m *metrics) receipt(u *hallmark.SignedUsage) {
	used := u.Receipt.Metered
	m.tokens.WithLabelValues("in").Add(float64(used.TokensIn))
	m.tokens.WithLabelValues("out").Add(float64(used.TokensOut))
	m.enclaveTTF.Observe((time.Duration(used.FirstToken) * time.Microsecond).Seconds())
	if !used.Objective {
		m.missed.Inc()
	}
}
