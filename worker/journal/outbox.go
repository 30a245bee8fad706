package journal

import (
	"encoding/json"

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

// KeepOutgoing writes a row.
func (j *Journal) KeepOutgoing(row OutgoingTx) error {
	return j.update(func(tx *bbolt.Tx) error { return put(tx, outgoing, []byte(row.Purpose), row) })
}

// AllOutgoing lists every row.
func (j *Journal) AllOutgoing() ([]OutgoingTx, error) {
	var out []OutgoingTx
	err := j.view(func(tx *bbolt.Tx) error {
		return tx.Bucket(outgoing).ForEach(func(k, v []byte) error {
			var row OutgoingTx
			if err := json.Unmarshal(v, &row); err != nil {
				return hallmark.Errorf(hallmark.Internal, "journal: transaction %s does not decode: %w", k, err)
			}
			out = append(out, row)
			return nil
		})
	})
	return out, err
}
