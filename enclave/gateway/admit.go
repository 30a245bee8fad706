package gateway

import (
	"crypto/sha256"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/wire"
	"github.com/hallmark-tee/hallmark/envelope"
)

// request is one that was admitted.
type request struct {
	user      hallmark.Address
	epoch     uint64
	account   *account
	service   *inForce
	usage     hallmark.UsageRequest
	transport string
	adapter   *hallmark.SignedAdapterGrant
	opened    time.Time
}

// refusal is a failed check, by its name.
type refusal struct {
	check string
	error
}

func (r refusal) Unwrap() error { return r.error }

func refuse(check string, kind hallmark.Kind, format string, args ...any) error {
	return refusal{check, hallmark.Errorf(kind, check+": "+format, args...)}
}

// named gives an error that a called function made the name of its check.
func named(check string, err error) error { return refusal{check, err} }

// claim is what both kinds of requests assert of themselves.
type claim struct {
	user, provider, signer hallmark.Address
	epoch                  uint64
	base                   hallmark.Amount
}

// admitExchange judges a signed exchange: each check has the name that its
// error begins with, and the first that fails counts.
func (g *Gateway) admitExchange(s *hallmark.SignedExchange) (*request, error) {
	e := &s.Exchange
	service, err := g.agreed(claim{signer: e.Signer, provider: e.Provider}, &e.Service)
	if err != nil {
		return nil, err
	}
	v, err := g.vouched(s.Voucher, s.Grant, claim{user: e.User, provider: e.Provider, epoch: e.Epoch}, &e.Voucher)
	if err != nil {
		return nil, err
	}
	channel, err := g.channelOf(e.User, e.Epoch)
	if err != nil {
		return nil, err
	}
	digest := g.domain.Exchange(*e)
	_, key, err := envelope.Recover(digest, s.Signature)
	if err != nil {
		return nil, refuse(wire.CheckExchange, hallmark.Unauthenticated, "%w", err)
	}
	if err := keyed(v, key, channel); err != nil {
		return nil, err
	}
	if !g.useNonce(e.User, key, e.Nonce) {
		return nil, refuse(wire.CheckReplay, hallmark.Conflict, "nonce %d of %s was used, or lies more than %d behind the highest; sign the request anew", e.Nonce, key, hallmark.NonceWindow)
	}
	a, err := g.accountOf(v, channel, e.Base)
	if err != nil {
		return nil, err
	}
	return &request{
		user: e.User, epoch: e.Epoch, account: a, service: service, transport: hallmark.TransportSealed, adapter: s.Adapter,
		usage: hallmark.UsageRequest{
			Method: e.Method, Path: e.Path, Body: e.Body, Exchange: digest, Signature: sha256.Sum256(s.Signature), Key: key, Nonce: e.Nonce,
		},
	}, nil
}

// agreed requires that the request is to this enclave, at prices that are in
// force.
func (g *Gateway) agreed(c claim, digest *hallmark.Digest) (*inForce, error) {
	if c.signer != g.signer {
		return nil, refuse(wire.CheckSigner, hallmark.Forbidden, "the request is for the enclave key %s, this is %s; verify the evidence again", c.signer, g.signer)
	}
	now := g.service.Load()
	switch {
	case now == nil:
		return nil, refuse(wire.CheckService, hallmark.Unavailable, "the provider has not told the enclave its prices yet")
	case digest != nil && *digest != now.digest:
		return nil, refuse(wire.CheckService, hallmark.Conflict, "prices changed, fetch the record again (%s is in force, the request names %s)", now.digest.Short(), digest.Short())
	case c.provider != now.signed.Record.Provider:
		return nil, refuse(wire.CheckService, hallmark.Forbidden, "the request is for the provider %s, this enclave meters for %s", c.provider, now.signed.Record.Provider)
	case g.opt.Evidence().IsZero():
		return nil, refuse(wire.CheckEvidence, hallmark.Unavailable, "this enclave has made no evidence to be registered yet")
	}
	return now, nil
}

