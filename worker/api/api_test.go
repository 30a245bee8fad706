package api_test

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"go.opentelemetry.io/otel/trace/noop"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/envelope"
	"github.com/hallmark-tee/hallmark/worker/api"
	"github.com/hallmark-tee/hallmark/worker/journal"
	"github.com/hallmark-tee/hallmark/worker/metrics"
	"github.com/hallmark-tee/hallmark/worker/relay"
	"github.com/hallmark-tee/hallmark/worker/workertest"
)

// market is the one market of this package's tests.
var market *workertest.Market

func TestMain(m *testing.M) {
	os.Exit(workertest.Run(m, func(all *workertest.Market) { market = all }))
}

// starts records what would be started and signalled.
type starts struct {
	mu      sync.Mutex
	started map[hallmark.JobID]time.Duration
	signals []hallmark.JobID
	err     error
}

func (s *starts) Start(_ context.Context, id hallmark.JobID, budget time.Duration) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.started == nil {
		s.started = map[hallmark.JobID]time.Duration{}
	}
	s.started[id] = budget
	return s.err
}

func (s *starts) Cancel(_ context.Context, id hallmark.JobID) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.signals = append(s.signals, id)
	return s.err
}

// staples marks the evidence that it was shown.
type staples struct{}

func (staples) Staple(_ context.Context, e *hallmark.Evidence) { e.Endorsements.RIMs = [][]byte{{1}} }

// desk is a served API.
type desk struct {
	t      *testing.T
	url    string
	j      *journal.Journal
	jobs   *starts
	server *api.Server
	now    time.Time
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	j, err := journal.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{t: t, j: j, jobs: &starts{}, now: time.Unix(1_800_000_000, 0)}
	d.server = &api.Server{
		Provider: hallmark.Provider{Provider: workertest.Address(market.Provider), ChainID: market.Domain.ChainID, Price: workertest.Price},
		Domain:   market.Domain, Journal: j, Chain: market.Chain, Enclave: market.Enclave, Jobs: d.jobs, Endorser: staples{},
		Models: os.DirFS(market.Models()), MaxOpen: 3, Now: func() time.Time { return d.now }, Log: slog.New(slog.DiscardHandler),
	}
	m := metrics.New(metrics.Sources{Journal: j})
	d.server.Exchanges = relay.New(market.Enclave, relay.Limits{}, m, noop.Tracer{}, d.server.Log)
	s := httptest.NewServer(d.server.Handler())
	t.Cleanup(func() {
		s.CloseClientConnections()
		s.Close()
		if err := j.Close(); err != nil {
			t.Error(err)
		}
	})
	d.url = s.URL
	return d
}

// in reports to a subtest until it ends.
func (d *desk) in(t *testing.T) {
	before := d.t
	d.t = t
	t.Cleanup(func() { d.t = before })
}

// request is a request with the means to spoil it before and after signing.
type request struct {
	method, path string
	body         []byte
	key          *ecdsa.PrivateKey // nil: unsigned
	audience     hallmark.Address
	at           time.Time
	nonce        hallmark.Digest
	after        func(*http.Request) // once signed
}

func (d *desk) signed(key *ecdsa.PrivateKey, method, path string) request {
	r := request{method: method, path: path, key: key, audience: d.server.Provider.Provider, at: d.now}
	rand.Read(r.nonce[:])
	return r
}

func (d *desk) send(r request) *http.Response {
	d.t.Helper()
	req, err := http.NewRequestWithContext(d.t.Context(), r.method, d.url+r.path, bytes.NewReader(r.body))
	if err != nil {
		d.t.Fatal(err)
	}
	if r.key != nil {
		auth := hallmark.RequestAuth{Audience: r.audience, Method: r.method, Path: r.path, Body: sha256.Sum256(r.body), Time: uint64(r.at.Unix()), Nonce: r.nonce}
		req.Header.Set(hallmark.HeaderAddress, workertest.Address(r.key).String())
		req.Header.Set(hallmark.HeaderTime, strconv.FormatInt(r.at.Unix(), 10))
		req.Header.Set(hallmark.HeaderNonce, r.nonce.String())
		req.Header.Set(hallmark.HeaderSignature, workertest.Sign(d.t, r.key, envelope.RequestDigest(auth)).String())
	}
	if r.after != nil {
		r.after(req)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		d.t.Fatal(err)
	}
	d.t.Cleanup(func() { resp.Body.Close() })
	return resp
}

// get sends and gives status, kind of a problem and body.
func (d *desk) get(r request) (int, hallmark.Kind, []byte) {
	d.t.Helper()
	resp := d.send(r)
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		d.t.Fatal(err)
	}
	var p hallmark.Problem
	if resp.StatusCode != http.StatusOK {
		if err := json.Unmarshal(b, &p); err != nil {
			return resp.StatusCode, hallmark.Internal, b
		}
	}
	return resp.StatusCode, hallmark.KindNamed(p.Kind), b
}

