package enclave

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/binary"
	"fmt"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/sealed"
	"github.com/hallmark-tee/hallmark/envelope"
)

// transcriptStart is the head before the first step.
func transcriptStart(id hallmark.JobID) hallmark.Digest {
	return sha256.Sum256(append([]byte("hallmark transcript v1\n"), id[:]...))
}

// transcriptNext chains one more leaf: SHA-256(head || leaf).
func transcriptNext(head, leaf hallmark.Digest) hallmark.Digest {
	return sha256.Sum256(append(head[:], leaf[:]...))
}

// chain gives the leaves' digests and the head after them.
func chain(id hallmark.JobID, leaves []hallmark.TranscriptLeaf) ([]hallmark.Digest, hallmark.Digest, error) {
	head := transcriptStart(id)
	digests := make([]hallmark.Digest, 0, len(leaves))
	for _, leaf := range leaves {
		d, err := envelope.TranscriptLeaf(leaf)
		if err != nil {
			return nil, head, err
		}
		digests, head = append(digests, d), transcriptNext(head, d)
	}
	return digests, head, nil
}

// checkpoints encrypts one job's checkpoints: AES-256-GCM with a random nonce
// under HKDF-SHA256(seed, "hallmark checkpoint v1" || jobId); the additional
// data is jobId || step u64 || transcript head, so that a foreign, older or
// later checkpoint does not open.
type checkpoints struct {
	id   hallmark.JobID
	aead cipher.AEAD
}

func newCheckpoints(seed []byte, id hallmark.JobID) (checkpoints, error) {
	key, err := hkdf.Key(sha256.New, seed, nil, "hallmark checkpoint v1"+string(id[:]), 32)
	if err != nil {
		return checkpoints{}, hallmark.Errorf(hallmark.Internal, "derive the checkpoint key: %w", err)
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return checkpoints{}, hallmark.Errorf(hallmark.Internal, "checkpoint cipher: %w", err)
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		return checkpoints{}, hallmark.Errorf(hallmark.Internal, "checkpoint cipher: %w", err)
	}
	return checkpoints{id, aead}, nil
}

func (c checkpoints) bound(step uint64, head hallmark.Digest) []byte {
	b := binary.BigEndian.AppendUint64(append([]byte{}, c.id[:]...), step)
	return append(b, head[:]...)
}

func (c checkpoints) seal(step uint64, head hallmark.Digest, data []byte) []byte {
	return c.aead.Seal(nil, nil, data, c.bound(step, head))
}

func (c checkpoints) open(step uint64, head hallmark.Digest, data []byte) ([]byte, error) {
	plain, err := c.aead.Open(nil, nil, data, c.bound(step, head))
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Tampered, "the checkpoint on disk is not the one of step %d of job %s", step, c.id.Short())
	}
	return plain, nil
}

// name is the file of the checkpoint of a step.
func (c checkpoints) name(step uint64) string {
	return fmt.Sprintf("%s/checkpoint-%d", jobFolder(c.id), step)
}

// stateName is the file of the snapshot of a step, kept for the replay file.
func (c checkpoints) stateName(step uint64) string {
	return fmt.Sprintf("%s/state-%d", jobFolder(c.id), step)
}

// stateNames are the files of snapshots.
func (c checkpoints) stateNames(list []hallmark.ReplayCheckpoint) []string {
	names := make([]string, len(list))
	for i, s := range list {
		names[i] = c.stateName(s.Step)
	}
	return names
}

// ofState is the additional data of a snapshot: it is bound to the digest of its
// own bytes, and never opens as a checkpoint.
func (c checkpoints) ofState(s hallmark.ReplayCheckpoint) []byte {
	return append(c.bound(s.Step, s.State), "state"...)
}

func (c checkpoints) sealState(s hallmark.ReplayCheckpoint, data []byte) []byte {
	return c.aead.Seal(nil, nil, data, c.ofState(s))
}

// state reads a snapshot back. Tampered: it is not the one that was sealed.
func (c checkpoints) state(store *sealed.Store, s hallmark.ReplayCheckpoint) ([]byte, error) {
	b, err := store.Get(c.stateName(s.Step))
	if err != nil {
		return nil, err
	}
	plain, err := c.aead.Open(nil, nil, b, c.ofState(s))
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Tampered, "the state on disk is not the one of step %d of job %s", s.Step, c.id.Short())
	}
	return plain, nil
}
