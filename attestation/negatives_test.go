package attestation

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"math/big"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/dcap"
	"github.com/hallmark-tee/hallmark/attestation/verdict"
)

// TestNegatives spoils one thing at a time in evidence that otherwise passes,
// and names the only checks that may fail. Numbers before names are those of the
// conformance list in docs/conformance.md.
func TestNegatives(t *testing.T) {
	quote := func(f func(b *testbed)) func(*testing.T, *testbed) {
		return func(_ *testing.T, b *testbed) { f(b) }
	}
	made := func(f func(t *testing.T, b *testbed)) func(*testing.T, *testbed) {
		return func(t *testing.T, b *testbed) { b.judge(t); f(t, b) }
	}
	flip := func(at int) func(*testing.T, *testbed) {
		return made(func(_ *testing.T, b *testbed) { b.e.Quote[at] ^= 1 })
	}
	other := newTestbed(t, "Test")
	other.judge(t)
	for _, c := range []struct {
		name   string
		spoil  func(*testing.T, *testbed)
		failed string
		code   verdict.Code
	}{
		{"1: a byte of the quote's XFAM", flip(48 + 128), "sig.quote", verdict.NotGenuine},
		{"2: a byte of the signature", flip(640), "sig.quote", verdict.NotGenuine},
		{"3: a byte of the QE report", flip(636 + 134 + 64), "sig.qe_report", verdict.NotGenuine},
		{"4: another attestation key that signs the body", made(freshKey), "bind.ak", verdict.NotGenuine},
		{"5: another platform's leaf", quote(func(b *testbed) { b.form.Chain = chainOf(b, other, 0) }), "chain.leaf sig.qe_report", verdict.NotGenuine},
		{"6: another CA of the same name", quote(func(b *testbed) { b.form.Chain = chainOf(b, other, 1) }), "chain.intermediate", verdict.NotGenuine},
		{"7: another root of the same name", quote(func(b *testbed) { b.form.Chain = chainOf(b, other, 2) }), "chain.root", verdict.NotGenuine},
		{"9: certificates in 2050", quote(func(b *testbed) {
			b.o.Now = now.AddDate(25, 0, 0)
			b.o.AttestedAt = b.o.Now
			b.says = b.pki.Statement(b.o.Now)
		}), "chain.time", verdict.NotGenuine},
		{"10: the platform revoked", quote(func(b *testbed) { b.says.RevokedPCK = []*big.Int{b.pki.PCKSerial()} }), "crl.pck_revoked", verdict.NotGenuine},
		{"10: the CA revoked", quote(func(b *testbed) { b.says.RevokedCA = []*big.Int{b.pki.IntermediateSerial()} }), "crl.ca_revoked", verdict.NotGenuine},
		{"12: revocation lists exchanged", quote(func(b *testbed) { b.says.SwapRevocationLists = true }), "crl.confusion", verdict.NotGenuine},
		{"11: revocation lists expired", quote(func(b *testbed) { b.says.CRLNext = now }), "crl.expired", verdict.Incomplete},
		{"8: collateral of another signer", quote(func(b *testbed) { b.says.Signer = other.pki }), "collateral.chain", verdict.NotGenuine},
		{"13: a digit of the TCB info", made(func(_ *testing.T, b *testbed) {
			b.e.Endorsements.TCBInfo = []byte(strings.Replace(string(b.e.Endorsements.TCBInfo), `"pcesvn":13`, `"pcesvn":12`, 1))
		}), "collateral.sig", verdict.NotGenuine},
		{"14: collateral expired", quote(func(b *testbed) { b.says.TCB.NextUpdate = now }), "collateral.expired", verdict.Incomplete},
		{"15: collateral from the future", quote(func(b *testbed) { b.says.QE.IssueDate = now.Add(time.Second) }), "collateral.future", verdict.Incomplete},
		{"no TCB info", made(func(_ *testing.T, b *testbed) { b.e.Endorsements.TCBInfo = []byte{} }), "collateral.present", verdict.Incomplete},
		{"16: TCB info of another platform type", quote(func(b *testbed) { b.says.TCB.FMSPC = []byte{1, 2, 3, 4, 5, 6} }), "collateral.fmspc", verdict.NotGenuine},
		{"17: TCB info of SGX", quote(func(b *testbed) { b.says.TCB.ID = "SGX" }), "collateral.type", verdict.NotGenuine},
		{"17: QE identity of SGX", quote(func(b *testbed) { b.says.QE.ID = "QE" }), "collateral.type", verdict.NotGenuine},
		{"18: an old evaluation number", quote(func(b *testbed) { b.says.TCB.Evaluation = 16 }), "collateral.rollback", verdict.Against},
		{"19: platform out of date, module up to date", quote(func(b *testbed) {
			old := b.says.TCB.Levels[0]
			old.Status = dcap.OutOfDate
			b.says.TCB.Levels[0].TCB.PCESVN++
			b.says.TCB.Levels = append(b.says.TCB.Levels, old)
		}), "tcb.platform_out_of_date", verdict.Against},
		{"20: no level covers the platform", quote(func(b *testbed) { b.says.TCB.Levels[0].TCB.SGX[0].SVN = 200 }), "tcb.no_level", verdict.Against},
		{"21: module out of date", quote(func(b *testbed) { b.says.TCB.ModuleIdentities[0].Levels[0].Status = dcap.OutOfDate }), "tcb.module_out_of_date", verdict.Against},
		{"module unknown", quote(func(b *testbed) { b.says.TCB.ModuleIdentities[0].ID = "TDX_07" }), "td.seam", verdict.NotGenuine},
		{"module of another signer", quote(func(b *testbed) { b.form.TD.MRSIGNERSEAM[0] = 1 }), "td.seam", verdict.NotGenuine},
		{"module in debug mode", quote(func(b *testbed) { b.form.TD.SEAMAttributes = 1 }), "td.seam", verdict.NotGenuine},
		{"QE out of date", quote(func(b *testbed) { b.says.QE.Levels[0].Status = dcap.OutOfDate }), "tcb.qe_out_of_date", verdict.Against},
		{"QE below every level", quote(func(b *testbed) { b.form.QE.ISVSVN = 1 }), "tcb.no_level", verdict.Against},
		{"QE of another product", quote(func(b *testbed) { b.form.QE.ISVProdID = 1 }), "qe.identity", verdict.NotGenuine},
		{"QE of another signer", quote(func(b *testbed) { b.form.QE.MRSIGNER[0] ^= 1 }), "qe.identity", verdict.NotGenuine},
		{"QE in debug mode", quote(func(b *testbed) { b.form.QE.Attributes[0] |= 2 }), "qe.identity", verdict.NotGenuine},
		{"an unknown status", quote(func(b *testbed) { b.says.TCB.Levels[0].Status = "Fine" }), "tcb.no_level", verdict.Against},
		{"23: a debug TD", quote(func(b *testbed) { b.form.TD.TDAttributes |= dcap.Debug }), "td.debug", verdict.Against},
		{"25: no SEPT_VE_DISABLE", quote(func(b *testbed) { b.form.TD.TDAttributes = 0 }), "td.attributes", verdict.Against},
		{"25: a reserved attribute", quote(func(b *testbed) { b.form.TD.TDAttributes |= 1 << 38 }), "td.attributes", verdict.Against},
		{"25: a migratable TD", quote(func(b *testbed) { b.form.TD.TDAttributes |= dcap.Migratable }), "td.attributes", verdict.Against},
		{"26: another MRTD", quote(func(b *testbed) { b.form.TD.MRTD[0] ^= 1 }), "policy.measurement", verdict.Against},
		{"26: another RTMR2", quote(func(b *testbed) { b.form.TD.RTMR[2][0] ^= 1 }), "policy.measurement", verdict.Against},
		{"27: an event dropped", quote(func(b *testbed) { b.e.Events = b.e.Events[:1] }), "eventlog.replay", verdict.NotGenuine},
		{"27: events moved", quote(func(b *testbed) { slices.Reverse(b.e.Events) }), "eventlog.replay", verdict.NotGenuine},
		{"28: an event's payload altered", quote(func(b *testbed) { b.e.Events[0].Payload = []byte("c") }), "eventlog.replay", verdict.NotGenuine},
		{"an event of another register", quote(func(b *testbed) { b.e.Events[0].Register = 2 }), "eventlog.replay", verdict.NotGenuine},
		{"a colon moved from payload to name", quote(func(b *testbed) {
			b.e.Events[0] = hallmark.Event{Register: 3, Name: "model:", Payload: nil}
		}), "eventlog.replay", verdict.NotGenuine},
		{"29: another manifest", quote(func(b *testbed) {
			b.e.Manifest = []byte(strings.Replace(string(b.e.Manifest), "native", "nativE", 1))
		}), "measure.manifest", verdict.NotGenuine},
		{"runtime data with a space", quote(func(b *testbed) { b.e.RuntimeData = append(b.e.RuntimeData, ' ') }), "runtime.decode", verdict.NotGenuine},
		{"runtime data of another escrow", quote(func(b *testbed) {
			b.e.RuntimeData = []byte(strings.Replace(string(b.e.RuntimeData), "0x03", "0x13", 1))
		}), "report_data.bind", verdict.NotGenuine},
		{"30: report data of another signer", quote(func(b *testbed) { b.form.TD.ReportData[0] ^= 1 }), "report_data.signer", verdict.NotGenuine},
		{"report data of another block", quote(func(b *testbed) { b.form.TD.ReportData[63] ^= 1 }), "report_data.block", verdict.NotGenuine},
		{"report data of another layout", quote(func(b *testbed) { b.form.TD.ReportData[55] = 2 }), "report_data.version", verdict.NotGenuine},
		{"31: report data all zero", quote(func(b *testbed) { b.form.TD.ReportData = [64]byte{} }), "report_data.zero", verdict.NotGenuine},
		{"32: another nonce", quote(func(b *testbed) { b.o.Challenge = &hallmark.Digest{7} }), "nonce", verdict.Against},
		{"33: an old registration", quote(func(b *testbed) { b.o.AttestedAt = now.AddDate(0, 0, -8) }), "policy.freshness", verdict.Against},
		{"a registration from the future", quote(func(b *testbed) { b.o.AttestedAt = now.Add(time.Second) }), "policy.freshness", verdict.Against},
		{"no time of registration", quote(func(b *testbed) { b.o.AttestedAt = time.Time{} }), "policy.freshness", verdict.Incomplete},
		{"evidence that calls itself simulated", quote(func(b *testbed) { b.e.Kind = hallmark.KindSim }), "evidence.kind", verdict.NotGenuine},
		{"evidence of another format", quote(func(b *testbed) { b.e.Version = "evidence/2" }), "evidence.kind", verdict.NotGenuine},
		{"44: bytes behind the quote", made(func(_ *testing.T, b *testbed) { b.e.Quote = append(b.e.Quote, 0, 1) }), "quote.trailing", verdict.NotGenuine},
		{"another vendor's QE", quote(func(b *testbed) { h := b.header(); h.Vendor[0] = 0; b.form.Header = &h }), "quote.vendor", verdict.NotGenuine},
		{"44: version 2", quote(func(b *testbed) { h := b.header(); h.Version = 2; b.form.Header = &h }), "quote.parse", verdict.NotGenuine},
		{"44: key type 3", quote(func(b *testbed) { h := b.header(); h.KeyType = 3; b.form.Header = &h }), "quote.parse", verdict.NotGenuine},
		{"44: a cut quote", made(func(_ *testing.T, b *testbed) { b.e.Quote = b.e.Quote[:len(b.e.Quote)-1] }), "quote.parse", verdict.NotGenuine},
		{"44: signature section of 4 GiB", made(func(_ *testing.T, b *testbed) { copy(b.e.Quote[632:], "\xff\xff\xff\xff") }), "quote.parse", verdict.NotGenuine},
		{"44: a quote of 5 MiB", made(func(_ *testing.T, b *testbed) { b.e.Quote = append(b.e.Quote, make([]byte, 5<<20)...) }), "quote.parse", verdict.NotGenuine},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newTestbed(t, "Test")
			c.spoil(t, b)
			v := b.judge(t)
			if got := strings.Join(failed(v), " "); got != c.failed || v.Code != c.code {
				t.Errorf("failed %q with %d (%s), want %q with %d", got, v.Code, v.Overall, c.failed, c.code)
			}
			t.Attr("check", c.failed)
			for _, check := range v.Checks {
				if check.Detail == "" {
					t.Errorf("%s says nothing", check.ID)
				}
			}
		})
	}
}

