package sdk

import (
	"archive/tar"
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"math/big"
	"os"
	"path/filepath"
	"time"

	"filippo.io/age"
	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/contracts"
	"github.com/hallmark-tee/hallmark/envelope"
)

const (
	maxArtifactFile  = 64 << 30 // bytes of one file in an artifact
	maxArtifactFiles = 4096
)

// Fetched is a delivered job on disk.
type Fetched struct {
	Dir      string   `json:"dir"`
	Artifact string   `json:"artifact"` // the .age file
	Files    []string `json:"files"`
}

// Identity reads the published key of a settled job from the chain and unwraps
// it with the wallet; the worker is not asked.
func (m *Market) Identity(ctx context.Context, id hallmark.JobID) (*age.X25519Identity, error) {
	if m.wallet.Key() == nil {
		return nil, hallmark.Errorf(hallmark.Unauthenticated, "opening an artifact needs the job's wallet: --keystore FILE or --key-fd N")
	}
	events, err := m.chain.JobEvents(ctx, 0, 0, &id)
	if err != nil {
		return nil, err
	}
	for _, e := range events {
		if k, ok := e.(*contracts.KeyPublished); ok {
			return envelope.Unwrap(k.WrappedKey, crypto.FromECDSA(m.wallet.Key()))
		}
	}
	return nil, hallmark.Errorf(hallmark.NotFound, "no key is published for job %s: it is not settled, or it failed", id.Short())
}

// Fetch downloads the artifact of a settled job, checks it against what the
// chain says was settled, opens it, and unpacks it into dir: adapter/ and the
// transcript.
func (m *Market) Fetch(ctx context.Context, id hallmark.JobID, dir string) (Fetched, error) {
	out := Fetched{Dir: filepath.Join(dir, "adapter"), Artifact: filepath.Join(dir, "artifact.age")}
	settled, err := m.Settled(ctx, id)
	if err != nil {
		return out, err
	}
	key, err := m.Identity(ctx, id)
	if err != nil {
		return out, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return out, hallmark.Errorf(hallmark.Unavailable, "fetch: %w", err)
	}
	if err := m.download(ctx, settled.ArtifactRoot, settled.ArtifactDigest, out.Artifact); err != nil {
		return out, err
	}
	f, err := os.Open(out.Artifact)
	if err != nil {
		return out, hallmark.Errorf(hallmark.Unavailable, "fetch: %w", err)
	}
	defer f.Close()
	plain, err := envelope.Open(f, key)
	if err != nil {
		return out, err
	}
	out.Files, err = unpack(plain, dir)
	return out, err
}

// Settled is the job's JobSettled event; NotFound while there is none, and for a
// job that made nothing.
func (m *Market) Settled(ctx context.Context, id hallmark.JobID) (*contracts.JobSettled, error) {
	events, err := m.chain.JobEvents(ctx, 0, 0, &id)
	if err != nil {
		return nil, err
	}
	for _, e := range events {
		switch e := e.(type) {
		case *contracts.JobSettled:
			if e.Outcome == hallmark.Failed {
				return nil, hallmark.Errorf(hallmark.NotFound, "job %s failed: there is no artifact, and nothing was paid", id.Short())
			}
			return e, nil
		case *contracts.JobReturned:
			return nil, hallmark.Errorf(hallmark.NotFound, "job %s was %s: there is no artifact, and the money went back", id.Short(), e.Status)
		}
	}
	return nil, hallmark.Errorf(hallmark.NotFound, "job %s is not settled yet", id.Short())
}

