package verdict

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/hallmark-tee/hallmark"
)

// Sheet collects the checks of one verification in the order they are made.
type Sheet struct{ checks []Check }

// Pass records a check that holds.
func (s *Sheet) Pass(d Def, format string, args ...any) {
	s.add(d, Pass, "", fmt.Sprintf(format, args...))
}

// Fail records a check that does not hold.
func (s *Sheet) Fail(d Def, format string, args ...any) {
	s.add(d, Fail, "", fmt.Sprintf(format, args...))
}

// Skip records a check that could not be made because something is absent.
func (s *Sheet) Skip(d Def, format string, args ...any) {
	s.add(d, Skip, "", fmt.Sprintf(format, args...))
}

// Block records checks that could not be made because by did not pass.
func (s *Sheet) Block(by Def, blocked ...Def) {
	for _, d := range blocked {
		s.add(d, Skip, by.ID, "not made: "+by.ID+" did not pass")
	}
}

// Judge records Pass with the given detail when err is nil, Skip when err is
// of kind MissingEvidence, else Fail with its text. It reports whether err was
// nil.
func (s *Sheet) Judge(d Def, err error, format string, args ...any) bool {
	switch {
	case err == nil:
		s.Pass(d, format, args...)
	case hallmark.KindOf(err) == hallmark.MissingEvidence:
		s.Skip(d, "%s", err.Error())
	default:
		s.Fail(d, "%s", err.Error())
	}
	return err == nil
}

// Require records Pass or Fail by a condition and reports it.
func (s *Sheet) Require(d Def, ok bool, pass, fail string) bool {
	if ok {
		s.Pass(d, "%s", pass)
	} else {
		s.Fail(d, "%s", fail)
	}
	return ok
}

// Passed reports whether a check was recorded as passed.
func (s *Sheet) Passed(d Def) bool {
	return slices.ContainsFunc(s.checks, func(c Check) bool { return c.ID == d.ID && c.Status == Pass })
}

func (s *Sheet) add(d Def, status Status, by, detail string) {
	enforced := !d.Informs && !(d.Optional && status == Skip)
	s.checks = append(s.checks, Check{
		ID: d.ID, Class: d.Class, Status: status, Enforced: enforced, Detail: plain(detail), Blocked: by, Ref: d.Ref, code: d.OnFail,
	})
}

// plain keeps what evidence says of itself from writing lines of its own, moving
// a terminal's cursor or turning the direction of text.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return ' '
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r):
			return unicode.ReplacementChar
		}
		return r
	}, s)
}

// Rules are what a policy and the caller say about enforcement.
type Rules struct {
	Allow   []string // waivable checks that need not pass
	Enforce []string // optional checks that must pass
	Strict  bool     // no check may be skipped
}

// Conclude marks which checks are enforced, sorts them by class, keeping the
// order inside each, and finds the code. Evidence of a simulation never gives
// Verified.
func (s *Sheet) Conclude(r Rules, simulated bool) ([]Check, Code) {
	checks := slices.Clone(s.checks)
	for _, id := range r.Enforce {
		if !slices.ContainsFunc(checks, func(c Check) bool { return c.ID == id }) {
			checks = append(checks, Check{ID: id, Class: Policy, Status: Skip, Detail: "the policy enforces it, but it was not made: what it compares was not given"})
		}
	}
	slices.SortStableFunc(checks, func(a, b Check) int {
		return slices.Index(classes[:], a.Class) - slices.Index(classes[:], b.Class)
	})
	code := Verified
	if simulated {
		code = Simulated
	}
	worse := func(c Code) {
		if code == Verified || c < code {
			code = c
		}
	}
	for i := range checks {
		c := &checks[i]
		if slices.Contains(r.Enforce, c.ID) || r.Strict && c.Status == Skip {
			c.Enforced = true
		}
		if slices.Contains(r.Allow, c.ID) {
			c.Enforced = false
		}
		if !c.Enforced || c.Status == Pass || c.Blocked != "" {
			continue
		}
		if c.Status == Skip {
			worse(Incomplete)
			continue
		}
		worse(c.code)
	}
	if code == Verified || code == Simulated {
		// A blocked check is answered for by the one that blocks it; where that
		// one was waived, nothing answers for it.
		for _, c := range checks {
			if c.Enforced && c.Blocked != "" {
				code = Incomplete
			}
		}
	}
	return checks, code
}
