package endorsement

import (
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/dcap"
	"github.com/hallmark-tee/hallmark/attestation/nvidia"
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
	if gpus, err := nvidia.Decode(e.GPU); e.GPU != nil && err == nil {
		if have.RIMs == nil {
			have.RIMs = nvidia.PickRIMs(gpus, s.RIMs)
		}
		if have.OCSP == nil {
			have.OCSP = nvidia.PickAnswers(gpus, have.RIMs, s.OCSP, at)
		}
		if have.NRAS == nil {
			have.NRAS = nvidia.PickNRAS(gpus.Devices[0].Nonce, s.NRAS)
			have.NRASKeys = nvidia.PickKeys(have.NRAS, s.JWKS)
		}
	}
	return whole(*have)
}

func whole(e hallmark.Endorsements) bool { return len(Missing(e)) == 0 }
