package crash

import (
	"context"
	"errors"
	"io"
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/contracts"
	"github.com/hallmark-tee/hallmark/devnet"
	"github.com/hallmark-tee/hallmark/enclave/wire"
	"github.com/hallmark-tee/hallmark/envelope"
	"github.com/hallmark-tee/hallmark/sdk/inference"
	"github.com/hallmark-tee/hallmark/sdk/wallet"
	"github.com/hallmark-tee/hallmark/test"
)

// coin is one whole coin; spendable is what the load may come to.
var (
	coin      = hallmark.NewAmount(1_000_000_000_000_000_000)
	spendable = hallmark.NewAmount(100_000_000_000_000_000)
)

// load asks the base model from several goroutines until it is stopped.
type load struct {
	session *inference.Session
	stop    context.CancelFunc
	running sync.WaitGroup

	mu       sync.Mutex
	answered chan struct{} // one per answer, while somebody listens
	receipts []hallmark.SignedUsage
	failure  error
}

func (l *load) run(ctx context.Context, workers int) {
	ctx, l.stop = context.WithCancel(ctx)
	for range workers {
		l.running.Go(func() {
			for ctx.Err() == nil {
				l.ask(ctx)
			}
		})
	}
}

// ask asks once. That nobody answers is what this test is about; that a check
// fails is not.
func (l *load) ask(ctx context.Context) {
	body := `{"model":"base-5m","max_tokens":8,"temperature":0,"stream":true,"messages":[{"role":"user","content":"What does sha3.Sum512 take?"}]}`
	resp, err := l.session.Do(ctx, inference.Request{Method: http.MethodPost, Path: "/v1/chat/completions", ContentType: "application/json", Body: []byte(body)})
	for err == nil {
		_, err = resp.Next()
	}
	var failure *inference.Failure
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case errors.Is(err, io.EOF):
		l.receipts = append(l.receipts, *resp.Receipt())
		select {
		case l.answered <- struct{}{}:
		default:
		}
		resp.Close()
		return
	case errors.As(err, &failure):
		l.failure = err
	}
	if resp != nil {
		resp.Close()
	}
	l.mu.Unlock()
	select { // a peer is away: not in a tight loop
	case <-ctx.Done():
	case <-time.After(50 * time.Millisecond):
	}
	l.mu.Lock()
}

// answers waits for n more answers.
func (l *load) answers(t *testing.T, n int, what string) {
	t.Helper()
	late := time.After(5 * time.Minute)
	for range n {
		select {
		case <-l.answered:
		case <-late:
			l.mu.Lock()
			defer l.mu.Unlock()
			t.Fatalf("no answers %s; %d so far, %v", what, len(l.receipts), l.failure)
		}
	}
}

