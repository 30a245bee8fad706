package devnet

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/bundle"
	"github.com/hallmark-tee/hallmark/devnet/assets"
	"github.com/hallmark-tee/hallmark/envelope"
	"github.com/hallmark-tee/hallmark/replay"
	"github.com/hallmark-tee/hallmark/sdk"
)

// replaySegments is how many segments the demo trains again.
const replaySegments = 3

// replay trains segments of the job again, drawn by the block after the
// settlement, as its owner.
func (d *Demo) replay(ctx context.Context, user *sdk.Market) error {
	file, err := os.ReadFile(d.bundlePath())
	if err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "demo: %w", err)
	}
	b, err := bundle.Decode(file)
	if err != nil {
		return err
	}
	beacon, err := user.BlockAfter(ctx, b.Chain.Settle.Block, 1)
	if err != nil {
		return err
	}
	start := time.Now()
	path := filepath.Join(d.Dir, "replay.age")
	if err := user.FetchReplay(ctx, d.id, b.Result.Receipt, path); err != nil {
		return err
	}
	e := replay.Evidence{Order: b.Order, Result: b.Result, Base: assets.Base()}
	if e.Dataset, err = os.ReadFile(d.datasetPath()); err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "demo: %w", err)
	}
	key, err := user.Identity(ctx, d.id)
	if err != nil {
		return err
	}
	sealed, err := os.ReadFile(path)
	if err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "demo: %w", err)
	}
	plain, err := envelope.Open(bytes.NewReader(sealed), key)
	if err != nil {
		return err
	}
	if e.File, err = replay.OpenFile(plain, b.Result.Receipt); err != nil {
		return err
	}
	job, err := replay.Open(e)
	if err != nil {
		return err
	}
	drawn := replay.Draw(b.Result.Settlement.Receipt, beacon, job.Segments(), replaySegments)
	report, err := job.Audit(ctx, drawn)
	if err != nil {
		return err
	}
	took := time.Since(start).Seconds()
	d.say("replay", "segments %v of %d, drawn by block hash %s: %d steps trained again", drawn, report.Of, beacon.Short(), report.Steps)
	for _, f := range report.Findings {
		d.say("replay", "%s at step %d: %s", f.Kind, f.Step, f.Text)
	}
	d.check(len(report.Findings) == 0 && len(report.Segments) == replaySegments,
		"%d segments of the training, done again, are bit for bit what was signed, in %.1f s", len(report.Segments), took)
	return nil
}
