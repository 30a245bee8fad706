// Package wallet loads the one secp256k1 key that a user or a provider signs
// with: from an encrypted keystore file in geth's format (Web3 Secret
// Storage), or as hex from an inherited file descriptor.
//
// It never takes a key or a password from the command line or the environment,
// never writes a key unencrypted, and never prints one.
package wallet

import (
	"bytes"
	"crypto/ecdsa"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/ethereum/go-ethereum/accounts/keystore"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/google/uuid"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/envelope"
)

// maxSecret bounds what is read from a descriptor, in bytes.
const maxSecret = 4096

// Wallet is one key.
type Wallet struct{ key *ecdsa.PrivateKey }

// New wraps a key.
func New(key *ecdsa.PrivateKey) Wallet { return Wallet{key} }

// Key is the key, for signing and unwrapping.
func (w Wallet) Key() *ecdsa.PrivateKey { return w.key }

// Address is the key's account.
func (w Wallet) Address() hallmark.Address { return envelope.AddressOf(&w.key.PublicKey) }

// PublicKey is the uncompressed point, 65 bytes.
func (w Wallet) PublicKey() hallmark.Hex { return crypto.FromECDSAPub(&w.key.PublicKey) }

// FromDescriptor reads a key as 64 hex digits (0x allowed) from an inherited
// file descriptor, and closes it.
func FromDescriptor(fd int) (Wallet, error) {
	secret, err := readDescriptor(fd, "the key")
	if err != nil {
		return Wallet{}, err
	}
	defer clear(secret)
	raw, err := hex.DecodeString(strings.TrimPrefix(string(bytes.TrimSpace(secret)), "0x"))
	if err != nil {
		return Wallet{}, hallmark.Errorf(hallmark.Invalid, "file descriptor %d does not hold a key in hex", fd)
	}
	defer clear(raw)
	key, err := crypto.ToECDSA(raw)
	if err != nil {
		return Wallet{}, hallmark.Errorf(hallmark.Invalid, "file descriptor %d does not hold a secp256k1 key of 32 bytes", fd)
	}
	return Wallet{key}, nil
}

// PasswordFromDescriptor reads a password, without its line end, from an
// inherited file descriptor, and closes it.
func PasswordFromDescriptor(fd int) (string, error) {
	secret, err := readDescriptor(fd, "the password")
	return strings.TrimRight(string(secret), "\r\n"), err
}

func readDescriptor(fd int, what string) ([]byte, error) {
	if fd < 0 {
		return nil, hallmark.Errorf(hallmark.Invalid, "file descriptor %d for %s is not valid", fd, what)
	}
	f := os.NewFile(uintptr(fd), "secret")
	if f == nil {
		return nil, hallmark.Errorf(hallmark.NotFound, "file descriptor %d for %s is not open", fd, what)
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxSecret))
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Unavailable, "read %s from file descriptor %d: %w", what, fd, err)
	}
	return b, nil
}

// Open decrypts a keystore file.
func Open(path, password string) (Wallet, error) {
	b, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		return Wallet{}, hallmark.Errorf(hallmark.NotFound, "no keystore at %s; make one with `hallmark account new`", path)
	}
	if err != nil {
		return Wallet{}, hallmark.Errorf(hallmark.Unavailable, "keystore: %w", err)
	}
	k, err := keystore.DecryptKey(b, password)
	if errors.Is(err, keystore.ErrDecrypt) {
		return Wallet{}, hallmark.Errorf(hallmark.Unauthenticated, "the password does not open keystore %s", path)
	}
	if err != nil {
		return Wallet{}, hallmark.Errorf(hallmark.Invalid, "%s is not a keystore file: %w", path, err)
	}
	return Wallet{k.PrivateKey}, nil
}

// Create makes a new key and writes it encrypted; an existing file is never
// overwritten.
func Create(path, password string) (Wallet, error) {
	key, err := crypto.GenerateKey()
	if err != nil {
		return Wallet{}, hallmark.Errorf(hallmark.Internal, "make a key: %w", err)
	}
	w := Wallet{key}
	return w, w.Save(path, password)
}

// Save writes the key encrypted (scrypt, geth's standard strength), mode 0600.
// Conflict when the file exists.
func (w Wallet) Save(path, password string) error {
	id, err := uuid.NewRandom()
	if err != nil {
		return hallmark.Errorf(hallmark.Internal, "keystore id: %w", err)
	}
	b, err := keystore.EncryptKey(&keystore.Key{
		Id: id, Address: crypto.PubkeyToAddress(w.key.PublicKey), PrivateKey: w.key,
	}, password, keystore.StandardScryptN, keystore.StandardScryptP)
	if err != nil {
		return hallmark.Errorf(hallmark.Internal, "encrypt keystore: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "keystore: %w", err)
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, os.ErrExist) {
		return hallmark.Errorf(hallmark.Conflict, "%s exists; an existing key is never overwritten", path)
	}
	if err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "keystore: %w", err)
	}
	_, err = f.Write(b)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "keystore: %w", err)
	}
	return nil
}
