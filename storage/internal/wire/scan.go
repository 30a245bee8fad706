package wire

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/storage/merkle"
)

const maxDepth = 16 // of values that are skipped

// scanner walks over one JSON text once and copies only what is asked for.
type scanner struct {
	text []byte
	pos  int
}

func (s *scanner) fail(what string) error {
	return hallmark.Errorf(hallmark.Invalid, "JSON at byte %d: %s", s.pos, what)
}

func (s *scanner) space() {
	for s.pos < len(s.text) {
		switch s.text[s.pos] {
		case ' ', '\t', '\r', '\n':
			s.pos++
		default:
			return
		}
	}
}

func (s *scanner) end() bool {
	s.space()
	return s.pos == len(s.text)
}

// peek is the next byte that is not space, 0 at the end.
func (s *scanner) peek() byte {
	s.space()
	if s.pos == len(s.text) {
		return 0
	}
	return s.text[s.pos]
}

func (s *scanner) take(c byte) bool {
	if s.peek() != c || c == 0 {
		return false
	}
	s.pos++
	return true
}

func (s *scanner) null() bool {
	if s.peek() != 'n' || !bytes.HasPrefix(s.text[s.pos:], []byte("null")) {
		return false
	}
	s.pos += len("null")
	return true
}

// object calls value for each key with the scanner before the key's value.
func (s *scanner) object(value func(key string) error) error {
	return s.items('{', '}', func() error {
		key, err := s.string()
		if err != nil {
			return err
		}
		if !s.take(':') {
			return s.fail("want a colon")
		}
		return value(key)
	})
}

func (s *scanner) array(item func() error) error { return s.items('[', ']', item) }

func (s *scanner) items(open, closing byte, item func() error) error {
	if !s.take(open) {
		return s.fail("want " + string(open))
	}
	if s.take(closing) {
		return nil
	}
	for {
		if err := item(); err != nil {
			return err
		}
		if s.take(closing) {
			return nil
		}
		if !s.take(',') {
			return s.fail("want a comma or " + string(closing))
		}
	}
}

// raw is the inside of a string as it stands in the text.
func (s *scanner) raw() (inside []byte, escaped bool, err error) {
	if !s.take('"') {
		return nil, false, s.fail("want a string")
	}
	start := s.pos
	for {
		i := bytes.IndexByte(s.text[s.pos:], '"')
		if i < 0 {
			return nil, false, s.fail("a string does not end")
		}
		inside = s.text[s.pos : s.pos+i]
		slash := bytes.IndexByte(inside, '\\')
		if slash < 0 {
			s.pos += i + 1
			return s.text[start : s.pos-1], escaped, nil
		}
		escaped = true
		if s.pos += slash + 2; s.pos > len(s.text) {
			return nil, false, s.fail("a string does not end")
		}
	}
}

func (s *scanner) string() (string, error) {
	inside, escaped, err := s.raw()
	if err != nil {
		return "", err
	}
	if !escaped && plain(inside) {
		return string(inside), nil
	}
	var out string
	if err := json.Unmarshal(s.text[s.pos-len(inside)-2:s.pos], &out); err != nil {
		return "", s.fail("not a string: " + err.Error())
	}
	return out, nil
}

// plain reports text that stands for itself in JSON.
func plain(text []byte) bool {
	for _, c := range text {
		if c < ' ' || c > '~' {
			return false
		}
	}
	return true
}

func (s *scanner) uint() (uint64, error) {
	s.space()
	start := s.pos
	var n uint64
	for s.pos < len(s.text) && s.text[s.pos] >= '0' && s.text[s.pos] <= '9' {
		digit := uint64(s.text[s.pos] - '0')
		if n > (1<<63-1)/10 {
			return 0, s.fail("number too large")
		}
		n = n*10 + digit
		s.pos++
	}
	if digits := s.pos - start; digits == 0 || digits > 1 && s.text[start] == '0' {
		return 0, s.fail("want a whole number")
	}
	return n, nil
}

func (s *scanner) bool() (bool, error) {
	s.space()
	for _, word := range []string{"true", "false"} {
		if bytes.HasPrefix(s.text[s.pos:], []byte(word)) {
			s.pos += len(word)
			return word == "true", nil
		}
	}
	return false, s.fail("want true or false")
}

func (s *scanner) digest() (d hallmark.Digest, err error) {
	inside, _, err := s.raw()
	if err != nil {
		return d, err
	}
	if len(inside) != 66 || inside[0] != '0' || inside[1] != 'x' {
		return d, s.fail("want 0x and 64 hex digits")
	}
	if _, err := hex.Decode(d[:], inside[2:]); err != nil {
		return d, s.fail("want 0x and 64 hex digits")
	}
	return d, nil
}

