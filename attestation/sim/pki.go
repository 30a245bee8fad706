package sim

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/x509"
	"encoding/pem"
	"io"
	"math/big"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/dcap"
)

// PKI holds the keys and certificates of a simulation: the vendor's (root,
// intermediate CA, signer of collateral) and one platform's (PCK, attestation
// key). It is a development secret.
type PKI struct {
	Maker string // starts every common name; dcap.SimulationMaker

	root, ca, tcb, pck authority
	attestation        *ecdsa.PrivateKey
}

type authority struct {
	key  *ecdsa.PrivateKey
	cert *x509.Certificate
}

// NewPKI makes a simulation from fresh keys. rand is usually crypto/rand.
func NewPKI(rand io.Reader) (*PKI, error) { return NewNamedPKI(rand, dcap.SimulationMaker) }

// NewNamedPKI makes a PKI whose names start with maker. Tests of the hardware
// path use it: such a root is hardware only for a verifier that pins its key.
func NewNamedPKI(rand io.Reader, maker string) (*PKI, error) {
	p := &PKI{Maker: maker}
	for _, key := range []**ecdsa.PrivateKey{&p.root.key, &p.ca.key, &p.tcb.key, &p.pck.key, &p.attestation} {
		var err error
		if *key, err = ecdsa.GenerateKey(elliptic.P256(), rand); err != nil {
			return nil, hallmark.Errorf(hallmark.Internal, "simulation: make a key: %w", err)
		}
	}
	return p, p.issue(rand, []certificate{
		{&p.root, &p.root, "Root CA", caExtensions(1)},
		{&p.ca, &p.root, "PCK Platform CA", caExtensions(0)},
		{&p.tcb, &p.root, "TCB Signing", signerExtensions},
		{&p.pck, &p.ca, "PCK Certificate", pckExtensions},
	})
}

// certificate is one to be issued: who for, by whom, in which role.
type certificate struct {
	subject, issuer *authority
	role            string
	extensions      func(subject, issuer *authority) ([]extension, error)
}

func (p *PKI) issue(rand io.Reader, certificates []certificate) error {
	for _, c := range certificates {
		var err error
		if c.subject.cert, err = issue(rand, p.Maker+" "+c.role, c.subject, c.issuer, c.extensions); err != nil {
			return err
		}
	}
	return nil
}

// Neighbour is another platform of the same vendor: root and collateral signer
// are shared. Under ownCA it has a CA of the other kind, for single-package
// platforms; else it shares that too.
func (p *PKI) Neighbour(rand io.Reader, ownCA bool) (*PKI, error) {
	n := *p
	keys := []**ecdsa.PrivateKey{&n.pck.key, &n.attestation}
	certificates := []certificate{{&n.pck, &n.ca, "PCK Certificate", pckExtensions}}
	if ownCA {
		keys = append(keys, &n.ca.key)
		certificates = append([]certificate{{&n.ca, &n.root, "PCK Processor CA", caExtensions(0)}}, certificates...)
	}
	for _, key := range keys {
		var err error
		if *key, err = ecdsa.GenerateKey(elliptic.P256(), rand); err != nil {
			return nil, hallmark.Errorf(hallmark.Internal, "simulation: make a key: %w", err)
		}
	}
	return &n, n.issue(rand, certificates)
}

// Misname issues the platform's certificate anew, in another role's name. Tests
// make chains of it that a verifier must refuse.
func (p *PKI) Misname(rand io.Reader, role string) (*PKI, error) {
	n := *p
	return &n, n.issue(rand, []certificate{{&n.pck, &n.ca, role, pckExtensions}})
}

// RootKey is the public root key, as AttestationRegistry pins it.
func (p *PKI) RootKey() (x, y [32]byte) { return split(p.root.key) }

// PlatformKey is the public PCK key; its keccak-256 names the platform.
func (p *PKI) PlatformKey() (x, y [32]byte) { return split(p.pck.key) }

// IntermediateKey is the public key of the platform CA.
func (p *PKI) IntermediateKey() (x, y [32]byte) { return split(p.ca.key) }

// PCKLeafDER is the platform's certificate.
func (p *PKI) PCKLeafDER() []byte { return p.pck.cert.Raw }

