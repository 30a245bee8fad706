package offer

import (
	"context"
	"crypto/ecdsa"
	"fmt"
	"log/slog"
	"os"
	"reflect"
	"sync"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation"
	"github.com/hallmark-tee/hallmark/contracts"
	"github.com/hallmark-tee/hallmark/enclave/wire"
	"github.com/hallmark-tee/hallmark/envelope"
	"github.com/hallmark-tee/hallmark/worker/journal"
)

// every is how often Run looks whether the file or the enclave changed.
const every = 2 * time.Second

// Sender sends one transaction per purpose; package outbox.
type Sender interface {
	Do(ctx context.Context, purpose string, c contracts.Call) (hallmark.Digest, error)
}

// Keeper keeps one provider's record in force. It may be used from many
// goroutines.
type Keeper struct {
	File    string // the offer
	Key     *ecdsa.PrivateKey
	ChainID uint64
	Chain   *contracts.Client
	Enclave *wire.Client
	Outbox  Sender
	Journal *journal.Journal
	Log     *slog.Logger

	mu   sync.Mutex
	seen state
}

// state is what a refresh was made of.
type state struct {
	boot  hallmark.Digest
	files [2]stamp // offer and policy
}

type stamp struct {
	changed time.Time
	size    int64
}

// Run refreshes whenever the file, the policy or the enclave's process
// changes, until ctx ends. The caller has refreshed once.
func (k *Keeper) Run(ctx context.Context) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		now, err := k.look(ctx)
		if err == nil && now == k.last() {
			continue
		}
		if err == nil {
			_, err = k.Refresh(ctx)
		}
		if err != nil && ctx.Err() == nil {
			k.Log.Warn("service record not refreshed", "kind", hallmark.KindOf(err).String(), "error", err)
		}
	}
}

func (k *Keeper) last() state {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.seen
}

func (k *Keeper) look(ctx context.Context) (s state, err error) {
	info, err := k.Enclave.Info(ctx)
	if err != nil {
		return s, err
	}
	s.boot = info.Boot
	o, err := Load(k.File)
	if err != nil {
		return s, err
	}
	for i, path := range []string{k.File, o.policyFile(k.File)} {
		f, err := os.Stat(path)
		if err != nil {
			return s, hallmark.Errorf(hallmark.NotFound, "offer: %w", err)
		}
		s.files[i] = stamp{f.ModTime(), f.Size()}
	}
	return s, nil
}

// Refresh reads the file, publishes on chain what stands there, signs a new
// record where anything changed, and puts it in force. AgainstPolicy: the
// offer's policy does not accept this enclave; NotFound: the enclave does not
// have a model of the offer.
func (k *Keeper) Refresh(ctx context.Context) (hallmark.SignedService, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	var none hallmark.SignedService
	now, err := k.look(ctx)
	if err != nil {
		return none, err
	}
	o, err := Load(k.File)
	if err != nil {
		return none, err
	}
	info, err := k.Enclave.Info(ctx)
	if err != nil {
		return none, err
	}
	proof, err := o.proof(k.File, info.Measurement)
	if err != nil {
		return none, err
	}
	record, err := k.record(o, info)
	if err != nil {
		return none, err
	}
	// The chain first: nothing is served for which the contract would not pay.
	if err := k.publish(ctx, contracts.Service{
		Signer: info.Signer, Policy: contracts.PolicyProof(proof).Policy(), Split: envelope.SplitDigest(o.Split),
	}, o.Split); err != nil {
		return none, err
	}
	signed, err := k.sign(ctx, record)
	if err != nil {
		return none, err
	}
	if _, err := k.Enclave.PutService(ctx, signed); err != nil {
		return none, err
	}
	k.seen = now
	return signed, nil
}

// Proof shows that an enclave lies inside the offer's policy, and gives the
// payees behind the split on chain: what a claim needs.
func (k *Keeper) Proof(measurement hallmark.Digest) (hallmark.PolicyProof, []hallmark.Payee, error) {
	o, err := Load(k.File)
	if err != nil {
		return hallmark.PolicyProof{}, nil, err
	}
	proof, err := o.proof(k.File, measurement)
	return proof, o.Split, err
}

func (o Offer) proof(file string, measurement hallmark.Digest) (hallmark.PolicyProof, error) {
	b, err := os.ReadFile(o.policyFile(file))
	if err != nil {
		return hallmark.PolicyProof{}, hallmark.Errorf(hallmark.NotFound, "offer: policy: %w", err)
	}
	policy, err := attestation.ParsePolicy(b)
	if err != nil {
		return hallmark.PolicyProof{}, err
	}
	return policy.Proof(measurement)
}

// record is the whole record but for its revision.
func (k *Keeper) record(o Offer, info wire.Info) (hallmark.ServiceRecord, error) {
	r := o.record()
	r.ChainID, r.Channels = k.ChainID, k.Chain.Addresses().Channels
	r.Provider, r.Signer = envelope.AddressOf(&k.Key.PublicKey), info.Signer
	for i, m := range o.Models {
		if m.Upstream {
			continue
		}
		for _, base := range info.Models {
			if base.Name == m.Name {
				r.Models[i].Digest = base.Digest
			}
		}
		if r.Models[i].Digest.IsZero() {
			return r, hallmark.Errorf(hallmark.NotFound, "offer: the enclave has no model %q in its folder; if an upstream answers for it, say \"upstream\": true", m.Name)
		}
	}
	return r, nil
}

// sign gives the record its revision and signature. A record that says the same
// as the last keeps that one.
func (k *Keeper) sign(ctx context.Context, r hallmark.ServiceRecord) (hallmark.SignedService, error) {
	last, err := k.Journal.Service()
	if err != nil && hallmark.KindOf(err) != hallmark.NotFound {
		return last, err
	}
	gateway, err := k.Enclave.Gateway(ctx)
	if err != nil {
		return last, err
	}
	inForce := gateway.Service
	digest, err := envelope.ServiceDigest(last.Record)
	if err != nil {
		return last, err
	}
	r.Revision = last.Record.Revision
	// An enclave that has seen more than this journal, which was lost or is old,
	// would refuse the record again.
	if reflect.DeepEqual(r, last.Record) && (inForce.Service == digest || inForce.Revision < r.Revision) {
		return last, nil
	}
	r.Revision = max(last.Record.Revision, inForce.Revision) + 1
	signing, err := envelope.ServiceSigning(r)
	if err != nil {
		return last, err
	}
	s := hallmark.SignedService{Record: r}
	if s.Signature, err = envelope.Sign(signing, k.Key); err != nil {
		return s, err
	}
	if err := envelope.CheckService(s); err != nil {
		return s, err
	}
	k.Log.Info("service record signed", "revision", r.Revision, "models", len(r.Models))
	return s, k.Journal.KeepService(s)
}

// publish brings signer, policy and split to the chain where they differ.
func (k *Keeper) publish(ctx context.Context, want contracts.Service, split []hallmark.Payee) error {
	provider := envelope.AddressOf(&k.Key.PublicKey)
	have, err := k.Chain.Service(ctx, provider)
	if err != nil {
		return err
	}
	want.Version = have.Version
	if have == want {
		return nil
	}
	call := k.Chain.Addresses().SetService(want.Signer, want.Policy, split)
	tx, err := k.Outbox.Do(ctx, fmt.Sprintf("service/%d/%s/%s/%s", have.Version+1, want.Signer, want.Policy, want.Split), call)
	if err != nil {
		return err
	}
	k.Log.Info("service published", "version", have.Version+1, "tx", tx)
	return nil
}
