package activities

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/big"
	"os"
	"path/filepath"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/contracts"
	"github.com/hallmark-tee/hallmark/enclave/wire"
	"github.com/hallmark-tee/hallmark/envelope"
	"github.com/hallmark-tee/hallmark/invoice"
	"github.com/hallmark-tee/hallmark/storage"
	"github.com/hallmark-tee/hallmark/worker/journal"
	"github.com/hallmark-tee/hallmark/workflows"
)

// Terms are what a claim needs of the provider's offer; package offer.
type Terms interface {
	// Proof shows that an enclave lies inside the policy on chain, and gives the
	// payees of the split on chain.
	Proof(measurement hallmark.Digest) (hallmark.PolicyProof, []hallmark.Payee, error)
}

// Caller simulates a call; *ethclient.Client is one.
type Caller interface {
	CallContract(ctx context.Context, msg ethereum.CallMsg, block *big.Int) ([]byte, error)
}

// Batches are the steps of a batch with what they need.
type Batches struct {
	Journal   *journal.Journal
	Outbox    Sender
	Chain     *contracts.Client
	Caller    Caller
	Enclave   *wire.Client
	Storage   storage.Blobs
	Registrar Registrar
	Terms     Terms
	Domain    envelope.ChannelDomain
	Provider  hallmark.Address
	Spool     string // directory for files on their way
	Sync      bool   // tell the Ledger of every batch: gas for a number nobody needs
	Log       *slog.Logger
}

var _ workflows.BatchSteps = (*Batches)(nil)

// tried runs one delivery of a step, heartbeating, as attempt does for a job.
func tried[T any](ctx context.Context, b *Batches, s workflows.BatchStep, run func(context.Context) (T, error)) (T, error) {
	stop := every(ctx, beatEvery, func() { beat(ctx, s.Name) })
	defer stop()
	out, err := run(ctx)
	if err == nil {
		return out, nil
	}
	if ctx.Err() != nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		err = hallmark.Errorf(hallmark.Unavailable, "%s was cut off: %w", s.Name, err)
	}
	if kind := hallmark.KindOf(err); kind != hallmark.NotFound || s.Name != "close" {
		b.Log.Warn("step failed", "step", s.Name, "batch", s.Batch.Number, "kind", kind.String(), "error", err)
	}
	return out, workflows.Fault(err)
}

// CloseBatch keeps what the enclave signed, once it holds.
func (b *Batches) CloseBatch(ctx context.Context, s workflows.BatchStep) (workflows.ClosedBatch, error) {
	return tried(ctx, b, s, func(ctx context.Context) (workflows.ClosedBatch, error) {
		row, err := b.closed(ctx, s.Batch)
		return workflows.ClosedBatch{Step: s, Root: row.Batch.Root, Items: len(row.Batch.Items)}, err
	})
}

func (b *Batches) closed(ctx context.Context, id workflows.BatchID) (journal.BatchRow, error) {
	row, err := b.Journal.Batch(id.Signer, id.Number)
	if hallmark.KindOf(err) != hallmark.NotFound || err == nil {
		return row, err
	}
	info, err := b.Enclave.Info(ctx)
	if err != nil {
		return row, err
	}
	if info.Signer != id.Signer {
		return row, hallmark.Errorf(hallmark.Lost, "the enclave's signer is %s now, batch %d is of %s", info.Signer, id.Number, id.Signer)
	}
	batch, err := b.Enclave.CloseBatch(ctx, id.Number)
	if err != nil {
		return row, err
	}
	if err := b.check(id, batch); err != nil {
		return row, err
	}
	return b.Journal.KeepBatch(batch, info.Measurement)
}

// check refuses what the contract or a user would refuse, before gas is spent.
func (b *Batches) check(id workflows.BatchID, batch hallmark.Batch) error {
	if batch.Provider != id.Provider || batch.Signer != id.Signer || batch.Number != id.Number {
		return hallmark.Errorf(hallmark.Mismatch, "the enclave answers with batch %d of %s at %s, not %d of %s", batch.Number, batch.Signer, batch.Provider, id.Number, id.Signer)
	}
	if err := b.Domain.CheckBatch(batch); err != nil {
		return err
	}
	if len(batch.Invoices) != len(batch.Items) {
		return hallmark.Errorf(hallmark.Mismatch, "batch %d has %d invoices for %d items", id.Number, len(batch.Invoices), len(batch.Items))
	}
	leaves := make([]hallmark.Digest, len(batch.Invoices))
	for i, inv := range batch.Invoices {
		item := batch.Items[i]
		if inv.User != item.User || inv.Total != item.Total || inv.Epoch != item.Epoch {
			return hallmark.Errorf(hallmark.Mismatch, "batch %d: invoice %d is not of its item", id.Number, i)
		}
		digest, err := envelope.Digest(inv)
		if err != nil {
			return err
		}
		leaves[i] = invoice.Leaf(digest)
	}
	if invoice.Root(leaves) != batch.Root {
		return hallmark.Errorf(hallmark.Mismatch, "batch %d: the root is not that of its invoices", id.Number)
	}
	return nil
}

