// Package workertest gives the worker's tests a whole market in the test's own
// process, every part real: an EVM chain with the contracts and 0G's Flow, a
// storage node, and an enclave on simulated hardware behind its unix socket,
// with a random model of two layers. It must not be imported by anything but
// tests.
package workertest

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"errors"
	"log/slog"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/ethclient"

	"github.com/hallmark-tee/hallmark"
	quoting "github.com/hallmark-tee/hallmark/attestation/sim"
	"github.com/hallmark-tee/hallmark/contracts"
	"github.com/hallmark-tee/hallmark/contracts/devchain"
	"github.com/hallmark-tee/hallmark/dataset/tokenizer"
	"github.com/hallmark-tee/hallmark/enclave"
	"github.com/hallmark-tee/hallmark/enclave/engine/native"
	"github.com/hallmark-tee/hallmark/enclave/engine/safetensors"
	"github.com/hallmark-tee/hallmark/enclave/platform/sim"
	"github.com/hallmark-tee/hallmark/enclave/wire"
	"github.com/hallmark-tee/hallmark/envelope"
	"github.com/hallmark-tee/hallmark/storage"
	"github.com/hallmark-tee/hallmark/storage/local"
)

// The accounts of the development mnemonic, by what they are for.
const (
	deployer = iota
	user
	provider
	flow // deploys 0G's Flow and pays for the user's uploads
	stranger
)

// Market is a running market. Its tests share one chain, so they make their
// own orders and must not run in parallel.
type Market struct {
	Dir      string
	URL      string // of the chain
	Node     *ethclient.Client
	At       contracts.Addresses
	Chain    *contracts.Client
	Domain   envelope.Domain
	Flow     common.Address
	Storage  *local.Node
	Uploads  *storage.Client // the user's
	Enclave  *wire.Client
	Info     wire.Info
	User     *ecdsa.PrivateKey
	Provider *ecdsa.PrivateKey
	Stranger *ecdsa.PrivateKey

	config enclave.Config
	down   func() error
	ends   []func() error
}

// Run starts a market around a package's tests: TestMain's body.
func Run(m *testing.M, use func(*Market)) int {
	dir, err := os.MkdirTemp("", "market")
	if err != nil {
		panic(err)
	}
	market, err := Start(dir)
	if err != nil {
		panic(err)
	}
	use(market)
	code := m.Run()
	if err := errors.Join(market.Close(), os.RemoveAll(dir)); err != nil && code == 0 {
		slog.Error("market", "error", err)
		return 1
	}
	return code
}

// Own is a market of one test, which ends with it.
func Own(t testing.TB) *Market {
	t.Helper()
	dir, err := os.MkdirTemp("", "hm") // short: a unix socket's path is limited
	if err != nil {
		t.Fatal(err)
	}
	m, err := Start(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := errors.Join(m.Close(), os.RemoveAll(dir)); err != nil {
			t.Error(err)
		}
	})
	return m
}

// Start brings a market up in a directory.
func Start(dir string) (m *Market, err error) {
	m = &Market{Dir: dir}
	defer func() {
		if err != nil {
			err = errors.Join(err, m.Close())
		}
	}()
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	for _, step := range []func(context.Context) error{m.startChain, m.deploy, m.startStorage, m.StartEnclave, m.fund} {
		if err := step(ctx); err != nil {
			return m, err
		}
	}
	return m, nil
}

// Close ends everything.
func (m *Market) Close() error {
	errs := []error{m.StopEnclave()}
	for _, end := range slices.Backward(m.ends) {
		errs = append(errs, end())
	}
	return errors.Join(errs...)
}

func (m *Market) startChain(ctx context.Context) error {
	chain, err := devchain.Start(context.Background(), devchain.Config{})
	if err != nil {
		return err
	}
	m.URL = chain.URL()
	m.ends = append(m.ends, chain.Close)
	if m.Node, err = ethclient.DialContext(ctx, m.URL); err != nil {
		return err
	}
	m.ends = append(m.ends, func() error { m.Node.Close(); return nil })
	for i, key := range map[uint32]**ecdsa.PrivateKey{user: &m.User, provider: &m.Provider, stranger: &m.Stranger} {
		if *key, err = devchain.DeveloperKey(i); err != nil {
			return err
		}
	}
	return nil
}

