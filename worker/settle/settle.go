// Package settle decides when a batch of inference is settled: every so often,
// sooner when much is unclaimed or a user is about to leave, and again where an
// earlier settlement was left open. One workflow per batch does the work; this
// package only starts it, and may start it twice.
package settle

import (
	"cmp"
	"context"
	"log/slog"
	"sync"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/wire"
	"github.com/hallmark-tee/hallmark/worker/journal"
	"github.com/hallmark-tee/hallmark/workflows"
)

// Plan says when; zero takes the default.
type Plan struct {
	Every     Seconds         `json:"every"`     // between batches, while there are receipts; 300
	Threshold hallmark.Amount `json:"threshold"` // of unbatched fees, that does not wait; zero: no such
	Leaving   Seconds         `json:"leaving"`   // between batches while a user's exit or revocation is pending; 60
	Retry     Seconds         `json:"retry"`     // between runs of a batch that was left open; 60
	Sync      bool            `json:"sync"`      // tell the Ledger of every batch, which costs gas
}

// Seconds is a duration in a configuration file.
type Seconds uint32

// Duration converts.
func (s Seconds) Duration() time.Duration { return time.Duration(s) * time.Second }

func (p Plan) withDefaults() Plan {
	p.Every = cmp.Or(p.Every, 300)
	p.Leaving = cmp.Or(p.Leaving, 60)
	p.Retry = cmp.Or(p.Retry, 60)
	return p
}

// Enclave tells how much is unbatched; *wire.Client is one.
type Enclave interface {
	Info(ctx context.Context) (wire.Info, error)
	Gateway(ctx context.Context) (wire.GatewayState, error)
}

// Starter starts the workflow of a batch, or leaves the one that runs.
type Starter interface {
	StartBatch(ctx context.Context, id workflows.BatchID) error
}

// full is how many receipts do not wait: one batch holds 65,536.
const full = 32_768

// look is how often the scheduler looks.
const look = time.Second

// Scheduler starts the batches of one provider.
type Scheduler struct {
	provider hallmark.Address
	plan     Plan
	journal  *journal.Journal
	enclave  Enclave
	start    Starter
	now      func() time.Time
	log      *slog.Logger

	mu      sync.Mutex
	last    time.Time                       // when a batch was started for its time
	fees    hallmark.Amount                 // the enclave's count of fees then
	boot    hallmark.Digest                 // of the process that counted
	retried map[workflows.BatchID]time.Time // when an open batch was started again
}

// New makes a scheduler; the first batch is due one period after now.
func New(provider hallmark.Address, p Plan, j *journal.Journal, e Enclave, s Starter, now func() time.Time, l *slog.Logger) *Scheduler {
	return &Scheduler{
		provider: provider, plan: p.withDefaults(), journal: j, enclave: e, start: s, now: now, log: l,
		last: now(), retried: map[workflows.BatchID]time.Time{},
	}
}

// Run looks until ctx ends.
func (s *Scheduler) Run(ctx context.Context) {
	tick := time.NewTicker(look)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		if _, err := s.Look(ctx, false); err != nil && ctx.Err() == nil {
			s.log.Warn("no batch was looked for", "kind", hallmark.KindOf(err).String(), "error", err)
		}
	}
}

// Look starts what is due and gives what it started; at once starts what there
// is, due or not.
func (s *Scheduler) Look(ctx context.Context, atOnce bool) ([]workflows.BatchID, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	info, err := s.enclave.Info(ctx)
	if err != nil {
		return nil, err
	}
	state, err := s.enclave.Gateway(ctx)
	if err != nil {
		return nil, err
	}
	rows, err := s.journal.Channels()
	if err != nil {
		return nil, err
	}
	kept, err := s.journal.LastBatch(info.Signer)
	if err != nil {
		return nil, err
	}
	due, err := s.open(rows, atOnce)
	if err != nil {
		return nil, err
	}
	// Closed by the enclave, and not yet here: its worker was killed between.
	id := workflows.BatchID{Provider: s.provider, Signer: info.Signer}
	for id.Number = kept + 1; id.Number <= state.Batch; id.Number++ {
		if s.again(id, atOnce) {
			due = append(due, id)
		}
	}
	if state.Unbatched > 0 && (atOnce || s.due(info, state, rows)) {
		due = append(due, id)
		s.last, s.fees, s.boot, s.retried[id] = s.now(), state.Fees, info.Boot, s.now()
	}
	for id, at := range s.retried { // no longer of use
		if s.now().Sub(at) > 2*s.plan.Retry.Duration() {
			delete(s.retried, id)
		}
	}
	for i, id := range due {
		if err := s.start.StartBatch(ctx, id); err != nil {
			return due[:i], err
		}
	}
	return due, nil
}

// due says whether the receipts that are in no batch wait no longer.
func (s *Scheduler) due(info wire.Info, state wire.GatewayState, rows []journal.ChannelRow) bool {
	waited := s.now().Sub(s.last)
	if waited >= s.plan.Every.Duration() || state.Unbatched >= full {
		return true
	}
	if waited >= s.plan.Leaving.Duration() {
		for _, r := range rows {
			if r.Leaving() {
				return true
			}
		}
	}
	if s.plan.Threshold.IsZero() {
		return false
	}
	fees := state.Fees
	if info.Boot == s.boot {
		var err error
		if fees, err = state.Fees.Sub(s.fees); err != nil {
			fees = state.Fees
		}
	}
	return fees.Cmp(s.plan.Threshold) >= 0
}

// open lists the batches that an earlier run left open, once in a while. One
// that is only short waits for a deposit.
func (s *Scheduler) open(rows []journal.ChannelRow, atOnce bool) ([]workflows.BatchID, error) {
	unsettled, err := s.journal.Unsettled()
	if err != nil {
		return nil, err
	}
	byUser := map[hallmark.Address]journal.ChannelRow{}
	for _, r := range rows {
		byUser[r.User] = r
	}
	var out []workflows.BatchID
	for _, row := range unsettled {
		id := workflows.BatchID{Provider: s.provider, Signer: row.Batch.Signer, Number: row.Batch.Number}
		if (!row.Done || row.Traces.Root.IsZero() || payable(row, byUser)) && s.again(id, atOnce) {
			out = append(out, id)
		}
	}
	return out, nil
}

// payable reports whether a claim of a short batch would be paid more now, or
// would find out that it never will be.
func payable(row journal.BatchRow, byUser map[hallmark.Address]journal.ChannelRow) bool {
	for _, item := range row.Short {
		c := byUser[item.User]
		if c.Epoch != item.Epoch || c.Claimed.Cmp(item.Total) >= 0 || c.Deposited.Cmp(c.Claimed) > 0 {
			return true
		}
	}
	return false
}

// again reports whether an open batch may be started now, and notes it.
func (s *Scheduler) again(id workflows.BatchID, atOnce bool) bool {
	now := s.now()
	if last, ok := s.retried[id]; ok && !atOnce && now.Sub(last) < s.plan.Retry.Duration() {
		return false
	}
	s.retried[id] = now
	return true
}