func (d *desk) refused(what string, r request, want hallmark.Kind) {
	d.t.Helper()
	if status, kind, b := d.get(r); status != want.HTTPStatus() || kind != want {
		d.t.Errorf("%s: %s %s gives %d %s, want %v", what, r.method, r.path, status, b, want)
	}
}

func (d *desk) post(path string, v any) request {
	d.t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		d.t.Fatal(err)
	}
	return request{method: http.MethodPost, path: path, body: b}
}

// job puts a job of the user into the journal.
func (d *desk) job(id hallmark.JobID) {
	d.t.Helper()
	if _, _, err := d.j.Accept(id, hallmark.SignedOrder{}, hallmark.Job{ID: id, User: workertest.Address(market.User), State: hallmark.JobAccepted}); err != nil {
		d.t.Fatal(err)
	}
}

// public are the routes that need no signature of the request, and why. A
// route that is not here must refuse whoever does not sign as the job's user.
var public = map[string]string{
	"GET /v1/provider":                        "the offer",
	"GET /v1/evidence":                        "the proof",
	"GET /v1/models":                          "the offer",
	"GET /v1/models/{digest}/files/{path...}": "the base model",
	"POST /v1/jobs":                           "the order's own signature",
	"POST /v1/jobs/{id}/cancel":               "the Cancel's own signature",
	"GET /v1/service":                         "the offer",
	"POST /v1/exchange":                       "sealed and signed inside, for the enclave",
	"GET /v1/receipts/{id}":                   "the id is random: who knows it took part",
}

// operators are the routes of the provider alone.
var operators = map[string]bool{"GET /v1/status": true, "POST /v1/drain": true}

// TestEveryRouteIsSignedOrNamedPublic walks the route table.
func TestEveryRouteIsSignedOrNamedPublic(t *testing.T) {
	d := newDesk(t)
	id := hallmark.JobID{1}
	d.job(id)
	if _, err := d.j.Change(id, func(j *hallmark.Job) { j.State = hallmark.JobSettled }, hallmark.JobEvent{Code: "done"}); err != nil {
		t.Fatal(err)
	}
	if err := d.j.KeepResult(id, hallmark.JobResult{}); err != nil {
		t.Fatal(err)
	}
	routes := d.server.Routes()
	for route := range public {
		if _, is := routes[route]; !is {
			t.Errorf("%s is named public and does not exist", route)
		}
	}
	for route := range routes {
		if public[route] != "" {
			continue
		}
		t.Run(route, func(t *testing.T) {
			d.in(t)
			method, path, _ := strings.Cut(route, " ")
			path = strings.ReplaceAll(path, "{id}", id.String())
			good := func() request { return d.signed(market.User, method, path) }
			spoilt := func(f func(*request)) request { r := good(); f(&r); return r }
			for what, r := range map[string]request{
				"unsigned":           {method: method, path: path},
				"stale":              spoilt(func(r *request) { r.at = d.now.Add(-6 * time.Minute) }),
				"from the future":    spoilt(func(r *request) { r.at = d.now.Add(6 * time.Minute) }),
				"for another worker": spoilt(func(r *request) { r.audience[0] ^= 1 }),
				"another path":       spoilt(func(r *request) { r.after = func(q *http.Request) { q.URL.RawQuery = "x=1" } }),
				"another body": spoilt(func(r *request) {
					r.after = func(q *http.Request) { q.Body, q.ContentLength = io.NopCloser(strings.NewReader("x")), 1 }
				}),
				"in another's name": spoilt(func(r *request) {
					r.after = func(q *http.Request) {
						q.Header.Set(hallmark.HeaderAddress, workertest.Address(market.Provider).String())
					}
				}),
				"another time": spoilt(func(r *request) {
					r.after = func(q *http.Request) { q.Header.Set(hallmark.HeaderTime, strconv.FormatInt(d.now.Unix()+1, 10)) }
				}),
				"another nonce": spoilt(func(r *request) {
					r.after = func(q *http.Request) { q.Header.Set(hallmark.HeaderNonce, hallmark.Digest{9}.String()) }
				}),
				"a flipped signature": spoilt(func(r *request) {
					r.after = func(q *http.Request) {
						s := []byte(q.Header.Get(hallmark.HeaderSignature))
						s[10] ^= 1
						q.Header.Set(hallmark.HeaderSignature, string(s))
					}
				}),
				"no address":   spoilt(func(r *request) { r.after = func(q *http.Request) { q.Header.Del(hallmark.HeaderAddress) } }),
				"no time":      spoilt(func(r *request) { r.after = func(q *http.Request) { q.Header.Del(hallmark.HeaderTime) } }),
				"no nonce":     spoilt(func(r *request) { r.after = func(q *http.Request) { q.Header.Del(hallmark.HeaderNonce) } }),
				"no signature": spoilt(func(r *request) { r.after = func(q *http.Request) { q.Header.Del(hallmark.HeaderSignature) } }),
			} {
				d.refused(what, r, hallmark.Unauthenticated)
			}
			once := good()
			if operators[route] {
				d.refused("a user", once, hallmark.Forbidden)
				once = d.signed(market.Provider, method, path)
			}
			if status, _, b := d.get(once); status != http.StatusOK {
				t.Errorf("who may ask gets %d %s", status, b)
			}
			d.refused("replayed", once, hallmark.Unauthenticated)
			d.now = d.now.Add(4 * time.Minute)
			d.refused("replayed later", once, hallmark.Unauthenticated)
			if status, _, b := d.get(d.signed(market.Provider, method, path)); status != http.StatusOK {
				t.Errorf("the provider gets %d %s", status, b)
			}
			foreign := d.signed(market.Stranger, method, path)
			if operators[route] {
				d.refused("a stranger", foreign, hallmark.Forbidden)
				return
			}
			if strings.Contains(path, id.String()) {
				d.refused("a stranger", foreign, hallmark.NotFound)
				missing := d.signed(market.User, method, strings.ReplaceAll(path, id.String(), hallmark.Digest{7}.String()))
				d.refused("a job that is not there", missing, hallmark.NotFound)
				d.refused("no id", d.signed(market.User, method, strings.ReplaceAll(path, id.String(), "0x12")), hallmark.Invalid)
			} else if status, _, b := d.get(foreign); status != http.StatusOK || bytes.Contains(b, []byte(id.String())) {
				t.Errorf("a stranger gets %d %s", status, b)
			}
		})
	}
}