func (b *testbed) header() dcap.Header {
	return dcap.Header{Version: dcap.VersionTDX4, KeyType: dcap.KeyECDSAP256, TEEType: dcap.TEETypeTDX, Vendor: dcap.IntelVendor}
}

// chainOf is b's chain with the certificate at one place from another PKI of
// the same names.
func chainOf(b, other *testbed, at int) []byte {
	ours := strings.SplitAfter(string(b.pki.ChainPEM()), "-----END CERTIFICATE-----\n")
	ours[at] = strings.SplitAfter(string(other.pki.ChainPEM()), "-----END CERTIFICATE-----\n")[at]
	return []byte(strings.Join(ours, ""))
}

// freshKey puts an attestation key of one's own into the quote and signs the
// body with it.
func freshKey(t *testing.T, b *testbed) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	digest := sha256.Sum256(b.e.Quote[:dcap.BodySize])
	r, s, err := ecdsa.Sign(rand.Reader, key, digest[:])
	if err != nil {
		t.Fatal(err)
	}
	r.FillBytes(b.e.Quote[636:668])
	s.FillBytes(b.e.Quote[668:700])
	raw, err := key.PublicKey.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	copy(b.e.Quote[700:764], raw[1:])
}

// TestHighS: a quote's signature has a second spelling that verifies too, so
// that no quote's bytes may serve as a replay key.
func TestHighS(t *testing.T) {
	b := newTestbed(t, "Test")
	b.judge(t)
	s := new(big.Int).SetBytes(b.e.Quote[668:700])
	s.Sub(elliptic.P256().Params().N, s).FillBytes(b.e.Quote[668:700])
	if v := b.judge(t); v.Code != verdict.Verified {
		t.Errorf("a quote with the other s: %s %v", v.Overall, failed(v))
	}
}

func TestTruncated(t *testing.T) {
	b := newTestbed(t, "Test")
	b.judge(t)
	for n := range b.e.Quote {
		if _, err := dcap.Parse(b.e.Quote[:n]); err == nil {
			t.Fatalf("a quote cut at %d was parsed", n)
		}
	}
}
