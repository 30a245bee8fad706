package audit

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation"
	"github.com/hallmark-tee/hallmark/attestation/dcap"
	"github.com/hallmark-tee/hallmark/attestation/endorsement"
	"github.com/hallmark-tee/hallmark/attestation/eventlog"
	"github.com/hallmark-tee/hallmark/attestation/foreign"
	"github.com/hallmark-tee/hallmark/attestation/verdict"
)

// MeasureClaimed is the check that registers named beside a quote are the
// quote's.
var MeasureClaimed = verdict.Def{ID: "measure.claimed", Class: verdict.Binding, OnFail: verdict.Mismatch, Ref: "the report's tcb_info"}

// ReportVersion names the JSON format of a Report.
const ReportVersion = "report-verdict/1"

// Report is the answer to a file of several parts: a verdict for each, and the
// worst of them for the whole.
type Report struct {
	Version string          `json:"hallmark"`
	Overall string          `json:"overall"`
	Code    verdict.Code    `json:"code"`
	Format  foreign.Format  `json:"format"`
	Input   hallmark.Digest `json:"input"` // SHA-256 of the file
	Parts   []PartVerdict   `json:"parts"`
}

// PartVerdict is the verdict of one part.
type PartVerdict struct {
	Part    string          `json:"part"` // its place in the file
	Verdict verdict.Verdict `json:"verdict"`
}

// judgeReport judges every part of another system's file by the same policy at
// the same time.
func judgeReport(data []byte, o options) (Report, error) {
	r, err := foreign.Read(data)
	if err != nil {
		return Report{}, err
	}
	out := Report{Version: ReportVersion, Format: r.Format, Input: sha256.Sum256(data)}
	answers := assignAnswers(r, o.endorsements)
	for i := range r.Parts {
		v := judgePart(r.Format, &r.Parts[i], answers[i], o)
		v.Input = out.Input
		out.Parts = append(out.Parts, PartVerdict{r.Parts[i].Name, v})
		if worse(v.Code, out.Code) {
			out.Code = v.Code
		}
	}
	out.Overall = out.Code.String()
	return out, nil
}

// worse orders codes as a sheet does: of the refusals the lowest holds, and a
// simulation is no refusal but never verified.
func worse(a, b verdict.Code) bool {
	switch {
	case a == verdict.Verified:
		return false
	case b == verdict.Verified:
		return true
	}
	return a < b
}

// options are what the verifier brings to a report. Challenge and TLSKey are
// compared with what the file names and the quote binds.
type options struct {
	attestation.Options
	endorsements *endorsement.Set
	ccel         []byte // for a quote that came without a log
}

// part is one part under judgement.
type part struct {
	*foreign.Part
	*verdict.Sheet
	o         options
	quote     *dcap.Quote // nil when there is none, or it does not parse
	notProven []string
}

func judgePart(f foreign.Format, p *foreign.Part, answer []byte, o options) verdict.Verdict {
	x := &part{Part: p, Sheet: new(verdict.Sheet), o: o}
	var r attestation.Report
	if p.Quote != nil {
		if x.parse(); p.CCEL == nil && p.Events == nil {
			p.CCEL = o.ccel
		}
		x.answers(f)
		r = attestation.ExamineQuote(p.Quote, x.endorse(), x.o.Options, x.Sheet)
		x.claims()
		x.logs()
		x.compose(f)
	}
	x.gpus(f, answer)
	r.NotProven = append(r.NotProven, x.notProven...)
	return attestation.Conclude(x.Sheet, o.Options, r)
}

// parse reads the quote; what is wrong with it is the quote's own checks' to say.
func (x *part) parse() {
	if q, err := dcap.Parse(x.Quote); err == nil {
		x.quote = q
	}
}

func (x *part) open(what string) { x.notProven = append(x.notProven, what) }

// endorse picks the collateral of the quote's platform, and a certificate chain
// where the quote has none.
func (x *part) endorse() hallmark.Endorsements {
	if x.quote == nil {
		return hallmark.Endorsements{}
	}
	s := x.quote.Signature
	chain := s.CertificateData
	if s.Certification != dcap.CertPCKChain {
		if x.o.PCKChain == nil {
			x.o.PCKChain = x.o.endorsements.PCKChain()
		}
		chain = x.o.PCKChain
	}
	return x.o.endorsements.Pick(endorsement.PlatformOf(!x.quote.SGX(), chain), x.o.Now)
}

// field gives the bytes of a field of the quote.
func (x *part) field(f foreign.Field) []byte {
	if f == foreign.ReportData {
		data := x.quote.ReportData()
		return data[:]
	}
	if x.quote.SGX() {
		return nil
	}
	td := &x.quote.TD
	switch f {
	case foreign.MRTD:
		return td.MRTD[:]
	case foreign.RTMR0:
		return td.RTMR[0][:]
	case foreign.RTMR1:
		return td.RTMR[1][:]
	case foreign.RTMR2:
		return td.RTMR[2][:]
	case foreign.RTMR3:
		return td.RTMR[3][:]
	}
	return nil
}

// holds reports whether the quote has what is claimed.
func (x *part) holds(c foreign.Claim) bool {
	have := x.field(c.Field)
	return c.Offset+len(c.Bytes) <= len(have) && bytes.Equal(have[c.Offset:c.Offset+len(c.Bytes)], c.Bytes)
}

// covered reports whether a claim that holds covers what is asked.
func (x *part) covered(by foreign.Cover) bool {
	for _, c := range x.Claims {
		if c.Of&by != 0 && x.holds(c) {
			return true
		}
	}
	return false
}

