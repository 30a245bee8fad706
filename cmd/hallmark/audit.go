package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"filippo.io/age"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/spf13/cobra"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation"
	"github.com/hallmark-tee/hallmark/attestation/bundle"
	"github.com/hallmark-tee/hallmark/attestation/verdict"
	"github.com/hallmark-tee/hallmark/envelope"
	"github.com/hallmark-tee/hallmark/replay"
	"github.com/hallmark-tee/hallmark/sdk"
)

// beaconAfter is how many blocks after the settlement the beacon is.
const beaconAfter = 1

// replayFlags are what an auditor brings.
type replayFlags struct {
	dataset, base, file, identity, beacon string
	segments                              uint64
}

// replayed is the result: the evidence's word is the bundle's verdict, which a
// replay neither needs nor improves.
type replayed struct {
	Job      hallmark.JobID  `json:"job"`
	Evidence string          `json:"evidence"`
	Beacon   hallmark.Digest `json:"beacon"`
	Exact    bool            `json:"exact"`
	Seconds  float64         `json:"seconds"`
	replay.Report
}

func auditCommand(s *session) *cobra.Command {
	f := &replayFlags{}
	c := &cobra.Command{Use: "audit", Short: "Do parts of a job again"}
	again := &cobra.Command{
		Use: "replay JOB|BUNDLE", Short: "Train segments drawn by a later block again and compare every bit", Args: cobra.ExactArgs(1),
		Long: "Needs the plaintext, so it is for the dataset's owner and whom the owner lets.\nJOB means job-0x.../bundle.json as `hallmark job fetch` leaves it.\nExit codes: 0 bit for bit the same, 1 usage, 3 something is missing,\n5 documents or transcript do not match.",
		RunE: func(c *cobra.Command, args []string) error {
			exact, err := s.replay(c, f, args[0])
			switch hallmark.KindOf(err) {
			case hallmark.NotFound, hallmark.MissingEvidence, hallmark.Unavailable, hallmark.Unauthenticated:
				return s.refused(c, err, verdict.Incomplete)
			case hallmark.Mismatch, hallmark.Tampered:
				return s.refused(c, err, verdict.Mismatch)
			case hallmark.Internal:
				if err == nil && !exact {
					return exitCode(verdict.Mismatch)
				}
			}
			return err
		},
	}
	again.Flags().Uint64Var(&f.segments, "segments", 3, "`number` of segments to train again")
	again.Flags().StringVar(&f.dataset, "dataset", "", "the job's dataset, as it was submitted: a `file`")
	again.Flags().StringVar(&f.base, "base", "", "`directory` of the base model (default: asked from the worker)")
	again.Flags().StringVar(&f.file, "replay", "", "the job's replay.age `file` (default: beside the bundle)")
	again.Flags().StringVar(&f.identity, "identity", "", "`file` with the artifact's age identity (default: unwrapped by the wallet)")
	again.Flags().StringVar(&f.beacon, "beacon", "", "`hash` of the block after the settling one (default: asked from the chain)")
	c.AddCommand(again)
	return c
}

func (s *session) refused(c *cobra.Command, err error, code verdict.Code) error {
	fmt.Fprintf(c.ErrOrStderr(), "hallmark: %v\nhint: %s\n", err, hallmark.KindOf(err).Hint())
	return exitCode(code)
}

