package dcap

import (
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/hallmark-tee/hallmark"
)

// realCase is a real quote with real collateral at a time. failed are the
// checks that must fail themselves, in the order of classes; none: accepted.
type realCase struct {
	file       string // below the vectors
	why        string
	collateral func(t *testing.T) hallmark.Endorsements
	at         string
	options    Options
	failed     string
	status     Status // converged; empty where there is none
}

// The collateral of several windows, each from the files that PROVENANCE.md
// names for it.
func collateralOf(tcb, qe, pckCRL, rootCRL, chain string) func(t *testing.T) hallmark.Endorsements {
	return func(t *testing.T) hallmark.Endorsements {
		e := hallmark.Endorsements{TCBInfo: vector(t, tcb), QEIdentity: vector(t, qe)}
		if chain == "" {
			e.TCBInfoChain = phala(t, "phala/tdx_quote_collateral.json").TCBInfoChain
		} else {
			e.TCBInfoChain = unescape(t, vector(t, chain))
		}
		e.QEIdentityChain = e.TCBInfoChain
		if pckCRL != "" {
			e.PCKCRL, e.RootCRL = vector(t, pckCRL), vector(t, rootCRL)
		}
		return e
	}
}

func phalaFile(name string) func(t *testing.T) hallmark.Endorsements {
	return func(t *testing.T) hallmark.Endorsements { return phala(t, "phala/"+name) }
}

