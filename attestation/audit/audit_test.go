package audit

import (
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation"
	"github.com/hallmark-tee/hallmark/attestation/dcap"
	"github.com/hallmark-tee/hallmark/attestation/endorsement"
	"github.com/hallmark-tee/hallmark/attestation/eventlog"
	"github.com/hallmark-tee/hallmark/attestation/sim"
	"github.com/hallmark-tee/hallmark/attestation/verdict"
)

var now = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// testbed is a platform under a root of its own that counts as hardware, and a
// proxy's report that it attests.
type testbed struct {
	pki     *sim.PKI
	nonce   string
	address string
	compose string
	set     *endorsement.Set
	quote   []byte
}

func newTestbed(t *testing.T) *testbed {
	t.Helper()
	pki, err := sim.NewNamedPKI(rand.Reader, "Test")
	if err != nil {
		t.Fatal(err)
	}
	b := &testbed{pki: pki, nonce: strings.Repeat("5a", 32), address: strings.Repeat("c3", 20), compose: `{"name":"x"}`, set: new(endorsement.Set)}
	e, err := pki.Collateral(now)
	if err != nil {
		t.Fatal(err)
	}
	b.set.AddEndorsements(e)
	td := sim.DefaultTD()
	td.MRCONFIGID = attestation.ConfigID([]byte(b.compose))
	td.RTMR[3] = eventlog.Log{{Register: 3, Type: eventlog.Runtime, Name: "app-id", Payload: []byte{1}}}.Replay()[3]
	data := make([]byte, 64)
	copy(data, unhex(t, b.address))
	copy(data[32:], unhex(t, b.nonce))
	if b.quote, err = pki.Quote(td, [64]byte(data)); err != nil {
		t.Fatal(err)
	}
	return b
}

