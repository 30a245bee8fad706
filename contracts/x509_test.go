package contracts_test

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"math/big"
	mathrand "math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hallmark-tee/hallmark/attestation/dcap"
	"github.com/hallmark-tee/hallmark/contracts"
)

// stricter lists why the contract refuses certificates that crypto/x509, with
// the role, the validity and the SGX extension judged on top, accepts. Nothing
// is the other way round.
var stricter = map[string]string{
	"UnexpectedTag": "only the elements of Intel's profile, in its order: no unique identifiers, no critical FALSE, " +
		"no bytes behind an element that its parent does not account for, one distribution point with one URI",
	"BadLength":                "lengths of at most two bytes; an element that must end with its parent does",
	"BadInteger":               "serial numbers of at most 20 bytes",
	"BadTime":                  "times with seconds, in Z, from 1970 on",
	"Malformed":                "one version, no algorithm parameters, names of one 2.5.4.k attribute in each set as UTF8String of ASCII or PrintableString",
	"BadObjectIdentifier":      "extension identifiers of at most 31 bytes",
	"UnsupportedExtension":     "of X.509's own extensions only key usage, basic constraints, the two key identifiers and the CRL distribution point; identifier components below 2^28",
	"UnknownCriticalExtension": "the two key identifiers, the CRL distribution point and the SGX extension of a CA are not critical",
	"RepeatedExtension":        "at most 16 extensions",
	"WrongRole":                "key usage of one byte in its shortest form; basic constraints without a spelled FALSE, and for a leaf without a path length",
	"BadPlatformExtension":     "the SGX extension's own identifiers only",
}

// issuer signs certificates in the place of another.
type issuer struct {
	key    *ecdsa.PrivateKey
	public contracts.Key
}

func newIssuer(t testing.TB) issuer {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	public, err := contracts.KeyOf(&key.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	return issuer{key, public}
}

// reissue signs the first element of a certificate anew.
func (i issuer) reissue(t testing.TB, certificate *node) {
	t.Helper()
	digest := sha256.Sum256(certificate.children[0].encode())
	signature, err := ecdsa.SignASN1(rand.Reader, i.key, digest[:])
	if err != nil {
		t.Fatal(err)
	}
	certificate.children[2] = &node{tag: 3, content: append([]byte{0}, signature...)}
}

// differential is a registry under an issuer's key as the root, with the same
// key as an admitted CA, beside crypto/x509 judging by the same key.
type differential struct {
	issuer
	registry registryAt
	ca, leaf []*node // seeds
	parts    []*node // to take from
}

func newDifferential(t testing.TB) *differential {
	t.Helper()
	d := &differential{issuer: newIssuer(t)}
	for _, der := range seedCertificates(t) {
		cert, err := x509.ParseCertificate(der)
		if err != nil {
			t.Fatal(err)
		}
		tree, ok := parseDER(der)
		if !ok || !bytes.Equal(tree[0].encode(), der) {
			t.Fatal("a certificate does not come back as it was")
		}
		if cert.IsCA {
			d.ca = append(d.ca, tree[0])
		} else {
			d.leaf = append(d.leaf, tree[0])
		}
		d.parts = append(d.parts, tree[0].all()...)
	}
	const now = 1_750_000_000 // 2025-06-15, inside every seed's validity
	d.registry = newEVM(t, true, now).harness(d.public)
	// The CA whose leaves are judged has the root's key.
	own := d.ca[0].clone()
	spki := own.children[0].children[6]
	spki.children[1] = &node{tag: 3, content: append([]byte{0, 4}, append(bytes.Clone(d.public.X[:]), d.public.Y[:]...)...)}
	d.reissue(t, own)
	d.registry.must(d.registry.AdmitCA(own.encode(), false))
	return d
}

// seedCertificates are those of a simulated platform and, where the vectors
// are, of real ones.
func seedCertificates(t testing.TB) [][]byte {
	t.Helper()
	p := newPKI(t)
	out := [][]byte{p.IntermediateDER(), p.PCKLeafDER()}
	for _, name := range []string{"phala/tdx_quote", "phala/sgx_quote", "trustee/tdx_quote_6.dat"} {
		raw, err := os.ReadFile(filepath.Join(vectorsDir, filepath.FromSlash(name)))
		if err != nil {
			t.Log("without real certificates: ", err)
			break
		}
		q, err := contracts.CutQuote(raw)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, q.CA.Raw, q.Leaf.Raw)
	}
	return out
}

