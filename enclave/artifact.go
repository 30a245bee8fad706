package enclave

import (
	"archive/tar"
	"bytes"
	"crypto/sha256"
	"io"
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

// transcriptLines is transcript.jsonl.
func transcriptLines(h hallmark.TranscriptHeader, leaves []hallmark.TranscriptLeaf) ([]byte, error) {
	var out bytes.Buffer
	add := func(v any) error {
		b, err := envelope.Canonical(v)
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

// writeArtifact encrypts the tar to a fresh key and keeps it on disk.
func (s *Service) writeArtifact(id hallmark.JobID, method string, files map[string][]byte, transcript []byte) (wire.Artifact, *age.X25519Identity, error) {
	key, err := age.GenerateX25519Identity()
	if err != nil {
		return wire.Artifact{}, nil, hallmark.Errorf(hallmark.Internal, "make the artifact's key: %w", err)
	}
	tree, sum := merkle.NewWriter(), sha256.New()
	err = s.store.Stream(artifactName(id), func(disk io.Writer) error {
		w, err := envelope.Encrypt(io.MultiWriter(disk, tree, sum), key.Recipient().String())
		if err != nil {
			return err
		}
		if err := pack(w, method, files, transcript); err != nil {
			return err
		}
		if err := w.Close(); err != nil {
			return hallmark.Errorf(hallmark.Unavailable, "write the artifact: %w", err)
		}
		return nil
	})
	if err != nil {
		return wire.Artifact{}, nil, err
	}
	t, err := tree.Tree()
	if err != nil {
		return wire.Artifact{}, nil, err
	}
	return wire.Artifact{Root: t.Root(), Digest: hallmark.Digest(sum.Sum(nil)), Bytes: uint64(tree.Size())}, key, nil
}
