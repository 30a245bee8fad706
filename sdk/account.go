package sdk

import (
	"context"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/contracts"
)

// Account is everything a user has on a network.
type Account struct {
	Address   hallmark.Address `json:"address"`
	Coins     hallmark.Amount  `json:"coins"`     // in the wallet
	Available hallmark.Amount  `json:"available"` // in the Ledger
	Providers []SubAccount     `json:"providers"`
	Claimable hallmark.Amount  `json:"claimable"` // earned, not withdrawn
}

// SubAccount is what the user keeps with one provider for jobs.
type SubAccount struct {
	Provider hallmark.Address `json:"provider"`
	Balance  hallmark.Amount  `json:"balance"`
	Locked   hallmark.Amount  `json:"locked"`
}

// Account reads the wallet's account; one without a Ledger account has zeros.
func (m *Market) Account(ctx context.Context, who hallmark.Address) (Account, error) {
	out := Account{Address: who, Providers: []SubAccount{}}
	coins, err := m.node.BalanceAt(ctx, addressOf(who), nil)
	if err != nil {
		return out, hallmark.Errorf(hallmark.Unavailable, "balance of %s: %w", who, err)
	}
	if out.Coins, err = hallmark.AmountFromBig(coins); err != nil {
		return out, err
	}
	if out.Claimable, err = m.chain.Claimable(ctx, who); err != nil {
		return out, err
	}
	main, err := m.chain.Account(ctx, who)
	if hallmark.KindOf(err) == hallmark.NotFound {
		return out, nil
	}
	if err != nil {
		return out, err
	}
	out.Available = main.Available
	providers, err := m.chain.Providers(ctx, who, contracts.JobService)
	if err != nil {
		return out, err
	}
	for _, p := range providers {
		sub, err := m.chain.SubAccount(ctx, who, p)
		if err != nil {
			return out, err
		}
		out.Providers = append(out.Providers, SubAccount{Provider: p, Balance: sub.Balance, Locked: sub.Locked})
	}
	return out, nil
}

// Deposit adds coins to the wallet's Ledger account, opening it if there is
// none.
func (m *Market) Deposit(ctx context.Context, amount hallmark.Amount) (hallmark.Digest, error) {
	_, err := m.chain.Account(ctx, m.Address())
	switch {
	case hallmark.KindOf(err) == hallmark.NotFound:
		return m.Send(ctx, "open account", m.Network.Contracts.AddLedger("", amount))
	case err != nil:
		return hallmark.Digest{}, err
	}
	return m.Send(ctx, "deposit", m.Network.Contracts.DepositFund(amount))
}

// Transfer moves coins from the Ledger account to the sub-account with a
// provider.
func (m *Market) Transfer(ctx context.Context, provider hallmark.Address, amount hallmark.Amount) (hallmark.Digest, error) {
	return m.Send(ctx, "transfer", m.Network.Contracts.TransferFund(provider, contracts.JobService, amount))
}

// Retrieve brings what no job locks back from a provider's sub-account.
func (m *Market) Retrieve(ctx context.Context, provider hallmark.Address) (hallmark.Digest, error) {
	return m.Send(ctx, "retrieve", m.Network.Contracts.RetrieveFund([]hallmark.Address{provider}, contracts.JobService))
}

// Refund pays coins out of the Ledger account to the wallet.
func (m *Market) Refund(ctx context.Context, amount hallmark.Amount) (hallmark.Digest, error) {
	return m.Send(ctx, "refund", m.Network.Contracts.Refund(amount))
}

// Withdraw pays earnings out to an account.
func (m *Market) Withdraw(ctx context.Context, to hallmark.Address) (hallmark.Digest, error) {
	return m.Send(ctx, "withdraw", m.Network.Contracts.Withdraw(to))
}

// Fund makes sure that a provider's sub-account has at least amount free,
// moving coins through the Ledger as needed. It gives the transactions it sent.
func (m *Market) Fund(ctx context.Context, provider hallmark.Address, amount hallmark.Amount) ([]hallmark.Digest, error) {
	sub, err := m.chain.SubAccount(ctx, m.Address(), provider)
	if err != nil {
		return nil, err
	}
	missing, err := amount.Sub(sub.Free())
	if err != nil || missing.IsZero() { // enough is there
		return nil, nil
	}
	_, leastTransfer, err := m.chain.AccountLimits(ctx)
	if err != nil {
		return nil, err
	}
	if !sub.Exists && missing.Cmp(leastTransfer) < 0 {
		missing = leastTransfer
	}
	return m.moveTo(ctx, provider, contracts.JobService, missing)
}
