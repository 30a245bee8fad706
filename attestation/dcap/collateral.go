package dcap

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"
	"time"

	"github.com/hallmark-tee/hallmark"
)

// Limits on collateral, per document.
const (
	maxStatement = 256 << 10
	maxCRL       = 1 << 20
)

// Ids and versions of the statements accepted for TDX.
const (
	TCBInfoID      = "TDX"
	TCBInfoVersion = 3
	QEIdentityID   = "TD_QE"
	QEIdentityVer  = 2
)

// TCBInfo is Intel's statement about one platform type (PCS API v4, TCB info
// v3). Unknown keys of later revisions are ignored: the signature covers them.
type TCBInfo struct {
	ID               string           `json:"id"`
	Version          int              `json:"version"`
	IssueDate        time.Time        `json:"issueDate"`
	NextUpdate       time.Time        `json:"nextUpdate"`
	FMSPC            HexBytes         `json:"fmspc"`
	PCEID            HexBytes         `json:"pceId"`
	TCBType          int              `json:"tcbType"`
	Evaluation       uint32           `json:"tcbEvaluationDataNumber"`
	Module           *ModuleIdentity  `json:"tdxModule,omitempty"`
	ModuleIdentities []ModuleIdentity `json:"tdxModuleIdentities,omitempty"`
	Levels           []TCBLevel       `json:"tcbLevels"`
}

// ModuleIdentity is a TDX module's signer and attributes; of the versioned
// ones also its levels.
type ModuleIdentity struct {
	ID             string     `json:"id,omitempty"`
	MRSIGNER       HexBytes   `json:"mrsigner"`
	Attributes     HexBytes   `json:"attributes"`
	AttributesMask HexBytes   `json:"attributesMask"`
	Levels         []SVNLevel `json:"tcbLevels,omitempty"`
}

// SVNLevel is the status of everything from one ISVSVN upward.
type SVNLevel struct {
	TCB struct {
		ISVSVN uint16 `json:"isvsvn"`
	} `json:"tcb"`
	Date       string   `json:"tcbDate"`
	Status     Status   `json:"tcbStatus"`
	Advisories []string `json:"advisoryIDs,omitempty"`
}

// TCBLevel is the status of everything from one set of SVNs upward.
type TCBLevel struct {
	TCB struct {
		SGX    []Component `json:"sgxtcbcomponents"`
		PCESVN uint16      `json:"pcesvn"`
		TDX    []Component `json:"tdxtcbcomponents"`
	} `json:"tcb"`
	Date       string   `json:"tcbDate"`
	Status     Status   `json:"tcbStatus"`
	Advisories []string `json:"advisoryIDs,omitempty"`
}

// Component is one SVN of a level.
type Component struct {
	SVN uint8 `json:"svn"`
}

// QEIdentity is Intel's statement about its quoting enclave.
type QEIdentity struct {
	ID             string     `json:"id"`
	Version        int        `json:"version"`
	IssueDate      time.Time  `json:"issueDate"`
	NextUpdate     time.Time  `json:"nextUpdate"`
	Evaluation     uint32     `json:"tcbEvaluationDataNumber"`
	MiscSelect     HexBytes   `json:"miscselect"`
	MiscSelectMask HexBytes   `json:"miscselectMask"`
	Attributes     HexBytes   `json:"attributes"`
	AttributesMask HexBytes   `json:"attributesMask"`
	MRSIGNER       HexBytes   `json:"mrsigner"`
	ISVProdID      uint16     `json:"isvprodid"`
	Levels         []SVNLevel `json:"tcbLevels"`
}

// HexBytes is a byte string whose JSON form is hex, upper case as Intel mostly
// writes it; both cases are read.
type HexBytes []byte

// MarshalText gives upper-case hex.
func (h HexBytes) MarshalText() ([]byte, error) {
	return []byte(strings.ToUpper(hex.EncodeToString(h))), nil
}

// UnmarshalText reads hex of either case.
func (h *HexBytes) UnmarshalText(text []byte) error {
	b, err := hex.DecodeString(string(text))
	*h = b
	return err
}

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
		return s, hallmark.Errorf(hallmark.Invalid, "%s: want an object of %q and \"signature\"", name, name)
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

// decodeStatement reads a document whose signature is already checked.
func decodeStatement(s statement, name string, v any) error {
	if err := json.Unmarshal(s.body, v); err != nil {
		return hallmark.Errorf(hallmark.Invalid, "%s: %w", name, err)
	}
	return nil
}
