package foreign

import (
	"encoding/base64"
	"encoding/json"

	"github.com/hallmark-tee/hallmark"
)

// readTapp reads 0G's tapp (cryptopilot): a manifest, and CoCo evidence as
// base64 JSON.
func readTapp(data []byte) (Report, error) {
	var d struct {
		Compose  string          `json:"compose_content"`
		Evidence json.RawMessage `json:"evidence"`
	}
	if err := object(data, "report", &d); err != nil {
		return Report{}, err
	}
	inner := []byte(textOrJSON(d.Evidence))
	if len(inner) > 0 && inner[0] != '{' {
		var err error
		if inner, err = base64.StdEncoding.DecodeString(string(inner)); err != nil {
			return Report{}, hallmark.Errorf(hallmark.Invalid, "report: evidence is neither JSON nor base64: %w", err)
		}
	}
	return readCoCo(inner, d.Compose)
}

// readCoCo reads the TDX evidence of Confidential Containers' attester: quote
// and CCEL in base64.
func readCoCo(data []byte, compose string) (Report, error) {
	var d struct {
		Quote string          `json:"quote"`
		CCEL  string          `json:"cc_eventlog"`
		GPU   json.RawMessage `json:"gpu_evidence"`
	}
	if err := object(data, "evidence", &d); err != nil {
		return Report{}, err
	}
	p := Part{Compose: []byte(compose)}
	if compose == "" {
		p.Compose = nil
	}
	var err error
	if p.Quote, err = field("quote", d.Quote); err != nil {
		return Report{}, err
	}
	if p.Quote == nil {
		return Report{}, hallmark.Errorf(hallmark.MissingEvidence, "the evidence has no quote")
	}
	if p.CCEL, err = field("cc_eventlog", d.CCEL); err != nil {
		return Report{}, err
	}
	if g := textOrJSON(d.GPU); g != nil {
		if p.GPU, err = payload(g, "gpu_evidence"); err != nil {
			return Report{}, err
		}
		// 0G's tapp asks the GPU with the first half of report_data.
		p.GPU.Nonce, p.GPU.Rule = reportDataOf(p.Quote, 32), "the first 32 bytes of report_data"
	}
	return Report{Format: CoCo, Parts: []Part{p}}, nil
}
