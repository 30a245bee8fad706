package activities_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/httputil"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/collateral"
	"github.com/hallmark-tee/hallmark/contracts"
	"github.com/hallmark-tee/hallmark/contracts/devchain"
	"github.com/hallmark-tee/hallmark/enclave/wire"
	"github.com/hallmark-tee/hallmark/worker/outbox"
	"github.com/hallmark-tee/hallmark/worker/registrar"
	"github.com/hallmark-tee/hallmark/worker/workertest"
	"github.com/hallmark-tee/hallmark/workflows"
)

// between puts a proxy between worker and enclave that may alter the answer to
// paths with a suffix, or break off in the middle of it.
func between(t *testing.T, suffix string, alter func([]byte) []byte) *wire.Client {
	t.Helper()
	socket := filepath.Join(market.Dir, "enclave.sock")
	proxy := &httputil.ReverseProxy{
		Director: func(r *http.Request) { r.URL.Scheme, r.URL.Host = "http", "enclave" },
		Transport: &http.Transport{DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			var d net.Dialer
			return d.DialContext(ctx, "unix", socket)
		}},
		FlushInterval: -1,
		ModifyResponse: func(r *http.Response) error {
			if !strings.HasSuffix(r.Request.URL.Path, suffix) || r.StatusCode != http.StatusOK {
				return nil
			}
			b, err := io.ReadAll(r.Body)
			if err != nil {
				return err
			}
			r.Body.Close()
			changed := alter(b)
			r.Body = io.NopCloser(bytes.NewReader(changed))
			if len(changed) >= len(b) || json.Valid(b) { // else the length stays a lie: the answer breaks off
				r.ContentLength = int64(len(changed))
				r.Header.Set("Content-Length", strconv.Itoa(len(changed)))
			}
			return nil
		},
	}
	path := filepath.Join(t.TempDir(), "s")
	l, err := net.Listen("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	srv := &http.Server{Handler: proxy}
	go srv.Serve(l)
	t.Cleanup(func() { srv.Close() })
	c := wire.Dial(path)
	t.Cleanup(c.Close)
	return c
}

// TestAForgedSettlementCostsNoGas: what does not come from the order's enclave,
// for this job, within its cap, is refused before anything is sent.
func TestAForgedSettlementCostsNoGas(t *testing.T) {
	b := newBench(t)
	p := b.order(1, nil)
	b.upTo(p.ID, "publish")
	forge := func(change func(*hallmark.SignedSettlement)) func([]byte) []byte {
		return func(raw []byte) []byte {
			var s hallmark.SignedSettlement
			if err := json.Unmarshal(raw, &s); err != nil {
				t.Error(err)
			}
			change(&s)
			out, err := json.Marshal(s)
			if err != nil {
				t.Error(err)
			}
			return out
		}
	}
	own := func(s *hallmark.SignedSettlement) { // signed by the wrong key
		s.Signature = workertest.Sign(t, market.Stranger, market.Domain.Settlement(s.Settlement))
	}
	honest := b.Enclave
	for name, c := range map[string]struct {
		change func(*hallmark.SignedSettlement)
		kind   hallmark.Kind
	}{
		"another job":    {func(s *hallmark.SignedSettlement) { s.Settlement.JobID[0] ^= 1; own(s) }, hallmark.Mismatch},
		"above the cap":  {func(s *hallmark.SignedSettlement) { s.Settlement.Fee = workertest.Coins(2); own(s) }, hallmark.Mismatch},
		"a raised fee":   {func(s *hallmark.SignedSettlement) { s.Settlement.Fee = workertest.Coins(1) }, hallmark.Unauthenticated},
		"a foreign key":  {own, hallmark.Unauthenticated},
		"another secret": {func(s *hallmark.SignedSettlement) { s.WrappedKey[7] ^= 1 }, hallmark.Mismatch},
		"no signature":   {func(s *hallmark.SignedSettlement) { s.Signature = nil }, hallmark.Unauthenticated},
	} {
		t.Run(name, func(t *testing.T) {
			b.Enclave = between(t, "/release", forge(c.change))
			sent := market.Nonce(t)
			_, err := b.Confirm(t.Context(), b.step(p.ID, "confirm"))
			wantFault(t, err, c.kind)
			_, err = b.Settle(t.Context(), b.step(p.ID, "settle"))
			wantFault(t, err, hallmark.NotFound) // there is no result
			if market.Nonce(t) != sent || b.onChain(p.ID).Status != contracts.JobOpen {
				t.Error("something was sent")
			}
		})
	}
	t.Run("a record of another job", func(t *testing.T) {
		b.Enclave = between(t, "/confirm", func(raw []byte) []byte {
			return bytes.Replace(raw, []byte(p.ID.String()), []byte(hallmark.Digest{1}.String()), 1)
		})
		_, err := b.Confirm(t.Context(), b.step(p.ID, "confirm"))
		wantFault(t, err, hallmark.Mismatch)
	})
	b.Enclave = honest
	run(b, b.Confirm, b.step(p.ID, "confirm"))
	run(b, b.Settle, b.step(p.ID, "settle"))
	if b.onChain(p.ID).Status != contracts.JobCompleted {
		t.Error("the honest settlement did not pass")
	}
}

