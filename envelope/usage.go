package envelope

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"unicode/utf8"

	"github.com/hallmark-tee/hallmark"
)

// UsageSigning is what the enclave signs for a receipt, whose digest is SHA-256
// of its canonical bytes.
func UsageSigning(receipt hallmark.Digest) hallmark.Digest {
	return keccak([]byte("hallmark usage receipt v1\n"), receipt[:])
}

// CheckUsage requires the enclave's signature on a receipt and gives the
// receipt's digest.
func CheckUsage(s hallmark.SignedUsage) (hallmark.Digest, error) {
	b, err := AppendUsage(nil, s.Receipt)
	if err != nil {
		return hallmark.Digest{}, err
	}
	return signedUsage(s, b)
}

func signedUsage(s hallmark.SignedUsage, canonical []byte) (hallmark.Digest, error) {
	digest := hallmark.Digest(sha256.Sum256(canonical))
	return digest, Require("usage receipt", UsageSigning(digest), s.Signature, s.Receipt.Signer)
}

// ReadUsage reads the JSON of a signed receipt, checks it as CheckUsage does,
// and gives the receipt's digest. what names the bytes in errors.
func ReadUsage(b []byte, what string) (s hallmark.SignedUsage, digest hallmark.Digest, err error) {
	if canonical, ok := readUsage(b, &s); ok {
		digest, err = signedUsage(s, canonical)
		return s, digest, err
	}
	s = hallmark.SignedUsage{}
	if err := hallmark.DecodeStrict(b, what, &s); err != nil {
		return s, digest, err
	}
	digest, err = CheckUsage(s)
	return s, digest, err
}

// The JSON of a signed receipt around its canonical bytes.
const (
	usageHead   = `{"receipt":`
	usageMiddle = `,"signature":`
)

// AppendSignedUsage appends the JSON of a signed receipt, made of its canonical
// bytes.
func AppendSignedUsage(b, canonical []byte, signature hallmark.Hex) []byte {
	w := canonicalWriter{b: append(append(append(b, usageHead...), canonical...), usageMiddle...)}
	w.hex(signature)
	return append(w.b, '}')
}

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
	w.raw(`},"response":{"bytes":`).number(u.Response.Bytes)
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

// readUsage reads what AppendSignedUsage writes, and nothing else, and gives the
// receipt's canonical bytes; false means that it has another form, not that it
// is wrong.
func readUsage(b []byte, s *hallmark.SignedUsage) (canonical []byte, ok bool) {
	r := canonicalReader{b: b}
	r.raw(usageHead)
	canonical = r.b
	u := &s.Receipt
	u.ChainID = r.raw(`{"chainId":`).integer()
	r.raw(`,"channels":`).hex(u.Channels[:])
	u.Epoch = r.raw(`,"epoch":`).integer()
	r.raw(`,"evidence":`).hex(u.Evidence[:])
	u.Fee = r.raw(`,"fee":`).amount()
	u.Version = r.raw(`,"hallmark":`).text()
	r.raw(`,"id":`).hex(u.ID[:])
	u.Kind = r.raw(`,"kind":`).text()
	u.Metered.Duration = r.raw(`,"metered":{"duration":`).integer()
	u.Metered.FirstToken = r.raw(`,"firstToken":`).integer()
	u.Metered.Images = r.raw(`,"images":`).integer()
	u.Metered.Objective = r.raw(`,"objective":`).flag()
	u.Metered.Seconds = r.raw(`,"seconds":`).integer()
	u.Metered.TokensIn = r.raw(`,"tokensIn":`).integer()
	u.Metered.TokensOut = r.raw(`,"tokensOut":`).integer()
	r.raw(`},"model":{"adapter":`).hex(u.Model.Adapter[:])
	r.raw(`,"base":`).hex(u.Model.Base[:])
	u.Model.Engine.Build = r.raw(`,"engine":{"build":`).text()
	u.Model.Engine.Deterministic = r.raw(`,"deterministic":`).flag()
	u.Model.Engine.Name = r.raw(`,"name":`).text()
	u.Model.Engine.Profile = r.raw(`,"profile":`).text()
	r.raw(`},"job":`).hex(u.Model.Job[:])
	u.Model.Name = r.raw(`,"name":`).text()
	r.raw(`},"previous":`).hex(u.Previous[:])
	r.raw(`,"provider":`).hex(u.Provider[:])
	r.raw(`,"request":{"body":`).hex(u.Request.Body[:])
	r.raw(`,"exchange":`).hex(u.Request.Exchange[:])
	r.raw(`,"key":`).hex(u.Request.Key[:])
	u.Request.Method = r.raw(`,"method":`).text()
	u.Request.Nonce = r.raw(`,"nonce":"`).number()
	u.Request.Path = r.raw(`","path":`).text()
	r.raw(`,"signature":`).hex(u.Request.Signature[:])
	u.Response.Bytes = r.raw(`},"response":{"bytes":`).integer()
	r.raw(`,"head":`).hex(u.Response.Head[:])
	u.Response.Status = int(r.raw(`,"status":`).integer())
	u.Response.Units = r.raw(`,"units":`).integer()
	u.Sequence = r.raw(`},"sequence":`).integer()
	r.raw(`,"service":`).hex(u.Service[:])
	r.raw(`,"signer":`).hex(u.Signer[:])
	u.Stopped = r.raw(`,"stopped":`).text()
	u.Total = r.raw(`,"total":`).amount()
	u.Transport = r.raw(`,"transport":`).text()
	r.raw(`,"user":`).hex(u.User[:])
	r.raw(`,"voucher":`).hex(u.Voucher[:])
	r.raw(`}`)
	canonical = canonical[:len(canonical)-len(r.b)]
	s.Signature = r.raw(usageMiddle).signature()
	r.raw(`}`)
	return canonical, !r.odd && len(r.b) == 0
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
