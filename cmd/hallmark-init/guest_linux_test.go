package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation"
	"github.com/hallmark-tee/hallmark/attestation/dcap"
	"github.com/hallmark-tee/hallmark/envelope"
)

const (
	cmdline = "root=/dev/mapper/root ro roothash=" + "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" + " init=/usr/bin/hallmark-init\n"
	mounts  = "20 1 0:5 / /dev rw - devtmpfs devtmpfs rw\n1 1 254:0 / / ro,relatime shared:1 - erofs /dev/mapper/root ro,user_xattr\n"
)

// guest is a file system as the image has it, and the manifest that fits.
func guest(t *testing.T) (machine, []byte) {
	t.Helper()
	m := machine{t.TempDir()}
	program := []byte("the enclave")
	manifest, err := envelope.Canonical(hallmark.Manifest{Version: attestation.ManifestVersion, Enclave: sha256.Sum256(program), Engine: "native", Locks: []hallmark.Named{}})
	if err != nil {
		t.Fatal(err)
	}
	for path, data := range map[string][]byte{
		"/proc/cmdline": []byte(cmdline), "/proc/self/mountinfo": []byte(mounts), enclavePath: program, handedIn + "manifest/raw": append(manifest, '\n'),
	} {
		m.write(t, path, data)
	}
	return m, manifest
}

