package local_test

import (
	"bufio"
	"bytes"
	"context"
	"crypto/ecdsa"
	"fmt"
	"io"
	"log/slog"
	"math/big"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	zgcommon "github.com/0gfoundation/0g-storage-client/common"
	"github.com/0gfoundation/0g-storage-client/core"
	"github.com/0gfoundation/0g-storage-client/node"
	"github.com/0gfoundation/0g-storage-client/transfer"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/rpc"
	providers "github.com/openweb3/go-rpc-provider/provider_wrapper"
	"github.com/openweb3/web3go"
	"github.com/openweb3/web3go/signers"
	"github.com/sirupsen/logrus"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/storage"
	"github.com/hallmark-tee/hallmark/storage/local"
	"github.com/hallmark-tee/hallmark/storage/storagetest"
)

// goClient is the unmodified Go client of 0G on one node.
type goClient struct {
	uploader   *transfer.Uploader
	downloader *transfer.Downloader
	node       *node.ZgsClient
}

func newGoClient(t testing.TB, chain *storagetest.Chain, n *local.Node) *goClient {
	t.Helper()
	logrus.SetOutput(io.Discard) // it logs to the global logger
	wallet, err := signers.NewSignerManagerByPrivateKeyStrings([]string{hexutil.Encode(crypto.FromECDSA(chain.Key))})
	if err != nil {
		t.Fatal(err)
	}
	w3, err := web3go.NewClientWithOption(chain.URL, web3go.ClientOption{SignerManager: wallet})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w3.Close)
	quiet := logrus.New() // with the zero LogOption the client panics wherever it has to wait: it logs at level "panic"
	quiet.SetOutput(io.Discard)
	up, closer, err := transfer.NewUploaderFromConfig(context.Background(), w3, transfer.UploaderConfig{
		Nodes: []string{n.URL()}, ProviderOption: providers.Option{RequestTimeout: time.Minute}, LogOption: zgcommon.LogOption{Logger: quiet},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(closer)
	client, err := node.NewZgsClient(n.URL(), nil, providers.Option{RequestTimeout: time.Minute})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	down, err := transfer.NewDownloader([]*node.ZgsClient{client})
	if err != nil {
		t.Fatal(err)
	}
	return &goClient{up, down, client}
}

// TestGoClientRoundTripsEverySize uploads all sizes at once, because the
// client polls once a second, and downloads them with proofs.
func TestGoClientRoundTripsEverySize(t *testing.T) {
	t.Parallel() // 0G's client waits whole seconds
	chain := storagetest.NewChain(t)
	c := newGoClient(t, chain, chain.Node(t))
	dir := t.TempDir()
	var datas []core.IterableData
	var options []transfer.UploadOption
	for _, size := range storagetest.Sizes() {
		path := filepath.Join(dir, fmt.Sprint(size))
		if err := os.WriteFile(path, storagetest.Data(size), 0o600); err != nil {
			t.Fatal(err)
		}
		file, err := core.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		datas = append(datas, file)
		options = append(options, transfer.UploadOption{Tags: []byte{}})
	}
	_, roots, err := c.uploader.BatchUpload(context.Background(), datas, transfer.BatchUploadOption{DataOptions: options, Method: "random"})
	if err != nil {
		t.Fatal(err)
	}
	for i, size := range storagetest.Sizes() {
		out := filepath.Join(dir, fmt.Sprintf("%d.back", size))
		if err := c.downloader.Download(context.Background(), roots[i].Hex(), out, true); err != nil {
			t.Errorf("%d bytes: %v", size, err)
			continue
		}
		if got, err := os.ReadFile(out); err != nil || !bytes.Equal(got, storagetest.Data(size)) {
			t.Errorf("%d bytes: read %d back: %v", size, len(got), err)
		}
	}
}

// TestGoClientSingleUploads takes the client's other ways: small, fast and
// slow single uploads, and the same file a second time.
func TestGoClientSingleUploads(t *testing.T) {
	t.Parallel() // 0G's client waits whole seconds
	chain := storagetest.NewChain(t)
	c := newGoClient(t, chain, chain.Node(t))
	for _, tc := range []struct {
		name string
		size int
		opt  transfer.UploadOption
	}{
		{"fast", 1000, transfer.UploadOption{FastMode: true}},
		{"parallel", 300_000, transfer.UploadOption{}},
		{"slow", 3 << 20, transfer.UploadOption{}},
		{"again", 3 << 20, transfer.UploadOption{}},
	} {
		data, err := core.NewDataInMemory(storagetest.Data(tc.size))
		if err != nil {
			t.Fatal(err)
		}
		_, root, err := c.uploader.Upload(context.Background(), data, tc.opt)
		if err != nil {
			t.Fatalf("%s: %v", tc.name, err)
		}
		out := filepath.Join(t.TempDir(), "back")
		if err := c.downloader.Download(context.Background(), root.Hex(), out, true); err != nil {
			t.Fatalf("%s: %v", tc.name, err)
		}
		if got, _ := os.ReadFile(out); !bytes.Equal(got, storagetest.Data(tc.size)) {
			t.Errorf("%s: read %d bytes back", tc.name, len(got))
		}
	}
}

// TestErrorTexts pins the words that 0G's clients compare.
func TestErrorTexts(t *testing.T) {
	t.Parallel() // 0G's client waits whole seconds
	chain := storagetest.NewChain(t)
	n := chain.Node(t)
	c := newGoClient(t, chain, n)
	ours := chain.Blobs(t, n)
	data := storagetest.Data(300_000)
	stored, err := ours.Put(context.Background(), bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	ctx, root := context.Background(), common.Hash(stored.Root)
	seg, err := c.node.DownloadSegmentWithProof(ctx, root, 1)
	if err != nil || seg == nil {
		t.Fatal(err)
	}
	edit := func(change func(s *node.SegmentWithProof)) node.SegmentWithProof {
		s := *seg
		s.Data = bytes.Clone(s.Data)
		change(&s)
		return s
	}
	upload := func(change func(s *node.SegmentWithProof)) error {
		_, err := c.node.UploadSegmentByTxSeq(ctx, edit(change), stored.TxSeq)
		return err
	}
	large, small := foreign(t, 11<<20), foreign(t, 300)
	cases := map[string]struct {
		err  error
		want string
	}{
		"finalized":  {upload(func(s *node.SegmentWithProof) {}), "Invalid params: root; data: already uploaded and finalized"},
		"length":     {upload(func(s *node.SegmentWithProof) { s.Data = s.Data[:256] }), "Invalid params: data; data: invalid data length"},
		"index":      {upload(func(s *node.SegmentWithProof) { s.Index = 9 }), "Invalid params: index; data: index out of bound"},
		"other size": {upload(func(s *node.SegmentWithProof) { s.FileSize--; s.Data[len(s.Data)-1] = 0 }), "Invalid params: "},
		"corrupt":    {upload(func(s *node.SegmentWithProof) { s.Data[0] ^= 1 }), "Invalid params: proof"},
		"chunks": {func() error { _, err := c.node.DownloadSegment(ctx, root, 0, 1025); return err }(),
			"Invalid params: end_index; data: exceeds maximum chunks 1024"},
		"download index": {func() error { _, err := c.node.DownloadSegmentWithProof(ctx, root, 2); return err }(),
			"Invalid params: index; data: index out of bound"},
		"large before its transaction": {func() error { _, err := c.node.UploadSegment(ctx, large); return err }(),
			"Invalid params: file_size; data: caching of large file when tx is unavailable is not supported"},
		"foreign to the submission": {func() error { _, err := c.node.UploadSegmentByTxSeq(ctx, small, stored.TxSeq); return err }(),
			"data root and tx seq not match"},
	}
	for name, tc := range cases {
		if tc.err == nil || !strings.Contains(tc.err.Error(), tc.want) {
			t.Errorf("%s: %v, want %q", name, tc.err, tc.want)
		}
	}
	for name, got := range map[string]func() (bool, error){
		"unknown file":       func() (bool, error) { i, err := c.node.GetFileInfo(ctx, common.Hash{9}, true); return i == nil, err },
		"unknown submission": func() (bool, error) { i, err := c.node.GetFileInfoByTxSeq(ctx, 99); return i == nil, err },
		"unknown finality": func() (bool, error) {
			i, err := c.node.CheckFileFinalized(ctx, node.TxSeqOrRoot{Root: common.Hash{9}})
			return i == nil, err
		},
		"finality by root": func() (bool, error) {
			i, err := c.node.CheckFileFinalized(ctx, node.TxSeqOrRoot{Root: root})
			return i != nil && *i, err
		},
		"unknown segment": func() (bool, error) {
			s, err := c.node.DownloadSegmentWithProof(ctx, common.Hash{9}, 0)
			return s == nil, err
		},
		"chunks": func() (bool, error) {
			got, err := c.node.DownloadSegment(ctx, root, 1000, 1030)
			return bytes.Equal(got, data[1000*256:1030*256]), err
		},
		"status": func() (bool, error) {
			s, err := c.node.GetStatus(ctx)
			return s.NetworkIdentity.FlowContractAddress == chain.Flow && s.NetworkIdentity.ChainId == 1337 && s.NextTxSeq == 1, err
		},
	} {
		if ok, err := got(); !ok || err != nil {
			t.Errorf("%s: %v, %v", name, ok, err)
		}
	}
}

// foreign is the first segment of a file that nobody submitted.
func foreign(t testing.TB, size int) node.SegmentWithProof {
	data, err := core.NewDataInMemory(storagetest.Data(size))
	if err != nil {
		t.Fatal(err)
	}
	tree, err := core.MerkleTree(data)
	if err != nil {
		t.Fatal(err)
	}
	first := make([]byte, min((size+255)/256*256, core.DefaultSegmentSize))
	copy(first, storagetest.Data(size))
	return node.SegmentWithProof{Root: tree.Root(), Data: first, Proof: tree.ProofAt(0), FileSize: uint64(size)}
}

// TestBodyLimit: a request above 100 MB is refused before it is read.
func TestBodyLimit(t *testing.T) {
	chain := storagetest.NewChain(t)
	conn, err := net.Dial("tcp", strings.TrimPrefix(chain.Node(t).URL(), "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	fmt.Fprintf(conn, "POST / HTTP/1.1\r\nHost: node\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n", 100<<20+1)
	resp, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil || resp.StatusCode != http.StatusRequestEntityTooLarge {
		t.Errorf("%+v, %v", resp, err)
	}
}

// TestBatchAndOddRequests: what does not fit the short way is still answered.
func TestBatchAndOddRequests(t *testing.T) {
	chain := storagetest.NewChain(t)
	n := chain.Node(t)
	data := storagetest.Data(300_000)
	stored, err := chain.Blobs(t, n).Put(context.Background(), bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	client, err := rpc.Dial(n.URL())
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	var seg node.SegmentWithProof
	var part []byte
	var nodes any
	batch := []rpc.BatchElem{
		{Method: "zgs_downloadSegmentWithProof", Args: []any{stored.Root, 1}, Result: &seg},
		{Method: "zgs_downloadSegment", Args: []any{stored.Root, 0, 2}, Result: &part},
		{Method: "indexer_getSelectedNodes", Args: []any{1, "random", true, []string{}}, Result: &nodes},
		{Method: "indexer_getFileLocations", Args: []any{stored.Root}, Result: &nodes},
		{Method: "indexer_getNodeLocations", Result: &nodes},
		{Method: "indexer_getShardedNodes", Result: &nodes},
	}
	if err := client.BatchCall(batch); err != nil {
		t.Fatal(err)
	}
	for _, b := range batch {
		if b.Error != nil {
			t.Errorf("%s: %v", b.Method, b.Error)
		}
	}
	if !bytes.Equal(part, data[:512]) || !bytes.HasPrefix(seg.Data, data[262144:]) {
		t.Error("the batch answered with other bytes")
	}
	if err := client.Call(nil, "zgs_downloadSegmentWithProof", "no root", 1); err == nil {
		t.Error("a malformed root was accepted")
	}
	resp, err := http.Post(n.URL(), "text/plain", strings.NewReader(`{"jsonrpc":"2.0","id":1,"method":"zgs_getStatus","params":[]}`))
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusUnsupportedMediaType {
		t.Errorf("a request that any web page could send: %s", resp.Status)
	}
}

// TestReorg: a submission that the chain takes back is forgotten.
func TestReorg(t *testing.T) {
	chain := storagetest.NewChain(t)
	n := chain.Node(t)
	c := chain.Blobs(t, n)
	parent, err := chain.Client.HeaderByNumber(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	stored, err := c.Put(context.Background(), strings.NewReader("soon gone"), 9)
	if err != nil {
		t.Fatal(err)
	}
	chain.Reorganise(t, parent.Hash())
	deadline := time.Now().Add(30 * time.Second)
	for {
		var info *node.FileInfo
		client, err := rpc.Dial(n.URL())
		if err != nil {
			t.Fatal(err)
		}
		err = client.Call(&info, "zgs_getFileInfoByTxSeq", stored.TxSeq)
		client.Close()
		if err == nil && info == nil {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("the node still knows the submission: %+v, %v", info, err)
		}
		time.Sleep(10 * time.Millisecond)
	}
}

func TestDeployFlowIsRepeatable(t *testing.T) {
	chain := storagetest.NewChain(t)
	first, second := deployTwice(t, chain, chain.Key)
	if first != second {
		t.Errorf("deployed at %s and %s", first, second)
	}
	if want, _ := local.FlowAddresses(crypto.PubkeyToAddress(chain.Key.PublicKey)); want != first {
		t.Errorf("deployed at %s, foretold at %s", first, want)
	}
	other := storagetest.NewChain(t)
	if _, err := other.Submitter(t).SubmitFlow(context.Background(), other.Flow, new(big.Int), crypto.Keccak256([]byte("market()"))[:4]); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	if _, _, err := local.DeployFlow(ctx, other.URL, other.Key); hallmark.KindOf(err) != hallmark.Conflict {
		t.Errorf("a used key: kind %s: %v", hallmark.KindOf(err), err)
	}
}

func deployTwice(t *testing.T, chain *storagetest.Chain, key *ecdsa.PrivateKey) (first, second common.Address) {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	var err error
	if first, _, err = local.DeployFlow(ctx, chain.URL, key); err != nil {
		t.Fatal(err)
	}
	if second, _, err = local.DeployFlow(ctx, chain.URL, key); err != nil {
		t.Fatal(err)
	}
	return first, second
}

// TestKilledNode runs the node as a process of its own, kills it in the middle
// of an upload, and finds what was stored after a restart.
func TestKilledNode(t *testing.T) {
	if dir := os.Getenv("HALLMARK_TEST_NODE_DIR"); dir != "" {
		serveUntilKilled(dir)
	}
	t.Parallel()
	chain := storagetest.NewChain(t)
	dir := t.TempDir()
	data, half := storagetest.Data(3<<20+5), storagetest.Data(2<<20)
	cmd, url := spawn(t, chain, dir)
	c := chain.BlobsWith(t, storage.Config{Nodes: []string{url}, Chain: chain.URL, Flow: chain.Flow, Submitter: chain.Submitter(t)})
	stored, err := c.Put(context.Background(), bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	killed := make(chan struct{})
	_, err = c.Put(ctx, &tripwire{r: bytes.NewReader(half), reads: 12, trip: func() { // 8 reads to hash, then segments are sent
		cmd.Process.Kill()
		cmd.Wait()
		cancel()
		close(killed)
	}}, int64(len(half)))
	if err == nil {
		t.Fatal("the upload survived the node's death")
	}
	<-killed
	_, url = spawn(t, chain, dir)
	c = chain.BlobsWith(t, storage.Config{Nodes: []string{url}, Chain: chain.URL, Flow: chain.Flow, Submitter: chain.Submitter(t)})
	b, err := c.Open(context.Background(), stored.Root)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	if got, err := io.ReadAll(b); err != nil || !bytes.Equal(got, data) {
		t.Errorf("read %d bytes after the restart: %v", len(got), err)
	}
	again, err := c.Put(context.Background(), bytes.NewReader(half), int64(len(half)))
	if err != nil || again.Tx != (common.Hash{}) {
		t.Errorf("continuing the upload: %+v, %v", again, err)
	}
}

// tripwire calls trip at one of its reads.
type tripwire struct {
	r     io.ReaderAt
	reads int64
	trip  func()
	count atomic.Int64
}

func (w *tripwire) ReadAt(p []byte, off int64) (int, error) {
	if w.count.Add(1) == w.reads {
		w.trip()
	}
	return w.r.ReadAt(p, off)
}

// spawn starts this test binary as a storage node and returns its URL.
func spawn(t *testing.T, chain *storagetest.Chain, dir string) (*exec.Cmd, string) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=TestKilledNode")
	cmd.Env = append(os.Environ(), "HALLMARK_TEST_NODE_DIR="+dir, "HALLMARK_TEST_CHAIN="+chain.URL, "HALLMARK_TEST_FLOW="+chain.Flow.Hex())
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Kill()
		cmd.Wait()
	})
	var url string
	if _, err := fmt.Fscanln(out, &url); err != nil {
		t.Fatal(err)
	}
	return cmd, url
}

func serveUntilKilled(dir string) {
	n, err := local.Start(context.Background(), local.Config{
		Dir: dir, Chain: os.Getenv("HALLMARK_TEST_CHAIN"), Flow: common.HexToAddress(os.Getenv("HALLMARK_TEST_FLOW")),
		Poll: 20 * time.Millisecond, Log: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(n.URL())
	select {}
}
