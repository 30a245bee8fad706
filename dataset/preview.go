package dataset

import (
	"unicode/utf8"

	"github.com/hallmark-tee/hallmark"
)

// Preview is what rows become for one base model and one way to train, shown
// to their owner before anything is ordered.
type Preview struct {
	Template   string `json:"template"` // in use: see Encoder.Template
	MaskPrompt bool   `json:"maskPrompt"`
	SeqLen     int    `json:"seqLen"`

	Tokens  int     `json:"tokens"`  // of all rows that the template can write, uncut
	Trained int     `json:"trained"` // of them those that the loss counts
	Longest RowSize `json:"longest"`

	Cut     int       `json:"cut"`     // rows longer than SeqLen: they lose their end
	Dropped int       `json:"dropped"` // rows left out: nothing that the loss counts is within SeqLen
	Refused int       `json:"refused"` // rows that the template cannot write
	Refusal []Refusal `json:"refusals"`

	Example *Rendered `json:"example,omitempty"` // of the first row that the template can write
}

// RowSize is a row's line, from 1, and length in tokens.
type RowSize struct {
	Line   int `json:"line"`
	Tokens int `json:"tokens"`
}

// Refusal says why the template cannot write a row. Preview lists the first
// few.
type Refusal struct {
	Line  int    `json:"line"`
	Cause string `json:"cause"`
}

// Rendered is a row as the model reads it.
type Rendered struct {
	RowSize
	Parts []Part `json:"parts"`
}

// Part is a stretch of a rendered row. Control: one control token. Trained: the
// loss counts it.
type Part struct {
	Text    string `json:"text"`
	Control bool   `json:"control,omitempty"`
	Trained bool   `json:"trained,omitempty"`
}

const (
	previewRefusals = 10
	previewText     = 2000 // bytes of a part that an example shows, from both ends
)

// Preview renders and counts rows as Prepare will for a sequence length. What
// Prepare refuses is counted and named instead; the error is one of the
// encoder, not of a row.
func (e *Encoder) Preview(rows []Row, seqLen int) (Preview, error) {
	p := Preview{Template: e.template, MaskPrompt: e.mask, SeqLen: seqLen, Refusal: []Refusal{}}
	for i, row := range rows {
		ex, err := e.Example(row, i)
		if err != nil {
			if hallmark.KindOf(err) == hallmark.Internal {
				return p, err
			}
			if p.Refused++; len(p.Refusal) < previewRefusals {
				p.Refusal = append(p.Refusal, Refusal{row.Line, err.Error()})
			}
			continue
		}
		size := RowSize{row.Line, len(ex.Tokens)}
		p.Tokens += size.Tokens
		p.Trained += ex.Targets()
		if size.Tokens > p.Longest.Tokens {
			p.Longest = size
		}
		if size.Tokens > seqLen {
			p.Cut++
			ex.Mask = ex.Mask[:seqLen]
		}
		if ex.Targets() == 0 {
			p.Dropped++
		}
		if p.Example == nil {
			pieces, err := e.Render(row)
			if err != nil {
				return p, err
			}
			p.Example = &Rendered{size, e.parts(pieces)}
		}
	}
	return p, nil
}

// parts marks what the loss counts, as Example does: all of it where the prompt
// is not masked.
func (e *Encoder) parts(pieces []Piece) []Part {
	var out []Part
	for _, p := range joinText(pieces) {
		out = append(out, Part{Text: shorten(p.Text), Control: p.Control, Trained: p.Learn || !e.mask})
	}
	return out
}

// shorten takes the middle out of a long text.
func shorten(s string) string {
	if len(s) <= previewText {
		return s
	}
	head, tail := previewText/2, len(s)-previewText/2
	for !utf8.RuneStart(s[head]) {
		head--
	}
	for !utf8.RuneStart(s[tail]) {
		tail++
	}
	return s[:head] + " … " + s[tail:]
}
