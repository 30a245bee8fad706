package audit

import (
	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/bundle"
	"github.com/hallmark-tee/hallmark/attestation/endorsement"
	"github.com/hallmark-tee/hallmark/attestation/foreign"
	"github.com/hallmark-tee/hallmark/attestation/nvidia"
)

// NeedOf tells what judging a file of any known form needs from the vendors.
// The set is what is at hand already: certificate chains for quotes and devices
// that carry none.
func NeedOf(file []byte, have *endorsement.Set) (n endorsement.Need, err error) {
	switch version(file) {
	case hallmark.BundleVersion:
		b, err := bundle.Decode(file)
		if err != nil {
			return n, err
		}
		return n, n.AddEvidence(b.Evidence)
	case hallmark.EvidenceVersion:
		var e hallmark.Evidence
		if err := hallmark.DecodeStrict(file, "evidence", &e); err != nil {
			return n, err
		}
		return n, n.AddEvidence(e)
	}
	r, err := foreign.Read(file)
	if err != nil {
		return n, err
	}
	for _, p := range r.Parts {
		if p.Quote != nil {
			if err := n.AddQuote(p.Quote, have.PCKChain()); err != nil {
				return n, err
			}
		}
		n.NRAS = n.NRAS || p.NRAS != nil
		if len(p.GPU.Devices) == 0 {
			continue
		}
		d := endorsement.Devices{Nonce: p.GPU.Nonce}
		for _, gpu := range p.GPU.Devices {
			if gpu.Chain == nil {
				gpu.Chain = chainFor(gpu, have)
			}
			d.Devices = append(d.Devices, nvidia.Device{Arch: gpu.Arch, Report: gpu.SPDM, Chain: gpu.Chain})
		}
		n.Devices = append(n.Devices, d)
	}
	return n, nil
}
