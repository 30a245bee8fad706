package envelope

import (
	"encoding/base64"
	"encoding/json"
	"math/big"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/signer/core/apitypes"
	"pgregory.net/rapid"

	"github.com/hallmark-tee/hallmark"
)

var channels = NewChannelDomain(domain.ChainID, domain.Escrow)

func TestChannelDigestsAreGeths(t *testing.T) {
	digest := rapid.Custom(func(t *rapid.T) (d hallmark.Digest) {
		copy(d[:], rapid.SliceOfN(rapid.Byte(), 32, 32).Draw(t, "digest"))
		return d
	})
	addr := rapid.Custom(func(t *rapid.T) (a hallmark.Address) {
		copy(a[:], rapid.SliceOfN(rapid.Byte(), 20, 20).Draw(t, "address"))
		return a
	})
	u64 := func(v uint64) *big.Int { return new(big.Int).SetUint64(v) }
	rapid.Check(t, func(t *rapid.T) {
		user, provider, signer := addr.Draw(t, "user"), addr.Draw(t, "provider"), addr.Draw(t, "signer")
		epoch, ceiling := rapid.Uint64().Draw(t, "epoch"), hallmark.NewAmount(rapid.Uint64().Draw(t, "ceiling"))
		parties := apitypes.TypedDataMessage{
			"user": user.String(), "provider": provider.String(), "signer": signer.String(), "key": signer.String(), "epoch": u64(epoch), "ceiling": ceiling.Big(),
		}
		with := func(names ...string) apitypes.TypedDataMessage {
			m := apitypes.TypedDataMessage{}
			for _, n := range names {
				m[n] = parties[n]
			}
			return m
		}
		if got, want := channels.Voucher(hallmark.Voucher{User: user, Provider: provider, Signer: signer, Ceiling: ceiling, Epoch: epoch}),
			typedDigest(t, "Voucher", voucherType, with("user", "provider", "signer", "ceiling", "epoch")); got != want {
			t.Fatalf("voucher %s, geth says %s", got, want)
		}
		if got, want := channels.Grant(hallmark.Grant{User: user, Provider: provider, Key: signer, Epoch: epoch}),
			typedDigest(t, "Grant", grantType, with("user", "provider", "key", "epoch")); got != want {
			t.Fatalf("grant %s, geth says %s", got, want)
		}
		job := digest.Draw(t, "job")
		if got, want := channels.AdapterGrant(hallmark.AdapterGrant{Owner: provider, Job: job, User: user}),
			typedDigest(t, "AdapterGrant", adapterGrantType, apitypes.TypedDataMessage{"owner": provider.String(), "job": job[:], "user": user.String()}); got != want {
			t.Fatalf("adapter grant %s, geth says %s", got, want)
		}
		e := hallmark.Exchange{
			User: user, Provider: provider, Signer: signer, Epoch: epoch, Method: rapid.String().Draw(t, "method"), Path: rapid.String().Draw(t, "path"),
			ContentType: rapid.String().Draw(t, "type"), Body: digest.Draw(t, "body"), Voucher: digest.Draw(t, "voucher"), Service: digest.Draw(t, "service"),
			Base: ceiling, Nonce: rapid.Uint64().Draw(t, "nonce"),
		}
		m := with("user", "provider", "signer", "epoch")
		m["method"], m["path"], m["contentType"] = e.Method, e.Path, e.ContentType
		m["body"], m["voucher"], m["service"], m["base"], m["nonce"] = e.Body[:], e.Voucher[:], e.Service[:], e.Base.Big(), u64(e.Nonce)
		if got, want := channels.Exchange(e), typedDigest(t, "Exchange", exchangeType, m); got != want {
			t.Fatalf("exchange %s, geth says %s", got, want)
		}
	})
}

// TestWhoMaySignAVoucher: the user, or the key of a grant for this very
// channel and epoch, and nobody else.
func TestWhoMaySignAVoucher(t *testing.T) {
	userKey, _ := crypto.GenerateKey()
	session, _ := crypto.GenerateKey()
	stranger, _ := crypto.GenerateKey()
	provider, signer := hallmark.Address{1}, hallmark.Address{2}
	user := AddressOf(&userKey.PublicKey)
	voucher := hallmark.Voucher{User: user, Provider: provider, Signer: signer, Ceiling: hallmark.NewAmount(7), Epoch: 3}
	grant := hallmark.Grant{User: user, Provider: provider, Key: AddressOf(&session.PublicKey), Epoch: 3}
	signGrant := func(g hallmark.Grant) *hallmark.SignedGrant {
		sig, err := Sign(channels.Grant(g), userKey)
		if err != nil {
			t.Fatal(err)
		}
		return &hallmark.SignedGrant{Grant: g, Signature: sig}
	}
	good := signGrant(grant)
	forged := *good
	forged.Signature, _ = Sign(channels.Grant(grant), stranger)
	for _, c := range []struct {
		name  string
		key   string
		grant *hallmark.SignedGrant
		edit  func(*hallmark.Voucher)
		want  hallmark.Kind
	}{
		{name: "the user", key: "user"},
		{name: "the session key", key: "session", grant: good},
		{name: "a session key without its grant", key: "session", want: hallmark.Unauthenticated},
		{name: "a stranger", key: "stranger", want: hallmark.Unauthenticated},
		{name: "a stranger with somebody's grant", key: "stranger", grant: good, want: hallmark.Forbidden},
		{name: "a grant that the user did not sign", key: "session", grant: &forged, want: hallmark.Unauthenticated},
		{name: "the grant of another epoch", key: "session", grant: good, edit: func(v *hallmark.Voucher) { v.Epoch = 4 }, want: hallmark.Forbidden},
		{name: "the grant for another provider", key: "session", grant: good, edit: func(v *hallmark.Voucher) { v.Provider = hallmark.Address{9} }, want: hallmark.Forbidden},
		{name: "an epoch that the contract has no room for", key: "user", edit: func(v *hallmark.Voucher) { v.Epoch = 1 << 24 }, want: hallmark.Invalid},
		{name: "a ceiling that the contract has no room for", key: "user", edit: func(v *hallmark.Voucher) {
			v.Ceiling, _ = hallmark.MaxUint96.Add(hallmark.NewAmount(1))
		}, want: hallmark.Invalid},
	} {
		t.Run(c.name, func(t *testing.T) {
			v, key := voucher, userKey
			if c.edit != nil {
				c.edit(&v)
			}
			switch c.key {
			case "session":
				key = session
			case "stranger":
				key = stranger
			}
			sig, err := Sign(channels.Voucher(v), key)
			if err != nil {
				t.Fatal(err)
			}
			by, err := channels.CheckVoucher(hallmark.SignedVoucher{Voucher: v, Signature: sig}, c.grant)
			if hallmark.KindOf(err) != c.want && !(c.want == 0 && err == nil) {
				t.Fatalf("got %v, want %v", err, c.want)
			}
			if err == nil && by != AddressOf(&key.PublicKey) {
				t.Errorf("signed by %s", by)
			}
		})
	}
	other := NewChannelDomain(domain.ChainID, hallmark.Address{8})
	sig, _ := Sign(other.Voucher(voucher), userKey)
	if _, err := channels.CheckVoucher(hallmark.SignedVoucher{Voucher: voucher, Signature: sig}, nil); err == nil {
		t.Error("a voucher of another contract is accepted")
	}
}

