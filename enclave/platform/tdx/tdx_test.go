//go:build linux

package tdx

import (
	"crypto/sha512"
	"encoding/binary"
	"errors"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-configfs-tsm/configfs/configfsi"
	"github.com/google/go-tdx-guest/testing/testdata"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/dcap"
	"github.com/hallmark-tee/hallmark/enclave/platform"
	"github.com/hallmark-tee/hallmark/enclave/platform/conformance"
)

// Offsets of a v4 quote's fields.
const (
	rtmr3At      = 48 + 472
	reportDataAt = 48 + 520
)

// recorded is the hardware quote without the 39 bytes that its recording has
// behind it.
var recorded = testdata.RawQuote[:636+binary.LittleEndian.Uint32(testdata.RawQuote[632:])]

// tree is a configfs-tsm of one report entry at a time that replays the recorded
// hardware quote of go-tdx-guest. Report data and RTMR3 are put into the body,
// as the TDX module would: its signature then no longer holds, which is
// dcap's to find out.
type tree struct {
	rtmr3    [48]byte
	provider string
	entry    string
	inblob   []byte
	writes   int
	broken   error // what extension answers
}

var errAttr = errors.New("no such attribute")

func (f *tree) MkdirTemp(dir, pattern string) (string, error) {
	f.entry, f.writes, f.inblob = path.Join(dir, pattern+"0"), 0, nil
	return f.entry, nil
}
func (f *tree) ReadDir(string) ([]os.DirEntry, error) { return nil, errAttr }
func (f *tree) RemoveAll(string) error                { f.entry = ""; return nil }

func (f *tree) WriteFile(name string, b []byte) error {
	if name != path.Join(f.entry, "inblob") {
		return errAttr
	}
	f.inblob = b
	f.writes++
	return nil
}

func (f *tree) ReadFile(name string) ([]byte, error) {
	switch strings.TrimPrefix(name, f.entry+"/") {
	case "generation":
		return []byte{byte('0' + f.writes), '\n'}, nil
	case "provider":
		return []byte(f.provider), nil
	case "outblob":
		quote := append([]byte(nil), recorded...)
		copy(quote[rtmr3At:], f.rtmr3[:])
		copy(quote[reportDataAt:], f.inblob)
		return quote, nil
	}
	return nil, errAttr
}

func (f *tree) extend(digest []byte) error {
	if f.broken != nil {
		return f.broken
	}
	f.rtmr3 = sha512.Sum384(append(f.rtmr3[:], digest...))
	return nil
}

var _ configfsi.Client = (*tree)(nil)

