package contracts

import (
	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation"
	gen "github.com/hallmark-tee/hallmark/contracts/bind"
)

// PolicyProof is a [hallmark.PolicyProof] as the registry takes it.
type PolicyProof hallmark.PolicyProof

// Policy is the id of the policy that the proof is about.
func (p PolicyProof) Policy() hallmark.Digest {
	return attestation.PolicyID(p.Root, p.MaxAge, p.FileDigest)
}

// Holds reports whether the path leads from the measurement to the root, by
// the registry's rule.
func (p PolicyProof) Holds() bool {
	return attestation.Proves(hallmark.PolicyProof(p), p.Policy())
}

func (p PolicyProof) wire() gen.PolicyProof {
	path := make([][32]byte, len(p.Path))
	for i, d := range p.Path {
		path[i] = d
	}
	return gen.PolicyProof{Measurement: p.Measurement, Root: p.Root, MaxAge: p.MaxAge, FileDigest: p.FileDigest, Path: path}
}
