package collateral

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/ocsp"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/dcap"
	"github.com/hallmark-tee/hallmark/attestation/endorsement"
	"github.com/hallmark-tee/hallmark/attestation/nvidia"
	"github.com/hallmark-tee/hallmark/attestation/nvidia/nvidiatest"
	"github.com/hallmark-tee/hallmark/attestation/verdict"
)

func (m *market) stapler(t *testing.T, s Source) *Stapler {
	t.Helper()
	return &Stapler{Client: *m.client(s), Cache: Cache{t.TempDir()}, Now: func() time.Time { return now }, Log: slog.New(slog.DiscardHandler)}
}

func (m *market) evidence() hallmark.Evidence {
	return hallmark.Evidence{Version: hallmark.EvidenceVersion, Kind: hallmark.KindTDX, Quote: m.quote}
}

// judged makes dcap's checks with what evidence carries, and nothing else.
func (m *market) judged(e hallmark.Evidence, at time.Time) verdict.Code {
	var sheet verdict.Sheet
	dcap.Verify(e.Quote, e.Endorsements, dcap.Options{Now: at, Roots: []dcap.Root{m.pki.Root()}, Accept: []dcap.Status{dcap.UpToDate}}, &sheet)
	_, code := sheet.Conclude(verdict.Rules{Strict: true}, false)
	return code
}

func TestStapledEvidenceStandsAlone(t *testing.T) {
	m := newMarket(t)
	s := m.stapler(t, m.pcs())
	for range 3 {
		e := m.evidence()
		s.Staple(t.Context(), &e)
		if code := m.judged(e, now); code != verdict.Verified {
			t.Fatalf("stapled evidence is %s", code)
		}
	}
	if n := m.asked.Load(); n != 4 {
		t.Errorf("three staplings asked %d times, want once for each of four documents", n)
	}
	if until := endorsement.Until(m.e); !until.Equal(now.Add(30 * 24 * time.Hour)) {
		t.Errorf("collateral is taken to hold until %s", until)
	}
}

// TestRefresh: collateral that ends soon is fetched again, at most once in a
// while, and what holds is kept when the service is down.
func TestRefresh(t *testing.T) {
	m := newMarket(t)
	s := m.stapler(t, m.pcs())
	at := now
	s.Now = func() time.Time { return at }
	staple := func() hallmark.Evidence {
		e := m.evidence()
		s.Staple(t.Context(), &e)
		return e
	}
	staple()
	at = now.Add(19 * 24 * time.Hour)
	if staple(); m.asked.Load() != 4 {
		t.Errorf("asked again %s before the end", 11*24*time.Hour)
	}
	at = now.Add(21 * 24 * time.Hour)
	fresh, err := m.pki.Collateral(at)
	if err != nil {
		t.Fatal(err)
	}
	m.e = fresh
	m.mux = http.NewServeMux()
	m.pcs()
	e := staple()
	if m.asked.Load() != 8 || m.judged(e, now.Add(40*24*time.Hour)) != verdict.Verified {
		t.Errorf("asked %d times; on day 40 the evidence is %s", m.asked.Load(), m.judged(e, now.Add(40*24*time.Hour)))
	}
	m.mux = http.NewServeMux() // the service is gone
	at = now.Add(45 * 24 * time.Hour)
	e = staple()
	if asked := m.asked.Load(); asked != 12 || m.judged(e, at) != verdict.Verified {
		t.Errorf("asked %d times; without the service the evidence is %s", asked, m.judged(e, at))
	}
	at = at.Add(time.Minute)
	if staple(); m.asked.Load() != 12 {
		t.Error("asked again a minute after a failure")
	}
}

func TestWithoutServiceTheEvidenceSaysSo(t *testing.T) {
	m := newMarket(t)
	s := m.stapler(t, Source{PCS: m.url, RootCRL: m.url + "/none"})
	e := m.evidence()
	s.Staple(t.Context(), &e)
	if code := m.judged(e, now); code != verdict.Incomplete {
		t.Errorf("evidence without collateral is %s", code)
	}
	// What did come is there: the lists alone.
	m.pcs()
	m.mux.HandleFunc("GET /tdx/certification/v4/tcb/{$}", http.NotFound)
	s = m.stapler(t, Source{PCS: m.url, RootCRL: m.url + "/none"})
	e = m.evidence()
	s.Staple(t.Context(), &e)
	if e.Endorsements.TCBInfo == nil || e.Endorsements.PCKCRL == nil || e.Endorsements.RootCRL != nil {
		t.Errorf("missing: %v, want the root's list only", endorsement.Missing(e.Endorsements))
	}
	if code := m.judged(e, now); code != verdict.Incomplete {
		t.Errorf("evidence without the root's list is %s", code)
	}
}