func TestAPIKey(t *testing.T) {
	userKey, _ := crypto.GenerateKey()
	stranger, _ := crypto.GenerateKey()
	v := hallmark.Voucher{User: AddressOf(&userKey.PublicKey), Provider: hallmark.Address{1}, Signer: hallmark.Address{2}, Ceiling: hallmark.NewAmount(7)}
	sig, err := Sign(channels.Voucher(v), userKey)
	if err != nil {
		t.Fatal(err)
	}
	in := hallmark.APIKey{Voucher: hallmark.SignedVoucher{Voucher: v, Signature: sig}, Expires: 99}
	text, err := channels.NewAPIKey(in, userKey)
	if err != nil {
		t.Fatal(err)
	}
	got, err := channels.ParseAPIKey(text)
	if err != nil || got.Voucher.Voucher != v || got.Expires != 99 {
		t.Fatalf("%+v, %v", got, err)
	}
	// What is on chain, the voucher, makes no key.
	foreign, _ := channels.NewAPIKey(in, stranger)
	later := func(text string) string { // the same key, made to last longer
		b, _ := base64.RawURLEncoding.DecodeString(strings.TrimPrefix(text, apiKeyPrefix))
		var k hallmark.APIKey
		if err := json.Unmarshal(b, &k); err != nil {
			t.Fatal(err)
		}
		k.Expires++
		b, _ = json.Marshal(k)
		return apiKeyPrefix + base64.RawURLEncoding.EncodeToString(b)
	}(text)
	for name, bad := range map[string]string{
		"signed by a stranger": foreign, "prolonged": later, "cut": text[:len(text)-4], "OpenAI's": "sk-abc", "empty": "", "huge": apiKeyPrefix + strings.Repeat("A", maxAPIKey),
	} {
		_, err := channels.ParseAPIKey(bad)
		if hallmark.KindOf(err) != hallmark.Unauthenticated {
			t.Errorf("%s: %v", name, err)
		}
		if err != nil && len(bad) > 20 && strings.Contains(err.Error(), bad[3:20]) {
			t.Errorf("%s: the error quotes the key", name)
		}
	}
}

func FuzzParseAPIKey(f *testing.F) {
	f.Add("hm-e30")
	f.Fuzz(func(t *testing.T, s string) { _, _ = channels.ParseAPIKey(s) })
}

func TestServiceRecordSignature(t *testing.T) {
	key, _ := crypto.GenerateKey()
	r := hallmark.ServiceRecord{
		Version: hallmark.ServiceVersion, ChainID: 1, Channels: hallmark.Address{3}, Provider: AddressOf(&key.PublicKey), Signer: hallmark.Address{2}, Rate: hallmark.BPS,
		Models: []hallmark.ServiceModel{{Name: "m", Kind: hallmark.ModelText}},
	}
	digest, err := ServiceSigning(r)
	if err != nil {
		t.Fatal(err)
	}
	sig, _ := Sign(digest, key)
	if err := CheckService(hallmark.SignedService{Record: r, Signature: sig}); err != nil {
		t.Fatal(err)
	}
	for name, edit := range map[string]func(*hallmark.ServiceRecord){
		"rate": func(r *hallmark.ServiceRecord) { r.Rate++ }, "signer": func(r *hallmark.ServiceRecord) { r.Signer = hallmark.Address{7} },
		"twice": func(r *hallmark.ServiceRecord) { r.Models = append(r.Models, r.Models[0]) }, "kind": func(r *hallmark.ServiceRecord) { r.Models[0].Kind = "x" },
		"split":  func(r *hallmark.ServiceRecord) { r.Split = []hallmark.Payee{{Account: hallmark.Address{1}, BPS: 1}} },
		"rebate": func(r *hallmark.ServiceRecord) { r.Objective.Rebate = hallmark.BPS + 1 },
	} {
		c := r
		c.Models = append([]hallmark.ServiceModel{}, r.Models...)
		edit(&c)
		if CheckService(hallmark.SignedService{Record: c, Signature: sig}) == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}
