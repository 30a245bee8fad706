package endorsement

import (
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/dcap"
)

// Complete adds to evidence the endorsements that it lacks, as far as the set
// has them; what it carries stays as it is. It reports whether Intel's are all
// there afterwards.
func (s *Set) Complete(e *hallmark.Evidence, at time.Time) bool {
	have := &e.Endorsements
	q, err := dcap.Parse(e.Quote)
	if err != nil {
		return whole(*have)
	}
	if !whole(*have) {
		// One statement and its chain belong together, so the set is asked for
		// all and fills the gaps.
		s.AddEndorsements(*have)
		picked := s.Pick(PlatformOf(!q.SGX(), q.Signature.CertificateData), at)
		if have.TCBInfo == nil || have.TCBInfoChain == nil {
			have.TCBInfo, have.TCBInfoChain = picked.TCBInfo, picked.TCBInfoChain
		}
		if have.QEIdentity == nil || have.QEIdentityChain == nil {
			have.QEIdentity, have.QEIdentityChain = picked.QEIdentity, picked.QEIdentityChain
		}
		if have.PCKCRL == nil {
			have.PCKCRL = picked.PCKCRL
		}
		if have.RootCRL == nil {
			have.RootCRL = picked.RootCRL
		}
	}
	if e.GPU != nil {
		if have.RIMs == nil {
			have.RIMs = s.RIMs
		}
		if have.OCSP == nil {
			have.OCSP = s.OCSP
		}
		if have.NRAS == nil && len(s.NRAS) == 1 && len(s.JWKS) > 0 {
			have.NRAS, have.NRASKeys = s.NRAS[0], s.JWKS[0]
		}
	}
	return whole(*have)
}

func whole(e hallmark.Endorsements) bool {
	for _, b := range [][]byte{e.TCBInfo, e.TCBInfoChain, e.QEIdentity, e.QEIdentityChain, e.PCKCRL, e.RootCRL} {
		if len(b) == 0 {
			return false
		}
	}
	return true
}
