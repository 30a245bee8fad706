package inference

import (
	"context"
	"os"
	"strings"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/envelope"
	"github.com/hallmark-tee/hallmark/sdk/wallet"
)

// Share lets another account call the model that a job of the wallet made. It
// opens the artifact, so that what is signed is what was trained. Forbidden: the
// job is somebody else's; NotFound: it left no model.
func Share(ctx context.Context, c Chain, d envelope.ChannelDomain, w wallet.Wallet, job hallmark.JobID, with hallmark.Address) (hallmark.SignedAdapterShare, error) {
	var none hallmark.SignedAdapterShare
	if w.Key() == nil {
		return none, hallmark.Errorf(hallmark.Unauthenticated, "a share is signed by the model's owner: --keystore FILE or --key-fd N")
	}
	made, err := c.Made(ctx, job)
	if err != nil {
		return none, err
	}
	if made.Owner != w.Address() {
		return none, hallmark.Errorf(hallmark.Forbidden, "%s: the model of job %s is of %s, this wallet is %s", CheckOwner, job.Short(), made.Owner, w.Address())
	}
	t, err := c.FineTuned(ctx, job)
	if err != nil {
		return none, err
	}
	return d.NewAdapterShare(hallmark.AdapterShare{
		Grant:   hallmark.SignedAdapterGrant{Grant: hallmark.AdapterGrant{Owner: w.Address(), Job: job, User: with}},
		Adapter: t.Adapter, Artifact: made.Artifact, Receipt: made.Receipt,
	}, w.Key())
}

// ReadShare reads the file of a share; a session checks it.
func ReadShare(path string) (hallmark.SignedAdapterShare, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return hallmark.SignedAdapterShare{}, hallmark.Errorf(hallmark.NotFound, "adapter share: %w", err)
	}
	return envelope.ParseAdapterShare(b)
}

// takeShares checks the shares of the configuration: that they are for this
// wallet, whole and signed, and that the chain says the same of owner, artifact
// and receipt.
func (s *Session) takeShares(ctx context.Context) error {
	for _, v := range s.cfg.Shares {
		if err := s.domain.CheckAdapterShare(v); err != nil {
			return hallmark.Errorf(hallmark.KindOf(err), "%s: %w", CheckOwner, err)
		}
		g := v.Share.Grant.Grant
		if g.User != s.cfg.Wallet.Address() {
			return hallmark.Errorf(hallmark.Forbidden, "%s: the model of job %s is shared with %s, this wallet is %s", CheckOwner, g.Job.Short(), g.User, s.cfg.Wallet.Address())
		}
		made, err := s.cfg.Chain.Made(ctx, g.Job)
		if err != nil {
			return hallmark.Errorf(hallmark.KindOf(err), "%s: %w", CheckOwner, err)
		}
		if want := (Made{g.Owner, v.Share.Artifact, v.Share.Receipt}); made != want {
			return hallmark.Errorf(hallmark.Mismatch, "%s: the share of job %s says owner %s, artifact %s, receipt %s; settled on chain are %s, %s, %s", CheckOwner,
				g.Job.Short(), g.Owner, want.Artifact.Short(), want.Receipt.Short(), made.Owner, made.Artifact.Short(), made.Receipt.Short())
		}
		if _, twice := s.shares[g.Job]; twice {
			return hallmark.Errorf(hallmark.Invalid, "two shares of the model of job %s", g.Job.Short())
		}
		s.shares[g.Job] = v
		s.adapters[g.Job] = FineTuned{Adapter: v.Share.Adapter, grant: &v.Share.Grant}
	}
	return nil
}

// fineTuned is the model that a job made, for receipts to be held against: by
// its owner's word where it was shared, by its artifact where it is the wallet's
// own. Forbidden: it is somebody else's.
func (s *Session) fineTuned(ctx context.Context, job hallmark.JobID) (FineTuned, error) {
	s.mu.Lock()
	t, ok := s.adapters[job]
	s.mu.Unlock()
	if ok {
		return t, nil
	}
	made, err := s.cfg.Chain.Made(ctx, job)
	if err != nil {
		return t, err
	}
	if made.Owner != s.cfg.Wallet.Address() {
		return t, hallmark.Errorf(hallmark.Forbidden, "%s: the model of job %s is of %s; ask for a file of `hallmark model share` for %s and give it with --grant", CheckOwner, job.Short(), made.Owner, s.cfg.Wallet.Address())
	}
	if t, err = s.cfg.Chain.FineTuned(ctx, job); err != nil {
		return t, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.adapters[job] = t
	return t, nil
}

const modelsPath = "/v1/models"

// grantFor is the grant that a request without a body needs: of the model that
// its path names, and for the list of models of the only one there is.
func (s *Session) grantFor(path string) *hallmark.SignedAdapterGrant {
	path, _, _ = strings.Cut(path, "?")
	if path == modelsPath && len(s.shares) == 1 {
		for _, v := range s.shares {
			return &v.Share.Grant
		}
	}
	id, ok := strings.CutPrefix(path, modelsPath+"/"+fineTuned)
	job, err := hallmark.ParseDigest(id)
	if v, shared := s.shares[job]; ok && err == nil && shared {
		return &v.Share.Grant
	}
	return nil
}
