package sim

import (
	"crypto/rand"
	"crypto/x509"
	"encoding/hex"
	"encoding/json"
	"math/big"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/dcap"
)

// Evaluation is the simulation's tcbEvaluationDataNumber.
const Evaluation = 20

// How long before now collateral is dated, so that a chain whose clock is
// behind accepts it, and how long it holds, as Intel's does.
const (
	backdate = 24 * time.Hour
	lifetime = 30 * 24 * time.Hour
)

// Statement is what collateral is going to say. Tests vary it.
type Statement struct {
	TCB                 dcap.TCBInfo
	QE                  dcap.QEIdentity
	CRLIssue, CRLNext   time.Time
	RevokedPCK          []*big.Int // serial numbers on the platform CA's list
	RevokedCA           []*big.Int // serial numbers on the root's list
	Signer              *PKI       // whose TCB key signs; nil for this one's
	SignedByCA          bool       // the platform CA signs in the TCB signer's place
	NoRevocationLists   bool       // neither list is given
	SwapRevocationLists bool       // each CA's list in the other's place
}

// Statement is the honest one for a time: this platform is up to date, nothing
// is revoked.
func (p *PKI) Statement(now time.Time) Statement {
	now = now.UTC().Truncate(time.Second)
	s := Statement{CRLIssue: now.Add(-backdate), CRLNext: now.Add(lifetime)}
	levelDate := notBefore.Format(time.RFC3339)
	platform := dcap.TCBLevel{Date: levelDate, Status: dcap.UpToDate}
	for i := range 16 {
		platform.TCB.SGX = append(platform.TCB.SGX, dcap.Component{SVN: Components[i]})
		platform.TCB.TDX = append(platform.TCB.TDX, dcap.Component{SVN: TEETCBSVN[i]})
	}
	platform.TCB.PCESVN = PCESVN
	module := dcap.SVNLevel{Date: levelDate, Status: dcap.UpToDate}
	module.TCB.ISVSVN = uint16(TEETCBSVN[0])
	intel := dcap.ModuleIdentity{MRSIGNER: make([]byte, 48), Attributes: make([]byte, 8), AttributesMask: ones(8)}
	versioned := intel
	versioned.ID, versioned.Levels = "TDX_01", []dcap.SVNLevel{module}
	s.TCB = dcap.TCBInfo{
		ID: dcap.TCBInfoID, Version: dcap.TCBInfoVersion, IssueDate: s.CRLIssue, NextUpdate: s.CRLNext,
		FMSPC: FMSPC[:], PCEID: []byte{0, 0}, Evaluation: Evaluation,
		Module: &intel, ModuleIdentities: []dcap.ModuleIdentity{versioned}, Levels: []dcap.TCBLevel{platform},
	}
	quoting := dcap.SVNLevel{Date: levelDate, Status: dcap.UpToDate}
	quoting.TCB.ISVSVN = QESVN
	s.QE = dcap.QEIdentity{
		ID: dcap.QEIdentityID, Version: dcap.QEIdentityVer, IssueDate: s.CRLIssue, NextUpdate: s.CRLNext, Evaluation: Evaluation,
		MiscSelect: make([]byte, 4), MiscSelectMask: ones(4),
		Attributes: append([]byte{0x11}, make([]byte, 15)...), AttributesMask: append(append([]byte{0xfb}, ones(7)...), make([]byte, 8)...),
		MRSIGNER: intelQESigner[:], ISVProdID: 2, Levels: []dcap.SVNLevel{quoting},
	}
	return s
}

// SGXStatement is the honest one for enclaves.
func (p *PKI) SGXStatement(now time.Time) Statement {
	s := p.Statement(now)
	s.TCB.ID, s.TCB.Module, s.TCB.ModuleIdentities = dcap.TCBInfoSGX, nil, nil
	for i := range s.TCB.Levels {
		s.TCB.Levels[i].TCB.TDX = nil
	}
	s.QE.ID, s.QE.MRSIGNER, s.QE.ISVProdID = dcap.QEIdentitySGX, intelSGXSigner[:], 1
	return s
}

func ones(n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = 0xff
	}
	return b
}

// Collateral is the honest collateral for a time.
func (p *PKI) Collateral(now time.Time) (hallmark.Endorsements, error) {
	return p.Endorse(p.Statement(now))
}

// Endorse signs a statement.
func (p *PKI) Endorse(s Statement) (hallmark.Endorsements, error) {
	var e hallmark.Endorsements
	signer := p
	if s.Signer != nil {
		signer = s.Signer
	}
	by := signer.tcb
	if s.SignedByCA {
		by = signer.ca
	}
	var err error
	if e.TCBInfo, err = sign(by, "tcbInfo", s.TCB); err != nil {
		return e, err
	}
	if e.QEIdentity, err = sign(by, "enclaveIdentity", s.QE); err != nil {
		return e, err
	}
	e.TCBInfoChain = p.chain(by, signer.root)
	e.QEIdentityChain = e.TCBInfoChain
	if s.NoRevocationLists {
		return e, nil
	}
	if e.PCKCRL, err = crl(p.ca, s.RevokedPCK, s); err != nil {
		return e, err
	}
	if e.RootCRL, err = crl(p.root, s.RevokedCA, s); err != nil {
		return e, err
	}
	if s.SwapRevocationLists {
		e.PCKCRL, e.RootCRL = e.RootCRL, e.PCKCRL
	}
	return e, nil
}

// sign makes the PCS's form: the document and the signature over its bytes.
func sign(by authority, name string, doc any) ([]byte, error) {
	body, err := json.Marshal(doc)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Internal, "simulation: encode %s: %w", name, err)
	}
	sig, err := rawSign(by.key, body)
	if err != nil {
		return nil, err
	}
	return []byte(`{"` + name + `":` + string(body) + `,"signature":"` + hex.EncodeToString(sig) + `"}`), nil
}

func crl(a authority, serials []*big.Int, s Statement) ([]byte, error) {
	list := &x509.RevocationList{Number: big.NewInt(1), ThisUpdate: s.CRLIssue, NextUpdate: s.CRLNext, SignatureAlgorithm: x509.ECDSAWithSHA256}
	for _, n := range serials {
		list.RevokedCertificateEntries = append(list.RevokedCertificateEntries, x509.RevocationListEntry{SerialNumber: n, RevocationTime: s.CRLIssue})
	}
	der, err := x509.CreateRevocationList(rand.Reader, list, a.cert, a.key)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Internal, "simulation: revocation list: %w", err)
	}
	return der, nil
}
