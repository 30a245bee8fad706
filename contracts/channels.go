package contracts

import (
	"context"
	"math/big"

	"github.com/ethereum/go-ethereum/common"

	"github.com/hallmark-tee/hallmark"
	gen "github.com/hallmark-tee/hallmark/contracts/bind/channels"
)

// ChannelService is the name under which the Ledger knows the Channels.
const ChannelService = "hallmark-channel-v1.0"

// Service is what a provider has published on chain of its inference.
type Service struct {
	Signer  hallmark.Address // the enclave key that meters now
	Version uint32           // 0: the provider has published nothing
	Policy  hallmark.Digest  // that the signer must satisfy when a batch is claimed
	Split   hallmark.Digest  // of the payees; zero: the provider alone
}

// Channel is the state of one user's channel with one provider, by the time of
// the newest block.
type Channel struct {
	Exists     bool
	Deposited  hallmark.Amount // all that came in, less what left by exits
	Claimed    hallmark.Amount // all that was ever credited to the provider's payees
	Epoch      uint64
	Accepted   uint32           // version of the service that may claim without vouchers; 0: none
	PendingOut hallmark.Amount  // leaves at UnlockAt
	UnlockAt   uint64           // chain time; 0: no exit is pending
	Reported   hallmark.Amount  // part of Claimed that the Ledger knows of
	SessionKey hallmark.Address // of this epoch; zero: none
	RevokeAt   uint64           // chain time at which the epoch ends by revocation; 0: it does not
}

// Balance is what the channel holds.
func (c Channel) Balance() hallmark.Amount { return less(c.Deposited, c.Claimed) }

// Limit is the cumulative total up to which a provider is covered: the deposit
// without what is about to leave.
func (c Channel) Limit() hallmark.Amount { return less(c.Deposited, c.PendingOut) }

// less is a-b for amounts that the contract keeps in this order.
func less(a, b hallmark.Amount) hallmark.Amount {
	d, err := a.Sub(b)
	if err != nil {
		return hallmark.Amount{}
	}
	return d
}

// Service reads what a provider has published; Version 0 where it has not.
func (c *Client) Service(ctx context.Context, provider hallmark.Address) (Service, error) {
	k := gen.NewChannels()
	out, err := read(ctx, "service of "+provider.String(), c.channels, k.PackService(common.Address(provider)), k.UnpackService)
	if err != nil {
		return Service{}, err
	}
	return Service{Signer: hallmark.Address(out.Signer), Version: out.Version, Policy: out.Policy, Split: out.Split}, nil
}

// Channel reads a channel; Exists false where there is none.
func (c *Client) Channel(ctx context.Context, user, provider hallmark.Address) (Channel, error) {
	k := gen.NewChannels()
	out, err := read(ctx, "channel", c.channels, k.PackChannel(common.Address(user), common.Address(provider)), k.UnpackChannel)
	if err != nil {
		return Channel{}, err
	}
	ch := Channel{
		Exists: out.Exists, Epoch: out.Epoch.Uint64(), Accepted: out.Accepted, UnlockAt: out.UnlockAt.Uint64(),
		SessionKey: hallmark.Address(out.SessionKey), RevokeAt: out.RevokeAt.Uint64(),
	}
	for _, f := range []struct {
		to   *hallmark.Amount
		from *big.Int
	}{{&ch.Deposited, out.Deposited}, {&ch.Claimed, out.Claimed}, {&ch.PendingOut, out.PendingOut}, {&ch.Reported, out.Reported}} {
		if *f.to, err = hallmark.AmountFromBig(f.from); err != nil {
			return Channel{}, err
		}
	}
	return ch, nil
}

// ChannelClaimable reads what payee may withdraw from the Channels.
func (c *Client) ChannelClaimable(ctx context.Context, payee hallmark.Address) (hallmark.Amount, error) {
	k := gen.NewChannels()
	v, err := read(ctx, "claimable", c.channels, k.PackClaimable(common.Address(payee)), k.UnpackClaimable)
	if err != nil {
		return hallmark.Amount{}, err
	}
	return hallmark.AmountFromBig(v)
}

// SetService is the provider's: publish who meters, under which policy, and
// who is paid, as the next version.
func (a Addresses) SetService(signer hallmark.Address, policy hallmark.Digest, split []hallmark.Payee) Call {
	return a.channels(gen.NewChannels().PackSetService(common.Address(signer), policy, channelPayees(split)))
}

// Accept is the user's: let the signer of this version of the provider's
// service claim up to the deposit without vouchers, in this epoch.
func (a Addresses) Accept(provider hallmark.Address, version uint32) Call {
	return a.channels(gen.NewChannels().PackAccept(common.Address(provider), version))
}

