package nvidia

import (
	"crypto/sha256"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/envelope"
)

// maxDocument bounds a GPU evidence document, MaxDevices its devices.
const (
	maxDocument = 2 << 20
	MaxDevices  = 64
)

// nonceLabel separates the GPUs' nonce from every other use of SHA-256.
const nonceLabel = "0g-gpu-v1"

// Nonce is what the GPUs of an enclave are asked: SHA-256("0g-gpu-v1" || the
// verifier's nonce, zero when none was given || signer || recipient). It binds
// the GPUs' reports to the keys that the CPU's quote binds; the digest of the
// reports, in the runtime data, binds the quote to the reports.
func Nonce(challenge hallmark.Digest, signer hallmark.Address, recipient string) hallmark.Digest {
	h := sha256.New()
	h.Write([]byte(nonceLabel))
	h.Write(challenge[:])
	h.Write(signer[:])
	h.Write([]byte(recipient))
	return hallmark.Digest(h.Sum(nil))
}

// Device is one device's report as it came.
type Device struct {
	Arch   string // as claimed beside the report; empty: not said
	Report []byte // SPDM request and response
	Chain  []byte // PEM, leaf first
	Nonce  []byte // as claimed beside the report; nil: none
}

// Evidence is what devices show, and the bytes in which they showed it.
type Evidence struct {
	Devices []Device
	Raw     []byte // what a quote may bind by its SHA-256; nil: nothing
}

// Decode reads a document of hallmark.GPUVersion, strictly.
func Decode(raw []byte) (Evidence, error) {
	var doc hallmark.GPUEvidence
	if len(raw) > maxDocument {
		return Evidence{}, hallmark.Errorf(hallmark.Exhausted, "gpu evidence: %d bytes, at most %d are read", len(raw), maxDocument)
	}
	if err := envelope.DecodeCanonical(raw, "gpu evidence", &doc); err != nil {
		return Evidence{}, err
	}
	if doc.Version != hallmark.GPUVersion {
		return Evidence{}, hallmark.Errorf(hallmark.Unsupported, "gpu evidence: format %q is not known, want %q", doc.Version, hallmark.GPUVersion)
	}
	e := Evidence{Raw: raw}
	for _, d := range append(doc.GPUs, doc.Switches...) {
		e.Devices = append(e.Devices, Device{Arch: d.Arch, Report: d.Report, Chain: d.Chain, Nonce: doc.Nonce[:]})
	}
	if len(e.Devices) == 0 || len(e.Devices) > MaxDevices {
		return Evidence{}, hallmark.Errorf(hallmark.Invalid, "gpu evidence: %d devices, want 1 to %d", len(e.Devices), MaxDevices)
	}
	return e, nil
}

// Encode writes the document whose SHA-256 stands in the runtime data.
func Encode(doc hallmark.GPUEvidence) ([]byte, error) {
	doc.Version = hallmark.GPUVersion
	if doc.Switches == nil {
		doc.Switches = []hallmark.DeviceEvidence{}
	}
	return envelope.Canonical(doc)
}

// Endorsements are NVIDIA's statements about devices, firmware and drivers.
type Endorsements struct {
	RIMs [][]byte // SWID XML
	OCSP [][]byte // DER
	NRAS []byte   // the remote service's answer; nil: it was not asked
	JWKS []byte   // its key set of that day
}

// EndorsementsOf takes what concerns NVIDIA out of an enclave's evidence.
func EndorsementsOf(e hallmark.Endorsements) Endorsements {
	return Endorsements{RIMs: e.RIMs, OCSP: e.OCSP, NRAS: e.NRAS, JWKS: e.NRASKeys}
}

// Empty reports whether nothing was stated.
func (e Endorsements) Empty() bool {
	return len(e.RIMs) == 0 && len(e.OCSP) == 0 && len(e.NRAS) == 0 && len(e.JWKS) == 0
}
