package journal

import (
	"sync"

	"github.com/hallmark-tee/hallmark"
)

// feed wakes the followers of a job. It carries no content: a follower that
// wakes reads the journal, so a slow one misses nothing.
type feed struct {
	mu     sync.Mutex
	closed bool
	wake   map[hallmark.JobID]map[chan struct{}]struct{}
}

func newFeed() *feed {
	return &feed{wake: map[hallmark.JobID]map[chan struct{}]struct{}{}}
}

func (f *feed) follow(id hallmark.JobID) (<-chan struct{}, func()) {
	f.mu.Lock()
	defer f.mu.Unlock()
	c := make(chan struct{}, 1)
	if f.closed {
		close(c)
		return c, func() {}
	}
	if f.wake[id] == nil {
		f.wake[id] = map[chan struct{}]struct{}{}
	}
	f.wake[id][c] = struct{}{}
	return c, func() {
		f.mu.Lock()
		defer f.mu.Unlock()
		delete(f.wake[id], c)
		if len(f.wake[id]) == 0 {
			delete(f.wake, id)
		}
	}
}

func (f *feed) publish(id hallmark.JobID) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for c := range f.wake[id] {
		select {
		case c <- struct{}{}:
		default: // awake already
		}
	}
}

func (f *feed) close() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.closed = true
	for _, all := range f.wake {
		for c := range all {
			close(c)
		}
	}
	f.wake = map[hallmark.JobID]map[chan struct{}]struct{}{}
}
