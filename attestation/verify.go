package attestation

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"slices"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/dcap"
	"github.com/hallmark-tee/hallmark/attestation/verdict"
	"github.com/hallmark-tee/hallmark/envelope"
)

// Verdict is the answer; see package verdict.
type Verdict = verdict.Verdict

const refFormats = "docs/formats.md"

// The checks beyond package dcap's.
var (
	EvidenceKind    = verdict.Def{ID: "evidence.kind", Class: verdict.Binding, OnFail: verdict.NotGenuine, Ref: refFormats + ", evidence"}
	RuntimeDecode   = verdict.Def{ID: "runtime.decode", Class: verdict.Binding, OnFail: verdict.NotGenuine, Ref: refFormats + ", report_data"}
	ReportDataForm  = verdict.Def{ID: "report_data.version", Class: verdict.Binding, OnFail: verdict.NotGenuine, Ref: refFormats + ", report_data"}
	ReportDataBind  = verdict.Def{ID: "report_data.bind", Class: verdict.Binding, OnFail: verdict.NotGenuine, Ref: refFormats + ", report_data"}
	ReportSigner    = verdict.Def{ID: "report_data.signer", Class: verdict.Binding, OnFail: verdict.NotGenuine, Ref: refFormats + ", report_data"}
	ReportBlock     = verdict.Def{ID: "report_data.block", Class: verdict.Binding, OnFail: verdict.NotGenuine, Ref: refFormats + ", report_data"}
	MeasureManifest = verdict.Def{ID: "measure.manifest", Class: verdict.Binding, OnFail: verdict.NotGenuine, Ref: refFormats + ", measurement"}
	EventReplay     = verdict.Def{ID: "eventlog.replay", Class: verdict.Binding, OnFail: verdict.NotGenuine, Ref: "Intel TDX Module, TDG.MR.RTMR.EXTEND; dstack event digest"}
	NonceMatches    = verdict.Def{ID: "nonce", Class: verdict.Binding, OnFail: verdict.Against, Ref: refFormats + ", report_data"}

	PolicyKind      = verdict.Def{ID: "policy.kind", Class: verdict.Policy, OnFail: verdict.Against, Ref: refFormats + ", policy"}
	PolicyMeasured  = verdict.Def{ID: "policy.measurement", Class: verdict.Policy, OnFail: verdict.Against, Ref: refFormats + ", policy"}
	PolicyFreshness = verdict.Def{ID: "policy.freshness", Class: verdict.Policy, OnFail: verdict.Against, Ref: refFormats + ", policy", Waivable: true}
)

var onQuote = []verdict.Def{ReportDataForm, ReportDataBind, ReportSigner, ReportBlock, MeasureManifest, EventReplay, PolicyKind, PolicyMeasured}

// Checks are all checks of this package and of package dcap.
func Checks() []verdict.Def {
	return append(append(append(dcap.Checks(), EvidenceKind, RuntimeDecode), onQuote...), NonceMatches, PolicyFreshness)
}

// Options are what the verifier brings besides the evidence.
type Options struct {
	Policy     Policy
	Now        time.Time        // judged for: chain time, or the caller's clock
	Roots      []dcap.Root      // pinned hardware roots; nil: Intel's
	Challenge  *hallmark.Digest // the nonce that the verifier sent, if it did
	AttestedAt time.Time        // when the chain accepted the quote or made the block it names; zero: not known
	Strict     bool             // no check may be skipped
}

// NotProven are the things that no evidence of this kind can show.
func NotProven() []string {
	return []string{
		"that storage still serves the artifact",
		"that CPU and GPU, where there is one, share a host",
		"that nobody attacked the hardware physically (TEE.fail, Battering RAM, WireTap)",
	}
}

// Report is what the evidence says of itself, for a caller that goes on
// checking; it is believed only as far as the checks passed.
type Report struct {
	Runtime     hallmark.RuntimeData
	Measurement hallmark.Digest
	Simulated   bool
	Identity    verdict.Identity
	Appraisal   verdict.Appraisal
}

// Verify judges evidence alone. It is deterministic and never fails: whatever
// is wrong is a check that did not pass.
func Verify(e hallmark.Evidence, o Options) Verdict {
	var s verdict.Sheet
	r := Examine(e, o, &s)
	v := Conclude(&s, o, r)
	v.Input = envelope.EvidenceDigest(e.Quote, e.RuntimeData)
	v.NotProven = NotProven()
	return v
}

