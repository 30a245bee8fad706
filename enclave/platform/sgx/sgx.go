//go:build ego && cgo

package sgx

import (
	"context"
	"crypto/subtle"
	"encoding/binary"

	"github.com/edgelesssys/ego/enclave"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/platform"
)

// Open joins the SGX enclave that this process runs in. Unsupported outside
// one; AgainstPolicy in a debug enclave, whose memory the host reads.
func Open() (platform.Platform, error) {
	self, err := enclave.GetSelfReport()
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Unsupported, "this process runs in no SGX enclave; start it with `ego run`: %w", err)
	}
	if self.Debug {
		return nil, hallmark.Errorf(hallmark.AgainstPolicy, "this is a debug enclave, whose memory the host can read; sign it with \"debug\": false")
	}
	return sgx{}, nil
}

// Program names the code by its measurement (MRENCLAVE), which covers the
// program inside; an SGX enclave cannot read its own file.
func Program() (hallmark.Digest, error) {
	var d hallmark.Digest
	self, err := enclave.GetSelfReport()
	if err != nil {
		return d, hallmark.Errorf(hallmark.Unsupported, "this process runs in no SGX enclave; start it with `ego run`: %w", err)
	}
	if copy(d[:], self.UniqueID) != len(self.UniqueID) || d.IsZero() {
		return d, hallmark.Errorf(hallmark.Unsupported, "this enclave has no measurement of 32 bytes")
	}
	return d, nil
}

type sgx struct{}

func (sgx) Kind() string { return hallmark.KindSGX }

// Quote asks the quoting enclave through EGo. Open Enclave puts a 16-byte
// header (version u32 = 1, type u32 = 2, size u64, little-endian) before the
// DCAP quote, which is taken off here.
func (sgx) Quote(_ context.Context, reportData [64]byte) (hallmark.Evidence, error) {
	report, err := enclave.GetRemoteReport(reportData[:])
	if err != nil {
		return hallmark.Evidence{}, hallmark.Errorf(hallmark.Unavailable, "the SGX quote provider does not answer; check aesmd or the in-process provider: %w", err)
	}
	const header = 16
	if len(report) <= header || binary.LittleEndian.Uint32(report) != 1 || binary.LittleEndian.Uint32(report[4:]) != 2 ||
		binary.LittleEndian.Uint64(report[8:]) != uint64(len(report)-header) {
		return hallmark.Evidence{}, hallmark.Errorf(hallmark.Unsupported, "the remote report is not in Open Enclave's form of version 1, type 2; this EGo is another than v1.9.0")
	}
	return hallmark.Evidence{Version: hallmark.EvidenceVersion, Kind: hallmark.KindSGX, Quote: report[header:], Events: []hallmark.Event{}}, nil
}

// Measure has no register to extend: MRENCLAVE covers the code, order and
// receipt bind the model.
func (sgx) Measure(context.Context, string, []byte) error { return nil }

// SealingKey is the key of this enclave's measurement (MRENCLAVE).
func (sgx) SealingKey() ([]byte, error) {
	key, _, err := enclave.GetUniqueSealKey()
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Unsupported, "this enclave cannot seal: %w", err)
	}
	if subtle.ConstantTimeCompare(key, make([]byte, len(key))) == 1 {
		return nil, hallmark.Errorf(hallmark.Unsupported, "this enclave's sealing key is all zeros (simulation mode); it cannot seal")
	}
	return key, nil
}
