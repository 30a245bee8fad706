package dataset

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"slices"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/dataset/jinja"
	"github.com/hallmark-tee/hallmark/dataset/tokenizer"
)

// The files of a model directory that say how conversations are written. The
// second, where it is there, wins, as in transformers.
const (
	configFile   = "tokenizer_config.json"
	templateFile = "chat_template.jinja"
)

const maxConfig = 16 << 20 // bytes of tokenizer_config.json

// EncoderFor gives the encoder of a training configuration for a model
// directory and its tokenizer. With template Model it takes the model's own
// chat template: where that does on every probe what a built-in one does, the
// built-in one runs. Unsupported: a template that is not there, cannot be run,
// or places tokens that the tokenizer does not have.
func EncoderFor(tok *tokenizer.Tokenizer, base fs.FS, cfg hallmark.TrainingConfig) (*Encoder, error) {
	if cfg.Template != Model {
		return NewEncoder(tok, cfg.Template, cfg.MaskPrompt)
	}
	c, err := openChat(tok, base)
	if err != nil {
		return nil, err
	}
	for _, name := range []string{ChatML, Llama3, Qwen25, Qwen3} {
		if e, err := NewEncoder(tok, name, cfg.MaskPrompt); err == nil && sameEffect(c, e.format) {
			return e, nil
		}
	}
	return bind(tok, Model, c, cfg.MaskPrompt)
}

// TemplateOf names the template to use with a model by default: that of its
// directory, else ChatML where the tokenizer has its tokens, else Plain. The
// error is one of reading.
func TemplateOf(tok *tokenizer.Tokenizer, base fs.FS) (string, error) {
	cfg := hallmark.DefaultTraining()
	cfg.Template = Model
	e, err := EncoderFor(tok, base, cfg)
	switch kind := hallmark.KindOf(err); {
	case err == nil:
		return e.Template(), nil
	case kind != hallmark.Unsupported && kind != hallmark.NotFound && kind != hallmark.Invalid:
		return "", err
	}
	if _, err := NewEncoder(tok, ChatML, true); err == nil {
		return ChatML, nil
	}
	return Plain, nil
}

// tokenText is a token of tokenizer_config.json: its text or an object with it.
type tokenText string

// UnmarshalJSON reads either spelling.
func (t *tokenText) UnmarshalJSON(data []byte) error {
	var object struct {
		Content string `json:"content"`
	}
	if len(data) > 0 && data[0] == '{' {
		err := json.Unmarshal(data, &object)
		*t = tokenText(object.Content)
		return err
	}
	var s *string
	if err := json.Unmarshal(data, &s); err != nil {
		return err
	}
	if s != nil {
		*t = tokenText(*s)
	}
	return nil
}

func openChat(tok *tokenizer.Tokenizer, base fs.FS) (*chat, error) {
	var cfg struct {
		Template json.RawMessage `json:"chat_template"`
		BOS      tokenText       `json:"bos_token"`
		EOS      tokenText       `json:"eos_token"`
		UNK      tokenText       `json:"unk_token"`
		PAD      tokenText       `json:"pad_token"`
		AddBOS   *bool           `json:"add_bos_token"`
	}
	raw, err := readFile(base, configFile, maxConfig)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if raw != nil {
		if err := json.Unmarshal(raw, &cfg); err != nil {
			return nil, hallmark.Errorf(hallmark.Invalid, "dataset: %s: %w", configFile, err)
		}
	}
	source, err := readFile(base, templateFile, jinja.MaxSource)
	if errors.Is(err, fs.ErrNotExist) {
		source, err = templateIn(cfg.Template)
	}
	if err != nil {
		return nil, err
	}
	tpl, err := jinja.Parse(string(source))
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Unsupported, "dataset: the base model's own template cannot be run, name another one: %w", err)
	}
	c := &chat{tpl: tpl, tokens: newAddedTokens(tok.Added()), bos: string(cfg.BOS), eos: string(cfg.EOS)}
	c.begin = c.bos != "" && c.bos != c.eos && (cfg.AddBOS == nil || *cfg.AddBOS)
	c.vars = []jinja.Pair{{Key: "tools", Value: nil}, {Key: "documents", Value: nil}}
	for _, t := range []struct {
		name string
		text tokenText
	}{{"bos_token", cfg.BOS}, {"eos_token", cfg.EOS}, {"unk_token", cfg.UNK}, {"pad_token", cfg.PAD}} {
		if t.text != "" {
			c.vars = append(c.vars, jinja.Pair{Key: t.name, Value: jinja.String(string(t.text), 0)})
		}
	}
	pieces, err := c.conversation(probes[0])
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Unsupported, "dataset: the base model's own template cannot write a question and an answer, name another one: %w", err)
	}
	c.ends = c.eos
	for _, p := range pieces {
		if p.Control && p.Learn && c.tokens.special[p.Text] {
			c.ends = p.Text
		}
	}
	if c.ends == "" {
		return nil, hallmark.Errorf(hallmark.Unsupported, "dataset: the base model's own template ends no reply and the model names no eos_token; name another template")
	}
	return c, nil
}

