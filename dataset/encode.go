package dataset

import (
	"io/fs"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/dataset/tokenizer"
)

// Example is one row as tokens. Mask is as long as Tokens: true where the loss
// counts the prediction of that token from those before it; never at the first
// token. Row is the number of the row in the file, from 0.
type Example struct {
	Tokens []int32
	Mask   []bool
	Row    int
}

// Targets counts the tokens that the loss counts.
func (e Example) Targets() int {
	n := 0
	for _, m := range e.Mask {
		if m {
			n++
		}
	}
	return n
}

// Encoder renders and tokenizes rows for one model.
type Encoder struct {
	tok      *tokenizer.Tokenizer
	template string
	format   format
	mask     bool
	control  map[string]int32
}

// NewEncoder binds a built-in template to a tokenizer, which must have the
// control tokens that the template places. Without maskPrompt the loss counts
// every token of a row but its first.
func NewEncoder(tok *tokenizer.Tokenizer, template string, maskPrompt bool) (*Encoder, error) {
	f := builtin(template, func(text string) bool { _, ok := tok.AddedID(text); return ok })
	if f == nil {
		return nil, hallmark.Errorf(hallmark.Unsupported, "dataset: template %q is not known or needs the model's directory, use one of %q", clip(template), Templates())
	}
	return bind(tok, template, f, maskPrompt)
}

func bind(tok *tokenizer.Tokenizer, template string, f format, mask bool) (*Encoder, error) {
	e := &Encoder{tok: tok, template: template, format: f, mask: mask, control: map[string]int32{}}
	for _, text := range f.needs() {
		if _, ok := tok.AddedID(text); !ok {
			return nil, hallmark.Errorf(hallmark.Unsupported, "dataset: the base model's tokenizer has no %s token, which template %s needs", text, template)
		}
	}
	for _, a := range tok.Added() {
		e.control[a.Text] = a.ID
	}
	return e, nil
}

// OpenEncoder is EncoderFor with the tokenizer.json of the same directory.
func OpenEncoder(base fs.FS, cfg hallmark.TrainingConfig) (*Encoder, error) {
	f, err := base.Open("tokenizer.json")
	if err != nil {
		return nil, hallmark.Errorf(hallmark.NotFound, "dataset: the base model has no tokenizer.json: %w", err)
	}
	defer f.Close()
	tok, err := tokenizer.Read(f)
	if err != nil {
		return nil, err
	}
	return EncoderFor(tok, base, cfg)
}

// Template is the name of the template in use: where a model's own template
// does what a built-in one does, the built-in one's.
func (e *Encoder) Template() string { return e.template }

// Render lays a row out in pieces. Unsupported: the template cannot write it.
func (e *Encoder) Render(row Row) ([]Piece, error) {
	var pieces []Piece
	var err error
	if row.Kind == Text {
		pieces, err = e.format.document(row.Text)
	} else {
		pieces, err = e.format.conversation(row.Messages)
	}
	if err != nil {
		return nil, hallmark.Errorf(hallmark.KindOf(err), "dataset: line %d: %w", row.Line, err)
	}
	return pieces, nil
}

// Example gives the whole row, uncut. number is the row's place in the file,
// from 0.
func (e *Encoder) Example(row Row, number int) (Example, error) {
	pieces, err := e.Render(row)
	if err != nil {
		return Example{}, err
	}
	ex := Example{Row: number}
	for _, p := range pieces {
		ex.Tokens = e.appendPiece(ex.Tokens, p)
		for len(ex.Mask) < len(ex.Tokens) {
			ex.Mask = append(ex.Mask, (p.Learn || !e.mask) && len(ex.Mask) > 0)
		}
	}
	return ex, nil
}

// Prompt gives the tokens from which the model writes the next assistant turn.
// Unsupported: turns that the template cannot write.
func (e *Encoder) Prompt(turns []Message) ([]int32, error) {
	pieces, err := e.format.prompt(turns)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.KindOf(err), "dataset: %w", err)
	}
	var out []int32
	for _, p := range pieces {
		out = e.appendPiece(out, p)
	}
	return out, nil
}

// End is the token with which the model ends its turn.
func (e *Encoder) End() int32 { return e.control[e.format.end()] }

// Text gives the text of generated tokens, control tokens left out.
func (e *Encoder) Text(tokens []int32) string { return e.tok.Decode(tokens, true) }

func (e *Encoder) appendPiece(dst []int32, p Piece) []int32 {
	if p.Control {
		return append(dst, e.control[p.Text])
	}
	return e.tok.AppendText(dst, p.Text)
}
