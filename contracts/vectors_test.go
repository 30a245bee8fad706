package contracts_test

import (
	"crypto/elliptic"
	"encoding/asn1"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"math/big"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/hallmark-tee/hallmark/attestation"
	"github.com/hallmark-tee/hallmark/attestation/dcap"
	"github.com/hallmark-tee/hallmark/contracts"
	gen "github.com/hallmark-tee/hallmark/contracts/bind"
)

// vectorsDir holds the recorded evidence, outside the repository.
var vectorsDir = filepath.Join("..", "..", "shared", "vectors")

// recordedQuote is a quote of real hardware.
type recordedQuote struct {
	name string
	at   time.Time
	raw  []byte
	// collateral names a file with Intel's TCB info for it, "" for none.
	collateral string
	// want is the refusal, "" for a registration.
	want string
}

// readVector reads a vector as it is, or out of hex.
func readVector(t *testing.T, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(vectorsDir, filepath.FromSlash(name)))
	if os.IsNotExist(err) {
		t.Skip("the shared vectors are absent: ", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	if text := strings.TrimPrefix(strings.TrimSpace(string(b)), "0x"); strings.HasSuffix(name, ".hex") {
		if b, err = hex.DecodeString(text); err != nil {
			t.Fatal(err)
		}
	}
	return b
}

func recordedQuotes(t *testing.T) []recordedQuote {
	t.Helper()
	var out []recordedQuote
	for _, v := range []struct{ name, at, collateral, want string }{
		{"google/tdx_prod_quote_SPR_E4.dat", "2023-06-20", "", "BadAttributes"},
		{"google/quote_v5_sample.dat", "2026-02-20", "google/sample_tcbinfo_response_v5", ""},
		{"google/ccel/cos-113-tdx-quote.dat", "2025-06-10", "automata/0625/tcbinfov3_00806f050000.json", ""},
		{"phala/tdx_quote", "2025-07-01", "phala/tdx_quote_collateral.json", ""},
		{"phala/quote-from-tappd.hex", "2025-07-01", "phala/tdx_quote_collateral.json", "BelowFloor"},
		{"trustee/tdx_quote_4.dat", "2023-06-20", "", "BadAttributes"},
		{"trustee/tdx_quote_6.dat", "2025-11-01", "trustee/tcbInfo.json", "BelowFloor"},
		{"automata/quotes/alibaba_quote_5.dat", "2025-07-01", "", "ServiceTD"},
		{"oasis/quote_v4_tdx_ecdsa_p256.bin", "2024-09-10", "oasis/tcb_info_v3_tdx_fmspc_C0806F000000.json", ""},
		{"oasis/quote_v4_tdx_ecdsa_p256_out_of_date.bin", "2024-09-10", "", "BadAttributes"},
		{"dstack/quote-report.json", "2026-02-20", "phala/tdx_quote_outdated_collateral.json", ""},
		{"dstack/ra-tls-tdx_quote", "2025-07-01", "phala/tdx_quote_collateral.json", "BelowFloor"},
		{"phala/sgx_quote", "2025-07-01", "phala/sgx_quote_collateral.json", "BelowFloor"},
		{"automata/quotev3.hex", "2025-08-20", "automata/0825/sgx_tcbinfov3_00606a000000.json", ""},
		{"oasis/quote_v3_ecdsa_p256_pck_chain.bin", "2022-12-25", "oasis/tcb_info_v3_fmspc_00606A000000.json", ""},
		{"trustee/occlum_quote.dat", "2024-01-01", "", "BadAttributes"},
	} {
		at, err := time.Parse(time.DateOnly, v.at)
		if err != nil {
			t.Fatal(err)
		}
		raw := readVector(t, v.name)
		if strings.HasSuffix(v.name, ".json") {
			if raw, err = hex.DecodeString(quoteText.FindString(string(raw))); err != nil {
				t.Fatal(err)
			}
		}
		out = append(out, recordedQuote{v.name, at, raw, v.collateral, v.want})
	}
	return append(out, bundledQuotes(t)...)
}

var quoteText = regexp.MustCompile(`(?:0400020081000000[0-9a-f]{1000}|BAACAIEAAAA[A-Za-z0-9+/=]{1000})[A-Za-z0-9+/=]+`)

// bundledQuotes finds the quotes in the recorded answers of live services.
func bundledQuotes(t *testing.T) (out []recordedQuote) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(vectorsDir, "bundles", "*", "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for i, found := range quoteText.FindAllString(string(text), -1) {
			raw, err := hex.DecodeString(found)
			if err != nil {
				raw, err = base64.StdEncoding.DecodeString(found)
			}
			if err != nil {
				t.Fatal(file, err)
			}
			dir, want := filepath.Dir(file), ""
			if i == 1 && strings.HasPrefix(filepath.Base(dir), "chutes") {
				want = "UnknownFMSPC" // of another type than the recorded collateral
			}
			out = append(out, recordedQuote{
				name: filepath.Base(dir) + "/" + filepath.Base(file), at: capturedAt(t, dir), raw: raw, collateral: "bundles/" + filepath.Base(dir), want: want,
			})
		}
	}
	return out
}

