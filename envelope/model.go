package envelope

import (
	"crypto/sha256"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"github.com/hallmark-tee/hallmark"
)

// ModelFiles lists the files of a base model's directory with their sizes and
// digests, sorted by path: tokenizer, chat template and configuration
// included. Hidden files are left out; anything but plain files is refused.
func ModelFiles(dir fs.FS) ([]hallmark.File, error) {
	var files []hallmark.File
	err := fs.WalkDir(dir, ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return hallmark.Errorf(hallmark.NotFound, "base model: %w", err)
		}
		hidden := path != "." && strings.HasPrefix(e.Name(), ".")
		switch {
		case e.IsDir() && hidden:
			return fs.SkipDir
		case e.IsDir() || hidden:
			return nil
		case !e.Type().IsRegular():
			return hallmark.Errorf(hallmark.Invalid, "base model: %s is not a plain file", path)
		}
		f, err := hashFile(dir, path)
		if err == nil {
			files = append(files, f)
		}
		return err
	})
	slices.SortFunc(files, func(a, b hallmark.File) int { return strings.Compare(a.Path, b.Path) })
	return files, err
}

func hashFile(dir fs.FS, path string) (hallmark.File, error) {
	in, err := dir.Open(path)
	if err != nil {
		return hallmark.File{}, hallmark.Errorf(hallmark.NotFound, "base model: %w", err)
	}
	defer in.Close()
	sum := sha256.New()
	n, err := io.Copy(sum, in)
	if err != nil {
		return hallmark.File{}, hallmark.Errorf(hallmark.Unavailable, "base model: read %s: %w", path, err)
	}
	return hallmark.File{Path: path, Size: uint64(n), SHA256: hallmark.Digest(sum.Sum(nil))}, nil
}

// ModelDigest is the digest that an order names: SHA-256 of the canonical list
// of files.
func ModelDigest(files []hallmark.File) (hallmark.Digest, error) {
	if len(files) == 0 {
		return hallmark.Digest{}, hallmark.Errorf(hallmark.NotFound, "base model: the directory holds no files")
	}
	return Digest(files)
}

// AdapterFiles are the files of a PEFT directory that decide what it computes.
var AdapterFiles = [...]string{"adapter_config.json", "adapter_model.safetensors"}

// AdapterDigest names an adapter by its bytes: SHA-256 over the line
// "hallmark adapter 1" and a line "name hex(SHA-256(file))" for each of
// AdapterFiles. sum gives a file's SHA-256; other files do not count.
func AdapterDigest(sum func(name string) hallmark.Digest) hallmark.Digest {
	h := sha256.New()
	fmt.Fprintln(h, "hallmark adapter 1")
	for _, name := range AdapterFiles {
		fmt.Fprintf(h, "%s %x\n", name, [32]byte(sum(name)))
	}
	return hallmark.Digest(h.Sum(nil))
}
