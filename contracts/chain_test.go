package contracts_test

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/ethclient/simulated"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation"
	"github.com/hallmark-tee/hallmark/attestation/sim"
	"github.com/hallmark-tee/hallmark/contracts"
	"github.com/hallmark-tee/hallmark/envelope"
)

const (
	chainID = 1337
	maxAge  = 86400 // of the test's policies, seconds
)

// market is a simulated chain with the contracts and four funded accounts.
type market struct {
	t         testing.TB
	ctx       context.Context
	sim       *simulated.Backend
	chain     miner
	client    *contracts.Client
	at        contracts.Addresses
	pki       *sim.PKI
	deployer  *account
	user      *account
	provider  *account
	stranger  *account
	enclave   *account // its key signs settlements and sends nothing
	lastProof contracts.PolicyProof
}

type account struct {
	key     *ecdsa.PrivateKey
	address hallmark.Address
	opts    *bind.TransactOpts
}

// miner seals a block behind every transaction, and one more: sealing waits
// until the pool has taken the block before into account.
type miner struct {
	simulated.Client
	sim *simulated.Backend
}

func (m miner) SendTransaction(ctx context.Context, tx *types.Transaction) error {
	err := m.Client.SendTransaction(ctx, tx)
	if err == nil {
		m.sim.Commit()
		m.sim.Commit()
	}
	return err
}

func newAccount(t testing.TB) *account {
	t.Helper()
	key, err := crypto.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	return &account{key, hallmark.Address(crypto.PubkeyToAddress(key.PublicKey)), bind.NewKeyedTransactor(key, big.NewInt(chainID))}
}

func coins(n uint64) hallmark.Amount {
	a, err := hallmark.NewAmount(1_000_000_000_000_000_000).Mul(n)
	if err != nil {
		panic(err)
	}
	return a
}

// newMarket starts a chain and deploys. The PKI's root is the simulation root.
func newMarket(t testing.TB) *market {
	t.Helper()
	m := &market{
		t: t, ctx: context.Background(), pki: newPKI(t),
		deployer: newAccount(t), user: newAccount(t), provider: newAccount(t), stranger: newAccount(t), enclave: newAccount(t),
	}
	alloc := types.GenesisAlloc{}
	for _, a := range []*account{m.deployer, m.user, m.provider, m.stranger} {
		alloc[common.Address(a.address)] = types.Account{Balance: coins(1_000_000).Big()}
	}
	m.sim = simulated.NewBackend(alloc)
	t.Cleanup(func() {
		if err := m.sim.Close(); err != nil {
			t.Error(err)
		}
	})
	m.chain = miner{m.sim.Client(), m.sim}
	m.sim.Commit()
	at, err := contracts.Deploy(m.ctx, m.chain, m.deployer.opts, m.options())
	if err != nil {
		t.Fatal(err)
	}
	m.at, m.client = at, contracts.New(m.chain, at)
	return m
}

func (m *market) options() contracts.DeployOptions {
	return contracts.DeployOptions{
		SimulationRoot:      simRoot(m.pki),
		DevelopmentAdmitter: m.deployer.address,
		Floors:              []contracts.Floor{simFloor(), {FMSPC: intelFMSPC, Kind: contracts.KindTDX}},
	}
}

func (m *market) send(from *account, call contracts.Call) *types.Receipt {
	m.t.Helper()
	r, err := contracts.Send(m.ctx, m.chain, from.opts, call)
	if err != nil {
		m.t.Fatal(err)
	}
	return r
}

// refuse requires that the chain refuses a call with the named error.
func (m *market) refuse(from *account, call contracts.Call, name string, kind hallmark.Kind) {
	m.t.Helper()
	_, err := contracts.Send(m.ctx, m.chain, from.opts, call)
	if err == nil {
		m.t.Fatalf("accepted, want %s", name)
	}
	if !strings.Contains(err.Error(), name+"(") || hallmark.KindOf(err) != kind {
		m.t.Fatalf("%v: %v, want %s of kind %v", hallmark.KindOf(err), err, name, kind)
	}
	m.t.Attr("check", name)
}

