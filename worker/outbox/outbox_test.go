package outbox_test

import (
	"context"
	"crypto/ecdsa"
	"errors"
	"fmt"
	"math/big"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/ethclient/simulated"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/contracts"
	"github.com/hallmark-tee/hallmark/envelope"
	"github.com/hallmark-tee/hallmark/worker/journal"
	"github.com/hallmark-tee/hallmark/worker/outbox"
)

const chainID = 1337

// trap reverts every call without calldata once a call with calldata was made:
// sload(0) != 0 ? revert : stop, and with calldata sstore(0, 1).
var (
	trap     = common.Address{0xaa}
	trapCode = common.FromHex("36600b5760005460125700" + "5b600160005500" + "5b600080fd")
	// refuser reverts with the data that it was called with.
	refuser     = common.Address{0xbb}
	refuserCode = common.FromHex("36600060003736" + "6000fd")
)

// world is a chain whose blocks the test makes, and one account's journal.
type world struct {
	t     *testing.T
	sim   *simulated.Backend
	node  simulated.Client
	wire  *wire
	dir   string
	j     *journal.Journal
	key   *ecdsa.PrivateKey
	other *ecdsa.PrivateKey
	box   *outbox.Outbox
}

// wire is the node with a line that can be cut.
type wire struct {
	simulated.Client
	mu   sync.Mutex
	cut  error // of sends
	lost bool  // sends claim success and reach nobody
	sent []common.Hash
}

func (w *wire) SendTransaction(ctx context.Context, tx *types.Transaction) error {
	w.mu.Lock()
	w.sent = append(w.sent, tx.Hash())
	cut, lost := w.cut, w.lost
	w.mu.Unlock()
	if cut != nil || lost {
		return cut
	}
	return w.Client.SendTransaction(ctx, tx)
}

func (w *wire) set(cut error, lost bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.cut, w.lost = cut, lost
}

func (w *wire) count() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.sent)
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{t: t, dir: t.TempDir(), key: newKey(t), other: newKey(t)}
	alloc := types.GenesisAlloc{
		trap:    {Code: trapCode, Balance: new(big.Int)},
		refuser: {Code: refuserCode, Balance: new(big.Int)},
	}
	for _, k := range []*ecdsa.PrivateKey{w.key, w.other} {
		alloc[crypto.PubkeyToAddress(k.PublicKey)] = types.Account{Balance: new(big.Int).Lsh(big.NewInt(1), 80)}
	}
	w.sim = simulated.NewBackend(alloc)
	w.node = w.sim.Client()
	w.wire = &wire{Client: w.node}
	w.sim.Commit()
	w.restart()
	t.Cleanup(func() {
		if err := errors.Join(w.j.Close(), w.sim.Close()); err != nil {
			t.Error(err)
		}
	})
	return w
}

func newKey(t *testing.T) *ecdsa.PrivateKey {
	k, err := crypto.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// restart opens the journal anew, as a worker does that was killed.
func (w *world) restart() {
	w.t.Helper()
	if w.j != nil {
		if err := w.j.Close(); err != nil {
			w.t.Fatal(err)
		}
	}
	var err error
	if w.j, err = journal.Open(w.dir); err != nil {
		w.t.Fatal(err)
	}
	w.box = outbox.New(w.wire, w.node, w.j, w.key, chainID, outbox.Timing{Poll: time.Millisecond, Resend: 5 * time.Millisecond, Bump: time.Hour})
}

// impatient raises fees at once.
func (w *world) impatient() {
	w.box = outbox.New(w.wire, w.node, w.j, w.key, chainID, outbox.Timing{Poll: time.Millisecond, Resend: time.Hour, Bump: 20 * time.Millisecond})
}

// mining commits a block whenever a transaction waits, until the test ends.
func (w *world) mining() {
	stop, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		tick := time.NewTicker(2 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-stop:
				return
			case <-tick.C:
				if n, err := w.node.PendingTransactionCount(context.Background()); err == nil && n > 0 {
					w.sim.Commit()
				}
			}
		}
	}()
	w.t.Cleanup(func() { close(stop); <-done })
}

func (w *world) nonce() uint64 {
	w.t.Helper()
	n, err := w.node.NonceAt(w.t.Context(), crypto.PubkeyToAddress(w.key.PublicKey), nil)
	if err != nil {
		w.t.Fatal(err)
	}
	return n
}

