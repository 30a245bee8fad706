package enclave_test

import (
	"archive/tar"
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"filippo.io/age"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/dataset/tokenizer"
	"github.com/hallmark-tee/hallmark/enclave"
	"github.com/hallmark-tee/hallmark/enclave/engine/native"
	"github.com/hallmark-tee/hallmark/enclave/engine/safetensors"
	"github.com/hallmark-tee/hallmark/enclave/platform/sim"
	"github.com/hallmark-tee/hallmark/enclave/wire"
	"github.com/hallmark-tee/hallmark/envelope"
	"github.com/hallmark-tee/hallmark/storage/merkle"
)

var (
	domain   = envelope.Domain{ChainID: 31337, Escrow: hallmark.Address{1, 2}}
	registry = hallmark.Address{3, 4}
	provider = hallmark.Address{5, 6}
)

func TestMain(m *testing.M) {
	if config := os.Getenv(childVariable); config != "" {
		os.Exit(child(config))
	}
	os.Exit(m.Run())
}

// machine is a folder with a base model, simulated hardware and enclave state.
type machine struct {
	dir    string
	config enclave.Config
}

func newMachine(t *testing.T) machine {
	t.Helper()
	dir := t.TempDir()
	writeModel(t, filepath.Join(dir, "models", "tiny"))
	return machine{dir, enclave.Config{
		ChainID: domain.ChainID, Escrow: domain.Escrow, Registry: registry, Models: filepath.Join(dir, "models"),
		State: filepath.Join(dir, "state"), Socket: filepath.Join(dir, "s"), MaxDataset: 1 << 20, Workers: 1,
	}}
}

// options are those of the real command in its simulated build.
func options(c enclave.Config, log io.Writer) (enclave.Options, error) {
	o := enclave.Options{Config: c, Trainer: native.Engine{}, Server: native.OpenServer, Log: slog.New(slog.NewTextHandler(log, nil))}
	var err error
	if o.Binary, err = enclave.BinaryDigest(); err != nil {
		return o, err
	}
	if o.Manifest, err = enclave.NativeManifest(o.Binary); err != nil {
		return o, err
	}
	o.Engine = native.Identity(o.Binary)
	o.Platform, err = sim.Open(sim.Config{Dir: filepath.Join(filepath.Dir(c.State), "hardware"), Binary: o.Binary, Manifest: o.Manifest})
	return o, err
}

// up is a running enclave and a worker's connection to it.
type up struct {
	*wire.Client
	info wire.Info
	log  *lockedBuffer
	down func()
}

func (m machine) start(t *testing.T) up {
	t.Helper()
	log := &lockedBuffer{}
	o, err := options(m.config, log)
	if err != nil {
		t.Fatal(err)
	}
	return serve(t, o, log)
}

func serve(t *testing.T, o enclave.Options, log *lockedBuffer) up {
	t.Helper()
	s, err := enclave.New(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	l, err := enclave.Listen(t.Context(), o.Config.Socket)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.WithoutCancel(t.Context()))
	served := make(chan error, 1)
	go func() { served <- s.Serve(ctx, l) }()
	c := wire.Dial(o.Config.Socket)
	down := sync.OnceFunc(func() {
		c.Close()
		stop()
		if err := errors.Join(<-served, s.Close()); err != nil {
			t.Error(err)
		}
	})
	t.Cleanup(down)
	u := up{Client: c, log: log, down: down}
	if u.info, err = c.Info(t.Context()); err != nil {
		t.Fatal(err)
	}
	return u
}

// registered makes the evidence that a worker registers and gives its digest.
func (u up) registered(t *testing.T) hallmark.Digest {
	t.Helper()
	e, err := u.Evidence(t.Context(), wire.EvidenceRequest{Block: 7, BlockHash: hallmark.Digest{7}})
	if err != nil {
		t.Fatal(err)
	}
	return envelope.EvidenceDigest(e.Quote, e.RuntimeData)
}

