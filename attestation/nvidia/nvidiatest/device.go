package nvidiatest

import (
	"bytes"
	"crypto/rand"
	"crypto/sha512"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hallmark-tee/hallmark"
)

// Firmware is what a device runs and tells of itself.
type Firmware struct {
	Driver       string // empty for switches
	VBIOS        string
	Board        [3]string // project, project SKU, chip SKU
	Measurements map[int][]byte
	NVDEC0       byte // 0: not told
	Feature      byte
	PDIs         []uint64
	Header       bool // the later layout of the opaque data
}

// Hopper is a firmware of 64 measurements, of which the driver's RIM and the
// VBIOS's name some.
func Hopper() Firmware {
	f := Firmware{Driver: "550.90.07", VBIOS: "96.00.9F.00.01", Board: [3]string{"1010", "0200", "882"}, NVDEC0: 0x55, Measurements: map[int][]byte{}}
	for i := range 64 {
		f.Measurements[i] = Measurement(i)
	}
	return f
}

// Switch is the firmware of an NVSwitch.
func Switch(pdi uint64) Firmware {
	f := Firmware{VBIOS: "96.10.55.00.01", PDIs: []uint64{pdi}, Measurements: map[int][]byte{}}
	for i := range 31 {
		f.Measurements[i] = Measurement(i)
	}
	return f
}

// Measurement is the value at an index.
func Measurement(i int) []byte {
	sum := sha512.Sum384(fmt.Appendf(nil, "measurement %d", i))
	return sum[:]
}

// Indices that the two RIMs of a GPU name.
var (
	DriverIndices = []int{9, 10, 11, 12, 35, 40}
	VBIOSIndices  = []int{0, 1, 2, 3, 4, 5}
	SwitchIndices = []int{0, 1, 2, 3, 4, 30}
)

// Device is one GPU or switch.
type Device struct {
	Model string // "GH100", "GB202", "LS_10"
	Arch  string
	ROM   Authority // the boot ROM's identity
	Leaf  Authority // signs reports
	Certs []*x509.Certificate
	FWID  []byte
}

// NewDevice makes a device of a model.
func (p *PKI) NewDevice(model, arch string) *Device {
	d := &Device{Model: model, Arch: arch}
	d.ROM = p.Provisioner.Issue(&x509.Certificate{
		Subject:   pkix.Name{CommonName: model + " A01 GSP BROM", SerialNumber: serialText(9)},
		NotBefore: p.Now.AddDate(-3, 0, 0), NotAfter: Forever, IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	})
	d.Boot(p, Measurement(-1))
	return d
}

// Boot gives the device the signing key of a firmware.
func (d *Device) Boot(p *PKI, fwid []byte) {
	d.FWID = fwid
	d.Leaf = d.ROM.Issue(&x509.Certificate{
		Subject:   pkix.Name{CommonName: d.Model + " A01 GSP FMC LF", SerialNumber: serialText(20)},
		NotBefore: p.Now.AddDate(-3, 0, 0), NotAfter: Forever, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature,
		ExtraExtensions: []pkix.Extension{fwidExtension(fwid)},
	})
	d.Certs = []*x509.Certificate{d.Leaf.Cert, d.ROM.Cert, p.Provisioner.Cert, p.Identity.Cert, p.Device.Cert}
}

func serialText(n int) string {
	b := make([]byte, n)
	_, err := rand.Read(b)
	must(err == nil, "%v", err)
	b[0] |= 0x40
	return strings.ToUpper(hex.EncodeToString(b))
}

// Evidence is the device's signed answer to a nonce.
func (d *Device) Evidence(nonce [32]byte, f Firmware) hallmark.DeviceEvidence {
	return hallmark.DeviceEvidence{Arch: d.Arch, Report: d.Report(nonce, f), Chain: PEM(d.Certs...)}
}

// Report is the SPDM request and the signed response.
func (d *Device) Report(nonce [32]byte, f Firmware) []byte {
	var b bytes.Buffer
	b.Write([]byte{0x11, 0xe0, 0x01, 0xff})
	b.Write(nonce[:])
	b.WriteByte(0)
	var records bytes.Buffer
	for _, i := range slices.Sorted(maps.Keys(f.Measurements)) {
		v := f.Measurements[i]
		records.Write([]byte{byte(i + 1), 1})
		records.Write(le16(len(v) + 3))
		records.WriteByte(1)
		records.Write(le16(len(v)))
		records.Write(v)
	}
	size := records.Len()
	b.Write([]byte{0x11, 0x60, 0, 0, byte(len(f.Measurements)), byte(size), byte(size >> 8), byte(size >> 16)})
	b.Write(records.Bytes())
	var own [32]byte
	_, err := rand.Read(own[:])
	must(err == nil, "%v", err)
	b.Write(own[:])
	opaque := d.opaque(f)
	b.Write(le16(len(opaque)))
	b.Write(opaque)
	return append(b.Bytes(), d.Leaf.sign(b.Bytes())...)
}

func le16(n int) []byte { return binary.LittleEndian.AppendUint16(nil, uint16(n)) }

func (d *Device) opaque(f Firmware) []byte {
	var b bytes.Buffer
	if f.Header {
		b.WriteString("NVDAOD\x00\x00\x01\x00\x00\x00")
	}
	field := func(id int, v []byte) {
		b.Write(le16(id))
		if f.Header {
			b.Write(le16(0x81))
		}
		b.Write(le16(len(v)))
		b.Write(v)
	}
	if f.Driver == "" {
		field(6, []byte(f.VBIOS))
	} else {
		v, err := hex.DecodeString(strings.ReplaceAll(f.VBIOS, ".", ""))
		must(err == nil && len(v) == 5, "VBIOS %q", f.VBIOS)
		field(6, []byte{v[3], v[2], v[1], v[0], v[4], 0, 0, 0})
		field(17, append([]byte(f.Board[0]), 0))
		field(18, append([]byte(f.Board[1]), 0))
		field(15, append([]byte(f.Board[2]), 0, 0, 0))
		field(3, append([]byte(f.Driver), 0))
		field(36, []byte{f.Feature, 0})
	}
	if f.NVDEC0 != 0 {
		field(11, []byte{f.NVDEC0})
	}
	field(20, d.FWID)
	if len(f.PDIs) > 0 {
		var ids []byte
		for _, id := range f.PDIs {
			ids = binary.BigEndian.AppendUint64(ids, id)
		}
		field(22, ids)
	}
	if f.Driver != "" && !f.Header {
		field(34, []byte{1, 0})
	}
	return b.Bytes()
}
