package api_test

import (
	"encoding/json"
	"net/http"
	"testing"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/envelope"
	"github.com/hallmark-tee/hallmark/invoice"
	"github.com/hallmark-tee/hallmark/worker/journal"
	"github.com/hallmark-tee/hallmark/worker/workertest"
)

// batch puts a batch of some users into the journal.
func (d *desk) batch(n uint64, users ...hallmark.Address) hallmark.Batch {
	d.t.Helper()
	b := hallmark.Batch{Number: n, Signer: hallmark.Address{1}, Traces: hallmark.Digest{5, byte(n)}}
	var leaves []hallmark.Digest
	for _, u := range users {
		inv := hallmark.UsageInvoice{Version: hallmark.UsageInvoiceVersion, Batch: n, User: u, Total: hallmark.NewAmount(n), Service: []hallmark.Digest{}, Split: []hallmark.InvoiceShare{}}
		digest, err := envelope.Digest(inv)
		if err != nil {
			d.t.Fatal(err)
		}
		leaves = append(leaves, invoice.Leaf(digest))
		b.Invoices = append(b.Invoices, inv)
		b.Items = append(b.Items, hallmark.ClaimItem{User: u, Total: inv.Total})
	}
	b.Root = invoice.Root(leaves)
	if _, err := d.j.KeepBatch(b, hallmark.Digest{}); err != nil {
		d.t.Fatal(err)
	}
	return b
}

func TestInvoicesAreProvedToTheirUser(t *testing.T) {
	d := newDesk(t)
	user := workertest.Address(market.User)
	others := []hallmark.Address{{3}, {4}, {5}}
	d.batch(1, append(others, user)...)
	d.batch(2, others...)
	d.batch(3, user)
	tx := hallmark.Digest{8}
	if _, err := d.j.ChangeBatch(hallmark.Address{1}, 1, func(r *journal.BatchRow) {
		r.Claims = []journal.Claim{{Purpose: "a", Tx: tx}, {Purpose: "b"}}
		r.Done, r.Traces = true, hallmark.Stored{Root: hallmark.Digest{6}, SHA256: r.Batch.Traces, Bytes: 9}
		r.Short = []hallmark.ClaimItem{{User: others[0]}}
	}); err != nil {
		t.Fatal(err)
	}
	var got []hallmark.SettledInvoice
	list := func(query string) {
		t.Helper()
		got = nil
		status, _, b := d.get(d.signed(market.User, http.MethodGet, "/v1/invoices"+query))
		if err := json.Unmarshal(b, &got); err != nil || status != http.StatusOK {
			t.Fatalf("%d %s, %v", status, b, err)
		}
	}
	list("")
	if len(got) != 2 || got[0].Batch != 3 || got[1].Batch != 1 {
		t.Fatalf("%+v", got)
	}
	for _, g := range got {
		digest, err := envelope.Digest(g.Invoice)
		if err != nil || g.Invoice.User != user || !invoice.Verify(g.Root, invoice.Leaf(digest), g.Path) {
			t.Errorf("batch %d is not proved: %+v, %v", g.Batch, g, err)
		}
	}
	if open := got[0]; open.Paid || len(open.Claims) != 0 || !open.Traces.Root.IsZero() || open.Traces.SHA256 != (hallmark.Digest{5, 3}) {
		t.Errorf("on its way: %+v", open)
	}
	if done := got[1]; !done.Paid || len(done.Claims) != 1 || done.Claims[0] != tx || done.Traces.Root != (hallmark.Digest{6}) {
		t.Errorf("settled: %+v", done)
	}
	list("?skip=1")
	if len(got) != 1 || got[0].Batch != 1 {
		t.Errorf("%+v", got)
	}
	list("?skip=2")
	if len(got) != 0 {
		t.Errorf("%+v", got)
	}
	d.refused("no number", d.signed(market.User, http.MethodGet, "/v1/invoices?skip=-1"), hallmark.Invalid)

	// One who still owes is not told that it paid.
	if _, err := d.j.ChangeBatch(hallmark.Address{1}, 1, func(r *journal.BatchRow) { r.Short = []hallmark.ClaimItem{{User: user}} }); err != nil {
		t.Fatal(err)
	}
	list("?skip=1")
	if len(got) != 1 || got[0].Paid {
		t.Errorf("short: %+v", got)
	}
}

func TestTheDrainIsTheOperators(t *testing.T) {
	d := newDesk(t)
	status := func(method, path string) (s hallmark.WorkerStatus) {
		t.Helper()
		code, _, b := d.get(d.signed(market.Provider, method, path))
		if err := json.Unmarshal(b, &s); err != nil || code != http.StatusOK {
			t.Fatalf("%d %s, %v", code, b, err)
		}
		return s
	}
	d.batch(1, workertest.Address(market.User))
	if s := status(http.MethodGet, "/v1/status"); s.Draining || s.Unsettled != 1 || s.Signer != market.Info.Signer || s.Provider != workertest.Address(market.Provider) {
		t.Errorf("%+v", s)
	}
	if s := status(http.MethodPost, "/v1/drain"); !s.Draining {
		t.Errorf("%+v", s)
	}
	if code, kind, b := d.get(request{method: http.MethodPost, path: "/v1/exchange", body: []byte("x")}); code != http.StatusServiceUnavailable || kind != hallmark.Unavailable {
		t.Errorf("an exchange after the drain: %d %s", code, b)
	}
	if s := status(http.MethodGet, "/v1/status"); !s.Draining {
		t.Errorf("%+v", s)
	}
}

func TestAProviderWithoutInferenceSaysSo(t *testing.T) {
	d := newDesk(t)
	d.refused("no record yet", request{method: http.MethodGet, path: "/v1/service"}, hallmark.NotFound)
	d.server.Exchanges = nil
	for _, r := range []request{
		{method: http.MethodGet, path: "/v1/service"}, {method: http.MethodPost, path: "/v1/exchange"},
		{method: http.MethodGet, path: "/v1/receipts/" + hallmark.Digest{1}.String()}, d.signed(market.Provider, http.MethodPost, "/v1/drain"),
	} {
		d.refused("no inference", r, hallmark.Unsupported)
	}
}
