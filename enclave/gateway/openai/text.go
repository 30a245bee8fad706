package openai

import (
	"encoding/json"
	"errors"
	"io/fs"
	"slices"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/dataset"
	"github.com/hallmark-tee/hallmark/dataset/tokenizer"
	"github.com/hallmark-tee/hallmark/enclave/engine"
)

// Text is a model that our own engine serves, with what turns words into its
// tokens. A Text of an adapter is a copy of its base's with Adapter set.
type Text struct {
	Server    engine.Server
	Embedder  engine.Embedder // nil: no embeddings
	Adapter   hallmark.Digest // loaded into Server; zero: the base model
	Encoder   *dataset.Encoder
	Tokenizer *tokenizer.Tokenizer
	Context   int     // longest text, prompt included, in tokens: as the Server's
	Width     int     // numbers of an embedding, 0: not known
	Stop      []int32 // tokens that end a text
	Begin     []int32 // tokens before a plain text
	Empty     int32   // the token that an empty plain text is
}

// ReadText reads a model directory's words: tokenizer.json, the chat template
// (a name of dataset.Templates, or empty for the model's default one), the
// context length of config.json, and the tokens that end a text, of the template
// and of generation_config.json. Server, Embedder and Adapter are left to set;
// and Context where the Server has less.
func ReadText(base fs.FS, template string) (Text, error) {
	raw, err := fs.ReadFile(base, "tokenizer.json")
	if err != nil {
		return Text{}, hallmark.Errorf(hallmark.NotFound, "gateway: the model has no tokenizer.json: %w", err)
	}
	t := Text{}
	if t.Tokenizer, err = tokenizer.Parse(raw); err != nil {
		return Text{}, err
	}
	if template == "" {
		if template, err = dataset.TemplateOf(t.Tokenizer, base); err != nil {
			return Text{}, err
		}
	}
	cfg := hallmark.DefaultTraining()
	cfg.Template = template
	if t.Encoder, err = dataset.EncoderFor(t.Tokenizer, base, cfg); err != nil {
		return Text{}, err
	}
	var shape struct {
		Context int `json:"max_position_embeddings"`
		Width   int `json:"hidden_size"`
	}
	if err := readJSON(base, "config.json", &shape); err != nil {
		return Text{}, err
	}
	if shape.Context < 2 {
		return Text{}, hallmark.Errorf(hallmark.Invalid, "gateway: config.json has no max_position_embeddings")
	}
	t.Context, t.Width = shape.Context, shape.Width
	return t, t.findEnds(base)
}

// findEnds learns from the template how a plain text begins and ends.
func (t *Text) findEnds(base fs.FS) error {
	t.Stop = []int32{t.Encoder.End()}
	t.Empty = t.Stop[0]
	if pieces, err := t.Encoder.Render(dataset.Row{Kind: dataset.Text, Text: "text"}); err == nil {
		for i, p := range pieces {
			id, ok := t.Tokenizer.AddedID(p.Text)
			switch {
			case !p.Control || !ok:
			case i == len(pieces)-1:
				t.stopAt(id)
				t.Empty = id
			default:
				t.Begin = append(t.Begin, id)
			}
		}
	}
	var generation struct {
		EOS json.RawMessage `json:"eos_token_id"`
	}
	if err := readJSON(base, "generation_config.json", &generation); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	var one int32
	var many []int32
	switch {
	case generation.EOS == nil || string(generation.EOS) == "null":
	case json.Unmarshal(generation.EOS, &one) == nil:
		t.stopAt(one)
	case json.Unmarshal(generation.EOS, &many) == nil:
		for _, id := range many {
			t.stopAt(id)
		}
	default:
		return hallmark.Errorf(hallmark.Invalid, "gateway: eos_token_id of generation_config.json is neither a token nor a list of tokens")
	}
	return nil
}

func (t *Text) stopAt(id int32) {
	if !slices.Contains(t.Stop, id) {
		t.Stop = append(t.Stop, id)
	}
}

// plain gives the tokens of a text that is no conversation; control tokens that
// its author spells out are recognised where control is set.
func (t *Text) plain(text string, control bool) []int32 {
	tokens := slices.Clone(t.Begin)
	if control {
		tokens = append(tokens, t.Tokenizer.Encode(text)...)
	} else {
		tokens = t.Tokenizer.AppendText(tokens, text)
	}
	if len(tokens) == 0 {
		tokens = []int32{t.Empty}
	}
	return tokens
}

func readJSON(dir fs.FS, name string, to any) error {
	raw, err := fs.ReadFile(dir, name)
	if err != nil {
		return hallmark.Errorf(hallmark.NotFound, "gateway: model directory: %w", err)
	}
	if err := json.Unmarshal(raw, to); err != nil {
		return hallmark.Errorf(hallmark.Invalid, "gateway: %s: %w", name, err)
	}
	return nil
}