// Conclude turns a sheet into a verdict.
func Conclude(s *verdict.Sheet, o Options, r Report) Verdict {
	v := Verdict{
		Version: verdict.Version, At: o.Now.UTC().Truncate(time.Second), Simulated: r.Simulated,
		Identity: r.Identity, Appraisal: r.Appraisal,
	}
	v.Policy.Name = o.Policy.Name
	if id, err := o.Policy.ID(); err == nil {
		v.Policy.ID = id
	}
	v.Checks, v.Code = s.Conclude(verdict.Rules{Allow: o.Policy.Allow, Enforce: o.Policy.Enforce, Strict: o.Strict}, r.Simulated)
	v.Overall = v.Code.String()
	return v
}

// Examine makes every check on evidence and records them on the sheet.
func Examine(e hallmark.Evidence, o Options, s *verdict.Sheet) Report {
	roots := o.Roots
	if roots == nil {
		roots = []dcap.Root{dcap.Intel()}
	}
	res := dcap.Verify(e.Quote, e.Endorsements, dcap.Options{
		Now: o.Now, Roots: roots, MinEvaluation: o.Policy.TCB.MinEvaluation, Accept: o.Policy.TCB.Accept, Debug: o.Policy.Debug,
	}, s)
	x := examination{Sheet: s, e: e, o: o, Report: Report{Simulated: res.Root.Simulated || e.Kind == hallmark.KindSim}}
	runtimeErr := x.runtime()
	if res.Quote == nil {
		s.Block(dcap.QuoteParse, EvidenceKind)
		s.Block(dcap.QuoteParse, onQuote...)
	} else {
		x.bindings(res.Quote.TD, runtimeErr)
		x.platform(res)
	}
	x.freshness()
	x.Identity.Signer, x.Identity.Recipient = x.Runtime.Signer, x.Runtime.Recipient
	x.Identity.Evidence = envelope.EvidenceDigest(e.Quote, e.RuntimeData)
	return x.Report
}

type examination struct {
	*verdict.Sheet
	Report
	e hallmark.Evidence
	o Options
}

func (x *examination) runtime() error {
	err := envelope.DecodeCanonical(x.e.RuntimeData, "runtime data", &x.Runtime)
	if err == nil && x.Runtime.Version != hallmark.RuntimeVersion {
		err = hallmark.Errorf(hallmark.Unsupported, "runtime data: format %q is not known, want %q", x.Runtime.Version, hallmark.RuntimeVersion)
	}
	x.Judge(RuntimeDecode, err, "canonical, %s", hallmark.RuntimeVersion)
	return err
}

// bindings checks that the quote vouches for runtime data, manifest and event
// log.
func (x *examination) bindings(td dcap.TDReport, runtimeErr error) {
	if runtimeErr != nil {
		x.Block(RuntimeDecode, ReportDataForm, ReportDataBind, ReportSigner, ReportBlock)
	} else {
		x.reportData(td.ReportData)
		x.nonce()
	}
	x.Judge(MeasureManifest, x.manifest(td, runtimeErr == nil), "MRCONFIGID is the manifest's")
	replayed, err := Replay(x.e.Events)
	if err == nil && replayed != td.RTMR[runtimeRegister] {
		err = hallmark.Errorf(hallmark.NotGenuine, "the event log replays to %x.., RTMR3 is %x..; an event was altered, dropped, added or moved", replayed[:8], td.RTMR[runtimeRegister][:8])
	}
	x.Judge(EventReplay, err, "%d events replay to RTMR3", len(x.e.Events))
}

func (x *examination) reportData(data [64]byte) {
	r := x.Runtime
	version, block := binary.BigEndian.Uint32(data[52:56]), binary.BigEndian.Uint64(data[56:])
	if version != ReportDataVersion {
		x.Fail(ReportDataForm, "report_data says version %d, want %d; it was not made by a Hallmark enclave", version, ReportDataVersion)
	} else {
		x.Pass(ReportDataForm, "hallmark v1")
	}
	bind := Bind(r.ChainID, r.Registry, r.BlockHash, x.e.RuntimeData)
	x.Require(ReportDataBind, bytes.Equal(bind[:], data[20:52]), "the quote binds this runtime data", "the quote binds other runtime data, chain, registry or block")
	x.Require(ReportSigner, bytes.Equal(r.Signer[:], data[:20]) && !r.Signer.IsZero(), "the quote names the signer "+r.Signer.String(), "the quote names the signer 0x"+hex.EncodeToString(data[:20])+", the runtime data another or none")
	x.Require(ReportBlock, block == r.Block, "made after the block that it names", "the quote names another block than the runtime data")
}

