// Package outbox sends the worker's transactions, each purpose once.
//
// A row with the signed bytes is durable before the first broadcast. Sending
// the same purpose again sends the same bytes; a fee bump keeps the nonce; so
// the chain can include at most one transaction per purpose, whoever dies
// when. Nonces have no gaps: whoever waits for a transaction also sends those
// before it that a crash left unsent. The outbox simulates before it signs:
// what would revert is refused with the contract's reason and costs nothing.
// It never decides whether a transaction should be sent, and it wants the
// account for itself.
package outbox

import (
	"cmp"
	"context"
	"crypto/ecdsa"
	"errors"
	"math/big"
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

// gasMargin is added to the estimate, in percent: storage may have changed by
// the time the transaction runs.
const gasMargin = 20

// maxOverpay bounds what fee bumps come to, in multiples of what the chain asks
// now. A transaction that waits in spite of it is held up by something that no
// fee mends, and the worker's coins must not drain meanwhile.
const maxOverpay = 10

// Timing is the outbox's patience; what is zero gets its default.
type Timing struct {
	Poll   time.Duration // between looks for a receipt; 200 ms
	Resend time.Duration // between broadcasts of the same bytes: nodes forget; 5 s
	Bump   time.Duration // until the fee is raised; 30 s
}

func (t Timing) withDefaults() Timing {
	return Timing{
		Poll:   cmp.Or(t.Poll, 200*time.Millisecond),
		Resend: cmp.Or(t.Resend, 5*time.Second),
		Bump:   cmp.Or(t.Bump, 30*time.Second),
	}
}

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
	// OutgoingFrom lists the rows with a nonce of at least from, by nonce.
	OutgoingFrom(from uint64) ([]journal.OutgoingTx, error)
}

// Outbox sends for one account on one chain. It may be used from many
// goroutines; rows change under one lock.
type Outbox struct {
	chain   Chain
	gas     Gas
	rows    Rows
	key     *ecdsa.PrivateKey
	from    common.Address
	chainID *big.Int
	timing  Timing

	mu sync.Mutex
}

// New makes an outbox.
func New(chain Chain, gas Gas, rows Rows, key *ecdsa.PrivateKey, chainID uint64, t Timing) *Outbox {
	return &Outbox{
		chain: chain, gas: gas, rows: rows, key: key, timing: t.withDefaults(),
		from: crypto.PubkeyToAddress(key.PublicKey), chainID: new(big.Int).SetUint64(chainID),
	}
}

// From is the account that sends.
func (o *Outbox) From() hallmark.Address { return hallmark.Address(o.from) }

// Send gives the hash of the one transaction of a purpose, signing and sending
// it if there is none yet. A purpose that was mined already is not sent again.
// Errors keep the contract's kind where it would refuse the call, and nothing
// was signed; Reverted: it was sent and refused in its block.
func (o *Outbox) Send(ctx context.Context, purpose string, c contracts.Call) (hallmark.Digest, error) {
	row, err := o.row(ctx, purpose, c)
	if err != nil {
		return hallmark.Digest{}, err
	}
	if row.Mined != nil {
		return ended(row)
	}
	return row.Hashes[len(row.Hashes)-1], o.broadcast(ctx, row.Nonce)
}

// Do sends and waits until the transaction is mined.
func (o *Outbox) Do(ctx context.Context, purpose string, c contracts.Call) (hallmark.Digest, error) {
	if _, err := o.Send(ctx, purpose, c); err != nil {
		return hallmark.Digest{}, err
	}
	return o.Wait(ctx, purpose)
}

