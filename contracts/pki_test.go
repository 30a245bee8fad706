package contracts_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"math/big"
	"testing"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation"
	"github.com/hallmark-tee/hallmark/attestation/dcap"
	"github.com/hallmark-tee/hallmark/attestation/sim"
	"github.com/hallmark-tee/hallmark/contracts"
)

// simFloor is the level of the simulated platform exactly.
func simFloor() contracts.Floor {
	return contracts.Floor{
		FMSPC: sim.FMSPC, Kind: contracts.KindSimTDX, CPUSVN: sim.Components, TEETCB: sim.TEETCBSVN,
		PCESVN: sim.PCESVN, QESVN: sim.QESVN,
	}
}

func newPKI(t testing.TB) *sim.PKI {
	t.Helper()
	p, err := sim.NewPKI(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func simRoot(p *sim.PKI) *ecdsa.PublicKey {
	x, y := p.RootKey()
	return &ecdsa.PublicKey{Curve: elliptic.P256(), X: new(big.Int).SetBytes(x[:]), Y: new(big.Int).SetBytes(y[:])}
}

func key(x, y [32]byte) contracts.Key { return contracts.Key{X: x, Y: y} }

// claim is what a quote's report data says.
type claim struct {
	signer      hallmark.Address
	registry    hallmark.Address
	chainID     uint64
	block       uint64
	blockHash   hallmark.Digest
	runtimeData []byte
}

// td is the report of the enclave under test, before anybody tampers with it.
func (c claim) td() dcap.TDReport {
	td := sim.DefaultTD()
	copy(td.MRTD[:], "MRTD of the test")
	copy(td.MRCONFIGID[:], "MRCONFIGID of the test")
	for i := range td.RTMR {
		copy(td.RTMR[i][:], []byte{'R', 'T', 'M', 'R', byte('0' + i)})
	}
	td.ReportData = attestation.ReportData(hallmark.RuntimeData{
		ChainID: c.chainID, Registry: c.registry, Signer: c.signer, Block: c.block, BlockHash: c.blockHash,
	}, c.runtimeData)
	return td
}

// quote makes a whole TDX v4 quote of a claim, with what edit changes in it.
func quote(t testing.TB, p *sim.PKI, c claim, edit func(*sim.Forgery)) []byte {
	t.Helper()
	f := sim.Forgery{TD: c.td(), QE: sim.DefaultQE()}
	if edit != nil {
		edit(&f)
	}
	raw, err := p.Make(f)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func cut(t testing.TB, raw []byte) contracts.Quote {
	t.Helper()
	q, err := contracts.CutQuote(raw)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

// registerCall packs the registration of a claim, edited, naming block.
func (m *market) registerCall(c claim, edit func(*sim.Forgery), block uint64) contracts.Call {
	m.t.Helper()
	return m.at.Register(cut(m.t, quote(m.t, m.pki, c, edit)), block, sha256.Sum256(c.runtimeData))
}