// IntermediateDER is the platform CA's certificate.
func (p *PKI) IntermediateDER() []byte { return p.ca.cert.Raw }

// PCKSerial is the serial number by which a revocation list names the
// platform.
func (p *PKI) PCKSerial() *big.Int { return p.pck.cert.SerialNumber }

// IntermediateSerial is the platform CA's.
func (p *PKI) IntermediateSerial() *big.Int { return p.ca.cert.SerialNumber }

// ChainPEM is the chain in a quote: PCK, platform CA, root.
func (p *PKI) ChainPEM() []byte { return p.chain(p.pck, p.ca, p.root) }

// Root is how a verifier pins this simulation.
func (p *PKI) Root() dcap.Root {
	r := dcap.Root{Name: p.Maker + " Root CA", Maker: p.Maker}
	x, y := p.RootKey()
	copy(r.Key[:], x[:])
	copy(r.Key[32:], y[:])
	r.Simulated = p.Maker == dcap.SimulationMaker
	return r
}

func split(key *ecdsa.PrivateKey) (x, y [32]byte) {
	raw, err := key.PublicKey.Bytes()
	if err != nil {
		panic("sim: own key is not on its curve")
	}
	copy(x[:], raw[1:33])
	copy(y[:], raw[33:])
	return x, y
}

// The PEM file's blocks, in order.
const (
	blockMaker = "HALLMARK SIMULATION"
	blockKey   = "PRIVATE KEY"
	blockCert  = "CERTIFICATE"
)

func (p *PKI) authorities() []*authority { return []*authority{&p.root, &p.ca, &p.tcb, &p.pck} }

// Marshal gives the whole PKI as PEM, private keys included: for a file of
// mode 0600.
func (p *PKI) Marshal() ([]byte, error) {
	out := pem.EncodeToMemory(&pem.Block{Type: blockMaker, Bytes: []byte(p.Maker)})
	for _, a := range append(p.authorities(), &authority{key: p.attestation}) {
		der, err := x509.MarshalPKCS8PrivateKey(a.key)
		if err != nil {
			return nil, hallmark.Errorf(hallmark.Internal, "simulation: encode a key: %w", err)
		}
		out = append(out, pem.EncodeToMemory(&pem.Block{Type: blockKey, Bytes: der})...)
		if a.cert != nil {
			out = append(out, pem.EncodeToMemory(&pem.Block{Type: blockCert, Bytes: a.cert.Raw})...)
		}
	}
	return out, nil
}

// Parse reads what Marshal wrote.
func Parse(data []byte) (*PKI, error) {
	next := func(kind string) ([]byte, error) {
		block, rest := pem.Decode(data)
		if block == nil || block.Type != kind {
			return nil, hallmark.Errorf(hallmark.Invalid, "simulation file: want a %s block; delete the file to make a new simulation", kind)
		}
		data = rest
		return block.Bytes, nil
	}
	maker, err := next(blockMaker)
	if err != nil {
		return nil, err
	}
	p := &PKI{Maker: string(maker)}
	key := func() (*ecdsa.PrivateKey, error) {
		der, err := next(blockKey)
		if err != nil {
			return nil, err
		}
		parsed, err := x509.ParsePKCS8PrivateKey(der)
		k, ok := parsed.(*ecdsa.PrivateKey)
		if err != nil || !ok || k.Curve != elliptic.P256() {
			return nil, hallmark.Errorf(hallmark.Invalid, "simulation file: a key is not P-256; delete the file to make a new simulation")
		}
		return k, nil
	}
	for _, a := range p.authorities() {
		if a.key, err = key(); err != nil {
			return nil, err
		}
		der, err := next(blockCert)
		if err != nil {
			return nil, err
		}
		if a.cert, err = x509.ParseCertificate(der); err != nil {
			return nil, hallmark.Errorf(hallmark.Invalid, "simulation file: %w", err)
		}
		if !a.key.PublicKey.Equal(a.cert.PublicKey) {
			return nil, hallmark.Errorf(hallmark.Invalid, "simulation file: a certificate is not its key's; delete the file to make a new simulation")
		}
	}
	p.attestation, err = key()
	return p, err
}
