package nvidia_test

import (
	"testing"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/nvidia"
	"github.com/hallmark-tee/hallmark/attestation/nvidia/nvidiatest"
)

// TestMachines judges machines of other shapes than the base one.
func TestMachines(t *testing.T) {
	w := newWorld(t, 2)
	wired := func(w *world) {
		w.end.NRAS, w.end.OCSP = nil, nil
		for i := range w.doc.GPUs {
			w.report(i, func(f *nvidiatest.Firmware) { f.PDIs, f.Feature = []uint64{1, 2}, 2 })
		}
		for pdi := uint64(1); pdi <= 2; pdi++ {
			f := nvidiatest.Switch(pdi)
			w.doc.Switches = append(w.doc.Switches, w.NewDevice("LS_10", nvidia.LS10).Evidence(w.nonce, f))
			if pdi == 1 {
				w.end.RIMs = append(w.end.RIMs, w.SwitchRIM(f))
			}
		}
	}
	blackwell := func(w *world) {
		w.end.NRAS, w.end.OCSP, w.end.RIMs = nil, nil, nil
		f := w.firmware
		f.Header, f.NVDEC0, f.Driver = true, 0, "580.95.05"
		for i := range w.doc.GPUs {
			w.doc.GPUs[i] = w.NewDevice("GB202", nvidia.Blackwell).Evidence(w.nonce, f)
		}
		for _, m := range []nvidiatest.Manifest{{Product: "GB100", Version: f.Driver, Golden: nvidiatest.Golden(9, 10)}, {Product: "GB100", Version: f.VBIOS, Golden: nvidiatest.Golden(1, 2)}} {
			w.end.RIMs = append(w.end.RIMs, w.Sign(m))
		}
		w.options.Policy.Models = []string{"GB202"}
	}
	for _, c := range []struct {
		name string
		make func(w *world)
	}{
		{"switches", wired},
		{"Blackwell, later opaque layout", blackwell},
		{"one GPU, nothing stapled", func(w *world) {
			w.doc.GPUs, w.end, w.options.Policy = w.doc.GPUs[:1], nvidia.Endorsements{}, nvidia.Policy{}
		}},
		{"decoder off, its firmware other", func(w *world) {
			w.report(0, func(f *nvidiatest.Firmware) { f.Measurements[35] = nvidiatest.Measurement(99) })
		}},
		{"two boards of one VBIOS version", func(w *world) {
			w.end.RIMs = append(w.end.RIMs, w.Sign(nvidiatest.Manifest{Product: "GH100", Version: w.firmware.VBIOS, Golden: nvidiatest.Golden(1, 2)}))
			w.manifest(1, func(m *nvidiatest.Manifest) { m.Golden = map[int][][]byte{1: {nvidiatest.Measurement(99)}} })
		}},
		{"a delegated responder", func(w *world) {
			w.end.OCSP[4] = w.Answer(w.devices[0].ROM.Cert, w.Provisioner, w.Responder(), nil)
		}},
		{"answers about strangers", func(w *world) {
			other := nvidiatest.New(now)
			w.end.OCSP = append(w.end.OCSP, other.Answer(other.Provisioner.Cert, other.Identity, other.Identity, nil))
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := w.clone()
			c.make(w)
			if got := failed(w.judge(t)); len(got) > 0 {
				t.Errorf("failed %v", got)
			}
		})
	}
}

func TestNonceBindsKeys(t *testing.T) {
	base := nvidia.Nonce(hallmark.Digest{1}, hallmark.Address{2}, "age1a")
	for name, other := range map[string]hallmark.Digest{
		"challenge": nvidia.Nonce(hallmark.Digest{2}, hallmark.Address{2}, "age1a"),
		"signer":    nvidia.Nonce(hallmark.Digest{1}, hallmark.Address{3}, "age1a"),
		"recipient": nvidia.Nonce(hallmark.Digest{1}, hallmark.Address{2}, "age1b"),
	} {
		if base == other {
			t.Errorf("the nonce does not depend on the %s", name)
		}
	}
	const want = "0xad044b098355692d4a174b62bb159c5871eaabbc9ffc82da591746a4758405e5" // computed by Python's hashlib
	if base.String() != want {
		t.Errorf("nonce %s, want %s", base, want)
	}
}
