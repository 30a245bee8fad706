package audit

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation"
	"github.com/hallmark-tee/hallmark/attestation/dcap"
	"github.com/hallmark-tee/hallmark/attestation/endorsement"
	"github.com/hallmark-tee/hallmark/attestation/verdict"
)

const (
	near    = "bundles/neardirect_qwen_qwen3.5-122b-a10b_20260629_020637"
	tinfoil = "bundles/tinfoil_v3_direct_gemma4-31b_20260629_020805"
	venice  = "bundles/venice_e2ee-qwen3-5-122b-a10b_20260424_015841"
)

// real is genuine evidence about to be spoilt.
type real struct {
	t *testing.T
	Input
	options attestation.Options // of a bare quote judged with o, where direct is set
	direct  *hallmark.Endorsements
	refused bool // by name, before judging
}

func load(t *testing.T, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(vectors, name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func collected(t *testing.T, names ...string) *endorsement.Set {
	t.Helper()
	s := new(endorsement.Set)
	for _, n := range names {
		if err := collect(s, filepath.Join(vectors, n)); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// bareQuote is base T of the list: phala/tdx_quote with its collateral.
func bareQuote(t *testing.T) *real {
	return &real{t: t, Input: Input{File: load(t, "phala/tdx_quote"), At: inJuly, Collateral: collected(t, phala)}}
}

// service is a recorded answer with everything of its folder, at its time.
func service(t *testing.T, dir string) *real {
	var meta struct {
		Nonce string `json:"nonce_hex"`
		At    string `json:"captured_at"`
	}
	if err := json.Unmarshal(load(t, dir+"/meta.json"), &meta); err != nil {
		t.Fatal(err)
	}
	return &real{t: t, Input: Input{File: load(t, dir+"/attestation.json"), At: meta.At, Nonce: meta.Nonce, Collateral: collected(t, dir)}}
}

func (r *real) replace(old, with string) {
	r.t.Helper()
	if old == "" || old == with || !bytes.Contains(r.File, []byte(old)) {
		r.t.Fatalf("the file has no %.40q", old)
	}
	r.File = bytes.ReplaceAll(r.File, []byte(old), []byte(with))
}

// endorsed judges the quote with endorsements that the case spoils.
func (r *real) endorsed() *hallmark.Endorsements {
	e := r.Collateral.Pick(r.platform(), r.now())
	r.direct = &e
	return r.direct
}

func (r *real) now() time.Time {
	at, err := parseTime(r.At)
	if err != nil {
		r.t.Fatal(err)
	}
	return at
}

func (r *real) platform() endorsement.Platform {
	q, err := dcap.Parse(r.File)
	if err != nil {
		r.t.Fatal(err)
	}
	return endorsement.PlatformOf(!q.SGX(), q.Signature.CertificateData)
}

// policy is strict with one text replaced.
func (r *real) policy(old, with string) {
	b, err := json.Marshal(attestation.StrictPolicy())
	if err != nil || !strings.Contains(string(b), old) {
		r.t.Fatal("the policy has no", old, err)
	}
	r.PolicyFile = []byte(strings.Replace(string(b), old, with, 1))
}

// judge gives what decided.
func (r *real) judge() (verdict.Code, string) {
	if r.direct != nil || r.options.PolicyID != nil || !r.options.AttestedAt.IsZero() {
		r.options.Now = r.now()
		if r.options.Policy.Version == "" {
			r.options.Policy = attestation.StrictPolicy()
		}
		if r.direct == nil {
			r.endorsed()
		}
		v := attestation.VerifyQuote(r.File, *r.direct, r.options)
		return v.Code, decided(v)
	}
	o, err := Judge(r.Input)
	if err != nil {
		if !r.refused {
			r.t.Errorf("refused: %v", err)
		}
		return verdict.Usage, ""
	}
	var ids []string
	for _, p := range o.Verdicts() {
		ids = append(ids, strings.Fields(decided(p.Verdict))...)
	}
	return o.Code, sorted(ids)
}

func (r *real) flip(at int) { r.File[at] ^= 1 }

// chain replaces certificates of the quote's chain, and the three lengths
// around it.
func (r *real) chain(at int, cert []byte) {
	r.t.Helper()
	q, err := dcap.Parse(r.File)
	if err != nil {
		r.t.Fatal(err)
	}
	old := q.Signature.CertificateData
	var blocks [][]byte
	for rest := old; ; {
		var b *pem.Block
		if b, rest = pem.Decode(rest); b == nil {
			break
		}
		blocks = append(blocks, b.Bytes)
	}
	blocks[at] = cert
	var fresh []byte
	for _, b := range blocks {
		fresh = append(fresh, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: b})...)
	}
	from := bytes.Index(r.File, old)
	grow := func(place int) {
		n := binary.LittleEndian.Uint32(r.File[place:])
		binary.LittleEndian.PutUint32(r.File[place:], n+uint32(len(fresh)-len(old)))
	}
	grow(632)
	grow(636 + 128 + 2)
	grow(from - 4)
	r.File = slices.Concat(r.File[:from], fresh, r.File[from+len(old):])
}

// certificate is one of a file's PEM chain, or of a quote's.
func certificate(t *testing.T, name string, at int) []byte {
	t.Helper()
	raw := load(t, name)
	if s := strings.TrimSpace(string(raw)); strings.HasSuffix(name, ".json") {
		var doc map[string]any
		if err := json.Unmarshal([]byte(s), &doc); err != nil {
			t.Fatal(err)
		}
		if quote, ok := doc["quote"].(string); ok {
			raw = unhex(t, quote)
		} else {
			raw = []byte(doc["tcb_info_issuer_chain"].(string))
		}
	}
	if q, err := dcap.Parse(raw); err == nil {
		raw = q.Signature.CertificateData
	}
	return endorsement.Certificates(raw)[at].Raw
}

// selfMade is a root of Intel's name under another key.
func selfMade(t *testing.T) []byte {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	c := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Intel SGX Root CA", Organization: []string{"Intel Corporation"}, Locality: []string{"Santa Clara"}, Province: []string{"CA"}, Country: []string{"US"}},
		NotBefore: time.Date(2018, 5, 21, 0, 0, 0, 0, time.UTC), NotAfter: time.Date(2049, 12, 31, 0, 0, 0, 0, time.UTC), IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageCRLSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, c, c, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	return der
}

// resign signs the quote's body with a fresh attestation key.
func (r *real) resign() {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		r.t.Fatal(err)
	}
	sum := sha256.Sum256(r.File[:632])
	x, s, err := ecdsa.Sign(rand.Reader, key, sum[:])
	if err != nil {
		r.t.Fatal(err)
	}
	x.FillBytes(r.File[636:668])
	s.FillBytes(r.File[668:700])
	public, err := key.PublicKey.Bytes()
	if err != nil {
		r.t.Fatal(err)
	}
	copy(r.File[700:764], public[1:])
}

// field gives a text of the recorded answer.
func (r *real) field(path ...string) string {
	r.t.Helper()
	var v any
	if err := json.Unmarshal(r.File, &v); err != nil {
		r.t.Fatal(err)
	}
	for _, p := range path {
		v = v.(map[string]any)[p]
	}
	return v.(string)
}

// devices gives the texts of the GPUs' entries in an evidence list.
func (r *real) devices() []string {
	r.t.Helper()
	var payload struct {
		List []json.RawMessage `json:"evidence_list"`
	}
	if err := json.Unmarshal([]byte(r.field("nvidia_payload")), &payload); err != nil {
		r.t.Fatal(err)
	}
	var out []string
	for _, d := range payload.List {
		out = append(out, string(d))
	}
	return out
}

// payload puts other devices into NEAR's answer.
func (r *real) payload(devices []string) {
	r.t.Helper()
	var doc map[string]json.RawMessage
	var inner map[string]json.RawMessage
	if json.Unmarshal(r.File, &doc) != nil || json.Unmarshal([]byte(r.field("nvidia_payload")), &inner) != nil {
		r.t.Fatal("the answer does not parse")
	}
	inner["evidence_list"] = json.RawMessage("[" + strings.Join(devices, ",") + "]")
	text, err := json.Marshal(inner)
	if err != nil {
		r.t.Fatal(err)
	}
	if doc["nvidia_payload"], err = json.Marshal(string(text)); err != nil {
		r.t.Fatal(err)
	}
	delete(doc, "all_attestations")
	if r.File, err = json.Marshal(doc); err != nil {
		r.t.Fatal(err)
	}
}

// registerPolicy lists one value of a register.
func (r *real) registerPolicy(section string, value []byte) {
	r.policy(`"debug":false`, `"debug":false,"tdx":{"`+section+`":["0x`+hex.EncodeToString(value)+`"]}`)
}

func (r *real) quote() []byte { return unhex(r.t, r.field("intel_quote")) }
