package wire

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"strconv"
	"time"

	"github.com/hallmark-tee/hallmark"
)

// Client speaks to one enclave. It may be used from many goroutines.
type Client struct {
	http *http.Client
}

// Dial makes a client of the enclave behind a unix socket. It connects on the
// first call; an enclave that is not there is of kind Unavailable.
func Dial(socket string) *Client {
	var d net.Dialer
	return &Client{http: &http.Client{Transport: &http.Transport{
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			return d.DialContext(ctx, "unix", socket)
		},
		DisableCompression:    true,
		MaxIdleConnsPerHost:   512, // streams of users come and go
		ExpectContinueTimeout: 5 * time.Second,
	}}}
}

// Close drops idle connections.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// Info says who the enclave claims to be.
func (c *Client) Info(ctx context.Context) (Info, error) {
	return call[Info](ctx, c, http.MethodGet, PathInfo, nil)
}

// Evidence asks for a fresh quote.
func (c *Client) Evidence(ctx context.Context, r EvidenceRequest) (hallmark.Evidence, error) {
	return call[hallmark.Evidence](ctx, c, http.MethodPost, PathEvidence, r)
}

// PastEvidence gives evidence made earlier without a nonce, by
// envelope.EvidenceDigest; NotFound when the enclave no longer keeps it.
func (c *Client) PastEvidence(ctx context.Context, digest hallmark.Digest) (hallmark.Evidence, error) {
	return call[hallmark.Evidence](ctx, c, http.MethodGet, PathEvidence+"/"+digest.String(), nil)
}

// Admit hands over a signed order. Forbidden: the order names another enclave
// key; NotFound: a base model that is not here; Lost: a job of an earlier
// enclave whose sealed state cannot be opened. Admitting twice is the same.
func (c *Client) Admit(ctx context.Context, s hallmark.SignedOrder) (Job, error) {
	return call[Job](ctx, c, http.MethodPost, PathJobs, s)
}

// Jobs lists the jobs the enclave knows.
func (c *Client) Jobs(ctx context.Context) ([]Job, error) {
	return call[[]Job](ctx, c, http.MethodGet, PathJobs, nil)
}

// Job shows one job; NotFound or Lost.
func (c *Client) Job(ctx context.Context, id hallmark.JobID) (Job, error) {
	return call[Job](ctx, c, http.MethodGet, jobPath(id, ""), nil)
}

// PutDataset streams the age ciphertext, size bytes long. Mismatch: the bytes
// are not the order's, fetch them again; a job in state Failed: the bytes are
// the order's and permanently unusable. A dataset already accepted is not read
// again.
func (c *Client) PutDataset(ctx context.Context, id hallmark.JobID, size int64, ciphertext io.Reader) (Job, error) {
	var job Job
	req, err := http.NewRequestWithContext(ctx, http.MethodPut, origin+jobPath(id, "/dataset"), ciphertext)
	if err != nil {
		return job, hallmark.Errorf(hallmark.Internal, "request to the enclave: %w", err)
	}
	req.ContentLength = size
	req.Header.Set("Content-Type", "application/octet-stream")
	req.Header.Set("Expect", "100-continue") // a dataset that is there already is not sent
	err = c.json(req, &job)
	return job, err
}

// Train starts or resumes training and returns at once; Progress follows it.
// Conflict unless a dataset was accepted.
func (c *Client) Train(ctx context.Context, id hallmark.JobID) (Job, error) {
	return call[Job](ctx, c, http.MethodPost, jobPath(id, "/train"), nil)
}

// Progress passes every line after seq to each until the run ends (nil), each
// fails (its error), ctx ends (Cancelled) or the enclave goes away
// (Unavailable).
func (c *Client) Progress(ctx context.Context, id hallmark.JobID, after uint64, each func(Progress) error) error {
	path := jobPath(id, "/progress") + "?after=" + strconv.FormatUint(after, 10)
	body, _, err := c.stream(ctx, path)
	if err != nil {
		return err
	}
	defer body.Close()
	lines := newLines(body)
	for {
		p, err := lines.next()
		if err == io.EOF {
			return hallmark.Errorf(hallmark.Unavailable, "the enclave ended the progress of job %s before the run ended", id.Short())
		}
		if err != nil {
			return away(ctx, err)
		}
		if err := each(p); err != nil {
			return err
		}
		if p.Code.Ends() {
			return nil
		}
	}
}

// Cancel hands over the user's signed Cancel. Training stops after the running
// step; what is trained is delivered as partial. Forbidden or Unauthenticated
// when it is not the user's; no effect once the job is trained.
func (c *Client) Cancel(ctx context.Context, id hallmark.JobID, r hallmark.CancelRequest) (Job, error) {
	return call[Job](ctx, c, http.MethodPost, jobPath(id, "/cancel"), r)
}

