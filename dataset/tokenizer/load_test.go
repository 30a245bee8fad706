package tokenizer

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/hallmark-tee/hallmark"
)

func TestRefusals(t *testing.T) {
	base, err := os.ReadFile("testdata/qwen2.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, old, now string
		kind           hallmark.Kind
		text           string
	}{
		{"normalizer", `{"type":"NFC"}`, `{"type":"Lowercase"}`, hallmark.Unsupported, `normalizer "Lowercase"`},
		{"pre-tokenizer", `"type": "Sequence"`, `"type": "Metaspace"`, hallmark.Unsupported, `pre_tokenizer "Metaspace"`},
		{"first stage", `"type": "Split"`, `"type": "Whitespace"`, hallmark.Unsupported, `first pre_tokenizer "Whitespace"`},
		{"digits", `"type": "Split"`, `"type": "Digits"`, hallmark.Invalid, `unknown field`},
		{"expression", `\\p{N}|`, `\\p{N}+|`, hallmark.Unsupported, "Split expression"},
		{"behaviour", `"Isolated"`, `"Removed"`, hallmark.Unsupported, "must isolate"},
		{"prefix space", `"add_prefix_space": false`, `"add_prefix_space": true`, hallmark.Unsupported, "add_prefix_space"},
		{"decoder", `"decoder": {
  "type": "ByteLevel"`, `"decoder": {
  "type": "WordPiece"`, hallmark.Unsupported, `decoder "WordPiece"`},
		{"post-processor", `"post_processor": null`, `"post_processor": {"type":"BertProcessing"}`, hallmark.Unsupported, `post_processor "BertProcessing"`},
		{"model", `"type": "BPE"`, `"type": "Unigram"`, hallmark.Unsupported, `model "Unigram"`},
		{"dropout", `"dropout": null`, `"dropout": 0.1`, hallmark.Unsupported, "dropout"},
		{"fallback", `"byte_fallback": false`, `"byte_fallback": true`, hallmark.Unsupported, "byte_fallback"},
		{"prefix", `"continuing_subword_prefix": null`, `"continuing_subword_prefix": "##"`, hallmark.Unsupported, "continuing_subword_prefix"},
		{"suffix", `"end_of_word_suffix": null`, `"end_of_word_suffix": "</w>"`, hallmark.Unsupported, "end_of_word_suffix"},
		{"truncation", `"truncation": null`, `"truncation": {}`, hallmark.Unsupported, "truncation"},
		{"version", `"version": "1.0"`, `"version": "2.0"`, hallmark.Unsupported, `version "2.0"`},
		{"lstrip", `"lstrip": false`, `"lstrip": true`, hallmark.Unsupported, "added_tokens[0]"},
		{"unknown field", `"version": "1.0"`, `"version": "1.0", "extra": 1`, hallmark.Invalid, `unknown field "extra"`},
		{"duplicate key", `"version": "1.0"`, `"version": "1.0", "version": "1.0"`, hallmark.Invalid, "twice in one object"},
		{"missing byte", `"!": 33`, `"!!": 33`, hallmark.Unsupported, "byte 0x21"},
		{"gap", `"!": 33`, `"!": 3300`, hallmark.Invalid, "leaves a gap"},
		{"same id", `"!": 33`, `"!": 34`, hallmark.Invalid, "used twice"},
		{"alphabet", `"!": 33`, `"\u2603": 33`, hallmark.Invalid, "byte alphabet"},
		{"merge", `"merges": [`, `"merges": ["zq zq",`, hallmark.Invalid, "merges[0]"},
		{"merge form", `"merges": [`, `"merges": ["a b c",`, hallmark.Invalid, "two tokens"},
		{"added twice", `"<|im_start|>"`, `"<|endoftext|>"`, hallmark.Invalid, "repeats"},
		{"UTF-8", `"version"`, "\"version\xff\"", hallmark.Invalid, "UTF-8"},
		{"trailing", "}\n}\n", "}\n}{}\n", hallmark.Invalid, "after the end"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if !bytes.Contains(base, []byte(c.old)) {
				t.Fatalf("the file has no %s", c.old)
			}
			_, err := Parse(bytes.Replace(base, []byte(c.old), []byte(c.now), 1))
			if err == nil || hallmark.KindOf(err) != c.kind || !strings.Contains(err.Error(), c.text) {
				t.Fatalf("got %v (%v), want %v naming %q", err, hallmark.KindOf(err), c.kind, c.text)
			}
		})
	}
	smollm, err := os.ReadFile("testdata/smollm.json")
	if err != nil {
		t.Fatal(err)
	}
	for old, now := range map[string]string{`"individual_digits": true`: `"individual_digits": false`, `"use_regex": true`: `"use_regex": false`} {
		if _, err := Parse(bytes.Replace(smollm, []byte(old), []byte(now), 1)); hallmark.KindOf(err) != hallmark.Unsupported || !strings.Contains(err.Error(), "Digits") {
			t.Errorf("%s: %v", now, err)
		}
	}
	if _, err := Parse(make([]byte, MaxFile+1)); hallmark.KindOf(err) != hallmark.Exhausted {
		t.Errorf("oversize: %v", err)
	}
}

func FuzzParse(f *testing.F) {
	for _, name := range []string{"gpt2", "llama3", "qwen2", "smollm"} {
		data, err := os.ReadFile("testdata/" + name + ".json")
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte(`{"version":"1.0","model":{"type":"BPE","vocab":{"a":-1},"merges":[["a"]]}}`))
	f.Add([]byte(`[[[]]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		tok, err := Parse(data)
		if err != nil {
			return
		}
		const text = "func (b *Buffer) Write(p []byte) don't 12 é\n\n"
		if got := string(tok.DecodeBytes(tok.EncodeText(text), false)); !tok.nfc && got != text {
			t.Fatalf("came back as %q", got)
		}
	})
}

func FuzzEncode(f *testing.F) {
	toks := map[string]*Tokenizer{}
	for _, name := range []string{"gpt2", "llama3", "qwen2", "smollm"} {
		toks[name] = load(f, name)
	}
	f.Add("don't\n\n  stop <|im_end|> \xff")
	f.Add(strings.Repeat("a", 3000))
	f.Add("e\u0301" + strings.Repeat("\u0323\u0302", 40) + "\u1100\u1161 \xcc\u0301")
	f.Fuzz(func(t *testing.T, text string) {
		for name, tok := range toks {
			want := text
			if tok.nfc {
				want = nfc(text)
			}
			if got := string(tok.DecodeBytes(tok.EncodeText(text), false)); got != want {
				t.Fatalf("%s, EncodeText: %q came back as %q", name, text, got)
			}
			if got := string(tok.DecodeBytes(tok.Encode(text), false)); !tok.nfc && got != want {
				t.Fatalf("%s, Encode: %q came back as %q", name, text, got)
			}
		}
		if once := nfc(text); nfc(once) != once {
			t.Fatalf("%+q changes when normalized again: %+q", once, nfc(once))
		}
		if composed(text) != nfc(text) {
			t.Fatalf("%+q: %+q by definition, %+q in use", text, composed(text), nfc(text))
		}
	})
}

func BenchmarkEncodeText(b *testing.B) {
	tok := load(b, "qwen2")
	text := strings.Repeat(strings.Join(corpus, " "), 50)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		tok.EncodeText(text)
	}
}

func BenchmarkEncodeOnePiece(b *testing.B) {
	tok := load(b, "gpt2")
	text := strings.Repeat("a", 1<<20)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		tok.EncodeText(text)
	}
}