func (s *session) replay(c *cobra.Command, f *replayFlags, arg string) (exact bool, err error) {
	began := time.Now()
	if id, err := hallmark.ParseDigest(arg); err == nil {
		arg = filepath.Join("job-"+id.Short(), "bundle.json")
	}
	raw, err := os.ReadFile(arg)
	if err != nil {
		return false, hallmark.Errorf(hallmark.NotFound, "bundle: %w; get it with `hallmark job fetch`", err)
	}
	b, err := bundle.Decode(raw)
	if err != nil {
		return false, err
	}
	v, err := documents(b)
	if err != nil {
		return false, err
	}
	out := replayed{Job: v.Job.ID, Evidence: v.Code.String()}
	e := replay.Evidence{Order: b.Order, Result: b.Result}
	if e.File, err = s.openReplay(f, b, filepath.Dir(arg)); err != nil {
		return false, err
	}
	if f.dataset == "" {
		return false, hallmark.Errorf(hallmark.MissingEvidence, "name the job's dataset with --dataset FILE")
	}
	if e.Dataset, err = os.ReadFile(f.dataset); err != nil {
		return false, hallmark.Errorf(hallmark.NotFound, "dataset: %w", err)
	}
	dir, err := s.baseModel(c.Context(), f, b.Order.Order.BaseModel, filepath.Join(filepath.Dir(arg), "base"))
	if err != nil {
		return false, err
	}
	e.Base = os.DirFS(dir)
	if out.Beacon, err = s.beacon(c.Context(), f, b.Chain.Settle.Block); err != nil {
		return false, err
	}
	job, err := replay.Open(e)
	if err != nil {
		return false, err
	}
	drawn := replay.Draw(b.Result.Settlement.Receipt, out.Beacon, job.Segments(), f.segments)
	if out.Report, err = job.Audit(c.Context(), drawn); err != nil {
		return false, err
	}
	out.Exact, out.Seconds = len(out.Findings) == 0, time.Since(began).Seconds()
	return out.Exact, s.print(c, out, func() { printReplayed(c.OutOrStdout(), out) })
}

func printReplayed(w io.Writer, r replayed) {
	fmt.Fprintf(w, "job        %s\nevidence   %s (a replay does not depend on it)\nbeacon     %s\n", r.Job, r.Evidence, r.Beacon)
	for _, d := range r.Segments {
		word := "bit for bit the same"
		if !d.Same {
			word = "NOT THE SAME"
		}
		fmt.Fprintf(w, "segment    %d: steps %d to %d, %s\n", d.Segment, d.From+1, d.To, word)
	}
	for _, f := range r.Findings {
		fmt.Fprintf(w, "found      %s at step %d (%s): %s\n", strings.ToUpper(string(f.Kind)), f.Step, strings.Join(f.Fields, ", "), f.Text)
	}
	word := "EXACT"
	if !r.Exact {
		word = "MISMATCH"
	}
	fmt.Fprintf(w, "%s      %d of %d segments, %d steps, %.1f s\n", word, len(r.Segments), r.Of, r.Steps, r.Seconds)
}

// documents judges what a replay rests on: order, receipt and settlement are of
// one job. Whether the evidence is genuine it does not ask.
func documents(b hallmark.Bundle) (verdict.Verdict, error) {
	policy := attestation.StrictPolicy()
	if b.Evidence.Kind == hallmark.KindSim {
		policy = attestation.SimulationPolicyFor(b.Evidence)
	}
	v, err := bundle.Judge(b, bundle.Options{Policy: policy})
	if err != nil {
		return v, err
	}
	for _, c := range v.Failures() {
		if c.Class == verdict.Order || c.Class == verdict.Result || c.Class == verdict.Chain {
			return v, hallmark.Errorf(hallmark.Mismatch, "the bundle does not hold: %s: %s", c.ID, c.Detail)
		}
	}
	return v, nil
}

// openReplay finds, compares and opens the replay file.
func (s *session) openReplay(f *replayFlags, b hallmark.Bundle, dir string) (envelope.Replay, error) {
	path := f.file
	if path == "" {
		path = filepath.Join(dir, "replay.age")
	}
	file, err := os.ReadFile(path)
	if err != nil {
		return envelope.Replay{}, hallmark.Errorf(hallmark.NotFound, "replay file: %w; get it with `hallmark job fetch --replay`", err)
	}
	if got := hallmark.Digest(sha256.Sum256(file)); got != b.Result.Receipt.Transcript.Replay.Digest {
		return envelope.Replay{}, hallmark.Errorf(hallmark.Mismatch, "%s has the digest %s, the receipt names %s", path, got, b.Result.Receipt.Transcript.Replay.Digest)
	}
	key, err := s.artifactKey(f, b)
	if err != nil {
		return envelope.Replay{}, err
	}
	plain, err := envelope.Open(bytes.NewReader(file), key)
	if err != nil {
		return envelope.Replay{}, err
	}
	return replay.OpenFile(plain, b.Result.Receipt)
}

