// Package outbox sends the worker's transactions, each purpose once.
//
// A row with the signed bytes is durable before the first broadcast. Sending
// the same purpose again sends the same bytes; a fee bump keeps the nonce; so
// the chain can include at most one transaction per purpose, whoever dies
// when. The outbox simulates before it signs: what would revert is refused
// with the contract's reason and costs nothing. It never decides whether a
// transaction should be sent.
package outbox

import (
	"context"
	"crypto/ecdsa"
	"errors"
	"math/big"
	"strings"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/contracts"
	"github.com/hallmark-tee/hallmark/worker/journal"
)

const (
	// bumpAfter is how long a transaction may wait before its fee is raised.
	bumpAfter = 30 * time.Second
	// pollEvery is how often a receipt is looked for.
	pollEvery = 200 * time.Millisecond
	// gasMargin is added to the estimate, in percent: storage may have changed
	// by the time the transaction runs.
	gasMargin = 20
)

// Chain is what the outbox needs of an RPC endpoint to send.
type Chain interface {
	SendTransaction(ctx context.Context, tx *types.Transaction) error
	TransactionReceipt(ctx context.Context, hash common.Hash) (*types.Receipt, error)
	NonceAt(ctx context.Context, account common.Address, block *big.Int) (uint64, error)
}

// Gas is what it needs to price and simulate.
type Gas interface {
	EstimateGas(ctx context.Context, call ethereum.CallMsg) (uint64, error)
	SuggestGasTipCap(ctx context.Context) (*big.Int, error)
	HeaderByNumber(ctx context.Context, number *big.Int) (*types.Header, error)
}

// Rows is where the rows live.
type Rows interface {
	Outgoing(purpose string) (journal.OutgoingTx, bool, error)
	KeepOutgoing(row journal.OutgoingTx) error
	AllOutgoing() ([]journal.OutgoingTx, error)
}

// Outbox sends for one account on one chain. It may be used from many
// goroutines; nonces are handed out under one lock.
type Outbox struct {
	chain   Chain
	gas     Gas
	rows    Rows
	key     *ecdsa.PrivateKey
	from    common.Address
	chainID *big.Int

	mu sync.Mutex
}

// New makes an outbox.
func New(chain Chain, gas Gas, rows Rows, key *ecdsa.PrivateKey, chainID uint64) *Outbox {
	return &Outbox{
		chain: chain, gas: gas, rows: rows, key: key,
		from: crypto.PubkeyToAddress(key.PublicKey), chainID: new(big.Int).SetUint64(chainID),
	}
}

// From is the account that sends.
func (o *Outbox) From() hallmark.Address { return hallmark.Address(o.from) }

// Send gives the hash of the one transaction of a purpose, signing and sending
// it if there is none yet. Reverted: the contract would refuse it, nothing was
// signed. A purpose that was mined already is not sent again.
func (o *Outbox) Send(ctx context.Context, purpose string, c contracts.Call) (hallmark.Digest, error) {
	row, err := o.row(ctx, purpose, c)
	if err != nil {
		return hallmark.Digest{}, err
	}
	if row.Mined != nil {
		return row.Mined.Hash, nil
	}
	return row.Hashes[len(row.Hashes)-1], o.broadcast(ctx, row)
}

// Do sends and waits until the transaction is mined. Reverted: it was refused,
// at simulation or in its block.
func (o *Outbox) Do(ctx context.Context, purpose string, c contracts.Call) (hallmark.Digest, error) {
	if _, err := o.Send(ctx, purpose, c); err != nil {
		return hallmark.Digest{}, err
	}
	return o.Wait(ctx, purpose)
}

// Wait waits until the purpose's transaction is mined, sending it again and
// raising its fee while it is not. It gives the hash that was mined.
func (o *Outbox) Wait(ctx context.Context, purpose string) (hallmark.Digest, error) {
	tick := time.NewTicker(pollEvery)
	defer tick.Stop()
	bump := time.NewTimer(bumpAfter)
	defer bump.Stop()
	for {
		mined, err := o.look(ctx, purpose)
		if err != nil {
			return hallmark.Digest{}, err
		}
		if mined != nil && mined.Reverted {
			return mined.Hash, hallmark.Errorf(hallmark.Reverted, "transaction %s for %s was refused in block %d", mined.Hash, purpose, mined.Block)
		}
		if mined != nil {
			return mined.Hash, nil
		}
		select {
		case <-ctx.Done():
			return hallmark.Digest{}, hallmark.Errorf(hallmark.Unavailable, "%s is not mined yet: %w", purpose, ctx.Err())
		case <-bump.C:
			if err := o.raise(ctx, purpose); err != nil {
				return hallmark.Digest{}, err
			}
			bump.Reset(bumpAfter)
		case <-tick.C:
		}
	}
}

// row finds or makes the durable row of a purpose.
func (o *Outbox) row(ctx context.Context, purpose string, c contracts.Call) (journal.OutgoingTx, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	row, found, err := o.rows.Outgoing(purpose)
	if err != nil || found {
		return row, err
	}
	to, value := common.Address(c.To), c.Value.Big()
	gas, err := o.gas.EstimateGas(ctx, ethereum.CallMsg{From: o.from, To: &to, Value: value, Data: c.Data})
	if err != nil {
		return row, refusal(purpose, err)
	}
	nonce, err := o.nextNonce(ctx)
	if err != nil {
		return row, err
	}
	tip, fee, err := o.fees(ctx)
	if err != nil {
		return row, err
	}
	tx := &types.DynamicFeeTx{
		ChainID: o.chainID, Nonce: nonce, To: &to, Value: value, Data: c.Data,
		Gas: gas + gas*gasMargin/100, GasTipCap: tip, GasFeeCap: fee,
	}
	row = journal.OutgoingTx{Purpose: purpose, Nonce: nonce}
	return row, o.sign(&row, tx)
}

