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
	"hash"
	"io"
	"math"
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
//
// The response key is HKDF-SHA256(secret = the context's export for
// "hallmark response v1", salt = enc || nonce, info = "key"), as Oblivious HTTP
// has it (RFC 9458, 4.4). Frame i has the 12-byte big-endian nonce i, so frames
// can be neither dropped, swapped nor repeated, and a stream without its last
// frame is seen to be cut.
const (
	sealVersion   = 1
	encSize       = 32
	sealInfo      = "hallmark exchange v1"
	exportContext = "hallmark response v1"

	// MaxFrame bounds one unit of a response, MaxSealed a request.
	MaxFrame  = 16 << 20
	MaxSealed = 32 << 20
)

// FrameKind says what a frame of a response holds.
type FrameKind byte

// The frames: one head, units in order, one end.
const (
	FrameHead FrameKind = 1 // JSON of ResponseHead
	FrameUnit FrameKind = 2 // bytes of the body, as they were sent
	FrameEnd  FrameKind = 3 // JSON of SignedUsage
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

// FrameWriter seals a response. It is for one goroutine.
type FrameWriter struct {
	w    io.Writer
	aead cipher.AEAD
	seq  uint64
	buf  []byte
}

// NewFrameWriter begins the response: it writes the nonce with the first
// frame.
func NewFrameWriter(w io.Writer, k *ResponseKey) (*FrameWriter, error) {
	nonce := make([]byte, 32)
	rand.Read(nonce)
	aead, err := k.aead(nonce)
	if err != nil {
		return nil, err
	}
	return &FrameWriter{w: w, aead: aead, buf: nonce}, nil
}

// Write seals one frame and hands it on in one piece.
func (f *FrameWriter) Write(kind FrameKind, payload []byte) error {
	if len(payload) > MaxFrame {
		return hallmark.Errorf(hallmark.Exhausted, "a unit of %d bytes; a response may have at most %d in one", len(payload), MaxFrame)
	}
	at := len(f.buf)
	f.buf = binary.BigEndian.AppendUint32(f.buf, uint32(1+len(payload)+f.aead.Overhead()))
	plain := len(f.buf)
	f.buf = append(append(f.buf, byte(kind)), payload...)
	f.buf = f.aead.Seal(f.buf[:plain], frameNonce(f.seq), f.buf[plain:], f.buf[at:plain])
	f.seq++
	_, err := f.w.Write(f.buf)
	f.buf = f.buf[:0]
	return err
}

// FrameReader opens a response. It is for one goroutine.
type FrameReader struct {
	r    io.Reader
	key  *ResponseKey
	aead cipher.AEAD
	seq  uint64
	buf  []byte
}

// NewFrameReader opens what the enclave sealed with the same request's key.
func NewFrameReader(r io.Reader, k *ResponseKey) *FrameReader { return &FrameReader{r: r, key: k} }

// Next gives the next frame; its payload is good until the next call.
// Unavailable: the stream ends or breaks here. Mismatch: it was altered.
func (f *FrameReader) Next() (FrameKind, []byte, error) {
	if f.aead == nil {
		nonce := make([]byte, 32)
		if _, err := io.ReadFull(f.r, nonce); err != nil {
			return 0, nil, cut(err)
		}
		aead, err := f.key.aead(nonce)
		if err != nil {
			return 0, nil, err
		}
		f.aead = aead
	}
	var head [4]byte
	if _, err := io.ReadFull(f.r, head[:]); err != nil {
		return 0, nil, cut(err)
	}
	n := binary.BigEndian.Uint32(head[:])
	if n < uint32(1+f.aead.Overhead()) || n > uint32(MaxFrame+1+f.aead.Overhead()) {
		return 0, nil, hallmark.Errorf(hallmark.Mismatch, "response: frame %d claims %d bytes", f.seq, n)
	}
	if uint32(cap(f.buf)) < n {
		f.buf = make([]byte, min(n, 64<<10))
	}
	// A large claim is believed only as its bytes arrive.
	f.buf = f.buf[:min(n, uint32(cap(f.buf)))]
	for got := 0; ; {
		k, err := io.ReadFull(f.r, f.buf[got:])
		if got += k; err != nil {
			return 0, nil, cut(err)
		}
		if uint32(got) == n {
			break
		}
		f.buf = append(f.buf, make([]byte, min(int(n)-got, len(f.buf)))...)
	}
	if f.seq == math.MaxUint64 {
		return 0, nil, hallmark.Errorf(hallmark.Exhausted, "response: too many frames")
	}
	plain, err := f.aead.Open(f.buf[:0], frameNonce(f.seq), f.buf, head[:])
	if err != nil {
		return 0, nil, hallmark.Errorf(hallmark.Mismatch, "response: frame %d was altered, repeated, dropped or swapped on the way", f.seq)
	}
	f.seq++
	return FrameKind(plain[0]), plain[1:], nil
}

func frameNonce(seq uint64) []byte {
	nonce := make([]byte, 4, chacha20poly1305.NonceSize)
	return binary.BigEndian.AppendUint64(nonce, seq)
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

// StreamHash hashes a response as it is sent or read; see
// hallmark.UsageResponse. It is for one goroutine.
type StreamHash struct {
	body  hash.Hash
	head  hallmark.Digest
	units uint64
	bytes uint64
}

// NewStreamHash begins the response of a receipt's id.
func NewStreamHash(id hallmark.Digest) *StreamHash {
	return &StreamHash{body: sha256.New(), head: sha256.Sum256(append([]byte("hallmark stream v1"), id[:]...))}
}

// Add takes the next unit.
func (h *StreamHash) Add(unit []byte) {
	h.body.Write(unit)
	one := sha256.Sum256(unit)
	var link [64]byte
	copy(link[:32], h.head[:])
	copy(link[32:], one[:])
	h.head = sha256.Sum256(link[:])
	h.units++
	h.bytes += uint64(len(unit))
}

// Units counts the units so far.
func (h *StreamHash) Units() uint64 { return h.units }

// Response is what a receipt says of the units so far.
func (h *StreamHash) Response(status int) hallmark.UsageResponse {
	return hallmark.UsageResponse{
		Status: status, Body: hallmark.Digest(h.body.Sum(nil)), Head: h.head, Units: h.units, Bytes: h.bytes,
	}
}