// Wait waits until the purpose's transaction is mined, sending it again and
// raising its fee while it is not. It gives the hash that was mined.
func (o *Outbox) Wait(ctx context.Context, purpose string) (hallmark.Digest, error) {
	poll, resend, bump := time.NewTicker(o.timing.Poll), time.NewTicker(o.timing.Resend), time.NewTicker(o.timing.Bump)
	defer poll.Stop()
	defer resend.Stop()
	defer bump.Stop()
	for {
		row, err := o.look(ctx, purpose)
		if err != nil {
			return hallmark.Digest{}, err
		}
		if row.Mined != nil {
			return ended(row)
		}
		select {
		case <-ctx.Done():
			return hallmark.Digest{}, hallmark.Errorf(hallmark.Unavailable, "%s is not mined yet: %w", purpose, ctx.Err())
		case <-bump.C:
			if err = o.raise(ctx, purpose); err == nil {
				err = o.resend(ctx, purpose)
			}
		case <-resend.C:
			err = o.resend(ctx, purpose)
		case <-poll.C:
		}
		if err != nil {
			return hallmark.Digest{}, err
		}
	}
}

func ended(row journal.OutgoingTx) (hallmark.Digest, error) {
	if row.Mined.Reverted {
		return row.Mined.Hash, hallmark.Errorf(hallmark.Reverted, "transaction %s for %s was refused in block %d", row.Mined.Hash, row.Purpose, row.Mined.Block)
	}
	return row.Mined.Hash, nil
}

// row finds or makes the durable row of a purpose. The node is asked before
// the lock is taken, except for the nonce.
func (o *Outbox) row(ctx context.Context, purpose string, c contracts.Call) (journal.OutgoingTx, error) {
	row, found, err := o.rows.Outgoing(purpose)
	if err != nil || found {
		return row, err
	}
	tx, refused := o.price(ctx, purpose, common.Address(c.To), c.Value.Big(), c.Data)
	o.mu.Lock()
	defer o.mu.Unlock()
	// Somebody may have been faster, and the simulation have seen the effect.
	row, found, err = o.rows.Outgoing(purpose)
	if err != nil || found {
		return row, err
	}
	if refused != nil {
		return row, refused
	}
	if tx.Nonce, err = o.freeNonce(ctx); err != nil {
		return row, err
	}
	row = journal.OutgoingTx{Purpose: purpose}
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
	row.Nonce, row.Raw = tx.Nonce, raw
	row.Hashes = append(row.Hashes, hallmark.Digest(signed.Hash()))
	return o.rows.KeepOutgoing(*row)
}

// freeNonce is the first that neither the chain nor a row has used.
func (o *Outbox) freeNonce(ctx context.Context) (uint64, error) {
	next, err := o.chain.NonceAt(ctx, o.from, nil)
	if err != nil {
		return 0, away(err)
	}
	rows, err := o.rows.OutgoingFrom(next)
	if err != nil {
		return 0, err
	}
	for _, r := range rows {
		if r.Nonce != next {
			break
		}
		next++
	}
	return next, nil
}

// broadcast sends the stored bytes of every row up to a nonce that the chain
// has not used: a row that a crash left unsent would hold up all after it.
// What the node has already is no error.
func (o *Outbox) broadcast(ctx context.Context, nonce uint64) error {
	next, err := o.chain.NonceAt(ctx, o.from, nil)
	if err != nil {
		return away(err)
	}
	rows, err := o.rows.OutgoingFrom(next)
	if err != nil {
		return err
	}
	for _, row := range rows {
		if row.Nonce > nonce {
			break
		}
		tx, err := decoded(row)
		if err != nil {
			return err
		}
		if err := o.chain.SendTransaction(ctx, tx); err != nil && !held(err) {
			return away(err)
		}
	}
	return nil
}

// resend broadcasts what is newest of a purpose.
func (o *Outbox) resend(ctx context.Context, purpose string) error {
	row, _, err := o.rows.Outgoing(purpose)
	if err != nil || row.Mined != nil {
		return err
	}
	return o.broadcast(ctx, row.Nonce)
}

func decoded(row journal.OutgoingTx) (*types.Transaction, error) {
	tx := new(types.Transaction)
	if err := tx.UnmarshalBinary(row.Raw); err != nil {
		return nil, hallmark.Errorf(hallmark.Internal, "outbox row %s does not decode: %w", row.Purpose, err)
	}
	return tx, nil
}

