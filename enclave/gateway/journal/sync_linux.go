package journal

import (
	"os"
	"syscall"
)

// datasync syncs a file's bytes and its size.
func datasync(f *os.File) error { return syscall.Fdatasync(int(f.Fd())) }
