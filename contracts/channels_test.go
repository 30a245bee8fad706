package contracts_test

import (
	"bytes"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/contracts"
	gen "github.com/hallmark-tee/hallmark/contracts/bind/channels"
	"github.com/hallmark-tee/hallmark/envelope"
)

const exitDelay = 24 * time.Hour

func (m *market) channelDomain() envelope.ChannelDomain {
	return envelope.NewChannelDomain(chainID, m.at.Channels)
}

func (m *market) channel() contracts.Channel {
	m.t.Helper()
	c, err := m.client.Channel(m.ctx, m.user.address, m.provider.address)
	if err != nil {
		m.t.Fatal(err)
	}
	return c
}

// openChannel gives the user a channel with the provider, who publishes the
// enclave's key under the last proof's policy.
func (m *market) openChannel(amount hallmark.Amount, split ...hallmark.Payee) {
	m.t.Helper()
	deposit, err := amount.Add(coins(3))
	if err != nil {
		m.t.Fatal(err)
	}
	m.send(m.provider, m.at.SetService(m.enclave.address, m.lastProof.Policy(), split))
	m.send(m.user, m.at.AddLedger("{}", deposit))
	m.send(m.user, m.at.TransferFund(m.provider.address, contracts.ChannelService, amount))
}

// batch is signed by the enclave, with a voucher of the ceiling by the payer.
func (m *market) batch(total, ceiling hallmark.Amount, epoch uint64, payer *account) hallmark.Batch {
	m.t.Helper()
	v := hallmark.Voucher{User: m.user.address, Provider: m.provider.address, Signer: m.enclave.address, Ceiling: ceiling, Epoch: epoch}
	b := hallmark.Batch{
		Version: hallmark.BatchVersion, Number: 1, Provider: m.provider.address, Signer: m.enclave.address, Root: hallmark.Digest{7},
		Items:    []hallmark.ClaimItem{{User: m.user.address, Total: total, Epoch: epoch}},
		Vouchers: []hallmark.SignedVoucher{{Voucher: v, Signature: m.sign(m.channelDomain().Voucher(v), payer)}},
	}
	b.Signature = m.sign(m.channelDomain().Batch(b.Provider, b.Root, b.Items), m.enclave)
	return b
}

func (m *market) claimBatch(b hallmark.Batch, split ...hallmark.Payee) contracts.Call {
	m.t.Helper()
	call, err := m.at.ClaimBatch(b, split, m.lastProof)
	if err != nil {
		m.t.Fatal(err)
	}
	return call
}

func (m *market) claimSigned(b hallmark.Batch, split ...hallmark.Payee) contracts.Call {
	m.t.Helper()
	call, err := m.at.ClaimSigned(b, split, m.lastProof)
	if err != nil {
		m.t.Fatal(err)
	}
	return call
}

func (m *market) channelClaimable(a hallmark.Address) hallmark.Amount {
	m.t.Helper()
	v, err := m.client.ChannelClaimable(m.ctx, a)
	if err != nil {
		m.t.Fatal(err)
	}
	return v
}

