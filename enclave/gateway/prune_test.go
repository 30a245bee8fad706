package gateway_test

import (
	"testing"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/engine/openai/upstreamtest"
	"github.com/hallmark-tee/hallmark/enclave/gateway/gatewaytest"
)

// TestOldBatchesAreForgotten closes more batches than are kept, over restarts:
// what is old is removed, and everything goes on from what is left.
func TestOldBatchesAreForgotten(t *testing.T) {
	dir, url := t.TempDir(), fixture(t, upstreamtest.Config{Chunks: 1, Prompt: 1})
	o := gatewaytest.Options{Keep: 2}
	w := gatewaytest.Open(t, dir, url, o)
	c := w.Customer(t, rich)
	var ids []hallmark.Digest
	var total hallmark.Amount
	for n := uint64(1); n <= 7; n++ {
		for range 2 {
			a, err := c.Ask(t.Context(), w.Send, "POST", chat, ask)
			if err != nil {
				t.Fatal(err)
			}
			r := a.Receipt.Receipt
			if sum, err := total.Add(r.Fee); err != nil || r.Total != sum || r.Sequence != uint64(len(ids)+1) {
				t.Fatalf("receipt %d with the total %s after %d and %s", r.Sequence, r.Total, len(ids), total)
			}
			total = r.Total
			ids = append(ids, r.ID)
		}
		b, err := w.CloseBatch(n)
		if err != nil || len(b.Items) != 1 || b.Items[0].Total != total || b.Invoices[0].Receipts != 2 {
			t.Fatalf("batch %d: %+v, %v", n, b.Items, err)
		}
		if n%2 == 0 {
			w.Down()
			w = gatewaytest.Open(t, dir, url, o)
			w.Know(t, c.Channel(amount(rich)))
		}
	}
	if n := w.State().Journal.Segments; n > 8 {
		t.Fatalf("%d files for 2 batches and what is open", n)
	}
	for i, id := range ids {
		_, err := w.Receipt(id)
		if old := i < 10; old != (hallmark.KindOf(err) == hallmark.NotFound && err != nil) || !old && err != nil {
			t.Fatalf("receipt %d of %d: %v", i+1, len(ids), err)
		}
	}
	if _, err := w.Traces(1); hallmark.KindOf(err) != hallmark.NotFound {
		t.Fatalf("the traces of batch 1: %v", err)
	}
	f, err := w.Traces(7)
	if err != nil {
		t.Fatal(err)
	}
	f.Close()
	if b, err := w.Batch(1); err != nil || b.Number != 1 {
		t.Fatalf("the claim of batch 1 is kept: %v", err)
	}
}