func (m *market) head() contracts.Head {
	m.t.Helper()
	h, err := m.client.Head(m.ctx)
	if err != nil {
		m.t.Fatal(err)
	}
	return h
}

// pass moves chain time forward.
func (m *market) pass(d time.Duration) {
	m.t.Helper()
	if err := m.sim.AdjustTime(d); err != nil {
		m.t.Fatal(err)
	}
}

// claim is what the enclave says of itself, on the block it should.
func (m *market) claim() claim {
	m.t.Helper()
	h, err := m.client.QuoteBlock(m.ctx)
	if err != nil {
		m.t.Fatal(err)
	}
	return claim{m.enclave.address, m.at.Registry, chainID, h.Number, h.Hash, []byte(`{"hallmark":"runtime/1"}`)}
}

// attest registers the enclave's signer and gives the proof for a policy of
// its measurement and two others.
func (m *market) attest() contracts.PolicyProof {
	m.t.Helper()
	c := m.claim()
	raw := quote(m.t, m.pki, c, nil)
	calls, err := m.client.Registration(m.ctx, hallmark.Evidence{Kind: hallmark.KindSim, Quote: raw, RuntimeData: c.runtimeData}, c.block)
	if err != nil {
		m.t.Fatal(err)
	}
	for _, call := range calls {
		m.send(m.stranger, call)
	}
	measured := attestation.Measurement(attestation.SimTDX, c.td())
	policy := attestation.NewSimulationPolicy(hallmark.Digest{1}, measured, hallmark.Digest{2})
	policy.MaxAge = maxAge
	proof, err := policy.Proof(measured)
	if err != nil {
		m.t.Fatal(err)
	}
	m.lastProof = contracts.PolicyProof(proof)
	return m.lastProof
}

func (m *market) domain() envelope.Domain {
	return envelope.Domain{ChainID: chainID, Escrow: m.at.JobEscrow}
}

// fund gives the user a sub-account with the provider, and the provider a bond.
func (m *market) fund(amount hallmark.Amount) {
	m.t.Helper()
	deposit, err := amount.Add(coins(3))
	if err != nil {
		m.t.Fatal(err)
	}
	m.send(m.user, m.at.AddLedger("{}", deposit))
	m.send(m.user, m.at.TransferFund(m.provider.address, contracts.JobService, amount))
	m.send(m.provider, m.at.AddBond(coins(100)))
}

// order is a valid order under the last proof's policy; n makes it unique.
func (m *market) order(n byte, maxFee hallmark.Amount) hallmark.Order {
	return hallmark.Order{
		User: m.user.address, Provider: m.provider.address, Signer: m.enclave.address,
		BaseModel: hallmark.Digest{1}, DatasetRoot: hallmark.Digest{2}, DatasetDigest: hallmark.Digest{3},
		Config: hallmark.Digest{4}, Policy: m.lastProof.Policy(), Price: hallmark.NewAmount(10), MaxFee: maxFee,
		Deadline: m.head().Time + 3600, Recipient: hallmark.Digest{5}, Nonce: hallmark.Digest{31: n},
	}
}

func (m *market) sign(digest hallmark.Digest, by *account) []byte {
	m.t.Helper()
	sig, err := envelope.Sign(digest, by.key)
	if err != nil {
		m.t.Fatal(err)
	}
	return sig
}

var wrappedKey = bytes.Repeat([]byte{0xa7}, 129)

func (m *market) settlement(o hallmark.Order, fee hallmark.Amount) hallmark.Settlement {
	return hallmark.Settlement{
		JobID: m.domain().JobID(o), Fee: fee, Outcome: hallmark.Completed, ArtifactRoot: hallmark.Digest{8},
		ArtifactDigest: hallmark.Digest{9}, WrappedKeyHash: envelope.WrappedKeyHash(wrappedKey),
		Receipt: hallmark.Digest{10}, Invoice: hallmark.Digest{11},
	}
}

func (m *market) settle(o hallmark.Order, s hallmark.Settlement) contracts.Call {
	return m.at.Settle(o, s, nil, wrappedKey, m.sign(m.domain().Settlement(s), m.enclave), m.lastProof)
}
