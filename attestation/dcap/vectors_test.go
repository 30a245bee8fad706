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

func vector(t testing.TB, name string) []byte {
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

func unhex(t testing.TB, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(strings.TrimPrefix(strings.TrimSpace(s), "0x"))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// phala reads collateral in the form of Phala's dcap-qvl.
func phala(t testing.TB, name string) hallmark.Endorsements {
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
