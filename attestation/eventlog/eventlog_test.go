package eventlog

import (
	"bytes"
	"crypto/sha512"
	"encoding/binary"
	"slices"
	"strings"
	"testing"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/dcap"
	"github.com/hallmark-tee/hallmark/attestation/verdict"
)

// bootLog is a small boot: firmware, a variable, GRUB, then run-time events.
func bootLog() Log {
	digest := func(of string) []byte { d := sha512.Sum384([]byte(of)); return d[:] }
	value := "boot order"
	variable := binary.LittleEndian.AppendUint64(make([]byte, 16), 4)
	variable = binary.LittleEndian.AppendUint64(variable, uint64(len(value)))
	variable = append(append(variable, "B\x00o\x00o\x00t\x00"...), value...)
	runtime := func(name, payload string) Event {
		d := Digest(name, []byte(payload))
		return Event{Register: 3, Type: Runtime, Digest: d[:], Name: name, Payload: []byte(payload)}
	}
	return Log{
		{Register: -1, Type: noAction, Payload: []byte("SP800-155 Event")},
		{Register: 0, Type: 0x8000000a, Digest: digest("firmware"), Payload: []byte("Fv(...)")},
		{Register: 0, Type: variableBoot, Digest: digest(value), Payload: variable},
		{Register: 0, Type: separator, Digest: digest("\x00\x00\x00\x00"), Payload: make([]byte, 4)},
		{Register: 1, Type: efiAction, Digest: digest("Calling EFI Application"), Payload: []byte("Calling EFI Application")},
		{Register: 1, Type: 0x80000003, Digest: digest("image"), Payload: []byte("device path")},
		{Register: 2, Type: ipl, Digest: digest("linux /vmlinuz quiet"), Payload: []byte("kernel_cmdline: linux /vmlinuz quiet\x00")},
		runtime("app-manifest", "{}"),
		runtime("model", "a"),
		runtime("dataset", "b"),
	}
}

// encode writes a log as firmware does.
func (l Log) encode(padding int) []byte {
	le := binary.LittleEndian
	spec := append(append([]byte{}, specID...), 0, 0, 0, 0, 0, 2, 0, 2)
	spec = le.AppendUint16(le.AppendUint16(le.AppendUint32(spec, 1), algSHA384), 48)
	spec = append(spec, 0)
	out := append(le.AppendUint32(le.AppendUint32(nil, 1), noAction), make([]byte, 20)...)
	out = append(le.AppendUint32(out, uint32(len(spec))), spec...)
	for _, e := range l {
		out = le.AppendUint32(le.AppendUint32(out, uint32(e.Register+1)), e.Type)
		digest := e.Digest
		if digest == nil {
			digest = make([]byte, 48)
		}
		out = append(le.AppendUint16(le.AppendUint32(out, 1), algSHA384), digest...)
		out = append(le.AppendUint32(out, uint32(len(e.Payload))), e.Payload...)
	}
	return append(out, bytes.Repeat([]byte{0xff}, padding)...)
}

// boot is the log without run-time events, as a CCEL has it.
func (l Log) boot() Log {
	return slices.DeleteFunc(slices.Clone(l), func(e Event) bool { return e.Register == 3 })
}

func TestCCELRoundTrip(t *testing.T) {
	l := bootLog().boot()
	got, err := ParseCCEL(l.encode(100))
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != len(l) || got.Replay() != l.Replay() {
		t.Errorf("%d events, want %d", len(got), len(l))
	}
}

