package dcap

import (
	"bytes"
	"fmt"
	"strings"
	"time"

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

// outdated reports whether the status says that something must be updated, or
// can no longer be trusted at all.
func (s Status) outdated() bool { return !s.Known() || flaws[s]&(outOfDate|revoked) != 0 }

// graced is the status without being out of date.
func (s Status) graced() Status {
	switch s {
	case OutOfDate:
		return UpToDate
	case OutOfDateConfiguration:
		return ConfigurationNeeded
	}
	return s
}

// Level is the status of one part with the level's date and advisories, and
// what it lacks for the newest level.
type Level struct {
	Status     Status
	Date       string
	Advisories []string
	Lacks      string
}

// age is how long before now the level was the newest; false without a date.
func (l Level) age(now time.Time) (time.Duration, bool) {
	at, err := time.Parse(time.RFC3339, l.Date)
	return now.Sub(at), err == nil
}

// PlatformLevel finds the first level that the platform reaches: all 16 SGX
// components and PCESVN of the PCK certificate and, for a TD, the TDX
// components of its report. With a versioned TDX module (TEE_TCB_SVN[1] > 0)
// components 0 and 1 are the module identity's business, not this level's
// (Intel QVL). td is nil for an enclave.
func (t TCBInfo) PlatformLevel(p PCK, td *TDReport) (Level, error) {
	newest := ""
	for i, l := range t.Levels {
		if len(l.TCB.SGX) != 16 || td != nil && len(l.TCB.TDX) != 16 {
			return Level{}, hallmark.Errorf(hallmark.Invalid, "TCB info: level %d has not 16 components of each kind", i)
		}
		lacks := l.TCB.lacking(p, td)
		if i == 0 {
			newest = lacks
		}
		if lacks == "" {
			return knownLevel(l.Status, l.Date, l.Advisories, newest)
		}
	}
	return Level{}, hallmark.Errorf(hallmark.NotGenuine, "no TCB level covers this platform, it is older than any that Intel supports: for the newest level %s", newest)
}

// lacking says which SVNs are below the level's and what to update; nothing
// when the platform reaches it.
func (l LevelSVNs) lacking(p PCK, td *TDReport) string {
	var out []string
	short := func(kind string, i int, have byte, want Component) {
		if have >= want.SVN {
			return
		}
		what := want.Type
		if what == "" {
			what = "component"
		}
		out = append(out, fmt.Sprintf("%s SVN %d (%s) is %d and needs %d: %s", kind, i, what, have, want.SVN, want.remedy(kind)))
	}
	for i, c := range l.SGX {
		short("SGX", i, p.Components[i], c)
	}
	if p.PCESVN < l.PCESVN {
		out = append(out, fmt.Sprintf("PCESVN is %d and needs %d: update the host's DCAP packages (PCE) and let its PCCS fetch a new PCK certificate", p.PCESVN, l.PCESVN))
	}
	if td == nil {
		return strings.Join(out, "; ")
	}
	from := 0
	if td.TEETCBSVN[1] > 0 {
		from = 2
	}
	for i := from; i < len(l.TDX); i++ {
		short("TDX", i, td.TEETCBSVN[i], l.TDX[i])
	}
	return strings.Join(out, "; ")
}

// remedy is what the host's operator does about a component that is behind.
func (c Component) remedy(kind string) string {
	switch {
	case kind == "TDX" && strings.Contains(c.Type, "Module"):
		return "update the TDX (SEAM) module and restart the TD"
	case c.Category == "OS/VMM":
		return "have the host's OS or VMM load the newer one"
	}
	return "update the BIOS, and register the platform anew so that a new PCK certificate is issued"
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
		if strings.EqualFold(m.ID, id) {
			return m, m.matches(td)
		}
	}
	return ModuleIdentity{}, hallmark.Errorf(hallmark.NotGenuine, "TCB info knows no TDX module %s; fetch newer TCB info, or the host runs a module that Intel has not released", id)
}

// Level finds the module's level. Module version 0 has none of its own: its
// SVNs stand in the platform's levels.
func (m ModuleIdentity) Level(td TDReport) (Level, error) {
	if td.TEETCBSVN[1] == 0 {
		return Level{Status: UpToDate}, nil
	}
	return svnLevel(m.Levels, uint16(td.TEETCBSVN[0]), "TDX (SEAM) module "+m.ID)
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
	return svnLevel(q.Levels, r.ISVSVN, "quoting enclave (DCAP packages)")
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
		if svn < l.TCB.ISVSVN {
			continue
		}
		lacks := ""
		if newest := levels[0].TCB.ISVSVN; svn < newest {
			lacks = fmt.Sprintf("the %s has SVN %d and needs %d: update it on the host", what, svn, newest)
		}
		return knownLevel(l.Status, l.Date, l.Advisories, lacks)
	}
	return Level{}, hallmark.Errorf(hallmark.NotGenuine, "no TCB level covers the %s with SVN %d; update it on the host", what, svn)
}

func knownLevel(s Status, date string, advisories []string, lacks string) (Level, error) {
	if !s.Known() {
		return Level{}, hallmark.Errorf(hallmark.NotGenuine, "TCB status %q is unknown; a newer verifier may know it", s)
	}
	return Level{s, date, advisories, lacks}, nil
}