// TestAnArtifactThatBreaksOff is fetched again, and never uploaded in part.
func TestAnArtifactThatBreaksOff(t *testing.T) {
	b := newBench(t)
	p := b.order(1, nil)
	b.upTo(p.ID, "train")
	honest, sent := b.Enclave, market.Nonce(t)
	for name, alter := range map[string]func([]byte) []byte{
		"short":   func(raw []byte) []byte { return raw[:len(raw)/2] },
		"flipped": func(raw []byte) []byte { raw[len(raw)/2] ^= 1; return raw },
	} {
		b.Enclave = between(t, "/artifact", alter)
		_, err := b.Publish(t.Context(), b.step(p.ID, "publish"))
		wantFault(t, err, hallmark.Unavailable)
		if market.Nonce(t) != sent {
			t.Errorf("%s: an upload was paid", name)
		}
	}
	b.Enclave = honest
	run(b, b.Publish, b.step(p.ID, "publish"))
}

// TestEveryStepWithoutItsPeers: a peer that is down is a passing fault.
func TestEveryStepWithoutItsPeers(t *testing.T) {
	b := newBench(t)
	p := b.order(1, nil)
	steps := map[string]func(context.Context, workflows.Step) error{
		"open":    func(ctx context.Context, s workflows.Step) error { _, err := b.Open(ctx, s); return err },
		"fetch":   func(ctx context.Context, s workflows.Step) error { _, err := b.Fetch(ctx, s); return err },
		"train":   func(ctx context.Context, s workflows.Step) error { _, err := b.Train(ctx, s); return err },
		"publish": func(ctx context.Context, s workflows.Step) error { _, err := b.Publish(ctx, s); return err },
		"confirm": func(ctx context.Context, s workflows.Step) error { _, err := b.Confirm(ctx, s); return err },
		"settle":  func(ctx context.Context, s workflows.Step) error { _, err := b.Settle(ctx, s); return err },
		"cancel":  func(ctx context.Context, s workflows.Step) error { _, err := b.Cancel(ctx, s); return err },
		"return": func(ctx context.Context, s workflows.Step) error {
			_, err := b.Return(ctx, workflows.Return{Step: s, Reason: "x"})
			return err
		},
		"conclude": func(ctx context.Context, s workflows.Step) error {
			_, err := b.Conclude(ctx, workflows.Conclusion{Step: s, Result: workflows.FineTuneResult{State: hallmark.JobRefunded}})
			return err
		},
	}
	over, cancel := context.WithCancel(t.Context())
	cancel()
	if err := b.Journal.KeepCancel(p.ID, market.Cancel(t, p.ID)); err != nil {
		t.Fatal(err)
	}
	if err := b.Journal.KeepResult(p.ID, hallmark.JobResult{}); err != nil {
		t.Fatal(err)
	}
	sent, whole := market.Nonce(t), *b.Activities
	dead, node := whole, deadNode(t)
	send := outbox.New(node, node, b.Journal, market.Provider, devchain.DefaultChainID, outbox.Timing{})
	dead.Chain, dead.Enclave, dead.Outbox = contracts.New(node, market.At), deadEnclave(t), send
	dead.Registrar = registrar.New(dead.Chain, dead.Enclave, send, b.Journal, &collateral.Stapler{})
	for name, f := range steps {
		*b.Activities = whole
		// The worker is stopped, or the attempt timed out: nothing is decided.
		wantFault(t, f(over, b.step(p.ID, name)), hallmark.Unavailable)
		*b.Activities = dead
		wantFault(t, f(t.Context(), b.step(p.ID, name)), hallmark.Unavailable)
	}
	if market.Nonce(t) != sent || b.onChain(p.ID).Status != contracts.JobNone {
		t.Error("something was sent")
	}
	if j := b.job(p.ID); j.State.Final() {
		t.Errorf("the job ended: %+v", j)
	}
}
