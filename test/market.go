// Package test holds what the tests that run whole markets share: where the
// built programs are, and a small job to run. It has no tests of its own.
package test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation"
	"github.com/hallmark-tee/hallmark/dataset"
	"github.com/hallmark-tee/hallmark/devnet"
	"github.com/hallmark-tee/hallmark/devnet/assets"
	"github.com/hallmark-tee/hallmark/sdk"
	"github.com/hallmark-tee/hallmark/sdk/wallet"
	"github.com/hallmark-tee/hallmark/worker/settle"
)

// Programs is the folder of the built programs, found upwards from the test's
// folder; without them the test is skipped, since `make test` builds them
// first.
func Programs(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err != nil {
			continue
		}
		bin := filepath.Join(dir, "bin")
		for _, name := range []string{"hallmark", "hallmark-worker", "hallmark-enclave", "hallmark-temporal", "hallmark-verify"} {
			if _, err := os.Stat(filepath.Join(bin, name)); err != nil {
				t.Skipf("bin/%s is not built: run `make build` first", name)
			}
		}
		return bin
	}
	t.Fatal("no go.mod above the test")
	return ""
}

// StartMarket runs a market in a folder of its own until the test ends; change
// may alter its configuration.
func StartMarket(t testing.TB, change ...func(*devnet.Config)) (*devnet.Market, string) {
	t.Helper()
	bin := Programs(t)
	dir, err := os.MkdirTemp("", "hm") // short: a unix socket's path is limited
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	cfg := devnet.Config{Dir: dir, Bin: bin, Settle: settle.Plan{Every: 2}}
	for _, c := range change {
		c(&cfg)
	}
	m, err := devnet.Start(ctx, cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := m.Close(); err != nil {
			t.Errorf("stop the market: %v", err)
		}
		if t.Failed() {
			for _, name := range []string{"worker", "enclave", "temporal", "chain", "storage"} {
				b, _ := os.ReadFile(filepath.Join(dir, "logs", name+".log"))
				t.Logf("the end of %s.log:\n%s", name, b[max(0, len(b)-3000):])
			}
		}
	})
	return m, dir
}

// Rows writes the first n rows of the demo dataset to a file.
func Rows(t testing.TB, n int) string {
	t.Helper()
	all, err := fs.ReadFile(assets.Demo(), "train.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	end, seen := 0, 0
	for ; end < len(all) && seen < n; end++ {
		if all[end] == '\n' {
			seen++
		}
	}
	path := filepath.Join(t.TempDir(), "rows.jsonl")
	if err := os.WriteFile(path, all[:end], 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// User is the development user, connected to the market's worker.
type User struct {
	*sdk.Market
	Worker   *sdk.Worker
	Provider hallmark.Provider
	policy   attestation.Policy
}

// Connect connects the development user; after a worker's restart, again.
func Connect(t testing.TB, m *devnet.Market) *User {
	t.Helper()
	key, err := devnet.UserKey()
	if err != nil {
		t.Fatal(err)
	}
	market, err := sdk.Open(t.Context(), m.Network, wallet.New(key))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(market.Close)
	u := &User{Market: market}
	if u.Worker, u.Provider, err = market.Worker(t.Context(), m.Network.Worker); err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(m.Network.Policy)
	if err != nil {
		t.Fatal(err)
	}
	if u.policy, err = attestation.ParsePolicy(raw); err != nil {
		t.Fatal(err)
	}
	return u
}

// Submit does everything that `job submit` does.
func (u *User) Submit(t testing.TB, path string, cfg hallmark.TrainingConfig, within time.Duration) (hallmark.JobID, hallmark.SignedOrder) {
	t.Helper()
	ctx := t.Context()
	fail := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	rows, _, err := sdk.CheckDataset(path, dataset.Options{})
	fail(err)
	vetted, err := u.Vet(ctx, u.Worker, u.Provider, u.policy)
	fail(err)
	model, err := sdk.ModelNamed(u.Provider, "")
	fail(err)
	estimate, err := u.Worker.Estimate(ctx, u.Provider, model, rows, cfg)
	fail(err)
	_, err = u.Fund(ctx, u.Provider.Provider, estimate.Fee)
	fail(err)
	pushed, err := u.Push(ctx, path, vetted.Runtime.Recipient)
	fail(err)
	id, order, err := u.Sign(ctx, vetted, estimate, pushed, sdk.Terms{Config: cfg, Within: within})
	fail(err)
	_, err = u.Worker.Submit(ctx, order)
	fail(err)
	return id, order
}

// Policy is the one that the market was started with.
func (u *User) Policy() attestation.Policy { return u.policy }

// Until follows a job until an event satisfies the condition.
func (u *User) Until(t testing.TB, id hallmark.JobID, after uint64, done func(hallmark.JobEvent) bool) hallmark.JobEvent {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	var last hallmark.JobEvent
	err := u.Worker.Follow(ctx, id, after, func(e hallmark.JobEvent) error {
		last = e
		if done(e) {
			return errFound
		}
		return nil
	})
	if !errors.Is(err, errFound) {
		t.Fatalf("the event did not come; the last was %+v, %v", last, err)
	}
	return last
}

var errFound = hallmark.Errorf(hallmark.Cancelled, "found")
