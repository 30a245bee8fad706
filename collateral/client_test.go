package collateral

import (
	"context"
	"crypto/rand"
	"crypto/x509"
	"encoding/asn1"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/dcap"
	"github.com/hallmark-tee/hallmark/attestation/endorsement"
	"github.com/hallmark-tee/hallmark/attestation/sim"
	"github.com/hallmark-tee/hallmark/attestation/verdict"
)

var now = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// market is a PKI, a quote under it, and the services of its vendors.
type market struct {
	pki   *sim.PKI
	quote []byte
	e     hallmark.Endorsements
	mux   *http.ServeMux
	url   string
	asked atomic.Int64
}

func newMarket(t *testing.T) *market {
	t.Helper()
	m := &market{mux: http.NewServeMux()}
	var err error
	if m.pki, err = sim.NewNamedPKI(rand.Reader, "Test"); err != nil {
		t.Fatal(err)
	}
	if m.e, err = m.pki.Collateral(now); err != nil {
		t.Fatal(err)
	}
	if m.quote, err = m.pki.Quote(sim.DefaultTD(), [64]byte{1}); err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		m.asked.Add(1)
		m.mux.ServeHTTP(w, r)
	}))
	t.Cleanup(s.Close)
	m.url = s.URL
	return m
}

func (m *market) platform() endorsement.Platform {
	return endorsement.PlatformOf(true, m.pki.ChainPEM())
}

func (m *market) client(s Source) *Client { return &Client{Source: s, Pause: time.Millisecond} }

// statement answers as the PCS does: JSON, and the chain percent-encoded in a
// header.
func statement(doc, chain []byte, header string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set(header, url.PathEscape(string(chain)))
		_, _ = w.Write(doc)
	}
}

// tcb answers for one FMSPC, 404 for others.
func (m *market) tcb(header string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Get("fmspc") != hex.EncodeToString(sim.FMSPC[:]) {
			http.NotFound(w, r)
			return
		}
		statement(m.e.TCBInfo, m.e.TCBInfoChain, header)(w, r)
	}
}

// pcs serves Intel's paths: DER lists, the root's on a host of its own.
func (m *market) pcs() Source {
	m.mux.HandleFunc("GET /tdx/certification/v4/tcb", m.tcb("TCB-Info-Issuer-Chain"))
	m.mux.HandleFunc("GET /tdx/certification/v4/qe/identity", statement(m.e.QEIdentity, m.e.QEIdentityChain, "SGX-Enclave-Identity-Issuer-Chain"))
	m.mux.HandleFunc("GET /sgx/certification/v4/pckcrl", func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Get("ca") != "platform" || r.URL.Query().Get("encoding") != "der" {
			http.Error(w, "", http.StatusBadRequest)
			return
		}
		w.Header().Set("SGX-PCK-CRL-Issuer-Chain", url.PathEscape(string(m.e.TCBInfoChain)))
		_, _ = w.Write(m.e.PCKCRL)
	})
	m.mux.HandleFunc("GET /IntelSGXRootCA.der", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(m.e.RootCRL) })
	return Source{PCS: m.url, RootCRL: m.url + "/IntelSGXRootCA.der"}
}

// pccs serves a PCCS's answers to the same paths: lists in hex, the root's
// among them, and the header's name of API version 3.
func (m *market) pccs() Source {
	m.mux.HandleFunc("GET /tdx/certification/v4/tcb", m.tcb("SGX-TCB-Info-Issuer-Chain"))
	m.mux.HandleFunc("GET /tdx/certification/v4/qe/identity", statement(m.e.QEIdentity, m.e.QEIdentityChain, "sgx-enclave-identity-issuer-chain"))
	m.mux.HandleFunc("GET /sgx/certification/v4/pckcrl", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, hex.EncodeToString(m.e.PCKCRL))
	})
	m.mux.HandleFunc("GET /sgx/certification/v4/rootcacrl", func(w http.ResponseWriter, _ *http.Request) {
		_ = pem.Encode(w, &pem.Block{Type: "X509 CRL", Bytes: m.e.RootCRL})
	})
	return Source{PCS: m.url + "/"}
}

