package gateway_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"sync"
	"testing"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/engine/openai/upstreamtest"
	"github.com/hallmark-tee/hallmark/enclave/gateway/gatewaytest"
	"github.com/hallmark-tee/hallmark/envelope"
)

// childVariable names the folder on which the test binary becomes a gateway
// under load.
const childVariable = "HALLMARK_TEST_GATEWAY"

// TestKilledUnderLoad kills a gateway process under load, again and again: every
// receipt that it handed out is found again, the chain is whole, and nobody is
// charged twice.
func TestKilledUnderLoad(t *testing.T) {
	if dir := os.Getenv(childVariable); dir != "" {
		loadedGateway(t, dir)
		return
	}
	dir := t.TempDir()
	acknowledged := map[uint64]hallmark.Digest{}
	for round := range 3 {
		child := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestKilledUnderLoad$", "-test.timeout=60s")
		child.Env = append(os.Environ(), childVariable+"="+dir)
		out, err := child.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		lines.Buffer(nil, 1<<20)
		told := 0
		var said bytes.Buffer
		for lines.Scan() {
			var u hallmark.SignedUsage
			if json.Unmarshal(lines.Bytes(), &u) != nil {
				said.Write(append(lines.Bytes(), '\n')) // by the test binary
				continue
			}
			digest, err := envelope.CheckUsage(u)
			if err != nil {
				t.Fatal(err)
			}
			if before, twice := acknowledged[u.Receipt.Sequence]; twice && before != digest {
				t.Fatalf("two receipts with the number %d", u.Receipt.Sequence)
			}
			acknowledged[u.Receipt.Sequence] = digest
			if told++; told == 40+15*round {
				if err := child.Process.Kill(); err != nil {
					t.Fatal(err)
				}
			}
		}
		if err := child.Wait(); err == nil || told < 40 {
			t.Fatalf("the child ended by itself after %d receipts: %v\n%s", told, err, &said)
		}
	}
	w := gatewaytest.Open(t, dir, fixture(t, upstreamtest.Config{}), gatewaytest.Options{})
	all := mustReceipts(t, w)
	chained(t, w, all)
	for _, u := range all {
		if digest, err := envelope.CheckUsage(u); err != nil {
			t.Fatal(err)
		} else if want, ok := acknowledged[u.Receipt.Sequence]; ok && want != digest {
			t.Fatalf("receipt %d is another than was handed out", u.Receipt.Sequence)
		}
		delete(acknowledged, u.Receipt.Sequence)
	}
	if len(acknowledged) > 0 {
		t.Fatalf("%d receipts that were handed out are lost", len(acknowledged))
	}
}

// loadedGateway prints each receipt that its customers were given, until it is
// killed.
func loadedGateway(t *testing.T, dir string) {
	server := httptest.NewServer(upstreamtest.New(upstreamtest.Config{Chunks: 2, Prompt: 2}))
	defer server.Close()
	w := gatewaytest.Open(t, dir, server.URL+"/v1", gatewaytest.Options{Segment: 16 << 10})
	var mu sync.Mutex
	var wg sync.WaitGroup
	for range 8 {
		c := w.Customer(t, rich)
		wg.Go(func() {
			for t.Context().Err() == nil {
				a, err := c.Ask(t.Context(), w.Send, "POST", chat, ask)
				if err != nil {
					return
				}
				b, err := json.Marshal(a.Receipt)
				if err != nil {
					t.Error(err)
					return
				}
				mu.Lock()
				fmt.Printf("%s\n", b)
				mu.Unlock()
			}
		})
	}
	wg.Wait()
}