// PublishBatch brings the receipts to storage.
func (b *Batches) PublishBatch(ctx context.Context, s workflows.BatchStep) (workflows.PublishedBatch, error) {
	return tried(ctx, b, s, func(ctx context.Context) (workflows.PublishedBatch, error) {
		stored, err := b.publish(ctx, s.Batch)
		return workflows.PublishedBatch{Step: s, Root: stored.Root}, err
	})
}

func (b *Batches) publish(ctx context.Context, id workflows.BatchID) (hallmark.Stored, error) {
	row, err := b.Journal.Batch(id.Signer, id.Number)
	if err != nil || !row.Traces.Root.IsZero() {
		return row.Traces, err
	}
	path := filepath.Join(b.Spool, fmt.Sprintf("traces-%s-%d", id.Signer, id.Number))
	stored, err := b.takeTraces(ctx, row, path)
	if err != nil {
		return stored, err
	}
	f, err := os.Open(path)
	if err != nil {
		return stored, hallmark.Errorf(hallmark.Unavailable, "spool: %w", err)
	}
	defer f.Close()
	put, err := b.Storage.Put(ctx, f, int64(stored.Bytes))
	if err != nil {
		return stored, elsewhere(err)
	}
	stored.Root = put.Root
	src, err := b.Storage.Open(ctx, stored.Root)
	if err != nil {
		return stored, elsewhere(err)
	}
	defer src.Close()
	if err := elsewhere(compare(src, wire.Artifact{Root: stored.Root, Digest: stored.SHA256, Bytes: stored.Bytes})); err != nil {
		return stored, err
	}
	if _, err := b.Journal.ChangeBatch(id.Signer, id.Number, func(r *journal.BatchRow) { r.Traces = stored }); err != nil {
		return stored, err
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return stored, hallmark.Errorf(hallmark.Unavailable, "spool: %w", err)
	}
	return stored, nil
}

// takeTraces brings the file into the spool, and requires that it is the one
// that the batch names.
func (b *Batches) takeTraces(ctx context.Context, row journal.BatchRow, path string) (hallmark.Stored, error) {
	stored := hallmark.Stored{SHA256: row.Batch.Traces}
	src, _, err := b.Enclave.Traces(ctx, row.Batch.Number)
	if err != nil {
		return stored, err
	}
	defer src.Close()
	size, err := spool(path, src)
	if err != nil {
		return stored, err
	}
	stored.Bytes = uint64(size)
	f, err := os.Open(path)
	if err != nil {
		return stored, hallmark.Errorf(hallmark.Unavailable, "spool: %w", err)
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return stored, hallmark.Errorf(hallmark.Unavailable, "spool: %w", err)
	}
	if hallmark.Digest(sum.Sum(nil)) != row.Batch.Traces {
		return stored, hallmark.Errorf(hallmark.Mismatch, "the receipts of batch %d are not the file that it names", row.Batch.Number)
	}
	return stored, nil
}

// SyncBatch tells the Ledger what the batch's users spent.
func (b *Batches) SyncBatch(ctx context.Context, s workflows.BatchStep) (workflows.BatchStep, error) {
	return tried(ctx, b, s, func(ctx context.Context) (workflows.BatchStep, error) { return s, b.sync(ctx, s.Batch) })
}

func (b *Batches) sync(ctx context.Context, id workflows.BatchID) error {
	if !b.Sync {
		return nil
	}
	row, err := b.Journal.Batch(id.Signer, id.Number)
	if err != nil {
		return err
	}
	var users []hallmark.Address
	for _, item := range row.Batch.Items {
		c, err := b.Chain.Channel(ctx, item.User, b.Provider)
		if err != nil {
			return err
		}
		if c.Exists && c.Reported != c.Claimed {
			users = append(users, item.User)
		}
	}
	if len(users) == 0 {
		return nil
	}
	_, err = b.Outbox.Do(ctx, fmt.Sprintf("sync/%s/%d/%d", id.Signer, id.Number, len(row.Claims)), b.Chain.Addresses().Sync(b.Provider, users))
	return err
}

// simulate gives what a claim would pay now.
func (b *Batches) simulate(ctx context.Context, call contracts.Call) (hallmark.Amount, error) {
	to := common.Address(call.To)
	out, err := b.Caller.CallContract(ctx, ethereum.CallMsg{From: common.Address(b.Provider), To: &to, Data: call.Data}, nil)
	if err != nil {
		return hallmark.Amount{}, contracts.Explain(err)
	}
	if len(out) != 32 {
		return hallmark.Amount{}, hallmark.Errorf(hallmark.Internal, "a claim answers with %d bytes", len(out))
	}
	return hallmark.AmountFromBig(new(big.Int).SetBytes(out))
}
