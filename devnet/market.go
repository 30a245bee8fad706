package devnet

import (
	"context"
	"crypto/ecdsa"
	"encoding/hex"
	"encoding/json"
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"strconv"

	"github.com/ethereum/go-ethereum/crypto"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation"
	"github.com/hallmark-tee/hallmark/contracts/devchain"
	"github.com/hallmark-tee/hallmark/enclave"
	"github.com/hallmark-tee/hallmark/enclave/wire"
	"github.com/hallmark-tee/hallmark/sdk"
	"github.com/hallmark-tee/hallmark/storage/local"
	"github.com/hallmark-tee/hallmark/worker"
	"github.com/hallmark-tee/hallmark/worker/settle"
)

// The accounts of the development mnemonic, by what they are for. The deployer
// of the contracts does nothing else, so that addresses are always the same.
const (
	deployerAccount = iota
	userAccount
	providerAccount
	storageAccount // deploys 0G's Flow
)

// Ports on 127.0.0.1; zero takes a free one, and for Metrics none.
type Ports struct{ Chain, Storage, Temporal, TemporalUI, Worker, TLS, Metrics int }

// Config says where the market lives.
type Config struct {
	Dir   string // everything of the market; kept between runs
	Bin   string // folder of the programs
	Ports Ports
	Price hallmark.Amount // per trained token; zero: DefaultPrice
	// Settle says when batches of inference are settled; zero: every 10 s.
	Settle settle.Plan
	// Upstreams are models beside the base that OpenAI-compatible servers
	// answer; offered when the market is first started.
	Upstreams []Upstream
	Tell      func(name, where string)
}

// DefaultPrice per trained token: 10^-6 0G.
var DefaultPrice = hallmark.NewAmount(1_000_000_000_000)

// Market is a running market. Its processes end with Close, or with the
// process that started them.
type Market struct {
	Network sdk.Network
	cfg     Config
	crew    crew
	chain   *child
	worker  *child
	enclave *child
	addr    temporalAddresses
}

type temporalAddresses struct {
	Address   string `json:"address"`
	UI        string `json:"ui"`
	Namespace string `json:"namespace"`
}

// Start brings the market up: chain, contracts, storage, Temporal, enclave,
// worker. A directory of an earlier run goes on where it stopped.
func Start(ctx context.Context, cfg Config) (m *Market, err error) {
	if cfg.Price.IsZero() {
		cfg.Price = DefaultPrice
	}
	if cfg.Tell == nil {
		cfg.Tell = func(string, string) {}
	}
	if cfg.Dir, err = filepath.Abs(cfg.Dir); err != nil {
		return nil, hallmark.Errorf(hallmark.Invalid, "directory: %w", err)
	}
	m = &Market{cfg: cfg}
	defer func() {
		if err != nil {
			err = errors.Join(err, m.Close())
			m = nil
		}
	}()
	for _, d := range []string{"logs", "chain", "storage", "temporal", "enclave", "hardware", "worker", "models"} {
		if err := os.MkdirAll(m.path(d), 0o700); err != nil {
			return m, hallmark.Errorf(hallmark.Unavailable, "make the market's directory: %w", err)
		}
	}
	for _, step := range []func(context.Context) error{
		m.layModels, m.startChain, m.deploy, m.startStorage, m.startTemporal, m.StartEnclave, m.bond, m.writePolicy, m.layOffer, m.StartWorker, m.publish,
	} {
		if err := step(ctx); err != nil {
			return m, err
		}
	}
	return m, nil
}

// Close stops every process.
func (m *Market) Close() error { return m.crew.stop() }

func (m *Market) path(parts ...string) string {
	return filepath.Join(append([]string{m.cfg.Dir}, parts...)...)
}

func (m *Market) program(name string) string { return filepath.Join(m.cfg.Bin, name) }

func (m *Market) log(name string) string { return m.path("logs", name+".log") }

