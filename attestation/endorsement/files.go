package endorsement

import (
	"crypto/x509"
	"io"
	"io/fs"
	"strings"
	"time"

	"github.com/hallmark-tee/hallmark"
)

// MaxFiles bounds the files of a folder that are read.
const MaxFiles = 4096

// AddFS sorts every file of a file system, its folders included, into the set,
// in the order of their names, and gives how many were recognised. Files that
// begin with a dot, and those over MaxFile, are left out.
func (s *Set) AddFS(fsys fs.FS) (known int, err error) {
	files := 0
	err = fs.WalkDir(fsys, ".", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return hallmark.Errorf(hallmark.Unavailable, "collateral: %w", err)
		case path != "." && strings.HasPrefix(d.Name(), "."):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case d.IsDir() || !d.Type().IsRegular():
			return nil
		}
		if files++; files > MaxFiles {
			return hallmark.Errorf(hallmark.Exhausted, "collateral: the folder holds more than %d files", MaxFiles)
		}
		f, err := fsys.Open(path)
		if err != nil {
			return hallmark.Errorf(hallmark.Unavailable, "collateral: %w", err)
		}
		defer f.Close()
		data, err := io.ReadAll(io.LimitReader(f, MaxFile+1))
		if err != nil {
			return hallmark.Errorf(hallmark.Unavailable, "collateral: %w", err)
		}
		if len(data) > MaxFile {
			return nil
		}
		ok, err := s.Add(data)
		known += one(ok)
		return err
	})
	return known, err
}

// ListIssued is when a revocation list (DER) was issued.
func ListIssued(der []byte) (time.Time, error) {
	l, err := x509.ParseRevocationList(der)
	if err != nil {
		return time.Time{}, hallmark.Errorf(hallmark.Invalid, "revocation list: %w", err)
	}
	return l.ThisUpdate, nil
}