func TestChannelLife(t *testing.T) {
	m := newMarket(t)
	m.attest()
	payee := hallmark.Address{0xda, 0x7a}
	split := []hallmark.Payee{{Account: m.provider.address, BPS: 7500}, {Account: payee, BPS: 2500}}
	m.openChannel(coins(10), split...)
	s, err := m.client.Service(m.ctx, m.provider.address)
	want := contracts.Service{Signer: m.enclave.address, Version: 1, Policy: m.lastProof.Policy(), Split: envelope.SplitDigest(split)}
	if err != nil || s != want {
		t.Fatalf("service %+v, %v", s, err)
	}
	if info, err := m.client.Providers(m.ctx, m.user.address, contracts.ChannelService); err != nil || len(info) != 1 {
		t.Fatalf("providers %v, %v", info, err)
	}

	// The payer's path, first by the user's own signature, then by a session key.
	b := m.batch(coins(3), coins(2), 0, m.user)
	if err := m.channelDomain().CheckBatch(b); err != nil {
		t.Fatal(err)
	}
	m.refuse(m.stranger, m.claimSigned(b), "WrongSplit", hallmark.Conflict)
	m.send(m.stranger, m.claimSigned(b, split...))
	if c := m.channel(); c.Claimed != coins(2) || c.Balance() != coins(8) || c.Limit() != coins(10) {
		t.Fatalf("channel %+v: the ceiling of 2 bounds the total of 3", c)
	}
	m.send(m.user, m.at.SetSessionKey(m.provider.address, m.stranger.address))
	m.refuse(m.user, m.at.SetSessionKey(m.provider.address, m.user.address), "SessionKeyExists", hallmark.Conflict)
	m.send(m.stranger, m.claimSigned(m.batch(coins(3), coins(9), 0, m.stranger), split...))

	// The enclave's path: nothing before the user accepts.
	m.send(m.stranger, m.claimBatch(m.batch(coins(4), coins(0), 0, m.user), split...))
	if c := m.channel(); c.Claimed != coins(3) {
		t.Fatalf("channel %+v before it accepts", c)
	}
	m.refuse(m.user, m.at.Accept(m.provider.address, 2), "StaleVersion", hallmark.Conflict)
	m.send(m.user, m.at.Accept(m.provider.address, 1))
	m.send(m.stranger, m.claimBatch(m.batch(coins(4), coins(0), 0, m.user), split...))
	if c := m.channel(); c.Claimed != coins(4) || c.Accepted != 1 || c.SessionKey != m.stranger.address {
		t.Fatalf("channel %+v after it accepted", c)
	}
	if m.channelClaimable(m.provider.address) != coins(3) || m.channelClaimable(payee) != coins(1) {
		t.Error("the split is not three quarters and one")
	}
	m.send(m.provider, m.at.WithdrawChannels(m.provider.address))

	// The Ledger learns of spending by sync.
	account, err := m.client.Account(m.ctx, m.user.address)
	if err != nil || account.Total != coins(13) {
		t.Fatalf("main account %+v before the sync, %v", account, err)
	}
	m.send(m.stranger, m.at.Sync(m.provider.address, []hallmark.Address{m.user.address}))
	if account, err = m.client.Account(m.ctx, m.user.address); err != nil || account.Total != coins(9) {
		t.Fatalf("main account %+v after the sync, %v", account, err)
	}

	// Revocation, exit, and what they end.
	m.send(m.user, m.at.RevokeSessionKey(m.provider.address))
	m.refuse(m.user, m.at.RevokeSessionKey(m.provider.address), "AlreadyRevoked", hallmark.Conflict)
	m.send(m.user, m.at.Exit(m.provider.address))
	if c := m.channel(); c.PendingOut != coins(6) || c.UnlockAt == 0 || c.RevokeAt == 0 || c.Limit() != coins(4) {
		t.Fatalf("channel %+v after exit and revocation were asked for", c)
	}
	m.pass(exitDelay)
	m.attest()
	m.send(m.stranger, m.claimSigned(m.batch(coins(5), coins(9), 0, m.user), split...))
	m.send(m.stranger, m.claimBatch(m.batch(coins(5), coins(9), 0, m.user), split...))
	if c := m.channel(); c.Claimed != coins(4) || c.Epoch != 1 || c.Accepted != 0 || !c.SessionKey.IsZero() {
		t.Fatalf("channel %+v after the revocation took effect", c)
	}
	m.send(m.user, m.at.Exit(m.provider.address))
	if c := m.channel(); !c.Balance().IsZero() || c.Epoch != 2 || c.UnlockAt != 0 {
		t.Fatalf("channel %+v after the exit", c)
	}
	if account, err = m.client.Account(m.ctx, m.user.address); err != nil || account.Available != coins(9) {
		t.Fatalf("main account %+v after the exit, %v", account, err)
	}
	m.send(m.user, m.at.Refund(coins(9)))
	if c := m.channel(); c.Exists {
		t.Errorf("channel %+v after the ledger was closed", c)
	}
	checkChannelEvents(t, m, payee)
}

// checkChannelEvents reads back what TestChannelLife did.
func checkChannelEvents(t *testing.T, m *market, payee hallmark.Address) {
	t.Helper()
	events, err := m.client.ChannelEvents(m.ctx, 0, 0, m.user.address, m.provider.address)
	if err != nil {
		t.Fatal(err)
	}
	var claimed, funded, refunded, reported hallmark.Amount
	var exits, keys, revocations, accepted, epochs, deleted int
	add := func(to *hallmark.Amount, v hallmark.Amount) {
		if *to, err = to.Add(v); err != nil {
			t.Fatal(err)
		}
	}
	for _, e := range events {
		if user, provider := e.Parties(); user != m.user.address || provider != m.provider.address || e.At().Tx.IsZero() {
			t.Errorf("%#v is of %s and %s", e, user, provider)
		}
		switch e := e.(type) {
		case *contracts.ChannelClaimed:
			add(&claimed, e.Paid)
			if e.Total != claimed {
				t.Errorf("total %s after %s was claimed", e.Total, claimed)
			}
		case *contracts.ChannelFunded:
			add(&funded, e.Amount)
		case *contracts.ChannelRefunded:
			add(&refunded, e.Amount)
		case *contracts.SpendingReported:
			add(&reported, e.Amount)
		case *contracts.ExitRequested:
			exits++
		case *contracts.SessionKeySet:
			keys++
		case *contracts.SessionKeyRevoked:
			revocations++
		case *contracts.ServiceAccepted:
			accepted++
		case *contracts.EpochStarted:
			epochs++
		case *contracts.ChannelDeleted:
			deleted++
		}
	}
	if funded != coins(10) || claimed != coins(4) || refunded != coins(6) || reported != coins(4) {
		t.Errorf("funded %s, claimed %s, refunded %s, reported %s", funded, claimed, refunded, reported)
	}
	if exits != 1 || keys != 1 || revocations != 1 || accepted != 1 || epochs != 1 || deleted != 1 {
		t.Errorf("%d exits, %d keys, %d revocations, %d acceptances, %d epochs, %d deletions; want one each", exits, keys, revocations, accepted, epochs, deleted)
	}
	claims, err := m.client.BatchClaims(m.ctx, 0, 0, m.provider.address, hallmark.Digest{7})
	if err != nil || len(claims) != 6 || claims[0].Paid != coins(2) || claims[5].Paid != (hallmark.Amount{}) || claims[0].Signer != m.enclave.address {
		t.Errorf("batch claims %+v, %v", claims, err)
	}
	if none, err := m.client.BatchClaims(m.ctx, 0, 0, m.provider.address, hallmark.Digest{8}); err != nil || len(none) != 0 {
		t.Errorf("claims of another root: %+v, %v", none, err)
	}
	versions, err := m.client.ServiceVersions(m.ctx, 0, 0, m.provider.address)
	if err != nil || len(versions) != 1 || len(versions[0].Payees) != 2 || versions[0].Payees[1].Account != payee || versions[0].Service.Split != claims[0].Split {
		t.Errorf("service versions %+v, %v", versions, err)
	}
}

