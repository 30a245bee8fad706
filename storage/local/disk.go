package local

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/bits"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/storage/merkle"
)

// blobKey names stored bytes. The size is part of it because a root does not
// bind the length.
type blobKey struct {
	root hallmark.Digest
	size int64
}

// blob is one file on disk, in a folder of its own:
//
//	data    the segments, each at its place
//	proofs  the lemma of each segment's proof, in slots of one size
//	have    one byte per segment, 1 once data and proof are written
//
// The order of writing makes it safe to kill the process at any point; data is
// synced before the last byte of have says that the blob is complete.
type blob struct {
	key    blobKey
	layout merkle.Layout
	dir    string

	mu    sync.RWMutex
	have  []bool
	count int
}

// disk is the set of blobs in one folder.
type disk struct {
	dir   string
	mu    sync.Mutex
	blobs map[blobKey]*blob
}

func openDisk(dir string) (*disk, error) {
	d := &disk{dir: dir, blobs: map[blobKey]*blob{}}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, hallmark.Errorf(hallmark.Unavailable, "storage folder: %w", err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Unavailable, "storage folder: %w", err)
	}
	for _, e := range entries {
		root, size, _ := strings.Cut(e.Name(), "-")
		r, err1 := hallmark.ParseDigest(root)
		s, err2 := strconv.ParseInt(size, 10, 64)
		if err1 != nil || err2 != nil {
			continue // not ours
		}
		b, err := d.blob(blobKey{r, s})
		if err != nil {
			return nil, err
		}
		if err := b.load(); err != nil {
			return nil, err
		}
	}
	return d, nil
}

// blob finds or makes the place for a file.
func (d *disk) blob(key blobKey) (*blob, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if b := d.blobs[key]; b != nil {
		return b, nil
	}
	layout, err := merkle.NewLayout(key.size)
	if err != nil {
		return nil, err
	}
	b := &blob{key: key, layout: layout, dir: filepath.Join(d.dir, fmt.Sprintf("%s-%d", key.root, key.size)), have: make([]bool, layout.Segments())}
	if err := os.MkdirAll(b.dir, 0o700); err != nil {
		return nil, hallmark.Errorf(hallmark.Unavailable, "storage folder: %w", err)
	}
	d.blobs[key] = b
	return b, nil
}

// find is the blob if it exists.
func (d *disk) find(key blobKey) *blob {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.blobs[key]
}

// load reads which segments are there. Segments of an incomplete blob are
// checked against their proofs, so that a power failure cannot leave a hole
// that is taken for data.
func (b *blob) load() error {
	have, err := os.ReadFile(filepath.Join(b.dir, "have"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return hallmark.Errorf(hallmark.Unavailable, "storage folder: %w", err)
	}
	for i := range min(len(have), len(b.have)) {
		if have[i] == 1 {
			b.have[i] = true
			b.count++
		}
	}
	if b.complete() {
		return nil
	}
	h, buf := merkle.NewHasher(), make([]byte, merkle.SegmentSize)
	for i := range b.have {
		if !b.have[i] {
			continue
		}
		data, proof, err := b.read(int64(i), buf)
		if err != nil || h.Check(b.layout, b.key.root, int64(i), data, proof) != nil {
			b.have[i] = false
			b.count--
		}
	}
	return nil
}

func (b *blob) complete() bool {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return b.count == len(b.have)
}

func (b *blob) has(index int64) bool {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return b.have[index]
}

func (b *blob) stored() int {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return b.count
}

// slot is the room for one segment's lemma in the proofs file.
func (b *blob) slot() int {
	return (bits.Len64(uint64(b.layout.Leaves()-1)) + 2) * len(hallmark.Digest{})
}

// write stores a segment whose proof was checked.
func (b *blob) write(index int64, data []byte, lemma []hallmark.Digest) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.have[index] {
		return nil
	}
	last := b.count == len(b.have)-1
	flat := make([]byte, 0, b.slot())
	for _, d := range lemma {
		flat = append(flat, d[:]...)
	}
	if err := b.put("data", data, index*merkle.SegmentSize, last); err != nil {
		return err
	}
	if err := b.put("proofs", flat, index*int64(b.slot()), last); err != nil {
		return err
	}
	if err := b.put("have", []byte{1}, index, last); err != nil {
		return err
	}
	b.have[index] = true
	b.count++
	return nil
}

func (b *blob) put(name string, data []byte, at int64, sync bool) error {
	f, err := os.OpenFile(filepath.Join(b.dir, name), os.O_CREATE|os.O_WRONLY, 0o600)
	if err == nil {
		_, err = f.WriteAt(data, at)
		if err == nil && sync {
			err = f.Sync()
		}
		err = errors.Join(err, f.Close())
	}
	if err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "storing a segment: %w", err)
	}
	return nil
}

// read gives a stored segment and its proof; data lies in buf.
func (b *blob) read(index int64, buf []byte) ([]byte, merkle.Proof, error) {
	data := buf[:b.layout.SegmentLen(index)]
	if err := b.get("data", data, index*merkle.SegmentSize); err != nil {
		return nil, merkle.Proof{}, err
	}
	p := merkle.Proof{Path: b.layout.Path(index), Lemma: make([]hallmark.Digest, 1, 16)}
	if b.layout.Leaves() > 1 {
		p.Lemma = make([]hallmark.Digest, len(p.Path)+2)
	}
	flat := make([]byte, len(p.Lemma)*len(hallmark.Digest{}))
	if err := b.get("proofs", flat, index*int64(b.slot())); err != nil {
		return nil, merkle.Proof{}, err
	}
	for i := range p.Lemma {
		flat = flat[copy(p.Lemma[i][:], flat):]
	}
	return data, p, nil
}

func (b *blob) get(name string, data []byte, at int64) error {
	f, err := os.Open(filepath.Join(b.dir, name))
	if err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "reading a segment: %w", err)
	}
	defer f.Close()
	if _, err := io.ReadFull(io.NewSectionReader(f, at, int64(len(data))), data); err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "reading a segment: %w", err)
	}
	return nil
}
