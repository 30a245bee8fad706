// Package local is a 0G storage node and indexer in one process: it reads
// Submit events of a Flow contract from any EVM JSON-RPC endpoint, stores
// segments on disk, and answers the zgs_ and indexer_ methods that 0G's Go and
// TypeScript clients call. It exists so that a whole market can run on one
// machine with the real protocol and the real contracts.
//
// It is for development and tests: it has no peers, no mining, no pruning and
// no replication, and must never be presented as durable storage. It stores
// nothing whose proof it has not checked.
package local

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/ethereum/go-ethereum/rpc"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/storage/merkle"
)

// Config says where a node keeps its data and what it serves.
type Config struct {
	Dir           string         // folder for segments; made if missing; one process at a time
	Chain         string         // JSON-RPC URL of the chain that holds Flow
	Flow          common.Address // the Flow contract
	Listen        string         // TCP address; default a free port on loopback
	URL           string         // how others reach the node; default http://<listen address>
	ShardID       uint64         // this node's shard
	Shards        uint64         // number of shards, a power of two; default 1
	Confirmations uint64         // blocks on top of a Submit event before it counts; default 0
	Poll          time.Duration  // between looks at the chain; default 200 ms
	Log           *slog.Logger   // default slog.Default
}

// Node is a running storage node.
type Node struct {
	cfg    Config
	url    string
	disk   *disk
	chain  *chain
	faults faults
	server *http.Server
	rpc    *rpc.Server
	bufs   sync.Pool // *[]byte of request and response bodies
	hashes sync.Pool // *merkle.Hasher
	stop   context.CancelFunc
	wg     sync.WaitGroup
}

// Start opens the folder, reads the chain's past Submit events and serves. It
// returns once everything that was known before a crash is served again, or
// with an error of kind Unavailable where chain, folder or port cannot be
// used. ctx bounds the start, not the node's life: that ends with Close.
func Start(ctx context.Context, cfg Config) (*Node, error) {
	if cfg.Log == nil {
		cfg.Log = slog.Default()
	}
	cfg.Shards = max(cfg.Shards, 1)
	if cfg.Shards&(cfg.Shards-1) != 0 || cfg.ShardID >= cfg.Shards {
		return nil, hallmark.Errorf(hallmark.Invalid, "shard %d of %d: the number of shards is a power of two and above the id", cfg.ShardID, cfg.Shards)
	}
	if cfg.Poll <= 0 {
		cfg.Poll = 200 * time.Millisecond
	}
	if cfg.Listen == "" {
		cfg.Listen = "127.0.0.1:0"
	}
	client, err := ethclient.DialContext(ctx, cfg.Chain)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Unavailable, "storage node: chain at %s: %w", cfg.Chain, err)
	}
	n := &Node{cfg: cfg}
	n.bufs.New = func() any { return new([]byte) }
	n.hashes.New = func() any { return merkle.NewHasher() }
	if n.disk, err = openDisk(cfg.Dir); err != nil {
		client.Close()
		return nil, err
	}
	if n.chain, err = newChain(ctx, client, cfg); err != nil {
		client.Close()
		return nil, err
	}
	if err := n.serve(); err != nil {
		client.Close()
		return nil, err
	}
	life, stop := context.WithCancel(context.Background())
	n.stop = stop
	n.wg.Go(func() { n.chain.follow(life) })
	return n, nil
}

func (n *Node) serve() error {
	n.rpc = rpc.NewServer()
	n.rpc.SetHTTPBodyLimit(maxBody)
	for namespace, service := range map[string]any{"zgs": &zgsAPI{n}, "indexer": &indexerAPI{n}} {
		if err := n.rpc.RegisterName(namespace, service); err != nil {
			return hallmark.Errorf(hallmark.Internal, "storage node: %w", err)
		}
	}
	l, err := net.Listen("tcp", n.cfg.Listen)
	if err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "storage node: cannot listen on %s: %w", n.cfg.Listen, err)
	}
	n.url = n.cfg.URL
	if n.url == "" {
		n.url = "http://" + l.Addr().String()
	}
	n.server = &http.Server{Handler: n, ReadHeaderTimeout: 10 * time.Second, ErrorLog: slog.NewLogLogger(n.cfg.Log.Handler(), slog.LevelDebug)}
	n.wg.Go(func() {
		if err := n.server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
			n.cfg.Log.Error("storage node stopped serving", "error", err)
		}
	})
	return nil
}

// URL is the address of both the node's and the indexer's JSON-RPC.
func (n *Node) URL() string { return n.url }

// Close stops serving and following the chain; what was stored stays.
func (n *Node) Close() error {
	n.stop()
	err := n.server.Close()
	n.rpc.Stop()
	n.wg.Wait()
	n.chain.client.Close()
	return err
}
