package activities

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/workflows"
)

// copyPiece bounds one read of a long copy, in bytes, so that it heartbeats
// between pieces.
const copyPiece = 8 << 20

// Fetch brings the ciphertext from storage into the spool.
func (a *Activities) Fetch(ctx context.Context, s workflows.Step) (workflows.Fetched, error) {
	out, err := a.fetch(ctx, s)
	return out, a.fault(ctx, "fetch", s.Job, err)
}

func (a *Activities) fetch(ctx context.Context, s workflows.Step) (workflows.Fetched, error) {
	out := workflows.Fetched{Step: s}
	if err := a.state(s.Job, hallmark.JobFetching, "fetching the encrypted dataset"); err != nil {
		return out, err
	}
	if err := a.inTime(ctx, s.Job); err != nil {
		return out, err
	}
	size, err := a.ciphertext(ctx, s.Job)
	out.Bytes = uint64(size)
	return out, err
}

// ciphertext makes sure that the dataset lies in the spool, and gives its
// size. A file there was verified segment by segment as it was written, and
// the enclave verifies it again.
func (a *Activities) ciphertext(ctx context.Context, id hallmark.JobID) (int64, error) {
	if info, err := os.Stat(a.datasetPath(id)); err == nil {
		return info.Size(), nil
	}
	order, err := a.Journal.Order(id)
	if err != nil {
		return 0, err
	}
	// Opening and the first segments may wait for a node: heartbeat meanwhile.
	stop := every(ctx, beatEvery, func() { beat(ctx, "opening") })
	src, err := a.Storage.Open(ctx, order.Order.DatasetRoot)
	stop()
	if err != nil {
		return 0, elsewhere(err)
	}
	defer src.Close()
	size, err := spool(a.datasetPath(id), pulse{ctx: ctx, src: src})
	return size, elsewhere(err)
}

func (a *Activities) datasetPath(id hallmark.JobID) string {
	return filepath.Join(a.Spool, id.String()+".dataset.age")
}

func (a *Activities) artifactPath(id hallmark.JobID) string {
	return filepath.Join(a.Spool, id.String()+".artifact.age")
}

func (a *Activities) replayPath(id hallmark.JobID) string {
	return filepath.Join(a.Spool, id.String()+".replay.age")
}

// partial names the files of copies that are not whole.
const partial = ".part-*"

// Sweep removes what copies left in a spool when their worker was killed. It
// must run before any step does.
func Sweep(spool string) error {
	left, err := filepath.Glob(filepath.Join(spool, partial))
	for _, path := range left {
		err = errors.Join(err, os.Remove(path))
	}
	if err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "spool: %w", err)
	}
	return nil
}

// spool writes src to a file that appears whole and durable or not at all.
func spool(path string, src io.Reader) (size int64, err error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return 0, hallmark.Errorf(hallmark.Unavailable, "spool: %w", err)
	}
	tmp, err := os.CreateTemp(filepath.Dir(path), partial)
	if err != nil {
		return 0, hallmark.Errorf(hallmark.Unavailable, "spool: %w", err)
	}
	defer func() {
		if err != nil {
			tmp.Close() // may have been closed; err says why
			err = errors.Join(err, os.Remove(tmp.Name()))
		}
	}()
	if size, err = io.Copy(tmp, src); err != nil {
		return 0, brokenOff(err)
	}
	if err = tmp.Sync(); err != nil {
		return 0, hallmark.Errorf(hallmark.Unavailable, "spool: %w", err)
	}
	if err = os.Rename(tmp.Name(), path); err != nil {
		return 0, hallmark.Errorf(hallmark.Unavailable, "spool: %w", err)
	}
	return size, tmp.Close()
}

// brokenOff gives the error of a copy a kind where its source gave none: a
// connection or a disk failed in the middle.
func brokenOff(err error) error {
	var own *hallmark.Error
	if errors.As(err, &own) {
		return err
	}
	return hallmark.Errorf(hallmark.Unavailable, "the copy broke off: %w", err)
}

// pulse heartbeats while it is read.
type pulse struct {
	ctx context.Context
	src io.Reader
}

func (p pulse) Read(b []byte) (int, error) {
	if err := p.ctx.Err(); err != nil {
		return 0, hallmark.Errorf(hallmark.Cancelled, "the copy was stopped: %w", err)
	}
	n, err := p.src.Read(b[:min(len(b), copyPiece)])
	beat(p.ctx, "copying")
	return n, err
}
