package dcap

import (
	"bytes"
	"crypto/x509"
	"encoding/asn1"

	"github.com/hallmark-tee/hallmark"
)

// OIDs of the SGX extension of a PCK certificate (Intel SGX PCK Certificate
// and CRL Profile Specification, 1.3.5).
var (
	OIDSGX   = asn1.ObjectIdentifier{1, 2, 840, 113741, 1, 13, 1}
	oidTCB   = append(OIDSGX[:7:7], 2)
	oidPPID  = append(OIDSGX[:7:7], 1)
	oidPCEID = append(OIDSGX[:7:7], 3)
	oidFMSPC = append(OIDSGX[:7:7], 4)
)

// PCK is what a PCK certificate says about its platform.
type PCK struct {
	PPID       [16]byte
	CPUSVN     [16]byte // opaque; TCB levels compare Components
	Components [16]byte
	PCESVN     uint16
	PCEID      [2]byte
	FMSPC      [6]byte
}

type sgxField struct {
	ID    asn1.ObjectIdentifier
	Value asn1.RawValue
}

// ParsePCK reads the SGX extension. Each field may stand once; PPID, TCB,
// PCEID and FMSPC must.
func ParsePCK(cert *x509.Certificate) (PCK, error) {
	var p PCK
	var ext []byte
	for _, e := range cert.Extensions {
		if e.Id.Equal(OIDSGX) {
			ext = e.Value
		}
	}
	if ext == nil {
		return p, hallmark.Errorf(hallmark.Invalid, "PCK certificate: it has no SGX extension, so it is not a platform's")
	}
	fields, err := sgxFields(ext, "SGX extension")
	if err != nil {
		return p, err
	}
	seen := map[string]bool{}
	for _, f := range fields {
		name := f.ID.String()
		if seen[name] {
			return p, hallmark.Errorf(hallmark.Invalid, "PCK certificate: the SGX extension has %s twice", name)
		}
		seen[name] = true
		switch {
		case f.ID.Equal(oidPPID):
			err = octets(f, p.PPID[:])
		case f.ID.Equal(oidTCB):
			err = p.tcb(f.Value.FullBytes)
		case f.ID.Equal(oidPCEID):
			err = octets(f, p.PCEID[:])
		case f.ID.Equal(oidFMSPC):
			err = octets(f, p.FMSPC[:])
		}
		if err != nil {
			return p, err
		}
	}
	for _, id := range []asn1.ObjectIdentifier{oidPPID, oidTCB, oidPCEID, oidFMSPC} {
		if !seen[id.String()] {
			return p, hallmark.Errorf(hallmark.Invalid, "PCK certificate: the SGX extension lacks %s", id)
		}
	}
	return p, nil
}

// tcb reads the 16 component SVNs, PCESVN and CPUSVN, in this order.
func (p *PCK) tcb(der []byte) error {
	fields, err := sgxFields(der, "TCB")
	if err != nil {
		return err
	}
	if len(fields) != 18 {
		return hallmark.Errorf(hallmark.Invalid, "PCK certificate: its TCB has %d fields, want 18", len(fields))
	}
	for i, f := range fields {
		if want := append(oidTCB[:8:8], i+1); !f.ID.Equal(want) {
			return hallmark.Errorf(hallmark.Invalid, "PCK certificate: TCB field %d is %s, want %s", i+1, f.ID, want)
		}
		if i == 17 {
			return octets(f, p.CPUSVN[:])
		}
		var v int
		rest, err := asn1.Unmarshal(f.Value.FullBytes, &v)
		limit := 0xff
		if i == 16 {
			limit = 0xffff
		}
		if err != nil || len(rest) > 0 || v < 0 || v > limit {
			return hallmark.Errorf(hallmark.Invalid, "PCK certificate: TCB field %d is no SVN", i+1)
		}
		if i == 16 {
			p.PCESVN = uint16(v)
		} else {
			p.Components[i] = byte(v)
		}
	}
	return nil
}

func sgxFields(der []byte, what string) ([]sgxField, error) {
	var fields []sgxField
	rest, err := asn1.Unmarshal(der, &fields)
	if err != nil || len(rest) > 0 {
		return nil, hallmark.Errorf(hallmark.Invalid, "PCK certificate: its %s is not a sequence of fields", what)
	}
	return fields, nil
}

func octets(f sgxField, dst []byte) error {
	v := f.Value
	if v.Class != asn1.ClassUniversal || v.Tag != asn1.TagOctetString || v.IsCompound || len(v.Bytes) != len(dst) {
		return hallmark.Errorf(hallmark.Invalid, "PCK certificate: field %s is not %d octets", f.ID, len(dst))
	}
	copy(dst, bytes.Clone(v.Bytes))
	return nil
}