// answers compares the nonce and the TLS key that the verifier has with those
// that the file names and the quote binds. It comes before the quote's own
// checks, because an answered nonce is what makes a quote fresh.
func (x *part) answers(f foreign.Format) {
	if x.quote == nil {
		return
	}
	if want := x.o.Challenge; want != nil {
		data := x.quote.ReportData()
		switch {
		case x.Nonce == nil && (f == foreign.RawQuote || f == foreign.Dstack || f == foreign.DstackSCALE || f == foreign.CoCo) && bytes.Contains(data[:], want[:]):
			x.Pass(attestation.NonceMatches, "report_data has the nonce sent")
		case x.Nonce == nil:
			x.Fail(attestation.NonceMatches, "report_data does not have the nonce sent, and the file names none")
		case !bytes.Equal(x.Nonce, want[:]):
			x.Fail(attestation.NonceMatches, "the file answers the nonce %x.., not the one sent", x.Nonce[:8])
		case !x.covered(foreign.OfNonce):
			x.Fail(attestation.NonceMatches, "the file names the nonce sent, but the quote does not bind it")
		default:
			x.Pass(attestation.NonceMatches, "answers the nonce sent")
		}
	}
	if want := x.o.TLSKey; want != nil {
		x.Require(attestation.TLSKey, bytes.Equal(x.TLS, want[:]) && x.covered(foreign.OfTLS), "the connection's key or certificate is the one that the quote binds",
			"the quote binds another TLS key or certificate than the connection showed, or none")
	}
}

// claims compares what the file says of the quote with the quote.
func (x *part) claims() {
	if x.quote == nil {
		x.Block(dcap.QuoteParse, attestation.ReportDataBind)
		return
	}
	for _, group := range []struct {
		def  verdict.Def
		mine func(foreign.Claim) bool
	}{
		{attestation.ReportSigner, func(c foreign.Claim) bool { return c.Of&foreign.OfKey != 0 }},
		{attestation.ReportDataBind, func(c foreign.Claim) bool { return c.Of&foreign.OfKey == 0 && c.Field == foreign.ReportData }},
		{MeasureClaimed, func(c foreign.Claim) bool { return c.Field != foreign.ReportData }},
	} {
		var right, wrong []string
		for _, c := range x.Claims {
			switch {
			case !group.mine(c):
			case x.holds(c):
				right = append(right, c.Rule)
			default:
				wrong = append(wrong, c.Rule)
			}
		}
		switch {
		case len(wrong) > 0:
			x.Fail(group.def, "the quote has another value than the file's %s", strings.Join(wrong, ", "))
		case len(right) > 0:
			x.Pass(group.def, "the quote has the file's %s", strings.Join(right, ", "))
		}
	}
	if !x.covered(foreign.OfKey) {
		x.open("which key or data the quote vouches for: the file does not say what report_data is made of")
	}
}

// logs replays the event log into the quote's registers. Of a log that the file
// has twice, both must hold: readers look at either.
func (x *part) logs() {
	blocked := []verdict.Def{eventlog.Digests, eventlog.Replayed}
	switch {
	case x.Events == nil && x.CCEL == nil:
	case x.quote == nil:
		x.Block(dcap.QuoteParse, blocked...)
	case x.quote.SGX():
		x.Fail(eventlog.Replayed, "an enclave has no run-time registers, but the file has an event log")
	case x.CCEL != nil:
		eventlog.ExamineCCEL(x.CCEL, x.quote.TD, x.Sheet)
	default:
		log := logOf(x.Events)
		if twin := logOf(x.Twin); x.Twin != nil {
			var s verdict.Sheet
			if eventlog.Examine(twin, x.quote.TD, &s, 3); !s.Passed(eventlog.Replayed) || !s.Passed(eventlog.Digests) {
				log = twin
			}
		}
		eventlog.Examine(log, x.quote.TD, x.Sheet, 3)
	}
}

func logOf(events []foreign.Event) eventlog.Log {
	log := make(eventlog.Log, len(events))
	for i, e := range events {
		log[i] = eventlog.Event{Register: e.Register, Type: e.Type, Digest: e.Digest, Name: e.Name, Payload: e.Payload}
	}
	return log
}

// compose checks that dstack's application manifest was measured: MRCONFIGID is
// 0x01 || SHA-256(app_compose), or, in older images that leave it zero, RTMR3
// has an event "compose-hash" of the same digest.
func (x *part) compose(f foreign.Format) {
	switch {
	case x.Compose == nil:
		return
	case x.quote == nil:
		x.Block(dcap.QuoteParse, attestation.MeasureManifest)
		return
	case f != foreign.VLLMProxy && f != foreign.Dstack:
		x.open("that the application manifest in the file is the one that runs: where it is measured is not known")
		return
	}
	sum := sha256.Sum256(x.Compose)
	id := x.quote.TD.MRCONFIGID
	want := attestation.ConfigID(x.Compose)
	switch {
	case id == want:
		x.Pass(attestation.MeasureManifest, "MRCONFIGID is app_compose's, %s", hex.EncodeToString(sum[:8]))
	case id != dcap.Register{}:
		x.Fail(attestation.MeasureManifest, "MRCONFIGID is not 0x01 and app_compose's digest: the TD was started with another manifest")
	case x.logged("compose-hash", sum[:]):
		x.Pass(attestation.MeasureManifest, "RTMR3 has app_compose's digest, %s", hex.EncodeToString(sum[:8]))
	default:
		x.Fail(attestation.MeasureManifest, "neither MRCONFIGID nor an event of RTMR3 has app_compose's digest")
	}
}

func (x *part) logged(name string, payload []byte) bool {
	for _, e := range x.Events {
		if e.Register == 3 && e.Type == eventlog.Runtime && e.Name == name {
			return bytes.Equal(e.Payload, payload)
		}
	}
	return false
}
