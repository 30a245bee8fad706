package sdk

import (
	"context"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/contracts"
	"github.com/hallmark-tee/hallmark/envelope"
)

// ChannelDomain is the EIP-712 domain of the network's channels.
func (m *Market) ChannelDomain() envelope.ChannelDomain {
	return envelope.NewChannelDomain(m.Network.ChainID, m.Network.Contracts.Channels)
}

// DepositChannel adds coins to the wallet's channel with a provider, opening it
// where there is none, and takes what the Ledger account lacks from the wallet.
// It gives the transactions it sent. Invalid: the Ledger opens none with so
// little.
func (m *Market) DepositChannel(ctx context.Context, provider hallmark.Address, amount hallmark.Amount) ([]hallmark.Digest, error) {
	on, err := m.chain.Channel(ctx, m.Address(), provider)
	if err != nil {
		return nil, err
	}
	_, least, err := m.chain.AccountLimits(ctx)
	if err != nil {
		return nil, err
	}
	if !on.Exists && amount.Cmp(least) < 0 {
		return nil, hallmark.Errorf(hallmark.Invalid, "a channel is opened with at least %s, not %s; any amount can be added later", least.Coins(), amount.Coins())
	}
	return m.moveTo(ctx, provider, contracts.ChannelService, amount)
}

// moveTo brings coins to a service's sub-account, through the Ledger.
func (m *Market) moveTo(ctx context.Context, provider hallmark.Address, service string, amount hallmark.Amount) ([]hallmark.Digest, error) {
	main, err := m.chain.Account(ctx, m.Address())
	if err != nil && hallmark.KindOf(err) != hallmark.NotFound {
		return nil, err
	}
	var sent []hallmark.Digest
	if deposit, lacks := amount.Sub(main.Available); lacks == nil && !deposit.IsZero() {
		leastAccount, _, limits := m.chain.AccountLimits(ctx)
		if limits != nil {
			return nil, limits
		}
		if err != nil && deposit.Cmp(leastAccount) < 0 { // a new account has a least size
			deposit = leastAccount
		}
		tx, err := m.Deposit(ctx, deposit)
		if err != nil {
			return sent, err
		}
		sent = append(sent, tx)
	}
	tx, err := m.Send(ctx, "transfer", m.Network.Contracts.TransferFund(provider, service, amount))
	if err != nil {
		return sent, err
	}
	return append(sent, tx), nil
}

// AcceptService lets the provider's present service claim up to the deposit on
// its enclave's signature alone, which is the cheaper claim. The zero digest:
// the provider has published none, or it is accepted already.
func (m *Market) AcceptService(ctx context.Context, provider hallmark.Address) (hallmark.Digest, error) {
	s, err := m.chain.Service(ctx, provider)
	if err != nil || s.Version == 0 {
		return hallmark.Digest{}, err
	}
	on, err := m.chain.Channel(ctx, m.Address(), provider)
	if err != nil || on.Accepted == s.Version {
		return hallmark.Digest{}, err
	}
	return m.Send(ctx, "accept", m.Network.Contracts.Accept(provider, s.Version))
}

// APIKey makes a bearer token that spends up to amount on the wallet's channel,
// at one enclave key and until a unix second. The channel begins there, by the
// user's word, at what the contract has claimed. metered is what the enclave
// has counted so far, at least.
func (m *Market) APIKey(ctx context.Context, provider, signer hallmark.Address, metered, amount hallmark.Amount, expires uint64) (string, hallmark.Voucher, error) {
	if m.wallet.Key() == nil {
		return "", hallmark.Voucher{}, hallmark.Errorf(hallmark.Unauthenticated, "an API key is signed by the wallet: --keystore FILE or --key-fd N")
	}
	on, err := m.chain.Channel(ctx, m.Address(), provider)
	if err != nil {
		return "", hallmark.Voucher{}, err
	}
	if metered.Cmp(on.Claimed) < 0 {
		metered = on.Claimed
	}
	v := hallmark.Voucher{User: m.Address(), Provider: provider, Signer: signer, Epoch: on.Epoch}
	if v.Ceiling, err = metered.Add(amount); err != nil {
		return "", v, err
	}
	if v.Ceiling.Cmp(on.Limit()) > 0 {
		return "", v, hallmark.Errorf(hallmark.Unfunded, "the channel holds %s above what is spent, less than %s; add to it with `hallmark channel deposit`", left(on.Limit(), metered).Coins(), amount.Coins())
	}
	d := m.ChannelDomain()
	k := hallmark.APIKey{Voucher: hallmark.SignedVoucher{Voucher: v}, Base: on.Claimed, Expires: expires}
	if k.Voucher.Signature, err = envelope.Sign(d.Voucher(v), m.wallet.Key()); err != nil {
		return "", v, err
	}
	key, err := d.NewAPIKey(k, m.wallet.Key())
	return key, v, err
}

func left(a, b hallmark.Amount) hallmark.Amount {
	d, err := a.Sub(b)
	if err != nil {
		return hallmark.Amount{}
	}
	return d
}
