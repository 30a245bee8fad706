package bundle

import (
	"bytes"
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/rlp"

	"github.com/hallmark-tee/hallmark"
)

// Limits on one transaction's parts, in bytes.
const (
	maxHeader  = 4 << 10
	maxReceipt = 1 << 20
	maxTx      = 256 << 10
)

// fact is one transaction, decoded and proved into its header; err says why
// not.
type fact struct {
	claim   hallmark.TxFact
	hash    hallmark.Digest // of the block
	header  types.Header
	receipt types.Receipt
	tx      types.Transaction
	err     error
}

type facts struct{ register, open, settle *fact }

func readFacts(c hallmark.ChainFacts) facts {
	return facts{readFact(c.Register, c.ChainID), readFact(c.Open, c.ChainID), readFact(c.Settle, c.ChainID)}
}

// time is the block's time, zero when the header does not decode.
func (f *fact) time() time.Time {
	if f.hash.IsZero() {
		return time.Time{}
	}
	return time.Unix(int64(f.header.Time), 0).UTC()
}

// readFact decodes header, receipt and transaction and proves both into the
// header's tries under the same index.
func readFact(c hallmark.TxFact, chainID uint64) *fact {
	f := &fact{claim: c}
	f.err = f.read(chainID)
	return f
}

func (f *fact) read(chainID uint64) error {
	c := f.claim
	if len(c.Header) > maxHeader || rlp.DecodeBytes(c.Header, &f.header) != nil || f.header.Number == nil || !f.header.Number.IsUint64() || f.header.Time >= 1<<40 {
		return hallmark.Errorf(hallmark.Mismatch, "its block header does not decode")
	}
	f.hash = hallmark.Digest(crypto.Keccak256Hash(c.Header))
	if len(c.Receipt) == 0 || len(c.Receipt) > maxReceipt || len(c.Tx) == 0 || len(c.Tx) > maxTx {
		return hallmark.Errorf(hallmark.Mismatch, "its receipt or transaction is empty or too large")
	}
	if f.header.Number.Uint64() != c.Block {
		return hallmark.Errorf(hallmark.Mismatch, "its header is of block %s, not %d", f.header.Number, c.Block)
	}
	if err := f.tx.UnmarshalBinary(c.Tx); err != nil {
		return hallmark.Errorf(hallmark.Mismatch, "its transaction does not decode: %w", err)
	}
	if hallmark.Digest(crypto.Keccak256Hash(c.Tx)) != c.Hash {
		return hallmark.Errorf(hallmark.Mismatch, "its transaction hashes to another than %s", c.Hash)
	}
	if f.tx.ChainId().Cmp(new(big.Int).SetUint64(chainID)) != 0 {
		return hallmark.Errorf(hallmark.Mismatch, "its transaction is for chain %s", f.tx.ChainId())
	}
	if err := f.receipt.UnmarshalBinary(c.Receipt); err != nil {
		return hallmark.Errorf(hallmark.Mismatch, "its receipt does not decode: %w", err)
	}
	if f.receipt.Status != types.ReceiptStatusSuccessful {
		return hallmark.Errorf(hallmark.Mismatch, "its transaction was reverted")
	}
	key := rlp.AppendUint64(nil, c.Index)
	for _, t := range []struct {
		what  string
		root  common.Hash
		proof []hallmark.Hex
		want  []byte
	}{{"receipt", f.header.ReceiptHash, c.Proof, c.Receipt}, {"transaction", f.header.TxHash, c.TxProof, c.Tx}} {
		got, err := prove(hallmark.Digest(t.root), key, t.proof)
		if err == nil && !bytes.Equal(got, t.want) {
			err = hallmark.Errorf(hallmark.Mismatch, "the proof leads to another one")
		}
		if err != nil {
			return hallmark.Errorf(hallmark.Mismatch, "its %s is not in block %d at index %d: %w", t.what, c.Block, c.Index, err)
		}
	}
	return nil
}

// before compares places on the chain.
func (f *fact) before(g *fact) bool {
	if f.claim.Block != g.claim.Block {
		return f.claim.Block < g.claim.Block
	}
	return f.claim.Index < g.claim.Index
}
