package kernel

import (
	"unsafe"

	"golang.org/x/sys/unix"
)

// adviseHuge asks for huge pages in the whole 2 MiB pieces of p. It is advice:
// where the system does not follow, nothing but speed is lost.
func adviseHuge(p []uint16) {
	const huge = 2 << 20
	raw := unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(p))), 2*len(p))
	skip := -uintptr(unsafe.Pointer(&raw[0])) % huge
	if whole := (uintptr(len(raw)) - skip) &^ (huge - 1); skip < uintptr(len(raw)) && whole > 0 {
		_ = unix.Madvise(raw[skip:skip+whole], unix.MADV_HUGEPAGE)
	}
}
