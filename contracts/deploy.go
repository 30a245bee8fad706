package contracts

import (
	"context"
	"crypto/ecdsa"
	"errors"
	"math/big"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/hallmark-tee/hallmark"
	gen "github.com/hallmark-tee/hallmark/contracts/bind"
	"github.com/hallmark-tee/hallmark/contracts/bind/channels"
)

// Chain is what sending needs of a node; *ethclient.Client has it.
type Chain interface {
	bind.ContractBackend
	bind.DeployBackend
}

// IntelRoot is the public key of the Intel SGX Root CA.
func IntelRoot() Key {
	return Key{
		X: hallmark.Digest(common.FromHex("0ba9c4c0c0c86193a3fe23d6b02cda10a8bbd4e88e48b4458561a36e705525f5")),
		Y: hallmark.Digest(common.FromHex("67918e2edc88e40d860bd0cc4ee26aacc988e505a953558c453f6b0904ae7394")),
	}
}

// DeployOptions are the choices of a deployment.
type DeployOptions struct {
	// FirstNonce is the account's nonce at which the deployment starts: 0 on a
	// development chain, so that 0G's SDK finds its built-in addresses.
	FirstNonce uint64
	// SimulationRoot admits simulated platforms; development chains only.
	SimulationRoot *ecdsa.PublicKey
	// Authority keeps floors and revocations; zero: the deployer.
	Authority hallmark.Address
	// DevelopmentAdmitter may admit simulated platforms without a certificate;
	// development chains only, zero: nobody.
	DevelopmentAdmitter hallmark.Address
	// Floors are the least TCBs; a platform type without one is refused.
	Floors []Floor
	// Verifiers are other on-chain verifiers through which evidence is taken,
	// for as long as the registry lives: contracts that implement
	// contracts/src/interfaces/IEvidenceVerifier.sol.
	Verifiers []hallmark.Address
}

// The offsets from FirstNonce at which things are deployed. Those between, of
// contracts that do not exist yet, are spent on empty transactions.
const (
	nonceP256Fallback      = 0
	nonceRegistry          = 1
	nonceLedger            = 2
	nonceJobEscrow         = 3
	nonceChannels          = 4
	nonceRegister          = 7
	nonceRecommend         = 8
	nonceRegisterChannels  = 9
	nonceRecommendChannels = 10
	nonceEnd               = 11
)

// AddressesOf are those of a deployment by account that starts at firstNonce.
func AddressesOf(account hallmark.Address, firstNonce uint64) Addresses {
	at := func(offset uint64) hallmark.Address {
		return hallmark.Address(crypto.CreateAddress(common.Address(account), firstNonce+offset))
	}
	return Addresses{
		P256Fallback: at(nonceP256Fallback), Registry: at(nonceRegistry), Ledger: at(nonceLedger), JobEscrow: at(nonceJobEscrow),
		Channels: at(nonceChannels),
	}
}

// Deploy brings the contracts onto a chain from one account, at fixed nonces,
// and registers the JobEscrow and the Channels with the Ledger. A deployment that was cut off
// goes on where it stopped; a finished one is found and checked for code. The
// account must do nothing else until the deployment is finished.
func Deploy(ctx context.Context, chain Chain, account *bind.TransactOpts, o DeployOptions) (Addresses, error) {
	a := AddressesOf(hallmark.Address(account.From), o.FirstNonce)
	steps, err := deployment(a, hallmark.Address(account.From), o)
	if err != nil {
		return a, err
	}
	next, err := chain.PendingNonceAt(ctx, account.From)
	if err != nil {
		return a, hallmark.Errorf(hallmark.Unavailable, "deploy: read the nonce of %s: %w", account.From, err)
	}
	if next < o.FirstNonce {
		return a, hallmark.Errorf(hallmark.Conflict, "deploy: %s has nonce %d, the deployment starts at %d", account.From, next, o.FirstNonce)
	}
	for i := next - o.FirstNonce; i < uint64(len(steps)); i++ {
		opts := *account
		opts.Nonce = new(big.Int).SetUint64(o.FirstNonce + i)
		if _, err := send(ctx, chain, &opts, steps[i].to, hallmark.Amount{}, steps[i].data); err != nil {
			return a, hallmark.Errorf(hallmark.KindOf(err), "deploy: %s: %w", steps[i].what, err)
		}
	}
	return a, requireCode(ctx, chain, a)
}