// TestIntel: what is fetched, kept and picked satisfies the verifier.
func TestIntel(t *testing.T) {
	for name, source := range map[string]func(*market) Source{"PCS": (*market).pcs, "PCCS": (*market).pccs} {
		t.Run(name, func(t *testing.T) {
			m := newMarket(t)
			files, err := m.client(source(m)).Intel(t.Context(), m.platform())
			if err != nil {
				t.Fatal(err)
			}
			cache := Cache{t.TempDir() + "/new"}
			if err := cache.Save(files...); err != nil {
				t.Fatal(err)
			}
			if err := cache.Save(files...); err != nil {
				t.Fatal("saved again:", err)
			}
			set, err := cache.Set()
			if err != nil {
				t.Fatal(err)
			}
			var sheet verdict.Sheet
			dcap.Verify(m.quote, set.Pick(m.platform(), now), dcap.Options{Now: now, Roots: []dcap.Root{m.pki.Root()}, Accept: []dcap.Status{dcap.UpToDate}}, &sheet)
			checks, code := sheet.Conclude(verdict.Rules{Strict: true}, false)
			if code != verdict.Verified {
				t.Errorf("%s: %+v", code, checks)
			}
			names, err := os.ReadDir(cache.Dir)
			if err != nil {
				t.Fatal(err)
			}
			if len(names) != 6 {
				t.Errorf("the cache holds %v", names)
			}
			for _, n := range names {
				if !strings.Contains(n.Name(), "-202611") {
					t.Errorf("%s does not say when it was issued", n.Name())
				}
			}
		})
	}
}

func TestIntelRefused(t *testing.T) {
	for name, c := range map[string]struct {
		path string
		with http.HandlerFunc
		kind hallmark.Kind
	}{
		"not a statement": {"/tdx/certification/v4/tcb", statement([]byte(`{"a":1}`), []byte("x"), "TCB-Info-Issuer-Chain"), hallmark.Invalid},
		"no JSON":         {"/tdx/certification/v4/tcb", statement([]byte(`<html>`), []byte("x"), "TCB-Info-Issuer-Chain"), hallmark.Invalid},
		"no chain":        {"/tdx/certification/v4/tcb", func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "{}") }, hallmark.MissingEvidence},
		"a broken header": {"/tdx/certification/v4/tcb", func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("TCB-Info-Issuer-Chain", "%zz") }, hallmark.Invalid},
		"no list":         {"/sgx/certification/v4/pckcrl", func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "hello") }, hallmark.Invalid},
		"unknown":         {"/tdx/certification/v4/tcb", http.NotFound, hallmark.NotFound},
		"without a key":   {"/tdx/certification/v4/tcb", func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "", 401) }, hallmark.Forbidden},
		"busy for ever":   {"/tdx/certification/v4/tcb", func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "", 503) }, hallmark.Unavailable},
		"endless":         {"/tdx/certification/v4/tcb", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(make([]byte, maxAnswer+1)) }, hallmark.Exhausted},
	} {
		t.Run(name, func(t *testing.T) {
			m := newMarket(t)
			source := m.pcs()
			m.mux.HandleFunc("GET "+c.path+"/{$}", http.NotFound)
			over := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path == c.path {
					c.with(w, r)
					return
				}
				m.mux.ServeHTTP(w, r)
			}))
			defer over.Close()
			source.PCS = over.URL
			_, err := m.client(source).Intel(t.Context(), m.platform())
			if err == nil || hallmark.KindOf(err) != c.kind {
				t.Errorf("%v, want kind %s", err, c.kind)
			}
		})
	}
}

