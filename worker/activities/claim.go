package activities

import (
	"context"
	"fmt"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/contracts"
	"github.com/hallmark-tee/hallmark/worker/journal"
	"github.com/hallmark-tee/hallmark/workflows"
)

// maxClaims bounds the transactions of one batch. More than one is sent where a
// deposit came later, or where the node's simulation and the block differed.
const maxClaims = 64

// ClaimBatch sends what claims the batch, until nothing more can be claimed.
func (b *Batches) ClaimBatch(ctx context.Context, s workflows.BatchStep) (workflows.ClaimedBatch, error) {
	return tried(ctx, b, s, func(ctx context.Context) (workflows.ClaimedBatch, error) {
		n, err := b.claim(ctx, s.Batch)
		return workflows.ClaimedBatch{Step: s, Claims: n}, err
	})
}

func (b *Batches) claim(ctx context.Context, id workflows.BatchID) (int, error) {
	for {
		row, err := b.Journal.Batch(id.Signer, id.Number)
		if err != nil {
			return 0, err
		}
		if n := len(row.Claims); n > 0 && row.Claims[n-1].Tx.IsZero() {
			if err := b.send(ctx, id, row); err != nil {
				return 0, err
			}
			continue
		}
		signed, paid, err := b.best(ctx, row)
		if err != nil || paid.IsZero() {
			return len(row.Claims), err
		}
		if len(row.Claims) == maxClaims {
			return 0, hallmark.Errorf(hallmark.Internal, "batch %d was claimed %d times and is still open", id.Number, maxClaims)
		}
		// Planned before it is sent, under a purpose of its own: a worker that is
		// killed in between sends this one and no other.
		next := journal.Claim{Purpose: fmt.Sprintf("claim/%s/%d/%d", id.Signer, id.Number, len(row.Claims)+1), Signed: signed}
		if _, err := b.Journal.ChangeBatch(id.Signer, id.Number, func(r *journal.BatchRow) {
			if len(r.Claims) == len(row.Claims) {
				r.Claims = append(r.Claims, next)
			}
		}); err != nil {
			return 0, err
		}
	}
}

// send brings the planned claim to the chain. One that the contract refuses in
// the simulation was never signed and is planned anew.
func (b *Batches) send(ctx context.Context, id workflows.BatchID, row journal.BatchRow) error {
	at := len(row.Claims) - 1
	c := row.Claims[at]
	call, err := b.call(row, c.Signed)
	if err != nil {
		return err
	}
	tx, err := b.Outbox.Do(ctx, c.Purpose, call)
	refused := hallmark.KindOf(err) == hallmark.Reverted && !tx.IsZero() // mined, and refused in its block: it paid nothing
	if err != nil && !refused {
		_, sent, e := b.Journal.Outgoing(c.Purpose)
		if e != nil {
			return e
		}
		if !sent {
			if _, e := b.Journal.ChangeBatch(id.Signer, id.Number, func(r *journal.BatchRow) {
				if len(r.Claims) == at+1 && r.Claims[at].Tx.IsZero() {
					r.Claims = r.Claims[:at]
				}
			}); e != nil {
				return e
			}
		}
		return err
	}
	if _, err := b.Journal.ChangeBatch(id.Signer, id.Number, func(r *journal.BatchRow) { r.Claims[at].Tx = tx }); err != nil {
		return err
	}
	if refused { // not again at once: each costs gas
		return hallmark.Errorf(hallmark.Unavailable, "a claim of batch %d was refused in its block: %w", id.Number, err)
	}
	return nil
}

// best says by which call more is paid now, and how much. One signature covers
// all items, so that a batch goes to the chain as a whole: by the enclave's
// word alone, which is cheaper, where that pays everything that can be paid, and
// with the payers' vouchers otherwise.
func (b *Batches) best(ctx context.Context, row journal.BatchRow) (signed bool, paid hallmark.Amount, err error) {
	if err := b.trusted(ctx, row); err != nil {
		return false, paid, err
	}
	var byEnclave hallmark.Amount
	alone, err := b.call(row, false)
	if err != nil {
		return false, paid, err
	}
	byEnclave, err = b.simulate(ctx, alone)
	if err != nil && (len(row.Batch.Vouchers) == 0 || hallmark.KindOf(err).Retryable()) {
		return false, paid, err
	}
	if len(row.Batch.Vouchers) == 0 {
		return false, byEnclave, nil
	}
	with, err := b.call(row, true)
	if err != nil {
		return true, paid, err
	}
	byPayers, err := b.simulate(ctx, with)
	if err != nil {
		return true, paid, err
	}
	if !byEnclave.IsZero() && byEnclave.Cmp(byPayers) >= 0 {
		return false, byEnclave, nil
	}
	return true, byPayers, nil
}

