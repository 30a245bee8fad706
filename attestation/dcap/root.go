package dcap

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/x509"
	"encoding/hex"
	"math/big"
	"strings"
)

// SimulationMaker starts the common names of every simulation's certificates.
const SimulationMaker = "Hallmark SIMULATION"

const simulationMark = "SIMULATION"

// Root is a pinned root key. Maker starts the common names of the
// certificates under it ("Intel SGX" Root CA, PCK Platform CA, PCK
// Certificate, TCB Signing); roles follow from the rest of the name, the key
// usage and the issuing key together.
type Root struct {
	Name      string
	Maker     string
	Key       [64]byte // x || y, P-256
	Simulated bool
}

// intelKey is the public key of the Intel SGX Root CA, certificate serial
// 22650CD65A9D3489F383B49552BF501B392706AC, valid to 2049.
const intelKey = "0ba9c4c0c0c86193a3fe23d6b02cda10a8bbd4e88e48b4458561a36e705525f5" +
	"67918e2edc88e40d860bd0cc4ee26aacc988e505a953558c453f6b0904ae7394"

// Intel is the root of SGX and TDX hardware.
func Intel() Root {
	r := Root{Name: "Intel SGX Root CA", Maker: "Intel SGX"}
	if n, err := hex.Decode(r.Key[:], []byte(intelKey)); err != nil || n != len(r.Key) {
		panic("dcap: the pinned Intel key is malformed")
	}
	return r
}

// rootOf finds the root of a self-signed certificate among the pinned keys. A
// certificate that calls itself a simulation is one, under whatever key, and
// pinned or not.
func rootOf(cert *x509.Certificate, pinned []Root) (Root, bool) {
	key, ok := pointOf(cert)
	if !ok {
		return Root{}, false
	}
	for _, r := range pinned {
		if r.Key == key {
			r.Simulated = r.Simulated || strings.Contains(cert.Subject.CommonName, simulationMark)
			return r, true
		}
	}
	if cert.Subject.CommonName == SimulationMaker+" Root CA" {
		return Root{Name: cert.Subject.CommonName, Maker: SimulationMaker, Key: key, Simulated: true}, true
	}
	return Root{}, false
}

// pointOf gives x || y of a P-256 certificate key.
func pointOf(cert *x509.Certificate) (xy [64]byte, ok bool) {
	pub, ok := cert.PublicKey.(*ecdsa.PublicKey)
	if !ok || pub.Curve != elliptic.P256() {
		return xy, false
	}
	raw, err := pub.Bytes()
	if err != nil || len(raw) != 65 {
		return xy, false
	}
	copy(xy[:], raw[1:])
	return xy, true
}

// publicKey makes a P-256 key of x || y; it must be on the curve.
func publicKey(xy [64]byte) (*ecdsa.PublicKey, error) {
	return ecdsa.ParseUncompressedPublicKey(elliptic.P256(), append([]byte{4}, xy[:]...))
}

// verifyRaw checks an r || s signature over a digest.
func verifyRaw(key *ecdsa.PublicKey, digest [32]byte, sig [64]byte) bool {
	r, s := new(big.Int).SetBytes(sig[:32]), new(big.Int).SetBytes(sig[32:])
	return ecdsa.Verify(key, digest[:], r, s)
}
