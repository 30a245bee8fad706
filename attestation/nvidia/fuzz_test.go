package nvidia_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hallmark-tee/hallmark/attestation/foreign"
	"github.com/hallmark-tee/hallmark/attestation/nvidia"
	"github.com/hallmark-tee/hallmark/attestation/nvidia/nvidiatest"
)

// seeds adds the recorded files whose path fits, where they are here.
func seeds(f *testing.F, fits func(path string) bool, add func([]byte)) {
	f.Helper()
	filepath.WalkDir(vectors, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !fits(path) {
			return nil
		}
		if b, err := os.ReadFile(path); err == nil {
			add(b)
		}
		return nil
	})
}

func FuzzReport(f *testing.F) {
	d := nvidiatest.New(now).NewDevice("GH100", nvidia.Hopper)
	f.Add(d.Report([32]byte{1}, nvidiatest.Hopper()))
	f.Add(d.Report([32]byte{1}, nvidiatest.Switch(1)))
	seeds(f, func(p string) bool {
		return strings.Contains(p, "nvidia/") && strings.Contains(p, "vidence") || strings.Contains(p, "AttestationReport")
	}, func(b []byte) {
		if r, err := foreign.Read(b); err == nil {
			for _, d := range r.Parts[0].GPU.Devices {
				f.Add(d.SPDM)
			}
		}
	})
	f.Fuzz(func(t *testing.T, raw []byte) {
		r, err := nvidia.ParseReport(raw)
		if err == nil && (len(r.Signed)+len(r.Signature) != len(raw) || len(raw) > 16<<10) {
			t.Error("bytes are left out")
		}
	})
}

func FuzzRIM(f *testing.F) {
	p := nvidiatest.New(now)
	f.Add(p.DriverRIM(nvidiatest.Hopper()))
	seeds(f, func(p string) bool {
		return strings.HasSuffix(p, ".swidtag") || strings.Contains(p, "rim") && strings.HasSuffix(p, ".xml")
	}, func(b []byte) { f.Add(b) })
	roots := p.Roots()
	f.Fuzz(func(t *testing.T, raw []byte) {
		r, err := nvidia.ParseRIM(raw)
		if err == nil && r.Verify(roots.RIM, now) == nil && r.Version != "550.90.07" {
			t.Errorf("a RIM that nobody signed holds: %s", r.Version)
		}
	})
}

func FuzzToken(f *testing.F) {
	p := nvidiatest.New(now)
	s := p.NewService([32]byte{1}, p.NewDevice("GH100", nvidia.Hopper))
	f.Add(s.Answer(nil))
	f.Add(s.JWKS())
	seeds(f, func(p string) bool { return strings.Contains(p, "nras_") || strings.Contains(p, "detached_eat") }, func(b []byte) { f.Add(b) })
	f.Fuzz(func(t *testing.T, raw []byte) {
		if overall, _, err := nvidia.ParseNRAS(raw); err == nil && overall == nil {
			t.Error("an answer without a token")
		}
		if k, err := nvidia.FindKey(raw, "nv-eat-kid-test"); err == nil && k.Public == nil {
			t.Error("a key that is none")
		}
	})
}

func FuzzOCSP(f *testing.F) {
	p := nvidiatest.New(now)
	f.Add(p.Answer(p.Identity.Cert, p.Device, p.Device, nil))
	f.Add(p.Answer(p.Provisioner.Cert, p.Identity, p.Responder(), nil))
	f.Fuzz(func(t *testing.T, raw []byte) {
		if a, err := nvidia.ParseAnswer(raw); err == nil && a == nil {
			t.Error("an answer that is none")
		}
	})
}

func FuzzEvidence(f *testing.F) {
	w := newWorld(f, 1)
	raw, err := nvidia.Encode(w.doc)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(raw)
	f.Fuzz(func(t *testing.T, raw []byte) {
		e, err := nvidia.Decode(raw)
		if err == nil && (len(e.Devices) == 0 || len(e.Devices) > nvidia.MaxDevices) {
			t.Error("a document without devices, or with too many")
		}
	})
}
