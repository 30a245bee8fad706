package native

import (
	"runtime"
	"sync/atomic"
)

// crew is a fixed set of goroutines that share out the items of one phase
// after another. Which goroutine takes which item is not determined: an item's
// result must not depend on it. A token takes some 150 phases of a few
// microseconds, less than it takes to wake a thread, so whoever waits looks
// again and again for a while before it sleeps. A phase ends with its last
// item, not with its last worker: a thread that the system does not run just
// now is not waited for unless it holds an item.
type crew struct {
	size   int
	spins  int // looks before sleeping
	work   func(worker, item int)
	ticket atomic.Uint64 // of the phase: the next item, and how many there are
	left   atomic.Int64  // items of the phase that are not done
	bells  []bell        // of the workers, to sleep on
	over   atomic.Bool
	crash  atomic.Pointer[crash] // the first panic of the phase
}

// bell wakes one sleeper.
type bell struct {
	asleep atomic.Bool
	ring   chan struct{}
	_      [48]byte // a cache line each
}

// patience is how often a waiting worker looks, for some 50 microseconds: more
// than the work that is left to others at the end of a phase takes.
const patience = 25_000

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
	called := func() bool { return c.open() || c.over.Load() }
	for {
		c.wait(worker, called)
		if c.over.Load() {
			return
		}
		c.drain(worker)
	}
}

// run calls work for every item and returns when all are done. The caller is
// worker 0. A panic in any worker ends the phase and comes out of run, in the
// caller's goroutine, as a *crash.
func (c *crew) run(items int, work func(worker, item int)) {
	c.work = work
	if items > 1 {
		c.left.Store(int64(items))
		c.ticket.Store(uint64(items) << 32)
		for i := 1; i < min(c.size, items); i++ {
			c.wake(i)
		}
		c.drain(0)
		c.wait(0, c.finished)
	} else if items == 1 {
		c.do(0, 0)
	}
	if p := c.crash.Swap(nil); p != nil {
		panic(p)
	}
}

func (c *crew) finished() bool { return c.left.Load() == 0 }

// open says whether the phase has an item that nobody took.
func (c *crew) open() bool {
	t := c.ticket.Load()
	return uint32(t) < uint32(t>>32)
}

// drain does items until all are taken.
func (c *crew) drain(worker int) {
	for {
		t := c.ticket.Load()
		item, items := uint32(t), uint32(t>>32)
		if item >= items {
			return
		}
		// Who takes an item holds the phase open: work stays what it is until
		// the item is done.
		if c.ticket.CompareAndSwap(t, t+1) {
			c.do(worker, int(item))
			if c.left.Add(-1) == 0 {
				c.wake(0)
			}
		}
	}
}

func (c *crew) do(worker, item int) {
	defer func() {
		if r := recover(); r != nil {
			c.crash.CompareAndSwap(nil, newCrash(r))
		}
	}()
	if c.crash.Load() == nil { // else nobody starts another item
		c.work(worker, item)
	}
}

// close ends the goroutines.
func (c *crew) close() {
	c.over.Store(true)
	for i := 1; i < c.size; i++ {
		c.wake(i)
	}
}
