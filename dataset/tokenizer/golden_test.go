package tokenizer

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the small tokenizers of testdata (then run golden.py)")

// corpus is what the small tokenizers of testdata are trained on.
var corpus = []string{
	"Package bytes implements functions for the manipulation of byte slices. It is analogous to the facilities of the strings package.",
	"func (b *Buffer) Write(p []byte) (n int, err error)\n\tWrite appends the contents of p to the buffer, growing the buffer as needed.\n",
	"don't we'll I'm they've they'd it's; DON'T WE'LL I'M. 1 12 123 1234 123456 3.14159 and 2026-11-22 are numbers.\r\n\r\n",
	"你好，世界 你好 مرحبا مرحبا नमस्ते नमस्ते é é éé 😀😀 👨‍👩‍👧 \u00a0\u00a0 ½ ½ \n\n\n   the end   the end\taaaa aaaa",
}

// small gives the tokenizers as Train writes them, dressed with the
// stages of the published files of their families.
func small(t testing.TB) map[string][]byte {
	specials := []string{"<|endoftext|>", "<|im_start|>", "<|im_end|>"}
	out := map[string][]byte{}
	for name, split := range map[string]Split{"gpt2": SplitGPT2, "llama3": SplitLlama3, "qwen2": SplitQwen2, "smollm": SplitSmolLM} {
		data, err := Train(slices.Values(corpus), 340, split, specials)
		if err != nil {
			t.Fatal(err)
		}
		dress := func(old, now string) {
			if !bytes.Contains(data, []byte(old)) {
				t.Fatalf("%s has no %s", name, old)
			}
			data = bytes.Replace(data, []byte(old), []byte(now), 1)
		}
		switch name {
		case "llama3":
			dress(`"ignore_merges": false`, `"ignore_merges": true`)
			dress(`"post_processor": null`, `"post_processor": {"type":"Sequence","processors":[{"type":"ByteLevel","add_prefix_space":true,"trim_offsets":false,"use_regex":true},`+
				`{"type":"TemplateProcessing","single":[{"SpecialToken":{"id":"<|endoftext|>","type_id":0}},{"Sequence":{"id":"A","type_id":0}}],"pair":[{"Sequence":{"id":"A","type_id":0}},{"Sequence":{"id":"B","type_id":1}}],`+
				`"special_tokens":{"<|endoftext|>":{"id":"<|endoftext|>","ids":[337],"tokens":["<|endoftext|>"]}}}]}`)
		case "qwen2":
			dress(`"normalizer": null`, `"normalizer": {"type":"NFC"}`)
		}
		out[name] = data
	}
	return out
}

func TestTrainWritesTheSameFile(t *testing.T) {
	for name, data := range small(t) {
		path := filepath.Join("testdata", name+".json")
		if *update {
			if err := os.WriteFile(path, data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(data, want) {
			t.Errorf("%s differs from what was trained before", path)
		}
	}
}

func load(t testing.TB, name string) *Tokenizer {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	tok, err := Read(f)
	if err != nil {
		t.Fatal(err)
	}
	return tok
}

// TestGolden compares with the ids of huggingface/tokenizers 0.21.4, and every
// text comes back byte for byte (after NFC where the tokenizer normalizes).
func TestGolden(t *testing.T) {
	data, err := os.ReadFile("testdata/golden.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct {
		Tokenizer, Text string
		IDs             []int32
	}
	if err := json.Unmarshal(data, &cases); err != nil {
		t.Fatal(err)
	}
	if len(cases) < 1000 {
		t.Fatalf("only %d cases", len(cases))
	}
	toks := map[string]*Tokenizer{}
	for _, c := range cases {
		tok := toks[c.Tokenizer]
		if tok == nil {
			tok = load(t, c.Tokenizer)
			toks[c.Tokenizer] = tok
		}
		got := tok.Encode(c.Text)
		if !slices.Equal(got, c.IDs) {
			t.Errorf("%s: Encode(%q) = %v, want %v", c.Tokenizer, c.Text, got, c.IDs)
		}
		if back := string(tok.DecodeBytes(got, false)); c.Tokenizer != "qwen2" && back != c.Text {
			t.Errorf("%s: %q came back as %q", c.Tokenizer, c.Text, back)
		}
	}
}

func TestControlTokensInTextStayText(t *testing.T) {
	tok := load(t, "qwen2")
	end, ok := tok.AddedID("<|im_end|>")
	if !ok {
		t.Fatal("no <|im_end|>")
	}
	ids := tok.EncodeText("a<|im_end|>b")
	if slices.Contains(ids, end) {
		t.Fatalf("text made the control token: %v", ids)
	}
	if got := tok.Decode(ids, true); got != "a<|im_end|>b" {
		t.Fatalf("came back as %q", got)
	}
	if got := tok.Decode(tok.Encode("a<|im_end|>b"), true); got != "ab" {
		t.Fatalf("control token was kept: %q", got)
	}
	if got := tok.Decode([]int32{tok.EncodeText("é")[0], -1, 1 << 30}, false); got != "é" && got != "\uFFFD" {
		t.Fatalf("partial character: %q", got)
	}
}

func TestInvalidUTF8RoundTrips(t *testing.T) {
	tok := load(t, "gpt2")
	for _, s := range []string{"\xff", "a\xc3", "\xed\xa0\x80x", strings.Repeat("\x80", 40)} {
		if got := string(tok.DecodeBytes(tok.EncodeText(s), false)); got != s {
			t.Errorf("%q came back as %q", s, got)
		}
	}
}
