// Package storagetest gives tests a real EVM chain with 0G's Flow contract and
// storage nodes on it, all in the test's process. It must not be imported by
// anything but tests.
package storagetest

import (
	"context"
	"crypto/ecdsa"
	"fmt"
	"log/slog"
	"math/big"
	"net"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/accounts/abi/bind"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/eth/ethconfig"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/ethereum/go-ethereum/ethclient/simulated"
	gethnode "github.com/ethereum/go-ethereum/node"

	"github.com/hallmark-tee/hallmark/storage"
	"github.com/hallmark-tee/hallmark/storage/local"
)

// Chain is a simulated EVM with HTTP JSON-RPC, a funded key and Flow deployed.
type Chain struct {
	URL     string
	Key     *ecdsa.PrivateKey // funded, has sent nothing
	Flow    common.Address
	Market  common.Address
	Client  *ethclient.Client
	Backend *simulated.Backend

	mining sync.Mutex // held by whoever makes blocks
}

// NewChain starts a chain that mines whenever a transaction waits; it ends
// with the test.
func NewChain(t testing.TB) *Chain {
	t.Helper()
	key, deployer := newKey(t), newKey(t)
	coins := new(big.Int).Lsh(big.NewInt(1), 90)
	backend, url := start(t, types.GenesisAlloc{
		crypto.PubkeyToAddress(key.PublicKey):      {Balance: coins},
		crypto.PubkeyToAddress(deployer.PublicKey): {Balance: coins},
	})
	client, err := ethclient.Dial(url)
	if err != nil {
		t.Fatal(err)
	}
	c := &Chain{URL: url, Key: key, Client: client, Backend: backend}
	stop := make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() { c.mine(stop) })
	t.Cleanup(func() {
		close(stop)
		wg.Wait()
		client.Close()
		backend.Close()
	})
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	if c.Flow, c.Market, err = local.DeployFlow(ctx, url, deployer); err != nil {
		t.Fatal(err)
	}
	return c
}

func newKey(t testing.TB) *ecdsa.PrivateKey {
	key, err := crypto.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// start tries ports until one is free: the backend needs to be told its port
// and panics where somebody else was faster.
func start(t testing.TB, alloc types.GenesisAlloc) (backend *simulated.Backend, url string) {
	for range 5 {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		port := l.Addr().(*net.TCPAddr).Port
		l.Close()
		func() {
			defer func() {
				if r := recover(); r != nil {
					t.Log("the port was taken, trying another:", r)
				}
			}()
			backend = simulated.NewBackend(alloc, func(n *gethnode.Config, e *ethconfig.Config) {
				n.HTTPHost, n.HTTPPort = "127.0.0.1", port
				n.HTTPModules = []string{"eth", "net", "web3"}
				e.Miner.GasCeil = 60_000_000
			})
		}()
		if backend != nil {
			return backend, fmt.Sprintf("http://127.0.0.1:%d", port)
		}
	}
	t.Fatal("no free port for the chain")
	return nil, ""
}

// mine commits a block whenever transactions wait.
func (c *Chain) mine(stop chan struct{}) {
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-stop:
			return
		case <-tick.C:
		}
		if c.waiting() {
			c.mining.Lock()
			c.Backend.Commit()
			c.mining.Unlock()
		}
	}
}

func (c *Chain) waiting() bool {
	n, err := c.Client.PendingTransactionCount(context.Background())
	return err == nil && n > 0
}

// Reorganise replaces all blocks after ancestor, which held at least one
// transaction, by three empty ones.
func (c *Chain) Reorganise(t testing.TB, ancestor common.Hash) {
	t.Helper()
	c.mining.Lock()
	defer c.mining.Unlock()
	if err := c.Backend.Fork(ancestor); err != nil {
		t.Fatal(err)
	}
	for end := time.Now().Add(30 * time.Second); !c.waiting(); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("the transactions of the old blocks did not return to the pool")
		}
	}
	c.Backend.Rollback()
	for range 3 {
		c.Backend.Commit()
	}
}

// Submitter sends from the chain's funded key.
func (c *Chain) Submitter(t testing.TB) storage.Submitter {
	t.Helper()
	id, err := c.Client.ChainID(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	opts, err := bind.NewKeyedTransactorWithChainID(c.Key, id)
	if err != nil {
		t.Fatal(err)
	}
	return storage.NewSubmitter(c.Client, opts)
}

// NodeConfig is the configuration of a quick quiet node in dir.
func (c *Chain) NodeConfig(dir string) local.Config {
	return local.Config{Dir: dir, Chain: c.URL, Flow: c.Flow, Poll: 20 * time.Millisecond, Log: slog.New(slog.DiscardHandler)}
}

// Node starts a storage node that ends with the test.
func (c *Chain) Node(t testing.TB) *local.Node {
	t.Helper()
	return c.NodeWith(t, c.NodeConfig(t.TempDir()))
}

// NodeWith starts a storage node that ends with the test.
func (c *Chain) NodeWith(t testing.TB, cfg local.Config) *local.Node {
	t.Helper()
	n, err := local.Start(context.Background(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { n.Close() })
	return n
}

// Blobs is a client of the nodes that pays with the chain's funded key.
func (c *Chain) Blobs(t testing.TB, nodes ...*local.Node) *storage.Client {
	t.Helper()
	cfg := storage.Config{Chain: c.URL, Flow: c.Flow, Submitter: c.Submitter(t)}
	for _, n := range nodes {
		cfg.Nodes = append(cfg.Nodes, n.URL())
	}
	return c.BlobsWith(t, cfg)
}

// BlobsWith is a client that ends with the test.
func (c *Chain) BlobsWith(t testing.TB, cfg storage.Config) *storage.Client {
	t.Helper()
	s, err := storage.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

// Sizes are the file sizes at which some rule of 0G Storage changes.
func Sizes() []int {
	return []int{
		1, 255, 256, 257, 4096, 4097, 262143, 262144, 262145, 294912, 294913, 786439,
		2 << 20, 2<<20 + 1, 2<<20 + 2<<17, 2<<20 + 2<<17 + 1, 4456748, 16_800_000,
	}
}

// Data makes n bytes that differ for each n and look random.
func Data(n int) []byte {
	out, x := make([]byte, n), uint64(n)*0x9e3779b97f4a7c15+1
	for i := range out {
		x ^= x << 13
		x ^= x >> 7
		x ^= x << 17
		out[i] = byte(x >> 32)
	}
	return out
}
