package sdk

import (
	"context"
	"io"
	"net/http"
	"strconv"

	"github.com/hallmark-tee/hallmark"
)

const contentSealed = "application/vnd.hallmark.sealed"

// Service is what the provider offers for inference, as it signed it; the
// caller checks the signature.
func (w *Worker) Service(ctx context.Context) (hallmark.SignedService, error) {
	var s hallmark.SignedService
	return s, w.get(ctx, "/v1/service", false, &s)
}

// Exchange relays a sealed request to the enclave and gives the sealed response
// as it comes; ending ctx or closing it stops the enclave's work. Errors are
// the worker's word, or Unavailable where there is none, and prove nothing.
func (w *Worker) Exchange(ctx context.Context, sealed []byte) (io.ReadCloser, error) {
	header := http.Header{"Content-Type": {contentSealed}}
	resp, err := w.send(ctx, http.MethodPost, "/v1/exchange", sealed, false, header)
	if err != nil {
		return nil, err
	}
	return resp.Body, nil
}

// Receipt gives the receipt of an exchange by the id that its response began
// with.
func (w *Worker) Receipt(ctx context.Context, id hallmark.Digest) (hallmark.SignedUsage, error) {
	var u hallmark.SignedUsage
	return u, w.get(ctx, "/v1/receipts/"+id.String(), false, &u)
}

// Invoices lists the caller's invoices by batch, newest first, passing over the
// newest skip of them.
func (w *Worker) Invoices(ctx context.Context, skip uint64) ([]hallmark.SettledInvoice, error) {
	var list []hallmark.SettledInvoice
	path := "/v1/invoices"
	if skip > 0 {
		path += "?skip=" + strconv.FormatUint(skip, 10)
	}
	return list, w.get(ctx, path, true, &list)
}

// maxInvoices is how many invoices are believed to be one wallet's.
const maxInvoices = 1 << 16

// AllInvoices walks the pages of Invoices: the newest most of them, or all where
// most is 0. A batch that is closed meanwhile shifts the pages; no invoice is
// given twice. Exhausted: the worker finds no end.
func (w *Worker) AllInvoices(ctx context.Context, most uint64) ([]hallmark.SettledInvoice, error) {
	var all []hallmark.SettledInvoice
	seen := map[hallmark.Digest]bool{} // by root: each batch has one invoice of the caller
	for skip := uint64(0); ; {
		page, err := w.Invoices(ctx, skip)
		if err != nil {
			return nil, err
		}
		skip += uint64(len(page))
		before := len(all)
		for _, v := range page {
			if seen[v.Root] {
				continue
			}
			seen[v.Root] = true
			if all = append(all, v); uint64(len(all)) == most {
				return all, nil
			}
		}
		if len(all) == before {
			return all, nil
		}
		if len(all) > maxInvoices {
			return nil, hallmark.Errorf(hallmark.Exhausted, "worker %s lists more than %d invoices; ask for fewer with --last", w.url, maxInvoices)
		}
	}
}