func (w *world) balance(a common.Address) uint64 {
	w.t.Helper()
	b, err := w.node.BalanceAt(w.t.Context(), a, nil)
	if err != nil {
		w.t.Fatal(err)
	}
	return b.Uint64()
}

// until waits for what another goroutine does.
func (w *world) until(what string, is func() bool) {
	w.t.Helper()
	for end := time.Now().Add(20 * time.Second); !is(); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			w.t.Fatal("never: " + what)
		}
	}
}

func (w *world) waiting() bool {
	n, err := w.node.PendingTransactionCount(context.Background())
	return err == nil && n > 0
}

// do starts a Do and gives its end.
func (w *world) do(purpose string, c contracts.Call) <-chan answer {
	out := make(chan answer, 1)
	go func() {
		ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
		defer cancel()
		tx, err := w.box.Do(ctx, purpose, c)
		out <- answer{tx, err}
	}()
	return out
}

type answer struct {
	tx  hallmark.Digest
	err error
}

var payee = common.Address{0xcc}

// pay gives the payee n wei, so that its balance counts what was mined.
func pay(n uint64) contracts.Call {
	return contracts.Call{To: hallmark.Address(payee), Value: hallmark.NewAmount(n)}
}

func wantKind(t *testing.T, err error, want hallmark.Kind) {
	t.Helper()
	if err == nil || hallmark.KindOf(err) != want {
		t.Fatalf("got %v, want %v", err, want)
	}
}

func TestOnePurposeIsOneTransaction(t *testing.T) {
	w := newWorld(t)
	w.mining()
	var all []<-chan answer
	for range 8 {
		all = append(all, w.do("pay/1", pay(5)))
	}
	var first hallmark.Digest
	for i, c := range all {
		a := <-c
		if a.err != nil {
			t.Fatal(a.err)
		}
		if i > 0 && a.tx != first {
			t.Errorf("caller %d got %s, the first %s", i, a.tx, first)
		}
		first = a.tx
	}
	w.restart()
	if a := <-w.do("pay/1", pay(5)); a.err != nil || a.tx != first {
		t.Errorf("after a restart: %+v, want %s", a, first)
	}
	if w.nonce() != 1 || w.balance(payee) != 5 {
		t.Errorf("%d transactions paid %d", w.nonce(), w.balance(payee))
	}
}

func TestNoncesHaveNoGaps(t *testing.T) {
	w := newWorld(t)
	w.mining()
	const n = 20
	var all []<-chan answer
	for i := range n {
		all = append(all, w.do(fmt.Sprint("pay/", i), pay(1)))
	}
	seen := map[hallmark.Digest]bool{}
	for _, c := range all {
		a := <-c
		if a.err != nil {
			t.Fatal(a.err)
		}
		seen[a.tx] = true
	}
	if len(seen) != n || w.nonce() != n || w.balance(payee) != n {
		t.Errorf("%d hashes, %d nonces, %d paid, want %d", len(seen), w.nonce(), w.balance(payee), n)
	}
}

func TestCrashBeforeTheBroadcast(t *testing.T) {
	w := newWorld(t)
	w.wire.set(errors.New("the line is dead"), false)
	_, err := w.box.Send(t.Context(), "pay/1", pay(5))
	wantKind(t, err, hallmark.Unavailable)
	row, found, err := w.j.Outgoing("pay/1")
	if err != nil || !found || row.Mined != nil {
		t.Fatalf("the row was not kept before the broadcast: %+v, %v", row, err)
	}
	w.wire.set(nil, false)
	w.restart()
	// Another purpose comes first; the unsent row must not hold it up.
	w.mining()
	if a := <-w.do("pay/2", pay(7)); a.err != nil {
		t.Fatal(a.err)
	}
	if a := <-w.do("pay/1", pay(5)); a.err != nil || a.tx != row.Hashes[0] {
		t.Errorf("sent %+v, the kept row is %s", a, row.Hashes[0])
	}
	if w.nonce() != 2 || w.balance(payee) != 12 {
		t.Errorf("%d transactions paid %d", w.nonce(), w.balance(payee))
	}
}

func TestCrashAfterTheBroadcast(t *testing.T) {
	w := newWorld(t)
	tx, err := w.box.Send(t.Context(), "pay/1", pay(5))
	if err != nil {
		t.Fatal(err)
	}
	w.sim.Commit()
	w.restart()
	if a := <-w.do("pay/1", pay(5)); a.err != nil || a.tx != tx {
		t.Errorf("%+v, want %s", a, tx)
	}
	if w.nonce() != 1 || w.balance(payee) != 5 {
		t.Errorf("%d transactions paid %d", w.nonce(), w.balance(payee))
	}
}