func TestABodyWithoutEnd(t *testing.T) {
	d := newDesk(t)
	big := bytes.Repeat([]byte(" "), 1<<20+1)
	d.refused("order", request{method: http.MethodPost, path: "/v1/jobs", body: big}, hallmark.Exhausted)
	r := d.signed(market.User, http.MethodGet, "/v1/jobs")
	r.body = big
	d.refused("signed", r, hallmark.Exhausted)
}

func TestTheOffer(t *testing.T) {
	d := newDesk(t)
	var p hallmark.Provider
	status, _, b := d.get(request{method: http.MethodGet, path: "/v1/provider"})
	if err := json.Unmarshal(b, &p); err != nil || status != http.StatusOK || p.Signer != market.Info.Signer || !p.Simulated || len(p.Models) != 1 || p.Recipient == "" {
		t.Errorf("%d %+v, %v", status, p, err)
	}
	nonce := hallmark.Digest{3}
	var e hallmark.Evidence
	status, _, b = d.get(request{method: http.MethodGet, path: "/v1/evidence?nonce=" + nonce.String()})
	if err := json.Unmarshal(b, &e); err != nil || status != http.StatusOK || !bytes.Contains(e.RuntimeData, []byte(nonce.String())) || len(e.Endorsements.RIMs) != 1 {
		t.Errorf("%d, %v: no evidence over the nonce with what vendors say of it", status, err)
	}
	for _, q := range []string{"", "?nonce=", "?nonce=0x12", "?nonce=" + hallmark.Digest{}.String()} {
		d.refused("nonce", request{method: http.MethodGet, path: "/v1/evidence" + q}, hallmark.Invalid)
	}
}

func TestModelFilesServesOnlyWhatIsListed(t *testing.T) {
	d := newDesk(t)
	m := market.Info.Models[0]
	base := "/v1/models/" + m.Digest.String() + "/files/"
	for _, f := range m.Files {
		status, _, b := d.get(request{method: http.MethodGet, path: base + f.Path})
		if status != http.StatusOK || hallmark.Digest(sha256.Sum256(b)) != f.SHA256 {
			t.Errorf("%s: %d, %d bytes", f.Path, status, len(b))
		}
	}
	secret := "not for everybody"
	d.server.Models = fstest.MapFS{m.Name + "/secret": {Data: []byte(secret)}, "secret": {Data: []byte(secret)}}
	for _, path := range []string{"secret", "../secret", "..%2fsecret", "%2e%2e/secret", "x/../secret", "", ".", "..", "/secret", "//secret", "....//secret"} {
		if status, _, b := d.get(request{method: http.MethodGet, path: base + path}); status == http.StatusOK || bytes.Contains(b, []byte(secret)) {
			t.Errorf("%s: %d %s", path, status, b)
		}
	}
	d.refused("a listed file that the copy lacks", request{method: http.MethodGet, path: base + m.Files[0].Path}, hallmark.NotFound)
	d.refused("another model", request{method: http.MethodGet, path: "/v1/models/" + hallmark.Digest{1}.String() + "/files/" + m.Files[0].Path}, hallmark.NotFound)
	d.refused("no digest", request{method: http.MethodGet, path: "/v1/models/x/files/y"}, hallmark.Invalid)
}