func (f *tree) kernel(t *testing.T) kernel {
	t.Helper()
	swaps := filepath.Join(t.TempDir(), "swaps")
	if err := os.WriteFile(swaps, []byte("Filename\tType\tSize\tUsed\tPriority\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return kernel{tsm: f, extend: f.extend, swaps: swaps, tmpfs: func(string) (bool, error) { return true, nil }}
}

func private(t *testing.T) string {
	t.Helper()
	return filepath.Join(t.TempDir(), "hallmark")
}

func TestConformance(t *testing.T) {
	f := &tree{provider: provider}
	k, dir := f.kernel(t), private(t)
	start := func(t *testing.T) platform.Platform {
		p, err := open(t.Context(), dir, k)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	conformance.Run(t, conformance.Machine{Kind: hallmark.KindTDX, Restart: start, Reboot: func(t *testing.T) platform.Platform {
		f.rtmr3 = [48]byte{}
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
		return start(t)
	}})
}

// The recorded quote itself is left whole when asked for its own report data.
func TestRecordedQuoteComesThroughWhole(t *testing.T) {
	hardware, err := dcap.Parse(recorded)
	if err != nil {
		t.Fatal(err)
	}
	f := &tree{provider: provider}
	p, err := open(t.Context(), private(t), f.kernel(t))
	if err != nil {
		t.Fatal(err)
	}
	f.rtmr3 = hardware.TD.RTMR[3]
	e, err := p.Quote(t.Context(), hardware.TD.ReportData)
	if err != nil {
		t.Fatal(err)
	}
	if string(e.Quote) != string(recorded) {
		t.Error("the quote was altered on its way")
	}
}

func TestRefusals(t *testing.T) {
	good := &tree{provider: provider}
	for name, c := range map[string]struct {
		kind  hallmark.Kind
		spoil func(t *testing.T, f *tree, k *kernel, dir string)
	}{
		"another provider": {hallmark.Unsupported, func(t *testing.T, f *tree, k *kernel, dir string) { f.provider = "sev_guest\n" }},
		"swap on": {hallmark.Unsupported, func(t *testing.T, f *tree, k *kernel, dir string) {
			write(t, k.swaps, "Filename\tType\n/dev/sda2\tpartition\n", 0o600)
		}},
		"swap unknown": {hallmark.Unsupported, func(t *testing.T, f *tree, k *kernel, dir string) { k.swaps += ".absent" }},
		"disk instead of tmpfs": {hallmark.Unsupported, func(t *testing.T, f *tree, k *kernel, dir string) {
			k.tmpfs = func(string) (bool, error) { return false, nil }
		}},
		"folder open to others": {hallmark.Unsupported, func(t *testing.T, f *tree, k *kernel, dir string) {
			if err := errors.Join(os.MkdirAll(dir, 0o755), os.Chmod(dir, 0o755)); err != nil {
				t.Fatal(err)
			}
		}},
		"secret open to others": {hallmark.Unsupported, func(t *testing.T, f *tree, k *kernel, dir string) {
			write(t, filepath.Join(dir, "secret"), strings.Repeat("s", secretSize), 0o640)
		}},
		"secret cut short": {hallmark.Unsupported, func(t *testing.T, f *tree, k *kernel, dir string) {
			write(t, filepath.Join(dir, "secret"), "short", 0o600)
		}},
		"register extended by somebody else": {hallmark.Mismatch, func(t *testing.T, f *tree, k *kernel, dir string) {
			f.extend(make([]byte, 48))
		}},
		"event list forged": {hallmark.Mismatch, func(t *testing.T, f *tree, k *kernel, dir string) {
			write(t, filepath.Join(dir, "events.json"), `[{"register":3,"name":"a","payload":""},{"register":3,"name":"b","payload":""}]`, 0o600)
		}},
	} {
		t.Run(name, func(t *testing.T) {
			f := *good
			k, dir := f.kernel(t), private(t)
			c.spoil(t, &f, &k, dir)
			if p, err := open(t.Context(), dir, k); hallmark.KindOf(err) != c.kind {
				t.Errorf("got %v, %v; want %v", p, err, c.kind)
			}
		})
	}
}

func write(t *testing.T, path, text string, mode os.FileMode) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.WriteFile(path, []byte(text), mode), os.Chmod(path, mode)); err != nil {
		t.Fatal(err)
	}
}

// A process that dies between writing an event and extending the register must
// not leave a TD that can never start again.
func TestEventWithoutItsExtensionIsDropped(t *testing.T) {
	f := &tree{provider: provider}
	k, dir := f.kernel(t), private(t)
	p, err := open(t.Context(), dir, k)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Measure(t.Context(), "engine", []byte("native")); err != nil {
		t.Fatal(err)
	}
	one := p.events
	if err := p.saveEvents(append(one, hallmark.Event{Register: 3, Name: "model", Payload: []byte("x")})); err != nil {
		t.Fatal(err)
	}
	again, err := open(t.Context(), dir, k)
	if err != nil {
		t.Fatal(err)
	}
	if len(again.events) != 1 || again.events[0].Name != "engine" {
		t.Errorf("events after the crash: %+v", again.events)
	}
	f.broken = errors.New("extension refused")
	if err := again.Measure(t.Context(), "model", nil); hallmark.KindOf(err) != hallmark.Unavailable {
		t.Errorf("a refused extension: %v", err)
	}
	f.broken = nil
	if _, err := open(t.Context(), dir, k); err != nil {
		t.Errorf("after a refused extension: %v", err)
	}
}

func TestRefusesOutsideATD(t *testing.T) {
	if _, err := os.Stat(configfsi.TsmPrefix); err == nil {
		t.Skip("this machine has configfs-tsm")
	}
	if p, err := Open(t.Context(), private(t)); p != nil || hallmark.KindOf(err) != hallmark.Unsupported {
		t.Errorf("got %v, %v; want unsupported", p, err)
	}
}
