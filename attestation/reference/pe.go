package reference

import (
	"bytes"
	"cmp"
	"crypto/sha512"
	"debug/pe"
	"encoding/binary"
	"slices"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/dcap"
)

// MaxImage bounds a kernel, initrd or unified kernel image, in bytes.
const MaxImage = 1 << 30

const (
	certificateTable = 4 // index of the data directory
	maxPESections    = 96
)

// Authenticode is SHA-384 of a PE image as firmware measures it (Microsoft,
// Windows Authenticode Portable Executable Signature Format; edk2
// DxeTpm2MeasureBootLib): without the checksum, the entry of the certificate
// table and that table, and the sections in the order of the file.
func Authenticode(image []byte) (dcap.Register, error) {
	var out dcap.Register
	if len(image) > MaxImage {
		return out, hallmark.Errorf(hallmark.Exhausted, "PE image: %d bytes, at most %d are read", len(image), MaxImage)
	}
	bad := func(what string) error {
		return hallmark.Errorf(hallmark.Invalid, "PE image: %s; want an EFI program such as a Linux kernel with EFI stub or a unified kernel image", what)
	}
	u32 := func(at int) int { return int(binary.LittleEndian.Uint32(image[at:])) }
	if len(image) < 64 || string(image[:2]) != "MZ" {
		return out, bad("no MZ header")
	}
	header := u32(0x3c)
	optional := header + 24
	if header < 64 || optional+112 > len(image) || string(image[header:header+4]) != "PE\x00\x00" {
		return out, bad("no PE header")
	}
	count, size := int(binary.LittleEndian.Uint16(image[header+6:])), int(binary.LittleEndian.Uint16(image[header+20:]))
	directories, entries := optional+112, u32(optional+108)
	if binary.LittleEndian.Uint16(image[optional:]) != 0x20b || count == 0 || count > maxPESections {
		return out, bad("it is not 64-bit, or has no or too many sections")
	}
	table := optional + size
	checksum, certificate := optional+64, directories+8*certificateTable
	headers := u32(optional + 60)
	if entries <= certificateTable || certificate+8 > table || table+40*count > headers || headers > len(image) {
		return out, bad("its headers contradict themselves")
	}
	h := sha512.New384()
	h.Write(image[:checksum])
	h.Write(image[checksum+4 : certificate])
	h.Write(image[certificate+8 : headers])
	type span struct{ from, n int }
	var sections []span
	for i := range count {
		at := table + 40*i
		if s := (span{u32(at + 20), u32(at + 16)}); s.n > 0 {
			sections = append(sections, s)
		}
	}
	slices.SortFunc(sections, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	end := headers
	for _, s := range sections {
		if s.from < end || s.from+s.n > len(image) {
			return out, bad("its sections overlap or lie outside")
		}
		h.Write(image[s.from : s.from+s.n])
		end = s.from + s.n
	}
	signature := u32(certificate + 4)
	if signature > len(image)-end {
		return out, bad("its certificate table lies outside")
	}
	h.Write(image[end : len(image)-signature])
	return dcap.Register(h.Sum(nil)), nil
}

// UKI is a unified kernel image: kernel, initrd and command line in one EFI
// program (UAPI group, Unified Kernel Image).
type UKI struct {
	Raw                    []byte
	Linux, Initrd, Cmdline []byte
	Hash                   dcap.Register // Authenticode
	Kernel                 dcap.Register // of the kernel inside
	Stub                   string        // the stub's name and version, as it says itself
}

// ParseUKI reads a unified kernel image; one without kernel and command line is
// Invalid.
func ParseUKI(image []byte) (UKI, error) {
	u := UKI{Raw: image}
	var err error
	if u.Hash, err = Authenticode(image); err != nil {
		return u, err
	}
	f, err := pe.NewFile(bytes.NewReader(image))
	if err != nil {
		return u, hallmark.Errorf(hallmark.Invalid, "UKI: %w", err)
	}
	for _, s := range f.Sections {
		data, err := s.Data()
		if err != nil {
			return u, hallmark.Errorf(hallmark.Invalid, "UKI: section %s: %w", s.Name, err)
		}
		data = data[:min(len(data), int(s.VirtualSize))]
		switch s.Name {
		case ".linux":
			u.Linux = data
		case ".initrd":
			u.Initrd = data
		case ".cmdline":
			u.Cmdline = bytes.TrimRight(data, "\x00\n")
		case ".sdmagic":
			u.Stub = string(bytes.Trim(data, "\x00# "))
		}
	}
	if u.Linux == nil || u.Cmdline == nil {
		return u, hallmark.Errorf(hallmark.Invalid, "UKI: it has no kernel (.linux) or no command line (.cmdline), which must be measured with it")
	}
	u.Kernel, err = Authenticode(u.Linux)
	return u, err
}
