package invoice

import (
	"encoding/binary"
	"testing"

	"pgregory.net/rapid"

	"github.com/hallmark-tee/hallmark"
)

func TestFeeNeverExceedsTheCap(t *testing.T) {
	for _, c := range []struct {
		price, cap string
		tokens     uint64
		want       string
	}{
		{"3", "1000", 10, "30"},
		{"3", "20", 10, "20"},
		{"0", "20", 10, "0"},
		{"340282366920938463463374607431768211455", "79228162514264337593543950335", 1 << 60, "79228162514264337593543950335"},
	} {
		price, _ := hallmark.ParseAmount(c.price)
		limit, _ := hallmark.ParseAmount(c.cap)
		fee, err := Fee(hallmark.Order{Price: price, MaxFee: limit}, c.tokens)
		if err != nil || fee.String() != c.want {
			t.Errorf("%s x %d, cap %s: got %s, %v", c.price, c.tokens, c.cap, fee, err)
		}
	}
}

func TestSplitSharesEveryUnit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		fee := hallmark.NewAmount(rapid.Uint64().Draw(t, "fee"))
		n := rapid.IntRange(0, 6).Draw(t, "payees")
		payees := make([]hallmark.Payee, n)
		left := 10_000
		for i := range payees {
			share := left
			if i < n-1 {
				share = rapid.IntRange(1, left-(n-1-i)).Draw(t, "bps")
			}
			left -= share
			payees[i] = hallmark.Payee{Account: hallmark.Address{byte(i + 1)}, BPS: uint16(share)}
		}
		shares, err := Split(fee, hallmark.Address{9}, payees)
		if err != nil {
			t.Fatal(err)
		}
		var sum hallmark.Amount
		for _, s := range shares {
			if sum, err = sum.Add(s.Amount); err != nil {
				t.Fatal(err)
			}
		}
		if sum != fee {
			t.Fatalf("shares sum to %s of %s", sum, fee)
		}
	})
	if _, err := Split(hallmark.NewAmount(100), hallmark.Address{}, []hallmark.Payee{{BPS: 9000}, {BPS: 9000}}); hallmark.KindOf(err) != hallmark.Invalid {
		t.Errorf("more than everything: %v", err)
	}
}

func TestMerkleProofs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 40).Draw(t, "leaves")
		leaves := make([]hallmark.Digest, n)
		for i := range leaves {
			var v hallmark.Digest
			binary.BigEndian.PutUint64(v[:], uint64(i))
			leaves[i] = Leaf(v)
		}
		root := Root(leaves)
		at := rapid.IntRange(0, n-1).Draw(t, "leaf")
		path, err := Proof(leaves, leaves[at])
		if err != nil || !Verify(root, leaves[at], path) {
			t.Fatalf("leaf %d of %d: %v", at, n, err)
		}
		stranger := Leaf(hallmark.Digest{255})
		if Verify(root, stranger, path) {
			t.Fatal("a stranger's leaf verifies")
		}
		if _, err := Proof(leaves, stranger); hallmark.KindOf(err) != hallmark.NotFound {
			t.Fatalf("stranger: %v", err)
		}
	})
	if !Root(nil).IsZero() {
		t.Error("the empty tree has a root")
	}
}

func TestBuildFailedCostsNothing(t *testing.T) {
	s := hallmark.SignedOrder{Order: hallmark.Order{Price: hallmark.NewAmount(5), MaxFee: hallmark.NewAmount(1000)}}
	r := hallmark.Receipt{Outcome: hallmark.Failed, Usage: hallmark.ReceiptUsage{TokensTrained: 7}}
	inv, err := Build(s, r)
	if err != nil || !inv.Pricing.Fee.IsZero() {
		t.Fatalf("failed job priced at %s, %v", inv.Pricing.Fee, err)
	}
	r.Outcome = hallmark.Completed
	if inv, err = Build(s, r); err != nil || inv.Pricing.Fee != hallmark.NewAmount(35) || len(inv.Pricing.Split) != 1 {
		t.Fatalf("%+v, %v", inv.Pricing, err)
	}
}
