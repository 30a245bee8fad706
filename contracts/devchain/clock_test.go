package devchain

import (
	"math/big"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/ethclient"
)

func headTime(t testing.TB, cl *ethclient.Client) uint64 {
	t.Helper()
	h, err := cl.HeaderByNumber(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return h.Time
}

func TestTimeMovesForwardForGood(t *testing.T) {
	c := Config{Dir: t.TempDir()}
	n, cl := start(t, c)
	before := headTime(t, cl)
	var head Head
	if err := cl.Client().CallContext(t.Context(), &head, "dev_increaseTime", 86_400); err != nil {
		t.Fatal(err)
	}
	if got := uint64(head.Timestamp); got < before+86_400 || got > before+86_400+60 {
		t.Fatalf("a day forward went from %d to %d", before, got)
	}
	if headTime(t, cl) != uint64(head.Timestamp) || height(t, cl) != uint64(head.Number) {
		t.Fatal("the answer is not the head")
	}
	// The clock keeps its lead over the machine's, also when opened again.
	if err := n.Close(); err != nil {
		t.Fatal(err)
	}
	_, cl = start(t, c)
	r := send(t, cl, transfer(t, 0))
	b, err := cl.HeaderByHash(t.Context(), r.BlockHash)
	if err != nil {
		t.Fatal(err)
	}
	if lead := int64(b.Time) - time.Now().Unix(); lead < 86_400-60 || lead > 86_400+60 {
		t.Fatalf("chain time leads by %d s, want a day", lead)
	}
	if err := cl.Client().CallContext(t.Context(), &head, "dev_increaseTime", uint64(maxAdvance)+1); err == nil {
		t.Error("an advance of more than a century is accepted")
	}
}

func TestMine(t *testing.T) {
	_, cl := start(t, Config{})
	first := height(t, cl)
	var head Head
	if err := cl.Client().CallContext(t.Context(), &head, "dev_mine"); err != nil || uint64(head.Number) != first+1 {
		t.Fatalf("one block: %+v, %v", head, err)
	}
	if err := cl.Client().CallContext(t.Context(), &head, "dev_mine", 5); err != nil || uint64(head.Number) != first+6 {
		t.Fatalf("five blocks: %+v, %v", head, err)
	}
	for _, n := range []any{0, maxMine + 1, -1, "x"} {
		if err := cl.Client().CallContext(t.Context(), &head, "dev_mine", n); err == nil {
			t.Errorf("dev_mine(%v) is accepted", n)
		}
	}
}

func TestPeriodAndIdleSealWithoutTransactions(t *testing.T) {
	for name, c := range map[string]Config{
		"period": {Period: 20 * time.Millisecond},
		"idle":   {Idle: 20 * time.Millisecond},
	} {
		t.Run(name, func(t *testing.T) {
			n, cl := start(t, c)
			heads := make(chan *types.Header, 64)
			sub, err := dial(t, n.WebSocketURL()).SubscribeNewHead(t.Context(), heads)
			if err != nil {
				t.Fatal(err)
			}
			defer sub.Unsubscribe()
			for range 3 {
				select {
				case <-heads:
				case <-time.After(time.Minute):
					t.Fatal("no block came")
				}
			}
			if r := send(t, cl, transfer(t, 0)); r.Status != types.ReceiptStatusSuccessful {
				t.Fatal("transaction failed")
			}
		})
	}
}

func TestPeriodMakesTransactionsWait(t *testing.T) {
	_, cl := start(t, Config{Period: time.Hour})
	tx := transfer(t, 0)
	if err := cl.SendTransaction(t.Context(), tx); err != nil {
		t.Fatal(err)
	}
	for range 50 {
		if _, pending, err := cl.TransactionByHash(t.Context(), tx.Hash()); err != nil || !pending {
			t.Fatalf("included before the period was over: %v", err)
		}
	}
	var head Head
	if err := cl.Client().CallContext(t.Context(), &head, "dev_mine"); err != nil {
		t.Fatal(err)
	}
	if r := receipt(t, cl, tx.Hash()); r.BlockNumber.Cmp(new(big.Int).SetUint64(uint64(head.Number))) != 0 {
		t.Fatalf("included in block %s, not in the one mined by hand", r.BlockNumber)
	}
}
