package audit

import (
	"bytes"
	"encoding/hex"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation"
	"github.com/hallmark-tee/hallmark/attestation/endorsement"
	"github.com/hallmark-tee/hallmark/attestation/foreign"
	"github.com/hallmark-tee/hallmark/attestation/nvidia"
	"github.com/hallmark-tee/hallmark/attestation/verdict"
)

// gpus judges NVIDIA's evidence, tokens and reference measurements.
func (x *part) gpus(f foreign.Format, answer []byte) {
	policy := x.o.Policy.GPU
	wanted := policy != nil && x.Quote != nil
	if len(x.GPU.Devices) == 0 && x.NRAS == nil && x.RIM == nil && !wanted {
		return
	}
	e := nvidia.Evidence{Raw: x.GPU.Raw}
	for _, d := range x.GPU.Devices {
		if d.Chain == nil {
			d.Chain = chainFor(d, x.o.endorsements)
		}
		e.Devices = append(e.Devices, nvidia.Device{Arch: d.Arch, Report: d.SPDM, Chain: d.Chain, Nonce: d.Nonce})
	}
	o := nvidia.Options{Now: x.o.Now, Roots: x.o.GPURoots, Asked: x.asked()}
	if policy != nil {
		o.Policy = *policy
	}
	if x.Quote != nil {
		o.Bound = x.GPU.Nonce
		if x.GPU.Raw != nil {
			o.Digest = new(hallmark.Digest)
			copy(o.Digest[:], x.GPU.Digest)
		}
	} else if len(e.Devices) > 0 {
		x.open("that these GPUs belong to any CPU that is attested: no quote came with them")
	}
	set := x.o.endorsements
	end := nvidia.Endorsements{RIMs: nvidia.PickRIMs(e, set.RIMs), NRAS: answer}
	end.OCSP = nvidia.PickAnswers(e, end.RIMs, set.OCSP, x.o.Now)
	if x.RIM != nil {
		end.RIMs = [][]byte{x.RIM}
	}
	if x.NRAS != nil {
		end.NRAS = x.NRAS
	}
	end.JWKS = nvidia.PickKeys(end.NRAS, x.o.endorsements.JWKS)
	nvidia.Verify(e, end, o, x.Sheet)
	if wanted {
		attestation.RequireGPUs(x.Sheet)
	}
	if len(e.Devices) == 0 && (x.NRAS != nil || x.RIM != nil) {
		x.open("anything about a device: the file has a statement of NVIDIA's, and no evidence that it is about")
	}
	if len(e.Devices) > 0 && o.Asked == nil && o.Bound == nil {
		x.open("when the GPUs made their reports: no nonce was given that they should answer")
	}
}

// asked is what the GPUs should answer of the verifier's nonce: the nonce
// itself, or the hash of it that report_data begins with, where the file's rule
// is that and holds.
func (x *part) asked() []byte {
	if x.o.Challenge == nil {
		return nil
	}
	for _, c := range x.Claims {
		if x.quote != nil && c.Of&foreign.OfNonce != 0 && c.Offset == 0 && len(c.Bytes) == 32 && x.holds(c) && bytes.Equal(x.Nonce, x.o.Challenge[:]) {
			return c.Bytes
		}
	}
	return x.o.Challenge[:]
}

// chainFor finds a certificate chain for a report that came without one: of
// those collected, the one whose key signed it, else the first of NVIDIA's.
func chainFor(d foreign.Device, set *endorsement.Set) []byte {
	var first []byte
	for _, chain := range set.Chains {
		var s verdict.Sheet
		nvidia.Verify(nvidia.Evidence{Devices: []nvidia.Device{{Report: d.SPDM, Chain: chain}}}, nvidia.Endorsements{}, nvidia.Options{}, &s)
		switch {
		case s.Passed(nvidia.GPUSig):
			return chain
		case first == nil && s.Passed(nvidia.GPUParse):
			first = chain
		}
	}
	return first
}

// assignAnswers gives every part the answer of the remote service that is about
// its GPUs: the one with its nonce, and of those without a part by that rule
// the first to the first part with GPUs.
func assignAnswers(r foreign.Report, set *endorsement.Set) [][]byte {
	out := make([][]byte, len(r.Parts))
	used := make([]bool, len(set.NRAS))
	first := -1
	for i, p := range r.Parts {
		if len(p.GPU.Devices) == 0 {
			continue
		}
		if first < 0 {
			first = i
		}
		for k, raw := range set.NRAS {
			overall, _, err := nvidia.ParseNRAS(raw)
			if err == nil && !used[k] && p.GPU.Nonce != nil && bytes.Contains(overall.Claims, []byte(`"`+hex.EncodeToString(p.GPU.Nonce)+`"`)) {
				out[i], used[k] = raw, true
				break
			}
		}
	}
	for k, raw := range set.NRAS {
		if !used[k] && first >= 0 && out[first] == nil {
			out[first] = raw
		}
	}
	return out
}
