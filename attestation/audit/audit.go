// Package audit is what `hallmark verify`, `hallmark-verify` and its WebAssembly
// build do: read a file and what the auditor brings, judge, and print.
//
// It judges Hallmark's bundles and evidence, and by package foreign the reports
// of other systems. It never touches a network or a key, reads no clock (the
// caller gives the time), and has no option that makes a simulation count as
// verified.
package audit

import (
	"encoding/hex"
	"encoding/json"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation"
	"github.com/hallmark-tee/hallmark/attestation/bundle"
	"github.com/hallmark-tee/hallmark/attestation/dcap"
	"github.com/hallmark-tee/hallmark/attestation/endorsement"
	"github.com/hallmark-tee/hallmark/attestation/nvidia"
	"github.com/hallmark-tee/hallmark/attestation/verdict"
	"github.com/hallmark-tee/hallmark/envelope"
)

// Input is everything that a judgement depends on.
type Input struct {
	Name       string // of the file, for errors
	File       []byte
	Policy     string           // "strict", "gpu-strict", "simulation", or PolicyFile's name; empty: strict
	PolicyFile []byte           // nil: Policy is one of the shipped
	Collateral *endorsement.Set // besides what the file carries; nil: none
	At         string           // RFC 3339 or unix seconds; empty: the file's own time, else Clock
	Clock      time.Time        // the caller's, for files that tell no time; zero: At must be given
	Artifact   *bundle.File     // the delivered .age file; nil: not at hand
	Block      string           // block hash; empty: none
	CCEL       []byte           // the event log of a quote that came without; nil: none
	Nonce      string           // the nonce that was sent, 32 bytes in hex; empty: none
	TLS        string           // SHA-256 of the connection's TLS key or certificate, in hex; empty: none
	Strict     bool             // no check may be skipped
	Roots      []dcap.Root      // pinned; nil: Intel's
	GPURoots   nvidia.Roots     // pinned; zero: NVIDIA's
}

// Outcome is a verdict, or a report of several.
type Outcome struct {
	Code   verdict.Code
	single *verdict.Verdict
	report *Report
	input  Input
}

// Verdicts are the verdicts by the part of the file that they are about.
func (o Outcome) Verdicts() []PartVerdict {
	if o.report != nil {
		return o.report.Parts
	}
	return []PartVerdict{{"", *o.single}}
}

// JSON is the verdict's canonical JSON and a line feed; a file of one part gives
// a verdict (verdict.Version), one of several a Report. It depends on nothing
// but the input.
func (o Outcome) JSON() ([]byte, error) {
	var v any = o.report
	if o.report == nil {
		v = *o.single
	}
	b, err := envelope.Canonical(v)
	return append(b, '\n'), err
}

// WriteTable prints for people.
func (o Outcome) WriteTable(w io.Writer) error {
	if o.report == nil {
		return verdict.WriteTable(w, *o.single)
	}
	for _, p := range o.report.Parts {
		name := p.Part
		if name == "" {
			name = "the report's own"
		}
		if _, err := io.WriteString(w, "== "+name+" ==\n"); err != nil {
			return err
		}
		if err := verdict.WriteTable(w, p.Verdict); err != nil {
			return err
		}
		if _, err := io.WriteString(w, "\n"); err != nil {
			return err
		}
	}
	_, err := io.WriteString(w, strconv.Itoa(len(o.report.Parts))+" parts; the whole file: "+o.report.Overall+"\n")
	return err
}

// Judge judges. An error means that nothing was judged.
func Judge(in Input) (Outcome, error) {
	if in.Collateral == nil {
		in.Collateral = new(endorsement.Set)
	}
	switch version(in.File) {
	case hallmark.BundleVersion:
		return judgeBundle(in)
	case hallmark.EvidenceVersion:
		return judgeEvidence(in)
	}
	o := options{endorsements: in.Collateral, ccel: in.CCEL}
	source, err := in.options(&o.Options, nil)
	if err != nil {
		return Outcome{}, err
	}
	r, err := judgeReport(in.File, o)
	if err != nil {
		return Outcome{}, err
	}
	for i := range r.Parts {
		r.Parts[i].Verdict.AtSource = source
	}
	if len(r.Parts) == 1 {
		return Outcome{Code: r.Code, single: &r.Parts[0].Verdict, input: in}, nil
	}
	return Outcome{Code: r.Code, report: &r, input: in}, nil
}

