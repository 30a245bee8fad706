package attestation

import (
	"crypto/rand"
	"crypto/sha256"
	"testing"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/dcap"
	"github.com/hallmark-tee/hallmark/attestation/sim"
	"github.com/hallmark-tee/hallmark/attestation/verdict"
	"github.com/hallmark-tee/hallmark/envelope"
)

// now is the time that the tests judge for.
var now = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// testbed makes evidence under a PKI of its own, which options pin as hardware
// or recognise as a simulation.
type testbed struct {
	pki  *sim.PKI
	form sim.Forgery
	says sim.Statement
	e    hallmark.Evidence
	o    Options
	bare bool // judge the quote alone
}

func newTestbed(t *testing.T, maker string) *testbed {
	t.Helper()
	pki, err := sim.NewNamedPKI(rand.Reader, maker)
	if err != nil {
		t.Fatal(err)
	}
	b := &testbed{pki: pki, says: pki.Statement(now)}
	manifest := canonical(t, hallmark.Manifest{Version: ManifestVersion, Enclave: hallmark.Digest{1}, Engine: "native", Locks: []hallmark.Named{}})
	run := hallmark.RuntimeData{
		Version: hallmark.RuntimeVersion, ChainID: 31337, Registry: hallmark.Address{2}, Escrow: hallmark.Address{3}, Signer: hallmark.Address{4},
		Recipient: "age1test", Block: 7, BlockHash: hallmark.Digest{5}, Nonce: hallmark.Digest{6}, Manifest: sha256.Sum256(manifest),
	}
	b.e = hallmark.Evidence{
		Version: hallmark.EvidenceVersion, Kind: hallmark.KindTDX, RuntimeData: canonical(t, run), Manifest: manifest,
		Events: []hallmark.Event{{Register: 3, Name: "model", Payload: []byte("a")}, {Register: 3, Name: "dataset", Payload: []byte("b")}},
	}
	td := sim.DefaultTD()
	td.MRTD[0], td.MRCONFIGID = 9, ConfigID(manifest)
	if td.RTMR[3], err = Replay(b.e.Events); err != nil {
		t.Fatal(err)
	}
	td.ReportData = ReportData(run, b.e.RuntimeData)
	b.form = sim.Forgery{TD: td, QE: sim.DefaultQE()}
	b.o = Options{Now: now, AttestedAt: now.Add(-time.Hour), Policy: StrictPolicy(), Roots: []dcap.Root{pki.Root()}}
	kind := TDX
	if maker == dcap.SimulationMaker {
		kind, b.o.Roots, b.e.Kind = SimTDX, nil, hallmark.KindSim
		b.o.Policy = NewSimulationPolicy()
	}
	b.o.Policy.Measurements = []hallmark.Digest{Measurement(kind, td)}
	return b
}

// judge makes the quote and collateral as they now stand and judges them.
func (b *testbed) judge(t *testing.T) Verdict {
	t.Helper()
	var err error
	if b.e.Quote == nil {
		if b.e.Quote, err = b.pki.Make(b.form); err != nil {
			t.Fatal(err)
		}
	}
	if b.e.Endorsements.TCBInfo == nil {
		if b.e.Endorsements, err = b.pki.Endorse(b.says); err != nil {
			t.Fatal(err)
		}
	}
	if b.bare {
		return VerifyQuote(b.e.Quote, b.e.Endorsements, b.o)
	}
	return Verify(b.e, b.o)
}

// enclave turns the testbed's evidence into that of an SGX enclave.
func (b *testbed) enclave() *dcap.EnclaveReport {
	r := sim.DefaultEnclave()
	r.MRENCLAVE[0], r.ReportData = 9, b.form.TD.ReportData
	b.form.Enclave, b.form.QE, b.says = &r, sim.DefaultSGXQE(), b.pki.SGXStatement(now)
	b.e.Kind, b.e.Events = hallmark.KindSGX, nil
	b.o.Policy.Measurements = []hallmark.Digest{EnclaveMeasurement(SGX, r)}
	return &r
}

// td15 turns it into that of a TD with a TDX 1.5 report.
func (b *testbed) td15() *dcap.TD15Extension {
	b.form.TD15 = &dcap.TD15Extension{TEETCBSVN2: b.form.TD.TEETCBSVN}
	return b.form.TD15
}

func canonical(t *testing.T, v any) []byte {
	t.Helper()
	b, err := envelope.Canonical(v)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// failed are the ids of the enforced checks that failed themselves.
func failed(v Verdict) []string {
	ids := []string{}
	for _, c := range v.Failures() {
		if c.Blocked == "" {
			ids = append(ids, c.ID)
		}
	}
	return ids
}

func TestGenuine(t *testing.T) {
	v := newTestbed(t, "Test").judge(t)
	if v.Code != verdict.Verified || len(failed(v)) > 0 || v.Overall != "VERIFIED" {
		t.Fatalf("%s: %v", v.Overall, v.Failures())
	}
}

func TestSimulated(t *testing.T) {
	b := newTestbed(t, dcap.SimulationMaker)
	if v := b.judge(t); v.Code != verdict.Simulated || v.Overall != "SIMULATED" || len(failed(v)) > 0 {
		t.Errorf("under the simulation policy: %s %v", v.Overall, v.Failures())
	}
	listed := b.o.Policy.Measurements
	b.o.Policy = StrictPolicy()
	b.o.Policy.Measurements = listed
	if v := b.judge(t); v.Code != verdict.Against || !v.Simulated {
		t.Errorf("under strict: %s %v", v.Overall, failed(v))
	}
	// Pinning a root that calls itself a simulation does not make it hardware.
	pinned := b.pki.Root()
	pinned.Simulated = false
	b.o.Roots = []dcap.Root{pinned}
	b.e.Kind = hallmark.KindTDX
	if v := b.judge(t); v.Code == verdict.Verified || !v.Simulated {
		t.Errorf("with the simulation pinned as hardware: %s", v.Overall)
	}
	// A simulation that hides behind another name has a root nobody knows.
	other := newTestbed(t, "Intel SGX")
	other.o.Roots = nil
	if v := other.judge(t); v.Code != verdict.NotGenuine || failed(v)[0] != "chain.root" {
		t.Errorf("an Intel of one's own: %s %v", v.Overall, failed(v))
	}
}
