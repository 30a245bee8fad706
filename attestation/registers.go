package attestation

import (
	"bytes"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/dcap"
)

// TDXPolicy lists what registers of a TD may be, besides or instead of whole
// measurements. An empty list says nothing of its register.
type TDXPolicy struct {
	MRTD       []hallmark.Hex `json:"mrtd,omitempty"`
	RTMR       []RTMRSet      `json:"rtmr,omitempty"`
	MRSEAM     []hallmark.Hex `json:"mrseam,omitempty"`
	MRCONFIGID []hallmark.Hex `json:"mrconfigid,omitempty"`
	Attributes *Masked        `json:"attributes,omitempty"`
	XFAM       *Masked        `json:"xfam,omitempty"`
	Service    bool           `json:"serviceTD,omitempty"` // accept a bound service (migration) TD
}

// ServiceTD reports whether a service TD may be bound.
func (p *TDXPolicy) ServiceTD() bool { return p != nil && p.Service }

// RTMRSet is RTMR0 to RTMR3 of one image; an empty string, 0x, is any value.
type RTMRSet [4]hallmark.Hex

func (s RTMRSet) holds(have [4]dcap.Register) bool {
	for i, want := range s {
		if len(want) > 0 && !bytes.Equal(want, have[i][:]) {
			return false
		}
	}
	return true
}

// Masked is a value compared under a mask; both are 8 bytes, little-endian as
// in the report.
type Masked struct {
	Value hallmark.Hex `json:"value"`
	Mask  hallmark.Hex `json:"mask"`
}

// SGXPolicy lists the enclaves accepted, by code or by signer; where both lists
// are given an enclave must be on both.
type SGXPolicy struct {
	MRENCLAVE []hallmark.Hex `json:"mrenclave,omitempty"`
	Signers   []SGXSigner    `json:"signers,omitempty"`
}

// SGXSigner accepts every enclave of a signer's product from an SVN upward.
type SGXSigner struct {
	MRSIGNER hallmark.Hex `json:"mrsigner"`
	ProdID   uint16       `json:"prodId"`
	MinSVN   uint16       `json:"minSvn"`
}

// namesCode reports whether the policy says by registers which code it wants.
func (p Policy) namesCode(sgx bool) bool {
	if sgx {
		return p.SGX != nil && (len(p.SGX.MRENCLAVE) > 0 || len(p.SGX.Signers) > 0)
	}
	return p.TDX != nil && len(p.TDX.MRTD) > 0 && (len(p.TDX.RTMR) > 0 || len(p.TDX.MRCONFIGID) > 0)
}

func (p Policy) validateRegisters() error {
	sized := func(field string, n int, list ...hallmark.Hex) error {
		for _, h := range list {
			if len(h) != n {
				return hallmark.Errorf(hallmark.Invalid, "policy: %s has %d bytes, must have %d", field, len(h), n)
			}
		}
		return nil
	}
	errs := []error{sized("an entry of platforms", 16, p.Platforms...)}
	if t := p.TDX; t != nil {
		errs = append(errs, sized("an entry of tdx.mrtd", 48, t.MRTD...), sized("an entry of tdx.mrseam", 48, t.MRSEAM...), sized("an entry of tdx.mrconfigid", 48, t.MRCONFIGID...))
		for _, s := range t.RTMR {
			for _, r := range s {
				if len(r) > 0 {
					errs = append(errs, sized("a register of tdx.rtmr", 48, r))
				}
			}
		}
		if m := t.Attributes; m != nil {
			errs = append(errs, sized("tdx.attributes", 8, m.Value, m.Mask))
		}
		if m := t.XFAM; m != nil {
			errs = append(errs, sized("tdx.xfam", 8, m.Value, m.Mask))
		}
	}
	if s := p.SGX; s != nil {
		errs = append(errs, sized("an entry of sgx.mrenclave", 32, s.MRENCLAVE...))
		for _, signer := range s.Signers {
			errs = append(errs, sized("sgx.signers.mrsigner", 32, signer.MRSIGNER))
		}
	}
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