func TestANodeThatForgotGetsItAgain(t *testing.T) {
	w := newWorld(t)
	done := w.do("pay/1", pay(5))
	w.until("in the pool", w.waiting)
	w.wire.set(nil, true)
	w.sim.Rollback() // the pool forgets
	w.wire.set(nil, false)
	w.until("in the pool again", w.waiting)
	w.mining()
	if a := <-done; a.err != nil {
		t.Fatal(a.err)
	}
	if w.nonce() != 1 || w.balance(payee) != 5 {
		t.Errorf("%d transactions paid %d", w.nonce(), w.balance(payee))
	}
}

func TestARaisedFeeKeepsTheNonceAndReplaces(t *testing.T) {
	w := newWorld(t)
	w.impatient()
	done := w.do("pay/1", pay(5))
	w.until("three forms", func() bool {
		row, _, err := w.j.Outgoing("pay/1")
		return err == nil && len(row.Hashes) >= 3
	})
	w.until("in the pool", w.waiting)
	w.sim.Commit()
	a := <-done
	if a.err != nil {
		t.Fatal(a.err)
	}
	row, _, err := w.j.Outgoing("pay/1")
	if err != nil || row.Nonce != 0 || row.Mined == nil || row.Mined.Hash != a.tx || row.Hashes[0] == a.tx {
		t.Errorf("mined %s of %+v, %v: want a later form", a.tx, row, err)
	}
	w.sim.Commit()
	if w.nonce() != 1 || w.balance(payee) != 5 {
		t.Errorf("%d transactions paid %d", w.nonce(), w.balance(payee))
	}
}

// What no fee mends does not drain the wallet: fees stop rising, sending goes on.
func TestRaisedFeesHaveABound(t *testing.T) {
	w := newWorld(t)
	w.impatient()
	done := w.do("pay/1", pay(5))
	fee := func() (forms int, is *big.Int) {
		row, found, err := w.j.Outgoing("pay/1")
		if err != nil || !found {
			return 0, new(big.Int)
		}
		tx := new(types.Transaction)
		if err := tx.UnmarshalBinary(row.Raw); err != nil {
			t.Error(err)
		}
		return len(row.Hashes), tx.GasFeeCap()
	}
	w.until("first form", func() bool { n, _ := fee(); return n > 0 })
	_, first := fee()
	w.until("ten times the fee", func() bool {
		_, now := fee()
		return now.Cmp(new(big.Int).Mul(first, big.NewInt(10))) >= 0
	})
	forms, last := fee()
	sent := w.wire.count()
	w.until("sent again", func() bool { return w.wire.count() >= sent+5 })
	if n, now := fee(); n != forms || now.Cmp(last) != 0 || now.Cmp(new(big.Int).Mul(first, big.NewInt(12))) > 0 {
		t.Errorf("%d forms then %d, fee %s then %s, the first was %s", forms, n, last, now, first)
	}
	w.sim.Commit()
	if a := <-done; a.err != nil {
		t.Fatal(a.err)
	}
}

func TestANonceLostToAnotherSenderIsGivenUp(t *testing.T) {
	w := newWorld(t)
	w.wire.set(nil, true)
	if _, err := w.box.Send(t.Context(), "pay/1", pay(5)); err != nil {
		t.Fatal(err)
	}
	// The operator sends from the same wallet, with the nonce of the row.
	w.sendAs(w.key, 0, payee, 100, nil)
	w.sim.Commit()
	w.wire.set(nil, false)
	w.impatient()
	w.mining()
	if a := <-w.do("pay/1", pay(5)); a.err != nil {
		t.Fatal(a.err)
	}
	if w.nonce() != 2 || w.balance(payee) != 105 {
		t.Errorf("%d transactions paid %d", w.nonce(), w.balance(payee))
	}
}