type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// tinyModel is a random model of two layers over a vocabulary of 320, as files.
var tinyModel = sync.OnceValues(func() (map[string][]byte, error) {
	m, err := native.NewRandom(native.Config{
		Family: "llama", Vocab: 320, Hidden: 32, Intermediate: 64, Layers: 2, Heads: 4, KVHeads: 2, HeadDim: 8,
		Context: 128, RopeTheta: 10000, NormEps: 1e-5, Tied: true,
	}, 1)
	if err != nil {
		return nil, err
	}
	files, err := m.Save(safetensors.F32)
	if err != nil {
		return nil, err
	}
	text := strings.Repeat("the enclave answers the question about the answer of the enclave; ", 40)
	files["tokenizer.json"], err = tokenizer.Train(slices.Values([]string{text}), 320, tokenizer.SplitGPT2, []string{"<|endoftext|>", "<|im_start|>", "<|im_end|>"})
	return files, err
})

func writeModel(t *testing.T, dir string) {
	t.Helper()
	files, err := tinyModel()
	if err != nil {
		t.Fatal(err)
	}
	for name, b := range files {
		put(t, filepath.Join(dir, name), b)
	}
}

func put(t *testing.T, path string, b []byte) {
	t.Helper()
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, b, 0o600)); err != nil {
		t.Fatal(err)
	}
}

// rows is a dataset of n distinct question and answer pairs.
func rows(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "{\"prompt\":\"question %d about the enclave\",\"completion\":\"secret answer %d%s\"}\n", i, i*i, strings.Repeat(" of the enclave", i%6))
	}
	return b.String()
}

// config trains steps of 4 short sequences with a checkpoint every 8.
func config(epochs int) hallmark.TrainingConfig {
	c := hallmark.DefaultTraining()
	c.Rank, c.Alpha, c.Epochs, c.BatchRows, c.SeqLen = 2, 4, epochs, 4, 64
	c.WarmupSteps, c.StateEvery, c.Checkpoint, c.Validation = 2, 8, 8, 100
	return c
}

// user is somebody with a wallet.
type user struct{ key *ecdsa.PrivateKey }

func newUser(t *testing.T) user {
	t.Helper()
	key, err := crypto.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	return user{key}
}

func (u user) address() hallmark.Address { return envelope.AddressOf(&u.key.PublicKey) }

// plaintext is a dataset's age plaintext: the owner line and the rows.
func (u user) plaintext(t *testing.T, rows string) []byte {
	t.Helper()
	owner := envelope.Owner{Version: envelope.OwnerVersion, ChainID: domain.ChainID, Escrow: domain.Escrow, User: u.address()}
	rand.Read(owner.Salt[:])
	line, err := owner.Line()
	if err != nil {
		t.Fatal(err)
	}
	return append(line, rows...)
}

// parcel is an order with the ciphertext that it names.
type parcel struct {
	signed     hallmark.SignedOrder
	id         hallmark.JobID
	ciphertext []byte
}

// order encrypts a plaintext to the enclave and signs for it.
func (u user) order(t *testing.T, info wire.Info, c hallmark.TrainingConfig, plaintext []byte) parcel {
	t.Helper()
	ciphertext, err := envelope.SealBytes(plaintext, info.Recipient)
	if err != nil {
		t.Fatal(err)
	}
	return u.orderFor(t, info, c, ciphertext, sha256.Sum256(plaintext))
}

func (u user) orderFor(t *testing.T, info wire.Info, c hallmark.TrainingConfig, ciphertext []byte, digest hallmark.Digest) parcel {
	t.Helper()
	root, err := merkle.Root(t.Context(), bytes.NewReader(ciphertext), int64(len(ciphertext)))
	if err != nil {
		t.Fatal(err)
	}
	pub := crypto.FromECDSAPub(&u.key.PublicKey)
	o := hallmark.Order{
		User: u.address(), Provider: provider, Signer: info.Signer, BaseModel: info.Models[0].Digest,
		DatasetRoot: root, DatasetDigest: digest, Policy: hallmark.Digest{9}, Price: hallmark.NewAmount(1000),
		MaxFee: hallmark.NewAmount(1 << 40), Deadline: 1 << 32, Recipient: sha256.Sum256(pub),
	}
	rand.Read(o.Nonce[:])
	if o.Config, err = envelope.Digest(c); err != nil {
		t.Fatal(err)
	}
	return u.sign(t, hallmark.SignedOrder{Order: o, Config: c, UserKey: pub}, ciphertext)
}

