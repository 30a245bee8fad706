package reference

import (
	"bytes"
	"crypto/sha512"
	"encoding/binary"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/dcap"
)

// Limits, checked before anything is allocated.
const (
	MaxFirmware   = 64 << 20
	maxSections   = 64
	maxMemory     = 1 << 30 // bytes that sections may cover together
	maxTable      = 1 << 16
	pageSize      = 4096
	chunkSize     = 256 // of TDH.MR.EXTEND
	headerSize    = 16
	sectionSize   = 32
	resetVector   = 32 // bytes behind the GUIDed table of an OVMF image
	tableEntry    = 18 // length u16 and GUID, behind an entry's data
	measured      = 1  // attribute: the contents are extended
	augmented     = 2  // attribute: the pages come later and are not measured
	tdvfVersion   = 1
	tdvfSignature = "TDVF"
)

// GUIDs in their byte order, as edk2's OvmfPkg/ResetVector lays them out.
var (
	tableFooter = [16]byte{0xde, 0x82, 0xb5, 0x96, 0xb2, 0x1f, 0xf7, 0x45, 0xba, 0xea, 0xa3, 0x66, 0xc5, 0x5a, 0x08, 0x2d}
	tdxMetadata = [16]byte{0x35, 0x65, 0x7a, 0xe4, 0x4a, 0x98, 0x98, 0x47, 0x86, 0x5e, 0x46, 0x85, 0xa7, 0xbf, 0x8e, 0xc2}
)

// SectionType is what a section of the firmware is for (Intel, TDX Virtual
// Firmware Design Guide, table of TDVF section types).
type SectionType uint32

// The types that are named here.
const (
	BFV SectionType = 0 // boot firmware volume: the code
	CFV SectionType = 1 // configuration firmware volume: the variables
	HOB SectionType = 2 // where the host describes the memory
)

// Section is a part of the TD's memory before it runs.
type Section struct {
	Type       SectionType
	Attributes uint32
	Address    uint64
	Size       uint64 // in memory
	Data       []byte // of the image; shorter than Size where the rest is zero
}

// Firmware is a TD's virtual firmware (TDVF), such as an OVMF build.
type Firmware struct{ Sections []Section }

// ParseFirmware reads the TDX metadata of a firmware image: the GUIDed table at
// its end (edk2) leads to the descriptor. Unsupported: there is none, so the
// image starts no TD; Invalid: it is malformed; Exhausted: over a limit.
func ParseFirmware(image []byte) (Firmware, error) {
	var f Firmware
	if len(image) > MaxFirmware {
		return f, hallmark.Errorf(hallmark.Exhausted, "firmware: %d bytes, at most %d are read", len(image), MaxFirmware)
	}
	at, err := metadata(image)
	if err != nil {
		return f, err
	}
	head := image[at:]
	if len(head) < headerSize || string(head[:4]) != tdvfSignature {
		return f, hallmark.Errorf(hallmark.Invalid, "firmware: no TDVF descriptor at offset %d", at)
	}
	if v := binary.LittleEndian.Uint32(head[8:]); v != tdvfVersion {
		return f, hallmark.Errorf(hallmark.Unsupported, "firmware: TDVF metadata of version %d, want %d", v, tdvfVersion)
	}
	n := binary.LittleEndian.Uint32(head[12:])
	if n == 0 || n > maxSections || uint64(len(head)) < headerSize+uint64(n)*sectionSize {
		return f, hallmark.Errorf(hallmark.Invalid, "firmware: %d TDVF sections, 1 to %d are read", n, maxSections)
	}
	var total uint64
	for i := range int(n) {
		s, err := parseSection(image, head[headerSize+i*sectionSize:])
		if err != nil {
			return f, hallmark.Errorf(hallmark.Invalid, "firmware: section %d: %w", i, err)
		}
		if total += s.Size; total > maxMemory {
			return f, hallmark.Errorf(hallmark.Exhausted, "firmware: its sections cover more than %d bytes", maxMemory)
		}
		f.Sections = append(f.Sections, s)
	}
	return f, nil
}

