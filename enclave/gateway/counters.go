package gateway

import (
	"errors"
	"maps"
	"strings"
	"sync"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/wire"
)

// counters are the numbers since the start.
type counters struct {
	mu sync.Mutex
	s  wire.GatewayState
}

func (c *counters) init() {
	c.s.Refused, c.s.Stopped, c.s.Statuses = map[string]uint64{}, map[string]uint64{}, map[string]uint64{}
}

// refused counts a refusal under the name of its check.
func (c *counters) refused(err error) {
	name := "other"
	var r refusal
	if errors.As(err, &r) {
		name = r.check
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.s.Refused[name]++
}

// served counts an answered request.
func (c *counters) served(u *hallmark.Usage, contentType string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	s := &c.s
	s.Requests++
	if strings.HasPrefix(contentType, "text/event-stream") {
		s.Streams++
	}
	switch u.Response.Status / 100 {
	case 2:
		s.Statuses["2xx"]++
	case 4:
		s.Statuses["4xx"]++
	case 5:
		s.Statuses["5xx"]++
	}
	if u.Stopped != "" {
		s.Stopped[u.Stopped]++
	}
	m := u.Metered
	s.TokensIn, s.TokensOut, s.Images, s.Seconds = s.TokensIn+m.TokensIn, s.TokensOut+m.TokensOut, s.Images+m.Images, s.Seconds+m.Seconds
	if !m.Objective {
		s.Missed++
	}
	if sum, err := s.Fees.Add(u.Fee); err == nil {
		s.Fees = sum
	}
	enter(&s.FirstToken, m.FirstToken)
	enter(&s.Duration, m.Duration)
}

// committed counts a group of the journal.
func (c *counters) committed(records int, bytes int64, took time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	j := &c.s.Journal
	j.Records += uint64(records)
	j.Groups++
	j.Bytes += uint64(bytes)
	enter(&j.Commit, uint64(took.Microseconds()))
}

func enter(l *wire.Latency, microseconds uint64) {
	i := 0
	for i < len(wire.LatencyBounds) && microseconds > wire.LatencyBounds[i] {
		i++
	}
	l.Counts[i]++
	l.Sum += microseconds
}

// state copies the counters.
func (c *counters) state(to *wire.GatewayState) {
	c.mu.Lock()
	defer c.mu.Unlock()
	*to = c.s
	for _, m := range []*map[string]uint64{&to.Refused, &to.Stopped, &to.Statuses} {
		*m = maps.Clone(*m)
	}
}
