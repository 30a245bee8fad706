package attestation

import (
	"bytes"
	"crypto/rand"
	"encoding/binary"
	"encoding/json"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/crypto"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/dcap"
	"github.com/hallmark-tee/hallmark/attestation/sim"
	"github.com/hallmark-tee/hallmark/attestation/verdict"
	"github.com/hallmark-tee/hallmark/envelope"
)

// TestConformance goes on with the conformance list (docs/conformance.md) where
// TestNegatives ends: other kinds of quotes, roles, policies.
func TestConformance(t *testing.T) {
	flip := func(h []byte) []hallmark.Hex {
		other := bytes.Clone(h)
		other[len(other)-1] ^= 1
		return []hallmark.Hex{other}
	}
	type spoil func(t *testing.T, b *testbed)
	tdx := func(f func(b *testbed, p *TDXPolicy)) spoil {
		return func(_ *testing.T, b *testbed) {
			b.o.Policy.TDX = &TDXPolicy{}
			f(b, b.o.Policy.TDX)
		}
	}
	enclave := func(f func(b *testbed, r *dcap.EnclaveReport)) spoil {
		return func(_ *testing.T, b *testbed) { f(b, b.enclave()) }
	}
	neighbour := func(t *testing.T, b *testbed, ownCA bool) *sim.PKI {
		n, err := b.pki.Neighbour(rand.Reader, ownCA)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	for _, c := range []struct {
		name   string
		spoil  spoil
		failed string
		code   verdict.Code
	}{
		{"an enclave's quote", enclave(func(*testbed, *dcap.EnclaveReport) {}), "", verdict.Verified},
		{"an enclave's quote of version 4", enclave(func(b *testbed, _ *dcap.EnclaveReport) {
			b.form.Header = &dcap.Header{Version: 4, KeyType: dcap.KeyECDSAP256, Vendor: dcap.IntelVendor}
		}), "", verdict.Verified},
		{"a TDX 1.5 quote", func(_ *testing.T, b *testbed) { b.td15() }, "", verdict.Verified},
		{"a bare quote", func(_ *testing.T, b *testbed) { b.bare = true }, "", verdict.Verified},
		{"a bare quote of code that no policy names", func(_ *testing.T, b *testbed) { b.bare, b.o.Policy.Measurements = true, nil }, "", verdict.Verified},
		{"5: the leaf of another platform of the same CA", func(t *testing.T, b *testbed) { b.form.Chain = chainOf(b, &testbed{pki: neighbour(t, b, false)}, 0) }, "sig.qe_report", verdict.NotGenuine},
		{"5: the leaf of a platform of another CA", func(t *testing.T, b *testbed) { b.form.Chain = chainOf(b, &testbed{pki: neighbour(t, b, true)}, 0) }, "chain.intermediate sig.qe_report", verdict.NotGenuine},
		{"6: the processor CA in place of the platform CA", func(t *testing.T, b *testbed) { b.form.Chain = chainOf(b, &testbed{pki: neighbour(t, b, true)}, 1) }, "chain.intermediate", verdict.NotGenuine},
		{"8: a collateral signer's certificate as PCK leaf", func(t *testing.T, b *testbed) {
			wrong, err := b.pki.Misname(rand.Reader, "TCB Signing")
			if err != nil {
				t.Fatal(err)
			}
			b.pki = wrong
		}, "chain.role", verdict.NotGenuine},
		{"8: the platform CA as signer of collateral", func(_ *testing.T, b *testbed) { b.says.SignedByCA = true }, "collateral.chain", verdict.NotGenuine},
		{"10: the collateral's signer and the platform stand, another serial is revoked", func(_ *testing.T, b *testbed) {
			b.says.RevokedPCK = append(b.says.RevokedPCK, b.pki.IntermediateSerial())
		}, "", verdict.Verified},
		{"11: no revocation lists", func(_ *testing.T, b *testbed) { b.says.NoRevocationLists = true }, "crl.present", verdict.Incomplete},
		{"11: no revocation lists, waived", func(_ *testing.T, b *testbed) {
			b.says.NoRevocationLists, b.o.Policy.Allow = true, []string{"crl.present"}
		}, "", verdict.Verified},
		{"15: revocation lists from the future", func(_ *testing.T, b *testbed) { b.says.CRLIssue = now.AddDate(0, 0, 1) }, "crl.future", verdict.Incomplete},
		{"17: SGX collateral for a TD", func(_ *testing.T, b *testbed) { b.says = b.pki.SGXStatement(now) }, "collateral.type", verdict.NotGenuine},
		{"17: TDX collateral for an enclave", enclave(func(b *testbed, _ *dcap.EnclaveReport) { b.says = b.pki.Statement(now) }), "collateral.type", verdict.NotGenuine},
		{"18: evaluation number 17 under a floor of 21", func(_ *testing.T, b *testbed) { b.o.Policy.TCB.MinEvaluation = 21 }, "collateral.rollback", verdict.Against},
		{"19: an enclave's platform out of date", enclave(func(b *testbed, _ *dcap.EnclaveReport) { b.says.TCB.Levels[0].Status = dcap.OutOfDate }), "tcb.platform_out_of_date", verdict.Against},
		{"19: out of date within the policy's grace", func(_ *testing.T, b *testbed) {
			b.says.TCB.Levels[0].Status, b.says.TCB.Levels[0].Date = dcap.OutOfDate, "2026-11-20T00:00:00Z"
			b.o.Policy.TCB.GraceDays = 7
		}, "", verdict.Verified},
		{"19: out of date beyond the policy's grace", func(_ *testing.T, b *testbed) {
			b.says.TCB.Levels[0].Status, b.says.TCB.Levels[0].Date = dcap.OutOfDate, "2026-11-10T00:00:00Z"
			b.o.Policy.TCB.GraceDays = 7
		}, "tcb.platform_out_of_date", verdict.Against},
		{"21: module revoked", func(_ *testing.T, b *testbed) { b.says.TCB.ModuleIdentities[0].Levels[0].Status = dcap.Revoked }, "tcb.module_out_of_date", verdict.Against},
		{"22: hardening needed, which the policy does not list", enclave(func(b *testbed, _ *dcap.EnclaveReport) { b.says.TCB.Levels[0].Status = dcap.SWHardeningNeeded }), "tcb.status_policy", verdict.Against},
		{"22: hardening needed, which the policy lists", enclave(func(b *testbed, _ *dcap.EnclaveReport) {
			b.says.TCB.Levels[0].Status = dcap.SWHardeningNeeded
			b.o.Policy.TCB.Accept = append(b.o.Policy.TCB.Accept, dcap.SWHardeningNeeded)
		}), "", verdict.Verified},
		{"22: statuses listed singly, but not the two together", func(_ *testing.T, b *testbed) {
			b.says.TCB.Levels[0].Status, b.says.QE.Levels[0].Status = dcap.ConfigurationNeeded, dcap.SWHardeningNeeded
			b.o.Policy.TCB.Accept = append(b.o.Policy.TCB.Accept, dcap.SWHardeningNeeded, dcap.ConfigurationNeeded)
		}, "tcb.status_policy", verdict.Against},
		{"22: an advisory that the policy does not list", func(_ *testing.T, b *testbed) {
			b.says.TCB.Levels[0].Advisories = []string{"INTEL-SA-00837", "INTEL-SA-00960"}
			b.o.Policy.TCB.Advisories = []string{"INTEL-SA-00837"}
		}, "tcb.advisories", verdict.Against},
		{"23: a debug enclave", enclave(func(b *testbed, _ *dcap.EnclaveReport) { b.form.Enclave.Attributes[0] |= dcap.EnclaveDebug }), "sgx.debug", verdict.Against},
		{"23: a debug enclave, which the policy accepts", enclave(func(b *testbed, _ *dcap.EnclaveReport) {
			b.form.Enclave.Attributes[0] |= dcap.EnclaveDebug
			b.o.Policy.Debug = true
		}), "", verdict.Verified},
		{"24: a service TD", func(_ *testing.T, b *testbed) { b.td15().MRSERVICETD[47] = 1 }, "td.service_td", verdict.Against},
		{"25: reserved enclave attributes", enclave(func(b *testbed, _ *dcap.EnclaveReport) { b.form.Enclave.Attributes[3] |= 1 }), "sgx.attributes", verdict.Against},
		{"25: an enclave that is not initialised", enclave(func(b *testbed, _ *dcap.EnclaveReport) { b.form.Enclave.Attributes[0] &^= 1 }), "sgx.attributes", verdict.Against},
		{"26: MRTD one bit off", tdx(func(b *testbed, p *TDXPolicy) { p.MRTD = flip(b.form.TD.MRTD[:]) }), "measure.mrtd", verdict.Against},
		{"26: MRSEAM one bit off", tdx(func(b *testbed, p *TDXPolicy) { p.MRSEAM = flip(b.form.TD.MRSEAM[:]) }), "measure.mrseam", verdict.Against},
		{"26: MRCONFIGID one bit off", tdx(func(b *testbed, p *TDXPolicy) { p.MRCONFIGID = flip(b.form.TD.MRCONFIGID[:]) }), "measure.mrconfigid", verdict.Against},
		{"26: RTMR1 one bit off", tdx(func(b *testbed, p *TDXPolicy) { p.RTMR = []RTMRSet{{1: flip(b.form.TD.RTMR[1][:])[0]}} }), "measure.rtmr", verdict.Against},
		{"26: RTMRs as listed", tdx(func(b *testbed, p *TDXPolicy) { p.RTMR = []RTMRSet{{1: b.form.TD.RTMR[1][:], 3: b.form.TD.RTMR[3][:]}} }), "", verdict.Verified},
		{"26: attributes under a mask", tdx(func(b *testbed, p *TDXPolicy) {
			p.Attributes = &Masked{Value: make([]byte, 8), Mask: []byte{0, 0, 0, 0x10, 0, 0, 0, 0}}
		}), "measure.attributes", verdict.Against},
		{"26: XFAM under a mask", tdx(func(b *testbed, p *TDXPolicy) {
			p.XFAM = &Masked{Value: make([]byte, 8), Mask: bytes.Repeat([]byte{0xff}, 8)}
		}), "measure.xfam", verdict.Against},
		{"26: a mask of seven bytes", tdx(func(b *testbed, p *TDXPolicy) { p.XFAM = &Masked{Value: make([]byte, 8), Mask: make([]byte, 7)} }), "measure.xfam", verdict.Against},
		{"26: MRENCLAVE one bit off", enclave(func(b *testbed, r *dcap.EnclaveReport) { b.o.Policy.SGX = &SGXPolicy{MRENCLAVE: flip(r.MRENCLAVE[:])} }), "measure.mrenclave", verdict.Against},
		{"26: the signer's product below its SVN", enclave(func(b *testbed, r *dcap.EnclaveReport) {
			b.o.Policy.SGX = &SGXPolicy{Signers: []SGXSigner{{MRSIGNER: r.MRSIGNER[:], ProdID: r.ISVProdID, MinSVN: r.ISVSVN + 1}}}
		}), "measure.mrsigner", verdict.Against},
		{"26: another platform than the policy lists", func(_ *testing.T, b *testbed) { b.o.Policy.Platforms = []hallmark.Hex{make([]byte, 16)} }, "policy.platform", verdict.Against},
		{"27: events of an enclave", enclave(func(b *testbed, _ *dcap.EnclaveReport) { b.e.Events = []hallmark.Event{{Register: 3, Name: "model"}} }), "eventlog.replay", verdict.NotGenuine},
		{"34: another TLS key", func(_ *testing.T, b *testbed) { b.o.TLSKey = &hallmark.Digest{7} }, "tls.key", verdict.Against},
		{"44: an encrypted PPID in place of certificates", enclave(func(b *testbed, _ *dcap.EnclaveReport) { b.form.Certification, b.form.Chain = 3, make([]byte, 404) }), "chain.parse", verdict.Incomplete},
		{"44: the same, the verifier brings the chain", enclave(func(b *testbed, _ *dcap.EnclaveReport) {
			b.form.Certification, b.form.Chain, b.o.PCKChain = 3, make([]byte, 404), b.pki.ChainPEM()
		}), "", verdict.Verified},
		{"44: certification data of type 6 inside type 6", func(_ *testing.T, b *testbed) { b.form.Certification = dcap.CertQEReport }, "quote.parse", verdict.NotGenuine},
		{"44: version 6", func(_ *testing.T, b *testbed) { h := b.header(); h.Version = 6; b.form.Header = &h }, "quote.parse", verdict.NotGenuine},
		{"44: an unknown TEE type", func(_ *testing.T, b *testbed) { h := b.header(); h.TEEType = 0x82; b.form.Header = &h }, "quote.parse", verdict.NotGenuine},
		{"44: version 3 with a TEE type", enclave(func(b *testbed, _ *dcap.EnclaveReport) { h := b.header(); h.Version = 3; b.form.Header = &h }), "quote.parse", verdict.NotGenuine},
		{"44: a TD's report as an enclave's", func(_ *testing.T, b *testbed) { h := b.header(); h.TEEType = 0; b.form.Header = &h }, "quote.parse", verdict.NotGenuine},
		{"47: simulated evidence under a hardware policy", func(t *testing.T, b *testbed) {
			s := newTestbed(t, dcap.SimulationMaker)
			s.o.Policy = b.o.Policy
			s.o.Policy.Measurements = []hallmark.Digest{Measurement(SimTDX, s.form.TD)}
			*b = *s
		}, "policy.kind", verdict.Against},
		{"48: another policy than the chain names", func(_ *testing.T, b *testbed) { b.o.PolicyID = &hallmark.Digest{1} }, "policy.id", verdict.Against},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newTestbed(t, "Test")
			c.spoil(t, b)
			v := b.judge(t)
			if got := strings.Join(failed(v), " "); got != c.failed || v.Code != c.code {
				t.Errorf("failed %q with %d (%s), want %q with %d: %v", got, v.Code, v.Overall, c.failed, c.code, v.Failures())
			}
		})
	}
}

