package tokenizer

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/hallmark-tee/hallmark"
)

// Limits of a tokenizer.json. The largest published byte-level vocabularies
// have about 200,000 tokens in 20 MB.
const (
	MaxFile  = 64 << 20
	MaxVocab = 1 << 20
	maxToken = 1 << 12 // bytes of one token
)

func refuse(kind hallmark.Kind, format string, args ...any) error {
	return hallmark.Errorf(kind, "tokenizer.json: "+format, args...)
}

type file struct {
	Version       string          `json:"version"`
	Truncation    json.RawMessage `json:"truncation"`
	Padding       json.RawMessage `json:"padding"`
	AddedTokens   []addedToken    `json:"added_tokens"`
	Normalizer    json.RawMessage `json:"normalizer"`
	PreTokenizer  json.RawMessage `json:"pre_tokenizer"`
	PostProcessor json.RawMessage `json:"post_processor"`
	Decoder       json.RawMessage `json:"decoder"`
	Model         json.RawMessage `json:"model"`
}

type addedToken struct {
	ID         int32  `json:"id"`
	Content    string `json:"content"`
	SingleWord bool   `json:"single_word"`
	LStrip     bool   `json:"lstrip"`
	RStrip     bool   `json:"rstrip"`
	Normalized bool   `json:"normalized"`
	Special    bool   `json:"special"`
}

// model is the BPE model; the options that must keep their neutral value are
// read to be refused.
type model struct {
	Type                    string           `json:"type"`
	Dropout                 *float64         `json:"dropout"`
	UnkToken                json.RawMessage  `json:"unk_token"` // unreachable: every byte is a token
	ContinuingSubwordPrefix *string          `json:"continuing_subword_prefix"`
	EndOfWordSuffix         *string          `json:"end_of_word_suffix"`
	FuseUnk                 bool             `json:"fuse_unk"`
	ByteFallback            bool             `json:"byte_fallback"`
	IgnoreMerges            bool             `json:"ignore_merges"`
	Vocab                   map[string]int32 `json:"vocab"`
	Merges                  []mergePair      `json:"merges"`
}

// mergePair has two spellings: "a b" and ["a","b"].
type mergePair [2]string

// UnmarshalJSON reads either spelling.
func (m *mergePair) UnmarshalJSON(data []byte) error {
	var list []string
	if len(data) > 0 && data[0] == '"' {
		var s string
		if err := json.Unmarshal(data, &s); err != nil {
			return err
		}
		list = strings.Split(s, " ")
	} else if err := json.Unmarshal(data, &list); err != nil {
		return err
	}
	if len(list) != 2 || list[0] == "" || list[1] == "" {
		return errors.New("a merge must name two tokens")
	}
	*m = mergePair(list)
	return nil
}

// MarshalJSON writes the first spelling, which every reader knows.
func (m mergePair) MarshalJSON() ([]byte, error) { return json.Marshal(m[0] + " " + m[1]) }

// Read reads a tokenizer.json of at most MaxFile bytes.
func Read(r io.Reader) (*Tokenizer, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxFile+1))
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Unavailable, "tokenizer.json: reading: %w", err)
	}
	return Parse(data)
}

// Parse reads a tokenizer.json (huggingface/tokenizers, serialization of
// Tokenizer). What is not understood completely is refused: Invalid for a
// malformed file, Unsupported for a known kind that is not byte-level BPE.
func Parse(data []byte) (*Tokenizer, error) {
	if len(data) > MaxFile {
		return nil, refuse(hallmark.Exhausted, "larger than %d bytes", MaxFile)
	}
	if !utf8.Valid(data) {
		return nil, refuse(hallmark.Invalid, "is not UTF-8")
	}
	if err := checkDuplicates(data); err != nil {
		return nil, err
	}
	var f file
	if err := strict(data, &f, "file"); err != nil {
		return nil, err
	}
	if f.Version != "1.0" {
		return nil, refuse(hallmark.Unsupported, "version %.20q is not known, want 1.0", f.Version)
	}
	if !isNull(f.Truncation) || !isNull(f.Padding) {
		return nil, refuse(hallmark.Unsupported, "truncation and padding must be null: the training configuration decides them")
	}
	t := &Tokenizer{special: map[int32]bool{}, addedID: map[string]int32{}, whole: map[string]int32{}}
	t.cache.ids = map[string][]int32{}
	var err error
	if t.nfc, err = readNormalizer(f.Normalizer); err != nil {
		return nil, err
	}
	if t.split, err = readPreTokenizer(f.PreTokenizer); err != nil {
		return nil, err
	}
	if err := readPostProcessor(f.PostProcessor); err != nil {
		return nil, err
	}
	if kind, err := kindOf(f.Decoder, "decoder"); err != nil || kind != "ByteLevel" {
		return nil, firstOf(err, unsupported("decoder", kind, "ByteLevel"))
	}
	if kind, err := kindOf(f.Model, "model"); err != nil || kind != "BPE" {
		return nil, firstOf(err, unsupported("model", kind, "BPE"))
	}
	var m model
	if err := strict(f.Model, &m, "model"); err != nil {
		return nil, err
	}
	if err := t.build(m, f.AddedTokens); err != nil {
		return nil, err
	}
	return t, nil
}

