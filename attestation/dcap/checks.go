package dcap

import "github.com/hallmark-tee/hallmark/attestation/verdict"

// Clauses that the checks rest on.
const (
	refQuote = "Intel TDX DCAP Quoting Library API, A.3"
	refPCK   = "Intel SGX PCK Certificate and CRL Profile Specification"
	refPCS   = "Intel PCS API v4"
	refTCB   = "Intel PCS API v4, TCB evaluation; Intel QVL"
	refTD    = "Intel TDX Module ABI, TD attributes"
)

// The checks, in the order they are made.
var (
	QuoteParse    = verdict.Def{ID: "quote.parse", Class: verdict.Quote, OnFail: verdict.NotGenuine, Ref: refQuote}
	QuoteTrailing = verdict.Def{ID: "quote.trailing", Class: verdict.Quote, OnFail: verdict.NotGenuine, Ref: refQuote}
	QuoteVendor   = verdict.Def{ID: "quote.vendor", Class: verdict.Quote, OnFail: verdict.NotGenuine, Ref: refQuote}

	ChainParse        = verdict.Def{ID: "chain.parse", Class: verdict.Quote, OnFail: verdict.NotGenuine, Ref: refPCK}
	ChainRoot         = verdict.Def{ID: "chain.root", Class: verdict.Quote, OnFail: verdict.NotGenuine, Ref: refPCK + ", 1.1"}
	ChainIntermediate = verdict.Def{ID: "chain.intermediate", Class: verdict.Quote, OnFail: verdict.NotGenuine, Ref: refPCK + ", 1.2"}
	ChainLeaf         = verdict.Def{ID: "chain.leaf", Class: verdict.Quote, OnFail: verdict.NotGenuine, Ref: refPCK + ", 1.3"}
	ChainRole         = verdict.Def{ID: "chain.role", Class: verdict.Quote, OnFail: verdict.NotGenuine, Ref: refPCK + ", 1.3"}
	ChainTime         = verdict.Def{ID: "chain.time", Class: verdict.Quote, OnFail: verdict.NotGenuine, Ref: "RFC 5280, 4.1.2.5"}
	SigQEReport       = verdict.Def{ID: "sig.qe_report", Class: verdict.Quote, OnFail: verdict.NotGenuine, Ref: refQuote}
	BindAK            = verdict.Def{ID: "bind.ak", Class: verdict.Quote, OnFail: verdict.NotGenuine, Ref: refQuote}
	SigQuote          = verdict.Def{ID: "sig.quote", Class: verdict.Quote, OnFail: verdict.NotGenuine, Ref: refQuote}

	CollateralPresent  = verdict.Def{ID: "collateral.present", Class: verdict.Collateral, OnFail: verdict.Incomplete, Ref: refPCS}
	CollateralChain    = verdict.Def{ID: "collateral.chain", Class: verdict.Collateral, OnFail: verdict.NotGenuine, Ref: refPCS}
	CollateralSig      = verdict.Def{ID: "collateral.sig", Class: verdict.Collateral, OnFail: verdict.NotGenuine, Ref: refPCS}
	CollateralType     = verdict.Def{ID: "collateral.type", Class: verdict.Collateral, OnFail: verdict.NotGenuine, Ref: refPCS}
	CollateralTime     = verdict.Def{ID: "collateral.time", Class: verdict.Collateral, OnFail: verdict.Incomplete, Ref: refPCS}
	CollateralFMSPC    = verdict.Def{ID: "collateral.fmspc", Class: verdict.Collateral, OnFail: verdict.NotGenuine, Ref: refPCS}
	CollateralRollback = verdict.Def{ID: "collateral.rollback", Class: verdict.Collateral, OnFail: verdict.Against, Ref: refPCS + ", tcbEvaluationDataNumber"}
	CRLIssuer          = verdict.Def{ID: "crl.issuer", Class: verdict.Collateral, OnFail: verdict.NotGenuine, Ref: refPCK + ", 2"}
	CRLTime            = verdict.Def{ID: "crl.time", Class: verdict.Collateral, OnFail: verdict.Incomplete, Ref: "RFC 5280, 5.1.2.5"}
	CRLRevoked         = verdict.Def{ID: "crl.revoked", Class: verdict.Collateral, OnFail: verdict.NotGenuine, Ref: refPCK + ", 2"}

	TDSeam       = verdict.Def{ID: "td.seam", Class: verdict.TCB, OnFail: verdict.NotGenuine, Ref: refTCB}
	QEIdentified = verdict.Def{ID: "qe.identity", Class: verdict.TCB, OnFail: verdict.NotGenuine, Ref: refTCB}
	TCBPlatform  = verdict.Def{ID: "tcb.platform", Class: verdict.TCB, OnFail: verdict.Against, Ref: refTCB}
	TCBModule    = verdict.Def{ID: "tcb.module", Class: verdict.TCB, OnFail: verdict.Against, Ref: refTCB}
	TCBQE        = verdict.Def{ID: "tcb.qe", Class: verdict.TCB, OnFail: verdict.Against, Ref: refTCB}
	TCBStatus    = verdict.Def{ID: "tcb.status", Class: verdict.TCB, OnFail: verdict.Against, Ref: refTCB}
	TDDebug      = verdict.Def{ID: "td.debug", Class: verdict.TCB, OnFail: verdict.Against, Ref: refTD}
	TDAttributes = verdict.Def{ID: "td.attributes", Class: verdict.TCB, OnFail: verdict.Against, Ref: refTD}
)

var (
	onKeys       = []verdict.Def{ChainRoot, ChainIntermediate, ChainLeaf, ChainRole, ChainTime, SigQEReport}
	onType       = []verdict.Def{CollateralFMSPC, TCBPlatform, TDSeam, TCBModule, QEIdentified, TCBQE, TCBStatus}
	onStatements = append([]verdict.Def{CollateralTime, CollateralRollback, CollateralType}, onType...)
	onCollateral = append([]verdict.Def{CollateralChain, CRLIssuer, CRLTime, CRLRevoked, CollateralSig}, onStatements...)
)

// Checks are all of the above, for policies and documentation.
func Checks() []verdict.Def {
	all := []verdict.Def{QuoteParse, QuoteTrailing, QuoteVendor, ChainParse}
	all = append(all, onKeys...)
	all = append(all, BindAK, SigQuote, CollateralPresent)
	all = append(all, onCollateral...)
	return append(all, TDDebug, TDAttributes)
}
