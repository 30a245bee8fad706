package dcap

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"github.com/hallmark-tee/hallmark"
)

// Limits on collateral, per document.
const (
	maxStatement = 256 << 10
	maxCRL       = 1 << 20
)

// statement is a signed JSON document as the PCS serves it: an object of the
// document and the signature over its exact bytes.
type statement struct {
	body []byte
	sig  [64]byte
}

// openStatement takes the named object and the signature apart without
// believing anything of the object.
func openStatement(raw []byte, name string) (statement, error) {
	var s statement
	if len(raw) == 0 {
		return s, hallmark.Errorf(hallmark.MissingEvidence, "%s is missing; have the provider add Intel's collateral to the evidence", name)
	}
	if len(raw) > maxStatement {
		return s, hallmark.Errorf(hallmark.Exhausted, "%s: %d bytes, at most %d are read", name, len(raw), maxStatement)
	}
	var doc map[string]json.RawMessage
	if err := hallmark.DecodeStrict(raw, name, &doc); err != nil {
		return s, err
	}
	var sig string
	if len(doc) != 2 || doc[name] == nil || json.Unmarshal(doc["signature"], &sig) != nil {
		return s, hallmark.Errorf(hallmark.Invalid, "%s: want an object of %q and \"signature\", the PCS's answer as it was served", name, name)
	}
	b, err := hex.DecodeString(sig)
	if err != nil || len(b) != len(s.sig) {
		return s, hallmark.Errorf(hallmark.Invalid, "%s: its signature is not 64 bytes of hex", name)
	}
	copy(s.sig[:], b)
	s.body = bytes.TrimSpace(doc[name])
	return s, nil
}

// signedBy checks the signature with the key of a certificate.
func (s statement) signedBy(xy [64]byte) bool {
	key, err := publicKey(xy)
	return err == nil && verifyRaw(key, sha256.Sum256(s.body), s.sig)
}

// open reads a statement into doc once its signature is checked.
func open(raw []byte, name string, key [64]byte, doc any) error {
	s, err := openStatement(raw, name)
	if err != nil {
		return err
	}
	if !s.signedBy(key) {
		return hallmark.Errorf(hallmark.NotGenuine, "%s: the signature is not by its signer over these bytes; they were altered, or written anew after fetching", name)
	}
	if err := json.Unmarshal(s.body, doc); err != nil {
		return hallmark.Errorf(hallmark.Invalid, "%s: %w", name, err)
	}
	return nil
}
