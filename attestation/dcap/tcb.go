package dcap

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/hallmark-tee/hallmark"
)

// Status is Intel's word on a TCB level.
type Status string

// The statuses of Intel's PCS API. Others are refused.
const (
	UpToDate                   Status = "UpToDate"
	SWHardeningNeeded          Status = "SWHardeningNeeded"
	ConfigurationNeeded        Status = "ConfigurationNeeded"
	ConfigurationAndSWHardNeed Status = "ConfigurationAndSWHardeningNeeded"
	OutOfDate                  Status = "OutOfDate"
	OutOfDateConfiguration     Status = "OutOfDateConfigurationNeeded"
	Revoked                    Status = "Revoked"
)

// flaw is one thing wrong with a TCB; a status is a set of them, so that
// statuses of several components converge by union, which is what Intel's QVL
// tabulates case by case.
type flaw uint8

const (
	hardening flaw = 1 << iota
	configuration
	outOfDate
	revoked
)

var flaws = map[Status]flaw{
	UpToDate: 0, SWHardeningNeeded: hardening, ConfigurationNeeded: configuration,
	ConfigurationAndSWHardNeed: hardening | configuration, OutOfDate: outOfDate,
	OutOfDateConfiguration: outOfDate | configuration, Revoked: revoked,
}

// Known reports whether the status is one of Intel's.
func (s Status) Known() bool { _, ok := flaws[s]; return ok }

// Converge gives the status of a TCB whose parts have the given ones.
// Out-of-date hides hardening, revoked hides everything.
func Converge(parts ...Status) Status {
	var all flaw
	for _, p := range parts {
		f, ok := flaws[p]
		if !ok {
			return Revoked
		}
		all |= f
	}
	switch {
	case all&revoked != 0:
		return Revoked
	case all&outOfDate != 0 && all&configuration != 0:
		return OutOfDateConfiguration
	case all&outOfDate != 0:
		return OutOfDate
	}
	for s, f := range flaws {
		if f == all {
			return s
		}
	}
	return Revoked
}

// Level is the status of one part with the level's date and advisories.
type Level struct {
	Status     Status
	Date       string
	Advisories []string
}

// PlatformLevel finds the first level that the platform reaches: all 16 SGX
// components and PCESVN of the PCK certificate, and the TDX components of the
// report. With a versioned TDX module (TEE_TCB_SVN[1] > 0) components 0 and 1
// are the module identity's business, not this level's (Intel QVL).
func (t TCBInfo) PlatformLevel(p PCK, teeTCBSVN [16]byte) (Level, error) {
	from := 0
	if teeTCBSVN[1] > 0 {
		from = 2
	}
	for i, l := range t.Levels {
		if len(l.TCB.SGX) != 16 || len(l.TCB.TDX) != 16 {
			return Level{}, hallmark.Errorf(hallmark.Invalid, "TCB info: level %d has not 16 SGX and 16 TDX components", i)
		}
		if p.PCESVN >= l.TCB.PCESVN && reaches(p.Components, l.TCB.SGX, 0) && reaches(teeTCBSVN, l.TCB.TDX, from) {
			return knownLevel(l.Status, l.Date, l.Advisories)
		}
	}
	return Level{}, hallmark.Errorf(hallmark.NotGenuine, "no TCB level covers this platform (components %x, PCESVN %d, TDX SVNs %x); it is older than any that Intel supports", p.Components, p.PCESVN, teeTCBSVN)
}

func reaches(have [16]byte, want []Component, from int) bool {
	for i := from; i < 16; i++ {
		if have[i] < want[i].SVN {
			return false
		}
	}
	return true
}

// ModuleOf finds the identity of the TDX module's version and checks signer
// and attributes against it.
func (t TCBInfo) ModuleOf(td TDReport) (ModuleIdentity, error) {
	version := td.TEETCBSVN[1]
	if version == 0 {
		if t.Module == nil {
			return ModuleIdentity{}, hallmark.Errorf(hallmark.Invalid, "TCB info names no TDX module")
		}
		return *t.Module, t.Module.matches(td)
	}
	id := fmt.Sprintf("TDX_%02X", version)
	for _, m := range t.ModuleIdentities {
		if m.ID == id {
			return m, m.matches(td)
		}
	}
	return ModuleIdentity{}, hallmark.Errorf(hallmark.NotGenuine, "TCB info knows no TDX module %s", id)
}