func capturedAt(t *testing.T, bundle string) time.Time {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(bundle, "meta.json"))
	if err != nil {
		t.Fatal(err)
	}
	var meta struct {
		CapturedAt time.Time `json:"captured_at"`
	}
	if err := json.Unmarshal(text, &meta); err != nil || meta.CapturedAt.IsZero() {
		t.Fatal(bundle, err)
	}
	return meta.CapturedAt
}

// TestRecordedQuotes takes every recorded quote through the registry under
// Intel's root, at its time, with the precompile and without it.
func TestRecordedQuotes(t *testing.T) {
	gas := map[string]uint64{}
	registered, high := 0, map[string]int{}
	quotes := recordedQuotes(t)
	for _, v := range quotes {
		t.Run(v.name, func(t *testing.T) {
			q, err := contracts.CutQuote(v.raw)
			if err != nil {
				t.Fatal(err)
			}
			for name, precompile := range map[string]bool{"": true, ", no precompile": false} {
				r := newEVM(t, precompile, uint64(v.at.Unix())).harness(contracts.IntelRoot(), floorsFor(t, v, q)...)
				most(gas, "admitCA"+name, r.must(r.AdmitCA(q.CA.Raw, false)))
				most(gas, "admitPlatform"+name, r.must(r.AdmitPlatform(q.Leaf.Raw, q.Issuer)))
				used, refusal := r.call(r.Register(q, evmBlock-1, [32]byte{}))
				if got, _, _ := strings.Cut(refusal, "("); got != v.want {
					t.Errorf("precompile %v: %q, want %q", precompile, refusal, v.want)
				}
				if refusal == "" {
					most(gas, "register"+name, used)
					sameMeasurement(t, r, q, v.raw)
				}
			}
			if v.want == "" {
				registered++
				countHighS(q, high)
			}
		})
	}
	t.Logf("%d of %d recorded quotes register; most gas: %v; signatures with a high s among them: %v", registered, len(quotes), gas, high)
	for name, limit := range map[string]uint64{
		"admitCA": 130_000, "admitPlatform": 150_000, "register": 110_000,
		"admitPlatform, no precompile": 520_000, "register, no precompile": 850_000,
	} {
		if gas[name] > limit || gas[name] == 0 {
			t.Errorf("%s: %d gas, at most %d", name, gas[name], limit)
		}
	}
	for _, signature := range []string{"quote", "QE report", "leaf"} {
		if high[signature] == 0 {
			t.Errorf("no registered %s has a high s", signature)
		}
	}
}

// sameMeasurement compares the registry's measurement with the offline one.
func sameMeasurement(t *testing.T, r registryAt, q contracts.Quote, raw []byte) {
	t.Helper()
	parsed, err := dcap.Parse(raw)
	if err != nil {
		t.Fatal(err)
	}
	want := attestation.TDX
	if parsed.SGX() {
		want = attestation.SGX
	}
	b := gen.NewAttestationRegistry()
	got, err := b.UnpackAppraise(r.send(&r.address, b.PackAppraise(q.Body, q.Auth, q.Platform.X, q.Platform.Y)).ReturnData)
	if err != nil || got.Kind != uint8(want) || got.Measured != attestation.MeasurementOf(want, parsed) {
		t.Errorf("kind %d, measurement %x, %v", got.Kind, got.Measured, err)
	}
}

func most(gas map[string]uint64, name string, used uint64) { gas[name] = max(gas[name], used) }

