package kernel

import "testing"

// A set with one wrong kernel is found out, whichever it is.
func TestWrongKernelsAreFoundOut(t *testing.T) {
	for _, s := range sets(t) {
		if !s.agrees() {
			t.Errorf("%s does not agree with the definitions", s.ISA())
		}
	}
	for _, isa := range Available()[1:] {
		probe := newSet(isa)
		for r := range probe.tiles {
			for v := range probe.tiles[r].across {
				bad := newSet(isa)
				good := bad.tiles[r].across[v].float32
				bad.tiles[r].across[v].float32 = func(m, k int, a *float32, ars, aks int, b *float32, bks, bps int, c *float32, ldc int, acc, n int) {
					good(m, k, a, ars, aks, b, bks, bps, c, ldc, 0, n) // forgets what stood in C
				}
				if bad.agrees() {
					t.Errorf("%s: a wrong tile of %d rows and %d panels is not found", isa, bad.tiles[r].rows, bad.tiles[r].across[v].panels)
				}
			}
		}
		for e := range probe.edges {
			bad := newSet(isa)
			good := bad.edges[e].float32
			bad.edges[e].float32 = func(m, k int, a *float32, ars, aks int, b *float32, bks, bps int, c *float32, ldc int, acc, n int) {
				good(m, k, a, ars, aks, b, bks, bps, c, ldc, 0, n)
			}
			if bad.agrees() {
				t.Errorf("%s: a wrong edge tile of %d rows is not found", isa, bad.edges[e].rows)
			}
		}
	}
}