func unhex(t *testing.T, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// report is the proxy's answer, with one text replaced.
func (b *testbed) report(t *testing.T, old, new string) []byte {
	t.Helper()
	q, err := json.Marshal(map[string]any{
		"signing_address": "0x" + b.address, "signing_algo": "ecdsa", "request_nonce": b.nonce, "intel_quote": hex.EncodeToString(b.quote),
		"event_log": `[{"imr":3,"event_type":134217729,"digest":"","event":"app-id","event_payload":"01"}]`,
		"info":      map[string]any{"tcb_info": map[string]any{"app_compose": b.compose, "mrtd": hex.EncodeToString(b.quote[48+136 : 48+136+48])}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(q), old) {
		t.Fatalf("the report has no %q", old)
	}
	return []byte(strings.Replace(string(q), old, new, 1))
}

func (b *testbed) input(file []byte) Input {
	return Input{File: file, Collateral: b.set, At: now.Format(time.RFC3339), Roots: []dcap.Root{b.pki.Root()}}
}

func decided(v verdict.Verdict) string {
	var ids []string
	for _, c := range v.Failures() {
		if c.Blocked == "" {
			ids = append(ids, c.ID)
		}
	}
	return sorted(ids)
}

// TestReport: every rule of a report is checked, and each broken one is named
// alone.
func TestReport(t *testing.T) {
	b := newTestbed(t)
	hexQuote := func(at int) string { return hex.EncodeToString(b.quote[at : at+8]) }
	for name, c := range map[string]struct {
		old, new string
		change   func(*Input)
		code     verdict.Code
		decided  string
	}{
		"honest":             {},
		"its nonce":          {change: func(in *Input) { in.Nonce = b.nonce }},
		"another nonce":      {change: func(in *Input) { in.Nonce = strings.Repeat("00", 32) }, code: verdict.Against, decided: "nonce"},
		"nonce claimed":      {old: `"request_nonce":"5a`, new: `"request_nonce":"5b`, code: verdict.NotGenuine, decided: "report_data.bind"},
		"another signer":     {old: "0xc3", new: "0xc4", code: verdict.NotGenuine, decided: "report_data.signer"},
		"another public key": {old: `"request_nonce"`, new: `"signing_public_key":"04` + strings.Repeat("ab", 64) + `","request_nonce"`, code: verdict.NotGenuine, decided: "report_data.signer"},
		"another TLS key":    {change: func(in *Input) { in.TLS = b.nonce }, code: verdict.Against, decided: "tls.key"},
		"another manifest":   {old: `\"x\"`, new: `\"y\"`, code: verdict.NotGenuine, decided: "measure.manifest"},
		"an altered event":   {old: `event_payload\":\"01`, new: `event_payload\":\"02`, code: verdict.NotGenuine, decided: "eventlog.replay"},
		"a digest claimed":   {old: `digest\":\"`, new: `digest\":\"` + strings.Repeat("00", 48), code: verdict.NotGenuine, decided: "eventlog.digest"},
		"another MRTD":       {old: `"mrtd":"`, new: `"mrtd":"` + strings.Repeat("01", 48) + `","x":"`, code: verdict.Mismatch, decided: "measure.claimed"},
		"a flipped body":     {old: hexQuote(240), new: strings.Repeat("f", 16), code: verdict.NotGenuine, decided: "measure.manifest sig.quote"},
		"no collateral":      {change: func(in *Input) { in.Collateral = nil }, code: verdict.Incomplete, decided: "collateral.present"},
		"collateral too old": {change: func(in *Input) { in.At = now.AddDate(0, 2, 0).Format(time.RFC3339) }, code: verdict.Incomplete, decided: "collateral.expired crl.expired"},
		"no skip allowed":    {change: func(in *Input) { in.Strict = true }, code: verdict.Incomplete, decided: "policy.freshness policy.measurement"},
		"policy of a sim":    {change: func(in *Input) { in.Policy = "simulation" }, code: verdict.Against, decided: "policy.kind"},
	} {
		in := b.input(b.report(t, c.old, c.new))
		if c.change != nil {
			c.change(&in)
		}
		o, err := Judge(in)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := decided(o.Verdicts()[0].Verdict); o.Code != c.code || got != c.decided {
			t.Errorf("%s: %s by %q, want %s by %q", name, o.Code, got, c.code, c.decided)
		}
	}
}

// TestTwinLogs: an event log that a file has twice must hold in both places.
func TestTwinLogs(t *testing.T) {
	b := newTestbed(t)
	whole := string(b.report(t, `"app_compose"`, `"event_log":[{"imr":3,"event_type":134217729,"digest":"","event":"app-id","event_payload":"01"}],"app_compose"`))
	for name, c := range map[string]struct {
		file string
		code verdict.Code
	}{
		"both":               {whole, verdict.Verified},
		"the first altered":  {strings.Replace(whole, `event_payload\":\"01`, `event_payload\":\"02`, 1), verdict.NotGenuine},
		"the second altered": {strings.Replace(whole, `"event_payload":"01"`, `"event_payload":"02"`, 1), verdict.NotGenuine},
	} {
		o, err := Judge(b.input([]byte(c.file)))
		if err != nil || o.Code != c.code {
			t.Errorf("%s: %s, want %s: %v", name, o.Code, c.code, err)
		}
	}
}

// TestSimulated: the simulation's own root is never verified, whatever the form.
func TestSimulated(t *testing.T) {
	pki, err := sim.NewPKI(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	e, err := pki.Collateral(now)
	if err != nil {
		t.Fatal(err)
	}
	quote, err := pki.Quote(sim.DefaultTD(), [64]byte{1})
	if err != nil {
		t.Fatal(err)
	}
	set := new(endorsement.Set)
	set.AddEndorsements(e)
	for policy, want := range map[string]verdict.Code{"": verdict.Against, "simulation": verdict.Simulated} {
		o, err := Judge(Input{File: quote, Policy: policy, Collateral: set, At: now.Format(time.RFC3339)})
		if err != nil || o.Code != want {
			t.Errorf("policy %q: %s, want %s: %v", policy, o.Code, want, err)
		}
	}
}

func TestSeveralParts(t *testing.T) {
	b := newTestbed(t)
	honest, forged := b.report(t, "", ""), b.report(t, "0xc3", "0xc4")
	file := []byte(`{"gateway_attestation":` + string(honest) + `,"model_attestations":[` + string(forged) + `]}`)
	o, err := Judge(b.input(file))
	if err != nil {
		t.Fatal(err)
	}
	if parts := o.Verdicts(); len(parts) != 2 || parts[0].Verdict.Code != verdict.Verified || parts[1].Part != "model_attestations[0]" || o.Code != verdict.NotGenuine {
		t.Errorf("%d parts, %s", len(parts), o.Code)
	}
	var out strings.Builder
	if err := o.WriteTable(&out); err != nil || !strings.Contains(out.String(), "== model_attestations[0] ==") || !strings.HasSuffix(out.String(), "the whole file: NOT GENUINE\n") {
		t.Errorf("the table: %v\n%s", err, out.String())
	}
	first, err := o.JSON()
	if err != nil {
		t.Fatal(err)
	}
	again, err := Judge(b.input(file))
	if err != nil {
		t.Fatal(err)
	}
	if second, err := again.JSON(); err != nil || string(first) != string(second) {
		t.Error("the same input gave two verdicts")
	}
}

func TestWorse(t *testing.T) {
	order := []verdict.Code{verdict.NotGenuine, verdict.Incomplete, verdict.Against, verdict.Mismatch, verdict.Simulated, verdict.Verified}
	for i, a := range order {
		for j, b := range order {
			if worse(a, b) != (i < j) {
				t.Errorf("%s worse than %s: %v", a, b, worse(a, b))
			}
		}
	}
}

// TestExplain: every check that was made can be explained, and says something.
func TestExplain(t *testing.T) {
	b := newTestbed(t)
	o, err := Judge(b.input(b.report(t, "", "")))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range o.Verdicts()[0].Verdict.Checks {
		var out strings.Builder
		if err := o.Explain(c.ID, &out); err != nil || len(out.String()) < 100 || !strings.Contains(out.String(), c.Ref) {
			t.Errorf("%s: %v\n%s", c.ID, err, out.String())
		}
	}
	var out strings.Builder
	if err := o.Explain("sig.quote", &out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"632 bytes at offset 0 of the quote", "64 bytes at offset 636", "PASS"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("sig.quote lacks %q", want)
		}
	}
	if err := o.Explain("no.such", &out); hallmark.KindOf(err) != hallmark.NotFound || !strings.Contains(err.Error(), "sig.quote") {
		t.Errorf("an unknown check: %v", err)
	}
}

// TestExplainBundle does the same for the checks of a job.
func TestExplainBundle(t *testing.T) {
	file, err := os.ReadFile(filepath.Join("..", "bundle", "testdata", "simulated.json"))
	if err != nil {
		t.Fatal(err)
	}
	o, err := Judge(Input{File: file, Policy: "simulation"})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range o.Verdicts()[0].Verdict.Checks {
		var out strings.Builder
		if err := o.Explain(c.ID, &out); err != nil || len(out.String()) < 100 {
			t.Errorf("%s: %v\n%s", c.ID, err, out.String())
		}
	}
}

func TestRefused(t *testing.T) {
	b := newTestbed(t)
	for name, c := range map[string]struct {
		change func(*Input)
		kind   hallmark.Kind
	}{
		"no time":        {func(in *Input) { in.At = "" }, hallmark.Invalid},
		"a bad time":     {func(in *Input) { in.At = "yesterday" }, hallmark.Invalid},
		"a bad nonce":    {func(in *Input) { in.Nonce = "abc" }, hallmark.Invalid},
		"a bad TLS key":  {func(in *Input) { in.TLS = "abc" }, hallmark.Invalid},
		"unknown policy": {func(in *Input) { in.Policy = "lenient" }, hallmark.NotFound},
		"a bad policy":   {func(in *Input) { in.PolicyFile = []byte("{}") }, hallmark.Unsupported},
		"no evidence":    {func(in *Input) { in.File = []byte("hello") }, hallmark.Invalid},
		"a bad bundle":   {func(in *Input) { in.File = []byte(`{"hallmark":"bundle/1","x":1}`) }, hallmark.Invalid},
		"bad evidence":   {func(in *Input) { in.File = []byte(`{"hallmark":"evidence/1","x":1}`) }, hallmark.Invalid},
	} {
		in := b.input(b.report(t, "", ""))
		c.change(&in)
		if _, err := Judge(in); err == nil || hallmark.KindOf(err) != c.kind {
			t.Errorf("%s: %v, want kind %s", name, err, c.kind)
		}
	}
	in := b.input(b.report(t, "", ""))
	in.At, in.Clock = "", now
	if o, err := Judge(in); err != nil || o.Verdicts()[0].Verdict.AtSource != "this machine's clock" {
		t.Errorf("the caller's clock: %v", err)
	}
}

// TestNotProven: what stays open is said.
func TestNotProven(t *testing.T) {
	b := newTestbed(t)
	o, err := Judge(b.input(b.quote))
	if err != nil || o.Code != verdict.Verified {
		t.Fatal(o.Code, err)
	}
	open := strings.Join(o.Verdicts()[0].Verdict.NotProven, "\n")
	for _, want := range []string{"share a host", "which code runs", "when the quote was made", "which key or data"} {
		if !strings.Contains(open, want) {
			t.Errorf("not proven lacks %q:\n%s", want, open)
		}
	}
	if slices.Contains(o.Verdicts()[0].Verdict.NotProven, "") {
		t.Error("an empty line")
	}
}
