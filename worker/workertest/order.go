package workertest

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/rand"
	"crypto/sha256"
	"fmt"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/accounts/abi/bind"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation"
	"github.com/hallmark-tee/hallmark/contracts"
	"github.com/hallmark-tee/hallmark/contracts/devchain"
	"github.com/hallmark-tee/hallmark/envelope"
	"github.com/hallmark-tee/hallmark/storage/merkle"
)

// Price is what the market's provider asks per trained token.
var Price = hallmark.NewAmount(1000)

func (m *Market) oldAccount(key *ecdsa.PrivateKey) *bind.TransactOpts {
	opts, err := bind.NewKeyedTransactorWithChainID(key, big.NewInt(devchain.DefaultChainID))
	if err != nil {
		panic(err) // only for a nil key or id
	}
	return opts
}

// Training is a configuration of a few steps of short sequences.
func Training(epochs int) hallmark.TrainingConfig {
	c := hallmark.DefaultTraining()
	c.Rank, c.Alpha, c.Epochs, c.BatchRows, c.SeqLen = 2, 4, epochs, 4, 64
	c.WarmupSteps, c.StateEvery, c.Checkpoint, c.Validation = 2, 8, 8, 100
	return c
}

// Rows is a dataset of n distinct pairs.
func Rows(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "{\"prompt\":\"question %d about the enclave\",\"completion\":\"secret answer %d%s\"}\n", i, i*i, strings.Repeat(" of the enclave", i%6))
	}
	return b.String()
}

// Parcel is an order with the ciphertext that it names.
type Parcel struct {
	Signed     hallmark.SignedOrder
	ID         hallmark.JobID
	Ciphertext []byte
}

// Order encrypts rows to the enclave, stores them and signs an order for them;
// edit may change the order before it is signed.
func (m *Market) Order(t testing.TB, c hallmark.TrainingConfig, rows string, edit func(*hallmark.SignedOrder)) Parcel {
	t.Helper()
	p := m.Unstored(t, c, rows, edit)
	if _, err := m.Uploads.Put(t.Context(), bytes.NewReader(p.Ciphertext), int64(len(p.Ciphertext))); err != nil {
		t.Fatal(err)
	}
	return p
}

// Unstored is Order for a dataset that nobody stored.
func (m *Market) Unstored(t testing.TB, c hallmark.TrainingConfig, rows string, edit func(*hallmark.SignedOrder)) Parcel {
	t.Helper()
	who := envelope.AddressOf(&m.User.PublicKey)
	owner := envelope.Owner{Version: envelope.OwnerVersion, ChainID: m.Domain.ChainID, Escrow: m.Domain.Escrow, User: who}
	rand.Read(owner.Salt[:])
	line, err := owner.Line()
	if err != nil {
		t.Fatal(err)
	}
	plain := append(line, rows...)
	ciphertext, err := envelope.SealBytes(plain, m.Info.Recipient)
	if err != nil {
		t.Fatal(err)
	}
	root, err := merkle.Root(t.Context(), bytes.NewReader(ciphertext), int64(len(ciphertext)))
	if err != nil {
		t.Fatal(err)
	}
	proof := m.Proof(t, 86400)
	public := crypto.FromECDSAPub(&m.User.PublicKey)
	s := hallmark.SignedOrder{
		Order: hallmark.Order{
			User: who, Provider: envelope.AddressOf(&m.Provider.PublicKey), Signer: m.Info.Signer, BaseModel: m.Info.Models[0].Digest,
			DatasetRoot: root, DatasetDigest: sha256.Sum256(plain), Policy: contracts.PolicyProof(proof).Policy(),
			Price: Price, MaxFee: Coins(1), Deadline: m.Head(t).Time + uint64(time.Hour/time.Second), Recipient: sha256.Sum256(public),
		},
		Config: c, Proof: proof, UserKey: public,
	}
	rand.Read(s.Order.Nonce[:])
	if edit != nil {
		edit(&s)
	}
	if s.Order.Config, err = envelope.Digest(s.Config); err != nil {
		t.Fatal(err)
	}
	id := m.Domain.JobID(s.Order)
	s.Signature = Sign(t, m.User, id)
	return Parcel{Signed: s, ID: id, Ciphertext: ciphertext}
}

// Proof shows that the enclave's measurement lies inside a policy.
func (m *Market) Proof(t testing.TB, maxAge uint64) hallmark.PolicyProof {
	t.Helper()
	policy := attestation.NewSimulationPolicy(m.Info.Measurement)
	policy.MaxAge = maxAge
	p, err := policy.Proof(m.Info.Measurement)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// Cancel is the user's signed Cancel.
func (m *Market) Cancel(t testing.TB, id hallmark.JobID) hallmark.CancelRequest {
	t.Helper()
	c := hallmark.Cancel{JobID: id}
	return hallmark.CancelRequest{Cancel: c, Signature: Sign(t, m.User, m.Domain.Cancel(c))}
}

// Sign signs a digest.
func Sign(t testing.TB, key *ecdsa.PrivateKey, digest hallmark.Digest) hallmark.Hex {
	t.Helper()
	sig, err := envelope.Sign(digest, key)
	if err != nil {
		t.Fatal(err)
	}
	return sig
}

// Address is a key's account.
func Address(key *ecdsa.PrivateKey) hallmark.Address { return envelope.AddressOf(&key.PublicKey) }

// Split is the digest of a list of payees.
func Split(payees []hallmark.Payee) hallmark.Digest { return envelope.SplitDigest(payees) }

// ProofOf shows that some measurement lies inside a policy of its own.
func ProofOf(t testing.TB, measurement hallmark.Digest) hallmark.PolicyProof {
	t.Helper()
	p, err := attestation.NewSimulationPolicy(measurement).Proof(measurement)
	if err != nil {
		t.Fatal(err)
	}
	return p
}