// vouched requires a voucher of the user for this enclave, as the request
// names it.
func (g *Gateway) vouched(s hallmark.SignedVoucher, grant *hallmark.SignedGrant, c claim, digest *hallmark.Digest) (*authority, error) {
	v := s.Voucher
	if v.User != c.user || v.Provider != c.provider || v.Signer != g.signer || v.Epoch != c.epoch {
		return nil, refuse(wire.CheckVoucher, hallmark.Forbidden, "it is of user %s to provider %s and enclave key %s in epoch %d; the request is of %s to %s and %s in epoch %d",
			v.User, v.Provider, v.Signer, v.Epoch, c.user, c.provider, g.signer, c.epoch)
	}
	a, err := g.verified.check(s, grant)
	if err != nil {
		if kind := hallmark.KindOf(err); kind == hallmark.Forbidden {
			return nil, named(wire.CheckSessionKey, err)
		}
		return nil, named(wire.CheckVoucher, err)
	}
	if digest != nil && *digest != a.digest {
		return nil, refuse(wire.CheckVoucher, hallmark.Forbidden, "the request names the voucher %s, with it came %s", digest.Short(), a.digest.Short())
	}
	return a, nil
}

// channelOf gives what the chain says of the user's channel.
func (g *Gateway) channelOf(user hallmark.Address, epoch uint64) (wire.ChannelState, error) {
	g.channelLock.RLock()
	c, ok := g.channels[user]
	g.channelLock.RUnlock()
	switch {
	case !ok:
		return c, refuse(wire.CheckCeiling, hallmark.Unfunded, "no channel of %s with this provider is known here; deposit first, and try again once the worker has seen it", user)
	case epoch != c.Epoch:
		return c, refuse(wire.CheckEpoch, hallmark.Conflict, "the channel is in epoch %d, the request in %d", c.Epoch, epoch)
	}
	return c, nil
}

// keyed requires that a key may sign for the user now.
func keyed(a *authority, key hallmark.Address, c wire.ChannelState) error {
	switch {
	case !a.permits(key):
		return refuse(wire.CheckSessionKey, hallmark.Unauthenticated, "the request is signed by %s, which is neither the user %s nor a session key that it granted", key, a.voucher.Voucher.User)
	case a.key != a.voucher.Voucher.User && a.key != c.SessionKey && !c.Accepted:
		return refuse(wire.CheckSessionKey, hallmark.Forbidden, "the voucher is signed by %s, which the contract does not know as session key of this channel: sign vouchers with the wallet, or set the key on chain first", a.key)
	case c.Closing && key != a.voucher.Voucher.User:
		return refuse(wire.CheckSessionKey, hallmark.Forbidden, "the session keys of epoch %d were revoked; sign with the wallet, or wait for the next epoch", c.Epoch)
	}
	return nil
}

func (g *Gateway) useNonce(user, key hallmark.Address, nonce uint64) bool {
	g.nonceLock.Lock()
	defer g.nonceLock.Unlock()
	return g.noncesOf(user).use(key, nonce)
}

// accountOf finds the account, lets the voucher widen its window, and requires
// that something of it is left.
func (g *Gateway) accountOf(v *authority, c wire.ChannelState, base hallmark.Amount) (*account, error) {
	if base.Cmp(hallmark.MaxUint96) > 0 {
		return nil, refuse(wire.CheckBase, hallmark.Invalid, "%s exceeds 2^96-1", base)
	}
	k := channelKey{v.voucher.Voucher.User, v.voucher.Voucher.Epoch}
	a := g.ledger.known(k)
	begun := a != nil
	if !begun {
		if base.Cmp(c.Claimed) < 0 {
			return nil, refuse(wire.CheckBase, hallmark.Conflict, "the request begins at %s, the contract has claimed %s; read the channel again", base, c.Claimed)
		}
		a = g.ledger.account(k, base)
	}
	a.bound(c)
	var ahead *hallmark.Amount
	if begun && c.Claimed.Cmp(a.spent()) > 0 {
		if base.Cmp(c.Claimed) < 0 {
			return nil, refuse(wire.CheckBase, hallmark.Conflict, "the request begins at %s, the contract has claimed %s; read the channel again", base, c.Claimed)
		}
		ahead = &base
	}
	if ahead != nil || !a.covers(v) {
		if err := g.ledger.voucher(a, v, ahead); err != nil {
			return nil, named(wire.CheckBase, err)
		}
	}
	if a.left().IsZero() {
		return nil, refuse(wire.CheckCeiling, hallmark.Exhausted, "nothing is left of %s; sign a higher ceiling or deposit more", a.describe())
	}
	return a, nil
}
