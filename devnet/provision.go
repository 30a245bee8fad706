package devnet

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"io/fs"
	"math/big"
	"os"
	"path"
	"path/filepath"

	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/ethclient"

	"github.com/hallmark-tee/hallmark"
	quoting "github.com/hallmark-tee/hallmark/attestation/sim"
	"github.com/hallmark-tee/hallmark/contracts"
	"github.com/hallmark-tee/hallmark/contracts/devchain"
	"github.com/hallmark-tee/hallmark/devnet/assets"
	"github.com/hallmark-tee/hallmark/enclave/platform/sim"
	"github.com/hallmark-tee/hallmark/sdk"
	"github.com/hallmark-tee/hallmark/sdk/wallet"
)

// layModels writes the base model that the binary carries.
func (m *Market) layModels(context.Context) error {
	base := assets.Base()
	dir := m.path("models", path.Base(assets.BaseName))
	return fs.WalkDir(base, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return hallmark.Errorf(hallmark.Internal, "base model: %w", err)
		}
		to := filepath.Join(dir, filepath.FromSlash(name))
		if e.IsDir() {
			return os.MkdirAll(to, 0o755)
		}
		b, err := fs.ReadFile(base, name)
		if err != nil {
			return hallmark.Errorf(hallmark.Internal, "base model: %w", err)
		}
		return os.WriteFile(to, b, 0o644)
	})
}

// deploy brings the contracts onto the chain, with the root of this machine's
// simulated hardware beside Intel's. The hardware is made on first use.
func (m *Market) deploy(ctx context.Context) error {
	pki, err := sim.LoadPKI(m.path("hardware"))
	if err != nil {
		return err
	}
	key, err := devchain.DeveloperKey(deployerAccount)
	if err != nil {
		return hallmark.Errorf(hallmark.Internal, "development key: %w", err)
	}
	node, err := ethclient.DialContext(ctx, m.Network.Chain)
	if err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "chain: %w", err)
	}
	defer node.Close()
	x, y := pki.RootKey()
	m.Network.Contracts, err = contracts.Deploy(ctx, node, bind.NewKeyedTransactor(key, new(big.Int).SetUint64(m.Network.ChainID)), contracts.DeployOptions{
		SimulationRoot: &ecdsa.PublicKey{Curve: elliptic.P256(), X: new(big.Int).SetBytes(x[:]), Y: new(big.Int).SetBytes(y[:])},
		Floors: []contracts.Floor{{
			FMSPC: quoting.FMSPC, Kind: contracts.KindSimTDX, CPUSVN: quoting.Components, TEETCB: quoting.TEETCBSVN,
			PCESVN: quoting.PCESVN, QESVN: quoting.QESVN,
		}},
	})
	m.cfg.Tell("contracts", "escrow "+m.Network.Contracts.JobEscrow.String()+", registry "+m.Network.Contracts.Registry.String())
	return err
}

// bond stakes the provider's least bond, once.
func (m *Market) bond(ctx context.Context) error {
	key, err := ProviderKey()
	if err != nil {
		return hallmark.Errorf(hallmark.Internal, "development key: %w", err)
	}
	provider := wallet.New(key)
	market, err := sdk.Open(ctx, m.Network, provider)
	if err != nil {
		return err
	}
	defer market.Close()
	least, err := market.Chain().MinBond(ctx)
	if err != nil {
		return err
	}
	have, err := market.Chain().Bond(ctx, provider.Address())
	if err != nil {
		return err
	}
	staying, err := have.Amount.Sub(have.Leaving)
	if err != nil {
		return err
	}
	missing, err := least.Sub(staying)
	if err != nil || missing.IsZero() { // enough is staked
		return nil
	}
	_, err = market.Send(ctx, "bond", m.Network.Contracts.AddBond(missing))
	return err
}
