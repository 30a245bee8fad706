package contracts

import (
	"context"
	"crypto/sha256"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/hallmark-tee/hallmark"
	gen "github.com/hallmark-tee/hallmark/contracts/bind"
)

// Kinds of evidence as they enter measurements and select floors.
const (
	KindTDX    uint8 = 1
	KindSGX    uint8 = 2
	KindSimTDX uint8 = 3
	// KindExternal is what another on-chain verifier took. It has no floors.
	KindExternal uint8 = 4
)

// Attestation is the registration of a signer under a measurement.
type Attestation struct {
	RegisteredAt uint64 // chain time; 0: none
	Until        uint64 // last second
	Block        uint64 // whose hash the quote carries
	Platform     [16]byte
}

// Platform is the registry's record of a machine.
type Platform struct {
	Admitted  bool
	Simulated bool
	Revoked   bool // itself or its CA
	NotAfter  uint64
	FMSPC     [6]byte
	PCESVN    uint16
	CPUSVN    [16]byte // component SVNs
}

// Floor is the least TCB of a platform type and kind of evidence.
type Floor struct {
	FMSPC  [6]byte
	Kind   uint8
	CPUSVN [16]byte // component SVNs of the PCK certificate
	TEETCB [16]byte // SVNs of the TDX module in the quote; SGX has none
	PCESVN uint16
	QESVN  uint16
}

// Attestation reads the registration of signer under measurement; all zero
// where there is none.
func (c *Client) Attestation(ctx context.Context, signer hallmark.Address, measurement hallmark.Digest) (Attestation, error) {
	r := gen.NewAttestationRegistry()
	out, err := read(ctx, "attestation", c.registry, r.PackAttestation(common.Address(signer), measurement), r.UnpackAttestation)
	if err != nil {
		return Attestation{}, err
	}
	return Attestation{
		RegisteredAt: out.RegisteredAt.Uint64(), Until: out.Until.Uint64(), Block: out.BlockNumber.Uint64(), Platform: out.Platform,
	}, nil
}

// Trusted asks whether signer is attested now and inside policy.
func (c *Client) Trusted(ctx context.Context, signer hallmark.Address, policy hallmark.Digest, p PolicyProof) (bool, error) {
	r := gen.NewAttestationRegistry()
	return read(ctx, "trust", c.registry, r.PackTrusted(common.Address(signer), policy, p.wire()), r.UnpackTrusted)
}

// Platform reads the record of the platform with a PCK key.
func (c *Client) Platform(ctx context.Context, key Key) (Platform, error) {
	r := gen.NewAttestationRegistry()
	id := key.ID()
	out, err := read(ctx, "platform", c.registry, r.PackPlatform([16]byte(id[:16])), r.UnpackPlatform)
	if err != nil {
		return Platform{}, err
	}
	p := Platform{
		Admitted: out.Flags&1 != 0, Simulated: out.Flags&2 != 0, Revoked: out.Flags&4 != 0,
		NotAfter: out.NotAfter.Uint64(), PCESVN: out.PceSvn,
	}
	out.Fmspc.FillBytes(p.FMSPC[:])
	out.CpuSvn.FillBytes(p.CPUSVN[:])
	return p, nil
}

// CAUntil reads until when the registry admits leaves of a CA; 0: not at all.
func (c *Client) CAUntil(ctx context.Context, key Key) (uint64, error) {
	r := gen.NewAttestationRegistry()
	out, err := read(ctx, "certificate authority", c.registry, r.PackCertificateAuthority(key.ID()), r.UnpackCertificateAuthority)
	if err != nil || out.Flags&1 == 0 || out.Flags&4 != 0 {
		return 0, err
	}
	return out.NotAfter.Uint64(), nil
}

// Appraise has the registry judge a quote without registering it: its
// measurement, or the refusal in words. Report data is not judged.
func (c *Client) Appraise(ctx context.Context, q Quote) (kind uint8, measurement hallmark.Digest, err error) {
	r := gen.NewAttestationRegistry()
	out, err := read(ctx, "quote", c.registry, r.PackAppraise(q.Body, q.Auth, q.Platform.X, q.Platform.Y), r.UnpackAppraise)
	return out.Kind, out.Measured, err
}

// Registration lists the calls that register the signer of an enclave's
// evidence: its CA and platform where they are not admitted yet, and the
// quote. Each must be mined before the next is sent.
func (c *Client) Registration(ctx context.Context, e hallmark.Evidence, block uint64) ([]Call, error) {
	q, err := CutQuote(e.Quote)
	if err != nil {
		return nil, err
	}
	var calls []Call
	platform, err := c.Platform(ctx, q.Platform)
	if err != nil {
		return nil, err
	}
	if !platform.Admitted {
		until, err := c.CAUntil(ctx, q.Issuer)
		if err != nil {
			return nil, err
		}
		if until == 0 {
			calls = append(calls, c.addresses.AdmitCA(q.CA.Raw, e.Kind == hallmark.KindSim))
		}
		calls = append(calls, c.addresses.AdmitPlatform(q.Leaf.Raw, q.Issuer))
	}
	return append(calls, c.addresses.Register(q, block, sha256.Sum256(e.RuntimeData))), nil
}

