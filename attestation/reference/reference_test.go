package reference

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation"
	"github.com/hallmark-tee/hallmark/attestation/dcap"
	"github.com/hallmark-tee/hallmark/attestation/eventlog"
)

// TestMRTD: values that a second program, written apart from this one, gives
// for the same image.
func TestMRTD(t *testing.T) {
	f, err := ParseFirmware(firmware())
	if err != nil {
		t.Fatal(err)
	}
	for order, want := range map[Order]string{
		ByPage:   "3284ecc30b0d1835b1d03dd1dfb07e24f81ff40425030d0908358fa416adeafe6c51885c19b5566bfbb7ec9331b12aa8",
		ByRegion: "a657e7518df4d6a70cfe045a34f0dfd9396b0638f156843a10557fb93d545b3034b246e6d539bfe14cb0ae66b90e1ca4",
	} {
		if got := f.MRTD(order); hex.EncodeToString(got[:]) != want {
			t.Errorf("order %d: %x", order, got)
		}
	}
	cfv, ok := f.Configuration()
	if want := "f05a678539cdcc30f37c37f033755dbd4d9a67b6db265e7ed9fd2d963fe96ed00831f18000f8a9f252704b529d8a02ea"; !ok || hex.EncodeToString(cfv[:]) != want {
		t.Errorf("the configuration volume is %x", cfv)
	}
	for name, at := range map[string]int{"code": 0x1800, "temporary memory": 0x900} {
		altered := firmware()
		altered[at] ^= 1
		g, err := ParseFirmware(altered)
		if err != nil || g.MRTD(ByPage) == f.MRTD(ByPage) {
			t.Errorf("a bit of the %s does not change MRTD: %v", name, err)
		}
	}
}

func TestFirmwareRefused(t *testing.T) {
	put := func(at int, v uint32) func([]byte) []byte {
		return func(img []byte) []byte { binary.LittleEndian.PutUint32(img[at:], v); return img }
	}
	const desc, section = 0x3800, 0x3810
	for name, c := range map[string]struct {
		change func([]byte) []byte
		kind   hallmark.Kind
	}{
		"empty":             {func([]byte) []byte { return nil }, hallmark.Unsupported},
		"no table":          {func(img []byte) []byte { img[len(img)-33] ^= 1; return img }, hallmark.Unsupported},
		"no TDX entry":      {func(img []byte) []byte { img[0x4000-32-18-22-1] ^= 1; return img }, hallmark.Unsupported},
		"table too long":    {func(img []byte) []byte { binary.LittleEndian.PutUint16(img[0x4000-32-18:], 0xffff); return img }, hallmark.Invalid},
		"entry too long":    {func(img []byte) []byte { binary.LittleEndian.PutUint16(img[0x4000-32-36:], 0x4000); return img }, hallmark.Invalid},
		"entry too short":   {func(img []byte) []byte { binary.LittleEndian.PutUint16(img[0x4000-32-36:], 3); return img }, hallmark.Invalid},
		"outside":           {put(0x4000-32-62, 0x4001), hallmark.Invalid},
		"no signature":      {put(desc, 0), hallmark.Invalid},
		"version":           {put(desc+8, 2), hallmark.Unsupported},
		"no sections":       {put(desc+12, 0), hallmark.Invalid},
		"many sections":     {put(desc+12, 1<<31), hallmark.Invalid},
		"data outside":      {put(section, 0x3000), hallmark.Invalid},
		"offset overflow":   {put(section, 0xffffffff), hallmark.Invalid},
		"no whole page":     {put(section+8, 0xffffe001), hallmark.Invalid},
		"huge":              {put(section+20, 1), hallmark.Invalid},
		"more than memory":  {put(section+16, 0x1000), hallmark.Invalid},
		"both attributes":   {put(section+28, 3), hallmark.Invalid},
		"memory in sum":     {put(section+3*32+16, 0x3fffe000), hallmark.Exhausted},
		"over the limit":    {func([]byte) []byte { return make([]byte, MaxFirmware+1) }, hallmark.Exhausted},
		"descriptor at end": {put(0x4000-32-62, 4), hallmark.Invalid},
	} {
		if _, err := ParseFirmware(c.change(firmware())); err == nil || hallmark.KindOf(err) != c.kind {
			t.Errorf("%s: %v, want kind %s", name, err, c.kind)
		}
	}
}

func TestAuthenticode(t *testing.T) {
	plain, signed := kernel(nil), kernel([]byte("a signature of 24 bytes."))
	if got := mustHash(t, plain); got != plainHash(plain, 0) {
		t.Errorf("%x", got)
	}
	if mustHash(t, signed) != plainHash(signed, 24) {
		t.Error("the signature is hashed")
	}
	resummed := bytes.Clone(plain)
	resummed[0x80+24+64] ^= 0xff
	if mustHash(t, resummed) != mustHash(t, plain) {
		t.Error("the checksum is hashed")
	}
	altered := bytes.Clone(plain)
	altered[len(altered)-600] ^= 1
	if mustHash(t, altered) == mustHash(t, plain) {
		t.Error("a bit of a section is not hashed")
	}
	for n := range len(plain) {
		if _, err := Authenticode(plain[:n]); err == nil {
			t.Fatalf("cut to %d bytes it is accepted", n)
		}
	}
}

