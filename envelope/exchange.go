package envelope

import (
	"bytes"
	"encoding/hex"
	"strconv"

	"github.com/hallmark-tee/hallmark"
)

// appendExchange appends the canonical bytes of a signed exchange in one pass;
// false where it needs Canonical's finer rules.
func appendExchange(b []byte, s *hallmark.SignedExchange) ([]byte, bool) {
	w := canonicalWriter{b: b}
	w.raw(`{`)
	if a := s.Adapter; a != nil {
		w.raw(`"adapter":{"grant":{"job":`).hex(a.Grant.Job[:])
		w.raw(`,"owner":`).hex(a.Grant.Owner[:])
		w.raw(`,"user":`).hex(a.Grant.User[:])
		w.raw(`},"signature":`).hex(a.Signature)
		w.raw(`},`)
	}
	e := &s.Exchange
	w.raw(`"exchange":{"base":`).text(e.Base.String())
	w.raw(`,"body":`).hex(e.Body[:])
	w.raw(`,"contentType":`).text(e.ContentType)
	w.raw(`,"epoch":`).number(e.Epoch)
	w.raw(`,"method":`).text(e.Method)
	w.raw(`,"nonce":"`)
	w.b = strconv.AppendUint(w.b, e.Nonce, 10)
	w.raw(`","path":`).text(e.Path)
	w.raw(`,"provider":`).hex(e.Provider[:])
	w.raw(`,"service":`).hex(e.Service[:])
	w.raw(`,"signer":`).hex(e.Signer[:])
	w.raw(`,"user":`).hex(e.User[:])
	w.raw(`,"voucher":`).hex(e.Voucher[:])
	w.raw(`}`)
	if g := s.Grant; g != nil {
		w.raw(`,"grant":{"grant":{"epoch":`).number(g.Grant.Epoch)
		w.raw(`,"key":`).hex(g.Grant.Key[:])
		w.raw(`,"provider":`).hex(g.Grant.Provider[:])
		w.raw(`,"user":`).hex(g.Grant.User[:])
		w.raw(`},"signature":`).hex(g.Signature)
		w.raw(`}`)
	}
	v := &s.Voucher.Voucher
	w.raw(`,"hallmark":`).text(s.Version)
	w.raw(`,"signature":`).hex(s.Signature)
	w.raw(`,"voucher":{"signature":`).hex(s.Voucher.Signature)
	w.raw(`,"voucher":{"ceiling":`).text(v.Ceiling.String())
	w.raw(`,"epoch":`).number(v.Epoch)
	w.raw(`,"provider":`).hex(v.Provider[:])
	w.raw(`,"signer":`).hex(v.Signer[:])
	w.raw(`,"user":`).hex(v.User[:])
	w.raw(`}}}`)
	return w.b, !w.odd
}

