package eventlog

import (
	"bytes"
	"crypto/sha512"
	"encoding/binary"
	"fmt"
	"strings"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/dcap"
)

// Limits, checked before anything is allocated.
const (
	MaxLog    = 1 << 20 // bytes of a CCEL
	MaxEvents = 4096
)

// Runtime is the type under which run-time events extend RTMR3 (dstack).
const Runtime = 0x08000001

// Types of TCG events (PC Client Platform Firmware Profile, 10.4.1) whose
// digest is a hash of bytes that the log carries.
const (
	noAction          = 0x03
	separator         = 0x04
	ipl               = 0x0d
	crtmVersion       = 0x08
	variableConfig    = 0x80000001
	variableBoot      = 0x80000002
	gptEvent          = 0x80000006
	efiAction         = 0x80000007
	variableBoot2     = 0x8000000c
	gptEvent2         = 0x8000000d
	variableAuthority = 0x800000e0
)

// Event is one entry of a log.
type Event struct {
	Register int    // 0 to 3; -1: it extends none (EV_NO_ACTION, or of MRTD)
	Type     uint32 // TCG event type, or Runtime
	Digest   []byte // SHA-384 as the log claims; empty: it claims none
	Name     string // of run-time events
	Payload  []byte // the event's data; of some types only a description
}

// Digest is SHA-384(LE32(Runtime) || ":" || name || ":" || payload), dstack's
// rule for run-time events; it covers the payload, so that a log cannot show
// another one.
func Digest(name string, payload []byte) dcap.Register {
	h := sha512.New384()
	h.Write(binary.LittleEndian.AppendUint32(nil, Runtime))
	h.Write([]byte(":" + name + ":"))
	h.Write(payload)
	return dcap.Register(h.Sum(nil))
}

// Extend is SHA-384(register || digest), what the TDX module does.
func Extend(register, digest dcap.Register) dcap.Register {
	return sha512.Sum384(append(register[:], digest[:]...))
}

// Recompute gives the digest that the event's bytes have; false when the log
// carries only a description of what was measured (a boot image, a table).
func (e Event) Recompute() (dcap.Register, bool) {
	switch e.Type {
	case Runtime:
		return Digest(e.Name, e.Payload), true
	case separator, crtmVersion, variableConfig, variableAuthority, variableBoot2, gptEvent, gptEvent2, efiAction:
		return sha512.Sum384(e.Payload), len(e.Payload) > 0
	case ipl:
		text, ok := command(e.Payload)
		return sha512.Sum384(text), ok
	case variableBoot:
		value, ok := variable(e.Payload)
		return sha512.Sum384(value), ok
	}
	return dcap.Register{}, false
}

// variable is the value in a UEFI_VARIABLE_DATA: of boot variables firmware
// measures that alone.
func variable(data []byte) ([]byte, bool) {
	const head = 16 + 8 + 8 // GUID, length of the name in UTF-16 units, length of the value
	if len(data) < head {
		return nil, false
	}
	name, value := binary.LittleEndian.Uint64(data[16:]), binary.LittleEndian.Uint64(data[24:])
	rest := uint64(len(data) - head)
	if name > rest/2 || value != rest-2*name {
		return nil, false
	}
	return data[head+2*int(name):], true
}

// command is what GRUB measured of an event that quotes it: the text behind the
// prefix, without the closing NUL. Other events of the type only name a file.
func command(data []byte) ([]byte, bool) {
	for _, prefix := range []string{"grub_cmd: ", "kernel_cmdline: "} {
		if text, ok := bytes.CutPrefix(data, []byte(prefix)); ok {
			return bytes.TrimSuffix(text, []byte{0}), true
		}
	}
	return nil, false
}

// Log is a log in its order.
type Log []Event

// CheckDigests recomputes every digest that it can and compares it with the
// one claimed. It gives how many were recomputed, and how many events are only
// described.
func (l Log) CheckDigests() (recomputed, described int, err error) {
	if len(l) > MaxEvents {
		return 0, 0, hallmark.Errorf(hallmark.Exhausted, "event log: %d events, at most %d are read", len(l), MaxEvents)
	}
	for i, e := range l {
		switch {
		case e.Register < 0:
			continue
		case e.Register > 3:
			return 0, 0, hallmark.Errorf(hallmark.Invalid, "event %d extends register %d, a TD has 0 to 3", i, e.Register)
		case e.Type == Runtime && strings.Contains(e.Name, ":"):
			// A colon in a name would let two logs share a digest.
			return 0, 0, hallmark.Errorf(hallmark.Invalid, "event %d: the name %q has a colon", i, e.Name)
		}
		digest, ok := e.Recompute()
		switch {
		case !ok && len(e.Digest) != len(digest):
			return 0, 0, hallmark.Errorf(hallmark.Invalid, "event %d (type 0x%x) has neither the measured bytes nor a SHA-384 digest", i, e.Type)
		case !ok:
			described++
		case len(e.Digest) > 0 && !bytes.Equal(e.Digest, digest[:]):
			return 0, 0, hallmark.Errorf(hallmark.NotGenuine, "event %d (%s) claims the digest %x.., its bytes have %x..; the event was altered", i, e.label(), e.Digest[:min(8, len(e.Digest))], digest[:8])
		default:
			recomputed++
		}
	}
	return recomputed, described, nil
}

func (e Event) label() string {
	if e.Name != "" {
		return clip(e.Name)
	}
	return fmt.Sprintf("type 0x%x", e.Type)
}

// Replay extends the four registers, from zero, by the digests that the
// events' bytes have, or else by those claimed. Call CheckDigests first.
func (l Log) Replay() (r [4]dcap.Register) {
	for _, e := range l {
		if e.Register < 0 || e.Register > 3 {
			continue
		}
		digest, ok := e.Recompute()
		if !ok {
			copy(digest[:], e.Digest)
		}
		r[e.Register] = Extend(r[e.Register], digest)
	}
	return r
}

// Covers reports which registers the log extends at all.
func (l Log) Covers() (covered [4]bool) {
	for _, e := range l {
		if e.Register >= 0 && e.Register <= 3 {
			covered[e.Register] = true
		}
	}
	return covered
}

func clip(s string) string {
	if len(s) > 40 {
		return s[:40] + ".."
	}
	return s
}
