package enclave

import (
	"context"
	"crypto/rand"
	"testing"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation"
	"github.com/hallmark-tee/hallmark/attestation/dcap"
	"github.com/hallmark-tee/hallmark/attestation/sim"
	"github.com/hallmark-tee/hallmark/enclave/platform"
)

// quoted is a platform of which only kind and quote matter.
type quoted struct {
	platform.Platform
	kind  string
	quote []byte
}

func (q quoted) Kind() string { return q.kind }

func (q quoted) Quote(context.Context, [64]byte) (hallmark.Evidence, error) {
	return hallmark.Evidence{Kind: q.kind, Quote: q.quote}, nil
}

func TestMeasureSelf(t *testing.T) {
	pki, err := sim.NewNamedPKI(rand.Reader, "Test")
	if err != nil {
		t.Fatal(err)
	}
	manifest := []byte("{}")
	td := sim.DefaultTD()
	td.MRTD, td.MRCONFIGID = dcap.Register{1}, attestation.ConfigID(manifest)
	enclave := sim.DefaultEnclave()
	enclave.MRENCLAVE = [32]byte{2}
	tdx, err := pki.Quote(td, [64]byte{})
	if err != nil {
		t.Fatal(err)
	}
	sgx, err := pki.Make(sim.Forgery{Enclave: &enclave, QE: sim.DefaultSGXQE()})
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		p        quoted
		manifest []byte
		want     hallmark.Digest
		kind     hallmark.Kind
	}{
		"TDX":              {quoted{kind: hallmark.KindTDX, quote: tdx}, manifest, attestation.Measurement(attestation.TDX, td), 0},
		"simulated":        {quoted{kind: hallmark.KindSim, quote: tdx}, manifest, attestation.Measurement(attestation.SimTDX, td), 0},
		"SGX":              {quoted{kind: hallmark.KindSGX, quote: sgx}, manifest, attestation.EnclaveMeasurement(attestation.SGX, enclave), 0},
		"another manifest": {quoted{kind: hallmark.KindTDX, quote: tdx}, []byte("{ }"), hallmark.Digest{}, hallmark.Mismatch},
		"SGX's quote":      {quoted{kind: hallmark.KindTDX, quote: sgx}, manifest, hallmark.Digest{}, hallmark.Mismatch},
		"TDX's quote":      {quoted{kind: hallmark.KindSGX, quote: tdx}, manifest, hallmark.Digest{}, hallmark.Mismatch},
		"no kind":          {quoted{kind: "x", quote: tdx}, manifest, hallmark.Digest{}, hallmark.Mismatch},
	} {
		got, err := measureSelf(t.Context(), c.p, c.manifest)
		if got != c.want || (err == nil) != (c.kind == 0) || err != nil && hallmark.KindOf(err) != c.kind {
			t.Errorf("%s: %s, %v", name, got, err)
		}
	}
}
