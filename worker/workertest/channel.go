package workertest

import (
	"crypto/ecdsa"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation"
	"github.com/hallmark-tee/hallmark/contracts"
	"github.com/hallmark-tee/hallmark/enclave/gateway/gatewaytest"
	"github.com/hallmark-tee/hallmark/worker/offer"
)

// Offer writes an offer of the market's model, at 2 per token read and 5 per
// token written, with the enclave's own policy, and gives the file.
func (m *Market) Offer(t testing.TB, dir string, edit func(*offer.Offer)) string {
	t.Helper()
	policy, err := json.Marshal(attestation.NewSimulationPolicy(m.Info.Measurement))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "policy.json"), policy, 0o600); err != nil {
		t.Fatal(err)
	}
	o := offer.New("policy.json")
	o.Models = []offer.Model{{Name: m.Info.Models[0].Name, Kind: hallmark.ModelText, In: hallmark.NewAmount(2), Out: hallmark.NewAmount(5)}}
	if edit != nil {
		edit(&o)
	}
	path := filepath.Join(dir, "offer.json")
	if err := o.Save(path); err != nil {
		t.Fatal(err)
	}
	return path
}

// Customer is a user of inference with coins, a main account and a channel
// that holds a deposit. Its session key is not on chain yet; see
// SetSessionKey.
func (m *Market) Customer(t testing.TB, s hallmark.SignedService, deposit hallmark.Amount) *gatewaytest.Customer {
	t.Helper()
	c := gatewaytest.NewCustomer(t, m.Info, s, deposit)
	main, err := deposit.Add(Coins(3))
	if err != nil {
		t.Fatal(err)
	}
	coins, err := main.Add(Coins(1)) // for gas
	if err != nil {
		t.Fatal(err)
	}
	m.Send(t, m.Stranger, contracts.Call{To: c.User(), Value: coins})
	m.Send(t, c.Wallet, m.At.AddLedger("{}", main))
	m.Send(t, c.Wallet, m.At.TransferFund(Address(m.Provider), contracts.ChannelService, deposit))
	return c
}

// SetSessionKey puts a customer's session key on chain.
func (m *Market) SetSessionKey(t testing.TB, wallet, key *ecdsa.PrivateKey) {
	t.Helper()
	m.Send(t, wallet, m.At.SetSessionKey(Address(m.Provider), Address(key)))
}
