package envelope

import (
	"bufio"
	"bytes"
	"crypto/ecdsa"
	"crypto/sha256"
	"io"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"filippo.io/age"
	gethmath "github.com/ethereum/go-ethereum/common/math"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/signer/core/apitypes"
	"pgregory.net/rapid"

	"github.com/hallmark-tee/hallmark"
)

var domain = Domain{ChainID: 31337, Escrow: hallmark.Address{19: 3}}

func newKey(t *testing.T) *ecdsa.PrivateKey {
	t.Helper()
	key, err := crypto.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// TestEIP712AgainstGeth compares our digests with go-ethereum's own encoder of
// typed data for random messages.
func TestEIP712AgainstGeth(t *testing.T) {
	digest := rapid.Custom(func(t *rapid.T) (d hallmark.Digest) {
		copy(d[:], rapid.SliceOfN(rapid.Byte(), 32, 32).Draw(t, "digest"))
		return d
	})
	amounts := rapid.Custom(func(t *rapid.T) hallmark.Amount {
		a, err := hallmark.AmountFromBig(new(big.Int).SetBytes(rapid.SliceOfN(rapid.Byte(), 0, 16).Draw(t, "amount")))
		if err != nil {
			t.Fatal(err)
		}
		return a
	})
	addr := rapid.Custom(func(t *rapid.T) (a hallmark.Address) {
		copy(a[:], rapid.SliceOfN(rapid.Byte(), 20, 20).Draw(t, "address"))
		return a
	})
	rapid.Check(t, func(t *rapid.T) {
		o := hallmark.Order{
			User: addr.Draw(t, "user"), Provider: addr.Draw(t, "provider"), Signer: addr.Draw(t, "signer"),
			BaseModel: digest.Draw(t, "m"), DatasetRoot: digest.Draw(t, "r"), DatasetDigest: digest.Draw(t, "d"),
			Config: digest.Draw(t, "c"), Policy: digest.Draw(t, "p"), Split: digest.Draw(t, "s"),
			Price: amounts.Draw(t, "price"), MaxFee: amounts.Draw(t, "max"),
			Deadline: rapid.Uint64().Draw(t, "deadline"), Recipient: digest.Draw(t, "rcpt"), Nonce: digest.Draw(t, "n"),
		}
		want := typedDigest(t, "Order", orderType, apitypes.TypedDataMessage{
			"user": o.User.String(), "provider": o.Provider.String(), "signer": o.Signer.String(),
			"baseModel": o.BaseModel[:], "datasetRoot": o.DatasetRoot[:], "datasetDigest": o.DatasetDigest[:],
			"config": o.Config[:], "policy": o.Policy[:], "split": o.Split[:],
			"price": o.Price.Big(), "maxFee": o.MaxFee.Big(), "deadline": new(big.Int).SetUint64(o.Deadline),
			"recipient": o.Recipient[:], "nonce": new(big.Int).SetBytes(o.Nonce[:]),
		})
		if got := domain.JobID(o); got != want {
			t.Fatalf("job id %s, geth says %s", got, want)
		}
		s := hallmark.Settlement{
			JobID: digest.Draw(t, "j"), Fee: amounts.Draw(t, "fee"), Outcome: hallmark.Outcome(rapid.Byte().Draw(t, "o")),
			ArtifactRoot: digest.Draw(t, "ar"), ArtifactDigest: digest.Draw(t, "ad"), WrappedKeyHash: digest.Draw(t, "w"),
			Receipt: digest.Draw(t, "re"), Invoice: digest.Draw(t, "in"),
		}
		want = typedDigest(t, "Settlement", settlementType, apitypes.TypedDataMessage{
			"jobId": s.JobID[:], "fee": s.Fee.Big(), "outcome": big.NewInt(int64(s.Outcome)),
			"artifactRoot": s.ArtifactRoot[:], "artifactDigest": s.ArtifactDigest[:], "wrappedKeyHash": s.WrappedKeyHash[:],
			"receipt": s.Receipt[:], "invoice": s.Invoice[:],
		})
		if got := domain.Settlement(s); got != want {
			t.Fatalf("settlement %s, geth says %s", got, want)
		}
		want = typedDigest(t, "Cancel", cancelType, apitypes.TypedDataMessage{"jobId": s.JobID[:]})
		if got := domain.Cancel(hallmark.Cancel{JobID: s.JobID}); got != want {
			t.Fatalf("cancel %s, geth says %s", got, want)
		}
	})
}

func typedDigest(t *rapid.T, name, typeString string, m apitypes.TypedDataMessage) hallmark.Digest {
	var fields []apitypes.Type
	for _, f := range strings.Split(strings.TrimSuffix(strings.SplitN(typeString, "(", 2)[1], ")"), ",") {
		kind, field, _ := strings.Cut(f, " ")
		fields = append(fields, apitypes.Type{Name: field, Type: kind})
	}
	hash, _, err := apitypes.TypedDataAndHash(apitypes.TypedData{
		Types: apitypes.Types{name: fields, "EIP712Domain": {
			{Name: "name", Type: "string"}, {Name: "version", Type: "string"},
			{Name: "chainId", Type: "uint256"}, {Name: "verifyingContract", Type: "address"},
		}},
		PrimaryType: name,
		Domain: apitypes.TypedDataDomain{
			Name: "Hallmark", Version: "1", ChainId: gethmath.NewHexOrDecimal256(int64(domain.ChainID)),
			VerifyingContract: domain.Escrow.String(),
		},
		Message: m,
	})
	if err != nil {
		t.Fatal(err)
	}
	return hallmark.Digest(hash)
}

func TestRecoverRefusesOtherForms(t *testing.T) {
	key := newKey(t)
	digest := hallmark.Digest{1}
	sig, err := Sign(digest, key)
	if err != nil {
		t.Fatal(err)
	}
	if err := Require("test", digest, sig, AddressOf(&key.PublicKey)); err != nil {
		t.Fatal(err)
	}
	n := crypto.S256().Params().N
	high := append(hallmark.Hex(nil), sig...)
	new(big.Int).Sub(n, new(big.Int).SetBytes(sig[32:64])).FillBytes(high[32:64])
	high[64] = 55 - high[64]
	for name, bad := range map[string][]byte{
		"empty": nil, "short": sig[:64], "long": append(append([]byte(nil), sig...), 0), "v 0": append(append([]byte(nil), sig[:64]...), 0),
		"high s": high, "zero r": append(make([]byte, 32), sig[32:]...),
	} {
		if _, _, err := Recover(digest, bad); hallmark.KindOf(err) != hallmark.Unauthenticated {
			t.Errorf("%s: got %v", name, err)
		}
	}
	if err := Require("test", hallmark.Digest{2}, sig, AddressOf(&key.PublicKey)); hallmark.KindOf(err) != hallmark.Unauthenticated {
		t.Errorf("another digest: got %v", err)
	}
}

func TestWrapOpensOnlyForTheUser(t *testing.T) {
	user, stranger := newKey(t), newKey(t)
	id, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	wrapped, err := Wrap(id, crypto.FromECDSAPub(&user.PublicKey))
	if err != nil {
		t.Fatal(err)
	}
	got, err := Unwrap(wrapped, crypto.FromECDSA(user))
	if err != nil || got.String() != id.String() {
		t.Fatalf("unwrap: %v", err)
	}
	if _, err := Unwrap(wrapped, crypto.FromECDSA(stranger)); hallmark.KindOf(err) != hallmark.Tampered {
		t.Errorf("stranger: %v", err)
	}
	for i := range wrapped {
		bad := append([]byte(nil), wrapped...)
		bad[i] ^= 1
		if _, err := Unwrap(bad, crypto.FromECDSA(user)); err == nil {
			t.Fatalf("byte %d altered, still opens", i)
		}
	}
}

func TestDatasetOwner(t *testing.T) {
	owner := Owner{Version: OwnerVersion, ChainID: domain.ChainID, Escrow: domain.Escrow, User: hallmark.Address{1}, Salt: hallmark.Digest{9}}
	line, err := owner.Line()
	if err != nil {
		t.Fatal(err)
	}
	id, _ := age.GenerateX25519Identity()
	file, err := SealBytes(append(line, "rows"...), id.Recipient().String())
	if err != nil {
		t.Fatal(err)
	}
	plain, err := Open(bytes.NewReader(file), id)
	if err != nil {
		t.Fatal(err)
	}
	r := bufio.NewReader(plain)
	if got, err := ReadOwner(r, domain, owner.User); err != nil || got != owner {
		t.Fatalf("%+v, %v", got, err)
	}
	if rest, err := io.ReadAll(r); err != nil || string(rest) != "rows" {
		t.Fatalf("rest %q, %v", rest, err)
	}
	for name, c := range map[string]struct {
		line string
		kind hallmark.Kind
	}{
		"other user":    {strings.Replace(string(line), "0x01", "0x02", 1), hallmark.Forbidden},
		"other chain":   {strings.Replace(string(line), "31337", "31338", 1), hallmark.Forbidden},
		"other escrow":  {strings.Replace(string(line), "00003\"", "00004\"", 1), hallmark.Forbidden},
		"unknown key":   {strings.Replace(string(line), "{", `{"a":1,`, 1), hallmark.Invalid},
		"not canonical": {strings.Replace(string(line), "{", "{ ", 1), hallmark.Invalid},
		"no line":       {"rows without a line feed", hallmark.Invalid},
		"endless line":  {strings.Repeat("x", 1<<20), hallmark.Invalid},
	} {
		if _, err := ReadOwner(bufio.NewReader(strings.NewReader(c.line)), domain, owner.User); hallmark.KindOf(err) != c.kind {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestCheckOrder(t *testing.T) {
	key := newKey(t)
	make := func(change func(*hallmark.SignedOrder)) hallmark.SignedOrder {
		s := hallmark.SignedOrder{Config: hallmark.DefaultTraining(), UserKey: crypto.FromECDSAPub(&key.PublicKey)}
		config, err := Digest(s.Config)
		if err != nil {
			t.Fatal(err)
		}
		s.Order = hallmark.Order{
			User: AddressOf(&key.PublicKey), Provider: hallmark.Address{2}, Signer: hallmark.Address{3},
			BaseModel: hallmark.Digest{4}, DatasetRoot: hallmark.Digest{5}, DatasetDigest: hallmark.Digest{6}, Config: config,
			Policy: hallmark.Digest{7}, Price: hallmark.NewAmount(2), MaxFee: hallmark.NewAmount(100), Deadline: 99,
			Recipient: sha(s.UserKey), Nonce: hallmark.Digest{8},
		}
		if s.Signature, err = Sign(domain.JobID(s.Order), key); err != nil {
			t.Fatal(err)
		}
		change(&s)
		return s
	}
	id, err := domain.CheckOrder(make(func(*hallmark.SignedOrder) {}))
	if err != nil || id.IsZero() {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		change func(*hallmark.SignedOrder)
		kind   hallmark.Kind
	}{
		"price":   {func(s *hallmark.SignedOrder) { s.Order.Price = hallmark.NewAmount(3) }, hallmark.Unauthenticated},
		"config":  {func(s *hallmark.SignedOrder) { s.Config.Seed++ }, hallmark.Mismatch},
		"payees":  {func(s *hallmark.SignedOrder) { s.Payees = []hallmark.Payee{{Account: hallmark.Address{1}, BPS: 10000}} }, hallmark.Mismatch},
		"userKey": {func(s *hallmark.SignedOrder) { s.UserKey[5] ^= 1 }, hallmark.Mismatch},
		"self":    {func(s *hallmark.SignedOrder) { s.Order.Provider = s.Order.User }, hallmark.Invalid},
	} {
		if _, err := domain.CheckOrder(make(c.change)); hallmark.KindOf(err) != c.kind {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func sha(b []byte) hallmark.Digest { return sha256.Sum256(b) }

func TestModelDigestSeesEveryFile(t *testing.T) {
	base := fstest.MapFS{"config.json": {Data: []byte("{}")}, "model.safetensors": {Data: []byte("w")}, ".git/x": {Data: []byte("hidden")}}
	digest := func(f fstest.MapFS) hallmark.Digest {
		files, err := ModelFiles(f)
		if err != nil {
			t.Fatal(err)
		}
		d, err := ModelDigest(files)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	before := digest(base)
	base[".hidden"] = &fstest.MapFile{Data: []byte("x")}
	if digest(base) != before {
		t.Error("a hidden file changes the digest")
	}
	base["tokenizer.json"] = &fstest.MapFile{Data: []byte("x")}
	if digest(base) == before {
		t.Error("a new file does not change the digest")
	}
	dir := t.TempDir()
	if err := os.Symlink("/etc/hosts", filepath.Join(dir, "link")); err != nil {
		t.Fatal(err)
	}
	if _, err := ModelFiles(os.DirFS(dir)); hallmark.KindOf(err) != hallmark.Invalid {
		t.Errorf("symlink: %v", err)
	}
}

func FuzzReadOwner(f *testing.F) {
	line, _ := Owner{Version: OwnerVersion}.Line()
	f.Add(line)
	f.Fuzz(func(t *testing.T, data []byte) {
		_, _ = ReadOwner(bufio.NewReader(bytes.NewReader(data)), domain, hallmark.Address{})
	})
}

// What is read of a replay file is what was written, whatever else it holds.
func FuzzReadReplay(f *testing.F) {
	checkpoints := []hallmark.ReplayCheckpoint{{Step: 8}, {Step: 16}}
	header, _ := Canonical(hallmark.TranscriptHeader{Version: hallmark.TranscriptVersion, Steps: 1})
	leaf, _ := Canonical(hallmark.TranscriptLeaf{Step: 1})
	transcript := append(append(header, '\n'), append(leaf, '\n')...)
	var file bytes.Buffer
	state := func(c hallmark.ReplayCheckpoint) ([]byte, error) { return []byte{byte(c.Step)}, nil }
	if err := WriteReplay(&file, []byte("{}\n"), transcript, checkpoints, state); err != nil {
		f.Fatal(err)
	}
	f.Add(file.Bytes())
	f.Add(file.Bytes()[:file.Len()/2])
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := ReadReplay(bytes.NewReader(data), checkpoints)
		if err != nil {
			return
		}
		read := 0
		for _, s := range r.States {
			read += len(s)
		}
		if len(r.States) != len(checkpoints) || read > len(data) || len(r.Leaves) > len(data) {
			t.Fatalf("%d states of %d bytes and %d leaves out of %d bytes", len(r.States), read, len(r.Leaves), len(data))
		}
	})
}

func FuzzDecodeCanonical(f *testing.F) {
	f.Add([]byte(`{"jobId":"0x` + strings.Repeat("0", 64) + `"}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var c hallmark.Cancel
		if DecodeCanonical(data, "cancel", &c) == nil {
			again, _ := Canonical(c)
			if !bytes.Equal(again, data) {
				t.Fatalf("%q is not canonical", data)
			}
		}
	})
}
