package relay

import (
	"context"

	"github.com/hallmark-tee/hallmark"
)

// Drain stops admitting. What runs goes on; Wait waits for it.
func (x *Relay) Drain() {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.draining {
		return
	}
	x.draining = true
	if x.running == 0 {
		close(x.idle)
	}
}

// Wait returns once Drain was called and the last exchange is over, or with
// Unavailable when ctx ends first.
func (x *Relay) Wait(ctx context.Context) error {
	select {
	case <-x.idle:
		return nil
	case <-ctx.Done():
		n, _ := x.State()
		return hallmark.Errorf(hallmark.Unavailable, "%d exchanges still run: %w", n, ctx.Err())
	}
}

// State is how many exchanges run, and whether new ones are refused.
func (x *Relay) State() (running int, draining bool) {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.running, x.draining
}
