package native

import (
	"runtime"
	"sync/atomic"
)

// crew is a fixed set of goroutines that share out the items of one phase
// after another. Which goroutine takes which item is not determined: an item's
// result must not depend on it. A token takes some 150 phases of a few
// microseconds, less than it takes to wake a thread, so whoever waits looks
// again and again for a while before it sleeps.
type crew struct {
	size  int
	spins int // looks before sleeping
	work  func(worker, item int)
	items int64
	next  atomic.Int64
	phase atomic.Uint32         // counts phases: a change starts the helpers
	busy  atomic.Int64          // helpers that have not finished the phase
	bells []bell                // of the workers, to sleep on
	over  bool                  // the change of phase means the end
	crash atomic.Pointer[crash] // the first panic of the phase
}

// bell wakes one sleeper.
type bell struct {
	asleep atomic.Bool
	ring   chan struct{}
	_      [48]byte // a cache line each
}

// patience is how often a waiting worker looks, for some 50 microseconds: more
// than the work that is left to others at the end of a phase takes.
const patience = 50_000

func newCrew(size int) *crew {
	if size > runtime.GOMAXPROCS(0) {
		return startCrew(size, 0) // looking would take time from the work
	}
	return startCrew(size, patience)
}

func startCrew(size, spins int) *crew {
	c := &crew{size: size, spins: spins, bells: make([]bell, size)}
	for i := range c.bells {
		c.bells[i].ring = make(chan struct{}, 1)
	}
	for i := 1; i < size; i++ {
		go c.help(i)
	}
	return c
}

// wait returns when done says so; whoever makes it so calls wake.
func (c *crew) wait(worker int, done func() bool) {
	for range c.spins {
		if done() {
			return
		}
	}
	b := &c.bells[worker]
	for !done() {
		b.asleep.Store(true)
		// Looked at after the flag is up: the other side changes first and
		// looks at the flag then, so one of the two sees the other.
		if done() && b.asleep.CompareAndSwap(true, false) {
			return
		}
		<-b.ring
	}
}

func (c *crew) wake(worker int) {
	if b := &c.bells[worker]; b.asleep.Load() && b.asleep.CompareAndSwap(true, false) {
		b.ring <- struct{}{}
	}
}

// help is a worker's life.
func (c *crew) help(worker int) {
	seen := uint32(0)
	started := func() bool { return c.phase.Load() != seen }
	for {
		c.wait(worker, started)
		if c.over {
			return
		}
		seen++
		c.drain(worker)
		if c.busy.Add(-1) == 0 {
			c.wake(0)
		}
	}
}

// run calls work for every item and returns when all are done. The caller is
// worker 0. A panic in any worker ends the phase and comes out of run, in the
// caller's goroutine, as a *crash.
func (c *crew) run(items int, work func(worker, item int)) {
	c.work, c.items = work, int64(items)
	c.next.Store(0)
	if helpers := c.size - 1; helpers > 0 && items > 1 {
		c.busy.Store(int64(helpers))
		c.begin()
		c.drain(0)
		c.wait(0, c.finished)
	} else {
		c.drain(0)
	}
	if p := c.crash.Swap(nil); p != nil {
		panic(p)
	}
}

func (c *crew) finished() bool { return c.busy.Load() == 0 }

// begin starts the helpers on what was set before.
func (c *crew) begin() {
	c.phase.Add(1)
	for i := 1; i < c.size; i++ {
		c.wake(i)
	}
}

func (c *crew) drain(worker int) {
	defer func() {
		if r := recover(); r != nil {
			c.crash.CompareAndSwap(nil, newCrash(r))
			c.next.Store(c.items) // nobody starts another item
		}
	}()
	for {
		i := c.next.Add(1) - 1
		if i >= c.items {
			return
		}
		c.work(worker, int(i))
	}
}

// close ends the goroutines.
func (c *crew) close() {
	c.over = true
	c.begin()
}
