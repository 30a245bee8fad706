package envelope

import (
	"crypto/ecdsa"
	"crypto/sha256"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/crypto"

	"github.com/hallmark-tee/hallmark"
)

// AddressOf is the account of a secp256k1 key.
func AddressOf(key *ecdsa.PublicKey) hallmark.Address {
	return hallmark.Address(crypto.PubkeyToAddress(*key))
}

// Sign signs a 32-byte digest: 65 bytes r s v, low s, v 27 or 28.
func Sign(digest hallmark.Digest, key *ecdsa.PrivateKey) (hallmark.Hex, error) {
	sig, err := crypto.Sign(digest[:], key)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Internal, "sign: %w", err)
	}
	sig[64] += 27
	return sig, nil
}

// Recover gives the public key (65 bytes, uncompressed) and account that
// signed a digest. It accepts the one form that the contracts accept: 65
// bytes, low s, v 27 or 28; anything else is Unauthenticated.
func Recover(digest hallmark.Digest, sig []byte) (key []byte, account hallmark.Address, err error) {
	if len(sig) != 65 || (sig[64] != 27 && sig[64] != 28) {
		return nil, account, hallmark.Errorf(hallmark.Unauthenticated, "signature must be 65 bytes ending in 27 or 28, got %d bytes", len(sig))
	}
	if !crypto.ValidateSignatureValues(sig[64]-27, new(big.Int).SetBytes(sig[:32]), new(big.Int).SetBytes(sig[32:64]), true) {
		return nil, account, hallmark.Errorf(hallmark.Unauthenticated, "signature has r or s out of range, or high s")
	}
	raw := append([]byte(nil), sig...)
	raw[64] -= 27
	key, err = crypto.Ecrecover(digest[:], raw)
	if err != nil {
		return nil, account, hallmark.Errorf(hallmark.Unauthenticated, "signature recovers to no key: %w", err)
	}
	return key, hallmark.Address(crypto.Keccak256(key[1:])[12:]), nil
}

// Require recovers and compares: Unauthenticated unless want signed.
func Require(what string, digest hallmark.Digest, sig []byte, want hallmark.Address) error {
	_, got, err := Recover(digest, sig)
	if err != nil {
		return hallmark.Errorf(hallmark.Unauthenticated, "%s: %w", what, err)
	}
	if got != want {
		return hallmark.Errorf(hallmark.Unauthenticated, "%s: signed by %s, want %s", what, got, want)
	}
	return nil
}

// ReceiptDigest is what a receipt's signature covers.
func ReceiptDigest(r hallmark.Receipt) (hallmark.Digest, error) {
	b, err := Canonical(r)
	if err != nil {
		return hallmark.Digest{}, err
	}
	return keccak([]byte("hallmark receipt v1\n"), b), nil
}

// RequestDigest is what a signed HTTP request's signature covers.
func RequestDigest(a hallmark.RequestAuth) hallmark.Digest {
	text := fmt.Sprintf("hallmark request v1\n%s\n%s\n%s\n%s\n%d\n%s\n", a.Audience, a.Method, a.Path, a.Body, a.Time, a.Nonce)
	return keccak([]byte(text))
}

// EvidenceDigest is SHA-256(SHA-256(quote) || SHA-256(runtime_data)).
func EvidenceDigest(quote, runtimeData []byte) hallmark.Digest {
	q, r := sha256.Sum256(quote), sha256.Sum256(runtimeData)
	return sha256.Sum256(append(q[:], r[:]...))
}

// CheckOrder verifies everything in a signed order that can be verified
// without a chain: the fields, the digests of config, payees and user key, and
// the user's signature. It returns the job id.
func (d Domain) CheckOrder(s hallmark.SignedOrder) (hallmark.JobID, error) {
	id := d.JobID(s.Order)
	if err := s.Order.Validate(); err != nil {
		return id, err
	}
	if err := s.Config.Validate(); err != nil {
		return id, err
	}
	config, err := Digest(s.Config)
	if err != nil {
		return id, err
	}
	switch {
	case config != s.Order.Config:
		return id, hallmark.Errorf(hallmark.Mismatch, "order: config digest is %s, the configuration given hashes to %s", s.Order.Config, config)
	case SplitDigest(s.Payees) != s.Order.Split:
		return id, hallmark.Errorf(hallmark.Mismatch, "order: split digest does not match the payees given")
	case len(s.UserKey) != 65 || s.UserKey[0] != 4:
		return id, hallmark.Errorf(hallmark.Invalid, "order: userKey must be 65 bytes, uncompressed")
	case hallmark.Digest(sha256.Sum256(s.UserKey)) != s.Order.Recipient:
		return id, hallmark.Errorf(hallmark.Mismatch, "order: recipient is not the digest of userKey")
	}
	if err := CheckPayees(s.Payees); err != nil {
		return id, err
	}
	return id, Require("order signature", id, s.Signature, s.Order.User)
}

// CheckPayees requires that a split names its payees and adds up to one whole;
// an empty one means the provider alone. Invalid otherwise.
func CheckPayees(payees []hallmark.Payee) error {
	sum := 0
	for i, p := range payees {
		if p.Account.IsZero() || p.BPS == 0 {
			return hallmark.Errorf(hallmark.Invalid, "split: payee %d has no account or no share", i)
		}
		sum += int(p.BPS)
	}
	if len(payees) > 0 && sum != 10_000 {
		return hallmark.Errorf(hallmark.Invalid, "split: shares sum to %d basis points, want 10000", sum)
	}
	return nil
}
