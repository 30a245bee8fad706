package gateway

import (
	"context"
	"net/http"
	"sync"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/wire"
)

// Limits bound what runs at a time. Zero fields have the values named.
type Limits struct {
	Requests int   `json:"requests,omitempty"` // that run, 0: 16,384
	User     int   `json:"user,omitempty"`     // of one user, 0: 1,024
	Queue    int   `json:"queue,omitempty"`    // that wait for a place, 0: 1,024
	Wait     int   `json:"wait,omitempty"`     // milliseconds that they wait, 0: 2,000
	Bytes    int64 `json:"bytes,omitempty"`    // of bodies of running requests, 0: 1 GiB
}

func (l Limits) withDefaults() Limits {
	for _, f := range []struct {
		v   *int
		def int
	}{{&l.Requests, 16 << 10}, {&l.User, 1 << 10}, {&l.Queue, 1 << 10}, {&l.Wait, 2000}} {
		if *f.v == 0 {
			*f.v = f.def
		}
	}
	if l.Bytes == 0 {
		l.Bytes = 1 << 30
	}
	return l
}

// Valid reports whether no limit is negative.
func (l Limits) Valid() bool {
	return l.Requests >= 0 && l.User >= 0 && l.Queue >= 0 && l.Wait >= 0 && l.Bytes >= 0
}

// limiter hands out places to requests.
type limiter struct {
	limits Limits
	places chan struct{}

	mu       sync.Mutex // of what follows
	users    map[hallmark.Address]int
	bytes    int64
	running  int64
	waiting  int64
	draining bool
	idle     chan struct{} // closed when a drained gateway has nothing running
}

func newLimiter(l Limits) *limiter {
	l = l.withDefaults()
	return &limiter{limits: l, places: make(chan struct{}, l.Requests), users: map[hallmark.Address]int{}, idle: make(chan struct{})}
}

// busy is a request without a place. Its status is 429 where the user has too
// many, else 503.
type busy struct {
	status int
	error
}

func (b busy) Unwrap() error { return b.error }

func full(status int, format string, args ...any) error {
	return refusal{wire.CheckLimit, busy{status, hallmark.Errorf(hallmark.Unavailable, wire.CheckLimit+": "+format, args...)}}
}

// enter waits for a place for a request of so many bytes.
func (l *limiter) enter(ctx context.Context, bytes int64) error {
	l.mu.Lock()
	switch {
	case l.draining:
		l.mu.Unlock()
		return full(http.StatusServiceUnavailable, "the enclave is stopping")
	case l.bytes+bytes > l.limits.Bytes:
		l.mu.Unlock()
		return full(http.StatusServiceUnavailable, "%d bytes of requests are being served; try again", l.limits.Bytes)
	}
	l.bytes += bytes
	l.running++
	l.mu.Unlock()
	select {
	case l.places <- struct{}{}:
		return nil
	default:
	}
	err := l.queue(ctx)
	if err != nil {
		l.mu.Lock()
		l.leaveLocked(bytes)
		l.mu.Unlock()
	}
	return err
}

func (l *limiter) queue(ctx context.Context) error {
	l.mu.Lock()
	if l.waiting >= int64(l.limits.Queue) {
		l.mu.Unlock()
		return full(http.StatusServiceUnavailable, "%d requests run and %d wait; try again", l.limits.Requests, l.limits.Queue)
	}
	l.waiting++
	l.mu.Unlock()
	defer func() {
		l.mu.Lock()
		l.waiting--
		l.mu.Unlock()
	}()
	timer := time.NewTimer(time.Duration(l.limits.Wait) * time.Millisecond)
	defer timer.Stop()
	select {
	case l.places <- struct{}{}:
		return nil
	case <-timer.C:
		return full(http.StatusServiceUnavailable, "no place was free within %d ms; try again", l.limits.Wait)
	case <-ctx.Done():
		return full(http.StatusServiceUnavailable, "the client left the queue")
	}
}

// leave gives the place back.
func (l *limiter) leave(bytes int64) {
	<-l.places
	l.mu.Lock()
	defer l.mu.Unlock()
	l.leaveLocked(bytes)
}

func (l *limiter) leaveLocked(bytes int64) {
	l.bytes -= bytes
	l.running--
	if l.draining && l.running == 0 {
		close(l.idle)
	}
}

// of counts a user's request in.
func (l *limiter) of(user hallmark.Address) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.users[user] >= l.limits.User {
		return full(http.StatusTooManyRequests, "%d requests of %s are being served; wait for one of them", l.limits.User, user)
	}
	l.users[user]++
	return nil
}

func (l *limiter) done(user hallmark.Address) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.users[user]--; l.users[user] == 0 {
		delete(l.users, user)
	}
}

// drain lets nothing more in and waits for what runs.
func (l *limiter) drain(ctx context.Context) error {
	l.mu.Lock()
	if !l.draining {
		l.draining = true
		if l.running == 0 {
			close(l.idle)
		}
	}
	l.mu.Unlock()
	select {
	case <-l.idle:
		return nil
	case <-ctx.Done():
		return hallmark.Errorf(hallmark.Cancelled, "the gateway was not idle in time: %w", ctx.Err())
	}
}

func (l *limiter) state() (active, waiting int64, draining bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.running - l.waiting, l.waiting, l.draining
}
