package envelope

import (
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/signer/core/apitypes"
	"pgregory.net/rapid"

	"github.com/hallmark-tee/hallmark"
)

// TestBatchDigestAgainstGeth: as TestEIP712AgainstGeth. The contract's own
// digest is compared in package contracts.
func TestBatchDigestAgainstGeth(t *testing.T) {
	channels := NewChannelDomain(domain.ChainID, domain.Escrow)
	addr := rapid.Custom(func(t *rapid.T) (a hallmark.Address) {
		copy(a[:], rapid.SliceOfN(rapid.Byte(), 20, 20).Draw(t, "address"))
		return a
	})
	rapid.Check(t, func(t *rapid.T) {
		provider, root := addr.Draw(t, "provider"), hallmark.Digest{31: rapid.Byte().Draw(t, "root")}
		var list []hallmark.ClaimItem
		var raw []byte
		for range rapid.IntRange(0, 3).Draw(t, "items") {
			total, err := hallmark.AmountFromBig(new(big.Int).SetBytes(rapid.SliceOfN(rapid.Byte(), 0, 12).Draw(t, "total")))
			if err != nil {
				t.Fatal(err)
			}
			item := hallmark.ClaimItem{User: addr.Draw(t, "user"), Total: total, Epoch: rapid.Uint64Range(0, 1<<24-1).Draw(t, "epoch")}
			list = append(list, item)
			raw = append(append(raw, make([]byte, 12)...), item.User[:]...)
			raw = append(raw, total.Big().FillBytes(make([]byte, 32))...)
			raw = append(raw, new(big.Int).SetUint64(item.Epoch).FillBytes(make([]byte, 32))...)
		}
		items := keccak(raw)
		want := typedDigest(t, "Batch", batchType, apitypes.TypedDataMessage{
			"provider": provider.String(), "invoicesRoot": root[:], "items": items[:],
		})
		if got := channels.Batch(provider, root, list); got != want {
			t.Fatalf("batch %s, geth says %s", got, want)
		}
	})
}

func TestCheckBatch(t *testing.T) {
	channels := NewChannelDomain(domain.ChainID, domain.Escrow)
	enclave := newKey(t)
	sign := func(change func(*hallmark.Batch)) hallmark.Batch {
		t.Helper()
		user := hallmark.Address{4}
		b := hallmark.Batch{
			Provider: hallmark.Address{2}, Signer: AddressOf(&enclave.PublicKey), Root: hallmark.Digest{3},
			Items: []hallmark.ClaimItem{{User: user, Total: hallmark.NewAmount(5), Epoch: 6}},
			Vouchers: []hallmark.SignedVoucher{{
				Voucher: hallmark.Voucher{
					User: user, Provider: hallmark.Address{2}, Signer: AddressOf(&enclave.PublicKey), Ceiling: hallmark.NewAmount(9), Epoch: 6,
				},
				Signature: make(hallmark.Hex, 65),
			}},
		}
		change(&b)
		var err error
		if b.Signature, err = Sign(channels.Batch(b.Provider, b.Root, b.Items), enclave); err != nil {
			t.Fatal(err)
		}
		return b
	}
	good := sign(func(*hallmark.Batch) {})
	if err := channels.CheckBatch(good); err != nil {
		t.Fatal(err)
	}
	if err := channels.CheckBatch(sign(func(b *hallmark.Batch) { b.Vouchers = nil })); err != nil {
		t.Errorf("without vouchers: %v", err)
	}
	for name, change := range map[string]func(*hallmark.Batch){
		"other root":     func(b *hallmark.Batch) { b.Root[0]++ },
		"other provider": func(b *hallmark.Batch) { b.Provider[0]++; b.Vouchers = nil },
		"other signer":   func(b *hallmark.Batch) { b.Signer[0]++; b.Vouchers = nil },
		"other total": func(b *hallmark.Batch) {
			b.Items = []hallmark.ClaimItem{{User: b.Items[0].User, Total: hallmark.NewAmount(6), Epoch: 6}}
		},
	} {
		b := good
		change(&b)
		if err := channels.CheckBatch(b); hallmark.KindOf(err) != hallmark.Unauthenticated {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := NewChannelDomain(domain.ChainID+1, domain.Escrow).CheckBatch(good); hallmark.KindOf(err) != hallmark.Unauthenticated {
		t.Errorf("other chain: %v", err)
	}
	for name, c := range map[string]struct {
		kind   hallmark.Kind
		change func(*hallmark.Batch)
	}{
		"no items":           {hallmark.Invalid, func(b *hallmark.Batch) { b.Items = nil }},
		"501 items":          {hallmark.Invalid, func(b *hallmark.Batch) { b.Items, b.Vouchers = make([]hallmark.ClaimItem, 501), nil }},
		"no user":            {hallmark.Invalid, func(b *hallmark.Batch) { b.Items[0].User = hallmark.Address{} }},
		"epoch":              {hallmark.Invalid, func(b *hallmark.Batch) { b.Items[0].Epoch = 1 << 24 }},
		"too many vouchers":  {hallmark.Invalid, func(b *hallmark.Batch) { b.Vouchers = append(b.Vouchers, b.Vouchers[0]) }},
		"unsigned voucher":   {hallmark.Invalid, func(b *hallmark.Batch) { b.Vouchers[0].Signature = nil }},
		"foreign user":       {hallmark.Mismatch, func(b *hallmark.Batch) { b.Vouchers[0].Voucher.User[0]++ }},
		"foreign provider":   {hallmark.Mismatch, func(b *hallmark.Batch) { b.Vouchers[0].Voucher.Provider[0]++ }},
		"foreign signer":     {hallmark.Mismatch, func(b *hallmark.Batch) { b.Vouchers[0].Voucher.Signer[0]++ }},
		"voucher's of epoch": {hallmark.Mismatch, func(b *hallmark.Batch) { b.Vouchers[0].Voucher.Epoch++ }},
	} {
		if err := channels.CheckBatch(sign(c.change)); hallmark.KindOf(err) != c.kind {
			t.Errorf("%s: %v", name, err)
		}
	}
}
