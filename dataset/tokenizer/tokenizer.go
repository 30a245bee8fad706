package tokenizer

import (
	"sort"
	"strings"
)

// Tokenizer is a byte-level BPE vocabulary. It is immutable and may be used by
// many goroutines.
type Tokenizer struct {
	split        Split
	nfc          bool
	ignoreMerges bool // a piece that is a token needs no merges (Llama-3)
	model        bpe
	bytes        []string         // id to bytes; added tokens give their text
	whole        map[string]int32 // bytes to id, without the added tokens
	added        []Added          // longest first
	addedID      map[string]int32
	special      map[int32]bool
	cache        pieceCache
}

// Added is a token outside the BPE model, such as <|im_start|>.
type Added struct {
	ID      int32
	Text    string
	Special bool // a control token: decoding can leave it out
}

// Size is the number of ids, the added tokens included.
func (t *Tokenizer) Size() int { return len(t.bytes) }

// Added lists the tokens outside the BPE model by id.
func (t *Tokenizer) Added() []Added {
	out := append([]Added(nil), t.added...)
	sort.Slice(out, func(i, j int) bool { return out[i].ID < out[j].ID })
	return out
}

// AddedID finds an added token by its text.
func (t *Tokenizer) AddedID(text string) (int32, bool) {
	id, ok := t.addedID[text]
	return id, ok
}

// Encode gives the ids of text in which added tokens are recognised, as
// Hugging Face's encode(add_special_tokens=False). It is for text that the
// caller composed; text of users goes through EncodeText.
func (t *Tokenizer) Encode(text string) []int32 {
	var out []int32
	for start := 0; start < len(text); {
		at, tok := t.findAdded(text[start:])
		if at < 0 {
			return t.AppendText(out, text[start:])
		}
		out = t.AppendText(out, text[start:start+at])
		out = append(out, tok.ID)
		start += at + len(tok.Text)
	}
	return out
}

// EncodeText gives the ids of plain text: a spelled-out control token in it
// stays text, so that the content of a row can not end a turn.
func (t *Tokenizer) EncodeText(text string) []int32 { return t.AppendText(nil, text) }

// AppendText appends the ids of plain text to dst. Bytes that are not UTF-8
// are encoded as they are.
func (t *Tokenizer) AppendText(dst []int32, text string) []int32 {
	if t.nfc {
		text = nfc(text)
	}
	for len(text) > 0 {
		n := t.split.next(text)
		dst = t.appendPiece(dst, text[:n])
		text = text[n:]
	}
	return dst
}

func (t *Tokenizer) appendPiece(dst []int32, piece string) []int32 {
	if t.ignoreMerges {
		if id, ok := t.whole[piece]; ok {
			return append(dst, id)
		}
	}
	if len(piece) > cachePieceSize || len(piece) == 1 {
		return t.model.encode(dst, piece)
	}
	if ids, ok := t.cache.get(piece); ok {
		return append(dst, ids...)
	}
	start := len(dst)
	dst = t.model.encode(dst, piece)
	t.cache.put(piece, dst[start:])
	return dst
}

// findAdded gives the position of the first added token in text, the longest
// where several start; -1 if there is none.
func (t *Tokenizer) findAdded(text string) (int, Added) {
	best, found := -1, Added{}
	for _, a := range t.added {
		limit := len(text)
		if best >= 0 {
			limit = min(limit, best+len(a.Text)-1) // only an earlier start is better: longer ones came first
		}
		if at := strings.Index(text[:limit], a.Text); at >= 0 {
			best, found = at, a
		}
	}
	return best, found
}

// DecodeBytes gives the bytes behind ids. With skipSpecial the control tokens
// are left out. An id outside the vocabulary gives nothing.
func (t *Tokenizer) DecodeBytes(ids []int32, skipSpecial bool) []byte {
	var out []byte
	for _, id := range ids {
		if id < 0 || int(id) >= len(t.bytes) || skipSpecial && t.special[id] {
			continue
		}
		out = append(out, t.bytes[id]...)
	}
	return out
}

// Decode gives the text behind ids. Ids may end inside a character: what is not
// UTF-8 becomes U+FFFD, one for each run of such bytes.
func (t *Tokenizer) Decode(ids []int32, skipSpecial bool) string {
	return strings.ToValidUTF8(string(t.DecodeBytes(ids, skipSpecial)), "\uFFFD")
}