// version is the format that a document of Hallmark's names.
func version(data []byte) string {
	var doc struct {
		Version string `json:"hallmark"`
	}
	if json.Unmarshal(data, &doc) != nil {
		return ""
	}
	return doc.Version
}

// options reads what the auditor gave as text. It gives the source of the time
// when the input tells it.
func (in Input) options(o *attestation.Options, e *hallmark.Evidence) (source string, err error) {
	o.Strict, o.Roots, o.GPURoots = in.Strict, in.Roots, in.GPURoots
	if o.Policy, err = in.policy(e); err != nil {
		return "", err
	}
	if o.Challenge, err = optionalDigest("nonce", in.Nonce); err != nil {
		return "", err
	}
	if o.TLSKey, err = optionalDigest("tls", in.TLS); err != nil {
		return "", err
	}
	if o.Now, err = parseTime(in.At); err != nil {
		return "", err
	}
	switch {
	case !o.Now.IsZero():
		return "given", nil
	case in.Clock.IsZero():
		return "", hallmark.Errorf(hallmark.Invalid, "the file tells no time to judge for: give it with --at")
	}
	o.Now = in.Clock.UTC().Truncate(time.Second)
	return "this machine's clock", nil
}

func judgeBundle(in Input) (Outcome, error) {
	b, err := bundle.Decode(in.File)
	if err != nil {
		return Outcome{}, err
	}
	o := bundle.Options{Strict: in.Strict, Artifact: in.Artifact, Roots: in.Roots, Collateral: in.Collateral}
	if o.Policy, err = in.policy(&b.Evidence); err != nil {
		return Outcome{}, err
	}
	if o.At, err = parseTime(in.At); err != nil {
		return Outcome{}, err
	}
	if o.Block, err = optionalDigest("block", in.Block); err != nil {
		return Outcome{}, err
	}
	v, err := bundle.Verify(in.File, o)
	if err != nil {
		return Outcome{}, err
	}
	return in.outcome(v), nil
}

// judgeEvidence judges an enclave's evidence as `hallmark evidence get` saves
// it.
func judgeEvidence(in Input) (Outcome, error) {
	var e hallmark.Evidence
	if err := hallmark.DecodeStrict(in.File, "evidence", &e); err != nil {
		return Outcome{}, err
	}
	var o attestation.Options
	source, err := in.options(&o, &e)
	if err != nil {
		return Outcome{}, err
	}
	in.Collateral.Complete(&e, o.Now)
	v := attestation.Verify(e, o)
	v.AtSource = source
	return in.outcome(v), nil
}

func (in Input) outcome(v verdict.Verdict) Outcome {
	if in.Policy == attestation.SimulationName && in.PolicyFile == nil {
		v.NotProven = append(v.NotProven, "which code the simulated enclave ran: the policy \"simulation\" accepts whatever the evidence says")
	}
	return Outcome{Code: v.Code, single: &v, input: in}
}

// policy finds a policy by name or file.
func (in Input) policy(e *hallmark.Evidence) (attestation.Policy, error) {
	switch {
	case in.PolicyFile != nil:
		return attestation.ParsePolicy(in.PolicyFile)
	case in.Policy == "" || in.Policy == attestation.StrictName:
		return attestation.StrictPolicy(), nil
	case in.Policy == attestation.GPUStrictName:
		return attestation.GPUStrictPolicy(), nil
	case in.Policy == attestation.SimulationName && e != nil:
		return attestation.SimulationPolicyFor(*e), nil
	case in.Policy == attestation.SimulationName:
		return attestation.NewSimulationPolicy(), nil
	}
	return attestation.Policy{}, hallmark.Errorf(hallmark.NotFound, "policy %q is neither a file nor one that is shipped", in.Policy)
}

func optionalDigest(what, s string) (*hallmark.Digest, error) {
	if s == "" {
		return nil, nil
	}
	var d hallmark.Digest
	b, err := hex.DecodeString(strings.TrimPrefix(strings.ToLower(s), "0x"))
	if err != nil || len(b) != len(d) {
		return nil, hallmark.Errorf(hallmark.Invalid, "%s must be 32 bytes in hex", what)
	}
	copy(d[:], b)
	return &d, nil
}

func parseTime(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	if unix, err := strconv.ParseInt(s, 10, 40); err == nil && unix > 0 {
		return time.Unix(unix, 0).UTC(), nil
	}
	at, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return at, hallmark.Errorf(hallmark.Invalid, "time %q is neither RFC 3339 (2026-11-22T12:00:00Z) nor unix seconds", s)
	}
	return at, nil
}
