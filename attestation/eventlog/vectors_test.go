package eventlog

import (
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/hallmark-tee/hallmark/attestation/dcap"
	"github.com/hallmark-tee/hallmark/attestation/verdict"
)

func vector(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "vectors", name))
	if err != nil {
		t.Skip("the shared vectors are absent: ", err)
	}
	return b
}

// seed reads a vector for the fuzz targets, nil where there are none.
func seed(name string) []byte {
	b, _ := os.ReadFile(filepath.Join("..", "..", "..", "shared", "vectors", name))
	return b
}

func unhex(t testing.TB, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func passes(t testing.TB, s *verdict.Sheet) {
	t.Helper()
	checks, code := s.Conclude(verdict.Rules{}, false)
	if code != verdict.Verified {
		t.Errorf("%v", checks)
	}
}

// TestRealCCEL replays the log of a real TD to its quote, and judges logs whose
// quotes are not at hand by their digests.
func TestRealCCEL(t *testing.T) {
	q, err := dcap.Parse(vector(t, "google/ccel/cos-113-tdx-quote.dat"))
	if err != nil {
		t.Fatal(err)
	}
	var s verdict.Sheet
	ExamineCCEL(vector(t, "google/ccel/ccel_data.dat"), q.TD, &s)
	passes(t, &s)
	for name, want := range map[string]int{"google/ccel/ccel_data.dat": 31, "dstack/ccel.bin": 12, "trustee/CCEL_data_ovmf": 12} {
		l, err := ParseCCEL(vector(t, name))
		if err != nil {
			t.Fatal(err)
		}
		if n, _, err := l.CheckDigests(); n != want || err != nil {
			t.Errorf("%s: %d digests recomputed, want %d: %v", name, n, want, err)
		}
	}
}

// TestRealRuntimeLog replays a dstack log to all four registers.
func TestRealRuntimeLog(t *testing.T) {
	var report struct {
		Quote string `json:"quote"`
		Log   string `json:"event_log"`
	}
	if err := json.Unmarshal(vector(t, "dstack/quote-report.json"), &report); err != nil {
		t.Fatal(err)
	}
	q, err := dcap.Parse(unhex(t, report.Quote))
	if err != nil {
		t.Fatal(err)
	}
	var entries []struct {
		IMR     int    `json:"imr"`
		Type    uint32 `json:"event_type"`
		Digest  string `json:"digest"`
		Event   string `json:"event"`
		Payload string `json:"event_payload"`
	}
	if err := json.Unmarshal([]byte(report.Log), &entries); err != nil {
		t.Fatal(err)
	}
	var l Log
	for _, e := range entries {
		l = append(l, Event{Register: e.IMR, Type: e.Type, Digest: unhex(t, e.Digest), Name: e.Event, Payload: unhex(t, e.Payload)})
	}
	var s verdict.Sheet
	Examine(l, q.TD, &s)
	passes(t, &s)
}