func (u user) sign(t *testing.T, s hallmark.SignedOrder, ciphertext []byte) parcel {
	t.Helper()
	id := domain.JobID(s.Order)
	var err error
	if s.Signature, err = envelope.Sign(id, u.key); err != nil {
		t.Fatal(err)
	}
	return parcel{s, id, ciphertext}
}

func (u user) cancel(t *testing.T, id hallmark.JobID) hallmark.CancelRequest {
	t.Helper()
	c := hallmark.Cancel{JobID: id}
	sig, err := envelope.Sign(domain.Cancel(c), u.key)
	if err != nil {
		t.Fatal(err)
	}
	return hallmark.CancelRequest{Cancel: c, Signature: sig}
}

// ready admits a parcel and sends its dataset.
func (u up) ready(t *testing.T, p parcel) wire.Job {
	t.Helper()
	if _, err := u.Admit(t.Context(), p.signed); err != nil {
		t.Fatal(err)
	}
	job, err := u.PutDataset(t.Context(), p.id, int64(len(p.ciphertext)), bytes.NewReader(p.ciphertext))
	if err != nil {
		t.Fatal(err)
	}
	return job
}

// follow reads progress to the end of the run, or until each is satisfied.
func (u up) follow(t *testing.T, id hallmark.JobID, each func(wire.Progress) bool) wire.Progress {
	t.Helper()
	var last wire.Progress
	enough := errors.New("enough")
	err := u.Progress(t.Context(), id, 0, func(p wire.Progress) error {
		last = p
		if each != nil && each(p) {
			return enough
		}
		return nil
	})
	if err != nil && !errors.Is(err, enough) {
		t.Fatal(err)
	}
	return last
}

// train runs a ready job to its end.
func (u up) train(t *testing.T, id hallmark.JobID) wire.Job {
	t.Helper()
	if _, err := u.Train(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	last := u.follow(t, id, nil)
	if last.Code != wire.CodeTrained {
		t.Fatalf("training ended with %+v\n%s", last, u.log)
	}
	job, err := u.Job(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return job
}

// settle confirms and releases.
func (u up) settle(t *testing.T, job wire.Job) hallmark.SignedSettlement {
	t.Helper()
	c := wire.ConfirmRequest{Evidence: u.registered(t)}
	if job.Artifact != nil {
		c.ArtifactRoot, c.ReplayRoot = job.Artifact.Root, job.Replay.Root
	}
	record, err := u.Confirm(t.Context(), job.ID, c)
	if err != nil {
		t.Fatal(err)
	}
	out, err := u.Release(t.Context(), job.ID, wire.ReleaseRequest{Digest: record.Digest})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func (u up) artifact(t *testing.T, id hallmark.JobID) []byte {
	t.Helper()
	r, size, err := u.Artifact(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	b, err := io.ReadAll(r)
	if err != nil || int64(len(b)) != size {
		t.Fatalf("%d of %d bytes: %v", len(b), size, err)
	}
	return b
}

// open unwraps the settlement's key and gives the artifact's files.
func (u user) open(t *testing.T, s hallmark.SignedSettlement, ciphertext []byte) map[string][]byte {
	t.Helper()
	key, err := envelope.Unwrap(s.WrappedKey, crypto.FromECDSA(u.key))
	if err != nil {
		t.Fatal(err)
	}
	plain, err := age.Decrypt(bytes.NewReader(ciphertext), key)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for r := tar.NewReader(plain); ; {
		h, err := r.Next()
		if err == io.EOF {
			return files
		}
		if err != nil {
			t.Fatal(err)
		}
		if files[h.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
}

func wantKind(t *testing.T, what string, err error, want hallmark.Kind) {
	t.Helper()
	if err == nil || hallmark.KindOf(err) != want {
		t.Errorf("%s: got %v, want %v", what, err, want)
	}
}

// providerKey is the provider's wallet, for what only it signs.
func providerKey(t *testing.T) *ecdsa.PrivateKey {
	t.Helper()
	key, err := crypto.ToECDSA(bytes.Repeat([]byte{0x51}, 32))
	if err != nil {
		t.Fatal(err)
	}
	return key
}
