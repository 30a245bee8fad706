package dcap

import (
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
		return hallmark.Errorf(hallmark.AgainstPolicy, "TDATTRIBUTES 0x%016x lacks SEPT_VE_DISABLE: the host could inject page faults", td.TDAttributes)
	}
	return nil
}

// Debugging reports whether the host can read the TD's memory.
func (td TDReport) Debugging() bool { return td.TDAttributes&Debug != 0 }
