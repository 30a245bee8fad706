package contracts_test

import (
	"crypto/sha256"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation"
	"github.com/hallmark-tee/hallmark/attestation/dcap"
	"github.com/hallmark-tee/hallmark/attestation/sim"
	"github.com/hallmark-tee/hallmark/contracts"
	gen "github.com/hallmark-tee/hallmark/contracts/bind"
	"github.com/hallmark-tee/hallmark/contracts/bind/harness"
)

// intelFMSPC is that of the recorded quote below.
var intelFMSPC = [6]byte{0xb0, 0xc0, 0x6f}

func TestRealQuoteUnderIntelsRoot(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join("..", "..", "shared", "vectors", "phala", "tdx_quote"))
	if err != nil {
		t.Skip("the shared vectors are absent: ", err)
	}
	q, err := contracts.CutQuote(raw)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := dcap.Parse(raw)
	if err != nil {
		t.Fatal(err)
	}
	m := newMarket(t)
	m.refuse(m.stranger, m.at.AdmitPlatform(q.Leaf.Raw, q.Issuer), "UnknownCA", hallmark.NotFound)
	m.refuse(m.stranger, m.at.AdmitCA(q.CA.Raw, true), "BadCertificateSignature", hallmark.NotGenuine)
	ca := m.send(m.stranger, m.at.AdmitCA(q.CA.Raw, false))
	platform := m.send(m.stranger, m.at.AdmitPlatform(q.Leaf.Raw, q.Issuer))
	t.Logf("gas: admitCA %d, admitPlatform %d", ca.GasUsed, platform.GasUsed)
	if ca.GasUsed > 130_000 || platform.GasUsed > 150_000 {
		t.Error("above the budget of 130,000 and 150,000")
	}

	p, err := m.client.Platform(m.ctx, q.Platform)
	if err != nil {
		t.Fatal(err)
	}
	if !p.Admitted || p.Simulated || p.FMSPC != intelFMSPC || p.NotAfter != uint64(q.Leaf.NotAfter.Unix()) || p.PCESVN == 0 {
		t.Errorf("platform record %+v does not match the certificate", p)
	}
	kind, measured, err := m.client.Appraise(m.ctx, q)
	if err != nil {
		t.Fatal(err)
	}
	if kind != contracts.KindTDX || measured != attestation.Measurement(attestation.TDX, parsed.TD) {
		t.Errorf("kind %d, measurement %s", kind, measured)
	}
	// Its report data is not ours: genuine, but no registration.
	m.refuse(m.stranger, m.at.Register(q, m.head().Number, [32]byte{}), "BadReportDataVersion", hallmark.Reverted)
	q.Body[200] ^= 1
	if _, _, err := m.client.Appraise(m.ctx, q); hallmark.KindOf(err) != hallmark.NotGenuine {
		t.Errorf("tampered quote: %v", err)
	}
}

func TestRegistrationAndTrust(t *testing.T) {
	m := newMarket(t)
	proof := m.attest()
	trusted := func(p contracts.PolicyProof, policy hallmark.Digest) bool {
		t.Helper()
		ok, err := m.client.Trusted(m.ctx, m.enclave.address, policy, p)
		if err != nil {
			t.Fatal(err)
		}
		return ok
	}
	if !proof.Holds() || !trusted(proof, proof.Policy()) {
		t.Fatal("a registered signer is not trusted under its policy")
	}
	for name, change := range map[string]func(*contracts.PolicyProof){
		"foreign measurement": func(p *contracts.PolicyProof) { p.Measurement[0] ^= 1 },
		"shorter path":        func(p *contracts.PolicyProof) { p.Path = p.Path[1:] },
		"other sibling":       func(p *contracts.PolicyProof) { p.Path = append([]hallmark.Digest{{9}}, p.Path[1:]...) },
	} {
		p := proof
		change(&p)
		if trusted(p, p.Policy()) {
			t.Errorf("%s is trusted", name)
		}
	}
	older := proof
	older.MaxAge++
	if trusted(older, proof.Policy()) {
		t.Error("trusted under a policy of another maxAge")
	}

	events, err := m.client.Registrations(m.ctx, m.enclave.address, 0, 0)
	if err != nil || len(events) != 1 || events[0].Measurement != proof.Measurement || events[0].Kind != contracts.KindSimTDX {
		t.Fatalf("registrations %+v, %v", events, err)
	}
	a, err := m.client.Attestation(m.ctx, m.enclave.address, proof.Measurement)
	if err != nil || a.Until != a.RegisteredAt+7*86400 || a.Block != events[0].Block {
		t.Fatalf("attestation %+v, %v", a, err)
	}

	m.pass(86000 * time.Second)
	if !trusted(proof, proof.Policy()) {
		t.Error("refused before the policy's maxAge")
	}
	m.pass(500 * time.Second)
	if trusted(proof, proof.Policy()) {
		t.Error("trusted after the policy's maxAge")
	}
	m.attest()
	if !trusted(proof, proof.Policy()) {
		t.Error("a renewed signer is not trusted")
	}
	m.send(m.deployer, m.at.RevokePlatform(a.Platform))
	if trusted(proof, proof.Policy()) {
		t.Error("trusted on a revoked platform")
	}
	p, err := m.client.Platform(m.ctx, key(m.pki.PlatformKey()))
	if err != nil || !p.Revoked {
		t.Errorf("platform %+v, %v", p, err)
	}
}

