package gateway

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/gateway/journal"
	"github.com/hallmark-tee/hallmark/envelope"
	"github.com/hallmark-tee/hallmark/invoice"
)

const (
	// maxBatchReceipts bounds the receipts of one batch; the rest is the next's.
	maxBatchReceipts = 1 << 16
	// keepBatches is Options.KeepBatches where that is zero.
	keepBatches = 64
)

func batchFile(number uint64) string  { return fmt.Sprintf("%s/batches/%d.sealed", folder, number) }
func tracesFile(number uint64) string { return fmt.Sprintf("%s/batches/%d.traces", folder, number) }
func partsFile(number uint64) string  { return fmt.Sprintf("%s/batches/%d.parts", folder, number) }

// share is what one account brings into a batch.
type share struct {
	account   *account
	authority *authority
	sequences []uint64
}

// CloseBatch makes the next batch, over the oldest receipts that are in none, or
// gives one that was closed before. NotFound: there are no receipts; Conflict:
// the number is not the next.
func (g *Gateway) CloseBatch(number uint64) (hallmark.Batch, error) {
	g.closing.Lock()
	defer g.closing.Unlock()
	g.ledger.mu.Lock()
	last := g.ledger.batch
	g.ledger.mu.Unlock()
	switch {
	case number <= last:
		return g.Batch(number)
	case number != last+1:
		return hallmark.Batch{}, hallmark.Errorf(hallmark.Conflict, "batch %d: the last is %d, the next %d", number, last, last+1)
	}
	service := g.service.Load()
	if service == nil {
		return hallmark.Batch{}, hallmark.Errorf(hallmark.NotFound, "batch %d: nothing was metered, there is no service record", number)
	}
	shares, group := g.ledger.unbatched()
	if len(shares) == 0 {
		return hallmark.Batch{}, hallmark.Errorf(hallmark.NotFound, "batch %d: there are no receipts that are in no batch yet", number)
	}
	if err := group.Wait(); err != nil {
		return hallmark.Batch{}, err
	}
	b, err := g.makeBatch(number, &service.signed.Record, shares)
	if err != nil {
		return b, err
	}
	plain, err := json.Marshal(b)
	if err != nil {
		return b, hallmark.Errorf(hallmark.Internal, "encode batch %d: %w", number, err)
	}
	if err := g.opt.Store.Write(batchFile(number), plain); err != nil {
		return b, err
	}
	if err := g.enterBatch(number, shares); err != nil {
		return hallmark.Batch{}, err
	}
	g.opt.Log.Info("batch closed", "number", number, "users", len(b.Items), "root", b.Root.Short())
	return b, g.forget(number)
}

// unbatched chooses the accounts of the next batch, those with the oldest
// receipts, and their receipts, and gives the group to wait for.
func (l *ledger) unbatched() ([]share, *journal.Group) {
	l.mu.Lock()
	defer l.mu.Unlock()
	var all []share
	for _, a := range l.accounts {
		if len(a.open) > 0 {
			all = append(all, share{account: a, sequences: slices.Clone(a.open)})
		}
	}
	slices.SortFunc(all, func(a, b share) int { return cmp.Compare(a.sequences[0], b.sequences[0]) })
	all = all[:min(len(all), hallmark.MaxBatchItems)]
	room := maxBatchReceipts
	for i := range all {
		s := &all[i]
		if room == 0 {
			all = all[:i]
			break
		}
		s.sequences = s.sequences[:min(room, len(s.sequences))]
		room -= len(s.sequences)
		s.account.mu.Lock()
		s.authority = s.account.highest
		s.account.mu.Unlock()
	}
	slices.SortFunc(all, func(a, b share) int {
		return cmp.Or(bytes.Compare(a.account.user[:], b.account.user[:]), cmp.Compare(a.account.epoch, b.account.epoch))
	})
	return all, l.last
}

// makeBatch builds the invoices and the file of traces, and signs.
func (g *Gateway) makeBatch(number uint64, r *hallmark.ServiceRecord, shares []share) (hallmark.Batch, error) {
	b := hallmark.Batch{Version: hallmark.BatchVersion, Number: number, Provider: r.Provider, Signer: g.signer}
	header := envelope.TracesHeader{Version: envelope.TracesVersion, ChainID: g.opt.ChainID, Channels: g.opt.Channels, Signer: g.signer, Batch: number}
	var leaves []hallmark.Digest
	err := g.opt.Store.Stream(partsFile(number), func(disk io.Writer) error {
		for _, s := range shares {
			made, part, err := g.invoiceOf(number, r, s, disk)
			if err != nil {
				return err
			}
			digest, err := envelope.Digest(made)
			if err != nil {
				return err
			}
			leaves = append(leaves, invoice.Leaf(digest))
			header.Parts = append(header.Parts, part)
			b.Invoices = append(b.Invoices, made)
			b.Items = append(b.Items, hallmark.ClaimItem{User: made.User, Total: made.Total, Epoch: made.Epoch})
			b.Vouchers = append(b.Vouchers, s.authority.voucher)
		}
		return nil
	})
	if err != nil {
		return b, err
	}
	if b.Traces, err = g.joinTraces(number, header); err != nil {
		return b, err
	}
	b.Root = invoice.Root(leaves)
	b.Signature, err = envelope.Sign(g.domain.Batch(b.Provider, b.Root, b.Items), g.opt.Key)
	return b, err
}

