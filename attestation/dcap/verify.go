package dcap

import (
	"bytes"
	"crypto/sha256"
	"crypto/x509"
	"errors"
	"strings"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/verdict"
)

// Options are what the verifier brings.
type Options struct {
	Now           time.Time
	Roots         []Root        // pinned; a root that calls itself a simulation is recognised besides
	PCKChain      []byte        // PEM, leaf first: for quotes whose certification data has no chain; else unused
	MinEvaluation uint32        // lowest tcbEvaluationDataNumber accepted
	Accept        []Status      // TCB statuses accepted, of the whole
	Grace         time.Duration // for which a level that is out of date still counts as not so, from its date on
	Advisories    []string      // the only advisories that may stand; nil: any
	Debug         bool          // a TD or enclave in debug mode is accepted
	ServiceTD     bool          // a TD with a bound service (migration) TD is accepted
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
	signing        []signing // of TCB info and QE identity
}

// Verify makes every check of this package on a quote and its collateral and
// records them on the sheet.
func Verify(raw []byte, e hallmark.Endorsements, o Options, sheet *verdict.Sheet) Result {
	v := &verifier{Options: o, Sheet: sheet}
	q, err := Parse(raw)
	if err != nil {
		v.Fail(QuoteParse, "%s", err.Error())
		// What kind of quote it would have been is not known, so no check that
		// only one kind has is named.
		v.Block(QuoteParse, without(true, without(false, Checks()[1:]))...)
		return v.Result
	}
	v.Quote = q
	v.Pass(QuoteParse, "%s quote of version %d, %d bytes", q.kind(), q.Header.Version, len(raw))
	v.Judge(QuoteTrailing, q.CheckTrailing(), "%d zero bytes follow the quote", len(q.Trailing))
	v.Require(QuoteVendor, q.Header.Vendor == IntelVendor, "bears the vendor id of Intel's quoting enclaves", "the quoting enclave is of an unknown vendor")
	v.attributes()
	v.attestationKey()
	v.signing = signingChains(e)
	if !v.chain() {
		v.Block(ChainParse, append(append([]verdict.Def{}, onKeys...), CollateralPresent)...)
		v.block(ChainParse, onCollateral)
		return v.Result
	}
	if v.Passed(ChainRoot) {
		v.collateral(e)
		return v.Result
	}
	v.Block(ChainRoot, CollateralPresent)
	v.block(ChainRoot, onCollateral)
	return v.Result
}

// block records those of the checks that this kind of quote has.
func (v *verifier) block(by verdict.Def, blocked []verdict.Def) {
	v.Block(by, without(v.Quote.SGX(), blocked)...)
}

func (q *Quote) kind() string {
	switch q.Body {
	case BodySGX:
		return "SGX"
	case BodyTD15:
		return "TDX 1.5"
	}
	return "TDX"
}

func (v *verifier) attributes() {
	if v.Quote.SGX() {
		r := v.Quote.Enclave
		v.debugging(SGXDebug, "enclave", r.Debugging())
		v.Judge(SGXAttributes, r.CheckAttributes(), "ATTRIBUTES.FLAGS 0x%016x", r.flags())
		return
	}
	td := v.Quote.TD
	v.debugging(TDDebug, "TD", td.Debugging())
	v.Judge(TDAttributes, td.CheckAttributes(), "TDATTRIBUTES 0x%016x", td.TDAttributes)
	service := v.Quote.TD15.MRSERVICETD
	switch {
	case v.Quote.Body != BodyTD15:
		v.Pass(TDService, "a TDX 1.0 report names no service TD")
	case service == Register{}:
		v.Pass(TDService, "no service TD is bound")
	case v.ServiceTD:
		v.Pass(TDService, "MRSERVICETD is %x.., which the policy accepts", service[:8])
	default:
		v.Fail(TDService, "MRSERVICETD is %x..: a service TD is bound that may move this TD or read its state; start the TD without one", service[:8])
	}
}

func (v *verifier) debugging(d verdict.Def, what string, on bool) {
	switch {
	case !on:
		v.Pass(d, "the %s's memory is closed to the host", what)
	case v.Debug:
		v.Pass(d, "the %s is in DEBUG mode, which the policy accepts: the host can read its memory", what)
	default:
		v.Fail(d, "the %s is in debug mode: the host can read its memory; start it without", what)
	}
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

// pckChain is the PEM chain that the quote carries or the verifier brings.
func (v *verifier) pckChain() ([]byte, error) {
	s := v.Quote.Signature
	switch {
	case s.Certification == CertPCKChain:
		return s.CertificateData, nil
	case len(v.PCKChain) > 0:
		return v.PCKChain, nil
	}
	return nil, hallmark.Errorf(hallmark.MissingEvidence, "the quote names its platform by an encrypted PPID (certification data of type %d) and carries no certificates; give the PCK certificate chain, or have the platform's PCCS put it into quotes", s.Certification)
}

// chain follows the certificates from the platform to a root. It reports
// whether they could be read.
func (v *verifier) chain() bool {
	data, err := v.pckChain()
	var certs []*x509.Certificate
	if err == nil {
		certs, err = parseChain(data, 3, "PCK chain")
	}
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
	v.links()
	v.PCK, err = ParsePCK(v.leaf)
	if known {
		err = errors.Join(err, hasRole(v.leaf, v.Root.Maker, rolePCK),
			hasRole(v.ca, v.Root.Maker, rolePlatform, roleProcessor), hasRole(v.root, v.Root.Maker, roleRoot))
	}
	v.Judge(ChainRole, oneLine(err), "FMSPC %X", v.PCK.FMSPC)
	dated := []*x509.Certificate{v.leaf, v.ca, v.root}
	for _, s := range v.signing {
		dated = append(dated, s.certs...)
	}
	v.Judge(ChainTime, inDate(v.Now, dated...), "all certificates hold, the collateral's included")
	s := v.Quote.Signature
	key, err := publicKey(v.PlatformKey)
	v.Require(SigQEReport, err == nil && verifyRaw(key, sha256.Sum256(s.QEReportBytes), s.QEReportSig),
		"the platform's PCK key signed the quoting enclave's report", "the platform's PCK key did not sign the quoting enclave's report")
	return true
}

// links checks who issued the intermediate and the leaf. An intermediate that
// the leaf does not name is the wrong one, though it be genuine.
func (v *verifier) links() {
	if !v.Passed(ChainRoot) {
		v.Block(ChainRoot, ChainIntermediate)
	} else {
		err := issuedBy(v.ca, v.root)
		if err == nil && !bytes.Equal(v.leaf.RawIssuer, v.ca.RawSubject) {
			err = hallmark.Errorf(hallmark.NotGenuine, "%q was issued by %q, not by the %q given", v.leaf.Subject.CommonName, v.leaf.Issuer.CommonName, v.ca.Subject.CommonName)
		}
		if !v.Judge(ChainIntermediate, err, "%s", v.ca.Subject.CommonName) {
			v.Block(ChainIntermediate, ChainLeaf)
			return
		}
	}
	v.Judge(ChainLeaf, issuedBy(v.leaf, v.ca), "%s, serial %x", v.leaf.Subject.CommonName, v.leaf.SerialNumber)
}

// oneLine joins the lines of errors.Join.
func oneLine(err error) error {
	if err == nil {
		return nil
	}
	return hallmark.Errorf(hallmark.NotGenuine, "%s", strings.ReplaceAll(err.Error(), "\n", "; "))
}
