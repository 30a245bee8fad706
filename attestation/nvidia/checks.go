package nvidia

import "github.com/hallmark-tee/hallmark/attestation/verdict"

// Clauses that the checks rest on.
const (
	refSPDM   = "DMTF DSP0274 1.1, GET_MEASUREMENTS"
	refDevice = "NVIDIA device identity certificates; TCG DICE Certificate Profiles"
	refBind   = "docs/formats.md, GPU evidence"
	refPolicy = "docs/formats.md, policy"
	refRIM    = "NVIDIA RIM (ISO/IEC 19770-2, TCG RIM Information Model)"
	refXML    = "W3C XML Signature 1.1; Canonical XML 1.1"
	refOCSP   = "RFC 6960"
	refNRAS   = "NVIDIA Remote Attestation Service; RFC 7515, RFC 9711"
)

// The checks, in the order they are made. Those of reference values,
// revocation and the remote service are optional: a policy that wants them
// enforces the ".present" one.
var (
	GPUPresent   = verdict.Def{ID: "gpu.present", Class: verdict.GPU, OnFail: verdict.Incomplete, Ref: refBind, Optional: true}
	GPUParse     = verdict.Def{ID: "gpu.parse", Class: verdict.GPU, OnFail: verdict.NotGenuine, Ref: refSPDM}
	GPUChain     = verdict.Def{ID: "gpu.chain", Class: verdict.GPU, OnFail: verdict.NotGenuine, Ref: refDevice}
	GPUTime      = verdict.Def{ID: "gpu.time", Class: verdict.GPU, OnFail: verdict.NotGenuine, Ref: "RFC 5280, 4.1.2.5"}
	GPUSig       = verdict.Def{ID: "gpu.sig", Class: verdict.GPU, OnFail: verdict.NotGenuine, Ref: refSPDM}
	GPUFirmware  = verdict.Def{ID: "gpu.fwid", Class: verdict.GPU, OnFail: verdict.NotGenuine, Ref: refDevice}
	GPUModel     = verdict.Def{ID: "gpu.model", Class: verdict.GPU, OnFail: verdict.Against, Ref: refPolicy}
	GPUDuplicate = verdict.Def{ID: "gpu.duplicate", Class: verdict.GPU, OnFail: verdict.NotGenuine, Ref: refDevice}
	GPUCount     = verdict.Def{ID: "gpu.count", Class: verdict.GPU, OnFail: verdict.Against, Ref: refPolicy}
	GPUTopology  = verdict.Def{ID: "gpu.topology", Class: verdict.GPU, OnFail: verdict.NotGenuine, Ref: "NVIDIA protected PCIe, topology", Optional: true}
	GPUDriver    = verdict.Def{ID: "gpu.driver", Class: verdict.GPU, OnFail: verdict.Against, Ref: refPolicy}
	GPUVBIOS     = verdict.Def{ID: "gpu.vbios", Class: verdict.GPU, OnFail: verdict.Against, Ref: refPolicy}
	GPUNonce     = verdict.Def{ID: "gpu.nonce", Class: verdict.GPU, OnFail: verdict.Against, Ref: refBind, Optional: true}
	GPUSplice    = verdict.Def{ID: "gpu.splice", Class: verdict.GPU, OnFail: verdict.NotGenuine, Ref: refBind, Optional: true}
	GPUBinding   = verdict.Def{ID: "gpu.binding", Class: verdict.GPU, OnFail: verdict.NotGenuine, Ref: refBind, Optional: true}

	RIMPresent     = verdict.Def{ID: "rim.present", Class: verdict.GPU, OnFail: verdict.Incomplete, Ref: refRIM, Optional: true}
	RIMParse       = verdict.Def{ID: "rim.parse", Class: verdict.GPU, OnFail: verdict.NotGenuine, Ref: refXML, Optional: true}
	RIMChain       = verdict.Def{ID: "rim.chain", Class: verdict.GPU, OnFail: verdict.NotGenuine, Ref: refRIM, Optional: true}
	RIMExpired     = verdict.Def{ID: "rim.expired", Class: verdict.GPU, OnFail: verdict.Incomplete, Ref: "RFC 5280, 4.1.2.5", Optional: true}
	RIMDigest      = verdict.Def{ID: "rim.digest", Class: verdict.GPU, OnFail: verdict.NotGenuine, Ref: refXML, Optional: true}
	RIMSig         = verdict.Def{ID: "rim.sig", Class: verdict.GPU, OnFail: verdict.NotGenuine, Ref: refXML, Optional: true}
	RIMVersion     = verdict.Def{ID: "rim.version", Class: verdict.GPU, OnFail: verdict.Incomplete, Ref: refRIM, Optional: true}
	RIMConflict    = verdict.Def{ID: "rim.conflict", Class: verdict.GPU, OnFail: verdict.NotGenuine, Ref: refRIM, Optional: true}
	RIMMeasurement = verdict.Def{ID: "rim.measurement", Class: verdict.GPU, OnFail: verdict.NotGenuine, Ref: refRIM, Optional: true}

	OCSPPresent = verdict.Def{ID: "ocsp.present", Class: verdict.GPU, OnFail: verdict.Incomplete, Ref: refOCSP, Optional: true}
	OCSPSig     = verdict.Def{ID: "ocsp.sig", Class: verdict.GPU, OnFail: verdict.NotGenuine, Ref: refOCSP + ", 4.2.2.2", Optional: true}
	OCSPTime    = verdict.Def{ID: "ocsp.time", Class: verdict.GPU, OnFail: verdict.Incomplete, Ref: refOCSP + ", 4.2.2.1", Optional: true}
	OCSPStatus  = verdict.Def{ID: "ocsp.status", Class: verdict.GPU, OnFail: verdict.NotGenuine, Ref: refOCSP + ", 2.2", Optional: true}
	OCSPHold    = verdict.Def{ID: "ocsp.hold", Class: verdict.GPU, OnFail: verdict.Against, Ref: "RFC 5280, 5.3.1, certificateHold", Optional: true, Waivable: true}

	NRASPresent = verdict.Def{ID: "nras.present", Class: verdict.GPU, OnFail: verdict.Incomplete, Ref: refNRAS, Optional: true}
	NRASParse   = verdict.Def{ID: "nras.parse", Class: verdict.GPU, OnFail: verdict.NotGenuine, Ref: refNRAS}
	NRASAlg     = verdict.Def{ID: "nras.alg", Class: verdict.GPU, OnFail: verdict.NotGenuine, Ref: refNRAS}
	NRASKid     = verdict.Def{ID: "nras.kid", Class: verdict.GPU, OnFail: verdict.Incomplete, Ref: refNRAS}
	NRASChain   = verdict.Def{ID: "nras.chain", Class: verdict.GPU, OnFail: verdict.NotGenuine, Ref: refNRAS}
	NRASSig     = verdict.Def{ID: "nras.sig", Class: verdict.GPU, OnFail: verdict.NotGenuine, Ref: refNRAS}
	NRASIss     = verdict.Def{ID: "nras.iss", Class: verdict.GPU, OnFail: verdict.NotGenuine, Ref: refNRAS}
	NRASExp     = verdict.Def{ID: "nras.exp", Class: verdict.GPU, OnFail: verdict.Incomplete, Ref: refNRAS}
	NRASSubmod  = verdict.Def{ID: "nras.submod", Class: verdict.GPU, OnFail: verdict.NotGenuine, Ref: refNRAS}
	NRASNonce   = verdict.Def{ID: "nras.nonce", Class: verdict.GPU, OnFail: verdict.Against, Ref: refNRAS, Optional: true}
	NRASDevice  = verdict.Def{ID: "nras.device", Class: verdict.GPU, OnFail: verdict.NotGenuine, Ref: refNRAS, Optional: true}
	NRASResult  = verdict.Def{ID: "nras.result", Class: verdict.GPU, OnFail: verdict.Against, Ref: refNRAS}
)

var (
	onReports = []verdict.Def{GPUChain, GPUTime, GPUSig, GPUFirmware, GPUModel, GPUDuplicate, GPUCount, GPUTopology, GPUDriver, GPUVBIOS, GPUNonce, GPUSplice}
	onRIMs    = []verdict.Def{RIMParse, RIMChain, RIMExpired, RIMDigest, RIMSig, RIMVersion, RIMConflict, RIMMeasurement}
	onValues  = []verdict.Def{RIMVersion, RIMConflict, RIMMeasurement}
	onOCSP    = []verdict.Def{OCSPSig, OCSPTime, OCSPStatus, OCSPHold}
	onNRAS    = []verdict.Def{NRASAlg, NRASKid, NRASChain, NRASSig, NRASIss, NRASExp, NRASSubmod, NRASNonce, NRASDevice, NRASResult}
)

// Checks are all of the above, for policies and documentation.
func Checks() []verdict.Def {
	all := []verdict.Def{GPUPresent, GPUBinding, GPUParse}
	all = append(all, onReports...)
	all = append(append(all, RIMPresent), onRIMs...)
	all = append(append(all, OCSPPresent), onOCSP...)
	return append(append(all, NRASPresent, NRASParse), onNRAS...)
}
