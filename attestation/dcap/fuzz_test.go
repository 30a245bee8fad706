package dcap_test

import (
	"crypto/rand"
	"crypto/x509"
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
	for _, name := range []string{"phala/tdx_quote", "google/ccel/cos-113-tdx-quote.dat", "google/quote_v5_sample.dat", "phala/sgx_quote"} {
		if b, err := os.ReadFile("../../../shared/vectors/" + name); err == nil {
			f.Add(b)
		}
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
		c := &x509.Certificate{}
		c.Extensions = append(c.Extensions, cert.Extensions[len(cert.Extensions)-1])
		c.Extensions[0].Value = extension
		_, _ = dcap.ParsePCK(c) // must not panic
	})
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
	for b.Loop() {
		var s verdict.Sheet
		dcap.Verify(quote, e, dcap.Options{Now: at, Accept: []dcap.Status{dcap.UpToDate}}, &s)
		if _, code := s.Conclude(verdict.Rules{}, true); code != verdict.Simulated {
			b.Fatal(code)
		}
	}
}
