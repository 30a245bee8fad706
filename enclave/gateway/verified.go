package gateway

import (
	"crypto/sha256"
	"encoding/binary"
	"sync"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/wire"
	"github.com/hallmark-tee/hallmark/envelope"
)

// cacheSize is how many checked vouchers are remembered, twice.
const cacheSize = 1 << 14

// verified remembers vouchers, with their grants, whose signatures were
// checked: a client sends the same ones with every request. It keeps two
// generations and forgets the older.
type verified struct {
	domain   envelope.ChannelDomain
	mu       sync.RWMutex
	now, old map[hallmark.Digest]*authority
}

func newVerified(d envelope.ChannelDomain) *verified {
	return &verified{domain: d, now: map[hallmark.Digest]*authority{}}
}

// check requires that the user, or the session key that the user granted,
// signed the voucher.
func (c *verified) check(v hallmark.SignedVoucher, g *hallmark.SignedGrant) (*authority, error) {
	if v.Voucher.Ceiling.Cmp(hallmark.MaxUint96) > 0 || v.Voucher.Epoch >= 1<<24 {
		return nil, hallmark.Errorf(hallmark.Invalid, "%s: ceiling or epoch out of range", wire.CheckVoucher)
	}
	id := nameOf(v, g)
	if a := c.get(id); a != nil {
		return a, nil
	}
	digest := c.domain.Voucher(v.Voucher)
	userKey, signed, err := envelope.Recover(digest, v.Signature)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Unauthenticated, "%s: %w", wire.CheckVoucher, err)
	}
	if signed != v.Voucher.User {
		if g == nil {
			return nil, hallmark.Errorf(hallmark.Unauthenticated, "%s: signed by %s, which is not the user %s, and no grant names it as session key", wire.CheckVoucher, signed, v.Voucher.User)
		}
		if userKey, err = c.granted(signed, v.Voucher, g); err != nil {
			return nil, err
		}
	} else if g != nil {
		if _, err := c.granted(g.Grant.Key, v.Voucher, g); err != nil {
			return nil, err
		}
	}
	a := &authority{voucher: v, digest: digest, grant: g, key: signed, userKey: userKey}
	c.put(id, a)
	return a, nil
}

// nameOf hashes all that is checked. It is cheaper than the digests that are
// signed, whose hash is the contract's.
func nameOf(v hallmark.SignedVoucher, g *hallmark.SignedGrant) hallmark.Digest {
	b := make([]byte, 0, 512)
	b = append(append(append(b, v.Voucher.User[:]...), v.Voucher.Provider[:]...), v.Voucher.Signer[:]...)
	ceiling := v.Voucher.Ceiling.Bytes()
	b = binary.BigEndian.AppendUint64(append(b, ceiling[:]...), v.Voucher.Epoch)
	b = append(binary.BigEndian.AppendUint32(b, uint32(len(v.Signature))), v.Signature...)
	if g != nil {
		b = append(append(append(b, g.Grant.User[:]...), g.Grant.Provider[:]...), g.Grant.Key[:]...)
		b = append(binary.BigEndian.AppendUint64(b, g.Grant.Epoch), g.Signature...)
	}
	return sha256.Sum256(b)
}

// granted requires that the grant lets the key sign in the voucher's channel,
// and gives the user's public key.
func (c *verified) granted(key hallmark.Address, v hallmark.Voucher, g *hallmark.SignedGrant) ([]byte, error) {
	if want := (hallmark.Grant{User: v.User, Provider: v.Provider, Key: key, Epoch: v.Epoch}); g.Grant != want {
		return nil, hallmark.Errorf(hallmark.Forbidden, "%s: the grant is for the key %s of user %s in epoch %d, not for %s of %s in epoch %d, or for another provider",
			wire.CheckSessionKey, g.Grant.Key, g.Grant.User, g.Grant.Epoch, key, v.User, v.Epoch)
	}
	userKey, by, err := envelope.Recover(c.domain.Grant(g.Grant), g.Signature)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Unauthenticated, "%s: the grant: %w", wire.CheckSessionKey, err)
	}
	if by != v.User {
		return nil, hallmark.Errorf(hallmark.Unauthenticated, "%s: the grant is signed by %s, not by the user %s", wire.CheckSessionKey, by, v.User)
	}
	return userKey, nil
}

// permits reports whether a key may sign requests: the user's own, or the one
// of the grant.
func (a *authority) permits(key hallmark.Address) bool {
	return key == a.voucher.Voucher.User || a.grant != nil && key == a.grant.Grant.Key
}

func (c *verified) get(id hallmark.Digest) *authority {
	c.mu.RLock()
	a, fresh := c.now[id]
	if !fresh {
		a = c.old[id]
	}
	c.mu.RUnlock()
	if a != nil && !fresh {
		c.put(id, a)
	}
	return a
}

func (c *verified) put(id hallmark.Digest, a *authority) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.now) >= cacheSize {
		c.now, c.old = map[hallmark.Digest]*authority{}, c.now
	}
	c.now[id] = a
}
