package worker

import (
	"context"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/contracts"
	"github.com/hallmark-tee/hallmark/storage"
	"github.com/hallmark-tee/hallmark/worker/outbox"
)

// openStorage makes the storage client whose submissions go through the
// outbox: an upload that is tried again does not pay again.
func openStorage(cfg Config, send *outbox.Outbox) (*storage.Client, error) {
	return storage.New(storage.Config{
		Indexer: cfg.Indexer, Chain: cfg.Chain, Flow: common.Address(cfg.Flow), Submitter: submitter{send},
	})
}

// submitter sends Flow submissions, one per calldata.
type submitter struct{ send *outbox.Outbox }

// Address implements storage.Submitter.
func (s submitter) Address() common.Address { return common.Address(s.send.From()) }

// SubmitFlow implements storage.Submitter.
func (s submitter) SubmitFlow(ctx context.Context, to common.Address, value *big.Int, calldata []byte) (common.Hash, error) {
	amount, err := hallmark.AmountFromBig(value)
	if err != nil {
		return common.Hash{}, err
	}
	tx, err := s.send.Send(ctx, "flow/"+crypto.Keccak256Hash(calldata).Hex(), contracts.Call{
		To: hallmark.Address(to), Value: amount, Data: calldata,
	})
	return common.Hash(tx), err
}
