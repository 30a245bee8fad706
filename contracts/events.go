package contracts

import (
	"context"
	"errors"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/hallmark-tee/hallmark"
	gen "github.com/hallmark-tee/hallmark/contracts/bind"
)

// scanStep is how many blocks one log query covers; nodes limit it.
const scanStep = 5_000

// Place is where on the chain an event stands.
type Place struct {
	Block uint64
	Tx    hallmark.Digest
	Index uint // of the log in its block
}

// JobEvent is one event of the escrow about a job: one of the pointer types
// JobOpened, JobSettled, KeyPublished, CancelRequested, JobReturned.
type JobEvent interface {
	// Job is the id of the job.
	Job() hallmark.JobID
	// At is where the event stands.
	At() Place
}

type about struct {
	job   hallmark.JobID
	place Place
}

func (a about) Job() hallmark.JobID { return a.job }
func (a about) At() Place           { return a.place }

// JobOpened: the provider locked the user's maximum fee.
type JobOpened struct {
	about
	User, Provider hallmark.Address
	MaxFee         hallmark.Amount
	Deadline       uint64
}

// JobSettled: the fee was credited and the rest returned.
type JobSettled struct {
	about
	User, Provider hallmark.Address
	Outcome        hallmark.Outcome
	Fee            hallmark.Amount
	ArtifactRoot   hallmark.Digest
	ArtifactDigest hallmark.Digest
	Receipt        hallmark.Digest
	Invoice        hallmark.Digest
}

// KeyPublished: the artifact's key, wrapped to the user's.
type KeyPublished struct {
	about
	WrappedKey hallmark.Hex
}

// CancelRequested: the user's Cancel was recorded.
type CancelRequested struct {
	about
	EndsAt uint64
}

// JobReturned: the lock went back to the user, or the order was voided before
// it was opened. Status is JobReleased, JobReclaimed or JobVoided.
type JobReturned struct {
	about
	Status JobStatus
}

// JobEvents reads the escrow's events about jobs in blocks from to to (to 0:
// the newest), in order; with job non-nil only those about it.
func (c *Client) JobEvents(ctx context.Context, from, to uint64, job *hallmark.JobID) ([]JobEvent, error) {
	var ids []common.Hash
	if job != nil {
		ids = []common.Hash{common.Hash(*job)}
	}
	var events []JobEvent
	err := c.scan(ctx, c.addresses.JobEscrow, from, to, [][]common.Hash{jobTopics(), ids}, func(log *types.Log) error {
		event, err := DecodeJobEvent(log)
		if err == nil {
			events = append(events, event)
		}
		return err
	})
	return events, err
}

func jobTopics() []common.Hash {
	contract, err := gen.JobEscrowMetaData.ParseABI()
	if err != nil {
		panic("contracts: generated ABI does not parse: " + err.Error())
	}
	var topics []common.Hash
	for _, name := range []string{"JobOpened", "JobSettled", "KeyPublished", "CancelRequested", "JobReleased", "JobReclaimed", "JobVoided"} {
		topics = append(topics, contract.Events[name].ID)
	}
	return topics
}

