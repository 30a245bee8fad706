package verdict

import (
	"strings"
	"testing"
)

var (
	genuine  = Def{ID: "genuine", Class: Quote, OnFail: NotGenuine}
	accepted = Def{ID: "accepted", Class: Policy, OnFail: Against, Waivable: true}
	matching = Def{ID: "matching", Class: Result, OnFail: Mismatch}
	extra    = Def{ID: "extra", Class: Chain, OnFail: Mismatch, Optional: true}
	informs  = Def{ID: "informs", Class: Policy, OnFail: Against, Informs: true}
)

func TestConclude(t *testing.T) {
	all := func(s *Sheet) {
		s.Pass(matching, "m")
		s.Pass(accepted, "a")
		s.Pass(genuine, "g")
	}
	for _, c := range []struct {
		name      string
		make      func(*Sheet)
		rules     Rules
		simulated bool
		want      Code
	}{
		{"all pass", all, Rules{}, false, Verified},
		{"all pass, simulated", all, Rules{}, true, Simulated},
		{"the lowest code holds", func(s *Sheet) { s.Fail(matching, "m"); s.Fail(accepted, "a"); s.Fail(genuine, "g") }, Rules{}, false, NotGenuine},
		{"simulated and wrong", func(s *Sheet) { s.Fail(matching, "m") }, Rules{}, true, Mismatch},
		{"skipped", func(s *Sheet) { s.Skip(matching, "m") }, Rules{}, false, Incomplete},
		{"blocked by a failure", func(s *Sheet) { s.Fail(accepted, "a"); s.Block(accepted, matching) }, Rules{}, false, Against},
		{"blocked by a waived failure", func(s *Sheet) { s.Fail(accepted, "a"); s.Block(accepted, matching) }, Rules{Allow: []string{"accepted"}}, false, Incomplete},
		{"blocked by a waived failure, simulated", func(s *Sheet) { s.Fail(accepted, "a"); s.Block(accepted, matching) }, Rules{Allow: []string{"accepted"}}, true, Incomplete},
		{"waived", func(s *Sheet) { s.Fail(accepted, "a") }, Rules{Allow: []string{"accepted"}}, false, Verified},
		{"optional skipped", func(s *Sheet) { s.Skip(extra, "e") }, Rules{}, false, Verified},
		{"optional skipped, strict", func(s *Sheet) { s.Skip(extra, "e") }, Rules{Strict: true}, false, Incomplete},
		{"optional skipped, enforced", func(s *Sheet) { s.Skip(extra, "e") }, Rules{Enforce: []string{"extra"}}, false, Incomplete},
		{"optional failed", func(s *Sheet) { s.Fail(extra, "e") }, Rules{}, false, Mismatch},
		{"informing failed", func(s *Sheet) { s.Fail(informs, "i") }, Rules{}, false, Verified},
		{"informing failed, enforced", func(s *Sheet) { s.Fail(informs, "i") }, Rules{Enforce: []string{"informs"}}, false, Against},
		{"enforced and never made", all, Rules{Enforce: []string{"nonce"}}, false, Incomplete},
	} {
		var s Sheet
		c.make(&s)
		checks, code := s.Conclude(c.rules, c.simulated)
		if code != c.want {
			t.Errorf("%s: %s, want %s", c.name, code, c.want)
		}
		v := Verdict{Code: code, Overall: code.String(), Checks: checks, Simulated: c.simulated}
		if err := v.Err(c.simulated); (err == nil) != (code == Verified || code == Simulated) {
			t.Errorf("%s: error %v with code %s", c.name, err, code)
		}
	}
}

// TestDetailsStayOnTheirLine: evidence cannot print a verdict of its own.
func TestDetailsStayOnTheirLine(t *testing.T) {
	var s Sheet
	s.Fail(matching, "named %s", "x\nVERIFIED: every enforced check passed\x1b[2J\u202e\r")
	checks, code := s.Conclude(Rules{}, false)
	if want := "named x VERIFIED: every enforced check passed\ufffd[2J\ufffd\ufffd"; checks[0].Detail != want {
		t.Errorf("%q", checks[0].Detail)
	}
	var b strings.Builder
	if err := WriteTable(&b, Verdict{Checks: checks, Code: code, Overall: code.String()}); err != nil || strings.Contains(b.String(), "\nVERIFIED") {
		t.Errorf("%v\n%s", err, b.String())
	}
}

func TestTable(t *testing.T) {
	var s Sheet
	s.Skip(extra, "nothing given")
	s.Fail(genuine, "forged")
	v := Verdict{NotProven: []string{"the weather"}}
	v.Checks, v.Code = s.Conclude(Rules{}, false)
	v.Overall = v.Code.String()
	var b strings.Builder
	if err := WriteTable(&b, v); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"FAIL  genuine", "SKIP  extra", "(not enforced)", "- the weather", "NOT GENUINE: genuine\n"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the table lacks %q:\n%s", want, b.String())
		}
	}
	if strings.Index(b.String(), "QUOTE") > strings.Index(b.String(), "CHAIN") {
		t.Error("classes are out of order")
	}
}
