// Package watch follows the escrow's events and writes what they say of the
// worker's jobs into the journal: a Cancel that the user sent to the chain
// itself, a lock that somebody reclaimed, a settlement that landed while the
// worker was down.
//
// It changes no job's course; the steps ask the chain themselves.
package watch

import (
	"context"
	"log/slog"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/contracts"
	"github.com/hallmark-tee/hallmark/worker/journal"
)

// mark is where the last block lies in the journal.
const mark = "watched-block"

// Watcher follows one escrow.
type Watcher struct {
	Chain   *contracts.Client
	Journal *journal.Journal
	Every   time.Duration // between looks
	Log     *slog.Logger
}

// Run follows until ctx ends. An endpoint that does not answer is asked again.
func (w *Watcher) Run(ctx context.Context) {
	tick := time.NewTicker(w.Every)
	defer tick.Stop()
	for {
		if err := w.Look(ctx); err != nil && ctx.Err() == nil {
			w.Log.Warn("chain not read", "kind", hallmark.KindOf(err).String(), "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// Look reads the events since the last look. The first look of a worker that
// has no jobs only notes where the chain is.
func (w *Watcher) Look(ctx context.Context) error {
	last, err := w.Journal.Marked(mark)
	if err != nil {
		return err
	}
	head, err := w.Chain.Head(ctx)
	if err != nil {
		return err
	}
	if head.Number <= last {
		return nil
	}
	if last == 0 {
		jobs, err := w.Journal.Jobs(func(hallmark.Job) bool { return true })
		if err != nil {
			return err
		}
		if len(jobs) == 0 {
			return w.Journal.Mark(mark, head.Number)
		}
	}
	events, err := w.Chain.JobEvents(ctx, last+1, head.Number, nil)
	if err != nil {
		return err
	}
	for _, e := range events {
		if err := w.record(e); err != nil {
			return err
		}
	}
	return w.Journal.Mark(mark, head.Number)
}

// record writes one event about a job of ours; others' jobs are not in the
// journal and are passed over.
func (w *Watcher) record(e contracts.JobEvent) error {
	tx := e.At().Tx
	text, edit := "", func(*hallmark.Job) {}
	switch e := e.(type) {
	case *contracts.JobOpened:
		text = "chain: opened"
		edit = func(j *hallmark.Job) { j.OpenTx = &tx }
	case *contracts.JobSettled:
		text = "chain: settled as " + e.Outcome.String()
		edit = func(j *hallmark.Job) { j.SettleTx, j.Fee, j.Outcome = &tx, e.Fee, e.Outcome }
	case *contracts.CancelRequested:
		text = "chain: cancel requested"
		edit = func(j *hallmark.Job) { j.EndsAt = e.EndsAt }
	case *contracts.JobReturned:
		text = "chain: " + e.Status.String()
	default: // the key belongs to the settlement
		return nil
	}
	_, err := w.Journal.Change(e.Job(), edit, hallmark.JobEvent{Code: "chain", Text: text, Hash: &tx})
	if hallmark.KindOf(err) == hallmark.NotFound {
		return nil
	}
	return err
}
