package contracts_test

import (
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/state"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/core/vm"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/params"
	"github.com/holiman/uint256"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/contracts"
	gen "github.com/hallmark-tee/hallmark/contracts/bind"
	"github.com/hallmark-tee/hallmark/contracts/bind/harness"
)

// evm is a chain of one state, whose clock stands where a test puts it: no
// node, no blocks. It charges what a transaction would be charged.
type evm struct {
	t      testing.TB
	config *params.ChainConfig
	state  *state.StateDB
	time   uint64
	sender common.Address
}

const evmBlock = 1000

// newEVM makes a chain with or without the P-256 precompile (Osaka).
func newEVM(t testing.TB, precompile bool, time uint64) *evm {
	t.Helper()
	config := *params.MergedTestChainConfig
	config.ChainID = big.NewInt(16661)
	config.AmsterdamTime = nil
	if !precompile {
		config.OsakaTime, config.BPO1Time, config.BPO2Time = nil, nil, nil
	}
	db, err := state.New(types.EmptyRootHash, state.NewDatabaseForTesting())
	if err != nil {
		t.Fatal(err)
	}
	return &evm{t, &config, db, time, common.Address{0xd0}}
}

// send applies one message as a transaction; a revert leaves no trace.
func (e *evm) send(to *common.Address, data []byte) *core.ExecutionResult {
	e.t.Helper()
	block := vm.BlockContext{
		CanTransfer: core.CanTransfer, Transfer: core.Transfer, GetHash: blockHash,
		BlockNumber: big.NewInt(evmBlock), Time: e.time, Difficulty: new(big.Int), BaseFee: new(big.Int),
		BlobBaseFee: new(big.Int), Random: &common.Hash{}, GasLimit: 60_000_000,
	}
	m := &core.Message{
		To: to, From: e.sender, Nonce: e.state.GetNonce(e.sender), Value: new(uint256.Int), GasLimit: params.MaxTxGas,
		GasPrice: new(uint256.Int), GasFeeCap: new(uint256.Int), GasTipCap: new(uint256.Int), Data: data,
	}
	r, err := core.ApplyMessage(vm.NewEVM(block, e.state, e.config, vm.Config{}), m, nil)
	if err != nil {
		e.t.Fatal(err)
	}
	e.state.Finalise(true)
	return r
}

func blockHash(n uint64) common.Hash { return crypto.Keccak256Hash(new(big.Int).SetUint64(n).Bytes()) }

func (e *evm) create(code string, arguments []byte) common.Address {
	e.t.Helper()
	at := crypto.CreateAddress(e.sender, e.state.GetNonce(e.sender))
	if r := e.send(nil, append(common.FromHex(code), arguments...)); r.Err != nil {
		e.t.Fatalf("create: %v: %s", r.Err, reason(r))
	}
	return at
}

// harness deploys the registry that takes report data of any layout.
func (e *evm) harness(root contracts.Key, floors ...contracts.Floor) registryAt {
	e.t.Helper()
	fallback := e.create(gen.P256FallbackMetaData.Bin, nil)
	setup := harness.RegistrySetup{IntelX: root.X, IntelY: root.Y, Authority: e.sender, P256: fallback}
	initial := make([]harness.InitialFloor, len(floors))
	for i, f := range floors {
		number := func(b []byte) *big.Int { return new(big.Int).SetBytes(b) }
		initial[i] = harness.InitialFloor{Fmspc: number(f.FMSPC[:]), Kind: f.Kind, Floor: harness.TCBFloor{
			CpuSvn: number(f.CPUSVN[:]), TeeTcbSvn: number(f.TEETCB[:]), PceSvn: f.PCESVN, QeSvn: f.QESVN,
		}}
	}
	at := e.create(harness.RegistryHarnessMetaData.Bin, harness.NewRegistryHarness().PackConstructor(setup, initial, nil))
	return registryAt{e, at, contracts.Addresses{Registry: hallmark.Address(at)}}
}

// registryAt is a registry on an evm.
type registryAt struct {
	*evm
	address common.Address
	contracts.Addresses
}

// call sends a call to the registry: the gas of the whole transaction, and
// the name of the refusal, "" for none.
func (r registryAt) call(c contracts.Call) (gas uint64, refusal string) {
	r.t.Helper()
	result := r.send(&r.address, c.Data)
	if result.Err == nil {
		return result.UsedGas, ""
	}
	return result.UsedGas, reason(result)
}

func (r registryAt) must(c contracts.Call) uint64 {
	r.t.Helper()
	gas, refusal := r.call(c)
	if refusal != "" {
		r.t.Fatal("refused: ", refusal)
	}
	return gas
}

// platform reads the record of a platform.
func (r registryAt) platform(key contracts.Key) gen.Platform {
	r.t.Helper()
	b := gen.NewAttestationRegistry()
	id := key.ID()
	result := r.send(&r.address, b.PackPlatform([16]byte(id[:16])))
	p, err := b.UnpackPlatform(result.ReturnData)
	if err != nil {
		r.t.Fatal(err)
	}
	return p
}

func reason(r *core.ExecutionResult) string {
	text, _, ok := contracts.Reason(r.ReturnData)
	if !ok {
		return r.Err.Error()
	}
	return text
}

// caNotAfter reads when a CA's certificate ends.
func (r registryAt) caNotAfter(key contracts.Key) uint64 {
	r.t.Helper()
	b := gen.NewAttestationRegistry()
	result := r.send(&r.address, b.PackCertificateAuthority(key.ID()))
	ca, err := b.UnpackCertificateAuthority(result.ReturnData)
	if err != nil {
		r.t.Fatal(err)
	}
	return ca.NotAfter.Uint64()
}
