package outbox

import (
	"context"
	"errors"
	"math/big"
	"strings"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/contracts"
)

// price simulates a call and gives the unsigned transaction, its nonce left
// open. The simulation knows the fee, so an account that cannot pay for gas is
// refused before a nonce is spent.
func (o *Outbox) price(ctx context.Context, purpose string, to common.Address, value *big.Int, data []byte) (*types.DynamicFeeTx, error) {
	tip, fee, err := o.fees(ctx)
	if err != nil {
		return nil, err
	}
	gas, err := o.gas.EstimateGas(ctx, ethereum.CallMsg{
		From: o.from, To: &to, Value: value, Data: data, GasTipCap: tip, GasFeeCap: fee,
	})
	if err != nil {
		return nil, refusal(purpose, err)
	}
	return &types.DynamicFeeTx{
		ChainID: o.chainID, To: &to, Value: value, Data: data,
		Gas: gas + gas*gasMargin/100, GasTipCap: tip, GasFeeCap: fee,
	}, nil
}

func (o *Outbox) fees(ctx context.Context) (tip, fee *big.Int, err error) {
	tip, err = o.gas.SuggestGasTipCap(ctx)
	if err != nil {
		return nil, nil, away(err)
	}
	head, err := o.gas.HeaderByNumber(ctx, nil)
	if err != nil {
		return nil, nil, away(err)
	}
	fee = new(big.Int).Set(tip)
	if head.BaseFee != nil {
		fee.Add(fee, new(big.Int).Lsh(head.BaseFee, 1))
	}
	return tip, fee, nil
}

// more is the least by which nodes let a transaction replace another: they
// want 10 % on both fees.
func more(v *big.Int) *big.Int {
	up := new(big.Int).Mul(v, big.NewInt(112))
	return up.Add(up.Quo(up, big.NewInt(100)), big.NewInt(1))
}

func larger(a, b *big.Int) *big.Int {
	if a.Cmp(b) < 0 {
		return b
	}
	return a
}

// held recognises the answers of nodes that hold the transaction, or one of
// its forms, in their pool or chain. The JSON-RPC carries no code for them.
func held(err error) bool {
	return says(err, "already known", "alreadyknown", "nonce too low", "replacement transaction underpriced", "already imported")
}

// indexing recognises a node that cannot tell yet whether it has a transaction.
func indexing(err error) bool { return says(err, "indexing is in progress") }

func says(err error, texts ...string) bool {
	all := strings.ToLower(err.Error())
	for _, text := range texts {
		if strings.Contains(all, text) {
			return true
		}
	}
	return false
}

// refusal tells a contract's revert, which keeps its kind, from an endpoint
// that does not answer.
func refusal(purpose string, err error) error {
	if says(err, "insufficient funds", "gas required exceeds allowance") {
		return hallmark.Errorf(hallmark.Unfunded, "%s: the sending account cannot pay for gas and value", purpose)
	}
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return away(err)
	}
	err = contracts.Explain(err)
	return hallmark.Errorf(hallmark.KindOf(err), "%s would be refused: %w", purpose, err)
}

func away(err error) error {
	return hallmark.Errorf(hallmark.Unavailable, "the chain's RPC endpoint: %w", err)
}
