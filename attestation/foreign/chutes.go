package foreign

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"

	"github.com/hallmark-tee/hallmark"
)

// instance is one machine of Chutes.
type instance struct {
	Quote  string          `json:"quote"`
	Intel  string          `json:"intel_quote"`
	GPU    json.RawMessage `json:"gpu_evidence"`
	Nonce  string          `json:"nonce"`
	PubKey string          `json:"e2e_pubkey"`
}

// readChutes reads Chutes' evidence, and Phala Cloud's relay of it. report_data
// begins with SHA-256(nonce in hex || e2e_pubkey in base64), and those 32 bytes
// are the nonce of the GPUs; without the key in the file only the second can be
// checked.
func readChutes(data []byte) (Report, error) {
	var d struct {
		Evidence []json.RawMessage `json:"evidence"`
		All      []json.RawMessage `json:"all_attestations"`
		Nonce    string            `json:"nonce"`
	}
	if err := object(data, "report", &d); err != nil {
		return Report{}, err
	}
	name, items := "evidence", d.Evidence
	if len(items) == 0 {
		name, items = "all_attestations", d.All
	}
	switch {
	case len(items) == 0:
		return Report{}, hallmark.Errorf(hallmark.Invalid, "the report lists no instance")
	case len(items) > maxParts:
		return Report{}, hallmark.Errorf(hallmark.Exhausted, "the report lists %d instances, at most %d are read", len(items), maxParts)
	}
	r := Report{Format: Chutes}
	for i, raw := range items {
		p, err := readInstance(fmt.Sprintf("%s[%d]", name, i), raw, d.Nonce)
		if err != nil {
			return Report{}, err
		}
		r.Parts = append(r.Parts, p)
	}
	return r, nil
}

func readInstance(name string, raw json.RawMessage, nonce string) (Part, error) {
	p := Part{Name: name}
	var in instance
	err := object(raw, name, &in)
	if err != nil {
		return p, err
	}
	if in.Quote == "" {
		in.Quote = in.Intel
	}
	if in.Nonce == "" {
		in.Nonce = nonce
	}
	if p.Quote, err = field(name+".quote", in.Quote); err != nil {
		return p, err
	}
	if p.Quote == nil {
		return p, hallmark.Errorf(hallmark.MissingEvidence, "%s has no quote", name)
	}
	if p.Nonce, err = hexField(name+".nonce", in.Nonce, 32); err != nil {
		return p, err
	}
	if p.Nonce != nil && in.PubKey != "" {
		sum := sha256.Sum256([]byte(in.Nonce + in.PubKey))
		p.Claims = append(p.Claims, Claim{Rule: "SHA-256(nonce || e2e_pubkey)", Field: ReportData, Bytes: sum[:], Of: OfKey | OfNonce})
	}
	if p.GPU.Devices, err = devices(in.GPU, name+".gpu_evidence"); err != nil {
		return p, err
	}
	if p.GPU.Devices != nil {
		p.GPU.Rule = "the first 32 bytes of report_data"
		p.GPU.Nonce = reportDataOf(p.Quote, 32)
	}
	return p, nil
}

// reportDataOf gives the first n bytes of report_data of a TDX quote of version
// 4, where it lies at a fixed place; nil where there is none.
func reportDataOf(quote []byte, n int) []byte {
	const at = 48 + 520
	if len(quote) < at+64 || quote[0] != 4 || quote[1] != 0 {
		return nil
	}
	return quote[at : at+n]
}
