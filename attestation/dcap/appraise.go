package dcap

import (
	"bytes"
	"errors"
	"slices"
	"strings"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/verdict"
)

// Appraisal is the status of every part and of the whole.
type Appraisal struct {
	Platform, Module, QE Level // Module is zero for an enclave
	Converged            Status
	Advisories           []string // of all parts, sorted
	Evaluation           uint32   // the lower tcbEvaluationDataNumber of the two statements
}

// part is one thing whose TCB is appraised.
type part struct {
	def   verdict.Def
	into  *Level
	level func() (Level, error)
}

// appraise finds the level of every part and converges them.
func (v *verifier) appraise(tcb TCBInfo, qe QEIdentity) {
	a, td, report := &v.Appraisal, &v.Quote.TD, v.Quote.Signature.QEReport
	if v.Quote.SGX() {
		td = nil
	}
	parts := []part{{TCBPlatform, &a.Platform, func() (Level, error) { return tcb.PlatformLevel(v.PCK, td) }}}
	var lacking []verdict.Def
	identified := func(d verdict.Def, err error, pass string, args ...any) {
		if !v.Judge(d, err, pass, args...) {
			lacking = append(lacking, d)
		}
	}
	identified(CollateralFMSPC, tcb.of(v.PCK), "the TCB info is this platform type's, FMSPC %X", v.PCK.FMSPC)
	if td != nil {
		module, err := tcb.ModuleOf(*td)
		identified(TDSeam, err, "signer and attributes of the TDX module are those of the TCB info")
		parts = append(parts, part{TCBModule, &a.Module, func() (Level, error) { return module.Level(*td) }})
	}
	identified(QEIdentified, qe.Matches(report), "is the %s of the QE identity, SVN %d", qe.ID, report.ISVSVN)
	parts = append(parts, part{TCBQE, &a.QE, func() (Level, error) { return qe.Level(report) }})
	if len(lacking) > 0 {
		v.block(lacking[0], append([]verdict.Def{TCBNoLevel}, onLevels...))
		return
	}
	var err error
	for _, p := range parts {
		l, lacks := p.level()
		*p.into, err = l, errors.Join(err, lacks)
	}
	if !v.Judge(TCBNoLevel, oneLine(err), "every part reaches a level of Intel's") {
		v.block(TCBNoLevel, onLevels)
		return
	}
	v.levels(parts)
}

// of checks that TCB info is a platform's, by its certificate.
func (t TCBInfo) of(p PCK) error {
	if bytes.Equal(t.FMSPC, p.FMSPC[:]) && bytes.Equal(t.PCEID, p.PCEID[:]) {
		return nil
	}
	return hallmark.Errorf(hallmark.NotGenuine, "the TCB info is for FMSPC %X and PCEID %X, the platform's certificate says %X and %X; fetch the TCB info of that FMSPC", []byte(t.FMSPC), []byte(t.PCEID), p.FMSPC, p.PCEID)
}

// levels judges the parts' levels one by one, then the whole.
func (v *verifier) levels(parts []part) {
	var said, counted []Status // by Intel, and after the policy's grace
	var advisories []string
	failed := -1
	for i, p := range parts {
		s, counts := p.into.Status, v.counts(*p.into)
		said, counted = append(said, s), append(counted, counts)
		advisories = append(advisories, p.into.Advisories...)
		detail := p.into.describe()
		switch {
		case !counts.outdated():
			if counts != s {
				detail += ", within the policy's grace"
			}
			v.Pass(p.def, "%s", detail)
		case slices.Contains(v.Accept, s):
			v.Pass(p.def, "%s, which the policy accepts", detail)
		default:
			v.Fail(p.def, "%s%s", detail, v.relaunch(p))
			if failed < 0 {
				failed = i
			}
		}
	}
	slices.Sort(advisories)
	v.Appraisal.Advisories = slices.Compact(advisories)
	v.Appraisal.Converged = Converge(said...)
	counts := Converge(counted...)
	switch {
	case failed >= 0:
		v.Block(parts[failed].def, TCBStatus)
	case slices.Contains(v.Accept, counts):
		v.Pass(TCBStatus, "%s of all parts together", v.Appraisal.Converged)
	default:
		v.Fail(TCBStatus, "%s of all parts together; the policy accepts %v. %s", v.Appraisal.Converged, v.Accept, v.Appraisal.Converged.remedy())
	}
	v.advisories()
}

// counts is a level's status after the policy's grace.
func (v *verifier) counts(l Level) Status {
	if age, ok := l.age(v.Now); ok && v.Grace > 0 && age <= v.Grace {
		return l.Status.graced()
	}
	return l.Status
}

func (l Level) describe() string {
	out := string(l.Status)
	if l.Date != "" {
		out += ", level of " + l.Date
	}
	if len(l.Advisories) > 0 {
		out += ", " + strings.Join(l.Advisories, " ")
	}
	if l.Lacks != "" {
		out += ". For the newest level " + l.Lacks
	}
	return out
}

// remedy is what an operator does about a status that is not out of date.
func (s Status) remedy() string {
	switch s {
	case SWHardeningNeeded:
		return "The advisories ask for hardening in the software; a policy may accept it once that is done"
	case ConfigurationNeeded:
		return "The advisories ask for another BIOS configuration (often hyper-threading or undervolting off)"
	case ConfigurationAndSWHardNeed:
		return "The advisories ask for another BIOS configuration and for hardening in the software"
	}
	return "Update the platform"
}

// relaunch tells the operator that the host is updated already: only the TD
// still counts by what it was launched under.
func (v *verifier) relaunch(p part) string {
	if p.def.ID != TCBModule.ID || v.Quote.Body != BodyTD15 {
		return ""
	}
	now := v.Quote.TD15.TEETCBSVN2
	if now[1] != v.Quote.TD.TEETCBSVN[1] || now[0] <= v.Quote.TD.TEETCBSVN[0] {
		return ""
	}
	return ". The host has loaded a newer module since: relaunch the TD"
}

func (v *verifier) advisories() {
	all := v.Appraisal.Advisories
	refused := slices.DeleteFunc(slices.Clone(all), func(id string) bool { return slices.Contains(v.Advisories, id) })
	switch {
	case len(all) == 0:
		v.Pass(TCBAdvisory, "no advisory stands")
	case v.Advisories == nil:
		v.Pass(TCBAdvisory, "%s; the policy judges the status alone", strings.Join(all, " "))
	case len(refused) > 0:
		v.Fail(TCBAdvisory, "%s: the policy does not list it", strings.Join(refused, " "))
	default:
		v.Pass(TCBAdvisory, "%s, which the policy lists", strings.Join(all, " "))
	}
}
