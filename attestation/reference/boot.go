package reference

import (
	"bytes"
	"crypto/sha512"
	"encoding/binary"
	"unicode/utf16"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/dcap"
	"github.com/hallmark-tee/hallmark/attestation/eventlog"
)

// What firmware announces while it boots (TCG PC Client Platform Firmware
// Profile, 2.3.4.5; edk2 TdTcg2Dxe).
var (
	calling   = text("Calling EFI Application from Boot Option")
	separator = dcap.Register(sha512.Sum384(make([]byte, 4)))
	leaving   = text("Exit Boot Services Invocation")
	left      = text("Exit Boot Services Returned with Success")
)

func text(s string) dcap.Register { return sha512.Sum384([]byte(s)) }

func extended(digests ...dcap.Register) (r dcap.Register) {
	for _, d := range digests {
		r = eventlog.Extend(r, d)
	}
	return r
}

// Direct is a kernel that QEMU hands to the firmware (-kernel, -initrd,
// -append). Under a confidential guest QEMU leaves the kernel's header as it is.
type Direct struct {
	Kernel, Initrd []byte
	Cmdline        string
}

// RTMR1 holds the kernel and the firmware's announcements, in the order in
// which OVMF loads a kernel of QEMU's: before the boot option is called. Builds
// before 2023 extended no separator here; both values bind the same kernel.
func (d Direct) RTMR1() ([]dcap.Register, error) {
	kernel, err := Authenticode(d.Kernel)
	return []dcap.Register{extended(kernel, calling, separator, leaving, left), extended(kernel, calling, leaving, left)}, err
}

// RTMR2 holds what the kernel's EFI stub measures: the load options in UTF-16
// with the closing NUL, and the initrd. OVMF puts the initrd's name before or,
// in earlier builds, behind the command line; both values bind the same bytes.
func (d Direct) RTMR2() []dcap.Register {
	initrd := dcap.Register(sha512.Sum384(d.Initrd))
	return []dcap.Register{extended(options("initrd=initrd "+d.Cmdline), initrd), extended(options(d.Cmdline+" initrd=initrd"), initrd)}
}

func options(line string) dcap.Register {
	var b []byte
	for _, c := range utf16.Encode([]rune(line + "\x00")) {
		b = binary.LittleEndian.AppendUint16(b, c)
	}
	return sha512.Sum384(b)
}

// RTMR1 gives the values that it can have when the firmware boots the image
// from a disk: with and without the kernel inside measured again, which depends
// on how the stub starts it; the image's own hash covers it in both. GPT is the
// digest of the partition table.
func (u UKI) RTMR1(gpt dcap.Register) []dcap.Register {
	return []dcap.Register{
		extended(calling, separator, gpt, u.Hash, leaving, left),
		extended(calling, separator, gpt, u.Hash, u.Kernel, leaving, left),
	}
}

// GPT is the digest of a disk's partition table as firmware measures it before
// it boots from there (UEFI_GPT_DATA): header, number of used entries, and
// those. Disk needs to hold the beginning of the image only.
func GPT(disk []byte) (dcap.Register, error) {
	const sector, entryLen, maxEntries = 512, 128, 128
	if len(disk) < 2*sector || string(disk[sector:sector+8]) != "EFI PART" {
		return dcap.Register{}, hallmark.Errorf(hallmark.Invalid, "disk: no GPT in the second sector of 512 bytes")
	}
	header := disk[sector : sector+92]
	at, n, size := binary.LittleEndian.Uint64(header[72:]), binary.LittleEndian.Uint32(header[80:]), binary.LittleEndian.Uint32(header[84:])
	if size != entryLen || n > maxEntries || at > uint64(len(disk))/sector || at*sector+uint64(n)*entryLen > uint64(len(disk)) {
		return dcap.Register{}, hallmark.Errorf(hallmark.Invalid, "disk: %d partition entries of %d bytes at sector %d are not in the bytes given", n, size, at)
	}
	var used [][]byte
	for i := range int(n) {
		entry := disk[int(at)*sector+i*entryLen:][:entryLen]
		if !bytes.Equal(entry[:16], make([]byte, 16)) {
			used = append(used, entry)
		}
	}
	data := binary.LittleEndian.AppendUint64(bytes.Clone(header), uint64(len(used)))
	for _, entry := range used {
		data = append(data, entry...)
	}
	return sha512.Sum384(data), nil
}