func (m *Market) startChain(ctx context.Context) error {
	var at serving
	c, err := start(ctx, spec{
		name: "chain", path: m.program("hallmark"), log: m.log("chain"), ready: &at,
		args: []string{"serve-chain", "--dir", m.path("chain"), "--port", strconv.Itoa(m.cfg.Ports.Chain)},
	})
	if err != nil {
		return err
	}
	m.crew.add(c)
	m.chain = c
	m.Network = sdk.Network{
		Version: sdk.NetworkVersion, Name: "devnet (SIMULATED hardware)", ChainID: devchain.DefaultChainID, Chain: at.URL,
	}
	m.cfg.Tell("chain", at.URL)
	m.cfg.Ports.Chain, err = portOf(at.URL)
	return err
}

func (m *Market) startStorage(ctx context.Context) error {
	key, err := devchain.DeveloperKey(storageAccount)
	if err != nil {
		return hallmark.Errorf(hallmark.Internal, "development key: %w", err)
	}
	flow, _, err := local.DeployFlow(ctx, m.Network.Chain, key)
	if err != nil {
		return err
	}
	m.Network.Flow = hallmark.Address(flow)
	var at serving
	c, err := start(ctx, spec{
		name: "storage", path: m.program("hallmark"), log: m.log("storage"), ready: &at,
		args: []string{
			"serve-storage", "--dir", m.path("storage"), "--chain", m.Network.Chain, "--flow", m.Network.Flow.String(),
			"--port", strconv.Itoa(m.cfg.Ports.Storage),
		},
	})
	if err != nil {
		return err
	}
	m.crew.add(c)
	m.Network.Indexer = at.URL
	m.cfg.Tell("storage", at.URL)
	return nil
}

func (m *Market) startTemporal(ctx context.Context) error {
	c, err := start(ctx, spec{
		name: "temporal", path: m.program("hallmark-temporal"), log: m.log("temporal"), ready: &m.addr,
		args: []string{
			"--data", m.path("temporal"),
			"--port", strconv.Itoa(m.cfg.Ports.Temporal), "--ui-port", strconv.Itoa(m.cfg.Ports.TemporalUI),
		},
	})
	if err != nil {
		return err
	}
	m.crew.add(c)
	m.Network.Temporal = m.addr.UI
	m.cfg.Tell("temporal", m.addr.Address+", Web UI "+m.addr.UI)
	return nil
}

func (m *Market) enclaveConfig() enclave.Config {
	return enclave.Config{
		ChainID: m.Network.ChainID, Escrow: m.Network.Contracts.JobEscrow, Registry: m.Network.Contracts.Registry,
		Channels: m.Network.Contracts.Channels, KeepAdapters: true, Models: m.path("models"), State: m.path("enclave"), Socket: m.socket(),
		TLS: "127.0.0.1:" + strconv.Itoa(m.cfg.Ports.TLS), Upstreams: m.upstreams(),
	}
}

func (m *Market) socket() string { return m.path("enclave.sock") }

// StartEnclave starts the enclave and waits until it answers.
func (m *Market) StartEnclave(ctx context.Context) error {
	b, err := json.MarshalIndent(m.enclaveConfig(), "", "  ")
	if err != nil {
		return hallmark.Errorf(hallmark.Internal, "enclave configuration: %w", err)
	}
	if err := os.WriteFile(m.path("enclave.json"), b, 0o600); err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "enclave configuration: %w", err)
	}
	var at struct {
		Signer hallmark.Address `json:"signer"`
	}
	c, err := start(ctx, spec{
		name: "enclave", path: m.program("hallmark-enclave"), log: m.log("enclave"), ready: &at,
		args: []string{"--config", m.path("enclave.json"), "--platform-dir", m.path("hardware")},
	})
	if err != nil {
		return err
	}
	m.crew.add(c)
	m.enclave = c
	address, err := m.EnclaveTLS(ctx)
	if err != nil {
		return err
	}
	m.cfg.Tell("enclave", "signer "+at.Signer.String()+", TLS at https://"+address+", SIMULATED")
	return nil
}

// EnclaveTLS is the address at which clients with an API key reach the enclave.
func (m *Market) EnclaveTLS(ctx context.Context) (string, error) {
	client := wire.Dial(m.socket())
	defer client.Close()
	info, err := client.Info(ctx)
	return info.TLS, err
}

