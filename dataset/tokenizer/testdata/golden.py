"""Writes golden.json: the ids that huggingface/tokenizers 0.21.4 gives.

Run it in this folder after the tests have (re)written the three small
tokenizers: python golden.py
"""
import json
import random

from tokenizers import Tokenizer

FIXED = [
    "", "a", " ", "  ", "\n", "\r\n", " \n", "\n ", "\t\tx", "   three", "three   ", "a  b", "a \n b", "x\n\n\ny", "\r\r\n\n x",
    "don't DON'T we'll WE'LL I'm I'M they've they'd it's IT'S 'S 'sx ''s 'hello' 're 'RE", "'\u017f it'\u017fx '\u017f",
    "1 12 123 1234 12345 a1b22 3.14 1e-9 \u0664\u0665 \u00bd \u2167 \u00b2", "func (b *Buffer) Write(p []byte) (n int, err error)",
    "!!!\n\n??? \n", " !?x", "x!? y", "_a_b", "-x", "$100", " $100", "\u00a0x", "\u00a0\u00a0x", "\u3000 \u3000x", "\u2028y", "a\u0085b", "\u200bz", "\ufeffbom",
    "e\u0301 \u00e9 \u1e9b\u0323", "\u0928\u092e\u0938\u094d\u0924\u0947", "\u4f60\u597d\uff0c\u4e16\u754c", "\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f600x", "\u0645\u0631\u062d\u0628\u0627",
    "<|im_start|>user\nhi<|im_end|>\n", "<|im_start|><|im_end|><|im_startx", "a<|endoftext|>b", "\x00\x01\x7f", "\x1c\x1d x", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" * 3,
    "\u1e0b\u0323 \u212b \uac00 \u1100\u1161",
]
ALPHABET = list("aZs'tTmMlLdDrReEvV 019\n\r\t.!-_") + ["\u00e9", "\u0301", "\u4f60", "\u00a0", "\u2003", "\u00bd", "\U0001f600", "\u0085", "ll", "'ve", "  ", "<|im_end|>"]
rng = random.Random(7)
texts = FIXED + ["".join(rng.choice(ALPHABET) for _ in range(rng.randint(1, 24))) for _ in range(160)]
cases = []
for name in ("gpt2", "llama3", "qwen2"):
    tok = Tokenizer.from_file(name + ".json")
    for text in texts:
        cases.append({"tokenizer": name, "text": text, "ids": tok.encode(text, add_special_tokens=False).ids})
with open("golden.json", "w", encoding="utf-8") as f:
    f.write("[\n" + ",\n".join(json.dumps(c, separators=(",", ":")) for c in cases) + "\n]\n")