// readExchange reads what appendExchange writes, and nothing else: false means
// that the line has another form, not that it is wrong.
func readExchange(line []byte, s *hallmark.SignedExchange) bool {
	r := canonicalReader{b: line}
	r.raw(`{`)
	if r.maybe(`"adapter":{"grant":{"job":`) {
		a := &hallmark.SignedAdapterGrant{}
		r.hex(a.Grant.Job[:])
		r.raw(`,"owner":`).hex(a.Grant.Owner[:])
		r.raw(`,"user":`).hex(a.Grant.User[:])
		a.Signature = r.raw(`},"signature":`).signature()
		r.raw(`},`)
		s.Adapter = a
	}
	e := &s.Exchange
	e.Base = r.raw(`"exchange":{"base":`).amount()
	r.raw(`,"body":`).hex(e.Body[:])
	e.ContentType = r.raw(`,"contentType":`).text()
	e.Epoch = r.raw(`,"epoch":`).number()
	e.Method = r.raw(`,"method":`).text()
	e.Nonce = r.raw(`,"nonce":"`).number()
	e.Path = r.raw(`","path":`).text()
	r.raw(`,"provider":`).hex(e.Provider[:])
	r.raw(`,"service":`).hex(e.Service[:])
	r.raw(`,"signer":`).hex(e.Signer[:])
	r.raw(`,"user":`).hex(e.User[:])
	r.raw(`,"voucher":`).hex(e.Voucher[:])
	r.raw(`}`)
	if r.maybe(`,"grant":{"grant":{"epoch":`) {
		g := &hallmark.SignedGrant{}
		g.Grant.Epoch = r.number()
		r.raw(`,"key":`).hex(g.Grant.Key[:])
		r.raw(`,"provider":`).hex(g.Grant.Provider[:])
		r.raw(`,"user":`).hex(g.Grant.User[:])
		g.Signature = r.raw(`},"signature":`).signature()
		r.raw(`}`)
		s.Grant = g
	}
	v := &s.Voucher.Voucher
	s.Version = r.raw(`,"hallmark":`).text()
	s.Signature = r.raw(`,"signature":`).signature()
	s.Voucher.Signature = r.raw(`,"voucher":{"signature":`).signature()
	v.Ceiling = r.raw(`,"voucher":{"ceiling":`).amount()
	v.Epoch = r.raw(`,"epoch":`).number()
	r.raw(`,"provider":`).hex(v.Provider[:])
	r.raw(`,"signer":`).hex(v.Signer[:])
	r.raw(`,"user":`).hex(v.User[:])
	r.raw(`}}}`)
	return !r.odd && len(r.b) == 0
}

// canonicalReader reads plain canonical JSON of a known form. Whatever it does
// not expect makes it odd.
type canonicalReader struct {
	b   []byte
	odd bool
}

func (r *canonicalReader) maybe(s string) bool {
	if !bytes.HasPrefix(r.b, []byte(s)) {
		return false
	}
	r.b = r.b[len(s):]
	return true
}

func (r *canonicalReader) raw(s string) *canonicalReader {
	if !r.maybe(s) {
		r.odd = true
	}
	return r
}

// quoted gives the bytes of a string without escapes.
func (r *canonicalReader) quoted() []byte {
	if len(r.b) > 0 && r.b[0] == '"' {
		if end := bytes.IndexByte(r.b[1:], '"'); end >= 0 {
			s := r.b[1 : 1+end]
			r.b = r.b[end+2:]
			return s
		}
	}
	r.odd = true
	return nil
}

func (r *canonicalReader) text() string {
	s := r.quoted()
	for _, c := range s {
		if c < 0x20 || c >= 0x7f || c == '\\' {
			r.odd = true
		}
	}
	return string(s)
}

func (r *canonicalReader) number() uint64 {
	n := 0
	for n < len(r.b) && r.b[n] >= '0' && r.b[n] <= '9' {
		n++
	}
	v, err := strconv.ParseUint(string(r.b[:n]), 10, 64)
	if err != nil || n > 1 && r.b[0] == '0' {
		r.odd = true
	}
	r.b = r.b[n:]
	return v
}

// integer reads a number that a double holds.
func (r *canonicalReader) integer() uint64 {
	v := r.number()
	r.odd = r.odd || v > 1<<53
	return v
}

func (r *canonicalReader) flag() bool {
	if r.maybe("true") {
		return true
	}
	r.raw("false")
	return false
}

func (r *canonicalReader) amount() hallmark.Amount {
	a, err := hallmark.ParseAmount(string(r.quoted()))
	if err != nil {
		r.odd = true
	}
	return a
}

func (r *canonicalReader) hex(to []byte) {
	s := r.quoted()
	if len(s) != 2+2*len(to) || s[0] != '0' || s[1] != 'x' {
		r.odd = true
		return
	}
	for _, c := range s[2:] {
		if c >= 'A' && c <= 'F' {
			r.odd = true // one spelling
		}
	}
	if _, err := hex.Decode(to, s[2:]); err != nil {
		r.odd = true
	}
}

// signature reads the 65 bytes of a signature.
func (r *canonicalReader) signature() hallmark.Hex {
	h := make(hallmark.Hex, 65)
	r.hex(h)
	return h
}
