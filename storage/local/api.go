package local

import (
	"context"
	"encoding/json"
	"time"

	"github.com/0gfoundation/0g-storage-client/common/shard"
	"github.com/0gfoundation/0g-storage-client/node"
	"github.com/ethereum/go-ethereum/common"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/storage/internal/wire"
	"github.com/hallmark-tee/hallmark/storage/merkle"
)

// zgsAPI is the namespace zgs of a storage node. Its method names are the
// protocol's. Upload and download requests usually take the short way in
// http.go; here they serve batches and odd spellings.
type zgsAPI struct{ n *Node }

// GetStatus is zgs_getStatus.
func (a *zgsAPI) GetStatus() node.Status {
	c := a.n.chain
	c.mu.RLock()
	defer c.mu.RUnlock()
	return node.Status{
		LogSyncHeight: c.block, LogSyncBlock: c.hash, NextTxSeq: c.next,
		NetworkIdentity: node.NetworkIdentity{
			ChainId: c.id, FlowContractAddress: a.n.cfg.Flow,
			NetworkProtocolVersion: node.NetworkProtocolVersion{Minor: 3},
		},
	}
}

// GetShardConfig is zgs_getShardConfig.
func (a *zgsAPI) GetShardConfig() shard.ShardConfig { return a.n.shard() }

func (n *Node) shard() shard.ShardConfig {
	return shard.ShardConfig{ShardId: n.cfg.ShardID, NumShard: n.cfg.Shards}
}

// GetFileInfo is zgs_getFileInfo. needAvailable changes nothing: a finalized
// submission is preferred either way.
func (a *zgsAPI) GetFileInfo(root common.Hash, _ *bool) *node.FileInfo {
	return a.info(a.n.best(hallmark.Digest(root)))
}

// GetFileInfoByTxSeq is zgs_getFileInfoByTxSeq.
func (a *zgsAPI) GetFileInfoByTxSeq(seq uint64) *node.FileInfo { return a.info(a.n.chain.entry(seq)) }

func (a *zgsAPI) info(e *entry) *node.FileInfo {
	if e == nil {
		return nil
	}
	out := &node.FileInfo{Tx: e.tx, Finalized: a.n.finalized(e), Pruned: a.n.faults.pruned(e.key.root)}
	if b := a.n.disk.find(e.key); b != nil && !out.Pruned {
		out.UploadedSegNum = uint64(b.stored())
	}
	return out
}

// CheckFileFinalized is zgs_checkFileFinalized for a sequence number or root.
func (a *zgsAPI) CheckFileFinalized(which json.RawMessage) (*bool, error) {
	var seq uint64
	var root common.Hash
	var e *entry
	if json.Unmarshal(which, &seq) == nil {
		e = a.n.chain.entry(seq)
	} else if err := json.Unmarshal(which, &root); err != nil {
		return nil, invalid("tx_seq_or_root", err.Error())
	} else {
		e = a.n.best(hallmark.Digest(root))
	}
	if e == nil {
		return nil, nil
	}
	done := a.n.finalized(e)
	return &done, nil
}

// UploadSegment is zgs_uploadSegment.
func (a *zgsAPI) UploadSegment(s node.SegmentWithProof) (int, error) {
	return 0, a.n.storeAll(segments(s), nil)
}

// UploadSegments is zgs_uploadSegments.
func (a *zgsAPI) UploadSegments(s []node.SegmentWithProof) (int, error) {
	return 0, a.n.storeAll(segments(s...), nil)
}

// UploadSegmentByTxSeq is zgs_uploadSegmentByTxSeq.
func (a *zgsAPI) UploadSegmentByTxSeq(s node.SegmentWithProof, seq uint64) (int, error) {
	return 0, a.n.storeAll(segments(s), &seq)
}

// UploadSegmentsByTxSeq is zgs_uploadSegmentsByTxSeq.
func (a *zgsAPI) UploadSegmentsByTxSeq(s []node.SegmentWithProof, seq uint64) (int, error) {
	return 0, a.n.storeAll(segments(s...), &seq)
}

