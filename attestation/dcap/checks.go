package dcap

import (
	"slices"

	"github.com/hallmark-tee/hallmark/attestation/verdict"
)

// Clauses that the checks rest on.
const (
	refQuote   = "Intel TDX DCAP Quoting Library API, appendix A; SGX ECDSA Quote Library Reference, appendix A"
	refPCK     = "Intel SGX PCK Certificate and CRL Profile Specification"
	refPCS     = "Intel PCS API v4"
	refTCB     = "Intel PCS API v4, TCB evaluation; Intel QVL"
	refTD      = "Intel TDX Module ABI, TD attributes"
	refSGX     = "Intel SDM volume 3D, ATTRIBUTES"
	refService = "Intel TDX Module ABI, TDREPORT 1.5, MRSERVICETD"
)

func def(id string, class verdict.Class, onFail verdict.Code, ref string) verdict.Def {
	return verdict.Def{ID: id, Class: class, OnFail: onFail, Ref: ref}
}

// waivable is a check that a policy may allow to be missed. Of the checks here
// that is only the presence of revocation lists: recorded evidence often comes
// without them. What a list says is never waived.
func waivable(d verdict.Def) verdict.Def {
	d.Waivable = true
	return d
}

// The checks, in the order they are made.
var (
	QuoteParse    = def("quote.parse", verdict.Quote, verdict.NotGenuine, refQuote)
	QuoteTrailing = def("quote.trailing", verdict.Quote, verdict.NotGenuine, refQuote)
	QuoteVendor   = def("quote.vendor", verdict.Quote, verdict.NotGenuine, refQuote)

	ChainParse        = def("chain.parse", verdict.Quote, verdict.NotGenuine, refPCK)
	ChainRoot         = def("chain.root", verdict.Quote, verdict.NotGenuine, refPCK+", 1.1")
	ChainIntermediate = def("chain.intermediate", verdict.Quote, verdict.NotGenuine, refPCK+", 1.2")
	ChainLeaf         = def("chain.leaf", verdict.Quote, verdict.NotGenuine, refPCK+", 1.3")
	ChainRole         = def("chain.role", verdict.Quote, verdict.NotGenuine, refPCK+", 1.3")
	ChainTime         = def("chain.time", verdict.Quote, verdict.NotGenuine, "RFC 5280, 4.1.2.5")
	SigQEReport       = def("sig.qe_report", verdict.Quote, verdict.NotGenuine, refQuote)
	BindAK            = def("bind.ak", verdict.Quote, verdict.NotGenuine, refQuote)
	SigQuote          = def("sig.quote", verdict.Quote, verdict.NotGenuine, refQuote)

	CollateralPresent  = def("collateral.present", verdict.Collateral, verdict.Incomplete, refPCS)
	CollateralChain    = def("collateral.chain", verdict.Collateral, verdict.NotGenuine, refPCS)
	CollateralSig      = def("collateral.sig", verdict.Collateral, verdict.NotGenuine, refPCS)
	CollateralType     = def("collateral.type", verdict.Collateral, verdict.NotGenuine, refPCS)
	CollateralFuture   = def("collateral.future", verdict.Collateral, verdict.Incomplete, refPCS+", issueDate")
	CollateralExpired  = def("collateral.expired", verdict.Collateral, verdict.Incomplete, refPCS+", nextUpdate")
	CollateralFMSPC    = def("collateral.fmspc", verdict.Collateral, verdict.NotGenuine, refPCS)
	CollateralRollback = def("collateral.rollback", verdict.Collateral, verdict.Against, refPCS+", tcbEvaluationDataNumber")
	CRLPresent         = waivable(def("crl.present", verdict.Collateral, verdict.Incomplete, refPCK+", 2"))
	CRLConfusion       = def("crl.confusion", verdict.Collateral, verdict.NotGenuine, refPCK+", 2; RFC 5280, 6.3.3")
	CRLFuture          = def("crl.future", verdict.Collateral, verdict.Incomplete, "RFC 5280, 5.1.2.4")
	CRLExpired         = def("crl.expired", verdict.Collateral, verdict.Incomplete, "RFC 5280, 5.1.2.5")
	CRLPCKRevoked      = def("crl.pck_revoked", verdict.Collateral, verdict.NotGenuine, refPCK+", 2")
	CRLCARevoked       = def("crl.ca_revoked", verdict.Collateral, verdict.NotGenuine, refPCK+", 2")

	TDSeam       = def("td.seam", verdict.TCB, verdict.NotGenuine, refTCB)
	QEIdentified = def("qe.identity", verdict.TCB, verdict.NotGenuine, refTCB)
	TCBNoLevel   = def("tcb.no_level", verdict.TCB, verdict.Against, refTCB)
	TCBPlatform  = def("tcb.platform_out_of_date", verdict.TCB, verdict.Against, refTCB)
	TCBModule    = def("tcb.module_out_of_date", verdict.TCB, verdict.Against, refTCB)
	TCBQE        = def("tcb.qe_out_of_date", verdict.TCB, verdict.Against, refTCB)
	TCBStatus    = def("tcb.status_policy", verdict.TCB, verdict.Against, refTCB)
	TCBAdvisory  = def("tcb.advisories", verdict.TCB, verdict.Against, refPCS+", advisoryIDs")

	TDDebug       = def("td.debug", verdict.TCB, verdict.Against, refTD)
	TDAttributes  = def("td.attributes", verdict.TCB, verdict.Against, refTD)
	TDService     = def("td.service_td", verdict.TCB, verdict.Against, refService)
	SGXDebug      = def("sgx.debug", verdict.TCB, verdict.Against, refSGX)
	SGXAttributes = def("sgx.attributes", verdict.TCB, verdict.Against, refSGX)
)

var (
	onKeys       = []verdict.Def{ChainRoot, ChainIntermediate, ChainLeaf, ChainRole, ChainTime, SigQEReport}
	onCRLs       = []verdict.Def{CRLConfusion, CRLFuture, CRLExpired, CRLPCKRevoked, CRLCARevoked}
	onLevels     = []verdict.Def{TCBPlatform, TCBModule, TCBQE, TCBStatus, TCBAdvisory}
	onType       = slices.Concat([]verdict.Def{CollateralFMSPC, TDSeam, QEIdentified, TCBNoLevel}, onLevels)
	onStatements = slices.Concat([]verdict.Def{CollateralFuture, CollateralExpired, CollateralRollback, CollateralType}, onType)
	onCollateral = slices.Concat([]verdict.Def{CollateralChain, CRLPresent}, onCRLs, []verdict.Def{CollateralSig}, onStatements)
)

// Checks are all of the above, for policies and documentation.
func Checks() []verdict.Def {
	return slices.Concat(
		[]verdict.Def{QuoteParse, QuoteTrailing, QuoteVendor, ChainParse}, onKeys,
		[]verdict.Def{BindAK, SigQuote, CollateralPresent}, onCollateral,
		[]verdict.Def{TDDebug, TDAttributes, TDService, SGXDebug, SGXAttributes})
}

// without leaves out the checks that only the other kind of quote has.
func without(sgx bool, defs []verdict.Def) []verdict.Def {
	other := []verdict.Def{SGXDebug, SGXAttributes}
	if sgx {
		other = []verdict.Def{TDSeam, TCBModule, TDDebug, TDAttributes, TDService}
	}
	return slices.DeleteFunc(slices.Clone(defs), func(d verdict.Def) bool {
		return slices.ContainsFunc(other, func(o verdict.Def) bool { return o.ID == d.ID })
	})
}
