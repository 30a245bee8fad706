package devchain

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/beacon/engine"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/rawdb"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto/kzg4844"
	"github.com/ethereum/go-ethereum/eth"
	"github.com/ethereum/go-ethereum/event"
	"github.com/ethereum/go-ethereum/miner"
)

// maxEmpty bounds the blocks sealed for transactions that none of them includes.
// A few let the base fee fall to what such a transaction offers; without a bound
// go-ethereum's own development loop seals empty blocks for ever.
const maxEmpty = 8

var errStopped = errors.New("the chain is stopping")

// sealer stands where a consensus client would: it decides when a block is made
// and makes it final. It replaces catalyst.SimulatedBeacon, which spins on
// unincludable transactions, swallows errors, cannot shift its clock and
// finalises every 32 blocks, where 0G's chain finalises each.
type sealer struct {
	eth          *eth.Ethereum
	period, idle time.Duration

	failed chan error // one error, then nothing is sealed any more
	cancel context.CancelFunc
	group  sync.WaitGroup

	mu      sync.Mutex // one block at a time; guards what follows
	ahead   time.Duration
	stopped bool
}

func newSealer(be *eth.Ethereum, c *Config) *sealer {
	return &sealer{eth: be, period: c.Period, idle: c.Idle, failed: make(chan error, 1)}
}

// Start implements node.Lifecycle. It seals one block, so that `latest` carries
// the present time and not that of the genesis or of the last run.
func (s *sealer) Start() (err error) {
	ctx, cancel := context.WithCancel(context.Background())
	s.cancel = cancel
	defer func() {
		if err != nil {
			_ = s.Stop() // the node stops only what has started
		}
	}()
	wake := make(chan struct{}, 1)
	if s.period == 0 {
		// Requests are served already: what they bring must not be missed.
		txs := make(chan core.NewTxsEvent, 64)
		sub := s.eth.TxPool().SubscribeTransactions(txs, true)
		s.group.Go(func() { watch(ctx, txs, sub, wake) })
	}
	if err := s.adopt(); err != nil {
		return err
	}
	if lead := time.Until(time.Unix(int64(s.eth.BlockChain().CurrentBlock().Time), 0)); lead > 0 {
		s.ahead = lead // the clock was shifted in an earlier run
	}
	if _, err := s.seal(); err != nil {
		return err
	}
	if err := s.awaitIndex(); err != nil {
		return err
	}
	s.group.Go(func() { s.run(ctx, wake) })
	return nil
}

// awaitIndex waits for the transaction index, which go-ethereum makes of a new
// chain after its first block: until then every question about a transaction
// that is not mined yet is answered with an error. There is no event to wait for.
func (s *sealer) awaitIndex() error {
	for deadline := time.Now().Add(time.Minute); !s.eth.BlockChain().TxIndexDone(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			return errors.New("the transaction index is not ready after a minute")
		}
	}
	return nil
}

// Stop implements node.Lifecycle.
func (s *sealer) Stop() error {
	s.mu.Lock()
	s.stopped = true
	s.mu.Unlock()
	s.cancel()
	s.group.Wait()
	return nil
}

// watch turns the pool's events into a wake-up. It must never wait for a block:
// the pool delivers events from the loop that sealing itself waits for.
func watch(ctx context.Context, txs <-chan core.NewTxsEvent, sub event.Subscription, wake chan<- struct{}) {
	defer sub.Unsubscribe()
	for {
		select {
		case <-txs:
			select {
			case wake <- struct{}{}:
			default:
			}
		case <-sub.Err():
			return
		case <-ctx.Done():
			return
		}
	}
}

func (s *sealer) run(ctx context.Context, wake <-chan struct{}) {
	// At most one of the two is set. A wake-up, which only comes on demand,
	// starts the idle interval anew.
	interval := max(s.period, s.idle)
	timer := time.NewTicker(max(interval, time.Hour))
	defer timer.Stop()
	var tick <-chan time.Time
	if interval > 0 {
		timer.Reset(interval)
		tick = timer.C
	}
	for {
		var err error
		select {
		case <-ctx.Done():
			return
		case <-wake:
			err = s.drain(ctx)
			if interval > 0 {
				timer.Reset(interval)
			}
		case <-tick:
			_, err = s.seal()
		}
		if errors.Is(err, errStopped) {
			return
		}
		if err != nil {
			s.failed <- fmt.Errorf("devchain: seal a block: %w", err)
			return
		}
	}
}

