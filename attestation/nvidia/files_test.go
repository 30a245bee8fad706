package nvidia_test

import (
	"encoding/json"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hallmark-tee/hallmark/attestation/foreign"
	"github.com/hallmark-tee/hallmark/attestation/nvidia"
	"github.com/hallmark-tee/hallmark/attestation/verdict"
)

// reports are device reports with their chains, and what fails.
var reports = []struct{ report, chain, want string }{
	{"nvidia/evidence/hopper_evidence.json", "", ""},
	{"nvidia/evidence/hopper_evidence_cert_hold.json", "", ""}, // on hold only where an answer says so
	{"nvidia/evidence/switch_evidence_ls10.json", "", ""},
	{"nvidia/evidence/multi_switch_ls10.json", "", "gpu.duplicate"}, // one switch, four times
	{"nvidia/sdk/evidence_hopper_590_12.json", "", ""},
	{"nvidia/sdk/hopperAttestationReport.txt", "nvidia/sdk/hopperCertChain.txt", ""},
	{"nvidia/sdk/sample_attestation_data/gpu/hopperAttestationReport.txt", "nvidia/sdk/sample_attestation_data/gpu/hopperCertChain.txt", ""},
	{"nvidia/sdk/sample_attestation_data/gpu/hopperAttestationReportExpired.txt", "nvidia/sdk/sample_attestation_data/gpu/hopperCertChainExpired.txt", ""},
	{"nvidia/sdk/sample_attestation_data/gpu/hopperAttestationReportInvalidSignature.txt", "nvidia/sdk/sample_attestation_data/gpu/hopperCertChain.txt", "gpu.sig"},
	{"nvidia/sdk/sample_attestation_data/switch/switchAttestationReport.txt", "nvidia/sdk/sample_attestation_data/switch/switchCertChain.txt", ""},
	{"nvidia/sdk/sample_attestation_data/switch/switchAttestationReportInvalidSignature.txt", "nvidia/sdk/sample_attestation_data/switch/switchCertChain.txt", "gpu.sig"},
	{"trustee/nvidia/hopperAttestationReport.txt", "trustee/nvidia/hopper_cert_chain_case1.txt", ""},
	{"trustee/nvidia/hopper_coco_report1.txt", "trustee/nvidia/hopper_coco_certs1.txt", "gpu.parse"}, // a byte too many
}

func TestRecordedReports(t *testing.T) {
	need(t)
	n := 0
	for _, r := range reports {
		f, err := foreign.Read(read(t, r.report))
		if err != nil {
			t.Errorf("%s: %v", r.report, err)
			continue
		}
		e := devicesOf(f.Parts[0].GPU)
		if r.chain != "" {
			e.Devices[0].Chain = read(t, r.chain)
		}
		var s verdict.Sheet
		nvidia.Verify(e, nvidia.Endorsements{}, nvidia.Options{Now: now, Asked: f.Parts[0].GPU.Nonce}, &s)
		if got := strings.Join(failed(&s), " "); got != r.want && !(r.want == "gpu.sig" && strings.Contains(got, r.want)) {
			t.Errorf("%s: failed %q, want %q\n%s", r.report, got, r.want, detail(&s, strings.Fields(got)...))
			continue
		}
		n++
	}
	t.Logf("%d of %d reports, 0 skipped", n, len(reports))
}

// badRIMs are the manifests that must be refused, and for what.
var badRIMs = map[string]string{
	"incorrect_signature_driver_rim.xml":                               "rim.sig",
	"incorrect_cert_chain_driver_rim.xml":                              "rim.chain",
	"NV_GPU_DRIVER_GH100_535.86.09_measurement_mismatch.xml":           "rim.digest",
	"NV_GPU_DRIVER_GH100_570.124.03_expired.xml":                       "rim.digest rim.expired",
	"NV_SWITCH_BIOS_5612_0002_890_9610550001_invalid_signature.xml":    "rim.digest",
	"NV_SWITCH_BIOS_5612_0002_890_9610550001_measurement_mismatch.xml": "rim.digest",
	"NV_GPU_VBIOS_1010_0200_882_96005E0001_measurement_mismatch.xml":   "", // soundly signed; see TestRecordedMismatch
	"switchVBIOSRim_NV_SWITCH_BIOS_5612_0002_890_9610550001.xml":       "",
	"NV_GPU_DRIVER_GH100_550.144.03.xml":                               "",
}

