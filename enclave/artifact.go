package enclave

import (
	"archive/tar"
	"crypto/sha256"
	"io"
	"path"
	"slices"
	"strings"
	"time"

	"filippo.io/age"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/wire"
	"github.com/hallmark-tee/hallmark/envelope"
	"github.com/hallmark-tee/hallmark/storage/merkle"
)

// The artifact is an age file around a tar: what was trained in one folder, the
// transcript (its header on the first line, then one leaf per line, each
// canonical JSON), and a note for people.
const (
	adapterFolder  = "adapter/" // a PEFT adapter
	modelFolder    = "model/"   // a whole model, after full training
	transcriptFile = "transcript.jsonl"
	readmeFile     = "README.txt"
)

const adapterReadme = `This archive was made by Hallmark.

adapter/          a LoRA adapter in the layout of Hugging Face PEFT
transcript.jsonl  the training transcript: its header, then one line per step

The receipt of the job names the SHA-256 of the encrypted archive and the root
of the transcript; ` + "`hallmark verify`" + ` checks them.
`

// pack writes the tar. Its bytes depend on the arguments alone.
func pack(w io.Writer, method string, files map[string][]byte, transcript []byte) error {
	folder, readme := adapterFolder, adapterReadme
	if method == "full" {
		folder = modelFolder
		readme = strings.Replace(readme, "adapter/          a LoRA adapter in the layout of Hugging Face PEFT", "model/            a model in the layout of Hugging Face transformers", 1)
	}
	all := map[string][]byte{transcriptFile: transcript, readmeFile: []byte(readme)}
	names := []string{transcriptFile, readmeFile}
	for name, b := range files {
		all[folder+name] = b
		names = append(names, folder+name)
	}
	slices.Sort(names)
	t := tar.NewWriter(w)
	for _, name := range names {
		h := tar.Header{Typeflag: tar.TypeReg, Name: name, Size: int64(len(all[name])), Mode: 0o644, ModTime: time.Unix(0, 0), Format: tar.FormatUSTAR}
		if err := t.WriteHeader(&h); err != nil {
			return hallmark.Errorf(hallmark.Internal, "artifact: %w", err)
		}
		if _, err := t.Write(all[name]); err != nil {
			return hallmark.Errorf(hallmark.Unavailable, "write the artifact: %w", err)
		}
	}
	if err := t.Close(); err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "write the artifact: %w", err)
	}
	return nil
}

// writeArtifact encrypts the tar of what was trained and keeps it on disk.
func (s *Service) writeArtifact(id hallmark.JobID, key *age.X25519Identity, method string, files map[string][]byte, transcript []byte) (wire.Artifact, error) {
	return s.encrypted(artifactName(id), key, func(w io.Writer) error { return pack(w, method, files, transcript) })
}

// writeReplay encrypts what a replay starts from. The checkpoints come from the
// disk again and are compared with the digests that the transcript was made
// with: the host had them meanwhile.
func (s *Service) writeReplay(c checkpoints, key *age.X25519Identity, owner, transcript []byte, states []hallmark.ReplayCheckpoint) (wire.Artifact, error) {
	return s.encrypted(replayName(c.id), key, func(w io.Writer) error {
		return envelope.WriteReplay(w, owner, transcript, states, func(state hallmark.ReplayCheckpoint) ([]byte, error) { return c.state(s.store, state) })
	})
}

// encrypted writes an age file to one key and names it as storage will.
func (s *Service) encrypted(name string, key *age.X25519Identity, fill func(io.Writer) error) (wire.Artifact, error) {
	tree, sum := merkle.NewWriter(), sha256.New()
	err := s.store.Stream(name, func(disk io.Writer) error {
		w, err := envelope.Encrypt(io.MultiWriter(disk, tree, sum), key.Recipient().String())
		if err != nil {
			return err
		}
		if err := fill(w); err != nil {
			return err
		}
		if err := w.Close(); err != nil {
			return hallmark.Errorf(hallmark.Unavailable, "write %s: %w", path.Base(name), err)
		}
		return nil
	})
	if err != nil {
		return wire.Artifact{}, err
	}
	t, err := tree.Tree()
	if err != nil {
		return wire.Artifact{}, err
	}
	return wire.Artifact{Root: t.Root(), Digest: hallmark.Digest(sum.Sum(nil)), Bytes: uint64(tree.Size())}, nil
}