// accepts judges as crypto/x509 does, with the rules on top that it leaves to
// its caller. It gives the reason of a refusal.
func (d *differential) accepts(der []byte, ca bool) (*x509.Certificate, dcap.PCK, string) {
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		return nil, dcap.PCK{}, err.Error()
	}
	parent := &x509.Certificate{PublicKey: &d.key.PublicKey, PublicKeyAlgorithm: x509.ECDSA}
	key, isP256 := cert.PublicKey.(*ecdsa.PublicKey)
	switch now := int64(d.registry.time); {
	case cert.Version != 3:
		return nil, dcap.PCK{}, "version"
	case cert.SignatureAlgorithm != x509.ECDSAWithSHA256 || !isP256 || key.Curve != elliptic.P256():
		return nil, dcap.PCK{}, "algorithm"
	case parent.CheckSignature(cert.SignatureAlgorithm, cert.RawTBSCertificate, cert.Signature) != nil:
		return nil, dcap.PCK{}, "signature"
	case now < cert.NotBefore.Unix() || now > cert.NotAfter.Unix():
		return nil, dcap.PCK{}, "validity"
	case !cert.BasicConstraintsValid || cert.IsCA != ca:
		return nil, dcap.PCK{}, "role"
	case ca && cert.KeyUsage&x509.KeyUsageCertSign == 0:
		return nil, dcap.PCK{}, "key usage"
	case !ca && cert.KeyUsage != x509.KeyUsageDigitalSignature|x509.KeyUsageContentCommitment:
		return nil, dcap.PCK{}, "key usage"
	}
	for _, id := range cert.UnhandledCriticalExtensions {
		if ca || !id.Equal(dcap.OIDSGX) {
			return nil, dcap.PCK{}, "critical extension"
		}
	}
	if ca {
		return cert, dcap.PCK{}, ""
	}
	pck, err := dcap.ParsePCK(cert)
	if err != nil {
		return nil, pck, err.Error()
	}
	return cert, pck, ""
}

// compare requires that the contract accepts no certificate that crypto/x509
// does not, reads the same out of it, and refuses others for a listed reason.
// It tells what both said.
func (d *differential) compare(t testing.TB, der []byte, ca bool) (contract, library bool) {
	t.Helper()
	d.registry.t = t
	call := d.registry.AdmitPlatform(der, d.public)
	if ca {
		call = d.registry.AdmitCA(der, false)
	}
	cert, pck, why := d.accepts(der, ca)
	snapshot := d.registry.state.Copy()
	defer func() { d.registry.state = snapshot }()
	_, refusal := d.registry.call(call)
	name, _, _ := strings.Cut(refusal, "(")
	switch {
	case refusal == "" && cert == nil:
		t.Fatalf("the contract accepts what crypto/x509 refuses (%s):\n%x", why, der)
	case refusal == "":
		d.sameRecord(t, cert, pck, ca)
	case cert != nil && stricter[name] == "":
		t.Fatalf("the contract refuses for no listed reason (%s):\n%x", refusal, der)
	}
	return refusal == "", cert != nil
}

