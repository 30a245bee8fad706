package main

import (
	"bytes"
	"crypto/sha256"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation"
	"github.com/hallmark-tee/hallmark/attestation/dcap"
	"github.com/hallmark-tee/hallmark/envelope"
)

// Where things are in the guest.
const (
	enclavePath  = "/usr/bin/hallmark-enclave"
	handedIn     = "/sys/firmware/qemu_fw_cfg/by_name/opt/hallmark/"
	maxHandedIn  = 64 << 10
	verityDevice = "/dev/mapper/root"
)

var rootHash = regexp.MustCompile(`^roothash=[0-9a-f]{64}$`)

// machine is the guest's file system, as seen from root: "/" but in tests.
type machine struct{ root string }

func (m machine) path(p string) string { return filepath.Join(m.root, p) }

// check refuses to go on unless the image is the measured one and the manifest
// the one that the TD was started with. It gives the manifest.
func (m machine) check(configID func() (dcap.Register, error)) ([]byte, error) {
	if err := m.verity(); err != nil {
		return nil, err
	}
	raw, err := m.handed("manifest")
	if err != nil {
		return nil, err
	}
	have, err := configID()
	if err != nil {
		return nil, err
	}
	if want := attestation.ConfigID(raw); have != want {
		return nil, hallmark.Errorf(hallmark.Mismatch, "this TD was started for another app manifest: MRCONFIGID is %x, the manifest handed in makes %x", have, want)
	}
	var manifest hallmark.Manifest
	if err := envelope.DecodeCanonical(raw, "app manifest", &manifest); err != nil {
		return nil, err
	}
	if manifest.Version != attestation.ManifestVersion {
		return nil, hallmark.Errorf(hallmark.Unsupported, "app manifest: format %q is not known, want %q", manifest.Version, attestation.ManifestVersion)
	}
	program, err := m.program()
	if err != nil {
		return nil, err
	}
	if manifest.Enclave != program {
		return nil, hallmark.Errorf(hallmark.Mismatch, "the app manifest names the program %s, this image has %s", manifest.Enclave, program)
	}
	return raw, nil
}

// verity requires that the root file system is the one whose hash was measured.
func (m machine) verity() error {
	line, err := os.ReadFile(m.path("/proc/cmdline"))
	if err != nil {
		return hallmark.Errorf(hallmark.Unsupported, "the kernel's command line: %w", err)
	}
	words := strings.Fields(string(line))
	if !slices.ContainsFunc(words, rootHash.MatchString) || slices.Contains(words, "rw") {
		return hallmark.Errorf(hallmark.NotGenuine, "the command line has no root hash, or wants a writable root: this is not the image that was measured")
	}
	mounts, err := os.ReadFile(m.path("/proc/self/mountinfo"))
	if err != nil {
		return hallmark.Errorf(hallmark.Unsupported, "the mounts: %w", err)
	}
	// id parent major:minor root mount-point options .. - type source super-options (proc(5))
	var source, options string
	for l := range strings.Lines(string(mounts)) {
		before, after, ok := strings.Cut(l, " - ")
		f, g := strings.Fields(before), strings.Fields(after)
		if ok && len(f) >= 6 && len(g) >= 3 && f[4] == "/" {
			source, options = g[1], g[2] // the last one hides those below
		}
	}
	if source != verityDevice || !slices.Contains(strings.Split(options, ","), "ro") {
		return hallmark.Errorf(hallmark.NotGenuine, "the root file system is %q with options %q, want %s, read-only", source, options, verityDevice)
	}
	return nil
}

// handed reads a file that the host hands in; what it says must be checked.
func (m machine) handed(name string) ([]byte, error) {
	f, err := os.Open(m.path(handedIn + name + "/raw"))
	if err != nil {
		return nil, hallmark.Errorf(hallmark.NotFound, "the host handed in no %s: start the TD with -fw_cfg name=opt/hallmark/%s,file=..: %w", name, name, err)
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxHandedIn+1))
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Unavailable, "the %s handed in: %w", name, err)
	}
	if len(b) > maxHandedIn {
		return nil, hallmark.Errorf(hallmark.Exhausted, "the %s handed in has more than %d bytes", name, maxHandedIn)
	}
	return bytes.TrimRight(b, "\n"), nil
}

// showLog copies the firmware's event log to where the host reads it, for
// `hallmark measure --ccel`.
func (m machine) showLog() error {
	log, err := os.ReadFile(m.path("/sys/firmware/acpi/tables/data/CCEL"))
	if err == nil {
		err = os.WriteFile(m.path("/state/CCEL"), log, 0o644)
	}
	if err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "%w", err)
	}
	return nil
}

func (m machine) program() (d hallmark.Digest, err error) {
	f, err := os.Open(m.path(enclavePath))
	if err != nil {
		return d, hallmark.Errorf(hallmark.NotFound, "the image has no enclave: %w", err)
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return d, hallmark.Errorf(hallmark.Unavailable, "%s: %w", enclavePath, err)
	}
	return hallmark.Digest(sum.Sum(nil)), nil
}
