package attestation

import (
	"crypto/ecdsa"

	"github.com/ethereum/go-ethereum/crypto"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/verdict"
	"github.com/hallmark-tee/hallmark/envelope"
)

// SignedVersion names the format of a SignedVerdict, and signedPrefix separates
// its signature from every other.
const (
	SignedVersion = "signed-verdict/1"
	signedPrefix  = "hallmark verdict v1\n"
	maxSigned     = 1 << 20
)

// SignedVerdict is a verdict that an auditor stands for: ECDSA over keccak-256
// of "hallmark verdict v1\n" and the verdict's canonical JSON. It says who
// judged; whoever has the evidence can judge again and compare the bytes.
type SignedVerdict struct {
	Version   string           `json:"hallmark"`
	Verdict   verdict.Verdict  `json:"verdict"`
	Signer    hallmark.Address `json:"signer"`
	Signature hallmark.Hex     `json:"signature"`
}

func verdictDigest(v Verdict) (hallmark.Digest, error) {
	b, err := envelope.Canonical(v)
	return hallmark.Digest(crypto.Keccak256Hash([]byte(signedPrefix), b)), err
}

// SignVerdict signs a verdict with an auditor's key.
func SignVerdict(v Verdict, key *ecdsa.PrivateKey) (SignedVerdict, error) {
	s := SignedVerdict{Version: SignedVersion, Verdict: v, Signer: envelope.AddressOf(&key.PublicKey)}
	digest, err := verdictDigest(v)
	if err == nil {
		s.Signature, err = envelope.Sign(digest, key)
	}
	return s, err
}

// OpenVerdict reads a signed verdict strictly and checks that the auditor whom
// the caller trusts signed it: kinds Invalid, Unsupported, Unauthenticated.
func OpenVerdict(data []byte, auditor hallmark.Address) (Verdict, error) {
	var s SignedVerdict
	if len(data) > maxSigned {
		return Verdict{}, hallmark.Errorf(hallmark.Exhausted, "signed verdict: %d bytes, at most %d are read", len(data), maxSigned)
	}
	if err := hallmark.DecodeStrict(data, "signed verdict", &s); err != nil {
		return Verdict{}, err
	}
	if s.Version != SignedVersion {
		return Verdict{}, hallmark.Errorf(hallmark.Unsupported, "signed verdict: format %q is not known, want %q", s.Version, SignedVersion)
	}
	if s.Signer != auditor {
		return Verdict{}, hallmark.Errorf(hallmark.Unauthenticated, "signed verdict: it is of %s, want %s", s.Signer, auditor)
	}
	digest, err := verdictDigest(s.Verdict)
	if err == nil {
		err = envelope.Require("signed verdict", digest, s.Signature, auditor)
	}
	if err != nil {
		return Verdict{}, err
	}
	return s.Verdict, nil
}
