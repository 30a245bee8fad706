package api

import (
	"crypto/sha256"
	"io"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/envelope"
)

// window is how far a request's time may lie from the worker's clock, and how
// long a nonce is remembered.
const window = 5 * time.Minute

// maxBody bounds every request body, in bytes.
const maxBody = 1 << 20

// nonces remembers what was used within the window, so that a signed request
// is worth one answer.
type nonces struct {
	mu   sync.Mutex
	seen map[hallmark.Digest]time.Time
}

func (n *nonces) use(d hallmark.Digest, now time.Time) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	for k, at := range n.seen {
		if now.Sub(at) > 2*window {
			delete(n.seen, k)
		}
	}
	if _, used := n.seen[d]; used {
		return false
	}
	n.seen[d] = now
	return true
}

// caller checks a signed request and gives its account.
func (s *Server) caller(r *http.Request) (hallmark.Address, error) {
	var who hallmark.Address
	who, err := hallmark.ParseAddress(r.Header.Get(hallmark.HeaderAddress))
	if err != nil {
		return who, hallmark.Errorf(hallmark.Unauthenticated, "this request must be signed: header %s is missing or malformed", hallmark.HeaderAddress)
	}
	at, err := strconv.ParseUint(r.Header.Get(hallmark.HeaderTime), 10, 40)
	if err != nil {
		return who, hallmark.Errorf(hallmark.Unauthenticated, "header %s must be unix seconds", hallmark.HeaderTime)
	}
	now := s.Now()
	if d := now.Sub(time.Unix(int64(at), 0)); d > window || d < -window {
		return who, hallmark.Errorf(hallmark.Unauthenticated, "the request was signed at %d, the worker's clock says %d: set the clock", at, now.Unix())
	}
	nonce, err := hallmark.ParseDigest(r.Header.Get(hallmark.HeaderNonce))
	if err != nil {
		return who, hallmark.Errorf(hallmark.Unauthenticated, "header %s must be 0x and 64 hex digits", hallmark.HeaderNonce)
	}
	body, err := io.ReadAll(http.MaxBytesReader(nil, r.Body, maxBody))
	if err != nil {
		return who, hallmark.Errorf(hallmark.Exhausted, "the request's body exceeds %d bytes", maxBody)
	}
	var sig hallmark.Hex
	if err := sig.UnmarshalText([]byte(r.Header.Get(hallmark.HeaderSignature))); err != nil {
		return who, hallmark.Errorf(hallmark.Unauthenticated, "header %s: %w", hallmark.HeaderSignature, err)
	}
	digest := envelope.RequestDigest(hallmark.RequestAuth{
		Audience: s.Provider.Provider, Method: r.Method, Path: r.URL.RequestURI(), Body: sha256.Sum256(body), Time: at, Nonce: nonce,
	})
	if err := envelope.Require("request", digest, sig, who); err != nil {
		return who, err
	}
	// Only a request that verified may occupy memory.
	if !s.used.use(digest, now) {
		return who, hallmark.Errorf(hallmark.Unauthenticated, "this signed request was used already: sign a new one")
	}
	return who, nil
}

// mine gives a job to its user or the provider; to others it does not exist.
func (s *Server) mine(r *http.Request) (hallmark.Job, error) {
	who, err := s.caller(r)
	if err != nil {
		return hallmark.Job{}, err
	}
	id, err := hallmark.ParseDigest(r.PathValue("id"))
	if err != nil {
		return hallmark.Job{}, err
	}
	job, err := s.Journal.Job(id)
	if err != nil {
		return job, err
	}
	if who != job.User && who != s.Provider.Provider {
		return hallmark.Job{}, hallmark.Errorf(hallmark.NotFound, "job %s is not in the journal", id.Short())
	}
	return job, nil
}
