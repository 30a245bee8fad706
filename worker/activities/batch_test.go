package activities_test

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/contracts"
	"github.com/hallmark-tee/hallmark/contracts/devchain"
	"github.com/hallmark-tee/hallmark/enclave/gateway/gatewaytest"
	"github.com/hallmark-tee/hallmark/enclave/wire"
	"github.com/hallmark-tee/hallmark/envelope"
	"github.com/hallmark-tee/hallmark/worker/activities"
	"github.com/hallmark-tee/hallmark/worker/channels"
	"github.com/hallmark-tee/hallmark/worker/journal"
	"github.com/hallmark-tee/hallmark/worker/offer"
	"github.com/hallmark-tee/hallmark/worker/workertest"
	"github.com/hallmark-tee/hallmark/workflows"
)

// counter is a batch's bench: the steps, with the record in force and customers
// whose channels the enclave knows.
type counter struct {
	*bench
	steps  *activities.Batches
	keeper *offer.Keeper
	watch  *channels.Watcher
	record hallmark.SignedService
	owed   map[hallmark.Address]hallmark.Amount // by the receipts
}

func newCounter(t *testing.T, edit func(*offer.Offer)) *counter {
	t.Helper()
	c := &counter{bench: newBench(t), owed: map[hallmark.Address]hallmark.Amount{}}
	file := market.Offer(t, t.TempDir(), edit)
	c.keeper = &offer.Keeper{
		File: file, Key: market.Provider, ChainID: devchain.DefaultChainID, Chain: market.Chain, Enclave: market.Enclave, Log: c.Log,
	}
	c.watch = &channels.Watcher{Chain: market.Chain, Enclave: market.Enclave, Provider: workertest.Address(market.Provider), Every: time.Second, Log: c.Log}
	c.again()
	if _, err := c.Registrar.Ensure(t.Context(), market.Info.Signer, contracts.PolicyProof(market.Proof(t, 86400)).Policy(), market.Proof(t, 86400)); err != nil {
		t.Fatal(err)
	}
	var err error
	if c.record, err = c.keeper.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	return c
}

// again makes the steps anew, as after the worker's restart.
func (c *counter) again() {
	c.keeper.Outbox, c.keeper.Journal, c.watch.Journal = c.Outbox, c.Journal, c.Journal
	c.steps = &activities.Batches{
		Journal: c.Journal, Outbox: c.Outbox, Chain: c.Chain, Caller: market.Node, Enclave: c.Enclave, Storage: c.Storage, Registrar: c.Registrar, Terms: c.keeper,
		Domain: envelope.NewChannelDomain(devchain.DefaultChainID, market.At.Channels), Provider: workertest.Address(market.Provider), Spool: c.Spool, Sync: true, Log: c.Log,
	}
}

// customer has a channel that the enclave knows of, and its session key on
// chain.
func (c *counter) customer(deposit uint64) *gatewaytest.Customer {
	c.t.Helper()
	u := market.Customer(c.t, c.record, workertest.Coins(deposit))
	market.SetSessionKey(c.t, u.Wallet, u.Key)
	c.look()
	return u
}

func (c *counter) look() {
	c.t.Helper()
	if err := c.watch.Look(c.t.Context()); err != nil {
		c.t.Fatal(err)
	}
}

// ask lets a customer ask n times and adds up what the receipts say.
func (c *counter) ask(u *gatewaytest.Customer, n int) {
	c.t.Helper()
	for i := range n {
		body := fmt.Sprintf(`{"model":%q,"max_tokens":4,"prompt":"question %d of the enclave"}`, market.Info.Models[0].Name, i)
		a, err := u.Ask(c.t.Context(), market.Enclave.Exchange, "POST", "/v1/completions", body)
		if err != nil || a.Receipt.Receipt.Response.Status != 200 {
			c.t.Fatalf("%s %+v, %v", a.Body, a.Receipt.Receipt.Response, err)
		}
		sum, err := c.owed[u.User()].Add(a.Receipt.Receipt.Fee)
		if err != nil || sum != a.Receipt.Receipt.Total {
			c.t.Fatalf("the fees add up to %s, the receipt says %s, %v", sum, a.Receipt.Receipt.Total, err)
		}
		c.owed[u.User()] = sum
	}
}

// next names the batch that the enclave would close now.
func (c *counter) next() workflows.BatchID {
	c.t.Helper()
	state, err := market.Enclave.Gateway(c.t.Context())
	if err != nil {
		c.t.Fatal(err)
	}
	return workflows.BatchID{Provider: workertest.Address(market.Provider), Signer: market.Info.Signer, Number: state.Batch + 1}
}

