package activities

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/workflows"
)

// beatEvery is how often a long copy heartbeats, in bytes.
const beatEvery = 8 << 20

// Fetch brings the ciphertext from storage into the spool.
func (a *Activities) Fetch(ctx context.Context, s workflows.Step) (workflows.Fetched, error) {
	out, err := a.fetch(ctx, s)
	return out, a.fault("fetch", s.Job, err)
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
	stop := every(ctx, 3*time.Second, func() { beat(ctx, "opening") })
	src, err := a.Storage.Open(ctx, order.Order.DatasetRoot)
	stop()
	if err != nil {
		return 0, err
	}
	defer src.Close()
	return spool(a.datasetPath(id), pulse{ctx: ctx, src: src})
}

func (a *Activities) datasetPath(id hallmark.JobID) string {
	return filepath.Join(a.Spool, id.String()+".dataset.age")
}

func (a *Activities) artifactPath(id hallmark.JobID) string {
	return filepath.Join(a.Spool, id.String()+".artifact.age")
}

// spool writes src to a file that appears whole and durable or not at all.
func spool(path string, src io.Reader) (size int64, err error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return 0, hallmark.Errorf(hallmark.Unavailable, "spool: %w", err)
	}
	tmp, err := os.CreateTemp(filepath.Dir(path), ".part-*")
	if err != nil {
		return 0, hallmark.Errorf(hallmark.Unavailable, "spool: %w", err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, tmp.Close(), os.Remove(tmp.Name()))
		}
	}()
	if size, err = io.Copy(tmp, src); err != nil {
		return 0, err
	}
	if err = tmp.Sync(); err != nil {
		return 0, hallmark.Errorf(hallmark.Unavailable, "spool: %w", err)
	}
	if err = os.Rename(tmp.Name(), path); err != nil {
		return 0, hallmark.Errorf(hallmark.Unavailable, "spool: %w", err)
	}
	return size, tmp.Close()
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
	n, err := p.src.Read(b[:min(len(b), beatEvery)])
	beat(p.ctx, "copying")
	return n, err
}

// every calls f until the returned function, which waits for the last call to
// end, or until ctx ends.
func every(ctx context.Context, d time.Duration, f func()) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		tick := time.NewTicker(d)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
				f()
			}
		}
	}()
	return func() { cancel(); <-done }
}
