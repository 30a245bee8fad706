package wasm

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hallmark-tee/hallmark/attestation/audit"
)

const (
	source  = "../../cmd/hallmark-verify"
	vectors = "../../../shared/vectors"
	sample  = "../../attestation/bundle/testdata/simulated.json"
)

// job is what is dropped on the page, in the driver's words.
type job struct {
	File       string   `json:"file"`
	Policy     string   `json:"policy,omitempty"`
	PolicyFile string   `json:"policyFile,omitempty"`
	Collateral []string `json:"collateral,omitempty"`
	At         string   `json:"at,omitempty"`
	Nonce      string   `json:"nonce,omitempty"`
}

type answer struct{ JSON, Error, Table, Shown, Code string }

func chromium(t *testing.T) string {
	for _, name := range []string{"chromium", "chromium-headless-shell", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Skip("no Chromium: install Debian's package chromium, then run `make test-wasm`")
	return ""
}

func jobs(t *testing.T) []job {
	all := []job{{File: sample, Policy: "simulation"}, {File: sample}, {File: "wasm_test.go", At: "1"}}
	if _, err := os.Stat(vectors); err != nil {
		t.Log("the shared vectors are absent; only the repository's own evidence is judged")
		return all
	}
	tinfoil := vectors + "/bundles/tinfoil_v3_direct_gemma4-31b_20260629_020805/"
	var collateral []string
	for _, f := range []string{"tcb_info.json", "tcb_info_chain.pem", "qe_identity.json", "pck_crl.der", "root_ca_crl.der", "nras_response.json", "nras_jwks.json"} {
		collateral = append(collateral, tinfoil+f)
	}
	phala := []string{vectors + "/phala/tdx_quote_collateral.json"}
	return append(all,
		job{File: tinfoil + "attestation.json", Collateral: collateral, At: "2026-06-29T02:08:05Z", Nonce: "080c405ce6789e1761445180029523df3ae49576043f7f0868413a38e5e9a84e"},
		job{File: tinfoil + "attestation.json", Collateral: collateral, At: "2026-06-29T02:08:05Z"},
		job{File: vectors + "/phala/tdx_quote", Collateral: phala, At: "2025-07-01T00:00:00Z"},
		job{File: vectors + "/phala/quote-from-tappd.hex", Collateral: phala, At: "2025-07-01T00:00:00Z"})
}

// TestSameVerdict: what the page shows of a dropped file is the native verdict,
// byte for byte.
func TestSameVerdict(t *testing.T) {
	browser := chromium(t)
	if _, err := os.Stat("node_modules/playwright-core"); err != nil {
		t.Skip("playwright-core is not installed: run `make test-wasm`")
	}
	site := t.TempDir()
	build := exec.Command("go", "build", "-ldflags", "-s -w", "-o", filepath.Join(site, "hallmark-verify.wasm"), source)
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range []string{source + "/web/index.html", source + "/web/page.js", source + "/web/page.css", strings.TrimSpace(string(root)) + "/lib/wasm/wasm_exec.js"} {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(site, filepath.Base(f)), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	server := httptest.NewServer(http.FileServer(http.Dir(site)))
	defer server.Close()
	all := jobs(t)
	list, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	drive := exec.CommandContext(t.Context(), "node", "drive.mjs", server.URL+"/", browser, string(list))
	drive.Stderr = os.Stderr
	out, err := drive.Output()
	if err != nil {
		t.Fatalf("the page: %v", err)
	}
	var answers []answer
	if err := json.Unmarshal(out, &answers); err != nil || len(answers) != len(all) {
		t.Fatalf("%d answers to %d files: %v", len(answers), len(all), err)
	}
	for i, j := range all {
		compare(t, j, answers[i])
	}
	t.Logf("%d of %d the same", len(all), len(all))
}

func compare(t *testing.T, j job, got answer) {
	t.Helper()
	r := audit.Request{File: j.File, Policy: j.Policy, Collateral: j.Collateral, At: j.At, Nonce: j.Nonce, Output: "json"}
	var want, table strings.Builder
	_, err := audit.Run(r, &want)
	if err != nil {
		if got.Error != err.Error() || got.Code != "1" || got.JSON != "" {
			t.Errorf("%s: the page says %q, natively it is %q", j.File, got.Error, err)
		}
		return
	}
	if got.JSON != want.String() {
		t.Errorf("%s: the page's verdict is\n%.300s\nnatively\n%.300s", j.File, got.JSON, want.String())
	}
	r.Output = "table"
	if _, err := audit.Run(r, &table); err != nil || got.Table != table.String() {
		t.Errorf("%s: the page shows another table: %v", j.File, err)
	}
	if !strings.Contains(table.String(), got.Shown) || got.Shown == "" {
		t.Errorf("%s: the page shows %q", j.File, got.Shown)
	}
}
