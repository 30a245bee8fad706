package registrar_test

import (
	"context"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/contracts"
	"github.com/hallmark-tee/hallmark/contracts/devchain"
	"github.com/hallmark-tee/hallmark/envelope"
	"github.com/hallmark-tee/hallmark/worker/journal"
	"github.com/hallmark-tee/hallmark/worker/outbox"
	"github.com/hallmark-tee/hallmark/worker/registrar"
	"github.com/hallmark-tee/hallmark/worker/workertest"
)

var market *workertest.Market

func TestMain(m *testing.M) {
	os.Exit(workertest.Run(m, func(all *workertest.Market) { market = all }))
}

// counted counts the purposes that are sent.
type counted struct {
	*outbox.Outbox
	mu   sync.Mutex
	sent []string
}

func (c *counted) Do(ctx context.Context, purpose string, call contracts.Call) (hallmark.Digest, error) {
	c.mu.Lock()
	c.sent = append(c.sent, purpose)
	c.mu.Unlock()
	return c.Outbox.Do(ctx, purpose, call)
}

func (c *counted) take() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	out := c.sent
	c.sent = nil
	return out
}

// staples marks the evidence that it was shown.
type staples struct{}

func (staples) Staple(_ context.Context, e *hallmark.Evidence) { e.Endorsements.RIMs = [][]byte{{1}} }

func newRegistrar(t *testing.T) (*registrar.Registrar, *counted, *journal.Journal) {
	t.Helper()
	j, err := journal.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := j.Close(); err != nil {
			t.Error(err)
		}
	})
	c := &counted{Outbox: outbox.New(market.Node, market.Node, j, market.Provider, devchain.DefaultChainID, outbox.Timing{Poll: 2 * time.Millisecond})}
	return registrar.New(market.Chain, market.Enclave, c, j, staples{}), c, j
}

func TestAPlatformIsAdmittedOnceAndASignerRenewedAtHalfItsLife(t *testing.T) {
	r, sent, j := newRegistrar(t)
	first, err := r.Register(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if calls := sent.take(); len(calls) != 3 { // CA, platform, signer
		t.Fatalf("sent %v", calls)
	}
	_, kept, err := j.Registered(first)
	if err != nil || envelope.EvidenceDigest(kept.Evidence.Quote, kept.Evidence.RuntimeData) != first || kept.Tx.IsZero() {
		t.Fatalf("%+v, %v", kept.Tx, err)
	}
	if len(kept.Evidence.Endorsements.RIMs) != 1 || kept.Evidence.Endorsements.TCBInfo == nil {
		t.Error("the registered evidence was kept without what vendors say of it")
	}
	if again, err := r.Register(t.Context()); err != nil || again != first || len(sent.take()) != 0 {
		t.Errorf("registered again as %s, %v", again, err)
	}

	// A registration lasts seven days; it is renewed once half is over.
	market.Pass(t, 84*time.Hour-10*time.Minute)
	if again, err := r.Register(t.Context()); err != nil || again != first || len(sent.take()) != 0 {
		t.Errorf("renewed early as %s, %v", again, err)
	}
	market.Pass(t, 20*time.Minute)
	second, err := r.Register(t.Context())
	if calls := sent.take(); err != nil || second == first || len(calls) != 1 || !strings.HasSuffix(calls[0], "/0") {
		t.Errorf("renewed as %s by %v, %v", second, calls, err)
	}
	if _, _, err := j.Registered(first); err != nil {
		t.Errorf("the evidence of earlier receipts is gone: %v", err)
	}

	// A worker whose journal is new registers, but admits nothing again.
	fresh, sent, _ := newRegistrar(t)
	if _, err := fresh.Register(t.Context()); err != nil || len(sent.take()) != 1 {
		t.Errorf("%v, %v", sent.sent, err)
	}
}

func TestEnsureFollowsThePolicy(t *testing.T) {
	r, sent, _ := newRegistrar(t)
	proof := market.Proof(t, 3600)
	policy := contracts.PolicyProof(proof).Policy()
	first, err := r.Ensure(t.Context(), market.Info.Signer, policy, proof)
	if err != nil || first.IsZero() {
		t.Fatal(err)
	}
	sent.take()
	if again, err := r.Ensure(t.Context(), market.Info.Signer, policy, proof); err != nil || again != first || len(sent.take()) != 0 {
		t.Errorf("%s after %s, %v", again, first, err)
	}
	market.Pass(t, 31*time.Minute) // half of what this policy allows
	second, err := r.Ensure(t.Context(), market.Info.Signer, policy, proof)
	if err != nil || second == first || len(sent.take()) != 1 {
		t.Errorf("%s after %s, %v", second, first, err)
	}

	for name, c := range map[string]struct {
		signer hallmark.Address
		policy hallmark.Digest
		proof  hallmark.PolicyProof
		kind   hallmark.Kind
	}{
		"another signer":      {hallmark.Address{1}, policy, proof, hallmark.Lost},
		"another policy":      {market.Info.Signer, hallmark.Digest{1}, proof, hallmark.AgainstPolicy},
		"another measurement": {market.Info.Signer, contracts.PolicyProof(workertest.ProofOf(t, hallmark.Digest{5})).Policy(), workertest.ProofOf(t, hallmark.Digest{5}), hallmark.AgainstPolicy},
	} {
		if _, err := r.Ensure(t.Context(), c.signer, c.policy, c.proof); hallmark.KindOf(err) != c.kind {
			t.Errorf("%s: %v, want %v", name, err, c.kind)
		}
	}
}

func TestManyStepsNeedOneRegistration(t *testing.T) {
	r, sent, _ := newRegistrar(t)
	proof := market.Proof(t, 86400)
	policy := contracts.PolicyProof(proof).Policy()
	var wg sync.WaitGroup
	digests := make([]hallmark.Digest, 6)
	for i := range digests {
		wg.Go(func() {
			var err error
			if digests[i], err = r.Ensure(t.Context(), market.Info.Signer, policy, proof); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	for _, d := range digests {
		if d != digests[0] {
			t.Errorf("%v", digests)
		}
	}
	if calls := sent.take(); len(calls) > 3 {
		t.Errorf("sent %v", calls)
	}
}