// TestChannelDigests: the enclave and the contract hash alike.
func TestChannelDigests(t *testing.T) {
	m := newMarket(t)
	b := m.batch(coins(3), hallmark.MaxUint96, 1<<24-1, m.user)
	b.Items = append(b.Items, hallmark.ClaimItem{User: m.stranger.address, Total: hallmark.MaxUint96, Epoch: 9})
	k := gen.NewChannels()
	at := k.Instance(m.chain, common.Address(m.at.Channels))
	v := b.Vouchers[0].Voucher
	got, err := bind.Call(at, nil, k.PackVoucherDigest(gen.Voucher{
		User: common.Address(v.User), Provider: common.Address(v.Provider), Signer: common.Address(v.Signer), Ceiling: v.Ceiling.Big(), Epoch: v.Epoch,
	}), k.UnpackVoucherDigest)
	if err != nil || got != m.channelDomain().Voucher(v) {
		t.Errorf("voucher: the contract says %x, %v", got, err)
	}
	items := make([]gen.Item, len(b.Items))
	for i, item := range b.Items {
		items[i] = gen.Item{User: common.Address(item.User), Total: item.Total.Big(), Epoch: v.Ceiling.Big().SetUint64(item.Epoch)}
	}
	got, err = bind.Call(at, nil, k.PackBatchDigest(common.Address(b.Provider), b.Root, items), k.UnpackBatchDigest)
	if err != nil || got != m.channelDomain().Batch(b.Provider, b.Root, b.Items) {
		t.Errorf("batch: the contract says %x, %v", got, err)
	}
}

// TestClaimsThatCannotBePacked: what could never be claimed is refused here.
func TestClaimsThatCannotBePacked(t *testing.T) {
	m := newMarket(t)
	for name, c := range map[string]struct {
		kind   hallmark.Kind
		change func(*hallmark.Batch)
	}{
		"no voucher": {hallmark.Invalid, func(b *hallmark.Batch) { b.Vouchers = nil }},
		"total":      {hallmark.Invalid, func(b *hallmark.Batch) { b.Items[0].Total, _ = hallmark.MaxUint96.Add(hallmark.NewAmount(1)) }},
		"epoch":      {hallmark.Invalid, func(b *hallmark.Batch) { b.Items[0].Epoch, b.Vouchers[0].Voucher.Epoch = 1<<24, 1<<24 }},
		"ceiling": {hallmark.Invalid, func(b *hallmark.Batch) {
			b.Vouchers[0].Voucher.Ceiling, _ = hallmark.MaxUint96.Add(hallmark.NewAmount(1))
		}},
		"foreign user":     {hallmark.Mismatch, func(b *hallmark.Batch) { b.Vouchers[0].Voucher.User = m.stranger.address }},
		"foreign provider": {hallmark.Mismatch, func(b *hallmark.Batch) { b.Provider = m.stranger.address }},
		"foreign signer":   {hallmark.Mismatch, func(b *hallmark.Batch) { b.Signer = m.stranger.address }},
		"other epoch":      {hallmark.Mismatch, func(b *hallmark.Batch) { b.Items[0].Epoch++ }},
		"high s":           {hallmark.Invalid, func(b *hallmark.Batch) { b.Vouchers[0].Signature[32] = 0x80 }},
		"v of 1":           {hallmark.Invalid, func(b *hallmark.Batch) { b.Vouchers[0].Signature[64] = 1 }},
		"short":            {hallmark.Invalid, func(b *hallmark.Batch) { b.Vouchers[0].Signature = bytes.Clone(b.Vouchers[0].Signature[:64]) }},
	} {
		b := m.batch(coins(1), coins(2), 3, m.user)
		c.change(&b)
		if _, err := m.at.ClaimSigned(b, nil, m.lastProof); hallmark.KindOf(err) != c.kind || err == nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	b := m.batch(coins(1), coins(2), 3, m.user)
	b.Items[0].Epoch = 1 << 24
	if _, err := m.at.ClaimBatch(b, nil, m.lastProof); hallmark.KindOf(err) != hallmark.Invalid || err == nil {
		t.Errorf("epoch out of range: %v", err)
	}
}
