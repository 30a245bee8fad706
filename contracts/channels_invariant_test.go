package contracts_test

import (
	"math/big"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/contracts"
)

// channelModel is what the Ledger and the Channels should hold of one user and
// one provider, in whole coins.
type channelModel struct {
	m                        *market
	session                  *account
	baseLedger, baseChannels *big.Int
	available                int64
	deposited, claimed       int64
	reported, credit         int64
	pending                  int64
	unlockAt, revokeAt       uint64
	epoch, keyEpoch          int64
	version, accepted        uint32
}

// TestChannelInvariants drives random sequences of a user's, a provider's and
// strangers' calls against the model: chain.md's 1 to 8 hold after each. Every
// sequence has accounts of its own on one chain.
func TestChannelInvariants(t *testing.T) {
	m := newMarket(t)
	m.attest()
	rapid.Check(t, func(r *rapid.T) {
		s := newChannelModel(m)
		for range rapid.IntRange(1, 12).Draw(r, "steps") {
			s.step(r)
			s.check(r)
		}
	})
}

func newChannelModel(m *market) *channelModel {
	m.t.Helper()
	m.user, m.provider = newAccount(m.t), newAccount(m.t)
	s := &channelModel{m: m, session: newAccount(m.t), available: 450, deposited: 50, keyEpoch: 0, version: 1, accepted: 1}
	s.baseLedger, s.baseChannels = m.held(m.at.Ledger), m.held(m.at.Channels)
	m.send(m.deployer, contracts.Call{To: m.user.address, Value: coins(1000)})
	m.send(m.deployer, contracts.Call{To: m.provider.address, Value: coins(1)})
	m.send(m.provider, m.at.SetService(m.enclave.address, m.lastProof.Policy(), nil))
	m.send(m.user, m.at.AddLedger("{}", coins(500)))
	m.send(m.user, m.at.TransferFund(m.provider.address, contracts.ChannelService, coins(50)))
	m.send(m.user, m.at.Accept(m.provider.address, 1))
	m.send(m.user, m.at.SetSessionKey(m.provider.address, s.session.address))
	return s
}

func (s *channelModel) step(r *rapid.T) {
	m := s.m
	amount := rapid.Int64Range(1, 20).Draw(r, "amount")
	total := rapid.Int64Range(0, 80).Draw(r, "total")
	call := rapid.SampledFrom([]string{
		"transfer", "exit", "service", "accept", "key", "revoke", "batch", "voucher", "session", "replay", "sync", "withdraw", "pass", "pass", "pass",
	}).Draw(r, "call")
	if !s.settled() {
		call = "pass" // too near to a boundary to say on which side a block falls
	}
	switch call {
	case "transfer":
		s.do(r, m.user, m.at.TransferFund(m.provider.address, contracts.ChannelService, coins(uint64(amount))), s.available >= amount, func() {
			s.report()
			cancelled := min(amount, s.leaving())
			s.pending = s.leaving() - cancelled
			s.available -= amount - cancelled
			s.deposited += amount - cancelled
		})
	case "exit":
		s.do(r, m.user, m.at.Exit(m.provider.address), true, s.exit)
	case "service":
		s.do(r, m.provider, m.at.SetService(m.enclave.address, m.lastProof.Policy(), nil), true, func() { s.version++ })
	case "accept":
		version := s.version + uint32(amount%2)
		s.do(r, m.user, m.at.Accept(m.provider.address, version), version == s.version, func() { s.accepted = version })
	case "key":
		s.do(r, m.user, m.at.SetSessionKey(m.provider.address, s.session.address), s.keyEpoch != s.epoch, func() { s.keyEpoch = s.epoch })
	case "revoke":
		s.do(r, m.user, m.at.RevokeSessionKey(m.provider.address), s.revokeAt == 0, func() { s.revokeAt = m.channel().RevokeAt })
	case "batch":
		epoch := s.epoch + amount%4/3
		b := m.batch(coins(uint64(total)), coins(0), uint64(epoch), m.user)
		s.claim(r, m.claimBatch(b), epoch == s.epoch && s.accepted == s.version, total)
	case "voucher":
		b := m.batch(coins(uint64(total)), coins(uint64(amount)*3), uint64(s.epoch), m.user)
		s.claim(r, m.claimSigned(b), true, min(total, amount*3))
	case "session":
		b := m.batch(coins(uint64(total)), coins(uint64(amount)*3), uint64(s.epoch), s.session)
		s.claim(r, m.claimSigned(b), s.keyEpoch == s.epoch, min(total, amount*3))
	case "replay":
		// A voucher of the epoch before, or of another key, is worth nothing.
		b := m.batch(coins(80), coins(80), uint64(max(0, s.epoch-1)), m.user)
		if s.epoch == 0 {
			b = m.batch(coins(80), coins(80), 0, m.stranger)
		}
		s.claim(r, m.claimSigned(b), false, 80)
	case "sync":
		s.do(r, m.stranger, m.at.Sync(m.provider.address, []hallmark.Address{m.user.address}), true, s.report)
	case "withdraw":
		s.do(r, m.provider, m.at.WithdrawChannels(m.provider.address), s.credit > 0, func() { s.credit = 0 })
	case "pass":
		if err := m.sim.AdjustTime(time.Duration(rapid.IntRange(6, 30).Draw(r, "hours")) * time.Hour); err != nil {
			r.Fatal(err)
		}
		m.attest()
		if s.revokeAt != 0 && m.head().Time >= s.revokeAt {
			s.nextEpoch()
		}
	}
}

