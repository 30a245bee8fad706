//go:build !linux

package journal

import "os"

// datasync syncs a file's bytes and its size.
func datasync(f *os.File) error { return f.Sync() }