// Pause checkpoints and stops a training job and waits for it; nothing is
// settled.
func (c *Client) Pause(ctx context.Context, id hallmark.JobID) (Job, error) {
	return call[Job](ctx, c, http.MethodPost, jobPath(id, "/pause"), nil)
}

// Artifact opens the .age file of a trained job, the same bytes every time.
// The caller closes it.
func (c *Client) Artifact(ctx context.Context, id hallmark.JobID) (io.ReadCloser, int64, error) {
	return c.stream(ctx, jobPath(id, "/artifact"))
}

// Replay opens the file that a replay starts from, as Artifact does.
func (c *Client) Replay(ctx context.Context, id hallmark.JobID) (io.ReadCloser, int64, error) {
	return c.stream(ctx, jobPath(id, "/replay"))
}

// Confirm asks for the settlement, journalled and sealed. Mismatch: the root
// is not the artifact's; MissingEvidence: the order wants more witnesses;
// NotFound: evidence that this enclave did not make.
func (c *Client) Confirm(ctx context.Context, id hallmark.JobID, r ConfirmRequest) (SealedRecord, error) {
	return call[SealedRecord](ctx, c, http.MethodPost, jobPath(id, "/confirm"), r)
}

// Release acknowledges the record and gets the settlement, the same bytes on
// every call. Mismatch: not the digest of the journalled record.
func (c *Client) Release(ctx context.Context, id hallmark.JobID, r ReleaseRequest) (hallmark.SignedSettlement, error) {
	return call[hallmark.SignedSettlement](ctx, c, http.MethodPost, jobPath(id, "/release"), r)
}

// Forget tells the enclave that the contract is final for this job: dataset,
// checkpoints and artifact are erased, the settlement is kept.
func (c *Client) Forget(ctx context.Context, id hallmark.JobID) (Job, error) {
	return call[Job](ctx, c, http.MethodDelete, jobPath(id, ""), nil)
}

// origin is a formality: the transport dials the socket whatever the host.
const origin = "http://enclave"

func jobPath(id hallmark.JobID, rest string) string { return PathJobs + "/" + id.String() + rest }

func call[T any](ctx context.Context, c *Client, method, path string, body any) (T, error) {
	var out T
	var src io.Reader
	if body != nil {
		b, err := json.Marshal(body)
		if err != nil {
			return out, hallmark.Errorf(hallmark.Internal, "encode a request to the enclave: %w", err)
		}
		src = bytes.NewReader(b)
	}
	req, err := http.NewRequestWithContext(ctx, method, origin+path, src)
	if err != nil {
		return out, hallmark.Errorf(hallmark.Internal, "request to the enclave: %w", err)
	}
	err = c.json(req, &out)
	return out, err
}

func (c *Client) json(req *http.Request, out any) error {
	resp, err := c.http.Do(req)
	if err != nil {
		return away(req.Context(), err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(io.LimitReader(resp.Body, MaxResponse+1))
	if err != nil {
		return away(req.Context(), err)
	}
	if len(b) > MaxResponse {
		return hallmark.Errorf(hallmark.Exhausted, "the enclave's answer to %s exceeds %d bytes", req.URL.Path, MaxResponse)
	}
	if resp.StatusCode != http.StatusOK {
		return problem(resp.StatusCode, b)
	}
	return hallmark.DecodeStrict(b, "enclave's answer to "+req.URL.Path, out)
}

func (c *Client) stream(ctx context.Context, path string) (io.ReadCloser, int64, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, origin+path, nil)
	if err != nil {
		return nil, 0, hallmark.Errorf(hallmark.Internal, "request to the enclave: %w", err)
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, 0, away(ctx, err)
	}
	if resp.StatusCode != http.StatusOK {
		defer resp.Body.Close()
		b, err := io.ReadAll(io.LimitReader(resp.Body, MaxLine))
		if err != nil {
			return nil, 0, away(ctx, err)
		}
		return nil, 0, problem(resp.StatusCode, b)
	}
	return resp.Body, resp.ContentLength, nil
}

// problem rebuilds the enclave's error from its body.
func problem(status int, body []byte) error {
	var p hallmark.Problem
	if err := hallmark.DecodeStrict(body, "problem", &p); err != nil || p.Kind == "" {
		return hallmark.Errorf(hallmark.Internal, "the enclave answered with HTTP status %d and no problem document", status)
	}
	return hallmark.Errorf(hallmark.KindNamed(p.Kind), "%s", p.Text)
}

// away is the error of a call that the enclave did not finish answering.
func away(ctx context.Context, err error) error {
	var own *hallmark.Error
	switch {
	case errors.As(err, &own):
		return err
	case ctx.Err() != nil:
		return hallmark.Errorf(hallmark.Cancelled, "the call to the enclave was stopped: %w", err)
	}
	return hallmark.Errorf(hallmark.Unavailable, "the enclave does not answer: %w", err)
}