type step struct {
	what string
	to   *common.Address // nil: create
	data []byte
}

func deployment(a Addresses, deployer hallmark.Address, o DeployOptions) ([]step, error) {
	setup, floors, err := registrySetup(a, deployer, o)
	if err != nil {
		return nil, err
	}
	create := func(what string, meta *bind.MetaData, arguments []byte) step {
		return step{"create " + what, nil, append(common.FromHex(meta.Bin), arguments...)}
	}
	call := func(what string, c Call) step {
		to := common.Address(c.To)
		return step{what, &to, c.Data}
	}
	self := common.Address(deployer)
	steps := make([]step, nonceEnd)
	for i := range steps {
		steps[i] = step{"empty transaction", &self, nil}
	}
	steps[nonceP256Fallback] = create("P256Fallback", &gen.P256FallbackMetaData, nil)
	steps[nonceRegistry] = create("AttestationRegistry", &gen.AttestationRegistryMetaData,
		gen.NewAttestationRegistry().PackConstructor(setup, floors, verifiers(o.Verifiers)))
	steps[nonceLedger] = create("Ledger", &gen.LedgerMetaData, gen.NewLedger().PackConstructor(self))
	steps[nonceJobEscrow] = create("JobEscrow", &gen.JobEscrowMetaData,
		gen.NewJobEscrow().PackConstructor(common.Address(a.Ledger), common.Address(a.Registry)))
	steps[nonceChannels] = create("Channels", &channels.ChannelsMetaData,
		channels.NewChannels().PackConstructor(common.Address(a.Ledger), common.Address(a.Registry)))
	steps[nonceRegister] = call("register the JobEscrow",
		a.RegisterService("hallmark-job", "v1.0", a.JobEscrow, "attested fine-tuning jobs"))
	steps[nonceRecommend] = call("recommend the JobEscrow", a.RecommendService("hallmark-job", "v1.0"))
	steps[nonceRegisterChannels] = call("register the Channels",
		a.RegisterService("hallmark-channel", "v1.0", a.Channels, "attested inference by payment channel"))
	steps[nonceRecommendChannels] = call("recommend the Channels", a.RecommendService("hallmark-channel", "v1.0"))
	return steps, nil
}

func registrySetup(a Addresses, deployer hallmark.Address, o DeployOptions) (gen.RegistrySetup, []gen.InitialFloor, error) {
	intel := IntelRoot()
	setup := gen.RegistrySetup{
		IntelX: intel.X, IntelY: intel.Y,
		Authority: common.Address(o.Authority), P256: common.Address(a.P256Fallback),
		DevelopmentAdmitter: common.Address(o.DevelopmentAdmitter),
	}
	if o.Authority.IsZero() {
		setup.Authority = common.Address(deployer)
	}
	if o.SimulationRoot != nil {
		root, err := KeyOf(o.SimulationRoot)
		if err != nil {
			return setup, nil, hallmark.Errorf(hallmark.Invalid, "deploy: simulation root: %w", err)
		}
		setup.SimulationX, setup.SimulationY = root.X, root.Y
	}
	floors := make([]gen.InitialFloor, len(o.Floors))
	for i, f := range o.Floors {
		floors[i] = gen.InitialFloor{Fmspc: new(big.Int).SetBytes(f.FMSPC[:]), Kind: f.Kind, Floor: f.tcb()}
	}
	return setup, floors, nil
}

func verifiers(at []hallmark.Address) []common.Address {
	out := make([]common.Address, len(at))
	for i, a := range at {
		out[i] = common.Address(a)
	}
	return out
}

// Send signs a call with an account, sends it and waits until it is mined. It
// is for wallets and tests; the worker's outbox sends by its own rules.
func Send(ctx context.Context, chain Chain, account *bind.TransactOpts, call Call) (*types.Receipt, error) {
	to := common.Address(call.To)
	return send(ctx, chain, account, &to, call.Value, call.Data)
}

