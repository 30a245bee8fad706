package gateway

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/hallmark-tee/hallmark"
)

func TestReceiptRecordsComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := receiptHead{sequence: rapid.Uint64().Draw(t, "sequence"), epoch: rapid.Uint64().Draw(t, "epoch"), nonce: rapid.Uint64().Draw(t, "nonce")}
		h.fee, h.total = hallmark.NewAmount(rapid.Uint64().Draw(t, "fee")), hallmark.MaxUint96
		copy(h.id[:], rapid.SliceOfN(rapid.Byte(), 32, 32).Draw(t, "id"))
		copy(h.user[:], rapid.SliceOfN(rapid.Byte(), 20, 20).Draw(t, "user"))
		copy(h.key[:], rapid.SliceOfN(rapid.Byte(), 20, 20).Draw(t, "key"))
		text := rapid.String().Draw(t, "canonical")
		got, canonical, err := parseReceipt(append(h.append(nil), text...))
		if err != nil || got != h || string(canonical) != text {
			t.Fatalf("%+v %q %v, want %+v %q", got, canonical, err, h, text)
		}
	})
}

func FuzzParseReceipt(f *testing.F) {
	f.Add(receiptHead{sequence: 1}.append(nil))
	f.Add([]byte{recordReceipt})
	f.Fuzz(func(t *testing.T, record []byte) {
		h, canonical, err := parseReceipt(record)
		if err != nil {
			if hallmark.KindOf(err) != hallmark.Lost {
				t.Fatal(err)
			}
			return
		}
		if again := append(h.append(nil), canonical...); string(again) != string(record) {
			t.Fatalf("%x became %x", record, again)
		}
	})
}
