package foreign

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/hallmark-tee/hallmark"
)

// device is one entry of an evidence_list, as NRAS takes it.
type device struct {
	Arch     string `json:"arch"`
	Chain    string `json:"certificate"`
	Evidence string `json:"evidence"`
	Nonce    string `json:"nonce"`
}

// devices reads an evidence list, sent as an array or as a string.
func devices(raw json.RawMessage, what string) ([]Device, error) {
	if raw = textOrJSON(raw); raw == nil {
		return nil, nil
	}
	var in []device
	if err := list(raw, what, &in); err != nil {
		return nil, err
	}
	if len(in) > maxDevices {
		return nil, hallmark.Errorf(hallmark.Exhausted, "%s lists %d devices, at most %d are read", what, len(in), maxDevices)
	}
	var out []Device
	for i, d := range in {
		at := fmt.Sprintf("%s[%d]", what, i)
		spdm, err := field(at+".evidence", d.Evidence)
		if err != nil {
			return nil, err
		}
		if spdm == nil {
			return nil, hallmark.Errorf(hallmark.MissingEvidence, "%s has no evidence", at)
		}
		chain := []byte(d.Chain)
		if !bytes.HasPrefix(bytes.TrimSpace(chain), []byte("-----BEGIN")) {
			if chain, err = field(at+".certificate", d.Chain); err != nil {
				return nil, err
			}
		}
		nonce, err := hexField(at+".nonce", d.Nonce, 32)
		if err != nil {
			return nil, err
		}
		out = append(out, Device{Arch: d.Arch, SPDM: spdm, Chain: chain, Nonce: nonce})
	}
	return out, nil
}

// payload reads {nonce, arch, evidence_list}, sent as an object or as a string;
// a bare list will do.
func payload(raw json.RawMessage, what string) (GPU, error) {
	var g GPU
	if raw = textOrJSON(raw); raw == nil {
		return g, nil
	}
	if trimmed := bytes.TrimSpace(raw); len(trimmed) > 0 && trimmed[0] == '[' {
		all, err := devices(raw, what)
		return GPU{Devices: all}, err
	}
	var p struct {
		Nonce string          `json:"nonce"`
		Arch  string          `json:"arch"`
		List  json.RawMessage `json:"evidence_list"`
	}
	err := object(raw, what, &p)
	if err != nil {
		return g, err
	}
	if g.Devices, err = devices(p.List, what+".evidence_list"); err != nil {
		return g, err
	}
	nonce, err := hexField(what+".nonce", p.Nonce, 32)
	for i := range g.Devices {
		if g.Devices[i].Arch == "" {
			g.Devices[i].Arch = p.Arch
		}
		if g.Devices[i].Nonce == nil {
			g.Devices[i].Nonce = nonce
		}
	}
	g.Nonce, g.Rule = nonce, what+".nonce"
	return g, err
}

// readPayload reads a request to NRAS kept as a file.
func readPayload(data []byte) (Report, error) {
	g, err := payload(data, "report")
	if err == nil && g.Devices == nil {
		err = hallmark.Errorf(hallmark.MissingEvidence, "the evidence list is empty")
	}
	return Report{Format: NVIDIA, Parts: []Part{{GPU: g, Nonce: g.Nonce}}}, err
}

// readNVAttest reads the output of NVIDIA's nvattest: the detached EAT in it.
func readNVAttest(data []byte) (Report, error) {
	var d struct {
		EAT json.RawMessage `json:"detached_eat"`
	}
	if err := object(data, "report", &d); err != nil {
		return Report{}, err
	}
	return Report{Format: NRAS, Parts: []Part{{NRAS: d.EAT}}}, nil
}
