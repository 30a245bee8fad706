package audit

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/verdict"
)

// vectors is where the real evidence lies, beside the checkout.
var vectors = filepath.Join("..", "..", "..", "shared", "vectors")

// vector is one file of the vectors, what an auditor brings to it, and what
// PROVENANCE.md there expects.
type vector struct {
	file, at, collateral string       // collateral: names apart by blanks
	code                 verdict.Code // Usage: refused by name
	failed               string       // the enforced checks that decide, of all parts
}

const (
	inJune  = "2023-06-20T00:00:00Z"
	inJuly  = "2025-07-01T00:00:00Z"
	fresh26 = "2026-02-20T00:00:00Z"
	onRIMs  = "2025-06-01T00:00:00Z"
	google  = "google/sample_tcbInfo_response google/sample_qeIdentity_response google/pckcrl google/rootcrl.der oasis/tcb_info_v3_fmspc_00606A000000_certs.pem"
	phala   = "phala/tdx_quote_collateral.json"
	later   = "phala/tdx_quote_outdated_collateral.json"
	sgxAug  = "automata/0825 automata/solana phala/sgx_quote_collateral.json"
	samples = "nvidia/sdk/sample_attestation_data/"
)

var table = []vector{
	// The old quote's file has bytes of another buffer behind it, and no collateral of its time is of the evaluation that strict wants.
	{"google/tdx_prod_quote_SPR_E4.dat", inJune, google, verdict.NotGenuine, "quote.trailing collateral.rollback td.attributes tcb.no_level"},
	{"google/quote_v5_sample.dat", fresh26, "google/sample_tcbinfo_response_v5 " + later, verdict.Verified, ""},
	{"google/ccel/cos-113-tdx-quote.dat", "2025-06-25T00:00:00Z", "automata/0625 " + phala, verdict.Verified, ""},
	{"google/ccel/cos-113-tdx-quote.dat", "2025-10-28T00:00:00Z", "automata/1025 automata/solana " + phala, verdict.Verified, ""},
	{"phala/tdx_quote", inJuly, phala, verdict.Verified, ""},
	{"phala/quote-from-tappd.hex", inJuly, phala, verdict.Against, "tcb.no_level"},
	{"trustee/tdx_quote_4.dat", inJune, google, verdict.Against, "collateral.rollback td.debug"},
	{"trustee/tdx_quote_6.dat", "2025-11-01T00:00:00Z", "trustee/tcbInfo.json trustee/enclaveIdentity.json automata/1025/pck_crl.der automata/solana " + phala, verdict.Against, "tcb.platform_out_of_date"},
	{"automata/quotes/alibaba_quote_5.dat", "2025-06-25T00:00:00Z", "automata/0625 " + phala, verdict.Against, "td.service_td"},
	{"oasis/quote_v4_tdx_ecdsa_p256.bin", "2024-09-10T00:00:00Z", "oasis", verdict.Incomplete, "crl.present"}, // no revocation lists of that month were kept
	{"oasis/quote_v4_tdx_ecdsa_p256_out_of_date.bin", inJune, google, verdict.Against, "collateral.rollback td.attributes tcb.no_level"},
	{"dstack/ra-tls-tdx_quote", inJuly, phala, verdict.Against, "tcb.no_level"},
	{"dstack/quote-report.json", fresh26, later, verdict.Verified, ""},
	{"dstack/guest-agent-attestation.bin", fresh26, later, verdict.NotGenuine, "collateral.fmspc"}, // of a platform whose TCB info was not kept
	{"phala/sgx_quote", inJuly, "phala/sgx_quote_collateral.json", verdict.Against, "tcb.status_policy"},
	{"automata/quotev3.hex", "2025-08-20T00:00:00Z", sgxAug, verdict.Against, "tcb.status_policy"},
	{"oasis/quote_v3_ecdsa_p256_pck_chain.bin", "2025-08-20T00:00:00Z", sgxAug, verdict.Against, "tcb.platform_out_of_date"},
	{"oasis/quote_v3_ecdsa_p256_pck_chain.bin", "2022-12-25T00:00:00Z", "oasis", verdict.Incomplete, "collateral.rollback crl.present tcb.status_policy"},
	{"oasis/quote_v3_ecdsa_p256_eppid.bin", "2022-12-25T00:00:00Z", "oasis", verdict.Incomplete, "chain.parse"},
	{"trustee/occlum_quote.dat", "2025-08-20T00:00:00Z", sgxAug, verdict.Against, "sgx.debug tcb.platform_out_of_date"},

	{"nvidia/evidence/hopper_evidence.json", fresh26, "", verdict.Verified, ""},
	{"nvidia/evidence/hopper_evidence_cert_hold.json", fresh26, "", verdict.Verified, ""}, // no revocation answer was kept
	{"nvidia/evidence/multi_switch_ls10.json", fresh26, "", verdict.NotGenuine, "gpu.duplicate"},
	{"nvidia/evidence/switch_evidence_ls10.json", fresh26, "", verdict.Verified, ""},
	{"nvidia/sdk/evidence_hopper_590_12.json", fresh26, "", verdict.Verified, ""},
	{"nvidia/sdk/hopperAttestationReport.txt", onRIMs, "nvidia/sdk/hopperCertChain.txt", verdict.Verified, ""},
	{samples + "gpu/hopperAttestationReport.txt", onRIMs, samples + "gpu/hopperCertChain.txt", verdict.Verified, ""},
	{samples + "gpu/hopperAttestationReport.txt", onRIMs, samples + "gpu/hopperCertChain.txt nvidia/nvtrust-samples", verdict.Verified, ""},
	{samples + "gpu/hopperAttestationReportExpired.txt", onRIMs, samples + "gpu/hopperCertChainExpired.txt", verdict.Verified, ""},
	{samples + "gpu/hopperAttestationReportInvalidSignature.txt", onRIMs, samples + "gpu/hopperCertChain.txt", verdict.NotGenuine, "gpu.sig gpu.fwid"},
	{samples + "switch/switchAttestationReport.txt", onRIMs, samples + "switch/switchCertChain.txt", verdict.Verified, ""},
	{samples + "switch/switchAttestationReportInvalidSignature.txt", onRIMs, samples + "switch/switchCertChain.txt", verdict.NotGenuine, "gpu.sig"},
	{"trustee/nvidia/hopperAttestationReport.txt", onRIMs, "trustee/nvidia/hopper_cert_chain_case1.txt", verdict.Verified, ""},
	{"trustee/nvidia/hopperAttestationReport.txt", onRIMs, "trustee/nvidia/hopper_cert_chain_case2.txt", verdict.NotGenuine, "gpu.parse"},
	{"trustee/nvidia/hopperAttestationReport.txt", onRIMs, "trustee/nvidia/hopper_cert_chain_case3.txt", verdict.NotGenuine, "gpu.chain"},
	{"trustee/nvidia/hopperAttestationReport.txt", onRIMs, "trustee/nvidia/hopper_cert_chain_case4.txt", verdict.NotGenuine, "gpu.chain gpu.sig gpu.fwid gpu.model"},
	{"trustee/nvidia/hopper_coco_report1.txt", onRIMs, "trustee/nvidia/hopper_coco_certs1.txt", verdict.NotGenuine, "gpu.parse"},
	{samples + "hopperClaimsv3_detached_eat.json", "2025-06-11T01:00:00Z", "bundles/nanogpt_tee_gemma-3-27b-it_20260610_014905/nras_jwks.json", verdict.Incomplete, "nras.kid"},
	{samples + "switch_detached_eat.json", "2025-06-29T00:10:00Z", "bundles/nanogpt_tee_gemma-3-27b-it_20260610_014905/nras_jwks.json", verdict.NotGenuine, "nras.kid nras.iss"},
	{"dstack/gpu_attestation_h100.json", fresh26, "", verdict.NotGenuine, "nras.alg nras.iss nras.exp nras.submod"},

	{"nvidia/sdk/NV_GPU_DRIVER_GH100_550.144.03.xml", onRIMs, "", verdict.Verified, ""},
	{"nvidia/sdk/switchVBIOSRim_NV_SWITCH_BIOS_5612_0002_890_9610550001.xml", "2026-06-01T00:00:00Z", "", verdict.Verified, ""},
	{"nvidia/sdk/incorrect_cert_chain_driver_rim.xml", onRIMs, "", verdict.NotGenuine, "rim.chain"},
	{"nvidia/sdk/incorrect_signature_driver_rim.xml", onRIMs, "", verdict.NotGenuine, "rim.sig"},
	{"nvidia/sdk/sample_rims/NV_GPU_DRIVER_GH100_535.86.09_measurement_mismatch.xml", onRIMs, "", verdict.NotGenuine, "rim.digest"},
	{"nvidia/sdk/sample_rims/NV_GPU_DRIVER_GH100_570.124.03_expired.xml", onRIMs, "", verdict.NotGenuine, "rim.expired rim.digest"},
	{"nvidia/sdk/sample_rims/NV_GPU_VBIOS_1010_0200_882_96005E0001_measurement_mismatch.xml", onRIMs, "", verdict.Verified, ""},
	{"nvidia/sdk/sample_rims/NV_SWITCH_BIOS_5612_0002_890_9610550001_invalid_signature.xml", onRIMs, "", verdict.NotGenuine, "rim.digest"},
	{"nvidia/sdk/sample_rims/NV_SWITCH_BIOS_5612_0002_890_9610550001_measurement_mismatch.xml", onRIMs, "", verdict.NotGenuine, "rim.digest"},

	{"trustee/snp/test-report.bin", onRIMs, "", verdict.Usage, ""},
	{"trustee/az-snp-vtpm/evidence-genoa.json", onRIMs, "", verdict.Usage, ""},
	{"dstack/nitro_attestation.bin", onRIMs, "", verdict.Usage, ""},
	{"dstack/ccel.bin", onRIMs, "", verdict.Usage, ""},
	{"trustee/CCEL_data_ovmf", onRIMs, "", verdict.Usage, ""},
}

