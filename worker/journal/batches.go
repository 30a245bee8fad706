package journal

import (
	"encoding/binary"
	"fmt"
	"slices"

	"go.etcd.io/bbolt"

	"github.com/hallmark-tee/hallmark"
)

// BatchRow is a closed batch and how far its settlement is.
type BatchRow struct {
	Batch hallmark.Batch `json:"batch"`
	// Measurement is the enclave's when it closed the batch: what a claim proves.
	Measurement hallmark.Digest `json:"measurement"`
	Traces      hallmark.Stored `json:"traces"` // zero Root: not published yet
	Claims      []Claim         `json:"claims"` // in order of sending; the last may be on its way
	Done        bool            `json:"done"`   // what the chain claims of it is known
	// Short are the items of which the contract had claimed less than their
	// total when it was last asked, and of which it could claim more after a
	// deposit. A later batch with the same user replaces them.
	Short []hallmark.ClaimItem `json:"short,omitempty"`
	// Lost are those whose epoch ended before they were claimed.
	Lost []hallmark.ClaimItem `json:"lost,omitempty"`
}

func (r BatchRow) settled() bool { return r.Done && len(r.Short) == 0 && !r.Traces.Root.IsZero() }

// Claim is one transaction that claimed a batch.
type Claim struct {
	Purpose string          `json:"purpose"` // in the outbox
	Signed  bool            `json:"signed"`  // with the payers' vouchers
	Tx      hallmark.Digest `json:"tx"`      // zero: not mined yet
	Paid    hallmark.Amount `json:"paid"`    // by this transaction, over all items
}

// KeepBatch stores a closed batch, once: closing it again gives what is known.
// Conflict: another batch has the same signer and number.
func (j *Journal) KeepBatch(b hallmark.Batch, measurement hallmark.Digest) (row BatchRow, err error) {
	key := batchKey(b.Signer, b.Number)
	err = j.update(func(tx *bbolt.Tx) error {
		if tx.Bucket(batches).Get(key) != nil {
			if err := get(tx, batches, key, batchName(b.Signer, b.Number), &row); err != nil {
				return err
			}
			if row.Batch.Root != b.Root {
				return hallmark.Errorf(hallmark.Conflict, "%s has the root %s in the journal, not %s", batchName(b.Signer, b.Number), row.Batch.Root, b.Root)
			}
			return nil
		}
		row = BatchRow{Batch: b, Measurement: measurement}
		seq, err := tx.Bucket(billed).NextSequence()
		if err != nil {
			return err
		}
		users := map[hallmark.Address]bool{}
		for _, inv := range b.Invoices {
			users[inv.User] = true
			if err := tx.Bucket(billed).Put(append(inv.User[:], number(seq)...), key); err != nil {
				return err
			}
		}
		if err := supersede(tx, b.Signer, users); err != nil {
			return err
		}
		return putBatch(tx, key, row)
	})
	return row, err
}

// supersede drops from earlier batches what a new one asks for too: totals are
// cumulative.
func supersede(tx *bbolt.Tx, signer hallmark.Address, users map[hallmark.Address]bool) error {
	rows, err := unsettledRows(tx)
	if err != nil {
		return err
	}
	for _, row := range rows {
		if row.Batch.Signer != signer {
			continue
		}
		left := slices.DeleteFunc(slices.Clone(row.Short), func(i hallmark.ClaimItem) bool { return users[i.User] })
		if len(left) == len(row.Short) {
			continue
		}
		row.Short = left
		if err := putBatch(tx, batchKey(signer, row.Batch.Number), row); err != nil {
			return err
		}
	}
	return nil
}

// putBatch writes a row, and lists it as unsettled for as long as it is.
func putBatch(tx *bbolt.Tx, key []byte, row BatchRow) error {
	index := tx.Bucket(unsettled)
	if row.settled() {
		if err := index.Delete(key); err != nil {
			return err
		}
	} else if err := index.Put(key, nil); err != nil {
		return err
	}
	return put(tx, batches, key, row)
}

func unsettledRows(tx *bbolt.Tx) (out []BatchRow, err error) {
	err = tx.Bucket(unsettled).ForEach(func(k, _ []byte) error {
		var row BatchRow
		if err := get(tx, batches, k, "a batch", &row); err != nil {
			return err
		}
		out = append(out, row)
		return nil
	})
	return out, err
}

// Batch gives a batch's row.
func (j *Journal) Batch(signer hallmark.Address, n uint64) (row BatchRow, err error) {
	err = j.view(func(tx *bbolt.Tx) error { return get(tx, batches, batchKey(signer, n), batchName(signer, n), &row) })
	return row, err
}

// ChangeBatch edits a batch's row.
func (j *Journal) ChangeBatch(signer hallmark.Address, n uint64, edit func(*BatchRow)) (row BatchRow, err error) {
	err = j.update(func(tx *bbolt.Tx) error {
		key := batchKey(signer, n)
		if err := get(tx, batches, key, batchName(signer, n), &row); err != nil {
			return err
		}
		edit(&row)
		return putBatch(tx, key, row)
	})
	return row, err
}

// LastBatch is the highest number of a signer's batches here, zero without any.
func (j *Journal) LastBatch(signer hallmark.Address) (n uint64, err error) {
	err = j.view(func(tx *bbolt.Tx) error {
		c := tx.Bucket(batches).Cursor()
		k, _ := c.Seek(batchKey(signer, 1<<63))
		if k == nil {
			k, _ = c.Last()
		} else {
			k, _ = c.Prev()
		}
		if len(k) == len(signer)+8 && hallmark.Address(k[:len(signer)]) == signer {
			n = binary.BigEndian.Uint64(k[len(signer):])
		}
		return nil
	})
	return n, err
}

// Unsettled lists the batches that are not published, not claimed, or short,
// by signer and number.
func (j *Journal) Unsettled() (out []BatchRow, err error) {
	err = j.view(func(tx *bbolt.Tx) error {
		out, err = unsettledRows(tx)
		return err
	})
	return out, err
}

// Billed lists the batches with an invoice of a user, the newest first,
// passing over skip of them.
func (j *Journal) Billed(user hallmark.Address, skip, limit int) (out []BatchRow, err error) {
	err = j.view(func(tx *bbolt.Tx) error {
		c := tx.Bucket(billed).Cursor()
		k, v := c.Seek(append(user[:], number(1<<63)...))
		if k == nil {
			k, v = c.Last()
		} else {
			k, v = c.Prev()
		}
		for ; k != nil && hallmark.Address(k[:len(user)]) == user && len(out) < limit; k, v = c.Prev() {
			if skip > 0 {
				skip--
				continue
			}
			var row BatchRow
			if err := get(tx, batches, v, "a batch", &row); err != nil {
				return err
			}
			out = append(out, row)
		}
		return nil
	})
	return out, err
}

func batchKey(signer hallmark.Address, n uint64) []byte { return append(signer[:], number(n)...) }

func batchName(signer hallmark.Address, n uint64) string {
	return fmt.Sprintf("batch %d of %s", n, signer)
}
