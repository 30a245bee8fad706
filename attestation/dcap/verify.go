package dcap

import (
	"bytes"
	"crypto/sha256"
	"crypto/x509"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/verdict"
)

// Options are what the verifier brings.
type Options struct {
	Now           time.Time
	Roots         []Root   // pinned; a root that calls itself a simulation is recognised besides
	MinEvaluation uint32   // lowest tcbEvaluationDataNumber accepted
	Accept        []Status // TCB statuses accepted, of every part and of the whole
	Debug         bool     // a TD in debug mode is accepted
}

// Result is what a quote says, believed only as far as the checks passed.
type Result struct {
	Quote       *Quote // nil when it did not parse
	Root        Root   // zero when the chain leads to none that is known
	PCK         PCK
	PlatformKey [64]byte // x || y of the PCK certificate
	Appraisal   Appraisal
}

// verifier is one verification under way.
type verifier struct {
	Options
	*verdict.Sheet
	Result
	leaf, ca, root *x509.Certificate
}

// Verify makes every check of this package on a quote and its collateral and
// records them on the sheet.
func Verify(raw []byte, e hallmark.Endorsements, o Options, sheet *verdict.Sheet) Result {
	v := &verifier{Options: o, Sheet: sheet}
	q, err := Parse(raw)
	if !v.Judge(QuoteParse, err, "TDX quote of version 4, %d bytes", len(raw)) {
		v.Block(QuoteParse, Checks()[1:]...)
		return v.Result
	}
	v.Quote = q
	v.Judge(QuoteTrailing, q.CheckTrailing(), "%d zero bytes follow the quote", len(q.Trailing))
	v.Require(QuoteVendor, q.Header.Vendor == IntelVendor, "bears the vendor id of Intel's quoting enclaves", "the quoting enclave is of an unknown vendor")
	v.attributes()
	v.attestationKey()
	if !v.chain() {
		v.Block(ChainParse, append(append([]verdict.Def{}, onKeys...), CollateralPresent)...)
		v.Block(ChainParse, onCollateral...)
		return v.Result
	}
	v.collateral(e)
	return v.Result
}

func (v *verifier) attributes() {
	td := v.Quote.TD
	switch {
	case !td.Debugging():
		v.Pass(TDDebug, "the TD's memory is closed to the host")
	case v.Debug:
		v.Pass(TDDebug, "the TD is in DEBUG mode, which the policy accepts: the host can read its memory")
	default:
		v.Fail(TDDebug, "the TD is in debug mode: the host can read its memory")
	}
	v.Judge(TDAttributes, td.CheckAttributes(), "TDATTRIBUTES 0x%016x", td.TDAttributes)
}

// attestationKey checks that the QE vouches for the attestation key, and that
// the key signed the report.
func (v *verifier) attestationKey() {
	s := v.Quote.Signature
	bound := sha256.Sum256(append(bytes.Clone(s.AttestationKey[:]), s.QEAuth...))
	var want [64]byte
	copy(want[:], bound[:])
	v.Require(BindAK, s.QEReport.ReportData == want, "the quoting enclave vouches for the attestation key",
		"the quoting enclave's report names another attestation key")
	key, err := publicKey(s.AttestationKey)
	v.Require(SigQuote, err == nil && verifyRaw(key, sha256.Sum256(v.Quote.Signed), s.Quote),
		"the attestation key signed the report", "the attestation key did not sign this report")
}

// chain follows the certificates from the platform to a root. It reports
// whether they could be read.
func (v *verifier) chain() bool {
	certs, err := parseChain(v.Quote.Signature.CertificateData, 3, "PCK chain")
	if !v.Judge(ChainParse, err, "three certificates") {
		return false
	}
	v.leaf, v.ca, v.root = certs[0], certs[1], certs[2]
	v.PlatformKey, _ = pointOf(v.leaf)
	var known bool
	v.Root, known = rootOf(v.root, v.Roots)
	switch {
	case !known:
		v.Fail(ChainRoot, "%q has a key that is not pinned", v.root.Subject.CommonName)
	case issuedBy(v.root, v.root) != nil:
		v.Fail(ChainRoot, "%q is not signed by its own key", v.root.Subject.CommonName)
	case v.Root.Simulated:
		v.Pass(ChainRoot, "%s, a SIMULATION", v.Root.Name)
	default:
		v.Pass(ChainRoot, "%s, pinned by key", v.Root.Name)
	}
	v.Judge(ChainIntermediate, issuedBy(v.ca, v.root), "%s", v.ca.Subject.CommonName)
	v.Judge(ChainLeaf, issuedBy(v.leaf, v.ca), "%s, serial %x", v.leaf.Subject.CommonName, v.leaf.SerialNumber)
	v.PCK, err = ParsePCK(v.leaf)
	if known {
		err = errors.Join(err, hasRole(v.leaf, v.Root.Maker, rolePCK),
			hasRole(v.ca, v.Root.Maker, rolePlatform, roleProcessor), hasRole(v.root, v.Root.Maker, roleRoot))
	}
	v.Judge(ChainRole, oneLine(err), "FMSPC %X", v.PCK.FMSPC)
	v.Judge(ChainTime, inDate(v.Now, v.leaf, v.ca, v.root), "all certificates hold")
	s := v.Quote.Signature
	key, err := publicKey(v.PlatformKey)
	v.Require(SigQEReport, err == nil && verifyRaw(key, sha256.Sum256(s.QEReportBytes), s.QEReportSig),
		"the platform's PCK key signed the quoting enclave's report", "the platform's PCK key did not sign the quoting enclave's report")
	return true
}

