package sdk

import (
	"bytes"
	"context"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/rlp"
	"github.com/ethereum/go-ethereum/rpc"
	"github.com/ethereum/go-ethereum/trie"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/envelope"
)

// Bundle gathers the proof of a settled job: what the user signed, what the
// worker handed over, and the transactions with their inclusion proofs, read
// from the user's own chain endpoint.
func (m *Market) Bundle(ctx context.Context, order hallmark.SignedOrder, r hallmark.JobResult) (hallmark.Bundle, error) {
	b := hallmark.Bundle{
		Version: hallmark.BundleVersion, Order: order, Result: r.Result, Evidence: r.Evidence,
		Chain: hallmark.ChainFacts{
			ChainID: m.Network.ChainID, Registry: m.Network.Contracts.Registry, Escrow: m.Network.Contracts.JobEscrow,
		},
		Storage: hallmark.StorageRoots{
			Dataset: order.Order.DatasetRoot, Artifact: r.Result.Settlement.ArtifactRoot, Replay: r.Result.Receipt.Transcript.Replay.Root,
		},
	}
	for _, f := range []struct {
		tx   hallmark.Digest
		fact *hallmark.TxFact
	}{{r.RegisterTx, &b.Chain.Register}, {r.OpenTx, &b.Chain.Open}, {r.SettleTx, &b.Chain.Settle}} {
		var err error
		if *f.fact, err = m.fact(ctx, f.tx); err != nil {
			return b, err
		}
	}
	return b, nil
}

// EncodeBundle gives the file's bytes: canonical JSON and a line feed.
func EncodeBundle(b hallmark.Bundle) ([]byte, error) {
	out, err := envelope.Canonical(b)
	return append(out, '\n'), err
}

// fact proves one transaction and its receipt into their block's tries.
func (m *Market) fact(ctx context.Context, hash hallmark.Digest) (hallmark.TxFact, error) {
	fact := hallmark.TxFact{Hash: hash}
	receipt, err := m.node.TransactionReceipt(ctx, common.Hash(hash))
	if err != nil {
		return fact, hallmark.Errorf(hallmark.Unavailable, "receipt of %s: %w", hash, err)
	}
	block, err := m.node.BlockByHash(ctx, receipt.BlockHash)
	if err != nil {
		return fact, hallmark.Errorf(hallmark.Unavailable, "block of %s: %w", hash, err)
	}
	receipts, err := m.node.BlockReceipts(ctx, rpc.BlockNumberOrHashWithHash(receipt.BlockHash, false))
	if err != nil {
		return fact, hallmark.Errorf(hallmark.Unavailable, "receipts of block %s: %w", block.Number(), err)
	}
	fact.Block, fact.Index = block.NumberU64(), uint64(receipt.TransactionIndex)
	if fact.Header, err = rlp.EncodeToBytes(block.Header()); err != nil {
		return fact, hallmark.Errorf(hallmark.Internal, "encode header: %w", err)
	}
	if fact.Receipt, fact.Proof, err = prove(types.Receipts(receipts), fact.Index, block.ReceiptHash()); err != nil {
		return fact, err
	}
	fact.Tx, fact.TxProof, err = prove(block.Transactions(), fact.Index, block.TxHash())
	return fact, err
}

// prove builds a block's trie over list, requires its root, and gives the
// encoding of one entry with the nodes that lead to it.
func prove(list types.DerivableList, index uint64, root common.Hash) (hallmark.Hex, []hallmark.Hex, error) {
	t := trie.NewEmpty(nil)
	var value hallmark.Hex
	for i := range list.Len() {
		var buf bytes.Buffer
		list.EncodeIndex(i, &buf)
		if uint64(i) == index {
			value = bytes.Clone(buf.Bytes())
		}
		key, err := rlp.EncodeToBytes(uint64(i))
		if err != nil {
			return nil, nil, hallmark.Errorf(hallmark.Internal, "encode index: %w", err)
		}
		if err := t.Update(key, buf.Bytes()); err != nil {
			return nil, nil, hallmark.Errorf(hallmark.Internal, "build trie: %w", err)
		}
	}
	if got := t.Hash(); got != root {
		return nil, nil, hallmark.Errorf(hallmark.Mismatch, "the node's entries of a block hash to %s, its header says %s", got, root)
	}
	key, err := rlp.EncodeToBytes(index)
	if err != nil {
		return nil, nil, hallmark.Errorf(hallmark.Internal, "encode index: %w", err)
	}
	nodes := pathOf{}
	if err := t.Prove(key, &nodes); err != nil {
		return nil, nil, hallmark.Errorf(hallmark.Internal, "prove entry: %w", err)
	}
	return value, nodes.list, nil
}

// pathOf collects proof nodes in the order of the path.
type pathOf struct{ list []hallmark.Hex }

// Put implements ethdb.KeyValueWriter.
func (p *pathOf) Put(_, value []byte) error {
	p.list = append(p.list, bytes.Clone(value))
	return nil
}

// Delete implements ethdb.KeyValueWriter.
func (p *pathOf) Delete([]byte) error { return nil }