// drain seals until the pool has nothing that can be executed.
func (s *sealer) drain(ctx context.Context) error {
	pool := s.eth.TxPool()
	for empty := 0; empty < maxEmpty && ctx.Err() == nil; {
		if err := pool.Sync(); err != nil {
			return err
		}
		if executable, _ := pool.Stats(); executable == 0 {
			return nil
		}
		block, err := s.seal()
		if err != nil {
			return err
		}
		if len(block.Transactions()) > 0 {
			empty = 0
		} else {
			empty++
		}
	}
	return nil
}

// advance moves the chain's clock forward for good and seals a block there.
func (s *sealer) advance(d time.Duration) (*types.Block, error) {
	s.mu.Lock()
	s.ahead += d
	s.mu.Unlock()
	return s.seal()
}

// seal makes one block of what the pool offers, possibly empty. A block is on
// disk before anybody can see it: Start adopts one that a crash left unseen.
func (s *sealer) seal() (*types.Block, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.stopped {
		return nil, errStopped
	}
	if err := s.eth.TxPool().Sync(); err != nil {
		return nil, fmt.Errorf("bring the pool to the head: %w", err)
	}
	chain := s.eth.BlockChain()
	parent := chain.CurrentBlock()
	args := &miner.BuildPayloadArgs{
		Parent:      parent.Hash(),
		Timestamp:   max(parent.Time+1, uint64(time.Now().Add(s.ahead).Unix())),
		Withdrawals: types.Withdrawals{},
		BeaconRoot:  new(common.Hash),
		Version:     engine.PayloadV3,
	}
	rand.Read(args.Random[:])
	payload, err := s.eth.Miner().BuildPayload(context.Background(), args, false)
	if err != nil {
		return nil, fmt.Errorf("build on block %d: %w", parent.Number, err)
	}
	built := payload.ResolveFull()
	var blobs []common.Hash
	if built.BlobsBundle != nil {
		hasher := sha256.New()
		for _, raw := range built.BlobsBundle.Commitments {
			commitment := kzg4844.Commitment(raw)
			blobs = append(blobs, kzg4844.CalcBlobHashV1(hasher, &commitment))
		}
	}
	block, err := engine.ExecutableDataToBlock(*built.ExecutionPayload, blobs, args.BeaconRoot, built.Requests)
	if err != nil {
		return nil, fmt.Errorf("assemble block %d: %w", built.ExecutionPayload.Number, err)
	}
	if _, err := chain.InsertBlockWithoutSetHead(context.Background(), block, false); err != nil {
		return nil, fmt.Errorf("execute block %d: %w", block.NumberU64(), err)
	}
	if err := s.eth.ChainDb().SyncKeyValue(); err != nil {
		return nil, fmt.Errorf("write block %d: %w", block.NumberU64(), err)
	}
	return block, s.publish(block)
}

// publish makes a stored block the head, safe and final. Final comes after the
// second sync: what is final may leave for the ancient store at once, and that
// store must not get ahead of the head marker.
func (s *sealer) publish(block *types.Block) error {
	chain := s.eth.BlockChain()
	if _, err := chain.SetCanonical(block); err != nil {
		return fmt.Errorf("make block %d the head: %w", block.NumberU64(), err)
	}
	chain.SetSafe(block.Header())
	if err := s.eth.ChainDb().SyncKeyValue(); err != nil {
		return fmt.Errorf("write the head marker of block %d: %w", block.NumberU64(), err)
	}
	chain.SetFinalized(block.Header())
	return nil
}

// adopt makes blocks the head that were stored but not published before a crash.
func (s *sealer) adopt() error {
	chain := s.eth.BlockChain()
next:
	for {
		head := chain.CurrentBlock()
		number := head.Number.Uint64() + 1
		for _, hash := range rawdb.ReadAllHashes(s.eth.ChainDb(), number) {
			block := chain.GetBlock(hash, number)
			if block == nil || block.ParentHash() != head.Hash() || !chain.HasState(block.Root()) {
				continue
			}
			if err := s.publish(block); err != nil {
				return err
			}
			continue next
		}
		return nil
	}
}
