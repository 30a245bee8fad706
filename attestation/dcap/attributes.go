package dcap

import (
	"encoding/binary"

	"github.com/hallmark-tee/hallmark"
)

// TDATTRIBUTES (Intel TDX Module ABI, "TD attributes").
const (
	Debug         = 1 << 0
	SEPTVEDisable = 1 << 28
	Migratable    = 1 << 29
	PKS           = 1 << 30
	KeyLocker     = 1 << 31
	Perfmon       = 1 << 63

	allowedAttributes = uint64(SEPTVEDisable | PKS | KeyLocker | Perfmon)
)

// CheckAttributes refuses reserved bits and the others of the debug group
// (TUD, bits 1 to 7), a migratable TD, and a TD whose host can inject
// page-fault exceptions (SEPT_VE_DISABLE clear). The debug bit is
// [TDReport.Debugging]'s.
func (td TDReport) CheckAttributes() error {
	if bad := td.TDAttributes &^ (allowedAttributes | Debug); bad != 0 {
		return hallmark.Errorf(hallmark.AgainstPolicy, "TDATTRIBUTES 0x%016x has bits 0x%x, which are reserved, of the debug group, or make the TD migratable", td.TDAttributes, bad)
	}
	if td.TDAttributes&SEPTVEDisable == 0 {
		return hallmark.Errorf(hallmark.AgainstPolicy, "TDATTRIBUTES 0x%016x lacks SEPT_VE_DISABLE: the host could inject page faults; start the TD with sept-ve-disable=on", td.TDAttributes)
	}
	return nil
}

// Debugging reports whether the host can read the TD's memory.
func (td TDReport) Debugging() bool { return td.TDAttributes&Debug != 0 }

// SGX ATTRIBUTES.FLAGS (Intel SDM volume 3D, "ATTRIBUTES").
const (
	enclaveInit       = 1 << 0
	EnclaveDebug      = 1 << 1
	enclaveMode64     = 1 << 2
	enclaveProvision  = 1 << 4
	enclaveEINITToken = 1 << 5
	enclaveCET        = 1 << 6
	enclaveKSS        = 1 << 7
	enclaveAEXNotify  = 1 << 10

	allowedFlags = uint64(enclaveInit | EnclaveDebug | enclaveMode64 | enclaveProvision | enclaveEINITToken | enclaveCET | enclaveKSS | enclaveAEXNotify)
)

func (r EnclaveReport) flags() uint64 { return binary.LittleEndian.Uint64(r.Attributes[:8]) }

// CheckAttributes refuses an enclave that is not initialised or has reserved
// flags. The debug flag is [EnclaveReport.Debugging]'s.
func (r EnclaveReport) CheckAttributes() error {
	flags := r.flags()
	if bad := flags &^ allowedFlags; bad != 0 {
		return hallmark.Errorf(hallmark.AgainstPolicy, "ATTRIBUTES.FLAGS 0x%016x has the reserved bits 0x%x", flags, bad)
	}
	if flags&enclaveInit == 0 {
		return hallmark.Errorf(hallmark.AgainstPolicy, "ATTRIBUTES.FLAGS 0x%016x lacks INIT: it is not a running enclave's", flags)
	}
	return nil
}

// Debugging reports whether the host can read the enclave's memory.
func (r EnclaveReport) Debugging() bool { return r.flags()&EnclaveDebug != 0 }
