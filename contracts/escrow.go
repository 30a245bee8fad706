package contracts

import (
	"context"
	"math/big"

	"github.com/ethereum/go-ethereum/common"

	"github.com/hallmark-tee/hallmark"
	gen "github.com/hallmark-tee/hallmark/contracts/bind"
)

// JobStatus is where a job stands in the escrow.
type JobStatus uint8

// The states. JobOpen is the only one that can change.
const (
	JobNone      JobStatus = iota // never opened
	JobOpen                       // maxFee is locked
	JobCompleted                  // settled: the whole configuration was trained
	JobPartial                    // settled: stopped by the user's Cancel
	JobFailed                     // settled: fee 0
	JobReleased                   // given back by the provider
	JobReclaimed                  // given back after its end
	JobVoided                     // cancelled before it was opened
)

// String is the state's word.
func (s JobStatus) String() string {
	names := [...]string{"none", "open", "completed", "partial", "failed", "released", "reclaimed", "voided"}
	if int(s) < len(names) {
		return names[s]
	}
	return "unknown"
}

// Job is the escrow's record of a job.
type Job struct {
	Status    JobStatus
	MaxFee    hallmark.Amount
	Deadline  uint64 // chain time, seconds
	EndsAt    uint64 // last second to settle: the deadline, or earlier after a Cancel
	Cancelled bool
	Slashed   bool
}

// SubAccount is what a user keeps with a provider.
type SubAccount struct {
	Exists  bool
	Balance hallmark.Amount
	Locked  hallmark.Amount // by open jobs; part of Balance
}

// Free is what a new job can lock.
func (s SubAccount) Free() hallmark.Amount {
	free, err := s.Balance.Sub(s.Locked)
	if err != nil { // the contract keeps Locked <= Balance
		return hallmark.Amount{}
	}
	return free
}

// Bond is a provider's stake.
type Bond struct {
	Amount   hallmark.Amount // whole, the leaving part included
	Leaving  hallmark.Amount
	UnlockAt uint64 // chain time at which the leaving part may go
}

// Job reads a job; one never opened has status JobNone.
func (c *Client) Job(ctx context.Context, id hallmark.JobID) (Job, error) {
	e := gen.NewJobEscrow()
	out, err := read(ctx, "job "+id.String(), c.escrow, e.PackJobs(id), e.UnpackJobs)
	if err != nil {
		return Job{}, err
	}
	maxFee, err := hallmark.AmountFromBig(out.MaxFee)
	return Job{
		Status:    JobStatus(out.Status),
		MaxFee:    maxFee,
		Deadline:  out.Deadline.Uint64(),
		EndsAt:    out.EndsAt.Uint64(),
		Cancelled: out.Flags&1 != 0,
		Slashed:   out.Flags&2 != 0,
	}, err
}

// SubAccount reads what user keeps with provider.
func (c *Client) SubAccount(ctx context.Context, user, provider hallmark.Address) (SubAccount, error) {
	e := gen.NewJobEscrow()
	out, err := read(ctx, "sub-account", c.escrow, e.PackAccounts(common.Address(user), common.Address(provider)), e.UnpackAccounts)
	if err != nil {
		return SubAccount{}, err
	}
	balance, err := hallmark.AmountFromBig(out.Balance)
	if err != nil {
		return SubAccount{}, err
	}
	locked, err := hallmark.AmountFromBig(out.Locked)
	return SubAccount{Exists: out.Flags&1 != 0, Balance: balance, Locked: locked}, err
}

// Bond reads a provider's stake.
func (c *Client) Bond(ctx context.Context, provider hallmark.Address) (Bond, error) {
	e := gen.NewJobEscrow()
	out, err := read(ctx, "bond", c.escrow, e.PackBonds(common.Address(provider)), e.UnpackBonds)
	if err != nil {
		return Bond{}, err
	}
	amount, err := hallmark.AmountFromBig(out.Amount)
	if err != nil {
		return Bond{}, err
	}
	leaving, err := hallmark.AmountFromBig(out.Leaving)
	return Bond{Amount: amount, Leaving: leaving, UnlockAt: out.UnlockAt.Uint64()}, err
}

// MinBond reads the least bond that lets a provider open jobs.
func (c *Client) MinBond(ctx context.Context) (hallmark.Amount, error) {
	e := gen.NewJobEscrow()
	v, err := read(ctx, "least bond", c.escrow, e.PackMINBOND(), e.UnpackMINBOND)
	if err != nil {
		return hallmark.Amount{}, err
	}
	return hallmark.AmountFromBig(v)
}

