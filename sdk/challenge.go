package sdk

import (
	"context"
	"crypto/sha256"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation"
	"github.com/hallmark-tee/hallmark/attestation/verdict"
)

// Answered is what a worker's enclave showed for a nonce.
type Answered struct {
	Evidence hallmark.Evidence
	Runtime  hallmark.RuntimeData
	// TLSKey is SHA-256 of the SPKI that the connection showed; nil without TLS.
	// It is the worker's: the one that the evidence names (Runtime.TLSKey) belongs
	// to the enclave's own address.
	TLSKey *hallmark.Digest
}

// answering are the checks without which an answer is none.
var answering = []verdict.Def{attestation.RuntimeDecode, attestation.ReportDataForm, attestation.ReportDataBind, attestation.ReportSigner, attestation.NonceMatches}

// Challenge asks the worker at a URL for evidence over a nonce; it needs no
// network file. The answer is compared with the nonce, and the quote's
// report_data with the keys and data beside it; whether the quote is genuine is
// for the verifier. NotGenuine: it answers something else.
func Challenge(ctx context.Context, rawURL string, nonce hallmark.Digest) (Answered, error) {
	var a Answered
	u, err := url.Parse(rawURL)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return a, hallmark.Errorf(hallmark.Invalid, "%q is not a worker's URL such as https://host:port", rawURL)
	}
	w := &Worker{url: strings.TrimRight(rawURL, "/"), http: &http.Client{Timeout: time.Minute}}
	resp, err := w.send(ctx, http.MethodGet, "/v1/evidence?nonce="+nonce.String(), nil, false, nil)
	if err != nil {
		return a, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, hallmark.MaxBundle+1))
	if err != nil {
		return a, hallmark.Errorf(hallmark.Unavailable, "worker %s: %w", w.url, err)
	}
	if len(body) > hallmark.MaxBundle {
		return a, hallmark.Errorf(hallmark.Exhausted, "worker %s answers with more than %d bytes of evidence", w.url, hallmark.MaxBundle)
	}
	if err := hallmark.DecodeStrict(body, "worker's evidence", &a.Evidence); err != nil {
		return a, err
	}
	if resp.TLS != nil && len(resp.TLS.PeerCertificates) > 0 {
		sum := hallmark.Digest(sha256.Sum256(resp.TLS.PeerCertificates[0].RawSubjectPublicKeyInfo))
		a.TLSKey = &sum
	}
	return a, a.check(nonce)
}

func (a *Answered) check(nonce hallmark.Digest) error {
	o := attestation.Options{Policy: attestation.StrictPolicy(), Now: time.Now(), Challenge: &nonce}
	sheet := new(verdict.Sheet)
	r := attestation.Examine(a.Evidence, o, sheet)
	a.Runtime = r.Runtime
	for _, d := range answering {
		if !sheet.Passed(d) {
			return hallmark.Errorf(hallmark.NotGenuine, "the worker's evidence does not answer the nonce: %s", detail(attestation.Conclude(sheet, o, r), d))
		}
	}
	return nil
}

// detail is what a verdict says of a check that did not pass.
func detail(v attestation.Verdict, d verdict.Def) string {
	for _, c := range v.Checks {
		if c.ID == d.ID {
			return c.ID + ": " + c.Detail
		}
	}
	return d.ID + " was not made"
}
