package inference

import (
	"context"
	"crypto/ecdsa"
	"errors"
	"log/slog"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/crypto"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/envelope"
	"github.com/hallmark-tee/hallmark/sdk/wallet"
)

// Config says with whom, for whom and for how much a session works.
type Config struct {
	Provider Provider
	Chain    Chain
	ChainID  uint64
	Channels hallmark.Address // the contract that the user pins
	Wallet   wallet.Wallet
	// Cap is the most that all receipts kept in Dir may add up to.
	Cap hallmark.Amount
	// Step is how far one voucher goes beyond what is needed; zero: a
	// sixteenth of Cap. What an enclave could take beyond what it answered is
	// bounded by it.
	Step hallmark.Amount
	// Shared says that others spend on the same channel too, so that totals may
	// grow between receipts of this session.
	Shared bool
	// Refresh is how long evidence is good for; zero: an hour.
	Refresh time.Duration
	// Shares are other users' models that this wallet may call.
	Shares []hallmark.SignedAdapterShare
	Dir    string
	Log    *slog.Logger     // nil: none
	Now    func() time.Time // nil: time.Now
}

// Session is a running account with one provider. It may be used from many
// goroutines.
type Session struct {
	cfg     Config
	domain  envelope.ChannelDomain
	key     *ecdsa.PrivateKey // of this session only
	archive *archive

	refreshing sync.Mutex // one at a time asks for terms

	mu       sync.Mutex
	terms    *terms
	window   window
	nonce    uint64
	next     uint64 // number of the next exchange, from 1
	flying   map[uint64]struct{}
	lost     []uint64 // exchanges that ended without a receipt and without a refusal
	accounts map[accountKey]*totals
	spent    hallmark.Amount // sum of fees in the archive
	count    uint64
	stopped  error
	failures []Failed
	last     *hallmark.SignedUsage
	adapters map[hallmark.JobID]FineTuned
	shares   map[hallmark.JobID]hallmark.SignedAdapterShare
	records  map[hallmark.Digest]hallmark.ServiceRecord

	life    context.Context // of what goes on after a call
	end     context.CancelFunc
	working sync.WaitGroup
}

// Failed is a check that did not hold.
type Failed struct {
	Time  time.Time `json:"time"`
	Check string    `json:"check"`
	Text  string    `json:"text"`
}

// Open verifies the provider's enclave, reads the channel, and takes up what
// earlier sessions left in the directory. The kinds of errors are those of
// Vet, Conflict where another session holds the directory, and Unfunded.
func Open(ctx context.Context, cfg Config) (*Session, error) {
	if cfg.Wallet.Key() == nil {
		return nil, hallmark.Errorf(hallmark.Unauthenticated, "a session needs a wallet: --keystore FILE or --key-fd N")
	}
	if cfg.Channels.IsZero() {
		return nil, hallmark.Errorf(hallmark.Unsupported, "the network file names no channels contract: inference is not offered there")
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	if cfg.Refresh == 0 {
		cfg.Refresh = time.Hour
	}
	if cfg.Step.IsZero() {
		step, err := hallmark.AmountFromBig(cfg.Cap.Big().Rsh(cfg.Cap.Big(), 4))
		if err != nil {
			return nil, err
		}
		cfg.Step = step
	}
	key, err := crypto.GenerateKey()
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Internal, "session key: %w", err)
	}
	s := &Session{
		cfg: cfg, domain: envelope.NewChannelDomain(cfg.ChainID, cfg.Channels), key: key, next: 1, flying: map[uint64]struct{}{},
		accounts: map[accountKey]*totals{}, adapters: map[hallmark.JobID]FineTuned{}, records: map[hallmark.Digest]hallmark.ServiceRecord{},
		shares: map[hallmark.JobID]hallmark.SignedAdapterShare{},
	}
	s.life, s.end = context.WithCancel(context.WithoutCancel(ctx))
	var past []hallmark.SignedUsage
	var open []sent
	if s.archive, past, open, err = openArchive(cfg.Dir); err != nil {
		s.end()
		return nil, err
	}
	if err := s.begin(ctx, past, open); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

func (s *Session) begin(ctx context.Context, past []hallmark.SignedUsage, open []sent) error {
	if err := s.takeShares(ctx); err != nil {
		return err
	}
	if err := s.refresh(ctx, nil); err != nil {
		return err
	}
	if err := s.takeUp(past); err != nil {
		return err
	}
	return s.recoverPast(ctx, open)
}

// takeUp goes on with the receipts of earlier runs.
func (s *Session) takeUp(past []hallmark.SignedUsage) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range past {
		u := past[i].Receipt
		if u.User != s.cfg.Wallet.Address() || u.Provider != s.terms.provider() || u.Channels != s.cfg.Channels || u.ChainID != s.cfg.ChainID {
			continue // another wallet's, provider's or network's
		}
		digest, err := envelope.CheckUsage(past[i])
		if err != nil {
			return hallmark.Errorf(hallmark.KindOf(err), "%s line %d was altered: %w", receiptsFile, i+1, err)
		}
		if err := s.tally(past[i]); err != nil {
			return err
		}
		e, err := entryOf(u, digest, hallmark.Amount{}, 0)
		if err != nil {
			return err
		}
		s.account(u.Signer, u.Epoch).resume(e)
	}
	return nil
}

// tally counts a receipt that is in the archive.
func (s *Session) tally(u hallmark.SignedUsage) (err error) {
	s.count++
	s.last = &u
	s.spent, err = s.spent.Add(u.Receipt.Fee)
	return err
}

// accountKey names what an enclave counts together: an epoch of the channel.
type accountKey struct {
	signer hallmark.Address
	epoch  uint64
}

// account is what one enclave key has metered in one epoch; s.mu is held.
func (s *Session) account(signer hallmark.Address, epoch uint64) *totals {
	k := accountKey{signer, epoch}
	t, ok := s.accounts[k]
	if !ok {
		t = newTotals(s.terms.channel.Claimed)
		s.accounts[k] = t
	}
	return t
}

// current is the account that the next exchange adds to; s.mu is held.
func (s *Session) current(t *terms) *totals { return s.account(t.signer(), t.channel.Epoch) }

// fail stops the session for good: what this enclave says is not believed any
// more. s.mu is held.
func (s *Session) fail(err error) error {
	var f *Failure
	if !errors.As(err, &f) {
		return err
	}
	s.failures = append(s.failures, Failed{s.cfg.Now(), f.Check, err.Error()})
	s.cfg.Log.Error("a check failed; nothing more is asked", "check", f.Check, "error", err)
	if s.stopped == nil {
		s.stopped = hallmark.Errorf(hallmark.Tampered, "stopped after a failed check: %v; look at the status page and start again with another provider", err)
	}
	return err
}

// Close ends what still runs, and the archive.
func (s *Session) Close() error {
	s.end()
	s.working.Wait()
	return s.archive.close()
}