// TestBodies are cases 44 and 45: bodies of version 5 that contradict
// themselves, and quotes of every kind cut at every byte.
func TestBodies(t *testing.T) {
	make5 := func() []byte {
		b := newTestbed(t, "Test")
		b.td15()
		b.judge(t)
		return b.e.Quote
	}
	v5 := make5()
	le := binary.LittleEndian
	for name, alter := range map[string]func(q []byte){
		"a TD 1.5 body that calls itself 1.0": func(q []byte) { le.PutUint16(q[48:], uint16(dcap.BodyTD10)) },
		"a TD 1.5 body of 1.0's size":         func(q []byte) { le.PutUint32(q[50:], 584) },
		"a TD 1.5 body of 4 GiB":              func(q []byte) { le.PutUint32(q[50:], 0xffffffff) },
		"an enclave's body in a TD's quote":   func(q []byte) { le.PutUint16(q[48:], uint16(dcap.BodySGX)); le.PutUint32(q[50:], 384) },
		"body type 4":                         func(q []byte) { le.PutUint16(q[48:], 4) },
	} {
		q := bytes.Clone(v5)
		alter(q)
		if _, err := dcap.Parse(q); hallmark.KindOf(err) != hallmark.Invalid || err == nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	sgx := newTestbed(t, "Test")
	sgx.enclave()
	sgx.judge(t)
	for _, whole := range [][]byte{v5, sgx.e.Quote} {
		for n := range whole {
			if _, err := dcap.Parse(whole[:n]); err == nil {
				t.Fatalf("a quote cut at %d was parsed", n)
			}
		}
	}
}

// TestTamperedVerdict is case 49: a signed verdict stands as it was signed, by
// whom it was signed, or not at all.
func TestTamperedVerdict(t *testing.T) {
	key, err := crypto.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	b := newTestbed(t, "Test")
	b.form.TD.TDAttributes |= dcap.Debug
	v := b.judge(t)
	signed, err := SignVerdict(v, key)
	if err != nil {
		t.Fatal(err)
	}
	data, err := json.Marshal(signed)
	if err != nil {
		t.Fatal(err)
	}
	auditor := envelope.AddressOf(&key.PublicKey)
	got, err := OpenVerdict(data, auditor)
	if err != nil || !bytes.Equal(canonical(t, got), canonical(t, v)) {
		t.Fatalf("the signed verdict does not open as it was: %v", err)
	}
	for _, from := range []string{`"overall":"AGAINST POLICY"`, `"status":"fail"`, `"enforced":true`, `TEE.fail`, `"simulated":false`} {
		to := map[string]string{`"overall":"AGAINST POLICY"`: `"overall":"VERIFIED"`, `"status":"fail"`: `"status":"pass"`, `"enforced":true`: `"enforced":false`, `TEE.fail`: `TEE.pass`, `"simulated":false`: `"simulated":true`}[from]
		forged := strings.Replace(string(data), from, to, 1)
		if forged == string(data) {
			t.Fatalf("%s is not in the verdict", from)
		}
		if _, err := OpenVerdict([]byte(forged), auditor); hallmark.KindOf(err) != hallmark.Unauthenticated || err == nil {
			t.Errorf("%s altered to %s: %v", from, to, err)
		}
	}
	if _, err := OpenVerdict(data, hallmark.Address{1}); err == nil {
		t.Error("the verdict opened as another auditor's")
	}
}

// TestStrictJSON is case 46 for what this package reads: policies, signed
// verdicts and signed statements.
func TestStrictJSON(t *testing.T) {
	b := newTestbed(t, "Test")
	b.judge(t)
	deep := strings.Repeat("[", 40) + strings.Repeat("]", 40)
	for name, tcb := range map[string]string{
		"a duplicate key":    strings.Replace(string(b.e.Endorsements.TCBInfo), `{"tcbInfo":`, `{"signature":"00","tcbInfo":`, 1),
		"an unknown key":     strings.Replace(string(b.e.Endorsements.TCBInfo), `{"tcbInfo":`, `{"x":1,"tcbInfo":`, 1),
		"NaN":                `{"tcbInfo":NaN,"signature":""}`,
		"deep nesting":       `{"tcbInfo":` + deep + `,"signature":""}`,
		"a trailing byte":    string(b.e.Endorsements.TCBInfo) + "x",
		"a duplicate inside": strings.Replace(string(b.e.Endorsements.TCBInfo), `"version":3`, `"version":3,"version":3`, 1),
	} {
		b.e.Endorsements.TCBInfo = []byte(tcb)
		if v := b.judge(t); strings.Join(failed(v), " ") != "collateral.sig" {
			t.Errorf("%s: failed %v", name, failed(v))
		}
	}
	for name, policy := range map[string]string{
		"NaN": `{"hallmark":"policy/1","name":"x","kinds":["tdx"],"maxAge":NaN,"tcb":{"accept":["UpToDate"]}}`, "deep nesting": deep,
		"a fraction":       `{"hallmark":"policy/1","name":"x","kinds":["tdx"],"maxAge":1.5,"tcb":{"accept":["UpToDate"]}}`,
		"a short register": `{"hallmark":"policy/1","name":"x","kinds":["tdx"],"maxAge":1,"tcb":{"accept":["UpToDate"]},"tdx":{"mrtd":["0x00"]}}`,
	} {
		if _, err := ParsePolicy([]byte(policy)); err == nil {
			t.Errorf("policy with %s: accepted", name)
		}
	}
	for name, quote := range map[string]string{"URL-safe": `"-_-_"`, "unpadded": `"AAA"`, "no base64": `"AA*A"`} {
		var e hallmark.Evidence
		if err := hallmark.DecodeStrict([]byte(`{"quote":`+quote+`}`), "evidence", &e); err == nil {
			t.Errorf("base64 that is %s: decoded", name)
		}
	}
}
