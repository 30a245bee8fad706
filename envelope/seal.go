package envelope

import (
	"bytes"
	"crypto/cipher"
	"crypto/ecdh"
	"crypto/hkdf"
	"crypto/hpke"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"io"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"filippo.io/age"
	"github.com/btcsuite/btcd/btcutil/bech32"
	"golang.org/x/crypto/chacha20poly1305"

	"github.com/hallmark-tee/hallmark"
)

// A sealed exchange is HPKE (RFC 9180; DHKEM X25519, HKDF-SHA256,
// ChaCha20-Poly1305, base mode) to the X25519 key of the enclave's age
// recipient, which its quote names; later ones of the same client resume the
// session (resume.go):
//
//	request   0x01 || enc(32) || ciphertext
//	resumed   0x02 || session(16) || salt(32) || ciphertext
//	response  nonce(32) || frames
//	frame     length u32 of the ciphertext || ciphertext, of kind u8 || payload
//	units     length u32 || unit, once or more: the payload of a frame of units
//
// The response key is HKDF-SHA256(secret = the context's export for
// "hallmark response v1", salt = enc || nonce, info = "key"), as Oblivious HTTP
// has it (RFC 9458, 4.4). Frame i has the 12-byte big-endian nonce i, so frames
// can be neither dropped, swapped nor repeated, and a stream without its last
// frame is seen to be cut.
const (
	sealVersion   = 1
	encSize       = 32
	responseNonce = 32
	sealInfo      = "hallmark exchange v1"
	exportContext = "hallmark response v1"

	// MaxUnit bounds one unit of a response, MaxSealed a request.
	MaxUnit   = 16 << 20
	MaxSealed = 32 << 20

	// fullFrame is when units that wait for a flush become a frame, in bytes.
	fullFrame = 16 << 10
	maxFrame  = MaxUnit + 2*fullFrame // of a payload
)

// FrameKind says what a frame of a response holds.
type FrameKind byte

// The frames: one head, those of units in order, one end.
const (
	FrameHead  FrameKind = 1 // JSON of ResponseHead
	FrameUnits FrameKind = 2 // bytes of the body: units that travel together
	FrameEnd   FrameKind = 3 // JSON of SignedUsage
)

// Sealer encrypts requests to one enclave. It may be used from many goroutines.
type Sealer struct {
	key     hpke.PublicKey
	session atomic.Pointer[session] // nil: seal in full
}

// NewSealer makes a sealer for an age recipient (age1...).
func NewSealer(recipient string) (*Sealer, error) {
	prefix, five, err := bech32.Decode(recipient)
	if err == nil && prefix != "age" {
		err = errors.New("not an age X25519 recipient")
	}
	var point []byte
	if err == nil {
		point, err = bech32.ConvertBits(five, 5, 8, false)
	}
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Invalid, "recipient %q: %w", recipient, err)
	}
	pub, err := ecdh.X25519().NewPublicKey(point)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Invalid, "recipient %q: %w", recipient, err)
	}
	key, err := hpke.NewDHKEMPublicKey(pub)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Invalid, "recipient %q: %w", recipient, err)
	}
	return &Sealer{key: key}, nil
}

// Seal encrypts a request and gives what opens its response.
func (s *Sealer) Seal(plain []byte) ([]byte, *ResponseKey, error) {
	if r := s.session.Load(); r != nil {
		return r.seal(plain)
	}
	enc, sender, err := hpke.NewSender(s.key, hpke.HKDFSHA256(), hpke.ChaCha20Poly1305(), []byte(sealInfo))
	if err != nil {
		return nil, nil, hallmark.Errorf(hallmark.Internal, "seal: %w", err)
	}
	ct, err := sender.Seal(nil, plain)
	if err != nil {
		return nil, nil, hallmark.Errorf(hallmark.Internal, "seal: %w", err)
	}
	key, err := responseKey(sender, enc)
	if err != nil {
		return nil, nil, err
	}
	out := make([]byte, 0, 1+len(enc)+len(ct))
	out = append(append(append(out, sealVersion), enc...), ct...)
	return out, key, nil
}

