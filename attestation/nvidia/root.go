package nvidia

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/sha512"
	"crypto/x509"
	"encoding/hex"
	"math/big"
)

// Key is x || y of a P-384 public key.
type Key [96]byte

// Roots are the pinned keys that everything must lead to.
type Roots struct {
	Device  Key // of device identities
	RIM     Key // of reference measurements
	Service Key // of the remote attestation service
}

// The keys of "NVIDIA Device Identity CA" (serial
// 2D3670B1CA100411C1FEC0E82A065B54), "NVIDIA CoRIM signing Root CA" (serial
// 45DAE3A00E5037BDDF875375ECB5E270) and "NVIDIA Attestation Service CA 001".
// The last is not published beside the key sets: it was recovered from the
// signature on "NVIDIA Attestation Service GPU Intermediate 004" and has the
// SHA-1 that this certificate names as its issuer's key id,
// BE0A6FED79C248AA8A370B26F68537316C7204BF.
const (
	deviceKey = "0e4c14a33bf8a5626658db4129607e4cbf4519c4412716f4d0d917c4978005bdeabeaefd57bc66082d718a4f8b6052e1" +
		"516ee8a7c422b84de857071bb58fd395bea0cfa1c63ee7c80d6bd63901d91cbbd187d3857dc16b5cceaf238ff8c27dbd"
	rimKey = "b840b28bdbcd33e230da57d4cf2065747030682d4717b4c2829d7641c1325139b74da831c2be3c779e7e2b6548956608" +
		"0e4ecd94021075c57f15fedeb862c8f906ae8fddc7b12238597dbdf0fa56e78453833f6d0be43af3871a47f057584799"
	serviceKey = "90cf59e1e396121e06d242d67df71d18fa2fa5e0790aeec100e3c666696dc1a08e329dd4abd81efe3bcd332690ee079e" +
		"bb4ea6c9658912901a5857486e2babf8a09dcaf23086fa3ea64c40705bf3715090a8fb7cd04183ef76bf4757d6b4dfd9"
)

// Hardware are the roots of NVIDIA's devices and services.
func Hardware() Roots {
	return Roots{Device: mustKey(deviceKey), RIM: mustKey(rimKey), Service: mustKey(serviceKey)}
}

func mustKey(s string) (k Key) {
	if n, err := hex.Decode(k[:], []byte(s)); err != nil || n != len(k) {
		panic("nvidia: a pinned key is malformed")
	}
	return k
}

// KeyOf gives x || y of a P-384 certificate key.
func KeyOf(cert *x509.Certificate) (k Key, ok bool) {
	pub, ok := cert.PublicKey.(*ecdsa.PublicKey)
	if !ok || pub.Curve != elliptic.P384() {
		return k, false
	}
	raw, err := pub.Bytes()
	if err != nil || len(raw) != 1+len(k) {
		return k, false
	}
	copy(k[:], raw[1:])
	return k, true
}

// public makes a key of x || y; it must be on the curve.
func (k Key) public() (*ecdsa.PublicKey, error) {
	return ecdsa.ParseUncompressedPublicKey(elliptic.P384(), append([]byte{4}, k[:]...))
}

// verifyRaw checks an r || s signature by SHA-384.
func verifyRaw(pub any, message, sig []byte) bool {
	key, ok := pub.(*ecdsa.PublicKey)
	if !ok || key.Curve != elliptic.P384() || len(sig) != signatureLen {
		return false
	}
	digest := sha512.Sum384(message)
	half := len(sig) / 2
	return ecdsa.Verify(key, digest[:], new(big.Int).SetBytes(sig[:half]), new(big.Int).SetBytes(sig[half:]))
}