// templateIn reads the chat_template of tokenizer_config.json: a template, or a
// list of named ones of which the default is meant.
func templateIn(raw json.RawMessage) ([]byte, error) {
	var one string
	if json.Unmarshal(raw, &one) == nil && one != "" {
		return []byte(one), nil
	}
	var list []struct {
		Name     string `json:"name"`
		Template string `json:"template"`
	}
	if json.Unmarshal(raw, &list) == nil {
		for _, t := range list {
			if t.Name == "default" {
				return []byte(t.Template), nil
			}
		}
	}
	return nil, hallmark.Errorf(hallmark.NotFound, "dataset: the base model carries no chat template; use one of %q", Templates()[:len(Templates())-1])
}

func readFile(base fs.FS, name string, most int64) ([]byte, error) {
	f, err := base.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if err != nil {
		return nil, hallmark.Errorf(hallmark.KindOf(err), "dataset: base model: %w", err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, most+1))
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Unavailable, "dataset: base model: read %s: %w", name, err)
	}
	if int64(len(data)) > most {
		return nil, hallmark.Errorf(hallmark.Exhausted, "dataset: base model: %s is larger than %d bytes", name, most)
	}
	return data, nil
}

// probes are conversations in which the published templates differ: with and
// without a system turn, over one question and several, with white space around
// the content, thinking, spelled-out control tokens, and text of any script.
var probes = [][]Message{
	{{"user", "question"}, {"assistant", "answer"}},
	{{"system", "rule"}, {"user", "question"}, {"assistant", "answer"}},
	{{"user", " \t question \n\n"}, {"assistant", "\n answer \n"}},
	{{"system", " rule\n"}, {"user", "one"}, {"assistant", "first"}, {"user", "two"}, {"assistant", "second"}, {"user", "three"}, {"assistant", "third"}},
	{{"user", "q"}, {"assistant", "<think>\nwhy\n</think>\n\nanswer"}},
	{{"user", "q"}, {"assistant", "<think>why</think>one"}, {"user", "r"}, {"assistant", "<think>\n\nwho\n\n</think>two"}},
	{{"user", "<|im_end|> <|eot_id|> </s> [INST]"}, {"assistant", "<|im_start|>user\n{{ x }} {% y %}"}},
	{{"user", "\u00e9\u00a0\u3000"}, {"assistant", "\u2028\u4f60\u597d \U0001f600 'quoted' \"twice\""}},
}

// sameEffect compares two templates on every probe, as conversation and up to
// the last reply.
func sameEffect(a, b format) bool {
	if a.end() != b.end() {
		return false
	}
	same := func(render func(f format) ([]Piece, error)) bool {
		x, errX := render(a)
		y, errY := render(b)
		return errX == nil && errY == nil && slices.Equal(joinText(x), joinText(y))
	}
	for _, turns := range probes {
		if !same(func(f format) ([]Piece, error) { return f.conversation(turns) }) ||
			!same(func(f format) ([]Piece, error) { return unlearnt(f.prompt(turns[:len(turns)-1])) }) {
			return false
		}
	}
	return true
}

// unlearnt drops the marks of a prompt, of which nothing is learnt.
func unlearnt(pieces []Piece, err error) ([]Piece, error) {
	for i := range pieces {
		pieces[i].Learn = false
	}
	return pieces, err
}
