package activities_test

import (
	"context"
	"crypto/ecdsa"
	"errors"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/ethclient"
	"go.temporal.io/sdk/temporal"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/collateral"
	"github.com/hallmark-tee/hallmark/contracts"
	"github.com/hallmark-tee/hallmark/contracts/devchain"
	"github.com/hallmark-tee/hallmark/enclave/wire"
	"github.com/hallmark-tee/hallmark/storage"
	"github.com/hallmark-tee/hallmark/worker/activities"
	"github.com/hallmark-tee/hallmark/worker/journal"
	"github.com/hallmark-tee/hallmark/worker/outbox"
	"github.com/hallmark-tee/hallmark/worker/registrar"
	"github.com/hallmark-tee/hallmark/worker/workertest"
	"github.com/hallmark-tee/hallmark/workflows"
)

// market is the one market of this package's tests, see workertest.Market.
var market *workertest.Market

func TestMain(m *testing.M) {
	os.Exit(workertest.Run(m, func(all *workertest.Market) { market = all }))
}

// bench is a worker without Temporal: the test calls its steps.
type bench struct {
	*activities.Activities
	t   *testing.T
	dir string
	n   int
}

func newBench(t *testing.T) *bench {
	t.Helper()
	b := &bench{t: t, dir: t.TempDir()}
	b.restart()
	t.Cleanup(func() {
		if err := b.Journal.Close(); err != nil {
			t.Error(err)
		}
	})
	return b
}

// restart is what a worker that was killed starts with: its journal and spool.
func (b *bench) restart() {
	b.t.Helper()
	if b.Activities != nil {
		if err := b.Journal.Close(); err != nil {
			b.t.Fatal(err)
		}
	}
	j, err := journal.Open(b.dir)
	if err != nil {
		b.t.Fatal(err)
	}
	send := outbox.New(market.Node, market.Node, j, market.Provider, devchain.DefaultChainID, outbox.Timing{Poll: 2 * time.Millisecond})
	blobs, err := storage.New(storage.Config{
		Indexer: market.Storage.URL(), Chain: market.URL, Flow: market.Flow, Submitter: outbox.Flow{Outbox: send}, Attempts: 1,
	})
	if err != nil {
		b.t.Fatal(err)
	}
	b.t.Cleanup(blobs.Close)
	b.Activities = &activities.Activities{
		Journal: j, Outbox: send, Chain: market.Chain, Enclave: market.Enclave, Storage: blobs,
		Registrar: registrar.New(market.Chain, market.Enclave, send, j, &collateral.Stapler{}),
		Domain:    market.Domain, Spool: filepath.Join(b.dir, "spool"), Log: slog.New(slog.DiscardHandler),
	}
}

// accept takes an order as the API does.
func (b *bench) accept(p workertest.Parcel) workertest.Parcel {
	b.t.Helper()
	o := p.Signed.Order
	_, _, err := b.Journal.Accept(p.ID, p.Signed, hallmark.Job{
		ID: p.ID, User: o.User, State: hallmark.JobAccepted, Model: "tiny", MaxFee: o.MaxFee, Deadline: o.Deadline,
	})
	if err != nil {
		b.t.Fatal(err)
	}
	return p
}

// order is a small accepted job.
func (b *bench) order(epochs int, edit func(*hallmark.SignedOrder)) workertest.Parcel {
	b.t.Helper()
	return b.accept(market.Order(b.t, workertest.Training(epochs), workertest.Rows(16), edit))
}

func (b *bench) step(id hallmark.JobID, name string) workflows.Step {
	b.n++
	return workflows.Step{Job: id, Name: name, N: b.n}
}

// run calls a step and requires success and the echo of its name.
func run[T any](b *bench, f func(context.Context, workflows.Step) (T, error), s workflows.Step) T {
	b.t.Helper()
	out, err := f(b.t.Context(), s)
	if err != nil {
		b.t.Fatalf("%s: %v", s.Name, err)
	}
	return out
}

// twice delivers a step twice, the second time to a restarted worker, and
// requires the same answer and no transaction more.
func twice[T comparable](b *bench, f func(context.Context, workflows.Step) (T, error), again func() func(context.Context, workflows.Step) (T, error), s workflows.Step) T {
	b.t.Helper()
	first := run(b, f, s)
	sent := market.Nonce(b.t)
	b.restart()
	second := run(b, again(), s)
	if first != second {
		b.t.Errorf("%s answered %+v, then %+v", s.Name, first, second)
	}
	if n := market.Nonce(b.t); n != sent {
		b.t.Errorf("%s sent %d transactions more when it was delivered again", s.Name, n-sent)
	}
	return first
}

// upTo runs a job up to and including a step.
func (b *bench) upTo(id hallmark.JobID, last string) {
	b.t.Helper()
	for _, s := range []struct {
		name string
		run  func()
	}{
		{"open", func() { run(b, b.Open, b.step(id, "open")) }},
		{"fetch", func() { run(b, b.Fetch, b.step(id, "fetch")) }},
		{"train", func() { run(b, b.Train, b.step(id, "train")) }},
		{"publish", func() { run(b, b.Publish, b.step(id, "publish")) }},
		{"confirm", func() { run(b, b.Confirm, b.step(id, "confirm")) }},
		{"settle", func() { run(b, b.Settle, b.step(id, "settle")) }},
	} {
		s.run()
		if s.name == last {
			return
		}
	}
	b.t.Fatalf("no step %s", last)
}

func (b *bench) job(id hallmark.JobID) hallmark.Job {
	b.t.Helper()
	j, err := b.Journal.Job(id)
	if err != nil {
		b.t.Fatal(err)
	}
	return j
}

func (b *bench) onChain(id hallmark.JobID) contracts.Job {
	b.t.Helper()
	j, err := market.Chain.Job(b.t.Context(), id)
	if err != nil {
		b.t.Fatal(err)
	}
	return j
}

func locked(t *testing.T) hallmark.Amount {
	t.Helper()
	a, err := market.Chain.SubAccount(t.Context(), hallmark.Address(address(market.User)), hallmark.Address(address(market.Provider)))
	if err != nil {
		t.Fatal(err)
	}
	return a.Locked
}

func claimable(t *testing.T) hallmark.Amount {
	t.Helper()
	v, err := market.Chain.Claimable(t.Context(), hallmark.Address(address(market.Provider)))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// wantFault requires the kind that Temporal is told, and whether it retries.
func wantFault(t *testing.T, err error, want hallmark.Kind) {
	t.Helper()
	var app *temporal.ApplicationError
	if !errors.As(err, &app) {
		t.Fatalf("got %v, want a fault of kind %v", err, want)
	}
	if app.Type() != want.String() || app.NonRetryable() == want.Retryable() {
		t.Fatalf("got %s (final %t): %v; want %v", app.Type(), app.NonRetryable(), err, want)
	}
}

func address(k *ecdsa.PrivateKey) common.Address { return common.Address(workertest.Address(k)) }

// deadEnclave is a client of a socket that nobody answers.
func deadEnclave(t *testing.T) *wire.Client {
	c := wire.Dial(filepath.Join(t.TempDir(), "nobody.sock"))
	t.Cleanup(c.Close)
	return c
}

// deadNode is a client of a chain that refuses connections.
func deadNode(t *testing.T) *ethclient.Client {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	url := "http://" + l.Addr().String()
	l.Close()
	node, err := ethclient.Dial(url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(node.Close)
	return node
}