// realCases are every SGX and TDX quote of the vectors outside the bundles.
func realCases() []realCase {
	const (
		oldSigner = "oasis/tcb_info_v3_fmspc_00606A000000_certs.pem"
		rootCRL   = "automata/solana/intel_root_ca_crl.der"
		root2026  = "bundles/venice_e2ee-qwen3-5-122b-a10b_20260424_015841/root_ca_crl.der"
	)
	google := collateralOf("google/sample_tcbInfo_response", "google/sample_qeIdentity_response", "google/pckcrl", "google/rootcrl.der", oldSigner)
	june := phalaFile("tdx_quote_collateral.json")
	february := phalaFile("tdx_quote_outdated_collateral.json")
	sgx := collateralOf("automata/0825/sgx_tcbinfov3_00606a000000.json", "automata/0825/sgx_qeidentity_v4.json", "automata/0825/platform_crl.der", rootCRL, "")
	trustee := collateralOf("trustee/tcbInfo.json", "trustee/enclaveIdentity.json", "automata/1025/pck_crl.der", rootCRL, "")
	tinfoil := collateralOf("tinfoil/tcb_info_00a06d080000.json", "tinfoil/qe_identity.json", "tinfoil/pck_crl_platform.crl", rootCRL, "tinfoil/qe_identity_chain.txt")
	v5 := func(t *testing.T) hallmark.Endorsements {
		e := february(t)
		e.TCBInfo = vector(t, "google/sample_tcbinfo_response_v5")
		return e
	}
	hardening := Options{Accept: []Status{UpToDate, SWHardeningNeeded}}
	configuration := Options{Accept: []Status{UpToDate, ConfigurationAndSWHardNeed}}
	return []realCase{
		{"google/tdx_prod_quote_SPR_E4.dat", "below every level; test bytes follow it", google, "2023-06-20", Options{}, "quote.trailing td.attributes tcb.no_level", ""},
		{"google/quote_v5_sample.dat", "version 5, TD 1.5", v5, "2026-02-20", Options{}, "", UpToDate},
		{"google/quote_v5_sample.dat", "with TCB info of the same platform from a phala window", february, "2026-02-20", Options{}, "", UpToDate},
		{"google/ccel/cos-113-tdx-quote.dat", "module identity applies to SVNs 0 and 1", collateralOf("automata/0625/tcbinfov3_00806f050000.json", "automata/0625/qe_td.json", "", "", ""), "2025-06-20", Options{}, "crl.present", UpToDate},
		{"google/ccel/cos-113-tdx-quote.dat", "with phala's lists", func(t *testing.T) hallmark.Endorsements {
			e := collateralOf("automata/0625/tcbinfov3_00806f050000.json", "automata/0625/qe_td.json", "", "", "")(t)
			e.PCKCRL, e.RootCRL = june(t).PCKCRL, june(t).RootCRL
			return e
		}, "2025-06-20", Options{}, "", UpToDate},
		{"google/ccel/cos-113-tdx-quote.dat", "in October", collateralOf("automata/1025/tcb_info.json", "automata/1025/identity.json", "automata/1025/pck_crl.der", rootCRL, ""), "2025-10-25", Options{}, "", UpToDate},
		{"phala/tdx_quote", "", june, "2025-07-01", Options{}, "", UpToDate},
		{"phala/tdx_quote", "before its collateral", june, "2025-06-01", Options{}, "crl.future collateral.future", UpToDate},
		{"phala/tdx_quote", "in the last second of its lists", june, "2025-07-19T10:00:34Z", Options{}, "", UpToDate},
		{"phala/tdx_quote", "in the last second of the TCB info", june, "2025-07-19T10:16:02Z", Options{}, "crl.expired", UpToDate},
		{"phala/tdx_quote", "after its collateral", june, "2025-08-01", Options{}, "crl.expired collateral.expired", UpToDate},
		{"phala/tdx_quote", "under an evaluation number of 18", june, "2025-07-01", Options{MinEvaluation: 18}, "collateral.rollback", UpToDate},
		{"phala/tdx_quote", "a year later, with lower-case TCB info of the bundles", func(t *testing.T) hallmark.Endorsements {
			return recorded(t, "nearcloud_qwen_qwen3.5-122b-a10b_20260629_020657", "0009_tcb_info.json")
		}, "2026-06-30", Options{}, "", UpToDate},
		{"phala/quote-from-tappd.hex", "no level", june, "2025-07-01", Options{}, "tcb.no_level", ""},
		{"dstack/ra-tls-tdx_quote", "no level", june, "2025-07-01", Options{}, "tcb.no_level", ""},
		{"dstack/quote-report.json", "", february, "2026-02-20", Options{}, "", UpToDate},
		{"trustee/tdx_quote_4.dat", "a real debug TD", google, "2023-06-20", Options{}, "td.debug", UpToDate},
		{"trustee/tdx_quote_6.dat", "platform out of date, module up to date: go-tdx-guest and oasis-core accept it", trustee, "2025-11-01", Options{}, "tcb.platform_out_of_date", OutOfDate},
		{"trustee/tdx_quote_6.dat", "the same with lower-case collateral", tinfoil, "2026-01-25", Options{}, "tcb.platform_out_of_date", OutOfDate},
		{"automata/quotes/alibaba_quote_5.dat", "a service TD is bound, and it is out of date by February", february, "2026-02-20", Options{}, "td.service_td tcb.platform_out_of_date tcb.module_out_of_date", OutOfDate},
		{"oasis/quote_v4_tdx_ecdsa_p256.bin", "no revocation list of its time is at hand", collateralOf("oasis/tcb_info_v3_tdx_fmspc_C0806F000000.json", "oasis/qe_identity_v2_tdx2.json", "", "", oldSigner), "2024-09-10", Options{}, "crl.present", UpToDate},
		{"oasis/quote_v4_tdx_ecdsa_p256_out_of_date.bin", "below every level", google, "2023-06-20", Options{}, "td.attributes tcb.no_level", ""},
		{"phala/sgx_quote", "SGX under the strict statuses", phalaFile("sgx_quote_collateral.json"), "2025-06-25", Options{}, "tcb.status_policy", ConfigurationAndSWHardNeed},
		{"phala/sgx_quote", "SGX where the policy lists the status", phalaFile("sgx_quote_collateral.json"), "2025-06-25", configuration, "", ConfigurationAndSWHardNeed},
		{"automata/quotev3.hex", "SGX under the strict statuses", sgx, "2025-08-20", Options{}, "tcb.status_policy", SWHardeningNeeded},
		{"automata/quotev3.hex", "SGX where the policy lists the status", sgx, "2025-08-20", hardening, "", SWHardeningNeeded},
		{"automata/quotev3.hex", "with TCB info of version 2", collateralOf("automata/0625/tcbinfo.json", "automata/0625/identity.json", "", "", ""), "2025-06-20", hardening, "crl.present", SWHardeningNeeded},
		{"oasis/quote_v3_ecdsa_p256_pck_chain.bin", "SGX in its own time", collateralOf("oasis/tcb_info_v3_fmspc_00606A000000.json", "oasis/qe_identity_v2.json", "", "", oldSigner), "2022-12-20", hardening, "crl.present", SWHardeningNeeded},
		{"oasis/quote_v3_ecdsa_p256_pck_chain.bin", "SGX, out of date by 2025", sgx, "2025-08-20", hardening, "tcb.platform_out_of_date", OutOfDate},
		{"oasis/quote_v3_ecdsa_p256_eppid.bin", "an encrypted PPID in place of certificates", sgx, "2025-08-20", hardening, "chain.parse", ""},
		{"trustee/occlum_quote.dat", "a real debug enclave, out of date too", sgx, "2025-08-20", hardening, "sgx.debug tcb.platform_out_of_date", OutOfDate},
		{"phala/tdx_quote", "SGX collateral for a TDX quote", sgx, "2025-08-20", Options{}, "collateral.type", ""},
	}
}

