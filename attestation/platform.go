package attestation

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"slices"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/dcap"
	"github.com/hallmark-tee/hallmark/attestation/verdict"
)

// platform judges kind, platform and registers by the policy; the kind follows
// from root and quote alone. It blocks the given checks and reports false when
// the root is not known.
func (x *examination) platform(res dcap.Result, blocked ...verdict.Def) (Kind, bool) {
	a := res.Appraisal
	x.Appraisal = verdict.Appraisal{
		Platform: string(a.Platform.Status), Module: string(a.Module.Status), QE: string(a.QE.Status),
		Converged: string(a.Converged), Advisories: a.Advisories, Evaluation: a.Evaluation,
	}
	x.registers(res.Quote)
	if res.Root.Name == "" {
		x.Block(dcap.ChainRoot, blocked...)
		return 0, false
	}
	kind := kindOf(res)
	x.Measurement = MeasurementOf(kind, res.Quote)
	id := PlatformID(res.PlatformKey)
	x.Identity.Kind, x.Identity.Root, x.Identity.Measurement = kind.String(), res.Root.Name, x.Measurement
	x.Identity.Platform, x.Identity.FMSPC = "0x"+hex.EncodeToString(id[:]), hex.EncodeToString(res.PCK.FMSPC[:])
	x.Identity.PPID = "0x" + hex.EncodeToString(res.PCK.PPID[:])
	x.Require(PolicyKind, slices.Contains(x.o.Policy.Kinds, kind.String()), kind.String()+" is accepted", "kind "+kind.String()+" is not accepted by this policy")
	if allow := x.o.Policy.Platforms; len(allow) > 0 {
		x.Require(PolicyPlatform, slices.ContainsFunc(allow, func(p hallmark.Hex) bool { return bytes.Equal(p, res.PCK.PPID[:]) }),
			"the policy lists this platform's PPID", "the policy does not list the PPID "+x.Identity.PPID)
	}
	return kind, true
}

// kindOf is the kind by root and quote. Whatever a simulation vouches for is of
// the simulation's kind.
func kindOf(res dcap.Result) Kind {
	switch {
	case res.Root.Simulated:
		return SimTDX
	case res.Quote.SGX():
		return SGX
	}
	return TDX
}

// registers says what the quote measures and compares it with the policy's
// lists.
func (x *examination) registers(q *dcap.Quote) {
	data := q.ReportData()
	if q.SGX() {
		r := q.Enclave
		x.Identity.Enclave = &verdict.Enclave{MRENCLAVE: r.MRENCLAVE[:], MRSIGNER: r.MRSIGNER[:], ProdID: r.ISVProdID, SVN: r.ISVSVN, ReportData: data[:]}
		x.enclave(r)
		return
	}
	td := q.TD
	x.Identity.TD = &verdict.TD{
		MRTD: td.MRTD[:], RTMR: []hallmark.Hex{td.RTMR[0][:], td.RTMR[1][:], td.RTMR[2][:], td.RTMR[3][:]}, MRCONFIGID: td.MRCONFIGID[:],
		MRSEAM: td.MRSEAM[:], MRSERVICETD: q.TD15.MRSERVICETD[:], ReportData: data[:],
	}
	p := x.o.Policy.TDX
	if p == nil {
		return
	}
	x.listed(MeasureMRTD, "MRTD", td.MRTD[:], p.MRTD)
	x.listed(MeasureMRSEAM, "MRSEAM", td.MRSEAM[:], p.MRSEAM)
	x.listed(MeasureConfig, "MRCONFIGID", td.MRCONFIGID[:], p.MRCONFIGID)
	if len(p.RTMR) > 0 {
		x.Require(MeasureRTMR, slices.ContainsFunc(p.RTMR, func(s RTMRSet) bool { return s.holds(td.RTMR) }),
			"RTMR0-3 are one of the policy's sets", "RTMR0-3 are none of the policy's sets; they begin "+hex.EncodeToString(td.RTMR[0][:4])+", "+
				hex.EncodeToString(td.RTMR[1][:4])+", "+hex.EncodeToString(td.RTMR[2][:4])+", "+hex.EncodeToString(td.RTMR[3][:4]))
	}
	x.masked(MeasureAttributes, "TDATTRIBUTES", td.TDAttributes, p.Attributes)
	x.masked(MeasureXFAM, "XFAM", td.XFAM, p.XFAM)
}

func (x *examination) enclave(r dcap.EnclaveReport) {
	p := x.o.Policy.SGX
	if p == nil {
		return
	}
	x.listed(MeasureEnclave, "MRENCLAVE", r.MRENCLAVE[:], p.MRENCLAVE)
	if len(p.Signers) > 0 {
		x.Require(MeasureSigner, slices.ContainsFunc(p.Signers, func(s SGXSigner) bool {
			return bytes.Equal(s.MRSIGNER, r.MRSIGNER[:]) && s.ProdID == r.ISVProdID && r.ISVSVN >= s.MinSVN
		}), "the policy lists this signer, product and SVN", "the policy lists no such signer, product and SVN: MRSIGNER "+hex.EncodeToString(r.MRSIGNER[:]))
	}
}

// listed compares a register with a list; an empty list says nothing of it.
func (x *examination) listed(d verdict.Def, name string, have []byte, list []hallmark.Hex) {
	if len(list) == 0 {
		return
	}
	x.Require(d, slices.ContainsFunc(list, func(want hallmark.Hex) bool { return bytes.Equal(want, have) }),
		"the policy lists this "+name, "the policy does not list the "+name+" 0x"+hex.EncodeToString(have))
}

func (x *examination) masked(d verdict.Def, name string, have uint64, want *Masked) {
	if want == nil {
		return
	}
	// Little-endian, as the report has it and as PCS documents write masks.
	raw := binary.LittleEndian.AppendUint64(nil, have)
	ok := len(want.Mask) == len(raw) && len(want.Value) == len(raw)
	for i := range raw {
		ok = ok && raw[i]&want.Mask[i] == want.Value[i]&want.Mask[i]
	}
	x.Require(d, ok, name+" fits the policy's mask", name+" 0x"+hex.EncodeToString(raw)+" does not fit the policy's value 0x"+hex.EncodeToString(want.Value)+" under its mask")
}
