package tokenizer

// The byte alphabet of GPT-2 (openai/gpt-2, src/encoder.py, bytes_to_unicode):
// every byte has a printable character of its own, so that a vocabulary is
// valid JSON. Printable Latin-1 stands for itself; the 68 others follow from
// U+0100 in order.

type alphabet struct {
	char [256]rune
	byte map[rune]byte
}

func newAlphabet() alphabet {
	a := alphabet{byte: make(map[rune]byte, 256)}
	next := rune(256)
	for b := range 256 {
		r := rune(b)
		if !(b >= '!' && b <= '~' || b >= 0xa1 && b <= 0xac || b >= 0xae) {
			r, next = next, next+1
		}
		a.char[b] = r
		a.byte[r] = byte(b)
	}
	return a
}

// write spells bytes in the alphabet.
func (a *alphabet) write(raw string) string {
	out := make([]rune, len(raw))
	for i := range len(raw) {
		out[i] = a.char[raw[i]]
	}
	return string(out)
}

// read gives the bytes of a spelling, or false if a character is outside the
// alphabet.
func (a *alphabet) read(spelled string) (string, bool) {
	out := make([]byte, 0, len(spelled))
	for _, r := range spelled {
		b, ok := a.byte[r]
		if !ok {
			return "", false
		}
		out = append(out, b)
	}
	return string(out), true
}