func TestRegistrationIsRefused(t *testing.T) {
	m := newMarket(t)
	m.attest()
	register := func(c claim, edit func(*sim.Forgery)) contracts.Call {
		t.Helper()
		return m.registerCall(c, edit, c.block)
	}
	type forgery = sim.Forgery
	for name, c := range map[string]struct {
		edit func(*forgery)
		kind hallmark.Kind
	}{
		"BadAttributes: debug":              {func(f *forgery) { f.TD.TDAttributes |= 1 }, hallmark.AgainstPolicy},
		"BadAttributes: reserved TUD":       {func(f *forgery) { f.TD.TDAttributes |= 0x80 }, hallmark.AgainstPolicy},
		"BadAttributes: reserved":           {func(f *forgery) { f.TD.TDAttributes |= 1 << 38 }, hallmark.AgainstPolicy},
		"BadAttributes: migratable":         {func(f *forgery) { f.TD.TDAttributes |= 1 << 29 }, hallmark.AgainstPolicy},
		"BadAttributes: no SEPT_VE_DISABLE": {func(f *forgery) { f.TD.TDAttributes = 0 }, hallmark.AgainstPolicy},
		"ForeignModule: signer":             {func(f *forgery) { f.TD.MRSIGNERSEAM[47] = 1 }, hallmark.NotGenuine},
		"ForeignModule: attributes":         {func(f *forgery) { f.TD.SEAMAttributes = 1 }, hallmark.NotGenuine},
		"BelowFloor: module":                {func(f *forgery) { f.TD.TEETCBSVN[0]-- }, hallmark.AgainstPolicy},
		"BelowFloor: QE":                    {func(f *forgery) { f.QE.ISVSVN-- }, hallmark.AgainstPolicy},
		"ForeignQuotingEnclave: debug":      {func(f *forgery) { f.QE.Attributes[0] |= 2 }, hallmark.NotGenuine},
		"ForeignQuotingEnclave: signer":     {func(f *forgery) { f.QE.MRSIGNER[0] ^= 1 }, hallmark.NotGenuine},
		"ForeignQuotingEnclave: product":    {func(f *forgery) { f.QE.ISVProdID = 1 }, hallmark.NotGenuine},
		"UnboundAttestationKey":             {func(f *forgery) { f.Unbound = true }, hallmark.NotGenuine},
		"BadReportDataVersion":              {func(f *forgery) { f.TD.ReportData[55] = 2 }, hallmark.Reverted},
		"BindingMismatch: binding":          {func(f *forgery) { f.TD.ReportData[20] ^= 1 }, hallmark.NotGenuine},
		"ZeroSigner":                        {func(f *forgery) { clear(f.TD.ReportData[:20]) }, hallmark.Reverted},
	} {
		t.Run(name, func(t *testing.T) {
			m.in(t).refuse(m.stranger, register(m.claim(), c.edit), errorName(name), c.kind)
		})
	}
	changed := func(f func(*claim)) claim {
		c := m.claim()
		f(&c)
		return c
	}
	for name, c := range map[string]claim{
		"another block's hash": changed(func(c *claim) { c.blockHash[0] ^= 1 }),
		"another chain":        changed(func(c *claim) { c.chainID++ }),
		"another registry":     changed(func(c *claim) { c.registry[0] ^= 1 }),
	} {
		t.Run(name, func(t *testing.T) {
			m.in(t).refuse(m.stranger, register(c, nil), "BindingMismatch", hallmark.NotGenuine)
		})
	}
	t.Run("other runtime data", func(t *testing.T) {
		c := m.claim()
		q := cut(t, quote(t, m.pki, c, nil))
		m.in(t).refuse(m.stranger, m.at.Register(q, c.block, [32]byte{1}), "BindingMismatch", hallmark.NotGenuine)
	})
	t.Run("the block is not the quoted one", func(t *testing.T) {
		c := m.claim()
		m.in(t).refuse(m.stranger, m.registerCall(c, nil, c.block-1), "BlockMismatch", hallmark.NotGenuine)
	})
	t.Run("signatures", func(t *testing.T) {
		c := m.claim()
		raw := quote(t, m.pki, c, nil)
		for at, name := range map[int]string{
			300: "BadQuoteSignature", 640: "BadQuoteSignature", 636 + 134 + 20: "BadReportSignature", 636 + 520: "BadReportSignature",
			636 + 70: "UnboundAttestationKey", 636 + 590: "UnboundAttestationKey",
		} {
			tampered := append([]byte{}, raw...)
			tampered[at] ^= 1
			q := cut(t, tampered)
			m.in(t).refuse(m.stranger, m.at.Register(q, c.block, sha256.Sum256(c.runtimeData)), name, hallmark.NotGenuine)
		}
	})
	t.Run("an unknown platform", func(t *testing.T) {
		other := newPKI(t)
		c := m.claim()
		q := cut(t, quote(t, other, c, nil))
		m.in(t).refuse(m.stranger, m.at.Register(q, c.block, sha256.Sum256(c.runtimeData)), "UnknownPlatform", hallmark.NotFound)
		m.refuse(m.stranger, m.at.AdmitCA(other.IntermediateDER(), true), "BadCertificateSignature", hallmark.NotGenuine)
	})
	t.Run("an old quote again", func(t *testing.T) {
		old := m.claim()
		call := register(old, nil)
		m.in(t).send(m.stranger, call)
		m.refuse(m.stranger, call, "NotNewer", hallmark.Conflict)
		for m.head().Number <= old.block+256 {
			m.sim.Commit()
		}
		m.refuse(m.stranger, call, "BlockOutOfReach", hallmark.Expired)
	})
	t.Run("a floor raised", func(t *testing.T) {
		f := simFloor()
		f.PCESVN++
		m.in(t).refuse(m.stranger, m.at.TightenFloor(f), "NotAuthority", hallmark.Forbidden)
		m.send(m.deployer, m.at.TightenFloor(f))
		m.refuse(m.stranger, register(m.claim(), nil), "BelowFloor", hallmark.AgainstPolicy)
		m.refuse(m.deployer, m.at.TightenFloor(simFloor()), "WouldLoosen", hallmark.Reverted)
		m.send(m.deployer, m.at.ProposeFloor(simFloor()))
		m.refuse(m.stranger, m.at.ApplyFloor(f.FMSPC, f.Kind), "NotReady", hallmark.Reverted)
		m.pass(7*24*time.Hour + time.Second)
		m.send(m.stranger, m.at.ApplyFloor(f.FMSPC, f.Kind))
		m.send(m.stranger, register(m.claim(), nil))
	})
	t.Run("the CA revoked", func(t *testing.T) {
		m.in(t).send(m.deployer, m.at.RevokeCA(key(m.pki.IntermediateKey()).ID()))
		m.refuse(m.stranger, register(m.claim(), nil), "RevokedPlatform", hallmark.AgainstPolicy)
		m.refuse(m.stranger, m.at.AdmitCA(m.pki.IntermediateDER(), true), "RevokedCA", hallmark.AgainstPolicy)
	})
}

