package invoice

import (
	"crypto/sha256"
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"github.com/hallmark-tee/hallmark"
)

func coins(n uint64) hallmark.Amount { return hallmark.NewAmount(n) }

var record = hallmark.ServiceRecord{
	Rate: 12_500, Objective: hallmark.Objective{FirstToken: 1000, Rebate: 3_333},
	Models: []hallmark.ServiceModel{{Name: "m", In: coins(3), Out: coins(7), Image: coins(1000), Second: coins(11)}},
}

func TestUsageFee(t *testing.T) {
	for name, c := range map[string]struct {
		u    hallmark.UsageMetered
		want uint64
	}{
		"nothing":         {hallmark.UsageMetered{Objective: true}, 0},
		"tokens":          {hallmark.UsageMetered{TokensIn: 5, TokensOut: 2, Objective: true}, 36}, // 29 x 1.25 = 36.25
		"too late":        {hallmark.UsageMetered{TokensIn: 5, TokensOut: 2}, 24},                  // 36 x 0.6667 = 24.0012
		"images and time": {hallmark.UsageMetered{Images: 2, Seconds: 3, Objective: true}, 2541},   // 2033 x 1.25 = 2541.25
	} {
		got, err := UsageFee(record, record.Models[0], c.u)
		if err != nil || got != coins(c.want) {
			t.Errorf("%s: %s, %v; want %d", name, got, err, c.want)
		}
	}
	dear := hallmark.ServiceModel{In: hallmark.MaxUint96}
	if _, err := UsageFee(record, dear, hallmark.UsageMetered{TokensIn: 2, Objective: true}); hallmark.KindOf(err) != hallmark.Exhausted {
		t.Errorf("beyond 96 bits: %v", err)
	}
	if _, err := UsageFee(record, dear, hallmark.UsageMetered{TokensIn: 1, Objective: true}); hallmark.KindOf(err) != hallmark.Exhausted {
		t.Errorf("beyond 96 bits by the rate: %v", err)
	}
}

// TestFeeNeverExceedsList: at a rate of at most one, no fee is above the list
// price, a missed level never costs more, and the fee is within one unit of
// the exact quotient.
func TestFeeNeverExceedsList(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := record
		r.Rate = rapid.Uint64Range(0, hallmark.BPS).Draw(t, "rate")
		r.Objective.Rebate = rapid.Uint64Range(0, hallmark.BPS).Draw(t, "rebate")
		m := hallmark.ServiceModel{In: coins(rapid.Uint64().Draw(t, "in")), Out: coins(rapid.Uint64().Draw(t, "out"))}
		u := hallmark.UsageMetered{TokensIn: rapid.Uint64Range(0, 1<<24).Draw(t, "i"), TokensOut: rapid.Uint64Range(0, 1<<24).Draw(t, "o"), Objective: true}
		list, err := ListPrice(m, u)
		if err != nil {
			t.Fatal(err)
		}
		full, err := UsageFee(r, m, u)
		if err != nil {
			t.Fatal(err)
		}
		u.Objective = false
		less, err := UsageFee(r, m, u)
		if err != nil {
			t.Fatal(err)
		}
		exact := new(big.Int).Mul(list.Big(), new(big.Int).SetUint64(r.Rate))
		exact.Quo(exact, big.NewInt(hallmark.BPS))
		if full.Cmp(list) > 0 || less.Cmp(full) > 0 || exact.Cmp(full.Big()) != 0 {
			t.Fatalf("list %s, fee %s, with rebate %s", list, full, less)
		}
	})
}

func usage(seq, in uint64, total, fee uint64) hallmark.Usage {
	return hallmark.Usage{
		Sequence: seq, User: hallmark.Address{1}, Provider: hallmark.Address{2}, Signer: hallmark.Address{3}, Fee: coins(fee), Total: coins(total),
		Model: hallmark.UsageModel{Name: "m"}, Metered: hallmark.UsageMetered{TokensIn: in, Objective: true},
	}
}

func TestCheckUsage(t *testing.T) {
	good := usage(1, 5, 18, 18) // 15 x 1.25 = 18.75
	if err := CheckUsage(record, good); err != nil {
		t.Fatal(err)
	}
	for name, edit := range map[string]func(*hallmark.Usage){
		"a unit more":                       func(u *hallmark.Usage) { u.Fee = coins(19) },
		"a unit less":                       func(u *hallmark.Usage) { u.Fee = coins(17) },
		"another model":                     func(u *hallmark.Usage) { u.Model.Name = "n" },
		"late, but the level is called met": func(u *hallmark.Usage) { u.Metered.FirstToken = 1001 },
		"in time, but called missed":        func(u *hallmark.Usage) { u.Metered.Objective = false; u.Fee = coins(12) },
	} {
		u := good
		edit(&u)
		if err := CheckUsage(record, u); hallmark.KindOf(err) != hallmark.Mismatch {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := CheckUsage(record, hallmark.Usage{Metered: hallmark.UsageMetered{Objective: true}}); err != nil {
		t.Errorf("a refusal that costs nothing: %v", err)
	}
}

func TestBuildUsage(t *testing.T) {
	list := []hallmark.Usage{usage(4, 5, 118, 18), usage(9, 1, 121, 3), usage(10, 0, 121, 0)}
	list[2].Metered.Objective = false
	digests := []hallmark.Digest{sha256.Sum256([]byte("a")), sha256.Sum256([]byte("b")), sha256.Sum256([]byte("c"))}
	split := []hallmark.Payee{{Account: hallmark.Address{7}, BPS: 3333}, {Account: hallmark.Address{8}, BPS: 6667}}
	inv, err := BuildUsage(2, list, digests, split)
	if err != nil {
		t.Fatal(err)
	}
	if inv.Before != coins(100) || inv.Total != coins(121) || inv.Fee != coins(21) || inv.Receipts != 3 || inv.First != 4 || inv.Last != 10 ||
		inv.TokensIn != 6 || inv.Missed != 1 || len(inv.Service) != 1 || inv.Split[0].Amount != coins(6) || inv.Split[1].Amount != coins(15) {
		t.Errorf("%+v", inv)
	}
	path, err := Proof([]hallmark.Digest{Leaf(digests[0]), Leaf(digests[1]), Leaf(digests[2])}, Leaf(digests[1]))
	if err != nil || !Verify(inv.Trace, Leaf(digests[1]), path) {
		t.Errorf("the second receipt is not in the trace: %v", err)
	}
	for name, edit := range map[string]func([]hallmark.Usage) []hallmark.Usage{
		"none":          func([]hallmark.Usage) []hallmark.Usage { return nil },
		"a lost one":    func(l []hallmark.Usage) []hallmark.Usage { return []hallmark.Usage{l[0], usage(9, 1, 130, 3)} },
		"another user":  func(l []hallmark.Usage) []hallmark.Usage { l[1].User = hallmark.Address{9}; return l },
		"another epoch": func(l []hallmark.Usage) []hallmark.Usage { l[1].Epoch = 1; return l },
		"disorder":      func(l []hallmark.Usage) []hallmark.Usage { l[1].Sequence = 4; return l },
		"fee > total":   func(l []hallmark.Usage) []hallmark.Usage { l[0].Total = coins(17); return l },
	} {
		l := edit(append([]hallmark.Usage{}, list...))
		if _, err := BuildUsage(2, l, digests[:len(l)], nil); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}
