package native

import (
	"sync"
	"sync/atomic"
)

// crew is a fixed set of goroutines that share out the items of one phase
// after another. Which goroutine takes which item is not determined: an item's
// result must not depend on it.
type crew struct {
	size  int
	work  func(worker, item int)
	items int64
	next  atomic.Int64
	start []chan struct{}
	done  sync.WaitGroup
	crash atomic.Pointer[crash] // the first panic of the phase
}

func newCrew(size int) *crew {
	c := &crew{size: size, start: make([]chan struct{}, size-1)}
	for i := range c.start {
		c.start[i] = make(chan struct{})
		go func() {
			for range c.start[i] {
				c.drain(i + 1)
				c.done.Done()
			}
		}()
	}
	return c
}

// run calls work for every item and returns when all are done. The caller is
// worker 0. A panic in any worker ends the phase and comes out of run, in the
// caller's goroutine, as a *crash.
func (c *crew) run(items int, work func(worker, item int)) {
	c.work, c.items = work, int64(items)
	c.next.Store(0)
	helpers := min(len(c.start), items-1)
	for i := range helpers {
		c.done.Add(1)
		c.start[i] <- struct{}{}
	}
	c.drain(0)
	c.done.Wait()
	if p := c.crash.Swap(nil); p != nil {
		panic(p)
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
	for _, s := range c.start {
		close(s)
	}
}
