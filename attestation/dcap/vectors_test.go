package dcap

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/verdict"
)

// vectors is where the real evidence lies, beside the checkout.
var vectors = filepath.Join("..", "..", "..", "shared", "vectors")

func vector(t *testing.T, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(vectors, name))
	if os.IsNotExist(err) {
		t.Skip("the shared vectors are absent: ", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func unhex(t *testing.T, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(strings.TrimPrefix(strings.TrimSpace(s), "0x"))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// phala reads collateral in the form of Phala's dcap-qvl.
func phala(t *testing.T, name string) hallmark.Endorsements {
	var c map[string]string
	if err := json.Unmarshal(vector(t, name), &c); err != nil {
		t.Fatal(err)
	}
	return hallmark.Endorsements{
		TCBInfo:         []byte(`{"tcbInfo":` + c["tcb_info"] + `,"signature":"` + c["tcb_info_signature"] + `"}`),
		TCBInfoChain:    []byte(c["tcb_info_issuer_chain"]),
		QEIdentity:      []byte(`{"enclaveIdentity":` + c["qe_identity"] + `,"signature":"` + c["qe_identity_signature"] + `"}`),
		QEIdentityChain: []byte(c["qe_identity_issuer_chain"]),
		PCKCRL:          unhex(t, c["pck_crl"]), RootCRL: unhex(t, c["root_ca_crl"]),
	}
}

// with replaces the TCB info of collateral, and its window's rest, by files.
func with(t *testing.T, e hallmark.Endorsements, tcb, qe string, chain []byte) hallmark.Endorsements {
	e.TCBInfo, e.TCBInfoChain = vector(t, tcb), chain
	if qe != "" {
		e.QEIdentity, e.QEIdentityChain = vector(t, qe), chain
	}
	return e
}

func recorded(t *testing.T, dir, tcb string) hallmark.Endorsements {
	p := "bundles/" + dir + "/"
	return hallmark.Endorsements{
		TCBInfo: vector(t, p+tcb), TCBInfoChain: vector(t, p+"tcb_info_chain.pem"),
		QEIdentity: vector(t, p+"qe_identity.json"), QEIdentityChain: vector(t, p+"qe_identity_chain.pem"),
		PCKCRL: vector(t, p+"pck_crl.der"), RootCRL: vector(t, p+"root_ca_crl.der"),
	}
}

// unescape undoes the encoding of Intel's HTTP header.
func unescape(t *testing.T, b []byte) []byte {
	s, err := url.PathUnescape(string(b))
	if err != nil {
		t.Fatal(err)
	}
	return []byte(s)
}

func day(s string) time.Time {
	at, err := time.Parse("2006-01-02", s)
	if err != nil {
		panic(err)
	}
	return at
}

// bundleQuotes are all TDX quotes in a recorded attestation report.
func bundleQuotes(t *testing.T, dir string) [][]byte {
	var found [][]byte
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			for _, x := range v {
				walk(x)
			}
		case []any:
			for _, x := range v {
				walk(x)
			}
		case string:
			for _, decode := range []func(string) ([]byte, error){hex.DecodeString, base64.StdEncoding.DecodeString} {
				if b, err := decode(v); err == nil && strings.HasPrefix(string(b), "\x04\x00\x02\x00\x81\x00\x00\x00") && !slices.ContainsFunc(found, func(f []byte) bool { return bytes.Equal(f, b) }) {
					found = append(found, b)
				}
			}
			var inner any
			if strings.HasPrefix(v, "{") && json.Unmarshal([]byte(v), &inner) == nil {
				walk(inner)
			}
		}
	}
	var doc any
	if err := json.Unmarshal(vector(t, "bundles/"+dir+"/attestation.json"), &doc); err != nil {
		t.Fatal(err)
	}
	walk(doc)
	return found
}

// judge runs every check and gives the ids of those that failed themselves,
// sorted by class.
func judge(quote []byte, e hallmark.Endorsements, o Options) (failed []string, r Result) {
	var s verdict.Sheet
	if o.Accept == nil {
		o.Accept = []Status{UpToDate}
	}
	r = Verify(quote, e, o, &s)
	checks, _ := s.Conclude(verdict.Rules{}, r.Root.Simulated)
	for _, c := range checks {
		if c.Status != verdict.Pass && c.Blocked == "" {
			failed = append(failed, c.ID)
		}
	}
	return failed, r
}

func TestRealQuotes(t *testing.T) {
	google := func(t *testing.T) hallmark.Endorsements {
		e := phala(t, "phala/tdx_quote_collateral.json")
		e = with(t, e, "google/sample_tcbInfo_response", "google/sample_qeIdentity_response", vector(t, "oasis/tcb_info_v3_fmspc_00606A000000_certs.pem"))
		e.PCKCRL, e.RootCRL = vector(t, "google/pckcrl"), vector(t, "google/rootcrl.der")
		return e
	}
	phalaAt := func(name string) func(t *testing.T) hallmark.Endorsements {
		return func(t *testing.T) hallmark.Endorsements { return phala(t, name) }
	}
	hexFile := func(name string) func(t *testing.T) []byte {
		return func(t *testing.T) []byte { return unhex(t, string(vector(t, name))) }
	}
	file := func(name string) func(t *testing.T) []byte {
		return func(t *testing.T) []byte { return vector(t, name) }
	}
	for _, c := range []struct {
		name       string
		quote      func(t *testing.T) []byte
		collateral func(t *testing.T) hallmark.Endorsements
		at         string
		failed     string
	}{
		{"phala", file("phala/tdx_quote"), phalaAt("phala/tdx_quote_collateral.json"), "2025-07-01", ""},
		{"phala before its collateral", file("phala/tdx_quote"), phalaAt("phala/tdx_quote_collateral.json"), "2025-06-01", "crl.future collateral.future"},
		{"phala after its collateral", file("phala/tdx_quote"), phalaAt("phala/tdx_quote_collateral.json"), "2025-08-01", "crl.expired collateral.expired"},
		{"tappd, no level", hexFile("phala/quote-from-tappd.hex"), phalaAt("phala/tdx_quote_collateral.json"), "2025-07-01", "tcb.no_level"},
		{"dstack ra-tls, no level", file("dstack/ra-tls-tdx_quote"), phalaAt("phala/tdx_quote_collateral.json"), "2025-07-01", "tcb.no_level"},
		{"dstack report", func(t *testing.T) []byte {
			var r struct {
				Quote string `json:"quote"`
			}
			if err := json.Unmarshal(vector(t, "dstack/quote-report.json"), &r); err != nil {
				t.Fatal(err)
			}
			return unhex(t, r.Quote)
		}, phalaAt("phala/tdx_quote_outdated_collateral.json"), "2026-02-20", ""},
		{"trustee debug", file("trustee/tdx_quote_4.dat"), google, "2023-06-20", "td.debug"},
		{"google SPR_E4, no level", file("google/tdx_prod_quote_SPR_E4.dat"), google, "2023-06-20", "quote.trailing td.attributes tcb.no_level"},
		{"oasis, no level", file("oasis/quote_v4_tdx_ecdsa_p256_out_of_date.bin"), google, "2023-06-20", "td.attributes tcb.no_level"},
		{"oasis, no revocation list of its time is at hand", file("oasis/quote_v4_tdx_ecdsa_p256.bin"), func(t *testing.T) hallmark.Endorsements {
			return with(t, google(t), "oasis/tcb_info_v3_tdx_fmspc_C0806F000000.json", "oasis/qe_identity_v2_tdx2.json", vector(t, "oasis/tcb_info_v3_fmspc_00606A000000_certs.pem"))
		}, "2024-09-10", "crl.expired"},
		{"google cos-113, module identity applies", file("google/ccel/cos-113-tdx-quote.dat"), func(t *testing.T) hallmark.Endorsements {
			e := phala(t, "phala/tdx_quote_collateral.json")
			return with(t, e, "automata/0625/tcbinfov3_00806f050000.json", "automata/0625/qe_td.json", e.TCBInfoChain)
		}, "2025-06-20", ""},
		{"trustee out of date platform, module up to date", file("trustee/tdx_quote_6.dat"), func(t *testing.T) hallmark.Endorsements {
			e := phala(t, "phala/tdx_quote_outdated_collateral.json")
			e = with(t, e, "tinfoil/tcb_info_00a06d080000.json", "tinfoil/qe_identity.json", unescape(t, vector(t, "tinfoil/qe_identity_chain.txt")))
			e.PCKCRL = vector(t, "tinfoil/pck_crl_platform.crl")
			return e
		}, "2026-01-25", "tcb.platform_out_of_date"},
	} {
		t.Run(c.name, func(t *testing.T) {
			failed, r := judge(c.quote(t), c.collateral(t), Options{Now: day(c.at), Roots: []Root{Intel()}})
			if got := strings.Join(failed, " "); got != c.failed {
				t.Errorf("failed %q, want %q; appraisal %+v", got, c.failed, r.Appraisal)
			}
		})
	}
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
	if foreign == 0 || ok < 10 {
		t.Errorf("only %d and %d quotes found", ok, foreign)
	}
	t.Logf("%d up to date, %d of another platform type", ok, foreign)
}
