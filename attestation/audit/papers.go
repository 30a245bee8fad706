package audit

import (
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/nvidia"
	"github.com/hallmark-tee/hallmark/envelope"
)

// documents are the parts of a bundle behind the checks of a job.
func (s subject) documents(family string) []exhibit {
	if s.bundle == nil {
		return nil
	}
	b := s.bundle
	show := func(name string, v any) exhibit {
		text, err := envelope.Canonical(v)
		if err != nil {
			return exhibit{name: name, text: err.Error()}
		}
		return exhibit{name: name + " (canonical)", text: string(text)}
	}
	tx := func(name string, f hallmark.TxFact) []exhibit {
		return []exhibit{
			{name: name + ": block header, RLP", offset: -1, data: f.Header}, {name: name + ": receipt", offset: -1, data: f.Receipt},
			{name: name + ": transaction", offset: -1, data: f.Tx},
		}
	}
	switch family {
	case "order":
		return []exhibit{show("order", b.Order)}
	case "receipt", "result", "settlement":
		return []exhibit{show("settlement", b.Result.Settlement), show("receipt", b.Result.Receipt)}
	case "transcript":
		return []exhibit{show("transcript header", b.Result.Transcript)}
	case "invoice":
		return []exhibit{show("invoice", b.Result.Invoice)}
	case "chain":
		return append(append(tx("register", b.Chain.Register), tx("open", b.Chain.Open)...), tx("settle", b.Chain.Settle)...)
	}
	return []exhibit{show("storage roots", b.Storage)}
}

// devices are the GPUs' reports, what they measure, and what NVIDIA says.
func (s subject) devices() []exhibit {
	var out []exhibit
	show := func(i int, report, chain []byte) {
		name := fmt.Sprintf("device %d", i)
		if r, err := nvidia.ParseReport(report); err == nil {
			out = append(out, exhibit{name: name, text: fmt.Sprintf("nonce %s\ndriver %s, VBIOS %s, board %s", hex.EncodeToString(r.Nonce[:]), r.Opaque.Driver, r.Opaque.VBIOS, r.Opaque.Board)})
		}
		out = append(out, exhibit{name: name + ": SPDM request and response", offset: -1, data: report}, exhibit{name: name + ": certificates", text: chainText(chain)})
	}
	for i, d := range s.part.GPU.Devices {
		show(i, d.SPDM, d.Chain)
	}
	if s.mine != nil && s.mine.GPU != nil {
		if e, err := nvidia.Decode(s.mine.GPU); err == nil {
			for i, d := range e.Devices {
				show(i, d.Report, d.Chain)
			}
		}
	}
	for _, token := range [][]byte{s.part.NRAS, s.e.NRAS} {
		if overall, devices, err := nvidia.ParseNRAS(token); err == nil && token != nil {
			out = append(out, exhibit{name: "NRAS, overall", text: string(overall.Claims)})
			for _, name := range slices.Sorted(maps.Keys(devices)) {
				out = append(out, exhibit{name: "NRAS, " + name, text: string(devices[name].Claims)})
			}
		}
	}
	if s.part.RIM != nil {
		out = append(out, exhibit{name: "RIM", text: strings.TrimSpace(string(s.part.RIM))})
	}
	return out
}
