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
	mask     bool
	control  map[string]int32
}

// NewEncoder binds a template to a tokenizer, which must have the control
// tokens that the template places. Without maskPrompt the loss counts every
// token of a row but its first.
func NewEncoder(tok *tokenizer.Tokenizer, template string, maskPrompt bool) (*Encoder, error) {
	e := &Encoder{tok: tok, template: template, mask: maskPrompt, control: map[string]int32{}}
	var need []string
	switch template {
	case ChatML:
		need = []string{imStart, imEnd}
	case Plain:
		need = []string{endOfText}
	default:
		return nil, hallmark.Errorf(hallmark.Unsupported, "dataset: template %q is not known, use %s or %s", clip(template), ChatML, Plain)
	}
	for _, text := range append(need, endOfText) {
		id, ok := tok.AddedID(text)
		if !ok {
			return nil, hallmark.Errorf(hallmark.Unsupported, "dataset: the base model's tokenizer has no %s token, which template %s needs", text, template)
		}
		e.control[text] = id
	}
	return e, nil
}

// OpenEncoder is NewEncoder with the tokenizer.json of a Hugging Face model
// directory and the template of a training configuration.
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
	return NewEncoder(tok, cfg.Template, cfg.MaskPrompt)
}

// Example gives the whole row, uncut. number is the row's place in the file,
// from 0.
func (e *Encoder) Example(row Row, number int) (Example, error) {
	pieces, err := Render(e.template, row)
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
	var out []int32
	for _, p := range renderPrompt(e.template, turns) {
		out = e.appendPiece(out, p)
	}
	return out, nil
}

// End is the token with which the model ends its turn.
func (e *Encoder) End() int32 { return e.control[endOf(e.template)] }

// Text gives the text of generated tokens, control tokens left out.
func (e *Encoder) Text(tokens []int32) string { return e.tok.Decode(tokens, true) }

func (e *Encoder) appendPiece(dst []int32, p Piece) []int32 {
	if p.Control {
		return append(dst, e.control[p.Text])
	}
	return e.tok.AppendText(dst, p.Text)
}
