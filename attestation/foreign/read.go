package foreign

import (
	"bytes"
	"encoding/binary"
	"encoding/json"

	"github.com/hallmark-tee/hallmark"
)

// The least bytes that a quote or an SPDM exchange can have.
const (
	minQuote = 436
	minSPDM  = 37 + 8 + 32 + 2 + 96
)

// Read recognises a file by its contents and reads it. Unsupported: the file is
// known and not judged here; Invalid: it is not known, or malformed; Exhausted:
// it is over a limit.
func Read(data []byte) (Report, error) {
	if len(data) > hallmark.MaxBundle {
		return Report{}, hallmark.Errorf(hallmark.Exhausted, "the file has %d bytes, at most %d are read", len(data), hallmark.MaxBundle)
	}
	if r, ok, err := readBinary(data); ok {
		return r, err
	}
	text := bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")))
	switch {
	case len(text) == 0:
		return Report{}, hallmark.Errorf(hallmark.Invalid, "the file is empty")
	case text[0] == '{':
		return readObject(text)
	case text[0] == '[':
		return readList(text)
	case text[0] == '<':
		return Report{Format: RIM, Parts: []Part{{RIM: data}}}, nil
	case bytes.HasPrefix(text, []byte("-----BEGIN ")):
		return Report{}, hallmark.Errorf(hallmark.Invalid, "the file holds certificates, which prove nothing alone: give them with --collateral")
	case bytes.HasPrefix(text, []byte("eyJ")) && bytes.Count(text, []byte(".")) == 2:
		return Report{Format: NRAS, Parts: []Part{{NRAS: text}}}, nil
	}
	if b, ok := decodeText(string(text)); ok {
		if r, ok, err := readBinary(b); ok {
			return r, err
		}
	}
	return Report{}, hallmark.Errorf(hallmark.Invalid, "the file is of no known kind: want a Hallmark bundle, a quote (binary, hex, base64), or a report of dstack, 0G, a vLLM proxy, Chutes, Tinfoil, CoCo or NVIDIA")
}

// readBinary recognises what is not text.
func readBinary(b []byte) (Report, bool, error) {
	if len(b) < 8 {
		return Report{}, false, nil
	}
	version, second := binary.LittleEndian.Uint16(b), binary.LittleEndian.Uint16(b[2:])
	switch {
	case version >= 3 && version <= 5 && second <= 3 && len(b) >= minQuote:
		return Report{Format: RawQuote, Parts: []Part{{Quote: b}}}, true, nil
	case b[0] == 0x11 && b[1] == 0xe0 && len(b) >= minSPDM:
		return Report{Format: NVIDIA, Parts: []Part{{GPU: GPU{Devices: []Device{{SPDM: b}}}}}}, true, nil
	case b[0] == 0 && b[1] <= 1 && len(b) > minQuote:
		if r, err := readSCALE(b); err == nil {
			return r, true, nil
		}
	case len(b) == 1184 && version >= 2 && version <= 5 && second == 0:
		return Report{}, true, hallmark.Errorf(hallmark.Unsupported, "this is an AMD SEV-SNP report; TDX, SGX and NVIDIA evidence is judged here")
	case bytes.Contains(b[:min(len(b), 64)], []byte("Spec ID Event03")):
		return Report{}, true, hallmark.Errorf(hallmark.Unsupported, "this is an event log (CCEL), which proves nothing without a quote: give the quote, and this with --ccel")
	case bytes.Contains(b[:min(len(b), 16)], []byte{0x44, 0xa1, 0x01, 0x38, 0x22}):
		return Report{}, true, hallmark.Errorf(hallmark.Unsupported, "this is an AWS Nitro attestation document; TDX, SGX and NVIDIA evidence is judged here")
	}
	return Report{}, false, nil
}

// readObject tells the JSON objects apart by the keys that only one has.
func readObject(data []byte) (Report, error) {
	var keys map[string]json.RawMessage
	if err := hallmark.DecodeStrict(data, "report", &keys); err != nil {
		return Report{}, err
	}
	has := func(names ...string) bool {
		for _, n := range names {
			if len(keys[n]) == 0 || string(keys[n]) == "null" {
				return false
			}
		}
		return true
	}
	switch {
	case has("report", "cert_chain"), has("hcl_report"), has("tpm_quote"), has("quote") && keys["quote"][0] == '{':
		return Report{}, hallmark.Errorf(hallmark.Unsupported, "this is evidence of a vTPM or of AMD SEV-SNP; TDX, SGX and NVIDIA evidence is judged here")
	case has("gateway_attestation") || has("model_attestations") || has("intel_quote") && !has("gpu_evidence"):
		return readProxy(data)
	case has("all_attestations") && !has("attestation_type"):
		return readProxy(data)
	case has("all_attestations"), has("evidence") && keys["evidence"][0] == '[':
		return readChutes(data)
	case has("format", "cpu"):
		return readTinfoil(data)
	case has("format", "body"):
		return readTinfoilBody(data)
	case has("compose_content", "evidence"):
		return readTapp(data)
	case has("cc_eventlog") || has("quote", "gpu_evidence"):
		return readCoCo(data, "")
	case has("evidence_list"):
		return readPayload(data)
	case has("detached_eat"):
		return readNVAttest(data)
	case has("quote"):
		return readDstack(data)
	}
	return Report{}, hallmark.Errorf(hallmark.Invalid, "the report has none of the keys by which a known format is told (quote, intel_quote, gateway_attestation, model_attestations, all_attestations, evidence, evidence_list, cpu, body, detached_eat)")
}

// readList tells NVIDIA evidence from an answer of NRAS.
func readList(data []byte) (Report, error) {
	var items []json.RawMessage
	if err := hallmark.DecodeStrict(data, "report", &items); err != nil {
		return Report{}, err
	}
	if len(items) > 0 && items[0][0] == '[' {
		return Report{Format: NRAS, Parts: []Part{{NRAS: data}}}, nil
	}
	gpu, err := devices(data, "evidence")
	if err != nil {
		return Report{}, err
	}
	if len(gpu) == 0 {
		return Report{}, hallmark.Errorf(hallmark.Invalid, "the evidence list is empty")
	}
	return Report{Format: NVIDIA, Parts: []Part{{GPU: GPU{Devices: gpu}}}}, nil
}
