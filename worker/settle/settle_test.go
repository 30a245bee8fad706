package settle_test

import (
	"context"
	"log/slog"
	"reflect"
	"testing"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/wire"
	"github.com/hallmark-tee/hallmark/worker/journal"
	"github.com/hallmark-tee/hallmark/worker/settle"
	"github.com/hallmark-tee/hallmark/workflows"
)

var (
	provider = hallmark.Address{9}
	signer   = hallmark.Address{1}
)

// bench is a scheduler with a clock, an enclave's counters, and a list of what
// was started.
type bench struct {
	*settle.Scheduler
	t       *testing.T
	j       *journal.Journal
	clock   time.Time
	boot    hallmark.Digest
	state   wire.GatewayState
	started []uint64
	err     error
}

func (b *bench) Info(context.Context) (wire.Info, error) {
	return wire.Info{Signer: signer, Boot: b.boot}, b.err
}
func (b *bench) Gateway(context.Context) (wire.GatewayState, error) { return b.state, b.err }
func (b *bench) StartBatch(_ context.Context, id workflows.BatchID) error {
	if id.Provider != provider || id.Signer != signer {
		b.t.Errorf("started %+v", id)
	}
	b.started = append(b.started, id.Number)
	return nil
}

func newBench(t *testing.T, p settle.Plan) *bench {
	t.Helper()
	j, err := journal.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { j.Close() })
	b := &bench{t: t, j: j, clock: time.Unix(1_800_000_000, 0), boot: hallmark.Digest{1}}
	b.Scheduler = settle.New(provider, p, j, b, b, func() time.Time { return b.clock }, slog.New(slog.DiscardHandler))
	return b
}

// after moves the clock, looks, and requires what is started.
func (b *bench) after(d time.Duration, what string, want ...uint64) {
	b.t.Helper()
	b.clock = b.clock.Add(d)
	b.started = nil
	if _, err := b.Look(b.t.Context(), false); err != nil {
		b.t.Fatal(err)
	}
	if !reflect.DeepEqual(b.started, want) {
		b.t.Errorf("%s: started %v, want %v", what, b.started, want)
	}
}

// closed is what the enclave and the workflow do.
func (b *bench) closed(n uint64, edit func(*journal.BatchRow)) {
	b.t.Helper()
	b.state.Batch, b.state.Unbatched = n, 0
	user := hallmark.Address{7}
	batch := hallmark.Batch{Signer: signer, Number: n, Root: hallmark.Digest{byte(n)}, Items: []hallmark.ClaimItem{{User: user, Total: hallmark.NewAmount(100 * n)}}}
	if _, err := b.j.KeepBatch(batch, hallmark.Digest{}); err != nil {
		b.t.Fatal(err)
	}
	if _, err := b.j.ChangeBatch(signer, n, func(r *journal.BatchRow) {
		r.Done, r.Traces.Root = true, hallmark.Digest{1}
		if edit != nil {
			edit(r)
		}
	}); err != nil {
		b.t.Fatal(err)
	}
}

func TestABatchEveryPeriodWhileThereAreReceipts(t *testing.T) {
	b := newBench(t, settle.Plan{Every: 100})
	b.after(99*time.Second, "nothing happened")
	b.state.Unbatched = 1
	b.after(0, "too early")
	b.after(time.Second, "a period after the start", 1)
	b.closed(1, nil)
	b.after(200*time.Second, "no receipts since")
	b.state.Unbatched = 5
	b.after(0, "receipts after a long silence", 2)
	b.after(10*time.Second, "not again while it runs")
	b.closed(2, nil)
	b.state.Unbatched = 1
	b.after(89*time.Second, "within the period")
	b.after(time.Second, "after the period", 3)
}

func TestMuchUnclaimedDoesNotWait(t *testing.T) {
	b := newBench(t, settle.Plan{Every: 1000, Threshold: hallmark.NewAmount(50)})
	b.state.Unbatched, b.state.Fees = 1, hallmark.NewAmount(49)
	b.after(time.Second, "below the threshold")
	b.state.Fees = hallmark.NewAmount(50)
	b.after(time.Second, "at the threshold", 1)
	b.closed(1, nil)
	b.state.Unbatched, b.state.Fees = 1, hallmark.NewAmount(99)
	b.after(time.Second, "49 more")
	b.boot, b.state.Fees = hallmark.Digest{2}, hallmark.NewAmount(51) // counts anew
	b.after(time.Second, "the enclave started anew", 2)
}

