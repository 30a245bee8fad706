package sdk

import (
	"crypto/sha256"
	"crypto/tls"

	"github.com/hallmark-tee/hallmark"
)

// PinnedTLS is what a client needs that calls the enclave's own TLS address with
// an API key: the connection must end in the key that evidence names, which the
// caller has verified (RuntimeData.TLSKey, SHA-256 of the SPKI). The certificate
// is the enclave's own, so neither its issuer nor its name is looked at. A
// connection to any other key fails with kind NotGenuine.
func PinnedTLS(key hallmark.Digest) *tls.Config {
	return &tls.Config{
		MinVersion:         tls.VersionTLS13,
		InsecureSkipVerify: true, // VerifyConnection decides, on resumed connections too
		VerifyConnection: func(s tls.ConnectionState) error {
			if key.IsZero() || len(s.PeerCertificates) == 0 || hallmark.Digest(sha256.Sum256(s.PeerCertificates[0].RawSubjectPublicKeyInfo)) != key {
				return hallmark.Errorf(hallmark.NotGenuine, "the connection does not end in the key %s that the evidence names", key)
			}
			return nil
		},
	}
}
