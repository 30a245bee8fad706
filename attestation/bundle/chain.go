package bundle

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/accounts/abi"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation"
	"github.com/hallmark-tee/hallmark/attestation/verdict"
)

// chain checks that the three transactions are in their blocks and say what
// the documents say.
func (j *judgement) chain() {
	a, f := contractsABI(), j.facts
	judge := func(d verdict.Def, f *fact, then ...verdict.Def) bool {
		if !j.Judge(d, f.err, "transaction %s is in block %d", f.claim.Hash.Short(), f.claim.Block) {
			j.Block(d, then...)
			return false
		}
		return true
	}
	registered := judge(ChainRegister, f.register, ChainRegistered)
	if registered {
		j.registered(a)
	}
	opened := judge(ChainOpen, f.open, ChainOpened)
	if opened {
		j.opened(a)
	}
	settled := judge(ChainSettle, f.settle, ChainSettled, ChainKey, ChainCredited, ChainPolicy)
	if settled {
		j.settled(a)
		j.policy(a)
	}
	switch {
	case !registered:
		j.Block(ChainRegister, ChainSequence)
	case !opened:
		j.Block(ChainOpen, ChainSequence)
	case !settled:
		j.Block(ChainSettle, ChainSequence)
	default:
		j.sequence(a)
	}
	j.canonical()
}

func (j *judgement) registered(a abi.ABI) {
	e, err := one(a, &j.facts.register.receipt, j.Chain.Registry, "Registered", nil)
	if err != nil {
		j.Fail(ChainRegistered, "%s", err.Error())
		return
	}
	kind := attestation.KindNamed(j.report.Identity.Kind)
	var wrong diff
	wrong.want("signer", e.address(0) == j.Order.Order.Signer)
	wrong.want("measurement", hallmark.Digest(e.topics[1]) == j.report.Measurement)
	wrong.want("platform", "0x"+hex.EncodeToString(e.topics[2][:16]) == j.report.Identity.Platform)
	wrong.want("kind", e.is("kind", uint8(kind)))
	wrong.want("blockNumber", e.is("blockNumber", j.report.Runtime.Block))
	wrong.want("runtimeDataHash", e.is("runtimeDataHash", hallmark.Digest(sha256.Sum256(j.Evidence.RuntimeData))))
	j.record(ChainRegistered, wrong, "the registry accepted this evidence")
}

func (j *judgement) opened(a abi.ABI) {
	e, err := one(a, &j.facts.open.receipt, j.Chain.Escrow, "JobOpened", &j.id)
	if err != nil {
		j.Fail(ChainOpened, "%s", err.Error())
		return
	}
	o := j.Order.Order
	var wrong diff
	wrong.want("user", e.address(1) == o.User)
	wrong.want("provider", e.address(2) == o.Provider)
	wrong.want("maxFee", e.is("maxFee", o.MaxFee))
	wrong.want("deadline", e.is("deadline", o.Deadline))
	j.record(ChainOpened, wrong, "the escrow locked the order's cap")
}

func (j *judgement) settled(a abi.ABI) {
	r, s, o := &j.facts.settle.receipt, j.Result.Settlement, j.Order.Order
	if e, err := one(a, r, j.Chain.Escrow, "JobSettled", &j.id); err != nil {
		j.Fail(ChainSettled, "%s", err.Error())
	} else {
		var wrong diff
		wrong.want("user", e.address(1) == o.User)
		wrong.want("provider", e.address(2) == o.Provider)
		wrong.want("outcome", e.is("outcome", uint8(s.Outcome)))
		wrong.want("fee", e.is("fee", s.Fee))
		wrong.want("artifactRoot", e.is("artifactRoot", s.ArtifactRoot))
		wrong.want("artifactDigest", e.is("artifactDigest", s.ArtifactDigest))
		wrong.want("receipt", e.is("receipt", s.Receipt))
		wrong.want("invoice", e.is("invoice", s.Invoice))
		j.record(ChainSettled, wrong, "the escrow settled as signed")
	}
	keys, err := logs(a, r, j.Chain.Escrow, "KeyPublished", &j.id)
	if s.Outcome == hallmark.Failed {
		j.Require(ChainKey, err == nil && len(keys) == 0, "no key was published, as none is due", "a key was published for a failed job")
	} else {
		j.Require(ChainKey, err == nil && len(keys) == 1 && keys[0].is("wrappedKey", j.Result.WrappedKey),
			"the wrapped key was published in the same transaction", "the key published with the settlement is not the bundle's")
	}
	credits, err := logs(a, r, j.Chain.Escrow, "Credited", &j.id)
	j.Require(ChainCredited, err == nil && j.credited(credits), "the payees were credited as invoiced", "the payees were not credited as invoiced")
}

func (j *judgement) credited(credits []entry) bool {
	if j.Result.Settlement.Outcome == hallmark.Failed {
		return len(credits) == 0
	}
	return slices.EqualFunc(credits, j.Result.Invoice.Pricing.Split, func(e entry, s hallmark.InvoiceShare) bool {
		return e.address(1) == s.Account && e.is("amount", s.Amount)
	})
}

// policy checks the proof that the escrow was given. Where settle was called
// by another contract the proof cannot be read, but the escrow required one.
func (j *judgement) policy(a abi.ABI) {
	proof, err := policyProof(a, &j.facts.settle.tx, j.Chain.Escrow)
	switch {
	case err != nil:
		j.Fail(ChainPolicy, "%s", err.Error())
	case proof == nil:
		j.Pass(ChainPolicy, "settled through another contract; the escrow required the proof")
	default:
		j.Require(ChainPolicy, attestation.Proves(*proof, j.Order.Order.Policy) && proof.Measurement == j.report.Measurement,
			"the measurement lies inside the order's policy", "the proof given to the escrow is not of this measurement in the order's policy")
	}
}

// sequence checks that the key was attested before it settled, the job opened
// before, and both in time.
func (j *judgement) sequence(a abi.ABI) {
	f := j.facts
	e, err := one(a, &f.register.receipt, j.Chain.Registry, "Registered", nil)
	until, ok := uint64(0), false
	if err == nil {
		until, ok = e.uint64("until")
	}
	switch {
	case !f.register.before(f.settle):
		j.Fail(ChainSequence, "the signer was registered after it settled")
	case !f.open.before(f.settle):
		j.Fail(ChainSequence, "the job was opened after it was settled")
	case f.register.claim.Block < j.report.Runtime.Block:
		j.Fail(ChainSequence, "the evidence names a block after its registration")
	case !ok || f.settle.header.Time > until:
		j.Fail(ChainSequence, "the registration had run out when the job was settled")
	case f.settle.header.Time > j.Order.Order.Deadline:
		j.Fail(ChainSequence, "the job was settled after its deadline")
	default:
		j.Pass(ChainSequence, "registered, opened, settled at %s, before the deadline", f.settle.time().Format(time.RFC3339))
	}
}

func (j *judgement) canonical() {
	switch {
	case j.o.Block == nil:
		j.Skip(ChainCanonical, "no block hash was given with --block")
	case j.facts.settle.hash != *j.o.Block:
		j.Fail(ChainCanonical, "the settling block is %s, the one given is %s", j.facts.settle.hash, *j.o.Block)
	default:
		j.Pass(ChainCanonical, "the settling block is the one given")
	}
}
