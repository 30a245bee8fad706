package devchain

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/rawdb"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/ethereum/go-ethereum/ethdb/pebble"
)

// childConfig carries the configuration of a chain that the test binary, run
// again, starts in place of the tests.
const childConfig = "DEVCHAIN_TEST_CHILD"

func TestMain(m *testing.M) {
	if raw := os.Getenv(childConfig); raw != "" {
		if err := child(raw); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func child(raw string) error {
	var c Config
	if err := json.Unmarshal([]byte(raw), &c); err != nil {
		return err
	}
	n, err := Start(context.Background(), c)
	if err != nil {
		return err
	}
	fmt.Println(n.URL())
	<-n.Done()
	return n.Close()
}

// spawn runs a chain in a process of its own and returns once it answers.
func spawn(t *testing.T, c Config) (*exec.Cmd, *ethclient.Client) {
	t.Helper()
	raw, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childConfig+"="+string(raw))
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Kill(); cmd.Wait() })
	url, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("the chain process said nothing: %v", err)
	}
	return cmd, dial(t, strings.TrimSpace(url))
}

func TestKillLosesNothing(t *testing.T) {
	c := Config{Dir: t.TempDir()}
	var known []*types.Receipt
	for round := range 3 {
		cmd, cl := spawn(t, c)
		for _, want := range known {
			got, err := cl.TransactionReceipt(t.Context(), want.TxHash)
			if err != nil || got.BlockHash != want.BlockHash {
				t.Fatalf("round %d: the transaction of block %s is lost: %v", round, want.BlockNumber, err)
			}
		}
		for range 7 {
			known = append(known, send(t, cl, transfer(t, uint64(len(known)))))
		}
		// Dead the moment the last receipt is seen.
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		cmd.Wait()
	}
	_, cl := start(t, c)
	nonce, err := cl.NonceAt(t.Context(), senderOf(t, transfer(t, 0)), nil)
	if err != nil || nonce != uint64(len(known)) {
		t.Fatalf("nonce is %d after %d transactions: %v", nonce, len(known), err)
	}
}

// Blocks that have left for the ancient store, the head among them, come back.
func TestReopensWithFrozenHead(t *testing.T) {
	c := Config{Dir: t.TempDir()}
	last := stopped(t, c, 5)
	kv, ancient := open(t, c)
	db, err := rawdb.Open(kv, rawdb.OpenOptions{Ancient: ancient})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.(interface{ Freeze() error }).Freeze(); err != nil {
		t.Fatal(err)
	}
	if frozen, err := db.Ancients(); err != nil || frozen != last.BlockNumber.Uint64()+1 {
		t.Fatalf("%d blocks are frozen, want %d: %v", frozen, last.BlockNumber.Uint64()+1, err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	_, cl := start(t, c)
	if r, err := cl.TransactionReceipt(t.Context(), last.TxHash); err != nil || r.BlockHash != last.BlockHash {
		t.Fatalf("the last transaction is lost: %v", err)
	}
	send(t, cl, transfer(t, 5))
}

// A block that was stored but not yet published when the process died is the
// head of the next run.
func TestAdoptsStoredBlock(t *testing.T) {
	c := Config{Dir: t.TempDir()}
	last := stopped(t, c, 2)
	kv, _ := open(t, c)
	db := rawdb.NewDatabase(kv) // without the ancient store, which takes final blocks at once
	number := last.BlockNumber.Uint64()
	parent := rawdb.ReadCanonicalHash(db, number-1)
	rawdb.WriteHeadHeaderHash(db, parent)
	rawdb.WriteHeadBlockHash(db, parent)
	rawdb.WriteHeadFastBlockHash(db, parent)
	rawdb.WriteFinalizedBlockHash(db, parent)
	rawdb.DeleteCanonicalHash(db, number)
	rawdb.DeleteTxLookupEntry(db, last.TxHash)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	_, cl := start(t, c)
	if r, err := cl.TransactionReceipt(t.Context(), last.TxHash); err != nil || r.BlockHash != last.BlockHash {
		t.Fatalf("block %s was not adopted: %v", last.BlockNumber, err)
	}
}

// stopped makes a chain with some transactions, stops it and gives the last receipt.
func stopped(t *testing.T, c Config, transactions uint64) *types.Receipt {
	t.Helper()
	n, err := Start(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	cl := dial(t, n.URL())
	var last *types.Receipt
	for i := range transactions {
		last = send(t, cl, transfer(t, i))
	}
	if err := n.Close(); err != nil {
		t.Fatal(err)
	}
	return last
}

// open gives the key-value store and the ancient directory of a stopped chain.
func open(t *testing.T, c Config) (*pebble.Database, string) {
	t.Helper()
	dir := filepath.Join(c.Dir, "devchain", "chaindata")
	kv, err := pebble.New(dir, 16, 16, "", false)
	if err != nil {
		t.Fatal(err)
	}
	return kv, filepath.Join(dir, "ancient")
}

func TestDirectoryHasOneUser(t *testing.T) {
	c := Config{Dir: t.TempDir()}
	start(t, c)
	if n, err := Start(t.Context(), c); err == nil {
		n.Close()
		t.Fatal("two chains share a directory")
	}
}

func TestAnotherGenesisIsRefused(t *testing.T) {
	c := Config{Dir: t.TempDir()}
	stopped(t, c, 0)
	c.Alloc = DeveloperAlloc()
	delete(c.Alloc, common.HexToAddress("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"))
	if n, err := Start(t.Context(), c); err == nil {
		n.Close()
		t.Fatal("a chain was opened with another genesis")
	}
}

func TestEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	n, err := Start(ctx, Config{})
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	<-n.Done()
	if err := n.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := dial(t, n.URL()).BlockNumber(t.Context()); err == nil {
		t.Fatal("the chain still answers")
	}
}

func senderOf(t *testing.T, tx *types.Transaction) common.Address {
	t.Helper()
	from, err := types.Sender(types.LatestSignerForChainID(tx.ChainId()), tx)
	if err != nil {
		t.Fatal(err)
	}
	return from
}
