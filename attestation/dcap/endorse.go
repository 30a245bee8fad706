package dcap

import (
	"crypto/x509"
	"errors"
	"strings"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/verdict"
)

// collateral judges the vendor's statements and, by them, the platform.
func (v *verifier) collateral(e hallmark.Endorsements) {
	var missing []string
	for _, part := range []struct {
		name string
		data []byte
	}{
		{"TCB info (tcbInfo)", e.TCBInfo}, {"its issuer chain (tcbInfoChain)", e.TCBInfoChain},
		{"QE identity (qeIdentity)", e.QEIdentity}, {"its issuer chain (qeIdentityChain)", e.QEIdentityChain},
	} {
		if len(part.data) == 0 {
			missing = append(missing, part.name)
		}
	}
	if len(missing) > 0 {
		v.Skip(CollateralPresent, "missing: %s, for FMSPC %X; `hallmark collateral fetch` gets them", strings.Join(missing, ", "), v.PCK.FMSPC)
		v.block(CollateralPresent, onCollateral)
		return
	}
	v.Pass(CollateralPresent, "TCB info and QE identity with their chains")
	signers := v.signers()
	v.revocation(e, signers)
	v.statements(e, signers)
}

// signing is the chain of a statement's signer: the signer and the root.
type signing struct {
	name  string
	certs []*x509.Certificate
	err   error
}

func signingChains(e hallmark.Endorsements) []signing {
	chains := []signing{{name: "TCB info chain"}, {name: "QE identity chain"}}
	for i, pem := range [][]byte{e.TCBInfoChain, e.QEIdentityChain} {
		chains[i].certs, chains[i].err = parseChain(pem, 2, chains[i].name)
	}
	return chains
}

// signers are the certificates that sign TCB info and QE identity; that they
// are in date is ChainTime's.
func (v *verifier) signers() []*x509.Certificate {
	var signers []*x509.Certificate
	for _, c := range v.signing {
		err := c.err
		if err == nil && !samePoint(c.certs[1], v.root) {
			err = hallmark.Errorf(hallmark.NotGenuine, "%s ends in another root than the quote's", c.name)
		}
		if err == nil {
			err = errors.Join(issuedBy(c.certs[0], c.certs[1]), hasRole(c.certs[0], v.Root.Maker, roleTCB))
		}
		if err != nil {
			v.Fail(CollateralChain, "%s", oneLine(err).Error())
			return nil
		}
		signers = append(signers, c.certs[0])
	}
	v.Pass(CollateralChain, "%s under the same root", signers[0].Subject.CommonName)
	return signers
}

func samePoint(a, b *x509.Certificate) bool {
	x, ok := pointOf(a)
	y, ok2 := pointOf(b)
	return ok && ok2 && x == y
}

// Names of the two lists in the texts.
const (
	pckList  = "PCK revocation list"
	rootList = "root revocation list"
)

// revocation judges the revocation lists. Without them nothing is said of what
// they would show: CRLPresent stands for all.
func (v *verifier) revocation(e hallmark.Endorsements, signers []*x509.Certificate) {
	if len(e.PCKCRL) == 0 || len(e.RootCRL) == 0 {
		v.Skip(CRLPresent, "missing: %s or %s (pckCrl, rootCrl), without which revoked keys would pass; `hallmark collateral fetch` gets both", pckList, rootList)
		return
	}
	v.Pass(CRLPresent, "of the platform CA and of the root")
	if !v.Passed(ChainIntermediate) {
		v.Block(ChainIntermediate, onCRLs...)
		return
	}
	pck, err := parseCRL(e.PCKCRL, pckList)
	root, err2 := parseCRL(e.RootCRL, rootList)
	if err = errors.Join(err, err2); err == nil {
		err = errors.Join(listOf(pck, v.ca, pckList), listOf(root, v.root, rootList))
	}
	if !v.Judge(CRLConfusion, oneLine(err), "each list is of its own CA in the chain") {
		v.Block(CRLConfusion, onCRLs[1:]...)
		return
	}
	v.Judge(CRLFuture, oneLine(errors.Join(issued(v.Now, pck.ThisUpdate, pckList), issued(v.Now, root.ThisUpdate, rootList))),
		"issued by %s", stamp(later(pck.ThisUpdate, root.ThisUpdate)))
	v.Judge(CRLExpired, oneLine(errors.Join(current(v.Now, pck.NextUpdate, pckList), current(v.Now, root.NextUpdate, rootList))),
		"valid to %s", stamp(earlier(pck.NextUpdate, root.NextUpdate)))
	v.Judge(CRLPCKRevoked, revokedOn(pck, v.leaf), "the platform's certificate is not revoked")
	v.Judge(CRLCARevoked, revokedOn(root, append(signers, v.ca)...), "neither the platform CA nor the collateral's signer is revoked")
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

func later(a, b time.Time) time.Time {
	if a.Before(b) {
		return b
	}
	return a
}

func (v *verifier) statements(e hallmark.Endorsements, signers []*x509.Certificate) {
	if signers == nil {
		v.block(CollateralChain, append([]verdict.Def{CollateralSig}, onStatements...))
		return
	}
	var tcb TCBInfo
	var qe QEIdentity
	tcbKey, _ := pointOf(signers[0])
	qeKey, _ := pointOf(signers[1])
	err := errors.Join(open(e.TCBInfo, "tcbInfo", tcbKey, &tcb), open(e.QEIdentity, "enclaveIdentity", qeKey, &qe))
	if !v.Judge(CollateralSig, oneLine(err), "TCB info and QE identity are signed by their signer") {
		v.block(CollateralSig, onStatements)
		return
	}
	const info, identity = "TCB info", "QE identity"
	v.Judge(CollateralFuture, oneLine(errors.Join(issued(v.Now, tcb.IssueDate, info), issued(v.Now, qe.IssueDate, identity))),
		"issued by %s", stamp(later(tcb.IssueDate, qe.IssueDate)))
	v.Judge(CollateralExpired, oneLine(errors.Join(current(v.Now, tcb.NextUpdate, info), current(v.Now, qe.NextUpdate, identity))),
		"valid to %s", stamp(earlier(tcb.NextUpdate, qe.NextUpdate)))
	v.Appraisal.Evaluation = min(tcb.Evaluation, qe.Evaluation)
	if v.Appraisal.Evaluation < v.MinEvaluation {
		v.Fail(CollateralRollback, "tcbEvaluationDataNumber %d, the policy wants %d; fetch collateral of the present recovery event", v.Appraisal.Evaluation, v.MinEvaluation)
	} else {
		v.Pass(CollateralRollback, "tcbEvaluationDataNumber %d", v.Appraisal.Evaluation)
	}
	if !v.Judge(CollateralType, tcb.fits(v.Quote.SGX(), qe), "%s v%d, %s v%d", v.Quote.kind(), tcb.Version, qe.ID, qe.Version) {
		v.block(CollateralType, onType)
		return
	}
	v.appraise(tcb, qe)
}
