package tokenizer

import (
	"encoding/json"

	"github.com/hallmark-tee/hallmark"
)

// The stages around the model. Each reader accepts exactly the forms whose
// effect this package reproduces.

type byteLevel struct {
	Type           string `json:"type"`
	AddPrefixSpace bool   `json:"add_prefix_space"`
	TrimOffsets    bool   `json:"trim_offsets"` // moves offsets only, never ids
	UseRegex       *bool  `json:"use_regex"`    // absent means true
}

type splitStage struct {
	Type    string `json:"type"`
	Pattern struct {
		Regex  *string `json:"Regex"`
		String *string `json:"String"`
	} `json:"pattern"`
	Behavior string `json:"behavior"`
	Invert   bool   `json:"invert"`
}

type digits struct {
	Type       string `json:"type"`
	Individual bool   `json:"individual_digits"`
}

func unsupported(stage, kind, want string) error {
	return refuse(hallmark.Unsupported, "%s %.40q is not supported, want %s", stage, kind, want)
}

func kindOf(raw json.RawMessage, stage string) (string, error) {
	if isNull(raw) {
		return "null", nil
	}
	var k struct {
		Type string `json:"type"`
	}
	if err := json.Unmarshal(raw, &k); err != nil {
		return "", refuse(hallmark.Invalid, "%s: %w", stage, err)
	}
	return k.Type, nil
}

func readNormalizer(raw json.RawMessage) (nfc bool, err error) {
	kind, err := kindOf(raw, "normalizer")
	switch {
	case err != nil:
		return false, err
	case kind == "null":
		return false, nil
	case kind == "NFC":
		return true, nil
	}
	return false, unsupported("normalizer", kind, "null or NFC")
}

func readByteLevel(raw json.RawMessage, stage string) (regex bool, err error) {
	var b byteLevel
	if err := strict(raw, &b, stage); err != nil {
		return false, err
	}
	if b.AddPrefixSpace {
		return false, refuse(hallmark.Unsupported, "%s: add_prefix_space is not supported", stage)
	}
	return b.UseRegex == nil || *b.UseRegex, nil
}

// readPreTokenizer accepts ByteLevel alone (GPT-2), Split before ByteLevel
// (Llama-3, Qwen2) and Digits before ByteLevel (SmolLM).
func readPreTokenizer(raw json.RawMessage) (Split, error) {
	kind, err := kindOf(raw, "pre_tokenizer")
	if err != nil {
		return 0, err
	}
	const want = "ByteLevel, or a Sequence of Split or Digits and ByteLevel"
	switch kind {
	case "ByteLevel":
		regex, err := readByteLevel(raw, "pre_tokenizer")
		if err != nil {
			return 0, err
		}
		if !regex {
			return 0, refuse(hallmark.Unsupported, "pre_tokenizer: ByteLevel without use_regex needs a Split before it")
		}
		return SplitGPT2, nil
	case "Sequence":
		var seq struct {
			Type          string            `json:"type"`
			Pretokenizers []json.RawMessage `json:"pretokenizers"`
		}
		if err := strict(raw, &seq, "pre_tokenizer"); err != nil {
			return 0, err
		}
		if len(seq.Pretokenizers) != 2 {
			return 0, refuse(hallmark.Unsupported, "pre_tokenizer: a Sequence of %d stages is not supported, want Split or Digits and ByteLevel", len(seq.Pretokenizers))
		}
		return readSequence(seq.Pretokenizers[0], seq.Pretokenizers[1])
	}
	return 0, unsupported("pre_tokenizer", kind, want)
}

func readSequence(first, second json.RawMessage) (Split, error) {
	kind, err := kindOf(first, "pre_tokenizer")
	if err != nil {
		return 0, err
	}
	if kind != "Split" && kind != "Digits" {
		return 0, unsupported("first pre_tokenizer", kind, "Split or Digits")
	}
	if last, err := kindOf(second, "pre_tokenizer"); err != nil || last != "ByteLevel" {
		return 0, firstOf(err, unsupported("second pre_tokenizer", last, "ByteLevel"))
	}
	regex, err := readByteLevel(second, "pre_tokenizer")
	if err != nil {
		return 0, err
	}
	if kind == "Digits" {
		return readDigits(first, regex)
	}
	if regex {
		return 0, refuse(hallmark.Unsupported, "pre_tokenizer: Split followed by ByteLevel with use_regex is not supported")
	}
	return readSplit(first)
}

func readDigits(raw json.RawMessage, regex bool) (Split, error) {
	var d digits
	if err := strict(raw, &d, "pre_tokenizer"); err != nil {
		return 0, err
	}
	switch {
	case !d.Individual:
		return 0, refuse(hallmark.Unsupported, "pre_tokenizer: Digits without individual_digits is not supported")
	case !regex:
		return 0, refuse(hallmark.Unsupported, "pre_tokenizer: Digits followed by ByteLevel without use_regex is not supported")
	}
	return SplitSmolLM, nil
}

func readSplit(raw json.RawMessage) (Split, error) {
	var s splitStage
	if err := strict(raw, &s, "pre_tokenizer"); err != nil {
		return 0, err
	}
	if s.Invert || s.Behavior != "Isolated" || s.Pattern.String != nil || s.Pattern.Regex == nil {
		return 0, refuse(hallmark.Unsupported, "pre_tokenizer: Split must isolate the matches of a Regex")
	}
	for split, pattern := range patterns {
		if *s.Pattern.Regex == pattern {
			return split, nil
		}
	}
	return 0, refuse(hallmark.Unsupported, "pre_tokenizer: the Split expression is not the one of GPT-2, Llama-3 or Qwen2")
}

// readPostProcessor accepts what adds no ids to text encoded without special
// tokens: chat templates place those.
func readPostProcessor(raw json.RawMessage) error {
	kind, err := kindOf(raw, "post_processor")
	if err != nil {
		return err
	}
	switch kind {
	case "null", "ByteLevel", "TemplateProcessing":
		return nil
	case "Sequence":
		var seq struct {
			Processors []json.RawMessage `json:"processors"`
		}
		if err := json.Unmarshal(raw, &seq); err != nil {
			return refuse(hallmark.Invalid, "post_processor: %w", err)
		}
		for _, p := range seq.Processors {
			if kind, err := kindOf(p, "post_processor"); err != nil {
				return err
			} else if kind != "ByteLevel" && kind != "TemplateProcessing" {
				return unsupported("post_processor", kind, "ByteLevel or TemplateProcessing")
			}
		}
		return nil
	}
	return unsupported("post_processor", kind, "null, ByteLevel or TemplateProcessing")
}
