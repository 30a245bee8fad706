package contracts

import (
	"context"

	"github.com/ethereum/go-ethereum/common"

	"github.com/hallmark-tee/hallmark"
	gen "github.com/hallmark-tee/hallmark/contracts/bind"
)

// JobService is the name under which the Ledger knows the JobEscrow.
const JobService = "hallmark-job-v1.0"

// Account is a user's main account in the Ledger.
type Account struct {
	Available hallmark.Amount // held by the Ledger, free to leave
	Total     hallmark.Amount // with what lies in services' sub-accounts and is not reported spent
	Info      string          // the user's own JSON
}

// Account reads a main account; NotFound where the user has none.
func (c *Client) Account(ctx context.Context, user hallmark.Address) (Account, error) {
	l := gen.NewLedger()
	out, err := read(ctx, "main account of "+user.String(), c.ledger, l.PackGetLedger(common.Address(user)), l.UnpackGetLedger)
	if err != nil {
		return Account{}, err
	}
	available, err := hallmark.AmountFromBig(out.AvailableBalance)
	if err != nil {
		return Account{}, err
	}
	total, err := hallmark.AmountFromBig(out.TotalBalance)
	return Account{Available: available, Total: total, Info: out.AdditionalInfo}, err
}

// AccountLimits are the Ledger's least main account and least first transfer
// to a provider.
func (c *Client) AccountLimits(ctx context.Context) (leastAccount, leastTransfer hallmark.Amount, err error) {
	l := gen.NewLedger()
	account, err := read(ctx, "least account", c.ledger, l.PackMINACCOUNTBALANCE(), l.UnpackMINACCOUNTBALANCE)
	if err != nil {
		return leastAccount, leastTransfer, err
	}
	transfer, err := read(ctx, "least transfer", c.ledger, l.PackMINTRANSFERAMOUNT(), l.UnpackMINTRANSFERAMOUNT)
	if err != nil {
		return leastAccount, leastTransfer, err
	}
	if leastAccount, err = hallmark.AmountFromBig(account); err != nil {
		return leastAccount, leastTransfer, err
	}
	leastTransfer, err = hallmark.AmountFromBig(transfer)
	return leastAccount, leastTransfer, err
}

// Providers lists the providers with whom user has a sub-account in a service.
func (c *Client) Providers(ctx context.Context, user hallmark.Address, service string) ([]hallmark.Address, error) {
	l := gen.NewLedger()
	out, err := read(ctx, "providers", c.ledger, l.PackGetLedgerProviders(common.Address(user), service), l.UnpackGetLedgerProviders)
	if err != nil {
		return nil, err
	}
	list := make([]hallmark.Address, len(out))
	for i, a := range out {
		list[i] = hallmark.Address(a)
	}
	return list, nil
}

// AddLedger opens the sender's main account with a first deposit.
func (a Addresses) AddLedger(info string, deposit hallmark.Amount) Call {
	return a.ledger(gen.NewLedger().PackAddLedger(info), deposit)
}

// DepositFund adds to the sender's main account.
func (a Addresses) DepositFund(amount hallmark.Amount) Call {
	return a.ledger(gen.NewLedger().PackDepositFund(), amount)
}

// DepositFundFor adds to another's main account.
func (a Addresses) DepositFundFor(user hallmark.Address, amount hallmark.Amount) Call {
	return a.ledger(gen.NewLedger().PackDepositFundFor(common.Address(user)), amount)
}

// TransferFund moves from the sender's main account to its sub-account with a
// provider in a service, such as JobService.
func (a Addresses) TransferFund(provider hallmark.Address, service string, amount hallmark.Amount) Call {
	return a.ledger(gen.NewLedger().PackTransferFund(common.Address(provider), service, amount.Big()), hallmark.Amount{})
}

// RetrieveFund brings back what providers' sub-accounts let go.
func (a Addresses) RetrieveFund(providers []hallmark.Address, service string) Call {
	list := make([]common.Address, len(providers))
	for i, p := range providers {
		list[i] = common.Address(p)
	}
	return a.ledger(gen.NewLedger().PackRetrieveFund(list, service), hallmark.Amount{})
}

// Refund pays available coins out to the sender.
func (a Addresses) Refund(amount hallmark.Amount) Call {
	return a.ledger(gen.NewLedger().PackRefund(amount.Big()), hallmark.Amount{})
}

// DeleteLedger closes the sender's empty main account.
func (a Addresses) DeleteLedger() Call {
	return a.ledger(gen.NewLedger().PackDeleteLedger(), hallmark.Amount{})
}

// RegisterService is the Ledger owner's: make a service known as type-version.
func (a Addresses) RegisterService(kind, version string, service hallmark.Address, description string) Call {
	data := gen.NewLedger().PackRegisterService(kind, version, common.Address(service), description)
	return a.ledger(data, hallmark.Amount{})
}

// RecommendService is the Ledger owner's: name the version of a type to use.
func (a Addresses) RecommendService(kind, version string) Call {
	return a.ledger(gen.NewLedger().PackSetRecommendedService(kind, version), hallmark.Amount{})
}

func (a Addresses) ledger(data []byte, value hallmark.Amount) Call {
	return Call{To: a.Ledger, Value: value, Data: data}
}