// Opener opens requests inside the enclave. It may be used from many
// goroutines.
type Opener struct {
	key      hpke.PrivateKey
	sessions sessions
}

// NewOpener makes an opener of the enclave's encryption key.
func NewOpener(id *age.X25519Identity) (*Opener, error) {
	scalar, err := identityScalar(id)
	if err != nil {
		return nil, err
	}
	priv, err := ecdh.X25519().NewPrivateKey(scalar)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Internal, "the encryption key has an unknown form")
	}
	key, err := hpke.NewDHKEMPrivateKey(priv)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Internal, "the encryption key has an unknown form")
	}
	return &Opener{key: key}, nil
}

// Open decrypts a request, in place where it can, and gives what seals its
// response. Unauthenticated:
// the bytes were not sealed to this enclave, or altered. Conflict: they resume
// a session that is not known any more.
func (o *Opener) Open(sealed []byte) ([]byte, *ResponseKey, error) {
	if len(sealed) > 0 && sealed[0] == resumeVersion {
		return o.sessions.open(sealed)
	}
	if len(sealed) < 1+encSize+chacha20poly1305.Overhead || sealed[0] != sealVersion {
		return nil, nil, hallmark.Errorf(hallmark.Invalid, "a sealed request begins with the byte 1 and has at least %d bytes, or resumes a session", 1+encSize+chacha20poly1305.Overhead)
	}
	enc := sealed[1 : 1+encSize]
	r, err := hpke.NewRecipient(enc, o.key, hpke.HKDFSHA256(), hpke.ChaCha20Poly1305(), []byte(sealInfo))
	if err != nil {
		return nil, nil, notSealed()
	}
	plain, err := r.Open(nil, sealed[1+encSize:])
	if err != nil {
		return nil, nil, notSealed()
	}
	key, err := responseKey(r, enc)
	return plain, key, err
}

func notSealed() error {
	return hallmark.Errorf(hallmark.Unauthenticated, "the request was not sealed to this enclave's key, or was altered on the way; fetch and verify the evidence again")
}

// ResponseKey belongs to one request.
type ResponseKey struct {
	secret, enc []byte
	session     *session // that the request opened; nil: it resumed one
}

// exporter is what both ends of HPKE are.
type exporter interface {
	Export(context string, length int) ([]byte, error)
}

func responseKey(e exporter, enc []byte) (*ResponseKey, error) {
	secret, err := e.Export(exportContext, chacha20poly1305.KeySize)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Internal, "seal: %w", err)
	}
	opened, err := newSession(e)
	return &ResponseKey{secret: secret, enc: enc, session: opened}, err
}

func (k *ResponseKey) aead(nonce []byte) (cipher.AEAD, error) {
	salt := append(append(make([]byte, 0, len(k.enc)+len(nonce)), k.enc...), nonce...)
	key, err := hkdf.Key(sha256.New, k.secret, salt, "key", chacha20poly1305.KeySize)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Internal, "response key: %w", err)
	}
	return chacha20poly1305.New(key)
}

// FrameWriter seals a response. It is for one goroutine. After an error it
// writes nothing more.
type FrameWriter struct {
	w     io.Writer
	aead  cipher.AEAD
	nonce [chacha20poly1305.NonceSize]byte
	buf   *[]byte // what has not been written; nil: nothing
	open  int     // where in it the frame of units begins that still takes more; -1: none does
	err   error
}

// NewFrameWriter begins the response.
func NewFrameWriter(w io.Writer, k *ResponseKey) (*FrameWriter, error) {
	f := &FrameWriter{w: w, open: -1}
	b := f.pending()
	*b = append(*b, make([]byte, responseNonce)...)
	rand.Read(*b)
	var err error
	f.aead, err = k.aead(*b)
	return f, err
}