func (c *counter) step(id workflows.BatchID, name string) workflows.BatchStep {
	c.n++
	return workflows.BatchStep{Batch: id, Name: name, N: c.n}
}

// settle does all steps, each delivered twice, with a restart in between where
// asked, and gives what the chain says.
func (c *counter) settle(id workflows.BatchID, restart bool) workflows.ConfirmedBatch {
	c.t.Helper()
	again := func() {
		if restart {
			c.restart()
			c.again()
		}
	}
	var out workflows.ConfirmedBatch
	for range 2 {
		closed := step(c, c.steps.CloseBatch, c.step(id, "close"))
		if row, err := c.Journal.Batch(id.Signer, id.Number); err != nil || row.Batch.Root != closed.Root {
			c.t.Fatalf("%+v, %v", row, err)
		}
		again()
	}
	for range 2 {
		step(c, c.steps.PublishBatch, c.step(id, "publish"))
		again()
	}
	var claims int
	for range 2 {
		before := market.Nonce(c.t)
		claimed := step(c, c.steps.ClaimBatch, c.step(id, "claim"))
		if claims != 0 && (claimed.Claims != claims || market.Nonce(c.t) != before) {
			c.t.Errorf("delivered again, the claim sends %d transactions", market.Nonce(c.t)-before)
		}
		claims = claimed.Claims
		again()
	}
	for range 2 {
		out = step(c, c.steps.ConfirmBatch, c.step(id, "confirm"))
		step(c, c.steps.SyncBatch, c.step(id, "sync"))
	}
	return out
}

func step[T any](c *counter, f func(context.Context, workflows.BatchStep) (T, error), s workflows.BatchStep) T {
	c.t.Helper()
	out, err := f(c.t.Context(), s)
	if err != nil {
		c.t.Fatalf("%s: %v", s.Name, err)
	}
	return out
}

func (c *counter) channel(u *gatewaytest.Customer) contracts.Channel {
	c.t.Helper()
	ch, err := market.Chain.Channel(c.t.Context(), u.User(), workertest.Address(market.Provider))
	if err != nil {
		c.t.Fatal(err)
	}
	return ch
}

func (c *counter) row(id workflows.BatchID) journal.BatchRow {
	c.t.Helper()
	row, err := c.Journal.Batch(id.Signer, id.Number)
	if err != nil {
		c.t.Fatal(err)
	}
	return row
}

func (c *counter) claimable(a hallmark.Address) hallmark.Amount {
	c.t.Helper()
	v, err := market.Chain.ChannelClaimable(c.t.Context(), a)
	if err != nil {
		c.t.Fatal(err)
	}
	return v
}

// TestABatchFromReceiptsToPayees: the whole walk against chain, storage and
// enclave, each step delivered twice, to a worker that was restarted between.
func TestABatchFromReceiptsToPayees(t *testing.T) {
	payee := hallmark.Address{0xfe, byte(time.Now().UnixNano()), byte(time.Now().UnixNano() >> 8)}
	c := newCounter(t, func(o *offer.Offer) {
		o.Split = []hallmark.Payee{{Account: workertest.Address(market.Provider), BPS: 5_000}, {Account: payee, BPS: 5_000}}
	})
	a, b := c.customer(2), c.customer(1)
	c.ask(a, 3)
	c.ask(b, 1)
	id := c.next()
	before := c.claimable(payee)
	out := c.settle(id, true)
	sum, err := c.owed[a.User()].Add(c.owed[b.User()])
	if err != nil || out.Paid != sum || out.Short != 0 || out.Lost != 0 {
		t.Errorf("the chain paid %+v, the receipts say %s, %v", out, sum, err)
	}
	for _, u := range []*gatewaytest.Customer{a, b} {
		if ch := c.channel(u); ch.Claimed != c.owed[u.User()] || ch.Reported != ch.Claimed {
			t.Errorf("claimed %s, reported %s, the receipts say %s", ch.Claimed, ch.Reported, c.owed[u.User()])
		}
	}
	earned, err := c.claimable(payee).Sub(before)
	if half := sum.Big().Rsh(sum.Big(), 1); err != nil || earned.Big().Sub(earned.Big(), half).CmpAbs(hallmark.NewAmount(1).Big()) > 0 {
		t.Errorf("the payee of a half earned %s of %s, %v", earned, sum, err)
	}
	row := c.row(id)
	if len(row.Claims) != 1 || !row.Claims[0].Signed || row.Claims[0].Paid != sum || !row.Done {
		t.Errorf("%+v", row.Claims)
	}
	if left, err := c.Journal.Unsettled(); err != nil || len(left) != 0 {
		t.Errorf("%d batches are left open, %v", len(left), err)
	}
	src, err := c.Storage.Open(t.Context(), row.Traces.Root)
	if err != nil {
		t.Fatal(err)
	}
	defer src.Close()
	file, err := io.ReadAll(src)
	if err != nil || hallmark.Digest(sha256.Sum256(file)) != row.Batch.Traces || uint64(len(file)) != row.Traces.Bytes {
		t.Errorf("storage has %d bytes, %v, of %+v", len(file), err, row.Traces)
	}
	if strings.Contains(string(file), "question") { // the receipts are for their users
		t.Error("the file of receipts has a prompt in clear")
	}
	events, err := market.Chain.BatchClaims(t.Context(), 0, 0, workertest.Address(market.Provider), row.Batch.Root)
	if err != nil || len(events) != 1 {
		t.Errorf("%d claims on chain, %v", len(events), err)
	}
}

