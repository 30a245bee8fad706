package inference

import (
	"context"
	"crypto/ecdsa"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/envelope"
	"github.com/hallmark-tee/hallmark/sdk"
)

// terms are what one exchange is made under: an enclave, a record, a channel.
type terms struct {
	vetted   sdk.Vetted
	evidence hallmark.Digest
	at       time.Time // of the vetting
	sealer   *envelope.Sealer
	record   hallmark.ServiceRecord
	service  hallmark.Digest
	channel  Channel
	key      *ecdsa.PrivateKey     // that signs exchanges
	grant    *hallmark.SignedGrant // that lets it; nil for the wallet's own
}

func (t *terms) provider() hallmark.Address { return t.vetted.Provider.Provider }
func (t *terms) signer() hallmark.Address   { return t.vetted.Runtime.Signer }

// refresh asks for everything anew, unless somebody did since old was taken.
// The evidence is asked for again when it is old, or another key is in use.
func (s *Session) refresh(ctx context.Context, old *terms) error {
	s.refreshing.Lock()
	defer s.refreshing.Unlock()
	s.mu.Lock()
	now := s.terms
	s.mu.Unlock()
	if now != old {
		return nil
	}
	fresh, err := s.ask(ctx, now)
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.terms != nil && fresh.provider() != s.terms.provider() {
		return s.fail(mismatch(CheckEvidence, "the worker at this address belongs to another provider now: %s", fresh.provider()))
	}
	s.terms, s.records[fresh.service] = fresh, fresh.record
	return nil
}

func (s *Session) ask(ctx context.Context, now *terms) (*terms, error) {
	signed, err := s.cfg.Provider.Service(ctx)
	if err != nil {
		return nil, err
	}
	t := &terms{record: signed.Record}
	if now != nil && now.signer() == signed.Record.Signer && s.cfg.Now().Sub(now.at) < s.cfg.Refresh {
		t.vetted, t.at, t.sealer, t.evidence = now.vetted, now.at, now.sealer, now.evidence
	} else if err := s.vet(ctx, t); err != nil {
		return nil, err
	}
	if err := s.checkService(t, signed); err != nil {
		return nil, failed(CheckService, err)
	}
	if t.service, err = envelope.ServiceDigest(signed.Record); err != nil {
		return nil, err
	}
	if err := s.archive.keepService(t.service, signed); err != nil {
		return nil, err
	}
	if t.channel, err = s.cfg.Chain.Channel(ctx, t.provider()); err != nil {
		return nil, err
	}
	return t, s.grant(t)
}

func (s *Session) vet(ctx context.Context, t *terms) (err error) {
	if t.vetted, err = s.cfg.Provider.Vet(ctx); err != nil {
		switch hallmark.KindOf(err) {
		case hallmark.NotGenuine, hallmark.AgainstPolicy, hallmark.MissingEvidence, hallmark.Mismatch:
			return failed(CheckEvidence, err)
		}
		return err
	}
	t.at = s.cfg.Now()
	t.evidence = envelope.EvidenceDigest(t.vetted.Evidence.Quote, t.vetted.Evidence.RuntimeData)
	if err := s.archive.keepEvidence(t.signer(), t.vetted.Evidence); err != nil {
		return err
	}
	t.sealer, err = envelope.NewSealer(t.vetted.Runtime.Recipient)
	return err
}

func (s *Session) checkService(t *terms, signed hallmark.SignedService) error {
	if err := envelope.CheckService(signed); err != nil {
		return err
	}
	r := signed.Record
	switch {
	case r.ChainID != s.cfg.ChainID || r.Channels != s.cfg.Channels:
		return hallmark.Errorf(hallmark.Mismatch, "it is for another chain or contract than the network file's")
	case r.Provider != t.provider():
		return hallmark.Errorf(hallmark.Mismatch, "it is of provider %s, the worker is %s's", r.Provider, t.provider())
	case r.Signer != t.signer():
		return hallmark.Errorf(hallmark.Mismatch, "it names the enclave key %s, the evidence is of %s", r.Signer, t.signer())
	case r.Provider == s.cfg.Wallet.Address():
		return hallmark.Errorf(hallmark.Invalid, "this wallet is the provider's own")
	}
	return nil
}

// grant lets the session's key sign exchanges in the channel's epoch. Vouchers
// are the wallet's own, so that the contract takes them as they are. In an epoch
// that is being ended session keys are worth nothing, and the wallet signs.
func (s *Session) grant(t *terms) error {
	if t.channel.Closing {
		t.key = s.cfg.Wallet.Key()
		return nil
	}
	g := hallmark.SignedGrant{Grant: hallmark.Grant{
		User: s.cfg.Wallet.Address(), Provider: t.provider(), Key: envelope.AddressOf(&s.key.PublicKey), Epoch: t.channel.Epoch,
	}}
	var err error
	g.Signature, err = envelope.Sign(s.domain.Grant(g.Grant), s.cfg.Wallet.Key())
	t.key, t.grant = s.key, &g
	return err
}
