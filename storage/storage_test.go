package storage_test

import (
	"bytes"
	"context"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/storage"
	"github.com/hallmark-tee/hallmark/storage/local"
	"github.com/hallmark-tee/hallmark/storage/storagetest"
)

func put(t testing.TB, c *storage.Client, data []byte) storage.Stored {
	t.Helper()
	s, err := c.Put(context.Background(), bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func get(c *storage.Client, root hallmark.Digest) ([]byte, error) {
	b, err := c.Open(context.Background(), root)
	if err != nil {
		return nil, err
	}
	defer b.Close()
	return io.ReadAll(b)
}

func TestRoundTripEverySize(t *testing.T) {
	chain := storagetest.NewChain(t)
	c := chain.Blobs(t, chain.Node(t))
	for _, size := range storagetest.Sizes() {
		data := storagetest.Data(size)
		fee, err := c.Fee(context.Background(), int64(size))
		if err != nil {
			t.Fatal(err)
		}
		s := put(t, c, data)
		if s.Fee != fee || fee.IsZero() || s.Tx == (common.Hash{}) {
			t.Errorf("%d bytes: paid %s in %s, estimated %s", size, s.Fee, s.Tx, fee)
		}
		info, err := c.Stat(context.Background(), s.Root)
		if want := (storage.Info{Root: s.Root, Size: int64(size), TxSeq: s.TxSeq, Finalized: true, Nodes: 1}); err != nil || info != want {
			t.Errorf("%d bytes: %+v, want %+v: %v", size, info, want, err)
		}
		if got, err := get(c, s.Root); err != nil || !bytes.Equal(got, data) {
			t.Errorf("%d bytes: read %d back: %v", size, len(got), err)
		}
	}
}

func TestPutPaysOnce(t *testing.T) {
	chain := storagetest.NewChain(t)
	node := chain.Node(t)
	c := chain.Blobs(t, node)
	data := storagetest.Data(600_000)
	first := put(t, c, data)
	again := put(t, c, data)
	if again.Root != first.Root || again.TxSeq != first.TxSeq || again.Tx != (common.Hash{}) || !again.Fee.IsZero() {
		t.Errorf("the second Put paid again: %+v after %+v", again, first)
	}
	// A node that has seen the submission but holds nothing gets the segments.
	empty := chain.Blobs(t, chain.Node(t))
	if s := put(t, empty, data); s.Tx != (common.Hash{}) || s.TxSeq != first.TxSeq {
		t.Errorf("filling an empty node paid: %+v", s)
	}
	if got, err := get(empty, first.Root); err != nil || !bytes.Equal(got, data) {
		t.Errorf("read %d bytes from the second node: %v", len(got), err)
	}
}

// TestFaults: whatever a node does wrong is refused with the segment's index,
// and another node's right answer is taken.
func TestFaults(t *testing.T) {
	chain := storagetest.NewChain(t)
	bad, good := chain.Node(t), chain.Node(t)
	data := storagetest.Data(5*262144 + 1000)
	alone := chain.BlobsWith(t, storage.Config{Nodes: []string{bad.URL()}, Attempts: 2, Timeout: time.Second})
	both := chain.BlobsWith(t, storage.Config{Nodes: []string{bad.URL(), good.URL()}, Timeout: 2 * time.Second})
	root := put(t, chain.Blobs(t, bad, good), data).Root
	cases := []struct {
		name  string
		fault local.Fault
		kind  hallmark.Kind
		text  string
	}{
		{"corrupt", local.Fault{Kind: local.Corrupt, Segment: 2}, hallmark.Tampered, "segment 2"},
		{"corrupt last", local.Fault{Kind: local.Corrupt, Segment: 5}, hallmark.Tampered, "segment 5"},
		{"truncated", local.Fault{Kind: local.Truncated, Segment: 3}, hallmark.Tampered, "segment 3"},
		{"truncated last", local.Fault{Kind: local.Truncated, Segment: 5}, hallmark.Tampered, "segment 5"},
		{"swapped", local.Fault{Kind: local.Swapped, Segment: 1}, hallmark.Tampered, "segment 1"},
		{"swapped with the last", local.Fault{Kind: local.Swapped, Segment: 4}, hallmark.Tampered, "segment 4"},
		{"wrong proof", local.Fault{Kind: local.WrongProof, Segment: 0}, hallmark.Tampered, "segment 0"},
		{"missing", local.Fault{Kind: local.Missing, Segment: 2}, hallmark.Unavailable, "segment 2"},
		{"dropped", local.Fault{Kind: local.Drop, Segment: 4}, hallmark.Unavailable, "segment 4"},
		{"slow", local.Fault{Kind: local.Slow, Segment: 1, Delay: time.Hour}, hallmark.Unavailable, "segment 1"},
		{"pruned", local.Fault{Kind: local.Pruned, Segment: -1}, hallmark.NotFound, "pruned"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			bad.Inject(root, tc.fault)
			defer bad.Heal()
			got, err := get(alone, root)
			if hallmark.KindOf(err) != tc.kind || err == nil || !strings.Contains(err.Error(), tc.text) {
				t.Errorf("one node: kind %s, want %s naming %q: %v", hallmark.KindOf(err), tc.kind, tc.text, err)
			}
			if !bytes.HasPrefix(data, got) {
				t.Error("wrong bytes were handed on before the error")
			}
			if got, err := get(both, root); err != nil || !bytes.Equal(got, data) {
				t.Errorf("two nodes: read %d bytes: %v", len(got), err)
			}
		})
	}
}

func TestTransientFaultIsRetried(t *testing.T) {
	chain := storagetest.NewChain(t)
	node := chain.Node(t)
	c := chain.Blobs(t, node)
	data := storagetest.Data(3 * 262144)
	root := put(t, c, data).Root
	node.Inject(root, local.Fault{Kind: local.Drop, Segment: 1, Times: 2})
	if got, err := get(c, root); err != nil || !bytes.Equal(got, data) {
		t.Errorf("read %d bytes: %v", len(got), err)
	}
}

func TestSeekAndCancel(t *testing.T) {
	chain := storagetest.NewChain(t)
	node := chain.Node(t)
	c := chain.Blobs(t, node)
	data := storagetest.Data(20*262144 + 17)
	root := put(t, c, data).Root
	ctx, cancel := context.WithCancel(context.Background())
	b, err := c.Open(ctx, root)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	for _, at := range []int64{0, 1, 262143, 262144, 3*262144 + 5, 100, int64(len(data)) - 1, int64(len(data))} {
		if _, err := b.Seek(at, io.SeekStart); err != nil {
			t.Fatal(err)
		}
		want := data[at:min(int(at)+300_000, len(data))]
		got := make([]byte, len(want))
		if _, err := io.ReadFull(b, got); err != nil || !bytes.Equal(got, want) {
			t.Fatalf("at %d: %v", at, err)
		}
	}
	if n, err := b.Read(make([]byte, 1)); n != 0 || err != io.EOF {
		t.Errorf("at the end: %d, %v", n, err)
	}
	node.Inject(root, local.Fault{Kind: local.Slow, Segment: 3, Delay: time.Hour})
	if _, err := b.Seek(3*262144, io.SeekStart); err != nil {
		t.Fatal(err)
	}
	time.AfterFunc(20*time.Millisecond, cancel)
	if _, err := b.Read(make([]byte, 1)); hallmark.KindOf(err) != hallmark.Cancelled {
		t.Errorf("after cancelling: kind %s: %v", hallmark.KindOf(err), err)
	}
}

func TestUnknownRoot(t *testing.T) {
	chain := storagetest.NewChain(t)
	c := chain.Blobs(t, chain.Node(t))
	if _, err := c.Open(context.Background(), hallmark.Digest{1}); hallmark.KindOf(err) != hallmark.NotFound {
		t.Errorf("kind %s: %v", hallmark.KindOf(err), err)
	}
	silent := chain.BlobsWith(t, storage.Config{Nodes: []string{"http://127.0.0.1:1"}, Attempts: 1})
	if _, err := silent.Open(context.Background(), hallmark.Digest{1}); hallmark.KindOf(err) != hallmark.Unavailable {
		t.Errorf("kind %s: %v", hallmark.KindOf(err), err)
	}
}

// TestShards: two nodes that hold every other segment each make one store.
func TestShards(t *testing.T) {
	chain := storagetest.NewChain(t)
	var nodes []*local.Node
	for id := range uint64(2) {
		cfg := chain.NodeConfig(t.TempDir())
		cfg.ShardID, cfg.Shards = id, 2
		nodes = append(nodes, chain.NodeWith(t, cfg))
	}
	c := chain.Blobs(t, nodes...)
	for _, size := range []int{100, 7*262144 + 9} {
		data := storagetest.Data(size)
		root := put(t, c, data).Root
		if got, err := get(c, root); err != nil || !bytes.Equal(got, data) {
			t.Errorf("%d bytes: read %d back: %v", size, len(got), err)
		}
	}
	half := chain.Blobs(t, nodes[0])
	if _, err := half.Put(context.Background(), strings.NewReader("x"), 1); hallmark.KindOf(err) != hallmark.Unavailable {
		t.Errorf("half of the shards: %v", err)
	}
}

func TestIndexer(t *testing.T) {
	chain := storagetest.NewChain(t)
	node := chain.Node(t)
	c := chain.BlobsWith(t, storage.Config{Indexer: node.URL(), Chain: chain.URL, Flow: chain.Flow, Submitter: chain.Submitter(t)})
	data := storagetest.Data(300_000)
	root := put(t, c, data).Root
	if got, err := get(c, root); err != nil || !bytes.Equal(got, data) {
		t.Errorf("read %d bytes: %v", len(got), err)
	}
}

// TestForeignFlow: a node cannot lead the payment to another contract.
func TestForeignFlow(t *testing.T) {
	chain := storagetest.NewChain(t)
	cfg := chain.NodeConfig(t.TempDir())
	cfg.Flow = common.Address{1}
	c := chain.Blobs(t, chain.NodeWith(t, cfg))
	if _, err := c.Put(context.Background(), strings.NewReader("x"), 1); hallmark.KindOf(err) != hallmark.Mismatch {
		t.Errorf("kind %s: %v", hallmark.KindOf(err), err)
	}
}
