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
