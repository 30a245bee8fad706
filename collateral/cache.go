package collateral

import (
	"os"
	"path/filepath"
	"regexp"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/endorsement"
)

// Cache is a folder of plain files, one for each thing fetched, named by what
// it is and when it was issued. `hallmark verify --collateral` reads it.
type Cache struct{ Dir string }

// Save writes files, each whole or not at all. A name that is there already is
// replaced.
func (c Cache) Save(files ...File) error {
	if len(files) == 0 {
		return nil
	}
	if err := os.MkdirAll(c.Dir, 0o755); err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "collateral cache: %w", err)
	}
	for _, f := range files {
		if err := c.save(f); err != nil {
			return hallmark.Errorf(hallmark.Unavailable, "collateral cache: %w", err)
		}
	}
	return nil
}

func (c Cache) save(f File) error {
	tmp, err := os.CreateTemp(c.Dir, ".fetching-*")
	if err != nil {
		return err
	}
	defer os.Remove(tmp.Name())
	if _, err := tmp.Write(f.Data); err != nil {
		tmp.Close()
		return err
	}
	if err := tmp.Chmod(0o644); err != nil {
		tmp.Close()
		return err
	}
	if err := tmp.Close(); err != nil {
		return err
	}
	return os.Rename(tmp.Name(), filepath.Join(c.Dir, f.Name))
}

// Prune deletes files of the cache's that were saved before a time.
func (c Cache) Prune(before time.Time) error {
	entries, err := os.ReadDir(c.Dir)
	if os.IsNotExist(err) {
		return nil
	}
	if err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "collateral cache: %w", err)
	}
	for _, e := range entries {
		info, err := e.Info()
		if err != nil || !info.Mode().IsRegular() || !saved.MatchString(e.Name()) || !info.ModTime().Before(before) {
			continue
		}
		if err := os.Remove(filepath.Join(c.Dir, e.Name())); err != nil {
			return hallmark.Errorf(hallmark.Unavailable, "collateral cache: %w", err)
		}
	}
	return nil
}

// saved are the names that fetching gives.
var saved = regexp.MustCompile(`^(tdx|sgx|pck-crl|root-crl|rim|ocsp|nras)-.*\.(json|pem|der|xml)$`)

// Set reads the whole cache; a folder that is not there is an empty one.
func (c Cache) Set() (*endorsement.Set, error) {
	s := new(endorsement.Set)
	if _, err := os.Stat(c.Dir); os.IsNotExist(err) {
		return s, nil
	}
	_, err := s.AddFS(os.DirFS(c.Dir))
	return s, err
}
