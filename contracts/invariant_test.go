package contracts_test

import (
	"math/big"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"pgregory.net/rapid"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/contracts"
)

// model is what the Ledger and the escrow should hold of one user and one
// provider, in whole coins.
type model struct {
	m                                  *market
	baseLedger, baseEscrow             *big.Int
	available, balance, locked, credit int64
	jobs                               []*modelJob
}

type modelJob struct {
	order  hallmark.Order
	maxFee int64
	status contracts.JobStatus
	endsAt uint64
}

// TestMoneyInvariants drives random sequences of users', providers' and
// strangers' calls against the model: chain.md's 1, 2, 10, 11 and 12 hold after
// each. Every sequence has accounts of its own on one chain.
func TestMoneyInvariants(t *testing.T) {
	m := newMarket(t)
	m.attest()
	rapid.Check(t, func(r *rapid.T) {
		s := newModel(m)
		for range rapid.IntRange(1, 12).Draw(r, "steps") {
			s.step(r)
			s.check(r)
		}
	})
}

func newModel(m *market) *model {
	m.t.Helper()
	m.user, m.provider = newAccount(m.t), newAccount(m.t)
	s := &model{m: m, available: 500}
	s.baseLedger, s.baseEscrow = m.held(m.at.Ledger), m.held(m.at.JobEscrow)
	m.send(m.deployer, contracts.Call{To: m.user.address, Value: coins(1500)})
	m.send(m.deployer, contracts.Call{To: m.provider.address, Value: coins(101)})
	m.send(m.provider, m.at.AddBond(coins(100)))
	m.send(m.user, m.at.AddLedger("{}", coins(500)))
	return s
}

func (m *market) held(at hallmark.Address) *big.Int {
	m.t.Helper()
	v, err := m.chain.BalanceAt(m.ctx, common.Address(at), nil)
	if err != nil {
		m.t.Fatal(err)
	}
	return v
}

func (s *model) step(r *rapid.T) {
	m := s.m
	amount := rapid.Int64Range(1, 20).Draw(r, "amount")
	switch rapid.SampledFrom([]string{"deposit", "transfer", "retrieve", "open", "settle", "release", "reclaim", "cancel", "withdraw", "pass"}).Draw(r, "call") {
	case "deposit":
		s.do(r, m.user, m.at.DepositFund(coins(uint64(amount))), true, func() { s.available += amount })
	case "transfer":
		call := m.at.TransferFund(m.provider.address, contracts.JobService, coins(uint64(amount)))
		s.do(r, m.user, call, s.available >= amount, func() { s.available -= amount; s.balance += amount })
	case "retrieve":
		if s.balance == 0 {
			return
		}
		call := m.at.RetrieveFund([]hallmark.Address{m.provider.address}, contracts.JobService)
		s.do(r, m.user, call, true, func() { s.available += s.balance - s.locked; s.balance = s.locked })
	case "open":
		o := m.order(byte(len(s.jobs)), coins(uint64(amount)))
		call := m.at.Open(o, m.sign(m.domain().JobID(o), m.user))
		s.do(r, m.provider, call, s.balance-s.locked >= amount, func() {
			s.locked += amount
			s.jobs = append(s.jobs, &modelJob{o, amount, contracts.JobOpen, o.Deadline})
		})
	case "settle":
		s.withJob(r, func(j *modelJob, now uint64) {
			ok := j.status == contracts.JobOpen && now < j.endsAt && amount <= j.maxFee
			s.do(r, m.stranger, m.settle(j.order, m.settlement(j.order, coins(uint64(amount)))), ok, func() {
				s.balance -= amount
				s.locked -= j.maxFee
				s.credit += amount
				j.status = contracts.JobCompleted
			})
		})
	case "release":
		s.withJob(r, func(j *modelJob, _ uint64) {
			s.do(r, m.provider, m.at.Release(j.order), j.status == contracts.JobOpen, func() {
				s.locked -= j.maxFee
				j.status = contracts.JobReleased
			})
		})
	case "reclaim":
		s.withJob(r, func(j *modelJob, now uint64) {
			s.do(r, m.stranger, m.at.Reclaim(j.order), j.status == contracts.JobOpen && now > j.endsAt, func() {
				s.locked -= j.maxFee
				j.status = contracts.JobReclaimed
			})
		})
	case "cancel":
		s.withJob(r, func(j *modelJob, now uint64) {
			before := m.job(j.order)
			call := m.at.RequestCancel(j.order, m.sign(m.domain().Cancel(hallmark.Cancel{JobID: m.domain().JobID(j.order)}), m.user))
			ok := j.status == contracts.JobOpen && !before.Cancelled && now < j.endsAt
			s.do(r, m.stranger, call, ok, func() { j.endsAt = m.job(j.order).EndsAt })
		})
	case "withdraw":
		s.do(r, m.provider, m.at.Withdraw(m.provider.address), s.credit > 0, func() { s.credit = 0 })
	case "pass":
		if err := m.sim.AdjustTime(time.Duration(rapid.IntRange(60, 2400).Draw(r, "seconds")) * time.Second); err != nil {
			r.Fatal(err)
		}
		m.attest()
	}
}

func (s *model) withJob(r *rapid.T, do func(*modelJob, uint64)) {
	if len(s.jobs) > 0 {
		last := s.jobs[max(0, len(s.jobs)-6):]
		j := rapid.SampledFrom(last).Draw(r, "job")
		now := s.m.head().Time
		// Blocks move time by themselves: stay clear of the very second.
		if now+5 < j.endsAt || now > j.endsAt+5 {
			do(j, now)
		}
	}
}

// do sends a call that the model expects to pass, or to be refused.
func (s *model) do(r *rapid.T, from *account, call contracts.Call, passes bool, then func()) {
	_, err := contracts.Send(s.m.ctx, s.m.chain, from.opts, call)
	if passes != (err == nil) {
		r.Fatalf("want accepted %v, got %v", passes, err)
	}
	if err == nil {
		then()
	}
}

func (s *model) check(r *rapid.T) {
	m := s.m
	account, err := m.client.Account(m.ctx, m.user.address)
	if err != nil {
		r.Fatal(err)
	}
	sub := m.subAccount()
	same(r, "available", account.Available, s.available)
	same(r, "total", account.Total, s.available+s.balance)
	same(r, "sub-account", sub.Balance, s.balance)
	same(r, "locked", sub.Locked, s.locked)
	same(r, "claimable", m.claimable(m.provider), s.credit)
	holds(r, "Ledger", m.held(m.at.Ledger), s.baseLedger, s.available)
	holds(r, "JobEscrow", m.held(m.at.JobEscrow), s.baseEscrow, s.balance+s.credit+100)
	if len(s.jobs) > 0 {
		j := s.jobs[len(s.jobs)-1]
		if got := m.job(j.order).Status; got != j.status {
			r.Fatalf("job is %s, want %s", got, j.status)
		}
	}
}

func same(r *rapid.T, what string, got hallmark.Amount, want int64) {
	if got != coins(uint64(want)) {
		r.Fatalf("%s is %s, want %d coins", what, got.Coins(), want)
	}
}

// holds requires that a contract holds exactly what it owes.
func holds(r *rapid.T, what string, held, base *big.Int, owed int64) {
	want := new(big.Int).Add(base, coins(uint64(owed)).Big())
	if held.Cmp(want) != 0 {
		r.Fatalf("%s holds %s, owes %s", what, held, want)
	}
}
