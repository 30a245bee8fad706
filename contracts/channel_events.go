package contracts

import (
	"context"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/hallmark-tee/hallmark"
	gen "github.com/hallmark-tee/hallmark/contracts/bind/channels"
	"github.com/hallmark-tee/hallmark/envelope"
)

// ChannelEvent is one event about one channel: one of the pointer types
// ChannelFunded, ChannelClaimed, ExitRequested, ChannelRefunded,
// ServiceAccepted, SessionKeySet, SessionKeyRevoked, EpochStarted,
// SpendingReported, ChannelDeleted.
type ChannelEvent interface {
	// Parties are the channel's two ends.
	Parties() (user, provider hallmark.Address)
	// At is where the event stands.
	At() Place
}

type ofChannel struct {
	user, provider hallmark.Address
	place          Place
}

func (c ofChannel) Parties() (user, provider hallmark.Address) { return c.user, c.provider }
func (c ofChannel) At() Place                                  { return c.place }

// ChannelFunded: coins came in, and a part of a pending exit was called off.
type ChannelFunded struct {
	ofChannel
	Amount, Cancelled hallmark.Amount
}

// ChannelClaimed: Paid was credited to the payees; Total is the channel's
// spending since.
type ChannelClaimed struct {
	ofChannel
	Paid, Total hallmark.Amount
}

// ExitRequested: Amount leaves at UnlockAt.
type ExitRequested struct {
	ofChannel
	Amount   hallmark.Amount
	UnlockAt uint64
}

// ChannelRefunded: an exit was paid to the user's main account.
type ChannelRefunded struct {
	ofChannel
	Amount hallmark.Amount
}

// ServiceAccepted: the user lets this version of the service claim without
// vouchers.
type ServiceAccepted struct {
	ofChannel
	Version uint32
}

// SessionKeySet: Key signs vouchers of the epoch too.
type SessionKeySet struct {
	ofChannel
	Key   hallmark.Address
	Epoch uint64
}

// SessionKeyRevoked: the epoch ends at RevokeAt.
type SessionKeyRevoked struct {
	ofChannel
	Epoch    uint64
	RevokeAt uint64
}

// EpochStarted: an exit emptied the channel.
type EpochStarted struct {
	ofChannel
	Epoch uint64
}

// SpendingReported: the Ledger knows of Amount more spent.
type SpendingReported struct {
	ofChannel
	Amount hallmark.Amount
}

// ChannelDeleted: the empty channel was given up.
type ChannelDeleted struct{ ofChannel }

// ChannelEvents reads the events about channels in blocks from to to (to 0: the
// newest), in order; of one user or provider only, where it is not zero.
func (c *Client) ChannelEvents(ctx context.Context, from, to uint64, user, provider hallmark.Address) ([]ChannelEvent, error) {
	var events []ChannelEvent
	topics := [][]common.Hash{channelTopics(), topicOf(user), topicOf(provider)}
	err := c.scan(ctx, c.addresses.Channels, from, to, topics, func(log *types.Log) error {
		event, err := DecodeChannelEvent(log)
		if err == nil {
			events = append(events, event)
		}
		return err
	})
	return events, err
}

func topicOf(a hallmark.Address) []common.Hash {
	if a.IsZero() {
		return nil
	}
	return []common.Hash{common.BytesToHash(a[:])}
}

func channelTopics() []common.Hash {
	return topicsOf("AccountAdded", "AccountFunded", "AccountRefunded", "AccountDeleted", "Claimed", "ExitRequested",
		"ServiceAccepted", "SessionKeySet", "SessionKeyRevoked", "EpochStarted", "SpendingReported")
}

func topicsOf(names ...string) []common.Hash {
	contract, err := gen.ChannelsMetaData.ParseABI()
	if err != nil {
		panic("contracts: generated ABI does not parse: " + err.Error())
	}
	topics := make([]common.Hash, len(names))
	for i, name := range names {
		topics[i] = contract.Events[name].ID
	}
	return topics
}