// Level finds the module's level. Module version 0 has none of its own: its
// SVNs stand in the platform's levels.
func (m ModuleIdentity) Level(td TDReport) (Level, error) {
	if td.TEETCBSVN[1] == 0 {
		return Level{Status: UpToDate}, nil
	}
	return svnLevel(m.Levels, uint16(td.TEETCBSVN[0]), "TDX module "+m.ID)
}

func (m ModuleIdentity) matches(td TDReport) error {
	attributes := Encode(td)[112:120]
	if !bytes.Equal(m.MRSIGNER, td.MRSIGNERSEAM[:]) {
		return hallmark.Errorf(hallmark.NotGenuine, "the TDX module is signed by %x, Intel's by %x", td.MRSIGNERSEAM[:8], []byte(m.MRSIGNER))
	}
	if !masked(attributes, m.Attributes, m.AttributesMask) {
		return hallmark.Errorf(hallmark.NotGenuine, "the TDX module has attributes %x, want %x under mask %x", attributes, []byte(m.Attributes), []byte(m.AttributesMask))
	}
	return nil
}

// Matches checks that a report is the quoting enclave's.
func (q QEIdentity) Matches(r EnclaveReport) error {
	misc := []byte{byte(r.MiscSelect), byte(r.MiscSelect >> 8), byte(r.MiscSelect >> 16), byte(r.MiscSelect >> 24)}
	switch {
	case !bytes.Equal(q.MRSIGNER, r.MRSIGNER[:]):
		return hallmark.Errorf(hallmark.NotGenuine, "the quoting enclave is signed by %x, Intel's by %x", r.MRSIGNER, []byte(q.MRSIGNER))
	case q.ISVProdID != r.ISVProdID:
		return hallmark.Errorf(hallmark.NotGenuine, "the quoting enclave is product %d, want %d", r.ISVProdID, q.ISVProdID)
	case !masked(misc, q.MiscSelect, q.MiscSelectMask):
		return hallmark.Errorf(hallmark.NotGenuine, "the quoting enclave has MISCSELECT %x, want %x", misc, []byte(q.MiscSelect))
	case !masked(r.Attributes[:], q.Attributes, q.AttributesMask):
		return hallmark.Errorf(hallmark.NotGenuine, "the quoting enclave has attributes %x, want %x under mask %x", r.Attributes, []byte(q.Attributes), []byte(q.AttributesMask))
	}
	return nil
}

// Level finds the quoting enclave's level.
func (q QEIdentity) Level(r EnclaveReport) (Level, error) {
	return svnLevel(q.Levels, r.ISVSVN, "quoting enclave")
}

// masked reports have & mask == want & mask; lengths must agree.
func masked(have, want, mask []byte) bool {
	if len(have) != len(want) || len(have) != len(mask) {
		return false
	}
	for i := range have {
		if have[i]&mask[i] != want[i]&mask[i] {
			return false
		}
	}
	return true
}

func svnLevel(levels []SVNLevel, svn uint16, what string) (Level, error) {
	for _, l := range levels {
		if svn >= l.TCB.ISVSVN {
			return knownLevel(l.Status, l.Date, l.Advisories)
		}
	}
	return Level{}, hallmark.Errorf(hallmark.NotGenuine, "no TCB level covers the %s with SVN %d", what, svn)
}

func knownLevel(s Status, date string, advisories []string) (Level, error) {
	if !s.Known() {
		return Level{}, hallmark.Errorf(hallmark.NotGenuine, "TCB status %q is unknown", s)
	}
	return Level{s, date, advisories}, nil
}

// Appraisal is the status of every part and of the whole.
type Appraisal struct {
	Platform, Module, QE Level
	Converged            Status
	Advisories           []string // of all parts, sorted
	Evaluation           uint32   // the lower tcbEvaluationDataNumber of the two statements
}

func (a *Appraisal) converge() {
	a.Converged = Converge(a.Platform.Status, a.Module.Status, a.QE.Status)
	a.Advisories = slices.Concat(a.Platform.Advisories, a.Module.Advisories, a.QE.Advisories)
	slices.Sort(a.Advisories)
	a.Advisories = slices.Compact(a.Advisories)
}
