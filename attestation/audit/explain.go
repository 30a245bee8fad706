package audit

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/bundle"
	"github.com/hallmark-tee/hallmark/attestation/endorsement"
	"github.com/hallmark-tee/hallmark/attestation/foreign"
	"github.com/hallmark-tee/hallmark/attestation/verdict"
)

// maxShown bounds what is dumped of one exhibit, in bytes.
const maxShown = 8 << 10

// exhibit is something that a check looked at.
type exhibit struct {
	name   string
	offset int // in the quote; -1: elsewhere
	data   []byte
	text   string // instead of a dump
}

// Explain prints the checks whose id is, or begins with, the given one: their
// answers, the clause they rest on, and the bytes they looked at. NotFound: no
// such check was made.
func (o Outcome) Explain(id string, w io.Writer) error {
	subjects, err := o.subjects()
	if err != nil {
		return err
	}
	var b strings.Builder
	var made []string
	found := false
	for i, p := range o.Verdicts() {
		for _, c := range p.Verdict.Checks {
			made = append(made, c.ID)
			if c.ID != id && !strings.HasPrefix(c.ID, strings.TrimSuffix(id, ".")+".") {
				continue
			}
			found = true
			if p.Part != "" {
				fmt.Fprintf(&b, "part:     %s\n", p.Part)
			}
			describe(&b, c)
			if i < len(subjects) {
				for _, e := range subjects[i].exhibits(c.ID) {
					e.write(&b)
				}
			}
			b.WriteString("\n")
		}
	}
	if !found {
		slices.Sort(made)
		return hallmark.Errorf(hallmark.NotFound, "no check %q was made; these were: %s", id, strings.Join(slices.Compact(made), " "))
	}
	_, err = io.WriteString(w, b.String())
	return err
}

func describe(b *strings.Builder, c verdict.Check) {
	enforced := "enforced"
	if !c.Enforced {
		enforced = "not enforced"
	}
	fmt.Fprintf(b, "check:    %s (class %s, %s)\nanswer:   %s: %s\n", c.ID, c.Class, enforced, strings.ToUpper(string(c.Status)), c.Detail)
	if c.Blocked != "" {
		fmt.Fprintf(b, "blocked:  by %s\n", c.Blocked)
	}
	fmt.Fprintf(b, "clause:   %s\n", c.Ref)
}

func (e exhibit) write(b *strings.Builder) {
	switch {
	case e.text != "":
		text := strings.Map(func(r rune) rune {
			if r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) {
				return unicode.ReplacementChar // it is somebody else's text, and this a terminal
			}
			return r
		}, e.text)
		fmt.Fprintf(b, "%s:\n  %s\n", e.name, strings.ReplaceAll(strings.TrimRight(text, "\n"), "\n", "\n  "))
		return
	case e.offset >= 0:
		fmt.Fprintf(b, "%s, %d bytes at offset %d of the quote:\n", e.name, len(e.data), e.offset)
	default:
		fmt.Fprintf(b, "%s, %d bytes, SHA-256 %x:\n", e.name, len(e.data), sha256.Sum256(e.data))
	}
	shown := e.data[:min(len(e.data), maxShown)]
	b.WriteString("  " + strings.ReplaceAll(strings.TrimRight(hex.Dump(shown), "\n"), "\n", "\n  ") + "\n")
	if len(shown) < len(e.data) {
		fmt.Fprintf(b, "  .. and %d bytes more\n", len(e.data)-len(shown))
	}
}

// subject is what one verdict was about.
type subject struct {
	quote  []byte
	e      hallmark.Endorsements
	part   foreign.Part
	mine   *hallmark.Evidence // Hallmark's own evidence
	bundle *hallmark.Bundle
}

// subjects reads the input again, as Judge did.
func (o Outcome) subjects() ([]subject, error) {
	in := o.input
	at := o.Verdicts()[0].Verdict.At
	own := func(e hallmark.Evidence, b *hallmark.Bundle) []subject {
		in.Collateral.Complete(&e, at)
		return []subject{{quote: e.Quote, e: e.Endorsements, mine: &e, bundle: b}}
	}
	switch version(in.File) {
	case hallmark.BundleVersion:
		b, err := bundle.Decode(in.File)
		return own(b.Evidence, &b), err
	case hallmark.EvidenceVersion:
		var e hallmark.Evidence
		err := hallmark.DecodeStrict(in.File, "evidence", &e)
		return own(e, nil), err
	}
	r, err := foreign.Read(in.File)
	if err != nil {
		return nil, err
	}
	var out []subject
	for i := range r.Parts {
		x := &part{Part: &r.Parts[i], o: options{endorsements: in.Collateral}}
		x.o.Now = at
		s := subject{quote: x.Quote, part: r.Parts[i]}
		if x.parse(); x.quote != nil {
			s.e = x.endorse()
		}
		out = append(out, s)
	}
	return out, nil
}

// chainText names certificates and their digests.
func chainText(pem []byte) string {
	var b strings.Builder
	for i, c := range endorsement.Certificates(pem) {
		fmt.Fprintf(&b, "%d  %s\n   issuer %s, serial %x\n   valid %s to %s\n   SHA-256 %x\n", i, c.Subject.CommonName, c.Issuer.CommonName, c.SerialNumber,
			c.NotBefore.UTC().Format("2006-01-02"), c.NotAfter.UTC().Format("2006-01-02"), sha256.Sum256(c.Raw))
	}
	if b.Len() == 0 {
		return "none"
	}
	return b.String()
}

// statementText prints a signed statement readably.
func statementText(doc []byte) string {
	if len(doc) == 0 {
		return "none"
	}
	var v any
	if json.Unmarshal(doc, &v) != nil {
		return string(doc)
	}
	b, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		return string(doc)
	}
	return string(b[:min(len(b), 4*maxShown)])
}
