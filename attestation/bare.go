package attestation

import (
	"crypto/sha256"
	"slices"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/dcap"
	"github.com/hallmark-tee/hallmark/attestation/verdict"
)

// VerifyQuote judges a bare quote with the vendor's collateral: is it genuine,
// current, and of the code that the policy names? What the quote vouches for
// stays open unless the caller checks it (see [ExamineQuote]); the verdict's
// NotProven list says so. It is deterministic and never fails.
func VerifyQuote(raw []byte, e hallmark.Endorsements, o Options) Verdict {
	var s verdict.Sheet
	r := ExamineQuote(raw, e, o, &s)
	v := Conclude(&s, o, r)
	v.Input = sha256.Sum256(raw)
	return v
}

// ExamineQuote makes every check on a bare quote and records them on the
// sheet, for a caller that goes on to check what report_data binds and then
// concludes. A policy that names no code leaves the code open: the check is
// skipped and not enforced, and the report's NotProven list says so. The nonce
// and TLS key of the options are of Hallmark's own report_data and are not
// compared here.
func ExamineQuote(raw []byte, e hallmark.Endorsements, o Options, s *verdict.Sheet) Report {
	o.Challenge, o.TLSKey = nil, nil
	x := examination{Sheet: s, o: o}
	res := x.quote(raw, e)
	x.Report.NotProven = x.open()
	open := func(what string) { x.Report.NotProven = append(x.Report.NotProven, what) }
	if res.Quote == nil {
		s.Block(dcap.QuoteParse, PolicyKind, PolicyMeasured)
		return x.Report
	}
	zero := ReportDataZero
	zero.Informs = true
	if !x.Require(zero, res.Quote.ReportData() != [64]byte{}, "report_data is set", "report_data is all zero: the quote vouches for no key and no data") {
		open("that this quote belongs to whoever showed it: its report_data is zero")
	}
	if _, ok := x.platform(res, PolicyKind, PolicyMeasured); ok {
		p := o.Policy
		switch {
		case len(p.Measurements) > 0:
			x.Require(PolicyMeasured, slices.Contains(p.Measurements, x.Measurement), x.Measurement.String(), "the policy does not list "+x.Measurement.String()+"; list it once you have reproduced that build")
		case p.namesCode(res.Quote.SGX()):
			x.Pass(PolicyMeasured, "the policy names the code by its registers")
		default:
			x.Skip(optional(PolicyMeasured), "the policy names no code; list %s, or its registers, once you have reproduced that build", x.Measurement)
			open("which code runs: the policy lists no measurement")
		}
	}
	x.freshness(optional(PolicyFreshness))
	if !x.Passed(PolicyFreshness) {
		open("when the quote was made: nothing that came with it is known to be fresh")
	}
	return x.Report
}
