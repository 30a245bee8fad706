package platform

import (
	"crypto/sha512"
	"encoding/binary"

	"github.com/hallmark-tee/hallmark"
)

// EventDigest is what an event extends its register with, dstack's rule:
// SHA-384(type u32 little-endian || ":" || name || ":" || payload).
func EventDigest(e hallmark.Event) [48]byte {
	b := binary.LittleEndian.AppendUint32(nil, 0x08000001)
	b = append(append(append(b, ':'), e.Name...), ':')
	return sha512.Sum384(append(b, e.Payload...))
}

// Replay gives the register that the events leave, from zero.
func Replay(events []hallmark.Event) (register [48]byte) {
	for _, e := range events {
		d := EventDigest(e)
		register = sha512.Sum384(append(register[:], d[:]...))
	}
	return register
}