func (m machine) write(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(m.path(path)), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(m.path(path), data, 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestCheck(t *testing.T) {
	fits := func(manifest []byte) dcap.Register { return attestation.ConfigID(manifest) }
	for name, c := range map[string]struct {
		change func(t *testing.T, m machine, manifest []byte)
		id     func(manifest []byte) dcap.Register
		kind   hallmark.Kind
		text   string
	}{
		"the measured one": {},
		"another manifest": {id: func([]byte) dcap.Register { return attestation.ConfigID([]byte("{}")) }, kind: hallmark.Mismatch, text: "MRCONFIGID"},
		"none measured":    {id: func([]byte) dcap.Register { return dcap.Register{} }, kind: hallmark.Mismatch, text: "MRCONFIGID"},
		"another program": {change: func(t *testing.T, m machine, _ []byte) { m.write(t, enclavePath, []byte("other")) },
			kind: hallmark.Mismatch, text: "names the program"},
		"no program":  {change: func(t *testing.T, m machine, _ []byte) { os.Remove(m.path(enclavePath)) }, kind: hallmark.NotFound, text: "no enclave"},
		"no manifest": {change: func(t *testing.T, m machine, _ []byte) { os.Remove(m.path(handedIn + "manifest/raw")) }, kind: hallmark.NotFound, text: "fw_cfg"},
		"a huge manifest": {change: func(t *testing.T, m machine, _ []byte) {
			m.write(t, handedIn+"manifest/raw", bytes.Repeat([]byte("x"), maxHandedIn+1))
		}, kind: hallmark.Exhausted},
		"no root hash": {change: func(t *testing.T, m machine, _ []byte) { m.write(t, "/proc/cmdline", []byte("root=/dev/vda2 ro")) }, kind: hallmark.NotGenuine, text: "root hash"},
		"half a root hash": {change: func(t *testing.T, m machine, _ []byte) { m.write(t, "/proc/cmdline", []byte("roothash=0123 ro")) },
			kind: hallmark.NotGenuine, text: "root hash"},
		"a writable root wanted": {change: func(t *testing.T, m machine, _ []byte) {
			m.write(t, "/proc/cmdline", []byte(strings.TrimSpace(cmdline)+" rw"))
		}, kind: hallmark.NotGenuine},
		"a plain root": {change: func(t *testing.T, m machine, _ []byte) {
			m.write(t, "/proc/self/mountinfo", []byte(strings.ReplaceAll(mounts, verityDevice, "/dev/vda2")))
		}, kind: hallmark.NotGenuine, text: "/dev/vda2"},
		"something over the root": {change: func(t *testing.T, m machine, _ []byte) {
			m.write(t, "/proc/self/mountinfo", []byte(mounts+"40 1 0:9 / / rw - overlay overlay rw\n"))
		}, kind: hallmark.NotGenuine, text: "overlay"},
		"a writable root": {change: func(t *testing.T, m machine, _ []byte) {
			m.write(t, "/proc/self/mountinfo", []byte(strings.Replace(mounts, "root ro,", "root rw,", 1)))
		}, kind: hallmark.NotGenuine},
	} {
		t.Run(name, func(t *testing.T) {
			m, manifest := guest(t)
			if c.change != nil {
				c.change(t, m, manifest)
			}
			id := fits
			if c.id != nil {
				id = c.id
			}
			got, err := m.check(func() (dcap.Register, error) { return id(manifest), nil })
			if c.kind == 0 {
				if err != nil || !bytes.Equal(got, manifest) {
					t.Errorf("%q, %v", got, err)
				}
				return
			}
			if err == nil || hallmark.KindOf(err) != c.kind || !strings.Contains(err.Error(), c.text) {
				t.Errorf("%v, want kind %s and %q", err, c.kind, c.text)
			}
		})
	}
}

// TestMalformedManifest: one that is measured but no manifest starts nothing.
func TestMalformedManifest(t *testing.T) {
	for _, raw := range []string{"", "{}", `{"hallmark":"manifest/2","enclave":"0x00","engine":"","image":"0x00","locks":[]}`, `{"enclave": 1}`} {
		m, _ := guest(t)
		m.write(t, handedIn+"manifest/raw", []byte(raw))
		if _, err := m.check(func() (dcap.Register, error) { return attestation.ConfigID([]byte(raw)), nil }); err == nil {
			t.Errorf("%q starts the enclave", raw)
		}
	}
}

// TestRelay: both ways, and the host's end ends it.
func TestRelay(t *testing.T) {
	socket := filepath.Join(t.TempDir(), "s")
	l, err := net.Listen("unix", socket)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	ended := make(chan error, 1)
	go func() {
		c, err := l.Accept()
		if err == nil {
			_, err = io.Copy(c, c)
			c.Close()
		}
		ended <- err
	}()
	host, guestEnd := net.Pipe()
	conns := make(chan io.ReadWriteCloser, 1)
	conns <- guestEnd
	close(conns)
	if err := relay(t.Context(), func() (io.ReadWriteCloser, error) {
		if c, ok := <-conns; ok {
			return c, nil
		}
		return nil, io.EOF
	}, socket); err != io.EOF {
		t.Fatal(err)
	}
	if _, err := io.WriteString(host, "hello"); err != nil {
		t.Fatal(err)
	}
	back := make([]byte, 5)
	if _, err := io.ReadFull(host, back); err != nil || string(back) != "hello" {
		t.Fatalf("%q, %v", back, err)
	}
	host.Close()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	// Without an enclave the host's connection is closed.
	host, guestEnd = net.Pipe()
	join(t.Context(), guestEnd, socket+"none")
	if _, err := host.Read(back); err == nil {
		t.Error("a connection to no enclave stays open")
	}
}

func TestConfigID(t *testing.T) {
	m := machine{t.TempDir()}
	if _, err := m.configID(); hallmark.KindOf(err) != hallmark.Unsupported {
		t.Errorf("a machine that is no TDX guest has a MRCONFIGID: %v", err)
	}
	want := attestation.ConfigID([]byte("{}"))
	for _, form := range [][]byte{want[:], []byte(hex.EncodeToString(want[:]) + "\n")} {
		m.write(t, "/sys/class/misc/tdx_guest/measurements/mrconfigid", form)
		if got, err := m.configID(); err != nil || got != want {
			t.Errorf("%x, %v", got, err)
		}
	}
	m.write(t, "/sys/class/misc/tdx_guest/measurements/mrconfigid", []byte("12"))
	if _, err := m.configID(); hallmark.KindOf(err) != hallmark.Unsupported {
		t.Errorf("a short register is taken: %v", err)
	}
	var out, errOut bytes.Buffer
	if code := report(m, &out, &errOut); code != 1 || !strings.Contains(errOut.String(), "refused") {
		t.Errorf("exit %d, %s", code, errOut.String())
	}
}

func TestShowLog(t *testing.T) {
	m := machine{t.TempDir()}
	if m.showLog() == nil {
		t.Error("a log that is not there was copied")
	}
	m.write(t, "/sys/firmware/acpi/tables/data/CCEL", []byte("log"))
	m.write(t, "/state/x", nil)
	if err := m.showLog(); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(m.path("/state/CCEL")); err != nil || string(got) != "log" {
		t.Errorf("%q, %v", got, err)
	}
}

// TestSupervise: the end of the program is the end of the TD.
func TestSupervise(t *testing.T) {
	sh, err := os.Stat("/bin/sh")
	if err != nil || sh.IsDir() {
		t.Skip("no shell")
	}
	if err := supervise([]string{"/bin/sh", "-c", "(exit 0) & exit 7"}); err == nil || !strings.Contains(err.Error(), "exit code 7") {
		t.Error(err)
	}
	if err := supervise([]string{"/nonexistent"}); err == nil {
		t.Error("a program that is not there ran")
	}
}
