package storage

import (
	"context"
	"errors"
	"math/big"
	"strings"
	"sync"

	"github.com/0gfoundation/0g-storage-client/contract"
	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/accounts/abi/bind"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/storage/merkle"
)

// Submitter sends the one transaction that Put needs. The worker's outbox and
// a user's wallet are Submitters. SubmitFlow may return an earlier
// transaction's hash if it has sent the same calldata before.
type Submitter interface {
	Address() common.Address // the account that pays
	SubmitFlow(ctx context.Context, to common.Address, value *big.Int, calldata []byte) (common.Hash, error)
}

// walletSubmitter sends with a key that the caller controls.
type walletSubmitter struct {
	backend bind.ContractBackend
	opts    bind.TransactOpts
	mu      sync.Mutex // one nonce at a time
}

// NewSubmitter sends through backend with opts.From's key; nonce, gas and fees
// are chosen for each transaction unless opts fixes them.
func NewSubmitter(backend bind.ContractBackend, opts *bind.TransactOpts) Submitter {
	return &walletSubmitter{backend: backend, opts: *opts}
}

// Address implements Submitter.
func (s *walletSubmitter) Address() common.Address { return s.opts.From }

// SubmitFlow implements Submitter.
func (s *walletSubmitter) SubmitFlow(ctx context.Context, to common.Address, value *big.Int, calldata []byte) (common.Hash, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	opts := s.opts
	opts.Context, opts.Value = ctx, value
	tx, err := bind.NewBoundContract(to, abi.ABI{}, s.backend, s.backend, s.backend).RawTransact(&opts, calldata)
	if err != nil {
		return common.Hash{}, hallmark.Errorf(submitKind(err), "submitting to the Flow contract at %s from %s: %w", to, opts.From, err)
	}
	return tx.Hash(), nil
}

// submitKind tells refusals of the chain, in the words of go-ethereum and its
// descendants, from a chain that does not answer.
func submitKind(err error) hallmark.Kind {
	switch text := err.Error(); {
	case strings.Contains(text, "insufficient funds"):
		return hallmark.Unfunded
	case strings.Contains(text, "revert"):
		return hallmark.Reverted
	}
	return hallmark.Unavailable
}

// writable refuses to write without a chain and a contract to pay.
func (c *Client) writable() error {
	if c.chain == nil || c.cfg.Flow == (common.Address{}) {
		return hallmark.Errorf(hallmark.Invalid, "storage: writing needs the chain's URL and the address of the Flow contract")
	}
	return nil
}

// price is the Flow contract's price of one sector.
func (c *Client) price(ctx context.Context) (*big.Int, error) {
	if err := c.writable(); err != nil {
		return nil, err
	}
	opts := &bind.CallOpts{Context: ctx}
	flow, err := contract.NewFlowCaller(c.cfg.Flow, c.chain)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Internal, "storage: %w", err)
	}
	at, err := flow.Market(opts)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Unavailable, "storage: reading the market of the Flow contract at %s: %w", c.cfg.Flow, err)
	}
	market, err := contract.NewMarketCaller(at, c.chain)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Internal, "storage: %w", err)
	}
	price, err := market.PricePerSector(opts)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Unavailable, "storage: reading the price of the market at %s: %w", at, err)
	}
	return price, nil
}

// Fee implements Blobs.
func (c *Client) Fee(ctx context.Context, size int64) (hallmark.Amount, error) {
	layout, err := merkle.NewLayout(size)
	if err != nil {
		return hallmark.Amount{}, err
	}
	price, err := c.price(ctx)
	if err != nil {
		return hallmark.Amount{}, err
	}
	return hallmark.AmountFromBig(price.Mul(price, big.NewInt(layout.Sectors())))
}

// submission is the argument of Flow.submit for a tree, and the identity under
// which its event is indexed.
func submission(t *merkle.Tree, submitter common.Address) (contract.Submission, common.Hash) {
	s := contract.Submission{Submitter: submitter, Data: contract.SubmissionData{Length: big.NewInt(t.Layout().Size()), Tags: []byte{}}}
	var roots []byte
	for _, n := range t.Nodes() {
		s.Data.Nodes = append(s.Data.Nodes, contract.SubmissionNode{Root: n.Root, Height: big.NewInt(int64(n.Height))})
		roots = append(roots, n.Root[:]...)
	}
	return s, crypto.Keccak256Hash(roots)
}