// DecodeJobEvent reads one log of the escrow; NotFound if it is none of a job.
func DecodeJobEvent(log *types.Log) (JobEvent, error) {
	if len(log.Topics) < 2 || !slices.Contains(jobTopics(), log.Topics[0]) {
		return nil, hallmark.Errorf(hallmark.NotFound, "escrow: the log is not about a job")
	}
	e := gen.NewJobEscrow()
	a := about{hallmark.JobID(log.Topics[1]), placeOf(log)}
	var failed error
	amount := func(v *big.Int) hallmark.Amount {
		out, err := hallmark.AmountFromBig(v)
		failed = errors.Join(failed, err)
		return out
	}
	var event JobEvent
	if v, err := e.UnpackJobOpenedEvent(log); err == nil {
		event = &JobOpened{a, hallmark.Address(v.User), hallmark.Address(v.Provider), amount(v.MaxFee), v.Deadline.Uint64()}
	} else if v, err := e.UnpackJobSettledEvent(log); err == nil {
		event = &JobSettled{
			a, hallmark.Address(v.User), hallmark.Address(v.Provider), hallmark.Outcome(v.Outcome), amount(v.Fee),
			v.ArtifactRoot, v.ArtifactDigest, v.Receipt, v.Invoice,
		}
	} else if v, err := e.UnpackKeyPublishedEvent(log); err == nil {
		event = &KeyPublished{a, v.WrappedKey}
	} else if v, err := e.UnpackCancelRequestedEvent(log); err == nil {
		event = &CancelRequested{a, v.EndsAt.Uint64()}
	} else if _, err := e.UnpackJobReleasedEvent(log); err == nil {
		event = &JobReturned{a, JobReleased}
	} else if _, err := e.UnpackJobReclaimedEvent(log); err == nil {
		event = &JobReturned{a, JobReclaimed}
	} else if _, err := e.UnpackJobVoidedEvent(log); err == nil {
		event = &JobReturned{a, JobVoided}
	} else {
		return nil, hallmark.Errorf(hallmark.Invalid, "escrow: a log of block %d does not decode: %w", log.BlockNumber, err)
	}
	if failed != nil {
		return nil, hallmark.Errorf(hallmark.Invalid, "escrow: a log of block %d: %w", log.BlockNumber, failed)
	}
	return event, nil
}

// Registered: a signer's quote was accepted.
type Registered struct {
	Signer      hallmark.Address
	Measurement hallmark.Digest
	Platform    [16]byte
	Kind        uint8
	Block       uint64 // whose hash the quote carries
	Until       uint64
	RuntimeData hallmark.Digest // SHA-256
	Place       Place
}

// Registrations reads the registrations of a signer in blocks from to to (to
// 0: the newest), in order.
func (c *Client) Registrations(ctx context.Context, signer hallmark.Address, from, to uint64) ([]Registered, error) {
	contract, err := gen.AttestationRegistryMetaData.ParseABI()
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Internal, "registry: %w", err)
	}
	topics := [][]common.Hash{{contract.Events["Registered"].ID}, {common.BytesToHash(signer[:])}}
	var out []Registered
	err = c.scan(ctx, c.addresses.Registry, from, to, topics, func(log *types.Log) error {
		v, err := gen.NewAttestationRegistry().UnpackRegisteredEvent(log)
		if err != nil {
			return hallmark.Errorf(hallmark.Invalid, "registry: a log of block %d does not decode: %w", log.BlockNumber, err)
		}
		out = append(out, Registered{
			Signer: hallmark.Address(v.Signer), Measurement: v.Measurement, Platform: v.Platform, Kind: v.Kind,
			Block: v.BlockNumber.Uint64(), Until: v.Until.Uint64(), RuntimeData: v.RuntimeDataHash, Place: placeOf(log),
		})
		return nil
	})
	return out, err
}

func placeOf(log *types.Log) Place {
	return Place{Block: log.BlockNumber, Tx: hallmark.Digest(log.TxHash), Index: log.Index}
}

// scan visits logs in order, in steps that nodes accept. Logs that a reorg
// took back are left out.
func (c *Client) scan(ctx context.Context, at hallmark.Address, from, to uint64, topics [][]common.Hash, visit func(*types.Log) error) error {
	if to == 0 {
		head, err := c.Head(ctx)
		if err != nil {
			return err
		}
		to = head.Number
	}
	for ; from <= to; from += scanStep {
		logs, err := c.chain.FilterLogs(ctx, ethereum.FilterQuery{
			FromBlock: new(big.Int).SetUint64(from),
			ToBlock:   new(big.Int).SetUint64(min(from+scanStep-1, to)),
			Addresses: []common.Address{common.Address(at)},
			Topics:    topics,
		})
		if err != nil {
			return hallmark.Errorf(hallmark.Unavailable, "chain: read logs from block %d: %w", from, err)
		}
		for i := range logs {
			if logs[i].Removed {
				continue
			}
			if err := visit(&logs[i]); err != nil {
				return err
			}
		}
	}
	return nil
}
