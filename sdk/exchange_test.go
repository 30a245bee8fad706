package sdk

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strconv"
	"testing"

	"github.com/ethereum/go-ethereum/crypto"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/sdk/wallet"
)

// pages is a worker that lists invoices by pages of three.
type pages struct {
	list  []hallmark.SettledInvoice // the newest first
	grow  bool                      // a batch is closed between two pages
	asked int
}

func (p *pages) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	skip, _ := strconv.Atoi(r.URL.Query().Get("skip"))
	p.asked++
	if p.grow {
		p.list = append([]hallmark.SettledInvoice{invoiceOf(len(p.list))}, p.list...)
	}
	from := min(skip, len(p.list))
	_ = json.NewEncoder(w).Encode(p.list[from:min(from+3, len(p.list))])
}

func invoiceOf(n int) hallmark.SettledInvoice {
	return hallmark.SettledInvoice{
		Batch: uint64(n), Root: hallmark.Digest{byte(n + 1)}, Path: []hallmark.Digest{}, Claims: []hallmark.Digest{},
		Invoice: hallmark.UsageInvoice{Split: []hallmark.InvoiceShare{}},
	}
}

func TestAllInvoices(t *testing.T) {
	key, err := crypto.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		have, most, want, asked int
	}{
		"none": {0, 0, 0, 1}, "one page": {2, 0, 2, 2}, "whole pages": {6, 0, 6, 3}, "many": {7, 0, 7, 4},
		"the newest": {7, 4, 4, 2}, "more than there are": {2, 9, 2, 2},
	} {
		t.Run(name, func(t *testing.T) {
			p := &pages{}
			for i := range c.have {
				p.list = append([]hallmark.SettledInvoice{invoiceOf(i)}, p.list...)
			}
			s := httptest.NewServer(p)
			defer s.Close()
			w := &Worker{url: s.URL, http: s.Client(), wallet: wallet.New(key)}
			got, err := w.AllInvoices(t.Context(), uint64(c.most))
			if err != nil || len(got) != c.want || p.asked != c.asked {
				t.Fatalf("%d invoices in %d calls, %v", len(got), p.asked, err)
			}
			for i, v := range got {
				if want := uint64(c.have - 1 - i); v.Batch != want {
					t.Errorf("place %d has batch %d, want %d", i, v.Batch, want)
				}
			}
		})
	}
	p := &pages{grow: true, list: []hallmark.SettledInvoice{invoiceOf(2), invoiceOf(1), invoiceOf(0)}}
	s := httptest.NewServer(p)
	defer s.Close()
	got, err := (&Worker{url: s.URL, http: s.Client(), wallet: wallet.New(key)}).AllInvoices(t.Context(), 0)
	if err != nil || len(got) != 4 { // those that were there when it began
		t.Errorf("%d invoices of a list that grows, %v", len(got), err)
	}
}
