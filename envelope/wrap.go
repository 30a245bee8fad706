package envelope

import (
	"strings"

	"filippo.io/age"
	"github.com/btcsuite/btcd/btcutil/bech32"
	ecies "github.com/ecies/go/v2"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/hallmark-tee/hallmark"
)

// WrappedKeySize is the length of a wrapped 32-byte key: ephemeral public key
// (65) || nonce (16) || tag (16) || ciphertext (32), the layout of eciesjs and
// ecies/go v2 that 0G's tools read too.
const WrappedKeySize = 129

// ageSecretPrefix is the human-readable part of an age X25519 identity.
const ageSecretPrefix = "age-secret-key-"

// Wrap encrypts the 32-byte scalar of an artifact's age identity to the user's
// uncompressed secp256k1 public key (65 bytes).
func Wrap(identity *age.X25519Identity, userKey []byte) (hallmark.Hex, error) {
	pub, err := ecies.NewPublicKeyFromBytes(userKey)
	if err != nil || len(userKey) != 65 {
		return nil, hallmark.Errorf(hallmark.Invalid, "user key: %d bytes are not an uncompressed secp256k1 point", len(userKey))
	}
	scalar, err := identityScalar(identity)
	if err != nil {
		return nil, err
	}
	wrapped, err := ecies.Encrypt(pub, scalar)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Internal, "wrap artifact key: %w", err)
	}
	if len(wrapped) != WrappedKeySize {
		return nil, hallmark.Errorf(hallmark.Internal, "wrapped key is %d bytes, want %d", len(wrapped), WrappedKeySize)
	}
	return wrapped, nil
}

// Unwrap opens a wrapped key with the user's 32-byte secp256k1 scalar. An
// alteration anywhere is Tampered.
func Unwrap(wrapped, userScalar []byte) (*age.X25519Identity, error) {
	if len(wrapped) != WrappedKeySize {
		return nil, hallmark.Errorf(hallmark.Invalid, "wrapped key is %d bytes, want %d", len(wrapped), WrappedKeySize)
	}
	if _, err := crypto.UnmarshalPubkey(wrapped[:65]); err != nil {
		return nil, hallmark.Errorf(hallmark.Tampered, "wrapped key: its ephemeral key is not on the curve")
	}
	scalar, err := ecies.Decrypt(ecies.NewPrivateKeyFromBytes(userScalar), wrapped)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Tampered, "wrapped key does not open with this wallet: it is for another key, or altered")
	}
	return IdentityFromScalar(scalar)
}

// WrappedKeyHash is keccak-256 of the wrapped key, zero when there is none.
func WrappedKeyHash(wrapped []byte) hallmark.Digest {
	if len(wrapped) == 0 {
		return hallmark.Digest{}
	}
	return keccak(wrapped)
}

// IdentityFromScalar makes the age identity of a 32-byte X25519 scalar; its
// String is what the stock age tool reads with -i.
func IdentityFromScalar(scalar []byte) (*age.X25519Identity, error) {
	five, err := bech32.ConvertBits(scalar, 8, 5, true)
	if err != nil || len(scalar) != 32 {
		return nil, hallmark.Errorf(hallmark.Invalid, "age identity needs a 32-byte scalar, got %d bytes", len(scalar))
	}
	text, err := bech32.Encode(ageSecretPrefix, five)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Internal, "encode age identity: %w", err)
	}
	id, err := age.ParseX25519Identity(strings.ToUpper(text))
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Internal, "age refuses its own identity form")
	}
	return id, nil
}

func identityScalar(id *age.X25519Identity) ([]byte, error) {
	prefix, five, err := bech32.Decode(strings.ToLower(id.String()))
	if err != nil || prefix != ageSecretPrefix {
		return nil, hallmark.Errorf(hallmark.Internal, "age identity has an unknown form")
	}
	scalar, err := bech32.ConvertBits(five, 5, 8, false)
	if err != nil || len(scalar) != 32 {
		return nil, hallmark.Errorf(hallmark.Internal, "age identity has an unknown length")
	}
	return scalar, nil
}
