package sdk

import (
	"bufio"
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/envelope"
	"github.com/hallmark-tee/hallmark/sdk/wallet"
)

const (
	maxAnswer = 16 << 20 // any JSON answer of a worker, bytes
	maxEvent  = 64 << 10
	maxIdle   = 256 // connections
)

// Worker is a provider's API, seen by one wallet.
type Worker struct {
	url      string
	provider hallmark.Address // signed into every request
	wallet   wallet.Wallet
	http     *http.Client
}

// Worker reaches a worker by its URL; the empty one is the network's default.
func (m *Market) Worker(ctx context.Context, rawURL string) (*Worker, hallmark.Provider, error) {
	if rawURL == "" {
		rawURL = m.Network.Worker
	}
	u, err := url.Parse(rawURL)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return nil, hallmark.Provider{}, hallmark.Errorf(hallmark.Invalid, "%q is not a worker's URL such as http://host:port", rawURL)
	}
	w := &Worker{url: strings.TrimRight(rawURL, "/"), wallet: m.wallet, http: client()}
	var p hallmark.Provider
	if err := w.get(ctx, "/v1/provider", false, &p); err != nil {
		return nil, p, err
	}
	n := m.Network
	if p.ChainID != n.ChainID || p.Escrow != n.Contracts.JobEscrow || p.Registry != n.Contracts.Registry || p.Ledger != n.Contracts.Ledger {
		return nil, p, hallmark.Errorf(hallmark.Mismatch, "the worker at %s works for another chain or other contracts than network %q", rawURL, n.Name)
	}
	w.provider = p.Provider
	return w, p, nil
}

// client keeps connections for many exchanges at once, and takes bodies as they
// are sent: a compressed stream would be held back.
func client() *http.Client {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.MaxIdleConns, t.MaxIdleConnsPerHost, t.DisableCompression = 0, maxIdle, true
	return &http.Client{Transport: t}
}

func (w *Worker) get(ctx context.Context, path string, signed bool, out any) error {
	return w.do(ctx, http.MethodGet, path, nil, signed, out)
}

func (w *Worker) post(ctx context.Context, path string, in, out any) error {
	body, err := json.Marshal(in)
	if err != nil {
		return hallmark.Errorf(hallmark.Internal, "encode a request to the worker: %w", err)
	}
	return w.do(ctx, http.MethodPost, path, body, false, out)
}

func (w *Worker) do(ctx context.Context, method, path string, body []byte, signed bool, out any) error {
	resp, err := w.send(ctx, method, path, body, signed, nil)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer+1))
	if err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "worker %s: %w", w.url, err)
	}
	if len(b) > maxAnswer {
		return hallmark.Errorf(hallmark.Exhausted, "worker %s answers %s with more than %d bytes", w.url, path, maxAnswer)
	}
	if raw, ok := out.(*[]byte); ok {
		*raw = b
		return nil
	}
	return hallmark.DecodeStrict(b, "worker's answer to "+path, out)
}

// send makes one request; an answer that is not 200 becomes its Problem.
func (w *Worker) send(ctx context.Context, method, path string, body []byte, signed bool, header http.Header) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, method, w.url+path, bytes.NewReader(body))
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Internal, "request to the worker: %w", err)
	}
	for k, v := range header {
		req.Header[k] = v
	}
	if signed {
		if err := w.sign(req, body); err != nil {
			return nil, err
		}
	}
	resp, err := w.http.Do(req)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Unavailable, "worker %s does not answer: %w", w.url, err)
	}
	if resp.StatusCode == http.StatusOK {
		return resp, nil
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(io.LimitReader(resp.Body, maxEvent))
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Unavailable, "worker %s: %w", w.url, err)
	}
	var p hallmark.Problem
	if err := hallmark.DecodeStrict(b, "problem", &p); err != nil {
		return nil, hallmark.Errorf(hallmark.Unavailable, "worker %s answers %s with status %d", w.url, path, resp.StatusCode)
	}
	err = hallmark.Errorf(hallmark.KindNamed(p.Kind), "worker: %s", p.Text)
	if after := resp.Header.Get("Retry-After"); after != "" {
		err = &Busy{After: after, Cause: err}
	}
	return nil, err
}

// Busy says that the worker has no room for a request now and has not begun
// with it.
type Busy struct {
	After string // Retry-After, as the worker wrote it
	Cause error
}

// Error gives the worker's text.
func (b *Busy) Error() string { return b.Cause.Error() }

// Unwrap gives the worker's error.
func (b *Busy) Unwrap() error { return b.Cause }

