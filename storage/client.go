package storage

import (
	"context"
	"net/http"
	"sync"
	"time"

	"github.com/0gfoundation/0g-storage-client/common/shard"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/ethclient"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/storage/merkle"
)

// Config says which nodes and which contract a client uses.
type Config struct {
	Nodes   []string // JSON-RPC URLs of storage nodes, asked in turn
	Indexer string   // JSON-RPC URL of an indexer; used where Nodes is empty

	// Chain, Flow and Submitter are needed by Put, the first two by Fee.
	Chain     string         // JSON-RPC URL
	Flow      common.Address // never taken from a node: money goes there
	Submitter Submitter

	Window   int           // segments of 256 KiB in flight per reader; default 8
	Attempts int           // rounds over the nodes for each segment; default 4
	Timeout  time.Duration // of one request; default 30 s
	Replicas uint          // copies that Put asks of an indexer's nodes; default 1
	Lookback uint64        // blocks in which Put looks for its own earlier submission; default 5000
}

// Client is the implementation of Blobs over 0G's protocol. It may be used by
// many goroutines.
type Client struct {
	cfg    Config
	http   *http.Client
	chain  *ethclient.Client // nil without Config.Chain
	hashes sync.Pool         // *merkle.Hasher
	bodies sync.Pool         // *[]byte

	mu    sync.Mutex
	peers map[string]*peer
}

var _ Blobs = (*Client)(nil)

// New makes a client; it contacts nobody yet. Kind Invalid where neither nodes
// nor indexer are given.
func New(cfg Config) (*Client, error) {
	if len(cfg.Nodes) == 0 && cfg.Indexer == "" {
		return nil, hallmark.Errorf(hallmark.Invalid, "storage: give the URL of a storage node or of an indexer")
	}
	if cfg.Window <= 0 {
		cfg.Window = 8
	}
	if cfg.Attempts <= 0 {
		cfg.Attempts = 4
	}
	if cfg.Timeout <= 0 {
		cfg.Timeout = 30 * time.Second
	}
	if cfg.Lookback == 0 {
		cfg.Lookback = 5000
	}
	cfg.Replicas = max(cfg.Replicas, 1)
	c := &Client{cfg: cfg, http: newHTTP(cfg.Window), peers: map[string]*peer{}}
	c.hashes.New = func() any { return merkle.NewHasher() }
	c.bodies.New = func() any { return new([]byte) }
	if cfg.Chain != "" {
		var err error
		if c.chain, err = ethclient.Dial(cfg.Chain); err != nil {
			return nil, hallmark.Errorf(hallmark.Invalid, "storage: chain at %s: %w", cfg.Chain, err)
		}
	}
	return c, nil
}

// Close releases connections.
func (c *Client) Close() {
	c.http.CloseIdleConnections()
	if c.chain != nil {
		c.chain.Close()
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, p := range c.peers {
		p.rpc.Close()
	}
	c.peers = map[string]*peer{}
}

// peer finds or makes the connection to a node; config may be nil.
func (c *Client) peer(ctx context.Context, url string, config *shard.ShardConfig) (*peer, error) {
	c.mu.Lock()
	p := c.peers[url]
	c.mu.Unlock()
	if p != nil {
		return p, nil
	}
	p, err := dialPeer(c, url)
	if err != nil {
		return nil, err
	}
	if config == nil {
		config = new(shard.ShardConfig)
		if err := p.call(ctx, config, "zgs_getShardConfig"); err != nil {
			return nil, err
		}
	}
	if p.shard = *config; !p.shard.IsValid() {
		return nil, hallmark.Errorf(hallmark.Unavailable, "storage node %s claims shard %d of %d", url, config.ShardId, config.NumShard)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if first := c.peers[url]; first != nil { // somebody was faster
		p.rpc.Close()
		return first, nil
	}
	c.peers[url] = p
	return p, nil
}

// configured connects to the nodes of the configuration; those that do not
// answer are left out, and err is what one of them said.
func (c *Client) configured(ctx context.Context) (peers []*peer, err error) {
	found, errs := make([]*peer, len(c.cfg.Nodes)), make([]error, len(c.cfg.Nodes))
	var wg sync.WaitGroup
	for i, url := range c.cfg.Nodes {
		wg.Go(func() { found[i], errs[i] = c.peer(ctx, url, nil) })
	}
	wg.Wait()
	for i := range found {
		if errs[i] != nil {
			err = errs[i]
		} else {
			peers = append(peers, found[i])
		}
	}
	return peers, err
}

// readers are the nodes to ask for a file.
func (c *Client) readers(ctx context.Context, root hallmark.Digest) ([]*peer, error) {
	if len(c.cfg.Nodes) > 0 {
		peers, err := c.configured(ctx)
		if len(peers) > 0 {
			err = nil // the others do
		}
		return peers, err
	}
	var located []*shard.ShardedNode
	if err := c.indexer(ctx, &located, "indexer_getFileLocations", root); err != nil || len(located) == 0 {
		var all shardedNodes // an indexer that has not seen the file yet may know nodes that have
		if err := c.indexer(ctx, &all, "indexer_getShardedNodes"); err != nil {
			return nil, err
		}
		located = append(all.Trusted, all.Discovered...)
	}
	return c.connect(ctx, located)
}

// writers are the nodes to store a file on: together they hold every shard.
func (c *Client) writers(ctx context.Context) ([]*peer, error) {
	if len(c.cfg.Nodes) > 0 {
		out, err := c.configured(ctx)
		if err != nil { // all of them, or nothing is promised
			return nil, err
		}
		configs := make([]*shard.ShardConfig, len(out))
		for i, p := range out {
			configs[i] = &p.shard
		}
		if !shard.CheckReplica(configs, 1, "min") {
			return nil, hallmark.Errorf(hallmark.Unavailable, "storage: the configured nodes do not hold all shards")
		}
		return out, nil
	}
	var all shardedNodes
	if err := c.indexer(ctx, &all, "indexer_getShardedNodes"); err != nil {
		return nil, err
	}
	chosen, ok := shard.Select(all.Trusted, c.cfg.Replicas, "min")
	if !ok {
		return nil, hallmark.Errorf(hallmark.Unavailable, "storage: the indexer at %s knows no trusted nodes for %d copies of all shards", c.cfg.Indexer, c.cfg.Replicas)
	}
	return c.connect(ctx, chosen)
}

type shardedNodes struct {
	Trusted    []*shard.ShardedNode `json:"trusted"`
	Discovered []*shard.ShardedNode `json:"discovered"`
}

func (c *Client) indexer(ctx context.Context, out any, method string, args ...any) error {
	p, err := dialPeer(c, c.cfg.Indexer)
	if err != nil {
		return err
	}
	defer p.rpc.Close()
	return p.call(ctx, out, method, args...)
}

func (c *Client) connect(ctx context.Context, nodes []*shard.ShardedNode) ([]*peer, error) {
	var out []*peer
	for _, n := range nodes {
		if n == nil {
			continue
		}
		p, err := c.peer(ctx, n.URL, &n.Config)
		if err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	if len(out) == 0 {
		return nil, hallmark.Errorf(hallmark.Unavailable, "storage: the indexer at %s knows no nodes", c.cfg.Indexer)
	}
	return out, nil
}
