package attestation

import (
	"slices"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/dcap"
	"github.com/hallmark-tee/hallmark/attestation/nvidia"
	"github.com/hallmark-tee/hallmark/attestation/verdict"
	"github.com/hallmark-tee/hallmark/envelope"
)

// Verdict is the answer; see package verdict.
type Verdict = verdict.Verdict

// Options are what the verifier brings besides the evidence.
type Options struct {
	Policy     Policy
	Now        time.Time        // judged for: chain time, or the caller's clock
	Roots      []dcap.Root      // pinned hardware roots; nil: Intel's
	GPURoots   nvidia.Roots     // pinned roots of GPUs; zero: NVIDIA's
	PCKChain   []byte           // PEM, leaf first: for quotes that carry no certificates; else unused
	Challenge  *hallmark.Digest // the nonce that the verifier sent, if it did
	TLSKey     *hallmark.Digest // SHA-256 of the SPKI that the connection showed, if there was one
	PolicyID   *hallmark.Digest // the policy id that an order or the chain names, if known
	AttestedAt time.Time        // when the chain accepted the quote or made the block it names; zero: not known
	Strict     bool             // no check may be skipped
}

const storageNotProven = "that storage still serves the artifact"

// hardwareNotProven are the things that no quote can show, whatever the policy.
func hardwareNotProven() []string {
	return []string{
		"that CPU and GPU, where there is one, share a host",
		"that nobody attacked the hardware physically (TEE.fail, Battering RAM, WireTap)",
	}
}

// Report is what the evidence says of itself, for a caller that goes on
// checking; it is believed only as far as the checks passed.
type Report struct {
	Quote       *dcap.Quote // nil when it did not parse
	PCK         dcap.PCK
	Runtime     hallmark.RuntimeData // zero for a bare quote
	Measurement hallmark.Digest
	Simulated   bool
	Identity    verdict.Identity
	Appraisal   verdict.Appraisal
	NotProven   []string // what this evidence leaves open
}

// OfJob is what stays open of a job that rests on this evidence.
func (r Report) OfJob() []string { return append([]string{storageNotProven}, r.NotProven...) }

// Verify judges an enclave's evidence alone. It is deterministic and never
// fails: whatever is wrong is a check that did not pass.
func Verify(e hallmark.Evidence, o Options) Verdict {
	var s verdict.Sheet
	r := Examine(e, o, &s)
	v := Conclude(&s, o, r)
	v.Input = envelope.EvidenceDigest(e.Quote, e.RuntimeData)
	v.NotProven = r.OfJob()
	return v
}

// Conclude turns a sheet into a verdict.
func Conclude(s *verdict.Sheet, o Options, r Report) Verdict {
	v := Verdict{
		Version: verdict.Version, At: o.Now.UTC().Truncate(time.Second), Simulated: r.Simulated,
		Identity: r.Identity, Appraisal: r.Appraisal, NotProven: r.NotProven,
	}
	v.Policy.Name = o.Policy.Name
	if id, err := o.Policy.ID(); err == nil {
		v.Policy.ID = id
	}
	v.Checks, v.Code = s.Conclude(verdict.Rules{Allow: o.Policy.Allow, Enforce: o.Policy.Enforce, Strict: o.Strict}, r.Simulated)
	v.Overall = v.Code.String()
	return v
}

// Examine makes every check on an enclave's evidence and records them on the
// sheet.
func Examine(e hallmark.Evidence, o Options, s *verdict.Sheet) Report {
	x := examination{Sheet: s, e: e, o: o}
	res := x.quote(e.Quote, e.Endorsements)
	x.Simulated = x.Simulated || e.Kind == hallmark.KindSim
	runtimeErr := x.runtime()
	if res.Quote == nil {
		s.Block(dcap.QuoteParse, EvidenceKind)
		s.Block(dcap.QuoteParse, onQuote...)
	} else {
		x.bindings(res.Quote, runtimeErr)
		if kind, ok := x.platform(res, EvidenceKind, PolicyKind, PolicyMeasured); ok {
			x.Require(EvidenceKind, e.Version == hallmark.EvidenceVersion && e.Kind == kind.String(), "claims "+kind.String()+", and is",
				"it claims to be "+hallmark.EvidenceVersion+" of another kind than its root's and quote's, "+kind.String())
			x.Require(PolicyMeasured, slices.Contains(o.Policy.Measurements, x.Measurement), x.Measurement.String(),
				"the policy does not list "+x.Measurement.String()+"; list it once you have reproduced that build")
		}
	}
	x.gpus(runtimeErr)
	x.freshness(PolicyFreshness)
	x.Identity.Signer, x.Identity.Recipient = x.Runtime.Signer, x.Runtime.Recipient
	x.Identity.Evidence = envelope.EvidenceDigest(e.Quote, e.RuntimeData)
	x.Report.NotProven = x.open()
	return x.Report
}

// open lists what this evidence leaves open.
func (x *examination) open() []string {
	list := hardwareNotProven()
	if x.Report.Quote != nil && !x.Passed(dcap.CRLPresent) {
		list = append(list, "that no key or certificate was revoked: the revocation lists are missing")
	}
	return list
}

type examination struct {
	*verdict.Sheet
	Report
	e hallmark.Evidence
	o Options
}

// quote makes package dcap's checks by the policy.
func (x *examination) quote(raw []byte, e hallmark.Endorsements) dcap.Result {
	roots := x.o.Roots
	if roots == nil {
		roots = []dcap.Root{dcap.Intel()}
	}
	p := x.o.Policy
	res := dcap.Verify(raw, e, dcap.Options{
		Now: x.o.Now, Roots: roots, PCKChain: x.o.PCKChain, MinEvaluation: p.TCB.MinEvaluation, Accept: p.TCB.Accept,
		Grace: time.Duration(p.TCB.GraceDays) * 24 * time.Hour, Advisories: p.TCB.Advisories, Debug: p.Debug, ServiceTD: p.TDX.ServiceTD(),
	}, x.Sheet)
	x.Report.Quote, x.PCK, x.Simulated = res.Quote, res.PCK, res.Root.Simulated
	if want := x.o.PolicyID; want != nil {
		id, err := p.ID()
		x.Require(PolicyNamed, err == nil && id == *want, "judged by the policy named, "+want.String(), "the policy named is "+want.String()+", this verdict is by "+id.String()+"; give the file that the order or the chain names")
	}
	return res
}

// freshness passes for evidence that answers the verifier's nonce, or that the
// chain saw at most maxAge ago.
func (x *examination) freshness(d verdict.Def) {
	at, maxAge := x.o.AttestedAt, time.Duration(x.o.Policy.MaxAge)*time.Second
	switch {
	case x.Passed(NonceMatches):
		x.Pass(d, "made for this verification")
	case at.IsZero():
		x.Skip(d, "it is not known when the quote was made: send a nonce, or give the time of its block")
	case x.o.Now.Before(at):
		x.Fail(d, "attested at %s, after the time judged for", at.UTC().Format(time.RFC3339))
	case x.o.Now.Sub(at) > maxAge:
		x.Fail(d, "attested %s ago, the policy accepts %s; ask for fresh evidence", x.o.Now.Sub(at).Truncate(time.Second), maxAge)
	default:
		x.Pass(d, "attested %s before, the policy accepts %s", x.o.Now.Sub(at).Truncate(time.Second), maxAge)
	}
}
