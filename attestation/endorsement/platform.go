package endorsement

import (
	"crypto/x509"
	"encoding/pem"
	"strings"

	"github.com/hallmark-tee/hallmark/attestation/dcap"
)

// PlatformOf reads what Pick needs from a quote's certificate chain (PEM, leaf
// first). A chain that does not parse gives a platform of which only the kind
// is known: the verifier says what is wrong with it.
func PlatformOf(tdx bool, chain []byte) Platform {
	p := Platform{TDX: tdx}
	certs := Certificates(chain)
	if len(certs) < 3 {
		return p
	}
	p.CA, p.Root = certs[1], certs[2]
	if pck, err := dcap.ParsePCK(certs[0]); err == nil {
		p.FMSPC = pck.FMSPC
	}
	return p
}

// PCKChain gives a PCK certificate chain that was collected, for quotes that
// name their platform by an encrypted PPID; nil where there is none.
func (s *Set) PCKChain() []byte {
	for _, chain := range s.Chains {
		block, _ := pem.Decode(chain)
		if block == nil {
			continue
		}
		if c, err := x509.ParseCertificate(block.Bytes); err == nil && !c.IsCA && strings.HasSuffix(c.Subject.CommonName, "PCK Certificate") {
			return chain
		}
	}
	return nil
}

// maxChain is how many certificates of a PEM file are read.
const maxChain = 16

// Certificates are those of a PEM file up to the first block that is none.
func Certificates(chain []byte) (certs []*x509.Certificate) {
	for len(certs) < maxChain {
		var block *pem.Block
		if block, chain = pem.Decode(chain); block == nil {
			break
		}
		c, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			break
		}
		certs = append(certs, c)
	}
	return certs
}
