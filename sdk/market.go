package sdk

import (
	"context"
	"math/big"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/ethclient"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/contracts"
	"github.com/hallmark-tee/hallmark/envelope"
	"github.com/hallmark-tee/hallmark/sdk/wallet"
	"github.com/hallmark-tee/hallmark/storage"
)

// Market is a connection to one network with one wallet. It may be used from
// many goroutines, but sends one transaction at a time.
type Market struct {
	Network Network
	wallet  wallet.Wallet
	chain   *contracts.Client
	node    *ethclient.Client
	blobs   *storage.Client
}

// Open connects. The zero wallet reads only.
func Open(ctx context.Context, n Network, w wallet.Wallet) (*Market, error) {
	chain, node, err := contracts.Dial(ctx, n.Chain, n.Contracts)
	if err != nil {
		return nil, err
	}
	m := &Market{Network: n, wallet: w, chain: chain, node: node}
	if err := m.connect(ctx); err != nil {
		node.Close()
		return nil, err
	}
	return m, nil
}

func (m *Market) connect(ctx context.Context) error {
	id, err := m.node.ChainID(ctx)
	if err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "the chain at %s does not answer: %w", m.Network.Chain, err)
	}
	if !id.IsUint64() || id.Uint64() != m.Network.ChainID {
		return hallmark.Errorf(hallmark.Mismatch, "the chain at %s has id %s, the network file says %d", m.Network.Chain, id, m.Network.ChainID)
	}
	cfg := storage.Config{Indexer: m.Network.Indexer, Chain: m.Network.Chain, Flow: common.Address(m.Network.Flow)}
	if m.wallet.Key() != nil {
		cfg.Submitter = storage.NewSubmitter(m.node, m.transactor())
	}
	m.blobs, err = storage.New(cfg)
	return err
}

// Close ends the connections.
func (m *Market) Close() {
	m.blobs.Close()
	m.node.Close()
}

// Address is the wallet's account.
func (m *Market) Address() hallmark.Address { return m.wallet.Address() }

// Wallet is what signs for the account; the zero wallet signs nothing.
func (m *Market) Wallet() wallet.Wallet { return m.wallet }

// Chain reads the contracts.
func (m *Market) Chain() *contracts.Client { return m.chain }

// Domain is the EIP-712 domain of the network's escrow.
func (m *Market) Domain() envelope.Domain {
	return envelope.Domain{ChainID: m.Network.ChainID, Escrow: m.Network.Contracts.JobEscrow}
}

func (m *Market) transactor() *bind.TransactOpts {
	return bind.NewKeyedTransactor(m.wallet.Key(), new(big.Int).SetUint64(m.Network.ChainID))
}

// Send signs a call with the wallet, sends it and waits until it is mined.
// Reverted and other kinds: the contract refuses, in its words.
func (m *Market) Send(ctx context.Context, what string, c contracts.Call) (hallmark.Digest, error) {
	if m.wallet.Key() == nil {
		return hallmark.Digest{}, hallmark.Errorf(hallmark.Unauthenticated, "%s needs a wallet: --keystore FILE or --key-fd N", what)
	}
	tx, err := m.sign(ctx, c)
	if err != nil {
		return hallmark.Digest{}, hallmark.Errorf(hallmark.KindOf(err), "%s: %w", what, err)
	}
	hash := hallmark.Digest(tx.Hash())
	if err := contracts.Submit(ctx, m.node, tx); err != nil {
		return hash, hallmark.Errorf(hallmark.Unavailable, "%s: %w", what, err)
	}
	receipt, err := contracts.Mined(ctx, m.node, tx.Hash())
	if err != nil {
		return hash, hallmark.Errorf(hallmark.KindOf(err), "%s: %w", what, err)
	}
	if receipt.Status != types.ReceiptStatusSuccessful {
		return hash, hallmark.Errorf(hallmark.Reverted, "%s: transaction %s was refused in block %s", what, hash, receipt.BlockNumber)
	}
	return hash, nil
}

func (m *Market) sign(ctx context.Context, c contracts.Call) (*types.Transaction, error) {
	from, to := common.Address(m.Address()), common.Address(c.To)
	gas, err := m.node.EstimateGas(ctx, ethereum.CallMsg{From: from, To: &to, Value: c.Value.Big(), Data: c.Data})
	if err != nil {
		return nil, contracts.Explain(err)
	}
	nonce, err := m.node.PendingNonceAt(ctx, from)
	if err != nil {
		return nil, contracts.Explain(err)
	}
	tip, err := m.node.SuggestGasTipCap(ctx)
	if err != nil {
		return nil, contracts.Explain(err)
	}
	head, err := m.node.HeaderByNumber(ctx, nil)
	if err != nil {
		return nil, contracts.Explain(err)
	}
	fee := new(big.Int).Set(tip)
	if head.BaseFee != nil {
		fee.Add(fee, new(big.Int).Lsh(head.BaseFee, 1))
	}
	id := new(big.Int).SetUint64(m.Network.ChainID)
	return types.SignNewTx(m.wallet.Key(), types.LatestSignerForChainID(id), &types.DynamicFeeTx{
		ChainID: id, Nonce: nonce, To: &to, Value: c.Value.Big(), Data: c.Data,
		Gas: gas + gas/5, GasTipCap: tip, GasFeeCap: fee,
	})
}