func TestUKI(t *testing.T) {
	u, err := ParseUKI(uki())
	if err != nil {
		t.Fatal(err)
	}
	if string(u.Cmdline) != "root=/dev/mapper/root ro" || string(u.Initrd) != "initrd" || u.Kernel != mustHash(t, kernel(nil)) || u.Hash != mustHash(t, uki()) || !strings.Contains(u.Stub, "systemd-stub 252") {
		t.Errorf("%q %q %q", u.Cmdline, u.Initrd, u.Stub)
	}
	if _, err := ParseUKI(kernel(nil)); hallmark.KindOf(err) != hallmark.Invalid {
		t.Errorf("a bare kernel is taken for a UKI: %v", err)
	}
}

// TestRecordedBoots: the rules against logs of machines that booted.
func TestRecordedBoots(t *testing.T) {
	load := func(name string) eventlog.Log {
		raw, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "vectors", name))
		if err != nil {
			t.Skip("the shared vectors are absent")
		}
		log, err := eventlog.ParseCCEL(raw)
		if err != nil {
			t.Fatal(err)
		}
		return log
	}
	digests := func(log eventlog.Log, register int) (out []dcap.Register) {
		for _, e := range log {
			if e.Register == register {
				out = append(out, dcap.Register(e.Digest))
			}
		}
		return out
	}
	// A kernel of QEMU's, by two generations of OVMF.
	if d := digests(load("dstack/ccel.bin"), 1); !slices.Equal(d[1:], []dcap.Register{calling, separator, leaving, left}) {
		t.Errorf("RTMR1 of a direct boot is %x", d)
	}
	old := load("trustee/CCEL_data_ovmf")
	if d := digests(old, 1); !slices.Equal(d[1:], []dcap.Register{calling, leaving, left}) || len(digests(old, 2)) != 2 {
		t.Errorf("RTMR1 of an older direct boot is %x", d)
	}
	// From a disk: the partition table's digest is recomputed from its bytes.
	log := load("google/ccel/ccel_data.dat")
	d := digests(log, 1)
	if d[0] != calling || d[1] != separator || d[len(d)-2] != leaving || d[len(d)-1] != left {
		t.Errorf("RTMR1 of a boot from a disk is %x", d)
	}
	gpt := log[slices.IndexFunc(log, func(e eventlog.Event) bool { return e.Type == 0x80000006 })]
	image := make([]byte, 34*512)
	copy(image[512:], gpt.Payload[:92])
	copy(image[1024:], gpt.Payload[100:])
	if got, err := GPT(image); err != nil || !bytes.Equal(got[:], gpt.Digest) {
		t.Errorf("the partition table is %x, the log says %x: %v", got, gpt.Digest, err)
	}
}

