package tokenizer

import (
	"bytes"
	"encoding/json"
	"iter"
	"sort"

	"github.com/hallmark-tee/hallmark"
)

// Train learns a byte-level BPE vocabulary of size ids from texts (Sennrich et
// al. 2016, arXiv 1508.07909): 256 bytes, then the most frequent neighbours
// merged one after the other, then the special tokens in their order. Equal
// counts are decided by the bytes of the pair, so that the same texts give the
// same file on every machine. Fewer ids result when no pair occurs twice. The
// result is the tokenizer.json.
func Train(texts iter.Seq[string], size int, split Split, special []string) ([]byte, error) {
	if size < 256+len(special) || size > MaxVocab {
		return nil, hallmark.Errorf(hallmark.Invalid, "vocabulary of %d ids must hold 256 bytes and %d special tokens, at most %d ids", size, len(special), MaxVocab)
	}
	if split < SplitGPT2 || split > SplitSmolLM {
		return nil, hallmark.Errorf(hallmark.Unsupported, "split rule %d is not known", split)
	}
	tr := newTrainer(texts, split)
	for len(tr.vocab) < size-len(special) && tr.step() {
	}
	return tr.file(split, special)
}

type pair struct{ a, b int32 }

type word struct {
	sym   []int32
	count int
}

type trainer struct {
	vocab  []string // id to bytes
	known  map[string]bool
	merges []pair
	words  []word
	counts map[pair]int
	in     map[pair]map[int]bool // words that may contain the pair
}

func newTrainer(texts iter.Seq[string], split Split) *trainer {
	tr := &trainer{known: map[string]bool{}, counts: map[pair]int{}, in: map[pair]map[int]bool{}}
	for b := range 256 {
		tr.vocab = append(tr.vocab, string([]byte{byte(b)}))
		tr.known[tr.vocab[b]] = true
	}
	seen := map[string]int{}
	for text := range texts {
		for len(text) > 0 {
			n := split.next(text)
			seen[text[:n]]++
			text = text[n:]
		}
	}
	pieces := make([]string, 0, len(seen))
	for p := range seen {
		pieces = append(pieces, p)
	}
	sort.Strings(pieces)
	for i, p := range pieces {
		w := word{count: seen[p]}
		for j := range len(p) {
			w.sym = append(w.sym, int32(p[j]))
		}
		tr.words = append(tr.words, w)
		tr.count(i, +1)
	}
	return tr
}

// count adds a word's pairs to the counts, or takes them away.
func (tr *trainer) count(i, sign int) {
	w := tr.words[i]
	for j := 1; j < len(w.sym); j++ {
		p := pair{w.sym[j-1], w.sym[j]}
		if tr.counts[p] += sign * w.count; tr.counts[p] == 0 {
			delete(tr.counts, p)
		}
		if sign > 0 {
			if tr.in[p] == nil {
				tr.in[p] = map[int]bool{}
			}
			tr.in[p][i] = true
		}
	}
}

// step merges the most frequent pair; false if none occurs twice. A pair that
// spells a token which exists already is passed over: bytes have one id.
func (tr *trainer) step() bool {
	var best pair
	most := 1
	for p, n := range tr.counts {
		if n > most || n == most && n > 1 && tr.before(p, best) {
			if !tr.known[tr.vocab[p.a]+tr.vocab[p.b]] {
				best, most = p, n
			}
		}
	}
	if most == 1 {
		return false
	}
	id := int32(len(tr.vocab))
	made := tr.vocab[best.a] + tr.vocab[best.b]
	tr.vocab = append(tr.vocab, made)
	tr.known[made] = true
	tr.merges = append(tr.merges, best)
	for i := range tr.in[best] {
		tr.count(i, -1)
		w := &tr.words[i]
		out := w.sym[:0]
		for j := 0; j < len(w.sym); j++ {
			if j+1 < len(w.sym) && w.sym[j] == best.a && w.sym[j+1] == best.b {
				out = append(out, id)
				j++
			} else {
				out = append(out, w.sym[j])
			}
		}
		w.sym = out
		tr.count(i, +1)
	}
	delete(tr.in, best)
	return true
}

// before orders pairs of equal count by their bytes.
func (tr *trainer) before(p, q pair) bool {
	if p.a != q.a && tr.vocab[p.a] != tr.vocab[q.a] {
		return tr.vocab[p.a] < tr.vocab[q.a]
	}
	return tr.vocab[p.b] < tr.vocab[q.b]
}

// file writes tokenizer.json in the layout of huggingface/tokenizers.
func (tr *trainer) file(split Split, special []string) ([]byte, error) {
	abc := newAlphabet()
	vocab := make(map[string]int32, len(tr.vocab))
	for id, raw := range tr.vocab {
		vocab[abc.write(raw)] = int32(id)
	}
	merges := make([]mergePair, len(tr.merges))
	for i, m := range tr.merges {
		merges[i] = mergePair{abc.write(tr.vocab[m.a]), abc.write(tr.vocab[m.b])}
	}
	added := make([]addedToken, len(special))
	for i, s := range special {
		added[i] = addedToken{ID: int32(len(tr.vocab) + i), Content: s, Special: true}
	}
	f := file{
		Version: "1.0", AddedTokens: added,
		PreTokenizer: preTokenizer(split),
		Decoder:      json.RawMessage(`{"type":"ByteLevel","add_prefix_space":false,"trim_offsets":false,"use_regex":false}`),
	}
	var err error
	if f.Model, err = marshal(model{Type: "BPE", Vocab: vocab, Merges: merges}, ""); err != nil {
		return nil, err
	}
	return marshal(f, " ")
}

// preTokenizer is the stage that readPreTokenizer reads as split.
func preTokenizer(split Split) json.RawMessage {
	const gpt2 = `{"type":"ByteLevel","add_prefix_space":false,"trim_offsets":false,"use_regex":true}`
	switch split {
	case SplitGPT2:
		return json.RawMessage(gpt2)
	case SplitSmolLM:
		return json.RawMessage(`{"type":"Sequence","pretokenizers":[{"type":"Digits","individual_digits":true},` + gpt2 + `]}`)
	}
	regex, _ := json.Marshal(patterns[split]) // a string always marshals
	return json.RawMessage(`{"type":"Sequence","pretokenizers":[` +
		`{"type":"Split","pattern":{"Regex":` + string(regex) + `},"behavior":"Isolated","invert":false},` +
		`{"type":"ByteLevel","add_prefix_space":false,"trim_offsets":false,"use_regex":false}]}`)
}

func marshal(v any, indent string) ([]byte, error) {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", indent)
	if err := e.Encode(v); err != nil {
		return nil, hallmark.Errorf(hallmark.Internal, "tokenizer.json: writing: %w", err)
	}
	return out.Bytes(), nil
}
