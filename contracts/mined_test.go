package contracts_test

import (
	"context"
	"errors"
	"math/big"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/contracts"
)

// laggard shows the receipt of block 7 while its head is still block 6.
type laggard struct{ receipts, heads int }

func (l *laggard) TransactionReceipt(context.Context, common.Hash) (*types.Receipt, error) {
	if l.receipts++; l.receipts < 3 {
		return nil, ethereum.NotFound
	}
	return &types.Receipt{BlockNumber: big.NewInt(7)}, nil
}

func (l *laggard) HeaderByNumber(context.Context, *big.Int) (*types.Header, error) {
	switch l.heads++; l.heads {
	case 1:
		return &types.Header{Number: big.NewInt(6)}, nil
	case 2:
		return nil, errors.New("busy")
	}
	return &types.Header{Number: big.NewInt(7)}, nil
}

func TestMinedWaitsForTheHead(t *testing.T) {
	chain := &laggard{}
	receipt, err := contracts.Mined(t.Context(), chain, common.Hash{1})
	if err != nil || receipt.BlockNumber.Uint64() != 7 {
		t.Fatalf("%v, %v", receipt, err)
	}
	if chain.receipts != 3 || chain.heads != 3 {
		t.Errorf("asked %d times for the receipt and %d times for the head, want 3 and 3", chain.receipts, chain.heads)
	}
}

func TestMinedEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	if _, err := contracts.Mined(ctx, &laggard{receipts: -1 << 30}, common.Hash{1}); hallmark.KindOf(err) != hallmark.Unavailable {
		t.Errorf("got %v, want %s", err, hallmark.Unavailable)
	}
}

// late is a pool that sees the sender's coins at the third try.
type late struct {
	bind.ContractTransactor
	tries int
	err   error
}

func (l *late) SendTransaction(context.Context, *types.Transaction) error {
	if l.tries++; l.tries < 3 {
		return l.err
	}
	return nil
}

func TestSubmitWaitsForThePool(t *testing.T) {
	poor := errors.New("insufficient funds for gas * price + value: balance 0, tx cost 4")
	if l := (&late{err: poor}); contracts.Submit(t.Context(), l, nil) != nil || l.tries != 3 {
		t.Errorf("%d tries", l.tries)
	}
	other := errors.New("nonce too low")
	if l := (&late{err: other}); contracts.Submit(t.Context(), l, nil) != other || l.tries != 1 {
		t.Errorf("%d tries of what waiting does not mend", l.tries)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := contracts.Submit(ctx, &late{err: poor}, nil); err != poor {
		t.Errorf("with its context over: %v", err)
	}
}

// gone is a node that answers every question with an error.
type gone struct{}

func (gone) TransactionReceipt(context.Context, common.Hash) (*types.Receipt, error) {
	return nil, errors.New("connection refused")
}

func (gone) HeaderByNumber(context.Context, *big.Int) (*types.Header, error) { return nil, nil }

func TestMinedGivesANodeUpThatIsGone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		begin := time.Now()
		_, err := contracts.Mined(t.Context(), gone{}, common.Hash{1})
		if hallmark.KindOf(err) != hallmark.Unavailable || !strings.Contains(err.Error(), "connection refused") {
			t.Errorf("got %v, want the node's error as %s", err, hallmark.Unavailable)
		}
		if took := time.Since(begin); took < 30*time.Second || took > 35*time.Second {
			t.Errorf("after %s", took)
		}
	})
}
