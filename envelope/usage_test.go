package envelope

import (
	"bytes"
	"crypto/sha256"
	"reflect"
	"testing"

	"github.com/ethereum/go-ethereum/crypto"
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
		Response: hallmark.UsageResponse{Status: rapid.IntRange(0, 599).Draw(t, "status"), Head: d(), Units: n(), Bytes: n()},
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

// TestReadUsage: in whatever form a signed receipt comes, it is read as the
// strict decoder reads it, and the one pass takes only canonical bytes.
func TestReadUsage(t *testing.T) {
	key, err := crypto.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	plain, err := AppendUsage(nil, hallmark.Usage{Version: hallmark.UsageVersion, Kind: hallmark.KindSim, Fee: hallmark.NewAmount(17)})
	if err != nil {
		t.Fatal(err)
	}
	if got, ok := readUsage(AppendSignedUsage(nil, plain, make(hallmark.Hex, 65)), new(hallmark.SignedUsage)); !ok || !bytes.Equal(got, plain) {
		t.Fatal("the one pass does not take the plainest receipt")
	}
	rapid.Check(t, func(t *rapid.T) {
		u := drawUsage(t)
		u.Signer = AddressOf(&key.PublicKey)
		canonical, err := AppendUsage(nil, u)
		if err != nil {
			t.Fatal(err)
		}
		digest := hallmark.Digest(sha256.Sum256(canonical))
		sig, err := Sign(UsageSigning(digest), key)
		if err != nil {
			t.Fatal(err)
		}
		b := AppendSignedUsage(nil, canonical, sig)
		var want hallmark.SignedUsage
		if hallmark.DecodeStrict(b, "receipt", &want) != nil { // a number that no integer holds
			if got, _, err := ReadUsage(b, "receipt"); err == nil {
				t.Fatalf("the strict decoder refuses %s, read is %+v", b, got)
			}
			return
		}
		var one hallmark.SignedUsage
		spaced := bytes.Replace(b, []byte(`:`), []byte(`: `), 1)
		for _, b := range [][]byte{b, spaced} {
			got, sum, err := ReadUsage(b, "receipt")
			if err != nil || sum != digest || !reflect.DeepEqual(got, want) {
				t.Fatalf("got %+v, %s, %v\nwant %+v", got, sum, err, want)
			}
		}
		if _, ok := readUsage(spaced, &one); ok {
			t.Fatal("the one pass takes spaces")
		}
		altered := bytes.Clone(b)
		altered[rapid.IntRange(0, len(b)-1).Draw(t, "at")] ^= 1
		if got, _, err := ReadUsage(altered, "receipt"); err == nil && !reflect.DeepEqual(got, want) {
			t.Fatalf("altered: %+v", got)
		}
	})
}

// FuzzReadUsage: what the one pass takes is what it writes.
func FuzzReadUsage(f *testing.F) {
	canonical, err := AppendUsage(nil, hallmark.Usage{Version: hallmark.UsageVersion, Kind: hallmark.KindSim, Fee: hallmark.NewAmount(17)})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(AppendSignedUsage(nil, canonical, make(hallmark.Hex, 65)))
	f.Fuzz(func(t *testing.T, b []byte) {
		var s, strict hallmark.SignedUsage
		canonical, ok := readUsage(b, &s)
		if !ok {
			return
		}
		if err := hallmark.DecodeStrict(b, "receipt", &strict); err != nil || !reflect.DeepEqual(s, strict) {
			t.Fatalf("%+v\nstrictly %+v, %v", s, strict, err)
		}
		again, err := AppendUsage(nil, s.Receipt)
		if err != nil || !bytes.Equal(canonical, again) || !bytes.Equal(b, AppendSignedUsage(nil, again, s.Signature)) {
			t.Fatalf("%s\nagain %s, %v", b, again, err)
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