// StartWorker starts the worker and waits until it takes orders.
func (m *Market) StartWorker(ctx context.Context) error {
	listen := "127.0.0.1:" + strconv.Itoa(m.cfg.Ports.Worker)
	cfg := worker.Config{
		Listen: listen, State: m.path("worker"), Enclave: m.socket(),
		Chain: m.Network.Chain, ChainID: m.Network.ChainID, Contracts: m.Network.Contracts,
		Flow: m.Network.Flow, Indexer: m.Network.Indexer, Models: m.path("models"), Price: m.cfg.Price, Namespace: m.addr.Namespace,
		Metrics: m.metrics(), Inference: m.inference(),
	}
	if err := cfg.Save(m.path("worker.json")); err != nil {
		return err
	}
	key, err := devchain.DeveloperKey(providerAccount)
	if err != nil {
		return hallmark.Errorf(hallmark.Internal, "development key: %w", err)
	}
	var at serving
	c, err := start(ctx, spec{
		name: "worker", path: m.program("hallmark-worker"), log: m.log("worker"), ready: &at,
		args:   []string{"--config", m.path("worker.json"), "--key-fd", "3"},
		env:    []string{"TEMPORAL_ADDRESS=" + m.addr.Address},
		secret: []byte(hex.EncodeToString(crypto.FromECDSA(key))),
	})
	if err != nil {
		return err
	}
	m.crew.add(c)
	m.worker = c
	m.Network.Worker = at.URL
	m.cfg.Tell("worker", at.URL)
	m.cfg.Ports.Worker, err = portOf(at.URL)
	return err
}

// KillWorker and KillEnclave end a process as a power cut would. They exist
// for the crash tests.
func (m *Market) KillWorker() error { return m.worker.kill() }

// KillChain ends the chain as a power cut would.
func (m *Market) KillChain() error { return m.chain.kill() }

// StartChain starts a chain that was killed, where it was.
func (m *Market) StartChain(ctx context.Context) error {
	was := m.Network
	err := m.startChain(ctx)
	m.Network = was
	return err
}

// portOf is the port of an address that its peers know: a process that is
// started again takes the same.
func portOf(at string) (int, error) {
	u, err := url.Parse(at)
	if err != nil {
		return 0, hallmark.Errorf(hallmark.Internal, "address: %w", err)
	}
	port, err := strconv.Atoi(u.Port())
	if err != nil {
		return 0, hallmark.Errorf(hallmark.Internal, "address %s: %w", at, err)
	}
	return port, nil
}

// KillEnclave ends the enclave as a power cut would.
func (m *Market) KillEnclave() error { return m.enclave.kill() }

// UserKey is the development user's.
func UserKey() (*ecdsa.PrivateKey, error) { return devchain.DeveloperKey(userAccount) }

// ProviderKey is the development provider's.
func ProviderKey() (*ecdsa.PrivateKey, error) { return devchain.DeveloperKey(providerAccount) }

// writePolicy writes the policy that accepts this enclave.
func (m *Market) writePolicy(ctx context.Context) error {
	client := wire.Dial(m.socket())
	defer client.Close()
	info, err := client.Info(ctx)
	if err != nil {
		return err
	}
	b, err := json.MarshalIndent(attestation.NewSimulationPolicy(info.Measurement), "", "  ")
	if err != nil {
		return hallmark.Errorf(hallmark.Internal, "policy: %w", err)
	}
	m.Network.Policy = m.path("policy.json")
	if err := os.WriteFile(m.Network.Policy, append(b, '\n'), 0o644); err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "policy: %w", err)
	}
	return nil
}

// publish writes the network file that the command line reads.
func (m *Market) publish(context.Context) error { return m.Network.Write(m.NetworkFile()) }

// EnclaveSocket is where the worker reaches the enclave.
func (m *Market) EnclaveSocket() string { return m.socket() }

// NetworkFile is where the network file lies.
func (m *Market) NetworkFile() string { return m.path("network.json") }
