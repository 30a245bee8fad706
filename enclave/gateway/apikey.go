package gateway

import (
	"crypto/sha256"
	"sync"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/wire"
	"github.com/hallmark-tee/hallmark/envelope"
)

// apiKeys remembers bearer tokens whose signatures were checked, by their
// SHA-256; it keeps two generations and forgets the older.
type apiKeys struct {
	domain   envelope.ChannelDomain
	mu       sync.Mutex
	now, old map[[32]byte]*hallmark.APIKey
}

func newAPIKeys(d envelope.ChannelDomain) apiKeys {
	return apiKeys{domain: d, now: map[[32]byte]*hallmark.APIKey{}}
}

// parse reads a token, or refuses it; that it has not expired is not judged.
func (k *apiKeys) parse(token string) (*hallmark.APIKey, error) {
	id := sha256.Sum256([]byte(token))
	k.mu.Lock()
	key := k.now[id]
	if key == nil {
		key = k.old[id]
	}
	k.mu.Unlock()
	if key == nil {
		parsed, err := k.domain.ParseAPIKey(token)
		if err != nil {
			return nil, refuse(wire.CheckAPIKey, hallmark.KindOf(err), "%w", err)
		}
		key = &parsed
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(k.now) >= cacheSize {
		k.now, k.old = map[[32]byte]*hallmark.APIKey{}, k.now
	}
	k.now[id] = key
	return key, nil
}

// admitKey judges a request that came by TLS with an API key, which is a
// voucher whose holder spends it.
func (g *Gateway) admitKey(token, method, path string, body hallmark.Digest) (*request, error) {
	k, err := g.keys.parse(token)
	if err != nil {
		return nil, err
	}
	if now := g.opt.Now().Unix(); k.Expires <= uint64(now) {
		return nil, refuse(wire.CheckAPIKey, hallmark.Unauthenticated, "it expired at unix second %d; make another with `hallmark channel key`", k.Expires)
	}
	v := k.Voucher.Voucher
	service, err := g.agreed(claim{signer: v.Signer, provider: v.Provider}, nil)
	if err != nil {
		return nil, err
	}
	a, err := g.vouched(k.Voucher, k.Grant, claim{user: v.User, provider: v.Provider, epoch: v.Epoch}, nil)
	if err != nil {
		return nil, err
	}
	channel, err := g.channelOf(v.User, v.Epoch)
	if err != nil {
		return nil, err
	}
	if err := keyed(a, a.key, channel); err != nil {
		return nil, err
	}
	account, err := g.accountOf(a, channel, k.Base)
	if err != nil {
		return nil, err
	}
	return &request{
		user: v.User, epoch: v.Epoch, account: account, service: service, transport: hallmark.TransportTLS,
		usage: hallmark.UsageRequest{Method: method, Path: path, Body: body, Signature: sha256.Sum256(k.Signature), Key: a.key},
	}, nil
}
