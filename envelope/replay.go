package envelope

import (
	"archive/tar"
	"bytes"
	"fmt"
	"io"
	"time"

	"github.com/hallmark-tee/hallmark"
)

// The replay file is an age file around a tar of plain files in this order: the
// dataset's owner line, without which its digest cannot be recomputed from the
// user's own file; the transcript; and the checkpoints.
const (
	replayOwner      = "owner.json"
	replayTranscript = "transcript.jsonl"
)

func replayState(step uint64) string { return fmt.Sprintf("state-%d", step) }

// MaxReplay bounds what is read of a replay file, in bytes.
const MaxReplay = 1 << 30

// Replay is an opened replay file. States are by step.
type Replay struct {
	Owner  []byte // the line with its line feed
	Header hallmark.TranscriptHeader
	Leaves []hallmark.TranscriptLeaf
	States map[uint64][]byte
}

// WriteReplay writes the tar; state gives the checkpoint of each step in turn.
// Its bytes depend on the arguments alone.
func WriteReplay(w io.Writer, owner, transcript []byte, checkpoints []hallmark.ReplayCheckpoint, state func(hallmark.ReplayCheckpoint) ([]byte, error)) error {
	t := tar.NewWriter(w)
	add := func(name string, b []byte) error {
		h := tar.Header{Typeflag: tar.TypeReg, Name: name, Size: int64(len(b)), Mode: 0o600, ModTime: time.Unix(0, 0), Format: tar.FormatUSTAR}
		if err := t.WriteHeader(&h); err != nil {
			return hallmark.Errorf(hallmark.Internal, "replay file: %w", err)
		}
		if _, err := t.Write(b); err != nil {
			return hallmark.Errorf(hallmark.Unavailable, "write the replay file: %w", err)
		}
		return nil
	}
	if err := add(replayOwner, owner); err != nil {
		return err
	}
	if err := add(replayTranscript, transcript); err != nil {
		return err
	}
	for _, c := range checkpoints {
		b, err := state(c)
		if err != nil {
			return err
		}
		if err := add(replayState(c.Step), b); err != nil {
			return err
		}
	}
	if err := t.Close(); err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "write the replay file: %w", err)
	}
	return nil
}

// ReadReplay reads the tar with the checkpoints of the given steps, in order and
// nothing else. It does not judge what it reads. Tampered: not such a file.
func ReadReplay(r io.Reader, checkpoints []hallmark.ReplayCheckpoint) (Replay, error) {
	out := Replay{States: map[uint64][]byte{}}
	t := tar.NewReader(io.LimitReader(r, MaxReplay))
	next := func(name string) ([]byte, error) {
		h, err := t.Next()
		if err != nil {
			return nil, hallmark.Errorf(hallmark.Tampered, "replay file: it ends before %s: %w", name, err)
		}
		if h.Name != name || h.Typeflag != tar.TypeReg {
			return nil, hallmark.Errorf(hallmark.Tampered, "replay file: %q stands where %s belongs", h.Name, name)
		}
		var b bytes.Buffer
		if _, err := io.Copy(&b, t); err != nil {
			return nil, hallmark.Errorf(hallmark.Tampered, "replay file: read %s: %w", name, err)
		}
		return b.Bytes(), nil
	}
	var err error
	if out.Owner, err = next(replayOwner); err != nil {
		return out, err
	}
	lines, err := next(replayTranscript)
	if err != nil {
		return out, err
	}
	if out.Header, out.Leaves, err = ParseTranscript(lines); err != nil {
		return out, err
	}
	for _, c := range checkpoints {
		if out.States[c.Step], err = next(replayState(c.Step)); err != nil {
			return out, err
		}
	}
	if h, err := t.Next(); err != io.EOF {
		if err == nil {
			err = hallmark.Errorf(hallmark.Tampered, "%q", h.Name)
		}
		return out, hallmark.Errorf(hallmark.Tampered, "replay file: there is more in it than the receipt names: %w", err)
	}
	return out, nil
}

// Transcript is transcript.jsonl: the header, then one leaf per line, each
// canonical JSON.
func Transcript(h hallmark.TranscriptHeader, leaves []hallmark.TranscriptLeaf) ([]byte, error) {
	var out bytes.Buffer
	add := func(v any) error {
		b, err := Canonical(v)
		out.Write(append(b, '\n'))
		return err
	}
	if err := add(h); err != nil {
		return nil, err
	}
	for _, leaf := range leaves {
		if err := add(leaf); err != nil {
			return nil, err
		}
	}
	return out.Bytes(), nil
}

// ParseTranscript reads transcript.jsonl.
func ParseTranscript(b []byte) (hallmark.TranscriptHeader, []hallmark.TranscriptLeaf, error) {
	var h hallmark.TranscriptHeader
	var leaves []hallmark.TranscriptLeaf
	for n := 1; len(b) > 0; n++ {
		line, rest, ended := bytes.Cut(b, []byte("\n"))
		if !ended {
			return h, nil, hallmark.Errorf(hallmark.Invalid, "transcript: line %d does not end", n)
		}
		b = rest
		what := fmt.Sprintf("transcript line %d", n)
		if n == 1 {
			if err := DecodeCanonical(line, what, &h); err != nil {
				return h, nil, err
			}
			continue
		}
		var leaf hallmark.TranscriptLeaf
		if err := DecodeCanonical(line, what, &leaf); err != nil {
			return h, nil, err
		}
		leaves = append(leaves, leaf)
	}
	if h.Version != hallmark.TranscriptVersion {
		return h, nil, hallmark.Errorf(hallmark.Unsupported, "transcript: format %q is not known, want %q", h.Version, hallmark.TranscriptVersion)
	}
	return h, leaves, nil
}
