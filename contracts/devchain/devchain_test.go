package devchain

import (
	"context"
	"encoding/json"
	"math/big"
	"slices"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/ethereum/go-ethereum/rpc"
)

func start(t testing.TB, c Config) (*Node, *ethclient.Client) {
	t.Helper()
	n, err := Start(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := n.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	})
	return n, dial(t, n.URL())
}

func dial(t testing.TB, url string) *ethclient.Client {
	t.Helper()
	cl, err := ethclient.DialContext(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(cl.Close)
	return cl
}

// sign signs a transaction of account 0, tipping 1 wei as tools do on an idle
// chain unless it says otherwise.
func sign(t testing.TB, tx types.DynamicFeeTx) *types.Transaction {
	t.Helper()
	key, err := DeveloperKey(0)
	if err != nil {
		t.Fatal(err)
	}
	tx.ChainID = big.NewInt(DefaultChainID)
	if tx.GasTipCap == nil {
		tx.GasTipCap, tx.GasFeeCap = big.NewInt(1), big.NewInt(10_000_000_000)
	}
	signed, err := types.SignNewTx(key, types.LatestSignerForChainID(tx.ChainID), &tx)
	if err != nil {
		t.Fatal(err)
	}
	return signed
}

func transfer(t testing.TB, nonce uint64) *types.Transaction {
	t.Helper()
	to := common.HexToAddress("0x00000000000000000000000000000000000000aa")
	return sign(t, types.DynamicFeeTx{Nonce: nonce, To: &to, Value: big.NewInt(1), Gas: 21_000})
}

func send(t testing.TB, cl *ethclient.Client, tx *types.Transaction) *types.Receipt {
	t.Helper()
	if err := cl.SendTransaction(t.Context(), tx); err != nil {
		t.Fatalf("send nonce %d: %v", tx.Nonce(), err)
	}
	return receipt(t, cl, tx.Hash())
}

// receipt polls as clients do; anything but "not found yet" is a failure.
func receipt(t testing.TB, cl *ethclient.Client, tx common.Hash) *types.Receipt {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	for {
		r, err := cl.TransactionReceipt(ctx, tx)
		if err == nil {
			return r
		}
		if err != ethereum.NotFound {
			t.Fatalf("receipt of %s: %v", tx, err)
		}
	}
}

func height(t testing.TB, cl *ethclient.Client) uint64 {
	t.Helper()
	n, err := cl.BlockNumber(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestSealsOnceForEachTransactionAndNeverIdle(t *testing.T) {
	_, cl := start(t, Config{})
	first := height(t, cl)
	for i := range uint64(20) {
		if r := send(t, cl, transfer(t, i)); r.Status != types.ReceiptStatusSuccessful {
			t.Fatalf("transaction %d failed", i)
		}
	}
	if got := height(t, cl); got != first+20 {
		t.Fatalf("20 transactions one after the other made %d blocks", got-first)
	}
	// A loop that spins seals hundreds of blocks in the time of these requests.
	for range 200 {
		if got := height(t, cl); got != first+20 {
			t.Fatalf("the idle chain grew to block %d", got)
		}
	}
}

func TestStopsSealingForWhatCannotBeIncluded(t *testing.T) {
	_, cl := start(t, Config{})
	to := common.HexToAddress("0x00000000000000000000000000000000000000aa")
	// Offers less than the base fee, and so little that no few blocks help.
	poor := sign(t, types.DynamicFeeTx{To: &to, Gas: 21_000, GasTipCap: big.NewInt(1), GasFeeCap: big.NewInt(2)})
	first := height(t, cl)
	if err := cl.SendTransaction(t.Context(), poor); err != nil {
		t.Fatal(err)
	}
	deadline := time.Now().Add(10 * time.Second)
	for height(t, cl) < first+maxEmpty {
		if time.Now().After(deadline) {
			t.Fatalf("sealed %d blocks to let the base fee fall, expected %d", height(t, cl)-first, maxEmpty)
		}
	}
	for range 200 {
		if got := height(t, cl); got != first+maxEmpty {
			t.Fatalf("went on sealing empty blocks: %d", got-first)
		}
	}
	// The same nonce at a fair price replaces it.
	fair := sign(t, types.DynamicFeeTx{To: &to, Gas: 21_000, GasTipCap: big.NewInt(2), GasFeeCap: big.NewInt(10_000_000_000)})
	if r := send(t, cl, fair); r.BlockNumber.Uint64() != first+maxEmpty+1 {
		t.Fatalf("replacement landed in block %s", r.BlockNumber)
	}
}

func TestGenesis(t *testing.T) {
	extra := common.HexToAddress("0x00000000000000000000000000000000000000bb")
	alloc := DeveloperAlloc()
	alloc[extra] = big.NewInt(7)
	raw, err := json.Marshal(Config{ChainID: 16602, Alloc: alloc}) // as a parent hands it to a child
	if err != nil {
		t.Fatal(err)
	}
	var c Config
	if err := json.Unmarshal(raw, &c); err != nil {
		t.Fatal(err)
	}
	_, cl := start(t, c)
	id, err := cl.ChainID(t.Context())
	if err != nil || id.Uint64() != 16602 {
		t.Fatalf("chain id %v, %v", id, err)
	}
	for a, want := range alloc {
		if got, err := cl.BalanceAt(t.Context(), a, nil); err != nil || got.Cmp(want) != 0 {
			t.Errorf("balance of %s is %v (%v), want %v", a, got, err, want)
		}
	}
	head, err := cl.HeaderByNumber(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if age := time.Since(time.Unix(int64(head.Time), 0)); age.Abs() > time.Minute {
		t.Errorf("latest is %s away from the present", age)
	}
	for _, tag := range []rpc.BlockNumber{rpc.SafeBlockNumber, rpc.FinalizedBlockNumber} {
		if b, err := cl.HeaderByNumber(t.Context(), big.NewInt(int64(tag))); err != nil || b.Hash() != head.Hash() {
			t.Errorf("%s is not the head: %v", tag, err)
		}
	}
}

func TestCreate2FactoryDeploys(t *testing.T) {
	_, cl := start(t, Config{})
	init := common.FromHex("0x6001600c60003960016000f300") // returns the one byte 00
	salt := [32]byte{31: 5}
	send(t, cl, sign(t, types.DynamicFeeTx{To: &Create2Factory, Data: append(salt[:], init...), Gas: 200_000}))
	at := crypto.CreateAddress2(Create2Factory, salt, crypto.Keccak256(init))
	if code, err := cl.CodeAt(t.Context(), at, nil); err != nil || len(code) != 1 {
		t.Fatalf("code at %s: %x, %v", at, code, err)
	}
}

// The vector is the first valid one of go-ethereum's p256Verify.json (EIP-7951).
func TestP256VerifyAnswers(t *testing.T) {
	_, cl := start(t, Config{})
	precompile := common.BytesToAddress([]byte{0x01, 0x00})
	input := common.FromHex("4cee90eb86eaa050036147a12d49004b6b9c72bd725d39d4785011fe190f0b4d" +
		"a73bd4903f0ce3b639bbbf6e8e80d16931ff4bcf5993d58468e8fb19086e8cac" +
		"36dbcd03009df8c59286b162af3bd7fcc0450c9aa81be5d10d312af6c66b1d60" +
		"4aebd3099c618202fcfe16ae7770b0c49ab5eadf74b754204a3bb6060e44eff3" +
		"7618b065f9832de4ca6ca971a7a1adc826d0f7c00181a5fb2ddf79ae00b4e10e")
	call := func() []byte {
		out, err := cl.CallContract(t.Context(), ethereum.CallMsg{To: &precompile, Data: input}, nil)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	if out := call(); !slices.Equal(out, common.LeftPadBytes([]byte{1}, 32)) {
		t.Fatalf("a valid signature gives %x", out)
	}
	input[0] ^= 1
	if out := call(); len(out) != 0 {
		t.Fatalf("another message under the signature gives %x", out)
	}
}

func TestWebSocketNewHeads(t *testing.T) {
	n, cl := start(t, Config{})
	heads := make(chan *types.Header, 8)
	sub, err := dial(t, n.WebSocketURL()).SubscribeNewHead(t.Context(), heads)
	if err != nil {
		t.Fatal(err)
	}
	defer sub.Unsubscribe()
	for i := range uint64(3) {
		r := send(t, cl, transfer(t, i))
		select {
		case h := <-heads:
			if h.Hash() != r.BlockHash {
				t.Fatalf("head %d is not the block of transaction %d", h.Number, i)
			}
		case err := <-sub.Err():
			t.Fatal(err)
		case <-time.After(time.Minute):
			t.Fatal("no head announced")
		}
	}
}

func TestLogsAreFoundAtOnce(t *testing.T) {
	_, cl := start(t, Config{})
	// Runtime: LOG0 of nothing, so that a call emits one empty event.
	created := send(t, cl, sign(t, types.DynamicFeeTx{Data: common.FromHex("0x6005600c60003960056000f360006000a0"), Gas: 200_000}))
	addr := created.ContractAddress
	for i := range 10 {
		send(t, cl, sign(t, types.DynamicFeeTx{Nonce: uint64(i + 1), To: &addr, Gas: 100_000}))
		logs, err := cl.FilterLogs(t.Context(), ethereum.FilterQuery{Addresses: []common.Address{addr}})
		if err != nil || len(logs) != i+1 {
			t.Fatalf("%d logs after %d events: %v", len(logs), i+1, err)
		}
	}
}

func TestConfigIsChecked(t *testing.T) {
	for name, c := range map[string]Config{
		"port":             {Port: 70_000},
		"negative period":  {Period: -1},
		"period and idle":  {Period: time.Second, Idle: time.Second},
		"negative balance": {Alloc: map[common.Address]*big.Int{{}: big.NewInt(-1)}},
		"no balance":       {Alloc: map[common.Address]*big.Int{{}: nil}},
	} {
		if n, err := Start(t.Context(), c); err == nil {
			n.Close()
			t.Errorf("%s: accepted", name)
		}
	}
}

func TestDeveloperKeys(t *testing.T) {
	for i, want := range map[uint32]string{ // as printed by anvil and hardhat
		0: "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266",
		1: "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
		9: "0xa0Ee7A142d267C1f36714E4a8F75612F20a79720",
	} {
		key, err := DeveloperKey(i)
		if err != nil {
			t.Fatal(err)
		}
		if got := crypto.PubkeyToAddress(key.PublicKey).Hex(); got != want {
			t.Errorf("account %d is %s, want %s", i, got, want)
		}
	}
	if len(DeveloperAlloc()) != DeveloperAccounts {
		t.Error("accounts missing")
	}
}
