//go:build linux

package tdx

import (
	"bytes"
	"io/fs"
	"os"
	"syscall"

	"golang.org/x/sys/unix"

	"github.com/hallmark-tee/hallmark"
)

// safe makes the folder of the secret if needed and refuses one that is not in
// memory, not private, or in memory that may be written to a disk.
func (k kernel) safe(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return hallmark.Errorf(hallmark.Unsupported, "the folder of the sealing secret: %w", err)
	}
	info, err := os.Lstat(dir)
	if err != nil {
		return hallmark.Errorf(hallmark.Unsupported, "the folder of the sealing secret: %w", err)
	}
	if !info.IsDir() || info.Mode().Perm() != 0o700 || !owned(info) {
		return hallmark.Errorf(hallmark.Unsupported, "%s must be a folder of mode 0700 owned by the enclave's user", dir)
	}
	memory, err := k.tmpfs(dir)
	if err != nil {
		return hallmark.Errorf(hallmark.Unsupported, "the file system of %s: %w", dir, err)
	}
	if !memory {
		return hallmark.Errorf(hallmark.Unsupported, "%s is not on a tmpfs; the sealing secret may lie in the TD's memory only", dir)
	}
	swaps, err := os.ReadFile(k.swaps)
	if err != nil {
		return hallmark.Errorf(hallmark.Unsupported, "whether swap is off cannot be read: %w", err)
	}
	if lines := bytes.Count(bytes.TrimSpace(swaps), []byte("\n")); lines > 0 {
		return hallmark.Errorf(hallmark.Unsupported, "swap is on in this TD; turn it off (swapoff -a), the sealing secret may not leave its memory")
	}
	return nil
}

func onTmpfs(dir string) (bool, error) {
	var st unix.Statfs_t
	if err := unix.Statfs(dir, &st); err != nil {
		return false, err
	}
	return st.Type == unix.TMPFS_MAGIC, nil
}

func owned(info fs.FileInfo) bool {
	st, ok := info.Sys().(*syscall.Stat_t)
	return ok && int(st.Uid) == os.Geteuid()
}
