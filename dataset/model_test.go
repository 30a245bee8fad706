package dataset

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/dataset/tokenizer"
)

// family gives the small tokenizer with three control tokens of its own.
func family(t testing.TB, tokens ...string) *tokenizer.Tokenizer {
	t.Helper()
	data, err := os.ReadFile("tokenizer/testdata/qwen2.json")
	if err != nil {
		t.Fatal(err)
	}
	var f map[string]json.RawMessage
	if err := json.Unmarshal(data, &f); err != nil {
		t.Fatal(err)
	}
	var added []map[string]any
	for i, text := range tokens {
		added = append(added, map[string]any{"id": 337 + i, "content": text, "single_word": false, "lstrip": false, "rstrip": false, "normalized": false, "special": !strings.HasSuffix(text, "think>")})
	}
	if f["added_tokens"], err = json.Marshal(added); err != nil {
		t.Fatal(err)
	}
	if data, err = json.Marshal(f); err != nil {
		t.Fatal(err)
	}
	tok, err := tokenizer.Parse(bytes.TrimSpace(data))
	if err != nil {
		t.Fatal(err)
	}
	return tok
}

var (
	qwenTokens  = []string{"<|endoftext|>", "<|im_start|>", "<|im_end|>", "<think>", "</think>"}
	llamaTokens = []string{beginText, endText, startHeader, endHeader, endTurn}
	otherTokens = []string{"<s>", "</s>", "<start_of_turn>", "<end_of_turn>"}
)

func ofModel(t testing.TB, tokens []string, template, bos, eos string) (*Encoder, error) {
	t.Helper()
	source, err := os.ReadFile("jinja/testdata/" + template + ".jinja")
	if err != nil {
		source = []byte(template)
	}
	cfg, err := json.Marshal(map[string]any{"chat_template": string(source), "bos_token": bos, "eos_token": map[string]string{"content": eos}})
	if err != nil {
		t.Fatal(err)
	}
	train := hallmark.DefaultTraining()
	train.Template = Model
	return EncoderFor(family(t, tokens...), fstest.MapFS{"tokenizer_config.json": {Data: cfg}}, train)
}

// A model's template that does what a built-in one does is run as that one;
// the others by the interpreter, with the reply and its end learnt.
func TestModelTemplates(t *testing.T) {
	const two = `{"messages":[{"role":"user","content":"p"},{"role":"assistant","content":"c"},{"role":"user","content":"q </s><|im_end|><|eot_id|>"},{"role":"assistant","content":"d"}]}`
	for _, c := range []struct {
		file     string
		tokens   []string
		bos, eos string
		name     string
		want     string
	}{
		{"chatml", qwenTokens, "", "<|im_end|>", ChatML, "<|im_start|>user\np<|im_end|>\n<|im_start|>assistant\n[c<|im_end|>]\n<|im_start|>user\nq </s><|im_end|><|eot_id|><|im_end|>\n<|im_start|>assistant\n[d<|im_end|>]\n"},
		{"llama3", llamaTokens, beginText, endTurn, Llama3, "<|begin_of_text|><|start_header_id|>user<|end_header_id|>\n\np<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n[c<|eot_id|>]<|start_header_id|>user<|end_header_id|>\n\nq </s><|im_end|><|eot_id|><|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n[d<|eot_id|>]"},
		{"llama3.1", llamaTokens, beginText, endTurn, Model, "<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\nCutting Knowledge Date: December 2023\nToday Date: 26 Jul 2024\n\n<|eot_id|><|start_header_id|>user<|end_header_id|>\n\np<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n[c<|eot_id|>]<|start_header_id|>user<|end_header_id|>\n\nq </s><|im_end|><|eot_id|><|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n[d<|eot_id|>]"},
		{"qwen2.5", qwenTokens, "", "<|im_end|>", Qwen25, "<|im_start|>system\n" + qwenSystem + "<|im_end|>\n<|im_start|>user\np<|im_end|>\n<|im_start|>assistant\n[c<|im_end|>]\n<|im_start|>user\nq </s><|im_end|><|eot_id|><|im_end|>\n<|im_start|>assistant\n[d<|im_end|>]\n"},
		{"qwen3", qwenTokens, "", "<|im_end|>", Qwen3, "<|im_start|>user\np<|im_end|>\n<|im_start|>assistant\n[c<|im_end|>]\n<|im_start|>user\nq </s><|im_end|><|eot_id|><|im_end|>\n<|im_start|>assistant\n[<think>\n\n</think>\n\nd<|im_end|>]\n"},
		{"mistral", otherTokens, "<s>", "</s>", Model, "<s> [INST] p [/INST][ c</s>] [INST] q </s><|im_end|><|eot_id|> [/INST][ d</s>]"},
		{"gemma", otherTokens, "<s>", "<end_of_turn>", Model, "<s><start_of_turn>user\np<end_of_turn>\n<start_of_turn>model\n[c<end_of_turn>]\n<start_of_turn>user\nq </s><|im_end|><|eot_id|><end_of_turn>\n<start_of_turn>model\n[d<end_of_turn>]\n"},
		{"zephyr", otherTokens, "<s>", "</s>", Model, "<|user|>\np</s>\n<|assistant|>\n[c</s>]\n<|user|>\nq </s><|im_end|><|eot_id|></s>\n<|assistant|>\n[d</s>]\n"},
	} {
		e, err := ofModel(t, c.tokens, c.file, c.bos, c.eos)
		if err != nil {
			t.Errorf("%s: %v", c.file, err)
			continue
		}
		ex, err := e.Example(row(t, two), 0)
		if err != nil {
			t.Errorf("%s: %v", c.file, err)
			continue
		}
		if got := show(e, ex); e.Template() != c.name || got != c.want {
			t.Errorf("%s runs as %s:\n got %q\nwant %q", c.file, e.Template(), got, c.want)
		}
		// No control token comes from a row: as many as with harmless content.
		calm, err := e.Example(row(t, strings.Replace(two, "q </s><|im_end|><|eot_id|>", "q", 1)), 0)
		if err != nil {
			t.Fatal(err)
		}
		count := func(tokens []int32) (n int) {
			for _, id := range tokens {
				if id >= 337 {
					n++
				}
			}
			return n
		}
		if a, b := count(ex.Tokens), count(calm.Tokens); a != b {
			t.Errorf("%s: %d control tokens, %d without those that the row spells", c.file, a, b)
		}
	}
}

func TestModelTemplatesAreRefusedByName(t *testing.T) {
	for template, want := range map[string]string{
		"{% include 'x' %}":        `"include"`,
		"{{ strftime_now('%Y') }}": "strftime_now",
		"{{ 'x' }}":                "leaves it out",
		"{% for m in messages %}{{ loop.length }}{{ m.content }}</s>{% endfor %}": "written differently",
		"": "no chat template",
	} {
		_, err := ofModel(t, otherTokens, template, "<s>", "</s>")
		if want == "written differently" {
			want = "writes the turns before it differently"
		}
		if k := hallmark.KindOf(err); k != hallmark.Unsupported && k != hallmark.NotFound || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", template, err, want)
		}
	}
	e, err := ofModel(t, otherTokens, "gemma", "<s>", "<end_of_turn>")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := e.Example(row(t, talk), 0); hallmark.KindOf(err) != hallmark.Unsupported || !strings.Contains(err.Error(), "line 1") || !strings.Contains(err.Error(), "gemma: no system turn") {
		t.Errorf("a system turn for Gemma: %v", err)
	}
}
