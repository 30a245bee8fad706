package envelope

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/hallmark-tee/hallmark"
)

func drawUsage(t *rapid.T) hallmark.Usage {
	text := rapid.OneOf(rapid.StringN(0, -1, 40), rapid.SampledFrom([]string{"", "/v1/chat/completions?a=<b>&c", "\"\\\t\x7f\u2028é", "\xff\xfe", "a\x00b"}))
	number := rapid.OneOf(rapid.Uint64Range(0, 1000), rapid.SampledFrom([]uint64{1 << 53, 1<<53 + 1, 1<<64 - 1}), rapid.Uint64Range(0, 1<<53))
	digest := rapid.Custom(func(t *rapid.T) hallmark.Digest {
		return hallmark.Digest(rapid.SliceOfN(rapid.Byte(), 32, 32).Draw(t, "digest"))
	})
	address := rapid.Custom(func(t *rapid.T) hallmark.Address {
		return hallmark.Address(rapid.SliceOfN(rapid.Byte(), 20, 20).Draw(t, "address"))
	})
	amount := rapid.Custom(func(t *rapid.T) hallmark.Amount {
		a, err := hallmark.NewAmount(rapid.Uint64().Draw(t, "amount")).Mul(rapid.Uint64().Draw(t, "times"))
		if err != nil {
			t.Fatal(err)
		}
		return a
	})
	n := func() uint64 { return number.Draw(t, "number") }
	s := func() string { return text.Draw(t, "text") }
	d := func() hallmark.Digest { return digest.Draw(t, "digest") }
	a := func() hallmark.Address { return address.Draw(t, "address") }
	b := rapid.Bool()
	return hallmark.Usage{
		Version: s(), ID: d(), Sequence: n(), Previous: d(), ChainID: n(), Channels: a(), User: a(), Provider: a(), Signer: a(), Epoch: n(),
		Kind: s(), Transport: s(),
		Request:  hallmark.UsageRequest{Method: s(), Path: s(), Body: d(), Exchange: d(), Signature: d(), Key: a(), Nonce: n()},
		Response: hallmark.UsageResponse{Status: rapid.IntRange(0, 599).Draw(t, "status"), Body: d(), Head: d(), Units: n(), Bytes: n()},
		Model:    hallmark.UsageModel{Name: s(), Base: d(), Adapter: d(), Job: d(), Engine: hallmark.EngineIdentity{Name: s(), Build: s(), Profile: s(), Deterministic: b.Draw(t, "deterministic")}},
		Metered:  hallmark.UsageMetered{TokensIn: n(), TokensOut: n(), Images: n(), Seconds: n(), FirstToken: n(), Duration: n(), Objective: b.Draw(t, "objective")},
		Service:  d(), Fee: amount.Draw(t, "fee"), Total: amount.Draw(t, "total"), Voucher: d(), Evidence: d(), Stopped: s(),
	}
}

func TestOnePassIsCanonical(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		u := drawUsage(t)
		want, err := Canonical(u)
		if err != nil {
			t.Fatal(err)
		}
		got, err := AppendUsage([]byte("before"), u)
		if err != nil || string(got) != "before"+string(want) {
			t.Fatalf("got  %s\nwant %s\n%v", got, want, err)
		}
	})
}

func BenchmarkUsage(b *testing.B) {
	u := hallmark.Usage{Version: hallmark.UsageVersion, Sequence: 7, Kind: hallmark.KindSim, Transport: hallmark.TransportSealed, Request: hallmark.UsageRequest{Method: "POST", Path: "/v1/chat/completions"}}
	b.Run("one pass", func(b *testing.B) {
		var buf []byte
		for b.Loop() {
			buf, _ = AppendUsage(buf[:0], u)
		}
	})
	b.Run("canonical", func(b *testing.B) {
		for b.Loop() {
			if _, err := Canonical(u); err != nil {
				b.Fatal(err)
			}
		}
	})
}
