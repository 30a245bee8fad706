package endorsement

import (
	"bytes"
	"strings"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/dcap"
	"github.com/hallmark-tee/hallmark/attestation/nvidia"
)

// Need is what a file needs the vendors to say before it can be judged.
type Need struct {
	Platforms []Platform // Intel's, each once
	Devices   []Devices  // NVIDIA's, by the nonce that they answered
	NRAS      bool       // a token of NVIDIA's service is there, so its keys are needed
}

// Devices are devices that answered one nonce.
type Devices struct {
	Nonce []byte
	nvidia.Evidence
}

// AddQuote adds a quote's platform. Chain is a PCK chain (PEM) from beside it,
// for quotes that carry none. Invalid, MissingEvidence: it does not say which
// platform it is from.
func (n *Need) AddQuote(raw, chain []byte) error {
	q, err := dcap.Parse(raw)
	if err != nil {
		return err
	}
	if q.Signature.Certification == dcap.CertPCKChain {
		chain = q.Signature.CertificateData
	}
	p := PlatformOf(!q.SGX(), chain)
	if p.Root == nil {
		return hallmark.Errorf(hallmark.MissingEvidence, "the quote names its platform by an encrypted PPID and carries no certificates: give its PCK chain beside it")
	}
	for _, have := range n.Platforms {
		if have.TDX == p.TDX && have.FMSPC == p.FMSPC && bytes.Equal(have.CA.Raw, p.CA.Raw) {
			return nil
		}
	}
	n.Platforms = append(n.Platforms, p)
	return nil
}

// AddEvidence adds what an enclave's evidence shows.
func (n *Need) AddEvidence(e hallmark.Evidence) error {
	if err := n.AddQuote(e.Quote, nil); err != nil {
		return err
	}
	n.NRAS = n.NRAS || e.Endorsements.NRAS != nil
	if e.GPU == nil {
		return nil
	}
	gpus, err := nvidia.Decode(e.GPU)
	if err != nil {
		return err
	}
	n.Devices = append(n.Devices, Devices{gpus.Devices[0].Nonce, gpus})
	return nil
}

// Simulated reports whether the platform's root calls itself a simulation: no
// vendor has anything to say of it.
func (p Platform) Simulated() bool {
	return p.Root != nil && strings.HasPrefix(p.Root.Subject.CommonName, dcap.SimulationMaker)
}

// Until is the first moment at which something of Intel's, as Pick gives it, is
// out of date; zero when something is missing or cannot be read.
func Until(e hallmark.Endorsements) time.Time {
	if !whole(e) {
		return time.Time{}
	}
	s := new(Set)
	s.AddEndorsements(e)
	if len(s.tcb) != 1 || len(s.qe) != 1 || len(s.crls) != 2 {
		return time.Time{}
	}
	first := s.tcb[0].next
	for _, t := range []time.Time{s.qe[0].next, s.crls[0].NextUpdate, s.crls[1].NextUpdate} {
		if t.Before(first) {
			first = t
		}
	}
	return first
}

// Missing names what Complete did not find, by the field's name.
func Missing(e hallmark.Endorsements) (names []string) {
	for _, f := range []struct {
		name string
		data []byte
	}{
		{"tcbInfo", e.TCBInfo}, {"tcbInfoChain", e.TCBInfoChain}, {"qeIdentity", e.QEIdentity}, {"qeIdentityChain", e.QEIdentityChain},
		{"pckCrl", e.PCKCRL}, {"rootCrl", e.RootCRL},
	} {
		if len(f.data) == 0 {
			names = append(names, f.name)
		}
	}
	return names
}
