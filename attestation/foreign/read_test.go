package foreign

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hallmark-tee/hallmark"
)

// vectors is where the real evidence lies, beside the checkout.
var vectors = filepath.Join("..", "..", "..", "shared", "vectors")

// madeQuote is a TDX quote of the least size that a reader looks at, with
// report_data counting up.
func madeQuote() []byte {
	q := make([]byte, 1024)
	binary.LittleEndian.PutUint16(q, 4)
	binary.LittleEndian.PutUint16(q[2:], 2)
	q[4] = 0x81
	for i := range 64 {
		q[568+i] = byte(i)
	}
	return q
}

func quoted(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(b)
}

func zipped(b []byte) string {
	var z bytes.Buffer
	w := gzip.NewWriter(&z)
	if _, err := w.Write(b); err != nil {
		panic(err)
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return base64.StdEncoding.EncodeToString(z.Bytes())
}

// samples are files of every format, made here.
func samples() map[string]struct {
	file   string
	format Format
	parts  int
} {
	q := madeQuote()
	h, b := hex.EncodeToString(q), base64.StdEncoding.EncodeToString(q)
	spdm := append([]byte{0x11, 0xe0, 1, 0xff}, make([]byte, 300)...)
	gpu := `[{"arch":"HOPPER","certificate":"` + base64.StdEncoding.EncodeToString([]byte("-----BEGIN CERTIFICATE-----")) + `","evidence":"` + base64.StdEncoding.EncodeToString(spdm) + `"}]`
	nonce := strings.Repeat("ab", 32)
	payload := quoted(`{"nonce":"` + nonce + `","arch":"HOPPER","evidence_list":` + gpu + `}`)
	events := `[{"imr":3,"event_type":134217729,"digest":"","event":"app-id","event_payload":"00ff"}]`
	proxy := `{"signing_address":"0x` + strings.Repeat("11", 20) + `","signing_algo":"ecdsa","request_nonce":"` + nonce + `","intel_quote":"` + h + `","nvidia_payload":` + payload + `,"event_log":` + quoted(events) + `,"unknown":{"a":[1]}}`
	scale := append([]byte{0, 0}, binary.LittleEndian.AppendUint16(nil, uint16(len(q)<<2|1))...)
	scale = append(append(scale, q...), 1<<2)
	scale = append(scale, 3, 0, 0, 0, 1, 0, 0, 8, 0, 6<<2)
	scale = append(append(scale, "app-id"...), 2<<2, 0, 0xff)
	type sample = struct {
		file   string
		format Format
		parts  int
	}
	return map[string]sample{
		"binary":           {string(q), RawQuote, 1},
		"hex":              {h + "\n", RawQuote, 1},
		"hex with 0x":      {"0x" + strings.ToUpper(h), RawQuote, 1},
		"base64":           {b, RawQuote, 1},
		"base64 in lines":  {b[:76] + "\n" + b[76:], RawQuote, 1},
		"base64url, bare":  {base64.RawURLEncoding.EncodeToString(q), RawQuote, 1},
		"dstack":           {`{"quote":"` + h + `","event_log":` + quoted(events) + `,"report_data":"1234","vm_config":"{}"}`, Dstack, 1},
		"0G broker":        {`{"quote":"` + h + `","event_log":` + quoted(events) + `,"report_data":"` + base64.StdEncoding.EncodeToString([]byte("0x"+strings.Repeat("a1", 20))) + `","tcb_info":` + quoted(`{"mrtd":"`+strings.Repeat("00", 48)+`","app_compose":"{}"}`) + `}`, Dstack, 1},
		"dstack scale":     {string(scale), DstackSCALE, 1},
		"vLLM proxy":       {proxy, VLLMProxy, 1},
		"the same twice":   {strings.TrimSuffix(proxy, "}") + `,"all_attestations":[` + proxy + `]}`, VLLMProxy, 1},
		"gateway":          {`{"gateway_attestation":` + proxy + `,"model_attestations":[` + strings.Replace(proxy, "1111", "2222", 1) + `]}`, VLLMProxy, 2},
		"compose manager":  {strings.TrimSuffix(proxy, "}") + `,"compose_manager_attestation":{"actions_hash":"` + nonce + `","nonce":"` + nonce + `","quote":"` + h + `"}}`, VLLMProxy, 2},
		"chutes":           {`{"evidence":[{"quote":"` + b + `","gpu_evidence":` + gpu + `,"instance_id":"x"}],"failed_instance_ids":[]}`, Chutes, 1},
		"chutes by relay":  {`{"attestation_type":"chutes","nonce":"` + nonce + `","all_attestations":[{"intel_quote":"` + b + `","e2e_pubkey":"cGs=","gpu_evidence":` + gpu + `}]}`, Chutes, 1},
		"tinfoil":          {`{"format":"https://tinfoil.sh/predicate/attestation/v3","report_data":{"tls_key_fp":"` + nonce + `","hpke_key":"` + nonce + `","nonce":"` + nonce + `"},"cpu":{"platform":"tdx","report":"` + b + `"},"gpu":{"evidences":` + gpu + `}}`, Tinfoil, 1},
		"tinfoil, older":   {`{"format":"https://tinfoil.sh/predicate/tdx-guest/v2","body":"` + zipped(q) + `"}`, Tinfoil, 1},
		"coco":             {`{"quote":"` + b + `","cc_eventlog":"` + b + `"}`, CoCo, 1},
		"0G tapp":          {`{"compose_content":"services: {}","evidence":"` + base64.StdEncoding.EncodeToString([]byte(`{"quote":"`+b+`","cc_eventlog":"`+b+`","gpu_evidence":`+gpu+`}`)) + `"}`, CoCo, 1},
		"evidence list":    {gpu, NVIDIA, 1},
		"NRAS request":     {`{"nonce":"` + nonce + `","arch":"HOPPER","evidence_list":` + gpu + `}`, NVIDIA, 1},
		"SPDM in hex":      {hex.EncodeToString(spdm), NVIDIA, 1},
		"detached EAT":     {`[["JWT","eyJ.a.b"],{"GPU-0":"eyJ.a.b"}]`, NRAS, 1},
		"nvattest":         {`{"claims":[],"detached_eat":[["JWT","eyJ.a.b"],{}],"result_code":0}`, NRAS, 1},
		"token":            {"eyJhbGciOiJub25lIn0.e30.", NRAS, 1},
		"RIM":              {"<?xml version=\"1.0\"?><SoftwareIdentity/>", RIM, 1},
		"byte order mark":  {"\xef\xbb\xbf" + gpu, NVIDIA, 1},
		"a proxy's object": {strings.Replace(proxy, payload, `{"nonce":"`+nonce+`","evidence_list":`+gpu+`}`, 1), VLLMProxy, 1},
	}
}

func TestRead(t *testing.T) {
	for name, c := range samples() {
		r, err := Read([]byte(c.file))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if r.Format != c.format || len(r.Parts) != c.parts {
			t.Errorf("%s: %s with %d parts, want %s with %d", name, r.Format, len(r.Parts), c.format, c.parts)
		}
		p := r.Parts[0]
		if p.Quote != nil && !bytes.Equal(p.Quote, madeQuote()) {
			t.Errorf("%s: another quote came out", name)
		}
		if p.Quote == nil && p.RIM == nil && p.NRAS == nil && len(p.GPU.Devices) == 0 {
			t.Errorf("%s: nothing to judge came out", name)
		}
		if strings.Contains(c.file, "app-id") && (len(p.Events) != 1 || p.Events[0].Name != "app-id" || p.Events[0].Register != 3 || !bytes.Equal(p.Events[0].Payload, []byte{0, 0xff})) {
			t.Errorf("%s: events %+v", name, p.Events)
		}
	}
}

func TestReadRefused(t *testing.T) {
	proxy := samples()["vLLM proxy"].file
	for name, c := range map[string]struct {
		file string
		kind hallmark.Kind
	}{
		"empty":                {"", hallmark.Invalid},
		"white space":          {" \n", hallmark.Invalid},
		"prose":                {"hello, is this genuine?", hallmark.Invalid},
		"the quote 00":         {`{"quote":"00"}`, hallmark.Internal},
		"too large":            {strings.Repeat("0", hallmark.MaxBundle+1), hallmark.Exhausted},
		"certificates":         {"-----BEGIN CERTIFICATE-----\n", hallmark.Invalid},
		"no known key":         {`{"a":1}`, hallmark.Invalid},
		"duplicate key":        {`{"quote":"00","quote":"01"}`, hallmark.Invalid},
		"duplicate key inside": {strings.Replace(proxy, `{"a":[1]}`, `{"a":1,"A":2}`, 1), hallmark.Invalid},
		"deep":                 {`{"quote":` + strings.Repeat("[", 99) + strings.Repeat("]", 99) + `}`, hallmark.Invalid},
		"trailing":             {`{"quote":"00"} {}`, hallmark.Invalid},
		"NaN":                  {`{"quote":NaN}`, hallmark.Invalid},
		"quote no text":        {`{"quote":7}`, hallmark.Invalid},
		"quote no hex":         {`{"quote":"§"}`, hallmark.Invalid},
		"signer no hex":        {strings.Replace(proxy, "0x1111", "0x11g1", 1), hallmark.Invalid},
		"nonce of 31 bytes":    {strings.Replace(proxy, `"request_nonce":"ab`, `"request_nonce":"`, 1), hallmark.Invalid},
		"register 4":           {`{"quote":"00","event_log":[{"imr":4}]}`, hallmark.Invalid},
		"register -1":          {`{"quote":"00","event_log":[{"imr":-1}]}`, hallmark.Invalid},
		"short digest":         {`{"quote":"00","event_log":[{"imr":3,"digest":"00"}]}`, hallmark.Invalid},
		"report data of 65":    {`{"quote":"00","report_data":"` + strings.Repeat("00", 65) + `"}`, hallmark.Invalid},
		"5,000 events":         {`{"quote":"00","event_log":[` + strings.Repeat(`{},`, 4999) + `{}]}`, hallmark.Exhausted},
		"100 attestations":     {`{"model_attestations":[` + strings.Repeat(`{},`, 99) + `{}]}`, hallmark.Exhausted},
		"300 devices":          {`[` + strings.Repeat(`{},`, 299) + `{}]`, hallmark.Exhausted},
		"device of nothing":    {`[{"arch":"HOPPER"}]`, hallmark.MissingEvidence},
		"no device":            {`[]`, hallmark.Invalid},
		"no attestation":       {`{"model_attestations":[{}]}`, hallmark.MissingEvidence},
		"SNP in tinfoil":       {`{"format":"https://tinfoil.sh/predicate/attestation/v3","cpu":{"platform":"sev-snp","report":"00"}}`, hallmark.Unsupported},
		"older SNP":            {`{"format":"https://tinfoil.sh/predicate/sev-snp-guest/v2","body":"00"}`, hallmark.Unsupported},
		"SNP":                  {string(append([]byte{2, 0, 0, 0}, make([]byte, 1180)...)), hallmark.Unsupported},
		"Nitro":                {"\x84\x44\xa1\x01\x38\x22 and so on", hallmark.Unsupported},
		"a zip bomb":           {`{"format":"https://tinfoil.sh/predicate/tdx-guest/v2","body":"` + zipped(make([]byte, hallmark.MaxBundle+1)) + `"}`, hallmark.Invalid},
	} {
		_, err := Read([]byte(c.file))
		if c.kind == hallmark.Internal {
			// Small quotes are the verifier's to refuse.
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		if err == nil || hallmark.KindOf(err) != c.kind {
			t.Errorf("%s: %v, want kind %s", name, err, c.kind)
		}
	}
}

// TestTruncated: no prefix of a sample makes a reader panic or hang.
func TestTruncated(t *testing.T) {
	for _, c := range samples() {
		for n := 0; n < len(c.file); n += 1 + len(c.file)/300 {
			_, _ = Read([]byte(c.file[:n]))
		}
	}
}

// TestClaims: what the recorded files say of their quotes is what they hold.
func TestClaims(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(vectors, "bundles", "*", "attestation.json"))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Skip("the shared vectors are absent")
	}
	want := map[string]struct{ parts, devices int }{
		"chutes": {2, 16}, "nanogpt": {1, 1}, "nearcloud": {3, 8}, "neardirect": {2, 8}, "phalacloud": {5, 40}, "tinfoil": {1, 1}, "venice": {2, 8},
	}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		r, err := Read(b)
		if err != nil {
			t.Errorf("%s: %v", f, err)
			continue
		}
		devices := 0
		for _, p := range r.Parts {
			devices += len(p.GPU.Devices)
			for _, d := range p.GPU.Devices {
				if !bytes.Equal(d.SPDM[4:36], p.GPU.Nonce) {
					t.Errorf("%s %s: a device answers another nonce than %s", f, p.Name, p.GPU.Rule)
				}
			}
			for _, c := range p.Claims {
				at := map[Field]int{ReportData: 568, MRTD: 48 + 136, RTMR0: 48 + 328, RTMR1: 48 + 376, RTMR2: 48 + 424, RTMR3: 48 + 472}[c.Field]
				if got := p.Quote[at+c.Offset:][:len(c.Bytes)]; !bytes.Equal(got, c.Bytes) {
					t.Errorf("%s %s: %s is %x.., the quote has %x..", f, p.Name, c.Rule, c.Bytes[:8], got[:8])
				}
			}
			if sum := sha256.Sum256(p.Compose); p.Compose != nil && !bytes.Contains(p.Quote, append([]byte{1}, sum[:]...)) && !logs(p, sum[:]) {
				t.Errorf("%s %s: neither MRCONFIGID nor the event log has the manifest's digest", f, p.Name)
			}
		}
		name, _, _ := strings.Cut(filepath.Base(filepath.Dir(f)), "_")
		if got := (struct{ parts, devices int }{len(r.Parts), devices}); got != want[name] {
			t.Errorf("%s: %+v, want %+v", f, got, want[name])
		}
	}
}

func logs(p Part, sum []byte) bool {
	for _, e := range p.Events {
		if e.Name == "compose-hash" && bytes.Equal(e.Payload, sum) {
			return true
		}
	}
	return false
}

func FuzzRead(f *testing.F) {
	for _, c := range samples() {
		f.Add([]byte(c.file))
	}
	for _, pattern := range []string{"dstack/*", "google/*", "phala/*", "nvidia/evidence/*", "trustee/*.dat"} {
		files, _ := filepath.Glob(filepath.Join(vectors, pattern))
		for _, name := range files {
			if b, err := os.ReadFile(name); err == nil && len(b) < 32<<10 {
				f.Add(b)
			}
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := Read(data)
		if err != nil {
			return
		}
		if len(r.Parts) == 0 {
			t.Fatal("a report without parts")
		}
		for _, p := range r.Parts {
			if len(p.GPU.Devices) > maxDevices || len(p.Events) > maxEvents {
				t.Fatal("over the limits")
			}
			for _, c := range p.Claims {
				if size := map[Field]int{ReportData: 64}[c.Field]; c.Offset < 0 || c.Offset+len(c.Bytes) > max(size, 48) {
					t.Fatalf("a claim beyond its field: %+v", c)
				}
			}
		}
	})
}
