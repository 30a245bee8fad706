package openai

import (
	"bytes"
	"unicode/utf8"
)

// pattern is a chunk of a stream without its words. Most servers send chunks
// that differ in one string only, and one that fits needs no second reading.
type pattern struct {
	before, after []byte // of the chunk, around the string
	renamed       []byte // before, with our name of the model
	goes          bool   // the chunk ends no choice
}

// learn makes a pattern of a chunk that was inspected and renamed as out, where
// it is of the kind that has one: one choice that carries one string, the
// model's name before it, no usage and no error.
func (p *pattern) learn(s seen, data, out []byte) {
	p.before = p.before[:0]
	word := s.said
	if s.count != 1 || s.pieces != 1 || word.to-word.from < 3 || data[word.from] != '"' || s.failed.to > 0 ||
		s.spent.to > 0 && !isNull(s.spent.of(data)) ||
		s.model.to > word.from || bytes.IndexByte(data, '\n') >= 0 || bytes.IndexByte(data, '\r') >= 0 {
		return
	}
	p.before = append(p.before, data[:word.from]...)
	p.after = append(p.after[:0], data[word.to:]...)
	p.renamed = append(p.renamed[:0], out[:len(out)-(len(data)-word.from)]...)
	p.goes = s.going == s.count
}

// fits tells whether a chunk is of the pattern and carries something, and
// appends it to dst with our name of the model.
func (p *pattern) fits(dst, data []byte) ([]byte, bool) {
	end := len(data) - len(p.after)
	if len(p.before) == 0 || end-len(p.before) < 3 || !bytes.HasPrefix(data, p.before) || !bytes.HasSuffix(data, p.after) {
		return dst, false
	}
	word := data[len(p.before):end]
	if word[0] != '"' || skipString(word, 0) != len(word) || !utf8.Valid(word) {
		return dst, false
	}
	return append(append(append(dst, p.renamed...), word...), p.after...), true
}
