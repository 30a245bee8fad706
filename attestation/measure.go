package attestation

import (
	"crypto/sha256"
	"encoding/binary"
	"strings"

	"github.com/ethereum/go-ethereum/crypto"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/dcap"
	"github.com/hallmark-tee/hallmark/attestation/eventlog"
)

// Kind is the byte that a measurement starts with. It follows from the root
// that admitted the platform and from the quote's type; the numbers are those
// of the AttestationRegistry.
type Kind uint8

// The kinds.
const (
	TDX    Kind = 1
	SGX    Kind = 2
	SimTDX Kind = 3
)

// String is the kind's word in evidence and receipts.
func (k Kind) String() string {
	switch k {
	case TDX:
		return hallmark.KindTDX
	case SGX:
		return hallmark.KindSGX
	case SimTDX:
		return hallmark.KindSim
	}
	return "none"
}

// KindNamed is the kind of a word; 0 for an unknown one.
func KindNamed(word string) Kind {
	for _, k := range []Kind{TDX, SGX, SimTDX} {
		if k.String() == word {
			return k
		}
	}
	return 0
}

// Measurement names the code of a TD: keccak-256 over 272 bytes, kind as
// uint256 || MRTD || RTMR0 || RTMR1 || RTMR2 || MRCONFIGID.
func Measurement(kind Kind, td dcap.TDReport) hallmark.Digest {
	buf := make([]byte, 32, 32+5*48)
	buf[31] = byte(kind)
	for _, r := range [][48]byte{td.MRTD, td.RTMR[0], td.RTMR[1], td.RTMR[2], td.MRCONFIGID} {
		buf = append(buf, r[:]...)
	}
	return hallmark.Digest(crypto.Keccak256Hash(buf))
}

// EnclaveMeasurement names the code of an enclave: keccak-256 over 128 bytes,
// kind as uint256 || MRENCLAVE || CONFIGID (64 bytes).
func EnclaveMeasurement(kind Kind, r dcap.EnclaveReport) hallmark.Digest {
	buf := make([]byte, 32, 128)
	buf[31] = byte(kind)
	return hallmark.Digest(crypto.Keccak256Hash(append(append(buf, r.MRENCLAVE[:]...), r.ConfigID[:]...)))
}

// MeasurementOf is the measurement of whatever a quote is of.
func MeasurementOf(kind Kind, q *dcap.Quote) hallmark.Digest {
	if q.SGX() {
		return EnclaveMeasurement(kind, q.Enclave)
	}
	return Measurement(kind, q.TD)
}

// ConfigID is MRCONFIGID for an app manifest: 0x01 || SHA-256(canonical
// manifest) || 15 zero bytes.
func ConfigID(manifest []byte) dcap.Register {
	var r dcap.Register
	r[0] = 1
	sum := sha256.Sum256(manifest)
	copy(r[1:], sum[:])
	return r
}

// PlatformID names a platform on chain: the first 16 bytes of keccak-256 of
// its PCK key, x || y.
func PlatformID(pck [64]byte) (id [16]byte) {
	copy(id[:], crypto.Keccak256(pck[:]))
	return id
}

// ReportDataVersion is the layout that ReportData makes.
const ReportDataVersion = 1

// bindPrefix separates the binding from every other use of SHA-256.
const bindPrefix = "hallmark v1"

// Bind is SHA-256("hallmark v1" || chainId u64 || registry(20) ||
// blockhash(32) || SHA-256(runtimeData)).
func Bind(chainID uint64, registry hallmark.Address, blockHash hallmark.Digest, runtimeData []byte) hallmark.Digest {
	sum := sha256.Sum256(runtimeData)
	buf := binary.BigEndian.AppendUint64([]byte(bindPrefix), chainID)
	buf = append(append(append(buf, registry[:]...), blockHash[:]...), sum[:]...)
	return sha256.Sum256(buf)
}

// ReportData is what an enclave puts into its quote for runtime data r, whose
// canonical bytes are given too: signer(20) || bind(32) || version u32 ||
// block u64.
func ReportData(r hallmark.RuntimeData, canonical []byte) (out [64]byte) {
	bind := Bind(r.ChainID, r.Registry, r.BlockHash, canonical)
	copy(out[:20], r.Signer[:])
	copy(out[20:52], bind[:])
	binary.BigEndian.PutUint32(out[52:56], ReportDataVersion)
	binary.BigEndian.PutUint64(out[56:], r.Block)
	return out
}

// EventType is the type under which run-time events are extended (dstack).
const EventType = eventlog.Runtime

// EventDigest is the digest of a run-time event; see [eventlog.Digest].
func EventDigest(name string, payload []byte) dcap.Register { return eventlog.Digest(name, payload) }

// Extend is SHA-384(register || digest), what the TDX module does.
func Extend(register, digest dcap.Register) dcap.Register { return eventlog.Extend(register, digest) }

// runtimeRegister is the only register that run-time events extend.
const runtimeRegister = 3

// Replay recomputes RTMR3 from an event log. A colon in a name would let two
// logs share a digest, so it is refused.
func Replay(events []hallmark.Event) (dcap.Register, error) {
	var r dcap.Register
	for i, e := range events {
		if e.Register != runtimeRegister {
			return r, hallmark.Errorf(hallmark.Invalid, "event %d (%q) extends register %d; run-time events extend 3", i, e.Name, e.Register)
		}
		if strings.Contains(e.Name, ":") {
			return r, hallmark.Errorf(hallmark.Invalid, "event %d: the name %q has a colon", i, e.Name)
		}
		r = Extend(r, EventDigest(e.Name, e.Payload))
	}
	return r, nil
}