// build checks vocabulary, merges and added tokens against each other.
func (t *Tokenizer) build(m model, added []addedToken) error {
	switch {
	case m.Dropout != nil && *m.Dropout != 0:
		return refuse(hallmark.Unsupported, "model.dropout must be null: encoding must not be random")
	case m.ByteFallback:
		return refuse(hallmark.Unsupported, "model.byte_fallback (SentencePiece) is not supported")
	case m.ContinuingSubwordPrefix != nil && *m.ContinuingSubwordPrefix != "":
		return refuse(hallmark.Unsupported, "model.continuing_subword_prefix is not supported")
	case m.EndOfWordSuffix != nil && *m.EndOfWordSuffix != "":
		return refuse(hallmark.Unsupported, "model.end_of_word_suffix is not supported")
	}
	size := len(m.Vocab)
	for _, a := range added {
		if id, in := m.Vocab[a.Content]; !in {
			size++
		} else if id != a.ID {
			return refuse(hallmark.Invalid, "added token %d is token %d of the model", a.ID, id)
		}
	}
	if size > MaxVocab {
		return refuse(hallmark.Exhausted, "%d tokens, at most %d", size, MaxVocab)
	}
	t.bytes = make([]string, size)
	taken := make([]bool, size)
	take := func(id int32, raw string) error {
		if id < 0 || int(id) >= size || taken[id] {
			return refuse(hallmark.Invalid, "token id %d is used twice or leaves a gap below %d", id, size)
		}
		if raw == "" || len(raw) > maxToken {
			return refuse(hallmark.Invalid, "token %d has %d bytes, must have 1 to %d", id, len(raw), maxToken)
		}
		taken[id], t.bytes[id] = true, raw
		return nil
	}
	if err := t.addAdded(added, take); err != nil {
		return err
	}
	abc := newAlphabet()
	for spelled, id := range m.Vocab {
		if _, isAdded := t.addedID[spelled]; isAdded {
			continue
		}
		raw, ok := abc.read(spelled)
		if !ok {
			return refuse(hallmark.Invalid, "token %d is not spelled in the byte alphabet", id)
		}
		if err := take(id, raw); err != nil {
			return err
		}
		t.whole[raw] = id
	}
	for b := range 256 {
		id, ok := t.whole[string([]byte{byte(b)})]
		if !ok {
			return refuse(hallmark.Unsupported, "the byte 0x%02x has no token: the vocabulary is not byte-level", b)
		}
		t.model.first[b] = id
	}
	t.ignoreMerges = m.IgnoreMerges
	return t.addMerges(m.Merges, &abc)
}

func (t *Tokenizer) addAdded(added []addedToken, take func(int32, string) error) error {
	for i, a := range added {
		switch {
		case a.SingleWord, a.LStrip, a.RStrip:
			return refuse(hallmark.Unsupported, "added_tokens[%d]: single_word, lstrip and rstrip are not supported", i)
		case a.Normalized && t.nfc:
			return refuse(hallmark.Unsupported, "added_tokens[%d]: normalized is not supported together with a normalizer", i)
		case !t.addedIsNew(a.Content):
			return refuse(hallmark.Invalid, "added_tokens[%d] repeats another", i)
		}
		if err := take(a.ID, a.Content); err != nil {
			return err
		}
		t.addedID[a.Content] = a.ID
		t.special[a.ID] = a.Special
		t.added = append(t.added, Added{ID: a.ID, Text: a.Content, Special: a.Special})
	}
	sort.SliceStable(t.added, func(i, j int) bool { return len(t.added[i].Text) > len(t.added[j].Text) })
	return nil
}

func (t *Tokenizer) addedIsNew(text string) bool { _, ok := t.addedID[text]; return !ok }

func (t *Tokenizer) addMerges(pairs []mergePair, abc *alphabet) error {
	t.model.merges = make(map[uint64]merge, len(pairs))
	for rank, p := range pairs {
		a, okA := abc.read(p[0])
		b, okB := abc.read(p[1])
		left, inA := t.whole[a]
		right, inB := t.whole[b]
		id, inAB := t.whole[a+b]
		if !okA || !okB || !inA || !inB || !inAB {
			return refuse(hallmark.Invalid, "merges[%d] joins or makes a token that is not in the vocabulary", rank)
		}
		key := pairKey(left, right)
		if _, twice := t.model.merges[key]; twice {
			return refuse(hallmark.Invalid, "merges[%d] repeats an earlier merge", rank)
		}
		t.model.merges[key] = merge{rank: int32(rank), id: id}
	}
	return nil
}

// strict decodes one JSON value without unknown fields.
func strict(data []byte, v any, what string) error {
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		return refuse(hallmark.Invalid, "%s: %w", what, err)
	}
	if _, err := d.Token(); err != io.EOF {
		return refuse(hallmark.Invalid, "%s: bytes after the end", what)
	}
	return nil
}

// checkDuplicates refuses an object with one key twice, which encoding/json
// would let the last one win.
func checkDuplicates(data []byte) error {
	d := json.NewDecoder(bytes.NewReader(data))
	type level struct {
		keys map[string]bool // nil in an array
		key  bool            // the next string is a key
	}
	var stack []level
	for {
		tok, err := d.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return refuse(hallmark.Invalid, "%w", err)
		}
		top := len(stack) - 1
		if s, isString := tok.(string); isString && top >= 0 && stack[top].key {
			if stack[top].keys[s] {
				return refuse(hallmark.Invalid, "a key appears twice in one object, before byte %d", d.InputOffset())
			}
			stack[top].keys[s], stack[top].key = true, false
			continue
		}
		switch tok {
		case json.Delim('{'):
			stack = append(stack, level{keys: map[string]bool{}, key: true})
			continue
		case json.Delim('['):
			stack = append(stack, level{})
			continue
		case json.Delim('}'), json.Delim(']'):
			stack = stack[:top]
			top--
		}
		if top >= 0 {
			stack[top].key = stack[top].keys != nil
		}
	}
}

func isNull(raw json.RawMessage) bool { return len(raw) == 0 || string(raw) == "null" }

func firstOf(a, b error) error {
	if a != nil {
		return a
	}
	return b
}
