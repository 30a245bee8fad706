package envelope

import (
	"crypto/ecdsa"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"strings"

	"github.com/hallmark-tee/hallmark"
)

// The EIP-712 types of channels. The contract hashes Voucher; the others are
// for the enclave alone.
const (
	voucherType      = "Voucher(address user,address provider,address signer,uint128 ceiling,uint64 epoch)"
	grantType        = "Grant(address user,address provider,address key,uint64 epoch)"
	adapterGrantType = "AdapterGrant(address owner,bytes32 job,address user)"
	exchangeType     = "Exchange(address user,address provider,address signer,uint64 epoch,string method,string path,string contentType,bytes32 body,bytes32 voucher,bytes32 service,uint128 base,uint64 nonce)"

	apiKeyPrefix = "hm-"
	maxAPIKey    = 8 << 10
)

// ChannelDomain is the EIP-712 domain Hallmark/1 of one Channels contract. A
// program that hashes often keeps one: the separator and the types' names are
// hashed once.
type ChannelDomain struct {
	ChainID                  uint64
	Channels                 hallmark.Address
	separator                hallmark.Digest
	voucher, grant, exchange hallmark.Digest
}

// NewChannelDomain makes the domain of a contract.
func NewChannelDomain(chainID uint64, channels hallmark.Address) ChannelDomain {
	return ChannelDomain{
		ChainID: chainID, Channels: channels, separator: Domain{ChainID: chainID, Escrow: channels}.separator(),
		voucher: keccak([]byte(voucherType)), grant: keccak([]byte(grantType)), exchange: keccak([]byte(exchangeType)),
	}
}

func (d ChannelDomain) digest(structHash hallmark.Digest) hallmark.Digest {
	return keccak([]byte{0x19, 0x01}, d.separator[:], structHash[:])
}

// Voucher is the digest that the user or its session key signs.
func (d ChannelDomain) Voucher(v hallmark.Voucher) hallmark.Digest {
	return d.digest(words(d.voucher, address(v.User), address(v.Provider), address(v.Signer), amount(v.Ceiling), number(v.Epoch)))
}

// Grant is the digest that the user signs for a session key.
func (d ChannelDomain) Grant(g hallmark.Grant) hallmark.Digest {
	return d.digest(words(d.grant, address(g.User), address(g.Provider), address(g.Key), number(g.Epoch)))
}

// AdapterGrant is the digest that the owner of a model signs for another user.
func (d ChannelDomain) AdapterGrant(g hallmark.AdapterGrant) hallmark.Digest {
	return d.digest(words(keccak([]byte(adapterGrantType)), address(g.Owner), g.Job, address(g.User)))
}

// Exchange is the digest that is signed for every request.
func (d ChannelDomain) Exchange(e hallmark.Exchange) hallmark.Digest {
	return d.digest(words(d.exchange, address(e.User), address(e.Provider), address(e.Signer), number(e.Epoch),
		keccak([]byte(e.Method)), keccak([]byte(e.Path)), keccak([]byte(e.ContentType)), e.Body, e.Voucher, e.Service, amount(e.Base), number(e.Nonce)))
}

// CheckVoucher requires that the user, or the session key that a grant of the
// user names for this channel and epoch, signed the voucher, and gives the
// address that did. Unauthenticated or Forbidden otherwise.
func (d ChannelDomain) CheckVoucher(v hallmark.SignedVoucher, g *hallmark.SignedGrant) (hallmark.Address, error) {
	if v.Voucher.Ceiling.Cmp(hallmark.MaxUint96) > 0 || v.Voucher.Epoch >= 1<<24 {
		return hallmark.Address{}, hallmark.Errorf(hallmark.Invalid, "voucher: ceiling or epoch out of range")
	}
	_, signed, err := Recover(d.Voucher(v.Voucher), v.Signature)
	if err != nil {
		return signed, err
	}
	return signed, d.CheckKey(signed, v.Voucher.User, v.Voucher.Provider, v.Voucher.Epoch, g)
}

