package enclave

import (
	"archive/tar"
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"io"
	"io/fs"
	"os"
	"strings"
	"time"

	"filippo.io/age"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/engine"
	"github.com/hallmark-tee/hallmark/envelope"
)

const (
	adaptersFolder = "adapters"
	adapterVersion = "adapter/1"
	maxAdapterFile = 1 << 30
)

// keptAdapter is the adapter of a settled job, kept to be served. It is sealed,
// and the receipt that says who owns it and what it was made from is with it.
type keptAdapter struct {
	Version   string            `json:"hallmark"` // adapterVersion
	Job       hallmark.JobID    `json:"job"`
	Owner     hallmark.Address  `json:"owner"`
	Base      hallmark.Digest   `json:"base"`
	Adapter   hallmark.Digest   `json:"adapter"` // engine.AdapterDigest of the files
	Template  string            `json:"template"`
	Receipt   hallmark.Receipt  `json:"receipt"`
	Signature hallmark.Hex      `json:"signature"` // of the receipt
	Files     map[string][]byte `json:"files"`
	created   time.Time
}

func adapterName(job hallmark.JobID) string { return adaptersFolder + "/" + job.String() + ".sealed" }

// filesInMemory are small files by name.
type filesInMemory map[string][]byte

// Open implements fs.FS.
func (m filesInMemory) Open(name string) (fs.File, error) {
	b, ok := m[name]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return &memoryFile{Reader: bytes.NewReader(b), name: name}, nil
}

// keepAdapter keeps the adapter of a job that was settled, taken from the
// artifact that its receipt names.
func (s *Service) keepAdapter(j *job, signed hallmark.SignedSettlement) error {
	r := j.snapshot()
	if r.Done == nil || r.Signed.Config.Method != "lora" || r.Done.Key == "" {
		return nil
	}
	files, err := s.artifactFiles(j.id, r.Done.Key, signed.Receipt.Artifact.Digest)
	if err != nil {
		return err
	}
	k := &keptAdapter{
		Version: adapterVersion, Job: j.id, Owner: r.Signed.Order.User, Base: r.Signed.Order.BaseModel, Adapter: engine.AdapterDigest(files),
		Template: r.Signed.Config.Template, Receipt: signed.Receipt, Signature: signed.ReceiptSig, Files: files,
	}
	b, err := json.Marshal(k)
	if err != nil {
		return hallmark.Errorf(hallmark.Internal, "encode an adapter: %w", err)
	}
	if err := s.store.Write(adapterName(j.id), b); err != nil {
		return err
	}
	s.serving.know(k)
	s.log.Info("adapter kept to be served", "job", j.id.Short(), "adapter", k.Adapter.Short())
	return nil
}

// artifactFiles opens a job's artifact on the disk, which must be the one that
// the receipt names, and gives the adapter's files.
func (s *Service) artifactFiles(id hallmark.JobID, key string, digest hallmark.Digest) (map[string][]byte, error) {
	identity, err := age.ParseX25519Identity(key)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Internal, "the artifact's key is malformed")
	}
	b, err := s.store.Get(artifactName(id))
	if err != nil {
		return nil, err
	}
	if got := hallmark.Digest(sha256.Sum256(b)); got != digest {
		return nil, hallmark.Errorf(hallmark.Tampered, "the artifact of job %s on the disk is %s, the receipt names %s", id.Short(), got.Short(), digest.Short())
	}
	plain, err := age.Decrypt(bytes.NewReader(b), identity)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Tampered, "the artifact of job %s does not open", id.Short())
	}
	files := map[string][]byte{}
	for t := tar.NewReader(plain); ; {
		h, err := t.Next()
		if err == io.EOF {
			return files, nil
		}
		if err != nil {
			return nil, hallmark.Errorf(hallmark.Tampered, "the artifact of job %s: %w", id.Short(), err)
		}
		if name, ok := strings.CutPrefix(h.Name, adapterFolder); ok {
			if files[name], err = io.ReadAll(io.LimitReader(t, maxAdapterFile)); err != nil {
				return nil, hallmark.Errorf(hallmark.Tampered, "the artifact of job %s: %w", id.Short(), err)
			}
		}
	}
}

// know adds an adapter to those that can be called; its files stay on disk.
func (v *serving) know(k *keptAdapter) {
	known := *k
	known.Files = nil
	if info, err := os.Stat(v.service.store.Path(adapterName(k.Job))); err == nil {
		known.created = info.ModTime()
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	v.adapters[k.Job] = &known
}

// listAdapters finds the adapters of earlier starts. One that does not open, or
// has no valid receipt, is not served.
func (v *serving) listAdapters() error {
	names, err := v.service.store.List(adaptersFolder)
	if err != nil {
		return err
	}
	for _, name := range names {
		job, err := hallmark.ParseDigest(strings.TrimSuffix(name, ".sealed"))
		if err != nil {
			continue
		}
		k, err := v.openAdapter(job)
		if err != nil {
			v.service.log.Warn("an adapter is not served", "job", job.Short(), "error", err)
			continue
		}
		v.know(k)
	}
	return nil
}

// openAdapter reads a kept adapter and requires the receipt of this enclave's
// key that it was made by the job, from the base, for its owner.
func (v *serving) openAdapter(job hallmark.JobID) (*keptAdapter, error) {
	b, err := v.service.store.Read(adapterName(job))
	if err != nil {
		return nil, err
	}
	k := &keptAdapter{}
	if err := hallmark.DecodeStrict(b, "kept adapter", k); err != nil {
		return nil, err
	}
	digest, err := envelope.ReceiptDigest(k.Receipt)
	if err != nil {
		return nil, err
	}
	if err := envelope.Require("receipt of the adapter's job", digest, k.Signature, v.service.keys.signer); err != nil {
		return nil, err
	}
	if r := k.Receipt; k.Version != adapterVersion || k.Job != job || r.Order != job || r.BaseModel != k.Base || r.Outcome == hallmark.Failed {
		return nil, hallmark.Errorf(hallmark.Mismatch, "the receipt with the adapter of job %s is of another job or base", job.Short())
	}
	if got := engine.AdapterDigest(k.Files); got != k.Adapter {
		return nil, hallmark.Errorf(hallmark.Tampered, "the adapter of job %s is %s, kept was %s", job.Short(), got.Short(), k.Adapter.Short())
	}
	return k, nil
}
