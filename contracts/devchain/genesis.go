package devchain

import (
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/params"
)

// Create2Factory is the deterministic deployment proxy that tools expect at the
// same address on every chain (Arachnid; EIP-7997).
var Create2Factory = common.HexToAddress("0x4e59b44847b379578588920cA78FbF26c0B4956C")

const create2FactoryCode = "0x7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe03601600081602082378035828234f58015156039578182fd5b8082525050506014600cf3"

// genesis depends on nothing but the configuration, so that a chain in a
// directory is recognised when it is opened again. Its time is 0: the sealer's
// first block carries the present.
func genesis(c *Config) *core.Genesis {
	g := core.DeveloperGenesisBlock(gasLimit, nil)
	cfg := *params.AllDevChainProtocolChanges // Osaka is on: P256VERIFY answers at 0x100
	cfg.ChainID = new(big.Int).SetUint64(DefaultChainID)
	if c.ChainID != 0 {
		cfg.ChainID.SetUint64(c.ChainID)
	}
	cfg.BlobScheduleConfig = params.DefaultBlobSchedule
	g.Config = &cfg
	g.Alloc[Create2Factory] = types.Account{Nonce: 1, Balance: new(big.Int), Code: common.FromHex(create2FactoryCode)}
	alloc := c.Alloc
	if alloc == nil {
		alloc = DeveloperAlloc()
	}
	for a, wei := range alloc {
		account := g.Alloc[a]
		account.Balance = wei
		g.Alloc[a] = account
	}
	return g
}
