package envelope

import (
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"slices"
	"sync"

	"golang.org/x/crypto/chacha20poly1305"

	"github.com/hallmark-tee/hallmark"
)

// A request sealed in full leaves both ends with a session: an id and a secret,
// both exported from its HPKE context. Later requests of the client resume it
// and cost no X25519. Each has a fresh salt(32), and
//
//	request key      HKDF-SHA256(secret, salt, "hallmark resumed request v1")
//	response secret  HKDF-SHA256(secret, salt, "hallmark resumed response v1")
//
// The ciphertext is ChaCha20-Poly1305 with the zero nonce, and everything before
// it as additional data; the response goes on as that of a full request, with
// the salt in the place of enc. A session says nothing of who asks: that is in
// every exchange's own signature.
const (
	resumeVersion = 2
	idSize        = 16
	saltSize      = 32
	resumedHead   = 1 + idSize + saltSize

	// maxSessions is how many an enclave remembers; the oldest are forgotten, and
	// their clients seal in full again.
	maxSessions = 1 << 14

	// CheckSession begins the error of a session that the enclave has forgotten.
	CheckSession = "sealing session"
)

type sessionID [idSize]byte

type session struct {
	id     sessionID
	secret []byte
}

func newSession(e exporter) (*session, error) {
	id, err := e.Export("hallmark session id v1", idSize)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Internal, "seal: %w", err)
	}
	secret, err := e.Export("hallmark session v1", chacha20poly1305.KeySize)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Internal, "seal: %w", err)
	}
	return &session{id: sessionID(id), secret: secret}, nil
}

// keys derives what one resumed request needs.
func (s *session) keys(salt []byte) (request []byte, response *ResponseKey, err error) {
	both, err := hkdf.Extract(sha256.New, s.secret, salt)
	if err != nil {
		return nil, nil, hallmark.Errorf(hallmark.Internal, "seal: %w", err)
	}
	if request, err = hkdf.Expand(sha256.New, both, "hallmark resumed request v1", chacha20poly1305.KeySize); err != nil {
		return nil, nil, hallmark.Errorf(hallmark.Internal, "seal: %w", err)
	}
	secret, err := hkdf.Expand(sha256.New, both, "hallmark resumed response v1", chacha20poly1305.KeySize)
	if err != nil {
		return nil, nil, hallmark.Errorf(hallmark.Internal, "seal: %w", err)
	}
	return request, &ResponseKey{secret: secret, enc: salt}, nil
}

func (s *session) seal(plain []byte) ([]byte, *ResponseKey, error) {
	out := make([]byte, resumedHead, resumedHead+len(plain)+chacha20poly1305.Overhead)
	out[0] = resumeVersion
	copy(out[1:], s.id[:])
	rand.Read(out[1+idSize:])
	request, response, err := s.keys(append([]byte(nil), out[1+idSize:]...))
	if err != nil {
		return nil, nil, err
	}
	aead, err := chacha20poly1305.New(request)
	if err != nil {
		return nil, nil, hallmark.Errorf(hallmark.Internal, "seal: %w", err)
	}
	return aead.Seal(out, make([]byte, chacha20poly1305.NonceSize), plain, out), response, nil
}

// Resume lets later requests resume the session that a request in full has
// opened. The key is of a request whose response has begun: then the enclave
// knows the session.
func (s *Sealer) Resume(k *ResponseKey) {
	if k.session != nil {
		s.session.Store(k.session)
	}
}

// Renew makes the next request one in full: the enclave has forgotten the
// session (CheckSession).
func (s *Sealer) Renew() { s.session.Store(nil) }

// sessions are those that an enclave remembers, for as long as it runs.
type sessions struct {
	mu    sync.RWMutex
	known map[sessionID]*session
	order []sessionID // a ring, oldest at next
	next  int
}

// Keep remembers the session that a request has opened, once its sender is
// known to be one that may ask.
func (o *Opener) Keep(k *ResponseKey) {
	if k.session == nil {
		return
	}
	s := &o.sessions
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.known[k.session.id] != nil {
		return // the same request again
	}
	if s.known == nil {
		s.known = map[sessionID]*session{}
	}
	if len(s.order) < maxSessions {
		s.order = append(s.order, k.session.id)
	} else {
		delete(s.known, s.order[s.next])
		s.order[s.next] = k.session.id
		s.next = (s.next + 1) % maxSessions
	}
	s.known[k.session.id] = k.session
}

func (s *sessions) open(sealed []byte) ([]byte, *ResponseKey, error) {
	if len(sealed) < resumedHead+chacha20poly1305.Overhead {
		return nil, nil, hallmark.Errorf(hallmark.Invalid, "a request that resumes a session has at least %d bytes", resumedHead+chacha20poly1305.Overhead)
	}
	s.mu.RLock()
	known := s.known[sessionID(sealed[1:1+idSize])]
	s.mu.RUnlock()
	if known == nil {
		return nil, nil, hallmark.Errorf(hallmark.Conflict, CheckSession+": not known here (any more); seal the request in full")
	}
	request, response, err := known.keys(slices.Clone(sealed[1+idSize : resumedHead]))
	if err != nil {
		return nil, nil, err
	}
	aead, err := chacha20poly1305.New(request)
	if err != nil {
		return nil, nil, hallmark.Errorf(hallmark.Internal, "open: %w", err)
	}
	ct := sealed[resumedHead:]
	plain, err := aead.Open(ct[:0], make([]byte, chacha20poly1305.NonceSize), ct, sealed[:resumedHead])
	if err != nil {
		return nil, nil, notSealed()
	}
	return plain, response, nil
}