func send(ctx context.Context, chain Chain, account *bind.TransactOpts, to *common.Address, value hallmark.Amount, data []byte) (*types.Receipt, error) {
	opts := *account
	opts.Context, opts.Value, opts.NoSend = ctx, value.Big(), true
	if opts.GasLimit == 0 {
		// The estimate, unlike a mined transaction, carries the contract's reason.
		gas, err := chain.EstimateGas(ctx, ethereum.CallMsg{From: opts.From, To: to, Value: opts.Value, Data: data})
		if err != nil {
			return nil, Explain(err)
		}
		opts.GasLimit = gas + gas/4
	}
	target := common.Address{}
	if to != nil {
		target = *to
	}
	contract := bind.NewBoundContract(target, abi.ABI{}, chain, chain, chain)
	var tx *types.Transaction
	var err error
	if to == nil {
		tx, err = contract.RawCreationTransact(&opts, data)
	} else {
		tx, err = contract.RawTransact(&opts, data)
	}
	if err == nil {
		err = Submit(ctx, chain, tx)
	}
	if err != nil {
		return nil, Explain(err)
	}
	receipt, err := Mined(ctx, chain, tx.Hash())
	if err != nil {
		return nil, err
	}
	if receipt.Status != types.ReceiptStatusSuccessful {
		return receipt, hallmark.Errorf(hallmark.Reverted, "chain: transaction %s was mined in block %d and reverted", tx.Hash(), receipt.BlockNumber)
	}
	return receipt, nil
}

// poolLag bounds how long a node's pool may be behind the node's head.
const poolLag = 3 * time.Second

// Submit sends a signed transaction. A node's pool follows its head a moment
// later, so that coins which have just arrived may not be there yet for it: a
// lack of funds is believed only when it lasts.
func Submit(ctx context.Context, chain bind.ContractTransactor, tx *types.Transaction) error {
	end := time.Now().Add(poolLag)
	for {
		err := chain.SendTransaction(ctx, tx)
		if err == nil || !strings.Contains(err.Error(), "insufficient funds") || time.Now().After(end) {
			return err
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// Confirmations is what Mined asks a chain.
type Confirmations interface {
	TransactionReceipt(ctx context.Context, hash common.Hash) (*types.Receipt, error)
	HeaderByNumber(ctx context.Context, number *big.Int) (*types.Header, error)
}

// deaf bounds how long a node may give no sense to a question before it is
// taken for gone.
const deaf = 30 * time.Second

// Mined waits until a transaction is in a block and the block is the chain's
// newest state: a node shows a receipt a moment before its `latest` moves, and
// an endpoint behind a balancer much earlier, so that a call or an estimate
// made on the receipt alone may still see the state before it. It asks often at
// first, since a local chain answers in milliseconds, and ends with ctx, or once
// the node has failed for half a minute. Unavailable, with the node's last error.
func Mined(ctx context.Context, chain Confirmations, hash common.Hash) (*types.Receipt, error) {
	var receipt *types.Receipt
	heard := time.Now()
	for pause := 2 * time.Millisecond; ; pause = min(2*pause, time.Second) {
		var err error
		if receipt == nil {
			receipt, err = chain.TransactionReceipt(ctx, hash)
		}
		if receipt != nil {
			var head *types.Header
			if head, err = chain.HeaderByNumber(ctx, nil); err == nil && head.Number.Cmp(receipt.BlockNumber) >= 0 {
				return receipt, nil
			}
		}
		if err == nil || errors.Is(err, ethereum.NotFound) {
			heard = time.Now()
		} else if time.Since(heard) > deaf {
			return nil, hallmark.Errorf(hallmark.Unavailable, "chain: whether transaction %s is mined: %w", hash, err)
		}
		select {
		case <-ctx.Done():
			return nil, hallmark.Errorf(hallmark.Unavailable, "chain: transaction %s is not mined: %w", hash, errors.Join(ctx.Err(), err))
		case <-time.After(pause):
		}
	}
}