// TestNegatives spoils one thing at a time (cases 27 and 28 of the conformance
// list).
func TestNegatives(t *testing.T) {
	var td dcap.TDReport
	td.RTMR = bootLog().Replay()
	for _, c := range []struct {
		name   string
		spoil  func(l Log) Log
		failed string
	}{
		{"nothing", func(l Log) Log { return l }, ""},
		{"27 an event dropped", func(l Log) Log { return append(l[:8:8], l[9:]...) }, "eventlog.replay"},
		{"27 events reordered", func(l Log) Log { l[8], l[9] = l[9], l[8]; return l }, "eventlog.replay"},
		{"27 an event added", func(l Log) Log { return append(l, l[9]) }, "eventlog.replay"},
		{"27 an event moved to another register", func(l Log) Log { l[9].Register = 2; return l }, "eventlog.replay"},
		{"27 a register left out", func(l Log) Log { return l[:7] }, "eventlog.replay"},
		{"27 a run-time event edited with its digest", func(l Log) Log {
			d := Digest("model", []byte("other"))
			l[8].Payload, l[8].Digest = []byte("other"), d[:]
			return l
		}, "eventlog.replay"},
		{"27 the digest of an image edited", func(l Log) Log { l[5].Digest[0] ^= 1; return l }, "eventlog.replay"},
		{"28 a payload edited, its digest kept", func(l Log) Log { l[8].Payload = []byte("other"); return l }, "eventlog.digest"},
		{"28 a name edited, its digest kept", func(l Log) Log { l[8].Name = "module"; return l }, "eventlog.digest"},
		{"28 a variable edited, its digest kept", func(l Log) Log { l[2].Payload[len(l[2].Payload)-1] ^= 1; return l }, "eventlog.digest"},
		{"28 the command line edited, its digest kept", func(l Log) Log { l[6].Payload = []byte("kernel_cmdline: linux /vmlinuz debug\x00"); return l }, "eventlog.digest"},
		{"a colon in a name", func(l Log) Log { l[8].Name = "mod:el"; return l }, "eventlog.digest"},
		{"register 4", func(l Log) Log { l[8].Register = 4; return l }, "eventlog.digest"},
		{"no digest and no bytes", func(l Log) Log { l[1].Digest = nil; return l }, "eventlog.digest"},
		{"too many events", func(l Log) Log { return make(Log, MaxEvents+1) }, "eventlog.digest"},
	} {
		var s verdict.Sheet
		Examine(c.spoil(bootLog()), td, &s)
		checks, _ := s.Conclude(verdict.Rules{}, false)
		var failed []string
		for _, check := range checks {
			if check.Status != verdict.Pass && check.Blocked == "" {
				failed = append(failed, check.ID)
			}
		}
		if got := strings.Join(failed, " "); got != c.failed {
			t.Errorf("%s: failed %q, want %q: %v", c.name, got, c.failed, checks)
		}
	}
}

func TestMalformedCCEL(t *testing.T) {
	good := bootLog().boot().encode(0)
	alter := func(at int, b byte) []byte { out := bytes.Clone(good); out[at] = b; return out }
	for name, c := range map[string]struct {
		data []byte
		kind hallmark.Kind
	}{
		"empty":                    {nil, hallmark.Invalid},
		"no header":                {alter(4, 1), hallmark.Invalid},
		"another form":             {alter(32, 'X'), hallmark.Invalid},
		"nine algorithms":          {alter(32+24, 9), hallmark.Exhausted},
		"no SHA-384":               {alter(32+28, 0x0b), hallmark.Invalid},
		"register 5":               {alter(65, 6), hallmark.Invalid},
		"a byte of neither filler": {append(bytes.Clone(good), 0xff, 0xff, 0xfe), hallmark.Invalid},
		"too large":                {make([]byte, MaxLog+1), hallmark.Exhausted},
		"an event of 4 GiB":        {append(bytes.Clone(good[:len(good)-len(bootLog()[6].Payload)-4]), 0xff, 0xff, 0xff, 0xff), hallmark.Invalid},
	} {
		if _, err := ParseCCEL(c.data); err == nil || hallmark.KindOf(err) != c.kind {
			t.Errorf("%s: %v, want kind %s", name, err, c.kind)
		}
	}
	for n := range good {
		if l, err := ParseCCEL(good[:n]); err == nil && len(l) >= len(bootLog().boot()) {
			t.Errorf("a log cut at %d gave every event", n)
		}
	}
}

func FuzzCCEL(f *testing.F) {
	f.Add(bootLog().boot().encode(64))
	for _, name := range []string{"dstack/ccel.bin", "google/ccel/ccel_data.dat", "trustee/CCEL_data_ovmf"} {
		if b := bytes.TrimRight(seed(name), "\xff"); b != nil {
			f.Add(b)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		l, err := ParseCCEL(data)
		if err != nil {
			return
		}
		size := 0
		for _, e := range l {
			size += len(e.Payload) + len(e.Digest)
		}
		if len(l) > MaxEvents || size > len(data) {
			t.Fatalf("%d events of %d bytes out of %d", len(l), size, len(data))
		}
		var s verdict.Sheet
		Examine(l, dcap.TDReport{}, &s)
	})
}
