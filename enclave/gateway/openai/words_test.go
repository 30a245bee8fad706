package openai_test

import (
	"encoding/json"
	"os"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/engine"
	"github.com/hallmark-tee/hallmark/enclave/gateway/openai"
)

// llama is a model directory with Llama 3's control tokens.
func llama(t *testing.T) (dir fstest.MapFS, ids map[string]int32) {
	t.Helper()
	raw, err := os.ReadFile("../../../dataset/tokenizer/testdata/llama3.json")
	if err != nil {
		t.Fatal(err)
	}
	var tok map[string]any
	if err := json.Unmarshal(raw, &tok); err != nil {
		t.Fatal(err)
	}
	added := tok["added_tokens"].([]any)
	next := added[0].(map[string]any)["id"].(float64)
	var list []any
	ids = map[string]int32{}
	for i, text := range []string{"<|begin_of_text|>", "<|end_of_text|>", "<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>", "<|eom_id|>"} {
		one := map[string]any{}
		for k, v := range added[0].(map[string]any) {
			one[k] = v
		}
		one["id"], one["content"] = next+float64(i), text
		ids[text] = int32(next) + int32(i)
		list = append(list, one)
	}
	tok["added_tokens"] = list
	if raw, err = json.Marshal(tok); err != nil {
		t.Fatal(err)
	}
	return fstest.MapFS{
		"tokenizer.json": {Data: raw},
		"config.json":    {Data: []byte(`{"max_position_embeddings":128,"hidden_size":32}`)},
	}, ids
}

// TestReadText: the words of a model with a token before every text and several
// that end one.
func TestReadText(t *testing.T) {
	dir, id := llama(t)
	for eos, more := range map[string][]int32{`null`: nil, `340`: {340}, `[338, 341]`: {338, 341}} {
		dir["generation_config.json"] = &fstest.MapFile{Data: []byte(`{"eos_token_id":` + eos + `}`)}
		text, err := openai.ReadText(dir, "llama3")
		if err != nil {
			t.Fatal(err)
		}
		want := []int32{id["<|eot_id|>"], id["<|end_of_text|>"]}
		for _, m := range more {
			if !slices.Contains(want, m) {
				want = append(want, m)
			}
		}
		if !slices.Equal(text.Stop, want) || !slices.Equal(text.Begin, []int32{id["<|begin_of_text|>"]}) || text.Context != 128 || text.Width != 32 {
			t.Errorf("eos %s: stops at %v, begins with %v, %d by %d; want %v", eos, text.Stop, text.Begin, text.Context, text.Width, want)
		}
		var asked engine.Request
		w := scripted(t, text, script{asked: &asked})
		w.call(t, post("completions", `{"model":"base","prompt":"a<|eot_id|>"}`), &meter{})
		if got, want := asked.Prompt, []int32{id["<|begin_of_text|>"], text.Tokenizer.Encode("a")[0], id["<|eot_id|>"]}; !slices.Equal(got, want) {
			t.Errorf("prompt %v, want %v", got, want)
		}
		w.call(t, post("completions", `{"model":"base","prompt":""}`), &meter{})
		if !slices.Equal(asked.Prompt, text.Begin) {
			t.Errorf("an empty prompt is %v", asked.Prompt)
		}
	}
	for name, file := range map[string]string{"config.json": `{}`, "generation_config.json": `{"eos_token_id":"x"}`, "tokenizer.json": `{}`} {
		bad, _ := llama(t)
		bad[name] = &fstest.MapFile{Data: []byte(file)}
		if _, err := openai.ReadText(bad, "llama3"); err == nil || hallmark.KindOf(err) == hallmark.Internal {
			t.Errorf("a bad %s: %v", name, err)
		}
	}
	bare, _ := llama(t)
	delete(bare, "tokenizer.json")
	if _, err := openai.ReadText(bare, ""); hallmark.KindOf(err) != hallmark.NotFound {
		t.Errorf("without a tokenizer: %v", err)
	}
}