// frames are the bytes of frames on their way: a response that waits holds none.
var frames = sync.Pool{New: func() any { b := make([]byte, 0, fullFrame+1<<10); return &b }}

func freeFrame(b *[]byte) {
	if cap(*b) <= 4*fullFrame {
		*b = (*b)[:0]
		frames.Put(b)
	}
}

func (f *FrameWriter) pending() *[]byte {
	if f.buf == nil {
		f.buf = frames.Get().(*[]byte)
	}
	return f.buf
}

// Write adds a frame of its own, which is sent with the next Flush.
func (f *FrameWriter) Write(kind FrameKind, payload []byte) {
	f.seal()
	b := f.pending()
	at := len(*b)
	*b = append(append(*b, 0, 0, 0, 0, byte(kind)), payload...)
	f.sealFrom(at)
}

// Unit adds a unit of the response, which is sent with the next Flush, or
// before when much waits for it. Exhausted: it is longer than MaxUnit.
func (f *FrameWriter) Unit(unit []byte) error {
	if len(unit) > MaxUnit {
		return hallmark.Errorf(hallmark.Exhausted, "a unit of %d bytes; a response may have at most %d in one", len(unit), MaxUnit)
	}
	b := f.pending()
	if f.open < 0 {
		f.open = len(*b)
		*b = append(*b, 0, 0, 0, 0, byte(FrameUnits))
	}
	*b = append(binary.BigEndian.AppendUint32(*b, uint32(len(unit))), unit...)
	if len(*b)-f.open < fullFrame {
		return f.err
	}
	return f.Flush()
}

// Flush hands on in one piece what was added.
func (f *FrameWriter) Flush() error {
	f.seal()
	if f.err == nil && f.buf != nil {
		_, f.err = f.w.Write(*f.buf)
	}
	if f.buf != nil {
		freeFrame(f.buf)
		f.buf = nil
	}
	return f.err
}

// seal ends the frame of units.
func (f *FrameWriter) seal() {
	if f.open >= 0 {
		f.sealFrom(f.open)
		f.open = -1
	}
}

// sealFrom seals the frame that is the rest of what is pending, in place.
func (f *FrameWriter) sealFrom(at int) {
	b := *f.buf
	head, plain := b[at:at+4], b[at+4:]
	binary.BigEndian.PutUint32(head, uint32(len(plain)+f.aead.Overhead()))
	*f.buf = f.aead.Seal(b[:at+4], f.nonce[:], plain, head)
	countUp(&f.nonce)
}

// countUp gives the next frame's nonce. A response of 2^64 frames does not end.
func countUp(nonce *[chacha20poly1305.NonceSize]byte) {
	seq := nonce[4:]
	binary.BigEndian.PutUint64(seq, binary.BigEndian.Uint64(seq)+1)
}

// FrameReader opens a response. It is for one goroutine.
type FrameReader struct {
	r     io.Reader
	key   *ResponseKey
	aead  cipher.AEAD
	nonce [chacha20poly1305.NonceSize]byte
	head  [responseNonce]byte // the response's nonce, then the length of a frame
	buf   *[]byte             // the frame that was read last; nil: a frame is waited for
	units []byte              // those of it that are still to be given
}

// NewFrameReader opens what the enclave sealed with the same request's key.
func NewFrameReader(r io.Reader, k *ResponseKey) *FrameReader { return &FrameReader{r: r, key: k} }

// Next gives the next unit, as FrameUnits, or the payload of another frame,
// good until the next call. Unavailable: the stream ends or breaks here.
// Mismatch: it was altered.
func (f *FrameReader) Next() (FrameKind, []byte, error) {
	if len(f.units) == 0 {
		kind, payload, err := f.frame()
		if err != nil || kind != FrameUnits {
			payload = bytes.Clone(payload)
			f.free()
			return kind, payload, err
		}
		f.units = payload
	}
	if len(f.units) >= 4 {
		n := binary.BigEndian.Uint32(f.units)
		if rest := f.units[4:]; uint64(n) <= uint64(len(rest)) {
			f.units = rest[n:]
			return FrameUnits, rest[:n:n], nil
		}
	}
	return 0, nil, hallmark.Errorf(hallmark.Mismatch, "response: a unit reaches beyond its frame")
}