// sign signs and stores; only a stored form may be sent.
func (o *Outbox) sign(row *journal.OutgoingTx, tx *types.DynamicFeeTx) error {
	signed, err := types.SignNewTx(o.key, types.LatestSignerForChainID(o.chainID), tx)
	if err != nil {
		return hallmark.Errorf(hallmark.Internal, "sign %s: %w", row.Purpose, err)
	}
	raw, err := signed.MarshalBinary()
	if err != nil {
		return hallmark.Errorf(hallmark.Internal, "encode %s: %w", row.Purpose, err)
	}
	row.Raw = raw
	row.Hashes = append(row.Hashes, hallmark.Digest(signed.Hash()))
	return o.rows.KeepOutgoing(*row)
}

// nextNonce is the first that neither the chain nor any row has used.
func (o *Outbox) nextNonce(ctx context.Context) (uint64, error) {
	next, err := o.chain.NonceAt(ctx, o.from, nil)
	if err != nil {
		return 0, away(err)
	}
	rows, err := o.rows.AllOutgoing()
	if err != nil {
		return 0, err
	}
	for _, r := range rows {
		next = max(next, r.Nonce+1)
	}
	return next, nil
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

// broadcast sends the stored bytes. What the node has already is no error.
func (o *Outbox) broadcast(ctx context.Context, row journal.OutgoingTx) error {
	tx := new(types.Transaction)
	if err := tx.UnmarshalBinary(row.Raw); err != nil {
		return hallmark.Errorf(hallmark.Internal, "outbox row %s does not decode: %w", row.Purpose, err)
	}
	err := o.chain.SendTransaction(ctx, tx)
	if err == nil || known(err) {
		return nil
	}
	return away(err)
}

// known recognises the answers of nodes that hold the transaction, or one of
// its forms, in their pool or chain. The JSON-RPC carries no code for them.
func known(err error) bool {
	for _, text := range []string{"already known", "nonce too low", "replacement transaction underpriced", "already imported"} {
		if strings.Contains(err.Error(), text) {
			return true
		}
	}
	return false
}

// look reads how the purpose's transaction ended, nil while it has not. A
// transaction that the node forgot is sent again.
func (o *Outbox) look(ctx context.Context, purpose string) (*journal.MinedTx, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	row, found, err := o.rows.Outgoing(purpose)
	if err != nil {
		return nil, err
	}
	if !found {
		return nil, hallmark.Errorf(hallmark.NotFound, "nothing was sent for %s", purpose)
	}
	if row.Mined != nil {
		return row.Mined, nil
	}
	for _, h := range row.Hashes {
		receipt, err := o.chain.TransactionReceipt(ctx, common.Hash(h))
		if errors.Is(err, ethereum.NotFound) || err != nil && strings.Contains(err.Error(), "indexing is in progress") {
			continue
		}
		if err != nil {
			return nil, away(err)
		}
		row.Mined = &journal.MinedTx{
			Hash: h, Block: receipt.BlockNumber.Uint64(), Reverted: receipt.Status != types.ReceiptStatusSuccessful,
		}
		return row.Mined, o.rows.KeepOutgoing(row)
	}
	return nil, nil
}

// raise sends the transaction again, with a higher fee under the same nonce.
func (o *Outbox) raise(ctx context.Context, purpose string) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	row, _, err := o.rows.Outgoing(purpose)
	if err != nil || row.Mined != nil {
		return err
	}
	old := new(types.Transaction)
	if err := old.UnmarshalBinary(row.Raw); err != nil {
		return hallmark.Errorf(hallmark.Internal, "outbox row %s does not decode: %w", purpose, err)
	}
	tip, fee, err := o.fees(ctx)
	if err != nil {
		return err
	}
	// Nodes want at least 10 % more of both fees to replace.
	tip, fee = larger(tip, more(old.GasTipCap())), larger(fee, more(old.GasFeeCap()))
	err = o.sign(&row, &types.DynamicFeeTx{
		ChainID: o.chainID, Nonce: row.Nonce, To: old.To(), Value: old.Value(), Data: old.Data(),
		Gas: old.Gas(), GasTipCap: tip, GasFeeCap: fee,
	})
	if err != nil {
		return err
	}
	return o.broadcast(ctx, row)
}

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

// refusal tells a contract's revert, which keeps its kind, from an endpoint
// that does not answer.
func refusal(purpose string, err error) error {
	if strings.Contains(err.Error(), "insufficient funds") {
		return hallmark.Errorf(hallmark.Unfunded, "%s: the sending account cannot pay for gas and value", purpose)
	}
	err = contracts.Explain(err)
	return hallmark.Errorf(hallmark.KindOf(err), "%s would be refused: %w", purpose, err)
}

func away(err error) error {
	return hallmark.Errorf(hallmark.Unavailable, "the chain's RPC endpoint: %w", err)
}
