package endorsement

import (
	"bytes"
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	mathrand "math/rand/v2"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/sim"
)

var now = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// vectors is where the real evidence lies, beside the checkout.
var vectors = filepath.Join("..", "..", "..", "shared", "vectors")

func newPKI(t testing.TB) *sim.PKI {
	t.Helper()
	p, err := sim.NewNamedPKI(rand.Reader, "Test")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func collateral(t testing.TB, p *sim.PKI, change func(*sim.Statement)) hallmark.Endorsements {
	t.Helper()
	s := p.Statement(now)
	if change != nil {
		change(&s)
	}
	e, err := p.Endorse(s)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func files(e hallmark.Endorsements) [][]byte {
	return [][]byte{e.TCBInfo, e.TCBInfoChain, e.QEIdentity, e.QEIdentityChain, e.PCKCRL, e.RootCRL}
}

func add(t testing.TB, s *Set, all ...[]byte) {
	t.Helper()
	for _, b := range all {
		if known, err := s.Add(b); !known || err != nil {
			t.Fatalf("%.60q was not recognised: %v", b, err)
		}
	}
}

// same compares what a verifier reads; certificate chains may come out in
// another PEM spelling.
func same(t *testing.T, what string, got, want hallmark.Endorsements) {
	t.Helper()
	a, b := files(got), files(want)
	for i := range a {
		if !bytes.Equal(a[i], b[i]) {
			t.Errorf("%s: endorsement %d is %.80q, want %.80q", what, i, a[i], b[i])
		}
	}
}

func TestEveryForm(t *testing.T) {
	pki := newPKI(t)
	e := collateral(t, pki, nil)
	own, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	split := func(doc []byte, name string) (body, sig string) {
		var d map[string]json.RawMessage
		if err := json.Unmarshal(doc, &d); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(d["signature"], &sig); err != nil {
			t.Fatal(err)
		}
		return string(d[name]), sig
	}
	tcb, tcbSig := split(e.TCBInfo, "tcbInfo")
	qe, qeSig := split(e.QEIdentity, "enclaveIdentity")
	collection := map[string]string{
		"tcb_info": tcb, "tcb_info_signature": tcbSig, "qe_identity": qe, "qe_identity_signature": qeSig,
		"tcb_info_issuer_chain": string(e.TCBInfoChain), "qe_identity_issuer_chain": string(e.QEIdentityChain),
		"pck_crl": hex.EncodeToString(e.PCKCRL), "root_ca_crl": hex.EncodeToString(e.RootCRL), "pck_crl_issuer_chain": string(e.TCBInfoChain),
	}
	qvl := map[string]any{
		"tcb_info": string(e.TCBInfo), "qe_identity": string(e.QEIdentity), "tcb_info_issuer_chain": string(e.TCBInfoChain),
		"pck_crl": hex.EncodeToString(e.PCKCRL), "root_ca_crl": hex.EncodeToString(e.RootCRL), "version": 3,
	}
	encode := func(v any) []byte {
		b, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	pemCRL := func(der []byte) []byte {
		return []byte("-----BEGIN X509 CRL-----\n" + base64.StdEncoding.EncodeToString(der) + "\n-----END X509 CRL-----\n")
	}
	for name, all := range map[string][][]byte{
		"files":           files(e),
		"percent-encoded": {e.TCBInfo, []byte(url.PathEscape(string(e.TCBInfoChain))), e.QEIdentity, e.PCKCRL, e.RootCRL},
		"lists in hex":    {e.TCBInfo, e.TCBInfoChain, e.QEIdentity, []byte(hex.EncodeToString(e.PCKCRL) + "\n"), []byte(hex.EncodeToString(e.RootCRL))},
		"lists in PEM":    {e.TCBInfo, e.TCBInfoChain, e.QEIdentity, pemCRL(e.PCKCRL), pemCRL(e.RootCRL)},
		"dcap-qvl":        {encode(collection)},
		"QVL":             {encode(qvl)},
		"our own":         {own},
	} {
		var s Set
		add(t, &s, all...)
		same(t, name, s.Pick(PlatformOf(true, pki.ChainPEM()), now), e)
	}
}

// TestPick: of many, the ones of this platform and this time come out, in
// whatever order the files come in.
func TestPick(t *testing.T) {
	pki, other := newPKI(t), newPKI(t)
	month := 31 * 24 * time.Hour
	shift := func(by time.Duration) func(*sim.Statement) {
		return func(s *sim.Statement) {
			for _, at := range []*time.Time{&s.CRLIssue, &s.CRLNext, &s.TCB.IssueDate, &s.TCB.NextUpdate, &s.QE.IssueDate, &s.QE.NextUpdate} {
				*at = at.Add(by)
			}
		}
	}
	want := collateral(t, pki, nil)
	all := [][]byte{[]byte("not collateral")}
	for _, e := range []hallmark.Endorsements{
		want, collateral(t, pki, shift(-month)), collateral(t, pki, shift(month)),
		collateral(t, pki, func(s *sim.Statement) { s.TCB.FMSPC = []byte{1, 2, 3, 4, 5, 6} }),
		collateral(t, pki, func(s *sim.Statement) { s.TCB.ID, s.QE.ID = "SGX", "QE" }),
		collateral(t, pki, func(s *sim.Statement) { s.TCB.Evaluation--; s.QE.Evaluation-- }),
	} {
		all = append(all, files(e)...)
	}
	foreign := collateral(t, other, nil)
	all = append(all, foreign.TCBInfoChain)
	r := mathrand.New(mathrand.NewPCG(1, 2))
	for range 20 {
		r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		var s Set
		for _, b := range all {
			if _, err := s.Add(b); err != nil {
				t.Fatal(err)
			}
		}
		got := s.Pick(PlatformOf(true, pki.ChainPEM()), now)
		// Lists that differ in nothing but their signature's nonce are as good.
		got.PCKCRL, got.RootCRL = want.PCKCRL, want.RootCRL
		tcb, qe := got.TCBInfo, got.QEIdentity
		got.TCBInfo, got.QEIdentity = want.TCBInfo, want.QEIdentity
		same(t, "now", got, want)
		for _, c := range []struct{ got, want []byte }{{tcb, want.TCBInfo}, {qe, want.QEIdentity}} {
			if a, b := body(t, c.got), body(t, c.want); a != b {
				t.Fatalf("picked %s", a)
			}
		}
	}
}

// body is a statement without its signature.
func body(t *testing.T, doc []byte) string {
	var d map[string]json.RawMessage
	if err := json.Unmarshal(doc, &d); err != nil {
		t.Fatal(err)
	}
	return string(d["tcbInfo"]) + string(d["enclaveIdentity"])
}

func TestPickSaysWhatIsWrong(t *testing.T) {
	pki := newPKI(t)
	var s Set
	if got := s.Pick(PlatformOf(true, pki.ChainPEM()), now); got.TCBInfo != nil || got.PCKCRL != nil {
		t.Error("an empty set gave something")
	}
	elsewhere := collateral(t, pki, func(s *sim.Statement) { s.TCB.FMSPC = []byte{1, 2, 3, 4, 5, 6} })
	add(t, &s, files(elsewhere)...)
	if got := s.Pick(PlatformOf(true, pki.ChainPEM()), now); !bytes.Equal(got.TCBInfo, elsewhere.TCBInfo) {
		t.Error("the TCB info of another platform is not handed on to be refused")
	}
	if got := s.Pick(PlatformOf(true, []byte("no chain")), now); got.PCKCRL != nil || got.RootCRL != nil {
		t.Error("a quote without a chain got revocation lists")
	}
}

func TestOthers(t *testing.T) {
	var s Set
	add(t, &s, []byte(`{"keys":[]}`), []byte(`[["JWT","a.b.c"],{"GPU-0":"a.b.c"}]`), []byte(`<?xml version="1.0"?><ns0:SoftwareIdentity/>`),
		[]byte(`{"claims":[],"detached_eat":[["JWT","a.b.c"],{}]}`))
	if len(s.JWKS) != 1 || len(s.NRAS) != 2 || len(s.RIMs) != 1 {
		t.Errorf("%d JWKS, %d answers, %d RIMs", len(s.JWKS), len(s.NRAS), len(s.RIMs))
	}
	for _, b := range []string{"", "hello", `{"a":1}`, `{"keys":1,"keys":2}`, `[1]`, `<html/>`, "-----BEGIN CERTIFICATE-----\n", "0x00", strings.Repeat("30", 80)} {
		if known, err := s.Add([]byte(b)); known || err != nil {
			t.Errorf("%.20q: %v, %v", b, known, err)
		}
	}
	if _, err := s.Add(make([]byte, MaxFile+1)); hallmark.KindOf(err) != hallmark.Exhausted {
		t.Errorf("a file over the limit: %v", err)
	}
}

// TestVectors: every file of collateral among the vectors is recognised.
func TestVectors(t *testing.T) {
	names := []string{
		"automata/0625/identity.json", "automata/0625/qe_td.json", "automata/0825/platform_crl.der", "automata/solana/*.der", "google/pckcrl",
		"google/rootcrl.der", "google/sample_*", "oasis/*.json", "oasis/*.pem", "phala/*_collateral.json", "tinfoil/*", "trustee/tcbInfo.json",
		"trustee/enclaveIdentity.json", "nvidia/nvtrust-samples/*", "nvidia/sdk/*.xml", "bundles/*/*_chain.pem", "bundles/*/*.der",
		"bundles/*/nras_*.json", "bundles/*/*tcb_info.json", "bundles/*/qe_identity.json", "trustee/nvidia/hopper_coco_certs1.txt",
	}
	n := 0
	for _, pattern := range names {
		found, err := filepath.Glob(filepath.Join(vectors, pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range found {
			b, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			var s Set
			if known, err := s.Add(b); !known || err != nil {
				t.Errorf("%s is not recognised: %v", f, err)
			}
			n++
		}
	}
	if n == 0 {
		t.Skip("the shared vectors are absent")
	}
	t.Logf("%d files", n)
}

func FuzzAdd(f *testing.F) {
	pki := newPKI(f)
	e := collateral(f, pki, nil)
	for _, b := range files(e) {
		f.Add(b)
	}
	f.Add([]byte(`{"tcb_info":"","qe_identity":""}`))
	f.Fuzz(func(_ *testing.T, data []byte) {
		var s Set
		if known, err := s.Add(data); known && err == nil {
			s.Pick(PlatformOf(true, pki.ChainPEM()), now)
			s.PCKChain()
		}
	})
}