// TestUsersWhoAcceptedAreClaimedByTheEnclavesWordAlone, which is cheaper.
func TestUsersWhoAcceptedAreClaimedByTheEnclavesWordAlone(t *testing.T) {
	c := newCounter(t, nil)
	u := c.accepting()
	c.ask(u, 2)
	id := c.next()
	if out := c.settle(id, false); out.Paid != c.owed[u.User()] {
		t.Errorf("%+v, want %s", out, c.owed[u.User()])
	}
	if row := c.row(id); len(row.Claims) != 1 || row.Claims[0].Signed {
		t.Errorf("%+v", row.Claims)
	}
}

// accepting is a customer who accepted the service instead of putting a session
// key on chain.
func (c *counter) accepting() *gatewaytest.Customer {
	c.t.Helper()
	u := market.Customer(c.t, c.record, workertest.Coins(1))
	service, err := market.Chain.Service(c.t.Context(), workertest.Address(market.Provider))
	if err != nil {
		c.t.Fatal(err)
	}
	market.Send(c.t, u.Wallet, market.At.Accept(workertest.Address(market.Provider), service.Version))
	c.look()
	return u
}

// TestAPartThatCannotBePaidYetIsClaimedLater: one user accepted a version of
// the service that was replaced meanwhile, and its voucher's key is not on
// chain; the other's is paid. The batch stays open, and is claimed whole once
// the key is there.
func TestAPartThatCannotBePaidYetIsClaimedLater(t *testing.T) {
	c := newCounter(t, nil)
	a, b := c.customer(1), c.accepting()
	c.ask(a, 1)
	c.ask(b, 1)
	o, err := offer.Load(c.keeper.File)
	if err != nil {
		t.Fatal(err)
	}
	o.Split = []hallmark.Payee{{Account: workertest.Address(market.Provider), BPS: hallmark.BPS}}
	if err := o.Save(c.keeper.File); err != nil {
		t.Fatal(err)
	}
	if _, err := c.keeper.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	id := c.next()
	if out := c.settle(id, false); out.Paid != c.owed[a.User()] || out.Short != 1 {
		t.Errorf("%+v", out)
	}
	if row := c.row(id); len(row.Short) != 1 || row.Short[0].User != b.User() {
		t.Errorf("short are %+v", row.Short)
	}
	market.SetSessionKey(t, b.Wallet, b.Key)
	if out := c.settle(id, true); out.Short != 0 || c.channel(b).Claimed != c.owed[b.User()] || c.channel(a).Claimed != c.owed[a.User()] {
		t.Errorf("%+v, claimed %s and %s", out, c.channel(a).Claimed, c.channel(b).Claimed)
	}
	if row := c.row(id); len(row.Claims) != 2 || len(row.Short) != 0 {
		t.Errorf("%+v", row.Claims)
	}
}

// TestAVoucherThatCouldNeverBePaidIsRefused: its session key is not on chain.
func TestAVoucherThatCouldNeverBePaidIsRefused(t *testing.T) {
	c := newCounter(t, nil)
	u := market.Customer(t, c.record, workertest.Coins(1))
	c.look()
	_, err := u.Ask(t.Context(), market.Enclave.Exchange, "POST", "/v1/completions", `{"model":"x","prompt":"y"}`)
	if hallmark.KindOf(err) != hallmark.Forbidden || !strings.HasPrefix(err.Error(), wire.CheckSessionKey) {
		t.Errorf("%v", err)
	}
}