func TestBusyIsAskedAgain(t *testing.T) {
	m := newMarket(t)
	var n atomic.Int64
	m.mux.HandleFunc("GET /.well-known/jwks.json", func(w http.ResponseWriter, _ *http.Request) {
		if n.Add(1) < tries {
			http.Error(w, "", http.StatusTooManyRequests)
			return
		}
		_, _ = io.WriteString(w, `{"keys":[{}]}`)
	})
	if _, err := m.client(Source{NRAS: m.url}).JWKS(t.Context()); err != nil || n.Load() != tries {
		t.Errorf("%d tries, %v", n.Load(), err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := m.client(Source{NRAS: m.url}).JWKS(ctx); err == nil {
		t.Error("a cancelled fetch succeeded")
	}
	if _, err := m.client(Source{NRAS: "ftp://x"}).JWKS(t.Context()); hallmark.KindOf(err) != hallmark.Invalid {
		t.Errorf("another scheme: %v", err)
	}
}

func TestNVIDIA(t *testing.T) {
	m := newMarket(t)
	const id, xml = "NV_GPU_DRIVER_GH100_550.144.03", `<?xml version="1.0"?><SoftwareIdentity/>`
	m.mux.HandleFunc("GET /v1/rim/{id}", func(w http.ResponseWriter, r *http.Request) {
		_ = json.NewEncoder(w).Encode(map[string]string{"id": r.PathValue("id"), "rim": base64.StdEncoding.EncodeToString([]byte(xml)), "rim_format": "TCG", "request_id": "1"})
	})
	nonce := make([]byte, 32)
	m.mux.HandleFunc("POST /v4/attest/gpu", func(w http.ResponseWriter, r *http.Request) {
		var in struct {
			Nonce    string     `json:"nonce"`
			Arch     string     `json:"arch"`
			Evidence []Evidence `json:"evidence_list"`
		}
		if json.NewDecoder(r.Body).Decode(&in) != nil || in.Nonce != hex.EncodeToString(nonce) || in.Arch != "HOPPER" || len(in.Evidence) != 1 || r.Header.Get("Content-Type") != "application/json" {
			http.Error(w, "", http.StatusBadRequest)
			return
		}
		_, _ = io.WriteString(w, `[["JWT","a.b.c"],{"GPU-0":"a.b.c"}]`)
	})
	m.mux.HandleFunc("GET /.well-known/jwks.json", func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, `{"keys":[{"kid":"x"}]}`) })
	leaf, issuer := m.certificates(t)
	m.mux.HandleFunc("POST /ocsp", func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		var in ocspRequest
		if _, err2 := asn1.Unmarshal(body, &in); err != nil || err2 != nil || len(in.TBS.List) != 1 || in.TBS.List[0].ID.Serial.Cmp(leaf.SerialNumber) != 0 ||
			len(in.TBS.List[0].ID.Key) != 48 || !in.TBS.List[0].ID.Hash.Algorithm.Equal(oidSHA384) || len(in.TBS.Extensions) != 1 || r.Header.Get("Content-Type") != "application/ocsp-request" {
			t.Errorf("the request is %x: %v %v", body, err, err2)
			http.Error(w, "", http.StatusBadRequest)
			return
		}
		_, _ = w.Write(ocspAnswer(t))
	})
	c := m.client(Source{RIM: m.url, NRAS: m.url, OCSP: m.url + "/ocsp"})
	rim, err := c.RIM(t.Context(), id)
	if err != nil || string(rim.Data) != xml || rim.Name != "rim-"+id+".xml" {
		t.Errorf("RIM: %v %+v", err, rim)
	}
	if _, err := c.RIM(t.Context(), "../x"); hallmark.KindOf(err) != hallmark.Invalid {
		t.Errorf("an id with a path: %v", err)
	}
	token, err := c.NRAS(t.Context(), "HOPPER", nonce, []Evidence{{"AA==", "AA=="}})
	if err != nil {
		t.Error(err)
	}
	keys, err := c.JWKS(t.Context())
	if err != nil {
		t.Error(err)
	}
	status, err := c.OCSP(t.Context(), leaf, issuer)
	if err != nil {
		t.Error(err)
	}
	cache := Cache{t.TempDir()}
	if err := cache.Save(rim, token, keys, status); err != nil {
		t.Fatal(err)
	}
	set, err := cache.Set()
	if err != nil || len(set.RIMs) != 1 || len(set.NRAS) != 1 || len(set.JWKS) != 1 || len(set.OCSP) != 1 {
		t.Errorf("the cache gives %d RIMs, %d answers, %d keys, %d statuses: %v", len(set.RIMs), len(set.NRAS), len(set.JWKS), len(set.OCSP), err)
	}
}

func (m *market) certificates(t *testing.T) (leaf, issuer *x509.Certificate) {
	t.Helper()
	leaf, err := x509.ParseCertificate(m.pki.PCKLeafDER())
	if err != nil {
		t.Fatal(err)
	}
	if issuer, err = x509.ParseCertificate(m.pki.IntermediateDER()); err != nil {
		t.Fatal(err)
	}
	return leaf, issuer
}

// ocspAnswer has the outer form of an answer; what is inside is the verifier's.
func ocspAnswer(t *testing.T) []byte {
	t.Helper()
	type body struct {
		Type asn1.ObjectIdentifier
		Body []byte
	}
	b, err := asn1.Marshal(struct {
		Status asn1.Enumerated
		Bytes  body `asn1:"explicit,tag:0"`
	}{0, body{asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 48, 1, 1}, make([]byte, 64)}})
	if err != nil {
		t.Fatal(err)
	}
	return b
}
