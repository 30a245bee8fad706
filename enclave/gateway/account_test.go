package gateway

import (
	"sync"
	"testing"

	"pgregory.net/rapid"

	"github.com/hallmark-tee/hallmark"
)

// TestAccountsNeverExceedTheirWindow reserves, settles and raises in any order:
// total is the sum of the fees, reserved what is under way, and both together
// stay inside the smaller of ceiling and deposit as they were when reserved.
func TestAccountsNeverExceedTheirWindow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		small := rapid.Uint64Range(0, 1000)
		a := &account{}
		var spent, ceiling, limit uint64
		var under []uint64
		amount := hallmark.NewAmount
		sum := func() (n uint64) {
			for _, u := range under {
				n += u
			}
			return n
		}
		t.Repeat(map[string]func(*rapid.T){
			"raise": func(t *rapid.T) {
				c := small.Draw(t, "ceiling")
				v := &authority{}
				v.voucher.Voucher.Ceiling = amount(c)
				if raised := a.raise(v); raised != (c > ceiling || a.highest == v) {
					t.Fatalf("raised %v from %d to %d", raised, ceiling, c)
				}
				ceiling = max(ceiling, c)
			},
			"bound": func(t *rapid.T) {
				limit = small.Draw(t, "limit")
				a.limit = amount(limit)
			},
			"reserve": func(t *rapid.T) {
				n := small.Draw(t, "more")
				err := a.reserve(amount(n))
				fits := a.highest != nil && spent+sum()+n <= min(ceiling, limit) || spent+sum()+n == 0
				if (err == nil) != fits {
					t.Fatalf("%d more on %d and %d of min(%d, %d): %v", n, spent, sum(), ceiling, limit, err)
				}
				if err == nil {
					under = append(under, n)
				} else if hallmark.KindOf(err) != hallmark.Exhausted {
					t.Fatal(err)
				}
			},
			"settle": func(t *rapid.T) {
				if len(under) == 0 {
					t.Skip("nothing is reserved")
				}
				i := rapid.IntRange(0, len(under)-1).Draw(t, "which")
				fee := rapid.Uint64Range(0, under[i]).Draw(t, "fee")
				total, err := a.settle(amount(under[i]), amount(fee))
				if err != nil {
					t.Fatal(err)
				}
				spent += fee
				under = append(under[:i], under[i+1:]...)
				if total != amount(spent) {
					t.Fatalf("total %s, fees %d", total, spent)
				}
			},
			"": func(t *rapid.T) {
				if a.total != amount(spent) || a.reserved != amount(sum()) {
					t.Fatalf("total %s and reserved %s, want %d and %d", a.total, a.reserved, spent, sum())
				}
				if spent > ceiling {
					t.Fatalf("%d spent of %d", spent, ceiling)
				}
			},
		})
	})
}

// TestThousandReservingToTheUnit is the race at the ceiling, down to the unit.
func TestThousandReservingToTheUnit(t *testing.T) {
	a := &account{limit: hallmark.NewAmount(1 << 40)}
	v := &authority{}
	v.voucher.Voucher.Ceiling = hallmark.NewAmount(12_345)
	a.raise(v)
	var wg sync.WaitGroup
	for range 1000 {
		wg.Go(func() {
			var mine uint64
			for a.reserve(hallmark.NewAmount(1)) == nil {
				mine++
			}
			if _, err := a.settle(hallmark.NewAmount(mine), hallmark.NewAmount(mine)); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if a.total != hallmark.NewAmount(12_345) || !a.reserved.IsZero() {
		t.Fatalf("total %s, reserved %s", a.total, a.reserved)
	}
}

func TestNoncesAreUsedOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := &nonces{}
		used := map[uint64]bool{}
		var highest, floor uint64
		key := hallmark.Address{1}
		near := rapid.Custom(func(t *rapid.T) uint64 {
			back := rapid.Uint64Range(0, 2*hallmark.NonceWindow).Draw(t, "back")
			return max(back, highest+rapid.Uint64Range(0, hallmark.NonceWindow).Draw(t, "ahead")) - min(back, highest)
		})
		t.Repeat(map[string]func(*rapid.T){
			"use": func(t *rapid.T) {
				v := near.Draw(t, "nonce")
				fresh := v > floor && !used[v] && (highest < hallmark.NonceWindow || v > highest-hallmark.NonceWindow)
				if got := n.use(key, v); got != fresh {
					t.Fatalf("nonce %d with highest %d, floor %d: %v, want %v", v, highest, floor, got, fresh)
				}
				if fresh {
					used[v] = true
					highest = max(highest, v)
				}
			},
			"restart": func(t *rapid.T) {
				n = &nonces{}
				if highest > 0 {
					n.restore(key, highest)
				}
				floor = highest
			},
		})
		if w := n.keys[key]; w != nil && len(w.words) > hallmark.NonceWindow/64+2 {
			t.Fatalf("%d words", len(w.words))
		}
	})
}

func TestForgottenKeysCannotReplay(t *testing.T) {
	n := &nonces{}
	for i := range 10 * maxKeys {
		if !n.use(hallmark.Address{byte(i), byte(i >> 8), 1}, uint64(1000+i)) {
			t.Fatalf("key %d refused", i)
		}
		if len(n.keys) > maxKeys {
			t.Fatalf("%d keys", len(n.keys))
		}
	}
	for i := range 10 * maxKeys {
		if n.use(hallmark.Address{byte(i), byte(i >> 8), 1}, uint64(1000+i)) {
			t.Fatalf("nonce of key %d taken twice", i)
		}
	}
}