// invoiceOf builds one account's invoice and writes its receipts, encrypted to
// the user, to disk.
func (g *Gateway) invoiceOf(number uint64, r *hallmark.ServiceRecord, s share, disk io.Writer) (hallmark.UsageInvoice, envelope.TracesPart, error) {
	part := envelope.TracesPart{User: s.account.user, Epoch: s.account.epoch, Receipts: uint64(len(s.sequences))}
	receipts := make([]hallmark.Usage, len(s.sequences))
	digests := make([]hallmark.Digest, len(s.sequences))
	var err error
	part.Key, part.Bytes, err = envelope.SealTrace(disk, s.authority.userKey, func(w io.Writer) error {
		for i, n := range s.sequences {
			_, canonical, err := g.ledger.read(n)
			if err != nil {
				return err
			}
			if err := json.Unmarshal(canonical, &receipts[i]); err != nil {
				return hallmark.Errorf(hallmark.Lost, "journal: receipt %d: %w", n, err)
			}
			digests[i] = sha256.Sum256(canonical)
			line, err := g.signed(canonical)
			if err != nil {
				return err
			}
			if _, err := w.Write(append(line, '\n')); err != nil {
				return hallmark.Errorf(hallmark.Unavailable, "write a trace: %w", err)
			}
		}
		return nil
	})
	if err != nil {
		return hallmark.UsageInvoice{}, part, err
	}
	made, err := invoice.BuildUsage(number, receipts, digests, r.Split)
	return made, part, err
}

// joinTraces writes the file of traces, header first, and gives its SHA-256.
func (g *Gateway) joinTraces(number uint64, h envelope.TracesHeader) (hallmark.Digest, error) {
	line, err := h.Line()
	if err != nil {
		return hallmark.Digest{}, err
	}
	parts, err := os.Open(g.opt.Store.Path(partsFile(number)))
	if err != nil {
		return hallmark.Digest{}, hallmark.Errorf(hallmark.Unavailable, "traces: %w", err)
	}
	defer parts.Close()
	sum := sha256.New()
	err = g.opt.Store.Stream(tracesFile(number), func(disk io.Writer) error {
		if _, err := io.Copy(io.MultiWriter(disk, sum), io.MultiReader(bytes.NewReader(line), parts)); err != nil {
			return hallmark.Errorf(hallmark.Unavailable, "traces: %w", err)
		}
		return nil
	})
	if err != nil {
		return hallmark.Digest{}, err
	}
	return hallmark.Digest(sum.Sum(nil)), g.opt.Store.Remove(partsFile(number))
}

// enterBatch journals that a batch is closed, and behind it, in a segment of
// its own, the whole state.
func (g *Gateway) enterBatch(number uint64, shares []share) error {
	closed := closedBatch{Number: number}
	for _, s := range shares {
		closed.Accounts = append(closed.Accounts, closedToward{User: s.account.user, Epoch: s.account.epoch, Last: s.sequences[len(s.sequences)-1]})
	}
	record, err := encode(recordBatch, closed)
	if err != nil {
		return err
	}
	l := &g.ledger
	group, err := func() (*journal.Group, error) {
		l.mu.Lock()
		defer l.mu.Unlock()
		if _, _, err := l.log.Append(record); err != nil {
			return nil, err
		}
		l.close(closed)
		state, err := encode(recordSnapshot, g.snapshotLocked())
		if err != nil {
			return nil, err
		}
		l.log.Rotate()
		at, group, err := l.log.Append(state)
		if err == nil {
			l.batches = append(l.batches, at.Segment)
		}
		return group, err
	}()
	if err != nil {
		return err
	}
	return group.Wait()
}

// forget removes what lies further back than KeepBatches.
func (g *Gateway) forget(number uint64) error {
	keep := g.opt.KeepBatches
	if number <= uint64(keep) {
		return nil
	}
	if err := g.opt.Store.Remove(tracesFile(number - uint64(keep))); err != nil {
		return err
	}
	l := &g.ledger
	l.mu.Lock()
	defer l.mu.Unlock()
	n := len(l.batches) - keep
	if n <= 0 {
		return nil
	}
	before := l.batches[n-1]
	for _, a := range l.accounts { // receipts that no batch has taken yet stay
		if len(a.open) > 0 {
			if p, ok := l.index.find(a.open[0]); ok && p.at.Segment < before {
				return nil
			}
		}
	}
	l.batches = l.batches[n-1:]
	l.index.drop(before)
	return l.log.Prune(before)
}

// Batch gives a closed batch, the same each time; NotFound.
func (g *Gateway) Batch(number uint64) (hallmark.Batch, error) {
	var b hallmark.Batch
	if err := g.wasClosed(number); err != nil {
		return b, err
	}
	plain, err := g.opt.Store.Read(batchFile(number))
	if err != nil {
		return b, err
	}
	return b, hallmark.DecodeStrict(plain, "kept batch", &b)
}

// Traces opens the file of a closed batch's receipts; NotFound. The caller
// closes it.
func (g *Gateway) Traces(number uint64) (*os.File, error) {
	if err := g.wasClosed(number); err != nil {
		return nil, err
	}
	f, err := os.Open(g.opt.Store.Path(tracesFile(number)))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, hallmark.Errorf(hallmark.NotFound, "the traces of batch %d are kept no longer", number)
	}
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Unavailable, "traces: %w", err)
	}
	return f, nil
}

func (g *Gateway) wasClosed(number uint64) error {
	g.ledger.mu.Lock()
	defer g.ledger.mu.Unlock()
	if number == 0 || number > g.ledger.batch {
		return hallmark.Errorf(hallmark.NotFound, "batch %d is not closed; the last is %d", number, g.ledger.batch)
	}
	return nil
}