// SetSessionKey is the user's: let a key sign vouchers of the channel's epoch.
func (a Addresses) SetSessionKey(provider, key hallmark.Address) Call {
	return a.channels(gen.NewChannels().PackSetSessionKey(common.Address(provider), common.Address(key)))
}

// RevokeSessionKey is the user's: end the channel's epoch after the delay, and
// with it its session key, its vouchers and its acceptance.
func (a Addresses) RevokeSessionKey(provider hallmark.Address) Call {
	return a.channels(gen.NewChannels().PackRevokeSessionKey(common.Address(provider)))
}

// Exit is the user's: ask for everything that the channels with providers
// hold, and take to the main account what was asked for a delay ago.
func (a Addresses) Exit(providers ...hallmark.Address) Call {
	return a.RetrieveFund(providers, ChannelService)
}

// Sync is anybody's: tell the Ledger what users have spent with a provider.
func (a Addresses) Sync(provider hallmark.Address, users []hallmark.Address) Call {
	list := make([]common.Address, len(users))
	for i, u := range users {
		list[i] = common.Address(u)
	}
	return a.channels(gen.NewChannels().PackSync(common.Address(provider), list))
}

// WithdrawChannels pays all that the sender may claim from the Channels to an
// account.
func (a Addresses) WithdrawChannels(to hallmark.Address) Call {
	return a.channels(gen.NewChannels().PackWithdraw(common.Address(to)))
}

// ClaimBatch is anybody's: claim a batch on the enclave's signature alone, for
// the users who have accepted the service's current version. It leaves the
// batch's vouchers out; what it does not pay, ClaimSigned may.
func (a Addresses) ClaimBatch(b hallmark.Batch, split []hallmark.Payee, p PolicyProof) (Call, error) {
	if err := b.Validate(); err != nil {
		return Call{}, err
	}
	items := make([]gen.Item, len(b.Items))
	for i, item := range b.Items {
		items[i] = gen.Item{User: common.Address(item.User), Total: item.Total.Big(), Epoch: new(big.Int).SetUint64(item.Epoch)}
	}
	return a.channels(gen.NewChannels().PackClaimBatch(
		common.Address(b.Provider), common.Address(b.Signer), items, channelPayees(split), b.Root, b.Signature, gen.PolicyProof(p.wire()))), nil
}

// ClaimSigned is anybody's: claim a batch on the payers' vouchers as well, one
// for each item. An item counts up to its voucher's ceiling; one whose voucher
// is not signed by its user or the epoch's session key pays nothing.
func (a Addresses) ClaimSigned(b hallmark.Batch, split []hallmark.Payee, p PolicyProof) (Call, error) {
	if err := b.Validate(); err != nil {
		return Call{}, err
	}
	if len(b.Vouchers) == 0 {
		return Call{}, hallmark.Errorf(hallmark.Invalid, "batch %d: it has no vouchers", b.Number)
	}
	items := make([]gen.SignedItem, len(b.Items))
	for i, item := range b.Items {
		r, vs, err := compact(b.Vouchers[i].Signature)
		if err != nil {
			return Call{}, hallmark.Errorf(hallmark.Invalid, "batch %d: voucher %d: %w", b.Number, i, err)
		}
		items[i] = gen.SignedItem{
			User: common.Address(item.User), Total: item.Total.Big(), Epoch: new(big.Int).SetUint64(item.Epoch),
			Ceiling: b.Vouchers[i].Voucher.Ceiling.Big(), R: r, Vs: vs,
		}
	}
	return a.channels(gen.NewChannels().PackClaimSigned(
		common.Address(b.Provider), common.Address(b.Signer), items, channelPayees(split), b.Root, b.Signature, gen.PolicyProof(p.wire()))), nil
}

func channelPayees(split []hallmark.Payee) []gen.Payee {
	list := make([]gen.Payee, len(split))
	for i, p := range payees(split) {
		list[i] = gen.Payee(p)
	}
	return list
}

// compact is a 65-byte signature as EIP-2098 writes it: s with the parity in
// its top bit, which low s leaves free.
func compact(sig []byte) (r, vs [32]byte, err error) {
	if len(sig) != 65 || sig[64] != 27 && sig[64] != 28 || sig[32] >= 0x80 {
		return r, vs, hallmark.Errorf(hallmark.Invalid, "the signature is not 65 bytes with low s, ending in 27 or 28")
	}
	copy(r[:], sig[:32])
	copy(vs[:], sig[32:64])
	vs[0] |= (sig[64] - 27) << 7
	return r, vs, nil
}

func (a Addresses) channels(data []byte) Call { return Call{To: a.Channels, Data: data} }