// metadata walks the table, which is read from its end.
func metadata(image []byte) (int, error) {
	none := hallmark.Errorf(hallmark.Unsupported, "firmware: no TDX metadata; build OVMF with TDX support (IntelTdxX64.dsc or OvmfPkgX64.dsc)")
	end := len(image) - resetVector
	if end < tableEntry || !bytes.Equal(image[end-16:end], tableFooter[:]) {
		return 0, none
	}
	length := int(binary.LittleEndian.Uint16(image[end-tableEntry:]))
	if length < tableEntry || length > end || length > maxTable {
		return 0, hallmark.Errorf(hallmark.Invalid, "firmware: the GUIDed table has %d bytes", length)
	}
	table := image[end-length : end-tableEntry]
	for len(table) >= tableEntry {
		entry := int(binary.LittleEndian.Uint16(table[len(table)-tableEntry:]))
		if entry < tableEntry || entry > len(table) {
			return 0, hallmark.Errorf(hallmark.Invalid, "firmware: an entry of the GUIDed table has %d bytes", entry)
		}
		data := table[len(table)-entry : len(table)-tableEntry]
		if bytes.Equal(table[len(table)-16:], tdxMetadata[:]) {
			if len(data) != 4 {
				return 0, hallmark.Errorf(hallmark.Invalid, "firmware: the TDX entry has %d bytes, want 4", len(data))
			}
			back := uint64(binary.LittleEndian.Uint32(data))
			if back > uint64(len(image)) {
				return 0, hallmark.Errorf(hallmark.Invalid, "firmware: the TDX metadata lies outside the image")
			}
			return len(image) - int(back), nil
		}
		table = table[:len(table)-entry]
	}
	return 0, none
}

func parseSection(image, raw []byte) (Section, error) {
	offset, size := uint64(binary.LittleEndian.Uint32(raw)), uint64(binary.LittleEndian.Uint32(raw[4:]))
	s := Section{
		Address: binary.LittleEndian.Uint64(raw[8:]), Size: binary.LittleEndian.Uint64(raw[16:]),
		Type: SectionType(binary.LittleEndian.Uint32(raw[24:])), Attributes: binary.LittleEndian.Uint32(raw[28:]),
	}
	switch {
	case s.Address%pageSize != 0 || s.Size%pageSize != 0 || s.Size == 0:
		return s, hallmark.Errorf(hallmark.Invalid, "0x%x bytes at 0x%x are no whole pages", s.Size, s.Address)
	case s.Size > maxMemory || s.Address+s.Size < s.Address:
		return s, hallmark.Errorf(hallmark.Exhausted, "it covers 0x%x bytes", s.Size)
	case size > s.Size || offset+size > uint64(len(image)):
		return s, hallmark.Errorf(hallmark.Invalid, "its 0x%x bytes at 0x%x lie outside the image or its memory", size, offset)
	case s.Attributes&measured != 0 && s.Attributes&augmented != 0:
		return s, hallmark.Errorf(hallmark.Invalid, "it is to be measured and to be added after measuring")
	}
	s.Data = image[offset : offset+size]
	return s, nil
}

// Order is how the host adds a section's pages: which one follows from the
// host's kernel, and MRTD from it.
type Order int

// The orders.
const (
	ByPage   Order = iota // each page is added and extended in turn: Linux's KVM as merged
	ByRegion              // all pages are added, then all extended: earlier out-of-tree KVM
)

// MRTD is SHA-384 over what the TDX module hashes while the TD is built (Intel
// TDX Module Base Architecture Specification, TDH.MEM.PAGE.ADD and
// TDH.MR.EXTEND): for each page added 128 bytes "MEM.PAGE.ADD" and its address,
// for each 256 bytes extended 128 bytes "MR.EXTEND" and the address, then the
// bytes.
func (f Firmware) MRTD(order Order) dcap.Register {
	h := sha512.New384()
	note := func(what string, address uint64) {
		var buf [128]byte
		copy(buf[:], what)
		binary.LittleEndian.PutUint64(buf[16:], address)
		h.Write(buf[:])
	}
	for _, s := range f.Sections {
		if s.Attributes&augmented != 0 {
			continue
		}
		extend := func(page uint64) {
			if s.Attributes&measured == 0 {
				return
			}
			for at := page; at < page+pageSize; at += chunkSize {
				var chunk [chunkSize]byte
				if at < uint64(len(s.Data)) {
					copy(chunk[:], s.Data[at:])
				}
				note("MR.EXTEND", s.Address+at)
				h.Write(chunk[:])
			}
		}
		for page := uint64(0); page < s.Size; page += pageSize {
			note("MEM.PAGE.ADD", s.Address+page)
			if order == ByPage {
				extend(page)
			}
		}
		if order == ByRegion {
			for page := uint64(0); page < s.Size; page += pageSize {
				extend(page)
			}
		}
	}
	return dcap.Register(h.Sum(nil))
}

// Configuration is SHA-384 of the variables' volume, which the firmware itself
// extends into RTMR0; false where it has none.
func (f Firmware) Configuration() (dcap.Register, bool) {
	for _, s := range f.Sections {
		if s.Type == CFV {
			whole := make([]byte, s.Size)
			copy(whole, s.Data)
			return sha512.Sum384(whole), true
		}
	}
	return dcap.Register{}, false
}