// bytes decodes base64 into buf, or into new memory where buf is too small.
func (s *scanner) bytes(buf []byte) ([]byte, error) {
	inside, escaped, err := s.raw()
	if err != nil {
		return nil, err
	}
	if escaped { // "\/" is legal, if unusual
		var text string
		if err := json.Unmarshal(s.text[s.pos-len(inside)-2:s.pos], &text); err != nil {
			return nil, s.fail("not a string: " + err.Error())
		}
		inside = []byte(text)
	}
	if base64.StdEncoding.DecodedLen(len(inside)) > merkle.SegmentSize+2 {
		return nil, s.fail("more than a segment of data")
	}
	out, err := base64.StdEncoding.AppendDecode(buf[:0], inside)
	if err != nil {
		return nil, s.fail("not base64: " + err.Error())
	}
	return out, nil
}

// skip passes over one value of any kind.
func (s *scanner) skip() error {
	dec := json.NewDecoder(bytes.NewReader(s.text[s.pos:]))
	for depth := 0; ; {
		token, err := dec.Token()
		if err != nil {
			return s.fail("not JSON: " + err.Error())
		}
		switch token {
		case json.Delim('{'), json.Delim('['):
			depth++
		case json.Delim('}'), json.Delim(']'):
			depth--
		}
		if depth > maxDepth {
			return s.fail("nested too deeply")
		}
		if depth == 0 {
			s.pos += int(dec.InputOffset())
			return nil
		}
	}
}

func (s *scanner) segment(buf []byte) (*Segment, error) {
	seg := &Segment{}
	var seen fields
	err := s.object(func(key string) (err error) {
		if err := seen.once(key); err != nil {
			return err
		}
		switch key {
		case "root":
			seg.Root, err = s.digest()
		case "data":
			seg.Data, err = s.bytes(buf)
		case "index":
			seg.Index, err = s.uint()
		case "fileSize":
			seg.FileSize, err = s.uint()
		case "proof":
			err = s.proof(&seg.Proof)
		default:
			err = s.skip()
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	for _, key := range []string{"root", "data", "index", "proof", "fileSize"} {
		if !seen[key] {
			return nil, s.fail("a segment without " + key)
		}
	}
	return seg, nil
}

func (s *scanner) proof(p *merkle.Proof) error {
	var seen fields
	return s.object(func(key string) error {
		if err := seen.once(key); err != nil {
			return err
		}
		switch key {
		case "lemma":
			p.Lemma = make([]hallmark.Digest, 0, 20)
			return s.array(func() error {
				d, err := s.digest()
				p.Lemma = append(p.Lemma, d)
				return err
			})
		case "path":
			p.Path = make([]bool, 0, 20)
			return s.array(func() error {
				left, err := s.bool()
				p.Path = append(p.Path, left)
				return err
			})
		}
		return s.skip()
	})
}

func (s *scanner) rpcError() (*RPCError, error) {
	s.space()
	start := s.pos
	if err := s.skip(); err != nil {
		return nil, err
	}
	var e struct {
		Code    int             `json:"code"`
		Message string          `json:"message"`
		Data    json.RawMessage `json:"data"`
	}
	if err := json.Unmarshal(s.text[start:s.pos], &e); err != nil {
		return nil, s.fail("not an error object: " + err.Error())
	}
	out := &RPCError{Code: e.Code, Message: e.Message, Data: string(e.Data)}
	if json.Unmarshal(e.Data, &out.Data) != nil {
		out.Data = string(e.Data) // not a string: as it came
	}
	return out, nil
}

func (s *scanner) uploadParams(u *Upload, list, bySeq bool) error {
	position := 0
	err := s.array(func() error {
		position++
		switch {
		case position == 1 && list:
			return s.array(func() error { return s.uploadSegment(u) })
		case position == 1:
			return s.uploadSegment(u)
		case position == 2 && bySeq:
			seq, err := s.uint()
			u.Seq = &seq
			return err
		}
		return s.fail("too many parameters")
	})
	if err == nil && bySeq && u.Seq == nil {
		return s.fail("no transaction sequence number")
	}
	return err
}

func (s *scanner) uploadSegment(u *Upload) error {
	seg, err := s.segment(nil)
	if err == nil {
		u.Segments = append(u.Segments, seg)
	}
	return err
}