func (w *Worker) sign(req *http.Request, body []byte) error {
	if w.wallet.Key() == nil {
		return hallmark.Errorf(hallmark.Unauthenticated, "this request must be signed: --keystore FILE or --key-fd N")
	}
	auth := hallmark.RequestAuth{
		Audience: w.provider, Method: req.Method, Path: req.URL.RequestURI(), Body: sha256.Sum256(body), Time: uint64(time.Now().Unix()),
	}
	if _, err := rand.Read(auth.Nonce[:]); err != nil {
		return hallmark.Errorf(hallmark.Internal, "request nonce: %w", err)
	}
	sig, err := envelope.Sign(envelope.RequestDigest(auth), w.wallet.Key())
	if err != nil {
		return err
	}
	req.Header.Set(hallmark.HeaderAddress, w.wallet.Address().String())
	req.Header.Set(hallmark.HeaderTime, strconv.FormatUint(auth.Time, 10))
	req.Header.Set(hallmark.HeaderNonce, auth.Nonce.String())
	req.Header.Set(hallmark.HeaderSignature, sig.String())
	return nil
}

// Jobs lists the caller's jobs.
func (w *Worker) Jobs(ctx context.Context) ([]hallmark.Job, error) {
	var jobs []hallmark.Job
	return jobs, w.get(ctx, "/v1/jobs", true, &jobs)
}

// Job shows one of the caller's jobs.
func (w *Worker) Job(ctx context.Context, id hallmark.JobID) (hallmark.Job, error) {
	var job hallmark.Job
	return job, w.get(ctx, "/v1/jobs/"+id.String(), true, &job)
}

// Result gives what the user gets of a settled job.
func (w *Worker) Result(ctx context.Context, id hallmark.JobID) (hallmark.JobResult, error) {
	var r hallmark.JobResult
	return r, w.get(ctx, "/v1/jobs/"+id.String()+"/result", true, &r)
}

// Order gives back the order that the wallet signed.
func (w *Worker) Order(ctx context.Context, id hallmark.JobID) (hallmark.SignedOrder, error) {
	var s hallmark.SignedOrder
	return s, w.get(ctx, "/v1/jobs/"+id.String()+"/order", true, &s)
}

// Events passes the events that a job has so far to each.
func (w *Worker) Events(ctx context.Context, id hallmark.JobID, each func(hallmark.JobEvent) error) error {
	after := uint64(0)
	_, err := w.stream(ctx, "/v1/jobs/"+id.String()+"/events?follow=no", &after, each)
	return err
}

// Follow passes a job's events after a sequence number to each, until the job
// ends (nil), each fails, or ctx ends. A lost connection is taken up again
// where it broke.
func (w *Worker) Follow(ctx context.Context, id hallmark.JobID, after uint64, each func(hallmark.JobEvent) error) error {
	for {
		final, err := w.stream(ctx, "/v1/jobs/"+id.String()+"/events", &after, each)
		if err == nil && !final {
			err = hallmark.Errorf(hallmark.Unavailable, "the worker ended the event stream")
		}
		if final || err != nil && !hallmark.KindOf(err).Retryable() {
			return err
		}
		select {
		case <-ctx.Done():
			return hallmark.Errorf(hallmark.Cancelled, "stopped following job %s: %w", id.Short(), ctx.Err())
		case <-time.After(time.Second):
		}
	}
}

// stream reads server-sent events to their end, and reports whether the last
// one ended the job or each failed.
func (w *Worker) stream(ctx context.Context, path string, after *uint64, each func(hallmark.JobEvent) error) (final bool, err error) {
	header := http.Header{"Accept": {"text/event-stream"}}
	if *after > 0 {
		header.Set("Last-Event-ID", strconv.FormatUint(*after, 10))
	}
	resp, err := w.send(ctx, http.MethodGet, path, nil, true, header)
	if err != nil {
		return false, err
	}
	defer resp.Body.Close()
	lines := bufio.NewScanner(resp.Body)
	lines.Buffer(make([]byte, 0, 4096), maxEvent)
	for lines.Scan() {
		data, ok := strings.CutPrefix(lines.Text(), "data: ")
		if !ok {
			continue
		}
		var e hallmark.JobEvent
		if err := hallmark.DecodeStrict([]byte(data), "event", &e); err != nil {
			return true, err
		}
		if err := each(e); err != nil {
			return true, err
		}
		*after, final = e.Seq, e.State.Final()
	}
	return final, nil
}

func addressOf(a hallmark.Address) common.Address { return common.Address(a) }