// openSession gives the development user a funded channel and a session.
func openSession(t *testing.T, m *devnet.Market, u *test.User, dir string) *inference.Session {
	t.Helper()
	key, err := devnet.UserKey()
	if err != nil {
		t.Fatal(err)
	}
	remote, err := inference.Dial(t.Context(), u.Market, m.Network.Worker, u.Policy())
	if err != nil {
		t.Fatal(err)
	}
	s, err := inference.Open(t.Context(), inference.Config{
		Provider: remote, Chain: inference.OnChain{Market: u.Market, Dir: dir}, ChainID: m.Network.ChainID, Channels: m.Network.Contracts.Channels,
		Wallet: wallet.New(key), Cap: spendable, Dir: dir,
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestKillEverybodyUnderInferenceLoad kills the enclave, the worker and the
// chain, one after the other, while a user's requests run. In the end every
// receipt that the user was given is in the enclave's journal, the journal's
// fees add up to what the chain has claimed, to the unit, and no claim paid
// twice.
func TestKillEverybodyUnderInferenceLoad(t *testing.T) {
	m, _ := test.StartMarket(t)
	u := test.Connect(t, m)
	ctx := t.Context()
	provider := u.Provider.Provider
	if _, err := u.Deposit(ctx, hallmark.NewAmount(4_000_000_000_000_000_000)); err != nil {
		t.Fatal(err)
	}
	if _, err := u.Send(ctx, "fund channel", m.Network.Contracts.TransferFund(provider, contracts.ChannelService, coin)); err != nil {
		t.Fatal(err)
	}
	l := &load{session: openSession(t, m, u, t.TempDir()), answered: make(chan struct{})}
	l.run(ctx, 3)
	l.answers(t, 5, "at first")
	for end := time.Now().Add(4 * time.Minute); ; time.Sleep(50 * time.Millisecond) { // a poll of the chain, which tells nobody
		c, err := u.Chain().Channel(ctx, u.Address(), provider)
		if err == nil && !c.Claimed.IsZero() {
			break
		}
		if time.Now().After(end) {
			t.Fatalf("nothing is claimed: %+v, %v", c, err)
		}
	}
	for _, victim := range []struct {
		name        string
		kill        func() error
		start       func(context.Context) error
		answersMore bool // while it is dead
	}{
		{"enclave", m.KillEnclave, m.StartEnclave, false},
		{"worker", m.KillWorker, m.StartWorker, false},
		{"chain", m.KillChain, m.StartChain, true}, // inference needs no chain
	} {
		if err := victim.kill(); err != nil {
			t.Fatal(err)
		}
		if victim.answersMore {
			l.answers(t, 3, "while the "+victim.name+" is dead")
		}
		if err := victim.start(ctx); err != nil {
			t.Fatal(err)
		}
		l.answers(t, 5, "after the "+victim.name+" was killed")
	}
	l.stop()
	l.running.Wait()
	if l.failure != nil {
		t.Errorf("a check failed: %v", l.failure)
	}
	if err := l.session.Close(); err != nil {
		t.Error(err)
	}
	sum := journalled(t, m, l.receipts)
	claimed := settledAt(t, u, provider, sum)
	var paid hallmark.Amount
	claims, err := u.Chain().BatchClaims(ctx, 0, 0, provider, hallmark.Digest{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range claims {
		if paid, err = paid.Add(c.Paid); err != nil {
			t.Fatal(err)
		}
	}
	if len(claims) < 2 || paid != claimed || claimed.Cmp(spendable) > 0 {
		t.Errorf("%d claims paid %s, the channel says %s, the user allowed %s", len(claims), paid, claimed, spendable)
	}
	t.Logf("%d receipts acknowledged, %s charged in %d claims", len(l.receipts), claimed.Coins(), len(claims))
}

// journalled requires every receipt of the user in the enclave's chain of
// receipts, and gives the sum of all fees there.
func journalled(t *testing.T, m *devnet.Market, acknowledged []hallmark.SignedUsage) (sum hallmark.Amount) {
	t.Helper()
	client := wire.Dial(m.EnclaveSocket())
	defer client.Close()
	for end := time.Now().Add(4 * time.Minute); ; time.Sleep(10 * time.Millisecond) { // requests that were cut are still receipted
		state, err := client.Gateway(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if state.Active+state.Waiting == 0 {
			break
		}
		if time.Now().After(end) {
			t.Fatalf("%d requests still run", state.Active)
		}
	}
	all := map[hallmark.Digest]bool{}
	var last hallmark.Usage
	var previous hallmark.Digest
	for {
		page, err := client.Receipts(t.Context(), last.Sequence, 100)
		if err != nil {
			t.Fatal(err)
		}
		if len(page) == 0 {
			break
		}
		for _, s := range page {
			r := s.Receipt
			digest, err := envelope.CheckUsage(s)
			if err != nil {
				t.Fatal(err)
			}
			if r.Sequence != last.Sequence+1 || r.Previous != previous {
				t.Errorf("receipt %d does not follow receipt %d", r.Sequence, last.Sequence)
			}
			if sum, err = sum.Add(r.Fee); err != nil || sum != r.Total {
				t.Errorf("receipt %d: the fees add up to %s, it says %s, %v", r.Sequence, sum, r.Total, err)
			}
			all[r.ID], last, previous = true, r, digest
		}
	}
	for _, s := range acknowledged {
		if !all[s.Receipt.ID] {
			t.Errorf("the acknowledged receipt %d is lost", s.Receipt.Sequence)
		}
	}
	return sum
}

// settledAt waits until the chain has claimed a sum, and not more.
func settledAt(t *testing.T, u *test.User, provider hallmark.Address, sum hallmark.Amount) hallmark.Amount {
	t.Helper()
	for end := time.Now().Add(4 * time.Minute); ; {
		c, err := u.Chain().Channel(t.Context(), u.Address(), provider)
		if err == nil && c.Claimed == sum {
			return sum
		}
		if time.Now().After(end) {
			t.Fatalf("the chain has claimed %s, the receipts come to %s, %v", c.Claimed, sum, err)
		}
		time.Sleep(100 * time.Millisecond) // a poll of the chain, which tells nobody
	}
}