// FetchReplay downloads the file that a replay starts from, still encrypted. The
// receipt that names it must be the one that was settled. NotFound: there is none.
func (m *Market) FetchReplay(ctx context.Context, id hallmark.JobID, r hallmark.Receipt, path string) error {
	settled, err := m.Settled(ctx, id)
	if err != nil {
		return err
	}
	if digest, err := envelope.Digest(r); err != nil || digest != settled.Receipt {
		return hallmark.Errorf(hallmark.Mismatch, "the receipt at hand is not the one that was settled for job %s", id.Short())
	}
	p := r.Transcript.Replay
	if p.Bytes == 0 {
		return hallmark.Errorf(hallmark.NotFound, "job %s cannot be replayed: its engine is not deterministic", id.Short())
	}
	return m.download(ctx, p.Root, p.Digest, path)
}

// blockWait is how long BlockAfter waits for a block.
const blockWait = time.Minute

// BlockAfter is the hash of the block that comes a number of blocks after
// another; it waits a minute for one that is not made yet, then Unavailable.
func (m *Market) BlockAfter(ctx context.Context, block, blocks uint64) (hallmark.Digest, error) {
	ctx, cancel := context.WithTimeout(ctx, blockWait)
	defer cancel()
	tick := time.NewTicker(200 * time.Millisecond)
	defer tick.Stop()
	for {
		header, err := m.node.HeaderByNumber(ctx, new(big.Int).SetUint64(block+blocks))
		switch {
		case err == nil:
			return hallmark.Digest(header.Hash()), nil
		case !errors.Is(err, ethereum.NotFound):
			return hallmark.Digest{}, hallmark.Errorf(hallmark.Unavailable, "block %d: %w", block+blocks, err)
		}
		select {
		case <-ctx.Done():
			return hallmark.Digest{}, hallmark.Errorf(hallmark.Unavailable, "block %d, %d after the settlement, is not there yet: %w", block+blocks, blocks, ctx.Err())
		case <-tick.C:
		}
	}
}

// download streams a file, verified against its root segment by segment and as a
// whole against its digest; the file appears whole or not at all.
func (m *Market) download(ctx context.Context, root, digest hallmark.Digest, path string) (err error) {
	src, err := m.blobs.Open(ctx, root)
	if err != nil {
		return err
	}
	defer src.Close()
	tmp, err := os.CreateTemp(filepath.Dir(path), ".artifact-*")
	if err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "fetch: %w", err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, tmp.Close(), os.Remove(tmp.Name()))
		}
	}()
	sum := sha256.New()
	if _, err = io.Copy(io.MultiWriter(tmp, sum), src); err != nil {
		return err
	}
	if got := hallmark.Digest(sum.Sum(nil)); got != digest {
		return hallmark.Errorf(hallmark.Tampered, "the digest of %s is %s, settled was %s", filepath.Base(path), got, digest)
	}
	if err = errors.Join(tmp.Chmod(0o644), tmp.Sync(), tmp.Close()); err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "fetch: %w", err)
	}
	return os.Rename(tmp.Name(), path)
}

// unpack writes the regular files of a tar below dir and nothing else.
func unpack(src io.Reader, dir string) ([]string, error) {
	var files []string
	for in := tar.NewReader(src); ; {
		h, err := in.Next()
		if err == io.EOF {
			return files, nil
		}
		if err != nil {
			return files, hallmark.Errorf(hallmark.Tampered, "artifact: %w", err)
		}
		if h.Typeflag != tar.TypeReg || !filepath.IsLocal(h.Name) || h.Size > maxArtifactFile || len(files) == maxArtifactFiles {
			return files, hallmark.Errorf(hallmark.Tampered, "artifact: entry %d is not a plain file inside the directory", len(files))
		}
		path := filepath.Join(dir, h.Name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return files, hallmark.Errorf(hallmark.Unavailable, "artifact: %w", err)
		}
		if err := writeFile(path, in); err != nil {
			return files, err
		}
		files = append(files, h.Name)
	}
}

func writeFile(path string, src io.Reader) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600) // the model is its owner's secret
	if err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "artifact: %w", err)
	}
	_, err = io.Copy(f, src)
	if err = errors.Join(err, f.Close()); err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "artifact: write %s: %w", filepath.Base(path), err)
	}
	return nil
}