// settled reports that the blocks of one step lie on one side of every time
// that matters.
func (s *channelModel) settled() bool {
	now := s.m.head().Time
	near := func(t uint64) bool { return t != 0 && now+60 > t && now < t+60 }
	return !near(s.unlockAt) && !near(s.revokeAt)
}

func (s *channelModel) leaving() int64 { return min(s.pending, s.deposited-s.claimed) }
func (s *channelModel) report()        { s.reported = s.claimed }
func (s *channelModel) nextEpoch()     { s.epoch, s.accepted, s.revokeAt = s.epoch+1, 0, 0 }

func (s *channelModel) exit() {
	s.report()
	if s.pending != 0 && s.m.head().Time >= s.unlockAt {
		out := s.leaving()
		s.deposited -= out
		s.available += out
		s.pending = 0
		if s.deposited == s.claimed {
			s.nextEpoch()
		}
	}
	if s.pending == 0 && s.deposited > s.claimed {
		s.pending, s.unlockAt = s.deposited-s.claimed, s.m.head().Time+86400
	}
}

// claim sends a claim, which is always accepted, and pays what the deposit
// covers of total where it counts at all.
func (s *channelModel) claim(r *rapid.T, call contracts.Call, counts bool, total int64) {
	s.do(r, s.m.stranger, call, true, func() {
		if paid := min(total, s.deposited) - s.claimed; counts && paid > 0 {
			s.claimed += paid
			s.credit += paid
		}
	})
}

func (s *channelModel) do(r *rapid.T, from *account, call contracts.Call, passes bool, then func()) {
	_, err := contracts.Send(s.m.ctx, s.m.chain, from.opts, call)
	if passes != (err == nil) {
		r.Fatalf("want accepted %v, got %v", passes, err)
	}
	if err == nil {
		then()
	}
}

func (s *channelModel) check(r *rapid.T) {
	m := s.m
	account, err := m.client.Account(m.ctx, m.user.address)
	if err != nil {
		r.Fatal(err)
	}
	c := m.channel()
	same(r, "available", account.Available, s.available)
	same(r, "total", account.Total, s.available+s.deposited-s.reported)
	same(r, "deposited", c.Deposited, s.deposited)
	same(r, "claimed", c.Claimed, s.claimed)
	same(r, "reported", c.Reported, s.reported)
	same(r, "claimable", m.channelClaimable(m.provider.address), s.credit)
	holds(r, "Ledger", m.held(m.at.Ledger), s.baseLedger, s.available)
	holds(r, "Channels", m.held(m.at.Channels), s.baseChannels, s.deposited-s.claimed+s.credit)
	if !s.settled() {
		return
	}
	same(r, "pending", c.PendingOut, s.leaving())
	if c.Epoch != uint64(s.epoch) || c.Accepted != s.accepted || c.RevokeAt != s.revokeAt || c.SessionKey.IsZero() != (s.keyEpoch != s.epoch) {
		r.Fatalf("channel %+v, want epoch %d, accepted %d, revoked at %d, key of epoch %d", c, s.epoch, s.accepted, s.revokeAt, s.keyEpoch)
	}
}
