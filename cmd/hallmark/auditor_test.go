package main

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/sim"
	"github.com/hallmark-tee/hallmark/collateral"
	"github.com/hallmark-tee/hallmark/worker/api"
	"github.com/hallmark-tee/hallmark/worker/journal"
	"github.com/hallmark-tee/hallmark/worker/workertest"
)

// TestAuditorScripts runs what an auditor types, against a worker's API over a
// real chain and enclave, and a PCCS that serves a test PKI's collateral.
func TestAuditorScripts(t *testing.T) {
	pki, err := sim.NewPKI(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	quote, err := pki.Quote(sim.DefaultTD(), [64]byte{1})
	if err != nil {
		t.Fatal(err)
	}
	worker := servedWorker(t)
	nonce, other := strings.Repeat("5a", 32), strings.Repeat("a5", 32)
	env := map[string]string{
		"PCS": servedPCCS(t, pki), "WORKER": worker, "NONCE": nonce, "OTHER": other,
		"STALE": relay(t, worker, other, nil), "FORGED": relay(t, worker, nonce, forge), "DOWN": "http://127.0.0.1:1",
	}
	testscript.Run(t, testscript.Params{
		Dir: filepath.Join("testdata", "auditor"),
		Setup: func(e *testscript.Env) error {
			e.Setenv("HOME", e.WorkDir)
			for k, v := range env {
				e.Setenv(k, v)
			}
			if err := os.WriteFile(filepath.Join(e.WorkDir, "quote.hex"), []byte(hex.EncodeToString(quote)+"\n"), 0o600); err != nil {
				return err
			}
			return os.WriteFile(filepath.Join(e.WorkDir, "quote.bin"), quote, 0o600)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"exits": exits},
	})
}

// servedPCCS answers as Intel's caching service does, about the simulation's
// platform type only.
func servedPCCS(t *testing.T, pki *sim.PKI) string {
	e, err := pki.Collateral(time.Now())
	if err != nil {
		t.Fatal(err)
	}
	statement := func(doc, chain []byte, header string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			if f := r.URL.Query().Get("fmspc"); f != "" && f != hex.EncodeToString(sim.FMSPC[:]) {
				http.NotFound(w, r)
				return
			}
			w.Header().Set(header, url.PathEscape(string(chain)))
			_, _ = w.Write(doc)
		}
	}
	list := func(der []byte) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, hex.EncodeToString(der)) }
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /tdx/certification/v4/tcb", statement(e.TCBInfo, e.TCBInfoChain, "TCB-Info-Issuer-Chain"))
	mux.HandleFunc("GET /tdx/certification/v4/qe/identity", statement(e.QEIdentity, e.QEIdentityChain, "SGX-Enclave-Identity-Issuer-Chain"))
	mux.HandleFunc("GET /sgx/certification/v4/pckcrl", list(e.PCKCRL))
	mux.HandleFunc("GET /sgx/certification/v4/rootcacrl", list(e.RootCRL))
	return serve(t, mux)
}

func serve(t *testing.T, h http.Handler) string {
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s.URL
}

// servedWorker is a worker's API over a market of its own.
func servedWorker(t *testing.T) string {
	market, err := workertest.Start(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	j, err := journal.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := market.Close(); err != nil {
			t.Error(err)
		}
		if err := j.Close(); err != nil {
			t.Error(err)
		}
	})
	log := slog.New(slog.DiscardHandler)
	s := &api.Server{
		Provider: hallmark.Provider{Provider: workertest.Address(market.Provider), ChainID: market.Domain.ChainID, Price: workertest.Price},
		Domain:   market.Domain, Journal: j, Chain: market.Chain, Enclave: market.Enclave,
		Endorser: &collateral.Stapler{Cache: collateral.Cache{Dir: t.TempDir()}, Log: log}, Now: time.Now, Log: log,
	}
	return serve(t, s.Handler())
}

// relay stands before a worker and asks for a nonce of its own.
func relay(t *testing.T, worker, nonce string, change func(*hallmark.Evidence)) string {
	return serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		resp, err := http.Get(worker + r.URL.Path + "?nonce=0x" + nonce)
		if err != nil {
			t.Error(err)
			return
		}
		defer resp.Body.Close()
		var e hallmark.Evidence
		if err := json.NewDecoder(resp.Body).Decode(&e); err != nil {
			t.Error(err)
			return
		}
		if change != nil {
			change(&e)
		}
		_ = json.NewEncoder(w).Encode(e)
	}))
}

// forge names another age recipient than the enclave's.
func forge(e *hallmark.Evidence) {
	e.RuntimeData = bytes.Replace(e.RuntimeData, []byte(`"recipient":"age1`), []byte(`"recipient":"age2`), 1)
}