func TestWhatWouldRevertCostsNothing(t *testing.T) {
	w := newWorld(t)
	for _, c := range []struct {
		name string
		kind hallmark.Kind
	}{
		{"JobNotOpen(bytes32,uint8)", hallmark.Conflict},
		{"InsufficientFreeBalance(uint256,uint256)", hallmark.Unfunded},
		{"OrderExpired(uint256,uint256)", hallmark.Expired},
		{"FeeAboveCap(uint256,uint256)", hallmark.Reverted},
		{"SomethingElse()", hallmark.Reverted},
	} {
		data := append(crypto.Keccak256([]byte(c.name))[:4], make([]byte, 64)...)
		_, err := w.box.Send(t.Context(), "refused", contracts.Call{To: hallmark.Address(refuser), Data: data})
		if err == nil || hallmark.KindOf(err) != c.kind {
			t.Errorf("%s: %v, want %v", c.name, err, c.kind)
		}
		if _, found, err := w.j.Outgoing("refused"); err != nil || found {
			t.Errorf("%s: a row was kept, %v", c.name, err)
		}
	}
	w.sim.Commit()
	if w.nonce() != 0 || len(w.wire.sent) != 0 {
		t.Errorf("%d transactions, %d sent", w.nonce(), len(w.wire.sent))
	}
}

func TestARevertInTheBlockIsReported(t *testing.T) {
	w := newWorld(t)
	call := contracts.Call{To: hallmark.Address(trap)}
	done := w.do("step", call)
	w.until("in the pool", w.waiting)
	w.sendAs(w.other, 0, trap, 0, []byte{1}) // pays more, so it comes first
	w.sim.Commit()
	a := <-done
	wantKind(t, a.err, hallmark.Reverted)
	if a.tx.IsZero() {
		t.Error("the refused transaction is not named")
	}
	w.restart()
	_, err := w.box.Send(t.Context(), "step", call)
	wantKind(t, err, hallmark.Reverted)
	if w.nonce() != 1 {
		t.Errorf("%d transactions", w.nonce())
	}
}

func TestAnEmptyWalletIsUnfunded(t *testing.T) {
	w := newWorld(t)
	box := outbox.New(w.wire, w.node, w.j, newKey(t), chainID, outbox.Timing{})
	for name, c := range map[string]contracts.Call{"value": pay(5), "gas": {To: hallmark.Address(payee)}} {
		_, err := box.Send(t.Context(), name, c)
		wantKind(t, err, hallmark.Unfunded)
		if _, found, _ := w.j.Outgoing(name); found {
			t.Errorf("%s: a row was kept", name)
		}
	}
}

// deaf is a node that answers nothing in time.
type deaf struct{ simulated.Client }

func (deaf) EstimateGas(ctx context.Context, _ ethereum.CallMsg) (uint64, error) {
	<-ctx.Done()
	return 0, ctx.Err()
}

func TestRunningOutOfTimeDecidesNothing(t *testing.T) {
	w := newWorld(t)
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	_, err := outbox.New(w.wire, deaf{w.node}, w.j, w.key, chainID, outbox.Timing{}).Send(ctx, "pay/1", pay(5))
	wantKind(t, err, hallmark.Unavailable)

	ctx, cancel = context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	_, err = w.box.Do(ctx, "pay/2", pay(5)) // nobody mines
	wantKind(t, err, hallmark.Unavailable)
	_, err = w.box.Wait(t.Context(), "never sent")
	wantKind(t, err, hallmark.NotFound)
	w.mining()
	if a := <-w.do("pay/2", pay(5)); a.err != nil {
		t.Fatal(a.err)
	}
	if w.nonce() != 1 || w.balance(payee) != 5 {
		t.Errorf("%d transactions paid %d", w.nonce(), w.balance(payee))
	}
}

func (w *world) sendAs(key *ecdsa.PrivateKey, nonce uint64, to common.Address, value int64, data []byte) {
	w.t.Helper()
	gwei := big.NewInt(1_000_000_000)
	tx, err := types.SignNewTx(key, types.LatestSignerForChainID(big.NewInt(chainID)), &types.DynamicFeeTx{
		ChainID: big.NewInt(chainID), Nonce: nonce, To: &to, Value: big.NewInt(value), Data: data, Gas: 100_000,
		GasTipCap: new(big.Int).Mul(gwei, big.NewInt(50)), GasFeeCap: new(big.Int).Mul(gwei, big.NewInt(100)),
	})
	if err != nil {
		w.t.Fatal(err)
	}
	if err := w.node.SendTransaction(w.t.Context(), tx); err != nil {
		w.t.Fatal(err)
	}
}

func TestFromIsTheKeysAccount(t *testing.T) {
	w := newWorld(t)
	if w.box.From() != envelope.AddressOf(&w.key.PublicKey) {
		t.Error("another account")
	}
}