// DecodeChannelEvent reads one log of the Channels; NotFound if it is none
// about a channel.
func DecodeChannelEvent(log *types.Log) (ChannelEvent, error) {
	if len(log.Topics) != 3 {
		return nil, hallmark.Errorf(hallmark.NotFound, "channels: the log is not about a channel")
	}
	k := gen.NewChannels()
	at := ofChannel{hallmark.Address(log.Topics[1][12:]), hallmark.Address(log.Topics[2][12:]), placeOf(log)}
	var failed error
	amount := func(v *big.Int) hallmark.Amount {
		out, err := hallmark.AmountFromBig(v)
		if err != nil {
			failed = hallmark.Errorf(hallmark.Invalid, "channels: a log of block %d: %w", log.BlockNumber, err)
		}
		return out
	}
	var event ChannelEvent
	if v, err := k.UnpackClaimedEvent(log); err == nil {
		event = &ChannelClaimed{at, amount(v.Paid), amount(v.Total)}
	} else if v, err := k.UnpackAccountAddedEvent(log); err == nil {
		event = &ChannelFunded{at, amount(v.Amount), hallmark.Amount{}}
	} else if v, err := k.UnpackAccountFundedEvent(log); err == nil {
		event = &ChannelFunded{at, amount(v.Amount), amount(v.Cancelled)}
	} else if v, err := k.UnpackExitRequestedEvent(log); err == nil {
		event = &ExitRequested{at, amount(v.Amount), v.UnlockAt.Uint64()}
	} else if v, err := k.UnpackAccountRefundedEvent(log); err == nil {
		event = &ChannelRefunded{at, amount(v.Amount)}
	} else if v, err := k.UnpackServiceAcceptedEvent(log); err == nil {
		event = &ServiceAccepted{at, v.Version}
	} else if v, err := k.UnpackSessionKeySetEvent(log); err == nil {
		event = &SessionKeySet{at, hallmark.Address(v.Key), v.Epoch.Uint64()}
	} else if v, err := k.UnpackSessionKeyRevokedEvent(log); err == nil {
		event = &SessionKeyRevoked{at, v.Epoch.Uint64(), v.RevokeAt.Uint64()}
	} else if v, err := k.UnpackEpochStartedEvent(log); err == nil {
		event = &EpochStarted{at, v.Epoch.Uint64()}
	} else if v, err := k.UnpackSpendingReportedEvent(log); err == nil {
		event = &SpendingReported{at, amount(v.Amount)}
	} else if _, err := k.UnpackAccountDeletedEvent(log); err == nil {
		event = &ChannelDeleted{at}
	} else {
		return nil, hallmark.Errorf(hallmark.NotFound, "channels: the log is not about a channel")
	}
	return event, failed
}

// BatchClaimed: a batch was claimed, and what it paid was credited by a split.
type BatchClaimed struct {
	Provider     hallmark.Address
	Signer       hallmark.Address
	InvoicesRoot hallmark.Digest
	Split        hallmark.Digest
	Paid         hallmark.Amount
	Place        Place
}

// BatchClaims reads the claims of a provider in blocks from to to (to 0: the
// newest), in order; with root not zero only those of that root.
func (c *Client) BatchClaims(ctx context.Context, from, to uint64, provider hallmark.Address, root hallmark.Digest) ([]BatchClaimed, error) {
	topics := [][]common.Hash{topicsOf("BatchClaimed"), topicOf(provider), nil, nil}
	if !root.IsZero() {
		topics[3] = []common.Hash{common.Hash(root)}
	}
	var out []BatchClaimed
	err := c.scan(ctx, c.addresses.Channels, from, to, topics, func(log *types.Log) error {
		v, err := gen.NewChannels().UnpackBatchClaimedEvent(log)
		if err != nil {
			return hallmark.Errorf(hallmark.Invalid, "channels: a log of block %d does not decode: %w", log.BlockNumber, err)
		}
		paid, err := hallmark.AmountFromBig(v.Paid)
		out = append(out, BatchClaimed{hallmark.Address(v.Provider), hallmark.Address(v.Signer), v.InvoicesRoot, v.Split, paid, placeOf(log)})
		return err
	})
	return out, err
}

// ServiceSet: a provider published a version of its service.
type ServiceSet struct {
	Provider hallmark.Address
	Service  Service
	Payees   []hallmark.Payee // behind Service.Split
	Place    Place
}

// ServiceVersions reads what a provider has published in blocks from to to (to
// 0: the newest), in order.
func (c *Client) ServiceVersions(ctx context.Context, from, to uint64, provider hallmark.Address) ([]ServiceSet, error) {
	var out []ServiceSet
	err := c.scan(ctx, c.addresses.Channels, from, to, [][]common.Hash{topicsOf("ServiceSet"), topicOf(provider)}, func(log *types.Log) error {
		v, err := gen.NewChannels().UnpackServiceSetEvent(log)
		if err != nil {
			return hallmark.Errorf(hallmark.Invalid, "channels: a log of block %d does not decode: %w", log.BlockNumber, err)
		}
		s := ServiceSet{
			Provider: hallmark.Address(v.Provider), Place: placeOf(log),
			Service: Service{Signer: hallmark.Address(v.Signer), Version: v.Version, Policy: v.Policy},
		}
		for _, p := range v.Split {
			s.Payees = append(s.Payees, hallmark.Payee{Account: hallmark.Address(p.Account), BPS: p.Bps})
		}
		s.Service.Split = envelope.SplitDigest(s.Payees)
		out = append(out, s)
		return nil
	})
	return out, err
}