// submitted looks in the chain's last blocks for a submission of the tree.
func (c *Client) submitted(ctx context.Context, identity common.Hash, size int64) (*contract.FlowSubmit, error) {
	head, err := c.chain.BlockNumber(ctx)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Unavailable, "storage: %w", err)
	}
	filter, err := contract.NewFlowFilterer(c.cfg.Flow, c.chain)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Internal, "storage: %w", err)
	}
	from := head - min(head, c.cfg.Lookback)
	it, err := filter.FilterSubmit(&bind.FilterOpts{Start: from, End: &head, Context: ctx}, nil, [][32]byte{identity})
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Unavailable, "storage: looking for an earlier submission: %w", err)
	}
	defer it.Close()
	for it.Next() {
		if it.Event.Submission.Length.Cmp(big.NewInt(size)) == 0 {
			return it.Event, nil
		}
	}
	if err := it.Error(); err != nil {
		return nil, hallmark.Errorf(hallmark.Unavailable, "storage: looking for an earlier submission: %w", err)
	}
	return nil, nil
}

// pay submits the tree to the Flow contract and waits for its Submit event.
func (c *Client) pay(ctx context.Context, t *merkle.Tree) (tx common.Hash, seq uint64, fee hallmark.Amount, err error) {
	if c.cfg.Submitter == nil {
		return tx, 0, fee, hallmark.Errorf(hallmark.Invalid, "storage: writing needs somebody to send the transaction")
	}
	if fee, err = c.Fee(ctx, t.Layout().Size()); err != nil {
		return tx, 0, fee, err
	}
	sub, identity := submission(t, c.cfg.Submitter.Address())
	meta, err := contract.FlowMetaData.GetAbi()
	if err != nil {
		return tx, 0, fee, hallmark.Errorf(hallmark.Internal, "storage: %w", err)
	}
	calldata, err := meta.Pack("submit", sub)
	if err != nil {
		return tx, 0, fee, hallmark.Errorf(hallmark.Internal, "storage: %w", err)
	}
	if tx, err = c.cfg.Submitter.SubmitFlow(ctx, c.cfg.Flow, fee.Big(), calldata); err != nil {
		return tx, 0, fee, err
	}
	receipt, err := c.receipt(ctx, tx)
	if err != nil {
		return tx, 0, fee, err
	}
	filter, err := contract.NewFlowFilterer(c.cfg.Flow, c.chain)
	if err != nil {
		return tx, 0, fee, hallmark.Errorf(hallmark.Internal, "storage: %w", err)
	}
	for _, l := range receipt.Logs {
		if l.Address != c.cfg.Flow {
			continue
		}
		if ev, err := filter.ParseSubmit(*l); err == nil && ev.Identity == identity && ev.Submission.Length.Cmp(sub.Data.Length) == 0 {
			return tx, ev.SubmissionIndex.Uint64(), fee, nil
		}
	}
	return tx, 0, fee, hallmark.Errorf(hallmark.Mismatch, "storage: transaction %s succeeded without a Submit event for root %s", tx, t.Root())
}

func (c *Client) receipt(ctx context.Context, tx common.Hash) (*types.Receipt, error) {
	for round := 0; ; round++ {
		receipt, err := c.chain.TransactionReceipt(ctx, tx)
		switch {
		case err == nil && receipt.Status == types.ReceiptStatusSuccessful:
			return receipt, nil
		case err == nil:
			return nil, hallmark.Errorf(hallmark.Reverted, "storage: the submission %s was reverted by the Flow contract at %s", tx, c.cfg.Flow)
		case !errors.Is(err, ethereum.NotFound) && round > c.cfg.Attempts:
			return nil, hallmark.Errorf(hallmark.Unavailable, "storage: receipt of %s: %w", tx, err)
		}
		if err := pause(ctx, min(round, 4)); err != nil {
			return nil, err
		}
	}
}
