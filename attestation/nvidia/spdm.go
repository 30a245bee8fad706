package nvidia

import (
	"encoding/binary"

	"github.com/hallmark-tee/hallmark"
)

// Sizes of a report, in bytes.
const (
	maxReport    = 16 << 10
	requestSize  = 37
	signatureLen = 96 // r || s, P-384
	nonceSize    = 32
)

// SPDM 1.1 codes (DMTF DSP0274).
const (
	spdmVersion      = 0x11
	codeGet          = 0xe0 // GET_MEASUREMENTS
	codeMeasurements = 0x60
	signRequested    = 0x01
	allMeasurements  = 0xff
	specDMTF         = 0x01
)

// Report is a device's answer to a request for all its measurements, with the
// request: what the device signs is both together.
type Report struct {
	Nonce         [nonceSize]byte // the requester's
	ResponseNonce [nonceSize]byte // the device's
	Measurements  map[int][]byte  // by index, counted from 0 as RIMs do
	Opaque        Opaque
	Signed        []byte // what the signature covers
	Signature     [signatureLen]byte
}

// ParseReport reads an SPDM 1.1 GET_MEASUREMENTS request and its signed
// response, one after the other with nothing behind them. Errors are Invalid,
// or Exhausted for more than 16 KiB.
func ParseReport(raw []byte) (*Report, error) {
	if len(raw) > maxReport {
		return nil, hallmark.Errorf(hallmark.Exhausted, "report: %d bytes, at most %d are read", len(raw), maxReport)
	}
	r := reader{what: "report", rest: raw}
	rep := &Report{}
	head := r.take(4)
	copy(rep.Nonce[:], r.take(nonceSize))
	slot := r.take(1)
	answer := r.take(4)
	count := r.take(1)
	size := r.take(3)
	if r.err != nil {
		return nil, r.err
	}
	switch {
	case head[0] != spdmVersion || answer[0] != spdmVersion:
		return nil, hallmark.Errorf(hallmark.Unsupported, "report: SPDM version %x and %x, only 1.1 is read", head[0], answer[0])
	case head[1] != codeGet || answer[1] != codeMeasurements:
		return nil, hallmark.Errorf(hallmark.Invalid, "report: message codes %02x and %02x, want GET_MEASUREMENTS and MEASUREMENTS", head[1], answer[1])
	case head[2]&signRequested == 0 || head[3] != allMeasurements:
		return nil, hallmark.Errorf(hallmark.Invalid, "report: the request (%02x %02x) does not ask for all measurements, signed", head[2], head[3])
	case slot[0] != answer[3]&0x0f:
		return nil, hallmark.Errorf(hallmark.Invalid, "report: asked of certificate slot %d, answered from %d", slot[0], answer[3]&0x0f)
	}
	var err error
	records := r.take(int(size[0]) | int(size[1])<<8 | int(size[2])<<16)
	copy(rep.ResponseNonce[:], r.take(nonceSize))
	opaque := r.take(int(r.uint16()))
	signed := len(raw) - len(r.rest)
	copy(rep.Signature[:], r.take(signatureLen))
	if r.err != nil {
		return nil, r.err
	}
	if len(r.rest) != 0 {
		return nil, hallmark.Errorf(hallmark.Invalid, "report: %d bytes follow the signature", len(r.rest))
	}
	rep.Signed = raw[:signed]
	if rep.Measurements, err = parseMeasurements(records, int(count[0])); err != nil {
		return nil, err
	}
	rep.Opaque, err = ParseOpaque(opaque)
	return rep, err
}

// parseMeasurements reads measurement blocks: index u8 from 1, specification
// u8, size u16, and inside it the value's type u8, its size u16, the value.
func parseMeasurements(raw []byte, count int) (map[int][]byte, error) {
	out := make(map[int][]byte, count)
	r := reader{what: "report: measurements", rest: raw}
	for range count {
		head := r.take(2)
		block := reader{what: "report: measurement block", rest: r.take(int(r.uint16()))}
		kind := block.take(1)
		value := block.take(int(block.uint16()))
		if r.err != nil || block.err != nil {
			return nil, hallmark.Errorf(hallmark.Invalid, "report: measurement block %d of %d is cut short", len(out)+1, count)
		}
		index := int(head[0]) - 1
		_, twice := out[index]
		switch {
		case head[1] != specDMTF || len(block.rest) != 0:
			return nil, hallmark.Errorf(hallmark.Invalid, "report: measurement block %d is not of the DMTF layout", index+1)
		case index < 0 || head[0] == 0xff || twice:
			return nil, hallmark.Errorf(hallmark.Invalid, "report: measurement block %d is out of range or appears twice", index+1)
		case kind[0]&0x80 != 0:
			return nil, hallmark.Errorf(hallmark.Unsupported, "report: measurement block %d is raw, only digests are read", index+1)
		}
		out[index] = value
	}
	if len(r.rest) != 0 {
		return nil, hallmark.Errorf(hallmark.Invalid, "report: %d bytes follow the %d measurement blocks", len(r.rest), count)
	}
	return out, nil
}

// reader takes bytes from the front and remembers the first shortage, after
// which it gives nothing.
type reader struct {
	what string
	rest []byte
	err  error
}

func (r *reader) take(n int) []byte {
	if r.err == nil && n > len(r.rest) {
		r.err = hallmark.Errorf(hallmark.Invalid, "%s: %d bytes are missing", r.what, n-len(r.rest))
	}
	if r.err != nil {
		return nil
	}
	var out []byte
	out, r.rest = r.rest[:n:n], r.rest[n:]
	return out
}

func (r *reader) uint16() uint16 {
	b := r.take(2)
	if r.err != nil {
		return 0
	}
	return binary.LittleEndian.Uint16(b)
}