func TestDevelopmentAdmitter(t *testing.T) {
	m := newMarket(t)
	platform := key(m.pki.PlatformKey())
	p := contracts.Platform{FMSPC: sim.FMSPC, CPUSVN: sim.Components, PCESVN: sim.PCESVN, NotAfter: m.head().Time + 86400}
	m.refuse(m.stranger, m.at.AdmitPlatformDev(platform, p), "NotDevelopmentAdmitter", hallmark.Forbidden)
	m.send(m.deployer, m.at.AdmitPlatformDev(platform, p))
	c := m.claim()
	m.send(m.stranger, m.registerCall(c, nil, c.block))
	a, err := m.client.Attestation(m.ctx, m.enclave.address, attestation.Measurement(attestation.SimTDX, c.td()))
	if err != nil || a.Until != p.NotAfter {
		t.Errorf("attestation %+v, %v: want it to end with the platform at %d", a, err, p.NotAfter)
	}
	m.pass(25 * time.Hour)
	c = m.claim()
	m.refuse(m.stranger, m.registerCall(c, nil, c.block), "ExpiredPlatform", hallmark.Expired)
}

// TestAnotherVerifier takes evidence through a registry that believes another.
func TestAnotherVerifier(t *testing.T) {
	m := newMarket(t)
	m.attest() // so that the platform is admitted
	deployed := func(code string, arguments []byte) hallmark.Address {
		t.Helper()
		at, _, err := bind.DeployContract(m.deployer.opts, common.FromHex(code), m.chain, arguments)
		if err != nil {
			t.Fatal(err)
		}
		return hallmark.Address(at)
	}
	verifier := deployed(harness.RegistryVerifierMetaData.Bin, harness.NewRegistryVerifier().PackConstructor(common.Address(m.at.Registry)))
	setup := gen.RegistrySetup{IntelX: contracts.IntelRoot().X, Authority: common.Address(m.deployer.address), P256: common.Address(m.at.P256Fallback)}
	at := contracts.Addresses{Registry: deployed(gen.AttestationRegistryMetaData.Bin,
		gen.NewAttestationRegistry().PackConstructor(setup, nil, []common.Address{common.Address(verifier)}))}
	client := contracts.New(m.chain, at)

	c := m.claim()
	c.registry = at.Registry
	q := cut(t, quote(t, m.pki, c, nil))
	call := at.RegisterVerified(verifier, registryEvidence(t, q), c.block, sha256.Sum256(c.runtimeData))
	m.refuse(m.stranger, at.RegisterVerified(m.at.Registry, nil, c.block, [32]byte{}), "UnknownVerifier", hallmark.NotFound)
	m.send(m.stranger, call)
	measured := contracts.VerifiedMeasurement(verifier, attestation.Measurement(attestation.SimTDX, c.td()))
	a, err := client.Attestation(m.ctx, c.signer, measured)
	if err != nil || a.Block != c.block {
		t.Fatalf("attestation %+v, %v", a, err)
	}
	id := contracts.VerifierID(verifier)
	m.send(m.deployer, at.RevokeCA(id))
	m.refuse(m.stranger, call, "RevokedVerifier", hallmark.AgainstPolicy)
	m.send(m.deployer, at.ProposeRestoration(id))
	m.refuse(m.stranger, at.RestoreCA(id), "NotReady", hallmark.Reverted)
	m.pass(7*24*time.Hour + time.Second)
	m.send(m.stranger, at.RestoreCA(id))
	m.refuse(m.stranger, call, "NotNewer", hallmark.Conflict)
}

// registryEvidence is what RegistryVerifier takes.
func registryEvidence(t *testing.T, q contracts.Quote) []byte {
	t.Helper()
	kind := func(name string) abi.Argument {
		k, err := abi.NewType(name, "", nil)
		if err != nil {
			t.Fatal(err)
		}
		return abi.Argument{Type: k}
	}
	packed, err := abi.Arguments{kind("bytes"), kind("bytes"), kind("bytes32"), kind("bytes32")}.Pack(
		q.Body, q.Auth, [32]byte(q.Platform.X), [32]byte(q.Platform.Y))
	if err != nil {
		t.Fatal(err)
	}
	return packed
}
