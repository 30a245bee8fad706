package dcap

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/hallmark-tee/hallmark"
)

// Ids and versions of the statements accepted.
const (
	TCBInfoID       = "TDX"
	TCBInfoSGX      = "SGX"
	TCBInfoVersion  = 3
	tcbInfoVersion2 = 2 // SGX only; it has no id and one key per component
	QEIdentityID    = "TD_QE"
	QEIdentitySGX   = "QE"
	QEIdentityVer   = 2
)

// TCBInfo is Intel's statement about one platform type (PCS API v4, TCB info
// v3; v2 for SGX). Unknown keys of later revisions are ignored: the signature
// covers them.
type TCBInfo struct {
	ID               string           `json:"id,omitempty"`
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
	TCB        LevelSVNs `json:"tcb"`
	Date       string    `json:"tcbDate"`
	Status     Status    `json:"tcbStatus"`
	Advisories []string  `json:"advisoryIDs,omitempty"`
}

// LevelSVNs are the SVNs that a level asks for.
type LevelSVNs struct {
	SGX    []Component `json:"sgxtcbcomponents"`
	PCESVN uint16      `json:"pcesvn"`
	TDX    []Component `json:"tdxtcbcomponents,omitempty"`
}

// Component is one SVN of a level; where Intel says so, what it is the SVN of
// ("Early Microcode Update", "TDX Module") and who updates it ("BIOS",
// "OS/VMM").
type Component struct {
	SVN      uint8  `json:"svn"`
	Category string `json:"category,omitempty"`
	Type     string `json:"type,omitempty"`
}

// UnmarshalJSON reads the arrays of version 3 and the keys sgxtcbcomp01svn to
// 16 of version 2.
func (l *LevelSVNs) UnmarshalJSON(data []byte) error {
	type arrays LevelSVNs
	if err := json.Unmarshal(data, (*arrays)(l)); err != nil || len(l.SGX) > 0 {
		return err
	}
	var keys map[string]json.RawMessage
	if err := json.Unmarshal(data, &keys); err != nil {
		return err
	}
	for i := range 16 {
		var c Component
		raw, ok := keys[fmt.Sprintf("sgxtcbcomp%02dsvn", i+1)]
		if !ok {
			return nil // PlatformLevel refuses a level without 16 components
		}
		if err := json.Unmarshal(raw, &c.SVN); err != nil {
			return err
		}
		l.SGX = append(l.SGX, c)
	}
	return nil
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

// fits checks that the two statements are of the quote's kind.
func (t TCBInfo) fits(sgx bool, qe QEIdentity) error {
	want, wantQE := TCBInfoID, QEIdentityID
	info := t.ID == want && t.Version == TCBInfoVersion
	if sgx {
		want, wantQE = TCBInfoSGX, QEIdentitySGX
		info = t.ID == want && t.Version == TCBInfoVersion || t.ID == "" && t.Version == tcbInfoVersion2
	}
	if !info || t.TCBType != 0 || qe.ID != wantQE || qe.Version != QEIdentityVer {
		return hallmark.Errorf(hallmark.NotGenuine, "TCB info %q v%d type %d and QE identity %q v%d do not fit: this quote needs %s v3 type 0 and %s v2; fetch them from the %s part of the PCS",
			t.ID, t.Version, t.TCBType, qe.ID, qe.Version, want, wantQE, strings.ToLower(want))
	}
	return nil
}

// HexBytes is a byte string whose JSON form is hex, upper case as Intel mostly
// writes it; both cases are read, so that no comparison depends on case.
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