func (x *examination) nonce() {
	switch {
	case x.o.Challenge == nil: // nothing was asked, so there is nothing to compare
	case x.Runtime.Nonce != *x.o.Challenge:
		x.Fail(NonceMatches, "the evidence answers another nonce than the one sent")
	default:
		x.Pass(NonceMatches, "answers the nonce sent")
	}
}

// manifest checks that the app manifest is well-formed, measured, and the one
// that the runtime data names.
func (x *examination) manifest(td dcap.TDReport, runtime bool) error {
	var m hallmark.Manifest
	if err := envelope.DecodeCanonical(x.e.Manifest, "manifest", &m); err != nil {
		return err
	}
	if m.Version != ManifestVersion {
		return hallmark.Errorf(hallmark.Unsupported, "manifest: format %q is not known, want %q", m.Version, ManifestVersion)
	}
	if td.MRCONFIGID != ConfigID(x.e.Manifest) {
		return hallmark.Errorf(hallmark.NotGenuine, "MRCONFIGID is not 0x01 and the manifest's digest: the TD was started with another manifest")
	}
	if runtime && x.Runtime.Manifest != hallmark.Digest(sha256.Sum256(x.e.Manifest)) {
		return hallmark.Errorf(hallmark.NotGenuine, "the runtime data names another manifest")
	}
	return nil
}

// ManifestVersion names the app manifest's format.
const ManifestVersion = "manifest/1"

// platform checks kind and measurement against the policy; the kind follows
// from the root alone.
func (x *examination) platform(res dcap.Result) {
	if res.Root.Name == "" {
		x.Block(dcap.ChainRoot, EvidenceKind, PolicyKind, PolicyMeasured)
		return
	}
	kind := TDX
	if res.Root.Simulated {
		kind = SimTDX
	}
	x.Measurement = Measurement(kind, res.Quote.TD)
	id := PlatformID(res.PlatformKey)
	x.Identity = verdict.Identity{
		Kind: kind.String(), Root: res.Root.Name, Measurement: x.Measurement,
		Platform: "0x" + hex.EncodeToString(id[:]), FMSPC: hex.EncodeToString(res.PCK.FMSPC[:]),
	}
	a := res.Appraisal
	x.Appraisal = verdict.Appraisal{
		Platform: string(a.Platform.Status), Module: string(a.Module.Status), QE: string(a.QE.Status),
		Converged: string(a.Converged), Advisories: a.Advisories, Evaluation: a.Evaluation,
	}
	x.Require(EvidenceKind, x.e.Version == hallmark.EvidenceVersion && x.e.Kind == kind.String(), "claims "+kind.String()+", and is", "it claims to be "+hallmark.EvidenceVersion+" of another kind than its root's, "+kind.String())
	x.Require(PolicyKind, slices.Contains(x.o.Policy.Kinds, kind.String()), kind.String()+" is accepted", "kind "+kind.String()+" is not accepted by this policy")
	x.Require(PolicyMeasured, slices.Contains(x.o.Policy.Measurements, x.Measurement), x.Measurement.String(),
		"the policy does not list "+x.Measurement.String()+"; list it once you have reproduced that build")
}

// freshness passes for evidence that answers the verifier's nonce, or that the
// chain saw at most maxAge ago.
func (x *examination) freshness() {
	at, maxAge := x.o.AttestedAt, time.Duration(x.o.Policy.MaxAge)*time.Second
	switch {
	case x.Passed(NonceMatches):
		x.Pass(PolicyFreshness, "made for this verification")
	case at.IsZero():
		x.Skip(PolicyFreshness, "it is not known when the quote was made: send a nonce, or give the time of its block")
	case x.o.Now.Before(at):
		x.Fail(PolicyFreshness, "attested at %s, after the time judged for", at.UTC().Format(time.RFC3339))
	case x.o.Now.Sub(at) > maxAge:
		x.Fail(PolicyFreshness, "attested %s ago, the policy accepts %s", x.o.Now.Sub(at).Truncate(time.Second), maxAge)
	default:
		x.Pass(PolicyFreshness, "attested %s before, the policy accepts %s", x.o.Now.Sub(at).Truncate(time.Second), maxAge)
	}
}