// collateral judges the vendor's statements and, by them, the platform.
func (v *verifier) collateral(e hallmark.Endorsements) {
	var missing []string
	for _, part := range []struct {
		name string
		data []byte
	}{{"tcbInfo", e.TCBInfo}, {"tcbInfoChain", e.TCBInfoChain}, {"qeIdentity", e.QEIdentity}, {"qeIdentityChain", e.QEIdentityChain}, {"pckCrl", e.PCKCRL}, {"rootCrl", e.RootCRL}} {
		if len(part.data) == 0 {
			missing = append(missing, part.name)
		}
	}
	if len(missing) > 0 {
		v.Skip(CollateralPresent, "missing: %s; add the vendor's collateral", strings.Join(missing, ", "))
		v.Block(CollateralPresent, onCollateral...)
		return
	}
	v.Pass(CollateralPresent, "TCB info, QE identity, both revocation lists")
	signers := v.signers(e)
	v.revocation(e, signers)
	v.statements(e, signers)
}

// signers are the certificates that sign TCB info and QE identity.
func (v *verifier) signers(e hallmark.Endorsements) []*x509.Certificate {
	var signers []*x509.Certificate
	for _, c := range []struct {
		pem  []byte
		name string
	}{{e.TCBInfoChain, "TCB info chain"}, {e.QEIdentityChain, "QE identity chain"}} {
		certs, err := parseChain(c.pem, 2, c.name)
		if err == nil && !samePoint(certs[1], v.root) {
			err = hallmark.Errorf(hallmark.NotGenuine, "%s ends in another root than the quote's", c.name)
		}
		if err == nil {
			err = errors.Join(issuedBy(certs[0], certs[1]), hasRole(certs[0], v.Root.Maker, roleTCB), inDate(v.Now, certs...))
		}
		if err != nil {
			v.Fail(CollateralChain, "%s", oneLine(err).Error())
			return nil
		}
		signers = append(signers, certs[0])
	}
	v.Pass(CollateralChain, "%s under the same root", signers[0].Subject.CommonName)
	return signers
}

func samePoint(a, b *x509.Certificate) bool {
	x, ok := pointOf(a)
	y, ok2 := pointOf(b)
	return ok && ok2 && x == y
}

func (v *verifier) revocation(e hallmark.Endorsements, signers []*x509.Certificate) {
	pck, err := parseCRL(e.PCKCRL, "PCK revocation list")
	root, err2 := parseCRL(e.RootCRL, "root revocation list")
	if err = errors.Join(err, err2); err == nil {
		err = errors.Join(listOf(pck, v.ca, "PCK revocation list"), listOf(root, v.root, "root revocation list"))
	}
	if !v.Judge(CRLIssuer, oneLine(err), "signed by the CAs of the chain") {
		v.Block(CRLIssuer, CRLTime, CRLRevoked)
		return
	}
	v.judgeTime(CRLTime, errors.Join(window(v.Now, pck.ThisUpdate, pck.NextUpdate, "PCK revocation list"),
		window(v.Now, root.ThisUpdate, root.NextUpdate, "root revocation list")), "valid to %s", stamp(earlier(pck.NextUpdate, root.NextUpdate)))
	v.Judge(CRLRevoked, oneLine(errors.Join(revokedOn(pck, v.leaf), revokedOn(root, append(signers, v.ca)...))), "no certificate is revoked")
}