// AdmitCA is anybody's: admit an intermediate CA by its certificate (DER)
// under Intel's root, or the simulation root.
func (a Addresses) AdmitCA(certificate []byte, simulated bool) Call {
	return a.registry(gen.NewAttestationRegistry().PackAdmitCA(certificate, simulated))
}

// AdmitPlatform is anybody's: admit a platform by its PCK certificate (DER)
// under an admitted CA.
func (a Addresses) AdmitPlatform(certificate []byte, ca Key) Call {
	return a.registry(gen.NewAttestationRegistry().PackAdmitPlatform(certificate, ca.X, ca.Y))
}

// AdmitPlatformDev is the development admitter's, on a development chain.
func (a Addresses) AdmitPlatformDev(key Key, p Platform) Call {
	return a.registry(gen.NewAttestationRegistry().PackAdmitPlatformDev(key.X, key.Y, new(big.Int).SetBytes(p.FMSPC[:]),
		new(big.Int).SetBytes(p.CPUSVN[:]), p.PCESVN, new(big.Int).SetUint64(p.NotAfter)))
}

// Register is anybody's: register, or renew, the signer in a quote.
func (a Addresses) Register(q Quote, block uint64, runtimeDataHash [32]byte) Call {
	return a.registry(gen.NewAttestationRegistry().PackRegister(q.Body, q.Auth, q.Platform.X, q.Platform.Y, block, runtimeDataHash))
}

// RegisterVerified is anybody's: register, or renew, the signer of evidence
// that one of the registry's other verifiers takes.
func (a Addresses) RegisterVerified(verifier hallmark.Address, evidence []byte, block uint64, runtimeDataHash [32]byte) Call {
	return a.registry(gen.NewAttestationRegistry().PackRegisterVerified(common.Address(verifier), evidence, block, runtimeDataHash))
}

// VerifiedMeasurement is the measurement under which the registry knows what
// another verifier measured: keccak256(abi.encode(uint256(4), verifier,
// measurement)). A policy that is to accept it must list it.
func VerifiedMeasurement(verifier hallmark.Address, measurement hallmark.Digest) hallmark.Digest {
	var head [64]byte
	head[31] = KindExternal
	copy(head[44:], verifier[:])
	return hallmark.Digest(crypto.Keccak256(head[:], measurement[:]))
}

// VerifierID is how RevokeCA and its restoration name another verifier: its
// address, right-aligned.
func VerifierID(verifier hallmark.Address) (id hallmark.Digest) {
	copy(id[12:], verifier[:])
	return id
}

// PublishPolicy makes a policy known to indexers.
func (a Addresses) PublishPolicy(p PolicyProof, uri string) Call {
	return a.registry(gen.NewAttestationRegistry().PackPublishPolicy(p.Root, p.MaxAge, p.FileDigest, uri))
}

// TightenFloor is the authority's: raise a floor at once.
func (a Addresses) TightenFloor(f Floor) Call {
	return a.registry(gen.NewAttestationRegistry().PackTightenFloor(new(big.Int).SetBytes(f.FMSPC[:]), f.Kind, f.tcb()))
}

// ProposeFloor is the authority's: propose a lower or a first floor.
func (a Addresses) ProposeFloor(f Floor) Call {
	return a.registry(gen.NewAttestationRegistry().PackProposeFloor(new(big.Int).SetBytes(f.FMSPC[:]), f.Kind, f.tcb()))
}

// ApplyFloor is anybody's once a proposed floor has waited long enough.
func (a Addresses) ApplyFloor(fmspc [6]byte, kind uint8) Call {
	return a.registry(gen.NewAttestationRegistry().PackApplyFloor(new(big.Int).SetBytes(fmspc[:]), kind))
}

// RevokePlatform is the authority's.
func (a Addresses) RevokePlatform(id [16]byte) Call {
	return a.registry(gen.NewAttestationRegistry().PackRevokePlatform(id))
}

// RevokeCA is the authority's: revoke a CA, or another verifier by its
// VerifierID, and with it all that it vouched for.
func (a Addresses) RevokeCA(id hallmark.Digest) Call {
	return a.registry(gen.NewAttestationRegistry().PackRevokeCA(id))
}

// ProposeRestoration is the authority's: propose to take back the revocation
// of a CA, a verifier, or a platform (its id left-aligned).
func (a Addresses) ProposeRestoration(id hallmark.Digest) Call {
	return a.registry(gen.NewAttestationRegistry().PackProposeRestoration(id))
}

// RestorePlatform is anybody's once the proposal has waited long enough.
func (a Addresses) RestorePlatform(id [16]byte) Call {
	return a.registry(gen.NewAttestationRegistry().PackRestorePlatform(id))
}

// RestoreCA is anybody's once the proposal, for a CA or a verifier, has waited
// long enough.
func (a Addresses) RestoreCA(id hallmark.Digest) Call {
	return a.registry(gen.NewAttestationRegistry().PackRestoreCA(id))
}

func (a Addresses) registry(data []byte) Call { return Call{To: a.Registry, Data: data} }

func (f Floor) tcb() gen.TCBFloor {
	return gen.TCBFloor{
		CpuSvn: new(big.Int).SetBytes(f.CPUSVN[:]), TeeTcbSvn: new(big.Int).SetBytes(f.TEETCB[:]),
		PceSvn: f.PCESVN, QeSvn: f.QESVN,
	}
}
