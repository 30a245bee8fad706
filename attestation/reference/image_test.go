package reference

import (
	"bytes"
	"crypto/sha512"
	"encoding/binary"
	"slices"
	"testing"

	"github.com/hallmark-tee/hallmark/attestation/dcap"
)

// firmware is a TDVF of 16 KiB: code that is measured, variables that are not,
// a place for the memory map, memory that comes later, and a section shorter
// than its memory.
func firmware() []byte {
	img := make([]byte, 0x4000)
	for i := range img {
		img[i] = byte((i*7 + i/256) % 251)
	}
	le := binary.LittleEndian
	desc := le.AppendUint32([]byte("TDVF"), 16+5*32)
	desc = le.AppendUint32(le.AppendUint32(desc, 1), 5)
	for _, s := range []struct {
		offset, raw  uint32
		address, mem uint64
		kind, attr   uint32
	}{
		{0x1000, 0x2000, 0xffffe000, 0x2000, 0, 1}, {0, 0x1000, 0xffffd000, 0x1000, 1, 0}, {0, 0, 0x809000, 0x2000, 2, 0},
		{0, 0, 0x100000, 0x10000, 4, 2}, {0x800, 0x180, 0x80b000, 0x1000, 3, 1},
	} {
		desc = le.AppendUint32(le.AppendUint32(desc, s.offset), s.raw)
		desc = le.AppendUint64(le.AppendUint64(desc, s.address), s.mem)
		desc = le.AppendUint32(le.AppendUint32(desc, s.kind), s.attr)
	}
	const at = 0x3800
	copy(img[at:], desc)
	table := le.AppendUint32(nil, 0x4000-at)
	table = append(le.AppendUint16(table, 22), tdxMetadata[:]...)
	table = append(le.AppendUint16(append(table, "abcd"...), 22), bytes.Repeat([]byte{0x11}, 16)...)
	table = append(le.AppendUint16(table, uint16(len(table)+18)), tableFooter[:]...)
	copy(img[0x4000-32-len(table):], table)
	return img
}

// program is an EFI program of the given sections.
func program(sections map[string][]byte, order []string, signature []byte) []byte {
	le := binary.LittleEndian
	const header, optional, headers = 0x80, 0x80 + 24, 0x400
	img := make([]byte, headers)
	copy(img, "MZ")
	le.PutUint32(img[0x3c:], header)
	copy(img[header:], "PE\x00\x00")
	le.PutUint16(img[header+4:], 0x8664)
	le.PutUint16(img[header+6:], uint16(len(order)))
	le.PutUint16(img[header+20:], 240)
	le.PutUint16(img[optional:], 0x20b)
	le.PutUint32(img[optional+60:], headers)
	le.PutUint32(img[optional+64:], 0xdeadbeef) // the checksum
	le.PutUint32(img[optional+108:], 16)
	for i, name := range order {
		data := sections[name]
		padded := append(bytes.Clone(data), make([]byte, (512-len(data)%512)%512)...)
		at := optional + 240 + 40*i
		copy(img[at:], name)
		le.PutUint32(img[at+8:], uint32(len(data)))
		le.PutUint32(img[at+16:], uint32(len(padded)))
		le.PutUint32(img[at+20:], uint32(len(img)))
		img = append(img, padded...)
	}
	le.PutUint32(img[optional+112+32:], uint32(len(img)))
	le.PutUint32(img[optional+112+36:], uint32(len(signature)))
	return append(img, signature...)
}

// plainHash hashes everything but what a signature changes: what program makes
// has its sections in order and nothing between them.
func plainHash(img []byte, signature int) dcap.Register {
	const checksum, certificate = 0x80 + 24 + 64, 0x80 + 24 + 112 + 32
	return sha512.Sum384(slices.Concat(img[:checksum], img[checksum+4:certificate], img[certificate+8:len(img)-signature]))
}

var order = []string{".text", ".sdmagic", ".cmdline", ".initrd", ".linux"}

func kernel(signature []byte) []byte {
	return program(map[string][]byte{".text": bytes.Repeat([]byte("kernel"), 300)}, order[:1], signature)
}

func uki() []byte {
	return program(map[string][]byte{
		".text": []byte("stub"), ".sdmagic": []byte("#### LoaderInfo: systemd-stub 252 ####\x00"), ".cmdline": []byte("root=/dev/mapper/root ro\x00"),
		".initrd": []byte("initrd"), ".linux": kernel(nil),
	}, order, nil)
}

// disk has a GPT of two partitions.
func disk() []byte {
	d := make([]byte, 34*512)
	le := binary.LittleEndian
	h := d[512:]
	copy(h, "EFI PART\x00\x00\x01\x00\x5c\x00\x00\x00")
	le.PutUint64(h[72:], 2)
	le.PutUint32(h[80:], 128)
	le.PutUint32(h[84:], 128)
	for _, i := range []int{0, 5} {
		copy(d[1024+128*i:], bytes.Repeat([]byte{byte(i + 1)}, 128))
	}
	return d
}

// ccel is an event log of the given digests, register by register.
func ccel(registers [3][]dcap.Register) []byte {
	le := binary.LittleEndian
	spec := append([]byte("Spec ID Event03\x00"), 0, 0, 0, 0, 0, 2, 0, 2)
	spec = le.AppendUint32(spec, 1)
	spec = le.AppendUint16(le.AppendUint16(spec, 0x0c), 48)
	spec = append(spec, 0)
	log := append(le.AppendUint32(le.AppendUint32(nil, 1), 3), make([]byte, 20)...)
	log = append(le.AppendUint32(log, uint32(len(spec))), spec...)
	for i, digests := range registers {
		for _, d := range digests {
			log = le.AppendUint32(le.AppendUint32(log, uint32(i+1)), 0x8000000a)
			log = le.AppendUint16(le.AppendUint32(log, 1), 0x0c)
			log = append(log, d[:]...)
			log = append(le.AppendUint32(log, 4), "data"...)
		}
	}
	return log
}

func mustHash(t *testing.T, image []byte) dcap.Register {
	t.Helper()
	h, err := Authenticode(image)
	if err != nil {
		t.Fatal(err)
	}
	return h
}
