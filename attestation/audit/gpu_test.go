package audit

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"strings"
	"testing"

	"github.com/hallmark-tee/hallmark/attestation/endorsement"
	"github.com/hallmark-tee/hallmark/attestation/nvidia"
	"github.com/hallmark-tee/hallmark/attestation/nvidia/nvidiatest"
	"github.com/hallmark-tee/hallmark/attestation/verdict"
)

// gpuReport is NVIDIA's form of two test GPUs' evidence for a nonce.
func gpuReport(t *testing.T, pki *nvidiatest.PKI, nonce [32]byte) []byte {
	t.Helper()
	var list []map[string]string
	for range 2 {
		d := pki.NewDevice("GH100", nvidia.Hopper).Evidence(nonce, nvidiatest.Hopper())
		list = append(list, map[string]string{
			"arch": d.Arch, "evidence": base64.StdEncoding.EncodeToString(d.Report), "certificate": base64.StdEncoding.EncodeToString(d.Chain),
		})
	}
	file, err := json.Marshal(map[string]any{"nonce": hex.EncodeToString(nonce[:]), "arch": nvidia.Hopper, "evidence_list": list})
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// TestGPUPolicy: a policy's gpu section rules whatever form the evidence has.
func TestGPUPolicy(t *testing.T) {
	b := newTestbed(t)
	pki := nvidiatest.New(now)
	gpus := gpuReport(t, pki, [32]byte{9})
	set := new(endorsement.Set)
	for _, rim := range [][]byte{pki.DriverRIM(nvidiatest.Hopper()), pki.VBIOSRIM(nvidiatest.Hopper())} {
		if known, err := set.Add(rim); err != nil || !known {
			t.Fatal("the RIM is not known", err)
		}
	}
	section := `"gpu":{"models":[],"count":2,"minDriver":"","vbios":[],"maxOcspAge":0}`
	policy := func(old, with string) []byte {
		text := `{"hallmark":"policy/1","name":"gpus","kinds":["tdx"],"measurements":[],"maxAge":604800,"tcb":{"accept":["UpToDate"],"minEvaluation":17},"debug":false,"allow":[],"enforce":[],` + section + `}`
		if !strings.Contains(text, old) {
			t.Fatalf("the policy has no %q", old)
		}
		return []byte(strings.Replace(text, old, with, 1))
	}
	for name, c := range map[string]struct {
		file, policy []byte
		code         verdict.Code
		decided      string
	}{
		"two GPUs":            {gpus, policy("", ""), verdict.Verified, ""},
		"eight wanted":        {gpus, policy(`"count":2`, `"count":8`), verdict.Against, "gpu.count"},
		"another model":       {gpus, policy(`"models":[]`, `"models":["GB100"]`), verdict.Against, "gpu.model"},
		"a later driver":      {gpus, policy(`"minDriver":""`, `"minDriver":"570.1"`), verdict.Against, "gpu.driver"},
		"another VBIOS":       {gpus, policy(`"vbios":[]`, `"vbios":["96.00.AA"]`), verdict.Against, "gpu.vbios"},
		"a quote alone":       {b.report(t, "", ""), policy("", ""), verdict.Against, "policy.gpu"},
		"no section":          {b.report(t, "", ""), policy(","+section, ""), verdict.Verified, ""},
		"gpu-strict's checks": {b.report(t, "", ""), policy(`"enforce":[]`, `"enforce":["gpu.present","rim.present"]`), verdict.Incomplete, "gpu.present policy.gpu rim.present"},
	} {
		in := b.input(c.file)
		in.PolicyFile, in.GPURoots = c.policy, pki.Roots()
		if strings.Contains(string(c.file), "evidence_list") {
			in.Collateral = set
		}
		o, err := Judge(in)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := decided(o.Verdicts()[0].Verdict); o.Code != c.code || got != c.decided {
			t.Errorf("%s: %s by %q, want %s by %q", name, o.Code, got, c.code, c.decided)
		}
	}
}

// TestNeedOf: what fetching needs to know is read from every form.
func TestNeedOf(t *testing.T) {
	b := newTestbed(t)
	pki := nvidiatest.New(now)
	for name, c := range map[string]struct {
		file               []byte
		platforms, devices int
		rims               string
	}{
		"quote":                   {b.quote, 1, 0, ""},
		"hex":                     {[]byte(hex.EncodeToString(b.quote)), 1, 0, ""},
		"report":                  {b.report(t, "", ""), 1, 0, ""},
		"twice the same platform": {[]byte(`{"gateway_attestation":` + string(b.report(t, "", "")) + `,"model_attestations":[` + string(b.report(t, "", "")) + `]}`), 1, 0, ""},
		"GPUs":                    {gpuReport(t, pki, [32]byte{9}), 0, 2, "NV_GPU_DRIVER_GH100_550.90.07 NV_GPU_VBIOS_1010_0200_882_96009F0001"},
	} {
		n, err := NeedOf(c.file, new(endorsement.Set))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var devices int
		var rims []string
		for _, d := range n.Devices {
			devices += len(d.Devices)
			rims = append(rims, nvidia.NeedsOf(d.Evidence, nil).RIMs...)
		}
		if len(n.Platforms) != c.platforms || devices != c.devices || strings.Join(rims, " ") != c.rims {
			t.Errorf("%s: %d platforms, %d devices, RIMs %v", name, len(n.Platforms), devices, rims)
		}
	}
	if _, err := NeedOf([]byte("nothing"), new(endorsement.Set)); err == nil {
		t.Error("a file of no known kind needs something")
	}
}