// recorded are the live bundles at the time and with the nonce of their
// capture; the checks are those of all parts.
var recorded = map[string]vector{
	"chutes":     {code: verdict.NotGenuine, failed: "collateral.fmspc gpu.nonce nonce nras.nonce nras.result"}, // its second instance is of another FMSPC
	"nanogpt":    {},
	"nearcloud":  {},
	"neardirect": {},
	"phalacloud": {code: verdict.Against, failed: "gpu.nonce nonce nras.nonce nras.result"},
	"tinfoil":    {},
	"venice":     {},
}

func need(t *testing.T) {
	t.Helper()
	if _, err := os.Stat(filepath.Join(vectors, "index.json")); err != nil {
		t.Skip("the shared vectors are absent")
	}
}

// judgeVector runs a command line and gives its exit code and what decided it.
func judgeVector(t *testing.T, r Request) (verdict.Code, string) {
	t.Helper()
	r.File = filepath.Join(vectors, r.File)
	r.Output = "json"
	var out strings.Builder
	code, err := Run(r, &out)
	if err != nil {
		if hallmark.KindOf(err) != hallmark.Unsupported {
			t.Errorf("%s: %v", r.File, err)
		}
		return code, ""
	}
	var whole struct {
		Checks []verdict.Check
		Parts  []struct{ Verdict verdict.Verdict }
	}
	if err := json.Unmarshal([]byte(out.String()), &whole); err != nil {
		t.Fatal(err)
	}
	checks := whole.Checks
	for _, p := range whole.Parts {
		checks = append(checks, p.Verdict.Checks...)
	}
	var failed []string
	for _, c := range checks {
		if c.Enforced && c.Status != verdict.Pass && c.Blocked == "" {
			failed = append(failed, c.ID)
		}
	}
	return code, sorted(failed)
}

