package nvidia

import (
	"encoding/binary"
	"encoding/hex"
	"regexp"
	"slices"
	"strings"

	"github.com/hallmark-tee/hallmark"
)

// Types of opaque fields that are read; the rest is signed and ignored.
const (
	fieldDriver      = 3
	fieldVBIOS       = 6
	fieldNVDEC0      = 11
	fieldChipSKU     = 15
	fieldProject     = 17
	fieldProjectSKU  = 18
	fieldFWID        = 20
	fieldPDI         = 22 // a GPU's switches, or a switch's own
	fieldSwitchGPUs  = 26
	fieldVersion     = 34
	fieldFeatureFlag = 36
)

// Two layouts of the opaque data are known: fields with a type and a length,
// and, behind a header, fields with a value type between them.
const (
	opaqueMagic      = "NVDAOD"
	opaqueHeaderSize = 12 // magic(6) || profile u16 || major u8 || minor u8 || reserved(2)
	maxOpaqueVersion = 1
)

// States of the first video decoder; index 35 is measured only where it is on.
const (
	nvdecEnabled  = 0xaa
	nvdecDisabled = 0x55
)

// Opaque is the device's own description of itself in a report.
type Opaque struct {
	Driver  string // such as "550.90.07"; empty for switches
	VBIOS   string // such as "96.00.9F.00.01"
	Board   string // project, project SKU and chip SKU, such as "1010_0200_882"; empty for switches
	FWID    []byte // firmware id, where the device tells it
	NVDEC0  byte   // zero where the device does not tell
	Feature string // "SPT", "MPT" or "PPCIE", where the device tells: which kind of confidential mode
	PDIs    []uint64
	GPUs    []uint64 // PDIs of the GPUs behind a switch
}

var versionForm = regexp.MustCompile(`^[0-9A-Za-z]+(\.[0-9A-Za-z]+)*$`)

// ParseOpaque reads the vendor's part of a report.
func ParseOpaque(raw []byte) (Opaque, error) {
	var o Opaque
	fields, err := opaqueFields(raw)
	if err != nil {
		return o, err
	}
	if v := fields[fieldVersion]; len(v) > 8 || len(v) > 0 && littleEndian(v) > maxOpaqueVersion {
		return o, hallmark.Errorf(hallmark.Unsupported, "report: opaque data of version %x, at most %d is read", v, maxOpaqueVersion)
	}
	o.Driver = text(fields[fieldDriver])
	if o.VBIOS, err = vbiosVersion(fields[fieldVBIOS]); err != nil {
		return o, err
	}
	for _, v := range []string{o.Driver, o.VBIOS} {
		if v != "" && !versionForm.MatchString(v) {
			return o, hallmark.Errorf(hallmark.Invalid, "report: %q is not the form of a version", v)
		}
	}
	if p := fields[fieldProject]; p != nil {
		o.Board = strings.Join([]string{text(p), text(fields[fieldProjectSKU]), text(fields[fieldChipSKU])}, "_")
	}
	o.FWID = fields[fieldFWID]
	if v, ok := fields[fieldNVDEC0]; ok {
		if len(v) != 1 || v[0] != nvdecEnabled && v[0] != nvdecDisabled {
			return o, hallmark.Errorf(hallmark.Unsupported, "report: the decoder's state %x is not known", v)
		}
		o.NVDEC0 = v[0]
	}
	if v := fields[fieldFeatureFlag]; v != nil {
		o.Feature = featureName(littleEndian(v))
	}
	if o.PDIs, err = identifiers(fields[fieldPDI]); err == nil {
		o.GPUs, err = identifiers(fields[fieldSwitchGPUs])
	}
	return o, err
}

// opaqueFields splits the fields. One that is read must not appear twice.
func opaqueFields(raw []byte) (map[uint16][]byte, error) {
	r := reader{what: "report: opaque data", rest: raw}
	header := len(raw) >= opaqueHeaderSize && string(raw[:len(opaqueMagic)]) == opaqueMagic
	if header {
		head := r.take(opaqueHeaderSize)
		if profile := binary.LittleEndian.Uint16(head[6:]); profile != 0 || head[8] > maxOpaqueVersion {
			return nil, hallmark.Errorf(hallmark.Unsupported, "report: opaque data of profile %d, version %d is not read", profile, head[8])
		}
	}
	fields := map[uint16][]byte{}
	for len(r.rest) > 0 && r.err == nil {
		id := r.uint16()
		if header {
			r.uint16() // the value's type
		}
		value := r.take(int(r.uint16()))
		if _, twice := fields[id]; twice {
			return nil, hallmark.Errorf(hallmark.Invalid, "report: opaque field %d appears twice", id)
		}
		fields[id] = value
	}
	if header {
		delete(fields, fieldVersion) // the header's stands for it
	}
	return fields, r.err
}

// text is a string with closing NULs.
func text(b []byte) string { return strings.TrimRight(string(b), "\x00") }

// littleEndian reads up to eight bytes.
func littleEndian(b []byte) (n uint64) {
	for i, c := range b[:min(len(b), 8)] {
		n |= uint64(c) << (8 * i)
	}
	return n
}

// vbiosVersion reads a switch's version as text, and a GPU's from eight bytes:
// four of the version, little-endian, and the OEM's version.
func vbiosVersion(b []byte) (string, error) {
	switch {
	case len(b) == 0:
		return "", nil
	case len(b) != 8:
		return text(b), nil
	}
	v := []byte{b[3], b[2], b[1], b[0], b[4]}
	parts := make([]string, len(v))
	for i, c := range v {
		parts[i] = strings.ToUpper(hex.EncodeToString([]byte{c}))
	}
	return strings.Join(parts, "."), nil
}

func featureName(flag uint64) string {
	names := [...]string{"SPT", "MPT", "PPCIE"}
	if flag < uint64(len(names)) {
		return names[flag]
	}
	return "unknown"
}

// identifiers are 8-byte ids of devices, without repetitions and zeros, sorted.
func identifiers(b []byte) ([]uint64, error) {
	if len(b)%8 != 0 {
		return nil, hallmark.Errorf(hallmark.Invalid, "report: a list of device ids has %d bytes", len(b))
	}
	var out []uint64
	for ; len(b) > 0; b = b[8:] {
		if id := binary.BigEndian.Uint64(b); id != 0 {
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}
