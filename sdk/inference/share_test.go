package inference_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/crypto"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/envelope"
	"github.com/hallmark-tee/hallmark/sdk/inference"
	"github.com/hallmark-tee/hallmark/sdk/inference/inferencetest"
	"github.com/hallmark-tee/hallmark/sdk/wallet"
)

// shared is an enclave with a model of somebody else, and the share of it.
func shared(t *testing.T, job hallmark.JobID) (*inferencetest.Enclave, wallet.Wallet, hallmark.SignedAdapterShare) {
	t.Helper()
	e := inferencetest.New(t)
	key, err := crypto.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	owner := wallet.New(key)
	e.Tuned[job], e.Owners[job] = inference.FineTuned{Adapter: hallmark.Digest{5}}, owner.Address()
	v, err := inference.Share(t.Context(), e, e.Domain, owner, job, e.Wallet.Address())
	if err != nil {
		t.Fatal(err)
	}
	return e, owner, v
}

// TestASharedModelIsCalled: the grant travels, and the receipt is held against
// the owner's word.
func TestASharedModelIsCalled(t *testing.T) {
	job := hallmark.JobID{1}
	e, _, v := shared(t, job)
	path := filepath.Join(t.TempDir(), "share.json")
	b, err := envelope.Canonical(v)
	if err == nil {
		err = os.WriteFile(path, b, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	if v, err = inference.ReadShare(path); err != nil {
		t.Fatal(err)
	}
	var sent []*hallmark.SignedAdapterGrant
	e.Answer = func(c *inferencetest.Call) { sent = append(sent, c.Exchange.Adapter) }
	cfg := e.Config(t.TempDir())
	cfg.Shares = []hallmark.SignedAdapterShare{v}
	s := open(t, cfg)
	if _, u, err := ask(t.Context(), s, chat("ft:"+job.String())); err != nil || u.Receipt.Model.Job != job {
		t.Fatalf("%+v, %v", u, err)
	}
	if _, _, err := ask(t.Context(), s, chat("base")); err != nil {
		t.Fatal(err)
	}
	if st := s.Status(); len(st.Shared) != 1 || st.Shared[0] != job {
		t.Errorf("status names %v", st.Shared)
	}
	e.Answer = func(c *inferencetest.Call) {
		sent = append(sent, c.Exchange.Adapter)
		c.Model, c.Usage = hallmark.UsageModel{}, hallmark.UsageMetered{}
	}
	for _, path := range []string{"/v1/models", "/v1/models?x=1", "/v1/models/ft:" + job.String(), "/v1/models/base"} {
		if _, _, err := ask(t.Context(), s, inference.Request{Method: "GET", Path: path}); err != nil {
			t.Fatal(err)
		}
	}
	for i, want := range []bool{true, false, true, true, true, false} {
		if got := sent[i]; (got != nil) != want || want && got.Signature.String() != v.Share.Grant.Signature.String() {
			t.Errorf("request %d carried the grant %+v", i, got)
		}
	}

	e.Answer = nil
	e.Lie = func(u *hallmark.Usage) { u.Model.Adapter[0]++ }
	requireFailure(t, s, e, "ft:"+job.String(), "receipt model")
}

// TestAModelOfSomebodyElse is refused before anything is sent, by name.
func TestAModelOfSomebodyElse(t *testing.T) {
	job := hallmark.JobID{1}
	e, owner, _ := shared(t, job)
	s := open(t, e.Config(t.TempDir()))
	_, _, err := ask(t.Context(), s, chat("ft:"+job.String()))
	if hallmark.KindOf(err) != hallmark.Forbidden || !strings.HasPrefix(err.Error(), inference.CheckOwner+": ") || !strings.Contains(err.Error(), "--grant") {
		t.Errorf("%v", err)
	}
	if e.Opened != 0 {
		t.Error("it was sent")
	}
	if _, _, err := ask(t.Context(), s, chat("base")); err != nil {
		t.Errorf("the session stopped: %v", err)
	}
	delete(e.Owners, job) // the enclave's user is the owner now
	if _, err := inference.Share(t.Context(), e, e.Domain, owner, job, e.Wallet.Address()); hallmark.KindOf(err) != hallmark.Forbidden {
		t.Errorf("a share by a stranger: %v", err)
	}
	if _, err := inference.Share(t.Context(), e, e.Domain, e.Wallet, job, e.Wallet.Address()); hallmark.KindOf(err) != hallmark.Invalid {
		t.Errorf("a share with oneself: %v", err)
	}
	if _, err := inference.Share(t.Context(), e, e.Domain, e.Wallet, hallmark.JobID{9}, owner.Address()); hallmark.KindOf(err) != hallmark.NotFound {
		t.Errorf("a share of a job that is not settled: %v", err)
	}
}

// TestSharesThatDoNotHold: no session begins with one.
func TestSharesThatDoNotHold(t *testing.T) {
	job := hallmark.JobID{1}
	for name, c := range map[string]struct {
		kind   hallmark.Kind
		change func(*inferencetest.Enclave, *hallmark.SignedAdapterShare)
	}{
		"altered": {hallmark.Unauthenticated, func(_ *inferencetest.Enclave, v *hallmark.SignedAdapterShare) { v.Share.Adapter[0]++ }},
		"for another account": {hallmark.Forbidden, func(e *inferencetest.Enclave, v *hallmark.SignedAdapterShare) {
			*v = signedAgain(t, e, v.Share, func(s *hallmark.AdapterShare) { s.Grant.Grant.User = hallmark.Address{9} })
		}},
		"by somebody who does not own it": {hallmark.Mismatch, func(e *inferencetest.Enclave, v *hallmark.SignedAdapterShare) {
			*v = signedAgain(t, e, v.Share, func(*hallmark.AdapterShare) {})
		}},
		"of another artifact": {hallmark.Mismatch, func(e *inferencetest.Enclave, v *hallmark.SignedAdapterShare) {
			*v = signedAgain(t, e, v.Share, func(s *hallmark.AdapterShare) { s.Artifact[0]++ })
			e.Owners[job] = v.Share.Grant.Grant.Owner
		}},
		"of another receipt": {hallmark.Mismatch, func(e *inferencetest.Enclave, v *hallmark.SignedAdapterShare) {
			*v = signedAgain(t, e, v.Share, func(s *hallmark.AdapterShare) { s.Receipt[0]++ })
			e.Owners[job] = v.Share.Grant.Grant.Owner
		}},
		"of a job that is not settled": {hallmark.NotFound, func(e *inferencetest.Enclave, v *hallmark.SignedAdapterShare) { delete(e.Tuned, job) }},
	} {
		t.Run(name, func(t *testing.T) {
			e, _, v := shared(t, job)
			c.change(e, &v)
			cfg := e.Config(t.TempDir())
			cfg.Shares = []hallmark.SignedAdapterShare{v}
			s, err := inference.Open(t.Context(), cfg)
			if err == nil || hallmark.KindOf(err) != c.kind || !strings.HasPrefix(err.Error(), inference.CheckOwner+": ") {
				t.Fatalf("%v, %v", s, err)
			}
			if e.Opened != 0 {
				t.Error("something was sent")
			}
			t.Attr("attack", "a share "+name)
			t.Attr("check", inference.CheckOwner)
		})
	}
	e, _, v := shared(t, job)
	cfg := e.Config(t.TempDir())
	cfg.Shares = []hallmark.SignedAdapterShare{v, v}
	if _, err := inference.Open(t.Context(), cfg); hallmark.KindOf(err) != hallmark.Invalid {
		t.Errorf("the same share twice: %v", err)
	}
}

// signedAgain makes a share of somebody else's key.
func signedAgain(t *testing.T, e *inferencetest.Enclave, s hallmark.AdapterShare, change func(*hallmark.AdapterShare)) hallmark.SignedAdapterShare {
	t.Helper()
	key, err := crypto.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	s.Grant.Grant.Owner = envelope.AddressOf(&key.PublicKey)
	change(&s)
	v, err := e.Domain.NewAdapterShare(s, key)
	if err != nil {
		t.Fatal(err)
	}
	return v
}