func TestGPTRefused(t *testing.T) {
	for name, change := range map[string]func([]byte) []byte{
		"short": func(d []byte) []byte { return d[:600] }, "no GPT": func(d []byte) []byte { d[512] = 0; return d },
		"entries outside": func(d []byte) []byte { return d[:2048] }, "far away": func(d []byte) []byte { d[512+79] = 0xff; return d },
		"many": func(d []byte) []byte { d[512+83] = 0xff; return d }, "size": func(d []byte) []byte { d[512+84] = 1; return d },
	} {
		if _, err := GPT(change(disk())); hallmark.KindOf(err) != hallmark.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// report is what a TD of the image shows.
func report(mrtd dcap.Register, rtmr [3]dcap.Register, manifest []byte) dcap.TDReport {
	return dcap.TDReport{MRTD: mrtd, RTMR: [4]dcap.Register{rtmr[0], rtmr[1], rtmr[2]}, MRCONFIGID: attestation.ConfigID(manifest)}
}

func parts(m Measurements) string {
	var out []string
	for _, p := range m.Parts {
		out = append(out, p.Register+" "+p.From)
	}
	return strings.Join(out, ", ")
}

// TestMeasure: with a reference run a whole machine is named; without, what is
// open is said and left open.
func TestMeasure(t *testing.T) {
	f, err := ParseFirmware(firmware())
	if err != nil {
		t.Fatal(err)
	}
	cfv, _ := f.Configuration()
	manifest := []byte(`{"x":1}`)
	d := &Direct{Kernel: kernel(nil), Initrd: []byte("initrd"), Cmdline: "ro"}
	hob := text("memory")
	r0 := []dcap.Register{hob, cfv}
	r1 := []dcap.Register{mustHash(t, d.Kernel), calling, separator, leaving, left}
	r2 := []dcap.Register{options("initrd=initrd ro"), text("initrd")}
	log := ccel([3][]dcap.Register{r0, r1, r2})
	want := attestation.Measurement(attestation.TDX, report(f.MRTD(ByPage), [3]dcap.Register{extended(r0...), extended(r1...), extended(r2...)}, manifest))

	whole := Image{Firmware: firmware(), Direct: d, CCEL: log, Manifest: manifest}
	m, err := Measure(whole)
	if err != nil || !slices.Contains(m.Measurements, want) || len(m.Measurements) != 2 || len(m.RTMR) != 1 {
		t.Errorf("%v: %s, %d measurements, %d sets", err, parts(m), len(m.Measurements), len(m.RTMR))
	}
	if got := parts(m); got != "MRTD computed, RTMR0 recorded, RTMR1 computed, RTMR2 computed, MRCONFIGID computed" {
		t.Error(got)
	}
	without := whole
	without.CCEL = nil
	if m, err = Measure(without); err != nil || len(m.Measurements) != 0 || len(m.RTMR) != 4 || parts(m) != "MRTD computed, RTMR0 open, RTMR1 computed, RTMR2 computed, MRCONFIGID computed" {
		t.Errorf("%v: %s, %d measurements, %d sets", err, parts(m), len(m.Measurements), len(m.RTMR))
	}
	other := whole
	other.Direct = &Direct{Kernel: d.Kernel, Initrd: d.Initrd, Cmdline: "rw"}
	if m, err = Measure(other); err != nil || !strings.Contains(m.Parts[3].Note, "none of these") {
		t.Errorf("%v: another command line than the run's goes unnoticed: %+v", err, m.Parts)
	}

	u := mustHash(t, uki())
	gpt, err := GPT(disk())
	if err != nil {
		t.Fatal(err)
	}
	r1 = []dcap.Register{calling, separator, gpt, u, mustHash(t, kernel(nil)), leaving, left}
	unified := Image{Firmware: firmware(), UKI: uki(), Disk: disk(), CCEL: ccel([3][]dcap.Register{r0, r1, r2}), Manifest: manifest}
	want = attestation.Measurement(attestation.TDX, report(f.MRTD(ByRegion), [3]dcap.Register{extended(r0...), extended(r1...), extended(r2...)}, manifest))
	if m, err = Measure(unified); err != nil || !slices.Contains(m.Measurements, want) || parts(m) != "MRTD computed, RTMR0 recorded, RTMR1 computed, RTMR2 recorded, MRCONFIGID computed" {
		t.Errorf("%v: %s", err, parts(m))
	}
	unified.CCEL = log
	if _, err = Measure(unified); hallmark.KindOf(err) != hallmark.Mismatch {
		t.Errorf("a log of another kernel is taken: %v", err)
	}
	whole.Firmware = firmware()
	whole.Firmware[5] ^= 1
	if _, err = Measure(whole); hallmark.KindOf(err) != hallmark.Mismatch {
		t.Errorf("a log of another firmware is taken: %v", err)
	}
	if m, err = Measure(Image{}); err != nil || strings.Count(parts(m), Open) != 5 || m.RTMR != nil {
		t.Errorf("%v: of nothing it says %s", err, parts(m))
	}
}

// TestPolicy: policies are made of measurements, and of too little none is.
func TestPolicy(t *testing.T) {
	m, err := Measure(Image{Firmware: firmware(), Direct: &Direct{Kernel: kernel(nil)}, Manifest: []byte("{}")})
	if err != nil {
		t.Fatal(err)
	}
	raw, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	if m, err = Parse(raw); err != nil {
		t.Fatal(err)
	}
	p := attestation.StrictPolicy()
	if err := m.AddTo(&p); err != nil || p.Validate() != nil || len(p.TDX.MRTD) != 2 || len(p.TDX.RTMR) != 4 || len(p.TDX.MRCONFIGID) != 1 {
		t.Errorf("%v, %v: %+v", err, p.Validate(), p.TDX)
	}
	e := Enclave([32]byte{1})
	if err := e.AddTo(&p); err != nil || p.Validate() != nil || len(p.Measurements) != 1 {
		t.Errorf("%v, %v: %v", err, p.Validate(), p.Measurements)
	}
	if err := m.AddTo(&p); hallmark.KindOf(err) != hallmark.Invalid {
		t.Errorf("open registers beside whole machines: %v", err)
	}
	nothing, err := Measure(Image{Firmware: firmware()})
	if err != nil {
		t.Fatal(err)
	}
	q := attestation.StrictPolicy()
	if err := nothing.AddTo(&q); hallmark.KindOf(err) != hallmark.MissingEvidence {
		t.Errorf("a policy of the firmware alone: %v", err)
	}
	s := attestation.NewSimulationPolicy()
	if err := e.AddTo(&s); hallmark.KindOf(err) != hallmark.Invalid {
		t.Errorf("an enclave in a policy of simulations: %v", err)
	}
}

func FuzzFirmware(f *testing.F) {
	f.Add(firmware())
	f.Fuzz(func(t *testing.T, image []byte) {
		if fw, err := ParseFirmware(image); err == nil && len(fw.Sections) == 0 {
			t.Error("a firmware of no sections")
		}
	})
}

func FuzzUKI(f *testing.F) {
	f.Add(uki())
	f.Add(kernel([]byte("12345678")))
	f.Fuzz(func(t *testing.T, image []byte) {
		if u, err := ParseUKI(image); err == nil && (u.Linux == nil || u.Cmdline == nil) {
			t.Error("an image without kernel or command line")
		}
	})
}
