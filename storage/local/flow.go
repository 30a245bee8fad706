package local

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"embed"
	"encoding/json"
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/ethclient"

	"github.com/hallmark-tee/hallmark"
)

// PricePerSector is the storage price that DeployFlow sets, in 10^-18 0G for
// 256 bytes: that of 0G's test network (spec: 0.1289 0G per GiB).
const PricePerSector = 30_733_644_962

// blocksPerEpoch is far above any development chain's height, so that no
// submission pays for epoch bookkeeping.
const blocksPerEpoch = 1_000_000_000

//go:embed bytecode/*.json
var bytecode embed.FS

// contractCode is one compiled contract.
type contractCode struct {
	abi  abi.ABI
	code []byte // creation code
}

func readContract(name string) (*contractCode, error) {
	text, err := bytecode.ReadFile("bytecode/" + name + ".json")
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Internal, "contract %s: %w", name, err)
	}
	var file struct {
		ABI      json.RawMessage `json:"abi"`
		Bytecode string          `json:"bytecode"`
	}
	if err := json.Unmarshal(text, &file); err != nil {
		return nil, hallmark.Errorf(hallmark.Internal, "contract %s: %w", name, err)
	}
	parsed, err := abi.JSON(bytes.NewReader(file.ABI))
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Internal, "contract %s: %w", name, err)
	}
	return &contractCode{abi: parsed, code: common.FromHex(file.Bytecode)}, nil
}

// FlowAddresses are the addresses at which DeployFlow puts Flow and Market for
// a deployer: they depend on its address alone.
func FlowAddresses(deployer common.Address) (flow, market common.Address) {
	return crypto.CreateAddress(deployer, 2), crypto.CreateAddress(deployer, 1)
}

// DeployFlow deploys 0G's storage contracts (reward, market, flow) from a key
// that is used for nothing else, and returns their addresses once all five
// transactions are mined. Each of the key's first five nonces has one fixed
// transaction, so an interrupted deployment continues and a finished one
// returns at once. A key that sent anything else is refused (Conflict).
func DeployFlow(ctx context.Context, rpcURL string, key *ecdsa.PrivateKey) (flow, market common.Address, err error) {
	client, err := ethclient.DialContext(ctx, rpcURL)
	if err != nil {
		return flow, market, hallmark.Errorf(hallmark.Unavailable, "deploying Flow: chain at %s: %w", rpcURL, err)
	}
	defer client.Close()
	deployer := crypto.PubkeyToAddress(key.PublicKey)
	flow, market = FlowAddresses(deployer)
	steps, err := flowTransactions(deployer)
	if err != nil {
		return flow, market, err
	}
	nonce, err := client.PendingNonceAt(ctx, deployer)
	if err != nil {
		return flow, market, hallmark.Errorf(hallmark.Unavailable, "deploying Flow: %w", err)
	}
	if nonce > 0 {
		// The first transaction created the reward contract, or was another.
		code, err := client.PendingCodeAt(ctx, crypto.CreateAddress(deployer, 0))
		if err != nil {
			return flow, market, hallmark.Errorf(hallmark.Unavailable, "deploying Flow: %w", err)
		}
		if len(code) == 0 {
			return flow, market, hallmark.Errorf(hallmark.Conflict, "the key of %s has sent other transactions; deploy Flow from a key that is used for nothing else", deployer)
		}
	}
	if nonce < uint64(len(steps)) {
		if err := sendSteps(ctx, client, key, steps, nonce); err != nil {
			return flow, market, err
		}
	}
	if err := waitNonce(ctx, client, deployer, uint64(len(steps))); err != nil {
		return flow, market, err
	}
	return flow, market, checkFlow(ctx, client, flow, market)
}

// step is one transaction of the deployment; to is nil for a creation.
type step struct {
	to   *common.Address
	data []byte
	gas  uint64
}

func flowTransactions(deployer common.Address) ([]step, error) {
	reward := crypto.CreateAddress(deployer, 0)
	flow, market := FlowAddresses(deployer)
	var codes []*contractCode
	for _, name := range []string{"DummyReward", "FixedPrice", "FixedPriceFlow"} {
		c, err := readContract(name)
		if err != nil {
			return nil, err
		}
		codes = append(codes, c)
	}
	delay, err1 := codes[2].abi.Pack("", big.NewInt(0))
	initMarket, err2 := codes[1].abi.Pack("initialize", big.NewInt(PricePerSector), flow, reward)
	initFlow, err3 := codes[2].abi.Pack("initialize", market, big.NewInt(blocksPerEpoch))
	for _, err := range []error{err1, err2, err3} {
		if err != nil {
			return nil, hallmark.Errorf(hallmark.Internal, "deploying Flow: %w", err)
		}
	}
	return []step{
		{data: codes[0].code, gas: 500_000},
		{data: codes[1].code, gas: 2_000_000},
		{data: append(codes[2].code, delay...), gas: 8_000_000},
		{to: &market, data: initMarket, gas: 1_000_000},
		{to: &flow, data: initFlow, gas: 6_000_000},
	}, nil
}

func sendSteps(ctx context.Context, client *ethclient.Client, key *ecdsa.PrivateKey, steps []step, first uint64) error {
	id, err := client.ChainID(ctx)
	if err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "deploying Flow: %w", err)
	}
	price, err := client.SuggestGasPrice(ctx)
	if err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "deploying Flow: %w", err)
	}
	price.Mul(price, big.NewInt(2)) // room for rising base fees between the five
	for nonce := first; nonce < uint64(len(steps)); nonce++ {
		s := steps[nonce]
		tx, err := types.SignNewTx(key, types.LatestSignerForChainID(id), &types.LegacyTx{Nonce: nonce, To: s.to, Gas: s.gas, GasPrice: price, Data: s.data})
		if err != nil {
			return hallmark.Errorf(hallmark.Internal, "deploying Flow: %w", err)
		}
		if err := client.SendTransaction(ctx, tx); err != nil {
			return hallmark.Errorf(hallmark.Unavailable, "deploying Flow, transaction %d: %w", nonce, err)
		}
	}
	return nil
}

// waitNonce waits until an account's first count transactions are mined.
func waitNonce(ctx context.Context, client *ethclient.Client, account common.Address, count uint64) error {
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for {
		nonce, err := client.NonceAt(ctx, account, nil)
		if err == nil && nonce >= count {
			return nil
		}
		select {
		case <-ctx.Done():
			return hallmark.Errorf(hallmark.Unavailable, "deploying Flow: %d of %d transactions are mined: %w", nonce, count, ctx.Err())
		case <-tick.C:
		}
	}
}

// checkFlow makes sure that the addresses hold an initialised pair.
func checkFlow(ctx context.Context, client *ethclient.Client, flow, market common.Address) error {
	c, err := readContract("FixedPriceFlow")
	if err != nil {
		return err
	}
	data, err := c.abi.Pack("market")
	if err != nil {
		return hallmark.Errorf(hallmark.Internal, "deploying Flow: %w", err)
	}
	out, err := client.CallContract(ctx, ethereum.CallMsg{To: &flow, Data: data}, nil)
	if err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "deploying Flow: %w", err)
	}
	if len(out) != 32 || common.BytesToAddress(out) != market {
		return hallmark.Errorf(hallmark.Conflict, "there is no Flow contract with its market at %s; deploy from a key that is used for nothing else", flow)
	}
	return nil
}
