package eventlog

import (
	"bytes"
	"encoding/binary"

	"github.com/hallmark-tee/hallmark"
)

// Values of the crypto-agile log (PC Client Platform Firmware Profile, 10.4.5).
const (
	algSHA384     = 0x000c
	maxAlgorithms = 8
	endOfLog      = 0xffffffff // firmware fills the unused part of the area with ones
)

var specID = []byte("Spec ID Event03\x00")

// ParseCCEL reads the log area that ACPI's CCEL table points to. Every event
// must carry a SHA-384 digest; what follows the last event must be filler, all
// ones or all zero. Payloads alias the input. Errors are of kind Invalid, or
// Exhausted above a limit.
func ParseCCEL(data []byte) (Log, error) {
	if len(data) > MaxLog {
		return nil, hallmark.Errorf(hallmark.Exhausted, "CCEL: %d bytes, at most %d are read", len(data), MaxLog)
	}
	r := area{rest: data}
	sizes, err := r.header()
	if err != nil {
		return nil, err
	}
	var log Log
	for len(r.rest) > 0 && !r.filler() {
		if len(log) == MaxEvents {
			return nil, hallmark.Errorf(hallmark.Exhausted, "CCEL: more than %d events", MaxEvents)
		}
		e, err := r.event(sizes)
		if err != nil {
			return nil, hallmark.Errorf(hallmark.Invalid, "CCEL: event %d: %w", len(log), err)
		}
		log = append(log, e)
	}
	return log, nil
}

// area takes little-endian values off the front of a log.
type area struct{ rest []byte }

func (r *area) take(n int, what string) ([]byte, error) {
	if n > len(r.rest) {
		return nil, hallmark.Errorf(hallmark.Invalid, "%s needs %d bytes, %d are left", what, n, len(r.rest))
	}
	b := r.rest[:n:n]
	r.rest = r.rest[n:]
	return b, nil
}

func (r *area) u32(what string) (uint32, error) {
	b, err := r.take(4, what)
	if err != nil {
		return 0, err
	}
	return binary.LittleEndian.Uint32(b), nil
}

func (r *area) u16(what string) (uint16, error) {
	b, err := r.take(2, what)
	if err != nil {
		return 0, err
	}
	return binary.LittleEndian.Uint16(b), nil
}

// sized takes a u32 length and as many bytes.
func (r *area) sized(what string) ([]byte, error) {
	n, err := r.u32(what + " length")
	if err != nil {
		return nil, err
	}
	if uint64(n) > uint64(len(r.rest)) {
		return nil, hallmark.Errorf(hallmark.Exhausted, "%s of %d bytes, %d are left", what, n, len(r.rest))
	}
	return r.take(int(n), what)
}

// header reads the first event, in the older form with a SHA-1 digest, which
// lists the algorithms of the others and their digests' sizes.
func (r *area) header() (map[uint16]int, error) {
	head, err := r.take(4+4+20, "CCEL: header")
	if err != nil {
		return nil, err
	}
	if binary.LittleEndian.Uint32(head[4:]) != noAction {
		return nil, hallmark.Errorf(hallmark.Invalid, "CCEL: the first event is no header (EV_NO_ACTION)")
	}
	body, err := r.sized("CCEL: header event")
	if err != nil {
		return nil, err
	}
	in := area{rest: body}
	id, err := in.take(len(specID)+4+4, "CCEL: specification id")
	if err != nil {
		return nil, err
	}
	if !bytes.HasPrefix(id, specID) {
		return nil, hallmark.Errorf(hallmark.Invalid, "CCEL: the log is not of the crypto-agile form (Spec ID Event03)")
	}
	n, err := in.u32("CCEL: algorithm count")
	if err != nil {
		return nil, err
	}
	if n == 0 || n > maxAlgorithms {
		return nil, hallmark.Errorf(hallmark.Exhausted, "CCEL: %d digest algorithms, 1 to %d are read", n, maxAlgorithms)
	}
	sizes := map[uint16]int{}
	for range n {
		b, err := in.take(4, "CCEL: algorithm")
		if err != nil {
			return nil, err
		}
		sizes[binary.LittleEndian.Uint16(b)] = int(binary.LittleEndian.Uint16(b[2:]))
	}
	if sizes[algSHA384] != 48 {
		return nil, hallmark.Errorf(hallmark.Invalid, "CCEL: the log has no SHA-384 digests, which a TD's registers need")
	}
	return sizes, nil
}

// filler reports that only the unused part of the area is left.
func (r *area) filler() bool {
	fill := r.rest[0]
	if fill != 0 && fill != 0xff {
		return false
	}
	for _, b := range r.rest {
		if b != fill {
			return false
		}
	}
	return true
}

// event reads one event: register 0 is MRTD, 1 to 4 are RTMR0 to RTMR3.
func (r *area) event(sizes map[uint16]int) (Event, error) {
	var e Event
	register, err := r.u32("register")
	if err != nil {
		return e, err
	}
	if register == endOfLog || register > 4 {
		return e, hallmark.Errorf(hallmark.Invalid, "register %d, want 0 (MRTD) to 4 (RTMR3)", register)
	}
	e.Register = int(register) - 1
	if e.Type, err = r.u32("type"); err != nil {
		return e, err
	}
	if e.Type == noAction {
		e.Register = -1
	}
	n, err := r.u32("digest count")
	if err != nil {
		return e, err
	}
	if n > maxAlgorithms {
		return e, hallmark.Errorf(hallmark.Exhausted, "%d digests, at most %d are read", n, maxAlgorithms)
	}
	for range n {
		alg, err := r.u16("digest algorithm")
		if err != nil {
			return e, err
		}
		size, ok := sizes[alg]
		if !ok {
			return e, hallmark.Errorf(hallmark.Invalid, "digest algorithm 0x%x is not one of the header's", alg)
		}
		digest, err := r.take(size, "digest")
		if err != nil {
			return e, err
		}
		if alg == algSHA384 {
			e.Digest = digest
		}
	}
	if e.Register >= 0 && e.Digest == nil {
		return e, hallmark.Errorf(hallmark.Invalid, "it has no SHA-384 digest")
	}
	e.Payload, err = r.sized("event data")
	return e, err
}