// TestAClaimThatWasPlannedIsTheOneThatIsSent: a worker killed between the plan
// and the transaction, and one killed after it.
func TestAClaimThatWasPlannedIsTheOneThatIsSent(t *testing.T) {
	c := newCounter(t, nil)
	u := c.customer(1)
	c.ask(u, 1)
	id := c.next()
	step(c, c.steps.CloseBatch, c.step(id, "close"))
	purpose := fmt.Sprintf("claim/%s/%d/1", id.Signer, id.Number)
	if _, err := c.Journal.ChangeBatch(id.Signer, id.Number, func(r *journal.BatchRow) {
		r.Claims = []journal.Claim{{Purpose: purpose, Signed: true}}
	}); err != nil {
		t.Fatal(err)
	}
	c.restart()
	c.again()
	before := market.Nonce(t)
	if out := step(c, c.steps.ClaimBatch, c.step(id, "claim")); out.Claims != 1 || market.Nonce(t) != before+1 {
		t.Errorf("%+v, %d transactions", out, market.Nonce(t)-before)
	}
	// The transaction is mined, and the worker dies before it notes that.
	if _, err := c.Journal.ChangeBatch(id.Signer, id.Number, func(r *journal.BatchRow) { r.Claims[0].Tx = hallmark.Digest{} }); err != nil {
		t.Fatal(err)
	}
	c.restart()
	c.again()
	if out := step(c, c.steps.ClaimBatch, c.step(id, "claim")); out.Claims != 1 || market.Nonce(t) != before+1 {
		t.Errorf("%+v, %d transactions", out, market.Nonce(t)-before)
	}
	if ch := c.channel(u); ch.Claimed != c.owed[u.User()] {
		t.Errorf("claimed %s of %s", ch.Claimed, c.owed[u.User()])
	}
	// A worker whose journal is lost finds everything claimed.
	lost := newCounter(t, nil)
	lost.settle(id, false)
	if n := len(lost.row(id).Claims); n != 0 {
		t.Errorf("a lost journal sends %d claims", n)
	}
	if events, err := market.Chain.BatchClaims(t.Context(), 0, 0, id.Provider, lost.row(id).Batch.Root); err != nil || len(events) != 1 {
		t.Errorf("%d claims on chain, %v", len(events), err)
	}
}

func TestNothingToSettle(t *testing.T) {
	c := newCounter(t, nil)
	_, err := c.steps.CloseBatch(t.Context(), c.step(c.next(), "close"))
	wantFault(t, err, hallmark.NotFound)
	id := c.next()
	id.Signer[3] ^= 1
	_, err = c.steps.CloseBatch(t.Context(), c.step(id, "close"))
	wantFault(t, err, hallmark.Lost)
}

// TestABatchThatDoesNotHoldCostsNoGas: what the enclave's socket answers is
// checked before anything is kept.
func TestABatchThatDoesNotHoldCostsNoGas(t *testing.T) {
	c := newCounter(t, nil)
	u := c.customer(1)
	c.ask(u, 1)
	id := c.next()
	honest := c.steps.Enclave
	for name, edit := range map[string]func(*hallmark.Batch){
		"a higher total":       func(b *hallmark.Batch) { b.Items[0].Total = workertest.Coins(1) },
		"another root":         func(b *hallmark.Batch) { b.Root[0] ^= 1 },
		"an invoice of less":   func(b *hallmark.Batch) { b.Invoices[0].Fee = hallmark.Amount{} },
		"another number":       func(b *hallmark.Batch) { b.Number++ },
		"an invoice is gone":   func(b *hallmark.Batch) { b.Invoices = b.Invoices[1:] },
		"a foreign signature":  func(b *hallmark.Batch) { b.Signature[5] ^= 1 },
		"a voucher of another": func(b *hallmark.Batch) { b.Vouchers[0].Voucher.User[0] ^= 1 },
	} {
		c.steps.Enclave = between(t, wire.PathBatches, func(body []byte) []byte {
			var b hallmark.Batch
			if err := json.Unmarshal(body, &b); err != nil {
				t.Fatal(err)
			}
			edit(&b)
			out, err := json.Marshal(b)
			if err != nil {
				t.Fatal(err)
			}
			return out
		})
		if _, err := c.steps.CloseBatch(t.Context(), c.step(id, "close")); err == nil {
			t.Errorf("%s: it is kept", name)
		}
		if _, err := c.Journal.Batch(id.Signer, id.Number); hallmark.KindOf(err) != hallmark.NotFound {
			t.Errorf("%s: the journal has it, %v", name, err)
		}
	}
	c.steps.Enclave = honest
	step(c, c.steps.CloseBatch, c.step(id, "close"))
	c.steps.Enclave = between(t, "/traces", func(b []byte) []byte { return append(b, 'x') })
	_, err := c.steps.PublishBatch(t.Context(), c.step(id, "publish"))
	wantFault(t, err, hallmark.Mismatch)
}
