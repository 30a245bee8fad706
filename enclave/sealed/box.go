package sealed

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"

	"github.com/hallmark-tee/hallmark"
)

// magic names the format and its version: magic, salt (32), nonce (12),
// ciphertext and tag (AES-256-GCM). The file key is
// HKDF-SHA256(sealing key, salt, "hallmark sealed v1"), fresh for each write;
// the additional data is magic and the name.
const magic = "hallmark sealed v1\n"

const saltSize = 32

// Box seals byte strings under one sealing key.
type Box struct{ key []byte }

// NewBox takes a sealing key of at least 16 bytes. A key of zeros, which some
// TEE runtimes hand out where they cannot seal, is Unsupported.
func NewBox(key []byte) (*Box, error) {
	if len(key) < 16 || subtle.ConstantTimeCompare(key, make([]byte, len(key))) == 1 {
		return nil, hallmark.Errorf(hallmark.Unsupported, "the platform gives no usable sealing key (%d bytes, short or all zero); nothing can be kept safely here", len(key))
	}
	return &Box{key: append([]byte(nil), key...)}, nil
}

// Seal encrypts plain under a name.
func (b *Box) Seal(name string, plain []byte) ([]byte, error) {
	out := make([]byte, len(magic)+saltSize, len(magic)+saltSize+len(plain)+64)
	copy(out, magic)
	salt := out[len(magic):]
	rand.Read(salt)
	gcm, err := b.cipher(salt)
	if err != nil {
		return nil, err
	}
	return gcm.Seal(out, nil, plain, []byte(magic+name)), nil
}

// Open decrypts what Seal made under the same name; Lost when it does not open:
// another sealing key, another name, altered bytes.
func (b *Box) Open(name string, sealed []byte) ([]byte, error) {
	if len(sealed) < len(magic)+saltSize || string(sealed[:len(magic)]) != magic {
		return nil, hallmark.Errorf(hallmark.Lost, "sealed %s: not in the form of this version, or cut off", name)
	}
	gcm, err := b.cipher(sealed[len(magic) : len(magic)+saltSize])
	if err != nil {
		return nil, err
	}
	plain, err := gcm.Open(nil, nil, sealed[len(magic)+saltSize:], []byte(magic+name))
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Lost, "sealed %s does not open: the platform has another sealing key than when it was written, or the bytes were altered", name)
	}
	return plain, nil
}

func (b *Box) cipher(salt []byte) (cipher.AEAD, error) {
	key, err := hkdf.Key(sha256.New, b.key, salt, "hallmark sealed v1", 32)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Internal, "derive a file key: %w", err)
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Internal, "file cipher: %w", err)
	}
	gcm, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Internal, "file cipher: %w", err)
	}
	return gcm, nil
}
