package sealed

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"github.com/hallmark-tee/hallmark"
)

// maxFile bounds what Read takes from a disk that is not trusted.
const maxFile = 1 << 30

// Store is a locked directory of sealed files. Names are slash paths below it.
type Store struct {
	*Box
	dir  string
	lock *os.File
}

// Open locks dir, which it makes if needed, for this process. Conflict: another
// process holds it.
func Open(dir string, key []byte) (*Store, error) {
	box, err := NewBox(key)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, hallmark.Errorf(hallmark.Unavailable, "state directory: %w", err)
	}
	lock, err := os.OpenFile(filepath.Join(dir, "lock"), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Unavailable, "state lock: %w", err)
	}
	if err := syscall.Flock(int(lock.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		lock.Close()
		if errors.Is(err, syscall.EWOULDBLOCK) {
			return nil, hallmark.Errorf(hallmark.Conflict, "the state directory %s is in use by another enclave; two may never share one", dir)
		}
		return nil, hallmark.Errorf(hallmark.Unavailable, "lock the state directory: %w", err)
	}
	return &Store{Box: box, dir: dir, lock: lock}, nil
}

// Close gives the lock back.
func (s *Store) Close() error { return s.lock.Close() }

// Path is where a name lies on disk.
func (s *Store) Path(name string) string { return filepath.Join(s.dir, filepath.FromSlash(name)) }

// Write seals plain and replaces the file of that name, synced to the disk.
func (s *Store) Write(name string, plain []byte) error {
	b, err := s.Seal(name, plain)
	if err != nil {
		return err
	}
	return s.Put(name, b)
}

// Read opens the file of that name; NotFound when there is none, Lost when it
// does not open.
func (s *Store) Read(name string) ([]byte, error) {
	b, err := s.Get(name)
	if err != nil {
		return nil, err
	}
	return s.Box.Open(name, b)
}

// Get reads a file's bytes as they lie on disk.
func (s *Store) Get(name string) ([]byte, error) {
	f, err := os.Open(s.Path(name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, hallmark.Errorf(hallmark.NotFound, "no state file %s", name)
	}
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Unavailable, "open state file: %w", err)
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Unavailable, "read state file: %w", err)
	}
	if len(b) > maxFile {
		return nil, hallmark.Errorf(hallmark.Exhausted, "state file %s exceeds %d bytes", name, maxFile)
	}
	return b, nil
}

// Put replaces the file of that name with bytes that are already protected,
// synced to the disk.
func (s *Store) Put(name string, b []byte) error {
	return s.Stream(name, func(w io.Writer) error {
		_, err := w.Write(b)
		return err
	})
}

// Stream replaces the file of that name with what fill writes, which must
// already be protected; nothing is replaced when fill fails.
func (s *Store) Stream(name string, fill func(io.Writer) error) error {
	path := s.Path(name)
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "state directory: %w", err)
	}
	tmp, err := os.CreateTemp(dir, ".writing-*")
	if err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "create state file: %w", err)
	}
	defer os.Remove(tmp.Name()) // gone after the rename
	defer tmp.Close()
	if err := fill(tmp); err != nil {
		return err
	}
	if err := errors.Join(tmp.Sync(), tmp.Close()); err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "sync state file: %w", err)
	}
	if err := os.Rename(tmp.Name(), path); err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "replace state file: %w", err)
	}
	return syncDir(dir)
}

// Remove deletes a file or a folder with all in it; one that is absent is fine.
func (s *Store) Remove(name string) error {
	if err := os.RemoveAll(s.Path(name)); err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "remove state: %w", err)
	}
	return syncDir(filepath.Dir(s.Path(name)))
}

// List gives the names of the entries of a folder; none when it is absent.
func (s *Store) List(name string) ([]string, error) {
	entries, err := os.ReadDir(s.Path(name))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, hallmark.Errorf(hallmark.Unavailable, "list state: %w", err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names, nil
}

// Move renames an entry; one that is absent is fine.
func (s *Store) Move(from, to string) error {
	if err := os.MkdirAll(filepath.Dir(s.Path(to)), 0o700); err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "state directory: %w", err)
	}
	if err := os.Rename(s.Path(from), s.Path(to)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return hallmark.Errorf(hallmark.Unavailable, "move state: %w", err)
	}
	return errors.Join(syncDir(filepath.Dir(s.Path(from))), syncDir(filepath.Dir(s.Path(to))))
}

func syncDir(dir string) error {
	d, err := os.Open(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "sync state directory: %w", err)
	}
	defer d.Close()
	if err := d.Sync(); err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "sync state directory: %w", err)
	}
	return nil
}
