package local

import (
	"context"
	"log/slog"
	"math/big"
	"sync"
	"time"

	"github.com/0gfoundation/0g-storage-client/contract"
	"github.com/0gfoundation/0g-storage-client/node"
	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/ethclient"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/storage/merkle"
)

// logWindow is the number of blocks asked for in one eth_getLogs.
const logWindow = 5000

// submitTopic is the Submit event's; old and new Flow contracts share it.
var submitTopic = crypto.Keccak256Hash([]byte("Submit(address,bytes32,uint256,uint256,uint256,(uint256,bytes,(bytes32,uint256)[]))"))

// entry is one submission to the Flow contract.
type entry struct {
	tx  node.Transaction
	key blobKey // zero where the submission has a shape that clients never make
}

// chain mirrors the Flow contract's submissions. Nothing of it is kept on
// disk: the chain is read again at each start and after each reorganisation.
type chain struct {
	client *ethclient.Client
	filter *contract.FlowFilterer
	cfg    Config
	id     uint64
	log    *slog.Logger

	mu     sync.RWMutex
	bySeq  map[uint64]*entry
	byRoot map[hallmark.Digest][]uint64
	block  uint64 // last block read
	hash   common.Hash
	next   uint64 // sequence number after the highest
}

func newChain(ctx context.Context, client *ethclient.Client, cfg Config) (*chain, error) {
	id, err := client.ChainID(ctx)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Unavailable, "storage node: chain at %s: %w", cfg.Chain, err)
	}
	filter, err := contract.NewFlowFilterer(cfg.Flow, client)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Internal, "storage node: %w", err)
	}
	c := &chain{client: client, filter: filter, cfg: cfg, id: id.Uint64(), log: cfg.Log}
	c.reset()
	if err := c.poll(ctx); err != nil {
		return nil, hallmark.Errorf(hallmark.Unavailable, "storage node: reading Submit events from %s: %w", cfg.Chain, err)
	}
	return c, nil
}

func (c *chain) reset() {
	c.bySeq, c.byRoot = map[uint64]*entry{}, map[hallmark.Digest][]uint64{}
	c.block, c.hash, c.next = 0, common.Hash{}, 0
}

// follow polls until ctx ends.
func (c *chain) follow(ctx context.Context) {
	tick := time.NewTicker(c.cfg.Poll)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		if err := c.poll(ctx); err != nil && ctx.Err() == nil {
			c.log.Warn("storage node cannot read the chain; it keeps trying", "error", err)
		}
	}
}

// poll reads what the chain has added since the last call.
func (c *chain) poll(ctx context.Context) error {
	head, err := c.client.HeaderByNumber(ctx, nil)
	if err != nil {
		return err
	}
	if head.Number.Uint64() < c.cfg.Confirmations {
		return nil
	}
	c.mu.RLock()
	block, hash := c.block, c.hash
	c.mu.RUnlock()
	target := head.Number.Uint64() - c.cfg.Confirmations
	if target != head.Number.Uint64() {
		if head, err = c.client.HeaderByNumber(ctx, new(big.Int).SetUint64(target)); err != nil {
			return err
		}
	}
	if target == block && head.Hash() == hash {
		return nil
	}
	from := block + 1
	if hash != (common.Hash{}) {
		known := head
		if target != block {
			known, err = c.client.HeaderByNumber(ctx, new(big.Int).SetUint64(block))
		}
		if target < block || err != nil || known.Hash() != hash {
			c.log.Info("the chain was reorganised; reading all Submit events again", "block", block)
			from = 0
		}
	} else {
		from = 0
	}
	var logs []types.Log
	for start := from; start <= target; start += logWindow {
		part, err := c.client.FilterLogs(ctx, ethereum.FilterQuery{
			FromBlock: new(big.Int).SetUint64(start), ToBlock: new(big.Int).SetUint64(min(target, start+logWindow-1)),
			Addresses: []common.Address{c.cfg.Flow}, Topics: [][]common.Hash{{submitTopic}},
		})
		if err != nil {
			return err
		}
		logs = append(logs, part...)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if from == 0 {
		c.reset()
	}
	for _, l := range logs {
		if err := c.add(l); err != nil {
			return err
		}
	}
	c.block, c.hash = target, head.Hash()
	return nil
}

// add records one Submit event; the caller holds mu.
func (c *chain) add(l types.Log) error {
	ev, err := c.filter.ParseSubmit(l)
	if err != nil {
		return hallmark.Errorf(hallmark.Mismatch, "block %d, log %d is no Submit event of a Flow contract: %w", l.BlockNumber, l.Index, err)
	}
	nodes, sectors := make([]merkle.Node, 0, len(ev.Submission.Nodes)), int64(0)
	for _, n := range ev.Submission.Nodes {
		height := int(min(n.Height.Uint64(), 63)) // the contract allows no more
		nodes = append(nodes, merkle.Node{Root: n.Root, Height: height})
		sectors += 1 << height
	}
	root, seq := merkle.FoldNodes(nodes), ev.SubmissionIndex.Uint64()
	e := &entry{tx: node.Transaction{
		StreamIds: []*hexutil.Big{}, Data: []byte{}, DataMerkleRoot: common.Hash(root),
		StartEntryIndex: ev.StartPos.Uint64(), Size: ev.Submission.Length.Uint64(), Seq: seq,
	}}
	if ev.Submission.Length.IsInt64() {
		if layout, err := merkle.NewLayout(ev.Submission.Length.Int64()); err == nil && layout.Sectors() == sectors {
			e.key = blobKey{root, layout.Size()}
		}
	}
	c.bySeq[seq] = e
	c.byRoot[root] = append(c.byRoot[root], seq)
	c.next = max(c.next, seq+1)
	return nil
}

// entry finds a submission by its sequence number; nil if unknown.
func (c *chain) entry(seq uint64) *entry {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.bySeq[seq]
}

// entries are the submissions of a root, oldest first.
func (c *chain) entries(root hallmark.Digest) []*entry {
	c.mu.RLock()
	defer c.mu.RUnlock()
	var out []*entry
	for _, seq := range c.byRoot[root] {
		out = append(out, c.bySeq[seq])
	}
	return out
}