// Claimable reads what payee may withdraw.
func (c *Client) Claimable(ctx context.Context, payee hallmark.Address) (hallmark.Amount, error) {
	e := gen.NewJobEscrow()
	v, err := read(ctx, "claimable", c.escrow, e.PackClaimable(common.Address(payee)), e.UnpackClaimable)
	if err != nil {
		return hallmark.Amount{}, err
	}
	return hallmark.AmountFromBig(v)
}

// Open is the provider's: lock maxFee on the user's signed order.
func (a Addresses) Open(o hallmark.Order, userSignature []byte) Call {
	return a.escrow(gen.NewJobEscrow().PackOpen(order(o), userSignature))
}

// Settle is anybody's, until the job's end: pay, return the rest and publish
// the wrapped key.
func (a Addresses) Settle(o hallmark.Order, s hallmark.Settlement, split []hallmark.Payee, wrappedKey, signature []byte, p PolicyProof) Call {
	return a.escrow(gen.NewJobEscrow().PackSettle(order(o), settlement(s), payees(split), wrappedKey, signature, p.wire()))
}

// Release is the provider's: give the lock back.
func (a Addresses) Release(o hallmark.Order) Call {
	return a.escrow(gen.NewJobEscrow().PackRelease(order(o)))
}

// RequestCancel is anybody's who has the user's signed Cancel.
func (a Addresses) RequestCancel(o hallmark.Order, userSignature []byte) Call {
	return a.escrow(gen.NewJobEscrow().PackRequestCancel(order(o), userSignature))
}

// Reclaim is anybody's after the job's end: return the lock to the user.
func (a Addresses) Reclaim(o hallmark.Order) Call {
	return a.escrow(gen.NewJobEscrow().PackReclaim(order(o)))
}

// Slash is anybody's who has two settlements of one job that disagree.
func (a Addresses) Slash(o hallmark.Order, x hallmark.Settlement, xSignature []byte, y hallmark.Settlement, ySignature []byte) Call {
	return a.escrow(gen.NewJobEscrow().PackSlash(order(o), settlement(x), xSignature, settlement(y), ySignature))
}

// AddBond adds to the sender's stake.
func (a Addresses) AddBond(amount hallmark.Amount) Call {
	call := a.escrow(gen.NewJobEscrow().PackBond())
	call.Value = amount
	return call
}

// Unbond starts the leave of a part of the sender's stake.
func (a Addresses) Unbond(amount hallmark.Amount) Call {
	return a.escrow(gen.NewJobEscrow().PackUnbond(amount.Big()))
}

// FinishUnbond makes the sender's unlocked leaving stake claimable.
func (a Addresses) FinishUnbond() Call { return a.escrow(gen.NewJobEscrow().PackFinishUnbond()) }

// Withdraw pays all the sender may claim to an account.
func (a Addresses) Withdraw(to hallmark.Address) Call {
	return a.escrow(gen.NewJobEscrow().PackWithdraw(common.Address(to)))
}

func (a Addresses) escrow(data []byte) Call { return Call{To: a.JobEscrow, Data: data} }

func payees(split []hallmark.Payee) []gen.Payee {
	list := make([]gen.Payee, len(split))
	for i, payee := range split {
		list[i] = gen.Payee{Account: common.Address(payee.Account), Bps: payee.BPS}
	}
	return list
}

func order(o hallmark.Order) gen.Order {
	return gen.Order{
		User: common.Address(o.User), Provider: common.Address(o.Provider), Signer: common.Address(o.Signer),
		BaseModel: o.BaseModel, DatasetRoot: o.DatasetRoot, DatasetDigest: o.DatasetDigest, Config: o.Config,
		Policy: o.Policy, Split: o.Split, Price: o.Price.Big(), MaxFee: o.MaxFee.Big(), Deadline: o.Deadline,
		Recipient: o.Recipient, Nonce: new(big.Int).SetBytes(o.Nonce[:]),
	}
}

func settlement(s hallmark.Settlement) gen.Settlement {
	return gen.Settlement{
		JobId: s.JobID, Fee: s.Fee.Big(), Outcome: uint8(s.Outcome), ArtifactRoot: s.ArtifactRoot,
		ArtifactDigest: s.ArtifactDigest, WrappedKeyHash: s.WrappedKeyHash, Receipt: s.Receipt, Invoice: s.Invoice,
	}
}
