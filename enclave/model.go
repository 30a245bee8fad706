package enclave

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/dataset"
	"github.com/hallmark-tee/hallmark/dataset/tokenizer"
	"github.com/hallmark-tee/hallmark/enclave/engine/safetensors"
	"github.com/hallmark-tee/hallmark/enclave/platform"
	"github.com/hallmark-tee/hallmark/envelope"
)

// Files of a base model that the enclave itself reads.
const (
	configFile    = "config.json"
	tokenizerFile = "tokenizer.json"
	weightsSuffix = ".safetensors" // of one file or of shards
)

// model is a base model on the host's disk. Its files are checked against the
// digests each time they are read, not only when they were listed.
type model struct {
	hallmark.Model
	files verified

	mu       sync.Mutex
	measured bool
	tok      *tokenizer.Tokenizer
}

// loadModels lists the folders of dir that hold a base model.
func loadModels(dir string) ([]*model, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.NotFound, "models folder: %w", err)
	}
	var all []*model
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") {
			continue
		}
		path := filepath.Join(dir, e.Name())
		if info, err := os.Stat(path); err != nil || !info.IsDir() {
			continue // notes and licences beside the models
		}
		m, err := loadModel(e.Name(), os.DirFS(path))
		if err != nil {
			return nil, hallmark.Errorf(hallmark.KindOf(err), "model %s: %w", e.Name(), err)
		}
		all = append(all, m)
	}
	return all, nil
}

func loadModel(name string, dir fs.FS) (*model, error) {
	files, err := envelope.ModelFiles(dir)
	if err != nil {
		return nil, err
	}
	digest, err := envelope.ModelDigest(files)
	if err != nil {
		return nil, err
	}
	m := &model{Model: hallmark.Model{Name: name, Digest: digest, Files: files}, files: verified{dir: dir, files: files}}
	raw, err := fs.ReadFile(m.files, configFile)
	if err != nil {
		return nil, err
	}
	var shape struct {
		Context int `json:"max_position_embeddings"`
	}
	if err := json.Unmarshal(raw, &shape); err != nil || shape.Context < 1 {
		return nil, hallmark.Errorf(hallmark.Invalid, "%s has no max_position_embeddings", configFile)
	}
	m.MaxSeqLen = shape.Context
	if m.Parameters, err = countParameters(m.files); err != nil {
		return nil, err
	}
	tok, err := m.tokenizer()
	if err != nil {
		return nil, err
	}
	m.Template, err = dataset.TemplateOf(tok, m.files)
	return m, err
}

// countParameters adds up the tensors of every weights file, for a count shown
// to people.
func countParameters(files verified) (uint64, error) {
	var n uint64
	found := false
	for _, file := range files.files {
		if !strings.HasSuffix(file.Path, weightsSuffix) {
			continue
		}
		found = true
		f, err := files.dir.Open(file.Path)
		if err != nil {
			return 0, hallmark.Errorf(hallmark.NotFound, "base model: %w", err)
		}
		tensors, _, err := safetensors.ReadHeader(f)
		if err = errors.Join(err, f.Close()); err != nil {
			return 0, err
		}
		for _, t := range tensors {
			n += uint64(t.Elements())
		}
	}
	if !found {
		return 0, hallmark.Errorf(hallmark.NotFound, "base model: no %s file", weightsSuffix)
	}
	return n, nil
}

func (m *model) tokenizer() (*tokenizer.Tokenizer, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.tok != nil {
		return m.tok, nil
	}
	raw, err := fs.ReadFile(m.files, tokenizerFile)
	if err != nil {
		return nil, err
	}
	m.tok, err = tokenizer.Parse(raw)
	return m.tok, err
}

// measure records the model in the platform's run-time register, once per
// process, before it is used.
func (m *model) measure(ctx context.Context, p platform.Platform) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.measured {
		return nil
	}
	if err := p.Measure(ctx, "model", []byte(m.Digest.String())); err != nil {
		return err
	}
	m.measured = true
	return nil
}

// verified is a file system whose files have digests. A file is read whole and
// compared before its first byte is handed out, so that the host cannot change
// it between the check and the use.
type verified struct {
	dir    fs.FS
	files  []hallmark.File
	failed *error // if set, takes the first failure, which readers may rename
}

// Open implements fs.FS for the listed files; Tampered when one has changed.
func (v verified) Open(name string) (fs.File, error) {
	f, err := v.open(name)
	if err != nil && v.failed != nil && *v.failed == nil && !errors.Is(err, fs.ErrNotExist) {
		*v.failed = err
	}
	return f, err
}

func (v verified) open(name string) (fs.File, error) {
	i, found := slices.BinarySearchFunc(v.files, name, func(f hallmark.File, name string) int { return strings.Compare(f.Path, name) })
	if !found {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	want := v.files[i]
	f, err := v.dir.Open(name)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Unavailable, "base model: %w", err)
	}
	defer f.Close()
	b := make([]byte, 0, want.Size+1)
	buf := bytes.NewBuffer(b)
	if _, err := io.Copy(buf, io.LimitReader(f, int64(want.Size)+1)); err != nil {
		return nil, hallmark.Errorf(hallmark.Unavailable, "base model: read %s: %w", name, err)
	}
	if uint64(buf.Len()) != want.Size || hallmark.Digest(sha256.Sum256(buf.Bytes())) != want.SHA256 {
		return nil, hallmark.Errorf(hallmark.Tampered, "base model: %s changed on disk since the enclave started; restore it or restart", name)
	}
	return &memoryFile{Reader: bytes.NewReader(buf.Bytes()), name: name}, nil
}

// memoryFile is an open file whose bytes are in memory.
type memoryFile struct {
	*bytes.Reader
	name string
}

func (f *memoryFile) Stat() (fs.FileInfo, error) { return f, nil }
func (f *memoryFile) Close() error               { return nil }
func (f *memoryFile) Name() string               { return f.name }
func (f *memoryFile) Mode() fs.FileMode          { return 0o400 }
func (f *memoryFile) ModTime() time.Time         { return time.Time{} }
func (f *memoryFile) IsDir() bool                { return false }
func (f *memoryFile) Sys() any                   { return nil }