// trusted has the signer registered anew where its registration is old. Only
// the enclave that runs now can be; one that was rotated out is claimed while
// it is still trusted.
func (b *Batches) trusted(ctx context.Context, row journal.BatchRow) error {
	info, err := b.Enclave.Info(ctx)
	if err != nil || info.Signer != row.Batch.Signer {
		return nil // the simulation tells
	}
	proof, _, err := b.Terms.Proof(info.Measurement)
	if err != nil {
		return err
	}
	_, err = b.Registrar.Ensure(ctx, info.Signer, contracts.PolicyProof(proof).Policy(), proof)
	return err
}

func (b *Batches) call(row journal.BatchRow, signed bool) (contracts.Call, error) {
	proof, payees, err := b.Terms.Proof(row.Measurement)
	if err != nil {
		return contracts.Call{}, err
	}
	if signed {
		return b.Chain.Addresses().ClaimSigned(row.Batch, payees, contracts.PolicyProof(proof))
	}
	return b.Chain.Addresses().ClaimBatch(row.Batch, payees, contracts.PolicyProof(proof))
}

// ConfirmBatch asks the chain what came of the claims.
func (b *Batches) ConfirmBatch(ctx context.Context, s workflows.BatchStep) (workflows.ConfirmedBatch, error) {
	return tried(ctx, b, s, func(ctx context.Context) (workflows.ConfirmedBatch, error) { return b.confirm(ctx, s) })
}

func (b *Batches) confirm(ctx context.Context, s workflows.BatchStep) (workflows.ConfirmedBatch, error) {
	out := workflows.ConfirmedBatch{Step: s}
	id := s.Batch
	row, err := b.Journal.Batch(id.Signer, id.Number)
	if err != nil {
		return out, err
	}
	paid := make([]hallmark.Amount, len(row.Claims))
	for i, c := range row.Claims {
		if paid[i], err = b.paid(ctx, row, c); err != nil {
			return out, err
		}
		if out.Paid, err = out.Paid.Add(paid[i]); err != nil {
			return out, err
		}
	}
	var short, lost []hallmark.ClaimItem
	for _, item := range row.Batch.Items {
		c, err := b.Chain.Channel(ctx, item.User, b.Provider)
		if err != nil {
			return out, err
		}
		newer, err := b.asksAgain(id, item.User)
		switch {
		case err != nil:
			return out, err
		case c.Claimed.Cmp(item.Total) >= 0:
		case c.Epoch != item.Epoch:
			lost = append(lost, item)
		case !newer:
			short = append(short, item)
		}
	}
	out.Short, out.Lost = len(short), len(lost)
	_, err = b.Journal.ChangeBatch(id.Signer, id.Number, func(r *journal.BatchRow) {
		for i := range paid {
			r.Claims[i].Paid = paid[i]
		}
		r.Short, r.Lost, r.Done = short, lost, true
	})
	if err != nil {
		return out, err
	}
	if len(short)+len(lost) > 0 {
		b.Log.Warn("not everything was claimed", "batch", id.Number, "short", len(short), "lost", len(lost))
	}
	b.Log.Info("batch settled", "batch", id.Number, "users", len(row.Batch.Items), "paid", out.Paid.String(), "root", row.Batch.Root)
	return out, nil
}

// paid is what one transaction of the batch was credited.
func (b *Batches) paid(ctx context.Context, row journal.BatchRow, c journal.Claim) (hallmark.Amount, error) {
	sent, found, err := b.Journal.Outgoing(c.Purpose)
	if err != nil || !found || sent.Mined == nil || sent.Mined.Reverted {
		return hallmark.Amount{}, err
	}
	events, err := b.Chain.BatchClaims(ctx, sent.Mined.Block, sent.Mined.Block, row.Batch.Provider, row.Batch.Root)
	if err != nil {
		return hallmark.Amount{}, err
	}
	for _, e := range events {
		if e.Place.Tx == sent.Mined.Hash {
			return e.Paid, nil
		}
	}
	return hallmark.Amount{}, hallmark.Errorf(hallmark.Unavailable, "the claim %s of batch %d is not in the node's logs yet", sent.Mined.Hash, row.Batch.Number)
}

// asksAgain reports whether a later batch of the same signer has the user too:
// its total holds this one's.
func (b *Batches) asksAgain(id workflows.BatchID, user hallmark.Address) (bool, error) {
	newest, err := b.Journal.Billed(user, 0, 1)
	if err != nil || len(newest) == 0 {
		return false, err
	}
	n := newest[0].Batch
	return n.Signer == id.Signer && n.Number > id.Number, nil
}