// quoteOf reads a vector that is a quote in binary or hex, or a dstack report.
func quoteOf(t *testing.T, name string) []byte {
	raw := vector(t, name)
	switch filepath.Ext(name) {
	case ".hex":
		return unhex(t, string(raw))
	case ".json":
		var r struct {
			Quote string `json:"quote"`
		}
		if err := json.Unmarshal(raw, &r); err != nil {
			t.Fatal(err)
		}
		return unhex(t, r.Quote)
	}
	return raw
}

// TestRealQuotes judges every quote of the vectors, and counts.
func TestRealQuotes(t *testing.T) {
	vector(t, "PROVENANCE.md") // skips the whole where there are none
	right, files := 0, map[string]bool{}
	cases := realCases()
	for _, c := range cases {
		o := c.options
		o.Now, o.Roots = moment(c.at), []Root{Intel()}
		failed, r := judge(quoteOf(t, c.file), c.collateral(t), o)
		if got := strings.Join(failed, " "); got != c.failed || r.Appraisal.Converged != c.status {
			t.Errorf("%s (%s): failed %q and is %q, want %q and %q; %+v", c.file, c.why, got, r.Appraisal.Converged, c.failed, c.status, r.Appraisal)
			continue
		}
		right++
		files[c.file] = true
	}
	t.Logf("%d of %d, 0 skipped; %d files", right, len(cases), len(files))
}

func moment(s string) time.Time {
	if at, err := time.Parse(time.RFC3339, s); err == nil {
		return at
	}
	return day(s)
}

func TestRecordedBundles(t *testing.T) {
	vector(t, "PROVENANCE.md")
	dirs, err := filepath.Glob(filepath.Join(vectors, "bundles", "*"))
	if err != nil || len(dirs) == 0 {
		t.Fatal("no recorded bundles: ", err)
	}
	ok, foreign := 0, 0
	for _, d := range dirs {
		dir := filepath.Base(d)
		var meta struct {
			At time.Time `json:"captured_at"`
		}
		if err := json.Unmarshal(vector(t, "bundles/"+dir+"/meta.json"), &meta); err != nil {
			t.Fatal(err)
		}
		for _, quote := range bundleQuotes(t, dir) {
			o := Options{Now: meta.At, Roots: []Root{Intel()}}
			failed, r := judge(quote, recorded(t, dir, "tcb_info.json"), o)
			switch got := strings.Join(failed, " "); {
			case got == "":
				ok++
			case got == "collateral.fmspc" && strings.EqualFold(hex.EncodeToString(r.PCK.FMSPC[:]), "b0c06f000000"):
				foreign++
				if strings.HasPrefix(dir, "nearcloud") {
					failed, r := judge(quote, recorded(t, dir, "0009_tcb_info.json"), o)
					if len(failed) > 0 {
						t.Errorf("%s: gateway with its own TCB info failed %v: %+v", dir, failed, r.Appraisal)
					}
				}
			default:
				t.Errorf("%s: failed %q", dir, got)
			}
		}
	}
	if ok != 14 || foreign != 2 {
		t.Errorf("%d quotes up to date and %d of another platform type, want 14 and 2", ok, foreign)
	}
	t.Logf("%d of 16 different quotes, 0 skipped: %d up to date, %d of another platform type", ok+foreign, ok, foreign)
}

// BenchmarkRealQuote judges a real TDX quote with full collateral and both
// revocation lists, and reports the CPU time and the peak of memory that the
// process has from the system.
func BenchmarkRealQuote(b *testing.B) {
	raw, err := os.ReadFile(filepath.Join(vectors, "phala", "tdx_quote"))
	if err != nil {
		b.Skip("the shared vectors are absent: ", err)
	}
	e := phala(b, "phala/tdx_quote_collateral.json")
	o := Options{Now: day("2025-07-01"), Roots: []Root{Intel()}}
	b.ReportAllocs()
	start := cpu(b)
	n := 0
	for b.Loop() {
		if failed, _ := judge(raw, e, o); len(failed) > 0 {
			b.Fatal(failed)
		}
		n++
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	b.ReportMetric(float64(cpu(b)-start)/float64(n)/1e6, "cpu-ms/op")
	b.ReportMetric(float64(m.Sys)/(1<<20), "peak-MiB")
}

func cpu(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
