package dcap_test

import (
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"os"
	"testing"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/dcap"
	"github.com/hallmark-tee/hallmark/attestation/sim"
	"github.com/hallmark-tee/hallmark/attestation/verdict"
)

var at = time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)

func simulated(f *testing.F) (*sim.PKI, []byte, hallmark.Endorsements) {
	f.Helper()
	pki, err := sim.NewPKI(rand.Reader)
	if err != nil {
		f.Fatal(err)
	}
	quote, err := pki.Quote(sim.DefaultTD(), [64]byte{1})
	if err != nil {
		f.Fatal(err)
	}
	e, err := pki.Collateral(at)
	if err != nil {
		f.Fatal(err)
	}
	return pki, quote, e
}

func FuzzQuote(f *testing.F) {
	_, quote, _ := simulated(f)
	f.Add(quote)
	f.Add(quote[:700])
	pki, _, _ := simulated(f)
	r := sim.DefaultEnclave()
	for _, form := range []sim.Forgery{{Enclave: &r, QE: sim.DefaultSGXQE()}, {TD: sim.DefaultTD(), TD15: &dcap.TD15Extension{}, QE: sim.DefaultQE()}} {
		made, err := pki.Make(form)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(made)
	}
	for _, name := range []string{
		"phala/tdx_quote", "google/ccel/cos-113-tdx-quote.dat", "google/quote_v5_sample.dat", "automata/quotes/alibaba_quote_5.dat",
		"phala/sgx_quote", "oasis/quote_v3_ecdsa_p256_eppid.bin", "trustee/occlum_quote.dat",
	} {
		seed(f, name)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		q, err := dcap.Parse(raw)
		if err != nil {
			return
		}
		if len(q.Auth) < 578 || len(q.Signed) < 432 || len(raw) > dcap.MaxQuote {
			t.Fatal("a parsed quote lacks a part")
		}
	})
}

// FuzzCollateral alters what the vendor signed: nothing altered passes.
func FuzzCollateral(f *testing.F) {
	_, quote, e := simulated(f)
	f.Add(e.TCBInfo, e.QEIdentity, e.TCBInfoChain, e.PCKCRL, e.RootCRL)
	f.Fuzz(func(t *testing.T, tcb, qe, chain, pck, root []byte) {
		var s verdict.Sheet
		dcap.Verify(quote, hallmark.Endorsements{TCBInfo: tcb, TCBInfoChain: chain, QEIdentity: qe, QEIdentityChain: chain, PCKCRL: pck, RootCRL: root},
			dcap.Options{Now: at, Accept: []dcap.Status{dcap.UpToDate}}, &s)
		if _, code := s.Conclude(verdict.Rules{}, true); code == verdict.Verified {
			t.Fatal("a simulation was verified")
		}
	})
}

// FuzzPlatformExtension reads certificates whose SGX extension is anything.
func FuzzPlatformExtension(f *testing.F) {
	pki, _, _ := simulated(f)
	cert, err := x509.ParseCertificate(pki.PCKLeafDER())
	if err != nil {
		f.Fatal(err)
	}
	for _, e := range cert.Extensions {
		if e.Id.Equal(dcap.OIDSGX) {
			f.Add(e.Value)
		}
	}
	f.Fuzz(func(t *testing.T, extension []byte) {
		c := &x509.Certificate{Extensions: []pkix.Extension{{Id: dcap.OIDSGX, Value: extension}}}
		p, err := dcap.ParsePCK(c)
		if err == nil && len(extension) < len(p.PPID)+len(p.CPUSVN) {
			t.Fatal("an extension was read that is too short to be one")
		}
	})
}

// FuzzTCBInfo appraises a platform by TCB info that is anything, as if Intel
// had signed it.
func FuzzTCBInfo(f *testing.F) {
	pki, _, _ := simulated(f)
	for _, s := range []sim.Statement{pki.Statement(at), pki.SGXStatement(at)} {
		b, err := json.Marshal(s.TCB)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	for _, name := range []string{"tinfoil/tcb_info_90c06f000000.json", "automata/0625/tcbinfo.json", "automata/0825/sgx_tcbinfov3_00606a000000.json"} {
		inner(f, name, "tcbInfo")
	}
	td := sim.DefaultTD()
	f.Fuzz(func(t *testing.T, doc []byte) {
		var tcb dcap.TCBInfo
		if len(doc) > 256<<10 || json.Unmarshal(doc, &tcb) != nil {
			return
		}
		p := dcap.PCK{Components: sim.Components, PCESVN: sim.PCESVN}
		for _, d := range []*dcap.TDReport{nil, &td} {
			if l, err := tcb.PlatformLevel(p, d); err == nil && !l.Status.Known() {
				t.Fatalf("the level has the status %q", l.Status)
			}
		}
		if m, err := tcb.ModuleOf(td); err == nil {
			if l, err := m.Level(td); err == nil && !l.Status.Known() {
				t.Fatalf("the module has the status %q", l.Status)
			}
		}
	})
}

// FuzzQEIdentity appraises a quoting enclave likewise.
func FuzzQEIdentity(f *testing.F) {
	pki, _, _ := simulated(f)
	b, err := json.Marshal(pki.Statement(at).QE)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	for _, name := range []string{"tinfoil/qe_identity.json", "oasis/qe_identity_v2.json", "google/sample_qeIdentity_response"} {
		inner(f, name, "enclaveIdentity")
	}
	f.Fuzz(func(t *testing.T, doc []byte) {
		var qe dcap.QEIdentity
		if len(doc) > 256<<10 || json.Unmarshal(doc, &qe) != nil {
			return
		}
		r := sim.DefaultQE()
		if qe.Matches(r) == nil && len(qe.MRSIGNER) != 32 {
			t.Fatal("a signer of another length matched")
		}
		if l, err := qe.Level(r); err == nil && !l.Status.Known() {
			t.Fatalf("the level has the status %q", l.Status)
		}
	})
}

// seed adds a vector where there is one; inner adds the document inside a
// signed statement.
func seed(f *testing.F, name string) {
	if b, err := os.ReadFile("../../../shared/vectors/" + name); err == nil {
		f.Add(b)
	}
}

func inner(f *testing.F, name, key string) {
	b, err := os.ReadFile("../../../shared/vectors/" + name)
	var doc map[string]json.RawMessage
	if err == nil && json.Unmarshal(b, &doc) == nil {
		f.Add([]byte(doc[key]))
	}
}

func BenchmarkVerify(b *testing.B) {
	pki, err := sim.NewPKI(rand.Reader)
	if err != nil {
		b.Fatal(err)
	}
	quote, err := pki.Quote(sim.DefaultTD(), [64]byte{})
	if err != nil {
		b.Fatal(err)
	}
	e, err := pki.Collateral(at)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		var s verdict.Sheet
		dcap.Verify(quote, e, dcap.Options{Now: at, Accept: []dcap.Status{dcap.UpToDate}}, &s)
		if _, code := s.Conclude(verdict.Rules{}, true); code != verdict.Simulated {
			b.Fatal(code)
		}
	}
}
