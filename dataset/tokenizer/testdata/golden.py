"""Writes golden.json: the ids that huggingface/tokenizers 0.21.4 gives.

Run it in this folder after `go test -update` has (re)written the
small tokenizers: python golden.py
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
MARKS = ["\u0301", "\u0323", "\u0302", "\u0345", "\u05b0", "\u064b", "\u0f71", "\u0f74", "\u3099", "\u0334", "\u1dce"]
# More combining marks in a row than the 30 of the Stream-Safe form.
FIXED += ["a" + "\u0301" * n + "b" for n in (2, 9, 10, 11, 29, 30, 31, 32, 33, 64)]
FIXED += ["e" + "\u0323\u0302" * 20, "e" + "\u0302\u0323" * 20 + " x", "\u0301" * 40, " " + "\u0301" * 40, "\u00e9" + "\u0301" * 40 + "\u00e9", "\u0344" * 20 + "a",
    "a" + "".join(MARKS * 4) + "z", "a" + "".join(reversed(MARKS * 4)), "\u1ec7" + "".join(MARKS * 3) + "\u034f" + "".join(MARKS), "1" + "\u20e3" * 35 + "2", "\u0f40" + "\u0f71\u0f72" * 18]
# Hangul in every spelling, long runs of jamo, kana with a combining voice mark, compatibility ideographs.
FIXED += ["\u1112\u1161\u11ab\u1100\u1173\u11af", "\uac00\u11a8\uac01\u11a8", "\u1100" * 35, "\u1161" * 35, "\u1100" + "\u1161" * 35, "\uac00" + "\u11a8" * 35,
    "\u30ab\u3099\u30cf\u309a\u3046\u3099", "\uf900\ufa30\u2f800", "\u6f22\u5b57\u304b\u306a\u4ea4\u3058\u308a\u6587", "\u4e2d\u6587 \u4e2d\u6587123\u4e2d\u6587\u3002\uff11\uff12\uff13\uff21", "\uff76\uff9e \u30fc\u3005\u3007", "\u4f60\u597d" * 20]
# Emoji: families, skin tones, flags, keycaps, variation selectors, tags.
FIXED += ["\U0001f469\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466", " \U0001f44d\U0001f3fd!", "\U0001f1e9\U0001f1ea\U0001f1eb\U0001f1f7", "1\ufe0f\u20e3 #\ufe0f\u20e3", "\u2764\ufe0f\u200d\U0001f525",
    "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "a\u200db\u200cc", "\U0001f600" * 12, "x\U0001f600\U0001f600 y"]
# Right to left, with points, numbers and the marks that steer direction.
FIXED += ["\u05e9\u05b8\u05c1\u05dc\u05d5\u05b9\u05dd \u05e2\u05d5\u05dc\u05dd", "\ufb2c\u05bc \ufb1d", "\u0627\u0644\u0633\u064e\u0651\u0644\u064e\u0627\u0645\u064f \u0661\u0662\u0663\u0664 12", "\u200fabc\u200e \u202bx\u202c\u2066y\u2069", "\u0640" * 9 + "\u0645", "\ufefb\u0622 \u0627\u0653", "\u06f1\u06f2\u06f3\u06f4", "\u0717\u0730\u0307"]
# Indic, Thai, Tibetan, Khmer, Ethiopic.
FIXED += ["\u0915\u093c \u0958 \u0929", "\u0c15\u0c46\u0c56 \u0c48", "\u0e01\u0e33\u0e25\u0e31\u0e07 \u0e51\u0e52", "\u0f40\u0f71\u0f72\u0f0b \u0f73", "\u1780\u17d2\u1798\u17c2\u179a", "\u1230\u120b\u121d", "\u0dd9\u0dcf\u0dca", "\U000110a5\U000110ba"]
# Runs of blanks of every length, alone, before a word, before a number, before a mark of punctuation.
FIXED += [" " * n for n in (3, 4, 5, 8, 16, 17, 63, 100)] + [" " * n + t for n in (2, 3, 9) for t in ("x", "7", "42", "!", "\u00e9", "\n", "\u4f60", "<|im_end|>", "'s")] + ["x" + " " * n for n in (2, 7)]
FIXED += ["\n" * n for n in (2, 3, 7, 20)] + ["\n" * n + "x" for n in (2, 5)] + ["\r\n" * 4, "\r\n" * 3 + "x", "\n\r\n\r", "\t" * 9, "\t\t7", " \t \n \t x", "x \n\n\n  y", "x  \n", "\v\f\x1f", "\n 1", "\n  12", ".\n\n\n1", "!\r\r", "\u00a0\n7",
    "\u2003\u2003", "\u2003 1", "\u1680\u2000\u202f\u205fx", "\u180ex", "\u2029\u2028\n"]
# Numbers.
FIXED += ["1234567890" * k for k in (1, 2)] + ["x" + "9" * n for n in (3, 4, 6, 7)] + ["1,234,567.89", "0x1F 0b101 1e10", "2026-11-22T07:30:00Z", "v1.2.3", "+49 (0)30 123456", "3\u00bd 2\u00b3 \u2460\u2461", "\u2167\u2168 \u3007\u4e00\u4e8c",
    "\u0967\u0968\u0969", "\U0001d7ce\U0001d7cf \U0001d400\U0001d401", "7\u0301", "a1 b22  c333   d4444", " 1", "  1", " 12 ", "1 2 3", "\u0e51\u0e52\u0e53", "1st 2ND 3'S", "12'll"]
# Contractions in every case, and what only looks like one.
FIXED += ["I" + a + c + t for c in ("s", "S", "t", "T", "re", "RE", "Re", "rE", "ve", "VE", "vE", "m", "M", "ll", "LL", "lL", "d", "D") for a, t in (("'", ""), ("'", "x"), (" '", " y"))]
FIXED += ["it\u2019s", "'\u212a '\u0130", "'\u017f\u017f", "''LL''", "'", "' s", "'S'T'RE'VE'M'LL'D", "'s\u0301", "O'REILLY'S", "rock 'N' roll", "'l 'L 'r 'v"]
# Code, addresses, controls, and characters that are none.
FIXED += ["https://example.org/a_b?c=1&d=%20#e", "if x != nil {\n\t\treturn fmt.Errorf(\"%w\", err)\n\t}\n", "a\x00b", "\x1b[31mred\x1b[0m", "\ufffd\ufffe\uffff", "\ue000\uf8ff", "\U0010ffff\U000e0001", "\ud7ff", "\u0378\u0379", "\u00ad\u2060",
    "\u00df\u1e9e \u01c5 \u0149", "\ufb01\ufb02 \u2126\u212a\u212b", "\u2260 =\u0338 <\u0338", "\u1e69 s\u0323\u0307 s\u0307\u0323 \u1e61\u0323", "<|endoftext|><|endoftext|> <|im_start|>assistant\n\n", "<|im_end|>\n<|im_end|>", "<|im_end|", " <|im_end|> "]
ALPHABET = list("aZs'tTmMlLdDrReEvV 019\n\r\t.!-_") + ["\u00e9", "\u0301", "\u4f60", "\u00a0", "\u2003", "\u00bd", "\U0001f600", "\u0085", "ll", "'ve", "  ", "<|im_end|>"]
rng = random.Random(7)
texts = FIXED + ["".join(rng.choice(ALPHABET) for _ in range(rng.randint(1, 24))) for _ in range(160)]
WIDE = ALPHABET + MARKS + list("0123456789") + ["\u4e2d", "\u0645", "\u05d0", "\u200d", "\ufe0f", "\u1161", "\u1100", "\u11a8", "\u30ab", "\u0958", "'S", "'LL", "   ", "\n\n", "\u0661", "\U0001d7ce"]
texts += ["".join(rng.choice(WIDE) for _ in range(rng.randint(1, 40))) for _ in range(120)]
texts += ["x" + "".join(rng.choice(MARKS) for _ in range(rng.randint(28, 60))) + rng.choice(WIDE) for _ in range(30)]
cases = []
for name in ("gpt2", "llama3", "qwen2", "smollm"):
    tok = Tokenizer.from_file(name + ".json")
    for text in texts:
        cases.append({"tokenizer": name, "text": text, "ids": tok.encode(text, add_special_tokens=False).ids})
with open("golden.json", "w", encoding="utf-8") as f:
    f.write("[\n" + ",\n".join(json.dumps(c, separators=(",", ":")) for c in cases) + "\n]\n")
