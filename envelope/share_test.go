package envelope

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/ethereum/go-ethereum/crypto"

	"github.com/hallmark-tee/hallmark"
)

func newShare(t testing.TB) hallmark.SignedAdapterShare {
	t.Helper()
	owner, err := crypto.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	s, err := channels.NewAdapterShare(hallmark.AdapterShare{
		Grant: hallmark.SignedAdapterGrant{Grant: hallmark.AdapterGrant{
			Owner: AddressOf(&owner.PublicKey), Job: hallmark.JobID{1}, User: hallmark.Address{2},
		}},
		Adapter: hallmark.Digest{3}, Artifact: hallmark.Digest{4}, Receipt: hallmark.Digest{5},
	}, owner)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestAdapterShare: a share is its owner's, to the last field, and the grant in
// it is the one that the enclave takes.
func TestAdapterShare(t *testing.T) {
	s := newShare(t)
	b, err := Canonical(s)
	if err != nil {
		t.Fatal(err)
	}
	read, err := ParseAdapterShare(b)
	if err != nil || channels.CheckAdapterShare(read) != nil {
		t.Fatalf("%+v, %v", read, err)
	}
	if err := Require("adapter grant", channels.AdapterGrant(read.Share.Grant.Grant), read.Share.Grant.Signature, read.Share.Grant.Grant.Owner); err != nil {
		t.Error(err)
	}
	other := newShare(t)
	for name, edit := range map[string]func(*hallmark.SignedAdapterShare){
		"version":          func(s *hallmark.SignedAdapterShare) { s.Share.Version = "adapter-share/2" },
		"chain":            func(s *hallmark.SignedAdapterShare) { s.Share.ChainID++ },
		"contract":         func(s *hallmark.SignedAdapterShare) { s.Share.Channels[0]++ },
		"owner":            func(s *hallmark.SignedAdapterShare) { s.Share.Grant.Grant.Owner = other.Share.Grant.Grant.Owner },
		"job":              func(s *hallmark.SignedAdapterShare) { s.Share.Grant.Grant.Job[0]++ },
		"user":             func(s *hallmark.SignedAdapterShare) { s.Share.Grant.Grant.User[0]++ },
		"user is owner":    func(s *hallmark.SignedAdapterShare) { s.Share.Grant.Grant.User = s.Share.Grant.Grant.Owner },
		"adapter":          func(s *hallmark.SignedAdapterShare) { s.Share.Adapter[0]++ },
		"no adapter":       func(s *hallmark.SignedAdapterShare) { s.Share.Adapter = hallmark.Digest{} },
		"artifact":         func(s *hallmark.SignedAdapterShare) { s.Share.Artifact[0]++ },
		"receipt":          func(s *hallmark.SignedAdapterShare) { s.Share.Receipt[0]++ },
		"signature":        func(s *hallmark.SignedAdapterShare) { s.Signature = other.Signature },
		"no signature":     func(s *hallmark.SignedAdapterShare) { s.Signature = nil },
		"grant":            func(s *hallmark.SignedAdapterShare) { s.Share.Grant = other.Share.Grant },
		"grant's sign":     func(s *hallmark.SignedAdapterShare) { s.Share.Grant.Signature = other.Share.Grant.Signature },
		"the grant's only": func(s *hallmark.SignedAdapterShare) { s.Signature = s.Share.Grant.Signature },
	} {
		v := s
		edit(&v)
		if channels.CheckAdapterShare(v) == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

// TestAForgedGrantInsideASignedShare: the owner's signature around it makes no
// grant that the enclave would refuse.
func TestAForgedGrantInsideASignedShare(t *testing.T) {
	owner, err := crypto.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	v := newShare(t).Share
	v.Grant.Grant.Owner = AddressOf(&owner.PublicKey) // the grant stays signed by another
	digest, err := AdapterShareSigning(v)
	if err != nil {
		t.Fatal(err)
	}
	sig, err := Sign(digest, owner)
	if err != nil {
		t.Fatal(err)
	}
	if err := channels.CheckAdapterShare(hallmark.SignedAdapterShare{Share: v, Signature: sig}); err == nil {
		t.Error("accepted")
	}
}

func TestAdapterShareIsStrict(t *testing.T) {
	b, err := Canonical(newShare(t))
	if err != nil {
		t.Fatal(err)
	}
	for name, file := range map[string][]byte{
		"empty":       nil,
		"trailing":    append(bytes.Clone(b), "{}"...),
		"unknown key": bytes.Replace(b, []byte(`"adapter":`), []byte(`"more":1,"adapter":`), 1),
		"twice":       bytes.Replace(b, []byte(`"adapter":`), []byte(`"adapter":"0x00","adapter":`), 1),
		"upper case":  bytes.Replace(b, []byte(`"0x03`), []byte(`"0X03`), 1),
		"too long":    append(bytes.Clone(b), bytes.Repeat([]byte(" "), maxShare)...),
	} {
		if _, err := ParseAdapterShare(file); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

// FuzzParseAdapterShare: what is read can be written and is the same again.
func FuzzParseAdapterShare(f *testing.F) {
	b, err := json.Marshal(newShare(f))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Add([]byte("{}"))
	f.Fuzz(func(t *testing.T, b []byte) {
		s, err := ParseAdapterShare(b)
		if err != nil {
			return
		}
		again, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := ParseAdapterShare(again); err != nil && len(again) <= maxShare {
			t.Errorf("%s: %v", again, err)
		}
		_ = channels.CheckAdapterShare(s)
	})
}