func TestRecordedRIMs(t *testing.T) {
	need(t)
	n, total := 0, 0
	err := filepath.WalkDir(filepath.Join(vectors, "nvidia"), func(path string, d fs.DirEntry, err error) error {
		if ext := filepath.Ext(path); err != nil || ext != ".xml" && ext != ".swidtag" {
			return err
		}
		total++
		rel, _ := filepath.Rel(vectors, path)
		raw := read(t, rel)
		r, err := nvidia.ParseRIM(raw)
		if err != nil {
			t.Errorf("%s: %v", rel, err)
			return nil
		}
		at := r.Certs[0].NotBefore.Add(time.Hour)
		if strings.Contains(rel, "expired") {
			at = now
		}
		var s verdict.Sheet
		nvidia.Verify(nvidia.Evidence{}, nvidia.Endorsements{RIMs: [][]byte{raw}}, nvidia.Options{Now: at}, &s)
		if got := strings.Join(sorted(failed(&s)), " "); got != badRIMs[filepath.Base(path)] {
			t.Errorf("%s: failed %q, want %q", rel, got, badRIMs[filepath.Base(path)])
			return nil
		}
		n++
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d of %d RIMs, 0 skipped", n, total)
}

func sorted(s []string) []string { slices.Sort(s); return s }

// TestRecordedMismatch holds a real report against the VBIOS RIM of its
// version, once the sound one and once one with another value.
func TestRecordedMismatch(t *testing.T) {
	need(t)
	base := "nvidia/sdk/sample_attestation_data/gpu/"
	f, err := foreign.Read(read(t, base+"hopperAttestationReport.txt"))
	if err != nil {
		t.Fatal(err)
	}
	rep, err := nvidia.ParseReport(f.Parts[0].GPU.Devices[0].SPDM)
	if err != nil {
		t.Fatal(err)
	}
	for file, sound := range map[string]bool{
		"nvidia/nvtrust-samples/1010_0200_882_96005E0001_PROD.swidtag":                          true,
		"nvidia/sdk/sample_rims/NV_GPU_VBIOS_1010_0200_882_96005E0001_measurement_mismatch.xml": false,
	} {
		r, err := nvidia.ParseRIM(read(t, file))
		if err != nil {
			t.Fatal(err)
		}
		wrong, missing := r.Mismatches(rep)
		if r.Version != rep.Opaque.VBIOS || (len(wrong) == 0) != sound || len(missing) > 0 {
			t.Errorf("%s: version %s of %s, wrong at %v, missing %v", file, r.Version, rep.Opaque.VBIOS, wrong, missing)
		}
	}
}

// TestRecordedTokens are answers without the key set of their day, from
// staging, and unsigned.
func TestRecordedTokens(t *testing.T) {
	need(t)
	data := "nvidia/sdk/sample_attestation_data/"
	for _, c := range []struct {
		file string
		at   int64
		want string
	}{
		{data + "hopperClaimsv3_detached_eat.json", 1749601900, "nras.kid"},
		{data + "switch_detached_eat.json", 1751155100, "nras.iss nras.kid"},
		{"dstack/gpu_attestation_h100.json", 1784000000, "nras.alg"},
	} {
		raw := read(t, c.file)
		var wrapped struct {
			EAT json.RawMessage `json:"detached_eat"`
		}
		if json.Unmarshal(raw, &wrapped) == nil && wrapped.EAT != nil {
			raw = wrapped.EAT
		}
		var s verdict.Sheet
		nvidia.Verify(nvidia.Evidence{}, nvidia.Endorsements{NRAS: raw, JWKS: read(t, "bundles/neardirect_qwen_qwen3.5-122b-a10b_20260629_020637/nras_jwks.json")}, nvidia.Options{Now: time.Unix(c.at, 0)}, &s)
		got := sorted(failed(&s))
		for _, want := range strings.Fields(c.want) {
			if !slices.Contains(got, want) {
				t.Errorf("%s: failed %v, want %s\n%s", c.file, got, want, detail(&s, got...))
			}
		}
		t.Logf("%s: failed %v", c.file, got)
	}
}
