package proxy

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation"
	"github.com/hallmark-tee/hallmark/dataset"
	"github.com/hallmark-tee/hallmark/sdk"
)

// Trainer takes a fine-tune through a market.
type Trainer interface {
	// Order checks a dataset, prices it, vets the provider, funds, encrypts and
	// signs. Nothing is signed above maxFee: Exhausted.
	Order(ctx context.Context, path, model string, c hallmark.TrainingConfig, maxFee hallmark.Amount) (hallmark.JobID, hallmark.SignedOrder, error)
	// Submit hands an order over; twice is once.
	Submit(ctx context.Context, o hallmark.SignedOrder) error
	// Follow passes the events after a number to each until the job ends, and
	// gives how it ended. Events may come again.
	Follow(ctx context.Context, id hallmark.JobID, after uint64, each func(hallmark.JobEvent) error) (hallmark.Job, error)
	// Fetch opens what a settled job made into a directory, with its bundle.
	Fetch(ctx context.Context, id hallmark.JobID, dir string) error
	// Cancel stops a job; what is trained is delivered and paid.
	Cancel(ctx context.Context, id hallmark.JobID) error
}

// MarketTrainer is a Trainer over one worker of a market.
type MarketTrainer struct {
	Market *sdk.Market
	URL    string // of the worker; empty: the network's
	Policy attestation.Policy
	Within time.Duration // until an unsettled job's money returns

	sending sync.Mutex // the wallet sends one transaction at a time
}

// Order implements Trainer.
func (t *MarketTrainer) Order(ctx context.Context, path, name string, c hallmark.TrainingConfig, maxFee hallmark.Amount) (id hallmark.JobID, o hallmark.SignedOrder, err error) {
	rows, _, err := sdk.CheckDataset(path, dataset.Options{})
	if err != nil {
		return id, o, err
	}
	w, p, err := t.Market.Worker(ctx, t.URL)
	if err != nil {
		return id, o, err
	}
	model, err := sdk.ModelNamed(p, name)
	if err != nil {
		return id, o, err
	}
	c.SeqLen = min(c.SeqLen, model.MaxSeqLen)
	e, err := w.Estimate(ctx, p, model, rows, c)
	if err != nil {
		return id, o, err
	}
	if e.Fee.Cmp(maxFee) > 0 {
		return id, o, hallmark.Errorf(hallmark.Exhausted, "the job costs %s, the proxy's --max-fee is %s; nothing was signed", e.Fee.Coins(), maxFee.Coins())
	}
	v, err := t.Market.Vet(ctx, w, p, t.Policy)
	if err != nil {
		return id, o, err
	}
	t.sending.Lock()
	defer t.sending.Unlock()
	if _, err := t.Market.Fund(ctx, p.Provider, e.Fee); err != nil {
		return id, o, err
	}
	pushed, err := t.Market.Push(ctx, path, v.Runtime.Recipient)
	if err != nil {
		return id, o, err
	}
	return t.Market.Sign(ctx, v, e, pushed, sdk.Terms{Config: c, Within: t.Within})
}

// Submit implements Trainer.
func (t *MarketTrainer) Submit(ctx context.Context, o hallmark.SignedOrder) error {
	w, _, err := t.Market.Worker(ctx, t.URL)
	if err == nil {
		_, err = w.Submit(ctx, o)
	}
	return err
}

// Follow implements Trainer.
func (t *MarketTrainer) Follow(ctx context.Context, id hallmark.JobID, after uint64, each func(hallmark.JobEvent) error) (hallmark.Job, error) {
	w, _, err := t.Market.Worker(ctx, t.URL)
	if err != nil {
		return hallmark.Job{}, err
	}
	j, err := w.Job(ctx, id)
	if err != nil {
		return j, err
	}
	if j.State.Final() { // the last event may have been seen before
		return j, w.Events(ctx, id, each)
	}
	if err := w.Follow(ctx, id, after, each); err != nil {
		return j, err
	}
	return w.Job(ctx, id)
}

// Fetch implements Trainer.
func (t *MarketTrainer) Fetch(ctx context.Context, id hallmark.JobID, dir string) error {
	if _, err := t.Market.Fetch(ctx, id, dir); err != nil {
		return err
	}
	w, _, err := t.Market.Worker(ctx, t.URL)
	if err != nil {
		return err
	}
	order, err := w.Order(ctx, id)
	if err != nil {
		return err
	}
	result, err := w.Result(ctx, id)
	if err != nil {
		return err
	}
	b, err := t.Market.Bundle(ctx, order, result)
	if err != nil {
		return err
	}
	file, err := sdk.EncodeBundle(b)
	if err != nil {
		return err
	}
	path := filepath.Join(dir, "bundle.json")
	err = os.WriteFile(path+".new", file, 0o644)
	if err = errors.Join(err, os.Rename(path+".new", path)); err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "bundle: %w", err)
	}
	return nil
}

// Cancel implements Trainer.
func (t *MarketTrainer) Cancel(ctx context.Context, id hallmark.JobID) error {
	w, _, err := t.Market.Worker(ctx, t.URL)
	if err == nil {
		_, err = t.Market.Cancel(ctx, w, id)
	}
	return err
}