func segments(in ...node.SegmentWithProof) []*wire.Segment {
	out := make([]*wire.Segment, len(in))
	for i, s := range in {
		p := merkle.Proof{Path: s.Proof.Path}
		for _, d := range s.Proof.Lemma {
			p.Lemma = append(p.Lemma, hallmark.Digest(d))
		}
		out[i] = &wire.Segment{Root: hallmark.Digest(s.Root), Data: s.Data, Index: s.Index, Proof: p, FileSize: s.FileSize}
	}
	return out
}

// DownloadSegment is zgs_downloadSegment.
func (a *zgsAPI) DownloadSegment(ctx context.Context, root common.Hash, start, end uint64) ([]byte, error) {
	return a.n.chunks(ctx, a.n.best(hallmark.Digest(root)), start, end, make([]byte, merkle.SegmentSize))
}

// DownloadSegmentByTxSeq is zgs_downloadSegmentByTxSeq.
func (a *zgsAPI) DownloadSegmentByTxSeq(ctx context.Context, seq, start, end uint64) ([]byte, error) {
	return a.n.chunks(ctx, a.n.chain.entry(seq), start, end, make([]byte, merkle.SegmentSize))
}

// DownloadSegmentWithProof is zgs_downloadSegmentWithProof.
func (a *zgsAPI) DownloadSegmentWithProof(ctx context.Context, root common.Hash, index uint64) (json.RawMessage, error) {
	return a.withProof(ctx, a.n.best(hallmark.Digest(root)), index)
}

// DownloadSegmentWithProofByTxSeq is zgs_downloadSegmentWithProofByTxSeq.
func (a *zgsAPI) DownloadSegmentWithProofByTxSeq(ctx context.Context, seq, index uint64) (json.RawMessage, error) {
	return a.withProof(ctx, a.n.chain.entry(seq), index)
}

func (a *zgsAPI) withProof(ctx context.Context, e *entry, index uint64) (json.RawMessage, error) {
	s, err := a.n.segment(ctx, e, index, make([]byte, merkle.SegmentSize))
	if err != nil || s == nil {
		return nil, err
	}
	return s.Append(nil), nil
}

// indexerAPI is the namespace indexer: an indexer that knows one node.
type indexerAPI struct{ n *Node }

type shardedNodes struct {
	Trusted    []*shard.ShardedNode `json:"trusted"`
	Discovered []*shard.ShardedNode `json:"discovered"`
}

func (a *indexerAPI) nodes() shardedNodes {
	self := &shard.ShardedNode{URL: a.n.url, Config: a.n.shard(), Latency: 1, Since: time.Now().Unix()}
	return shardedNodes{Trusted: []*shard.ShardedNode{self}, Discovered: []*shard.ShardedNode{}}
}

// GetShardedNodes is indexer_getShardedNodes.
func (a *indexerAPI) GetShardedNodes() shardedNodes { return a.nodes() }

// GetSelectedNodes is indexer_getSelectedNodes.
func (a *indexerAPI) GetSelectedNodes(replica uint, method string, fullTrusted *bool, dropped []string) (shardedNodes, error) {
	for _, url := range dropped {
		if url == a.n.url {
			return shardedNodes{}, &wire.RPCError{Code: -32000, Message: "cannot select a subset from the returned nodes that meets the replication requirement"}
		}
	}
	return a.nodes(), nil
}

// GetFileLocations is indexer_getFileLocations; null for an unknown file.
func (a *indexerAPI) GetFileLocations(root common.Hash) []*shard.ShardedNode {
	if a.n.best(hallmark.Digest(root)) == nil {
		return nil
	}
	return a.nodes().Trusted
}

// GetNodeLocations is indexer_getNodeLocations: no place is known for loopback.
func (a *indexerAPI) GetNodeLocations() map[string]any { return map[string]any{} }
