package enclave

import (
	"crypto/sha256"
	"io"
	"os"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/envelope"
)

// ManifestVersion names the manifest's format.
const ManifestVersion = "manifest/1"

// BinaryDigest is SHA-256 of the program that runs.
func BinaryDigest() (hallmark.Digest, error) {
	path, err := os.Executable()
	if err != nil {
		return hallmark.Digest{}, hallmark.Errorf(hallmark.Unavailable, "find the running program: %w", err)
	}
	f, err := os.Open(path)
	if err != nil {
		return hallmark.Digest{}, hallmark.Errorf(hallmark.Unavailable, "read the running program: %w", err)
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return hallmark.Digest{}, hallmark.Errorf(hallmark.Unavailable, "read the running program: %w", err)
	}
	return hallmark.Digest(sum.Sum(nil)), nil
}

// NativeManifest is the canonical manifest of a program with the native engine,
// which has no image and no lock files of its own.
func NativeManifest(binary hallmark.Digest) ([]byte, error) {
	return envelope.Canonical(hallmark.Manifest{Version: ManifestVersion, Enclave: binary, Engine: "native", Locks: []hallmark.Named{}})
}

// checkManifest refuses a manifest that is not of this program.
func checkManifest(raw []byte, binary hallmark.Digest, engine string) error {
	var m hallmark.Manifest
	if err := envelope.DecodeCanonical(raw, "app manifest", &m); err != nil {
		return err
	}
	switch {
	case m.Version != ManifestVersion:
		return hallmark.Errorf(hallmark.Unsupported, "app manifest: format %q is not known, want %q", m.Version, ManifestVersion)
	case m.Enclave != binary:
		return hallmark.Errorf(hallmark.Mismatch, "app manifest: it names the program %s, this one is %s", m.Enclave, binary)
	case m.Engine != engine:
		return hallmark.Errorf(hallmark.Mismatch, "app manifest: it names the engine %q, this program runs %q", m.Engine, engine)
	}
	return nil
}
