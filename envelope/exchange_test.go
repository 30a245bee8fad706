package envelope

import (
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"github.com/hallmark-tee/hallmark"
)

func drawExchange(t *rapid.T) hallmark.SignedExchange {
	u := drawUsage(t)
	sig := func() hallmark.Hex { return rapid.SliceOfN(rapid.Byte(), 65, 65).Draw(t, "signature") }
	s := hallmark.SignedExchange{
		Version: rapid.SampledFrom([]string{hallmark.ExchangeVersion, "a\"b", "é"}).Draw(t, "version"),
		Exchange: hallmark.Exchange{
			User: u.User, Provider: u.Provider, Signer: u.Signer, Epoch: u.Epoch, Method: u.Request.Method, Path: u.Request.Path, ContentType: u.Kind,
			Body: u.Request.Body, Voucher: u.Voucher, Service: u.Service, Base: u.Fee, Nonce: u.Request.Nonce,
		},
		Signature: sig(),
		Voucher:   hallmark.SignedVoucher{Voucher: hallmark.Voucher{User: u.User, Provider: u.Provider, Signer: u.Signer, Ceiling: u.Total, Epoch: u.Sequence}, Signature: sig()},
	}
	if rapid.Bool().Draw(t, "plain") {
		s.Version, s.Exchange.Method, s.Exchange.Path, s.Exchange.ContentType = hallmark.ExchangeVersion, "POST", "/v1/models?x=<y>&z", "application/json"
		s.Exchange.Epoch, s.Voucher.Voucher.Epoch = 1, 0
	}
	if rapid.Bool().Draw(t, "grant") {
		s.Grant = &hallmark.SignedGrant{Grant: hallmark.Grant{User: u.User, Provider: u.Provider, Key: u.Request.Key, Epoch: u.Epoch}, Signature: sig()}
	}
	if rapid.Bool().Draw(t, "adapter") {
		s.Adapter = &hallmark.SignedAdapterGrant{Grant: hallmark.AdapterGrant{Owner: u.User, Job: u.ID, User: u.Signer}, Signature: sig()}
	}
	return s
}

// TestExchangesInOnePass holds writer and reader against the general ones.
func TestExchangesInOnePass(t *testing.T) {
	quick := 0
	rapid.Check(t, func(t *rapid.T) {
		s := drawExchange(t)
		want, err := Canonical(s)
		if err != nil {
			t.Fatal(err)
		}
		if got, ok := appendExchange(nil, &s); ok && string(got) != string(want) {
			t.Fatalf("wrote %s\nwant  %s", got, want)
		}
		var quickly, strictly hallmark.SignedExchange
		if !readExchange(want, &quickly) {
			return
		}
		quick++
		if err := hallmark.DecodeStrict(want, "exchange", &strictly); err != nil || !reflect.DeepEqual(quickly, strictly) {
			t.Fatalf("read %+v\nwant %+v\n%v", quickly, strictly, err)
		}
	})
	if quick == 0 {
		t.Fatal("nothing was read in one pass")
	}
}

// FuzzReadExchange holds what is read in one pass against the strict decoder.
func FuzzReadExchange(f *testing.F) {
	s := rapid.Custom(drawExchange).Filter(func(s hallmark.SignedExchange) bool {
		return s.Exchange.Method == "POST" && s.Grant != nil && s.Adapter != nil
	}).Example(3)
	line, err := Canonical(s)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(line)
	f.Fuzz(func(t *testing.T, line []byte) {
		var quickly, strictly hallmark.SignedExchange
		if !readExchange(line, &quickly) {
			return
		}
		if err := hallmark.DecodeStrict(line, "exchange", &strictly); err != nil || !reflect.DeepEqual(quickly, strictly) {
			t.Fatalf("%q\nread %+v\nwant %+v\n%v", line, quickly, strictly, err)
		}
	})
}
