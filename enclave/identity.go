package enclave

import (
	"crypto/ecdsa"
	"crypto/rand"
	"encoding/json"

	"filippo.io/age"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/sealed"
	"github.com/hallmark-tee/hallmark/envelope"
)

const (
	identityFile    = "identity.sealed"
	identityVersion = "identity/1"
)

// identity is what makes this enclave itself: made inside on first start, kept
// sealed, and never shown.
type identity struct {
	signing    *ecdsa.PrivateKey
	signer     hallmark.Address
	encryption *age.X25519Identity
	seed       []byte // of checkpoint and journal keys
}

// storedIdentity is its sealed form.
type storedIdentity struct {
	Version    string       `json:"hallmark"`
	Signing    hallmark.Hex `json:"signing"`    // 32-byte scalar
	Encryption string       `json:"encryption"` // AGE-SECRET-KEY-...
	Seed       hallmark.Hex `json:"seed"`
}

// recipient is the age recipient of datasets.
func (id identity) recipient() string { return id.encryption.Recipient().String() }

func newIdentity() (identity, error) {
	signing, err := crypto.GenerateKey()
	if err != nil {
		return identity{}, hallmark.Errorf(hallmark.Internal, "make the signing key: %w", err)
	}
	encryption, err := age.GenerateX25519Identity()
	if err != nil {
		return identity{}, hallmark.Errorf(hallmark.Internal, "make the encryption key: %w", err)
	}
	seed := make([]byte, 32)
	rand.Read(seed)
	return identity{signing: signing, signer: envelope.AddressOf(&signing.PublicKey), encryption: encryption, seed: seed}, nil
}

func (id identity) save(store *sealed.Store) error {
	b, err := json.Marshal(storedIdentity{
		Version: identityVersion, Signing: crypto.FromECDSA(id.signing),
		Encryption: id.encryption.String(), Seed: id.seed,
	})
	if err != nil {
		return hallmark.Errorf(hallmark.Internal, "encode the enclave's keys: %w", err)
	}
	return store.Write(identityFile, b)
}

// loadIdentity opens the keys of earlier starts; NotFound or Lost. Its errors
// never quote what was decoded.
func loadIdentity(store *sealed.Store) (identity, error) {
	b, err := store.Read(identityFile)
	if err != nil {
		return identity{}, err
	}
	var s storedIdentity
	bad := hallmark.Errorf(hallmark.Lost, "the enclave's sealed keys are not in the form of this version")
	if hallmark.DecodeStrict(b, "sealed keys", &s) != nil || s.Version != identityVersion || len(s.Seed) != 32 {
		return identity{}, bad
	}
	signing, err := crypto.ToECDSA(s.Signing)
	if err != nil {
		return identity{}, bad
	}
	encryption, err := age.ParseX25519Identity(s.Encryption)
	if err != nil {
		return identity{}, bad
	}
	return identity{signing: signing, signer: envelope.AddressOf(&signing.PublicKey), encryption: encryption, seed: s.Seed}, nil
}
