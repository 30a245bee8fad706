package gateway

import (
	"encoding/binary"
	"encoding/json"
	"math/big"

	"github.com/hallmark-tee/hallmark"
)

// The records of the journal, by their first byte. The numbers of a receipt that
// accounts are rebuilt from stand before its canonical bytes, so that a start
// parses no JSON of receipts.
const (
	recordReceipt  = 1 // receiptHead, then the canonical receipt
	recordVoucher  = 2 // JSON of storedVoucher
	recordBatch    = 3 // JSON of closedBatch
	recordSnapshot = 4 // JSON of snapshot
)

// receiptHead is what a start needs of a receipt. Big-endian: sequence u64,
// id(32), user(20), epoch u64, key(20), nonce u64, fee u128, total u128.
type receiptHead struct {
	sequence   uint64
	id         hallmark.Digest
	user       hallmark.Address
	epoch      uint64
	key        hallmark.Address
	nonce      uint64
	fee, total hallmark.Amount
}

const receiptHeadSize = 1 + 8 + 32 + 20 + 8 + 20 + 8 + 16 + 16

func headOf(u *hallmark.Usage) receiptHead {
	return receiptHead{
		sequence: u.Sequence, id: u.ID, user: u.User, epoch: u.Epoch, key: u.Request.Key, nonce: u.Request.Nonce, fee: u.Fee, total: u.Total,
	}
}

func (h receiptHead) append(b []byte) []byte {
	b = binary.BigEndian.AppendUint64(append(b, recordReceipt), h.sequence)
	b = append(append(b, h.id[:]...), h.user[:]...)
	b = append(binary.BigEndian.AppendUint64(b, h.epoch), h.key[:]...)
	b = binary.BigEndian.AppendUint64(b, h.nonce)
	for _, a := range []hallmark.Amount{h.fee, h.total} {
		var word [16]byte
		a.Big().FillBytes(word[:])
		b = append(b, word[:]...)
	}
	return b
}

// parseReceipt takes a receipt's record apart.
func parseReceipt(record []byte) (h receiptHead, canonical []byte, err error) {
	if len(record) < receiptHeadSize || record[0] != recordReceipt {
		return h, nil, hallmark.Errorf(hallmark.Lost, "journal: a record of %d bytes is no receipt", len(record))
	}
	b := record[1:]
	next := func(n int) []byte { out := b[:n]; b = b[n:]; return out }
	h.sequence = binary.BigEndian.Uint64(next(8))
	h.id = hallmark.Digest(next(32))
	h.user = hallmark.Address(next(20))
	h.epoch = binary.BigEndian.Uint64(next(8))
	h.key = hallmark.Address(next(20))
	h.nonce = binary.BigEndian.Uint64(next(8))
	for _, a := range []*hallmark.Amount{&h.fee, &h.total} {
		if *a, err = hallmark.AmountFromBig(new(big.Int).SetBytes(next(16))); err != nil {
			return h, nil, err
		}
	}
	return h, b, nil
}

// storedVoucher is a checked voucher that became the highest of its account.
// Base is the account's total when it was the first.
type storedVoucher struct {
	Voucher hallmark.SignedVoucher `json:"voucher"`
	Grant   *hallmark.SignedGrant  `json:"grant,omitempty"`
	Base    hallmark.Amount        `json:"base"`
}

// closedBatch says which receipts a batch holds: of each of its accounts those
// not in an earlier one, up to a sequence number.
type closedBatch struct {
	Number   uint64         `json:"number"`
	Accounts []closedToward `json:"accounts"`
}

type closedToward struct {
	User  hallmark.Address `json:"user"`
	Epoch uint64           `json:"epoch"`
	Last  uint64           `json:"last"`
}

// snapshot is the whole state at its place in the journal, so that what lies
// before can be removed.
type snapshot struct {
	Sequence uint64            `json:"sequence"`
	Previous hallmark.Digest   `json:"previous"`
	Batch    uint64            `json:"batch"`
	Accounts []snapshotAccount `json:"accounts"`
	Keys     []snapshotKeys    `json:"keys"`
}

type snapshotAccount struct {
	User    hallmark.Address `json:"user"`
	Epoch   uint64           `json:"epoch"`
	Total   hallmark.Amount  `json:"total"`
	Open    []uint64         `json:"open"`
	Voucher *storedVoucher   `json:"voucher,omitempty"`
}

type snapshotKeys struct {
	User    hallmark.Address            `json:"user"`
	Floor   uint64                      `json:"floor"`
	Highest map[hallmark.Address]uint64 `json:"highest"`
}

// encode writes a record that is JSON.
func encode(kind byte, v any) ([]byte, error) {
	b, err := json.Marshal(v)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Internal, "encode a journal record: %w", err)
	}
	return append([]byte{kind}, b...), nil
}

func decode(record []byte, v any) error {
	if err := json.Unmarshal(record[1:], v); err != nil {
		return hallmark.Errorf(hallmark.Lost, "journal: a record of kind %d is not in the form of this version: %w", record[0], err)
	}
	return nil
}
