package native

import (
	"sync/atomic"
	"testing"
)

// TestCrew runs many phases of every size with workers that look and workers
// that sleep: every item is done once, and nothing of a phase is left when run
// returns.
func TestCrew(t *testing.T) {
	for _, size := range []int{1, 2, 3, 8} {
		for _, spins := range []int{0, 3, 300} {
			c := startCrew(size, spins)
			for phase := range 400 {
				items := phase % 23
				done := make([]atomic.Int32, items)
				workers := make([]int, size) // each writes its own: the race detector looks
				c.run(items, func(worker, item int) {
					workers[worker]++
					done[item].Add(1)
				})
				total := 0
				for _, n := range workers {
					total += n
				}
				for i := range done {
					if n := done[i].Load(); n != 1 || total != items {
						t.Fatalf("%d workers, phase %d: item %d was done %d times, %d of %d items in all", size, phase, i, n, total, items)
					}
				}
			}
			c.close()
		}
	}
}

// TestCrewCrash: the panic of any worker comes out of run, and the crew goes on.
func TestCrewCrash(t *testing.T) {
	c := newCrew(3)
	defer c.close()
	for phase := range 200 {
		var got any
		func() {
			defer func() { got = recover() }()
			c.run(9, func(_, item int) {
				if item == phase%9 {
					panic("broken")
				}
			})
		}()
		if p, ok := got.(*crash); !ok || p.cause != "broken" {
			t.Fatalf("phase %d: recovered %v", phase, got)
		}
		n := atomic.Int32{}
		c.run(9, func(int, int) { n.Add(1) })
		if n.Load() != 9 {
			t.Fatalf("phase %d: %d of 9 items after the crash", phase, n.Load())
		}
	}
}