// countHighS counts the signatures of a quote and its leaf whose s is in the
// upper half; those of Intel's two CAs are not.
func countHighS(q contracts.Quote, high map[string]int) {
	half := new(big.Int).Rsh(elliptic.P256().Params().N, 1)
	count := func(name string, s *big.Int) {
		if s.Cmp(half) > 0 {
			high[name]++
		}
	}
	number := func(b []byte) *big.Int { return new(big.Int).SetBytes(b) }
	qe := 134 + 384 // of the QE report's signature
	if q.Body[0] == 3 {
		qe = 128 + 384
	}
	count("quote", number(q.Auth[32:64]))
	count("QE report", number(q.Auth[qe+32:qe+64]))
	var rs struct{ R, S *big.Int }
	if _, err := asn1.Unmarshal(q.Leaf.Signature, &rs); err == nil {
		count("leaf", rs.S)
	}
}

type svns []struct {
	SVN byte `json:"svn"`
}

func (s svns) fill(to *[16]byte) {
	for i := range s {
		to[i] = s[i].SVN
	}
}

// tcbInfo is what a floor takes of Intel's TCB info.
type tcbInfo struct {
	FMSPC               string `json:"fmspc"`
	TDXModuleIdentities []struct {
		ID        string `json:"id"`
		TCBLevels []struct {
			TCB struct {
				ISVSVN byte `json:"isvsvn"`
			} `json:"tcb"`
		} `json:"tcbLevels"`
	} `json:"tdxModuleIdentities"`
	TCBLevels []struct {
		TCB struct {
			SGX    svns   `json:"sgxtcbcomponents"`
			TDX    svns   `json:"tdxtcbcomponents"`
			PCESVN uint16 `json:"pcesvn"`
		} `json:"tcb"`
	} `json:"tcbLevels"`
}

// floorsFor is a floor at the highest level of the quote's collateral for its
// platform type; zero without collateral, none where that is of other types.
func floorsFor(t *testing.T, v recordedQuote, q contracts.Quote) []contracts.Floor {
	t.Helper()
	pck, err := dcap.ParsePCK(q.Leaf)
	if err != nil {
		t.Fatal(err)
	}
	f := contracts.Floor{FMSPC: pck.FMSPC, Kind: contracts.KindTDX}
	td := q.Body[0] != 3
	if !td {
		f.Kind = contracts.KindSGX
	}
	if v.collateral == "" {
		return []contracts.Floor{f}
	}
	info, found := readTCBInfo(t, v.collateral, pck.FMSPC)
	if !found {
		return nil
	}
	level := info.TCBLevels[0].TCB
	level.SGX.fill(&f.CPUSVN)
	level.TDX.fill(&f.TEETCB)
	f.PCESVN = level.PCESVN
	if !td {
		return []contracts.Floor{f}
	}
	// A TDX module of version n is judged by its own identity, TDX_0n.
	report := q.Body[48:]
	if q.Body[0] == 5 {
		report = q.Body[54:]
	}
	if version := report[1]; version > 0 {
		f.TEETCB[0], f.TEETCB[1] = 0, 0
		for _, m := range info.TDXModuleIdentities {
			if m.ID == "TDX_0"+string('0'+rune(version)) {
				f.TEETCB[0] = m.TCBLevels[0].TCB.ISVSVN
			}
		}
	}
	return []contracts.Floor{f}
}

// readTCBInfo reads Intel's TCB info for a platform type from a file, or from
// that of a bundle which has it.
func readTCBInfo(t *testing.T, name string, fmspc [6]byte) (info tcbInfo, found bool) {
	t.Helper()
	files := []string{name}
	if strings.HasPrefix(name, "bundles/") {
		paths, err := filepath.Glob(filepath.Join(vectorsDir, filepath.FromSlash(name), "*tcb_info.json"))
		if err != nil {
			t.Fatal(err)
		}
		files = nil
		for _, path := range paths {
			files = append(files, name+"/"+filepath.Base(path))
		}
	}
	for _, file := range files {
		var outer struct {
			Text string          `json:"tcb_info"`
			Info json.RawMessage `json:"tcbInfo"`
		}
		if err := json.Unmarshal(readVector(t, file), &outer); err != nil {
			t.Fatal(file, err)
		}
		if outer.Text != "" {
			outer.Info = json.RawMessage(outer.Text)
		}
		info = tcbInfo{}
		if err := json.Unmarshal(outer.Info, &info); err != nil || len(info.TCBLevels) == 0 {
			t.Fatal(file, err)
		}
		if strings.EqualFold(info.FMSPC, hex.EncodeToString(fmspc[:])) {
			return info, true
		}
	}
	return info, false
}
