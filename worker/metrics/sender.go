package metrics

import (
	"context"
	"strings"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/contracts"
)

// Outbox sends one transaction per purpose; package outbox.
type Outbox interface {
	Do(ctx context.Context, purpose string, c contracts.Call) (hallmark.Digest, error)
}

// Sender is an outbox that is counted.
type Sender struct {
	Outbox  Outbox
	Metrics *Metrics
}

// Do sends and waits as the outbox does. Only the first word of the purpose is
// a label: it names a kind of call and nobody's job.
func (s Sender) Do(ctx context.Context, purpose string, c contracts.Call) (hallmark.Digest, error) {
	began := time.Now()
	s.Metrics.sending.Inc()
	defer s.Metrics.sending.Dec()
	tx, err := s.Outbox.Do(ctx, purpose, c)
	word, _, _ := strings.Cut(purpose, "/")
	s.Metrics.sent.WithLabelValues(word, result(err)).Observe(time.Since(began).Seconds())
	return tx, err
}

// result is "ok" or the kind of an error.
func result(err error) string {
	if err == nil {
		return "ok"
	}
	return hallmark.KindOf(err).String()
}