// CheckKey requires that a key may sign for the user: it is the user's own, or
// the grant names it.
func (d ChannelDomain) CheckKey(key, user, provider hallmark.Address, epoch uint64, g *hallmark.SignedGrant) error {
	if key == user {
		return nil
	}
	if g == nil {
		return hallmark.Errorf(hallmark.Unauthenticated, "signed by %s, which is not the user %s, and no grant names it as session key", key, user)
	}
	if want := (hallmark.Grant{User: user, Provider: provider, Key: key, Epoch: epoch}); g.Grant != want {
		return hallmark.Errorf(hallmark.Forbidden, "the grant is for the key %s of user %s at provider %s in epoch %d, not for %s of %s at %s in epoch %d",
			g.Grant.Key, g.Grant.User, g.Grant.Provider, g.Grant.Epoch, key, user, provider, epoch)
	}
	return Require("session key grant", d.Grant(g.Grant), g.Signature, user)
}

// ServiceDigest names a service record.
func ServiceDigest(r hallmark.ServiceRecord) (hallmark.Digest, error) { return Digest(r) }

// ServiceSigning is what the provider signs: keccak-256 of the tag and the
// canonical record.
func ServiceSigning(r hallmark.ServiceRecord) (hallmark.Digest, error) {
	b, err := Canonical(r)
	if err != nil {
		return hallmark.Digest{}, err
	}
	return keccak([]byte("hallmark service v1\n"), b), nil
}

// CheckService validates a record and requires its provider's signature.
func CheckService(s hallmark.SignedService) error {
	if err := s.Record.Validate(); err != nil {
		return err
	}
	if err := CheckPayees(s.Record.Split); err != nil {
		return err
	}
	digest, err := ServiceSigning(s.Record)
	if err != nil {
		return err
	}
	return Require("service record", digest, s.Signature, s.Record.Provider)
}

// apiKeySigning is what turns a voucher into an API key.
func (d ChannelDomain) apiKeySigning(k hallmark.APIKey) hallmark.Digest {
	v := d.Voucher(k.Voucher.Voucher)
	base := amount(k.Base)
	return keccak([]byte("hallmark api key v1\n"), v[:], base[:], binary.BigEndian.AppendUint64(nil, k.Expires))
}

// NewAPIKey signs and encodes an API key with the key that signed its voucher.
func (d ChannelDomain) NewAPIKey(k hallmark.APIKey, key *ecdsa.PrivateKey) (string, error) {
	var err error
	if k.Signature, err = Sign(d.apiKeySigning(k), key); err != nil {
		return "", err
	}
	b, err := json.Marshal(k)
	if err != nil {
		return "", hallmark.Errorf(hallmark.Internal, "encode the API key: %w", err)
	}
	return apiKeyPrefix + base64.RawURLEncoding.EncodeToString(b), nil
}

// ParseAPIKey reads an API key and requires that its voucher's signer made it.
// Its errors never quote the key. Whether it has expired is the caller's
// question.
func (d ChannelDomain) ParseAPIKey(text string) (hallmark.APIKey, error) {
	var k hallmark.APIKey
	body, ok := strings.CutPrefix(text, apiKeyPrefix)
	if !ok || len(text) > maxAPIKey {
		return k, hallmark.Errorf(hallmark.Unauthenticated, "not an API key of Hallmark (it begins with %q); make one with `hallmark channel key`", apiKeyPrefix)
	}
	b, err := base64.RawURLEncoding.DecodeString(body)
	if err != nil || hallmark.DecodeStrict(b, "API key", &k) != nil {
		return hallmark.APIKey{}, hallmark.Errorf(hallmark.Unauthenticated, "the API key is damaged; copy it again")
	}
	signed, err := d.CheckVoucher(k.Voucher, k.Grant)
	if err != nil {
		return k, err
	}
	return k, Require("API key", d.apiKeySigning(k), k.Signature, signed)
}
