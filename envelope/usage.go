package envelope

import (
	"encoding/hex"
	"strconv"
	"unicode/utf8"

	"github.com/hallmark-tee/hallmark"
)

// AppendUsage appends the canonical bytes of a receipt (RFC 8785), as Canonical
// gives them, in one pass: a gateway writes thousands a second.
func AppendUsage(b []byte, u hallmark.Usage) ([]byte, error) {
	w := canonicalWriter{b: b}
	w.raw(`{"chainId":`).number(u.ChainID)
	w.raw(`,"channels":`).hex(u.Channels[:])
	w.raw(`,"epoch":`).number(u.Epoch)
	w.raw(`,"evidence":`).hex(u.Evidence[:])
	w.raw(`,"fee":`).text(u.Fee.String())
	w.raw(`,"hallmark":`).text(u.Version)
	w.raw(`,"id":`).hex(u.ID[:])
	w.raw(`,"kind":`).text(u.Kind)
	w.raw(`,"metered":{"duration":`).number(u.Metered.Duration)
	w.raw(`,"firstToken":`).number(u.Metered.FirstToken)
	w.raw(`,"images":`).number(u.Metered.Images)
	w.raw(`,"objective":`).flag(u.Metered.Objective)
	w.raw(`,"seconds":`).number(u.Metered.Seconds)
	w.raw(`,"tokensIn":`).number(u.Metered.TokensIn)
	w.raw(`,"tokensOut":`).number(u.Metered.TokensOut)
	w.raw(`},"model":{"adapter":`).hex(u.Model.Adapter[:])
	w.raw(`,"base":`).hex(u.Model.Base[:])
	w.raw(`,"engine":{"build":`).text(u.Model.Engine.Build)
	w.raw(`,"deterministic":`).flag(u.Model.Engine.Deterministic)
	w.raw(`,"name":`).text(u.Model.Engine.Name)
	w.raw(`,"profile":`).text(u.Model.Engine.Profile)
	w.raw(`},"job":`).hex(u.Model.Job[:])
	w.raw(`,"name":`).text(u.Model.Name)
	w.raw(`},"previous":`).hex(u.Previous[:])
	w.raw(`,"provider":`).hex(u.Provider[:])
	w.raw(`,"request":{"body":`).hex(u.Request.Body[:])
	w.raw(`,"exchange":`).hex(u.Request.Exchange[:])
	w.raw(`,"key":`).hex(u.Request.Key[:])
	w.raw(`,"method":`).text(u.Request.Method)
	w.raw(`,"nonce":"`)
	w.b = strconv.AppendUint(w.b, u.Request.Nonce, 10)
	w.raw(`","path":`).text(u.Request.Path)
	w.raw(`,"signature":`).hex(u.Request.Signature[:])
	w.raw(`},"response":{"body":`).hex(u.Response.Body[:])
	w.raw(`,"bytes":`).number(u.Response.Bytes)
	w.raw(`,"head":`).hex(u.Response.Head[:])
	w.raw(`,"status":`).number(uint64(u.Response.Status))
	w.raw(`,"units":`).number(u.Response.Units)
	w.raw(`},"sequence":`).number(u.Sequence)
	w.raw(`,"service":`).hex(u.Service[:])
	w.raw(`,"signer":`).hex(u.Signer[:])
	w.raw(`,"stopped":`).text(u.Stopped)
	w.raw(`,"total":`).text(u.Total.String())
	w.raw(`,"transport":`).text(u.Transport)
	w.raw(`,"user":`).hex(u.User[:])
	w.raw(`,"voucher":`).hex(u.Voucher[:])
	w.raw(`}`)
	if !w.odd {
		return w.b, nil
	}
	slow, err := Canonical(u)
	return append(b, slow...), err
}

// canonicalWriter writes the plain cases of RFC 8785. Values that need its finer
// rules (numbers that a double does not hold, control characters, invalid
// UTF-8) make the document odd: it has to be written another way.
type canonicalWriter struct {
	b   []byte
	odd bool
}

func (w *canonicalWriter) raw(s string) *canonicalWriter {
	w.b = append(w.b, s...)
	return w
}

func (w *canonicalWriter) number(v uint64) {
	w.odd = w.odd || v > 1<<53
	w.b = strconv.AppendUint(w.b, v, 10)
}

func (w *canonicalWriter) flag(v bool) { w.b = strconv.AppendBool(w.b, v) }

func (w *canonicalWriter) hex(v []byte) {
	w.b = append(hex.AppendEncode(append(w.b, `"0x`...), v), '"')
}

func (w *canonicalWriter) text(s string) {
	w.odd = w.odd || !utf8.ValidString(s)
	w.b = append(w.b, '"')
	for i := range len(s) {
		switch c := s[i]; {
		case c < 0x20:
			w.odd = true
		case c == '"', c == '\\':
			w.b = append(w.b, '\\', c)
		default:
			w.b = append(w.b, c)
		}
	}
	w.b = append(w.b, '"')
}