func TestSimulationIsNotAskedFor(t *testing.T) {
	m := newMarket(t)
	e := m.evidence()
	e.Kind = hallmark.KindSim
	m.stapler(t, m.pcs()).Staple(t.Context(), &e)
	if m.asked.Load() != 0 || e.Endorsements.TCBInfo != nil {
		t.Error("a vendor was asked about a simulation")
	}
}

// TestACallerThatGoesAway does not cost the next one its collateral.
func TestACallerThatGoesAway(t *testing.T) {
	m := newMarket(t)
	s := m.stapler(t, m.pcs())
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	e := m.evidence()
	s.Staple(ctx, &e)
	if code := m.judged(e, now); code != verdict.Verified {
		t.Errorf("the evidence is %s", code)
	}
}

// TestPrune: what was fetched long ago goes, what the operator put there stays.
func TestPrune(t *testing.T) {
	c := Cache{t.TempDir()}
	if err := c.Save(File{"ocsp-1-20260101T000000Z.der", []byte("x")}, File{"rim-a.xml", []byte("x")}, File{"my.pem", []byte("x")}); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"ocsp-1-20260101T000000Z.der", "my.pem"} {
		if err := os.Chtimes(filepath.Join(c.Dir, name), now, now.AddDate(0, -3, 0)); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.Prune(now.AddDate(0, -2, 0)); err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(c.Dir)
	if err != nil || len(entries) != 2 || entries[0].Name() != "my.pem" || entries[1].Name() != "rim-a.xml" {
		t.Errorf("%v, %v", entries, err)
	}
}

// TestGPUs: two GPUs' evidence gets its RIMs and revocation answers, which
// satisfy the verifier.
func TestGPUs(t *testing.T) {
	m := newMarket(t)
	pki := nvidiatest.New(now)
	f := nvidiatest.Hopper()
	devices := []*nvidiatest.Device{pki.NewDevice("GH100", nvidia.Hopper), pki.NewDevice("GH100", nvidia.Hopper)}
	nonce := hallmark.Digest{7}
	doc := hallmark.GPUEvidence{Nonce: nonce}
	for _, d := range devices {
		doc.GPUs = append(doc.GPUs, d.Evidence(nonce, f))
	}
	raw, err := nvidia.Encode(doc)
	if err != nil {
		t.Fatal(err)
	}
	rims := map[string][]byte{"NV_GPU_DRIVER_GH100_" + f.Driver: pki.DriverRIM(f), "NV_GPU_VBIOS_" + strings.Join(f.Board[:], "_") + "_" + strings.ReplaceAll(f.VBIOS, ".", ""): pki.VBIOSRIM(f)}
	m.mux.HandleFunc("GET /v1/rim/{id}", func(w http.ResponseWriter, r *http.Request) {
		xml, ok := rims[r.PathValue("id")]
		if !ok {
			http.NotFound(w, r)
			return
		}
		_ = json.NewEncoder(w).Encode(map[string]string{"id": r.PathValue("id"), "rim": base64.StdEncoding.EncodeToString(xml)})
	})
	answers := pki.Answers(devices...)
	m.mux.HandleFunc("POST /ocsp", func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		req, err := ocsp.ParseRequest(body)
		if err != nil {
			t.Errorf("the request does not parse: %v", err)
			return
		}
		for _, der := range answers {
			if a, err := ocsp.ParseResponse(der, nil); err == nil && a.SerialNumber.Cmp(req.SerialNumber) == 0 {
				_, _ = w.Write(der)
				return
			}
		}
		http.NotFound(w, r)
	})
	source := m.pcs()
	source.RIM, source.OCSP = m.url, m.url+"/ocsp"
	s := m.stapler(t, source)
	e := m.evidence()
	e.GPU = raw
	s.Staple(t.Context(), &e)
	if len(missing(e)) > 0 || len(e.Endorsements.RIMs) != 2 || len(e.Endorsements.OCSP) != len(answers) {
		t.Fatalf("missing %v; %d RIMs, %d of %d answers", missing(e), len(e.Endorsements.RIMs), len(e.Endorsements.OCSP), len(answers))
	}
	var sheet verdict.Sheet
	nvidia.VerifyDocument(e.GPU, nvidia.EndorsementsOf(e.Endorsements), nvidia.Options{Now: now, Roots: pki.Roots(), Asked: nonce[:]}, &sheet)
	for _, d := range []verdict.Def{nvidia.RIMPresent, nvidia.RIMMeasurement, nvidia.OCSPPresent, nvidia.OCSPStatus} {
		if !sheet.Passed(d) {
			t.Errorf("%s did not pass", d.ID)
		}
	}
	asked := m.asked.Load()
	again := m.evidence()
	again.GPU = raw
	if s.Staple(t.Context(), &again); m.asked.Load() != asked || len(again.Endorsements.RIMs) != 2 {
		t.Errorf("asked %d times more", m.asked.Load()-asked)
	}
}
