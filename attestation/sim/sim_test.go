package sim

import (
	"bytes"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"os"
	"path/filepath"
	"testing"

	"github.com/hallmark-tee/hallmark/attestation/dcap"
)

func newPKI(t *testing.T) *PKI {
	t.Helper()
	p, err := NewPKI(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestQuoteParses(t *testing.T) {
	p := newPKI(t)
	td := DefaultTD()
	td.MRTD[0], td.RTMR[3][47], td.MRCONFIGID[0] = 1, 2, 1
	data := [64]byte{0: 9, 63: 8}
	raw, err := p.Quote(td, data)
	if err != nil {
		t.Fatal(err)
	}
	q, err := dcap.Parse(raw)
	if err != nil {
		t.Fatal(err)
	}
	td.ReportData = data
	if q.TD != td {
		t.Errorf("the report changed on the way: %+v", q.TD)
	}
	if len(q.Trailing) != 0 || !bytes.Equal(q.Auth, raw[636:636+len(q.Auth)]) || len(q.Auth) != 584+32 {
		t.Errorf("the register slice is not quote[636:]: %d bytes", len(q.Auth))
	}
}

func TestPKIRoundTrip(t *testing.T) {
	p := newPKI(t)
	file, err := p.Marshal()
	if err != nil {
		t.Fatal(err)
	}
	again, err := Parse(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(p.PCKLeafDER(), again.PCKLeafDER()) || !again.attestation.Equal(p.attestation) || again.Root() != p.Root() {
		t.Error("the PKI changed on the way through its file")
	}
	for _, cut := range []int{0, 10, len(file) / 2, len(file) - 40} {
		if _, err := Parse(file[:cut]); err == nil {
			t.Errorf("a file cut at %d was accepted", cut)
		}
	}
}

func TestPlatformFields(t *testing.T) {
	pck, err := dcap.ParsePCK(newPKI(t).pck.cert)
	if err != nil {
		t.Fatal(err)
	}
	if pck.FMSPC != FMSPC || pck.Components != Components || pck.PCESVN != PCESVN || pck.CPUSVN != CPUSVN {
		t.Errorf("certificate says %+v", pck)
	}
}

// TestCertificatesLikeIntels compares every field that is not a value of its
// own with a real platform's chain.
func TestCertificatesLikeIntels(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "vectors", "phala", "tdx_quote"))
	if err != nil {
		t.Skip("the shared vectors are absent: ", err)
	}
	q, err := dcap.Parse(raw)
	if err != nil {
		t.Fatal(err)
	}
	p := newPKI(t)
	rest := q.Signature.CertificateData
	for _, a := range []authority{p.pck, p.ca, p.root} {
		var block *pem.Block
		block, rest = pem.Decode(rest)
		real, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			t.Fatal(err)
		}
		name := real.Subject.CommonName
		if len(real.Extensions) != len(a.cert.Extensions) {
			t.Fatalf("%s: %d extensions, want %d", name, len(a.cert.Extensions), len(real.Extensions))
		}
		for i, e := range real.Extensions {
			ours := a.cert.Extensions[i]
			if !ours.Id.Equal(e.Id) || ours.Critical != e.Critical {
				t.Errorf("%s: extension %d is %s critical %v, want %s %v", name, i, ours.Id, ours.Critical, e.Id, e.Critical)
			}
			if (e.Id.Equal(oidKeyUsage) || e.Id.Equal(oidBasicConstraints)) && !bytes.Equal(e.Value, ours.Value) {
				t.Errorf("%s: extension %s is %x, want %x", name, e.Id, ours.Value, e.Value)
			}
			if e.Id.Equal(dcap.OIDSGX) && len(e.Value) != len(ours.Value) {
				t.Errorf("%s: SGX extension has %d bytes, want %d", name, len(ours.Value), len(e.Value))
			}
		}
		if real.SignatureAlgorithm != a.cert.SignatureAlgorithm || real.Version != a.cert.Version {
			t.Errorf("%s: algorithm or version differ", name)
		}
	}
}
