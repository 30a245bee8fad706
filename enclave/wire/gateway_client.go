package wire

import (
	"context"
	"io"
	"net/http"
	"strconv"

	"github.com/hallmark-tee/hallmark"
)

// PutService puts a provider's signed record in force. Forbidden: it names
// another enclave key, chain or contract; Conflict: a record of a higher or the
// same revision is in force. The same record again is no error.
func (c *Client) PutService(ctx context.Context, s hallmark.SignedService) (ServiceState, error) {
	return call[ServiceState](ctx, c, http.MethodPut, PathService, s)
}

// PutChannels tells what the chain says of channels, at most MaxChannels in one
// call; others stay as they are. After a restart of the enclave (Info.Boot) all
// of them have to be told again.
func (c *Client) PutChannels(ctx context.Context, states []ChannelState) (ServiceState, error) {
	return call[ServiceState](ctx, c, http.MethodPut, PathChannels, states)
}

// Exchange relays a sealed request and gives the sealed response as it is made;
// the caller closes it, and closing it early, or ending ctx, stops the answer.
// An answer that is no sealed response comes back as the *http.Response too,
// with its Problem unread: a relay passes it on as it is.
func (c *Client) Exchange(ctx context.Context, size int64, sealed io.Reader) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, origin+PathExchange, sealed)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Internal, "request to the enclave: %w", err)
	}
	req.ContentLength = size
	req.Header.Set("Content-Type", ContentSealed)
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, away(ctx, err)
	}
	return resp, nil
}

// Receipt gives one receipt by its id; NotFound.
func (c *Client) Receipt(ctx context.Context, id hallmark.Digest) (hallmark.SignedUsage, error) {
	return call[hallmark.SignedUsage](ctx, c, http.MethodGet, PathReceipts+"/"+id.String(), nil)
}

// Receipts gives those after a sequence number, in order, at most limit and at
// most MaxReceipts.
func (c *Client) Receipts(ctx context.Context, after uint64, limit int) ([]hallmark.SignedUsage, error) {
	path := PathReceipts + "?after=" + strconv.FormatUint(after, 10) + "&max=" + strconv.Itoa(limit)
	return call[[]hallmark.SignedUsage](ctx, c, http.MethodGet, path, nil)
}

// CloseBatch closes the batch of a number, one more than the last, or gives one
// that was closed: the same bytes each time. NotFound: there is nothing to
// close; Conflict: it is not the next number.
func (c *Client) CloseBatch(ctx context.Context, number uint64) (hallmark.Batch, error) {
	return call[hallmark.Batch](ctx, c, http.MethodPost, PathBatches, BatchRequest{Number: number})
}

// Batch gives a closed batch; NotFound.
func (c *Client) Batch(ctx context.Context, number uint64) (hallmark.Batch, error) {
	return call[hallmark.Batch](ctx, c, http.MethodGet, batchPath(number), nil)
}

// Traces opens the file of a closed batch's receipts, each user's encrypted to
// it. The caller closes it.
func (c *Client) Traces(ctx context.Context, number uint64) (io.ReadCloser, int64, error) {
	return c.stream(ctx, batchPath(number)+"/traces")
}

// Gateway gives the counters.
func (c *Client) Gateway(ctx context.Context) (GatewayState, error) {
	return call[GatewayState](ctx, c, http.MethodGet, PathGateway, nil)
}

func batchPath(number uint64) string { return PathBatches + "/" + strconv.FormatUint(number, 10) }
