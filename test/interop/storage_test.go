// Package interop holds conformance tests against independent implementations
// that are no part of the build: programs of other languages, installed by
// `make interop`. Without them the tests say so and skip.
package interop

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/hallmark-tee/hallmark/storage/merkle"
	"github.com/hallmark-tee/hallmark/storage/storagetest"
)

// TestStorageNpmClient: 0G's npm client stores and reads files of every edge
// size on the embedded node and computes the roots that we compute.
func TestStorageNpmClient(t *testing.T) {
	if _, err := os.Stat(filepath.Join("storage", "node_modules", "@0gfoundation", "0g-ts-sdk")); err != nil {
		t.Skip("0G's npm client is not installed; `make interop` installs it")
	}
	chain := storagetest.NewChain(t)
	dir := t.TempDir()
	job := map[string]any{"rpc": chain.URL, "indexer": chain.Node(t).URL(), "key": hexutil.Encode(crypto.FromECDSA(chain.Key))}
	sizes, files := map[string]int{}, []string{}
	for _, size := range storagetest.Sizes() {
		path := filepath.Join(dir, fmt.Sprint(size))
		if err := os.WriteFile(path, storagetest.Data(size), 0o600); err != nil {
			t.Fatal(err)
		}
		sizes[path] = size
		files = append(files, path)
	}
	job["files"] = files
	input, err := json.Marshal(job)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, "node", "roundtrip.mjs")
	cmd.Dir, cmd.Stdin, cmd.Stderr = "storage", bytes.NewReader(input), os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	lines := 0
	for s := bufio.NewScanner(bytes.NewReader(out)); s.Scan(); lines++ {
		var r struct{ Path, Root, Error string }
		if err := json.Unmarshal(s.Bytes(), &r); err != nil {
			t.Fatalf("%s: %v", s.Text(), err)
		}
		data := storagetest.Data(sizes[r.Path])
		want, err := merkle.Root(ctx, bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		back, _ := os.ReadFile(r.Path + ".back")
		if r.Error != "" || r.Root != want.String() || !bytes.Equal(back, data) {
			t.Errorf("%d bytes: root %s, want %s; %d bytes back; %s", len(data), r.Root, want, len(back), r.Error)
		}
	}
	if lines != len(files) {
		t.Errorf("%d of %d files were reported", lines, len(files))
	}
}
