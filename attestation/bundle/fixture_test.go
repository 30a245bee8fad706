package bundle

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"math/big"
	"slices"
	"testing"
	"time"

	"filippo.io/age"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/rlp"
	"github.com/ethereum/go-ethereum/trie"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation"
	"github.com/hallmark-tee/hallmark/attestation/dcap"
	"github.com/hallmark-tee/hallmark/attestation/sim"
	"github.com/hallmark-tee/hallmark/attestation/verdict"
	"github.com/hallmark-tee/hallmark/envelope"
	"github.com/hallmark-tee/hallmark/invoice"
	"github.com/hallmark-tee/hallmark/storage/merkle"
)

// settled is when the fixture's job settles.
var settled = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

const chainID = 31337

// fixture is a complete job: documents, evidence and an in-memory chain of
// three blocks.
type fixture struct {
	bundle   hallmark.Bundle
	options  Options
	artifact []byte
	signer   *ecdsa.PrivateKey
	pki      *sim.PKI
	outcome  hallmark.Outcome
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func fill(b byte) (d hallmark.Digest) {
	for i := range d {
		d[i] = b
	}
	return d
}

// newFixture builds it under a PKI of the given maker: a simulation's, or one
// that the options pin as hardware.
func newFixture(t testing.TB, maker string) *fixture {
	t.Helper()
	return newJob(maker, hallmark.Completed)
}

func newJob(maker string, outcome hallmark.Outcome) *fixture {
	f := &fixture{outcome: outcome, pki: must(sim.NewNamedPKI(rand.Reader, maker)), signer: must(crypto.GenerateKey())}
	user := must(crypto.GenerateKey())
	registry, escrow := hallmark.Address{0x0e, 1}, hallmark.Address{0x0e, 2}
	signer := envelope.AddressOf(&f.signer.PublicKey)
	b := &f.bundle
	b.Version = hallmark.BundleVersion
	b.Chain = hallmark.ChainFacts{ChainID: chainID, Registry: registry, Escrow: escrow}

	td := f.evidence(registry, escrow, signer, maker)
	kind := attestation.TDX
	if maker == dcap.SimulationMaker {
		kind = attestation.SimTDX
		f.options.Policy = attestation.NewSimulationPolicy()
	} else {
		f.options = Options{Policy: attestation.StrictPolicy(), Roots: []dcap.Root{f.pki.Root()}}
	}
	measurement := attestation.Measurement(kind, td)
	f.options.Policy.Measurements = []hallmark.Digest{measurement}
	policy := must(f.options.Policy.ID())

	f.artifact = bytes.Repeat([]byte("age ciphertext "), 100)
	config := hallmark.DefaultTraining()
	payees := []hallmark.Payee{{Account: hallmark.Address{0xa1}, BPS: 7000}, {Account: hallmark.Address{0xa2}, BPS: 3000}}
	userKey := crypto.FromECDSAPub(&user.PublicKey)
	order := hallmark.Order{
		User: envelope.AddressOf(&user.PublicKey), Provider: hallmark.Address{0xb0}, Signer: signer, BaseModel: fill(1), DatasetRoot: fill(2),
		DatasetDigest: fill(3), Config: must(envelope.Digest(config)), Policy: policy, Split: envelope.SplitDigest(payees),
		Price: hallmark.NewAmount(1000), MaxFee: hallmark.NewAmount(1 << 40), Deadline: uint64(settled.Unix()) + 3600,
		Recipient: sha256.Sum256(userKey), Nonce: fill(4),
	}
	domain := envelope.Domain{ChainID: chainID, Escrow: escrow}
	job := domain.JobID(order)
	b.Order = hallmark.SignedOrder{Order: order, Signature: must(envelope.Sign(job, user)), Config: config, Payees: payees, Proof: must(f.options.Policy.Proof(measurement)), UserKey: userKey}
	f.result(domain, job)
	b.Storage = hallmark.StorageRoots{Dataset: order.DatasetRoot, Artifact: b.Result.Settlement.ArtifactRoot, Replay: b.Result.Receipt.Transcript.Replay.Root}
	f.chain(job, measurement)
	return f
}

// evidence makes evidence of a signer and gives its report.
func (f *fixture) evidence(registry, escrow, signer hallmark.Address, maker string) dcap.TDReport {
	manifest := must(envelope.Canonical(hallmark.Manifest{Version: attestation.ManifestVersion, Enclave: fill(7), Engine: "native", Locks: []hallmark.Named{}}))
	run := hallmark.RuntimeData{
		Version: hallmark.RuntimeVersion, ChainID: chainID, Registry: registry, Escrow: escrow, Signer: signer,
		Recipient: "age1fixture", Block: 95, BlockHash: fill(8), Nonce: fill(9), Manifest: sha256.Sum256(manifest),
	}
	e := hallmark.Evidence{
		Version: hallmark.EvidenceVersion, Kind: hallmark.KindTDX, RuntimeData: must(envelope.Canonical(run)), Manifest: manifest,
		Events:       []hallmark.Event{{Register: 3, Name: "model", Payload: []byte("tiny")}},
		Endorsements: must(f.pki.Collateral(settled)),
	}
	if maker == dcap.SimulationMaker {
		e.Kind = hallmark.KindSim
	}
	td := sim.DefaultTD()
	td.MRTD[0], td.MRCONFIGID, td.RTMR[3] = 1, attestation.ConfigID(manifest), must(attestation.Replay(e.Events))
	e.Quote = must(f.pki.Quote(td, attestation.ReportData(run, e.RuntimeData)))
	f.bundle.Evidence = e
	return td
}

// result makes transcript, receipt, invoice and settlement and signs them.
func (f *fixture) result(domain envelope.Domain, job hallmark.JobID) {
	o, c := f.bundle.Order.Order, f.bundle.Order.Config
	engine := hallmark.EngineIdentity{Name: "native", Build: "test", Profile: "native/1", Deterministic: true}
	header := hallmark.TranscriptHeader{
		Version: hallmark.TranscriptVersion, Order: job, Engine: engine, BaseModel: o.BaseModel, RowsRoot: fill(20), Config: o.Config,
		Seed: c.Seed, StateEvery: uint64(c.StateEvery), Steps: 20, Root: fill(21), State: fill(22),
	}
	wrapped := must(envelope.Wrap(must(age.GenerateX25519Identity()), f.bundle.Order.UserKey))
	tree := merkle.NewWriter()
	if _, err := tree.Write(f.artifact); err != nil {
		panic(err)
	}
	root := must(tree.Tree()).Root()
	kind := f.bundle.Evidence.Kind
	r := hallmark.Receipt{
		Version: hallmark.ReceiptVersion, ChainID: chainID, Escrow: domain.Escrow, Order: job, Outcome: f.outcome, Kind: kind, Signer: o.Signer,
		Dataset:   hallmark.ReceiptDataset{Root: o.DatasetRoot, Digest: o.DatasetDigest, RowsRoot: header.RowsRoot, Rows: 100, ValidationRows: 5, Tokens: 5000},
		BaseModel: o.BaseModel, Engine: engine, Config: o.Config,
		Transcript: hallmark.ReceiptTranscript{Header: must(envelope.Digest(header)), Root: header.Root, Steps: header.Steps, Replay: hallmark.ReceiptReplay{
			Root: fill(23), Digest: fill(24), Bytes: 4096, Every: 8, Checkpoints: []hallmark.ReplayCheckpoint{{Step: 8, State: fill(25)}, {Step: 16, State: fill(26)}},
		}},
		Metrics:  hallmark.ReceiptMetrics{FirstLoss: "3.5", LastLoss: "2.25", EvalBefore: "3.6", EvalAfter: "2.5"},
		Artifact: hallmark.ReceiptArtifact{Root: root, Digest: sha256.Sum256(f.artifact), Bytes: uint64(len(f.artifact))},
		Usage:    hallmark.ReceiptUsage{TokensTrained: 5001, Steps: 20, Epochs: 1, Milliseconds: 800},
		Evidence: envelope.EvidenceDigest(f.bundle.Evidence.Quote, f.bundle.Evidence.RuntimeData),
	}
	if f.outcome == hallmark.Failed {
		wrapped, root, r.Artifact = nil, hallmark.Digest{}, hallmark.ReceiptArtifact{}
		r.Transcript.Replay = hallmark.ReceiptReplay{Checkpoints: []hallmark.ReplayCheckpoint{}}
	}
	inv := must(invoice.Build(f.bundle.Order, r))
	r.Invoice = must(envelope.Digest(inv))
	s := hallmark.Settlement{
		JobID: job, Fee: inv.Pricing.Fee, Outcome: f.outcome, ArtifactRoot: root, ArtifactDigest: r.Artifact.Digest,
		WrappedKeyHash: envelope.WrappedKeyHash(wrapped), Receipt: must(envelope.Digest(r)), Invoice: r.Invoice,
	}
	f.bundle.Result = hallmark.SignedSettlement{
		Settlement: s, Signature: must(envelope.Sign(domain.Settlement(s), f.signer)), WrappedKey: wrapped, Receipt: r,
		ReceiptSig: must(envelope.Sign(must(envelope.ReceiptDigest(r)), f.signer)), Invoice: inv, Transcript: header,
	}
}

// chain puts the three transactions into blocks among others.
func (f *fixture) chain(job hallmark.JobID, measurement hallmark.Digest) {
	a, c, o, s := contractsABI(), &f.bundle.Chain, f.bundle.Order.Order, f.bundle.Result.Settlement
	x, y := f.pki.PlatformKey()
	platform := attestation.PlatformID([64]byte(append(x[:], y[:]...)))
	event := func(contract hallmark.Address, name string, topics []common.Hash, values ...any) *types.Log {
		e := a.Events[name]
		return &types.Log{Address: common.Address(contract), Topics: append([]common.Hash{e.ID}, topics...), Data: must(e.Inputs.NonIndexed().Pack(values...))}
	}
	account := func(a hallmark.Address) common.Hash { return common.BytesToHash(a[:]) }
	j := common.Hash(job)
	c.Register = block(100, -time.Hour, []byte("register"), common.Address(c.Registry),
		event(c.Registry, "Registered", []common.Hash{account(o.Signer), common.Hash(measurement), common.BytesToHash(common.RightPadBytes(platform[:], 32))},
			kindByte(f.bundle.Evidence.Kind), big.NewInt(95), big.NewInt(settled.Unix()+86400), sha256.Sum256(f.bundle.Evidence.RuntimeData)))
	c.Open = block(110, -time.Minute, []byte("open"), common.Address(c.Escrow),
		event(c.Escrow, "JobOpened", []common.Hash{j, account(o.User), account(o.Provider)}, o.MaxFee.Big(), new(big.Int).SetUint64(o.Deadline)))
	proof := must(f.options.Policy.Proof(measurement))
	type payee struct {
		Account common.Address
		Bps     uint16
	}
	var split []payee
	for _, p := range f.bundle.Order.Payees {
		split = append(split, payee{common.Address(p.Account), p.BPS})
	}
	call := must(a.Pack("settle", struct {
		User, Provider, Signer                                       common.Address
		BaseModel, DatasetRoot, DatasetDigest, Config, Policy, Split [32]byte
		Price, MaxFee                                                *big.Int
		Deadline                                                     uint64
		Recipient                                                    [32]byte
		Nonce                                                        *big.Int
	}{common.Address(o.User), common.Address(o.Provider), common.Address(o.Signer), o.BaseModel, o.DatasetRoot, o.DatasetDigest, o.Config, o.Policy, o.Split,
		o.Price.Big(), o.MaxFee.Big(), o.Deadline, o.Recipient, new(big.Int).SetBytes(o.Nonce[:])},
		struct {
			JobId                                                          [32]byte
			Fee                                                            *big.Int
			Outcome                                                        uint8
			ArtifactRoot, ArtifactDigest, WrappedKeyHash, Receipt, Invoice [32]byte
		}{s.JobID, s.Fee.Big(), uint8(s.Outcome), s.ArtifactRoot, s.ArtifactDigest, s.WrappedKeyHash, s.Receipt, s.Invoice},
		split, []byte(f.bundle.Result.WrappedKey), []byte(f.bundle.Result.Signature),
		struct {
			Measurement, Root [32]byte
			MaxAge            uint64
			FileDigest        [32]byte
			Path              [][32]byte
		}{proof.Measurement, proof.Root, proof.MaxAge, proof.FileDigest, nil}))
	logs := []*types.Log{}
	delivered := event(c.Escrow, "JobSettled", []common.Hash{j, account(o.User), account(o.Provider)}, uint8(s.Outcome), s.Fee.Big(),
		[32]byte(s.ArtifactRoot), [32]byte(s.ArtifactDigest), [32]byte(s.Receipt), [32]byte(s.Invoice))
	if f.outcome == hallmark.Failed {
		c.Settle = block(120, 0, call, common.Address(c.Escrow), delivered)
		return
	}
	for _, share := range f.bundle.Result.Invoice.Pricing.Split {
		logs = append(logs, event(c.Escrow, "Credited", []common.Hash{j, account(share.Account)}, share.Amount.Big()))
	}
	logs = append(logs, event(c.Escrow, "KeyPublished", []common.Hash{j}, []byte(f.bundle.Result.WrappedKey)), delivered)
	c.Settle = block(120, 0, call, common.Address(c.Escrow), logs...)
}

func kindByte(kind string) uint8 {
	if kind == hallmark.KindSim {
		return uint8(attestation.SimTDX)
	}
	return uint8(attestation.TDX)
}

// block makes a block of 20 transactions; ours is the 18th, so that proofs
// pass through branches, extensions and leaves.
func block(number uint64, after time.Duration, call []byte, to common.Address, logs ...*types.Log) hallmark.TxFact {
	const ours = 17
	key := must(crypto.ToECDSA(bytes.Repeat([]byte{1}, 32)))
	signer := types.LatestSignerForChainID(big.NewInt(chainID))
	var txs types.Transactions
	var receipts types.Receipts
	for i := range 20 {
		inner := &types.DynamicFeeTx{ChainID: big.NewInt(chainID), Nonce: uint64(i), GasFeeCap: big.NewInt(2), GasTipCap: big.NewInt(1), Gas: 1e6, To: &to, Value: new(big.Int)}
		r := &types.Receipt{Type: types.DynamicFeeTxType, Status: types.ReceiptStatusSuccessful, CumulativeGasUsed: uint64(i+1) * 21000, Logs: []*types.Log{}}
		if i == ours {
			inner.Data, r.Logs = call, logs
		}
		r.Bloom = types.CreateBloom(r)
		txs, receipts = append(txs, must(types.SignNewTx(key, signer, inner))), append(receipts, r)
	}
	header := types.Header{
		Number: new(big.Int).SetUint64(number), Time: uint64(settled.Add(after).Unix()), Difficulty: new(big.Int), BaseFee: big.NewInt(1), GasLimit: 3e7,
	}
	fact := hallmark.TxFact{Hash: hallmark.Digest(txs[ours].Hash()), Block: number, Index: ours}
	fact.Receipt, fact.Tx = must(receipts[ours].MarshalBinary()), must(txs[ours].MarshalBinary())
	header.TxHash, fact.TxProof = proved(ours, len(txs), func(i int) []byte { return must(txs[i].MarshalBinary()) })
	header.ReceiptHash, fact.Proof = proved(ours, len(receipts), func(i int) []byte { return must(receipts[i].MarshalBinary()) })
	fact.Header = must(rlp.EncodeToBytes(&header))
	return fact
}

// proofNodes collects the nodes of a proof in path order.
type proofNodes struct{ nodes []hallmark.Hex }

func (p *proofNodes) Put(_, node []byte) error {
	p.nodes = append(p.nodes, slices.Clone(node))
	return nil
}

func (p *proofNodes) Delete([]byte) error { return nil }

// proved makes the trie of a list and the proof of one item.
func proved(index, n int, item func(int) []byte) (common.Hash, []hallmark.Hex) {
	tr := trie.NewEmpty(nil)
	for i := range n {
		tr.MustUpdate(rlp.AppendUint64(nil, uint64(i)), item(i))
	}
	p := &proofNodes{}
	if err := tr.Prove(rlp.AppendUint64(nil, uint64(index)), p); err != nil {
		panic(err)
	}
	return tr.Hash(), p.nodes
}

// judge encodes and verifies the fixture's bundle as it stands.
func (f *fixture) judge(t testing.TB) (code int, failed []string) {
	t.Helper()
	v, err := Verify(must(json.Marshal(f.bundle)), f.options)
	if err != nil {
		t.Fatal(err)
	}
	return int(v.Code), own(v)
}

// own are the ids of the enforced checks that failed themselves.
func own(v verdict.Verdict) (failed []string) {
	for _, c := range v.Failures() {
		if c.Blocked == "" {
			failed = append(failed, c.ID)
		}
	}
	return failed
}