// judgeTime records a time window as failed, whichever side it is missed on.
func (v *verifier) judgeTime(d verdict.Def, err error, pass string, args ...any) {
	if err = oneLine(err); err != nil {
		v.Fail(d, "%s", err.Error())
		return
	}
	v.Pass(d, pass, args...)
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

func (v *verifier) statements(e hallmark.Endorsements, signers []*x509.Certificate) {
	if signers == nil {
		v.Block(CollateralChain, append([]verdict.Def{CollateralSig}, onStatements...)...)
		return
	}
	var tcb TCBInfo
	var qe QEIdentity
	tcbKey, _ := pointOf(signers[0])
	qeKey, _ := pointOf(signers[1])
	err := errors.Join(open(e.TCBInfo, "tcbInfo", tcbKey, &tcb), open(e.QEIdentity, "enclaveIdentity", qeKey, &qe))
	if !v.Judge(CollateralSig, oneLine(err), "TCB info and QE identity are signed by their signer") {
		v.Block(CollateralSig, onStatements...)
		return
	}
	v.judgeTime(CollateralTime, errors.Join(window(v.Now, tcb.IssueDate, tcb.NextUpdate, "TCB info"), window(v.Now, qe.IssueDate, qe.NextUpdate, "QE identity")),
		"valid to %s", stamp(earlier(tcb.NextUpdate, qe.NextUpdate)))
	v.Appraisal.Evaluation = min(tcb.Evaluation, qe.Evaluation)
	if v.Appraisal.Evaluation < v.MinEvaluation {
		v.Fail(CollateralRollback, "tcbEvaluationDataNumber %d, the policy wants %d", v.Appraisal.Evaluation, v.MinEvaluation)
	} else {
		v.Pass(CollateralRollback, "tcbEvaluationDataNumber %d", v.Appraisal.Evaluation)
	}
	if tcb.ID != TCBInfoID || tcb.Version != TCBInfoVersion || tcb.TCBType != 0 || qe.ID != QEIdentityID || qe.Version != QEIdentityVer {
		v.Fail(CollateralType, "TCB info %q v%d type %d and QE identity %q v%d; a TDX quote needs TDX v3 type 0 and TD_QE v2", tcb.ID, tcb.Version, tcb.TCBType, qe.ID, qe.Version)
		v.Block(CollateralType, onType...)
		return
	}
	v.Pass(CollateralType, "TDX v3, TD_QE v2")
	v.appraise(tcb, qe)
}

// appraise finds the level of every part and converges them.
func (v *verifier) appraise(tcb TCBInfo, qe QEIdentity) {
	a, td, report := &v.Appraisal, v.Quote.TD, v.Quote.Signature.QEReport
	var lacking []verdict.Def
	level := func(d verdict.Def, into *Level, l Level, err error) {
		*into = l
		if err != nil {
			v.Fail(d, "%s", err.Error())
			lacking = append(lacking, d)
			return
		}
		v.status(d, l.Status, l)
	}
	if v.Require(CollateralFMSPC, bytes.Equal(tcb.FMSPC, v.PCK.FMSPC[:]) && bytes.Equal(tcb.PCEID, v.PCK.PCEID[:]),
		"the TCB info is this platform type's", "the TCB info is for another platform type (FMSPC or PCEID) than the certificate's; fetch it for that FMSPC") {
		l, err := tcb.PlatformLevel(v.PCK, td.TEETCBSVN)
		level(TCBPlatform, &a.Platform, l, err)
	} else {
		v.Block(CollateralFMSPC, TCBPlatform)
		lacking = append(lacking, CollateralFMSPC)
	}
	module, err := tcb.ModuleOf(td)
	if v.Judge(TDSeam, err, "signer and attributes are those of the TCB info") {
		l, err := module.Level(td)
		level(TCBModule, &a.Module, l, err)
	} else {
		v.Block(TDSeam, TCBModule)
		lacking = append(lacking, TDSeam)
	}
	if v.Judge(QEIdentified, qe.Matches(report), "is the TD_QE of the QE identity, SVN %d", report.ISVSVN) {
		l, err := qe.Level(report)
		level(TCBQE, &a.QE, l, err)
	} else {
		v.Block(QEIdentified, TCBQE)
		lacking = append(lacking, QEIdentified)
	}
	if len(lacking) > 0 {
		v.Block(lacking[0], TCBStatus)
		return
	}
	a.converge()
	v.status(TCBStatus, a.Converged, Level{Advisories: a.Advisories})
}

// status passes an accepted TCB status.
func (v *verifier) status(d verdict.Def, s Status, l Level) {
	detail := string(s)
	if l.Date != "" {
		detail += ", level of " + l.Date
	}
	if len(l.Advisories) > 0 {
		detail += ", " + strings.Join(l.Advisories, " ")
	}
	if slices.Contains(v.Accept, s) {
		v.Pass(d, "%s", detail)
		return
	}
	v.Fail(d, "%s; the policy accepts %v", detail, v.Accept)
}

func open(raw []byte, name string, key [64]byte, doc any) error {
	s, err := openStatement(raw, name)
	if err != nil {
		return err
	}
	if !s.signedBy(key) {
		return hallmark.Errorf(hallmark.NotGenuine, "%s: the signature is not by its signer over these bytes", name)
	}
	return decodeStatement(s, name, doc)
}

// oneLine joins the lines of errors.Join.
func oneLine(err error) error {
	if err == nil {
		return nil
	}
	return hallmark.Errorf(hallmark.NotGenuine, "%s", strings.ReplaceAll(err.Error(), "\n", "; "))
}
