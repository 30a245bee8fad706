package bundle

import (
	"bytes"
	_ "embed"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/hallmark-tee/hallmark"
)

// contractsFile is the part of the contracts' ABI that is read here; a test
// compares it with their source.
//
//go:embed contracts.json
var contractsFile []byte

func contractsABI() abi.ABI {
	a, err := abi.JSON(bytes.NewReader(contractsFile))
	if err != nil {
		panic("bundle: the embedded ABI does not parse: " + err.Error())
	}
	return a
}

// entry is one decoded log: topics after the first, and the values of the
// data by name.
type entry struct {
	topics []common.Hash
	data   map[string]any
}

// logs are the logs of an event by one contract in a receipt, with job as
// first topic unless it is nil.
func logs(a abi.ABI, r *types.Receipt, contract hallmark.Address, event string, job *hallmark.JobID) ([]entry, error) {
	e := a.Events[event]
	indexed := 0
	for _, in := range e.Inputs {
		if in.Indexed {
			indexed++
		}
	}
	var out []entry
	for _, l := range r.Logs {
		if hallmark.Address(l.Address) != contract || len(l.Topics) == 0 || l.Topics[0] != e.ID {
			continue
		}
		if len(l.Topics) != indexed+1 {
			return nil, hallmark.Errorf(hallmark.Mismatch, "a %s log has %d topics", event, len(l.Topics))
		}
		if job != nil && hallmark.JobID(l.Topics[1]) != *job {
			continue
		}
		data := map[string]any{}
		if err := e.Inputs.NonIndexed().UnpackIntoMap(data, l.Data); err != nil {
			return nil, hallmark.Errorf(hallmark.Mismatch, "a %s log does not decode: %w", event, err)
		}
		out = append(out, entry{l.Topics[1:], data})
	}
	return out, nil
}

// one wants exactly one such log.
func one(a abi.ABI, r *types.Receipt, contract hallmark.Address, event string, job *hallmark.JobID) (entry, error) {
	found, err := logs(a, r, contract, event, job)
	if err == nil && len(found) != 1 {
		err = hallmark.Errorf(hallmark.Mismatch, "the transaction has %d %s logs of this contract for this job, want 1", len(found), event)
	}
	if err != nil {
		return entry{}, err
	}
	return found[0], nil
}

func (e entry) address(topic int) hallmark.Address {
	return hallmark.Address(common.BytesToAddress(e.topics[topic][:]))
}

// is compares a value of the data in its decimal or hex text, so that the
// decoder's many integer types need no switch.
func (e entry) is(name string, want any) bool {
	switch got := e.data[name].(type) {
	case [32]byte:
		return hallmark.Digest(got) == want
	case []byte:
		w, ok := want.(hallmark.Hex)
		return ok && bytes.Equal(got, w)
	case nil:
		return false
	default:
		return fmt.Sprint(got) == fmt.Sprint(want)
	}
}

func (e entry) uint64(name string) (uint64, bool) {
	v, ok := e.data[name].(*big.Int)
	return orZero(v).Uint64(), ok && v.IsUint64()
}

func orZero(v *big.Int) *big.Int {
	if v == nil {
		return new(big.Int)
	}
	return v
}

// policyProof reads the proof from settle's calldata; nil where the
// transaction called something else first.
func policyProof(a abi.ABI, tx *types.Transaction, escrow hallmark.Address) (*hallmark.PolicyProof, error) {
	m, data := a.Methods["settle"], tx.Data()
	if tx.To() == nil || hallmark.Address(*tx.To()) != escrow || !bytes.HasPrefix(data, m.ID) {
		return nil, nil
	}
	args, err := m.Inputs.Unpack(data[4:])
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Mismatch, "the call of settle does not decode: %w", err)
	}
	p := abi.ConvertType(args[5], new(settleProof)).(*settleProof)
	out := &hallmark.PolicyProof{Measurement: p.Measurement, Root: p.Root, MaxAge: p.MaxAge, FileDigest: p.FileDigest}
	for _, d := range p.Path {
		out.Path = append(out.Path, d)
	}
	return out, nil
}

// settleProof is settle's last argument as the ABI decoder has it.
type settleProof struct {
	Measurement [32]byte
	Root        [32]byte
	MaxAge      uint64
	FileDigest  [32]byte
	Path        [][32]byte
}