func TestAFullBatchDoesNotWait(t *testing.T) {
	b := newBench(t, settle.Plan{Every: 1000})
	b.state.Unbatched = 32_767
	b.after(time.Second, "half full")
	b.state.Unbatched = 200_000
	b.after(time.Second, "more than one batch", 1)
	b.closed(1, nil)
	b.state.Unbatched = 134_464
	b.after(time.Second, "the rest", 2)
}

func TestALeavingUserHurriesTheBatch(t *testing.T) {
	b := newBench(t, settle.Plan{Every: 1000, Leaving: 60})
	b.state.Unbatched = 1
	b.after(70*time.Second, "nobody leaves")
	if err := b.j.KeepChannels([]journal.ChannelRow{{User: hallmark.Address{7}, UnlockAt: 5}}); err != nil {
		t.Fatal(err)
	}
	b.after(0, "an exit is pending", 1)
	b.closed(1, nil)
	b.state.Unbatched = 1
	b.after(59*time.Second, "a moment ago")
	b.after(time.Second, "again before it leaves", 2)
}

func TestWhatWasLeftOpenIsTakenUpAgain(t *testing.T) {
	b := newBench(t, settle.Plan{Every: 1000, Retry: 60})
	b.closed(1, func(r *journal.BatchRow) { r.Done = false })
	b.closed(2, func(r *journal.BatchRow) { r.Traces.Root = hallmark.Digest{} })
	b.closed(3, nil)
	b.after(0, "at first sight", 1, 2)
	b.after(59*time.Second, "a moment ago")
	b.after(time.Second, "after the pause", 1, 2)
	b.closed(1, nil)
	b.after(61*time.Second, "one is done", 2)
}

func TestAShortBatchWaitsForADeposit(t *testing.T) {
	b := newBench(t, settle.Plan{Every: 1000, Retry: 60})
	channel := journal.ChannelRow{User: hallmark.Address{7}, Deposited: hallmark.NewAmount(40), Claimed: hallmark.NewAmount(40)}
	keep := func() {
		t.Helper()
		if err := b.j.KeepChannels([]journal.ChannelRow{channel}); err != nil {
			t.Fatal(err)
		}
	}
	keep()
	b.closed(1, func(r *journal.BatchRow) { r.Short = r.Batch.Items })
	b.after(time.Hour, "no deposit")
	channel.Deposited = hallmark.NewAmount(41)
	keep()
	b.after(0, "a deposit", 1)
	channel.Claimed = channel.Deposited
	keep()
	b.after(time.Hour, "it is claimed")
	channel.Epoch = 1
	keep()
	b.after(0, "the epoch ended, which must be noted", 1)
}

// TestTheJournalCatchesUpWithTheEnclave: batches that the enclave closed while
// the worker was killed, or that a lost journal forgot.
func TestTheJournalCatchesUpWithTheEnclave(t *testing.T) {
	b := newBench(t, settle.Plan{Every: 1000, Retry: 60})
	b.state.Batch = 2
	b.after(0, "closed without us", 1, 2)
	b.after(time.Second, "a moment ago")
	b.after(time.Minute, "still not here", 1, 2)
	b.closed(1, nil)
	b.closed(2, nil)
	b.after(time.Hour, "here")
	if ids, err := b.Look(t.Context(), true); err != nil || len(ids) != 0 {
		t.Errorf("%v, %v: there is nothing", ids, err)
	}
	b.state.Unbatched = 1
	if ids, err := b.Look(t.Context(), true); err != nil || len(ids) != 1 || ids[0].Number != 3 {
		t.Errorf("%v, %v: at once", ids, err)
	}
	b.err = hallmark.Errorf(hallmark.Unavailable, "away")
	if _, err := b.Look(t.Context(), true); hallmark.KindOf(err) != hallmark.Unavailable {
		t.Error(err)
	}
}
