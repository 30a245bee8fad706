package verdict

import (
	"fmt"
	"io"
	"strings"
	"time"
)

// WriteTable prints a verdict for people: the checks by class, what is not
// proven, and the verdict on the last line. The errors are the writer's.
func WriteTable(w io.Writer, v Verdict) error {
	var b strings.Builder
	fmt.Fprintf(&b, "judged for %s", v.At.UTC().Format(time.RFC3339))
	if v.AtSource != "" {
		fmt.Fprintf(&b, " (%s)", v.AtSource)
	}
	fmt.Fprintf(&b, " by policy %s (%s)\n", v.Policy.Name, v.Policy.ID)
	if v.Identity.Kind != "" {
		fmt.Fprintf(&b, "evidence: kind %s, root %s, signer %s\n          measurement %s\n",
			v.Identity.Kind, v.Identity.Root, v.Identity.Signer, v.Identity.Measurement)
	}
	if j := v.Job; j != nil {
		fmt.Fprintf(&b, "job:      %s, %s, %d tokens, fee %s\n          user %s, provider %s\n",
			j.ID, j.Outcome, j.Tokens, j.Fee.Coins(), j.User, j.Provider)
	}
	class := Class("")
	for _, c := range v.Checks {
		if c.Class != class {
			class = c.Class
			fmt.Fprintf(&b, "\n%s\n", strings.ToUpper(string(class)))
		}
		note := ""
		if !c.Enforced && c.Status != Pass {
			note = " (not enforced)"
		}
		fmt.Fprintf(&b, "  %-4s  %-26s %s%s\n", strings.ToUpper(string(c.Status)), c.ID, c.Detail, note)
	}
	b.WriteString("\nNOT PROVEN\n")
	for _, n := range v.NotProven {
		fmt.Fprintf(&b, "  - %s\n", n)
	}
	passed, failed, skipped := v.count()
	fmt.Fprintf(&b, "\n%d passed, %d failed, %d skipped\n%s%s\n", passed, failed, skipped, v.Overall, explain(v))
	_, err := io.WriteString(w, b.String())
	return err
}

func (v Verdict) count() (passed, failed, skipped int) {
	for _, c := range v.Checks {
		switch c.Status {
		case Pass:
			passed++
		case Fail:
			failed++
		default:
			skipped++
		}
	}
	return
}

func explain(v Verdict) string {
	switch v.Code {
	case Verified:
		return ": every enforced check passed"
	case Simulated:
		return ": every enforced check passed, but the evidence is SIMULATED: no hardware vouches for it"
	}
	var ids []string
	for _, c := range v.Failures() {
		if c.Blocked == "" {
			ids = append(ids, c.ID)
		}
	}
	out := ": " + strings.Join(ids, ", ")
	if v.Simulated {
		out += " (the evidence is SIMULATED)"
	}
	return out
}