// look reads whether one of the purpose's forms was mined, and keeps it.
func (o *Outbox) look(ctx context.Context, purpose string) (journal.OutgoingTx, error) {
	row, found, err := o.rows.Outgoing(purpose)
	if err != nil || row.Mined != nil {
		return row, err
	}
	if !found {
		return row, hallmark.Errorf(hallmark.NotFound, "nothing was sent for %s", purpose)
	}
	m, err := o.mined(ctx, row)
	if err != nil || m == nil {
		return row, err
	}
	return o.keepMined(purpose, *m)
}

// mined asks for the receipt of each form of a row; nil while there is none,
// or while the node cannot tell.
func (o *Outbox) mined(ctx context.Context, row journal.OutgoingTx) (*journal.MinedTx, error) {
	for _, h := range row.Hashes {
		receipt, err := o.chain.TransactionReceipt(ctx, common.Hash(h))
		if errors.Is(err, ethereum.NotFound) || err != nil && indexing(err) {
			continue
		}
		if err != nil {
			return nil, away(err)
		}
		return &journal.MinedTx{
			Hash: h, Block: receipt.BlockNumber.Uint64(), Reverted: receipt.Status != types.ReceiptStatusSuccessful,
		}, nil
	}
	return nil, nil
}

func (o *Outbox) keepMined(purpose string, m journal.MinedTx) (journal.OutgoingTx, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	row, _, err := o.rows.Outgoing(purpose) // it may have got another form meanwhile
	if err != nil {
		return row, err
	}
	row.Mined = &m
	return row, o.rows.KeepOutgoing(row)
}

// raise signs the transaction again with a higher fee under the same nonce. A
// nonce that somebody else's transaction has used can carry ours no more: then
// the call is simulated anew and gets another.
func (o *Outbox) raise(ctx context.Context, purpose string) error {
	next, err := o.chain.NonceAt(ctx, o.from, nil)
	if err != nil {
		return away(err)
	}
	row, err := o.look(ctx, purpose) // after the nonce was read
	if err != nil || row.Mined != nil {
		return err
	}
	old, err := decoded(row)
	if err != nil {
		return err
	}
	if next > row.Nonce {
		return o.moveOn(ctx, purpose, old)
	}
	tip, fee, err := o.fees(ctx)
	if err != nil {
		return err
	}
	if old.GasFeeCap().Cmp(new(big.Int).Mul(fee, big.NewInt(maxOverpay))) >= 0 {
		return nil
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.resign(purpose, old, &types.DynamicFeeTx{
		ChainID: o.chainID, Nonce: row.Nonce, To: old.To(), Value: old.Value(), Data: old.Data(), Gas: old.Gas(),
		GasTipCap: larger(tip, more(old.GasTipCap())), GasFeeCap: larger(fee, more(old.GasFeeCap())),
	})
}

// moveOn gives a call whose nonce is lost to another sender a new one.
func (o *Outbox) moveOn(ctx context.Context, purpose string, old *types.Transaction) error {
	if _, err := o.chain.TransactionReceipt(ctx, old.Hash()); err != nil && indexing(err) {
		return nil // it may be ours that was mined: the node cannot tell yet
	}
	tx, err := o.price(ctx, purpose, *old.To(), old.Value(), old.Data())
	if err != nil {
		return err
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if tx.Nonce, err = o.freeNonce(ctx); err != nil {
		return err
	}
	return o.resign(purpose, old, tx) // the next broadcast sends it
}

// resign replaces the form old of a row, unless somebody was faster. The
// caller holds the lock.
func (o *Outbox) resign(purpose string, old *types.Transaction, tx *types.DynamicFeeTx) error {
	row, _, err := o.rows.Outgoing(purpose)
	if err != nil || row.Mined != nil || row.Hashes[len(row.Hashes)-1] != hallmark.Digest(old.Hash()) {
		return err
	}
	return o.sign(&row, tx)
}