func sorted(ids []string) string {
	slices.Sort(ids)
	return strings.Join(slices.Compact(ids), " ")
}

func collateralOf(names string) (out []string) {
	for _, n := range strings.Fields(names) {
		out = append(out, filepath.Join(vectors, n))
	}
	return out
}

// TestVectors gives every file of the vectors the verdict that PROVENANCE.md
// expects, as a command line would.
func TestVectors(t *testing.T) {
	need(t)
	rows := slices.Clone(table)
	rims, err := filepath.Glob(filepath.Join(vectors, "nvidia", "nvtrust-samples", "*.swidtag"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range rims {
		rows = append(rows, vector{file: "nvidia/nvtrust-samples/" + filepath.Base(f), at: onRIMs})
	}
	right := 0
	for _, v := range rows {
		code, failed := judgeVector(t, Request{File: v.file, At: v.at, Collateral: collateralOf(v.collateral)})
		if want := sorted(strings.Fields(v.failed)); code != v.code || failed != want {
			t.Errorf("%s at %s: %s by %q, want %s by %q", v.file, v.at, code, failed, v.code, want)
			continue
		}
		right++
	}
	t.Logf("%d of %d, 0 skipped", right, len(rows))
}

// TestRecorded judges the recorded answers of live services.
func TestRecorded(t *testing.T) {
	need(t)
	dirs, err := filepath.Glob(filepath.Join(vectors, "bundles", "*"))
	if err != nil {
		t.Fatal(err)
	}
	right := 0
	for _, dir := range dirs {
		b, err := os.ReadFile(filepath.Join(dir, "meta.json"))
		if err != nil {
			t.Fatal(err)
		}
		var meta struct {
			Nonce string `json:"nonce_hex"`
			At    string `json:"captured_at"`
		}
		if err := json.Unmarshal(b, &meta); err != nil {
			t.Fatal(err)
		}
		rel, _ := filepath.Rel(vectors, dir)
		name, _, _ := strings.Cut(filepath.Base(dir), "_")
		want, known := recorded[name]
		code, failed := judgeVector(t, Request{File: rel + "/attestation.json", At: meta.At, Nonce: meta.Nonce, Collateral: []string{dir}})
		if !known || code != want.code || failed != want.failed {
			t.Errorf("%s: %s by %q, want %s by %q", rel, code, failed, want.code, want.failed)
			continue
		}
		right++
	}
	t.Logf("%d of %d, 0 skipped", right, len(dirs))

	// The gateway's platform is of another FMSPC than the model's: without its own TCB info it is refused.
	near := "bundles/nearcloud_qwen_qwen3.5-122b-a10b_20260629_020657/"
	var without []string
	for _, f := range []string{"tcb_info.json", "tcb_info_chain.pem", "qe_identity.json", "pck_crl.der", "root_ca_crl.der"} {
		without = append(without, filepath.Join(vectors, near+f))
	}
	if code, failed := judgeVector(t, Request{File: near + "attestation.json", At: "2026-06-29T02:06:57Z", Collateral: without}); code != verdict.NotGenuine || failed != "collateral.fmspc" {
		t.Errorf("the gateway without its TCB info: %s by %q", code, failed)
	}
}
