package bundle

import "github.com/hallmark-tee/hallmark/attestation/verdict"

const (
	refOrder   = "docs/formats.md, order; EIP-712"
	refResult  = "docs/formats.md, settlement and receipt"
	refInvoice = "docs/formats.md, invoice"
	refChain   = "Ethereum Yellow Paper, 4.3 and D; contracts/src"
	refStorage = "0G Storage file root"
)

func def(id string, class verdict.Class, ref string) verdict.Def {
	return verdict.Def{ID: id, Class: class, OnFail: verdict.Mismatch, Ref: ref}
}

// The checks of a bundle beyond those of its evidence.
var (
	PolicyOrder = verdict.Def{ID: "policy.order", Class: verdict.Policy, OnFail: verdict.Against, Ref: "docs/formats.md, policy", Informs: true}

	OrderFields    = def("order.fields", verdict.Order, refOrder)
	OrderConfig    = def("order.config", verdict.Order, refOrder)
	OrderSplit     = def("order.split", verdict.Order, refOrder)
	OrderRecipient = def("order.recipient", verdict.Order, refOrder)
	OrderProof     = def("order.proof", verdict.Order, refOrder)
	OrderSignature = def("order.signature", verdict.Order, refOrder)

	SettlementJob       = def("settlement.job", verdict.Result, refResult)
	SettlementSignature = def("settlement.signature", verdict.Result, refResult)
	SettlementAttested  = def("settlement.attested", verdict.Result, refResult)
	SettlementFee       = def("settlement.fee", verdict.Result, refResult)
	SettlementKey       = def("settlement.key", verdict.Result, refResult)
	ReceiptDigest       = def("receipt.digest", verdict.Result, refResult)
	ReceiptSignature    = def("receipt.signature", verdict.Result, refResult)
	ReceiptFields       = def("receipt.fields", verdict.Result, refResult)
	ReceiptEvidence     = def("receipt.evidence", verdict.Result, refResult)
	TranscriptHeader    = def("transcript.header", verdict.Result, refResult)
	TranscriptFields    = def("transcript.fields", verdict.Result, refResult)
	TranscriptReplay    = def("transcript.replay", verdict.Result, refResult)
	InvoiceDigest       = def("invoice.digest", verdict.Result, refInvoice)
	InvoiceRecomputed   = def("invoice.recomputed", verdict.Result, refInvoice)

	StorageRoots = def("storage.roots", verdict.Artifact, refStorage)
	ArtifactFile = verdict.Def{ID: "artifact.digest", Class: verdict.Artifact, OnFail: verdict.Mismatch, Ref: refResult, Optional: true}
	ArtifactRoot = verdict.Def{ID: "artifact.root", Class: verdict.Artifact, OnFail: verdict.Mismatch, Ref: refStorage, Optional: true}

	ChainRegister   = def("chain.register", verdict.Chain, refChain)
	ChainOpen       = def("chain.open", verdict.Chain, refChain)
	ChainSettle     = def("chain.settle", verdict.Chain, refChain)
	ChainRegistered = def("chain.registered", verdict.Chain, refChain)
	ChainOpened     = def("chain.opened", verdict.Chain, refChain)
	ChainSettled    = def("chain.settled", verdict.Chain, refChain)
	ChainKey        = def("chain.key", verdict.Chain, refChain)
	ChainCredited   = def("chain.credited", verdict.Chain, refChain)
	ChainPolicy     = def("chain.policy", verdict.Chain, refChain)
	ChainSequence   = def("chain.sequence", verdict.Chain, refChain)
	ChainCanonical  = verdict.Def{ID: "chain.canonical", Class: verdict.Chain, OnFail: verdict.Mismatch, Ref: refChain, Optional: true}
)
