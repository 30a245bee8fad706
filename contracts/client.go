package contracts

import (
	"context"
	"math/big"

	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/ethclient"

	"github.com/hallmark-tee/hallmark"
	gen "github.com/hallmark-tee/hallmark/contracts/bind"
	"github.com/hallmark-tee/hallmark/contracts/bind/channels"
)

// Addresses says where the contracts are. Its methods pack writes to them.
type Addresses struct {
	P256Fallback hallmark.Address `json:"p256Fallback"`
	Registry     hallmark.Address `json:"registry"`
	Ledger       hallmark.Address `json:"ledger"`
	JobEscrow    hallmark.Address `json:"jobEscrow"`
	Channels     hallmark.Address `json:"channels"`
}

// Call is a write, packed and ready to be signed by whoever may make it.
type Call struct {
	To    hallmark.Address `json:"to"`
	Value hallmark.Amount  `json:"value"`
	Data  hallmark.Hex     `json:"data"`
}

// Client reads the contracts through one node. It is safe for concurrent use.
type Client struct {
	chain     bind.ContractBackend
	addresses Addresses
	registry  *bind.BoundContract
	ledger    *bind.BoundContract
	escrow    *bind.BoundContract
	channels  *bind.BoundContract
}

// New makes a client of contracts known to be there.
func New(chain bind.ContractBackend, addresses Addresses) *Client {
	return &Client{
		chain:     chain,
		addresses: addresses,
		registry:  gen.NewAttestationRegistry().Instance(chain, common.Address(addresses.Registry)),
		ledger:    gen.NewLedger().Instance(chain, common.Address(addresses.Ledger)),
		escrow:    gen.NewJobEscrow().Instance(chain, common.Address(addresses.JobEscrow)),
		channels:  channels.NewChannels().Instance(chain, common.Address(addresses.Channels)),
	}
}

// Dial connects to a node's HTTP, WebSocket or IPC endpoint and requires code
// at every address. The caller closes the returned node client.
func Dial(ctx context.Context, url string, addresses Addresses) (*Client, *ethclient.Client, error) {
	node, err := ethclient.DialContext(ctx, url)
	if err != nil {
		return nil, nil, hallmark.Errorf(hallmark.Unavailable, "chain: connect to %s: %w", url, err)
	}
	if err := requireCode(ctx, node, addresses); err != nil {
		node.Close()
		return nil, nil, err
	}
	return New(node, addresses), node, nil
}

// Addresses says where the contracts are.
func (c *Client) Addresses() Addresses { return c.addresses }

// Head is the newest block: its time is the only one that money depends on.
type Head struct {
	Number uint64
	Hash   hallmark.Digest
	Time   uint64 // seconds
}

// Head reads the newest block.
func (c *Client) Head(ctx context.Context) (Head, error) {
	h, err := c.chain.HeaderByNumber(ctx, nil)
	if err != nil {
		return Head{}, hallmark.Errorf(hallmark.Unavailable, "chain: read the newest block: %w", err)
	}
	return headOf(h), nil
}

// QuoteBlock reads the block that a fresh quote should bind: the newest but
// one. The registry takes the hashes of the last 256 blocks before its own,
// and nodes estimate gas in the newest block, which does not see its own hash.
func (c *Client) QuoteBlock(ctx context.Context) (Head, error) {
	newest, err := c.Head(ctx)
	if err != nil {
		return Head{}, err
	}
	if newest.Number == 0 {
		return Head{}, hallmark.Errorf(hallmark.Unavailable, "chain: it has no block yet but the first")
	}
	h, err := c.chain.HeaderByNumber(ctx, new(big.Int).SetUint64(newest.Number-1))
	if err != nil {
		return Head{}, hallmark.Errorf(hallmark.Unavailable, "chain: read block %d: %w", newest.Number-1, err)
	}
	return headOf(h), nil
}

func headOf(h *types.Header) Head {
	return Head{Number: h.Number.Uint64(), Hash: hallmark.Digest(h.Hash()), Time: h.Time}
}

func requireCode(ctx context.Context, chain bind.ContractCaller, a Addresses) error {
	for name, at := range map[string]hallmark.Address{
		"P256Fallback": a.P256Fallback, "AttestationRegistry": a.Registry, "Ledger": a.Ledger, "JobEscrow": a.JobEscrow,
		"Channels": a.Channels,
	} {
		code, err := chain.CodeAt(ctx, common.Address(at), nil)
		if err != nil {
			return hallmark.Errorf(hallmark.Unavailable, "chain: read the code at %s: %w", at, err)
		}
		if len(code) == 0 {
			return hallmark.Errorf(hallmark.NotFound, "chain: no contract %s at %s: check the network and the addresses", name, at)
		}
	}
	return nil
}

// read makes one view call and turns a refusal into words.
func read[T any](ctx context.Context, what string, at *bind.BoundContract, data []byte, unpack func([]byte) (T, error)) (T, error) {
	out, err := bind.Call(at, &bind.CallOpts{Context: ctx}, data, unpack)
	if err != nil {
		return out, explain(what, err)
	}
	return out, nil
}
