package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
	"unicode"
)

// attack is one test that attacks.
type attack struct {
	where, test string
	name        string   // for the table; empty: the test's
	checks      []string // that stopped it
	end         string   // pass, fail or skip
	output      strings.Builder
}

// report is what the tests said.
type report struct{ attacks []*attack }

// event is a line of `go test -json` (cmd/test2json).
type event struct{ Action, Package, Test, Key, Value, Output string }

// read takes the stream of `go test -json`.
func read(r io.Reader) (report, error) {
	byName := map[[2]string]*attack{}
	for d := json.NewDecoder(r); ; {
		var e event
		if err := d.Decode(&e); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return report{}, fmt.Errorf("go test -json: %w", err)
		}
		id := [2]string{strings.TrimPrefix(e.Package, "github.com/hallmark-tee/hallmark/"), e.Test}
		a := byName[id]
		if a == nil {
			a = &attack{where: id[0], test: id[1]}
			byName[id] = a
		}
		switch e.Action {
		case "attr":
			switch {
			case e.Key == "attack":
				a.name = e.Value
			case e.Key == "check" && !slices.Contains(a.checks, e.Value):
				a.checks = append(a.checks, e.Value)
			}
		case "output":
			a.output.WriteString(e.Output)
		case "pass", "fail", "skip":
			a.end = e.Action
		}
	}
	var all report
	for _, a := range byName {
		if len(a.checks) > 0 || a.end != "pass" && a.test != "" {
			all.attacks = append(all.attacks, a)
		}
	}
	slices.SortFunc(all.attacks, func(a, b *attack) int { return cmp.Or(cmp.Compare(a.where, b.where), cmp.Compare(a.test, b.test)) })
	return all, nil
}

// table prints a line for each attack, and their sum.
func (r report) table(out io.Writer) {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "WHERE\tATTACK\tSTOPPED BY")
	stopped, skipped, checks := 0, 0, map[string]bool{}
	for _, a := range r.attacks {
		by := strings.Join(a.checks, ", ")
		switch a.end {
		case "pass":
			stopped++
			for _, c := range a.checks {
				checks[c] = true
			}
		case "skip":
			skipped++
			by = "(skipped)"
		default:
			by = "NOT STOPPED"
		}
		fmt.Fprintf(w, "%s\t%s\t%s\n", a.where, cmp.Or(a.name, title(a.test)), by)
	}
	w.Flush()
	fmt.Fprintf(out, "%d attacks: %d stopped by %d different checks, %d not stopped, %d skipped\n", len(r.attacks), stopped, len(checks), len(r.attacks)-stopped-skipped, skipped)
}

// judge says what did not hold: attacks that went through, and checks that
// stopped none.
func (r report) judge(named []string) error {
	var errs []error
	by := map[string]bool{}
	for _, a := range r.attacks {
		switch a.end {
		case "pass":
			for _, c := range a.checks {
				by[c] = true
			}
		case "skip":
		default:
			errs = append(errs, fmt.Errorf("%s %s:\n%s", a.where, a.test, a.output.String()))
		}
	}
	for _, name := range named {
		if !by[name] {
			errs = append(errs, fmt.Errorf("no attack was stopped by %q", name))
		}
	}
	return errors.Join(errs...)
}

// title makes "Thousand at the ceiling" of TestThousandAtTheCeiling, and of a
// subtest what it is called.
func title(test string) string {
	if i := strings.IndexByte(test, '/'); i >= 0 {
		return strings.ReplaceAll(test[i+1:], "_", " ")
	}
	var b strings.Builder
	for i, r := range strings.TrimPrefix(test, "Test") {
		if i > 0 && unicode.IsUpper(r) {
			b.WriteByte(' ')
			r = unicode.ToLower(r)
		}
		b.WriteRune(r)
	}
	return b.String()
}
