package sdk

import (
	"context"
	"crypto/rand"
	"math/big"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation"
	"github.com/hallmark-tee/hallmark/attestation/verdict"
)

// Vetted is a provider whose fresh evidence satisfied the user's policy.
type Vetted struct {
	Provider hallmark.Provider
	Evidence hallmark.Evidence
	Verdict  attestation.Verdict
	Runtime  hallmark.RuntimeData
	Policy   attestation.Policy
	Proof    hallmark.PolicyProof
	PolicyID hallmark.Digest
}

// Evidence asks a worker for a quote over a fresh nonce of ours.
func (w *Worker) Evidence(ctx context.Context, nonce hallmark.Digest) (hallmark.Evidence, error) {
	var e hallmark.Evidence
	return e, w.get(ctx, "/v1/evidence?nonce="+nonce.String(), false, &e)
}

// Vet challenges a worker's enclave and judges the answer by a policy, at the
// chain's time, and holds it against the chain: the keys a dataset and an order
// would be given to are the ones in the quote. NotGenuine, AgainstPolicy,
// MissingEvidence: do not send anything.
func (m *Market) Vet(ctx context.Context, w *Worker, p hallmark.Provider, policy attestation.Policy) (Vetted, error) {
	v := Vetted{Provider: p, Policy: policy}
	var nonce hallmark.Digest
	if _, err := rand.Read(nonce[:]); err != nil {
		return v, hallmark.Errorf(hallmark.Internal, "nonce: %w", err)
	}
	var err error
	if v.Evidence, err = w.Evidence(ctx, nonce); err != nil {
		return v, err
	}
	head, err := m.chain.Head(ctx)
	if err != nil {
		return v, err
	}
	now := time.Unix(int64(head.Time), 0)
	o := attestation.Options{Policy: policy, Now: now, Challenge: &nonce, AttestedAt: now}
	sheet := new(verdict.Sheet)
	report := attestation.Examine(v.Evidence, o, sheet)
	v.Verdict, v.Runtime = attestation.Conclude(sheet, o, report), report.Runtime
	if code := v.Verdict.Code; code != verdict.Verified && code != verdict.Simulated {
		return v, hallmark.Errorf(code.Kind(), "the provider's evidence is refused: %s", firstFailure(v.Verdict))
	}
	if err := m.holdAgainstChain(ctx, v); err != nil {
		return v, err
	}
	if v.PolicyID, err = policy.ID(); err != nil {
		return v, err
	}
	proof, err := policy.Proof(report.Measurement)
	v.Proof = hallmark.PolicyProof(proof)
	return v, err
}

// holdAgainstChain ties the evidence to the network and the worker's claims.
func (m *Market) holdAgainstChain(ctx context.Context, v Vetted) error {
	r, n := v.Runtime, m.Network
	if r.ChainID != n.ChainID || r.Registry != n.Contracts.Registry || r.Escrow != n.Contracts.JobEscrow {
		return hallmark.Errorf(hallmark.Mismatch, "the enclave is bound to another chain or other contracts than network %q", n.Name)
	}
	if r.Signer != v.Provider.Signer || r.Recipient != v.Provider.Recipient {
		return hallmark.Errorf(hallmark.NotGenuine, "the worker names other keys than its enclave's evidence")
	}
	header, err := m.node.HeaderByNumber(ctx, new(big.Int).SetUint64(r.Block))
	if err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "block %d that the evidence names: %w", r.Block, err)
	}
	if hallmark.Digest(header.Hash()) != r.BlockHash {
		return hallmark.Errorf(hallmark.NotGenuine, "the evidence names a block %d that the chain does not have", r.Block)
	}
	return nil
}

func firstFailure(v attestation.Verdict) string {
	for _, c := range v.Checks {
		if c.Enforced && c.Status != verdict.Pass {
			return c.ID + ": " + c.Detail
		}
	}
	return v.Code.String()
}
