package attestation

import (
	"slices"

	"github.com/hallmark-tee/hallmark/attestation/dcap"
	"github.com/hallmark-tee/hallmark/attestation/eventlog"
	"github.com/hallmark-tee/hallmark/attestation/nvidia"
	"github.com/hallmark-tee/hallmark/attestation/verdict"
)

const (
	refFormats    = "docs/formats.md"
	refReportData = refFormats + ", report_data"
	refPolicy     = refFormats + ", policy"
	refMeasure    = refFormats + ", measurement"
)

// The checks beyond package dcap's.
var (
	EvidenceKind    = verdict.Def{ID: "evidence.kind", Class: verdict.Binding, OnFail: verdict.NotGenuine, Ref: refFormats + ", evidence"}
	RuntimeDecode   = verdict.Def{ID: "runtime.decode", Class: verdict.Binding, OnFail: verdict.NotGenuine, Ref: refReportData}
	ReportDataZero  = verdict.Def{ID: "report_data.zero", Class: verdict.Binding, OnFail: verdict.NotGenuine, Ref: refReportData}
	ReportDataForm  = verdict.Def{ID: "report_data.version", Class: verdict.Binding, OnFail: verdict.NotGenuine, Ref: refReportData}
	ReportDataBind  = verdict.Def{ID: "report_data.bind", Class: verdict.Binding, OnFail: verdict.NotGenuine, Ref: refReportData}
	ReportSigner    = verdict.Def{ID: "report_data.signer", Class: verdict.Binding, OnFail: verdict.NotGenuine, Ref: refReportData}
	ReportBlock     = verdict.Def{ID: "report_data.block", Class: verdict.Binding, OnFail: verdict.NotGenuine, Ref: refReportData}
	MeasureManifest = verdict.Def{ID: "measure.manifest", Class: verdict.Binding, OnFail: verdict.NotGenuine, Ref: refMeasure}
	EventReplay     = eventlog.Replayed
	NonceMatches    = verdict.Def{ID: "nonce", Class: verdict.Binding, OnFail: verdict.Against, Ref: refReportData}
	TLSKey          = verdict.Def{ID: "tls.key", Class: verdict.Binding, OnFail: verdict.Against, Ref: refReportData + "; RFC 7469, 2.4"}

	PolicyNamed     = verdict.Def{ID: "policy.id", Class: verdict.Policy, OnFail: verdict.Against, Ref: refPolicy}
	PolicyKind      = verdict.Def{ID: "policy.kind", Class: verdict.Policy, OnFail: verdict.Against, Ref: refPolicy}
	PolicyMeasured  = verdict.Def{ID: "policy.measurement", Class: verdict.Policy, OnFail: verdict.Against, Ref: refPolicy}
	PolicyPlatform  = verdict.Def{ID: "policy.platform", Class: verdict.Policy, OnFail: verdict.Against, Ref: refPolicy + "; PCK profile, PPID"}
	PolicyFreshness = verdict.Def{ID: "policy.freshness", Class: verdict.Policy, OnFail: verdict.Against, Ref: refPolicy, Waivable: true}

	MeasureMRTD       = measure("measure.mrtd")
	MeasureRTMR       = measure("measure.rtmr")
	MeasureMRSEAM     = measure("measure.mrseam")
	MeasureConfig     = measure("measure.mrconfigid")
	MeasureAttributes = measure("measure.attributes")
	MeasureXFAM       = measure("measure.xfam")
	MeasureEnclave    = measure("measure.mrenclave")
	MeasureSigner     = measure("measure.mrsigner")
)

func measure(id string) verdict.Def {
	return verdict.Def{ID: id, Class: verdict.Policy, OnFail: verdict.Against, Ref: refMeasure}
}

// optional is a check that need not be made where the verifier brings nothing
// to compare with, unless the policy enforces it.
func optional(d verdict.Def) verdict.Def {
	d.Optional = true
	return d
}

var (
	onReportData = []verdict.Def{ReportDataForm, ReportDataBind, ReportSigner, ReportBlock}
	onQuote      = slices.Concat([]verdict.Def{ReportDataZero}, onReportData, []verdict.Def{MeasureManifest, EventReplay, PolicyKind, PolicyMeasured})
)

// Checks are all checks of this package, of package dcap and of package nvidia.
func Checks() []verdict.Def {
	return slices.Concat(dcap.Checks(), nvidia.Checks(), []verdict.Def{EvidenceKind, RuntimeDecode}, onQuote, []verdict.Def{
		NonceMatches, TLSKey, PolicyNamed, PolicyPlatform, PolicyGPU, PolicyFreshness, MeasureMRTD, MeasureRTMR, MeasureMRSEAM,
		MeasureConfig, MeasureAttributes, MeasureXFAM, MeasureEnclave, MeasureSigner,
	})
}
