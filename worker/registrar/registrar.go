// Package registrar keeps the enclave's signer registered in the
// AttestationRegistry: it asks the enclave for a quote over a recent block,
// admits the platform where the registry does not know it yet, registers, and
// keeps the evidence for the receipts that will cite it.
//
// It vouches for nothing: the registry judges the quote. It never sends a
// quote that the enclave did not just make.
package registrar

import (
	"context"
	"fmt"
	"sync"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/contracts"
	"github.com/hallmark-tee/hallmark/enclave/wire"
	"github.com/hallmark-tee/hallmark/envelope"
	"github.com/hallmark-tee/hallmark/worker/journal"
)

// Sender sends one transaction per purpose; package outbox.
type Sender interface {
	Do(ctx context.Context, purpose string, c contracts.Call) (hallmark.Digest, error)
}

// Endorser adds to evidence what vendors say of its platform, as far as it can;
// package collateral.
type Endorser interface {
	Staple(ctx context.Context, e *hallmark.Evidence)
}

// Registrar registers one enclave. Calls are served one at a time.
type Registrar struct {
	chain    *contracts.Client
	enclave  *wire.Client
	outbox   Sender
	journal  *journal.Journal
	endorser Endorser

	mu sync.Mutex
}

// New makes a registrar.
func New(chain *contracts.Client, enclave *wire.Client, outbox Sender, j *journal.Journal, endorser Endorser) *Registrar {
	return &Registrar{chain: chain, enclave: enclave, outbox: outbox, journal: j, endorser: endorser}
}

// Ensure gives the digest of registered evidence that a policy accepts now and
// for at least half of the age it allows, registering anew where needed.
// Lost: the enclave has another signer now. AgainstPolicy: a fresh
// registration does not satisfy the policy either.
func (r *Registrar) Ensure(ctx context.Context, signer hallmark.Address, policy hallmark.Digest, proof hallmark.PolicyProof) (hallmark.Digest, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	digest, fresh, err := r.fresh(ctx, signer, policy, proof)
	if err != nil || fresh {
		return digest, err
	}
	info, err := r.enclave.Info(ctx)
	if err != nil {
		return digest, err
	}
	if info.Signer != signer {
		return digest, hallmark.Errorf(hallmark.Lost, "the enclave's signer is %s now, the order names %s: it could not open its sealed state", info.Signer, signer)
	}
	if err := r.register(ctx); err != nil {
		return digest, err
	}
	trusted, err := r.chain.Trusted(ctx, signer, policy, contracts.PolicyProof(proof))
	if err != nil {
		return digest, err
	}
	if !trusted {
		return digest, hallmark.Errorf(hallmark.AgainstPolicy, "the registry does not trust signer %s under policy %s", signer, policy)
	}
	digest, _, err = r.journal.Registered(hallmark.Digest{})
	return digest, err
}

// Register registers the enclave if nothing is registered yet, and gives the
// digest of the evidence: what a worker does when it starts.
func (r *Registrar) Register(ctx context.Context) (hallmark.Digest, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	info, err := r.enclave.Info(ctx)
	if err != nil {
		return hallmark.Digest{}, err
	}
	at, err := r.chain.Attestation(ctx, info.Signer, info.Measurement)
	if err != nil {
		return hallmark.Digest{}, err
	}
	head, err := r.chain.Head(ctx)
	if err != nil {
		return hallmark.Digest{}, err
	}
	digest, _, kept := r.journal.Registered(hallmark.Digest{})
	if kept != nil || at.Until <= head.Time+(at.Until-at.RegisteredAt)/2 {
		if err := r.register(ctx); err != nil {
			return digest, err
		}
		digest, _, kept = r.journal.Registered(hallmark.Digest{})
	}
	return digest, kept
}

// fresh reports whether the newest registration still has half its life.
func (r *Registrar) fresh(ctx context.Context, signer hallmark.Address, policy hallmark.Digest, proof hallmark.PolicyProof) (hallmark.Digest, bool, error) {
	digest, _, err := r.journal.Registered(hallmark.Digest{})
	if hallmark.KindOf(err) == hallmark.NotFound {
		return digest, false, nil
	}
	if err != nil {
		return digest, false, err
	}
	trusted, err := r.chain.Trusted(ctx, signer, policy, contracts.PolicyProof(proof))
	if err != nil || !trusted {
		return digest, false, err
	}
	at, err := r.chain.Attestation(ctx, signer, proof.Measurement)
	if err != nil {
		return digest, false, err
	}
	head, err := r.chain.Head(ctx)
	if err != nil {
		return digest, false, err
	}
	life := min(proof.MaxAge, at.Until-at.RegisteredAt)
	return digest, head.Time <= at.RegisteredAt+life/2, nil
}

func (r *Registrar) register(ctx context.Context) error {
	block, err := r.chain.QuoteBlock(ctx)
	if err != nil {
		return err
	}
	e, err := r.enclave.Evidence(ctx, wire.EvidenceRequest{Block: block.Number, BlockHash: block.Hash})
	if err != nil {
		return err
	}
	calls, err := r.chain.Registration(ctx, e, block.Number)
	if err != nil {
		return err
	}
	digest := envelope.EvidenceDigest(e.Quote, e.RuntimeData)
	var tx hallmark.Digest
	for i, c := range calls {
		tx, err = r.outbox.Do(ctx, fmt.Sprintf("register/%s/%d", digest, i), c)
		admission := i < len(calls)-1
		if admission && hallmark.KindOf(err) == hallmark.Conflict { // another worker on this platform was faster
			continue
		}
		if err != nil {
			return err
		}
	}
	r.endorser.Staple(ctx, &e)
	return r.journal.KeepRegistration(digest, journal.Registration{Evidence: e, Tx: tx})
}