func (d *differential) sameRecord(t testing.TB, cert *x509.Certificate, pck dcap.PCK, ca bool) {
	t.Helper()
	key, err := contracts.KeyOf(cert.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	if ca {
		if got := d.registry.caNotAfter(key); got != uint64(cert.NotAfter.Unix()) {
			t.Fatalf("the CA ends at %d, its certificate at %s", got, cert.NotAfter)
		}
		return
	}
	p := d.registry.platform(key)
	end := min(uint64(cert.NotAfter.Unix()), d.registry.caNotAfter(d.public))
	number := func(b []byte) *big.Int { return new(big.Int).SetBytes(b) }
	if p.Flags != 1 || p.NotAfter.Uint64() != end || p.Fmspc.Cmp(number(pck.FMSPC[:])) != 0 ||
		p.CpuSvn.Cmp(number(pck.Components[:])) != 0 || p.PceSvn != pck.PCESVN {
		t.Fatalf("record %+v does not match the certificate's %+v:\n%x", p, pck, cert.Raw)
	}
}

// mutant is a changed certificate, signed anew unless the change is to be
// outside of what is signed.
func (d *differential) mutant(t testing.TB, seed uint64, ca bool) []byte {
	t.Helper()
	r := mathrand.New(mathrand.NewPCG(seed, 0))
	seeds := d.leaf
	if ca {
		seeds = d.ca
	}
	c := seeds[r.IntN(len(seeds))].clone()
	outside := r.IntN(8) == 0
	if !outside {
		for range 1 + r.IntN(3) {
			c.children[0].mutate(r, d.parts)
		}
	}
	d.reissue(t, c)
	if outside {
		for range 1 + r.IntN(2) {
			c.mutate(r, d.parts)
		}
	}
	der := c.encode()
	if r.IntN(16) == 0 {
		der[r.IntN(len(der))] ^= 1 << r.IntN(8)
	}
	return der
}

// TestCertificatesAgainstX509 mutates real and simulated certificates, signs
// them anew, and compares the contract's word with crypto/x509's.
func TestCertificatesAgainstX509(t *testing.T) {
	d := newDifferential(t)
	for _, ca := range []bool{true, false} {
		seeds := d.leaf
		if ca {
			seeds = d.ca
		}
		for _, seed := range seeds {
			seed = seed.clone()
			d.reissue(t, seed)
			if contract, library := d.compare(t, seed.encode(), ca); !contract || !library {
				t.Errorf("ca %v: an unchanged certificate is refused: contract %v, crypto/x509 %v", ca, contract, library)
			}
		}
		var count [2][2]int
		index := map[bool]int{true: 1}
		for seed := range uint64(1000) {
			contract, library := d.compare(t, d.mutant(t, seed, ca), ca)
			count[index[contract]][index[library]]++
		}
		t.Logf("ca %v: both accept %d, both refuse %d, the contract alone refuses %d", ca, count[1][1], count[0][0], count[0][1])
		if count[1][1] == 0 || count[0][0] == 0 || count[0][1] == 0 {
			t.Error("the mutations do not reach every outcome")
		}
	}
}

// FuzzCertificatesAgainstX509 does the same for as long as it is let, by
// mutations it is told and by bytes of the fuzzer's own.
func FuzzCertificatesAgainstX509(f *testing.F) {
	d := newDifferential(f)
	for seed := range uint64(16) {
		f.Add(seed, seed%2 == 0, []byte(nil))
	}
	for _, c := range append(d.ca[:1:1], d.leaf...) {
		f.Add(uint64(0), false, c.children[0].encode())
	}
	f.Fuzz(func(t *testing.T, seed uint64, ca bool, tbs []byte) {
		if len(tbs) == 0 {
			d.compare(t, d.mutant(t, seed, ca), ca)
			return
		}
		c := &node{tag: 0x30, children: []*node{nil, d.leaf[0].children[1], nil}}
		c.children[0] = &node{tag: 0x30, content: tbs}
		if parsed, ok := parseDER(tbs); ok && len(parsed) == 1 {
			c.children[0] = parsed[0]
		}
		d.reissue(t, c)
		d.compare(t, c.encode(), ca)
	})
}
