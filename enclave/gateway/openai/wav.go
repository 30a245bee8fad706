package openai

import (
	"bytes"
	"encoding/binary"
)

// wavSeconds gives the length of the samples of a WAV file (Microsoft and IBM,
// Multimedia Programming Interface and Data Specifications 1.0, 1991), counted
// from the bytes that are there. 0: not a WAV file, not samples of a fixed size,
// or one that is built in an unusual way, so that another reader might hear more.
func wavSeconds(b []byte) float64 {
	if len(b) < 12 || !bytes.Equal(b[:4], []byte("RIFF")) || !bytes.Equal(b[8:12], []byte("WAVE")) {
		return 0
	}
	var rate, data int64
	for at := 12; at+8 <= len(b); {
		name, size := string(b[at:at+4]), int64(binary.LittleEndian.Uint32(b[at+4:]))
		at += 8
		left := int64(len(b) - at)
		if name == "data" {
			if rate == 0 || data != 0 {
				return 0
			}
			if size == 0 || size >= 0xFFFFFFF0 || size > left {
				size = left // written by a stream that did not know its length
			}
			data = size
		} else if name == "fmt " && size <= left {
			if rate != 0 {
				return 0
			}
			if rate = byteRate(b[at : at+int(size)]); rate == 0 {
				return 0
			}
		} else if size > left {
			return 0
		}
		at += int(size + size&1)
	}
	if rate == 0 {
		return 0
	}
	return float64(data) / float64(rate)
}

// byteRate reads a format chunk: bytes per second of PCM or float samples.
func byteRate(f []byte) int64 {
	if len(f) < 16 {
		return 0
	}
	tag := binary.LittleEndian.Uint16(f)
	if tag == 0xFFFE && len(f) >= 40 {
		tag = binary.LittleEndian.Uint16(f[24:]) // WAVE_FORMAT_EXTENSIBLE: first bytes of the subformat
	}
	channels := int64(binary.LittleEndian.Uint16(f[2:]))
	rate := int64(binary.LittleEndian.Uint32(f[4:]))
	perSecond := int64(binary.LittleEndian.Uint32(f[8:]))
	align := int64(binary.LittleEndian.Uint16(f[12:]))
	bits := int64(binary.LittleEndian.Uint16(f[14:]))
	const pcm, float = 1, 3
	if tag != pcm && tag != float || channels < 1 || channels > 64 || rate < 1000 || rate > 768000 || bits < 8 || bits > 64 || bits%8 != 0 ||
		align != channels*bits/8 || perSecond != rate*align {
		return 0
	}
	return perSecond
}