func (m *Market) deploy(ctx context.Context) error {
	pki, err := sim.LoadPKI(m.hardware())
	if err != nil {
		return err
	}
	key, err := devchain.DeveloperKey(deployer)
	if err != nil {
		return err
	}
	x, y := pki.RootKey()
	m.At, err = contracts.Deploy(ctx, m.Node, m.account(key), contracts.DeployOptions{
		SimulationRoot: &ecdsa.PublicKey{Curve: elliptic.P256(), X: new(big.Int).SetBytes(x[:]), Y: new(big.Int).SetBytes(y[:])},
		Floors: []contracts.Floor{{
			FMSPC: quoting.FMSPC, Kind: contracts.KindSimTDX, CPUSVN: quoting.Components, TEETCB: quoting.TEETCBSVN,
			PCESVN: quoting.PCESVN, QESVN: quoting.QESVN,
		}},
	})
	if err != nil {
		return err
	}
	m.Chain = contracts.New(m.Node, m.At)
	m.Domain = envelope.Domain{ChainID: devchain.DefaultChainID, Escrow: m.At.JobEscrow}
	return nil
}

func (m *Market) startStorage(ctx context.Context) error {
	key, err := devchain.DeveloperKey(flow)
	if err != nil {
		return err
	}
	if m.Flow, _, err = local.DeployFlow(ctx, m.URL, key); err != nil {
		return err
	}
	m.Storage, err = local.Start(ctx, local.Config{
		Dir: filepath.Join(m.Dir, "storage"), Chain: m.URL, Flow: m.Flow, Poll: 20 * time.Millisecond, Log: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		return err
	}
	m.ends = append(m.ends, m.Storage.Close)
	m.Uploads, err = storage.New(storage.Config{
		Indexer: m.Storage.URL(), Chain: m.URL, Flow: m.Flow, Submitter: storage.NewSubmitter(m.Node, m.oldAccount(key)),
	})
	if err != nil {
		return err
	}
	m.ends = append(m.ends, func() error { m.Uploads.Close(); return nil })
	return nil
}

// StartEnclave starts the enclave on the market's simulated hardware.
func (m *Market) StartEnclave(ctx context.Context) error {
	models := filepath.Join(m.Dir, "models")
	if err := writeModel(filepath.Join(models, "tiny")); err != nil {
		return err
	}
	m.config = enclave.Config{
		ChainID: devchain.DefaultChainID, Escrow: m.At.JobEscrow, Registry: m.At.Registry, Channels: m.At.Channels, Models: models,
		State: filepath.Join(m.Dir, "enclave"), Socket: filepath.Join(m.Dir, "enclave.sock"), MaxDataset: 1 << 20, Workers: 1,
	}
	o := enclave.Options{Config: m.config, Trainer: native.Engine{}, Server: native.OpenServer, Log: slog.New(slog.DiscardHandler)}
	var err error
	if o.Binary, err = enclave.BinaryDigest(); err != nil {
		return err
	}
	if o.Manifest, err = enclave.NativeManifest(o.Binary); err != nil {
		return err
	}
	o.Engine = native.Identity(o.Binary)
	if o.Platform, err = sim.Open(sim.Config{Dir: m.hardware(), Binary: o.Binary, Manifest: o.Manifest}); err != nil {
		return err
	}
	service, err := enclave.New(ctx, o)
	if err != nil {
		return err
	}
	l, err := enclave.Listen(ctx, m.config.Socket)
	if err != nil {
		return errors.Join(err, service.Close())
	}
	life, stop := context.WithCancel(context.Background())
	served := make(chan error, 1)
	go func() { served <- service.Serve(life, l) }()
	if m.Enclave == nil {
		m.Enclave = wire.Dial(m.config.Socket)
	}
	m.down = sync.OnceValue(func() error {
		m.Enclave.Close()
		stop()
		return errors.Join(<-served, service.Close())
	})
	m.Info, err = m.Enclave.Info(ctx)
	return err
}

// StopEnclave stops the enclave; its socket answers no more.
func (m *Market) StopEnclave() error {
	if m.down == nil {
		return nil
	}
	return m.down()
}

// LoseKeys makes the simulated hardware forget its sealing key and the enclave
// its present state: what a reboot of a platform that cannot seal does. The
// enclave must be stopped.
func (m *Market) LoseKeys() error { return os.Remove(filepath.Join(m.hardware(), sim.SealingFile)) }

func (m *Market) hardware() string { return filepath.Join(m.Dir, "hardware") }

// Models is the directory of base models.
func (m *Market) Models() string { return m.config.Models }

// fund gives the user a main account and a sub-account with the provider, and
// the provider its bond.
func (m *Market) fund(ctx context.Context) error {
	bond, err := m.Chain.MinBond(ctx)
	if err != nil {
		return err
	}
	for _, s := range []struct {
		key  *ecdsa.PrivateKey
		call contracts.Call
	}{
		{m.User, m.At.AddLedger("{}", Coins(1000))},
		{m.User, m.At.TransferFund(envelope.AddressOf(&m.Provider.PublicKey), contracts.JobService, Coins(900))},
		{m.Provider, m.At.AddBond(bond)},
	} {
		if _, err := contracts.Send(ctx, m.Node, m.account(s.key), s.call); err != nil {
			return err
		}
	}
	return nil
}

func (m *Market) account(key *ecdsa.PrivateKey) *bind.TransactOpts {
	return bind.NewKeyedTransactor(key, big.NewInt(devchain.DefaultChainID))
}

// Coins is a number of whole coins.
func Coins(n uint64) hallmark.Amount {
	a, err := hallmark.NewAmount(1_000_000_000_000_000_000).Mul(n)
	if err != nil {
		panic(err)
	}
	return a
}

// Send sends as somebody and requires success.
func (m *Market) Send(t testing.TB, key *ecdsa.PrivateKey, call contracts.Call) *types.Receipt {
	t.Helper()
	r, err := contracts.Send(t.Context(), m.Node, m.account(key), call)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// Head is the newest block.
func (m *Market) Head(t testing.TB) contracts.Head {
	t.Helper()
	h, err := m.Chain.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// Pass moves chain time forward.
func (m *Market) Pass(t testing.TB, d time.Duration) {
	t.Helper()
	if err := m.Node.Client().CallContext(t.Context(), nil, "dev_increaseTime", uint64(d/time.Second)); err != nil {
		t.Fatal(err)
	}
}

// Nonce is how many transactions the provider's account has sent.
func (m *Market) Nonce(t testing.TB) uint64 {
	t.Helper()
	n, err := m.Node.NonceAt(t.Context(), common.Address(envelope.AddressOf(&m.Provider.PublicKey)), nil)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// tinyModel is a random model of two layers over a vocabulary of 320, as files.
var tinyModel = sync.OnceValues(func() (map[string][]byte, error) {
	model, err := native.NewRandom(native.Config{
		Family: "llama", Vocab: 320, Hidden: 32, Intermediate: 64, Layers: 2, Heads: 4, KVHeads: 2, HeadDim: 8,
		Context: 128, RopeTheta: 10000, NormEps: 1e-5, Tied: true,
	}, 1)
	if err != nil {
		return nil, err
	}
	files, err := model.Save(safetensors.F32)
	if err != nil {
		return nil, err
	}
	text := strings.Repeat("the enclave answers the question about the answer of the enclave; ", 40)
	files["tokenizer.json"], err = tokenizer.Train(slices.Values([]string{text}), 320, tokenizer.SplitGPT2, []string{"<|endoftext|>", "<|im_start|>", "<|im_end|>"})
	return files, err
})

func writeModel(dir string) error {
	files, err := tinyModel()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	for name, b := range files {
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o600); err != nil {
			return err
		}
	}
	return nil
}
