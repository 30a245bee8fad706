package contracts_test

import (
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/contracts"
)

func (m *market) job(o hallmark.Order) contracts.Job {
	m.t.Helper()
	j, err := m.client.Job(m.ctx, m.domain().JobID(o))
	if err != nil {
		m.t.Fatal(err)
	}
	return j
}

func (m *market) subAccount() contracts.SubAccount {
	m.t.Helper()
	s, err := m.client.SubAccount(m.ctx, m.user.address, m.provider.address)
	if err != nil {
		m.t.Fatal(err)
	}
	return s
}

func (m *market) claimable(a *account) hallmark.Amount {
	m.t.Helper()
	v, err := m.client.Claimable(m.ctx, a.address)
	if err != nil {
		m.t.Fatal(err)
	}
	return v
}

func TestOrderLife(t *testing.T) {
	m := newMarket(t)
	m.attest()
	m.fund(coins(10))
	o := m.order(1, coins(4))
	signature := m.sign(m.domain().JobID(o), m.user)
	m.refuse(m.stranger, m.at.Open(o, signature), "CallerNotProvider", hallmark.Forbidden)
	m.refuse(m.provider, m.at.Open(o, m.sign(m.domain().JobID(o), m.stranger)), "WrongSigner", hallmark.Unauthenticated)
	rich := m.order(2, coins(11))
	m.refuse(m.provider, m.at.Open(rich, m.sign(m.domain().JobID(rich), m.user)), "InsufficientFreeBalance", hallmark.Unfunded)

	opened := m.send(m.provider, m.at.Open(o, signature))
	if s := m.subAccount(); s.Locked != coins(4) || s.Free() != coins(6) {
		t.Fatalf("sub-account %+v after open", s)
	}
	if j := m.job(o); j.Status != contracts.JobOpen || j.EndsAt != o.Deadline || j.MaxFee != coins(4) {
		t.Fatalf("job %+v after open", j)
	}
	m.refuse(m.provider, m.at.Open(o, signature), "JobExists", hallmark.Conflict)
	m.refuse(m.stranger, m.at.Reclaim(o), "JobNotEnded", hallmark.Reverted)

	s := m.settlement(o, coins(3))
	over := m.settlement(o, coins(5))
	m.refuse(m.stranger, m.settle(o, over), "FeeAboveCap", hallmark.Reverted)
	m.refuse(m.stranger, m.at.Settle(o, s, nil, wrappedKey[1:], m.sign(m.domain().Settlement(s), m.enclave), m.lastProof),
		"WrongKeyLength", hallmark.Reverted)
	m.refuse(m.stranger, m.at.Settle(o, s, nil, wrappedKey, m.sign(m.domain().Settlement(s), m.provider), m.lastProof),
		"WrongSigner", hallmark.Unauthenticated)
	foreign := m.lastProof
	foreign.MaxAge++
	m.refuse(m.stranger, m.at.Settle(o, s, nil, wrappedKey, m.sign(m.domain().Settlement(s), m.enclave), foreign),
		"SignerNotTrusted", hallmark.AgainstPolicy)
	settled := m.send(m.stranger, m.settle(o, s))
	t.Logf("gas: open %d, settle %d", opened.GasUsed, settled.GasUsed)
	if opened.GasUsed > 90_000 || settled.GasUsed > 130_000 {
		t.Error("above the budget of 90,000 and 130,000")
	}
	if m.claimable(m.provider) != coins(3) || m.subAccount().Balance != coins(7) || !m.subAccount().Locked.IsZero() {
		t.Fatalf("provider may claim %s, sub-account %+v", m.claimable(m.provider), m.subAccount())
	}
	m.refuse(m.stranger, m.settle(o, s), "JobNotOpen", hallmark.Conflict)
	m.refuse(m.provider, m.at.Open(o, signature), "JobExists", hallmark.Conflict)

	id := m.domain().JobID(o)
	events, err := m.client.JobEvents(m.ctx, 0, 0, &id)
	if err != nil || len(events) != 3 {
		t.Fatalf("%d events, %v", len(events), err)
	}
	open, ok := events[0].(*contracts.JobOpened)
	if !ok || open.User != o.User || open.MaxFee != o.MaxFee || open.At().Tx != hallmark.Digest(opened.TxHash) {
		t.Errorf("first event %#v", events[0])
	}
	key, ok := events[1].(*contracts.KeyPublished)
	if !ok || string(key.WrappedKey) != string(wrappedKey) {
		t.Errorf("second event %#v", events[1])
	}
	done, ok := events[2].(*contracts.JobSettled)
	if !ok || done.Fee != coins(3) || done.Outcome != hallmark.Completed || done.Receipt != s.Receipt || done.Job() != id {
		t.Errorf("third event %#v", events[2])
	}

	before, err := m.chain.BalanceAt(m.ctx, common.Address(m.stranger.address), nil)
	if err != nil {
		t.Fatal(err)
	}
	m.send(m.provider, m.at.Withdraw(m.stranger.address))
	after, err := m.chain.BalanceAt(m.ctx, common.Address(m.stranger.address), nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := after.Sub(after, before); got.Cmp(coins(3).Big()) != 0 {
		t.Errorf("withdrew %s", got)
	}
	m.send(m.user, m.at.RetrieveFund([]hallmark.Address{m.provider.address}, contracts.JobService))
	account, err := m.client.Account(m.ctx, m.user.address)
	if err != nil || account.Available != coins(10) || account.Total != coins(10) {
		t.Errorf("main account %+v, %v", account, err)
	}
	m.send(m.user, m.at.Refund(coins(10)))
}

func TestSplitCancelReclaimRelease(t *testing.T) {
	m := newMarket(t)
	m.attest()
	m.fund(coins(10))
	open := func(o hallmark.Order) hallmark.Order {
		t.Helper()
		m.send(m.provider, m.at.Open(o, m.sign(m.domain().JobID(o), m.user)))
		return o
	}

	late := open(m.order(1, coins(2)))
	m.pass(2 * time.Hour)
	m.attest()
	m.refuse(m.stranger, m.settle(late, m.settlement(late, coins(1))), "JobEnded", hallmark.Expired)
	m.send(m.stranger, m.at.Reclaim(late))
	if j := m.job(late); j.Status != contracts.JobReclaimed || !m.subAccount().Locked.IsZero() {
		t.Errorf("job %+v after reclaim", j)
	}

	given := open(m.order(2, coins(2)))
	m.refuse(m.user, m.at.Release(given), "CallerNotProvider", hallmark.Forbidden)
	m.send(m.provider, m.at.Release(given))

	stopped := m.order(3, coins(2))
	stopped.Deadline += 86400
	open(stopped)
	partial := m.settlement(stopped, coins(1))
	partial.Outcome = hallmark.Partial
	m.refuse(m.stranger, m.settle(stopped, partial), "PartialWithoutCancel", hallmark.Reverted)
	cancel := m.at.RequestCancel(stopped, m.sign(m.domain().Cancel(hallmark.Cancel{JobID: partial.JobID}), m.user))
	m.send(m.stranger, cancel)
	m.refuse(m.stranger, cancel, "AlreadyCancelled", hallmark.Conflict)
	if j := m.job(stopped); !j.Cancelled || j.EndsAt >= stopped.Deadline {
		t.Errorf("job %+v after cancel", j)
	}
	m.send(m.stranger, m.settle(stopped, partial))
	if j := m.job(stopped); j.Status != contracts.JobPartial {
		t.Errorf("job %+v", j)
	}

	never := m.order(4, coins(2))
	m.send(m.stranger, m.at.RequestCancel(never, m.sign(m.domain().Cancel(hallmark.Cancel{JobID: m.domain().JobID(never)}), m.user)))
	m.refuse(m.provider, m.at.Open(never, m.sign(m.domain().JobID(never), m.user)), "JobExists", hallmark.Conflict)

	events, err := m.client.JobEvents(m.ctx, 0, 0, nil)
	if err != nil {
		t.Fatal(err)
	}
	var words []string
	for _, e := range events {
		switch e := e.(type) {
		case *contracts.JobOpened:
			words = append(words, "open")
		case *contracts.JobReturned:
			words = append(words, e.Status.String())
		case *contracts.CancelRequested:
			words = append(words, "cancel")
		case *contracts.KeyPublished:
			words = append(words, "key")
		case *contracts.JobSettled:
			words = append(words, e.Outcome.String())
		}
	}
	const want = "open reclaimed open released open cancel key partial voided"
	if got := strings.Join(words, " "); got != want {
		t.Errorf("events %q, want %q", got, want)
	}
}

func TestDeployGoesOnAndIsRepeatable(t *testing.T) {
	m := newMarket(t)
	if want := contracts.AddressesOf(m.deployer.address, 0); m.at != want {
		t.Fatalf("addresses %+v, want %+v", m.at, want)
	}
	again, err := contracts.Deploy(m.ctx, m.chain, m.deployer.opts, m.options())
	if err != nil || again != m.at {
		t.Fatalf("deployed again: %+v, %v", again, err)
	}
	nonce, err := m.chain.PendingNonceAt(m.ctx, common.Address(m.deployer.address))
	if err != nil || nonce != 11 {
		t.Errorf("nonce %d, %v: want 11 transactions in all", nonce, err)
	}
	// Cut off after three transactions.
	limited := &cutOff{miner: m.chain, left: 3}
	if _, err := contracts.Deploy(m.ctx, limited, m.stranger.opts, m.options()); err == nil {
		t.Fatal("the cut-off deployment succeeded")
	}
	at, err := contracts.Deploy(m.ctx, m.chain, m.stranger.opts, m.options())
	if err != nil || at != contracts.AddressesOf(m.stranger.address, 0) {
		t.Fatalf("went on: %+v, %v", at, err)
	}
	// An account that did something else before.
	for range 11 {
		m.send(m.provider, contracts.Call{To: m.user.address})
	}
	if _, err := contracts.Deploy(m.ctx, m.chain, m.provider.opts, m.options()); hallmark.KindOf(err) != hallmark.NotFound {
		t.Errorf("an account without the contracts: %v", err)
	}
}

func TestDevelopmentAddresses(t *testing.T) {
	deployer, err := hallmark.ParseAddress("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266")
	if err != nil {
		t.Fatal(err)
	}
	const ledger = "0x9fe46736679d2d9a65f0992f2272de9f3c7fa6e0" // built into 0G's SDK for chain id 31337
	if at := contracts.AddressesOf(deployer, 0); at.Ledger.String() != ledger {
		t.Errorf("Ledger at %s, want %s", at.Ledger, ledger)
	}
}

func TestReasons(t *testing.T) {
	m := newMarket(t)
	_, err := m.client.Account(m.ctx, m.stranger.address)
	if hallmark.KindOf(err) != hallmark.NotFound || !strings.Contains(err.Error(), "LedgerNotExists(user "+m.stranger.address.String()+")") {
		t.Errorf("unknown account: %v", err)
	}
	panicData := append(common.FromHex("4e487b71"), common.LeftPadBytes(big.NewInt(0x11).Bytes(), 32)...)
	for _, c := range []struct {
		data []byte
		text string
		ok   bool
	}{
		{nil, "", false},
		{[]byte{1, 2, 3, 4}, "", false},
		{panicData, "arithmetic underflow or overflow", true},
		{common.FromHex("2d0a3f8e"), "", false},
	} {
		if text, _, ok := contracts.Reason(c.data); ok != c.ok || !strings.Contains(text, c.text) {
			t.Errorf("%x: %q, %v", c.data, text, ok)
		}
	}
}
