package journal

import (
	"bytes"

	"go.etcd.io/bbolt"

	"github.com/hallmark-tee/hallmark"
)

// OutgoingTx is one row of the transaction outbox: the signed bytes are stored
// before they are first sent, so that one purpose has one nonce and the chain
// cannot include two transactions for it.
type OutgoingTx struct {
	Purpose string            `json:"purpose"` // such as settle/0x...
	Nonce   uint64            `json:"nonce"`
	Raw     hallmark.Hex      `json:"raw"`    // the newest signed form
	Hashes  []hallmark.Digest `json:"hashes"` // of every form that was sent, newest last
	Mined   *MinedTx          `json:"mined,omitempty"`
}

// MinedTx is how it ended.
type MinedTx struct {
	Hash     hallmark.Digest `json:"hash"`
	Block    uint64          `json:"block"`
	Reverted bool            `json:"reverted"`
}

// Outgoing gives the row of a purpose, and whether there is one.
func (j *Journal) Outgoing(purpose string) (row OutgoingTx, found bool, err error) {
	err = j.view(func(tx *bbolt.Tx) error {
		if tx.Bucket(outgoing).Get([]byte(purpose)) == nil {
			return nil
		}
		found = true
		return get(tx, outgoing, []byte(purpose), "transaction "+purpose, &row)
	})
	return row, found, err
}

// KeepOutgoing writes a row, and finds it by its nonce from then on.
func (j *Journal) KeepOutgoing(row OutgoingTx) error {
	return j.update(func(tx *bbolt.Tx) error {
		if err := tx.Bucket(nonces).Put(number(row.Nonce), []byte(row.Purpose)); err != nil {
			return err
		}
		return put(tx, outgoing, []byte(row.Purpose), row)
	})
}

// OutgoingFrom lists the rows whose nonce is at least from, by nonce.
func (j *Journal) OutgoingFrom(from uint64) ([]OutgoingTx, error) {
	var out []OutgoingTx
	err := j.view(func(tx *bbolt.Tx) error {
		c := tx.Bucket(nonces).Cursor()
		for k, purpose := c.Seek(number(from)); k != nil; k, purpose = c.Next() {
			var row OutgoingTx
			if err := get(tx, outgoing, purpose, "transaction "+string(purpose), &row); err != nil {
				return err
			}
			if bytes.Equal(k, number(row.Nonce)) { // else it was signed anew under another nonce
				out = append(out, row)
			}
		}
		return nil
	})
	return out, err
}
