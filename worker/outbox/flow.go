package outbox

import (
	"context"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/contracts"
)

// Flow sends submissions to 0G Storage's Flow contract through an outbox, one
// per calldata: an upload that is tried again does not pay again. It is a
// storage.Submitter.
type Flow struct{ Outbox *Outbox }

// Address is the account that pays.
func (f Flow) Address() common.Address { return f.Outbox.from }

// SubmitFlow sends a submission and does not wait for it.
func (f Flow) SubmitFlow(ctx context.Context, to common.Address, value *big.Int, calldata []byte) (common.Hash, error) {
	amount, err := hallmark.AmountFromBig(value)
	if err != nil {
		return common.Hash{}, err
	}
	tx, err := f.Outbox.Send(ctx, "flow/"+crypto.Keccak256Hash(calldata).Hex(), contracts.Call{
		To: hallmark.Address(to), Value: amount, Data: calldata,
	})
	return common.Hash(tx), err
}