// More tells whether the next unit has come with the last one.
func (f *FrameReader) More() bool { return len(f.units) > 0 }

// frame reads and opens one frame.
func (f *FrameReader) frame() (FrameKind, []byte, error) {
	f.free()
	if f.aead == nil {
		if _, err := io.ReadFull(f.r, f.head[:]); err != nil {
			return 0, nil, cut(err)
		}
		aead, err := f.key.aead(f.head[:])
		if err != nil {
			return 0, nil, err
		}
		f.aead = aead
	}
	head := f.head[:4]
	if _, err := io.ReadFull(f.r, head); err != nil {
		return 0, nil, cut(err)
	}
	seq := binary.BigEndian.Uint64(f.nonce[4:])
	n := int64(binary.BigEndian.Uint32(head))
	if n < int64(1+f.aead.Overhead()) || n > int64(maxFrame+1+f.aead.Overhead()) {
		return 0, nil, hallmark.Errorf(hallmark.Mismatch, "response: frame %d claims %d bytes", seq, n)
	}
	f.buf = frames.Get().(*[]byte)
	sealed, err := readClaimed(f.r, (*f.buf)[:0], int(n))
	*f.buf = sealed
	if err != nil {
		return 0, nil, cut(err)
	}
	plain, err := f.aead.Open(sealed[:0], f.nonce[:], sealed, head)
	if err != nil {
		return 0, nil, hallmark.Errorf(hallmark.Mismatch, "response: frame %d was altered, repeated, dropped or swapped on the way", seq)
	}
	countUp(&f.nonce)
	return FrameKind(plain[0]), plain[1:], nil
}

func (f *FrameReader) free() {
	if f.buf != nil {
		freeFrame(f.buf)
		f.buf = nil
	}
}

// readClaimed appends n bytes to b. A large claim is believed only as its bytes
// arrive.
func readClaimed(r io.Reader, b []byte, n int) ([]byte, error) {
	for n > 0 {
		at, part := len(b), min(n, max(cap(b)-len(b), 4*fullFrame))
		b = slices.Grow(b, part)[:at+part]
		if _, err := io.ReadFull(r, b[at:]); err != nil {
			return b, err
		}
		n -= part
	}
	return b, nil
}

func cut(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return hallmark.Errorf(hallmark.Unavailable, "the response was cut before its receipt")
	}
	return hallmark.Errorf(hallmark.Unavailable, "read the response: %w", err)
}

// ExchangeBytes is the plaintext of a sealed request.
func ExchangeBytes(s hallmark.SignedExchange, body []byte) ([]byte, error) {
	line, ok := appendExchange(make([]byte, 0, 2<<10+len(body)), &s)
	if !ok {
		var err error
		if line, err = Canonical(s); err != nil {
			return nil, err
		}
	}
	return append(append(line, '\n'), body...), nil
}

// ParseExchange reads the plaintext of a sealed request: the signed exchange,
// and the body, which must be the one it names. Signatures are the caller's to
// check.
func ParseExchange(plain []byte) (hallmark.SignedExchange, []byte, error) {
	var s hallmark.SignedExchange
	end := bytes.IndexByte(plain[:min(len(plain), maxExchangeLine)], '\n')
	if end < 0 {
		return s, nil, hallmark.Errorf(hallmark.Invalid, "exchange: the first line is not whole within %d bytes", maxExchangeLine)
	}
	line, rest := plain[:end], plain[end+1:]
	if !readExchange(line, &s) {
		s = hallmark.SignedExchange{}
		if err := hallmark.DecodeStrict(line, "exchange", &s); err != nil {
			return s, nil, err
		}
	}
	if s.Version != hallmark.ExchangeVersion {
		return s, nil, hallmark.Errorf(hallmark.Invalid, "exchange: version %q, want %q", s.Version, hallmark.ExchangeVersion)
	}
	if got := hallmark.Digest(sha256.Sum256(rest)); got != s.Exchange.Body {
		return s, nil, hallmark.Errorf(hallmark.Mismatch, "exchange: the body is %s, the signature is for %s", got.Short(), s.Exchange.Body.Short())
	}
	return s, rest, nil
}

