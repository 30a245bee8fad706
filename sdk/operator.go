package sdk

import (
	"context"
	"net/http"

	"github.com/hallmark-tee/hallmark"
)

// Status is what a provider sees of its worker; signed with the provider's
// wallet.
func (w *Worker) Status(ctx context.Context) (hallmark.WorkerStatus, error) {
	var s hallmark.WorkerStatus
	return s, w.get(ctx, "/v1/status", true, &s)
}

// Drain stops the admission of exchanges at the provider's own worker; what
// runs goes on.
func (w *Worker) Drain(ctx context.Context) (hallmark.WorkerStatus, error) {
	var s hallmark.WorkerStatus
	return s, w.do(ctx, http.MethodPost, "/v1/drain", nil, true, &s)
}
