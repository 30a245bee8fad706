package nvidia_test

import (
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hallmark-tee/hallmark/attestation/foreign"
	"github.com/hallmark-tee/hallmark/attestation/nvidia"
	"github.com/hallmark-tee/hallmark/attestation/verdict"
)

const vectors = "../../../shared/vectors"

// need skips a test where the recorded evidence is not beside the repository.
func need(t testing.TB) {
	t.Helper()
	if _, err := os.Stat(filepath.Join(vectors, "PROVENANCE.md")); err != nil {
		t.Skip("the recorded vectors are not here: ", err)
	}
}

func read(t testing.TB, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(vectors, path))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// failed are the ids of the checks that failed.
func failed(s *verdict.Sheet) []string {
	all, _ := s.Conclude(verdict.Rules{}, false)
	var out []string
	for _, c := range all {
		if c.Status == verdict.Fail {
			out = append(out, c.ID)
		}
	}
	return out
}

func detail(s *verdict.Sheet, ids ...string) string {
	all, _ := s.Conclude(verdict.Rules{}, false)
	var out []string
	for _, c := range all {
		if slices.Contains(ids, c.ID) {
			out = append(out, c.ID+": "+c.Detail)
		}
	}
	return strings.Join(out, "\n")
}

func devicesOf(g foreign.GPU) (e nvidia.Evidence) {
	e.Raw = g.Raw
	for _, d := range g.Devices {
		e.Devices = append(e.Devices, nvidia.Device{Arch: d.Arch, Report: d.SPDM, Chain: d.Chain, Nonce: d.Nonce})
	}
	return e
}

// TestLiveBundles judges every GPU message and every token of the recorded
// answers at the time they were recorded.
func TestLiveBundles(t *testing.T) {
	need(t)
	unanswered := []string{"gpu.nonce"} // the GPUs answer the server's nonce, not the client's
	want := map[string][]string{"chutes": unanswered, "phalacloud": unanswered}
	dirs, err := filepath.Glob(filepath.Join(vectors, "bundles", "*"))
	if err != nil || len(dirs) == 0 {
		t.Fatal("no bundles", err)
	}
	messages, sound, tokens := 0, 0, 0
	for _, dir := range dirs {
		name, _, _ := strings.Cut(filepath.Base(dir), "_")
		rel, _ := filepath.Rel(vectors, dir)
		var meta struct {
			Nonce    string    `json:"nonce_hex"`
			Captured time.Time `json:"captured_at"`
		}
		if err := json.Unmarshal(read(t, rel+"/meta.json"), &meta); err != nil {
			t.Fatal(err)
		}
		asked, err := hex.DecodeString(meta.Nonce)
		if err != nil {
			t.Fatal(err)
		}
		report, err := foreign.Read(read(t, rel+"/attestation.json"))
		if err != nil {
			t.Fatal(err)
		}
		first := true
		for _, part := range report.Parts {
			if len(part.GPU.Devices) == 0 {
				continue
			}
			var end nvidia.Endorsements
			expect := slices.Clone(want[name])
			if first {
				end.NRAS, end.JWKS = read(t, rel+"/nras_response.json"), read(t, rel+"/nras_jwks.json")
				if expect != nil {
					expect = append(expect, "nras.nonce", "nras.result")
				}
			}
			first = false
			var s verdict.Sheet
			r := nvidia.Verify(devicesOf(part.GPU), end, nvidia.Options{Now: meta.Captured, Asked: asked, Bound: part.GPU.Nonce}, &s)
			messages += len(part.GPU.Devices)
			if s.Passed(nvidia.GPUSig) && s.Passed(nvidia.GPUChain) && s.Passed(nvidia.GPUFirmware) && s.Passed(nvidia.GPUSplice) {
				sound += len(r.Devices)
			}
			if end.NRAS != nil && s.Passed(nvidia.NRASSig) && s.Passed(nvidia.NRASSubmod) && s.Passed(nvidia.NRASChain) {
				tokens++
			}
			slices.Sort(expect)
			got := failed(&s)
			slices.Sort(got)
			if !slices.Equal(got, expect) {
				t.Errorf("%s %s: failed %v, want %v\n%s", name, part.Name, got, expect, detail(&s, got...))
			}
		}
	}
	t.Logf("%d of %d GPU messages, %d of %d NRAS answers, 0 skipped", sound, messages, tokens, len(dirs))
	if sound != messages || tokens != len(dirs) {
		t.Error("not all verify")
	}
}
