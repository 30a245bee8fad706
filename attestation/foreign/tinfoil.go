package foreign

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"io"
	"strings"

	"github.com/hallmark-tee/hallmark"
)

// readTinfoil reads Tinfoil's attestation v3: report_data is SHA-256(tls_key_fp
// || hpke_key || nonce || gpu_evidence_hash) and 32 zero bytes, and
// gpu_evidence_hash is SHA-256 over the bytes of "gpu" as they stand in the
// file.
func readTinfoil(data []byte) (Report, error) {
	var d struct {
		Format string `json:"format"`
		Data   struct {
			TLS   string `json:"tls_key_fp"`
			HPKE  string `json:"hpke_key"`
			Nonce string `json:"nonce"`
			GPU   string `json:"gpu_evidence_hash"`
		} `json:"report_data"`
		CPU struct {
			Platform string `json:"platform"`
			Report   string `json:"report"`
		} `json:"cpu"`
		GPU json.RawMessage `json:"gpu"`
	}
	if err := object(data, "report", &d); err != nil {
		return Report{}, err
	}
	if d.CPU.Platform != "tdx" {
		return Report{}, hallmark.Errorf(hallmark.Unsupported, "report: cpu.platform %q is not judged here, only tdx", d.CPU.Platform)
	}
	var p Part
	var err error
	if p.Quote, err = field("cpu.report", d.CPU.Report); err != nil {
		return Report{}, err
	}
	var all []byte
	for _, part := range []struct{ name, text string }{
		{"tls_key_fp", d.Data.TLS}, {"hpke_key", d.Data.HPKE}, {"nonce", d.Data.Nonce}, {"gpu_evidence_hash", d.Data.GPU},
	} {
		b, err := hexField("report_data."+part.name, part.text, 32)
		if err != nil {
			return Report{}, err
		}
		all = append(all, b...)
		switch part.name {
		case "tls_key_fp":
			p.TLS = b
		case "nonce":
			p.Nonce = b
		case "gpu_evidence_hash":
			p.GPU.Digest, p.GPU.Raw = b, d.GPU
		}
	}
	sum := sha256.Sum256(all)
	p.Claims = append(p.Claims, Claim{Rule: "SHA-256(tls_key_fp || hpke_key || nonce || gpu_evidence_hash) || 0", Field: ReportData, Bytes: append(sum[:], make([]byte, 32)...), Of: OfKey | OfNonce | OfTLS})
	if gpu := textOrJSON(d.GPU); gpu != nil {
		var g struct {
			Evidences json.RawMessage `json:"evidences"`
		}
		if err := object(gpu, "gpu", &g); err != nil {
			return Report{}, err
		}
		if p.GPU.Devices, err = devices(g.Evidences, "gpu.evidences"); err != nil {
			return Report{}, err
		}
		p.GPU.Nonce, p.GPU.Rule = p.Nonce, "report_data.nonce"
	}
	return Report{Format: Tinfoil, Parts: []Part{p}}, nil
}

// readTinfoilBody reads the older form: a predicate and a gzipped report.
func readTinfoilBody(data []byte) (Report, error) {
	var d struct {
		Format string `json:"format"`
		Body   string `json:"body"`
	}
	if err := object(data, "report", &d); err != nil {
		return Report{}, err
	}
	if !strings.HasPrefix(d.Format, "https://tinfoil.sh/predicate/tdx-guest/") {
		return Report{}, hallmark.Errorf(hallmark.Unsupported, "report: format %q is not judged here, only TDX guests are", clip(d.Format))
	}
	zipped, err := base64.StdEncoding.DecodeString(d.Body)
	if err != nil {
		return Report{}, hallmark.Errorf(hallmark.Invalid, "report: body is not base64: %w", err)
	}
	z, err := gzip.NewReader(bytes.NewReader(zipped))
	if err != nil {
		return Report{}, hallmark.Errorf(hallmark.Invalid, "report: body is not gzip: %w", err)
	}
	quote, err := io.ReadAll(io.LimitReader(z, hallmark.MaxBundle+1))
	if err != nil || len(quote) > hallmark.MaxBundle {
		return Report{}, hallmark.Errorf(hallmark.Invalid, "report: body does not unzip to at most %d bytes", hallmark.MaxBundle)
	}
	return Report{Format: Tinfoil, Parts: []Part{{Quote: quote}}}, nil
}

func clip(s string) string { return s[:min(len(s), 80)] }
