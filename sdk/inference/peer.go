package inference

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation"
	"github.com/hallmark-tee/hallmark/envelope"
	"github.com/hallmark-tee/hallmark/sdk"
)

// Provider is the other side: a worker and, behind it, an enclave. Nothing it
// says is believed without proof.
type Provider interface {
	// Vet challenges the enclave with a fresh nonce and judges its evidence by
	// the user's policy.
	Vet(ctx context.Context) (sdk.Vetted, error)
	// Service gives the provider's service record.
	Service(ctx context.Context) (hallmark.SignedService, error)
	// Exchange hands over a sealed request and gives the sealed response.
	Exchange(ctx context.Context, sealed []byte) (io.ReadCloser, error)
	// Receipt gives a receipt by its id; NotFound: there is none (yet).
	Receipt(ctx context.Context, id hallmark.Digest) (hallmark.SignedUsage, error)
}

// Chain is what the user's own chain endpoint says.
type Chain interface {
	// Channel gives the wallet's channel with a provider.
	Channel(ctx context.Context, provider hallmark.Address) (Channel, error)
	// Made says whose a settled job is and what it was settled with; NotFound:
	// it is not settled, or made nothing.
	Made(ctx context.Context, job hallmark.JobID) (Made, error)
	// FineTuned gives the model that a settled job of the wallet made.
	FineTuned(ctx context.Context, job hallmark.JobID) (FineTuned, error)
}

// Channel is the state of the wallet's channel with a provider.
type Channel struct {
	Epoch     uint64          `json:"epoch"`
	Deposited hallmark.Amount `json:"deposited"`
	Claimed   hallmark.Amount `json:"claimed"`
	Leaving   hallmark.Amount `json:"leaving"` // the exit that is pending
	Closing   bool            `json:"closing"` // a revocation is pending: session keys sign nothing any more
}

// FineTuned is the model that a job made, as it was settled.
type FineTuned struct {
	Adapter hallmark.Digest `json:"adapter"` // envelope.AdapterDigest of its files

	grant *hallmark.SignedAdapterGrant // where it is another user's
}

// Made is what the chain says of a job that left a model.
type Made struct {
	Owner    hallmark.Address
	Artifact hallmark.Digest // SHA-256 of the .age file
	Receipt  hallmark.Digest // SHA-256 of the canonical receipt
}

// Remote is a Provider over its worker's API.
type Remote struct {
	Market *sdk.Market
	URL    string // empty: the network's
	Policy attestation.Policy

	worker *sdk.Worker
}

// Dial reaches the worker.
func Dial(ctx context.Context, m *sdk.Market, url string, policy attestation.Policy) (*Remote, error) {
	w, _, err := m.Worker(ctx, url)
	return &Remote{Market: m, URL: url, Policy: policy, worker: w}, err
}

// Vet asks the worker anew who it is, since its enclave may be another one.
func (r *Remote) Vet(ctx context.Context) (sdk.Vetted, error) {
	w, p, err := r.Market.Worker(ctx, r.URL)
	if err != nil {
		return sdk.Vetted{}, err
	}
	return r.Market.Vet(ctx, w, p, r.Policy)
}

// Service implements Provider.
func (r *Remote) Service(ctx context.Context) (hallmark.SignedService, error) {
	return r.worker.Service(ctx)
}

// Exchange implements Provider.
func (r *Remote) Exchange(ctx context.Context, sealed []byte) (io.ReadCloser, error) {
	return r.worker.Exchange(ctx, sealed)
}

// Receipt implements Provider.
func (r *Remote) Receipt(ctx context.Context, id hallmark.Digest) (hallmark.SignedUsage, error) {
	return r.worker.Receipt(ctx, id)
}

// OnChain is a Chain by the market's own chain endpoint and storage.
type OnChain struct {
	Market *sdk.Market
	Dir    string // keeps what was learned of models; empty: nothing is kept
}

// Channel implements Chain. Unfunded: there is none.
func (c OnChain) Channel(ctx context.Context, provider hallmark.Address) (Channel, error) {
	on, err := c.Market.Chain().Channel(ctx, c.Market.Address(), provider)
	if err == nil && !on.Exists {
		err = hallmark.Errorf(hallmark.Unfunded, "this wallet has no channel with provider %s; open one with `hallmark channel open AMOUNT`", provider)
	}
	return Channel{Epoch: on.Epoch, Deposited: on.Deposited, Claimed: on.Claimed, Leaving: on.PendingOut, Closing: on.RevokeAt != 0}, err
}

// Made implements Chain.
func (c OnChain) Made(ctx context.Context, job hallmark.JobID) (Made, error) {
	settled, err := c.Market.Settled(ctx, job)
	if err != nil {
		return Made{}, err
	}
	return Made{Owner: settled.User, Artifact: settled.ArtifactDigest, Receipt: settled.Receipt}, nil
}

// FineTuned implements Chain: it opens the artifact that was settled on chain,
// once, so that what answers can be compared with what was trained.
func (c OnChain) FineTuned(ctx context.Context, job hallmark.JobID) (out FineTuned, err error) {
	known := filepath.Join(c.Dir, "adapter-"+job.String()+".json")
	if c.Dir != "" {
		if b, err := os.ReadFile(known); err == nil {
			return out, hallmark.DecodeStrict(b, known, &out)
		}
	}
	dir, err := os.MkdirTemp(c.Dir, ".artifact-*")
	if err != nil {
		return out, hallmark.Errorf(hallmark.Unavailable, "open the artifact of job %s: %w", job.Short(), err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	fetched, err := c.Market.Fetch(ctx, job, dir)
	if err != nil {
		return out, err
	}
	out.Adapter = envelope.AdapterDigest(func(name string) (sum hallmark.Digest) {
		f, e := os.Open(filepath.Join(fetched.Dir, name))
		if e == nil {
			h := sha256.New()
			_, e = io.Copy(h, f)
			sum, e = hallmark.Digest(h.Sum(nil)), errors.Join(e, f.Close())
		}
		if e != nil {
			err = hallmark.Errorf(hallmark.Unsupported, "the artifact of job %s holds no adapter: %w", job.Short(), e)
		}
		return sum
	})
	if err != nil || c.Dir == "" {
		return out, err
	}
	b, err := json.Marshal(out)
	if err != nil {
		return out, hallmark.Errorf(hallmark.Internal, "encode: %w", err)
	}
	if err := os.WriteFile(known, b, 0o600); err != nil {
		return out, hallmark.Errorf(hallmark.Unavailable, "keep an adapter's digest: %w", err)
	}
	return out, nil
}