const maxExchangeLine = 16 << 10

// ResponseHead is the first frame of a response.
type ResponseHead struct {
	Status      int             `json:"status"`
	ContentType string          `json:"contentType"`
	Receipt     hallmark.Digest `json:"receipt"` // id of the receipt that will end it
}

// AppendHead appends the JSON of a response's head.
func AppendHead(b []byte, h ResponseHead) ([]byte, error) {
	w := canonicalWriter{b: b}
	w.raw(`{"contentType":`).text(h.ContentType)
	w.raw(`,"receipt":`).hex(h.Receipt[:])
	w.raw(`,"status":`).number(uint64(h.Status))
	w.raw(`}`)
	if !w.odd {
		return w.b, nil
	}
	slow, err := Canonical(h)
	return append(b, slow...), err
}

// ReadHead reads the JSON of a response's head.
func ReadHead(b []byte) (h ResponseHead, err error) {
	r := canonicalReader{b: b}
	h.ContentType = r.raw(`{"contentType":`).text()
	r.raw(`,"receipt":`).hex(h.Receipt[:])
	h.Status = int(r.raw(`,"status":`).integer())
	r.raw(`}`)
	if r.odd || len(r.b) > 0 {
		h = ResponseHead{}
		err = hallmark.DecodeStrict(b, "response head", &h)
	}
	return h, err
}

// StreamHash hashes a response as it is sent or read; see
// hallmark.UsageResponse. It is for one goroutine.
type StreamHash struct {
	link  []byte // the head, and behind it the next unit
	units uint64
	bytes uint64
}

// NewStreamHash begins the response of a receipt's id.
func NewStreamHash(id hallmark.Digest) *StreamHash {
	head := sha256.Sum256(append([]byte("hallmark stream v1"), id[:]...))
	return &StreamHash{link: append(make([]byte, 0, 1<<9), head[:]...)}
}

// maxLink is what is copied to be hashed in one piece.
const maxLink = 4 << 10

// Add takes the next unit.
func (h *StreamHash) Add(unit []byte) {
	if len(h.link)+len(unit) <= maxLink {
		h.link = append(h.link, unit...)
		head := sha256.Sum256(h.link)
		h.link = append(h.link[:0], head[:]...)
	} else {
		next := sha256.New()
		next.Write(h.link)
		next.Write(unit)
		h.link = next.Sum(h.link[:0])
	}
	h.units++
	h.bytes += uint64(len(unit))
}

// HashBody is what a receipt says of a response whose bytes were kept without
// the units in which they came: a stream's are its server-sent events.
func HashBody(id hallmark.Digest, status int, contentType string, body []byte) hallmark.UsageResponse {
	h := NewStreamHash(id)
	stream := strings.HasPrefix(contentType, "text/event-stream")
	for len(body) > 0 {
		end := min(len(body), MaxUnit)
		if at := bytes.Index(body[:end], []byte("\n\n")); stream && at >= 0 {
			end = at + 2
		}
		h.Add(body[:end])
		body = body[end:]
	}
	return h.Response(status)
}

// Units counts the units so far.
func (h *StreamHash) Units() uint64 { return h.units }

// Response is what a receipt says of the units so far.
func (h *StreamHash) Response(status int) hallmark.UsageResponse {
	return hallmark.UsageResponse{
		Status: status, Head: hallmark.Digest(h.link), Units: h.units, Bytes: h.bytes,
	}
}
