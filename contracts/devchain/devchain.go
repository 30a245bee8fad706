// Package devchain runs a whole Ethereum development chain inside the process:
// go-ethereum's node, pool, miner and JSON-RPC server, with blocks sealed on
// demand. Contracts, the storage node and every client of a local market talk to
// it as they would to 0G's chain. It listens on loopback only, gives everybody
// its clock (namespace dev) and funds keys that the whole world knows: it must
// never be reachable from outside and never hold anything of value.
package devchain

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/eth"
	"github.com/ethereum/go-ethereum/eth/ethconfig"
	"github.com/ethereum/go-ethereum/eth/filters"
	"github.com/ethereum/go-ethereum/node"
	"github.com/ethereum/go-ethereum/p2p"
	"github.com/ethereum/go-ethereum/rpc"
)

// DefaultChainID is the chain id that Foundry and Hardhat give a local chain.
const DefaultChainID = 31337

const (
	loopback = "127.0.0.1"
	gasLimit = 60_000_000 // per block; one transaction is capped at 2^24 by EIP-7825
)

// Config is plain data, so that a parent process can hand it to a child as JSON.
type Config struct {
	// Dir keeps the chain across restarts and crashes; "" keeps it in memory.
	Dir string `json:"dir,omitempty"`
	// ChainID is 31337 when 0.
	ChainID uint64 `json:"chainId,omitempty"`
	// Port serves HTTP and WebSocket on 127.0.0.1; 0 picks a free one.
	Port int `json:"port,omitempty"`
	// Alloc gives the balances in wei at genesis; nil means DeveloperAlloc().
	// A chain in Dir keeps the genesis it was made with: another one is refused.
	Alloc map[common.Address]*big.Int `json:"alloc,omitempty"`
	// Period seals a block at this interval and at no other time, as a live
	// chain does. 0 seals as soon as a transaction can be included.
	Period time.Duration `json:"period,omitempty"`
	// Idle, with Period 0, also seals a block when none came for this long, so
	// that chain time follows the clock while nobody transacts. 0: never.
	Idle time.Duration `json:"idle,omitempty"`
	// Origins lists web origins that browsers may call from. None by default:
	// a page from elsewhere must not drive the chain.
	Origins []string `json:"origins,omitempty"`
}

func (c *Config) check() error {
	switch {
	case c.Port < 0 || c.Port > 65535:
		return fmt.Errorf("devchain: port %d is not between 0 and 65535", c.Port)
	case c.Period < 0 || c.Idle < 0:
		return errors.New("devchain: Period and Idle must not be negative")
	case c.Period > 0 && c.Idle > 0:
		return errors.New("devchain: Idle has no meaning with Period: set one of them")
	}
	for a, v := range c.Alloc {
		if v == nil || v.Sign() < 0 || v.BitLen() > 256 {
			return fmt.Errorf("devchain: the balance of %s is not a 256-bit number of wei", a)
		}
	}
	return nil
}

// Node is a running chain.
type Node struct {
	stack  *node.Node
	url    string
	cancel context.CancelFunc
	done   chan struct{}
	err    error // valid once done is closed
}

// Start brings the chain up and returns when it answers requests. The chain
// lives until ctx ends, Close is called or a block cannot be sealed.
func Start(ctx context.Context, c Config) (*Node, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	stack, err := node.New(stackConfig(&c))
	if err != nil {
		return nil, fmt.Errorf("devchain: open %s: %w", c.Dir, err)
	}
	seal, err := assemble(stack, &c)
	if err == nil {
		err = stack.Start()
	}
	if err != nil {
		// A stack whose Start failed has closed itself already.
		if cerr := stack.Close(); cerr != nil && !errors.Is(cerr, node.ErrNodeStopped) {
			err = errors.Join(err, cerr)
		}
		return nil, fmt.Errorf("devchain: start: %w", err)
	}
	ctx, cancel := context.WithCancel(ctx)
	n := &Node{stack: stack, url: stack.HTTPEndpoint(), cancel: cancel, done: make(chan struct{})}
	go func() {
		defer close(n.done)
		defer cancel()
		select {
		case <-ctx.Done():
		case n.err = <-seal.failed:
		}
		n.err = errors.Join(n.err, stack.Close())
	}()
	return n, nil
}

// URL is the HTTP JSON-RPC endpoint.
func (n *Node) URL() string { return n.url }

// WebSocketURL is the WebSocket endpoint, on the port of URL.
func (n *Node) WebSocketURL() string { return "ws" + strings.TrimPrefix(n.url, "http") }

// Done is closed when the chain has stopped, for whatever reason.
func (n *Node) Done() <-chan struct{} { return n.done }

// Close stops the chain and waits until everything is on disk. It returns the
// error that stopped the chain, if it had stopped on one. It may be called again.
func (n *Node) Close() error {
	n.cancel()
	<-n.done
	return n.err
}

func stackConfig(c *Config) *node.Config {
	nc := node.DefaultConfig
	nc.Name = "devchain"
	nc.DataDir = c.Dir
	nc.IPCPath = ""
	nc.P2P = p2p.Config{NoDiscovery: true, NoDial: true}
	nc.HTTPHost, nc.HTTPPort = loopback, c.Port
	nc.WSHost, nc.WSPort = loopback, c.Port
	nc.HTTPModules = []string{"eth", "net", "web3", "txpool", "debug", "dev"}
	nc.WSModules = nc.HTTPModules
	nc.HTTPVirtualHosts = []string{"localhost"} // addresses always pass: stops DNS rebinding
	nc.HTTPCors, nc.WSOrigins = c.Origins, c.Origins
	return &nc
}

// assemble puts the chain and its sealer on the stack.
func assemble(stack *node.Node, c *Config) (*sealer, error) {
	ec := ethconfig.Defaults
	ec.Genesis = genesis(c)
	ec.NetworkId = ec.Genesis.Config.ChainID.Uint64()
	ec.SyncMode = ethconfig.FullSync
	// The path scheme keeps recent state in memory and a killed process falls
	// back to its last clean stop. The hash scheme with every state written
	// loses nothing.
	ec.StateScheme, ec.NoPruning = "hash", true
	ec.SnapshotCache = 0
	ec.TransactionHistory = 0 // index all of it
	// The log index costs more than half of the time of a block; without it a
	// query reads the bloom filters of its range, quick on a chain of this size.
	ec.LogNoHistory = true
	ec.DatabaseCache, ec.TrieCleanCache, ec.TrieDirtyCache, ec.DatabaseHandles = 32, 32, 32, 64
	ec.Miner.GasCeil = gasLimit
	// With the default floor of 1e6 wei a transaction that tips 1 wei, as tools
	// do on an idle chain, would wait in the pool for ever.
	ec.Miner.GasPrice = big.NewInt(1)
	ec.TxPool.PriceLimit = 1
	ec.TxPool.NoLocals = true
	ec.RPCTxFeeCap = 0

	be, err := eth.New(stack, &ec)
	if err != nil {
		return nil, err
	}
	be.SetSynced()
	s := newSealer(be, c)
	stack.RegisterAPIs([]rpc.API{
		{Namespace: "eth", Service: filters.NewFilterAPI(filters.NewFilterSystem(be.APIBackend, filters.Config{}))},
		{Namespace: "dev", Service: &clockAPI{s}},
	})
	stack.RegisterLifecycle(s)
	return s, nil
}