func (s *session) artifactKey(f *replayFlags, b hallmark.Bundle) (*age.X25519Identity, error) {
	if f.identity != "" {
		text, err := os.ReadFile(f.identity)
		if err != nil {
			return nil, hallmark.Errorf(hallmark.NotFound, "identity: %w", err)
		}
		key, err := age.ParseX25519Identity(strings.TrimSpace(string(text)))
		if err != nil {
			return nil, hallmark.Errorf(hallmark.Invalid, "%s is not an age X25519 identity", f.identity)
		}
		return key, nil
	}
	w, err := s.wallet(sdk.Network{ChainID: b.Chain.ChainID})
	if err != nil {
		return nil, err
	}
	if w.Key() == nil {
		return nil, hallmark.Errorf(hallmark.Unauthenticated, "opening the replay file needs the job's wallet (--keystore FILE or --key-fd N) or --identity FILE")
	}
	return envelope.Unwrap(b.Result.WrappedKey, crypto.FromECDSA(w.Key()))
}

// baseModel is a directory with the order's base model, fetched if none is named.
func (s *session) baseModel(ctx context.Context, f *replayFlags, digest hallmark.Digest, dir string) (string, error) {
	if f.base != "" {
		return f.base, nil
	}
	if _, err := os.Stat(dir); err == nil {
		return dir, nil
	}
	return dir, s.withWorker(ctx, func(_ *sdk.Market, w *sdk.Worker, p hallmark.Provider) error {
		for _, m := range p.Models {
			if m.Digest == digest {
				return fetchModel(ctx, w, m, dir)
			}
		}
		return hallmark.Errorf(hallmark.NotFound, "the provider no longer offers the base model %s; name its directory with --base", digest)
	})
}

// fetchModel writes a base model, whole or not at all.
func fetchModel(ctx context.Context, w *sdk.Worker, m hallmark.Model, dir string) (err error) {
	tmp, err := os.MkdirTemp(filepath.Dir(dir), ".base-*")
	if err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "base model: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(tmp)) }()
	for _, f := range m.Files {
		path, err := filepath.Localize(f.Path)
		if err != nil {
			return hallmark.Errorf(hallmark.Tampered, "base model: the file name %q leaves its directory", f.Path)
		}
		b, err := w.ModelFile(ctx, m, f.Path)
		if err != nil {
			return err
		}
		path = filepath.Join(tmp, path)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, b, 0o644)); err != nil {
			return hallmark.Errorf(hallmark.Unavailable, "base model: %w", err)
		}
	}
	if err := os.Rename(tmp, dir); err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "base model: %w", err)
	}
	return nil
}

// beacon is the hash that draws the segments.
func (s *session) beacon(ctx context.Context, f *replayFlags, settled uint64) (hallmark.Digest, error) {
	if f.beacon != "" {
		return hallmark.ParseDigest(f.beacon)
	}
	m, err := s.open(ctx)
	if err != nil {
		return hallmark.Digest{}, err
	}
	defer m.Close()
	return m.BlockAfter(ctx, settled, beaconAfter)
}

// smallReplay is what `job fetch` downloads without being asked, in bytes.
const smallReplay = 64 << 20

// fetchReplay downloads the replay file of a fetched job beside its bundle.
func (s *session) fetchReplay(c *cobra.Command, m *sdk.Market, id hallmark.JobID, dir string, asked bool) error {
	raw, err := os.ReadFile(filepath.Join(dir, "bundle.json"))
	if err != nil {
		return hallmark.Errorf(hallmark.NotFound, "bundle: %w", err)
	}
	b, err := bundle.Decode(raw)
	if err != nil {
		return err
	}
	r := b.Result.Receipt
	if n := r.Transcript.Replay.Bytes; !asked && (n == 0 || n > smallReplay) {
		return nil
	}
	return m.FetchReplay(c.Context(), id, r, filepath.Join(dir, "replay.age"))
}
