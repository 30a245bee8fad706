package collateral

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/hallmark-tee/hallmark"
)

// The vendors' public services.
const (
	IntelPCS     = "https://api.trustedservices.intel.com"
	IntelRootCRL = "https://certificates.trustedservices.intel.com/IntelSGXRootCA.der"
	NVIDIARIM    = "https://rim.attestation.nvidia.com"
	NVIDIAOCSP   = "https://ocsp.ndis.nvidia.com"
	NVIDIANRAS   = "https://nras.attestation.nvidia.com"
)

// maxAnswer bounds any answer, in bytes; tries is how often a server that is
// busy is asked.
const (
	maxAnswer = 4 << 20
	tries     = 3
)

// Source says where to fetch. Empty fields are the vendors' public services.
type Source struct {
	PCS     string `json:"pcs,omitempty"`     // Intel's PCS, or a PCCS, which answers the same paths
	RootCRL string `json:"rootCrl,omitempty"` // URL of the root's revocation list; empty: Intel's, or the PCCS's own
	RIM     string `json:"rim,omitempty"`
	OCSP    string `json:"ocsp,omitempty"`
	NRAS    string `json:"nras,omitempty"`
}

// Client fetches from a source.
type Client struct {
	Source
	HTTP    *http.Client  // nil: one with a time-out of 30 s
	Pause   time.Duration // before the second try, doubled for the third; zero: 1 s
	AskNRAS bool          // Fetch has NVIDIA's service judge the GPUs, too: it learns which are where
}

// File is something fetched and the name that it has in a cache.
type File struct {
	Name string
	Data []byte
}

func or(a, b string) string {
	if a != "" {
		return strings.TrimRight(a, "/")
	}
	return b
}

// get fetches a URL and gives body and headers. Unavailable: no answer;
// NotFound: the service does not have it.
func (c *Client) get(ctx context.Context, rawURL string) ([]byte, http.Header, error) {
	return c.do(ctx, http.MethodGet, rawURL, "", nil)
}

func (c *Client) do(ctx context.Context, method, rawURL, contentType string, body []byte) ([]byte, http.Header, error) {
	if u, err := url.Parse(rawURL); err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return nil, nil, hallmark.Errorf(hallmark.Invalid, "%q is not a URL such as https://host:port", rawURL)
	}
	client, pause := c.HTTP, c.Pause
	if client == nil {
		client = &http.Client{Timeout: 30 * time.Second}
	}
	if pause == 0 {
		pause = time.Second
	}
	for try := 1; ; try++ {
		answer, header, again, err := c.once(ctx, client, method, rawURL, contentType, body)
		if err == nil || !again || try == tries {
			return answer, header, err
		}
		wait := time.NewTimer(pause << (try - 1))
		select {
		case <-ctx.Done():
			wait.Stop()
			return nil, nil, hallmark.Errorf(hallmark.Cancelled, "%s: %w", rawURL, ctx.Err())
		case <-wait.C:
		}
	}
}

// once asks once and reports whether asking again may help.
func (c *Client) once(ctx context.Context, client *http.Client, method, rawURL, contentType string, body []byte) ([]byte, http.Header, bool, error) {
	req, err := http.NewRequestWithContext(ctx, method, rawURL, bytes.NewReader(body))
	if err != nil {
		return nil, nil, false, hallmark.Errorf(hallmark.Invalid, "%s: %w", rawURL, err)
	}
	if contentType != "" {
		req.Header.Set("Content-Type", contentType)
	}
	resp, err := client.Do(req)
	if err != nil {
		return nil, nil, ctx.Err() == nil, hallmark.Errorf(hallmark.Unavailable, "%w; is the service reachable from here?", err)
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer+1))
	switch {
	case err != nil:
		return nil, nil, true, hallmark.Errorf(hallmark.Unavailable, "%s: %w", rawURL, err)
	case len(answer) > maxAnswer:
		return nil, nil, false, hallmark.Errorf(hallmark.Exhausted, "%s answers more than %d bytes", rawURL, maxAnswer)
	case resp.StatusCode == http.StatusNotFound:
		return nil, nil, false, hallmark.Errorf(hallmark.NotFound, "%s is not there (status 404): the service knows no such platform or file", rawURL)
	case resp.StatusCode == http.StatusUnauthorized || resp.StatusCode == http.StatusForbidden:
		return nil, nil, false, hallmark.Errorf(hallmark.Forbidden, "%s refuses (status %d)", rawURL, resp.StatusCode)
	case resp.StatusCode != http.StatusOK:
		busy := resp.StatusCode == http.StatusTooManyRequests || resp.StatusCode >= 500
		return nil, nil, busy, hallmark.Errorf(hallmark.Unavailable, "%s answers with status %d", rawURL, resp.StatusCode)
	}
	return answer, resp.Header, false, nil
}

// issuerChain is the PEM chain that the PCS puts, percent-encoded, into a
// header whose name depends on the API's version and the kind of document:
// TCB-Info-Issuer-Chain, SGX-TCB-Info-Issuer-Chain,
// SGX-Enclave-Identity-Issuer-Chain, SGX-PCK-CRL-Issuer-Chain.
func issuerChain(h http.Header) ([]byte, error) {
	for name, values := range h {
		if !strings.HasSuffix(strings.ToLower(name), "issuer-chain") || len(values) == 0 {
			continue
		}
		chain, err := url.PathUnescape(values[0])
		if err != nil {
			return nil, hallmark.Errorf(hallmark.Invalid, "header %s: %w", name, err)
		}
		return []byte(chain), nil
	}
	return nil, hallmark.Errorf(hallmark.MissingEvidence, "the answer has no issuer-chain header: is this a PCS or PCCS of API version 4?")
}
